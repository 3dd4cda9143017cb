//! What is said: alerts, logs, noise, facts, and what happens by itself.

use crate::decode::{Condition, Draw, Expression, Flag, Lines, Map, Name, Pairs, Script, Template, record};

record! {
    /// An alert: severities with their conditions, the worst first.
    Alert is "an alert" {
        /// The services that it watches: one, or a tag; every service if left out.
        of: Option<Name> = "of" => [Service | Tag],
        /// When it wakes somebody.
        page: Option<Condition> = "page",
        /// When it is critical.
        critical: Option<Condition> = "critical",
        /// When it warns.
        warning: Option<Condition> = "warning",
        /// When it informs.
        info: Option<Condition> = "info",
        /// What it says.
        text: Template = "text",
    }
}

record! {
    /// Lines that are logged together.
    LogGroup is "a log" {
        /// When it speaks for a service; always if left out.
        when: Option<Condition> = "when",
        /// Its lines.
        lines: Option<Lines> = "lines",
        /// What chooses the row.
        key: Option<Expression> = "key",
        /// Number or word to the lines of that row.
        rows: Pairs<Lines> = "rows" => [Word],
        /// How many ticks lie between.
        every: Option<Draw> = "every",
        /// Only so many of its lines speak, drawn each time without putting back.
        pick: Option<Expression> = "pick",
        /// Whether a line that was drawn is put back, so that it may speak twice; known before the run.
        again: Option<Condition> = "again",
        /// A log whose lines are mixed in between, in an order that is drawn.
        mix: Option<Name> = "mix" => [Log],
        /// Whether its lines come behind those of a log that it is mixed into, rather than in between; known before the run.
        behind: Option<Condition> = "behind",
        /// Whether it only speaks when somebody asks.
        asked: Option<Flag> = "asked",
    }
}

record! {
    /// Lines that mean nothing.
    Noise is "the noise" {
        /// Lines of a batch in all; 10 if left out.
        batch: Option<Expression> = "batch",
        /// Share of noise in a batch; 100% if left out.
        share: Option<Expression> = "share",
        /// Lines in all when somebody asks; as many as `batch` if left out.
        asked_batch: Option<Expression> = "asked-batch",
        /// Share of noise when somebody asks; `share` if left out.
        asked_share: Option<Expression> = "asked-share",
        /// Service to its lines.
        lines: Map<Lines> = "lines" => [Service],
    }
}

record! {
    /// What looking shows.
    Fact is "a fact" {
        /// When it is shown; always if left out.
        when: Option<Condition> = "when",
        /// What is shown.
        text: Template = "text",
        /// The faults that it reveals.
        reveals: Vec<Name> = "reveals" => [Fault],
        /// Ticks until the answer comes; whoever asked sees it then.
        after: Option<Expression> = "after",
        /// Whether it is told only once to each actor; afterwards the next fact that holds is.
        once: Option<Flag> = "once",
        /// How likely the answer is this one.
        chance: Option<Expression> = "chance",
        /// What is shown instead.
        otherwise: Option<Template> = "else",
    }
}

record! {
    /// Something that happens by itself.
    TimelineItem is "a timeline entry" {
        /// The tick that it happens at; 0 is before the first view, and before any fault begins.
        at: Option<Expression> = "at",
        /// How many ticks lie between, if it happens again and again.
        every: Option<Draw> = "every",
        /// Only if this holds.
        when: Option<Condition> = "when",
        /// What happens.
        script: Script = "do",
    }
}
