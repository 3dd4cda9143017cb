//! The syntax tree of expressions, scripts, patterns, deeds and templates. Names are still text here: what
//! they mean is decided by `lower`, against the scope that the caller gives.

mod said;

pub use said::{LineClass, LogLine, Part, Template};

use crate::span::Spanned;

/// An identifier as written, with its place.
pub type Name = Spanned<String>;
/// An expression with its place.
pub type ExprNode = Spanned<Expr>;
/// A statement with its place.
pub type StmtNode = Spanned<Stmt>;

/// A unit that may follow a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LitUnit {
    /// `%`: a ratio, a hundredth.
    Percent,
    /// `ms`: seconds, a thousandth.
    Millis,
    /// `s`
    Seconds,
    /// `min`: 60 s.
    Minutes,
    /// `h`: 3,600 s.
    Hours,
    /// `d`: 86,400 s.
    Days,
    /// `KiB`: 1,024 bytes.
    KiB,
    /// `MiB`
    MiB,
    /// `GiB`
    GiB,
}

/// An infix operator that takes two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinOp {
    /// `or`, stops early.
    Or,
    /// `and`, stops early.
    And,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `>=`
    Ge,
    /// `>`
    Gt,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `mod`: remainder with the sign of the divisor.
    Mod,
}

/// A prefix operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnOp {
    /// `not`
    Not,
    /// `-`
    Neg,
}

/// What an aggregate does with the members of its set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AggOp {
    /// Sum; 0 of nothing.
    Sum,
    /// Largest; 0 of nothing.
    Max,
    /// Smallest; 0 of nothing.
    Min,
    /// Mean; 0 of nothing.
    Mean,
    /// Whether it holds for one; false of nothing.
    Any,
    /// Whether it holds for every one; true of nothing.
    All,
    /// For how many it holds.
    Count,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number as written (`61` in `61%`), and its unit.
    Number {
        /// The digits as written, without the unit: parsed exactly once, so that `8.3%` is the double nearest to 0.083.
        digits: String,
        /// The unit, if one stands behind it.
        unit: Option<LitUnit>,
    },
    /// A quoted text.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// `never`: a moment after all others.
    Never,
    /// A bare name: metric of self, value, setting, service, word …
    Name(String),
    /// `head.member`: a metric of a named service (or of `home`, `target`, a parameter).
    Member {
        /// Whose.
        head: Name,
        /// Which metric.
        member: Name,
    },
    /// `head.call(…)`: `checkout.config("a.b")`.
    MemberCall {
        /// Whose.
        head: Name,
        /// The function's name.
        name: Name,
        /// Its arguments.
        args: Vec<ExprNode>,
    },
    /// `caller->callee.knob`.
    Link {
        /// The calling service.
        caller: Name,
        /// The called service.
        callee: Name,
        /// Which knob of the call.
        knob: Name,
    },
    /// A function and its arguments.
    Call {
        /// The function's name.
        name: Name,
        /// Its arguments.
        args: Vec<ExprNode>,
    },
    /// `acted(pattern)`: the one function whose argument is a pattern.
    Acted(Pattern),
    /// `sum(body over set where filter)` and its like.
    Agg {
        /// Which.
        op: AggOp,
        /// Evaluated for each member.
        body: Box<ExprNode>,
        /// The members.
        set: Set,
        /// Which members count.
        filter: Option<Box<ExprNode>>,
    },
    /// `[a, b, c]`.
    List(Vec<ExprNode>),
    /// `{ rate_limit.burst: 20 }`: dotted paths and literals. Only as a parameter of a deed.
    Map(Vec<(Name, ExprNode)>),
    /// Prefix operator.
    Unary(UnOp, Box<ExprNode>),
    /// Infix operator.
    Binary(BinOp, Box<ExprNode>, Box<ExprNode>),
    /// `needle in (a, b)`.
    In(Box<ExprNode>, Vec<ExprNode>),
}

/// How far `callers` and `callees` reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Up to so many calls; 1 if nothing is written.
    Hops(u32),
    /// `(any)`: however far.
    Any,
}

/// What an aggregate or `each` runs over.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// `services`, or `service` after `each`.
    Services,
    /// `callers(n) of x`; without `of`, of self.
    Callers(Reach, Option<Name>),
    /// `callees(n) of x`.
    Callees(Reach, Option<Name>),
    /// `calls`: every call of the graph.
    Calls,
    /// `calls from x`.
    CallsFrom(Name),
    /// `calls to x`.
    CallsTo(Name),
    /// `faults`.
    Faults,
    /// `conditions`.
    Conditions,
    /// The services that carry a tag.
    Tag(Name),
}

/// Which deed is meant: `scale at payments where replicas >= 3`, `any where wrong`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The action; `None` is `any`.
    pub action: Option<Name>,
    /// Its target (a service's name, `home`, `target` …).
    pub at: Option<Name>,
    /// A condition on its parameters and outcome.
    pub filter: Option<Box<ExprNode>>,
}

/// One entry of a play: `scale at payments with replicas = 4`, `wait 2`.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The action's name.
    pub action: Name,
    /// Its target.
    pub at: Option<Name>,
    /// Its parameters.
    pub with: Vec<(Name, ExprNode)>,
    /// How many times; 1 unless a number follows the name.
    pub times: u32,
}

/// `low to high`, uniform. A single expression has `high` absent.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Lowest value, or the value itself.
    pub low: Box<ExprNode>,
    /// Highest value.
    pub high: Option<Box<ExprNode>>,
}

/// Assignment operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignOp {
    /// `=`
    Set,
    /// `+=`
    Add,
    /// `-=`
    Sub,
    /// `*=`
    Mul,
}

/// What is written to: a metric of self, a value, another service's metric, a knob of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A bare name.
    Name(Name),
    /// `head.member`.
    Member(Name, Name),
    /// `caller->callee.knob`.
    Link(Name, Name, Name),
    /// `config("a.b")` of self.
    Config(Name),
}

/// What `show` lets the actor see.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A text with holes.
    Text(Template),
    /// The facts of this action and target.
    Facts,
    /// The log group that speaks for the target.
    Logs,
    /// The target's configuration.
    Config,
    /// The target's metrics.
    Metrics,
}

/// One arm of an `if`.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// The condition.
    pub when: ExprNode,
    /// What is done.
    pub body: Vec<StmtNode>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Stmt {
    /// `place op value`.
    Assign {
        /// Where to.
        place: Place,
        /// How.
        op: AssignOp,
        /// What.
        value: ExprNode,
    },
    /// `place := low to high`.
    Draw {
        /// Where to.
        place: Place,
        /// What.
        draw: Draw,
    },
    /// `let name = value`, until the end of the script.
    Let {
        /// The new name.
        name: Name,
        /// Its value.
        value: ExprNode,
    },
    /// `remove config("a.b")`.
    RemoveConfig(Name),
    /// `write param`: the entries of a map parameter into self's configuration.
    Write(Name),
    /// `apply table(key)`.
    Apply {
        /// The table.
        table: Name,
        /// The row's key.
        key: ExprNode,
    },
    /// `start fault`.
    Start(Name),
    /// `cure fault`.
    Cure(Name),
    /// `emit log`.
    Emit(Name),
    /// `show …`.
    Show(Shown),
    /// `push store to role "text"`.
    Push {
        /// The shared list.
        store: Name,
        /// For whom.
        to: Option<ExprNode>,
        /// With which text.
        text: Option<Template>,
    },
    /// `if … else if … else`.
    If {
        /// The arms in order.
        arms: Vec<Arm>,
        /// What is done if none holds.
        otherwise: Option<Vec<StmtNode>>,
    },
    /// `each set where filter: body`.
    Each {
        /// The members.
        set: Set,
        /// Which of them.
        filter: Option<ExprNode>,
        /// What is done for each.
        body: Vec<StmtNode>,
    },
    /// `after n ticks: body`.
    After {
        /// How many ticks from now.
        ticks: ExprNode,
        /// What is done then.
        body: Vec<StmtNode>,
    },
}

/// A script: statements in order.
pub type Script = Vec<StmtNode>;
