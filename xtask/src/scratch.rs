//! A folder for what browsers and drivers leave behind (profiles, caches, sockets): gone with the work it was made for,
//! whatever has crashed in it. It lies where the system's temporary files do, because the names of sockets are short.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use tempfile::{Builder, TempDir};

const PREFIX: &str = "brownout-scratch-";

/// What is older was left by a run that was killed: no run takes a fraction of it.
const STALE: Duration = Duration::from_hours(24);

/// The folder; dropping it removes it.
pub struct Scratch(TempDir);

impl Scratch {
    /// A new one. What killed runs left is removed.
    pub fn new() -> Result<Self> {
        let temporary = std::env::temp_dir();
        remove_stale(&temporary, SystemTime::now());
        let made = Builder::new().prefix(PREFIX).tempdir_in(&temporary);
        Ok(Self(made.with_context(|| format!("no folder can be made in {}", temporary.display()))?))
    }

    /// Has a command, and what it starts, put its temporary files here.
    pub fn give_to(&self, command: &mut Command) {
        command.env("TMPDIR", self.0.path());
    }
}

/// Somebody else's folders cannot be removed, and need not be.
fn remove_stale(temporary: &Path, now: SystemTime) {
    let Ok(entries) = fs::read_dir(temporary) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if ours && is_stale(entry.metadata().and_then(|about| about.modified()), now) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_stale(changed: io::Result<SystemTime>, now: SystemTime) -> bool {
    changed.is_ok_and(|changed| now.duration_since(changed).is_ok_and(|age| age > STALE))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_old_folders_are_removed() {
        let temporary = TempDir::new().unwrap();
        let (ours, other) = (format!("{PREFIX}abc"), "somebody-else");
        for name in [ours.as_str(), other] {
            fs::create_dir_all(temporary.path().join(name).join("profile")).unwrap();
        }
        let left = |now| {
            remove_stale(temporary.path(), now);
            [ours.as_str(), other].map(|name| temporary.path().join(name).exists())
        };
        assert_eq!(left(SystemTime::now()), [true, true]);
        assert_eq!(left(SystemTime::now() + STALE + Duration::from_mins(1)), [false, true]);
    }

    #[test]
    fn what_a_command_leaves_goes_with_the_folder() {
        let scratch = Scratch::new().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "mktemp -d"]);
        scratch.give_to(&mut command);
        let made = String::from_utf8(command.output().unwrap().stdout).unwrap();
        let made = Path::new(made.trim()).to_owned();
        assert!(made.is_dir());
        drop(scratch);
        assert!(!made.exists());
    }
}
