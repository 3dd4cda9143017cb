//! The long shift as it is shipped: what the reference traces of spec/sregym.md section 11 come to by the rules of section
//! 12, when acts begin, how trouble travels, who answers what, and that nothing hidden is to be seen.

use std::rc::Rc;

use brownout_run::players::{Player, play};
use brownout_run::{Deed, Game};
use brownout_scenario::{Catalogue, load};

use crate::deed;
use crate::sregym::{act, deeds_of, earned, open};

const CASCADE: &str = "sregym/advanced-cascading-release-train";
const PIPELINE: &str = "sregym/advanced-observability-pipeline-outage";
const LEAK: &str = "sregym/advanced-rls-silent-leak";

fn waits(count: usize) -> Vec<Deed> {
    vec![deed("wait", &[]); count]
}

fn at(action: &str, target: &str) -> Deed {
    deed(action, &[("target", target)])
}

/// The expert's deeds but for those of these actions.
fn expert_without(id: &str, actions: &[&str]) -> Vec<Deed> {
    deeds_of(id, "expert").into_iter().filter(|deed| !actions.contains(&deed.action.as_str())).collect()
}

fn played(id: &str, seed: u64, deeds: &[Deed]) -> Game {
    let mut game = open(id, seed);
    act(&mut game, deeds);
    game
}

/// A part of the grade, to four places.
fn part(game: &Game, name: &str) -> String {
    let at = game.plan().score.grade.iter().position(|part| part.name == name).unwrap_or_else(|| panic!("no {name}"));
    format!("{:.4}", game.grade().parts[at])
}

fn service(game: &Game, name: &str) -> usize {
    game.about().services.iter().position(|service| service.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn metric(game: &Game, name: &str) -> usize {
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
        assert_eq!(game.grade().score, score, "{id}");
    }
}

#[test]
fn the_second_act_begins_after_the_cure_of_the_first_and_never_without() {
    // Section 11.1: at max(25, cure + 17); the queue of redis-jobs fills with its first tick.
    for (cure, begins) in [(Some(0), Some(25)), (Some(7), Some(25)), (Some(8), Some(25)), (Some(9), Some(26)), (Some(20), Some(37)), (None, None)] {
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
    for (tick, minutes, sessions) in [(1, "91", 14), (2, "91.2", 14), (6, "92", 14), (9, "92.6", 15), (12, "93.2", 16), (20, "94.8", 18)] {
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
    let slow = ["worker-orders", "worker-payments", "worker-search", "redis-jobs", "kafka-events"].map(|n| service(&game, n));
    let frames = game.frames();
    let base = |callee: usize| frames[0].metric(p95, callee);
    for name in ["vercel-edge", "payments-service", "shipping-service", "notifications", "worker-payments", "worker-search"] {
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
    const SEEDS: u64 = 400;
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
        assert!((got - share).abs() < 0.07, "{id} {action}: right in {got}, {share} is meant");
    }
}

fn hypothesis(cause: &str, class: &str) -> Deed {
    deed("submit-hypothesis", &[("cause", cause), ("class", class)])
}

#[test]
fn each_dimension_follows_its_rule() {
    let rolled = || [vec![at("rollback-deploy", "api-gateway")], waits(26)].concat();
    let chain = || hypothesis("chained-incident-from-phase-1", "reliability");
    let worker = || at("rollback-deploy", "worker-orders");
    let off = || deed("feature-flag-toggle", &[("flag", "verbose-logging"), ("state", "off")]);
    let sample = |level: &str| deed("drop-log-sampling", &[("level", level)]);
    let feed = || at("rollback-deploy", "feed-service");
    let hide = || deed("feature-flag-toggle", &[("flag", "orders-list-view"), ("state", "off")]);
    let look = || at("query-session-cardinality", "orders-service");
    let rls = || hypothesis("rls-regression", "security");
    let traces = || at("query-traces", "feed-service");
    let metrics = || at("query-metrics", "loki");
    let cat = |parts: &[Vec<Deed>]| parts.concat();
    let cases: Vec<(&str, Vec<Deed>, &str, &str)> = vec![
        (CASCADE, cat(&[rolled(), vec![chain(), worker()]]), "chained", "0.1000"),
        (CASCADE, cat(&[rolled(), vec![worker(), chain()]]), "chained", "0.0500"),
        (CASCADE, cat(&[rolled(), vec![worker()]]), "chained", "0.0000"),
        // Said in the first act it is a guess.
        (CASCADE, cat(&[vec![chain()], rolled(), vec![worker()]]), "chained", "0.0000"),
        (CASCADE, vec![], "containment", "0.0000"),
        (CASCADE, vec![at("query-logs", "stripe-webhook")], "noise", "0.0350"),
        (CASCADE, vec![at("query-logs", "stripe-webhook"); 4], "noise", "0.0000"),
        (PIPELINE, cat(&[waits(4), vec![off()]]), "pipeline", "0.1000"),
        (PIPELINE, cat(&[waits(4), vec![sample("verbose")]]), "pipeline", "0.1000"),
        (PIPELINE, cat(&[waits(4), vec![sample("info")]]), "pipeline", "0.0000"),
        (PIPELINE, cat(&[waits(20), vec![off()]]), "pipeline", "0.0500"),
        (PIPELINE, vec![feed(), off()], "pipeline", "0.0000"),
        (PIPELINE, vec![off()], "containment", "0.0667"),
        (PIPELINE, vec![traces()], "alternate", "0.0500"),
        (PIPELINE, vec![metrics()], "alternate", "0.0500"),
        (PIPELINE, vec![traces(), metrics()], "alternate", "0.1000"),
        // Once the logs flow it is no alternative to them.
        (PIPELINE, cat(&[vec![off()], waits(10), vec![traces(), metrics()]]), "alternate", "0.0000"),
        (LEAK, vec![hide(), at("rollback-deploy", "postgres-primary")], "contained-first", "0.1500"),
        (LEAK, vec![at("rollback-deploy", "postgres-primary"), hide()], "contained-first", "0.0000"),
        (LEAK, vec![look(), rls(), hide()], "security", "0.1050"),
        (LEAK, vec![look(), hide(), rls()], "security", "0.0525"),
        // Nobody had looked.
        (LEAK, vec![rls(), hide()], "security", "0.0525"),
        (LEAK, vec![look(), hypothesis("rls-regression", "reliability"), hide()], "security", "0.0000"),
        (LEAK, vec![deed("escalate-security", &[])], "security", "0.0450"),
        (LEAK, vec![deed("request-legal-handoff", &[])], "legal", "0.0000"),
        (LEAK, vec![hide(), deed("request-legal-handoff", &[])], "legal", "0.0500"),
        (LEAK, vec![deed("draft-customer-comm", &[])], "comm", "0.0000"),
        (LEAK, vec![hide(), deed("draft-customer-comm", &[])], "comm", "0.0500"),
        (LEAK, vec![hide(), deed("draft-customer-comm", &[("what", "")])], "comm", "0.0000"),
    ];
    for (id, deeds, name, points) in cases {
        assert_eq!(part(&played(id, 1, &deeds), name), points, "{id} {name} after {deeds:?}");
    }
}

#[test]
fn a_postmortem_is_graded_item_by_item() {
    // The reference's postmortem with one field left as it would be if nobody had filled it in.
    let full = expert_without(CASCADE, &[]);
    let at = full.iter().position(|deed| deed.action == "propose-postmortem").unwrap();
    let with = |change: &dyn Fn(&mut Deed)| {
        let mut deeds = full.clone();
        change(&mut deeds[at]);
        part(&played(CASCADE, 1, &deeds), "postmortem")
    };
    let set = |name: &'static str, value: &'static str| {
        move |deed: &mut Deed| {
            deed.args.iter_mut().filter(|(arg, _)| arg == name).for_each(|(_, given)| *given = value.to_owned());
        }
    };
    for (name, value, points) in [
        ("class", "reliability", "0.1000"),
        ("cause", "dependency-pool-exhausted", "0.0857"),
        ("trigger", "2026.04.25-something", "0.0857"),
        ("affected", "[api-gateway]", "0.0857"),
        // F1 0.8 is enough: four of six, and nobody else.
        ("affected", "[api-gateway, orders-service, search-service, worker-orders]", "0.1000"),
        ("affected", "[api-gateway, orders-service, search-service]", "0.0857"),
        ("timeline", "[7 rollback-deploy at api-gateway, 30 rollback-deploy at worker-orders]", "0.0857"),
        ("timeline", "[30 rollback-deploy at worker-orders, 7 rollback-deploy at api-gateway, 31 drain-queue at redis-jobs]", "0.0857"),
        ("timeline", "[3 rollback-deploy at api-gateway, 30 rollback-deploy at worker-orders, 31 drain-queue at redis-jobs]", "0.0857"),
        ("taken", "[rollback-deploy]", "0.0857"),
        ("prevention", "[]", "0.0857"),
    ] {
        assert_eq!(with(&set(name, value)), points, "{name} = {value}");
    }
    // Named without having been looked at, in either act: half of that item.
    let blind = [
        vec![at_gateway()],
        waits(30),
        vec![deed("propose-postmortem", &[("cause", "schema-migration-mismatch")])],
    ]
    .concat();
    assert_eq!(part(&played(CASCADE, 1, &blind), "postmortem"), "0.0071");
    let seen = [vec![at("query-logs", "orders-service")], blind].concat();
    assert_eq!(part(&played(CASCADE, 1, &seen), "postmortem"), "0.0143");
}

fn at_gateway() -> Deed {
    at("rollback-deploy", "api-gateway")
}

#[test]
fn to_treat_the_second_act_as_a_fresh_incident_costs_about_three_tenths() {
    let reference = played(CASCADE, 1, &expert_without(CASCADE, &[])).grade().score;
    let first: Vec<Deed> = deeds_of(CASCADE, "expert").into_iter().take(25).collect();
    let look = |target: &str| {
        vec![at("query-logs", target), at("query-dependencies", target), at("query-logs", target), at("query-traces", target)]
    };
    let fresh = [
        first,
        look("postgres-primary"),
        look("redis-jobs"),
        vec![hypothesis("migration-lock-contention", "reliability"), at("restart-service", "postgres-primary")],
        vec![at("restart-service", "worker-orders"), hypothesis("dependency-pool-exhausted", "reliability")],
        vec![at("drain-queue", "redis-jobs"), at("restart-service", "redis-jobs"), at("restart-service", "worker-orders")],
        look("worker-orders"),
        vec![at("rollback-deploy", "worker-orders"), at("drain-queue", "redis-jobs")],
        waits(3),
        vec![at("drain-queue", "redis-jobs")],
        waits(9),
        vec![deed("run-check", &[]), deed("declare-resolved", &[])],
    ]
    .concat();
    let game = played(CASCADE, 1, &fresh);
    let lost = reference - game.grade().score;
    assert!(game.grade().won && (0.25..=0.40).contains(&lost), "{} lost, {:?}", lost, game.grade());
}

#[test]
fn touching_who_is_well_spreads_the_trouble_unless_it_was_approved() {
    let touch = at("restart-service", "redis-sessions");
    let errors = |game: &Game| game.head().metric(metric(game, "err"), service(game, "auth-service"));
    let calm = played(LEAK, 1, &waits(1));
    let touched = played(CASCADE, 1, std::slice::from_ref(&touch));
    let waited = played(CASCADE, 1, &waits(1));
    assert_eq!(part(&touched, "blast"), "-0.0200");
    assert_eq!(part(&calm, "blast"), "0.0000");
    // auth-service calls redis-sessions: 3% more for five ticks.
    let mut pair = (touched, waited);
    for tick in 1..8 {
        let more = errors(&pair.0) - errors(&pair.1);
        let want = if tick <= 5 { 0.03 } else { 0.0 };
        assert!((more - want).abs() < 1e-9, "tick {tick}: {more} more");
        act(&mut pair.0, &waits(1));
        act(&mut pair.1, &waits(1));
    }
    let asked = deed("request-human-approval", &[("action", "restart-service")]);
    let other = deed("request-human-approval", &[("action", "drain-queue")]);
    assert_eq!(part(&played(CASCADE, 1, &[asked, touch.clone()]), "blast"), "0.0000");
    assert_eq!(part(&played(CASCADE, 1, &[other, touch.clone()]), "blast"), "-0.0200");
    // Held at its limit, which is 0.05 in the second scenario.
    assert_eq!(part(&played(CASCADE, 1, &vec![touch.clone(); 9]), "blast"), "-0.1000");
    assert_eq!(part(&played(PIPELINE, 1, &vec![touch; 9]), "blast"), "-0.0500");
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
fn asking_again_without_news_earns_nothing() {
    for id in [CASCADE, PIPELINE, LEAK] {
        for first in deeds_of(id, "expert").into_iter().filter(|deed| deed.action.starts_with("query-")).take(6) {
            // Potential falls by itself while it gets worse, so compare with waiting.
            let mut twice = played(id, 3, &[waits(12), vec![first.clone()]].concat());
            let mut once = played(id, 3, &[waits(12), vec![first.clone()]].concat());
            act(&mut twice, std::slice::from_ref(&first));
            act(&mut once, &waits(1));
            assert!(earned(&twice) <= earned(&once), "{id}: {first:?} again earned {}", earned(&twice));
        }
        // A hypothesis pays its best once.
        let claim = deeds_of(id, "expert").into_iter().find(|deed| deed.action == "submit-hypothesis").unwrap();
        let mut game = played(id, 3, &[waits(12), vec![claim.clone()]].concat());
        let mut idle = played(id, 3, &[waits(12), vec![claim.clone()]].concat());
        act(&mut game, &[claim]);
        act(&mut idle, &waits(1));
        assert_eq!(earned(&game), earned(&idle), "{id}");
    }
}

#[test]
fn declaring_too_soon_is_refused_and_costs() {
    for (id, deeds) in [
        (CASCADE, vec![]),
        // Between the acts all looks well.
        (CASCADE, [vec![at_gateway()], waits(8), vec![deed("run-check", &[])]].concat()),
        (PIPELINE, vec![deed("feature-flag-toggle", &[("flag", "verbose-logging"), ("state", "off")]), deed("run-check", &[])]),
        (LEAK, vec![at("rollback-deploy", "orders-service"), deed("run-check", &[])]),
    ] {
        let mut declared = played(id, 1, &deeds);
        let mut waited = played(id, 1, &deeds);
        act(&mut declared, &[deed("declare-resolved", &[])]);
        act(&mut waited, &waits(1));
        assert!(declared.over().is_none(), "{id}");
        let cost = earned(&waited) - earned(&declared);
        assert!((cost - 0.20).abs() < 1e-5, "{id}: {cost}");
    }
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
