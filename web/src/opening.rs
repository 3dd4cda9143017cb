//! From what an address, a link or a file names to a compiled scenario. The one place of the page where a scenario becomes a
//! plan: it is fetched where it was made with the page, and asked of the compiler where it was not. Knows no screen.

use std::rc::Rc;

use brownout_compiler::protocol::{Answer, Request, Source};
use brownout_run::link::Scenario;
use brownout_scenario::Compiled;

use crate::packs::Packs;
use crate::{compiler, dom};

/// Why a scenario cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Something that it needs did not arrive: why, as a sentence.
    Network(String),
    /// There is none of this id.
    Missing(String),
    /// What is wrong with it, a sentence each, with places.
    Broken(Vec<String>),
}

impl Packs {
    /// Compiles a scenario for a seed. `pack` is the pack whose files it needs.
    ///
    /// # Errors
    /// As [`Refused`].
    pub async fn compile(self, pack: &str, scenario: &Scenario, seed: u64) -> Result<Rc<Compiled>, Refused> {
        // A course that cannot be read counts no run today; the scenario can be played all the same.
        self.read_course(pack).await.unwrap_or_default();
        let source = match scenario {
            Scenario::BuiltIn(id) if self.is_made(id) => return made(id).await,
            Scenario::BuiltIn(id) => Source::BuiltIn(id.clone()),
            Scenario::Own { path, text } => Source::Own { path: path.clone(), text: text.clone() },
        };
        let request = Request::Compile { pack: pack.to_owned(), scenario: source, seed };
        match compiler::ask(&request).await.map_err(Refused::Network)? {
            Answer::Compiled(bytes) => read(&bytes),
            Answer::Missing(id) => Err(Refused::Missing(id)),
            Answer::Rejected { told, .. } => Err(Refused::Broken(vec![told])),
            Answer::Network(why) => Err(Refused::Network(why)),
            _ => Err(Refused::Network("The page is older than its compiler. Reload it.".to_owned())),
        }
    }
}

/// A plan that was made with the page.
async fn made(id: &str) -> Result<Rc<Compiled>, Refused> {
    let path = ["plans/", id, ".bin"].concat();
    read(&dom::fetch_bytes(&path).await.map_err(Refused::Network)?)
}

fn read(bytes: &[u8]) -> Result<Rc<Compiled>, Refused> {
    Compiled::from_bytes(bytes).map(Rc::new).map_err(|error| Refused::Network(error.to_string()))
}
