//! The status strip: clock, tick, the pack's own values, alerts, how many services stand on each rung. Its columns
//! never move; what a pack does not declare has no column.

use crate::prelude::*;

use brownout_run::view::{Unit, ValueAbout};

use crate::draw::clock::clock;
use crate::draw::number;
use crate::roles::Turn;
use crate::sprite::Glyph;
use crate::store::Play;

/// So many values have room.
const VALUES_MOST: usize = 4;

/// The strip.
#[component]
pub fn Strip() -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let start = about.start_s;
    let length = number::brief(Unit::Seconds, &[], about.tick_us as f64 / 1e6);
    let time = move || play.frame(|frame| clock(start, i64::try_from(frame.time_us).unwrap_or(i64::MAX)));
    let limit = about.last_tick.map(|last| format!("of {last}"));
    let (several, shown) = (play.cast().is_some(), untrack(|| play.shown()));
    let steps = about.last_step.filter(|_| about.last_tick.is_none() && !several);
    let values = about
        .values
        .iter()
        .take(VALUES_MOST)
        .enumerate()
        .map(|(index, value)| view! { <Value index=index value=value.clone()/> })
        .collect_view();
    let firing = move || play.frame(|frame| frame.alerts.len());
    view! {
        <section class="status" aria-label="Run status">
            <dl class="hud">
                <div class="w-clock"><dt>"Clock"</dt><dd><span>{time}</span><small class="only-wide hide-mid">{format!("{length} a tick")}</small></dd></div>
                <div class="w-tick"><dt>"Tick"</dt><dd><span>{move || play.tick()}</span><small>{limit}</small></dd></div>
                {steps.map(|last| view! {
                    <div class="w-tick"><dt>"Steps"</dt><dd><span>{move || play.taken()}</span><small>{format!("of {last}")}</small></dd></div>
                })}
                {several.then(|| view! { <Turn/> })}
                {values}
                {shown.alerts.then(|| view! {
                    <div class="w-tick"><dt>"Alerts"</dt><dd><span>{firing}</span><small>"firing"</small></dd></div>
                })}
                <div class="w-rest only-wide">
                    {shown.status.then(|| view! { <dt>"Services"</dt><dd class="ladder"><Ladder/></dd> })}
                </div>
            </dl>
        </section>
    }
}

#[component]
fn Value(index: usize, value: ValueAbout) -> impl IntoView {
    let play = expect_context::<Play>();
    let now = move || play.frame(|frame| frame.values.get(index).copied().unwrap_or(f64::NAN));
    // A number that stands for not known is shown as none.
    let known = move |now: f64| if value.unknown == Some(now) { f64::NAN } else { now };
    let text = move || number::value(value.unit, &[], known(now()));
    let bar = value.full.filter(|full| *full > 0.0).map(|full| {
        let share = Memo::new(move |_| ((now() / full).clamp(0.0, 1.0) * 104.0).round());
        let class = move || {
            if share.get() < 26.0 {
                "critical"
            } else if share.get() < 52.0 {
                "degraded"
            } else {
                "healthy"
            }
        };
        view! {
            <svg class="budget only-wide" viewBox="0 0 108 8" aria-hidden="true">
                <rect class="track" x=".5" y=".5" width="107" height="7" rx="2"/>
                <rect x="2" y="2" width=move || share.get() height="4" rx="1" fill="currentColor" class=class/>
            </svg>
        }
    });
    let class = if bar.is_some() { "w-bar" } else { "w-num" };
    view! {
        <div class=class><dt title=value.about>{value.label}</dt><dd><span>{text}</span>{bar}</dd></div>
    }
}

/// How many services stand on each rung.
#[component]
pub fn Ladder() -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let counts = Memo::new(move |_| {
        let rungs = play.about().ladder.len();
        play.frame(|frame| {
            let mut counts = vec![0usize; rungs];
            for &rung in &frame.status {
                if let Some(count) = counts.get_mut(rung as usize) {
                    *count += 1;
                }
            }
            counts
        })
    });
    about
        .ladder
        .iter()
        .enumerate()
        .rev()
        .map(|(rung, status)| {
            let count = move || counts.with(|counts| counts.get(rung).copied().unwrap_or(0));
            view! {
                <span class=move || if count() == 0 { "zero" } else { "" }>
                    <Glyph like=Signal::stored(status.like)/>
                    <b>{count}</b>
                    " "
                    <i>{status.word.clone()}</i>
                </span>
            }
        })
        .collect_view()
}
