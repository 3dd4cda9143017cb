//! The largest scenario that may be compiles in reasonable time, what is larger is refused, and what is shipped is far from it.

use brownout_scenario::limits::{FRAME_NUMBERS_MAX, RUN_NUMBERS_MAX, WORLD_NUMBERS_MAX};
use brownout_scenario::{load, load_text};
use brownout_sim::plan::{Deed, Plan};
use brownout_sim::world::{Ending, HISTORY_ROWS, World};
use std::fmt::Write as _;

/// The mesh pack with 2,000 services in layers, ten calls each, and a fault.
fn big() -> String {
    let mut text = String::from("title: Big\nextends: firewatch\nwithout: [ services ]\nservices:\n");
    for index in 0..2_000_u32 {
        let calls: Vec<String> = (1..=10)
            .map(|step| format!("s{}", index + step * 7))
            .filter(|name| name[1..].parse::<u32>().is_ok_and(|n| n < 2_000))
            .collect();
        let _ = writeln!(text, "  s{index}: {{ calls: [ {} ], tags: [ user-facing ] }}", calls.join(", "));
    }
    text.push_str(
        "faults: { root: { kind: oom, at: s1000 } }\nplays: { expert: [ cure root, wait 9, declare-resolved ] }\n",
    );
    text
}

#[test]
fn two_thousand_services_compile() {
    let mut catalogue = crate::it::packs::shipped();
    catalogue.insert("firewatch/big.yaml", big());
    let compiled = load(&catalogue, "firewatch/big")
        .and_then(|authored| authored.compile(1))
        .unwrap_or_else(|rejected| panic!("{rejected}"));
    assert_eq!(compiled.plan.services.len(), 2_000);
    assert!(compiled.plan.calls.len() > 19_000);
    println!("{:?}", takes(&compiled.plan));
}

/// What a scenario takes of each limit, in the order of `ROOM`.
fn takes(plan: &Plan) -> [u64; 3] {
    let rows = HISTORY_ROWS as u64;
    let late = plan.metric_telemetry.is_some() || plan.log_telemetry.as_ref().is_some_and(|of| of.delay.is_some());
    let kept = if late { rows * u64::from(plan.cells) } else { 0 };
    let world = u64::from(plan.cells) + rows * u64::from(plan.past_slots) + kept;
    let frame = plan.services.len() as u64 * plan.metrics.iter().filter(|of| !of.hidden && !of.asked).count() as u64;
    let ticks = plan.end.ticks.or(plan.end.steps).map_or(1_000, u64::from);
    [world, frame, ticks * (frame + plan.services.len() as u64)]
}

#[test]
fn shipped_scenarios_fit_with_much_room() {
    let catalogue = crate::it::packs::shipped();
    let mut largest = [(0, String::new()), (0, String::new()), (0, String::new())];
    for id in catalogue.scenarios() {
        let compiled = load(&catalogue, id).and_then(|authored| authored.compile(1)).unwrap();
        for (most, taken) in largest.iter_mut().zip(takes(&compiled.plan)) {
            if taken > most.0 {
                *most = (taken, id.to_owned());
            }
        }
    }
    let limits = [u64::from(WORLD_NUMBERS_MAX), FRAME_NUMBERS_MAX, RUN_NUMBERS_MAX];
    for ((taken, id), limit) in largest.iter().zip(limits) {
        println!("{id}: {taken} of {limit}");
        assert!(taken * 4 < limit, "{id} takes {taken} of {limit}");
    }
}

/// What is found in a scenario of so many services whose text goes on like this.
fn found(services: u32, rest: &str) -> Vec<String> {
    let names: Vec<String> = (0..services).map(|index| format!("s{index}: {{}}")).collect();
    let text = format!("services: {{ {} }}\n{rest}", names.join(", "));
    match load_text(&crate::it::cases::catalogue(), "a/b.yaml", &text).and_then(|authored| authored.compile(1)) {
        Ok(_) => Vec::new(),
        Err(rejected) => {
            rejected.diagnostics.iter().map(|found| format!("{} {}", found.code.as_str(), found.message)).collect()
        }
    }
}

fn check(services: u32, rest: &str, expected: &[&str]) {
    let found = found(services, rest);
    let short: String = rest.chars().take(200).collect();
    assert_eq!(found.len(), expected.len(), "{services} services, {short}\n{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with("too-many ") && found.contains(expected), "{services} services, {short}\n{found}");
    }
}

/// So many of something, each with a number of its own.
fn many(count: u32, item: impl Fn(u32) -> String) -> String {
    (0..count).map(item).collect()
}

#[test]
fn what_is_too_large_is_refused() {
    let metrics = |count, more: &str| {
        format!("metrics:\n{}", many(count, |index| format!("  m{index}: {{ unit: number{more} }}\n")))
    };
    let conditions = |count, text: &dyn Fn(u32) -> String| {
        format!("conditions:\n{}", many(count, |index| format!("  - \"{}\"\n", text(index))))
    };
    let world = format!("more than {WORLD_NUMBERS_MAX} numbers");
    let world = world.as_str();
    for (services, rest, expected) in [
        (2_000, metrics(10, ""), &[][..]),
        (2_000, metrics(1_900, ""), &["2000 services with 1901 metrics"]),
        (2_000, metrics(1_900, ", is: 1"), &["2000 services with 1901 metrics"]),
        (2_000, metrics(1_900, ", hidden: true"), &[world][..]),
        // What texts ask for comes after what is declared.
        (2_000, conditions(300, &|n| format!("any(was(err) > {n}% over services)")), &[]),
        (2_000, conditions(200, &|n| format!("any(ever(err > {n}%) over services)")), &[world][..]),
        (2_000, conditions(400, &|n| format!("any(streak(err > {n}%) > 3 over services)")), &[world][..]),
        (2_000, conditions(100, &|n| format!("any(past(err + {n}%, 3) > 0 over services)")), &[world][..]),
        (400, "telemetry: { metrics: { delay: 1 } }\n".to_owned(), &[]),
        (2_000, format!("telemetry: {{ metrics: {{ delay: 1 }} }}\n{}", metrics(5, "")), &[world][..]),
        (2_000, format!("telemetry: {{ logs: {{ delay: 1 }} }}\n{}", metrics(5, "")), &[world][..]),
        (1_000, format!("end: {{ ticks: 5000 }}\n{}", metrics(2, "")), &["lasts at most 3968 ticks, not 5000"]),
        (1_000, format!("end: {{ ticks: 3900 }}\n{}", metrics(2, "")), &[]),
        (3, format!("status:\n{}", many(32, |n| format!("  w{n}: {{ when: err > {n}% }}\n"))), &[]),
        (
            3,
            format!("status:\n{}", many(256, |n| format!("  w{n}: {{ when: err > {n}% }}\n"))),
            &["256 words of status; a ladder has at most 32"],
        ),
    ] {
        check(services, &rest, expected);
    }
}

#[test]
fn a_run_ends_before_its_frames_are_too_many() {
    let names: Vec<String> = (0..1_000).map(|index| format!("s{index}: {{}}")).collect();
    let text = format!("services: {{ {} }}\nactions: {{ sleep: {{ cost: {{ ticks: 1000 }} }} }}\n", names.join(", "));
    let compiled = load_text(&crate::it::cases::catalogue(), "a/b.yaml", &text).unwrap().compile(1).unwrap();
    let plan = &compiled.plan;
    let mut world = World::start(plan, 1);
    let sleep = Deed { action: "sleep".to_owned(), args: Vec::new() };
    while world.state.ending.is_none() {
        world.step(plan, &sleep).unwrap();
    }
    assert_eq!(world.state.ending, Some(Ending::Ticks));
    assert_eq!(u64::from(world.tick_now(plan)), RUN_NUMBERS_MAX / (1_000 * 2 + 32));
}
