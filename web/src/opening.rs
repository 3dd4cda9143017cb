//! From what an address, a link or a file names to a compiled scenario. The one place of the page where a scenario is
//! compiled; it is asked and answered later, because packs have to be fetched. Knows no screen.

use std::rc::Rc;

use brownout_run::link::Scenario;
use brownout_scenario::{Compiled, load, load_text};

use crate::packs::Packs;

/// Why a scenario cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its pack did not arrive: why, as a sentence.
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
        self.read(pack).await.map_err(Refused::Network)?;
        let compiled = self.with(pack, |catalogue| {
            let authored = match scenario {
                Scenario::BuiltIn(id) if !catalogue.is_scenario(id) => return Err(Refused::Missing(id.clone())),
                Scenario::BuiltIn(id) => load(catalogue, id),
                Scenario::Own { path, text } => load_text(catalogue, path, text),
            };
            let compiled = authored.and_then(|authored| authored.compile(seed));
            compiled.map(Rc::new).map_err(|rejected| Refused::Broken(vec![rejected.to_string()]))
        });
        compiled.unwrap_or_else(|| Err(Refused::Network(format!("The pack {pack} is gone."))))
    }
}
