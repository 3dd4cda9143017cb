//! Where scenarios come from: the built-in packs, or a file with what stands beside it. Everything that is said of a
//! file names it as the user did.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use brownout_scenario::source::{Source, SourceMap};
use brownout_scenario::{Authored, Catalogue, Rejected, check_pack, load, load_text, split_variant};

/// The file that makes a folder a pack.
pub(crate) const PACK: &str = "pack.yaml";

/// A scenario by id or path.
///
/// # Errors
/// No such scenario or file, or what is wrong with it.
pub(crate) fn find(scenario: &str) -> Result<Authored> {
    let path = Path::new(scenario);
    if !is_file_name(scenario) {
        return Ok(load(&Catalogue::built_in(), scenario)?);
    }
    if !path.exists()
        && let Some((own, number)) = variant(path)
    {
        let base = file(&own, &own.display().to_string())?;
        let count = base.variant.count;
        return match base.with_variant(number) {
            Some(authored) => Ok(authored),
            None => bail!("there is no variant {number} of `{}`; it has {count}", own.display()),
        };
    }
    file(path, scenario)
}

fn file(path: &Path, scenario: &str) -> Result<Authored> {
    let text = read(path)?;
    let folder = Folder::of(path)?;
    if folder.is_of_pack(path) {
        bail!("`{scenario}` is a file of a pack, no scenario; `brownout check` checks it");
    }
    Ok(folder.scenario(path, &text)?)
}

/// The file that a variant's path stands for, `mine.yaml` for `mine-p02.yaml`, and the variant's number.
fn variant(path: &Path) -> Option<(PathBuf, u32)> {
    let (base, number) = split_variant(path.file_stem()?.to_str()?)?;
    let own = path.with_file_name(base).with_extension(path.extension()?);
    own.is_file().then_some((own, number))
}

/// Whether a scenario is meant as a file rather than as an id.
pub(crate) fn is_file_name(scenario: &str) -> bool {
    let path = Path::new(scenario);
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") || path.is_file()
}

/// The text of a file.
///
/// # Errors
/// A file that cannot be read or is no UTF-8.
pub(crate) fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) => bail!("cannot read `{}`: it is no UTF-8 text", path.display()),
    }
}

/// A folder with YAML files, as a catalogue: the built-in packs, with the files of the folder laid over them. Is the
/// folder a pack, then so are the packs beside it: a collection of packs is checked by itself, wherever it lies.
pub(crate) struct Folder {
    /// What scenarios of the folder stand on.
    catalogue: Catalogue,
    /// The folder's own name, if a pack of that name exists.
    pack: Option<String>,
    /// Paths in the catalogue, and what the user would call them.
    names: BTreeMap<String, String>,
}

impl Folder {
    /// The folder that a file lies in.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub(crate) fn of(file: &Path) -> Result<Folder> {
        let given = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::new(),
        };
        let here = if given.as_os_str().is_empty() { Path::new(".") } else { &given };
        let whole = here.canonicalize().with_context(|| format!("cannot read folder `{}`", here.display()))?;
        let mut folder = Folder { catalogue: Catalogue::built_in(), pack: None, names: BTreeMap::new() };
        let Some(name) = whole.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            return Ok(folder);
        };
        if whole.join(PACK).is_file()
            && let Some(above) = whole.parent()
        {
            let above_given = match given.components().next_back() {
                Some(Component::Normal(_)) => given.parent().map_or_else(PathBuf::new, Path::to_owned),
                _ => given.join(".."),
            };
            for sibling in entries(above)?.into_iter().filter(|path| *path != whole && path.join(PACK).is_file()) {
                let name = sibling.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                folder.add(&sibling, &above_given.join(&name), &name)?;
            }
        }
        folder.add(&whole, &given, &name)?;
        folder.pack = folder.catalogue.text(&format!("{name}/{PACK}")).is_some().then_some(name);
        Ok(folder)
    }

    /// A neighbour that is no text is taken as it can be: what is wrong with it is said where it is used.
    fn add(&mut self, folder: &Path, given: &Path, pack: &str) -> Result<()> {
        for file in entries(folder)?.into_iter().filter(|path| is_yaml(path) && path.is_file()) {
            let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let bytes = std::fs::read(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
            self.names.insert(format!("scenarios/{pack}/{name}"), given.join(&name).display().to_string());
            self.catalogue.insert(format!("{pack}/{name}"), String::from_utf8_lossy(&bytes));
        }
        Ok(())
    }

    /// The pack that the folder is.
    pub(crate) fn pack(&self) -> Option<&str> {
        self.pack.as_deref()
    }

    /// Whether a file of the folder belongs to its pack, rather than being a scenario.
    pub(crate) fn is_of_pack(&self, file: &Path) -> bool {
        let Some(name) = file.file_name().map(|name| name.to_string_lossy()) else { return false };
        let Some(pack) = self.pack() else { return false };
        name == PACK || self.catalogue.parts(pack).iter().any(|part| name == format!("{part}.yaml"))
    }

    /// A scenario of the folder.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(crate) fn scenario(&self, file: &Path, text: &str) -> Result<Authored, Rejected> {
        let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let path = self.pack().map_or_else(|| name.clone(), |pack| format!("{pack}/{name}"));
        let given = file.display().to_string();
        match load_text(&self.catalogue, &path, text) {
            Ok(mut authored) => {
                authored.sources = self.renamed(&authored.sources, &path, &given);
                Ok(authored)
            }
            Err(mut rejected) => {
                rejected.sources = self.renamed(&rejected.sources, &path, &given);
                Err(rejected)
            }
        }
    }

    /// Checks the pack that the folder is.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(crate) fn check_pack(&self) -> Result<(), Rejected> {
        let Some(pack) = self.pack() else { return Ok(()) };
        check_pack(&self.catalogue, pack).map_err(|mut rejected| {
            rejected.sources = self.renamed(&rejected.sources, "", "");
            rejected
        })
    }

    /// The same texts under the names that the user knows.
    fn renamed(&self, sources: &SourceMap, path: &str, given: &str) -> Arc<SourceMap> {
        let mut renamed = SourceMap::default();
        for (_, source) in sources.iter() {
            let name = match source.path() {
                known if known == path => given,
                known => self.names.get(known).map_or(known, String::as_str),
            };
            renamed.add(Source::new(name, source.text()));
        }
        Arc::new(renamed)
    }
}

/// Whether a path is named like a scenario.
pub(crate) fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml")
}

/// What a folder holds, by name.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listing = std::fs::read_dir(folder).with_context(|| format!("cannot read folder `{}`", folder.display()))?;
    let mut entries: Vec<PathBuf> = listing.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    entries.sort();
    Ok(entries)
}
