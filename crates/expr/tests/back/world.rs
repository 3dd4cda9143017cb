//! A small world to run texts in: four services, three calls, two faults, and what tests ask about them.
//!
//! ```text
//! shop ──▶ checkout ──▶ db      cache
//!    └──────────────────▲
//! ```

use brownout_expr::error::LangError;
use brownout_expr::eval::{Env, Host, Regs, run};
use brownout_expr::lower::{self, Ctx, Formula, Role, Subject, Target, Want};
use brownout_expr::ops::{Code, Effect, Rule};
use brownout_expr::parse;
use brownout_expr::scope::*;
use brownout_expr::types::{Ty, Unit, WordSet};

use crate::cells::Desk;

pub const STATUS: WordSet = WordSet(0);
pub const VERB: WordSet = WordSet(1);

/// Names, cells and what they hold.
pub struct World {
    pub symbols: Symbols,
    pub desk: Desk,
    pub env: Env,
    pub cells: Vec<f64>,
    pub formulas: Vec<Formula>,
    pub said: Said,
}

/// A host that writes down what it was asked.
#[derive(Default)]
pub struct Said {
    pub lines: Vec<String>,
    pub notes: u32,
    pub inheriting: bool,
}

impl Host for Said {
    fn past(&self, _: &[f64], slot: u32, ticks: u16) -> f64 {
        f64::from(slot) + f64::from(ticks) / 100.0
    }
    fn draw(&mut self, site: u32, member: Option<u32>, low: f64, high: f64, whole: bool) -> f64 {
        self.lines.push(format!("draw #{site} {member:?} {low} {high} {whole}"));
        low + (high - low) / 4.0
    }
    fn effect(&mut self, _: &mut [f64], effect: Effect, operand: f64, regs: Regs) {
        self.lines.push(format!("{effect:?} {operand} at {}", regs.service));
    }
    fn note(&mut self) {
        self.notes += 1;
    }
    fn inheriting(&self) -> bool {
        self.inheriting
    }
}

fn formula(text: &str) -> Source {
    Source::Formula(Box::new(parse::parse_expr(text).unwrap()))
}

impl World {
    pub fn new() -> World {
        let mut w = World {
            symbols: Symbols::default(),
            desk: Desk { next: 1, ..Desk::default() },
            env: Env { rules: vec![Rule::FREE], sets: Sets::default(), services: 4 },
            cells: vec![0.0; 4000],
            formulas: Vec::new(),
            said: Said::default(),
        };
        w.names();
        w.metrics();
        w.values();
        w.faults();
        w.actions();
        w.symbols.prepare_sets();
        w.desk.sets = w.symbols.sets.clone();
        w.desk.graph = w.symbols.clone();
        w
    }

    fn names(&mut self) {
        for name in ["shop", "checkout", "db", "cache"] {
            self.symbols.services.insert(name, ());
        }
        self.symbols.calls = vec![(0, 1), (0, 2), (1, 2)];
        let words = |label: &str, words: &[&str]| (label.to_owned(), words.iter().map(|w| (*w).to_owned()).collect());
        self.symbols.words.push(words("status", &["healthy", "degraded", "critical", "down"]));
        self.symbols.words.push(words("verb", &["restart", "grow", "shrink"]));
        for (name, members) in [("edge", vec![0, 1]), ("nobody", vec![])] {
            let column = self.desk.take(4);
            for &member in &members {
                self.cells[(column + member) as usize] = 1.0;
            }
            let set = self.symbols.sets.push(members);
            self.symbols.tags.insert(name, TagSym { set, column });
        }
    }

    fn rule(&mut self, rule: Rule) -> Access {
        self.env.rules.push(rule);
        Access::Write(self.env.rules.len() as u32 - 1)
    }

    fn stored(&mut self, ty: Ty, low: f64, high: f64, start: &[f64]) -> Quantity {
        let base = self.desk.take(start.len() as u32);
        self.cells[base as usize..][..start.len()].copy_from_slice(start);
        let whole = matches!(ty, Ty::Num(Unit::Count) | Ty::Truth);
        let access = self.rule(Rule { low, high, whole, own: None });
        Quantity { ty, source: Source::Stored(base), access }
    }

    fn metrics(&mut self) {
        const MIB: f64 = 1_048_576.0;
        for (name, ty, low, high, start) in [
            ("err", Ty::Num(Unit::Ratio), 0.0, 1.0, [0.1, 0.2, 0.3, 0.4]),
            ("p99", Ty::Num(Unit::Seconds), 0.0, 600.0, [0.05, 0.5, 1.0, 2.0]),
            ("mem", Ty::Num(Unit::Bytes), 0.0, 1e12, [MIB, 2.0 * MIB, 3.0 * MIB, 4.0 * MIB]),
            ("retries", Ty::Num(Unit::Count), 0.0, 10.0, [0.0, 1.0, 2.0, 3.0]),
            ("rate", Ty::Num(Unit::Rate), 0.0, 1e9, [10.0, 20.0, 30.0, 40.0]),
            ("open", Ty::Truth, 0.0, 1.0, [0.0, 1.0, 0.0, 1.0]),
            ("x", Ty::Num(Unit::Any), f64::MIN, f64::MAX, [3.0, -2.0, 0.5, 8.0]),
            ("status", Ty::Word(STATUS), 0.0, 3.0, [0.0, 1.0, 3.0, 2.0]),
            ("next", Ty::Service, 0.0, 3.0, [1.0, 2.0, 3.0, 0.0]),
            ("tag-like", Ty::Num(Unit::Any), -1.0, 1.0, [0.0; 4]),
        ] {
            let quantity = self.stored(ty, low, high, &start);
            self.symbols.metrics.insert(name, quantity);
        }
        // Own part beside the sum, as of a metric that a level cascade writes.
        let base = self.desk.take(8);
        self.cells[base as usize..][..8].copy_from_slice(&[0.5, 0.5, 0.5, 0.5, 0.3, 0.3, 0.3, 0.3]);
        let access = self.rule(Rule { low: 0.0, high: 1.0, whole: false, own: Some(4) });
        let split = Quantity { ty: Ty::Num(Unit::Ratio), source: Source::Stored(base), access };
        self.symbols.metrics.insert("pain", split);
        let read_only = || Access::ReadOnly("the clock sets it.");
        for (name, ty, source) in [
            ("load", Ty::Num(Unit::Any), formula("x * 2 + limit")),
            ("heavy", Ty::Num(Unit::Any), formula("load + max(load over callees)")),
            ("next-x", Ty::Num(Unit::Any), formula("next.x")),
            ("hop", Ty::Num(Unit::Any), formula("next.next-x")),
            ("ring", Ty::Num(Unit::Any), formula("gnir + 1")),
            ("gnir", Ty::Num(Unit::Any), formula("ring + 1")),
            ("broken", Ty::Num(Unit::Any), formula("no-such-thing + 1")),
            ("always", Ty::Num(Unit::Any), Source::Constant(5.0)),
        ] {
            self.symbols.metrics.insert(name, Quantity { ty, source, access: read_only() });
        }
        let clocked = self.stored(Ty::Num(Unit::Any), 0.0, 0.0, &[7.0; 4]);
        self.symbols.metrics.insert("clocked", Quantity { access: read_only(), ..clocked });
        let knob = self.stored(Ty::Num(Unit::Seconds), 0.0, 60.0, &[1.0, 2.0, 3.0]);
        self.symbols.links.insert("timeout", knob);
    }

    fn values(&mut self) {
        for (name, ty, start) in [
            ("budget", Ty::Num(Unit::Any), 42.0),
            ("lives", Ty::Num(Unit::Count), 3.0),
            ("boss", Ty::Service, 2.0),
            ("mode", Ty::Word(VERB), 1.0),
            ("broken-off", Ty::Truth, 0.0),
            ("err-free", Ty::Num(Unit::Ratio), 0.0),
            ("lost", Ty::Service, 77.0),
            ("huge", Ty::Num(Unit::Any), 1e308),
        ] {
            let quantity = self.stored(ty, -100.0, 100.0, &[start]);
            self.symbols.values.insert(name, quantity);
        }
        let total = Quantity {
            ty: Ty::Num(Unit::Ratio),
            source: formula("sum(err over services)"),
            access: Access::ReadOnly("it follows a formula."),
        };
        self.symbols.values.insert("total", total);
        for (name, ty, x) in [
            ("limit", Ty::Num(Unit::Any), 7.0),
            ("slow", Ty::Num(Unit::Seconds), 2.0),
            ("mended", Ty::Truth, 1.0),
            ("off", Ty::Truth, 0.0),
            ("first-service", Ty::Service, 3.0),
        ] {
            self.symbols.settings.insert(name, (ty, x));
        }
        let specials = &mut self.symbols.specials;
        let cells = [
            (&mut specials.tick, 12.0),
            (&mut specials.step, 4.0),
            (&mut specials.in_tick, 0.0),
            (&mut specials.wrong, 1.0),
            (&mut specials.repeated, 0.0),
            (&mut specials.refused, 0.0),
            (&mut specials.cures, 1.0),
            (&mut specials.helps, 0.0),
            (&mut specials.cured_now, 2.0),
            (&mut specials.amount, 0.25),
            (&mut specials.failed_conditions, 0.5),
        ];
        for (cell, start) in cells {
            *cell = self.desk.take(1);
            self.cells[*cell as usize] = start;
        }
    }

    fn faults(&mut self) {
        self.symbols.faults.insert("leak", FaultSym { home: 2 });
        self.symbols.faults.insert("storm", FaultSym { home: 1 });
        let mut column = |start: [f64; 2]| {
            let base = self.desk.take(2);
            self.cells[base as usize..][..2].copy_from_slice(&start);
            base
        };
        self.symbols.fault_columns = FaultColumns {
            active: column([1.0, 0.0]),
            contained: column([1.0, 0.0]),
            cured: column([0.0, 1.0]),
            age: column([5.0, 9.0]),
            home: column([2.0, 1.0]),
            started_event: [column([1.0, 1.0]), column([2.0, 3.0]), column([2.0, 3.0])],
            contained_event: [column([2.0, 0.0]), column([4.0, NEVER]), column([8.0, NEVER])],
            cured_event: [column([0.0, 1.0]), column([NEVER, 10.0]), column([NEVER, 10.0])],
            seen_event: [column([1.0, 0.0]), column([6.0, NEVER]), column([6.0, NEVER])],
        };
        let speed = self.stored(Ty::Num(Unit::Any), f64::MIN, f64::MAX, &[6.0, 0.5]);
        self.symbols.fault_params.insert("speed", speed);
        let fixed = Quantity { ty: Ty::Num(Unit::Any), source: Source::Constant(11.0), access: Access::ReadOnly("") };
        self.symbols.fault_params.insert("weight", fixed);
        let kind = self.desk.take(4);
        self.cells[kind as usize + 2] = 2.0;
        self.symbols.kinds.insert("oom", kind);
        self.symbols.any_kind = self.desk.take(4);
        self.cells[self.symbols.any_kind as usize + 2] = 1.0;
        let conditions = self.desk.take(2);
        self.cells[conditions as usize + 1] = 1.0;
        self.symbols.conditions = (conditions, 2);
    }

    fn actions(&mut self) {
        let mut action = |name: &str, params: &[(&str, Ty, f64)]| {
            let mut sym = ActionSym::default();
            for (name, ty, start) in params {
                let cell = self.desk.take(3);
                self.cells[cell as usize..][..3].copy_from_slice(&[*start, *start + 100.0, *start + 200.0]);
                sym.params.insert(name, ParamSym { ty: *ty, cell, answers: [cell + 1, cell + 2] });
            }
            self.symbols.actions.insert(name, sym);
        };
        action("wait", &[]);
        action("restart", &[("target", Ty::Service, 1.0)]);
        action(
            "scale",
            &[("target", Ty::Service, 1.0), ("replicas", Ty::Num(Unit::Count), 4.0), ("how", Ty::Word(VERB), 2.0)],
        );
        self.symbols.tables.insert("sizes", TableSym { words: Some(VERB) });
        self.symbols.tables.insert("stages", TableSym { words: None });
        self.symbols.logs.insert("slow-log", ());
        self.symbols.alerts.insert("errors", ());
    }

    /// What `place` holds: `budget`, `shop.err`.
    pub fn get(&self, place: &str) -> f64 {
        let (quantity, index) = match place.split_once('.') {
            None => (self.symbols.values.get(place).unwrap(), 0),
            Some((link, knob)) if link.contains("->") => {
                let (a, b) = link.split_once("->").unwrap();
                let ends = (self.symbols.services.index(a).unwrap(), self.symbols.services.index(b).unwrap());
                let call = self.symbols.calls.iter().position(|call| *call == ends).unwrap();
                (self.symbols.links.get(knob).unwrap(), call as u32)
            }
            Some((service, metric)) => {
                (self.symbols.metrics.get(metric).unwrap(), self.symbols.services.index(service).unwrap())
            }
        };
        let Source::Stored(base) = quantity.source else { panic!("{place}") };
        self.cells[(base + index) as usize]
    }

    /// Where a text stands, by a short name.
    pub fn place(at: &str) -> (Ctx, Regs) {
        let read = Ctx::read(Subject::None);
        let this = Ctx::read(Subject::Current(Kind::Service));
        match at {
            "run" => (read, Regs::default()),
            "shop" => (Ctx::read(Subject::Fixed(0)), Regs::default()),
            "checkout" => (this, Regs::service(1)),
            "leak" => (read.fault(0, 2).role(Role::World), Regs::fault(0, 2)),
            "rule" => (read.role(Role::World), Regs::default()),
            "cascade" => (Ctx { cascade: true, ..this.role(Role::World) }, Regs::service(1)),
            "scale" => (Ctx::read(Subject::Current(Kind::Service)).role(Role::Effect).action(2), Regs::service(1)),
            "shown" => (this.role(Role::Shown).action(2), Regs::service(1)),
            "faults" => (Ctx::read(Subject::Current(Kind::Fault)), Regs::fault(1, 1)),
            "calls" => (Ctx::read(Subject::Current(Kind::Call)), Regs { call: 2, ..Regs::default() }),
            _ => panic!("no place {at}"),
        }
    }

    fn target(&mut self) -> Target<'_> {
        Target { symbols: &self.symbols, cells: &mut self.desk, formulas: &self.formulas, trial: false }
    }

    pub fn lower(&mut self, at: &str, text: &str) -> Result<(Code, Ty), Vec<LangError>> {
        let node = parse::parse_expr(text)?;
        lower::expr(self.target(), World::place(at).0, &node, Want::Anything)
    }

    pub fn lower_script(&mut self, at: &str, text: &str) -> Result<Code, Vec<LangError>> {
        let script = parse::parse_script(text)?;
        lower::script(self.target(), World::place(at).0, &script)
    }

    pub fn lower_template(&mut self, at: &str, text: &str) -> Result<TemplateCode, Vec<LangError>> {
        let template = parse::parse_template(text)?;
        lower::template(self.target(), World::place(at).0, &template)
    }

    pub fn lower_pattern(&mut self, at: &str, text: &str, home: Option<u32>) -> Result<PatternCode, Vec<LangError>> {
        let pattern = parse::parse_pattern(text)?;
        lower::pattern(self.target(), World::place(at).0, &pattern, home)
    }

    pub fn run(&mut self, code: &Code, regs: Regs) -> f64 {
        for &(cell, size) in &self.desk.sizes {
            self.cells[cell as usize] = size;
        }
        self.env.sets = self.desk.sets.clone();
        run(code, &self.env, &mut self.cells, regs, &mut self.said)
    }

    /// What an expression comes to, `name: unit` of its type, and `!` for each note.
    pub fn says(&mut self, at: &str, text: &str) -> String {
        let (code, ty) = match self.lower(at, text) {
            Ok(lowered) => lowered,
            Err(errors) => {
                return errors.iter().map(|e| format!("{}: {e}", e.code.as_str())).collect::<Vec<_>>().join(" | ");
            }
        };
        self.said.notes = 0;
        let x = self.run(&code, World::place(at).1);
        let shown = match ty {
            Ty::Num(_) if x == NEVER => "never".to_owned(),
            Ty::Num(unit) => format!("{x} {}", unit.word()),
            Ty::Truth if x == 1.0 || x == 0.0 => format!("{}", x != 0.0),
            Ty::Truth => format!("neither true nor false but {x}"),
            Ty::Word(set) => self.symbols.word_list(set)[x as usize].clone(),
            Ty::Service => self.symbols.services.name(x as u32).to_owned(),
            Ty::Fault => self.symbols.faults.name(x as u32).to_owned(),
            Ty::Text | Ty::Datum => format!("{:?}", self.desk.symbols[x as usize]),
            Ty::Never => "never".to_owned(),
        };
        format!("{shown}{}", "!".repeat(self.said.notes as usize))
    }
}

pub const NEVER: f64 = brownout_expr::num::NEVER;

/// Compares what each text of a table comes to, at the place named before it.
#[track_caller]
pub fn check(cases: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(at, text, expected)| (at, text, expected, World::new().says(at, text)))
        .filter(|(_, _, expected, got)| **expected != got)
        .map(|(at, text, expected, got)| format!("{at}: {text}\n  wanted {expected}\n  got    {got}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
