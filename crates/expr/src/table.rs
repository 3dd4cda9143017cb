//! What the language has beside its functions, as tables for help and reference: the names that it gives, aggregates,
//! sets and statements. Knows nothing of how they are lowered; tests hold the tables against that.

/// A word of the language.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// As it is written.
    pub name: &'static str,
    /// How it is used.
    pub usage: &'static str,
    /// What it is or does.
    pub about: &'static str,
}

const fn term(name: &'static str, usage: &'static str, about: &'static str) -> Term {
    Term { name, usage, about }
}

/// The names that the language gives.
pub const SPECIALS: &[Term] = &[
    term(
        "self",
        "self == payments",
        "whose turn it is: the fault's service in a fault, each service in turn in `each`, alerts and logs",
    ),
    term("target", "target.err", "the service that the action at hand is taken at"),
    term("home", "home.err", "the service of the fault at hand"),
    term("actor", "actor == lead", "the role whose turn it is"),
    term("tick", "tick >= 10", "how many ticks have passed"),
    term("step", "step >= 10", "how many actions were taken, the present one included"),
    term("age", "min(1, age / 3)", "how often the program of the fault at hand has run, this time included"),
    term("amount", "err += amount", "what a cascade brings to the service at hand; only in its `apply`"),
    term("wrong", "any where wrong", "whether the action at hand is a wrong intervention"),
    term("repeated", "any where repeated", "whether the action at hand was taken just so before"),
    term("refused", "any where refused", "whether the action at hand was refused"),
    term("cures", "not cures", "whether the action at hand ends a fault"),
    term("helps", "not helps", "whether the action at hand is one that a fault calls helpful"),
    term("cured_now", "0.25 * cured_now", "how many faults this step has cured"),
    term("learnt_now", "0.05 * learnt_now", "how many faults this step was the first to reveal"),
    term("done_before", "if(done_before, 0, 1)", "whether this very action was carried out before"),
    term("failed_conditions", "1 - failed_conditions", "share of the conditions that do not hold"),
];

/// What gathers a number over a set.
pub const AGGREGATES: &[Term] = &[
    term("sum", "sum(err over services)", "the sum; 0 of nothing"),
    term("max", "max(p99 over callees of shop)", "the largest; 0 of nothing"),
    term("min", "min(err over services where err > 0)", "the smallest; 0 of nothing"),
    term("mean", "mean(err over services)", "the mean; 0 of nothing"),
    term("any", "any(err > 50% over services)", "whether it holds for one; false of nothing"),
    term("all", "all(cured(self) over faults)", "whether it holds for every one; true of nothing"),
    term("count", "count(status == down over services)", "for how many it holds"),
];

/// What an aggregate or `each` runs over.
pub const SETS: &[Term] = &[
    term("services", "each service: err = 0", "every service; after `each` in the singular"),
    term("callers", "callers(2) of db", "those who call a service, so many calls up; `any` for however far"),
    term("callees", "callees of shop", "those whom a service calls, so many calls down"),
    term("calls", "calls from shop", "every call, or those from or to a service"),
    term("faults", "all(cured(self) over faults)", "every fault of the run"),
    term("conditions", "mean(true over conditions)", "every condition of the scenario"),
];

/// What begins a statement of a script.
pub const STATEMENTS: &[Term] = &[
    term("if", "if mem >= 90%: err += 10%", "does what follows if a condition holds; `else if` and `else` may follow"),
    term(
        "each",
        "each service where err > 0: err *= 90%",
        "does what follows for every member of a set, which becomes `self`",
    ),
    term("after", "after 3 ticks: err = 0", "does what follows so many ticks later"),
    term("let", "let load = cpu * 2", "a name for a number until the end of the script"),
    term("apply", "apply stages(age)", "writes a row of a table"),
    term("start", "start leak", "makes a dormant fault active"),
    term("cure", "cure leak", "ends a fault"),
    term("emit", "emit notice", "speaks the lines of a log group now"),
    term("show", "show facts", "lets who acts see a text, or the facts, logs, config or metrics of the target"),
    term("push", "push chat \"rolled back {target}\"", "appends a text to a shared list"),
    term("write", "write changes", "writes the entries of a map parameter into the configuration"),
    term("remove", "remove config(\"limits.rate\")", "takes a path of the configuration away"),
];

/// Words that have their meaning at one place of a sentence.
pub const PARTICLES: &[Term] = &[
    term("over", "sum(err over services)", "says what an aggregate runs over"),
    term("where", "any where wrong", "says which members or deeds count"),
    term("at", "restart at payments", "says where a deed is done"),
    term("with", "scale at payments with replicas = 4", "gives a deed its parameters"),
    term("of", "callers of payments", "says whose callers or callees"),
    term("from", "calls from shop", "says whose calls"),
    term("to", "5% to 9%", "parts the ends of a range or a draw"),
    term("and", "a > 0 and b > 0", "both hold"),
    term("or", "a > 0 or b > 0", "one of them holds"),
    term("not", "not cures", "it does not hold"),
    term("mod", "tick mod 5 == 0", "the remainder of a division"),
    term("in", "tick in (3, 6, 9)", "whether it is one of these"),
    term("true", "true", "holds always"),
    term("false", "false", "never holds"),
    term("never", "first(cured(leak)) < never", "a moment after all others"),
];
