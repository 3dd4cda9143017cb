//! The war room's world: each case becomes a scenario of the real pack under the source's own rules (`mended: false`), its
//! steps are taken in the order of roles that the file gives, and state, counters and flags are compared after each.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use brownout_scenario::{Catalogue, load_text};
use brownout_sim::plan::{Deed, Plan, Source};
use brownout_sim::world::World;
use serde_json::Value;

use super::near;

/// Where the source's failures are.
const HOMES: &[(&str, &str)] = &[
    ("db_deadlock", "db"),
    ("memory_leak", "notifications"),
    ("bad_config_push", "auth"),
    ("dns_outage", "auth"),
    ("cascade", "db"),
    ("autoscaler_cost_cut", "payments"),
    ("disk_full", "db"),
    ("misrouted_traffic", "payments"),
    ("rogue_deploy_bot", "payments"),
];

/// The source's agents of the fleet.
const AGENTS: &[&str] = &["autoscaler", "load_balancer", "deploy_bot"];
const ROLES: &[&str] = &["sre", "oversight", "dev", "manager"];
const SERVICES: &[&str] = &["auth", "payments", "notifications", "db"];

/// The source's figures → the pack's metrics, and how many of the source's units one of the pack's is.
const FIGURES: &[(&str, &str, f64)] = &[
    ("cpu_pct", "cpu", 100.0),
    ("memory_mb", "mem", 1.0 / 1_048_576.0),
    ("latency_ms", "latency", 1000.0),
    ("error_rate", "err", 1.0),
    ("replicas", "replicas", 1.0),
];

/// A name as the pack writes it. One that it does not know gets a spelling that every name may have.
fn word(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if plain { name.replace('_', "-") } else { format!("other-{:x}", brownout_sim::rng::fnv1a(&name)) }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

/// What an action names: its target, or the argument that stands for it.
fn agent(action: &Value) -> &str {
    action["target"].as_str().or_else(|| action["args"]["agent_name"].as_str()).unwrap_or("")
}

/// Who a message is for, as a word of the pack.
fn receiver(action: &Value) -> String {
    match text(&action["args"], "to").trim() {
        "" => "all".to_owned(),
        to => word(to),
    }
}

/// A list of words: those of the pack, then whatever else the case speaks of. The pack's rules say what comes of those.
fn vocabulary<'a>(known: impl IntoIterator<Item = &'a str>, named: impl IntoIterator<Item = String>) -> String {
    let mut words: Vec<String> = known.into_iter().map(word).collect();
    for name in named {
        if !words.contains(&name) {
            words.push(name);
        }
    }
    words.join(", ")
}

fn scenario(case: &Value, steps: &[Value]) -> Result<String, String> {
    let failure = text(case, "failure");
    let (_, home) = HOMES.iter().find(|(name, _)| *name == failure).ok_or_else(|| format!("no failure `{failure}`"))?;
    let actions = || steps.iter().map(|step| &step["action"]);
    let of = |kind: &'static str| actions().filter(move |action| text(action, "action_type") == kind);
    let turns: Vec<&str> = actions().map(|action| text(action, "role")).collect();
    let causes = vocabulary(
        HOMES.iter().map(|(name, _)| *name),
        of("identify_root_cause").map(|action| word(text(&action["args"], "failure_type"))),
    );
    let agents = vocabulary(AGENTS.iter().copied(), of("flag_rogue").map(|action| word(agent(action))));
    let receivers = vocabulary(["all"].into_iter().chain(ROLES.iter().copied()), of("communicate").map(receiver));
    let mut yaml = String::from("title: a trace\nextends: chaosops\ndifficulty: easy\n");
    yaml.push_str("settings: { mended: false, most-steps: 10000 }\nwithout: [ plays, policies ]\n");
    writeln!(yaml, "turns: [ {} ]", turns.join(", ")).unwrap();
    writeln!(yaml, "faults: {{ root: {{ kind: {}, at: {home} }} }}", word(failure)).unwrap();
    writeln!(yaml, "values:\n  failure: {{ one-of: [ {causes} ] }}\n  declared: {{ one-of: [ {causes} ] }}").unwrap();
    writeln!(yaml, "  rogue: {{ one-of: [ {agents} ] }}\nactions:").unwrap();
    writeln!(yaml, "  identify-root-cause: {{ with: {{ cause: {{ one-of: [ {causes} ] }} }} }}").unwrap();
    writeln!(yaml, "  flag-rogue: {{ with: {{ agent: {{ one-of: [ {agents} ] }} }} }}").unwrap();
    writeln!(yaml, "  communicate: {{ with: {{ to: {{ one-of: [ {receivers} ] }} }} }}").unwrap();
    yaml.push_str("  scale: { with: { replicas-wanted: { range: -1000000 to 1000000 } } }\n");
    Ok(yaml)
}

fn deed(action: &Value) -> Result<Deed, String> {
    let take = |action: &str, args: &[(&str, String)]| Deed {
        action: action.to_owned(),
        args: args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
    };
    let args = &action["args"];
    let replicas = args["replicas"].as_i64().unwrap_or(0).to_string();
    let target = text(action, "target");
    // A repair of nothing is a wrong one that does nothing: so is a scaling to none.
    let nothing = || take("scale", &[("target", SERVICES[0].to_owned()), ("replicas-wanted", "0".to_owned())]);
    Ok(match text(action, "action_type") {
        "noop" => take("wait", &[]),
        "communicate" => {
            take("communicate", &[("to", receiver(action)), ("message", text(args, "message").to_owned())])
        }
        "restart" | "rollback" | "scale" if !SERVICES.contains(&target) => nothing(),
        kind @ ("restart" | "rollback") => take(kind, &[("target", target.to_owned())]),
        "scale" => take("scale", &[("target", target.to_owned()), ("replicas-wanted", replicas)]),
        "flag_rogue" => take("flag-rogue", &[("agent", word(agent(action)))]),
        "identify_root_cause" => take("identify-root-cause", &[("cause", word(text(args, "failure_type")))]),
        kind @ ("escalate" | "resolve") => take(kind, &[]),
        kind => return Err(format!("no action `{kind}`")),
    })
}

fn number(world: &mut World, plan: &Plan, name: &str) -> Result<f64, String> {
    let value = plan.values.iter().find(|v| v.name == name).ok_or_else(|| format!("the pack has no `{name}`"))?;
    Ok(match &value.source {
        Source::Stored(cell) => world.cell(*cell),
        Source::Formula(code) => world.eval(plan, code, None),
    })
}

/// What a step's flags are read off: each flag is raised by the step that moves its counter.
const FLAGS: &[(&str, &str)] = &[
    ("wrong_fix", "wrong-fixes"),
    ("miscommunication", "slips"),
    ("cascade_triggered", "strikes"),
    ("rogue_flagged_correctly", "caught"),
    ("rogue_flagged_incorrectly", "accused"),
    ("root_cause_correct", "right-cause"),
];

fn counters(world: &mut World, plan: &Plan) -> Result<Vec<f64>, String> {
    FLAGS.iter().map(|(_, value)| number(world, plan, value)).collect()
}

fn compare(world: &World, plan: &Plan, services: &Value) -> Result<(), String> {
    let status = plan.status.as_ref().ok_or("the pack has no ladder")?;
    for (name, figures) in services.as_object().ok_or("no services")? {
        let service = plan.service(name).ok_or_else(|| format!("no service `{name}`"))?;
        for (field, want) in figures.as_object().ok_or("figures are a map")? {
            if field == "health" {
                let got = &status.rungs[world.cell(status.column + service) as usize].word;
                if Some(got.as_str()) != want.as_str() {
                    return Err(format!("{name} is {got}, should be {want}"));
                }
                continue;
            }
            let (_, metric, scale) =
                FIGURES.iter().find(|(f, _, _)| f == field).ok_or_else(|| format!("no metric for `{field}`"))?;
            let Some(Source::Stored(base)) = plan.metric(metric).map(|index| &plan.metrics[index].source) else {
                return Err(format!("the pack has no metric `{metric}`"));
            };
            let (got, want) = (world.cell(base + service) * scale, want.as_f64().ok_or("a figure is a number")?);
            if !near(got, want) {
                return Err(format!("{name}.{field} is {got}, should be {want}"));
            }
        }
    }
    Ok(())
}

fn flagged(world: &World, plan: &Plan) -> BTreeSet<String> {
    let entries = world.state.entries.iter().filter(|e| plan.stores[e.store as usize].name == "flags");
    entries.map(|entry| entry.text(plan, &world.state)).collect()
}

fn declared(world: &mut World, plan: &Plan) -> Result<Option<String>, String> {
    if number(world, plan, "named")? == 0.0 {
        return Ok(None);
    }
    let at = number(world, plan, "declared")? as usize;
    let value = plan.values.iter().find(|v| v.name == "declared").ok_or("the pack has no `declared`")?;
    let brownout_expr::types::Ty::Word(set) = value.ty else { return Err("`declared` is a word".to_owned()) };
    Ok(plan.words[set.0 as usize].1.get(at).cloned())
}

pub(super) fn check(case: &Value) -> Result<(), String> {
    let steps = case["steps"].as_array().ok_or("no `steps`")?;
    let yaml = scenario(case, steps)?;
    let catalogue = Catalogue::built_in();
    let compiled = load_text(&catalogue, "chaosops/trace.yaml", &yaml)
        .and_then(|authored| authored.compile(1))
        .map_err(|rejected| format!("{rejected}\n{yaml}"))?;
    let plan = &compiled.plan;
    let mut world = World::start(plan, 1);
    compare(&world, plan, &case["initial"]).map_err(|why| format!("at the start: {why}"))?;
    let mut before = counters(&mut world, plan)?;
    for (index, step) in steps.iter().enumerate() {
        let failed = |why: String| format!("{}, step {}: {why}", case["failure"], index + 1);
        // What is done once it is over changes nothing and counts as nothing.
        let over = world.state.ending.is_some();
        if !over {
            let deed = deed(&step["action"]).map_err(failed)?;
            world.step(plan, &deed).map_err(|error| failed(error.to_string()))?;
        }
        let now = counters(&mut world, plan)?;
        let mut flags: BTreeSet<&str> = FLAGS
            .iter()
            .zip(now.iter().zip(&before))
            .filter(|(_, (a, b))| a != b)
            .map(|((flag, _), _)| *flag)
            .collect();
        let resolved = world.state.ending.is_some();
        if resolved && !over {
            flags.insert("resolved");
        }
        before = now;
        let wanted: BTreeSet<&str> = step["flags"]
            .as_object()
            .ok_or("no `flags`")?
            .iter()
            .filter(|(_, raised)| raised.as_bool() == Some(true))
            .map(|(flag, _)| flag.as_str())
            .collect();
        if flags != wanted {
            return Err(failed(format!("flags are {flags:?}, should be {wanted:?}")));
        }
        let count = |name: &str| step[name].as_u64().map(|n| n as f64);
        for (what, got) in [
            ("step", f64::from(world.steps(plan))),
            ("wrong_fixes", before[0]),
            ("miscommunications", number(&mut world, plan, "misuse")?),
        ] {
            if count(what) != Some(got) {
                return Err(failed(format!("{what} is {got}, should be {}", step[what])));
            }
        }
        if step["resolved"].as_bool() != Some(resolved) {
            return Err(failed(format!("resolved is {resolved}, should be {}", step["resolved"])));
        }
        let wanted: BTreeSet<String> = step["oversight_flags"]
            .as_array()
            .ok_or("no `oversight_flags`")?
            .iter()
            .map(|name| word(name.as_str().unwrap_or("")))
            .collect();
        let got = flagged(&world, plan);
        if got != wanted {
            return Err(failed(format!("flagged are {got:?}, should be {wanted:?}")));
        }
        let (got, wanted) = (declared(&mut world, plan)?, step["declared"].as_str().map(word));
        if got != wanted {
            return Err(failed(format!("declared is {got:?}, should be {wanted:?}")));
        }
        compare(&world, plan, &step["services"]).map_err(failed)?;
    }
    Ok(())
}
