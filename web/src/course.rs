//! A pack's course in the page: where one stands, what leads on, and what comes next. The rules are the engine's; the page
//! only remembers, and does without where it cannot.

use crate::prelude::*;
use brownout_run::view::Unit;

use crate::draw::number;
use crate::engine::{Course, Next};
use crate::gallery::Index;
use crate::packs::Packs;
use crate::prefs;
use crate::route::RunAddress;
use crate::service::sentence;
use crate::store::Play;

/// The courses of the packs that are known.
#[derive(Clone, Copy)]
pub struct Courses {
    known: RwSignal<Vec<(String, Course)>>,
}

/// A run that counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// What it earned.
    pub reward: f64,
    /// The level that it led to, and the mean that did.
    pub promoted: Option<(String, f64)>,
}

impl Courses {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self { known: RwSignal::new(Vec::new()) }
    }

    /// Takes up the course of a pack where the person left it.
    pub fn learn(self, pack: &str, course: Course) {
        let standing = prefs::course(pack).and_then(|text| serde_json::from_str(&text).ok());
        let course = standing.into_iter().fold(course, Course::resume);
        self.known.try_update(|known| known.push((pack.to_owned(), course)));
    }

    /// The course of a pack. Tracked.
    #[must_use]
    pub fn of(self, pack: &str) -> Option<Course> {
        self.known.with(|known| known.iter().find(|(name, _)| name == pack).map(|(_, course)| course.clone()))
    }

    /// Counts a run that was played to its end, if it is the one that was next.
    pub fn count(self, pack: &str, id: &str, seed: u64, reward: f64) -> Option<Counted> {
        self.change(pack, |course| {
            let Next { scenario, seed: wanted, .. } = course.next_run()?;
            (scenario == id && wanted == seed).then(|| {
                let promoted = course.take(reward).map(|(tier, mean)| (tier.to_owned(), mean));
                Counted { reward, promoted }
            })
        })?
    }

    /// Forgets what was done.
    fn start_over(self, pack: &str) {
        self.change(pack, |course| *course = course.clone().resume(Default::default()));
    }

    fn change<R>(self, pack: &str, change: impl FnOnce(&mut Course) -> R) -> Option<R> {
        self.known.try_update(|known| {
            let (_, course) = known.iter_mut().find(|(name, _)| name == pack)?;
            let result = change(course);
            if let Ok(text) = serde_json::to_string(course.standing()) {
                prefs::set_course(pack, &text);
            }
            Some(result)
        })?
    }
}

impl Default for Courses {
    fn default() -> Self {
        Self::new()
    }
}

/// Points, without digits that say nothing.
fn points(v: f64) -> String {
    number::brief(Unit::Number, &[], v)
}

fn runs(count: u64) -> String {
    if count == 1 { "1 run".to_owned() } else { format!("{count} runs") }
}

/// Where one stands in the present level.
fn standing(course: &Course) -> String {
    let taken = course.standing().taken;
    let counted = course.standing().last.len();
    match course.mean_so_far() {
        Some(mean) if counted as u64 == taken => format!("{}, mean reward {}", runs(taken), points(mean)),
        Some(mean) => format!("{}, mean reward of the last {counted} {}", runs(taken), points(mean)),
        None => "no run yet".to_owned(),
    }
}

/// What a level asks for.
fn asks(course: &Course, promote: Option<f64>) -> String {
    match promote {
        Some(mean) => format!("A mean reward of {} over the last {} runs leads on.", points(mean), course.window()),
        None => "The last level.".to_owned(),
    }
}

/// The link to the run that is next.
#[component]
fn NextLink(next: Next, label: &'static str, class: &'static str) -> impl IntoView {
    let index = use_context::<Index>();
    let id = next.scenario.clone();
    // The index may arrive later than the course.
    let title = move || {
        let entries = index.and_then(|Index(index)| index.get()).and_then(Result::ok).unwrap_or_default();
        entries.iter().find(|entry| entry.id == id).map_or_else(|| id.clone(), |entry| entry.title.clone())
    };
    let seed = next.seed;
    view! {
        <a class=class href=RunAddress::new(&next.scenario, seed).hash()>{move || format!("{label}: {}, seed {seed}", title())}</a>
    }
}

/// All courses, for the gallery.
#[component]
pub fn CourseList() -> impl IntoView {
    let packs = expect_context::<Packs>();
    let Index(index) = expect_context::<Index>();
    let with_course = Memo::new(move |_| {
        let mut names: Vec<String> = Vec::new();
        for entry in index.get().and_then(Result::ok).unwrap_or_default() {
            if entry.tier.is_some() && !names.contains(&entry.pack) {
                names.push(entry.pack);
            }
        }
        names
    });
    Effect::new(move |_| {
        for pack in with_course.get() {
            // A course that cannot be read is none today; opening one of its scenarios tells why.
            leptos::task::spawn_local(async move { packs.read_course(&pack).await.unwrap_or_default() });
        }
    });
    move || {
        let known = with_course.get().into_iter().filter_map(|pack| Some((packs.courses.of(&pack)?, pack)));
        known
            .map(|(course, pack)| view! { <CoursePanel course=course pack=pack courses=packs.courses/> })
            .collect_view()
    }
}

/// One course.
#[component]
pub fn CoursePanel(
    /// The course.
    course: Course,
    /// Its pack.
    pack: String,
    /// All courses.
    courses: Courses,
) -> impl IntoView {
    let here = course.standing().tier;
    let levels = course
        .tiers()
        .iter()
        .enumerate()
        .map(|(place, tier)| {
            let count = tier.scenarios.len();
            let told = match place.cmp(&here) {
                std::cmp::Ordering::Less => "Passed.".to_owned(),
                std::cmp::Ordering::Equal => format!("You are here: {}.", standing(&course)),
                std::cmp::Ordering::Greater => format!("{count} scenarios."),
            };
            view! {
                <li aria-current=(place == here).then_some("step")>
                    <b>{sentence(&tier.name)}</b>
                    <span>{told}</span>
                    <small>{asks(&course, tier.promote)}</small>
                </li>
            }
        })
        .collect_view();
    let heading = format!("course-{pack}");
    let named = heading.clone();
    let last = course.standing().last.clone();
    let begun = course.standing().taken > 0 || here > 0;
    let results = begun.then(|| {
        let rows = last
            .into_iter()
            .rev()
            .map(|run| {
                view! { <li><span>{run.scenario}</span><span class="mute">{format!("seed {}", run.seed)}</span><b>{points(run.reward)}</b></li> }
            })
            .collect_view();
        let pack = pack.clone();
        let over = move |_| courses.start_over(&pack);
        view! {
            <details>
                <summary>"Your last runs on this level"</summary>
                <ol class="runs">{rows}</ol>
                <button class="btn line" on:click=over>"Start the course over"</button>
            </details>
        }
    });
    let next = course.next_run();
    let index = use_context::<Index>();
    let title = move || {
        let entries = index.and_then(|Index(index)| index.get()).and_then(Result::ok).unwrap_or_default();
        entries.into_iter().find(|entry| entry.pack == pack).map_or_else(|| pack.clone(), |entry| entry.pack_title)
    };
    view! {
        <section class="course" aria-labelledby=named>
            <h2 id=heading>{move || ["Course: ", &title()].concat()}</h2>
            <ol class="levels">{levels}</ol>
            <div class="btns">{next.map(|next| view! { <NextLink next=next label=if begun { "Go on" } else { "Begin" } class="btn primary"/> })}</div>
            {results}
        </section>
    }
}

/// After the end: what the run counted for, and the next one.
#[component]
pub fn CourseStep() -> impl IntoView {
    let play = expect_context::<Play>();
    let courses = use_context::<Packs>().map(|packs| packs.courses);
    let about = play.about();
    let course = untrack(|| courses.and_then(|courses| courses.of(&about.pack)));
    let course = course.filter(|course| course.tiers().iter().any(|tier| tier.scenarios.contains(&about.id)));
    course.map(|course| {
        let level = course.tiers().get(course.standing().tier);
        let told = match play.counted() {
            Some(Counted { promoted: Some((tier, mean)), .. }) => {
                format!("Course: your mean reward is {}, which leads to {tier}.", points(mean))
            }
            Some(Counted { reward, .. }) => {
                let name = level.map_or("", |level| level.name.as_str());
                let asks = asks(&course, level.and_then(|level| level.promote));
                format!("Course, {name}: this run earned {}. {}. {asks}", points(reward), sentence(&standing(&course)))
            }
            None => "Not the course’s next run: it does not count there.".to_owned(),
        };
        view! {
            <div class="course-step">
                <p>{told}</p>
                {course.next_run().map(|next| view! { <NextLink next=next label="Next in the course" class="btn line"/> })}
            </div>
        }
    })
}
