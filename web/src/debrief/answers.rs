//! Answers of those who may be wrong: what they said, and whether it was so. While the run goes on nobody learns it.

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::debrief::{AnswerStory, Debrief};
use brownout_run::view::Like;

use crate::sprite::Glyph;
use crate::store::Play;

/// The table; nothing where nobody was asked who may be wrong.
#[component]
pub fn Answers(debrief: Rc<Debrief>) -> impl IntoView {
    if debrief.answers.is_empty() {
        return ().into_view();
    }
    let rows = debrief.answers.iter().cloned().map(|answer| view! { <Row answer=answer/> }).collect_view();
    view! {
        <section class="calibration" aria-labelledby="db-answers">
            <h2 id="db-answers">"Who was asked, who was right"</h2>
            <table>
                <thead><tr><th scope="col" class="num">"asked"</th><th scope="col">"answer"</th><th scope="col">"was it so"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_view()
}

#[component]
fn Row(answer: AnswerStory) -> impl IntoView {
    let play = expect_context::<Play>();
    let (like, word) = if answer.right { (Like::Healthy, "right") } else { (Like::Down, "wrong") };
    let action =
        play.about().actions.get(answer.action as usize).map(|action| action.label.clone()).unwrap_or_default();
    let by = match answer.target {
        Some(target) => format!("{action}: {}", play.service_name(target as usize)),
        None => action,
    };
    let came = match answer.came {
        Some(tick) => format!("{by}, answered at tick {tick}"),
        None => format!("{by}, the run was over before the answer came"),
    };
    view! {
        <tr>
            <th scope="row" class="num">{answer.asked}</th>
            <td>{answer.text}<small>{came}</small></td>
            <td><span class="stat"><Glyph like=Signal::stored(like)/>{word}</span></td>
        </tr>
    }
}
