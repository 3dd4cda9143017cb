//! The table of functions: what each takes and gives. Knows nothing of how they are lowered.

/// A function of the language, for messages and for the generated reference.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Its arguments, as the reference writes them.
    pub args: &'static str,
    /// How many arguments it takes: least and most.
    pub arity: (usize, usize),
    /// What it gives.
    pub about: &'static str,
}

const fn function(name: &'static str, args: &'static str, least: usize, most: usize, about: &'static str) -> Function {
    Function { name, args, arity: (least, most), about }
}

/// All functions.
pub const FUNCTIONS: &[Function] = &[
    function("min", "a, b, …", 2, 16, "the smallest"),
    function("max", "a, b, …", 2, 16, "the largest"),
    function("clamp", "x, low, high", 3, 3, "x held between low and high"),
    function("abs", "x", 1, 1, "distance from 0"),
    function("floor", "x", 1, 1, "largest whole number not above x"),
    function("ceil", "x", 1, 1, "smallest whole number not below x"),
    function("round", "x, digits", 1, 2, "decimal rounding of the exact value, ties to even; 0 to 6 digits"),
    function("sqrt", "x", 1, 1, "square root"),
    function("exp", "x", 1, 1, "e to the power x"),
    function("ln", "x", 1, 1, "natural logarithm"),
    function("pow", "x, y", 2, 2, "x to the power y"),
    function("if", "condition, a, b", 3, 3, "a if the condition holds, else b"),
    function(
        "past",
        "metric, ticks",
        2,
        2,
        "a metric so many ticks ago, 1 to 64; its first value before the run. A formula may ask for its own",
    ),
    function("was", "x", 1, 1, "an expression as it stood after the previous step"),
    function("active", "fault", 1, 1, "the fault has started and is not cured; an event"),
    function("contained", "fault", 1, 1, "the fault is held back now; an event"),
    function("cured", "fault", 1, 1, "the fault is cured; an event"),
    function("has", "kind", 1, 1, "self carries an active fault of that kind, or of `any`"),
    function(
        "seen",
        "fault or log",
        1,
        1,
        "the actor has received a line that reveals the fault, or of that group; an event",
    ),
    function("alerted", "alert", 1, 1, "the alert has fired; an event"),
    function("obeyed", "log or any", 1, 1, "a deed did what an injected line told that was spoken before; an event"),
    function("ever", "condition", 1, 1, "the condition has held at the end of a tick, or holds now; an event"),
    function("first", "event", 1, 1, "tick at which it happened first, `never` before"),
    function("last", "event", 1, 1, "tick at which it happened last"),
    function("count", "event", 1, 1, "how often it happened"),
    function("ticks_since", "event", 1, 1, "ticks since it happened last, `never` before"),
    function("streak", "condition", 1, 1, "ticks in a row that the condition has held, now included"),
    function("first_answer", "action, parameter", 2, 2, "what the actor said first; 0 of nothing"),
    function("last_answer", "action, parameter", 2, 2, "what the actor said last; 0 of nothing"),
    function("answered", "action", 1, 1, "the action was carried out at least once"),
    function("size", "set, list, map or text", 1, 1, "number of members, elements, entries or characters"),
    function("overlap", "a, b", 2, 2, "share of the elements of list b that list a holds too; of an empty b 0"),
    function("f1", "a, b", 2, 2, "how alike two lists are as sets: twice what both hold, as a share of both sizes"),
    function(
        "in_order",
        "list",
        1,
        1,
        "every moment of the list happened in this run as it says, and none stands behind a later one",
    ),
    function("age", "fault", 1, 1, "how often the fault's program has run"),
    function(
        "config",
        "path",
        1,
        1,
        "what stands at a path of self's configuration; 0, false or empty if nothing does",
    ),
    function("fuzzy_equal", "expected, given", 2, 2, "whether a value will do where another was wanted"),
    function("fuzzy_close", "expected, given", 2, 2, "whether a value is near the one that was wanted"),
    function("restored", "fault", 1, 1, "share of what the fault broke that is right again; a near value counts half"),
    function(
        "offered",
        "fault",
        1,
        1,
        "how right this step's change was about what the fault broke, by its own words: 1 right, 0.5 near, else 0",
    ),
    function("masked", "fault", 1, 1, "a fault that hides it is not cured yet"),
    function("hops", "a, b", 2, 2, "calls on the shortest way from a down to b, `never` if none"),
];
