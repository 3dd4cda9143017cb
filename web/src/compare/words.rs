//! What two runs have to say to each other, in words. Pure.

use brownout_run::compare::Comparison;
use brownout_run::view::{About, StepNow};

use super::side::Side;
use crate::actions::deed::told;
use crate::draw::number;

/// The same with a capital.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A step as people say it; a wait is one.
#[must_use]
pub fn done(about: &About, step: &StepNow) -> String {
    if about.is_wait(step) {
        return "waited".to_owned();
    }
    let mut said = told(about, step);
    if step.refused.is_some() {
        said.push_str(" (refused)");
    }
    said
}

/// Where they part, and what users had of it.
#[must_use]
pub fn summary(a: &Side, b: &Side, comparison: &Comparison) -> Vec<String> {
    let about = a.game.about();
    let mut out = Vec::new();
    match (comparison.step_differs, comparison.parts_at) {
        (None, None) => out.push("Both did the same, and nothing that can be seen differs.".to_owned()),
        (Some(step), parts) => {
            let did = |side: &Side| side.game.steps().get(step).map(|step| done(about, step));
            let mut said = match step {
                0 => String::from("They differ from the first step on. "),
                _ => format!("Up to step {step} both did the same. Then "),
            };
            let took = |did: Option<String>| did.unwrap_or_else(|| "nothing more".to_owned());
            let first = if step == 0 { sentence(&a.name) } else { a.name.clone() };
            said.push_str(&[&first, ": ", &took(did(a)), "; ", &b.name, ": ", &took(did(b)), "."].concat());
            out.push(said);
            out.push(match parts {
                Some(tick) => format!("What can be seen differs from tick {tick} on."),
                None => "Nothing that can be seen differs.".to_owned(),
            });
        }
        (None, Some(tick)) => out.push(format!("Both did the same; what can be seen differs from tick {tick} on.")),
    }
    if let Some(harm) = &comparison.harm
        && let Some(value) = about.values.get(harm.value)
    {
        let text = |v: f64| number::brief(value.unit, &[], v);
        let by = text(harm.difference.abs());
        let mut said = [&value.label, ": ", &text(harm.last.a), " and ", &text(harm.last.b)].concat();
        // What is shown decides: a difference that is no digit is none.
        if by.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
            let more = if harm.difference > 0.0 { " more with " } else { " less with " };
            said.push_str(&[", ", &by, more, &b.name].concat());
        } else {
            said.push_str(", the same");
        }
        said.push('.');
        out.push(said);
    }
    out
}
