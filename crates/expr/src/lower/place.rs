//! Where a script writes: metrics, values, knobs of calls.

use super::{Lower, Role};
use crate::ast::{Name, Place};
use crate::error::Code as ErrorCode;
use crate::ops::Op;
use crate::scope::{Access, Addr, Kind, Quantity, Source};
use crate::types::Ty;

/// A place that can be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writable {
    pub(super) at: At,
    pub(super) rule: u16,
    pub(super) ty: Ty,
}

/// How a writable place is reached.
#[derive(Clone, Copy, Debug)]
pub(super) enum At {
    /// An address.
    Addr(Addr),
    /// A column, by the service in this local.
    Computed { base: u32, local: u8 },
}

impl Lower<'_> {
    /// Finds out where a place is; pushes nothing that stays.
    pub(super) fn writable(&mut self, place: &Place) -> Option<Writable> {
        if !matches!(self.ctx.role, Role::World | Role::Effect | Role::Start) {
            let span = span_of(place);
            self.error(ErrorCode::NotHere, span, "Nothing can be written here: this place only reads.");
            return None;
        }
        match place {
            Place::Name(name) => self.writable_name(name),
            Place::Member(head, member) => self.writable_member(head, member),
            Place::Link(caller, callee, knob) => {
                let call = self.call_index(caller, callee)?;
                let quantity = self.known_link(knob)?;
                let (base, rule) = self.stored(quantity, knob)?;
                Some(Writable { at: At::Addr(Addr::Cell(base + call)), rule, ty: quantity.ty })
            }
            Place::Config(path) => self.writable_config(path),
        }
    }

    fn writable_name(&mut self, name: &Name) -> Option<Writable> {
        let symbols = self.symbols;
        if self.barred(&name.node, name.span) {
            return None;
        }
        if self.locals.iter().any(|local| local.name == name.node) {
            self.error(
                ErrorCode::ReadOnly,
                name.span,
                format!("`{}` was named by `let` and cannot be set; choose another name.", name.node),
            );
            return None;
        }
        let in_call = matches!(self.ctx.subject, super::Subject::Current(Kind::Call));
        if in_call && let Some(quantity) = symbols.links.get(&name.node) {
            let (base, rule) = self.stored(quantity, name)?;
            return Some(Writable { at: At::Addr(Addr::Column(Kind::Call, base)), rule, ty: quantity.ty });
        }
        if self.has_service()
            && let Some(quantity) = symbols.metrics.get(&name.node)
        {
            let (base, rule) = self.stored(quantity, name)?;
            let addr = match self.ctx.subject {
                super::Subject::Fixed(service) => Addr::Cell(base + service),
                _ => Addr::Column(Kind::Service, base),
            };
            return Some(Writable { at: At::Addr(addr), rule, ty: quantity.ty });
        }
        if let Some(quantity) = symbols.values.get(&name.node) {
            let (cell, rule) = self.stored(quantity, name)?;
            return Some(Writable { at: At::Addr(Addr::Cell(cell)), rule, ty: quantity.ty });
        }
        if self.symbols.settings.get(&name.node).is_some() {
            self.error_help(
                ErrorCode::ReadOnly,
                name.span,
                format!("`{}` is a setting and never changes.", name.node),
                "Declare it under `values` if it is to change.",
            );
            return None;
        }
        // The same message as for reading, without emitting anything that stays.
        let start = self.emit.here();
        let before = self.errors.len();
        self.name(&name.node, name.span);
        self.emit.rewind(start);
        if self.errors.len() == before {
            self.error(ErrorCode::ReadOnly, name.span, format!("`{}` cannot be set.", name.node));
        }
        None
    }

    fn writable_member(&mut self, head: &Name, member: &Name) -> Option<Writable> {
        let start = self.emit.here();
        let service = self.service_head(head)?;
        let symbols = self.symbols;
        let Some(quantity) = symbols.metrics.get(&member.node) else {
            self.emit.rewind(start);
            let before = self.errors.len();
            self.member(head, member);
            self.emit.rewind(start);
            if self.errors.len() == before {
                // A tag, or a fault's parameter.
                self.error(
                    ErrorCode::ReadOnly,
                    head.span.to(member.span),
                    format!("`{}.{}` cannot be set.", head.node, member.node),
                );
            }
            return None;
        };
        let Some((base, rule)) = self.stored(quantity, member) else {
            self.emit.rewind(start);
            return None;
        };
        let at = match service {
            Some(service) => At::Addr(Addr::Cell(base + service)),
            None => {
                let local = self.slot();
                self.emit.push(Op::SetLocal(local));
                At::Computed { base, local }
            }
        };
        Some(Writable { at, rule, ty: quantity.ty })
    }

    fn known_link<'s>(&mut self, knob: &Name) -> Option<&'s Quantity>
    where
        Self: 's,
    {
        let found = self.symbols.links.get(&knob.node);
        if found.is_none() {
            let symbols = self.symbols;
            self.unknown_of("knob of calls", &knob.node, knob.span, &mut symbols.links.names());
        }
        found
    }

    fn stored(&mut self, quantity: &Quantity, name: &Name) -> Option<(u32, u16)> {
        match (&quantity.access, &quantity.source) {
            (Access::Write(rule), Source::Stored(base)) => match u16::try_from(*rule) {
                Ok(rule) => Some((*base, rule)),
                Err(_) => {
                    self.error(ErrorCode::TooLong, name.span, "More than 65536 ranges in one scenario.");
                    None
                }
            },
            (Access::ReadOnly(why), _) => {
                self.error(ErrorCode::ReadOnly, name.span, format!("`{}` cannot be set: {why}", name.node));
                None
            }
            _ => {
                self.error(
                    ErrorCode::ReadOnly,
                    name.span,
                    format!("`{}` follows a formula and cannot be set. Set what the formula reads.", name.node),
                );
                None
            }
        }
    }

    /// Pushes what a place holds now.
    pub(super) fn load_place(&mut self, place: Writable) {
        match place.at {
            At::Addr(addr) => self.load(addr),
            At::Computed { base, local } => {
                self.emit.push(Op::Local(local));
                self.emit.push(Op::LoadDyn(base));
            }
        }
    }

    /// Pops into a place. For computed places the index was pushed before the value.
    pub(super) fn store_place(&mut self, place: Writable) {
        let rule = place.rule;
        let op = match place.at {
            At::Addr(Addr::Cell(cell)) => Op::Store { cell, rule },
            At::Addr(Addr::Column(kind, base)) => Op::StoreAt { kind, base, rule },
            At::Computed { base, .. } => Op::StoreDyn { base, rule },
        };
        self.emit.push(op);
    }

    /// Pushes the index that `store_place` needs below the value.
    pub(super) fn before_store(&mut self, place: Writable) {
        if let At::Computed { local, .. } = place.at {
            self.emit.push(Op::Local(local));
        }
    }
}

fn span_of(place: &Place) -> crate::span::Span {
    match place {
        Place::Name(name) | Place::Config(name) => name.span,
        Place::Member(a, b) => a.span.to(b.span),
        Place::Link(a, _, c) => a.span.to(c.span),
    }
}
