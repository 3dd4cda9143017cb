//! The long shift, dimension by dimension: spec/sregym.md section 12, what wrong interventions cost, and that nothing pays
//! twice.

use brownout_run::{Deed, Game};

use crate::deed;
use crate::sregym::{act, deeds_of, earned, open};
use crate::sregym_long::{CASCADE, LEAK, PIPELINE, at, expert_without, metric, part, played, service, waits};

fn hypothesis(cause: &str, class: &str) -> Deed {
    deed("submit-hypothesis", &[("cause", cause), ("class", class)])
}

fn at_gateway() -> Deed {
    at("rollback-deploy", "api-gateway")
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
    let place = full.iter().position(|deed| deed.action == "propose-postmortem").unwrap();
    let with = |change: &dyn Fn(&mut Deed)| {
        let mut deeds = full.clone();
        change(&mut deeds[place]);
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
        (
            "timeline",
            "[30 rollback-deploy at worker-orders, 7 rollback-deploy at api-gateway, 31 drain-queue at redis-jobs]",
            "0.0857",
        ),
        (
            "timeline",
            "[3 rollback-deploy at api-gateway, 30 rollback-deploy at worker-orders, 31 drain-queue at redis-jobs]",
            "0.0857",
        ),
        ("taken", "[rollback-deploy]", "0.0857"),
        ("prevention", "[]", "0.0857"),
    ] {
        assert_eq!(with(&set(name, value)), points, "{name} = {value}");
    }
    // Named without having been looked at, in either act: half of that item.
    let blind =
        [vec![at_gateway()], waits(30), vec![deed("propose-postmortem", &[("cause", "schema-migration-mismatch")])]]
            .concat();
    assert_eq!(part(&played(CASCADE, 1, &blind), "postmortem"), "0.0071");
    let seen = [vec![at("query-logs", "orders-service")], blind].concat();
    assert_eq!(part(&played(CASCADE, 1, &seen), "postmortem"), "0.0143");
}

#[test]
fn to_treat_the_second_act_as_a_fresh_incident_costs_about_three_tenths() {
    let reference = played(CASCADE, 1, &expert_without(CASCADE, &[])).grade().score;
    let first: Vec<Deed> = deeds_of(CASCADE, "expert").into_iter().take(25).collect();
    let look = |target: &str| {
        vec![
            at("query-logs", target),
            at("query-dependencies", target),
            at("query-logs", target),
            at("query-traces", target),
        ]
    };
    let fresh = [
        first,
        look("postgres-primary"),
        look("redis-jobs"),
        vec![hypothesis("migration-lock-contention", "reliability"), at("restart-service", "postgres-primary")],
        vec![at("restart-service", "worker-orders"), hypothesis("dependency-pool-exhausted", "reliability")],
        vec![
            at("drain-queue", "redis-jobs"),
            at("restart-service", "redis-jobs"),
            at("restart-service", "worker-orders"),
        ],
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
        (
            PIPELINE,
            vec![deed("feature-flag-toggle", &[("flag", "verbose-logging"), ("state", "off")]), deed("run-check", &[])],
        ),
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
