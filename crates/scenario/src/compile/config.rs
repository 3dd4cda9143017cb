//! Configuration trees: every path that a service has becomes a column, what faults break becomes cells and numbers.

use brownout_expr::datum::{Datum, Sort};
use brownout_expr::lower::Want;
use brownout_expr::num::MISSING;
use brownout_expr::ops::{Bin, Code, Hold, Op};
use brownout_expr::scope::{Cells, ConfigSym};
use brownout_expr::types::Ty;
use brownout_sim::config::{Broken, Config, Hole, KnownBy, Path, Right, fitted, flatten, number};

use super::Compiler;
use super::names::nearest;
use crate::decode::{Item, Plain};
use crate::diagnostic::{Code as Kind, Diagnostic};
use crate::limits::WORLD_NUMBERS_MAX;
use crate::model::FaultBody;
use crate::source::Pos;

/// Most different paths of a scenario: each is a column over all services.
const PATHS_MAX: usize = 2_000;

/// A path that is broken, and how.
struct Break {
    path: u32,
    datum: Datum,
    pos: Pos,
}

impl<'a> Compiler<'a> {
    /// Declares the paths of all services and the columns that faults need.
    pub(super) fn declare_config(&mut self) {
        let doc = self.doc;
        let services = self.symbols.services.len();
        let mut paths: Vec<Path> = Vec::new();
        for (service, item) in doc.services.iter().enumerate() {
            for leaf in item.value.config.iter().flat_map(|tree| &tree.0) {
                let at = match paths.iter().position(|path| path.name == leaf.path) {
                    Some(at) => at,
                    None if paths.len() >= PATHS_MAX || paths.len() * services > WORLD_NUMBERS_MAX as usize => {
                        let message = "There are more settings here than a scenario may have.";
                        let help = format!("At most {PATHS_MAX} different paths.");
                        return self.error_help(Kind::TooMany, leaf.pos, message, help);
                    }
                    None => {
                        let healthy = vec![None; services];
                        paths.push(Path { name: leaf.path.clone(), hold: Hold::Text, base: 0, healthy });
                        paths.len() - 1
                    }
                };
                if let Some(slot) = paths.get_mut(at).and_then(|path| path.healthy.get_mut(service)) {
                    *slot = Some(leaf.datum.clone());
                }
            }
        }
        let broken: Vec<(usize, Vec<Break>)> =
            (0..doc.faults.len()).map(|index| (index, self.breaks_of(index, &paths))).collect();
        self.check_broken_once(&broken);
        for (index, path) in paths.iter_mut().enumerate() {
            let healthy = path.healthy.iter().flatten();
            let broken = broken.iter().flat_map(|(_, breaks)| breaks).filter(|b| b.path as usize == index);
            path.hold = hold(healthy.chain(broken.map(|b| &b.datum)));
            path.base = self.cells.column();
            for (service, healthy) in (0u32..).zip(&path.healthy) {
                let x = match healthy {
                    Some(datum) => number(path.hold, datum, |text| f64::from(self.cells.symbol(text))),
                    None => MISSING,
                };
                self.cells.initial(path.base + service, x);
            }
            let of = path.healthy.iter().map(Option::is_some).collect();
            let sym = ConfigSym { hold: path.hold, base: path.base, of };
            self.symbols.configs.paths.insert(&path.name, sym);
        }
        let faults = self.cells.faults;
        let configs = &mut self.symbols.configs;
        configs.breaking = broken.iter().map(|(_, breaks)| !breaks.is_empty()).collect();
        if configs.breaking.contains(&true) {
            configs.restored = Some(self.cells.alloc(faults));
            configs.offered = Some(self.cells.alloc(faults));
        }
        if doc.faults.iter().any(|fault| !fault.value.masked_by.iter().all(|name| self.absent.fault(name))) {
            configs.masked = Some(self.cells.alloc(faults));
        }
        self.plan.masked = self.symbols.configs.masked;
        if !paths.is_empty() {
            let shown = self.cells.column();
            let (restored, offered) = (self.symbols.configs.restored, self.symbols.configs.offered);
            self.plan.config = Some(Config { paths, shown, restored, offered });
        }
    }

    /// Of a path that two faults break nobody could say which of them is cured.
    fn check_broken_once(&mut self, broken: &[(usize, Vec<Break>)]) {
        let home = |index: usize| self.symbols.faults.at(index as u32).map(|fault| fault.home);
        let mut twice = Vec::new();
        for (index, breaks) in broken {
            for this in breaks {
                let same = |(other, theirs): &&(usize, Vec<Break>)| {
                    other < index && home(*other) == home(*index) && theirs.iter().any(|b| b.path == this.path)
                };
                if let Some((other, _)) = broken.iter().find(same) {
                    twice.push((this.pos, self.symbols.faults.name(*other as u32).to_owned()));
                }
            }
        }
        for (pos, other) in twice {
            let message = format!("Fault `{other}` breaks this setting too.");
            self.error_help(Kind::DuplicateKey, pos, message, "Let one of them break another one.");
        }
    }

    /// What a fault breaks: its own `breaks` or else its kind's.
    fn broken_by(&self, index: usize) -> &'a [Item<Plain>] {
        let bodies = self.bodies(index).0;
        bodies.into_iter().map(|body| body.breaks.0.as_slice()).find(|breaks| !breaks.is_empty()).unwrap_or(&[])
    }

    fn breaks_of(&mut self, index: usize, paths: &[Path]) -> Vec<Break> {
        let home = self.symbols.faults.at(index as u32).map_or(0, |fault| fault.home);
        let mut breaks = Vec::new();
        for item in self.broken_by(index) {
            let whole = Datum::Map([(item.key.as_str().to_owned(), item.value.datum.clone())].into());
            for (path, datum) in flatten(&whole) {
                match paths.iter().position(|known| known.name == path && known.of(home)) {
                    Some(at) => breaks.push(Break { path: at as u32, datum, pos: item.value.pos }),
                    None => self.unknown_path(&path, item.key.pos(), home, paths),
                }
            }
        }
        breaks
    }

    fn unknown_path(&mut self, path: &str, pos: Pos, home: u32, paths: &[Path]) {
        let near = nearest(path, paths.iter().filter(|known| known.of(home)).map(|known| known.name.as_str()));
        let message = format!("The configuration of `{}` has no `{path}`.", self.symbols.services.name(home));
        let found = Diagnostic::error(Kind::UnknownPath, pos, message);
        self.out.push(match near {
            Some(near) => found.help(format!("Did you mean `{near}`?")).replace(pos, near),
            None => found.help("What is broken stands in the service's `config` too, as it is when all is well."),
        });
    }

    /// What a fault breaks, as the engine has it.
    pub(super) fn lower_breaks(&mut self, index: usize, bodies: &[&'a FaultBody]) -> Vec<Broken> {
        let Some(paths) = self.plan.config.as_ref().map(|config| config.paths.clone()) else { return Vec::new() };
        let home = self.symbols.faults.at(index as u32).map_or(0, |fault| fault.home);
        let mut rights: Vec<(&str, Right, Pos)> = Vec::new();
        for item in bodies.iter().flat_map(|body| &body.right.0) {
            if rights.iter().all(|(path, _, _)| *path != item.key.as_str())
                && let Some(right) = self.right(item, home, &paths)
            {
                rights.push((item.key.as_str(), right, item.value.pos));
            }
        }
        // What is wrong with a path was said when it was declared.
        let said = self.out.len();
        let breaks = self.breaks_of(index, &paths);
        self.out.truncate(said);
        let mut broken = Vec::new();
        for Break { path, datum, pos } in breaks {
            let Some(known) = paths.get(path as usize) else { continue };
            let healthy = known.healthy(home).clone();
            let named = rights.iter().find(|(name, _, _)| *name == known.name);
            let right = named.map_or_else(|| Right::Like(healthy.clone()), |(_, right, _)| right.clone());
            let list = |service: u32, path: u32| {
                paths.get(path as usize).map_or(Datum::Missing, |p| p.healthy(service).clone())
            };
            let degree = |datum: &Datum| right.degree(datum, list) == brownout_sim::config::Degree::Right;
            if !degree(&healthy) {
                let message = format!(
                    "`{}` stands at `{}` when all is well, and does not count as right.",
                    healthy.shown(),
                    known.name
                );
                let pos = named.map_or(pos, |(_, _, pos)| *pos);
                self.error_help(Kind::NotBroken, pos, message, "Let `right` let through what `config` has there.");
            }
            if degree(&datum) {
                let message =
                    format!("`{}` counts as right at `{}`: nothing would be broken.", datum.shown(), known.name);
                self.error_help(
                    Kind::NotBroken,
                    pos,
                    message,
                    "Break it to something that is further off, or say under `right` what is right.",
                );
            }
            let fit = fitted(known.hold, &datum).unwrap_or_default();
            let value = number(known.hold, &fit, |text| f64::from(self.cells.symbol(text)));
            broken.push(Broken { path, value, right });
        }
        for (name, _, pos) in rights {
            if !broken.iter().any(|b| paths.get(b.path as usize).is_some_and(|p| p.name == name)) {
                let message = format!("`{name}` is not among what this fault breaks.");
                self.error_help(Kind::UnknownPath, pos, message, "`right` speaks of paths under `breaks`.");
            }
        }
        broken
    }

    /// A value or a pattern under `right`.
    fn right(&mut self, item: &Item<Plain>, home: u32, paths: &[Path]) -> Option<Right> {
        let pos = item.value.pos;
        let healthy = paths
            .iter()
            .find(|path| path.name == item.key.as_str())
            .map_or(Datum::Missing, |path| path.healthy(home).clone());
        let pattern = match &item.value.datum {
            Datum::Text(text) => text.split_once('<').and_then(|(before, rest)| {
                let (hole, after) = rest.split_once('>')?;
                Some((before.to_owned(), hole.to_owned(), after.to_owned()))
            }),
            _ => None,
        };
        let Some((before, hole, after)) = pattern else { return Some(Right::Like(item.value.datum.clone())) };
        let hole = if hole == "any" {
            Hole::Any
        } else if let Some((service, path)) = hole.strip_prefix("one of ").and_then(|of| of.split_once('.')) {
            let Some(service) = self.symbols.services.index(service) else {
                self.unknown_service(&crate::text::Text::whole(service, pos));
                return None;
            };
            let Some(at) = paths.iter().position(|known| known.name == path && known.of(service)) else {
                self.unknown_path(path, pos, service, paths);
                return None;
            };
            Hole::MemberOf(service, at as u32)
        } else {
            // `<token>`: whatever stands in its place.
            return Some(Right::Like(item.value.datum.clone()));
        };
        Some(Right::Pattern { healthy, before, hole, after })
    }

    /// By what a change is known to mean a fault: what `known-by` names, or else all that it breaks by its first key.
    pub(super) fn known_by(&mut self, index: usize, bodies: &[&'a FaultBody], breaks: &[Broken]) -> KnownBy {
        let named = bodies.iter().find_map(|body| body.known_by.as_ref());
        let first = self.broken_by(index).first().map(|item| item.key.as_str());
        let mut keys: Vec<&str> = named.into_iter().flatten().map(|key| key.trim()).collect();
        let key = keys.first().copied().or(first).unwrap_or("").to_owned();
        if keys.is_empty() {
            keys.push("");
        }
        let Some(paths) = self.plan.config.as_ref().map(|config| &config.paths) else { return KnownBy::default() };
        let under = |path: &str, key: &str| {
            key.is_empty() || path.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let wanted: Vec<(String, Datum)> = (breaks.iter())
            .filter_map(|broken| Some((paths.get(broken.path as usize)?.name.clone(), broken.right.wanted())))
            .filter(|(path, _)| keys.iter().any(|key| under(path, key)))
            .collect();
        for key in named.into_iter().flatten() {
            if !wanted.iter().any(|(path, _)| under(path, key.trim())) {
                let message = format!("`{}` is not among what this fault breaks.", key.trim());
                self.error_help(Kind::UnknownPath, key.pos(), message, "`known-by` speaks of paths under `breaks`.");
            }
        }
        KnownBy { key, wanted }
    }

    /// The faults that mask one; those that were not picked mask nothing.
    pub(super) fn masks_of(&mut self, index: usize, bodies: &[&'a FaultBody]) -> Vec<u32> {
        if let Some(when) = bodies.iter().find_map(|body| body.masked_when.as_ref())
            && self.constant(when, Want::Fits(Ty::Truth)) == Some(0.0)
        {
            return Vec::new();
        }
        let fault = self.doc.faults.iter().nth(index);
        fault.into_iter().flat_map(|f| &f.value.masked_by).filter_map(|name| self.symbols.faults.index(name)).collect()
    }

    /// A fault that says nothing else is cured when everything that it broke is right again.
    pub(super) fn all_restored(&self, index: u32) -> Option<Code> {
        let column = self.symbols.configs.restored?;
        Some(Code { ops: Box::new([Op::Load(column + index), Op::BinConst(Bin::Ge, 1.0)]) })
    }
}

/// How cells hold these values: alike ones as what they are, mixed ones by their texts.
fn hold<'d>(values: impl Iterator<Item = &'d Datum>) -> Hold {
    let mut found = None;
    for datum in values {
        let this = match datum.sort() {
            Sort::Missing => continue,
            Sort::Number => Hold::Number,
            Sort::Flag => Hold::Flag,
            Sort::Text => Hold::Text,
            Sort::List | Sort::Map => Hold::Datum,
        };
        match found {
            None => found = Some(this),
            Some(before) if before == this => {}
            Some(_) => return Hold::Datum,
        }
    }
    found.unwrap_or(Hold::Text)
}
