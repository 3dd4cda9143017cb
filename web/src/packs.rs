//! What the page knows of the packs: which scenarios have a plan that was made with the page, which packs have a course, and
//! the courses. Knows no text of a scenario: who needs one asks the compiler.

use crate::prelude::*;
use brownout_scenario::packed::read;
use brownout_scenario::split_variant;

use crate::course::Courses;
use crate::dom;
use crate::engine::Course;
use crate::gallery::Entry;

/// The courses of all packs.
const COURSES: &str = "packs/courses.bin";

/// A handle to what is known: copy it freely.
#[derive(Clone, Copy)]
pub struct Packs {
    known: StoredValue<Known>,
    /// The courses of these packs.
    pub courses: Courses,
}

#[derive(Default)]
struct Known {
    /// Ids of the scenarios whose plan does not depend on the seed.
    made: Vec<String>,
    /// The packs with a course that was not fetched yet.
    unread: Vec<String>,
}

impl Packs {
    /// Nothing known yet.
    #[must_use]
    pub fn new() -> Self {
        Self { known: StoredValue::new(Known::default()), courses: Courses::new() }
    }

    /// Takes in what the index says.
    pub fn learn(self, index: &[Entry]) {
        self.known.try_update_value(|known| {
            for entry in index {
                if !entry.drawn {
                    known.made.push(entry.id.clone());
                }
                if entry.tier.is_some() && !known.unread.contains(&entry.pack) {
                    known.unread.push(entry.pack.clone());
                }
            }
        });
    }

    /// Whether a scenario, or the one of which it is a variant, has a plan beside the page.
    pub(crate) fn is_made(self, id: &str) -> bool {
        let base = split_variant(id).map_or(id, |(base, _)| base);
        let made = self.known.try_with_value(|known| known.made.iter().any(|made| made == id || made == base));
        made == Some(true)
    }

    /// Makes the course of a pack known, if it has one.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence.
    pub async fn read_course(self, pack: &str) -> Result<(), String> {
        let is_unread = |known: &Known| known.unread.iter().any(|unread| unread == pack);
        if self.known.try_with_value(is_unread) != Some(true) {
            return Ok(());
        }
        let bytes = dom::fetch_bytes(COURSES).await?;
        let courses: Vec<(String, Course)> =
            read(&bytes).ok_or_else(|| [COURSES, " is damaged. Reload the page."].concat())?;
        // While it was on its way somebody else may have asked, too; or the page may be gone.
        let unread = self.known.try_update_value(|known| std::mem::take(&mut known.unread)).unwrap_or_default();
        for (pack, course) in courses {
            if unread.contains(&pack) {
                self.courses.learn(&pack, course);
            }
        }
        Ok(())
    }
}

impl Default for Packs {
    fn default() -> Self {
        Self::new()
    }
}
