//! How sure the player was, next to how right: each claim, and both on average.

use crate::prelude::*;
use brownout_run::calibration::{Calibration, ClaimStory};
use brownout_run::view::{Like, Unit};

use crate::draw::number;
use crate::sprite::Glyph;
use crate::store::Play;

/// The table; nothing where nothing was claimed.
#[component]
pub fn Calibrated() -> impl IntoView {
    let play = expect_context::<Play>();
    let Some(of) = untrack(|| play.game(|game, _| game.calibration())) else { return ().into_view() };
    let lead = lead(&of);
    let rows = of.claims.into_iter().map(|claim| view! { <Row claim=claim/> }).collect_view();
    view! {
        <section class="calibration" aria-labelledby="db-sure">
            <h2 id="db-sure">"How sure, how right"</h2>
            <p>{lead}</p>
            <table>
                <thead><tr><th scope="col" class="num">"tick"</th><th scope="col">"you said"</th><th scope="col">"how sure"</th><th scope="col">"was it so"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_view()
}

fn percent(share: f64) -> String {
    number::value(Unit::Ratio, &[], share)
}

fn lead(of: &Calibration) -> String {
    let right = format!("Right in {} of {}", of.right, of.claims.len());
    match (of.sure, of.distance) {
        (Some(sure), Some(distance)) => format!(
            "{right}, {} sure on average. Mean squared distance {distance:.2}: 0 is perfect, 0.25 is what always saying 50% gets.",
            percent(sure)
        ),
        _ => format!("{right}."),
    }
}

#[component]
fn Row(claim: ClaimStory) -> impl IntoView {
    let (like, word) = if claim.right { (Like::Healthy, "right") } else { (Like::Down, "wrong") };
    let said: Vec<String> = claim.said.iter().map(|(label, text)| format!("{label}: {text}")).collect();
    let sure = claim.sure.map(|sure| {
        let width = (sure.clamp(0.0, 1.0) * 80.0).round();
        view! {
            <svg class="pt" viewBox="0 0 80 8" aria-hidden="true">
                <rect class="track" width="80" height="8" rx="2"/>
                <rect class=if claim.right { "fill" } else { "neg" } width=width height="8" rx="2"/>
            </svg>
            {percent(sure)}
        }
    });
    let pieces = match claim.evidence {
        0 => "without evidence".to_owned(),
        1 => "after 1 piece of evidence".to_owned(),
        many => format!("after {many} pieces of evidence"),
    };
    view! {
        <tr>
            <th scope="row" class="num">{claim.tick}</th>
            <td>{said.join("; ")}<small>{pieces}</small></td>
            <td><span class="sure">{sure}</span></td>
            <td><span class="stat"><Glyph like=Signal::stored(like)/>{word}</span></td>
        </tr>
    }
}
