//! Hands out cells as a scenario's compiler does, and keeps what was asked for, so that tests can look at it.

use brownout_expr::ops::Code;
use brownout_expr::scope::*;

/// The caller of `lower`, as small as it can be.
#[derive(Default)]
pub struct Desk {
    pub next: u32,
    pub graph: Symbols,
    pub sets: Sets,
    pub families: Vec<(Family, u32)>,
    pub watched: Vec<(Watched, EventAddr)>,
    pub was: Vec<(Code, Option<Kind>, Addr)>,
    pub ever: Vec<(Code, Option<Kind>, EventAddr)>,
    pub streaks: Vec<(Code, Option<Kind>, Addr)>,
    pub past: Vec<(Code, Option<Kind>)>,
    pub past_names: Vec<String>,
    pub past_kept: Vec<(u32, Code)>,
    pub sites: u32,
    pub symbols: Vec<String>,
    pub shown: Vec<TemplateCode>,
    pub pushes: Vec<PushCode>,
    pub laters: Vec<Code>,
    /// Cells of `family_sizes` and what they hold.
    pub sizes: Vec<(u32, f64)>,
}

impl Desk {
    pub fn take(&mut self, n: u32) -> u32 {
        self.next += n;
        self.next - n
    }

    fn addr(&mut self, per: Option<Kind>) -> Addr {
        // Four services, three calls, two faults, two conditions: four places are enough for each.
        let base = self.take(4);
        per.map_or(Addr::Cell(base), |kind| Addr::Column(kind, base))
    }

    fn event(&mut self, per: Option<Kind>) -> EventAddr {
        EventAddr { count: self.addr(per), first: self.addr(per), last: self.addr(per) }
    }
}

impl Cells for Desk {
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
        let column = self.take(4);
        for (service, members) in (0u32..).zip(self.graph.family(family)) {
            self.sizes.push((column + service, members.len() as f64));
        }
        column
    }
    fn pretend(&mut self, _: bool) {}
    fn watched(&mut self, what: Watched) -> EventAddr {
        let addr = self.event(None);
        self.watched.push((what, addr));
        addr
    }
    fn was(&mut self, code: Code, per: Option<Kind>) -> Addr {
        let addr = self.addr(per);
        self.was.push((code, per, addr));
        addr
    }
    fn ever(&mut self, code: Code, per: Option<Kind>) -> EventAddr {
        let addr = self.event(per);
        self.ever.push((code, per, addr));
        addr
    }
    fn streak(&mut self, code: Code, per: Option<Kind>) -> Addr {
        let addr = self.addr(per);
        self.streaks.push((code, per, addr));
        addr
    }
    fn past(&mut self, code: Code, per: Option<Kind>) -> u32 {
        self.past.push((code, per));
        (self.past.len() as u32 - 1) * 100
    }
    fn draw_site(&mut self) -> u32 {
        self.sites += 1;
        self.sites - 1
    }
    fn scratch(&mut self) -> u32 {
        self.take(1)
    }
    fn past_of(&mut self, name: &str, per: Option<Kind>) -> (u32, bool) {
        if let Some(at) = self.past_names.iter().position(|known| known == name) {
            return (5000 + at as u32 * 100, false);
        }
        let _ = per;
        self.past_names.push(name.to_owned());
        (5000 + (self.past_names.len() as u32 - 1) * 100, true)
    }
    fn keep_past(&mut self, slot: u32, code: Code) {
        self.past_kept.push((slot, code));
    }
    fn learnt_now(&mut self) -> u32 {
        self.take(1)
    }
    fn done_before(&mut self) -> u32 {
        self.take(1)
    }
    fn symbol(&mut self, text: &str) -> u32 {
        if let Some(at) = self.symbols.iter().position(|known| known == text) {
            return at as u32;
        }
        self.symbols.push(text.to_owned());
        self.symbols.len() as u32 - 1
    }
    fn shown(&mut self, template: TemplateCode) -> u32 {
        self.shown.push(template);
        self.shown.len() as u32 - 1
    }
    fn push(&mut self, push: PushCode) -> u32 {
        self.pushes.push(push);
        self.pushes.len() as u32 - 1
    }
    fn later(&mut self, code: Code) -> u32 {
        self.laters.push(code);
        self.laters.len() as u32 - 1
    }
}
