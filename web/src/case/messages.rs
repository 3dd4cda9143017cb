//! What others wrote and what was told to others, where one actor does everything: the run's shared lists.

use crate::prelude::*;

use crate::roles::ListView;
use crate::sight::Listed;
use crate::store::Play;

fn lists(play: Play) -> Vec<Listed> {
    let lists = play.game(|game, at| game.lists_at(at));
    lists
        .into_iter()
        .map(|list| Listed {
            key: (list.store, None),
            label: list.about.label,
            about: list.about.about,
            entries: list.entries,
        })
        .collect()
}

/// How many entries there are. Tracked.
#[must_use]
pub fn count(play: Play) -> usize {
    lists(play).iter().map(|list| list.entries.len()).sum()
}

/// The lists.
#[component]
pub fn Messages() -> impl IntoView {
    let play = expect_context::<Play>();
    let lists = Memo::new(move |_| lists(play));
    view! {
        <div class="scroll lists-in" tabindex="0" role="group" aria-label="Messages">
            {move || lists.get().into_iter().map(|list| view! { <ListView list=list/> }).collect_view()}
        </div>
    }
}
