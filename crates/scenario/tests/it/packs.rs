//! The packs of the repository.

use brownout_scenario::{Catalogue, load};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the packs.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

/// Every file of the packs.
pub fn shipped() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for pack in fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(&pack).unwrap().map(|entry| entry.unwrap().path()) {
            let path = format!(
                "{}/{}",
                pack.file_name().unwrap().to_string_lossy(),
                file.file_name().unwrap().to_string_lossy()
            );
            catalogue.insert(path, fs::read_to_string(file).unwrap());
        }
    }
    catalogue
}

#[test]
fn every_shipped_scenario_compiles() {
    let catalogue = shipped();
    let mut wrong = Vec::new();
    for id in catalogue.scenarios() {
        let authored = match load(&catalogue, id) {
            Ok(authored) => authored,
            Err(rejected) => {
                wrong.push(rejected.to_string());
                continue;
            }
        };
        for seed in 0..20 {
            match authored.compile(seed) {
                Ok(compiled) => {
                    for note in &compiled.notes {
                        wrong.push(format!("{id} seed {seed}: {}", note.render(&authored.sources)));
                    }
                    assert!(compiled.play("expert").is_some(), "{id} has no expert");
                }
                Err(rejected) => wrong.push(format!("{id} seed {seed}: {rejected}")),
            }
            if !wrong.is_empty() {
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
