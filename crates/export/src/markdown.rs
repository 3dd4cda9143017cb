//! The debrief as a post-mortem in Markdown, in the order in which such documents are read: what happened, what it cost, what
//! was wrong, what was done, what would have been better. There is one once the run is over.

use std::fmt::Write as _;

use brownout_run::debrief::{Debrief, FaultStory, OtherRun, StepStory};
use brownout_run::said;
use brownout_run::view::{About, StepNow};

use crate::escape::markdown as text;
use crate::time::rfc3339;
use crate::{ExportError, Run};

struct Writer<'a> {
    about: &'a About,
    debrief: &'a Debrief,
    out: String,
}

pub(crate) fn write(run: Run<'_>) -> Result<String, ExportError> {
    let debrief = run.game.debrief().ok_or(ExportError::NotOver)?;
    let mut writer = Writer { about: run.game.about(), debrief: &debrief, out: String::new() };
    writer.line(&format!("# Post-mortem: {}", text(&writer.about.title)));
    writer.summary(run);
    writer.causes();
    writer.timeline();
    writer.score();
    writer.others();
    writer.line("## Play it again");
    match run.link.encode() {
        Ok(link) => {
            writer.line("After `#/run/` in the address of the page, or with `brownout replay`:");
            writer.line(&format!("`{link}`"));
        }
        Err(_) => writer.line("This run is longer than a link holds: it goes as a file, which \"Run (JSON)\" writes."),
    }
    Ok(writer.out)
}

impl Writer<'_> {
    /// A block of its own.
    fn line(&mut self, line: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn time(&self, tick: u32) -> String {
        let micros = i64::try_from(u64::from(tick).saturating_mul(self.about.tick_us)).unwrap_or(i64::MAX);
        rfc3339(self.about.start_s, micros)
    }

    fn service(&self, index: u32) -> String {
        text(self.about.services.get(index as usize).map_or("", |service| service.name.as_str()))
    }

    fn summary(&mut self, run: Run<'_>) {
        let Debrief { won, ended, .. } = self.debrief;
        let first = run.game.frames().first().map_or(0, |frame| frame.tick);
        let last = run.game.head().tick;
        let mut rows = vec![
            ("Scenario", text(&self.about.id)),
            ("Seed", run.game.seed().to_string()),
            ("Began", text(&self.time(first))),
            ("Ended", text(&self.time(last))),
            ("Outcome", format!("{}. {}", if *won { "Won" } else { "Not won" }, text(ended))),
            ("Digest", self.debrief.digest.clone()),
        ];
        if let (Some(harm), Some(value)) = (self.debrief.harm.last(), self.about.values.iter().find(|value| value.harm))
        {
            rows.insert(5, ("Harm", format!("{}: {}", text(&value.label), number(*harm))));
        }
        let about = text(&self.about.about);
        if !about.is_empty() {
            self.line(&about);
        }
        self.line("## Summary");
        self.line("| | |\n|---|---|");
        for (name, value) in rows {
            let _ = writeln!(self.out, "| {name} | {value} |");
        }
    }

    fn causes(&mut self) {
        self.line("## What was wrong");
        if self.debrief.faults.is_empty() {
            self.line("Nothing.");
        }
        for fault in &self.debrief.faults {
            self.cause(fault);
        }
    }

    fn cause(&mut self, fault: &FaultStory) {
        let label = text(&said::sentence(self.about, &fault.label));
        match said::place(self.about, fault.service, &fault.label) {
            Some(place) => self.line(&format!("### {}: {}", text(place), label)),
            None => self.line(&format!("### {label}")),
        }
        if !fault.because.is_empty() {
            self.line(&text(&fault.because));
        }
        let when = |tick: Option<u32>, never: &str| tick.map_or(never.to_owned(), |tick| format!("tick {tick}"));
        self.line(&format!("- Began: {}", when(fault.started, "never")));
        let _ = writeln!(self.out, "- Contained: {}", when(fault.contained, "never"));
        let _ = writeln!(self.out, "- Cured: {}", when(fault.cured, "never"));
        if let Some((tick, _, said)) = &fault.revealed {
            let _ = writeln!(self.out, "- First told by: {} (tick {tick})", text(said));
        }
        // Each of them is enough.
        if !fault.cures.is_empty() {
            let _ = writeln!(self.out, "- What cures it: {}", text(&fault.cures.join("; or ")));
        }
        let reached: Vec<String> =
            fault.reached.iter().map(|&(service, tick)| format!("{} (tick {tick})", self.service(service))).collect();
        if !reached.is_empty() {
            let _ = writeln!(self.out, "- Reached: {}", reached.join(", "));
        }
    }

    fn timeline(&mut self) {
        self.line("## What was done");
        let steps: Vec<&StepStory> =
            self.debrief.steps.iter().filter(|story| !self.about.is_wait(&story.step)).collect();
        if steps.is_empty() {
            self.line("Nothing: time passed.");
            return;
        }
        self.line("| Time | Tick | Action | Result |\n|---|---|---|---|");
        for story in steps {
            let (step, time) = (&story.step, text(&self.time(story.step.tick)));
            let mut results = Vec::new();
            if let Some(why) = &step.refused {
                results.push(format!("Refused: {}", text(why)));
            }
            if story.wrong {
                results.push("A wrong intervention".to_owned());
            }
            let faults = story.cured.iter().filter_map(|&fault| self.debrief.faults.get(fault as usize));
            results.extend(faults.map(|fault| format!("Cured: {}", text(&fault.label))));
            let (deed, results) = (self.deed(step), results.join("; "));
            let _ = writeln!(self.out, "| {time} | {} | {deed} | {results} |", step.tick);
        }
    }

    fn deed(&self, step: &StepNow) -> String {
        let Some(action) = self.about.actions.get(step.action as usize) else { return String::new() };
        let args = said::of(action, &step.args, None);
        let args: Vec<String> = args.iter().map(|(label, value)| text(&format!("{label} {value}"))).collect();
        if args.is_empty() { text(&action.label) } else { format!("{}: {}", text(&action.label), args.join(", ")) }
    }

    fn score(&mut self) {
        let Debrief { score, range, parts, capped, .. } = self.debrief;
        self.line(&format!("## Score: {} of {}", points(*score), points(range.1)));
        self.line("| Part | Points | Of |\n|---|---|---|");
        for part in parts {
            let most = if part.most == 0.0 { String::new() } else { points(part.most) };
            let _ = writeln!(self.out, "| {} | {} | {most} |", text(&part.label), points(part.points));
        }
        if let Some(cap) = capped {
            self.line(&format!("Capped: {}", text(cap)));
        }
    }

    fn others(&mut self) {
        self.line("## What else could have been");
        self.line("| | Score | Won |\n|---|---|---|");
        let row = |name: &str, score: f64, won: bool| {
            format!("| {name} | {} | {} |\n", points(score), if won { "yes" } else { "no" })
        };
        let mut rows = row("This run", self.debrief.score, self.debrief.won);
        let others = [("Best known play", &self.debrief.expert), ("Doing nothing", &self.debrief.idle)];
        for (name, other) in others {
            if let Some(OtherRun { score, won, .. }) = other {
                rows.push_str(&row(name, *score, *won));
            }
        }
        self.out.push_str(&rows);
        let best = self
            .debrief
            .expert
            .iter()
            .flat_map(|expert| &expert.steps)
            .map(|story| &story.step)
            .filter(|step| !self.about.is_wait(step));
        let best: Vec<String> = best.map(|step| format!("- Tick {}: {}", step.tick, self.deed(step))).collect();
        if !best.is_empty() {
            self.line("The best known play:");
            self.line(&best.join("\n"));
        }
    }
}

/// A number of points, with two decimals as on the page; the file of the run has all.
fn points(x: f64) -> String {
    let fixed = format!("{x:.2}");
    if fixed == "-0.00" { "0.00".to_owned() } else { fixed }
}

/// Four decimals at most, and no sign before nothing.
fn number(x: f64) -> String {
    let fixed = format!("{x:.4}");
    let short = fixed.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
