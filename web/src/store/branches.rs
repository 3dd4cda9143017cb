//! What a person does to the branches of a run: switch, rename, delete, undo, redo.

use crate::prelude::*;
use brownout_run::link::View;
use brownout_run::tree::TreeError;

use crate::actions::deed;
use crate::engine::Deed;
use crate::route::RunAddress;

use super::Play;
use super::run::Leave;

/// A branch as a list tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchRow {
    /// Which.
    pub id: u32,
    /// How many parents it has.
    pub depth: usize,
    /// What people call it.
    pub name: String,
    /// The branch that it left.
    pub parent: Option<u32>,
    /// The tick at which it did.
    pub tick: u32,
    /// Its newest tick.
    pub reached: u32,
    /// Once it is over: whether it was won, and the score.
    pub result: Option<(bool, f64)>,
    /// Whether it is the one that is played.
    pub active: bool,
}

impl Play {
    /// The branches, each after its parent. Tracked.
    #[must_use]
    pub fn branches(self) -> Vec<BranchRow> {
        self.version.track();
        self.run.with_value(|run| {
            let active = run.tree.active();
            let rows = run.tree.branches().iter().map(|branch| {
                let here = branch.id == active;
                let reached = if here { run.tree.reached() } else { branch.reached.clone() };
                BranchRow {
                    id: branch.id,
                    depth: 0,
                    name: branch.name.clone(),
                    parent: branch.parent,
                    tick: branch.tick,
                    reached: reached.tick,
                    result: reached.result,
                    active: here,
                }
            });
            in_order(rows.collect())
        })
    }

    /// The branch that is played, and the one that it left. Tracked.
    #[must_use]
    pub fn lineage(self) -> (Option<BranchRow>, Option<BranchRow>) {
        let rows = self.branches();
        let active = rows.iter().find(|row| row.active).cloned();
        let parent = active.as_ref().and_then(|active| rows.iter().find(|row| Some(row.id) == active.parent)).cloned();
        (active, parent)
    }

    /// The tick that a branch would start from if one acted where one looks; `None` where none would. Tracked.
    #[must_use]
    pub fn would_branch(self) -> Option<u32> {
        self.version.track();
        let at = self.at.get();
        self.run.with_value(|run| match run.leave(at) {
            Leave::After(steps) => Some(run.tree.tick_after(steps)),
            _ => None,
        })
    }

    /// What was just done to the branches.
    pub(super) fn branch_made(self) -> String {
        match untrack(|| self.lineage()) {
            (Some(new), Some(old)) => format!("{} is played now; {} stays as it is.", new.name, old.name),
            _ => String::new(),
        }
    }

    /// Plays another branch.
    pub fn switch(self, id: u32) {
        self.playing.set(false);
        let told = match (self.change_tree(|tree| tree.switch(id).map(|()| true)), untrack(|| self.lineage())) {
            (Ok(_), (row, _)) => format!("{} is played now.", row.map(|row| row.name).unwrap_or_default()),
            (Err(error), _) => format!("This branch cannot be played any more. {error}"),
        };
        self.leapt.set(Some(told));
    }

    /// Deletes a branch.
    pub fn delete(self, id: u32) {
        self.playing.set(false);
        if let Err(error) = self.change_tree(|tree| tree.delete(id).map(|()| true)) {
            self.leapt.set(Some(error.to_string()));
        }
    }

    /// Gives a branch a name.
    ///
    /// # Errors
    /// What would be right.
    pub fn rename(self, id: u32, name: &str) -> Result<(), String> {
        let renamed = self.run.try_update_value(|run| run.tree.rename(id, name).map_err(|error| error.to_string()));
        self.version.update(|version| *version += 1);
        renamed.unwrap_or(Ok(()))
    }

    /// The text of a branch's link, as of its newest tick.
    #[must_use]
    pub fn branch_link(self, id: u32) -> Option<String> {
        self.run.with_value(|run| run.link(id, View::default()))
    }

    /// The address of a branch, for the people who play.
    #[must_use]
    pub fn branch_hash(self, id: u32) -> Option<String> {
        let address = RunAddress { link: Some(self.branch_link(id)?), ..RunAddress::default() };
        Some(self.seated(address, self.seat().as_ref()).hash())
    }

    /// What `undo` and `redo` would take back and take again, in words. Tracked.
    #[must_use]
    pub fn undoable(self) -> (Option<String>, Option<String>) {
        self.version.track();
        let about = self.about();
        self.run.with_value(|run| {
            // Where one keyboard goes round, what the one before did is not for everybody's ears.
            let whose = run.game().turn().is_none() || run.own_role().is_some();
            let named = |deed: &Deed| deed::named(&about, &deed.action, &deed.args);
            let told =
                |deed: Option<&Deed>| deed.map(|deed| if whose { named(deed) } else { "the last action".to_owned() });
            let (back, again) = run.tree.undoable(run.own_role());
            (told(back), told(again))
        })
    }

    /// Takes back the last action.
    pub fn undo(self) {
        let (what, _) = untrack(|| self.undoable());
        let role = self.run.with_value(|run| run.own_role());
        self.stepped("Undone", what, |tree| tree.undo(role));
    }

    /// Takes what was undone last once more.
    pub fn redo(self) {
        let (_, what) = untrack(|| self.undoable());
        self.stepped("Done again", what, |tree| tree.redo());
    }

    fn stepped(
        self,
        word: &str,
        what: Option<String>,
        todo: impl FnOnce(&mut brownout_run::tree::Tree) -> Result<bool, TreeError>,
    ) {
        self.playing.set(false);
        let told = match self.change_tree(todo) {
            Ok(true) => format!("{word}: {}. Tick {}.", what.unwrap_or_default(), untrack(|| self.tick())),
            Ok(false) if word == "Undone" => "Nothing was done yet that could be undone.".to_owned(),
            Ok(false) => "Nothing was undone that could be done again.".to_owned(),
            Err(error) => error.to_string(),
        };
        self.said.set(None);
        self.leapt.set(Some(told));
    }

    fn change_tree(
        self,
        todo: impl FnOnce(&mut brownout_run::tree::Tree) -> Result<bool, TreeError>,
    ) -> Result<bool, TreeError> {
        let done = self.run.try_update_value(|run| todo(&mut run.tree)).unwrap_or(Ok(false));
        self.moved(true);
        done
    }
}

/// Each after its parent, with its depth.
fn in_order(rows: Vec<BranchRow>) -> Vec<BranchRow> {
    let mut out: Vec<BranchRow> = Vec::new();
    for row in rows {
        // A parent is older than its children, and older children stand before younger ones.
        let parent = out.iter().position(|other| Some(other.id) == row.parent);
        let depth = parent.and_then(|at| out.get(at)).map_or(0, |parent| parent.depth + 1);
        let place = parent.map_or(out.len(), |at| {
            let below = out.iter().skip(at + 1).take_while(|other| depth <= other.depth).count();
            at + 1 + below
        });
        out.insert(place, BranchRow { depth, ..row });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_stand_below_their_parents() {
        let row = |id: u32, parent: Option<u32>| BranchRow {
            id,
            depth: 0,
            name: String::new(),
            parent,
            tick: 0,
            reached: 0,
            result: None,
            active: false,
        };
        let rows = vec![row(1, None), row(2, Some(1)), row(3, Some(1)), row(4, Some(2)), row(5, None), row(6, Some(1))];
        let got: Vec<(u32, usize)> = in_order(rows).iter().map(|row| (row.id, row.depth)).collect();
        assert_eq!(got, [(1, 0), (2, 1), (4, 2), (3, 1), (6, 1), (5, 0)]);
    }
}
