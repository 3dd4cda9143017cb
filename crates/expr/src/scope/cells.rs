//! What lowering asks of its caller: cells for what is kept over time, and the compiled things that carry them.

use super::{Addr, EventAddr, Family, Kind};
use crate::ast::Pattern;
use crate::ops::Code;
use crate::types::Ty;

/// Something that the language can ask about as an event and that the caller counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Watched {
    /// A deed that fits: action, target (code that gives a service), condition on it; the last two in the action's context.
    Acted {
        /// The action; `None` is any.
        action: Option<u32>,
        /// Gives 1 if the deed fits; run when a deed was done, with its parameters.
        filter: Option<Code>,
    },
    /// A line of this log group was received.
    SeenLog(u32),
    /// This alert fired.
    Alerted(u32),
    /// A deed did what an injected line told; of this log group, or of any.
    Obeyed(Option<u32>),
}

/// The cells that lowering asks for. The caller keeps them up to date.
pub trait Cells {
    /// Where the sets of a family start in `Env::sets`: one set for each service.
    fn family(&mut self, family: Family) -> u32;
    /// A column over services that holds how many members each one's set of a family has.
    fn family_sizes(&mut self, family: Family) -> u32;
    /// While on, text is only checked: nothing that is asked for is going to be used, so nothing need be kept. Calls nest.
    fn pretend(&mut self, on: bool);
    /// Counters of something watched. The same thing asked twice may share its counters.
    fn watched(&mut self, what: Watched) -> EventAddr;
    /// A copy of an expression as it stood after the previous step; `per` says that there is one for each member.
    fn was(&mut self, code: Code, per: Option<Kind>) -> Addr;
    /// Counters of the ticks at whose end a condition held.
    fn ever(&mut self, code: Code, per: Option<Kind>) -> EventAddr;
    /// Number of ticks in a row, up to the last finished one, at whose end a condition held.
    fn streak(&mut self, code: Code, per: Option<Kind>) -> Addr;
    /// The slot of a metric (`per` service) or value in the history ring; `code` computes it now.
    fn past(&mut self, code: Code, per: Option<Kind>) -> u32;
    /// The slot of a metric or value that follows a formula, by its name, and whether nobody asked for it before: then
    /// `keep_past` says what computes it, which may ask for the same slot.
    fn past_of(&mut self, name: &str, per: Option<Kind>) -> (u32, bool);
    /// What computes the slot that `past_of` gave.
    fn keep_past(&mut self, slot: u32, code: Code);
    /// The stream of a draw that stands at this place of a script.
    fn draw_site(&mut self) -> u32;
    /// A cell for the value of a `let` that shown texts may name. Rule 0 lets every number through.
    fn scratch(&mut self) -> u32;
    /// The cell that counts what the action at hand told for the first time.
    fn learnt_now(&mut self) -> u32;
    /// The cell that says whether the very deed at hand was done before.
    fn done_before(&mut self) -> u32;
    /// A text's symbol.
    fn symbol(&mut self, text: &str) -> u32;
    /// A text with holes that is shown to who acts.
    fn shown(&mut self, template: TemplateCode) -> u32;
    /// The body of an `after`.
    fn later(&mut self, code: Code) -> u32;
    /// An entry of a shared list, as a script appends it.
    fn push(&mut self, push: PushCode) -> u32;
}

/// What a script appends to a shared list.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PushCode {
    /// The list.
    pub store: u32,
    /// For private lists: the role that each word of the receiver's set stands for; `None` for a word that is no role.
    pub to: Option<Vec<Option<u32>>>,
    /// Its text.
    pub text: TemplateCode,
}

/// A template whose holes are compiled.
#[derive(Clone, Debug, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct TemplateCode {
    /// Its parts.
    pub parts: Vec<PartCode>,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum PartCode {
    /// Plain text.
    Text(String),
    /// A number or word to be filled in.
    Hole {
        /// Computes it.
        code: Code,
        /// Its type, which decides how it is written.
        ty: Ty,
        /// The format behind the colon, or empty.
        format: String,
    },
}

/// A deed's pattern with its names resolved.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PatternCode {
    /// The action; `None` is any.
    pub action: Option<u32>,
    /// Gives 1 if the deed at hand fits; run with its parameters in their cells.
    pub filter: Option<Code>,
}

/// A pattern as written, kept for players that turn cures into deeds.
pub type WrittenPattern = Pattern;
