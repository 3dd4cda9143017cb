//! The log panel: a window over all lines of the run, so that a hundred thousand cost no more than forty.

pub mod book;
pub mod filter;
mod open;

use crate::prelude::*;
use leptos::html;

use crate::dom;
use crate::draw::clock::clock;
use crate::draw::number;
use crate::search::SearchBox;
use crate::store::Play;
use book::{Row, Rows};
use filter::Filter;
use open::{Open, is_plain, line_id};

use brownout_run::view::{Level, LineNow};

/// Height of a row of a wide and of a narrow list, and from which width on it is wide, as in app.css.
const ROW_WIDE: f64 = 19.0;
const ROW_NARROW: f64 = 38.0;
const WIDE: f64 = 500.0;
/// Rows drawn above and below what can be seen.
const MARGIN: usize = 8;

const LEVELS: [(usize, &str, &str); 5] =
    [(4, "Fatal", "lv F"), (3, "Error", "lv E"), (2, "Warn", "lv W"), (1, "Info", "lv I"), (0, "Debug", "lv D")];

/// What the window shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Window {
    first: usize,
    count: usize,
    total: usize,
}

/// The panel.
#[component]
pub fn LogPanel() -> impl IntoView {
    let play = expect_context::<Play>();
    if !untrack(|| play.shown()).logs {
        return view! { <crate::roles::Unseen id="logs" class="panel logs" heading="Logs"/> }.into_view();
    }
    let filter = RwSignal::new(Filter::default());
    let follow = RwSignal::new(true);
    // How many lines had arrived when the list was held.
    let held_at = RwSignal::new(0usize);
    let rows = StoredValue::new(Rows::default());
    let names: StoredValue<Vec<String>> =
        StoredValue::new(play.about().services.iter().map(|s| s.name.clone()).collect());
    // All rows up to the tick that is looked at; the number tells how many there are.
    let total = Memo::new(move |_| {
        let tick = play.tick();
        filter.with(|filter| {
            play.book(|book| {
                names.with_value(|names| {
                    rows.update_value(|rows| rows.sync(book, filter, names));
                });
            });
        });
        rows.with_value(|rows| rows.by(tick).len())
    });
    let lines = Memo::new(move |_| {
        // The rows are brought up to date there.
        let _ = total.get();
        let tick = play.tick();
        filter.track();
        rows.with_value(|rows| rows.by(tick).iter().filter(|row| matches!(row, Row::Line(_))).count())
    });
    let arrived = Memo::new(move |_| {
        let tick = play.tick();
        play.book(|book| book.by(tick))
    });
    let counts = Memo::new(move |_| {
        let tick = play.tick();
        play.book(|book| book.counts(tick))
    });
    view! {
        <section class="panel logs" id="logs" tabindex="-1" aria-labelledby="log-h">
            <div class="bar">
                <h2 id="log-h">"Logs"</h2>
                <div role="group" aria-label="Levels" class="chips">
                    {LEVELS
                        .into_iter()
                        .map(|(level, word, class)| {
                            let on = move || filter.with(|filter| filter.levels.get(level).copied().unwrap_or(true));
                            let class = if level == 4 { "lv E" } else { class };
                            view! {
                                <button
                                    class="chip"
                                    aria-pressed=move || if on() { "true" } else { "false" }
                                    on:click=move |_| filter.update(|filter| {
                                        if let Some(on) = filter.levels.get_mut(level) { *on = !*on; }
                                    })
                                >
                                    <span class=class>{word}</span>
                                    " "
                                    {move || counts.with(|counts| number::count(counts.get(level).copied().unwrap_or(0)))}
                                </button>
                            }
                        })
                        .collect_view()}
                </div>
                <SearchBox
                    id="log-filter"
                    label="Filter logs by text"
                    placeholder="Text or service:name"
                    text=Signal::derive(move || filter.with(|filter| filter.text.clone()))
                    on_text=move |text| filter.update(|filter| filter.text = text)
                    on_key=move |event: &web_sys::KeyboardEvent| {
                        if event.key() == "Escape" {
                            filter.update(|filter| filter.text.clear());
                        }
                    }
                />
                <button
                    class="chip follow"
                    aria-pressed=move || if follow.get() { "true" } else { "false" }
                    on:click=move |_| {
                        let on = !follow.get_untracked();
                        held_at.set(arrived.get_untracked());
                        follow.set(on);
                    }
                >
                    {move || {
                        let new = arrived.get().saturating_sub(held_at.get());
                        if follow.get() || new == 0 { "Follow".to_owned() } else { format!("{} new", number::count(new)) }
                    }}
                </button>
            </div>
            <List rows=rows names=names filter=filter total=total lines=lines follow=follow held_at=held_at arrived=arrived/>
        </section>
    }
    .into_view()
}

#[component]
fn List(
    rows: StoredValue<Rows>,
    names: StoredValue<Vec<String>>,
    filter: RwSignal<Filter>,
    total: Memo<usize>,
    lines: Memo<usize>,
    follow: RwSignal<bool>,
    held_at: RwSignal<usize>,
    arrived: Memo<usize>,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let list = NodeRef::<html::Div>::new();
    let size = RwSignal::new((0.0_f64, 0.0_f64));
    let top = RwSignal::new(0.0_f64);
    let row_height = Memo::new(move |_| if size.get().0 < WIDE { ROW_NARROW } else { ROW_WIDE });
    Effect::new(move |_| {
        if let Some(element) = list.get() {
            dom::on_resize(&element, move |width, height| size.set((width, height)));
        }
    });
    let open = Open::new();
    open.measure(move || size.track(), row_height);
    let opened = Memo::new(move |_| {
        let _ = total.get();
        let tick = play.tick();
        filter.track();
        let place = rows.with_value(|rows| open.place(rows.by(tick)));
        place.map(|place| (place, open.extra()))
    });
    // After each change: to the end, while it is followed.
    Effect::new(move |_| {
        let extra = opened.get_untracked().map_or(0.0, |(_, extra)| extra);
        let end = total.get() as f64 * row_height.get() + extra;
        let high = size.get().1;
        if follow.get()
            && let Some(element) = list.get()
        {
            let to = (end - high).max(0.0);
            top.set(to);
            request_animation_frame(move || element.set_scroll_top(to.ceil() as i32 + 1));
        }
    });
    // Following scrolls, too, and a list that grows or shrinks: only what a hand did right before counts.
    let by_hand = StoredValue::new(false);
    let hand = move || by_hand.set_value(true);
    let on_scroll = move |_| {
        // The browser tells of scrolling late; the list may be gone by then.
        let Some(element) = list.try_get_untracked().flatten() else { return };
        let now = f64::from(element.scroll_top());
        let end = f64::from(element.scroll_height() - element.client_height());
        if by_hand.get_value() {
            by_hand.set_value(false);
            if now + 1.0 < top.get_untracked() && now + 4.0 < end && follow.get_untracked() {
                held_at.set(arrived.get_untracked());
                follow.set(false);
            } else if end <= now + 4.0 && !follow.get_untracked() {
                follow.set(true);
            }
        }
        top.set(now);
    };
    let window = Memo::new(move |_| {
        let (total, row) = (total.get(), row_height.get());
        let first = (above(top.get(), row, opened.get()) / row) as usize;
        let first = first.saturating_sub(MARGIN).min(total);
        let count = (size.get().1 / row) as usize + 2 * MARGIN + 1;
        Window { first, count: count.min(total - first), total }
    });
    // A line never changes; what the filter marks in it does.
    let edition = Memo::new(move |before: Option<&u32>| {
        filter.track();
        before.map_or(0, |before| before + 1)
    });
    let shown = move || {
        let window = window.get();
        let (tick, edition) = (play.tick(), edition.get());
        rows.with_value(|rows| {
            let seen = rows.by(tick).iter().skip(window.first).take(window.count);
            let first = rows.first();
            seen.map(|&row| (edition, first, row)).collect::<Vec<_>>()
        })
    };
    let draw = move |row: Row| match row {
        Row::Tick(tick) => view! { <li class="sep">{format!("tick {tick}")}</li> }.into_view(),
        Row::Line(index) => untrack(|| {
            play.book(|book| {
                book.entries()
                    .get(index as usize)
                    .map(|entry| line(play, &entry.line, index, open, names, filter))
                    .into_view()
            })
        }),
    };
    // The open line's further height is in the row itself, or in the gap that stands for it.
    let pad = move |from: usize, rows: usize| {
        let extra =
            opened.get().filter(|(place, _)| (from..from + rows).contains(place)).map_or(0.0, |(_, extra)| extra);
        format!("{}px", rows as f64 * row_height.get() + extra)
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        hand();
        let row = row_height.get_untracked();
        let first = (above(top.get_untracked(), row, opened.get_untracked()) / row).ceil() as usize;
        let last = (first + (size.get_untracked().1 / row) as usize).saturating_sub(1);
        let tick = untrack(|| play.tick());
        let key = |rows: &Rows| open.key(&event.key(), rows.by(tick), (first, last));
        if is_plain(&event) && rows.with_value(key) {
            event.prevent_default();
        }
    };
    view! {
        <div
            class="loglist"
            class:is-narrow=move || row_height.get() == ROW_NARROW
            role="log"
            aria-live="off"
            tabindex="0"
            node_ref=list
            aria-label=move || format!("Log lines, {} of {} shown", number::count(lines.get()), number::count(arrived.get()))
            on:scroll=on_scroll
            on:wheel=move |_| hand()
            on:touchmove=move |_| hand()
            on:pointerdown=move |event| { hand(); open.down(&event); }
            on:click=move |event| open.click(&event)
            on:keydown=on_key
        >
            <div class="pad" style:height=move || pad(0, window.get().first)></div>
            <ol><For each=shown key=|row| *row children=move |(_, _, row)| draw(row)/></ol>
            <div class="pad" style:height=move || { let w = window.get(); let end = w.first + w.count; pad(end, w.total - end) }></div>
            {move || {
                filter.track();
                (total.get() == 0).then(|| view! { <Nothing filter=filter/> })
            }}
        </div>
    }
}

/// What of a scrolled distance rows take up: without the further height of an open line that lies before it.
fn above(top: f64, row: f64, opened: Option<(usize, f64)>) -> f64 {
    let passed = opened.filter(|(place, extra)| *place as f64 * row + extra <= top);
    top - passed.map_or(0.0, |(_, extra)| extra)
}

#[component]
fn Nothing(filter: RwSignal<Filter>) -> impl IntoView {
    let text = filter.with_untracked(|filter| filter.text.clone());
    let none = filter.with_untracked(|filter| *filter == Filter::default());
    if none {
        let asked = expect_context::<Play>().about().logs_on_request;
        let said = if asked {
            "No log line yet. Lines come when you ask for them: see the actions."
        } else {
            "No log line yet."
        };
        return view! { <p class="empty">{said}</p> }.into_view();
    }
    let said = if text.is_empty() {
        view! { <span>"No line at these levels."</span> }.into_view()
    } else {
        view! { <span>"No line matches " <b>{text}</b> " at these levels."</span> }.into_view()
    };
    view! {
        <p class="empty">{said}<button class="btn line" on:click=move |_| filter.set(Filter::default())>"Clear filters"</button></p>
    }
    .into_view()
}

fn line(
    play: Play,
    line: &LineNow,
    index: u32,
    open: Open,
    names: StoredValue<Vec<String>>,
    filter: RwSignal<Filter>,
) -> impl IntoView + use<> {
    let (word, class) = match line.level {
        Level::Fatal => ("FATAL", "lv F"),
        Level::Error => ("ERROR", "lv E"),
        Level::Warn => ("WARN", "lv W"),
        Level::Info => ("INFO", "lv I"),
        Level::Debug => ("DEBUG", "lv D"),
    };
    let service = line.service.map(|service| service as usize);
    let name = service
        .map_or_else(String::new, |service| names.with_value(|names| names.get(service).cloned().unwrap_or_default()));
    let start = play.about().start_s;
    // What came when it was no longer true says so.
    let late = match line.late {
        0 => None,
        1 => Some("1 tick late".to_owned()),
        ticks => Some(format!("{ticks} ticks late")),
    };
    let late = late.map(|late| view! { <span class="tag">{late}</span> " " });
    view! {
        <li id=line_id(index) class:is-open=move || open.is(index) class:is-sel=move || service.is_some() && play.selected.get() == service>
            <time>{clock(start, line.time_us)}</time>
            <span class=class>{word}</span>
            <span class="s">{name}</span>
            <span class="m">{late}{marked(&line.text, filter)}</span>
        </li>
    }
}

/// The text with what the filter looks for marked. Always text, never markup.
fn marked(text: &str, filter: RwSignal<Filter>) -> impl IntoView + use<> {
    let marks = filter.with_untracked(|filter| filter.marks(text));
    let mut parts = Vec::new();
    let mut done = 0;
    for (from, to) in marks {
        parts.push((text.get(done..from).unwrap_or_default().to_owned(), false));
        parts.push((text.get(from..to).unwrap_or_default().to_owned(), true));
        done = to;
    }
    parts.push((text.get(done..).unwrap_or_default().to_owned(), false));
    parts
        .into_iter()
        .map(|(text, mark)| if mark { view! { <mark>{text}</mark> }.into_view() } else { text.into_view() })
        .collect_view()
}
