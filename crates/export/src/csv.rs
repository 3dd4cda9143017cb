//! Frames as a table (RFC 4180). A row for each service at each tick; a row without a service holds the numbers of the whole
//! run. What a row has nothing for is empty.

use std::fmt::Write as _;

use brownout_run::Game;
use brownout_run::view::{Frame, Unit};

use crate::escape::csv;
use crate::time::rfc3339;

const LINE_END: &str = "\r\n";

pub(crate) fn write(game: &Game) -> String {
    let about = game.about();
    let mut out = String::from("tick,time,service,status");
    // Texts of cells are symbols of the engine: a view does not know them.
    let metrics: Vec<usize> = (0..about.metrics.len()).filter(|&m| about.metrics[m].unit != Unit::Text).collect();
    let values: Vec<usize> = (0..about.values.len()).filter(|&v| about.values[v].unit != Unit::Text).collect();
    for &metric in &metrics {
        // Writing to a text cannot fail.
        let _ = write!(out, ",{}", csv(&about.metrics[metric].name));
    }
    for &value in &values {
        let _ = write!(out, ",run.{}", csv(&about.values[value].name));
    }
    out.push_str(LINE_END);
    for frame in game.frames() {
        let time = rfc3339(about.start_s, i64::try_from(frame.time_us).unwrap_or(i64::MAX));
        let _ = write!(out, "{},{time},,", frame.tick);
        metrics.iter().for_each(|_| out.push(','));
        for &value in &values {
            let number = frame.values.get(value).copied().unwrap_or(0.0);
            let _ = write!(out, ",{}", cell(about.values[value].unit, &[], number));
        }
        out.push_str(LINE_END);
        for (index, service) in about.services.iter().enumerate() {
            let status = status(game, frame, index);
            let _ = write!(out, "{},{time},{},{}", frame.tick, csv(&service.name), csv(status));
            for &metric in &metrics {
                let of = &about.metrics[metric];
                let _ = write!(out, ",{}", cell(of.unit, &of.words, frame.metric(metric, index)));
            }
            values.iter().for_each(|_| out.push(','));
            out.push_str(LINE_END);
        }
    }
    out
}

/// The pack's word for how a service is.
pub(crate) fn status<'a>(game: &'a Game, frame: &Frame, service: usize) -> &'a str {
    let rung = frame.status.get(service).and_then(|&rung| game.about().ladder.get(usize::from(rung)));
    rung.map_or("", |rung| rung.word.as_str())
}

fn cell(unit: Unit, words: &[String], number: f64) -> String {
    match unit {
        Unit::Flag => if number == 0.0 { "false" } else { "true" }.to_owned(),
        Unit::Word => csv(words.get(number as usize).map_or("", String::as_str)),
        // A number is no formula, whatever its sign; nothing has none.
        _ => format!("{}", number + 0.0),
    }
}
