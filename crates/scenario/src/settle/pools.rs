//! Choices among services: `take`, `tagged`, the place of a fault, settings. `take` is decided first; while it is,
//! `services` means the whole catalogue, also in the tags and fault places that it names. Afterwards `services`
//! means those that take part, and `catalogue` all of them.

use super::draws::Draws;
use super::graph::{Graph, unknown_service};
use crate::choice::{self, Choice, Pool};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{CHOICES_MAX, SERVICES_MAX};
use crate::suggest::nearest;
use crate::text::Text;
use crate::tree::Node;
use brownout_expr::scope::Names;

/// A name that is being settled, or is.
enum State {
    Open,
    Done(Vec<u32>),
}

/// Resolves names and choices to services.
pub struct Pools<'a> {
    graph: &'a Graph,
    draws: &'a mut Draws,
    out: &'a mut Vec<Diagnostic>,
    take: Option<(Vec<Node>, bool)>,
    tagged: Names<(Vec<Node>, bool)>,
    fault_places: Names<Text>,
    setting_texts: Vec<(String, Text)>,
    taken: Vec<bool>,
    deciding: bool,
    /// Whom each service calls, of those in play so far.
    calls: Vec<Vec<u32>>,
    tag_states: Names<State>,
    fault_states: Names<State>,
}

impl<'a> Pools<'a> {
    /// Reads what there is to settle.
    pub fn new(tree: &Node, graph: &'a Graph, draws: &'a mut Draws, out: &'a mut Vec<Diagnostic>) -> Pools<'a> {
        let map = |key: &str| tree.get(key).and_then(Node::map).map(|map| &map.entries);
        let tagged =
            map("tagged").into_iter().flatten().filter_map(|(tag, entry)| Some((tag.clone(), list(&entry.node)?)));
        let places = map("faults").into_iter().flatten();
        let places = places.filter_map(|(fault, entry)| Some((fault.clone(), entry.node.get("at")?.text()?.clone())));
        let settings = map("settings")
            .into_iter()
            .flatten()
            .filter_map(|(name, entry)| Some((name.clone(), entry.node.text()?.clone())));
        Pools {
            graph,
            draws,
            out,
            take: tree.get("take").and_then(list),
            tagged: named(tagged),
            fault_places: named(places),
            setting_texts: settings.collect(),
            taken: vec![true; graph.names.len()],
            deciding: true,
            calls: graph.joined(&vec![true; graph.names.len()]),
            tag_states: Names::default(),
            fault_states: Names::default(),
        }
    }

    /// Which services take part, by index.
    pub fn take(&mut self) -> Vec<bool> {
        if let Some((items, flow)) = self.take.clone() {
            let chosen = self.items(&items, flow, "take");
            self.taken = vec![false; self.graph.names.len()];
            for service in chosen {
                self.taken[service as usize] = true;
            }
            self.calls = self.graph.joined(&self.taken);
        }
        self.deciding = false;
        self.taken.clone()
    }

    /// Who carries each tag of `tagged`, of those that take part.
    pub fn tags(&mut self) -> Vec<(String, Vec<u32>)> {
        let names: Vec<String> = self.tagged.names().map(str::to_owned).collect();
        let mut tags = Vec::new();
        for tag in names {
            let members = self.tag(&tag, None);
            tags.push((tag, members.into_iter().filter(|service| self.taken[*service as usize]).collect()));
        }
        tags
    }

    /// Where each fault is.
    pub fn faults(&mut self) -> Vec<(String, Text, u32)> {
        let places: Vec<(String, Text)> =
            self.fault_places.iter().map(|(fault, at)| (fault.to_owned(), at.clone())).collect();
        let found = places.into_iter().filter_map(|(fault, at)| {
            let service = self.fault(&fault).first().copied()?;
            Some((fault, at, service))
        });
        found.collect()
    }

    /// Settings that are choices: name, text, and what was chosen.
    pub fn settings(&mut self) -> Vec<(String, Text, String)> {
        let texts = std::mem::take(&mut self.setting_texts);
        let choices = texts.into_iter().filter(|(_, text)| choice::looks_like_one(text));
        let settled = choices.filter_map(|(name, text)| {
            let choice = self.parse(&text)?;
            let chosen = self.choose(&choice, &[], &format!("settings.{name}"), &text)?;
            let service = chosen.first().copied()?;
            Some((name, text, self.graph.names[service as usize].clone()))
        });
        settled.collect()
    }

    fn parse(&mut self, text: &Text) -> Option<Choice> {
        choice::parse(text).map_err(|bad| self.out.push(bad_choice(&bad))).ok()
    }

    /// The services of a list: names first, then choices, which never take the same again.
    fn items(&mut self, items: &[Node], flow: bool, path: &str) -> Vec<u32> {
        let texts: Vec<&Text> = items.iter().filter_map(Node::text).collect();
        let mut found = Vec::new();
        if texts.len() > SERVICES_MAX {
            let message = format!("{} entries; there are at most {SERVICES_MAX} services.", texts.len());
            self.out.push(Diagnostic::error(Code::TooMany, texts[0].pos(), message));
            return found;
        }
        let mut cut = false;
        for text in &texts {
            if choice::looks_like_one(text) {
                cut = flow && text.contains(" except ");
                continue;
            }
            if cut {
                let message = format!("The comma before `{text}` ends the choice.");
                let bad = Diagnostic::error(Code::BadChoice, text.pos(), message);
                self.out.push(
                    bad.help(
                        "Inside `[ ]` write `except a and b`. Names that stand for themselves come before choices.",
                    ),
                );
                return Vec::new();
            }
            found.extend(self.name(text, false));
        }
        for (index, text) in texts.iter().enumerate().filter(|(_, text)| choice::looks_like_one(text)) {
            let Some(choice) = self.parse(text) else {
                continue;
            };
            found.extend(self.choose(&choice, &found.clone(), &format!("{path}.{index}"), text).unwrap_or_default());
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Makes a choice among services.
    fn choose(&mut self, choice: &Choice, taken: &[u32], path: &str, text: &Text) -> Option<Vec<u32>> {
        let before = self.out.len();
        if self.draws.made() >= CHOICES_MAX {
            let message = format!("More than {CHOICES_MAX} choices.");
            self.out.push(
                Diagnostic::error(Code::TooMany, text.pos(), message).help("Take several at once: `5 of services`."),
            );
            return None;
        }
        let from: Vec<u32> = choice.from.iter().flat_map(|pool| self.pool(pool)).collect();
        let except: Vec<u32> = choice.except.iter().flat_map(|pool| self.pool(pool)).collect();
        if self.out.len() > before {
            return None;
        }
        let here = |service: &u32| self.deciding || self.taken[*service as usize];
        let mut from: Vec<u32> =
            from.into_iter().filter(|s| !except.contains(s) && !taken.contains(s) && here(s)).collect();
        from.sort_unstable();
        from.dedup();
        let count = choice.count;
        if count as usize > from.len() {
            let message = format!("{count} are to be chosen, and there are {}.", from.len());
            self.out
                .push(Diagnostic::error(Code::ChoiceTooSmall, text.pos(), message).help("Choose fewer, or from more."));
            return None;
        }
        let picked = self.draws.pick(path, text.pos(), from.len() as u32, count);
        Some(picked.into_iter().map(|index| from[index as usize]).collect())
    }

    fn pool(&mut self, pool: &Pool) -> Vec<u32> {
        match pool {
            Pool::Name(name) => self.name(name, true),
            Pool::Callees(inner) => {
                let services = self.pool(inner);
                services.into_iter().flat_map(|service| self.calls[service as usize].clone()).collect()
            }
            Pool::Callers(inner) => {
                let mut called = vec![false; self.graph.names.len()];
                for service in self.pool(inner) {
                    called[service as usize] = true;
                }
                let callers = self
                    .calls
                    .iter()
                    .zip(0_u32..)
                    .filter(|(callees, _)| callees.iter().any(|callee| called[*callee as usize]));
                callers.map(|(_, service)| service).collect()
            }
        }
    }

    /// The services that a name stands for: a service, the carriers of a tag, the place of a fault.
    fn name(&mut self, name: &Text, pool: bool) -> Vec<u32> {
        let all = 0..self.graph.names.len() as u32;
        match name.as_str() {
            "services" if pool => all.filter(|service| self.deciding || self.taken[*service as usize]).collect(),
            "catalogue" if pool => all.collect(),
            other => {
                if let Some(service) = self.graph.find(other) {
                    return vec![service];
                }
                if self.is_tag(other) {
                    return self.tag(other, Some(name));
                }
                if self.fault_places.index(other).is_some() {
                    return self.fault_named(other, Some(name));
                }
                self.out.push(self.unknown(name));
                Vec::new()
            }
        }
    }

    fn is_tag(&self, name: &str) -> bool {
        self.tagged.index(name).is_some() || self.graph.tags.iter().flatten().any(|tag| tag == name)
    }

    fn unknown(&self, name: &Text) -> Diagnostic {
        let tags = self.tagged.names().chain(self.graph.tags.iter().flatten().map(String::as_str));
        match nearest(name, tags.chain(self.fault_places.names())) {
            Some(near) => Diagnostic::error(
                Code::UnknownChoiceName,
                name.pos(),
                format!("No service and no tag is called `{name}`."),
            )
            .help(format!("Did you mean `{near}`?"))
            .replace(name.pos(), near),
            None => unknown_service(name, self.graph),
        }
    }

    /// The carriers of a tag: those whose `tags` name it, and those of `tagged`.
    fn tag(&mut self, tag: &str, from: Option<&Text>) -> Vec<u32> {
        match self.tag_states.get(tag) {
            Some(State::Done(members)) => return members.clone(),
            Some(State::Open) => {
                self.circle(tag, from);
                return Vec::new();
            }
            None => {}
        }
        self.tag_states.insert(tag, State::Open);
        let carriers = self.graph.tags.iter().zip(0_u32..).filter(|(tags, _)| tags.iter().any(|own| own == tag));
        let mut members: Vec<u32> = carriers.map(|(_, service)| service).collect();
        if let Some((items, flow)) = self.tagged.get(tag).cloned() {
            members.extend(self.items(&items, flow, &format!("tagged.{tag}")));
        }
        members.sort_unstable();
        members.dedup();
        self.tag_states.insert(tag, State::Done(members.clone()));
        members
    }

    fn fault(&mut self, fault: &str) -> Vec<u32> {
        self.fault_named(fault, None)
    }

    fn fault_named(&mut self, fault: &str, from: Option<&Text>) -> Vec<u32> {
        match self.fault_states.get(fault) {
            Some(State::Done(place)) => return place.clone(),
            Some(State::Open) => {
                self.circle(fault, from);
                return Vec::new();
            }
            None => {}
        }
        self.fault_states.insert(fault, State::Open);
        let Some(text) = self.fault_places.get(fault).cloned() else {
            return Vec::new();
        };
        let place = if choice::looks_like_one(&text) {
            let choice = self.parse(&text);
            choice
                .and_then(|choice| self.choose(&choice, &[], &format!("faults.{fault}.at"), &text))
                .unwrap_or_default()
        } else {
            self.name(&text, false)
        };
        if place.len() > 1 {
            let message = format!("A fault is in one service; `{text}` stands for {}.", place.len());
            self.out.push(
                Diagnostic::error(Code::BadChoice, text.pos(), message)
                    .help(format!("Write `one of {text}`, or name the service.")),
            );
        }
        self.fault_states.insert(fault, State::Done(place.clone()));
        place
    }

    fn circle(&mut self, name: &str, from: Option<&Text>) {
        let Some(text) = from else { return };
        let message = format!("What `{name}` is depends on itself.");
        self.out
            .push(Diagnostic::error(Code::ChoiceCircle, text.pos(), message).help("Take it out of its own choice."));
    }
}

fn named<T>(entries: impl Iterator<Item = (String, T)>) -> Names<T> {
    let mut names = Names::default();
    for (name, thing) in entries {
        names.insert(&name, thing);
    }
    names
}

/// A choice that is not written as choices are.
pub fn bad_choice(bad: &choice::BadChoice) -> Diagnostic {
    let found = Diagnostic::error(Code::BadChoice, bad.pos, bad.message.clone());
    found.help("Write `one of a, b`, or `3 of services except a`.")
}

/// The items of a list, and whether it is written in brackets: then it ends behind its last item.
fn list(node: &Node) -> Option<(Vec<Node>, bool)> {
    let items = node.list()?;
    Some((items.to_vec(), items.last().is_some_and(|last| last.pos.end < node.pos.end)))
}
