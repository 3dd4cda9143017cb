//! Declares every name: cells, columns and types, before any text is lowered.

use brownout_expr::lower::{Ctx, Subject, Want};
use brownout_expr::scope::{Access, ActionSym, FaultSym, Names, ParamSym, Quantity, Source, TableSym, TagSym};
use brownout_expr::types::{Ty, Unit as LangUnit, WordSet};

use super::names::nearest;
use super::{Compiler, names};
use crate::decode::{Expression, Name};
use crate::diagnostic::Code as Kind;
use crate::model::{ParamKind, Unit};
use crate::text::Text;
use crate::variant::SETTING;

impl Compiler<'_> {
    pub(super) fn declare(&mut self) {
        self.check_names();
        // Text 0 is the empty one: what nobody has said yet.
        brownout_expr::scope::Cells::symbol(&mut self.cells, "");
        self.declare_services();
        self.cells.services = self.symbols.services.len() as u32;
        self.cells.calls = self.symbols.calls.len() as u32;
        self.cells.faults = self.doc.faults.len() as u32;
        self.cells.conditions = self.doc.conditions.len() as u32;
        self.specials();
        self.declare_faults();
        self.declare_settings();
        self.declare_tags();
        self.declare_status();
        self.level = self.cascade_is_level();
        self.declare_metrics();
        self.declare_values();
        self.declare_links();
        self.declare_fault_params();
        self.declare_actions();
        self.declare_groups();
        self.declare_roles();
        self.symbols.conditions = (self.cells.alloc(self.cells.conditions), self.cells.conditions);
        self.plan.condition_column = self.symbols.conditions.0;
        self.symbols.prepare_sets();
        self.cells.sets = self.symbols.sets.clone();
        self.cells.graph.services = self.symbols.services.clone();
        self.cells.graph.calls.clone_from(&self.symbols.calls);
        self.declare_config();
    }

    fn specials(&mut self) {
        let mut next = || self.cells.alloc(1);
        let specials = &mut self.symbols.specials;
        specials.tick = next();
        specials.step = next();
        specials.in_tick = next();
        specials.wrong = next();
        specials.repeated = next();
        specials.refused = next();
        specials.cures = next();
        specials.helps = next();
        specials.cured_now = next();
        specials.amount = next();
        specials.failed_conditions = next();
    }

    /// A set of words; the same words of the same owner are declared once.
    pub(super) fn words(&mut self, owner: &str, words: Vec<String>) -> WordSet {
        self.symbols.words.push((owner.to_owned(), words));
        WordSet((self.symbols.words.len() - 1) as u32)
    }

    fn declare_settings(&mut self) {
        for item in self.doc.settings.iter() {
            let text: &Expression = &item.value;
            // A setting that is wrong is known all the same, so that its uses are not reported too.
            let mut found = (Ty::Num(LangUnit::Any), 0.0);
            if let Some((code, ty)) = self.expr(text, Ctx::read(Subject::None), Want::Anything) {
                match code.constant() {
                    Some(x) => found = (ty, x),
                    None => self.error_help(
                        Kind::NotConstant,
                        text.pos(),
                        "A setting is a constant.",
                        "Use numbers, truth values, service names and settings above it.",
                    ),
                }
            }
            self.symbols.settings.insert(item.key.as_str(), found);
        }
        // Known everywhere, so that a pack may ask; a file with variants says it itself.
        if self.symbols.settings.get(SETTING).is_none() {
            self.symbols.settings.insert(SETTING, (Ty::Num(LangUnit::Count), 0.0));
        }
    }

    fn declare_tags(&mut self) {
        let mut tags: Names<()> = Names::default();
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut add = |tag: &str, service: Option<u32>| {
            let at = tags.insert(tag, ()) as usize;
            if at == members.len() {
                members.push(Vec::new());
            }
            members[at].extend(service);
        };
        let doc = self.doc;
        for item in doc.services.iter() {
            for tag in &item.value.tags {
                add(tag, self.symbols.services.index(item.key.as_str()));
            }
        }
        for tag in &self.idle_tags {
            add(tag, None);
        }
        let mut unknown: Vec<&Name> = Vec::new();
        for item in doc.tagged.iter() {
            add(&item.key, None);
            for name in &item.value {
                match self.symbols.services.index(name.as_str()) {
                    Some(service) => add(&item.key, Some(service)),
                    None => unknown.push(name),
                }
            }
        }
        for name in unknown {
            self.unknown_service(name);
        }
        for (tag, mut members) in tags.names().zip(members) {
            members.sort_unstable();
            members.dedup();
            let column = self.cells.column();
            for &service in &members {
                self.cells.initial(column + service, 1.0);
            }
            let set = self.symbols.sets.push(members);
            self.symbols.tags.insert(tag, TagSym { set, column });
        }
    }

    /// An error for a service that neither takes part nor stands in the catalogue.
    pub(super) fn unknown_service(&mut self, name: &Text) {
        if self.absent.has(name) {
            return;
        }
        let near = nearest(name, self.symbols.services.names());
        let message = format!("No service `{}`.", name.as_str());
        self.unknown(Kind::UnknownService, name, message, near, None);
    }

    fn declare_faults(&mut self) {
        let count = self.cells.faults;
        let columns = &mut self.symbols.fault_columns;
        columns.active = self.cells.alloc(count);
        columns.contained = self.cells.alloc(count);
        columns.cured = self.cells.alloc(count);
        columns.age = self.cells.alloc(count);
        columns.home = self.cells.alloc(count);
        columns.started_event = self.cells.event_columns(count);
        columns.contained_event = self.cells.event_columns(count);
        columns.cured_event = self.cells.event_columns(count);
        columns.seen_event = self.cells.event_columns(count);
        self.symbols.any_kind = self.cells.column();
        for kind in self.doc.fault_kinds.keys() {
            let column = self.cells.column();
            self.symbols.kinds.insert(kind, column);
        }
        for item in self.doc.faults.iter() {
            let home = match self.symbols.services.index(item.value.at.as_str()) {
                Some(home) => home,
                None => {
                    let at = item.value.at.0.clone();
                    self.unknown_service(&at);
                    0
                }
            };
            self.symbols.faults.insert(item.key.as_str(), FaultSym { home });
        }
    }

    fn declare_fault_params(&mut self) {
        let doc = self.doc;
        // Also parameters of kinds that no fault has: a pack's rules may speak of them.
        let mut types: Names<Option<Ty>> = Names::default();
        for kind in doc.fault_kinds.iter() {
            for item in kind.value.body.with.iter() {
                types.insert(item.key.as_str(), None);
            }
        }
        let mut given = Vec::new();
        for index in 0..doc.faults.len() {
            for (name, text) in self.fault_with(index) {
                types.insert(name, None);
                given.push((index as u32, name, text));
            }
        }
        let mut numbers = Vec::new();
        for (index, name, text) in given {
            let Some((code, found)) = self.expr(text, Ctx::read(Subject::None), Want::Anything) else {
                continue;
            };
            match code.constant() {
                Some(x) => numbers.push((name, index, x)),
                None => self.error(Kind::NotConstant, text.pos(), "A fault's parameter is a constant."),
            }
            let before = types.get(name).copied().flatten();
            let ty = match (before, found) {
                (None, found) => found,
                (Some(Ty::Num(a)), Ty::Num(b)) => Ty::Num(a.meet(b).unwrap_or(LangUnit::Any)),
                (Some(before), _) => before,
            };
            types.insert(name, Some(ty));
        }
        for (name, ty) in types.iter() {
            let base = self.cells.alloc(self.cells.faults);
            let quantity = Quantity {
                ty: ty.unwrap_or(Ty::Num(LangUnit::Any)),
                source: Source::Stored(base),
                access: Access::ReadOnly("a fault's parameter never changes."),
            };
            self.symbols.fault_params.insert(name, quantity);
            for (_, index, x) in numbers.iter().filter(|(of, _, _)| *of == name) {
                self.cells.initial(base + index, *x);
            }
        }
    }

    fn declare_actions(&mut self) {
        let doc = self.doc;
        for item in doc.actions.iter() {
            let mut sym = ActionSym::default();
            let action = item;
            for (name, param) in self.params_of(&action.value) {
                let ty = match param.is.unwrap_or(ParamKind::Text) {
                    ParamKind::Service => Ty::Service,
                    ParamKind::Fault => Ty::Fault,
                    ParamKind::Number => names::ty(param.unit.unwrap_or(Unit::Number), None),
                    ParamKind::Flag => Ty::Truth,
                    ParamKind::Word => {
                        if param.one_of.is_empty() {
                            self.error_help(
                                Kind::MissingKey,
                                name.pos(),
                                format!("`{}` is a word, and its words are missing.", name.as_str()),
                                "Add `one-of: [ a, b ]`.",
                            );
                        }
                        let words = param.one_of.iter().map(|w| w.as_str().to_owned()).collect();
                        Ty::Word(self.words(name.as_str(), words))
                    }
                    ParamKind::Text => Ty::Text,
                    ParamKind::Services | ParamKind::Moments => Ty::Datum,
                    ParamKind::List => {
                        if !param.one_of.is_empty() {
                            // Known, so that lists of the language may name them.
                            self.words(name.as_str(), param.one_of.iter().map(|w| w.as_str().to_owned()).collect());
                        }
                        Ty::Datum
                    }
                    ParamKind::Map => Ty::Datum,
                };
                let [cell, first, last] = [self.cells.alloc(1), self.cells.alloc(1), self.cells.alloc(1)];
                if matches!(ty, Ty::Word(_) | Ty::Service | Ty::Fault) {
                    self.cells.initial(first, -1.0);
                    self.cells.initial(last, -1.0);
                }
                sym.params.insert(name.as_str(), ParamSym { ty, cell, answers: [first, last] });
            }
            self.symbols.actions.insert(action.key.as_str(), sym);
        }
        if self.symbols.actions.index("wait").is_none() {
            self.symbols.actions.insert("wait", ActionSym { params: Names::default() });
        }
    }

    fn declare_groups(&mut self) {
        for item in self.doc.tables.iter() {
            let numeric = item.value.rows.0.iter().all(|row| row.key.parse::<f64>().is_ok());
            let words = (!numeric).then(|| {
                self.words(item.key.as_str(), item.value.rows.0.iter().map(|row| row.key.as_str().to_owned()).collect())
            });
            self.symbols.tables.insert(item.key.as_str(), TableSym { words });
        }
        for log in self.doc.logs.keys() {
            self.symbols.logs.insert(log, ());
        }
        for alert in self.doc.alerts.keys() {
            self.symbols.alerts.insert(alert, ());
        }
    }
}
