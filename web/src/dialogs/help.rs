//! Help: every key, and the switch that turns single keys off.

use crate::prelude::*;

use crate::ui::Ui;

const KEYS: [(&str, &str, &str); 8] = [
    ("Everywhere", "Tab", "from panel to panel"),
    ("Everywhere", "Esc", "closes what is open"),
    ("Everywhere", "Ctrl+Z Ctrl+Shift+Z", "undoes the last action, does it again"),
    ("Graph", "← →", "to a caller, to a callee"),
    ("Graph", "↑ ↓", "within a layer"),
    ("Graph", "Enter", "selects a service"),
    ("Charts", "← →", "move the crosshair"),
    ("Timeline", "← → Home End", "look at another tick"),
];

const SINGLE: [(&str, &str); 11] = [
    ("Space", "play or pause"),
    (". ,", "step forward, step back to look"),
    ("Shift+. Shift+,", "to the newest tick, to the first"),
    ("+", "on to the next change: an alert, a status, an answer, the end"),
    ("[ ]", "slower, faster"),
    ("t", "graph or table"),
    ("/", "filter the logs"),
    ("a", "to the alerts"),
    ("b", "the branches of this run"),
    ("?", "this help"),
    ("letters on the actions", "take that action, while the focus is in the graph or the service panel"),
];

/// The body of the dialog.
#[component]
pub fn Help() -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! {
        <div class="dlg-body">
            <p>"Something is wrong in this system. Watch the graph, the metrics and the logs; find the cause; take the actions that cure it; then close the incident. Time passes only when you play, step or act. Scrub back to look at any tick; act there, and you are on a new branch, while what you did before stays as it is."</p>
            <label class="switch">
                <input type="checkbox" role="switch" prop:checked=move || ui.single_keys.get()
                    on:change=move |event| ui.set_single_keys(event_target_checked(&event))/>
                <span>"Single keys are shortcuts"</span>
            </label>
            <table class="tbl">
                <caption class="vh">"Keys"</caption>
                <thead><tr><th scope="col">"Where"</th><th scope="col">"Key"</th><th scope="col">"What it does"</th></tr></thead>
                <tbody>
                    {KEYS.into_iter().map(|(place, key, what)| view! { <tr><td class="mute">{place}</td><th scope="row"><kbd>{key}</kbd></th><td>{what}</td></tr> }).collect_view()}
                    {SINGLE.into_iter().map(|(key, what)| view! {
                        <tr class:is-off=move || !ui.single_keys.get()><td class="mute">"Single keys"</td><th scope="row"><kbd>{key}</kbd></th><td>{what}</td></tr>
                    }).collect_view()}
                </tbody>
            </table>
            <h3>"Several roles"</h3>
            <p>"In some incidents several roles act in turn, and none of them sees everything: one reads the logs, one sees what the automation did, one knows only the alerts and what the others say. The strip on top tells whose turn it is, and each role may do only some of the actions. Tell the others what you see: the shared lists (chat, inbox) are the only way."</p>
            <p>"Hot seat: one keyboard goes round, and the page shows each role its own view when its turn comes. Or take one role (button Roles in the strip) and let a scripted colleague play the others; their turns are ordinary steps of the run, so a link repeats them. Once it is over, everything is shown to everybody, and the debrief says what each role could see and when."</p>
            <p class="mute">"A caller calls a callee. A run is its scenario, its seed and what you did: the address of the page holds all three, so a link is the run."</p>
        </div>
    }
}
