//! Hands out cells, and remembers what lowering asks to have counted, copied or kept.

use brownout_expr::num::NEVER;
use brownout_expr::ops::Code;
use brownout_expr::scope::{
    Addr, Cells, EventAddr, Family, Kind, Names, PushCode, Sets, Symbols, TemplateCode, Watched,
};
use brownout_sim::plan::{Plan, Tracked};
use brownout_sim::world::HISTORY_ROWS;

use crate::limits::WORLD_NUMBERS_MAX;

/// How far the interner is.
pub(super) struct Mark {
    next: u32,
    overflowed: bool,
    initial: usize,
    watched: usize,
    was: usize,
    ever: usize,
    streaks: usize,
    past: usize,
    past_slots: u32,
    laters: usize,
    shown: usize,
    draw_sites: usize,
    pushes: usize,
    learnt_now: Option<u32>,
    done_before: Option<u32>,
}

/// The interner.
#[derive(Debug, Default)]
pub(super) struct Interner {
    next: u32,
    /// Whether more was asked for than a world may hold. What is handed out then is wrong, and no plan comes of it.
    overflowed: bool,
    initial: Vec<(u32, f64)>,
    pub(super) services: u32,
    pub(super) calls: u32,
    pub(super) faults: u32,
    pub(super) conditions: u32,
    pub(super) sets: Sets,
    families: Vec<(Family, u32)>,
    sizes: Vec<(Family, u32)>,
    /// How many callers only check a text and keep nothing.
    pretending: u32,
    /// What families are made of, once the graph is known.
    pub(super) graph: Symbols,
    watched: Vec<(Watched, EventAddr)>,
    was: Vec<Tracked>,
    ever: Vec<Tracked>,
    streaks: Vec<Tracked>,
    past: Vec<Tracked>,
    past_slots: u32,
    /// Slots that are known by the name of what they hold.
    past_names: Vec<(String, Option<Kind>, u32)>,
    laters: Vec<Code>,
    shown: Vec<TemplateCode>,
    draw_sites: Vec<String>,
    pushes: Vec<PushCode>,
    /// Only where something asks: a cell more is another digest.
    learnt_now: Option<u32>,
    done_before: Option<u32>,
    texts: Names<()>,
    /// Where the text that is being lowered stands: names the streams of its draws.
    pub(super) place: String,
}

impl Interner {
    /// So many cells in a row, at 0.
    pub(super) fn alloc(&mut self, count: u32) -> u32 {
        let at = self.next;
        if !self.room(count, 0) {
            return 0;
        }
        self.next = at + count;
        at
    }

    /// So many slots in a row of what `past` looks back on.
    fn slots(&mut self, count: u32) -> u32 {
        let at = self.past_slots;
        if !self.room(0, count) {
            return 0;
        }
        self.past_slots = at + count;
        at
    }

    /// Whether a world can hold so many cells and slots more.
    fn room(&mut self, cells: u32, slots: u32) -> bool {
        let cells = u64::from(self.next) + u64::from(cells);
        let slots = u64::from(self.past_slots) + u64::from(slots);
        self.overflowed |= cells + slots * HISTORY_ROWS as u64 > u64::from(WORLD_NUMBERS_MAX);
        !self.overflowed
    }

    /// That the cells of every tick are kept for as long as `past` looks back, as late telemetry wants it.
    pub(super) fn keep_all(&mut self) {
        let kept = self.next.saturating_mul(HISTORY_ROWS as u32);
        self.room(kept, 0);
    }

    /// How far things are, to come back to after a trial.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            next: self.next,
            overflowed: self.overflowed,
            initial: self.initial.len(),
            watched: self.watched.len(),
            was: self.was.len(),
            ever: self.ever.len(),
            streaks: self.streaks.len(),
            past: self.past.len(),
            past_slots: self.past_slots,
            laters: self.laters.len(),
            shown: self.shown.len(),
            draw_sites: self.draw_sites.len(),
            pushes: self.pushes.len(),
            learnt_now: self.learnt_now,
            done_before: self.done_before,
        }
    }

    /// Forgets what was asked for since.
    pub(super) fn reset(&mut self, mark: &Mark) {
        self.next = mark.next;
        self.overflowed = mark.overflowed;
        self.initial.truncate(mark.initial);
        self.watched.truncate(mark.watched);
        self.was.truncate(mark.was);
        self.ever.truncate(mark.ever);
        self.streaks.truncate(mark.streaks);
        self.past.truncate(mark.past);
        self.past_slots = mark.past_slots;
        self.past_names.retain(|(_, _, base)| *base < mark.past_slots);
        self.laters.truncate(mark.laters);
        self.shown.truncate(mark.shown);
        self.draw_sites.truncate(mark.draw_sites);
        self.pushes.truncate(mark.pushes);
        self.learnt_now = mark.learnt_now;
        self.done_before = mark.done_before;
    }

    /// A column over services.
    pub(super) fn column(&mut self) -> u32 {
        self.alloc(self.services)
    }

    /// Whether more was asked for than a world may hold.
    pub(super) fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// The number that a cell starts with.
    pub(super) fn initial(&mut self, cell: u32, value: f64) {
        if value != 0.0 && !self.overflowed {
            self.initial.push((cell, value));
        }
    }

    /// Three columns of an event: count, first, last.
    pub(super) fn event_columns(&mut self, members: u32) -> [u32; 3] {
        let columns = [self.alloc(members), self.alloc(members), self.alloc(members)];
        for member in 0..members {
            self.initial(columns[1] + member, NEVER);
            self.initial(columns[2] + member, NEVER);
        }
        columns
    }

    fn members(&self, per: Option<Kind>) -> u32 {
        match per {
            None => 1,
            Some(Kind::Service) => self.services,
            Some(Kind::Call) => self.calls,
            Some(Kind::Fault) => self.faults,
            Some(Kind::Condition) => self.conditions,
        }
    }

    fn addr(per: Option<Kind>, base: u32) -> Addr {
        per.map_or(Addr::Cell(base), |kind| Addr::Column(kind, base))
    }

    /// Moves everything into the plan.
    pub(super) fn finish(self, plan: &mut Plan) {
        plan.cells = self.next;
        plan.initial.extend(self.initial);
        plan.env.sets = self.sets;
        plan.was = self.was;
        plan.ever = self.ever;
        plan.streaks = self.streaks;
        plan.past = self.past;
        plan.past_slots = self.past_slots;
        plan.laters = self.laters;
        plan.shown = self.shown;
        plan.draw_sites = self.draw_sites;
        plan.pushes = self.pushes;
        plan.learnt_now = self.learnt_now;
        plan.done_before = self.done_before;
        plan.texts = self.texts.names().map(str::to_owned).collect();
        for (what, event) in self.watched {
            match what {
                Watched::Acted { action, filter } => {
                    plan.watched_deeds.push((brownout_expr::scope::PatternCode { action, filter }, event))
                }
                Watched::SeenLog(log) => plan.watched_logs.push((log, event)),
                Watched::Alerted(alert) => plan.watched_alerts.push((alert, event)),
                Watched::Obeyed(log) => plan.watched_orders.push((log, event)),
            }
        }
        plan.alerts_in_tick |= !plan.watched_alerts.is_empty();
    }
}

/// Stands for the cells of text that is only checked: its code is thrown away.
const NOWHERE: EventAddr = EventAddr { count: Addr::Cell(0), first: Addr::Cell(0), last: Addr::Cell(0) };

impl Cells for Interner {
    fn family(&mut self, family: Family) -> u32 {
        if let Some((_, base)) = self.families.iter().find(|(f, _)| *f == family) {
            return *base;
        }
        let base = self.sets.ranges.len() as u32;
        for members in self.graph.family(family) {
            self.sets.push(members);
        }
        self.families.push((family, base));
        base
    }

    fn family_sizes(&mut self, family: Family) -> u32 {
        if let Some((_, column)) = self.sizes.iter().find(|(f, _)| *f == family) {
            return *column;
        }
        let column = self.column();
        for (service, members) in (0u32..).zip(self.graph.family(family)) {
            self.initial(column + service, members.len() as f64);
        }
        self.sizes.push((family, column));
        column
    }

    fn pretend(&mut self, on: bool) {
        self.pretending = if on { self.pretending + 1 } else { self.pretending.saturating_sub(1) };
    }

    fn watched(&mut self, what: Watched) -> EventAddr {
        if self.pretending > 0 {
            return NOWHERE;
        }
        if let Some((_, event)) = self.watched.iter().find(|(w, _)| *w == what) {
            return *event;
        }
        let [count, first, last] = self.event_columns(1).map(Addr::Cell);
        let event = EventAddr { count, first, last };
        self.watched.push((what, event));
        event
    }

    fn was(&mut self, code: Code, per: Option<Kind>) -> Addr {
        if self.pretending > 0 {
            return NOWHERE.count;
        }
        if let Some(known) = self.was.iter().find(|t| t.code == code && t.per == per) {
            return Self::addr(per, known.base);
        }
        let members = self.members(per);
        let base = self.alloc(members);
        self.was.push(Tracked { code, per, members, base });
        Self::addr(per, base)
    }

    fn ever(&mut self, code: Code, per: Option<Kind>) -> EventAddr {
        if self.pretending > 0 {
            return NOWHERE;
        }
        let members = self.members(per);
        let base = match self.ever.iter().find(|t| t.code == code && t.per == per) {
            Some(known) => known.base,
            None => {
                let [base, _, _] = self.event_columns(members);
                self.ever.push(Tracked { code, per, members, base });
                base
            }
        };
        let addr = |n: u32| Self::addr(per, base + n * members);
        EventAddr { count: addr(0), first: addr(1), last: addr(2) }
    }

    fn streak(&mut self, code: Code, per: Option<Kind>) -> Addr {
        if self.pretending > 0 {
            return NOWHERE.count;
        }
        if let Some(known) = self.streaks.iter().find(|t| t.code == code && t.per == per) {
            return Self::addr(per, known.base);
        }
        let members = self.members(per);
        let base = self.alloc(members);
        self.streaks.push(Tracked { code, per, members, base });
        Self::addr(per, base)
    }

    fn past(&mut self, code: Code, per: Option<Kind>) -> u32 {
        if self.pretending > 0 {
            return 0;
        }
        if let Some(known) = self.past.iter().find(|t| t.code == code && t.per == per) {
            return known.base;
        }
        let members = self.members(per);
        let base = self.slots(members);
        self.past.push(Tracked { code, per, members, base });
        base
    }

    fn past_of(&mut self, name: &str, per: Option<Kind>) -> (u32, bool) {
        if self.pretending > 0 {
            return (0, true);
        }
        if let Some((_, _, base)) = self.past_names.iter().find(|(known, of, _)| known == name && *of == per) {
            return (*base, false);
        }
        let members = self.members(per);
        let base = self.slots(members);
        self.past.push(Tracked { code: Code::empty(), per, members, base });
        self.past_names.push((name.to_owned(), per, base));
        (base, true)
    }

    fn keep_past(&mut self, slot: u32, code: Code) {
        if self.pretending > 0 {
            return;
        }
        if let Some(tracked) = self.past.iter_mut().find(|tracked| tracked.base == slot) {
            tracked.code = code;
        }
    }

    fn draw_site(&mut self) -> u32 {
        if self.pretending > 0 {
            return 0;
        }
        let number = self.draw_sites.iter().filter(|site| site.split('#').next() == Some(&self.place)).count();
        self.draw_sites.push(format!("{}#{number}", self.place));
        (self.draw_sites.len() - 1) as u32
    }

    fn scratch(&mut self) -> u32 {
        if self.pretending > 0 {
            return 0;
        }
        self.alloc(1)
    }

    fn learnt_now(&mut self) -> u32 {
        if self.pretending > 0 {
            return 0;
        }
        match self.learnt_now {
            Some(cell) => cell,
            None => {
                let cell = self.alloc(1);
                self.learnt_now = Some(cell);
                cell
            }
        }
    }

    fn done_before(&mut self) -> u32 {
        if self.pretending > 0 {
            return 0;
        }
        match self.done_before {
            Some(cell) => cell,
            None => {
                let cell = self.alloc(1);
                self.done_before = Some(cell);
                cell
            }
        }
    }

    fn symbol(&mut self, text: &str) -> u32 {
        match self.texts.index(text) {
            Some(at) => at,
            None => self.texts.insert(text, ()),
        }
    }

    fn shown(&mut self, template: TemplateCode) -> u32 {
        if self.pretending > 0 {
            return 0;
        }
        self.shown.push(template);
        (self.shown.len() - 1) as u32
    }

    fn push(&mut self, push: PushCode) -> u32 {
        if self.pretending > 0 {
            return 0;
        }
        self.pushes.push(push);
        (self.pushes.len() - 1) as u32
    }

    fn later(&mut self, code: Code) -> u32 {
        if self.pretending > 0 {
            return 0;
        }
        self.laters.push(code);
        (self.laters.len() - 1) as u32
    }
}
