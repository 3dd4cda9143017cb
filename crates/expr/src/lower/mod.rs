//! From syntax to code: finds out what each name means, checks types and units, and emits operations. All errors of
//! a text are collected, each with its span; code is returned only if there is none.

mod aggregate;
mod call;
mod compare;
mod config;
mod ctx;
mod datum;
mod event;
mod expr;
mod formula;
mod function;
mod member;
mod name;
mod past;
mod pattern;
mod place;
mod push;
mod script;
mod text;
mod unknown;

pub use ctx::{Ctx, Role, Subject};
pub use expr::literal;
pub use function::{FUNCTIONS, Function};
pub use past::PAST_MAX;
pub use text::FORMATS;

use crate::ast::{Draw, ExprNode, Pattern, Script, Template};
use crate::emit::{Emitter, FRAMES_MAX, LOCALS_MAX, OPS_MAX, STACK_MAX};
use crate::error::{Code as ErrorCode, LangError};
use crate::ops::{Code, Rule};
use crate::scope::{Cells, PatternCode, Symbols, TemplateCode};
use crate::span::Span;
use crate::types::{Ty, Unit};

/// How deep formulas may refer to formulas.
pub const FORMULA_DEPTH_MAX: usize = 16;
/// Most parts that one text may come to when the formulas that it names are read in place.
pub const WORK_MAX: u32 = 200_000;

/// A `let` that is in force.
#[derive(Clone, Debug)]
struct Local {
    name: String,
    ty: Ty,
    held: Held,
}

/// Where the value of a `let` is.
#[derive(Clone, Copy, Debug)]
enum Held {
    /// Folded.
    Constant(f64),
    /// In a local of the running code.
    Slot(u8),
    /// In a cell, where texts that the script shows find it too.
    Cell(u32),
}

/// A name that means something where a text stands, but not in a part of it that runs at another moment.
#[derive(Clone, Debug)]
struct Barred {
    name: String,
    /// How it was named: "by `let`", "as a parameter".
    how: &'static str,
    /// The part, as the text writes it: `acted(…)`.
    part: &'static str,
}

/// A named formula of a fault (`let:`), read in place.
#[derive(Clone, Debug)]
pub struct Formula {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub body: ExprNode,
}

/// One lowering.
pub struct Lower<'a> {
    symbols: &'a Symbols,
    cells: &'a mut dyn Cells,
    formulas: &'a [Formula],
    ctx: Ctx,
    emit: Emitter,
    errors: Vec<LangError>,
    locals: Vec<Local>,
    barred: Vec<Barred>,
    /// Locals of the running code in use.
    slots: usize,
    /// The most that were in use at once.
    slots_most: usize,
    loops: u32,
    /// The formulas that are being read in place, outermost first.
    inlined: Vec<String>,
    /// The formulas whose past is being read, outermost first.
    open_pasts: Vec<String>,
    /// Parts lowered so far.
    work: u32,
    /// Trials that are open: whether something is wrong is asked, not what.
    trials: u32,
}

impl<'a> Lower<'a> {
    fn new(target: Target<'a>, ctx: Ctx) -> Lower<'a> {
        let Target { symbols, cells, formulas, trial } = target;
        Lower {
            symbols,
            cells,
            formulas,
            ctx,
            emit: Emitter::new(),
            errors: Vec::new(),
            locals: Vec::new(),
            barred: Vec::new(),
            slots: 0,
            slots_most: 0,
            loops: 0,
            inlined: Vec::new(),
            open_pasts: Vec::new(),
            work: 0,
            trials: u32::from(trial),
        }
    }

    /// Lowers something to see whether it can be; what is wrong is not put into words, and forgotten. Gives what `work`
    /// gave, and whether it failed.
    fn trial<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let errors = self.errors.len();
        self.trials += 1;
        let result = work(self);
        self.trials -= 1;
        let failed = self.errors.len() > errors;
        self.errors.truncate(errors);
        (result, failed)
    }

    /// In a trial the mistake is counted and no word is said.
    fn counted_only(&mut self, code: ErrorCode, span: Span) -> bool {
        let trial = self.trials > 0;
        if trial {
            self.errors.push(LangError::new(code, span, ""));
        }
        trial
    }

    fn error(&mut self, code: ErrorCode, span: Span, message: impl Into<String>) {
        if !self.counted_only(code, span) {
            self.push_error(code, span, message.into(), None);
        }
    }

    fn error_help(&mut self, code: ErrorCode, span: Span, message: impl Into<String>, help: impl Into<String>) {
        if !self.counted_only(code, span) {
            self.push_error(code, span, message.into(), Some(help.into()));
        }
    }

    #[inline(never)]
    fn push_error(&mut self, code: ErrorCode, span: Span, message: String, help: Option<String>) {
        self.errors.push(LangError { help, ..LangError::new(code, span, message) });
    }

    /// Lowers something in a place of its own and gives its code. `part` is how the text writes that place, if it runs
    /// at another moment (a counter, a copy, a delayed effect): what only lives now is barred there.
    fn aside(&mut self, part: Option<&'static str>, ctx: Ctx, span: Span, work: impl FnOnce(&mut Lower<'_>)) -> Code {
        let mut barred = self.barred.clone();
        let mut locals = Vec::new();
        for local in &self.locals {
            match (part, local.held) {
                (_, Held::Constant(_)) | (None, Held::Cell(_)) => locals.push(local.clone()),
                (part, _) => {
                    barred.push(Barred { name: local.name.clone(), how: "by `let`", part: part.unwrap_or("a text") })
                }
            }
        }
        if let (Some(part), Some(outer)) = (part, self.ctx.action.filter(|_| ctx.action != self.ctx.action))
            && let Some(outer) = self.symbols.actions.at(outer)
        {
            let inner = ctx.action.and_then(|action| self.symbols.actions.at(action));
            let lost = outer.params.names().filter(|name| inner.is_none_or(|inner| inner.params.get(name).is_none()));
            barred.extend(lost.map(|name| Barred { name: name.to_owned(), how: "as a parameter", part }));
        }
        let mut inner = Lower {
            symbols: self.symbols,
            cells: &mut *self.cells,
            formulas: self.formulas,
            ctx,
            emit: Emitter::new(),
            errors: Vec::new(),
            locals,
            barred,
            slots: 0,
            slots_most: 0,
            loops: 0,
            inlined: std::mem::take(&mut self.inlined),
            open_pasts: std::mem::take(&mut self.open_pasts),
            work: self.work,
            trials: self.trials,
        };
        work(&mut inner);
        inner.check_room(span);
        let Lower { emit, errors, inlined, open_pasts, work, .. } = inner;
        self.inlined = inlined;
        self.open_pasts = open_pasts;
        self.work = work;
        self.errors.extend(errors);
        emit.finish()
    }

    /// Code that would not fit the machine is an error, so that the machine need not look.
    fn check_room(&mut self, span: Span) {
        if !self.errors.is_empty() {
            return;
        }
        let needs = self.emit.needs();
        if needs.values > STACK_MAX {
            self.error(
                ErrorCode::TooDeep,
                span,
                format!(
                    "This nests too deeply: more than {STACK_MAX} values wait at once. Name parts of it with `let`."
                ),
            );
        }
        if needs.frames > FRAMES_MAX {
            self.error(ErrorCode::TooDeep, span, format!("This nests too deeply: more than {FRAMES_MAX} times another service is asked by way of a third. Name parts of it with `let`."));
        }
        if self.slots_most > LOCALS_MAX {
            self.error(
                ErrorCode::TooDeep,
                span,
                format!("More than {LOCALS_MAX} names by `let` at once in one script."),
            );
        }
        if self.emit.here() > OPS_MAX {
            self.error(ErrorCode::TooLong, span, format!("This is too long: more than {OPS_MAX} operations."));
        }
    }

    /// Takes a local of the running code. Too many of them are an error of the whole text, so a number that does not
    /// fit never runs.
    fn slot(&mut self) -> u8 {
        let slot = self.slots;
        self.slots += 1;
        self.slots_most = self.slots_most.max(self.slots);
        u8::try_from(slot).unwrap_or(u8::MAX)
    }

    /// Whether the text came to more parts than any may; nothing more is lowered then, and `finish` says so.
    fn exhausted(&self) -> bool {
        self.work > WORK_MAX
    }

    fn finish(mut self, span: Span) -> Result<Code, Vec<LangError>> {
        if self.exhausted() {
            let message =
                format!("This is too long: with the formulas that it names it has more than {WORK_MAX} parts.");
            return Err(vec![
                LangError::new(ErrorCode::TooLong, span, message)
                    .with_help("Name a part that is used several times as a value of its own, or part the text."),
            ]);
        }
        self.check_room(span);
        // What is read twice (the left side of `in`, a condition that is also counted) is wrong once.
        let mut told: Vec<(ErrorCode, Span)> = Vec::new();
        self.errors.retain(|e| {
            let new = !told.contains(&(e.code, e.span));
            told.push((e.code, e.span));
            new
        });
        if self.errors.is_empty() { Ok(self.emit.finish()) } else { Err(self.errors) }
    }
}

/// What a text is lowered against.
pub struct Target<'a> {
    /// The names.
    pub symbols: &'a Symbols,
    /// Who hands out cells.
    pub cells: &'a mut dyn Cells,
    /// Named formulas of the fault at hand.
    pub formulas: &'a [Formula],
    /// Whether it is only asked if the text can be lowered: errors then have a code and a place, and no words. Words
    /// cost more than lowering does, the nearest name above all.
    pub trial: bool,
}

/// What an expression is wanted as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Want {
    /// Whatever it is.
    Anything,
    /// A condition.
    Truth,
    /// Something that fits this type.
    Fits(Ty),
}

/// Lowers an expression; gives its code and type.
///
/// # Errors
/// Unknown names, types or units that do not fit, functions out of place; all of them, with spans.
pub fn expr(target: Target<'_>, ctx: Ctx, node: &ExprNode, want: Want) -> Result<(Code, Ty), Vec<LangError>> {
    let mut lower = Lower::new(target, ctx);
    let ty = lower.wanted(node, want);
    lower.finish(node.span).map(|code| (code, ty))
}

/// Lowers a script.
///
/// # Errors
/// As `expr`, and statements that this place does not allow.
pub fn script(target: Target<'_>, ctx: Ctx, script: &Script) -> Result<Code, Vec<LangError>> {
    let span = script.first().map_or(Span::default(), |first| first.span);
    let mut lower = Lower::new(target, ctx);
    lower.body(script);
    lower.finish(span)
}

/// Lowers a first value: a draw or an expression. The code leaves the value on its stack; `site` is its stream.
///
/// # Errors
/// As `expr`.
pub fn draw(
    target: Target<'_>,
    ctx: Ctx,
    draw: &Draw,
    ty: Ty,
    site: u32,
    per_service: bool,
) -> Result<Code, Vec<LangError>> {
    let mut lower = Lower::new(target, ctx);
    lower.draw_value(draw, ty, site, per_service);
    lower.finish(draw.low.span)
}

/// Lowers a text with holes.
///
/// # Errors
/// As `expr`; in texts shown to an actor also what that actor may not know.
pub fn template(target: Target<'_>, ctx: Ctx, template: &Template) -> Result<TemplateCode, Vec<LangError>> {
    let mut lower = Lower::new(target, ctx);
    let code = lower.template(template);
    lower.finish(Span::default()).map(|_| code)
}

/// Lowers a pattern. `home` is the service that is meant when none is named.
///
/// # Errors
/// Unknown actions, targets or parameters.
pub fn pattern(
    target: Target<'_>,
    ctx: Ctx,
    pattern: &Pattern,
    home: Option<u32>,
) -> Result<PatternCode, Vec<LangError>> {
    let mut lower = Lower::new(target, ctx);
    let (action, filter) = lower.pattern(pattern, home);
    let span = pattern.action.as_ref().map_or(Span::default(), |name| name.span);
    lower.finish(span).map(|_| PatternCode { action, filter })
}

/// The clamping rule of a plain number without range.
pub const FREE: Rule = Rule::FREE;

impl Ty {
    /// Whether a value of type `other` may stand where this is wanted.
    #[must_use]
    pub fn accepts(self, other: Ty) -> bool {
        match (self, other) {
            (Ty::Num(a), Ty::Num(b)) => a.meet(b).is_some(),
            (Ty::Num(Unit::Any | Unit::Count | Unit::Ratio), Ty::Truth)
            | (Ty::Truth, Ty::Num(Unit::Any | Unit::Count)) => true,
            (Ty::Num(_), Ty::Never) | (Ty::Never, Ty::Num(_)) => true,
            // A status is its rung: it can be counted with.
            (Ty::Word(_), Ty::Num(Unit::Any | Unit::Count)) => true,
            (a, b) => a == b,
        }
    }
}
