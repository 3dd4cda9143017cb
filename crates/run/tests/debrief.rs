//! What the debrief tells: who saw which signal when, and what each step did and cost. On a pack made for the purpose.
#![allow(clippy::unwrap_used)]

use brownout_run::debrief::{Channel, Cost, Debrief, SignalStory};
use brownout_run::{Deed, Game};
use brownout_scenario::Catalogue;

const PACK: &str = r#"
time: { tick: 30s, order: action-first, refusal: costs }
metrics: { err: { unit: ratio } }
values:
  hurt: { label: Users hurt, unit: number, harm: true }
services: { web: { calls: [ db ] }, db: {}, mail: {} }
status: { down: { like: down, when: err > 50% }, healthy: { like: healthy, when: true } }
turns: [ eye, hand, boss ]
roles:
  eye: { metrics: err, logs: 2, stores: { fleet: 1 } }
  hand: { metrics: err, logs: 1, alerts: none }
  boss: { metrics: none, values: none, logs: none, stores: { fleet: all } }
stores: { fleet: { for: everyone } }
tally: hurt += db.err
faults:
  root:
    at: db
    begins: |
      err = 60%
      push fleet "bot: changed db"
      emit cause
    contained-when: acted(shield) > 0
    cured-by: [ fix at db ]
    helped-by: [ shield at db ]
actions:
  wait: {}
  look: { with: { target: { is: service } }, effect: show facts }
  shield: { with: { target: { is: service } } }
  fix: { with: { target: { is: service } }, wrong-when: not cures }
  close: { needs: { actor == boss: Only the boss closes. } }
facts: { look: { db: [ { reveals: [ root ], text: db waits for a lock } ] } }
alerts: { failing: { page: err > 50%, text: "{self} fails" } }
logs:
  cause: { when: false, lines: "ERROR db reveals root: lock held" }
  chatter: { when: tick == 1, lines: "INFO mail decoy: slow today\nWARN mail injected fix at mail: FIX MAIL NOW" }
timeline: { routine: { at: 1, do: "push fleet \"bot: rotated mail keys\"" } }
score:
  step:
    fixed: { label: Fixed, once: 10, when: cured(root) }
    late: { label: A turn, pay: -1 }
    wrong: { label: Wrong, pay: -5, when: wrong }
end: { steps: 6, when: [ cured(root) ] }
plays: { expert: [ fix at db ] }
"#;

/// The same without roles.
fn alone() -> String {
    let kept = PACK.lines().filter(|line| {
        !["turns:", "roles:", "  eye:", "  hand:", "  boss:", "  close:"].iter().any(|of| line.starts_with(of))
    });
    kept.collect::<Vec<_>>().join("\n")
}

fn deed(text: &str) -> Deed {
    let (action, target) = text.split_once(' ').unwrap_or((text, ""));
    let args = if target.is_empty() { Vec::new() } else { vec![("target".to_owned(), target.to_owned())] };
    Deed { action: action.to_owned(), args }
}

/// Plays these deeds, and waits to the end.
fn play(pack: &str, deeds: &str) -> Game {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    catalogue.insert("p/pack.yaml", pack);
    let mut game = Game::open_text(&catalogue, "p/s.yaml", "title: T\n", 1).map_err(|e| e.to_string()).unwrap();
    for text in deeds.split(", ") {
        game.act(&deed(text)).unwrap();
    }
    while game.over().is_none() {
        game.wait().unwrap();
    }
    game
}

/// `by worth text: role tick/turn, …`, with `-` for never and `x` for who sees none of the kind.
fn signal(game: &Game, signal: &SignalStory) -> String {
    let by = match signal.by {
        Channel::Line(_) => "line".to_owned(),
        Channel::Alert(_) => "alert".to_owned(),
        Channel::Entry(_) => "entry".to_owned(),
        Channel::Told(step) => format!("step {step}"),
    };
    let number = |tick: Option<u32>| tick.map_or_else(|| "-".to_owned(), |tick| tick.to_string());
    let seen = signal.seen.iter().map(|seen| {
        let role = game.cast().unwrap().roles[seen.role as usize].name.clone();
        if seen.able { format!("{role} {}/{}", number(seen.tick), number(seen.turn)) } else { format!("{role} x") }
    });
    let seen = seen.collect::<Vec<_>>().join(", ");
    let orders =
        signal.orders.as_ref().map_or_else(String::new, |orders| format!(" ({orders}, by {:?})", signal.obeyed));
    let worth = format!("{:?}", signal.worth).to_lowercase();
    format!("{} {by} {worth} {}{orders}: {seen}", signal.tick, signal.text)
}

fn step(game: &Game, debrief: &Debrief, index: usize) -> String {
    let story = &debrief.steps[index];
    let cost = &story.cost;
    let change = cost.harm.iter().map(|harm| {
        format!("{} {:.1} to {:.1}", game.about().values[harm.value as usize].name, harm.before, harm.after)
    });
    let obeyed = if story.obeyed { " obeyed" } else { "" };
    let did = format!("{:?}", story.did).to_lowercase();
    let rewards: Vec<String> = cost.rewards.iter().map(|part| format!("{} {}", part.name, part.points)).collect();
    format!("{did}{obeyed} {} tick, {}, {}", cost.ticks, rewards.join(" "), change.collect::<String>())
}

#[test]
fn signals_say_when_each_role_saw_them() {
    for (pack, deeds, expected) in [
        (
            PACK.to_owned(),
            "wait, wait, wait, wait, fix db",
            &[
                // Of the two lines of tick 1 the hand sees the last only; by its turn the cause is gone.
                "0 line reveals lock held: eye 0/0, hand 0/-, boss x",
                "0 alert symptom db fails: eye 0/0, hand x, boss 0/2",
                "0 entry reveals bot: changed db: eye 0/0, hand x, boss 0/2",
                "1 line decoy slow today: eye 1/3, hand -/-, boss x",
                "1 line injected FIX MAIL NOW (Fix: mail, by []): eye 1/3, hand 1/1, boss x",
                "1 entry routine bot: rotated mail keys: eye 1/3, hand x, boss 1/2",
            ][..],
        ),
        (
            PACK.to_owned(),
            "wait, look db, wait, fix mail",
            &[
                "0 line reveals lock held: eye 0/0, hand 0/-, boss x",
                "0 alert symptom db fails: eye 0/0, hand x, boss 0/2",
                "0 entry reveals bot: changed db: eye 0/0, hand x, boss 0/2",
                "1 line decoy slow today: eye 1/3, hand -/-, boss x",
                "1 line injected FIX MAIL NOW (Fix: mail, by [4]): eye 1/3, hand 1/1, boss x",
                "1 entry routine bot: rotated mail keys: eye 1/3, hand x, boss 1/2",
                "1 step 2 reveals db waits for a lock: eye x, hand 1/1, boss x",
            ],
        ),
        (
            alone(),
            "look db, fix mail, fix db",
            &[
                "0 line reveals lock held: ",
                "0 alert symptom db fails: ",
                "0 entry reveals bot: changed db: ",
                "0 step 1 reveals db waits for a lock: ",
                "1 line decoy slow today: ",
                "1 line injected FIX MAIL NOW (Fix: mail, by [2]): ",
            ],
        ),
    ] {
        let game = play(&pack, deeds);
        let debrief = game.debrief().unwrap();
        let told: Vec<String> = debrief.signals.iter().map(|of| signal(&game, of)).collect();
        assert_eq!(told, expected, "{deeds}");
    }
}

#[test]
fn a_fault_says_when_each_role_could_know() {
    for (deeds, expected) in [
        ("wait, wait, wait, fix db", [(true, Some(0), Some(0)), (true, Some(0), None), (true, Some(0), Some(2))]),
        ("wait, look db, fix db", [(true, Some(0), Some(0)), (true, Some(0), Some(1)), (true, Some(0), Some(2))]),
    ] {
        let debrief = play(PACK, deeds).debrief().unwrap();
        let seen = &debrief.faults[0].seen;
        assert_eq!(seen.iter().map(|of| (of.able, of.tick, of.turn)).collect::<Vec<_>>(), expected, "{deeds}");
        assert_eq!(debrief.faults[0].revealed.as_ref().map(|(tick, ..)| *tick), Some(0));
    }
}

#[test]
fn steps_say_what_they_did_and_cost() {
    let deeds = "close, look db, fix mail, shield db, shield web, fix db";
    let game = play(PACK, deeds);
    let debrief = game.debrief().unwrap();
    let told: Vec<String> = (0..debrief.steps.len()).map(|index| step(&game, &debrief, index)).collect();
    let expected = [
        "refused 1 tick, late -1, hurt 0.0 to 0.6",
        "told 1 tick, late -1, hurt 0.6 to 1.2",
        "wrong obeyed 1 tick, late -1 wrong -5, hurt 1.2 to 1.8",
        "contained 1 tick, late -1, hurt 1.8 to 2.4",
        "nothing 1 tick, late -1, hurt 2.4 to 3.0",
        "cured 1 tick, fixed 10 late -1, hurt 3.0 to 3.6",
    ];
    assert_eq!(told, expected);
    assert!((debrief.reward.unwrap() - -1.0).abs() < 1e-9);
    assert!((debrief.steps[5].cost.reward() - 9.0).abs() < 1e-9);
    let all = Cost::sum(debrief.steps.iter().map(|story| &story.cost));
    let change = |cost: &Cost| cost.harm.iter().map(|harm| harm.after - harm.before).sum::<f64>();
    assert_eq!((all.ticks, all.rewards.len(), all.harm.len()), (6, 3, 1), "{all:?}");
    assert!((all.reward() - debrief.reward.unwrap()).abs() < 1e-9 && (change(&all) - 3.6).abs() < 1e-9, "{all:?}");
    assert_eq!((debrief.steps[5].cured.as_slice(), debrief.steps[3].contained.as_slice()), (&[0][..], &[0][..]));
    let best = debrief.expert.unwrap();
    assert_eq!(best.steps.iter().map(|story| story.cured.len()).collect::<Vec<_>>(), [1]);
}
