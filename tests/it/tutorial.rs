//! The tutorial, typed letter by letter: after each step what it says is true, and the editor has an answer at every letter.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use brownout_run::players::{Player, play};
use brownout_run::worth::traps;
use brownout_scenario::assist::{complete, problems};
use brownout_scenario::{Catalogue, load_text};
use brownout_tests::tutorial::{Claim, Step, steps};

const SEEDS: u64 = 10;
const PATH: &str = "mine/tutorial.yaml";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/tutorial")
}

fn tutorial() -> Vec<Step> {
    steps(&fs::read_to_string(folder().join("README.md")).unwrap()).unwrap()
}

/// Types what a step types; at every letter the text is looked at as the editor looks at it.
fn typed(catalogue: &Catalogue, mut text: String, step: &Step) -> String {
    for edit in &step.typed {
        text.replace_range(edit.from..edit.to, "");
        for (at, letter) in edit.insert.char_indices() {
            let at = edit.from + at;
            text.insert(at, letter);
            let _ = problems(catalogue, PATH, &text, 1);
            let found = complete(catalogue, PATH, &text, (at + 1) as u32);
            assert!(found.from <= found.to && found.to as usize <= text.len(), "{text}");
        }
    }
    text
}

fn check(catalogue: &Catalogue, text: &str, claim: &Claim) -> Result<(), String> {
    let found = problems(catalogue, PATH, text, 1);
    let first =
        found.first().map(|view| format!("{}:{} {} {}", view.start.line, view.start.column, view.code, view.message));
    if let Claim::Finds { code, at } = claim {
        let view = found.first().ok_or("nothing is found")?;
        let about = text.get(view.start.offset as usize..view.end.offset as usize).unwrap_or("");
        return if view.code == code && about == at {
            Ok(())
        } else {
            Err(format!("{first:?} about `{about}` is found"))
        };
    }
    if let Some(first) = first {
        return Err(first);
    }
    let authored = load_text(catalogue, PATH, text).map_err(|rejected| rejected.to_string())?;
    for seed in 0..SEEDS {
        let compiled = Rc::new(authored.compile(seed).map_err(|rejected| rejected.to_string())?);
        let run = |name: &str| {
            let player = Player::named(&compiled, name).ok_or_else(|| format!("there is no player `{name}`"))?;
            Ok::<_, String>(play(&compiled, seed, player))
        };
        match claim {
            Claim::Compiles | Claim::Finds { .. } => {}
            Claim::Wins { player } if !run(player)?.grade().won => {
                return Err(format!("{player} loses with seed {seed}"));
            }
            Claim::Loses { player } if run(player)?.grade().won => {
                return Err(format!("{player} wins with seed {seed}"));
            }
            Claim::Wins { .. } | Claim::Loses { .. } => {}
            Claim::Holds { trap } => {
                let all = traps(&compiled, seed);
                let of = all.iter().find(|of| of.trap == *trap).ok_or("it is no trap")?;
                if let Some(why) = &of.escaped {
                    return Err(format!("the trap `{trap}` {why} with seed {seed}"));
                }
            }
        }
    }
    Ok(())
}

#[test]
fn each_step_does_what_it_says() {
    let catalogue = Catalogue::built_in();
    let mut text = String::new();
    let mut failures = Vec::new();
    let steps = tutorial();
    for step in &steps {
        text = typed(&catalogue, text, step);
        assert_eq!(text, step.after, "{}", step.title);
        assert!(!step.claims.is_empty() && !step.typed.is_empty() && step.text.len() > 40, "{}", step.title);
        for claim in &step.claims {
            failures
                .extend(check(&catalogue, &text, claim).err().map(|why| format!("{}: {claim:?}: {why}", step.title)));
        }
    }
    assert!((8..=12).contains(&steps.len()), "{} steps", steps.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_data_has_not_drifted() {
    let path = folder().join("tutorial.json");
    let mut text = serde_json::to_string_pretty(&tutorial()).unwrap();
    text.push('\n');
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "docs/tutorial/tutorial.json has drifted: run this test with UPDATE_GOLDEN=1");
}
