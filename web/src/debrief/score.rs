//! The score and its parts, as signed bars on one scale.

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::debrief::{Debrief, PartScore};
use brownout_run::said::sentence;
use brownout_run::view::Unit;

use crate::draw::number::{self, points, signed_points};
use crate::draw::path::coordinate;
use crate::store::Play;

/// The bar's box.
const WIDTH: f64 = 96.0;

/// The score card.
#[component]
pub fn Score(debrief: Rc<Debrief>) -> impl IntoView {
    let scale = Scale::of(&debrief.parts);
    let verdict = if debrief.won { "Won" } else { "Not won" };
    let about = expect_context::<Play>().about();
    let ended = sentence(&about, debrief.ended.trim_end_matches('.'));
    let rows = debrief
        .parts
        .iter()
        .map(|part| {
            let bar = scale.bar(part);
            view! {
                <tr>
                    <th scope="row">{part.label.clone()}</th>
                    <td>
                        <svg class="pt" viewBox="0 0 96 8" aria-hidden="true">
                            <rect class="track" x=bar.track.0 y="1" width=bar.track.1 height="6"/>
                            <rect class=if part.points < 0.0 { "neg" } else { "fill" } x=bar.got.0 y="1" width=bar.got.1 height="6"/>
                            <path class="zero" d=format!("M{} -1V9", coordinate(scale.zero))/>
                        </svg>
                    </td>
                    <td class="num"><b>{signed_points(part.points)}</b></td>
                    <td class="num mute">{points(part.most)}</td>
                </tr>
            }
        })
        .collect_view();
    // Where the parts do not add up to 1, a share of what there is compares with other scenarios.
    let held = debrief.held(points);
    let share = debrief.out_of.filter(|_| held.is_none()).map(|of| {
        format!("{} of the {} that the parts give.", number::value(Unit::Ratio, &[], of.share), points(of.most))
    });
    view! {
        <p class="big"><b id="score">{points(debrief.score)}</b><span>{format!("of {}", points(debrief.range.1))}</span></p>
        <p class="verdict" id="verdict">{format!("{verdict}. {ended}.")}</p>
        {held.or(share).map(|said| view! { <p class="share-of">{said}</p> })}
        <table>
            <thead><tr><th scope="col" colspan="2">"Part"</th><th scope="col" class="num">"got"</th><th scope="col" class="num">"of"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// One scale for all bars: room for the largest loss on the left, for the largest part on the right.
struct Scale {
    zero: f64,
    unit: f64,
}

/// Place and width of a bar's two rectangles.
struct Bar {
    track: (f64, f64),
    got: (f64, f64),
}

impl Scale {
    fn of(parts: &[PartScore]) -> Self {
        let most = parts.iter().flat_map(|p| [p.most, p.points]).fold(0.0, |a: f64, b| if a < b { b } else { a });
        let least = parts.iter().map(|p| p.points).fold(0.0, |a: f64, b| if b < a { b } else { a });
        let span = most - least;
        let unit = if span > 0.0 { (WIDTH - 2.0) / span } else { 0.0 };
        Self { zero: 1.0 - least * unit, unit }
    }

    fn bar(&self, part: &PartScore) -> Bar {
        let got = part.points * self.unit;
        Bar {
            track: (self.zero, part.most.max(0.0) * self.unit),
            got: (if got < 0.0 { self.zero + got } else { self.zero }, got.abs()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(points: f64, most: f64) -> PartScore {
        PartScore { name: String::new(), label: String::new(), points, most }
    }

    #[test]
    fn bars_share_a_scale() {
        let parts = [part(0.2, 0.37), part(-0.1, 0.1)];
        let scale = Scale::of(&parts);
        assert!((scale.zero - 21.0).abs() < 1e-9);
        let loss = scale.bar(&parts[1]);
        assert!((loss.got.0 - 1.0).abs() < 1e-9 && (loss.got.1 - 20.0).abs() < 1e-9);
        assert!((scale.bar(&parts[0]).track.1 - 74.0).abs() < 1e-9);
        assert!(Scale::of(&[]).unit == 0.0);
    }
}
