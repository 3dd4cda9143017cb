//! A full disk shows as a linker's bus error or a browser that does not start. It is told before that.

use std::path::Path;

use crate::{paths, sh};

const GB: u64 = 1_000_000_000;

/// What all checks write in a clean clone, tools and browsers apart, in bytes: 6 GB measured without incremental builds, and
/// some to spare.
const WHOLE_RUN: u64 = 9 * GB;

/// Says so if the disk of `target/` has less room than all checks want in a clean clone. It is no error: where most
/// things are built already, far less will do.
pub fn warn_if_short() {
    let target = paths::target();
    // It may not be there yet.
    let there = target.ancestors().find(|dir| dir.is_dir()).unwrap_or(paths::root());
    if let Some(free) = free(there).filter(|free| *free < WHOLE_RUN) {
        sh::say(&format!(
            "only {:.1} GB are free where {} lies; every check in a clean clone wants {} GB: `cargo clean` frees what earlier builds left",
            free as f64 / GB as f64,
            target.display(),
            WHOLE_RUN / GB,
        ));
    }
}

/// Free bytes, or nothing where the system has no POSIX `df`.
fn free(dir: &Path) -> Option<u64> {
    let table = sh::probe("df", &["-Pk", dir.to_str()?])?;
    available(&table)
}

/// The column `Available` of `df -Pk`, in bytes. The name of a file system may have spaces, so the column is counted
/// from the percentage.
fn available(table: &str) -> Option<u64> {
    let words: Vec<_> = table.lines().nth(1)?.split_whitespace().collect();
    let percent = words.iter().position(|word| word.ends_with('%'))?;
    words.get(percent.checked_sub(1)?)?.parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_space_is_read_from_df() {
        let head = "Filesystem 1024-blocks Used Available Capacity Mounted on\n";
        let check = |line: &str, expected| assert_eq!(available(&format!("{head}{line}")), expected, "{line}");
        check("/dev/vda 264000000 95000000 880000 100% /", Some(901_120_000));
        check("my disk 10 4 6 40% /mnt/my disk", Some(6_144));
        check("/dev/vda 10 4 - - /", None);
        check("", None);
    }
}
