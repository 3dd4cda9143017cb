//! What is printed is what is in force.

use crate::it::packs::shipped;
use brownout_scenario::{Catalogue, load, load_text, merged, print_scenario};

#[test]
fn a_printed_scenario_is_the_same_scenario() {
    let catalogue = shipped();
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap_or_else(|rejected| panic!("{rejected}"));
        for seed in [0, 7, 1234] {
            let settled = authored.settle(seed).unwrap_or_else(|rejected| panic!("{rejected}"));
            let text = print_scenario(&settled);
            let again = load_text(&Catalogue::default(), &format!("{id}.yaml"), &text)
                .unwrap_or_else(|rejected| panic!("{rejected}"));
            let resettled = again.settle(seed + 1).unwrap_or_else(|rejected| panic!("{rejected}"));
            assert!(resettled.tree.says_the_same(&settled.tree), "{id} seed {seed}:\n{text}");
            let (one, other) = (authored.compile(seed), again.compile(seed + 1));
            let (one, other) = (one.unwrap(), other.unwrap_or_else(|rejected| panic!("{rejected}")));
            // The pack's title is the pack's own.
            let mut plan = other.plan;
            plan.about.pack_title.clone_from(&one.plan.about.pack_title);
            // What is printed is one scenario: the file's variants are the file's own.
            plan.about.variants = one.plan.about.variants;
            assert_eq!(format!("{:?}", plan), format!("{:?}", one.plan), "{id} seed {seed}");
            assert_eq!(other.plays, one.plays);
        }
    }
}

#[test]
fn each_line_in_force_names_its_source() {
    let mut catalogue = Catalogue::default();
    catalogue.insert(
        "p/pack.yaml",
        "metrics:\n  err: { unit: ratio }\ntally: |\n  err = 1\n  err = 2\nconditions: [ 'a: b' ]\n",
    );
    let text = "title: x\nmetrics: { err: { start: 1% } }\nfaults: {}\n";
    let authored = load_text(&catalogue, "scenarios/p/s.yaml", text).unwrap_or_else(|rejected| panic!("{rejected}"));
    assert_eq!(
        merged(&authored),
        "title: x  # scenarios/p/s.yaml:1\n\
         metrics:  # scenarios/p/s.yaml:2\n\
         \x20 err:  # scenarios/p/s.yaml:2\n\
         \x20   unit: ratio  # scenarios/p/pack.yaml:2\n\
         \x20   start: 1%  # scenarios/p/s.yaml:2\n\
         tally: |  # scenarios/p/pack.yaml:4\n\
         \x20 err = 1\n\
         \x20 err = 2\n\
         conditions:  # scenarios/p/pack.yaml:6\n\
         \x20 - \"a: b\"  # scenarios/p/pack.yaml:6\n\
         faults: {}  # scenarios/p/s.yaml:3\n"
    );
    // It is YAML, and says what is in force.
    let text = format!("extends: nothing\n{}", merged(&authored));
    let again = load_text(&Catalogue::default(), "scenarios/p/s.yaml", &text).unwrap();
    assert!(again.tree.says_the_same(&authored.tree));
}
