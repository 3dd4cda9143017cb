//! A tree as JSON and back, so that an unfinished run survives the closing of a page. Scenario and seed stand elsewhere: in the
//! link of the branch that was played.

use serde_json::{Map, Value, json};

use super::{BRANCHES_MAX, Branch, Reached, Reel, Tree, TreeError, name_of};
use crate::game::Game;
use crate::log::RunLog;

impl Tree {
    /// The branches as JSON. What was undone is forgotten.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let branches = self.branches().iter().map(|branch| {
            let playing = branch.id == self.active();
            let log = if playing { self.game().log() } else { &branch.log };
            let reached = if playing { Reached::of(self.game()) } else { branch.reached.clone() };
            let digest = if playing { self.game().digest() } else { branch.digest };
            json!({
                "id": branch.id,
                "name": branch.name,
                "parent": branch.parent,
                "shared": branch.shared,
                "tick": branch.tick,
                "log": log.to_json(),
                "digest": format!("{digest:016x}"),
                "reached": reached.tick,
                "result": reached.result.map(|(won, score)| json!([won, score])),
            })
        });
        json!({ "active": self.active(), "branches": branches.collect::<Vec<_>>() })
    }

    /// The tree of a fresh game and its branches.
    ///
    /// # Errors
    /// JSON that is no tree, or a log that this game cannot play.
    pub fn from_json(game: Game, value: &Value) -> Result<Tree, TreeError> {
        let list = value.get("branches").and_then(Value::as_array).ok_or(TreeError::Saved)?;
        if list.is_empty() || list.len() > BRANCHES_MAX {
            return Err(TreeError::Saved);
        }
        let branches = list.iter().map(branch).collect::<Option<Vec<_>>>().ok_or(TreeError::Saved)?;
        let known = |id: u32| branches.iter().filter(|branch| branch.id == id).count() == 1;
        // A parent was there before its children.
        let sound = branches.iter().all(|branch| {
            known(branch.id)
                && branch.shared <= branch.log.len()
                && branch.parent.is_none_or(|p| known(p) && p < branch.id)
        });
        let wanted = value.get("active").and_then(number);
        let active = branches.iter().position(|branch| Some(branch.id) == wanted).filter(|_| sound);
        let active = active.ok_or(TreeError::Saved)?;
        let next = branches.iter().map(|branch| branch.id).fold(0, Ord::max).checked_add(1).ok_or(TreeError::Saved)?;
        let mut tree = Tree { reel: Reel::new(game), branches, active, next };
        tree.return_to(active)?;
        Ok(tree)
    }
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

/// How it ended, if it did; `None` for what is no result.
fn result(value: &Value) -> Option<Option<(bool, f64)>> {
    match value {
        Value::Null => Some(None),
        Value::Array(pair) => Some(Some((pair.first()?.as_bool()?, pair.get(1)?.as_f64()?))),
        _ => None,
    }
}

fn branch(value: &Value) -> Option<Branch> {
    let map: &Map<String, Value> = value.as_object()?;
    let parent = match map.get("parent")? {
        Value::Null => None,
        id => Some(number(id)?),
    };
    let digest = map.get("digest")?.as_str().filter(|digest| digest.len() == 16)?;
    Some(Branch {
        id: number(map.get("id")?)?,
        name: name_of(map.get("name")?.as_str()?)?.to_owned(),
        parent,
        shared: usize::try_from(map.get("shared")?.as_u64()?).ok()?,
        tick: number(map.get("tick")?)?,
        reached: Reached { tick: number(map.get("reached")?)?, result: result(map.get("result")?)? },
        log: RunLog::from_json(map.get("log")?).ok()?,
        digest: u64::from_str_radix(digest, 16).ok()?,
        undone: Vec::new(),
    })
}
