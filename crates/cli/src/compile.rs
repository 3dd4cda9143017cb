//! `brownout compile`: what the page plays without a compiler. `plans/ID.bin` is a scenario or variant that is the same for
//! every seed, compiled; `packs/courses.bin` holds the courses. Called by the build; nothing else reads these files.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use brownout_run::curriculum::Course;
use brownout_scenario::packed::write as write_bytes;
use brownout_scenario::{Authored, Catalogue, Compiled, load};

use crate::args::Compile;

/// Any seed: what is written depends on none.
const SEED: u64 = 0;

pub(crate) fn compile(args: &Compile) -> Result<ExitCode> {
    let catalogue = Catalogue::built_in();
    for id in catalogue.scenarios() {
        let own = load(&catalogue, id)?;
        let all = every(&own)?;
        // All or none of a file: the index says it once.
        if !drawn(&all) {
            for compiled in &all {
                write(&args.out.join(format!("plans/{}.bin", compiled.plan.about.id)), &compiled.to_file())?;
            }
        }
    }
    let packs = catalogue.packs().into_iter();
    let courses: Vec<(&str, Course)> =
        packs.filter_map(|pack| Some((pack, Course::of_pack(&catalogue, pack, 0)?))).collect();
    write(&args.out.join("packs/courses.bin"), &write_bytes(&courses))?;
    Ok(ExitCode::SUCCESS)
}

/// The scenario of a file and its variants.
pub(crate) fn every(own: &Authored) -> Result<Vec<Compiled>> {
    let all = (0..=own.variant.count).filter_map(|number| own.clone().with_variant(number));
    Ok(all.map(|authored| authored.compile(SEED)).collect::<Result<_, _>>()?)
}

/// Whether another seed may make another plan of one of them.
pub(crate) fn drawn(all: &[Compiled]) -> bool {
    all.iter().any(|compiled| compiled.drawn)
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    fs::write(file, bytes).with_context(|| format!("{} cannot be written", file.display()))
}
