//! Services and calls as the document has them, and what is left of them when some services do not take part: a
//! call A → X → B with X absent becomes A → B.

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::DIAGNOSTICS_MAX;
use crate::suggest::nearest;
use crate::text::Text;
use crate::tree::{Node, Style, Value};
use std::collections::BTreeMap;

/// The catalogue's services by index.
pub struct Graph {
    /// Their names, in the order of the text.
    pub names: Vec<String>,
    /// Whom each calls, with the place where that is said.
    callees: Vec<Vec<(u32, Text)>>,
    /// Whom each does not wait for.
    asynchronous: Vec<Vec<u32>>,
    /// The tags that each carries.
    pub tags: Vec<Vec<String>>,
    index: BTreeMap<String, u32>,
}

impl Graph {
    /// Reads the services of a document.
    pub fn read(tree: &Node, out: &mut Vec<Diagnostic>) -> Graph {
        let mut graph = Graph {
            names: Vec::new(),
            callees: Vec::new(),
            asynchronous: Vec::new(),
            tags: Vec::new(),
            index: BTreeMap::new(),
        };
        let Some(services) = tree.get("services").and_then(Node::map) else {
            return graph;
        };
        for name in services.entries.keys() {
            graph.index.insert(name.clone(), graph.names.len() as u32);
            graph.names.push(name.clone());
        }
        for (name, entry) in &services.entries {
            let mut callees = Vec::new();
            for call in entry.node.get("calls").and_then(Node::list).unwrap_or_default().iter().filter_map(Node::text) {
                match graph.index.get(call.as_str()) {
                    Some(callee) if graph.names[*callee as usize] == *name => {
                        let found = Diagnostic::error(Code::CallsItself, call.pos(), format!("`{name}` calls itself."));
                        out.push(found.help("Take the call out."));
                    }
                    Some(callee) => callees.push((*callee, call.clone())),
                    None if out.len() > DIAGNOSTICS_MAX => {}
                    None => out.push(unknown_service(call, &graph)),
                }
            }
            let mut asynchronous = Vec::new();
            for callee in entry.node.get("async").and_then(Node::list).unwrap_or_default().iter().filter_map(Node::text)
            {
                match graph.find(callee) {
                    Some(index) if callees.iter().any(|(known, _)| *known == index) => asynchronous.push(index),
                    _ => {
                        let message = format!("`{name}` does not call `{callee}`.");
                        let found = Diagnostic::error(Code::UnknownService, callee.pos(), message);
                        out.push(found.help("`async` names some of the services under `calls`."));
                    }
                }
            }
            graph.callees.push(callees);
            graph.asynchronous.push(asynchronous);
            let tags = entry.node.get("tags").and_then(Node::list).unwrap_or_default();
            graph.tags.push(tags.iter().filter_map(Node::text).map(|tag| tag.as_str().to_owned()).collect());
        }
        graph
    }

    /// The index of a service.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    /// How many calls there are.
    pub fn calls(&self) -> usize {
        self.callees.iter().map(Vec::len).sum()
    }

    /// Says which calls close a circle in which everybody waits for the next.
    pub fn circles(&self, out: &mut Vec<Diagnostic>) {
        const NEW: u8 = 0;
        const OPEN: u8 = 1;
        const DONE: u8 = 2;
        let mut state = vec![NEW; self.names.len()];
        for start in 0..self.names.len() as u32 {
            if state[start as usize] != NEW {
                continue;
            }
            // The way down from `start`: each service with the number of its calls that were followed.
            let mut way = vec![(start, 0_usize)];
            state[start as usize] = OPEN;
            while let Some((service, next)) = way.last_mut() {
                let Some((callee, text)) = self.callees[*service as usize].get(*next) else {
                    state[*service as usize] = DONE;
                    way.pop();
                    continue;
                };
                *next += 1;
                if self.asynchronous[*service as usize].contains(callee) {
                    continue;
                }
                match state[*callee as usize] {
                    NEW => {
                        state[*callee as usize] = OPEN;
                        way.push((*callee, 0));
                    }
                    OPEN if out.len() <= DIAGNOSTICS_MAX => {
                        let from = way.iter().position(|(at, _)| at == callee).unwrap_or(0);
                        let names = way[from..].iter().map(|(at, _)| *at);
                        out.push(self.circle(names.collect(), text));
                    }
                    _ => {}
                }
            }
        }
    }

    fn circle(&self, way: Vec<u32>, call: &Text) -> Diagnostic {
        let name = |at: &u32| self.names[*at as usize].as_str();
        let last = way.last().map_or("", name);
        let between: Vec<String> = way.iter().skip(1).rev().skip(1).rev().map(|at| format!("`{}`", name(at))).collect();
        let by_way = match between.as_slice() {
            [] => String::new(),
            [one] => format!(" by way of {one}"),
            [first, .., last] => format!(" by way of {first} … {last}"),
        };
        let message = format!("Service `{last}` calls `{call}`, which calls `{last}`: a circle{by_way}.");
        let help =
            format!("Take one call out, or mark it as one that nobody waits for: `async: [ {call} ]` at `{last}`.");
        Diagnostic::error(Code::CallCircle, call.pos(), message).help(help)
    }

    /// Whom each service that is `taken` calls, through services that are not.
    pub fn joined(&self, taken: &[bool]) -> Vec<Vec<u32>> {
        let all = 0..self.names.len() as u32;
        all.map(|service| if taken[service as usize] { self.callees(service, taken) } else { Vec::new() }).collect()
    }

    /// Whom a service calls, through services that are not `taken`.
    fn callees(&self, service: u32, taken: &[bool]) -> Vec<u32> {
        let mut seen = vec![false; self.names.len()];
        seen[service as usize] = true;
        let mut found = Vec::new();
        let mut open: Vec<u32> = self.callees[service as usize].iter().rev().map(|(callee, _)| *callee).collect();
        while let Some(next) = open.pop() {
            if std::mem::replace(&mut seen[next as usize], true) {
                continue;
            }
            if taken[next as usize] {
                found.push(next);
            } else {
                open.extend(self.callees[next as usize].iter().rev().map(|(callee, _)| *callee));
            }
        }
        found
    }

    /// Takes the services out of the document that are not `taken`, and joins the calls up.
    pub fn write(&self, tree: &mut Node, taken: &[bool]) {
        if let Value::Map(map) = &mut tree.value {
            map.entries.shift_remove("take");
        }
        let Some(Value::Map(services)) = tree.get_mut("services").map(|node| &mut node.value) else {
            return;
        };
        let mut index = 0_u32;
        services.entries.retain(|_, entry| {
            let service = index;
            index += 1;
            if !taken[service as usize] {
                return false;
            }
            self.write_calls(service, &mut entry.node, taken);
            true
        });
    }

    fn write_calls(&self, service: u32, node: &mut Node, taken: &[bool]) {
        let own = &self.callees[service as usize];
        let callees = self.callees(service, taken);
        let Value::Map(map) = &mut node.value else {
            return;
        };
        let Some(entry) = map.entries.get_mut("calls") else {
            return;
        };
        let whole = entry.node.pos;
        let items = callees.iter().map(|callee| {
            let written = own.iter().find(|(own, _)| own == callee).map(|(_, text)| text.clone());
            let text = written.unwrap_or_else(|| Text::whole(self.names[*callee as usize].clone(), whole));
            let pos = text.pos();
            Node { value: Value::Scalar(text, Style::Plain), pos }
        });
        entry.node.value = Value::List(items.collect());
        if let Some(Value::List(asynchronous)) = map.entries.get_mut("async").map(|entry| &mut entry.node.value) {
            asynchronous.retain(|callee| {
                let known = callee.text().and_then(|text| self.find(text));
                known.is_some_and(|callee| callees.contains(&callee))
            });
        }
        if let Some(Value::Map(links)) = map.entries.get_mut("links").map(|entry| &mut entry.node.value) {
            links.entries.retain(|callee, _| self.find(callee).is_none_or(|callee| taken[callee as usize]));
        }
    }
}

/// There is no service of this name.
pub fn unknown_service(name: &Text, graph: &Graph) -> Diagnostic {
    let found = Diagnostic::error(Code::UnknownService, name.pos(), format!("No service is called `{name}`."));
    match nearest(name, graph.names.iter().map(String::as_str)) {
        Some(near) => found.help(format!("Did you mean `{near}`?")).replace(name.pos(), near),
        None if graph.names.is_empty() => found.help("There are no services yet: add `services:`."),
        None => found.help(format!("Services: {}.", first_names(&graph.names))),
    }
}

fn first_names(names: &[String]) -> String {
    let first: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
    format!("{}{}", first.join(", "), if names.len() > first.len() { " …" } else { "" })
}
