//! The long shift as it is shipped: what the reference traces of spec/sregym.md section 11 come to, when acts begin, how
//! trouble travels, who answers what, and that nothing hidden is to be seen. What each dimension of the grade asks for is
//! in `sregym_rules`.

use std::rc::Rc;

use brownout_run::players::{Player, play};
use brownout_run::{Deed, Game};
use brownout_scenario::{Catalogue, load};

use crate::deed;
use crate::sregym::{act, deeds_of, open};

pub(crate) const CASCADE: &str = "sregym/advanced-cascading-release-train";
pub(crate) const PIPELINE: &str = "sregym/advanced-observability-pipeline-outage";
pub(crate) const LEAK: &str = "sregym/advanced-rls-silent-leak";

pub(crate) fn waits(count: usize) -> Vec<Deed> {
    vec![deed("wait", &[]); count]
}

pub(crate) fn at(action: &str, target: &str) -> Deed {
    deed(action, &[("target", target)])
}

/// The expert's deeds but for those of these actions.
pub(crate) fn expert_without(id: &str, actions: &[&str]) -> Vec<Deed> {
    deeds_of(id, "expert").into_iter().filter(|deed| !actions.contains(&deed.action.as_str())).collect()
}

pub(crate) fn played(id: &str, seed: u64, deeds: &[Deed]) -> Game {
    let mut game = open(id, seed);
    act(&mut game, deeds);
    game
}

/// A part of the grade, to four places.
pub(crate) fn part(game: &Game, name: &str) -> String {
    let at = game.plan().score.grade.iter().position(|part| part.name == name).unwrap_or_else(|| panic!("no {name}"));
    format!("{:.4}", game.grade().parts[at])
}

pub(crate) fn service(game: &Game, name: &str) -> usize {
    game.about().services.iter().position(|service| service.name == name).unwrap_or_else(|| panic!("no {name}"))
}

pub(crate) fn metric(game: &Game, name: &str) -> usize {
    game.about().metrics.iter().position(|metric| metric.name == name).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn reference_traces_reach_what_section_12_gives_for_them() {
    // Weights of section 11; the best that can be had is 0.90, 0.95 and 0.90. The traces forget to mark the release, one of
    // seven items of a postmortem (nine in the third).
    let parts: [(&str, f64, &[(&str, &str)]); 3] = [
        (
            CASCADE,
            0.849,
            &[
                ("recovery", "0.2000"),
                ("containment", "0.1000"),
                ("verification", "0.1500"),
                ("efficiency", "0.0500"),
                // 42 ticks of 65: 0.10 · 2 · 23 / 65.
                ("speed", "0.0708"),
                ("noise", "0.0500"),
                ("chained", "0.1000"),
                ("postmortem", "0.0857"),
                ("blast", "0.0000"),
            ],
        ),
        (
            PIPELINE,
            0.8635,
            &[
                ("recovery", "0.2000"),
                ("containment", "0.1000"),
                ("verification", "0.1500"),
                ("efficiency", "0.0500"),
                // 44 ticks of 55.
                ("speed", "0.0400"),
                ("alternate", "0.1000"),
                ("pipeline", "0.1000"),
                ("postmortem", "0.0857"),
                ("blast", "0.0000"),
            ],
        ),
        (
            LEAK,
            0.88,
            &[
                ("contained-first", "0.1500"),
                ("recovery", "0.1000"),
                ("verification", "0.1000"),
                // 24 ticks of 45.
                ("speed", "0.0467"),
                ("security", "0.1500"),
                ("window", "0.1000"),
                ("legal", "0.0500"),
                ("comm", "0.0500"),
                ("postmortem", "0.1333"),
                ("blast", "0.0000"),
            ],
        ),
    ];
    for (id, score, parts) in parts {
        let game = played(id, 1, &expert_without(id, &["tag-release-dirty"]));
        assert!(game.grade().won, "{id}");
        for (name, points) in parts {
            assert_eq!(part(&game, name), *points, "{id} {name}");
        }
        // What users were spared moves a little with the seed.
        assert!((game.grade().score - score).abs() < 0.001, "{id}: {}", game.grade().score);
    }
}

#[test]
fn the_second_act_begins_after_the_cure_of_the_first_and_never_without() {
    // Section 11.1: at max(25, cure + 17); the queue of redis-jobs fills with its first tick.
    for (cure, begins) in [
        (Some(0), Some(25)),
        (Some(7), Some(25)),
        (Some(8), Some(25)),
        (Some(9), Some(26)),
        (Some(20), Some(37)),
        (None, None),
    ] {
        let mut game = open(CASCADE, 5);
        if let Some(cure) = cure {
            act(&mut game, &waits(cure));
            act(&mut game, &[at("rollback-deploy", "api-gateway")]);
        }
        while game.over().is_none() && game.head().tick < 60 {
            act(&mut game, &waits(1));
        }
        let (queue, jobs) = (metric(&game, "queue"), service(&game, "redis-jobs"));
        let first = game.frames().iter().find(|frame| frame.metric(queue, jobs) > 0.0).map(|frame| frame.tick - 1);
        assert_eq!(first, begins, "cured at {cure:?}");
    }
}

#[test]
fn the_leak_is_as_long_as_it_was_left_open() {
    // Section 11.3: 90.8 + 0.2 · containment tick minutes, 14 + max(0, tick − 6) / 3 sessions.
    let ask = deed("query-session-cardinality", &[("target", "orders-service"), ("window", "4h")]);
    let off = deed("feature-flag-toggle", &[("flag", "orders-list-view"), ("state", "off")]);
    for (tick, minutes, sessions) in
        [(1, "91", 14), (2, "91.2", 14), (6, "92", 14), (9, "92.6", 15), (12, "93.2", 16), (20, "94.8", 18)]
    {
        let mut game = played(LEAK, 2, &waits(tick - 1));
        act(&mut game, &[off.clone()]);
        act(&mut game, &waits(7));
        let said = game.act(&ask).unwrap().shown.join(" ");
        assert!(said.contains(&format!("{sessions} sessions, 3 tenants")), "{tick}: {said}");
        let told: f64 = said.split(" minutes").next().unwrap().rsplit(' ').next().unwrap().parse().unwrap();
        assert_eq!(told, minutes.parse::<f64>().unwrap(), "{tick}: {said}");
    }
    // A window that is too short shows that it leaks, and not how much.
    let short = deed("query-session-cardinality", &[("target", "orders-service"), ("window", "1h")]);
    assert!(!open(LEAK, 2).act(&short).unwrap().shown.join(" ").contains("tenants besides"));
}

#[test]
fn what_travels_along_calls_comes_a_tick_later_and_through_queues_and_workers_three() {
    // Section 8, for services without an effect of their own: 0.2% and half of the worst callee above 5%; half of what each
    // callee is too slow.
    let mut game = played(CASCADE, 1, &waits(7));
    act(&mut game, &[at("rollback-deploy", "api-gateway")]);
    act(&mut game, &waits(40));
    let (err, p95) = (metric(&game, "err"), metric(&game, "p95"));
    let slow =
        ["worker-orders", "worker-payments", "worker-search", "redis-jobs", "kafka-events"].map(|n| service(&game, n));
    let frames = game.frames();
    let base = |callee: usize| frames[0].metric(p95, callee);
    for name in
        ["vercel-edge", "payments-service", "shipping-service", "notifications", "worker-payments", "worker-search"]
    {
        let own = service(&game, name);
        let callees: Vec<usize> =
            game.about().calls.iter().filter(|(from, _)| *from as usize == own).map(|(_, to)| *to as usize).collect();
        for now in 4..frames.len() {
            let ago = |callee: usize| &frames[now - if slow.contains(&callee) { 3 } else { 1 }];
            let worst = callees.iter().map(|&c| ago(c).metric(err, c)).filter(|x| *x > 0.05).fold(0.0, f64::max);
            let late: f64 = callees.iter().map(|&c| f64::max(0.0, ago(c).metric(p95, c) - base(c))).sum();
            let (want_err, want_p95) = (0.002 + 0.5 * worst, base(own) + 0.5 * late);
            let (is_err, is_p95) = (frames[now].metric(err, own), frames[now].metric(p95, own));
            assert!((is_err - want_err).abs() < 1e-9, "{name} tick {now}: {is_err} for {want_err}");
            assert!((is_p95 - want_p95).abs() < 1e-9, "{name} tick {now}: {is_p95} for {want_p95}");
        }
    }
}

#[test]
fn the_colleague_is_right_as_often_as_section_11_says() {
    const SEEDS: u64 = 200;
    let rolled = [vec![at("rollback-deploy", "api-gateway")], waits(26)].concat();
    let quiet = [deed("feature-flag-toggle", &[("flag", "verbose-logging"), ("state", "off")])];
    let flowing = [quiet.to_vec(), waits(30)].concat();
    for (id, before, action, right, share) in [
        (CASCADE, vec![], "escalate", "migration", 0.80),
        (CASCADE, rolled, "escalate", "same train", 0.30),
        (PIPELINE, vec![], "escalate", "saturated", 0.95),
        (PIPELINE, flowing, "escalate", "ranks", 0.70),
        (LEAK, vec![], "escalate", "take it for a leak", 0.30),
        (LEAK, vec![], "escalate-security", "list off first", 0.95),
    ] {
        let mut count = 0;
        for seed in 0..SEEDS {
            let mut game = played(id, seed, &before);
            let asked = game.head().tick;
            let said = game.act(&deed(action, &[])).unwrap().shown.join(" ");
            assert!(!said.contains(right), "{id}: the answer comes later, not: {said}");
            act(&mut game, &waits(1));
            let answers = game.answers();
            let answer = answers.last().unwrap();
            assert_eq!((answer.asked, answer.tick), (asked, Some(asked + 1)), "{id}");
            count += u32::from(answer.text.contains(right));
            if seed < 3 {
                // The same question gets no second opinion.
                act(&mut game, &[deed(action, &[])]);
                act(&mut game, &waits(1));
                let again = game.answers().last().unwrap().text.clone();
                assert!(again.contains("nothing to add") || again.contains("we are here"), "{id}: {again}");
            }
        }
        let got = f64::from(count) / SEEDS as f64;
        assert!((got - share).abs() < 0.09, "{id} {action}: right in {got}, {share} is meant");
    }
}

#[test]
fn the_error_budget_runs_down_with_what_users_feel_and_ends_the_run() {
    let mut game = open(CASCADE, 1);
    let value = |game: &Game, name: &str| {
        let at = game.about().values.iter().position(|value| value.name == name).unwrap();
        game.head().values[at]
    };
    let mut left = 100.0;
    while game.over().is_none() {
        act(&mut game, &waits(1));
        left = f64::max(0.0, left - 1.5 * value(&game, "impact"));
        assert!((value(&game, "error-budget") - left).abs() < 1e-6, "tick {}", game.head().tick);
    }
    assert!(value(&game, "error-budget") == 0.0 && game.head().tick < 90, "the budget ends it at {}", game.head().tick);
    assert!(!game.grade().won);
}

#[test]
fn what_is_hidden_is_in_no_view_before_the_end() {
    let catalogue = Catalogue::built_in();
    for id in catalogue.scenarios().into_iter().filter(|id| id.starts_with("sregym/")) {
        let compiled = Rc::new(load(&catalogue, id).unwrap().compile(7).unwrap());
        let mut game = Game::start(Rc::clone(&compiled), 7);
        let mut deeds = vec![deed("escalate", &[])];
        deeds.extend(deeds_of(id, "expert"));
        let mut hidden: Vec<String> = Vec::new();
        for fault in &compiled.plan.faults {
            hidden.extend([fault.label.clone(), fault.because.clone()]);
        }
        for value in compiled.plan.values.iter().filter(|value| value.hidden) {
            hidden.push(format!("\"{}\"", value.name));
        }
        for metric in compiled.plan.metrics.iter().filter(|metric| metric.hidden) {
            hidden.push(format!("\"{}\"", metric.name));
        }
        // Words that are also a parameter or a part of the map say nothing.
        let about = serde_json::to_string(game.about()).unwrap();
        let mut seen = about.clone();
        for deed in &deeds {
            if game.over().is_some() || game.act(deed).is_err() {
                break;
            }
            if game.over().is_none() {
                assert!(game.debrief().is_none(), "{id}");
            }
        }
        for frame in game.frames() {
            seen.push_str(&serde_json::to_string(frame).unwrap());
        }
        for step in game.steps() {
            seen.push_str(&serde_json::to_string(&step.shown).unwrap());
        }
        seen.push_str(&serde_json::to_string(&game.answers()).unwrap());
        for word in hidden.iter().filter(|word| word.len() > 6) {
            assert!(!seen.contains(word.as_str()), "{id}: {word} is to be seen");
        }
    }
}

#[test]
fn nobody_wins_by_doing_nothing_or_by_starting_things_again() {
    let catalogue = Catalogue::built_in();
    for id in catalogue.scenarios().into_iter().filter(|id| id.starts_with("sregym/")) {
        let compiled = Rc::new(load(&catalogue, id).unwrap().compile(11).unwrap());
        for player in [Player::Idle, Player::Naive, Player::Repeat, Player::Random] {
            let game = play(&compiled, 11, player);
            assert!(!game.grade().won, "{id}: {player:?} wins");
        }
    }
}

#[test]
fn each_scenario_allows_its_share_of_the_thirty_six_actions() {
    for (id, count) in [(CASCADE, 28), (PIPELINE, 23), (LEAK, 24)] {
        let game = open(id, 1);
        let allowed = game.about().actions.iter().filter(|action| !action.wait && !action.aside).count();
        assert_eq!(allowed, count, "{id}");
    }
}
