//! What is in force when files are laid over each other.

use crate::it::cases::STANDARD;
use brownout_scenario::{Authored, Catalogue, load_text};

fn merged(files: &[(&str, &str)], scenario: &str) -> Authored {
    let mut catalogue = Catalogue::from_files([("standard/pack.yaml".to_owned(), STANDARD.to_owned())]);
    for (path, text) in files {
        catalogue.insert(*path, *text);
    }
    load_text(&catalogue, "scenarios/p/s.yaml", scenario).unwrap_or_else(|rejected| panic!("{rejected}"))
}

#[test]
fn layers_and_their_order() {
    // (files beside the scenario, the scenario, a key, the names in it)
    let pack = ("p/pack.yaml", "actions: { one: {}, two: {} }\n");
    let based = ("p/pack.yaml", "extends: standard\nparts: [ z, a ]\nactions: { one: {} }\n");
    let parts =
        [based, ("p/a.yaml", "actions: { from-a: {} }\n"), ("p/z.yaml", "actions: { from-z: {}, one: null }\n")];
    for (files, scenario, expected) in [
        (&[][..], "actions: { own: {} }\n", vec!["wait", "look", "own"]),
        (&[pack][..], "actions: { own: {} }\n", vec!["one", "two", "own"]),
        (&[pack][..], "actions: { own: {}, two: {} }\n", vec!["one", "own", "two"]),
        (&[pack][..], "actions: { one: null, own: {}, two: { label: x } }\n", vec!["own", "two"]),
        (&[pack][..], "without: [ actions ]\nactions: { own: {} }\n", vec!["own"]),
        (&[pack][..], "without: [ actions.one ]\n", vec!["two"]),
        (&[pack][..], "extends: standard\n", vec!["wait", "look"]),
        (&parts[..], "title: x\n", vec!["wait", "look", "from-z", "from-a"]),
    ] {
        let authored = merged(files, scenario);
        assert_eq!(authored.document.actions.keys().collect::<Vec<_>>(), expected, "{scenario}");
    }
}

/// A pack is read once for a catalogue; what comes of it is the same, and another file makes it be read again.
#[test]
fn a_pack_that_was_read_is_known() {
    let mut catalogue =
        Catalogue::from_files([("p/pack.yaml".to_owned(), "title: The pack\nservices: { a: {} }\n".to_owned())]);
    let read = |catalogue: &Catalogue| {
        let authored = load_text(catalogue, "scenarios/p/s.yaml", "title: x\n").unwrap_or_else(|e| panic!("{e}"));
        let services: Vec<String> = authored.document.services.keys().map(str::to_owned).collect();
        let paths: Vec<String> = authored.sources.iter().map(|(_, source)| source.path().to_owned()).collect();
        (authored.tree, services, paths)
    };
    let first = read(&catalogue);
    assert_eq!(read(&catalogue), first);
    assert_eq!(first.2, ["scenarios/p/s.yaml", "scenarios/p/pack.yaml"]);
    let before = catalogue.clone();
    catalogue.insert("p/pack.yaml", "title: The pack\nservices: { b: {} }\n");
    assert_eq!((read(&catalogue).1, read(&before).1), (vec!["b".to_owned()], vec!["a".to_owned()]));
    // What is wrong with a pack is told each time.
    catalogue.insert("p/pack.yaml", "title: The pack\nservices: { b: {} }\nextends: nowhere\n");
    for _ in 0..2 {
        let rejected = load_text(&catalogue, "scenarios/p/s.yaml", "title: x\n").unwrap_err();
        assert_eq!(rejected.diagnostics.len(), 1, "{rejected}");
    }
}

#[test]
fn maps_are_laid_field_by_field_and_lists_as_a_whole() {
    let pack = (
        "p/pack.yaml",
        "title: The pack\nservices: { a: { calls: [ b, c ], kind: edge }, b: {}, c: {} }\ntally: one = 1\n",
    );
    let authored = merged(&[pack], "services: { a: { calls: [ c ] } }\ntally: two = 2\n");
    let a = authored.document.services.get("a").unwrap();
    assert_eq!(a.calls.len(), 1);
    assert_eq!(a.kind.as_ref().unwrap().as_str(), "edge");
    let tally = authored.document.tally.as_ref().unwrap();
    assert_eq!(tally.as_str(), "two = 2");
    let at = authored.sources.line_column(tally.place(0, 3));
    assert_eq!((authored.sources.get(tally.pos().source).path(), at.line, at.column), ("scenarios/p/s.yaml", 2, 8));
    let kind = a.kind.as_ref().unwrap();
    assert_eq!(authored.sources.get(kind.pos().source).path(), "scenarios/p/pack.yaml");
    // A pack's title is the pack's own.
    assert_eq!((authored.document.title, authored.pack_title.as_deref()), (None, Some("The pack")));
}

#[test]
fn difficulty_lies_between_pack_and_scenario() {
    for (scenario, budget) in [
        ("title: x\n", "3"),
        ("difficulty: easy\n", "1"),
        ("difficulty: hard\n", "2"),
        ("difficulty: hard\nsettings: { budget: 9 }\n", "9"),
        ("difficulty: mad\ndifficulties: { mad: { budget: 7 } }\n", "7"),
    ] {
        let authored = merged(&[], scenario);
        assert_eq!(authored.document.settings.get("budget").unwrap().as_str(), budget, "{scenario}");
    }
}
