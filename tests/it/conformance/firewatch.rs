//! The service mesh's physics: each case becomes a scenario of the real pack under the source's own rules
//! (`mended: false`), and every figure of every tick is compared.

use std::fmt::Write as _;

use brownout_scenario::{Catalogue, load_text};
use brownout_sim::plan::{Plan, Source};
use brownout_sim::world::World;
use serde_json::Value;

use super::near;

/// The source's fields → the pack's metrics.
const FIELDS: &[(&str, &str)] = &[
    ("http_server_error_rate", "err"),
    ("http_server_request_duration_p99", "p99"),
    ("process_memory_utilization", "mem"),
    ("restart_count", "restarts"),
    ("process_cpu_throttle_rate", "throttled"),
    ("effective_rps_multiplier", "load"),
    ("http_client_retry_count", "retries"),
    ("cert_expiry_bomb_tick", "cert-tick"),
    ("runtime_crashloop_backoff_seconds", "backoff"),
    ("pipeline_processing_rate_events_per_second", "process"),
    ("pipeline_ingestion_rate_events_per_second", "ingest"),
    ("pipeline_queue_depth", "queue"),
    ("pipeline_throughput_ratio", "throughput"),
    ("data_freshness_lag_seconds", "lag"),
    ("feature_vector_age_seconds_p99", "feature-age"),
    ("http_server_request_queue_depth", "queue"),
    ("metastable_feedback_loop_active", "loop"),
    ("http_server_queue_drain_rate", "drain"),
    ("process_memory_limit_bytes", "mem-limit"),
];

/// The traces' short names → the pack's metrics.
const SHORT: &[(&str, &str)] = &[
    ("err", "err"),
    ("p99", "p99"),
    ("mem", "mem"),
    ("mem_bytes", "mem-bytes"),
    ("fds", "fds"),
    ("restarts", "restarts"),
    ("uptime", "uptime"),
    ("config_revision", "config-rev"),
    ("deploy_age", "deploy-age"),
    ("config_age", "config-age"),
];

/// What follows from other figures.
const DERIVED: &[&str] = &["mem-bytes"];
/// Follows from `mem` and the limit; `initial` already holds the ratio.
const IMPLIED: &[&str] = &["process_memory_usage_bytes"];

fn metric(field: &str) -> Option<&'static str> {
    FIELDS.iter().chain(SHORT).find(|(f, _)| *f == field).map(|(_, metric)| *metric)
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_bool().map(|b| f64::from(u8::from(b))))
}

fn scenario(case: &Value) -> Result<String, String> {
    let calls = case["calls"].as_object().ok_or("no `calls`")?;
    let names: Vec<&str> = calls.keys().map(String::as_str).collect();
    let mut yaml = format!(
        "title: a trace\nextends: firewatch\ndifficulty: {}\n",
        case["difficulty"].as_str().ok_or("no `difficulty`")?
    );
    yaml.push_str("settings: { mended: false, most-ticks: 1000 }\ntime: { warm-up: 0 }\n");
    writeln!(yaml, "take: [ {} ]", names.join(", ")).unwrap();
    let herrings: Vec<&str> =
        case["red_herrings"].as_array().ok_or("no `red_herrings`")?.iter().filter_map(Value::as_str).collect();
    writeln!(yaml, "tagged: {{ bystander: [ {} ], hostile-logs: [] }}", herrings.join(", ")).unwrap();
    yaml.push_str("services:\n");
    for (name, callees) in calls {
        let callees: Vec<&str> =
            callees.as_array().ok_or("`calls` are lists")?.iter().filter_map(Value::as_str).collect();
        writeln!(yaml, "  {name}: {{ calls: [ {} ] }}", callees.join(", ")).unwrap();
    }
    yaml.push_str("start:\n");
    for name in &names {
        writeln!(yaml, "  {name}:\n    mem-limit: 536870912").unwrap();
        let mut given: Vec<(&str, f64)> = Vec::new();
        for source in [&case["initial"][name], &case["services"][name]] {
            for (field, value) in source.as_object().ok_or_else(|| format!("no figures for {name}"))? {
                let (Some(value), false) = (number(value), IMPLIED.contains(&field.as_str())) else { continue };
                let metric = metric(field).ok_or_else(|| format!("no metric for `{field}`"))?;
                given.retain(|(m, _)| *m != metric);
                given.push((metric, value));
            }
        }
        for (metric, value) in given.iter().filter(|(m, _)| !DERIVED.contains(m) && *m != "mem-limit") {
            writeln!(yaml, "    {metric}: {value:?}").unwrap();
        }
    }
    yaml.push_str("faults:\n");
    let faults = case["faults"].as_array().ok_or("no `faults`")?;
    for (index, fault) in faults.iter().enumerate() {
        let kind = fault["type"].as_str().ok_or("a fault without type")?.replace('_', "-");
        let at = fault["service"].as_str().ok_or("a fault without service")?;
        let speed = fault["speed"].as_f64().unwrap_or(1.0);
        writeln!(yaml, "  f{index}: {{ kind: {kind}, at: {at}, with: {{ speed: {speed:?} }} }}").unwrap();
    }
    let halts = case["halt_before_tick"].as_object().ok_or("no `halt_before_tick`")?;
    if !halts.is_empty() {
        yaml.push_str("timeline:\n");
        for (tick, faults) in halts {
            for fault in faults.as_array().into_iter().flatten() {
                writeln!(yaml, "  halt-{tick}-{fault}: {{ at: {tick}, do: cure f{fault} }}").unwrap();
            }
        }
    }
    // The plays of the pack speak of services that this case may not have.
    yaml.push_str("without: [ plays ]\n");
    Ok(yaml)
}

fn metric_now(world: &mut World, plan: &Plan, service: u32, name: &str) -> Option<f64> {
    let source = plan.metrics.get(plan.metric(name)?)?.source.clone();
    Some(match source {
        Source::Stored(base) => world.cell(base + service),
        Source::Formula(code) => world.eval(plan, &code, Some(service)),
    })
}

fn value_now(world: &mut World, plan: &Plan, name: &str) -> Option<f64> {
    let source = plan.values.iter().find(|v| v.name == name)?.source.clone();
    Some(match source {
        Source::Stored(cell) => world.cell(cell),
        Source::Formula(code) => world.eval(plan, &code, None),
    })
}

pub(super) fn check(case: &Value) -> Result<(), String> {
    let yaml = scenario(case)?;
    let catalogue = Catalogue::built_in();
    let compiled = load_text(&catalogue, "firewatch/trace.yaml", &yaml)
        .and_then(|authored| authored.compile(1))
        .map_err(|rejected| format!("{rejected}\n{yaml}"))?;
    let plan = &compiled.plan;
    let mut world = World::start(plan, 1);
    for tick in case["ticks"].as_array().ok_or("no `ticks`")? {
        world.tick(plan);
        let number_of = tick["tick"].as_u64().ok_or("a tick without number")?;
        for (field, value) in [("bcm", "hurt"), ("bcm_delta", "impact"), ("slo_budget", "slo")] {
            let want = tick[field].as_f64().ok_or_else(|| format!("no `{field}`"))?;
            let got = value_now(&mut world, plan, value).ok_or_else(|| format!("the pack has no value `{value}`"))?;
            if !near(got, want) {
                return Err(format!("tick {number_of}: {field} is {got}, should be {want}"));
            }
        }
        let time_s = f64::from(world.tick_now(plan)) * plan.time.tick_us as f64 / 1e6;
        if tick["sim_time_s"].as_f64().is_some_and(|want| !near(time_s, want)) {
            return Err(format!("tick {number_of}: {time_s} s have passed"));
        }
        for (name, figures) in tick["services"].as_object().ok_or("no `services`")? {
            let service = plan.service(name).ok_or_else(|| format!("no service `{name}`"))?;
            for (field, want) in figures.as_object().ok_or("figures are a map")? {
                if field == "status" {
                    let status = plan.status.as_ref().ok_or("the pack has no ladder")?;
                    let got = &status.rungs[world.cell(status.column + service) as usize].word;
                    if Some(got.as_str()) != want.as_str() {
                        return Err(format!("tick {number_of}: {name} is {got}, should be {want}"));
                    }
                    continue;
                }
                let Some(want) = number(want) else { continue };
                let metric = metric(field).ok_or_else(|| format!("no metric for `{field}`"))?;
                let got = metric_now(&mut world, plan, service, metric)
                    .ok_or_else(|| format!("the pack has no metric `{metric}`"))?;
                if !near(got, want) {
                    return Err(format!("tick {number_of}: {name}.{metric} is {got}, should be {want}"));
                }
            }
        }
    }
    Ok(())
}
