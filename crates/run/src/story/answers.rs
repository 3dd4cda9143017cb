//! Answers that could have been wrong, and whether they were.

use crate::debrief::AnswerStory;
use crate::game::Game;

/// In the order of the questions.
pub(super) fn answers(game: &Game) -> Vec<AnswerStory> {
    let now = game.head().tick;
    // Questions and steps are in the same order: the search goes on where it was.
    let mut from = 0;
    let mut all = Vec::new();
    for answer in &game.world.state.chances {
        let steps = game.steps().iter().enumerate().skip(from);
        let mut asked = steps.filter(|(index, step)| {
            (step.tick, step.action, step.target) == (answer.asked, answer.action(), answer.target())
                && step.refused.is_none()
                && game.actor_of(*index) == answer.actor()
        });
        let Some((index, _)) = asked.next() else { continue };
        from = index;
        all.push(AnswerStory {
            step: index as u32 + 1,
            asked: answer.asked,
            came: (answer.due <= now).then_some(answer.due),
            actor: answer.actor(),
            action: answer.action(),
            target: answer.target(),
            text: answer.text.clone(),
            right: answer.right(),
        });
    }
    all
}
