//! Metrics as OpenMetrics text, with the timestamps of simulated time: what `promtool tsdb create-blocks-from openmetrics`
//! takes. Names end in their unit, as the standard wants it; words become state sets.

use std::fmt::Write as _;

use brownout_run::Game;
use brownout_run::view::{Frame, Severity, Unit};

use crate::escape::openmetrics as escaped;
use crate::time::seconds;

/// What all names begin with.
const PREFIX: &str = "brownout";

struct Writer<'a> {
    game: &'a Game,
    out: String,
    /// Names that are taken.
    names: Vec<String>,
    /// Timestamps of the frames.
    times: Vec<String>,
    /// Labels that tell one run from another.
    labels: String,
}

pub(crate) fn write(game: &Game) -> String {
    let about = game.about();
    let time = |frame: &Frame| seconds(about.start_s, i64::try_from(frame.time_us).unwrap_or(i64::MAX));
    let times = game.frames().iter().map(time).collect();
    let labels = format!("scenario=\"{}\",seed=\"{}\"", escaped(&about.id), game.seed());
    let mut writer = Writer { game, out: String::new(), names: Vec::new(), times, labels };
    writer.info();
    writer.status();
    for (metric, of) in about.metrics.iter().enumerate() {
        let help = if of.about.is_empty() { &of.label } else { &of.about };
        let read = move |frame: &Frame, service: usize| frame.metric(metric, service);
        match of.unit {
            Unit::Text => {}
            Unit::Word => writer.states(&format!("service_{}", of.name), help, &of.words, &read),
            unit => writer.services(&of.name, help, unit, &read),
        }
    }
    for (index, of) in about.values.iter().enumerate() {
        let help = if of.about.is_empty() { &of.label } else { &of.about };
        if !matches!(of.unit, Unit::Text | Unit::Word) {
            let name = writer.family(&format!("run_{}", of.name), "gauge", unit_name(of.unit), help);
            writer.rows(&name, "", &|frame| frame.values.get(index).copied().unwrap_or(0.0));
        }
    }
    writer.alerts();
    writer.out.push_str("# EOF\n");
    writer.out
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Ratio => "ratio",
        Unit::Seconds => "seconds",
        Unit::Bytes => "bytes",
        Unit::Number | Unit::Count | Unit::Rate | Unit::Flag | Unit::Word | Unit::Text => "",
    }
}

/// A name of a metric or label: letters, digits and underscores.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

impl Writer<'_> {
    /// The head of a family. Gives its name, which no other has.
    fn family(&mut self, name: &str, kind: &str, unit: &str, help: &str) -> String {
        let stem = format!("{PREFIX}_{}", plain(name));
        let stem = stem.strip_suffix(unit).map_or(stem.as_str(), |stem| stem.trim_end_matches('_')).to_owned();
        let ending = if unit.is_empty() { String::new() } else { format!("_{unit}") };
        let mut name = format!("{stem}{ending}");
        let mut number = 2;
        while self.names.contains(&name) {
            name = format!("{stem}_{number}{ending}");
            number += 1;
        }
        self.names.push(name.clone());
        if kind == "info" {
            // Samples of this kind of family have a name of their own, which no other family may have.
            self.names.push(format!("{name}_info"));
        }
        // Writing to a text cannot fail.
        let _ = writeln!(self.out, "# TYPE {name} {kind}");
        if !unit.is_empty() {
            let _ = writeln!(self.out, "# UNIT {name} {unit}");
        }
        if !help.is_empty() {
            let _ = writeln!(self.out, "# HELP {name} {}", escaped(help));
        }
        name
    }

    fn info(&mut self) {
        let name = self.family("run", "info", "", "What was played.");
        let title = escaped(&self.game.about().title);
        let (labels, digest) = (&self.labels, self.game.digest_text());
        let _ = writeln!(self.out, "{name}_info{{{labels},title=\"{title}\",digest=\"{digest}\"}} 1");
    }

    fn status(&mut self) {
        let words: Vec<String> = self.game.about().ladder.iter().map(|rung| rung.word.clone()).collect();
        let read = |frame: &Frame, service: usize| f64::from(frame.status.get(service).copied().unwrap_or(0));
        self.states("service_status", "How the service is, in the words of its pack.", &words, &read);
    }

    /// One number of every service.
    fn services(&mut self, name: &str, help: &str, unit: Unit, read: &dyn Fn(&Frame, usize) -> f64) {
        let name = self.family(&format!("service_{name}"), "gauge", unit_name(unit), help);
        for (index, service) in self.game.about().services.iter().enumerate() {
            let label = format!(",service=\"{}\"", escaped(&service.name));
            self.rows(&name, &label, &|frame| read(frame, index));
        }
    }

    /// One of several words, for every service.
    fn states(&mut self, name: &str, help: &str, words: &[String], read: &dyn Fn(&Frame, usize) -> f64) {
        let name = self.family(name, "stateset", "", help);
        for (index, service) in self.game.about().services.iter().enumerate() {
            for (frame, time) in self.game.frames().iter().zip(&self.times) {
                let now = read(frame, index);
                for (state, word) in words.iter().enumerate() {
                    let (labels, service, word) = (&self.labels, escaped(&service.name), escaped(word));
                    let is = u8::from(state as f64 == now);
                    let _ =
                        writeln!(self.out, "{name}{{{labels},service=\"{service}\",{name}=\"{word}\"}} {is} {time}");
                }
            }
        }
    }

    fn alerts(&mut self) {
        let name = self.family("alerts_firing", "gauge", "", "Alerts that fire, by how loud they are.");
        for (severity, word) in [(Severity::Warning, "warning"), (Severity::Page, "page")] {
            let label = format!(",severity=\"{word}\"");
            let count = |frame: &Frame| frame.alerts.iter().filter(|alert| alert.severity == severity).count() as f64;
            self.rows(&name, &label, &count);
        }
    }

    /// A sample for each frame.
    fn rows(&mut self, name: &str, label: &str, read: &dyn Fn(&Frame) -> f64) {
        for (frame, time) in self.game.frames().iter().zip(&self.times) {
            let _ = writeln!(self.out, "{name}{{{}{label}}} {} {time}", self.labels, read(frame) + 0.0);
        }
    }
}
