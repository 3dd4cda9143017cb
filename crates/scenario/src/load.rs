//! The way in: from an id or a text to an authored scenario, with everything that is wrong at once.

use crate::catalogue::Catalogue;
use crate::decode::{Decode, Decoder};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::layers::{Layers, Merged, shown};
use crate::model::Document;
use crate::source::SourceMap;
use crate::suggest::nearest;
use crate::tree::Node;
use crate::variant::{self, Variant};
use std::fmt;
use std::sync::Arc;

/// A scenario as written, with its pack: choices still open.
#[derive(Clone, Debug)]
pub struct Authored {
    /// `pack/name`.
    pub id: String,
    /// The pack's name.
    pub pack: String,
    /// The pack's own title.
    pub pack_title: Option<String>,
    /// Everything that is in force, typed. Where an id belongs, a choice may stand.
    pub document: Document,
    /// Everything that is in force, as a tree.
    pub tree: Node,
    /// The texts that it was made from.
    pub sources: Arc<SourceMap>,
    /// Which of its file's scenarios it is.
    pub variant: Variant,
    /// Warnings and notes.
    pub notes: Vec<Diagnostic>,
}

impl Authored {
    /// Another of the file's scenarios; `None` if the file does not stand for so many.
    #[must_use]
    pub fn with_variant(mut self, number: u32) -> Option<Authored> {
        if number > self.variant.count {
            return None;
        }
        self.variant.number = number;
        self.id = self.variant.id(number);
        Some(self)
    }
}

/// A scenario that cannot be played, and why.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// What is wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that it is about.
    pub sources: Arc<SourceMap>,
}

impl Rejected {
    pub(crate) fn new(mut diagnostics: Vec<Diagnostic>, sources: Arc<SourceMap>) -> Rejected {
        diagnostic::sort(&mut diagnostics);
        Rejected { diagnostics, sources }
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, found) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            f.write_str(&found.render(&self.sources))?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejected {}

/// Loads a scenario of the catalogue by its id: `pack/name`, or `pack/name-p01` for a variant.
///
/// # Errors
/// Everything that is wrong with it, or that there is none of this id.
pub fn load(catalogue: &Catalogue, id: &str) -> Result<Authored, Rejected> {
    if catalogue.is_scenario(id) {
        return load_file(catalogue, id);
    }
    let unknown = |help: String| {
        let found = Diagnostic::nowhere(Code::UnknownScenario, format!("No scenario is called `{id}`."));
        Err(Rejected::new(vec![found.help(help)], Arc::default()))
    };
    if let Some((base, number)) = variant::split(id)
        && catalogue.is_scenario(base)
    {
        let own = load_file(catalogue, base)?;
        let count = own.variant.count;
        return match own.with_variant(number) {
            Some(authored) => Ok(authored),
            None => unknown(format!("`{base}` has {count} {}.", if count == 1 { "variant" } else { "variants" })),
        };
    }
    let help = nearest(id, catalogue.scenarios()).map(|near| format!("Did you mean `{near}`?"));
    unknown(help.unwrap_or_else(|| "`brownout list` shows them.".to_owned()))
}

fn load_file(catalogue: &Catalogue, id: &str) -> Result<Authored, Rejected> {
    let path = format!("{id}.yaml");
    load_text(catalogue, &shown(&path), catalogue.text(&path).unwrap_or_default())
}

/// Loads a scenario from a text. Its pack is the one that it `extends`, or that of the folder in its path, or
/// `standard`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load_text(catalogue: &Catalogue, path: &str, text: &str) -> Result<Authored, Rejected> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = folder.rsplit('/').next().unwrap_or("");
    let name = file.strip_suffix(".yaml").unwrap_or(file);
    let mut sources = SourceMap::default();
    let mut out = Vec::new();
    let merged = Layers { catalogue, sources: &mut sources, out: &mut out }.scenario(path, text, folder);
    let document = merged
        .as_ref()
        .and_then(|merged| Document::decode(&merged.tree, &mut Decoder { sources: &sources, out: &mut out }));
    let id = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let variant = document.as_ref().map(|document| Variant::own(&id, document, &mut out)).unwrap_or_default();
    let sources = Arc::new(sources);
    match (merged, document) {
        (Some(Merged { tree, pack, pack_title }), Some(document)) if !out.iter().any(Diagnostic::is_error) => {
            let pack = pack.unwrap_or_default();
            diagnostic::sort(&mut out);
            Ok(Authored { id, pack, pack_title, document, tree, sources, variant, notes: out })
        }
        _ => Err(Rejected::new(out, sources)),
    }
}

/// Checks a pack by itself: its files are read, merged and have the right shape.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check_pack(catalogue: &Catalogue, name: &str) -> Result<(), Rejected> {
    let mut sources = SourceMap::default();
    let mut out = Vec::new();
    let tree = Layers { catalogue, sources: &mut sources, out: &mut out }.pack(name, None, &mut Vec::new());
    if let Some(tree) = &tree {
        Document::decode(tree, &mut Decoder { sources: &sources, out: &mut out });
    }
    if out.iter().any(Diagnostic::is_error) { Err(Rejected::new(out, Arc::new(sources))) } else { Ok(()) }
}
