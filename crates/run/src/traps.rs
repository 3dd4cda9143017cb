//! Whether a run that took a trap came to no more than the scenario says; what a trap is stands in the format.

use brownout_scenario::Trap;

use crate::game::Game;

/// What the run came to that the trap does not allow; `None` if all is as it should be.
#[must_use]
pub fn escaped(game: &Game, trap: &Trap) -> Option<String> {
    let grade = game.grade();
    if grade.won {
        return Some(format!("wins, with {}", grade.score));
    }
    if grade.score > trap.at_most {
        return Some(format!("comes to {}, at most {} is allowed", grade.score, trap.at_most));
    }
    let (code, text) = trap.holds.as_ref()?;
    let holds = game.world.clone().eval(game.plan(), code, None) != 0.0;
    (!holds).then(|| format!("leaves `{text}` untrue"))
}
