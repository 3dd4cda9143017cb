//! From a settled scenario to a plan: names become indices, texts become code, everything is checked. All that is
//! wrong is reported at once, each with its place; a plan comes out only if nothing is.
//!
//! The order matters: first every name is declared (`names`, `declare`, `quantities`), then every text is lowered
//! against them.

mod absent;
mod acts;
mod alerts;
mod cascade;
mod cells;
mod checks;
mod config;
mod cures;
mod declare;
mod faults;
mod graph;
mod judge;
mod names;
mod plays;
mod quantities;
mod roles;
mod room;
mod said;
mod starts;
mod tables;
mod telemetry;
mod texts;
mod timeline;

use std::collections::BTreeSet;

use brownout_expr::lower::{self, Ctx, Subject, Target, Want};
use brownout_expr::ops::Rule;
use brownout_expr::parse;
use brownout_expr::scope::Symbols;
use brownout_expr::types::{Ty, Unit};
use brownout_sim::plan::Plan;

use crate::diagnostic::{Code, Diagnostic};
use crate::load::{Authored, Rejected};
use crate::model::Document;
use crate::settle::Settled;
use crate::text::Text;
use crate::tree::Node;
use crate::variant::SETTING;
use absent::Absent;
use cells::Interner;
pub use plays::{LOUDEST, Play, PlayStep, Trap};
pub use roles::{Policy, PolicyRule};

/// A scenario ready to be played with one seed.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Compiled {
    /// What the engine runs.
    pub plan: Plan,
    /// The scripted players: `expert` and others by name.
    pub plays: Vec<Play>,
    /// The scripted players that decide anew each step.
    pub policies: Vec<Policy>,
    /// Why the naive player wins here, where that is meant.
    pub naive_wins: Option<String>,
    /// Whether another seed may give another plan; if not, this one is played with every seed.
    pub drawn: bool,
    /// Warnings and notes. They belong to texts, so they do not travel with the bytes of a compiled scenario.
    #[serde(skip)]
    pub notes: Vec<Diagnostic>,
}

impl Compiled {
    /// A scripted player's steps.
    #[must_use]
    pub fn play(&self, name: &str) -> Option<&Play> {
        self.plays.iter().find(|play| play.name == name)
    }

    /// A scripted player that decides anew each step.
    #[must_use]
    pub fn policy(&self, name: &str) -> Option<&Policy> {
        self.policies.iter().find(|policy| policy.name == name)
    }
}

/// The work in progress.
struct Compiler<'a> {
    doc: &'a Document,
    absent: Absent<'a>,
    /// Tags that only services carry that do not take part.
    idle_tags: BTreeSet<&'a str>,
    /// Whether the cascade is a level rather than added every tick.
    level: bool,
    symbols: Symbols,
    cells: Interner,
    rules: Vec<Rule>,
    plan: Plan,
    out: Vec<Diagnostic>,
    /// Where the scenario stands as a whole.
    root: crate::source::Pos,
}

/// A number that is known before anything is compiled: from literals and settings. Services may be named by settings.
pub(crate) fn constant_in(tree: &Node, services: &[String], text: &Text, out: &mut Vec<Diagnostic>) -> Option<f64> {
    let mut symbols = Symbols::default();
    for service in services {
        symbols.services.insert(service, ());
    }
    let mut cells = Interner::default();
    let mut lowered = |symbols: &Symbols, text: &Text| {
        let node = parse::parse_expr(text)?;
        let target = Target { symbols, cells: &mut cells, formulas: &[], trial: false };
        lower::expr(target, Ctx::read(Subject::None), &node, Want::Anything)
    };
    for (name, entry) in tree.get("settings").and_then(Node::map).into_iter().flat_map(|map| &map.entries) {
        // What is wrong with a setting is said where settings are compiled.
        let found = entry.node.text().and_then(|text| lowered(&symbols, text).ok());
        let (ty, x) = found.and_then(|(code, ty)| Some((ty, code.constant()?))).unwrap_or((Ty::Num(Unit::Any), 0.0));
        symbols.settings.insert(name, (ty, x));
    }
    if symbols.settings.get(SETTING).is_none() {
        symbols.settings.insert(SETTING, (Ty::Num(Unit::Count), 0.0));
    }
    match lowered(&symbols, text) {
        Ok((code, Ty::Num(_) | Ty::Truth)) if code.constant().is_some() => return code.constant(),
        Ok(_) => {
            let found = Diagnostic::error(Code::NotConstant, text.pos(), "A number is needed here, before the run.");
            out.push(found.help("Use numbers and settings."));
        }
        Err(errors) => out.extend(errors.iter().map(|error| Diagnostic::language(error, text))),
    }
    None
}

impl Authored {
    /// Settles and compiles for a seed.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn compile(&self, seed: u64) -> Result<Compiled, Rejected> {
        let mut out = Vec::new();
        match self.settle_into(seed, &mut out) {
            Some(settled) => compile(self, &settled, out),
            None => Err(Rejected::new(out, self.sources.clone())),
        }
    }
}

/// Compiles what is settled; `out` is what was wrong before.
fn compile(authored: &Authored, settled: &Settled, out: Vec<Diagnostic>) -> Result<Compiled, Rejected> {
    let doc = &settled.document;
    // A metric or value of the same name is what a text means.
    let hidden = |name: &&str| {
        doc.metrics.get(name).is_some() || doc.values.get(name).is_some() || doc.settings.get(name).is_some()
    };
    let absent = settled.absent.iter().map(String::as_str);
    let mut compiler = Compiler {
        doc,
        absent: Absent {
            services: set(absent.filter(|name| !hidden(name))),
            faults: set(settled.idle_faults.iter().map(String::as_str)),
        },
        idle_tags: set(settled.idle_tags.iter().map(String::as_str)),
        level: true,
        symbols: Symbols::default(),
        cells: Interner::default(),
        rules: vec![Rule::FREE],
        plan: Plan::default(),
        out,
        root: settled.tree.pos,
    };
    compiler.about(authored);
    compiler.declare();
    if !compiler.fits() {
        // A world that is too large is not filled: the rest is told of the next one.
        return compiler.finish(settled, Vec::new(), Vec::new());
    }
    compiler.lower_all();
    let plays = compiler.plays();
    let policies = compiler.policies();
    compiler.check_effects(settled);
    compiler.fits();
    compiler.finish(settled, plays, policies)
}

/// A set of names. By inserting: collecting one sorts them first, with a sort of its own for the type.
fn set<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut set = BTreeSet::new();
    set.extend(names);
    set
}

impl Compiler<'_> {
    fn about(&mut self, authored: &Authored) {
        let about = &mut self.plan.about;
        about.id.clone_from(&authored.id);
        about.base.clone_from(&authored.variant.base);
        about.variant = authored.variant.number;
        about.variants = authored.variant.count;
        about.held_out = authored.variant.is_held_out(authored.variant.number);
        about.pack_title = authored.pack_title.clone().unwrap_or_else(|| authored.pack.clone());
        about.title = self.doc.title.as_ref().map_or_else(|| authored.id.clone(), |t| t.trim().to_owned());
        about.about = self.doc.about.as_ref().map_or(String::new(), |t| t.trim().to_owned());
        about.difficulty = self.doc.difficulty.as_ref().map_or(String::new(), |t| t.as_str().to_owned());
    }

    fn lower_all(&mut self) {
        self.lower_roles();
        self.lower_metrics();
        self.lower_values();
        self.lower_starts();
        self.lower_status();
        self.lower_tables();
        self.lower_faults();
        self.lower_cascade();
        self.lower_rules();
        self.lower_actions();
        self.lower_alerts();
        self.lower_logs();
        self.lower_noise();
        self.lower_telemetry();
        self.lower_facts();
        self.lower_timeline();
        self.lower_judging();
    }

    fn finish(mut self, settled: &Settled, plays: Vec<Play>, policies: Vec<Policy>) -> Result<Compiled, Rejected> {
        crate::diagnostic::sort(&mut self.out);
        if self.out.iter().any(Diagnostic::is_error) {
            return Err(Rejected::new(self.out, settled.sources.clone()));
        }
        let mut plan = self.plan;
        plan.env.rules = self.rules;
        plan.env.services = plan.services.len() as u32;
        self.cells.finish(&mut plan);
        plan.specials = self.symbols.specials;
        plan.fault_columns = self.symbols.fault_columns;
        plan.any_kind = self.symbols.any_kind;
        plan.words = self.symbols.words;
        let naive_wins = self.doc.naive_wins.as_ref().map(|t| t.trim().to_owned());
        Ok(Compiled { plan, plays, policies, naive_wins, drawn: settled.drawn, notes: self.out })
    }
}
