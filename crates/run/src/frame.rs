//! From a world to a frame: what the actor may see at one tick.

use brownout_sim::plan::{Plan, Source};
use brownout_sim::render;
use brownout_sim::world::World;

use crate::about::{severity, shown_metrics};
use crate::view::{AlertNow, Frame, Level, LineNow};

/// The level of a line.
pub(crate) fn level(code: u8) -> Level {
    match code {
        0 => Level::Debug,
        1 => Level::Info,
        2 => Level::Warn,
        3 => Level::Error,
        _ => Level::Fatal,
    }
}

/// The number of a value of the run.
pub(crate) fn value(world: &mut World, plan: &Plan, index: usize) -> f64 {
    match plan.values.get(index).map(|v| &v.source) {
        Some(Source::Stored(cell)) => world.cell(*cell),
        Some(Source::Formula(code)) => world.eval(plan, code, None),
        None => 0.0,
    }
}

/// A rung as views count it, from the worst on, where the world counts from the best. The compiler sees to it that a ladder
/// has no more rungs than fit (`RUNGS_MAX`).
fn from_worst(rungs: usize, rung: f64) -> u8 {
    u8::try_from(rungs.saturating_sub(1).saturating_sub(rung as usize)).unwrap_or(u8::MAX)
}

/// The frame of now; `seen` lines were in frames before.
pub(crate) fn frame(world: &mut World, plan: &Plan, seen: usize) -> Frame {
    // Where the scenario asks about alerts they are part of the world, and the tick has seen to them.
    if !plan.alerts_in_tick {
        world.update_alerts(plan);
    }
    let services = plan.services.len() as u32;
    let tick = world.tick_now(plan);
    let status = (0..services)
        .map(|service| match &plan.status {
            Some(status) => from_worst(status.rungs.len(), world.cell(status.column + service)),
            None => 0,
        })
        .collect();
    let mut metrics = Vec::with_capacity(shown_metrics(plan).count() * services as usize);
    for (_, metric) in shown_metrics(plan) {
        match &metric.source {
            Source::Stored(base) => metrics.extend((0..services).map(|service| world.cell(base + service))),
            Source::Formula(code) => {
                metrics.extend((0..services).map(|service| world.eval(plan, code, Some(service))));
            }
        }
    }
    let shown = plan.values.iter().enumerate().filter(|(_, v)| !v.hidden);
    let values = shown.map(|(index, _)| value(world, plan, index)).collect();
    let alerts = world
        .firing(plan)
        .into_iter()
        .map(|firing| AlertNow {
            key: firing.slot,
            text: world.alert_text(plan, &firing),
            service: firing.service,
            severity: severity(firing.severity),
            since: firing.since,
        })
        .collect();
    Frame {
        tick,
        time_us: u64::from(tick).saturating_mul(plan.time.tick_us),
        status,
        metrics,
        values,
        alerts,
        lines: lines(world, plan, seen),
    }
}

/// Lines that were spoken since, in order of time.
pub(crate) fn lines(world: &World, plan: &Plan, seen: usize) -> Vec<LineNow> {
    let mut lines: Vec<LineNow> = Vec::new();
    for (id, spoken) in world.state.lines.iter().enumerate().skip(seen) {
        let Some(line) = plan.lines.get(spoken.line as usize) else { continue };
        let numbers = world.state.numbers.get(spoken.numbers.0 as usize..spoken.numbers.1 as usize).unwrap_or(&[]);
        lines.push(LineNow {
            id: id as u32,
            time_us: spoken.time_us,
            level: level(line.level),
            service: spoken.service,
            text: render::text(plan, &world.state.texts, &line.text, numbers),
            late: spoken.late,
        });
    }
    brownout_sort::by_key(&mut lines, |line| (line.time_us, line.id));
    lines
}

#[cfg(test)]
mod tests {
    use super::from_worst;

    #[test]
    fn rungs_are_counted_from_the_worst() {
        for (rungs, rung, want) in [
            (3, 2.0, 0),
            (3, 0.0, 2),
            (1, 0.0, 0),
            (0, 0.0, 0),
            (3, 9.0, 0),
            (256, 0.0, 255),
            (257, 0.0, 255),
            (300, 299.0, 0),
        ] {
            assert_eq!(from_worst(rungs, rung), want, "{rung} of {rungs}");
        }
    }
}
