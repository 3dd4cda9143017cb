//! What is said at a tick: log groups that speak by themselves, noise around them, and logs that are asked for.

use brownout_expr::eval::Regs;

use crate::host::Host;
use crate::learnt::Told;
use crate::plan::{LogGroup, LogRows, Noise, Plan};
use crate::render;
use crate::rng::{Purpose, Stream, stream_id};
use crate::telemetry::as_of_words;
use crate::world::World;

/// A line that is about to be spoken: template and the service that its group speaks for.
type Due = (u32, Option<u32>);

impl World {
    /// The signals step of a tick.
    pub(crate) fn signals(&mut self, plan: &Plan) {
        if plan.time.logs_pushed {
            let mut host = Host::new(plan, &mut self.state);
            host.arrivals(&mut self.cells);
            host.state.pushing = true;
            let mut due = Vec::new();
            for (index, group) in (0u32..).zip(&plan.logs) {
                if !group.asked {
                    host.gather(&mut self.cells, index, group, None, &mut due);
                }
            }
            host.speak_batch(&mut self.cells, &due, None);
            host.state.pushing = false;
        } else {
            Host::new(plan, &mut self.state).arrivals(&mut self.cells);
        }
        Host::new(plan, &mut self.state).answers(&mut self.cells);
        if plan.alerts_in_tick {
            self.update_alerts(plan);
        }
    }
}

impl Host<'_> {
    /// The tick, as a whole number.
    pub(crate) fn now(&self, cells: &[f64]) -> u32 {
        self.tick(cells) as u32
    }

    /// Collects the lines of a group: for every service for which it speaks, or for `only`.
    fn gather(
        &mut self,
        cells: &mut [f64],
        index: u32,
        group: &LogGroup,
        only: Option<u32>,
        due: &mut Vec<Due>,
    ) -> bool {
        let plan = self.plan;
        if group.every > 1 && !self.tick_then(cells).is_multiple_of(group.every) {
            return false;
        }
        let before = due.len();
        if !group.per_service {
            if self.read_then(cells, &group.when, Regs::default()) != 0.0 {
                self.group_lines(cells, group, None, due);
                if let Some(only) = only {
                    // Lines without a service of their own speak for nobody in particular.
                    let kept: Vec<Due> = due
                        .drain(before..)
                        .filter(|&(line, _)| {
                            plan.lines
                                .get(line as usize)
                                .is_some_and(|l| l.service.is_none() || l.service == Some(only))
                        })
                        .collect();
                    due.extend(kept);
                }
            }
        } else {
            let services = match only {
                Some(service) => service..service + 1,
                None => 0..plan.services.len() as u32,
            };
            for service in services {
                if self.read_then(cells, &group.when, Regs::service(service)) != 0.0 {
                    self.group_lines(cells, group, Some(service), due);
                }
            }
        }
        let spoke = due.len() > before;
        if spoke && plan.log_telemetry.is_none() {
            let tick = f64::from(self.now(cells));
            for (log, event) in &plan.watched_logs {
                if *log == index {
                    World::happen(cells, event, 0, tick);
                }
            }
        }
        spoke
    }

    fn group_lines(&mut self, cells: &mut [f64], group: &LogGroup, service: Option<u32>, due: &mut Vec<Due>) {
        if group.pick.is_none() && group.mix.is_none() {
            return self.own_lines(cells, group, service, due);
        }
        let plan = self.plan;
        let mut lines = self.picked_lines(cells, group, service);
        if let Some(other) = group.mix.and_then(|other| plan.logs.get(other as usize)) {
            let mut mixed = self.picked_lines(cells, other, service);
            if other.behind {
                lines.append(&mut mixed);
            }
            self.drawing(cells, group, |stream| {
                for line in mixed {
                    lines.insert(stream.below(lines.len() as u32 + 1) as usize, line);
                }
            });
        }
        due.append(&mut lines);
    }

    /// The lines of a group that has `pick`: as many as it says, in their own order.
    fn picked_lines(&mut self, cells: &mut [f64], group: &LogGroup, service: Option<u32>) -> Vec<Due> {
        let mut lines = Vec::new();
        self.own_lines(cells, group, service, &mut lines);
        if let Some(pick) = group.pick {
            self.drawing(cells, group, |stream| {
                if group.again {
                    let of = std::mem::take(&mut lines);
                    let drawn = (0..pick).map(|_| stream.below(of.len() as u32) as usize);
                    lines.extend(drawn.filter_map(|at| of.get(at)));
                }
                while lines.len() > pick as usize {
                    lines.remove(stream.below(lines.len() as u32) as usize);
                }
            });
        }
        lines
    }

    /// Draws from a group's own stream.
    fn drawing(&mut self, cells: &mut [f64], group: &LogGroup, work: impl FnOnce(&mut Stream)) {
        let drawn = cells.get(group.stream_cell as usize).copied().unwrap_or(0.0) as u64;
        let mut stream = Stream::new(self.state.seed, stream_id(Purpose::Noise, &group.name), drawn);
        work(&mut stream);
        if let Some(cell) = cells.get_mut(group.stream_cell as usize) {
            *cell = stream.drawn() as f64;
        }
    }

    fn own_lines(&mut self, cells: &mut [f64], group: &LogGroup, service: Option<u32>, due: &mut Vec<Due>) {
        let first = due.len();
        self.rows_and_lines(cells, group, service, due);
        if self.plan.masked.is_some() {
            let said = due.split_off(first);
            let open =
                |(line, _): &Due| self.plan.lines.get(*line as usize).is_none_or(|l| !self.withheld(cells, &l.reveals));
            due.extend(said.into_iter().filter(open));
        }
    }

    fn rows_and_lines(&mut self, cells: &mut [f64], group: &LogGroup, service: Option<u32>, due: &mut Vec<Due>) {
        due.extend(group.lines.iter().map(|&line| (line, service)));
        let Some(LogRows { key, rows, by_number }) = &group.rows else { return };
        let key = self.read_then(cells, key, Regs::service(service.unwrap_or(0)));
        let row =
            if *by_number { rows.iter().rev().find(|(k, _)| *k <= key) } else { rows.iter().find(|(k, _)| *k == key) };
        if let Some((_, lines)) = row {
            due.extend(lines.iter().map(|&line| (line, service)));
        }
    }

    /// Speaks lines a second apart, with noise between them if the scenario has noise. `only`: they were asked for.
    fn speak_batch(&mut self, cells: &mut [f64], due: &[Due], only: Option<u32>) {
        let tick = self.tick_then(cells);
        let plan = self.plan;
        let Some(noise) = &plan.noise else {
            for (offset, &(line, service)) in (0i64..).zip(due) {
                self.speak(cells, line, service, offset * 1_000_000, tick);
            }
            return;
        };
        let (batch, share) = match only {
            None => (noise.batch, noise.share),
            Some(_) => (noise.asked_batch, noise.asked_share),
        };
        let wanted = brownout_expr::num::round(f64::from(batch) * (1.0 - share), 0);
        let real = if due.is_empty() { 0 } else { due.len().max(wanted as usize) };
        let fill = (batch as usize).saturating_sub(real);
        let drawn = cells.get(noise.stream_cell as usize).copied().unwrap_or(0.0) as u64;
        let mut stream = Stream::new(self.state.seed, stream_id(Purpose::Noise, ""), drawn);
        let (mut spoken, mut noisy) = (0, 0);
        for slot in 0..real + fill {
            // Each place is noise with the share of noise still to come: real lines keep their order.
            let left = (real + fill - slot) as u32;
            let is_noise = (stream.below(left) as usize) < fill - noisy;
            let offset = slot as i64 * 1_000_000;
            if is_noise {
                noisy += 1;
                if let Some((line, service)) = pick_noise(noise, only, &mut stream) {
                    self.speak(cells, line, Some(service), offset, tick);
                }
            } else if let Some(&(line, service)) = due.get(spoken % due.len().max(1)) {
                spoken += 1;
                self.speak(cells, line, service, offset, tick);
            }
        }
        if let Some(cell) = cells.get_mut(noise.stream_cell as usize) {
            *cell = stream.drawn() as f64;
        }
    }

    /// `emit`: the lines of a group, now.
    pub(crate) fn speak_group(&mut self, cells: &mut [f64], index: u32, regs: Regs) {
        let plan = self.plan;
        let Some(group) = plan.logs.get(index as usize) else { return };
        let mut due = Vec::new();
        self.group_lines(cells, group, group.per_service.then_some(regs.service), &mut due);
        let tick = self.now(cells);
        let before = std::mem::replace(&mut self.state.pushing, true);
        for (offset, &(line, service)) in (0i64..).zip(&due) {
            self.speak(cells, line, service, offset * 1_000_000, tick);
        }
        self.state.pushing = before;
        for (log, event) in &plan.watched_logs {
            if *log == index && plan.log_telemetry.is_none() {
                World::happen(cells, event, 0, f64::from(tick));
            }
        }
    }

    /// `show logs`: the first group that speaks for the current service; where logs are pushed, every group that is
    /// for the asking, with noise of that service.
    pub(crate) fn show_logs(&mut self, cells: &mut [f64], regs: Regs) {
        let plan = self.plan;
        let only = regs.service;
        let behind = self.behind(cells, only);
        let behind = self.as_of(behind);
        let mut due = Vec::new();
        for (index, group) in (0u32..).zip(&plan.logs) {
            if plan.time.logs_pushed && !group.asked {
                continue;
            }
            let spoke = self.gather(cells, index, group, Some(only), &mut due);
            if spoke && !plan.time.logs_pushed {
                break;
            }
        }
        let due: Vec<Due> = due.into_iter().map(|(line, service)| (line, service.or(Some(only)))).collect();
        let before = self.state.lines.len();
        if plan.time.logs_pushed {
            self.speak_batch(cells, &due, Some(only));
        } else {
            let tick = self.tick_then(cells);
            for (offset, &(line, service)) in (0i64..).zip(&due) {
                self.speak(cells, line, service, offset * 1_000_000, tick);
            }
        }
        self.back_to_now();
        let count = self.state.lines.len() - before;
        for index in before..self.state.lines.len() {
            self.learn_line(cells, index);
        }
        let name = plan.services.get(only as usize).map_or("", |s| s.name.as_str());
        let said = match count {
            0 => format!("{name} has nothing to say"),
            1 => format!("1 line of {name}"),
            _ => format!("{count} lines of {name}"),
        };
        self.state.shown.push(format!("{said}{}.", as_of_words(behind)));
    }
}

impl Host<'_> {
    /// A line that was asked for is evidence.
    fn learn_line(&mut self, cells: &mut [f64], index: usize) {
        let plan = self.plan;
        let Some(spoken) = self.state.lines.get(index).copied() else { return };
        let Some(line) = plan.lines.get(spoken.line as usize) else { return };
        let told = Told::Line(spoken.line, spoken.service.unwrap_or(u32::MAX));
        // Text is only made for what is new.
        if self.question(cells).is_none_or(|question| self.knows(told, question.actor)) {
            return;
        }
        let state = &self.state;
        let numbers = state.numbers.get(spoken.numbers.0 as usize..spoken.numbers.1 as usize).unwrap_or(&[]);
        let text = render::text(plan, &state.texts, &line.text, numbers);
        self.learn(cells, told, &text);
    }
}

fn pick_noise(noise: &Noise, only: Option<u32>, stream: &mut Stream) -> Option<(u32, u32)> {
    let service = match only {
        Some(service) => service,
        None => stream.below(noise.lines.len() as u32),
    };
    let lines = noise.lines.get(service as usize)?;
    if lines.is_empty() {
        return None;
    }
    let line = *lines.get(stream.below(lines.len() as u32) as usize)?;
    Some((line, service))
}
