//! Roles, whose turn it is, shared lists, and the scripted players that decide anew each step.

use brownout_expr::lower::{Ctx, Subject, Want};
use brownout_expr::ops::Code;
use brownout_expr::parse;
use brownout_expr::scope::StoreSym;
use brownout_sim::plan::{Role, Store};

use super::names::nearest;
use super::quantities::STATUS;
use super::{Compiler, PlayStep, names};
use crate::decode::{Name, Prose};
use crate::diagnostic::Code as Kind;
use crate::model::{self, StoreFor};
use crate::text::Text;

/// Most entries or lines of a view, where it says how many.
const LAST_MAX: u32 = 100_000;
/// The word that stands for every role in a policy.
const ANY: &str = "any";

/// A scripted player that decides anew each step.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// Its rules in order; the first that holds for the role whose turn it is is taken.
    pub rules: Vec<PolicyRule>,
}

/// A rule of a policy.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct PolicyRule {
    /// Whose rule it is; `None`: everybody's.
    pub role: Option<u32>,
    /// When it holds.
    pub when: Option<Code>,
    /// How likely it is taken then.
    pub chance: Option<f64>,
    /// What is done.
    pub step: PlayStep,
}

impl Compiler<'_> {
    pub(super) fn declare_roles(&mut self) {
        let doc = self.doc;
        for item in doc.stores.iter() {
            let private = item.value.whose == Some(StoreFor::Role);
            self.symbols.stores.insert(item.key.as_str(), StoreSym { private });
        }
        if doc.roles.is_empty() {
            return;
        }
        for name in doc.roles.keys() {
            self.symbols.roles.insert(name, ());
        }
        let words = doc.roles.keys().map(str::to_owned).collect();
        self.symbols.role_words = Some(self.words("actor", words));
        self.symbols.specials.actor = self.cells.alloc(1);
    }

    pub(super) fn lower_roles(&mut self) {
        let doc = self.doc;
        for item in doc.stores.iter() {
            let private = item.value.whose == Some(StoreFor::Role);
            if private && doc.roles.is_empty() {
                let message = format!("`{}` is for each role, and there are no roles.", item.key.as_str());
                self.error_help(Kind::UnknownRole, item.key.pos(), message, "Declare them under `roles`.");
            }
            self.plan.stores.push(Store {
                name: item.key.as_str().to_owned(),
                label: names::label(item.value.label.as_ref(), item.key.as_str()),
                about: names::sentence(item.value.about.as_ref()),
                private,
            });
        }
        for item in doc.roles.iter() {
            let role = self.lower_role(&item.key, &item.value);
            self.plan.roles.push(role);
        }
        self.plan.turns = match doc.turns.as_slice() {
            [] => (0..doc.roles.len() as u32).collect(),
            turns => self.roles(turns),
        };
    }

    fn lower_role(&mut self, key: &Text, role: &model::Role) -> Role {
        let (metrics, status) = self.seen_metrics(role.metrics.as_ref());
        let logs = self.last(role.logs.as_ref());
        let values = self.all_or_none(role.values.as_ref());
        let alerts = self.all_or_none(role.alerts.as_ref());
        let mut stores = Vec::new();
        for item in role.stores.iter() {
            match self.symbols.stores.index(item.key.as_str()) {
                Some(store) => {
                    let last = self.last(Some(&item.value));
                    if last != Some(0) {
                        stores.push((store, last));
                    }
                }
                None => {
                    let near = nearest(&item.key, self.symbols.stores.names());
                    let message = format!("No store `{}`.", item.key.as_str());
                    let help = "Shared lists stand under `stores`.".to_owned();
                    self.unknown(Kind::UnknownStore, &item.key, message, near, Some(help));
                }
            }
        }
        Role {
            name: key.as_str().to_owned(),
            label: names::label(role.label.as_ref(), key),
            about: names::sentence(role.about.as_ref()),
            metrics,
            status,
            values,
            logs,
            alerts,
            stores,
        }
    }

    fn all_or_none(&mut self, text: Option<&Prose>) -> bool {
        let Some(text) = text else { return true };
        match text.trim() {
            "all" => true,
            "none" => false,
            other => {
                let message = format!("`{other}` is neither `all` nor `none`.");
                self.error(Kind::UnknownWord, text.pos(), message);
                true
            }
        }
    }

    /// A flag for each metric, and whether statuses are seen. Whoever sees a metric sees how services are.
    fn seen_metrics(&mut self, text: Option<&Prose>) -> (Vec<bool>, bool) {
        let count = self.doc.metrics.len();
        match text.map(|text| text.trim()) {
            None | Some("all") => return (vec![true; count], true),
            Some("none") => return (vec![false; count], false),
            Some(_) => {}
        }
        let (mut seen, mut status) = (vec![false; count], false);
        for name in text.into_iter().flat_map(|text| parted(text)) {
            match self.doc.metrics.index_of(&name) {
                Some(index) => {
                    seen[index as usize] = true;
                    status = true;
                }
                None if name.as_str() == STATUS => status = true,
                None => {
                    let near = nearest(&name, self.doc.metrics.keys());
                    let message = format!("Services have no metric `{}`.", name.as_str());
                    let help = "Write `all`, `none`, or ids with commas between.".to_owned();
                    self.unknown(Kind::UnknownMetric, &name, message, near, Some(help));
                }
            }
        }
        (seen, status)
    }

    /// `all`, `none` or how many of the last.
    fn last(&mut self, text: Option<&Prose>) -> Option<u32> {
        let text = text?;
        match text.trim() {
            "all" => None,
            "none" => Some(0),
            number => {
                let count = number.parse::<u32>().ok().filter(|&count| count <= LAST_MAX);
                if count.is_none() {
                    self.error_help(
                        Kind::BadNumber,
                        text.pos(),
                        format!("`{number}` does not say how many of the last."),
                        format!("Write `all`, `none`, or a number up to {LAST_MAX}."),
                    );
                }
                count
            }
        }
    }

    /// Roles by name.
    pub(super) fn roles(&mut self, names: &[Name]) -> Vec<u32> {
        let mut roles = Vec::new();
        for name in names {
            roles.extend(self.role(name));
        }
        roles
    }

    fn role(&mut self, name: &Text) -> Option<u32> {
        let found = self.symbols.roles.index(name);
        if found.is_none() {
            let near = nearest(name, self.symbols.roles.names());
            let message = format!("No role `{}`.", name.as_str());
            let help = "Who acts stands under `roles`.".to_owned();
            self.unknown(Kind::UnknownRole, name, message, near, Some(help));
        }
        found
    }

    pub(super) fn policies(&mut self) -> Vec<Policy> {
        let doc = self.doc;
        let mut policies = Vec::new();
        for item in doc.policies.iter() {
            let mut rules = Vec::new();
            for of in item.value.iter() {
                let role = if of.key.as_str() == ANY {
                    None
                } else {
                    match self.role(&of.key) {
                        None => continue,
                        role => role,
                    }
                };
                rules.extend(of.value.iter().filter_map(|rule| self.rule_of(role, rule)));
            }
            policies.push(Policy { name: item.key.as_str().to_owned(), rules });
        }
        policies
    }

    fn rule_of(&mut self, role: Option<u32>, rule: &model::PolicyRule) -> Option<PolicyRule> {
        let when = rule.when.as_ref().map(|text| self.condition(text, Ctx::read(Subject::None)));
        let chance = match &rule.chance {
            None => None,
            Some(text) => match self.constant(text, Want::Anything)? {
                x if (0.0..=1.0).contains(&x) => Some(x),
                _ => {
                    self.error(Kind::BadNumber, text.pos(), "A chance is a number from 0 to 1.");
                    return None;
                }
            },
        };
        let deed = self.parsed(&rule.deed, parse::parse_deed(&rule.deed))?;
        let step = self.play_step(&rule.deed, &deed)?;
        Some(PolicyRule { role, when, chance, step })
    }
}

/// The names in a text, each with its place.
fn parted(text: &Text) -> Vec<Text> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in text.as_str().split([',', ' ', '\n']) {
        let end = start + piece.len();
        if !piece.trim().is_empty() {
            found.push(text.part(start as u32, end as u32).trimmed());
        }
        start = end + 1;
    }
    found
}
