//! From a button to a deed: which parameters the selection fills in, and what was done before. Pure.

use brownout_run::said;
use brownout_run::view::{About, ActionAbout, ParamAbout, ParamKind, StepNow};

/// So many letters of an answer stand on a button.
const ROOM: usize = 40;

/// How an action was used before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Used {
    /// On the selected service, or without any: at this tick.
    At(u32),
    /// A judgement, with its answer: at this tick.
    Answer(String, u32),
}

impl Used {
    /// On the button.
    #[must_use]
    pub fn tag(&self) -> String {
        match self {
            Self::At(tick) => format!("used at {tick}"),
            Self::Answer(_, tick) => format!("at {tick}"),
        }
    }
}

/// Whether a parameter takes a service.
fn is_service(kind: &ParamKind) -> bool {
    matches!(kind, ParamKind::Service)
}

/// The service that an action would be about: the selection, if it takes one.
#[must_use]
pub fn target(action: &ActionAbout, selected: Option<usize>) -> Option<usize> {
    selected.filter(|_| action.params.iter().any(|param| is_service(&param.kind)))
}

/// The parameters of an action that needs no form: none at all, or one service, which is the selection.
#[must_use]
pub fn direct(about: &About, action: &ActionAbout, selected: Option<usize>) -> Option<Vec<(String, String)>> {
    match action.params.as_slice() {
        [] => Some(Vec::new()),
        [only] if is_service(&only.kind) => {
            let name = about.services.get(selected?)?.name.clone();
            Some(vec![(only.name.clone(), name)])
        }
        _ => None,
    }
}

/// What is said of the parameters: the answers that differ from what stands for no answer. An action with its usual
/// parameters is then the same deed whether it was taken here, by a script or by the scenario's expert.
#[must_use]
pub fn given(action: &ActionAbout, answers: Vec<String>) -> Vec<(String, String)> {
    let said = |param: &ParamAbout, answer: &str| !answer.is_empty() && param.default.as_deref() != Some(answer);
    action
        .params
        .iter()
        .zip(answers)
        .filter(|(param, answer)| said(param, answer))
        .map(|(param, answer)| (param.name.clone(), answer))
        .collect()
}

/// How the action was last used, if that is worth telling for this selection.
#[must_use]
pub fn used(action: &ActionAbout, index: usize, selected: Option<usize>, steps: &[StepNow]) -> Option<Used> {
    steps.iter().rev().filter(|step| step.action as usize == index && step.refused.is_none()).find_map(
        |step| match step.target {
            Some(target) if selected == Some(target as usize) => Some(Used::At(step.tick)),
            Some(_) => None,
            None if action.params.is_empty() => Some(Used::At(step.tick)),
            None => {
                let answer: Vec<String> = said::args(action, step, None).into_iter().map(|(_, text)| text).collect();
                Some(Used::Answer(short(&answer.join(", ")), step.tick))
            }
        },
    )
}

/// A step as people say it: "Kill query: user-db".
#[must_use]
pub fn told(about: &About, step: &StepNow) -> String {
    about.actions.get(step.action as usize).map_or_else(String::new, |action| in_words(action, &step.args))
}

/// The same of a deed that was not taken, or not yet.
#[must_use]
pub fn named(about: &About, name: &str, args: &[(String, String)]) -> String {
    let action = about.actions.iter().find(|action| action.name == name);
    action.map_or_else(|| name.to_owned(), |action| in_words(action, args))
}

fn in_words(action: &ActionAbout, args: &[(String, String)]) -> String {
    if args.is_empty() {
        return action.label.clone();
    }
    let args: Vec<String> = said::of(action, args, None).into_iter().map(|(_, text)| text).collect();
    format!("{}: {}", action.label, args.join(", "))
}

/// As much of an answer as a button has room for.
fn short(text: &str) -> String {
    match text.char_indices().nth(ROOM) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(kinds: &[ParamKind]) -> ActionAbout {
        ActionAbout {
            name: "act".to_owned(),
            label: "Act".to_owned(),
            about: String::new(),
            group: 0,
            ticks: 1,
            params: kinds
                .iter()
                .map(|kind| ParamAbout {
                    name: "p".to_owned(),
                    label: "P".to_owned(),
                    kind: kind.clone(),
                    default: None,
                })
                .collect(),
            wait: false,
            aside: false,
        }
    }

    fn step(target: Option<u32>, value: &str, tick: u32, refused: bool) -> StepNow {
        StepNow {
            step: 1,
            action: 0,
            args: vec![("p".to_owned(), value.to_owned())],
            target,
            tick,
            refused: refused.then(|| "no".to_owned()),
            shown: Vec::new(),
        }
    }

    #[test]
    fn what_was_used() {
        let on_service = action(&[ParamKind::Service]);
        let judged = action(&[ParamKind::Word(vec!["P1".to_owned()])]);
        for (action, selected, steps, expected) in [
            (&on_service, Some(1), vec![step(Some(1), "a", 3, false), step(Some(0), "b", 4, false)], Some(Used::At(3))),
            (&on_service, None, vec![step(Some(1), "a", 3, false)], None),
            (
                &judged,
                None,
                vec![step(None, "P2", 2, false), step(None, "P1", 5, false)],
                Some(Used::Answer("P1".to_owned(), 5)),
            ),
            (&judged, None, vec![step(None, "P9", 5, true)], None),
        ] {
            assert_eq!(used(action, 0, selected, &steps), expected);
        }
    }

    #[test]
    fn usual_parameters_are_not_said() {
        let mut asks = action(&[ParamKind::Service, ParamKind::Text]);
        for (param, (name, default)) in asks.params.iter_mut().zip([("target", None), ("times", Some("2"))]) {
            (param.name, param.default) = (name.to_owned(), default.map(str::to_owned));
        }
        for (answers, expected) in [
            (["auth-service", "2"], vec![("target", "auth-service")]),
            (["auth-service", "3"], vec![("target", "auth-service"), ("times", "3")]),
            (["auth-service", ""], vec![("target", "auth-service")]),
            (["", "4"], vec![("times", "4")]),
        ] {
            let said = given(&asks, answers.map(str::to_owned).to_vec());
            let said: Vec<(&str, &str)> = said.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            assert_eq!(said, expected, "{answers:?}");
        }
    }

    #[test]
    fn targets() {
        assert_eq!(target(&action(&[ParamKind::Service]), Some(3)), Some(3));
        assert_eq!(target(&action(&[ParamKind::Flag]), Some(3)), None);
        assert_eq!(target(&action(&[ParamKind::Service]), None), None);
    }
}
