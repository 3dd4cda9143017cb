//! `brownout reference`.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use brownout_scenario::Catalogue;
use brownout_scenario::reference::{markdown, reference};

use crate::args::Reference;

pub(crate) fn print(args: &Reference, out: &mut dyn Write) -> Result<ExitCode> {
    let reference = reference(&Catalogue::built_in());
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &reference)?;
        writeln!(out)?;
    } else {
        out.write_all(markdown(&reference).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}
