//! What may be done.

use super::Unit;
use crate::decode::{Condition, Expression, Flag, Map, Name, Pairs, Prose, Range, Script, Template, record, words};

record! {
    /// What actions and their groups have in common.
    ActionBody is "an action" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// What it does, in a sentence.
        about: Option<Prose> = "about",
        /// Its parameters.
        with: Map<Param> = "with" => [Param],
        /// The roles that may take it; every role if left out.
        by: Option<Vec<Name>> = "by" => [Role],
        /// Condition to reason: where one fails, the action is refused.
        needs: Pairs<Template> = "needs" => [Condition],
        /// When it counts as wrong.
        wrong_when: Option<Condition> = "wrong-when",
        /// Whether a wrong action has its effect; skip if left out.
        when_wrong: Option<WhenWrong> = "when-wrong",
        /// What it does.
        effect: Option<Script> = "effect",
        /// What it does if it is wrong.
        on_wrong: Option<Script> = "on-wrong",
        /// What it costs.
        cost: Option<Cost> = "cost",
        /// Whether it is taken beside the run, as a note is: it stands in the run's log, takes no step and no tick, earns nothing, and nothing counts it.
        aside: Option<Flag> = "aside",
        /// Whether it costs when it is refused.
        refusal: Option<Refusal> = "refusal",
        /// When what it says is right, for an action that says something: the debrief tells so, next to how sure it was said.
        right_when: Option<Condition> = "right-when",
        /// How sure it is said, as a share.
        sure: Option<Expression> = "sure",
    }
}

record! {
    /// Defaults for the actions of a group; its scripts run after theirs.
    ActionGroup is "an action group" {
    }
    with
    /// The defaults.
    body: ActionBody;
}

record! {
    /// Something that may be done.
    Action is "an action" {
        /// The group whose defaults it has.
        group: Option<Name> = "group" => [Group],
    }
    with
    /// What differs from its group.
    body: ActionBody;
}

record! {
    /// A parameter of an action.
    Param is "a parameter" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// What it is; text if left out.
        is: Option<ParamKind> = "is",
        /// Unit of a number.
        unit: Option<Unit> = "unit",
        /// The words to choose from.
        one_of: Vec<Name> = "one-of" => [Word],
        /// What a number may be.
        range: Option<Range> = "range",
        /// What it is if it is left out.
        default: Option<Expression> = "default",
        /// Whether a map is written into a configuration as it is, with paths that the service does not have, values that do not fit, or nothing in it: settled before the run.
        loose: Option<Expression> = "loose",
    }
}

words! {
    /// What a parameter is.
    ParamKind is "kind of parameter" {
        /// A service.
        Service = "service",
        /// Services.
        Services = "services",
        /// A fault.
        Fault = "fault",
        /// A number.
        Number = "number",
        /// True or false.
        Flag = "flag",
        /// One of a set of words.
        Word = "word",
        /// Any text.
        Text = "text",
        /// A list.
        List = "list",
        /// Paths and values.
        Map = "map",
        /// Moments of the run.
        Moments = "moments",
    }
}

words! {
    /// Whether a wrong action has its effect.
    WhenWrong is "way with a wrong action" {
        /// It has none.
        Skip = "skip",
        /// It has it.
        Run = "run",
    }
}

words! {
    /// Whether a refused action costs.
    Refusal is "way with a refused action" {
        /// It costs nothing.
        Free = "free",
        /// It costs what it would have cost.
        Costs = "costs",
    }
}

record! {
    /// What an action costs.
    Cost is "a cost" {
        /// Ticks that pass; 1 if left out.
        ticks: Option<Expression> = "ticks",
    }
}
