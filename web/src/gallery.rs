//! All scenarios: searchable, by pack and difficulty. Knows only the index, not the scenarios themselves.

use crate::prelude::*;
use brownout_sort as sort;
use serde::Deserialize;

use crate::course::CourseList;
use crate::dialogs::Dialogs;
use crate::dom;
use crate::exports::read::OpenFile;
use crate::resume::Resume;
use crate::route::Wanted;
use crate::search::SearchBox;
use crate::topbar::TopBar;
use crate::ui::Ui;

/// An entry of packs/index.json.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// `pack/name`.
    pub id: String,
    /// The pack.
    pub pack: String,
    /// What people call it.
    #[serde(default)]
    pub pack_title: String,
    /// Its title.
    pub title: String,
    /// What the on-call is told.
    #[serde(default)]
    pub about: String,
    /// `easy`, `medium`, `hard`, or empty.
    #[serde(default)]
    pub difficulty: String,
    /// Its length in ticks, if it has one.
    #[serde(default)]
    pub ticks: Option<u32>,
    /// How many services it has.
    #[serde(default)]
    pub services: u32,
    /// How many actions.
    #[serde(default)]
    pub actions: u32,
    /// The level of its pack's course that it is in.
    #[serde(default)]
    pub tier: Option<String>,
    /// Whether another seed may make another plan of it.
    #[serde(default = "drawn")]
    pub drawn: bool,
}

/// What is not known is asked of the compiler.
fn drawn() -> bool {
    true
}

/// The index, as far as it is known: `None` while it is being read.
#[derive(Clone, Copy)]
pub struct Index(pub RwSignal<Option<Result<Vec<Entry>, String>>>);

/// Whether an entry is one of those that are looked for.
fn lets(wanted: &Wanted, entry: &Entry) -> bool {
    let Entry { id, pack_title, title, about, difficulty, .. } = entry;
    let text = format!("{id} {pack_title} {title} {about} {difficulty}").to_ascii_lowercase();
    (wanted.pack.is_empty() || wanted.pack == entry.pack)
        && (wanted.difficulty.is_empty() || wanted.difficulty == entry.difficulty)
        && wanted.text.to_ascii_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// The order in which one learns: easy ones first, whatever a pack calls otherwise last.
fn step(difficulty: &str) -> usize {
    const STEPS: [&str; 3] = ["easy", "medium", "hard"];
    STEPS.iter().position(|step| *step == difficulty).unwrap_or(STEPS.len())
}

/// The page.
#[component]
pub fn Gallery() -> impl IntoView {
    let Index(index) = expect_context::<Index>();
    // Back to where one was, once there is something to scroll.
    let back = StoredValue::new(dom::remembered_scroll());
    Effect::new(move |_| {
        if matches!(index.get(), Some(Ok(_)))
            && let Some(pixels) = back.try_update_value(Option::take).flatten()
        {
            request_animation_frame(move || {
                if let Some(main) = dom::by_id("main") {
                    main.set_scroll_top(pixels);
                }
            });
        }
    });
    let leave = move |_| {
        if let Some(main) = dom::by_id("main") {
            dom::remember_scroll(&main);
        }
    };
    view! {
        <div class="page plain">
            <TopBar/>
            <main class="sheet" id="main" tabindex="-1" on:click=leave>
                <h1>"Scenarios"</h1>
                <p class="lead">"Each is an incident in a system of services. Watch it spread, act, and see what it was."</p>
                <Resume/>
                <p class="btns"><OpenFile/></p>
                <CourseList/>
                <Cards kept=true/>
            </main>
            <Dialogs/>
        </div>
    }
}

/// Search and list.
#[component]
pub fn Cards(
    /// Whether the address keeps what is looked for, for those who come back.
    #[prop(optional)]
    kept: bool,
) -> impl IntoView {
    let Index(index) = expect_context::<Index>();
    let wanted = RwSignal::new(if kept { Wanted::parse(&dom::hash()) } else { Wanted::default() });
    Effect::new(move |before: Option<()>| {
        let hash = wanted.with(Wanted::hash);
        if kept && before.is_some() {
            dom::replace_hash(&hash);
        }
    });
    let entries = move || match index.get() {
        Some(Ok(entries)) => entries,
        _ => Vec::new(),
    };
    let found = Memo::new(move |_| {
        wanted.with(|wanted| {
            let mut found: Vec<_> = entries().into_iter().filter(|entry| lets(wanted, entry)).collect();
            sort::by_key(&mut found, |entry| (step(&entry.difficulty), entry.pack.clone()));
            found
        })
    });
    // What there is, each once and in the order of learning: the value and how it is called.
    let options = move |of: fn(&Entry) -> (&str, &str)| {
        let mut entries = entries();
        sort::by_key(&mut entries, |entry| step(&entry.difficulty));
        let mut choices: Vec<(String, String)> = Vec::new();
        for entry in &entries {
            let (value, label) = of(entry);
            if !value.is_empty() && !choices.iter().any(|(known, _)| known == value) {
                choices.push((value.to_owned(), label.to_owned()));
            }
        }
        choices.into_iter().map(|(value, label)| view! { <option value=value>{label}</option> }).collect_view()
    };
    view! {
        <div class="find" role="search">
            <SearchBox
                label="Find a scenario"
                placeholder="Find a scenario"
                text=Signal::derive(move || wanted.with(|wanted| wanted.text.clone()))
                on_text=move |text| wanted.update(|wanted| wanted.text = text)
                on_key=|_| {}
            />
            <label><span class="vh">"Pack"</span>
                <select class="btn line" prop:value=move || wanted.with(|wanted| wanted.pack.clone()) on:change=move |event| { let pack = event_target_value(&event); wanted.update(|w| w.pack = pack); }>
                    <option value="">"all packs"</option>
                    {move || options(|entry| (&entry.pack, &entry.pack_title))}
                </select>
            </label>
            <label><span class="vh">"Difficulty"</span>
                <select class="btn line" prop:value=move || wanted.with(|wanted| wanted.difficulty.clone()) on:change=move |event| { let d = event_target_value(&event); wanted.update(|w| w.difficulty = d); }>
                    <option value="">"any difficulty"</option>
                    {move || options(|entry| (&entry.difficulty, &entry.difficulty))}
                </select>
            </label>
            <span class="mute" role="status">{move || match index.get() {
                Some(Ok(_)) => format!("{} scenarios", found.with(Vec::len)),
                _ => String::new(),
            }}</span>
        </div>
        {move || match index.get() {
            Some(Err(error)) => view! { <p class="empty">{error}</p> }.into_view(),
            Some(Ok(_)) => view! { <List found=found/> }.into_view(),
            None => ().into_view(),
        }}
    }
}

#[component]
fn List(found: Memo<Vec<Entry>>) -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! {
        {move || found.with(Vec::is_empty).then(|| view! { <p class="empty">"No scenario matches."</p> })}
        <ul class="cards">
            <For each=move || found.get() key=|entry| entry.id.clone() let:entry>
                <li>
                    <a href=format!("#/play/{}", entry.id) on:click=move |_| ui.dialog.set(None)>
                        <span class="mute">{entry.pack_title.clone()}</span>
                        <b>{entry.title.clone()}</b>
                        {(!entry.difficulty.is_empty()).then(|| view! { <span class="tag">{entry.difficulty.clone()}</span> })}
                        <span class="what">{entry.about.clone()}</span>
                        <small>{facts(&entry)}</small>
                    </a>
                    <a class="btn remix" href=["#/author/remix/", &entry.id].concat() aria-label=["Remix ", &entry.title].concat() on:click=move |_| ui.dialog.set(None)>"Remix"</a>
                </li>
            </For>
        </ul>
    }
}

fn facts(entry: &Entry) -> String {
    let mut facts = Vec::new();
    if entry.services > 0 {
        facts.push(format!("{} services", entry.services));
    }
    if let Some(ticks) = entry.ticks.filter(|ticks| *ticks > 0) {
        facts.push(format!("{ticks} ticks"));
    }
    if entry.actions > 0 {
        facts.push(format!("{} actions", entry.actions));
    }
    facts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finding() {
        let entry = Entry {
            id: "logtriage/cascading-failure".to_owned(),
            pack: "logtriage".to_owned(),
            pack_title: "Log triage".to_owned(),
            title: "Logins fail".to_owned(),
            about: "Users cannot log in.".to_owned(),
            difficulty: "medium".to_owned(),
            ticks: Some(12),
            services: 7,
            actions: 8,
            tier: None,
            drawn: false,
        };
        for ((text, pack, difficulty), expected) in [
            (("", "", ""), true),
            (("LOGINS triage", "", ""), true),
            (("memory", "", ""), false),
            (("", "logtriage", "medium"), true),
            (("", "firewatch", ""), false),
            (("", "", "hard"), false),
        ] {
            let wanted = Wanted { text: text.to_owned(), pack: pack.to_owned(), difficulty: difficulty.to_owned() };
            assert_eq!(lets(&wanted, &entry), expected, "{text} {pack} {difficulty}");
        }
        assert_eq!(facts(&entry), "7 services, 12 ticks, 8 actions");
    }
}
