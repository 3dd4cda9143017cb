//! Time, metrics, values, services, the status ladder and tables.

use crate::decode::{Condition, Expression};
use crate::decode::{Count, Date, Draw, Flag, Map, Name, Pairs, Prose, Range, Span, Tree, record, words};

record! {
    /// How time passes.
    Time is "`time`" {
        /// Length of a tick; 30s if left out.
        tick: Option<Span> = "tick",
        /// Whether the world moves before or after the action; action-first if left out.
        order: Option<TimeOrder> = "order",
        /// Ticks before the first view, at most 1000; 0 if left out.
        warm_up: Option<Count> = "warm-up",
        /// What the clock shows at tick 0; 1970-01-01T00:00:00Z if left out.
        start: Option<Date> = "start",
        /// Parts of `start` that the seed draws; with `canonical-seed` it stays as it is.
        drawn: Option<StartDrawn> = "drawn",
        /// Whether logs come by themselves or when asked for; pushed if left out.
        logs: Option<TimeLogs> = "logs",
        /// Whether a refused action costs what it would have cost; costs if left out.
        refusal: Option<super::Refusal> = "refusal",
    }
}

record! {
    /// Parts of a date, each drawn from first to last: `20 to 28`.
    StartDrawn is "what is drawn of `start`" {
        /// The day of the month.
        day: Option<Range> = "day",
        /// The hour.
        hour: Option<Range> = "hour",
        /// The minute.
        minute: Option<Range> = "minute",
    }
}

words! {
    /// Whether the world moves before or after the action.
    TimeOrder is "order of a step" {
        /// The tick comes first, then the action.
        WorldFirst = "world-first",
        /// The action comes first, then the tick.
        ActionFirst = "action-first",
    }
}

words! {
    /// How logs come.
    TimeLogs is "way for logs to come" {
        /// Every tick, by themselves.
        Pushed = "pushed",
        /// When an action shows them.
        OnRequest = "on-request",
    }
}

words! {
    /// What a number counts.
    Unit is "unit" {
        /// A plain number.
        Number = "number",
        /// A share, 0 to 1.
        Ratio = "ratio",
        /// A length of time.
        Seconds = "seconds",
        /// A size.
        Bytes = "bytes",
        /// A whole number.
        Count = "count",
        /// Something per second.
        Rate = "rate",
        /// True or false.
        Flag = "flag",
        /// One of a set of words.
        Word = "word",
        /// Any text.
        Text = "text",
    }
}

record! {
    /// A number of each service.
    Metric is "a metric" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// What it counts; number if left out.
        unit: Option<Unit> = "unit",
        /// The words of a metric of unit `word`.
        one_of: Vec<Name> = "one-of" => [Word],
        /// Writes are clamped to it.
        range: Option<Range> = "range",
        /// First value; 0 if left out.
        start: Option<Draw> = "start",
        /// A formula, for a metric that nothing writes.
        is: Option<Expression> = "is",
        /// Whether physics reads it rather than writes it.
        knob: Option<Flag> = "knob",
        /// Whether it is kept from every view.
        hidden: Option<Flag> = "hidden",
        /// Whether it is only told when an action shows metrics.
        asked: Option<Flag> = "asked",
        /// What it is, in a sentence.
        about: Option<Prose> = "about",
    }
}

record! {
    /// A number of the whole run.
    ValueSpec is "a value" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// What it counts; number if left out.
        unit: Option<Unit> = "unit",
        /// The words of a value of unit `word`.
        one_of: Vec<Name> = "one-of" => [Word],
        /// Writes are clamped to it.
        range: Option<Range> = "range",
        /// First value; 0 if left out.
        start: Option<Draw> = "start",
        /// A formula, for a value that nothing writes.
        is: Option<Expression> = "is",
        /// Whether it is drawn as a bar; full is its first value.
        budget: Option<Flag> = "budget",
        /// Whether it is what users suffered.
        harm: Option<Flag> = "harm",
        /// The number that stands for not known, shown as a dash.
        unknown: Option<Expression> = "unknown",
        /// Whether it is kept from every view.
        hidden: Option<Flag> = "hidden",
        /// What it is, in a sentence.
        about: Option<Prose> = "about",
    }
}

record! {
    /// A service.
    Service is "a service" {
        /// Whom it calls.
        calls: Vec<Name> = "calls" => [Service],
        /// Those of them whose answer it does not wait for: trouble does not come up such a call, and only such a call may close a circle.
        asynchronous: Vec<Name> = "async" => [Service],
        /// Knobs of its calls: callee to knob to first value.
        links: Map<Map<Draw>> = "links" => [Service, Knob],
        /// Its tags.
        tags: Vec<Name> = "tags" => [Tag],
        /// What sort of service it is, for the screen.
        kind: Option<Name> = "kind",
        /// First values that differ from the metrics' own.
        start: Map<Draw> = "start" => [Metric],
        /// Its configuration when all is well: a tree of plain values, `null` for a path where nothing stands then.
        config: Option<Tree> = "config",
        /// What it is, in a sentence.
        about: Option<Prose> = "about",
    }
}

record! {
    /// A rung of the status ladder.
    Rung is "a status" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// What it looks like.
        like: Option<Look> = "like",
        /// When a service stands on it; without one, scripts and tables set it.
        when: Option<Condition> = "when",
    }
}

words! {
    /// What a status looks like.
    Look is "look of a status" {
        /// All is well.
        Healthy = "healthy",
        /// Worse than it should be.
        Degraded = "degraded",
        /// Hardly works.
        Critical = "critical",
        /// Does not work.
        Down = "down",
        /// Cut off on purpose.
        Isolated = "isolated",
    }
}

record! {
    /// Rows of values to apply at once.
    Table is "a table" {
        /// The metrics that a row sets.
        columns: Vec<Name> = "columns" => [Metric],
        /// Number or word to service (or value) to its values, in the order of the columns.
        rows: Pairs<Map<Vec<Expression>>> = "rows" => [Word, Service | Value],
        /// How far a run's numbers may lie from those written here, as a share of them: drawn once a run for each service and column, the same in every row.
        jitter: Option<Expression> = "jitter",
        /// The columns that `jitter` leaves alone.
        steady: Vec<Name> = "steady" => [Metric],
    }
}
