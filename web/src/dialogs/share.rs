//! Share: the link of the run, the text that puts it into another page, and a file where a link would be too long.

use crate::prelude::*;
use brownout_run::link::View;

use super::copy::Copyable;
use crate::dom;
use crate::exports::save_run;
use crate::route::RunAddress;
use crate::store::Play;
use crate::ui::{DialogKind, Ui};

/// Longer links are cut off by some programs that people write to each other with.
const LINK_MOST: usize = 2_000;
/// What a page inside another one may do: run, be of its own origin (without which Safari's reading of the policy lets it load
/// nothing, and no host without CORS serves it), and open the run in a window of its own that may do all.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/// What the link opens at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    Newest,
    Here,
    Start,
}

/// The body of the dialog.
#[component]
pub fn Share(play: Play) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (live, tick, head) = untrack(|| (play.is_live(), play.tick(), play.head_tick()));
    let opens = RwSignal::new(if live { Opens::Newest } else { Opens::Here });
    let act = RwSignal::new(false);
    let view_of = move |opens: Opens| {
        let view = untrack(|| play.view());
        if opens == Opens::Here { view } else { View { tick: None, ..view } }
    };
    let address = Memo::new(move |_| {
        let opens = opens.get();
        if opens == Opens::Start { Some(play.fresh(play.seed())) } else { play.address_at(view_of(opens)) }
    });
    let link = Signal::derive(move || address.get().map_or_else(String::new, |address| dom::url_of(&address.hash())));
    let frame = Signal::derive(move || {
        let Some(address) = address.get() else { return String::new() };
        let inside = RunAddress { embed: Some(act.get()), ..address };
        let title = play.about().title.replace('&', "&amp;").replace('"', "&quot;");
        let url = dom::url_of(&inside.hash()).replace('&', "&amp;").replace('"', "&quot;");
        format!(
            "<iframe src=\"{url}\" title=\"{title}\" width=\"720\" height=\"420\" loading=\"lazy\" sandbox=\"{SANDBOX}\"></iframe>"
        )
    });
    let long = Memo::new(move |_| link.with(String::len));
    let length = move || match long.get() {
        0 => "The run is too long for any link: the file holds it.".to_owned(),
        long if long > LINK_MOST => {
            format!(
                "{long} characters: some chat and mail programs cut off links beyond {LINK_MOST}. The file holds the same run."
            )
        }
        long => format!("{long} characters."),
    };
    let told = RwSignal::new(String::new());
    let save = move |_| told.set(save_run(play, view_of(opens.get_untracked())));
    let choice = move |this: Opens, label: String| {
        view! {
            <label class="radio">
                <input type="radio" name="opens" prop:checked=move || opens.get() == this on:change=move |_| opens.set(this)/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <div class="dlg-body sharing">
            <p>"Whoever opens this link sees this run: the same scenario, the same seed, the same actions."</p>
            <fieldset class="fld">
                <legend>"It opens at"</legend>
                <div class="radios">
                    {choice(Opens::Newest, format!("the newest tick, {head}"))}
                    {(!live).then(|| choice(Opens::Here, format!("tick {tick}, where you look")))}
                    {choice(Opens::Start, "the start, with nothing done".to_owned())}
                </div>
            </fieldset>
            <Copyable id="share-link" label="Link".to_owned() button="Copy link" text=link/>
            <div class="btns">
                <small class="mute">{length}</small>
                <button class="btn line" on:click=move |_| ui.dialog.set(Some(DialogKind::Save))>"Save as a file…"</button>
                {move || (long.get() == 0 || long.get() > LINK_MOST).then(|| view! { <button class="btn line" on:click=save>"Save the run as a file"</button> })}
                <span class="told" role="status">{told}</span>
            </div>
            <h3>"In another page"</h3>
            <label class="switch">
                <input type="checkbox" role="switch" prop:checked=move || act.get() on:change=move |event| act.set(event_target_checked(&event))/>
                <span>"Readers may act there, not only look and step"</span>
            </label>
            <Copyable id="share-frame" label="Text for the page".to_owned() button="Copy text" text=frame/>
        </div>
    }
}
