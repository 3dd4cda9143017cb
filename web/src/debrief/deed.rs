//! What a step did and cost, in words. Pure.

use brownout_run::debrief::{Cost, Did, FaultStory, StepStory};
use brownout_run::view::{About, Unit};

use crate::draw::number;

/// What it did; nothing of a wait that did nothing.
#[must_use]
pub fn did(story: &StepStory, faults: &[FaultStory], waits: bool) -> Option<String> {
    let labels = |of: &[u32]| {
        // Where there is one fault, everything is about that.
        if faults.len() < 2 {
            return "the fault".to_owned();
        }
        let labels = of.iter().filter_map(|&fault| faults.get(fault as usize)).map(|fault| fault.label.as_str());
        quoted(labels)
    };
    let mut said: Vec<String> = Vec::new();
    match story.did {
        Did::Refused => {
            let why = story.step.refused.as_deref().unwrap_or_default();
            said.push(format!("refused: {}", why.trim_end_matches('.')));
        }
        Did::Cured => said.push(format!("cured {}", labels(&story.cured))),
        Did::Contained => said.push(format!("contained {}", labels(&story.contained))),
        Did::Helped => said.push("helped".to_owned()),
        Did::Told => said.push("told something".to_owned()),
        // A judgement that paid did what it was for.
        Did::Nothing if !waits && story.cost.rewards.iter().all(|part| part.points < 0.0) => {
            said.push("did nothing to the fault".to_owned());
        }
        Did::Wrong | Did::Nothing => {}
    }
    if story.wrong {
        said.push("wrong intervention".to_owned());
    }
    if story.obeyed {
        said.push("did what an injected line told".to_owned());
    }
    (!said.is_empty()).then(|| said.join("; "))
}

/// Titles one after the other; they may have commas of their own.
#[must_use]
pub fn quoted<'a>(titles: impl Iterator<Item = &'a str>) -> String {
    let titles: Vec<String> = titles.map(|title| ["“", title, "”"].concat()).collect();
    titles.join(", ")
}

/// What it cost: the reward with its parts, harm that changed, ticks if they are not one.
#[must_use]
pub fn cost(about: &About, cost: &Cost) -> String {
    let mut said = Vec::new();
    let rewards: Vec<String> = cost
        .rewards
        .iter()
        .map(|part| (part, signed(Unit::Number, part.points)))
        .filter(|(_, points)| counts(points))
        .map(|(part, points)| [&part.label, " ", &points].concat())
        .collect();
    // They are paid in another currency than the score.
    if !rewards.is_empty() {
        said.push(["step reward: ", &rewards.join(", ")].concat());
    }
    for change in &cost.harm {
        let Some(value) = about.values.get(change.value as usize) else { continue };
        let by = signed(value.unit, change.after - change.before);
        if counts(&by) {
            said.push(format!("{} {by}", value.label));
        }
    }
    match cost.ticks {
        0 => said.push("no time".to_owned()),
        1 => {}
        ticks => said.push(format!("{ticks} ticks")),
    }
    said.join("; ")
}

/// Whether what is shown is more than nothing.
fn counts(shown: &str) -> bool {
    shown.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

fn signed(unit: Unit, v: f64) -> String {
    let text = number::brief(unit, &[], v);
    if v > 0.0 { format!("+{text}") } else { text }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tests_support::two_roles;
    use brownout_run::Deed;

    #[test]
    fn in_words() {
        let mut game = two_roles();
        for (action, target) in
            [("wait", None), ("look", None), ("fix", Some("web")), ("shout", None), ("fix", Some("db"))]
        {
            let args = target.map(|target: &str| ("target".to_owned(), target.to_owned()));
            game.act(&Deed { action: action.to_owned(), args: args.into_iter().collect() }).unwrap();
        }
        let debrief = game.debrief().unwrap();
        let told: Vec<(Option<String>, String)> = debrief
            .steps
            .iter()
            .map(|story| (did(story, &debrief.faults, story.step.action == 0), cost(game.about(), &story.cost)))
            .collect();
        let some = |text: &str| Some(text.to_owned());
        let expected = [
            (None, "step reward: A turn −1; Users hurt +0.6".to_owned()),
            (some("told something"), "step reward: A turn −1; Users hurt +0.6".to_owned()),
            (some("wrong intervention"), "step reward: A turn −1, Wrong −5; Users hurt +0.6".to_owned()),
            (some("refused: Only Ops may do this"), "step reward: A turn −1; Users hurt +0.6".to_owned()),
            (some("cured the fault"), "step reward: Fixed +10, A turn −1; Users hurt +0.6".to_owned()),
        ];
        assert_eq!(told, expected);
    }
}
