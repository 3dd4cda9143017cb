//! How a run is judged and when it ends.

use crate::decode::{Condition, Count, Deed, Expression, Map, Prose, Range, record};

record! {
    /// What a step and a whole run are worth.
    Score is "the score" {
        /// What each step pays.
        step: Map<StepPart> = "step",
        /// What the whole run is worth.
        grade: Option<Grade> = "grade",
    }
}

record! {
    /// A part of what a step pays: `pay` each step, `once`, or `best` for what is better than the best so far.
    StepPart is "a part of the step score" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// Paid each step.
        pay: Option<Expression> = "pay",
        /// Paid the first time.
        once: Option<Expression> = "once",
        /// Pays what it has risen over its best.
        best: Option<Expression> = "best",
        /// Only if this holds.
        when: Option<Condition> = "when",
    }
}

record! {
    /// What the whole run is worth.
    Grade is "the grade" {
        /// The sum is clamped to it; 0 to 1 if left out.
        range: Option<Range> = "range",
        /// Decimals that it is rounded to.
        digits: Option<Count> = "digits",
        /// Its parts.
        parts: Map<GradePart> = "parts",
        /// What holds it down.
        caps: Map<Cap> = "caps",
    }
}

record! {
    /// A limit of the grade, in force while its condition holds.
    Cap is "a cap of the grade" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// When it is in force.
        when: Condition = "when",
        /// The most that the grade is then.
        most: Expression = "most",
    }
}

record! {
    /// A part of the grade.
    GradePart is "a part of the grade" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// What it can be at most, for the screen.
        most: Option<Expression> = "most",
        /// What it is.
        points: Expression = "points",
    }
}

record! {
    /// When a run is over.
    End is "the end" {
        /// Conditions, one of which ends it.
        when: Vec<Condition> = "when",
        /// The last tick.
        ticks: Option<Expression> = "ticks",
        /// The last step.
        steps: Option<Expression> = "steps",
        /// What a win is; if left out, all faults cured and all conditions met.
        won: Option<Condition> = "won",
    }
}

record! {
    /// A way out that looks right and is none: a play that does not win, and what it may come to at most.
    Trap is "a trap" {
        /// What tempts to it, and why it does not do.
        about: Option<Prose> = "about",
        /// The most that the grade may be behind it.
        at_most: Expression = "at-most",
        /// What else must hold behind it.
        holds: Option<Condition> = "holds",
        /// Its deeds in order.
        deeds: Vec<Deed> = "deeds",
    }
}
