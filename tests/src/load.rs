//! What the benchmarks run, natively and in wasm: a mesh of ten services with one fault, and ways to run it for long.

use std::rc::Rc;

use brownout_scenario::{Catalogue, Compiled, load_text};

/// The service mesh with ten services, a cascade that reaches several of them, and no last tick.
const TEN: &str = "\
title: Ten services
extends: firewatch
difficulty: hard
settings: { most-ticks: 10000, budget: 1000000000, most-hurt: 1000000000 }
take: [ api-gateway, auth-service, user-service, checkout-service, payment-service, db-proxy, cache, notification-service, notification-db, order-service ]
faults: { root: { kind: bad-deploy, at: payment-service } }
";

/// The ten-service scenario, compiled.
///
/// # Panics
/// If the pack no longer compiles.
#[must_use]
pub fn ten_services() -> Rc<Compiled> {
    compiled(TEN)
}

/// The same incident in the whole mesh of 43 services.
#[must_use]
pub fn all_services() -> Rc<Compiled> {
    let lines: Vec<&str> = TEN.lines().filter(|line| !line.starts_with("take:")).collect();
    compiled(&lines.join("\n"))
}

#[allow(clippy::panic, reason = "without its scenario a benchmark has nothing to measure")]
fn compiled(text: &str) -> Rc<Compiled> {
    let compiled = load_text(&Catalogue::built_in(), "firewatch/bench.yaml", text).and_then(|a| a.compile(1));
    Rc::new(compiled.unwrap_or_else(|error| panic!("{error}")))
}

/// The same incident for as many ticks as an ordinary one lasts at most; the number stands before the last two characters.
#[must_use]
pub fn twenty_services_for_ticks(ticks: u32) -> String {
    let endless = "settings: { most-ticks: 10000, budget: 1000000000, most-hurt: 1000000000 }\n";
    let text = twenty_services().replace(endless, "");
    format!("{text}settings: {{ budget: 1000000000, most-hurt: 1000000000, most-ticks: {ticks} }}")
}

/// A scenario of twenty services of the mesh, as text.
#[must_use]
pub fn twenty_services() -> String {
    TEN.replace("order-service ]", "order-service, session-service, pricing-service, search-service, ranking-service, inventory-service, inventory-db, product-catalog, recommendation-engine, config-service, analytics-service ]")
}
