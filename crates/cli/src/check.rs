//! `brownout check`.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use brownout_scenario::source::SourceMap;
use brownout_scenario::{Diagnostic, Rejected, merged};

use crate::FAILED;
use crate::args::Check;
use crate::files::{Folder, entries, find, is_yaml, read};

pub(crate) fn check(args: &Check, out: &mut dyn Write) -> Result<ExitCode> {
    if args.merged {
        return print_merged(args, out);
    }
    let mut files = Vec::new();
    for path in &args.paths {
        collect(path, &mut files)?;
    }
    if files.is_empty() {
        bail!("there is no .yaml file in what was given");
    }
    let mut report = Report { out, said: BTreeSet::new(), errors: 0 };
    let mut folders: BTreeMap<PathBuf, Folder> = BTreeMap::new();
    let mut packs = BTreeSet::new();
    for file in &files {
        let home = file.parent().unwrap_or(Path::new("")).to_owned();
        let folder = match folders.entry(home.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Folder::of(file)?),
        };
        let text = match read(file) {
            Ok(text) => text,
            Err(error) => {
                report.unreadable(&error);
                continue;
            }
        };
        if folder.is_of_pack(file) {
            if packs.insert(home)
                && let Err(rejected) = folder.check_pack()
            {
                report.rejected(&rejected)?;
            }
            continue;
        }
        scenario(folder, file, &text, args.seeds, &mut report)?;
    }
    let (errors, files) = (report.errors, files.len());
    report.out.flush()?;
    let summary = format!("{files} {}", if files == 1 { "file" } else { "files" });
    if errors > 0 {
        eprintln!("{summary} checked, {errors} {}", if errors == 1 { "error" } else { "errors" });
        return Ok(ExitCode::from(FAILED));
    }
    eprintln!("{summary} checked, no errors");
    Ok(ExitCode::SUCCESS)
}

/// What was found so far. What is wrong with a pack is wrong in each of its scenarios: it is said once.
struct Report<'a> {
    out: &'a mut dyn Write,
    said: BTreeSet<String>,
    errors: usize,
}

impl Report<'_> {
    fn findings(&mut self, findings: &[Diagnostic], sources: &SourceMap) -> Result<()> {
        for found in findings {
            let text = found.render(sources);
            if !self.said.contains(&text) {
                writeln!(self.out, "{text}")?;
                self.said.insert(text);
                self.errors += usize::from(found.is_error());
            }
        }
        Ok(())
    }

    fn rejected(&mut self, rejected: &Rejected) -> Result<()> {
        self.findings(&rejected.diagnostics, &rejected.sources)
    }

    fn unreadable(&mut self, error: &anyhow::Error) {
        eprintln!("error: {error:#}");
        self.errors += 1;
    }
}

fn scenario(folder: &Folder, file: &Path, text: &str, seeds: u32, report: &mut Report<'_>) -> Result<()> {
    let authored = match folder.scenario(file, text) {
        Ok(authored) => authored,
        Err(rejected) => return report.rejected(&rejected),
    };
    report.findings(&authored.notes, &authored.sources)?;
    for number in 0..=authored.variant.count {
        let Some(variant) = authored.clone().with_variant(number) else { continue };
        for seed in 0..u64::from(seeds) {
            match variant.compile(seed) {
                Ok(compiled) => report.findings(&compiled.notes, &variant.sources)?,
                Err(rejected) => return report.rejected(&rejected),
            }
        }
    }
    Ok(())
}

fn print_merged(args: &Check, out: &mut dyn Write) -> Result<ExitCode> {
    let [path] = args.paths.as_slice() else { bail!("--merged prints one scenario at a time") };
    let authored = find(&path.display().to_string())?;
    out.write_all(merged(&authored).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in entries(path)? {
            if entry.is_dir() || is_yaml(&entry) {
                collect(&entry, files)?;
            }
        }
        return Ok(());
    }
    if !path.is_file() {
        bail!("there is no file or folder `{}`", path.display());
    }
    if !files.iter().any(|known| known == path) {
        files.push(path.to_owned());
    }
    Ok(())
}
