//! The short incidents and the large map as they are shipped: what the reference plays come to, the potentials and bonuses
//! of spec/sregym.md section 3 to 5, what variants differ in, and that nothing pays twice.

use brownout_run::{Deed, Game};
use brownout_scenario::{Catalogue, PlayStep, load};

use crate::deed;

/// Every scenario file of the tier, variants left out.
fn ids(wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let catalogue = Catalogue::built_in();
    let ids = catalogue.scenarios().into_iter().filter(|id| id.starts_with("sregym/") && wanted(id));
    ids.map(str::to_owned).collect()
}

fn is_basic(id: &str) -> bool {
    !id.starts_with("sregym/advanced-") && !id.starts_with("sregym/max-")
}

pub(crate) fn open(id: &str, seed: u64) -> Game {
    Game::open(&Catalogue::built_in(), id, seed).unwrap_or_else(|error| panic!("{error}"))
}

/// The scenario with settings of its own laid over.
pub(crate) fn open_with(id: &str, seed: u64, settings: &str) -> Game {
    let catalogue = Catalogue::built_in();
    let path = format!("{id}.yaml");
    let text = catalogue.text(&path).unwrap().replacen("settings:\n", &format!("settings:\n{settings}\n"), 1);
    Game::open_text(&catalogue, &path, &text, seed).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn act(game: &mut Game, deeds: &[Deed]) {
    for deed in deeds {
        game.act(deed).unwrap_or_else(|error| panic!("{deed:?}: {error}"));
    }
}

/// The deeds of a play, one by one.
pub(crate) fn deeds_of(id: &str, play: &str) -> Vec<Deed> {
    let compiled = load(&Catalogue::built_in(), id).unwrap().compile(1).unwrap();
    let steps = &compiled.play(play).unwrap_or_else(|| panic!("{id} has no play {play}")).steps;
    let of = |step: &PlayStep| match step {
        PlayStep::Deed(deed, times) => vec![deed.clone(); *times as usize],
        PlayStep::Cure(_) => Vec::new(),
    };
    steps.iter().flat_map(of).collect()
}

/// What the step just taken earned.
pub(crate) fn earned(game: &Game) -> f64 {
    let sum: f64 = game.rewards().last().unwrap().iter().sum();
    (sum * 1e6).round() / 1e6
}

#[test]
fn reference_plays_come_to_their_figures() {
    // Section 5 works the first one out: 0.25 + 0.15 + 0.20 + 0.043 + 0.05 + 0 + 0.05. `mended` changes nothing for who plays well.
    for (id, score) in [
        ("worker-deploy-cascade", 0.743),
        ("db-config-rollout", 0.745),
        ("gateway-auth-rollout", 0.744),
        ("payment-webhook-misconfig", 0.7551),
        ("schema-drift-missing-migration", 0.7561),
        ("cache-stale-state", 0.746),
        ("dep-degradation", 0.745),
        ("memory-leak-oom", 0.7541),
        ("auth-token-expiry", 0.746),
        ("network-partition", 0.7541),
        ("rate-limit-retry-storm", 0.7531),
        ("migration-lock", 0.745),
    ] {
        let id = format!("sregym/{id}");
        for settings in ["  mended: false", "  mended: true"] {
            let mut game = open_with(&id, 1, settings);
            act(&mut game, &deeds_of(&id, "expert"));
            assert!(game.grade().won, "{id} {settings}");
            assert_eq!(game.grade().score, score, "{id} {settings}");
        }
    }
    assert_eq!(ids(is_basic).len(), 12);
}

#[test]
fn each_step_of_the_worked_play_earns_what_the_potential_rises_by() {
    // Section 3. Before: 0.55·0.24 + 0.20·0.18 + 0.15·0.09 = 0.1815; rolled back 0.517, restarted 0.945.
    let mut game = open("sregym/worker-deploy-cascade", 1);
    let mut got = Vec::new();
    for deed in deeds_of("sregym/worker-deploy-cascade", "expert") {
        act(&mut game, &[deed]);
        got.push(earned(&game));
    }
    // Four looks, the hypothesis (0.04 + 0.03 + 0.03 + 0.02), the cure, the restart, two checks, the end.
    assert_eq!(got, [-0.01, -0.01, -0.01, -0.01, 0.11, 0.3255, 0.418, -0.01, -0.01, 0.24]);
}

/// A hypothesis in `worker-deploy-cascade`.
fn claim(cause: &str, affected: &str, sure: &str, next: &str) -> Deed {
    deed("submit-hypothesis", &[("cause", cause), ("affected", affected), ("confidence", sure), ("next", next)])
}

#[test]
fn a_hypothesis_is_worth_what_section_4_says() {
    let look = deed("query-logs", &[("target", "worker")]);
    let right = "bad-worker-deploy";
    let all = "[worker, database, gateway]";
    for (settings, seen, claims, worth) in [
        ("  mended: false", false, vec![claim(right, all, "85%", "rollback-deploy")], 0.12),
        ("  mended: false", false, vec![claim(right, all, "60%", "rollback-deploy")], 0.11),
        ("  mended: false", false, vec![claim(right, "[worker]", "85%", "rollback-deploy")], 0.10),
        ("  mended: false", false, vec![claim(right, all, "85%", "restart-service")], 0.078),
        ("  mended: false", false, vec![claim("migration-lock-contention", "[cache]", "85%", "escalate")], -0.032),
        ("  mended: false", false, vec![claim("migration-lock-contention", "[cache]", "20%", "escalate")], -0.016),
        // Another confidence is another hypothesis to the original, and pays again (section 5.3, 3).
        (
            "  mended: false",
            false,
            vec![claim(right, all, "85%", "rollback-deploy"), claim(right, all, "86%", "rollback-deploy")],
            0.24,
        ),
        // The very same one never does, whatever was put in between.
        (
            "  mended: false",
            false,
            vec![
                claim(right, all, "85%", "rollback-deploy"),
                claim(right, all, "85%", "rollback-deploy"),
                claim(right, all, "86%", "rollback-deploy"),
                claim(right, all, "85%", "rollback-deploy"),
            ],
            0.24,
        ),
        (
            "  mended: true",
            true,
            vec![claim(right, all, "85%", "rollback-deploy"), claim(right, all, "86%", "rollback-deploy")],
            0.12,
        ),
        // The best one is what counts.
        (
            "  mended: true",
            true,
            vec![claim(right, "[worker]", "60%", "rollback-deploy"), claim(right, all, "85%", "rollback-deploy")],
            0.12,
        ),
        ("  mended: true", true, vec![claim("migration-lock-contention", "[cache]", "85%", "escalate")], -0.032),
        // To name a cause that nobody looked at earns half of that part.
        ("  mended: true", false, vec![claim(right, all, "85%", "rollback-deploy")], 0.10),
    ] {
        let mut game = open_with("sregym/worker-deploy-cascade", 1, settings);
        if seen {
            act(&mut game, std::slice::from_ref(&look));
        }
        let mut sum = 0.0;
        for claim in &claims {
            act(&mut game, std::slice::from_ref(claim));
            sum += earned(&game) + 0.01;
        }
        assert_eq!(format!("{sum:.4}"), format!("{worth:.4}"), "{settings} {claims:?}");
    }
}

#[test]
fn wrong_interventions_cost_what_section_4_says() {
    let at = |action: &str, target: &str| deed(action, &[("target", target)]);
    let check = || deed("run-check", &[]);
    for (id, deeds, worth) in [
        ("worker-deploy-cascade", vec![at("rollback-deploy", "gateway")], -0.09),
        ("worker-deploy-cascade", vec![at("restart-service", "gateway")], -0.05),
        ("worker-deploy-cascade", vec![at("restart-service", "database")], -0.09),
        ("worker-deploy-cascade", vec![at("isolate-service", "gateway")], -0.05),
        ("worker-deploy-cascade", vec![deed("declare-resolved", &[])], -0.21),
        ("worker-deploy-cascade", vec![check(), deed("declare-resolved", &[])], -0.21),
        ("memory-leak-oom", vec![at("rollback-deploy", "gateway")], -0.13),
        ("memory-leak-oom", vec![at("restart-service", "gateway")], -0.07),
        ("memory-leak-oom", vec![deed("declare-resolved", &[])], -0.31),
    ] {
        let mut game = open(&format!("sregym/{id}"), 1);
        act(&mut game, &deeds);
        assert_eq!(earned(&game), worth, "{id} {deeds:?}");
        assert!(!game.grade().won);
    }
}

#[test]
fn an_isolated_driver_is_a_dead_end_only_in_the_original() {
    let isolate = || deed("isolate-service", &[("target", "worker")]);
    let rest = ["rollback-deploy at worker", "restart-service at database"].map(|text| {
        let (action, target) = text.split_once(" at ").unwrap();
        deed(action, &[("target", target)])
    });
    for (settings, isolations, passes) in [
        ("  mended: false", 0, true),
        ("  mended: false", 1, false),
        ("  mended: false", 2, false),
        ("  mended: true", 0, true),
        ("  mended: true", 1, true),
        ("  mended: true", 2, true),
    ] {
        let mut game = open_with("sregym/worker-deploy-cascade", 1, settings);
        act(&mut game, &vec![isolate(); isolations]);
        act(&mut game, &rest);
        let said = game.act(&deed("run-check", &[])).unwrap().shown.join(" ");
        assert_eq!(said.contains("passed"), passes, "{settings}, isolated {isolations} times: {said}");
    }
}

#[test]
fn the_check_of_the_database_is_free_only_in_the_original() {
    for (settings, passes) in [("  mended: false", true), ("  mended: true", false)] {
        let mut game = open_with("sregym/gateway-auth-rollout", 1, settings);
        let said = game.act(&deed("run-check", &[("check", "database-recovery")])).unwrap().shown.join(" ");
        assert_eq!(said.contains("passed"), passes, "{settings}: {said}");
    }
}

/// Metrics of the first view, service by service.
fn first_view(id: &str, seed: u64) -> Vec<(String, String, f64)> {
    let game = open(id, seed);
    let about = game.about();
    let mut found = Vec::new();
    for (at, service) in about.services.iter().enumerate() {
        for (index, metric) in about.metrics.iter().enumerate() {
            found.push((service.name.clone(), metric.name.clone(), game.head().metric(index, at)));
        }
    }
    found
}

#[test]
fn variants_lie_within_the_spread_of_their_difficulty_and_their_numbers_agree() {
    for (id, spread) in
        [("sregym/worker-deploy-cascade", 0.05), ("sregym/db-config-rollout", 0.08), ("sregym/network-partition", 0.10)]
    {
        let base = first_view(id, 1);
        for variant in 1..=5 {
            let id = format!("{id}-p{variant:02}");
            let game = open(&id, 1);
            assert_eq!(game.about().held_out, variant == 5, "{id}");
            let mut differ = 0;
            for ((service, metric, was), (_, _, is)) in base.iter().zip(first_view(&id, 1)) {
                let most = was * spread + 1e-4;
                assert!((is - was).abs() <= most, "{id}: {service}.{metric} {was} became {is}");
                differ += u32::from(is != *was);
            }
            assert!(differ > 4, "{id} differs in {differ} numbers");
            assert_eq!(first_view(&id, 1), first_view(&id, 1));
            assert_ne!(first_view(&id, 1), first_view(&id, 2), "{id}: the seed chooses");
            // A number in a text is the number of the table.
            let mut game = open(&id, 1);
            let errors = game.about().metrics.iter().position(|metric| metric.name == "err").unwrap();
            let gateway = game.about().services.iter().position(|service| service.name == "gateway").unwrap();
            let percent = format!("{:.1}%", game.head().metric(errors, gateway) * 100.0);
            let ask = deed("query-metrics", &[("target", "gateway"), ("metric", "error-rate")]);
            let said = game.act(&ask).unwrap().shown.join(" ");
            assert!(said.contains(&percent), "{id}: {percent} is not in: {said}");
        }
        assert_eq!(first_view(id, 1), first_view(id, 2), "{id}: the template itself is as written");
    }
}

#[test]
fn variants_turn_their_noise_and_have_releases_of_their_own() {
    // Three kinds of noise: turned by the variant's number, one to three of them are kept (section 5.1).
    let mut releases = Vec::new();
    for (variant, noise) in [
        ("", vec!["feature-flags", "image-cdn", "stripe-webhook"]),
        ("-p01", vec!["feature-flags", "image-cdn"]),
        ("-p02", vec!["feature-flags", "image-cdn", "stripe-webhook"]),
        ("-p03", vec!["stripe-webhook"]),
        ("-p04", vec!["feature-flags", "image-cdn"]),
        ("-p05", vec!["feature-flags", "image-cdn", "stripe-webhook"]),
    ] {
        let mut game = open(&format!("sregym/gateway-auth-rollout{variant}"), 1);
        let about = game.about();
        let mut loud: Vec<&str> = game
            .head()
            .alerts
            .iter()
            .filter_map(|alert| alert.service)
            .map(|service| about.services[service as usize].name.as_str())
            .filter(|name| !["gateway", "cache", "database", "worker"].contains(name))
            .collect();
        loud.sort_unstable();
        assert_eq!(loud, noise, "{variant}");
        releases.push(game.act(&deed("query-deploys", &[("target", "gateway")])).unwrap().shown.join(" "));
    }
    releases.sort_unstable();
    releases.dedup();
    assert_eq!(releases.len(), 6, "{releases:?}");
}

#[test]
fn asking_again_earns_nothing_and_costs_efficiency() {
    for id in ids(|id| !id.starts_with("sregym/advanced-")) {
        for first in deeds_of(&id, "expert").into_iter().filter(|deed| deed.action.starts_with("query-")).take(3) {
            let mut game = open(&id, 3);
            act(&mut game, std::slice::from_ref(&first));
            for _ in 0..3 {
                act(&mut game, std::slice::from_ref(&first));
                assert!(earned(&game) <= 0.0, "{id}: {first:?} again earned {}", earned(&game));
            }
        }
    }
    // 0.05 − 0.005 a tick that told and changed nothing.
    let efficiency = |looks: usize| {
        let mut game = open("sregym/worker-deploy-cascade", 1);
        act(&mut game, &vec![deed("query-logs", &[("target", "worker")]); looks]);
        let at = game.plan().score.grade.iter().position(|part| part.name == "efficiency").unwrap();
        format!("{:.4}", game.grade().parts[at])
    };
    assert_eq!([1, 2, 5].map(efficiency), ["0.0500", "0.0450", "0.0300"]);
}

#[test]
fn the_large_map_is_graded_by_section_14() {
    let catalogue = Catalogue::built_in();
    let ids = ids(|id| id.starts_with("sregym/max-"));
    assert_eq!(ids.len(), 12);
    for id in &ids {
        let plan = load(&catalogue, id).unwrap().compile(1).unwrap().plan;
        assert_eq!((plan.services.len(), plan.calls.len()), (22, 83), "{id}");
        let expert = deeds_of(id, "expert");
        let mut game = open(id, 4);
        act(&mut game, &expert);
        assert!(game.grade().won && game.grade().score == 0.99, "{id}");
        // Each wrong intervention before it takes 0.05; who does not declare stays at 0.45 or below.
        for wrong in 1..=3 {
            let mut game = open(id, 4);
            act(&mut game, &vec![deed("rollback-deploy", &[("target", "chaos-controller")]); wrong]);
            act(&mut game, &expert);
            assert_eq!(format!("{:.2}", game.grade().score), format!("{:.2}", 1.0 - 0.05 * wrong as f64), "{id}");
        }
        let mut open_end = open(id, 4);
        act(&mut open_end, &expert[..expert.len() - 1]);
        assert_eq!((open_end.grade().score, open_end.grade().won), (0.45, false), "{id}");
    }
}

#[test]
fn the_large_map_heals_whom_the_rollback_left_unwell() {
    let id = "sregym/max-deploy-regression";
    let status = |game: &Game, name: &str| {
        let about = game.about();
        let at = about.services.iter().position(|service| service.name == name).unwrap();
        let rung = game.head().status[at];
        about.ladder[rung as usize].word.clone()
    };
    for (settings, after_one) in
        [("  mended: false", ["healthy", "healthy"]), ("  mended: true", ["healthy", "degraded"])]
    {
        let mut game = open_with(id, 1, settings);
        act(&mut game, &[deed("restart-service", &[("target", "api-gateway")])]);
        assert_eq!(status(&game, "api-gateway"), "degraded", "not before the cure");
        act(&mut game, &[deed("rollback-deploy", &[("target", "orders-service")])]);
        assert_eq!(status(&game, "orders-service"), "healthy");
        assert_eq!(status(&game, "api-gateway"), "degraded");
        act(&mut game, &[deed("restart-service", &[("target", "api-gateway")])]);
        assert_eq!([status(&game, "api-gateway"), status(&game, "worker-orders")], after_one, "{settings}");
    }
}

#[test]
fn the_tier_is_complete() {
    let catalogue = Catalogue::built_in();
    let mut counts = [0, 0, 0];
    for id in ids(|_| true) {
        let variant = load(&catalogue, &id).unwrap().variant;
        let (kind, variants, held_out) = match () {
            () if is_basic(&id) => (0, 5, vec![5]),
            () if id.starts_with("sregym/advanced-") => (1, 0, vec![]),
            () => (2, 0, vec![]),
        };
        counts[kind] += 1;
        assert_eq!((variant.count, variant.held_out), (variants, held_out), "{id}");
    }
    assert_eq!(counts, [12, 3, 12]);
}
