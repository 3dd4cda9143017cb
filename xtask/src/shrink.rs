//! Makes the programs of a built site small. They are optimised, their functions are ordered (see `wasm`), then the file is packed as
//! xz: a host's gzip leaves a third more, hosts cannot be asked for anything better, and a page of static files has no other way. web/program.js
//! unpacks them while they arrive.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use lzma_rust2::{CheckType, LzmaOptions, XzOptions, XzWriter};

use crate::{files, sh, tools, wasm};

/// What rustc uses of WebAssembly, which binaryen wants to be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// For size, as far as it goes. A function that is called once is kept apart if it is long: its likes are packed beside it.
const SMALL: [&str; 3] = ["-Oz", "--low-memory-unused", "--one-caller-inline-max-function-size=1"];

/// What the format asks for, in bytes.
const DICTIONARY_LEAST: u32 = 4096;

/// Who names the programs.
const NAMED_IN: &str = "index.html";

/// Optimises, orders and packs every program of a built site, and names the packed files where the others were named.
pub fn run(dist: &Path) -> Result<()> {
    for path in files::find(dist, |name| name.ends_with(".wasm"))? {
        sh::run(opt().arg(&path).args(SMALL).arg("-o").arg(&path))?;
        order(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let packed = format!("{name}.xz");
        files::write(&dist.join(&packed), pack(&files::read(&path)?)?)?;
        files::remove(&path)?;
        rename(dist, &name, &packed)?;
    }
    Ok(())
}

fn order(path: &Path) -> Result<()> {
    let named = wasm::order::named_by_likeness(&files::read(path)?).with_context(|| path.display().to_string())?;
    files::write(path, named)?;
    sh::run(opt().arg(path).args(["--reorder-functions-by-name", "--strip-debug", "-o"]).arg(path))
}

fn opt() -> Command {
    let mut opt = Command::new(tools::npm_bin().join("wasm-opt"));
    opt.args(FEATURES);
    opt
}

/// A program as xz. Its bytes are unlike text: what comes next follows from more of what came before, wherever that lies.
fn pack(program: &[u8]) -> Result<Vec<u8>> {
    let size = u32::try_from(program.len()).context("a program of 4 GB")?;
    let lzma = LzmaOptions {
        dict_size: size.next_power_of_two().max(DICTIONARY_LEAST),
        lc: 4,
        lp: 0,
        pb: 0,
        ..LzmaOptions::with_preset(9)
    };
    let options = XzOptions { lzma_options: lzma, check_type: CheckType::Crc32, ..XzOptions::default() };
    let mut writer = XzWriter::new(Vec::new(), options)?;
    writer.write_all(program)?;
    Ok(writer.finish()?)
}

fn rename(dist: &Path, name: &str, packed: &str) -> Result<()> {
    let path = dist.join(NAMED_IN);
    let text = files::text(&path)?;
    ensure!(text.contains(name), "{NAMED_IN} does not name {name}");
    files::write(&path, text.replace(name, packed))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use lzma_rust2::XzReader;

    use super::*;

    #[test]
    fn a_packed_program_is_smaller_and_the_same() {
        let program: Vec<u8> = (0..100_000_u32).flat_map(|n| (n % 331).to_le_bytes()).collect();
        let packed = pack(&program).unwrap();
        assert!(packed.len() < program.len() / 20, "{} bytes", packed.len());
        let mut unpacked = Vec::new();
        XzReader::new(packed.as_slice(), false).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == program);
    }
}
