//! A run in the formats of other tools. Pure writers: a game in, a text out. Knows no file, no clock and no browser, and no
//! more of a run than a view shows; what was true all along is only in the post-mortem, of a run that is over.

mod csv;
mod escape;
mod json;
mod jsonl;
mod markdown;
mod openmetrics;
mod otlp;
mod svg;
mod time;

use brownout_layout::LayoutError;
use brownout_run::Game;
use brownout_run::link::Link;

pub use json::{FILE_MAX, ImportError, import, write as run_file};

/// A run to be written.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// The run.
    pub game: &'a Game,
    /// The same as a value: scenario, seed, log, and where one looks.
    pub link: &'a Link,
}

/// What a run can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The run itself; `import` reads it.
    Json,
    /// Every number of every service at every tick, as a table.
    Csv,
    /// A frame a line: numbers, alerts, log lines.
    Jsonl,
    /// Metrics with timestamps, for Prometheus and its like.
    OpenMetrics,
    /// The actions as a trace, in OTLP's JSON.
    OtlpTraces,
    /// The log lines, in OTLP's JSON.
    OtlpLogs,
    /// The post-mortem.
    Markdown,
    /// The graph at the tick that is looked at.
    Svg,
}

/// Why a run cannot be written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ExportError {
    /// There is no post-mortem before the end.
    #[error("The run is not over: there is a post-mortem once it is.")]
    NotOver,
    /// The graph cannot be laid out.
    #[error("{0}")]
    Layout(LayoutError),
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 8] = [
        Format::Json,
        Format::Csv,
        Format::Jsonl,
        Format::OpenMetrics,
        Format::OtlpTraces,
        Format::OtlpLogs,
        Format::Markdown,
        Format::Svg,
    ];

    /// Its name, for command lines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::OpenMetrics => "openmetrics",
            Format::OtlpTraces => "otlp-traces",
            Format::OtlpLogs => "otlp-logs",
            Format::Markdown => "markdown",
            Format::Svg => "svg",
        }
    }

    /// The format of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What it is, for a button.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Format::Json => "Run (JSON)",
            Format::Csv => "Frames (CSV)",
            Format::Jsonl => "Frames (JSON Lines)",
            Format::OpenMetrics => "Metrics (OpenMetrics)",
            Format::OtlpTraces => "Actions as a trace (OTLP/JSON)",
            Format::OtlpLogs => "Log lines (OTLP/JSON)",
            Format::Markdown => "Post-mortem (Markdown)",
            Format::Svg => "Graph (SVG)",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Json | Format::OtlpTraces | Format::OtlpLogs => "application/json",
            Format::Csv => "text/csv;charset=utf-8",
            Format::Jsonl => "application/jsonl",
            Format::OpenMetrics => "application/openmetrics-text;version=1.0.0;charset=utf-8",
            Format::Markdown => "text/markdown;charset=utf-8",
            Format::Svg => "image/svg+xml",
        }
    }

    /// What a file of it is called: scenario and seed, and an ending that tells formats apart.
    #[must_use]
    pub fn file_name(self, game: &Game) -> String {
        let ending = match self {
            Format::Json => "run.json",
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::OpenMetrics => "metrics.txt",
            Format::OtlpTraces => "traces.json",
            Format::OtlpLogs => "logs.json",
            Format::Markdown => "md",
            Format::Svg => "svg",
        };
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
        let id: String = game.about().id.chars().map(plain).collect();
        format!("{id}-{}.{ending}", game.seed())
    }
}

/// Writes a run.
///
/// # Errors
/// A post-mortem of a run that is not over; a graph that is too large. Nothing else: a run that no link can hold is written
/// too, with a sentence where its link would stand.
pub fn export(format: Format, run: Run<'_>) -> Result<String, ExportError> {
    Ok(match format {
        Format::Json => json::write(run),
        Format::Csv => csv::write(run.game),
        Format::Jsonl => jsonl::write(run.game),
        Format::OpenMetrics => openmetrics::write(run.game),
        Format::OtlpTraces => otlp::traces(run.game),
        Format::OtlpLogs => otlp::logs(run.game),
        Format::Markdown => markdown::write(run)?,
        Format::Svg => svg::write(run)?,
    })
}
