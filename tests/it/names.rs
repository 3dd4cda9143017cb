//! The engine knows no environment: no pack, fault kind, action or scenario is named in its source.

use std::path::Path;

use brownout_scenario::{Catalogue, load};

#[test]
fn the_engine_names_no_pack_fault_or_action() {
    let catalogue = Catalogue::built_in();
    let mut names: Vec<String> = catalogue.packs().into_iter().map(|pack| pack.to_string()).collect();
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap();
        names.extend(authored.document.fault_kinds.keys().map(str::to_owned));
        names.extend(authored.document.actions.keys().map(str::to_owned));
    }
    names.sort();
    names.dedup();
    assert!(names.len() > 40, "{names:?}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/sim/src");
    let mut files = 0;
    let mut paths = vec![folder];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        files += 1;
        for name in &names {
            assert!(!text.contains(&format!("\"{name}\"")), "{} names `{name}`", path.display());
        }
    }
    assert!(files > 10, "{files} files");
}
