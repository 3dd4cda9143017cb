//! Which log lines are shown: levels, and a text in which `service:name` picks services. Pure.

use brownout_run::view::LineNow;
use brownout_sort as sort;

use super::book::level_index;

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Which levels pass, quiet to loud.
    pub levels: [bool; 5],
    /// What was typed.
    pub text: String,
}

impl Default for Filter {
    fn default() -> Self {
        Self { levels: [true; 5], text: String::new() }
    }
}

impl Filter {
    /// Whether this line passes. `names` are the services' names.
    #[must_use]
    pub fn lets(&self, line: &LineNow, names: &[String]) -> bool {
        if !self.levels.get(level_index(line.level)).copied().unwrap_or(true) {
            return false;
        }
        let service = line.service.and_then(|index| names.get(index as usize)).map_or("", String::as_str);
        self.words().all(|word| match word {
            Word::Service(name) => contains(service, name),
            Word::Text(text) => contains(&line.text, text),
        })
    }

    /// The parts of `text` that the filter looks for, as byte ranges in order, to be marked.
    #[must_use]
    pub fn marks(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = self
            .words()
            .filter_map(|word| match word {
                Word::Text(word) => find(text, word).map(|at| (at, at + word.len())),
                Word::Service(_) => None,
            })
            .collect();
        // Of two that begin together the longer one.
        sort::by_key(&mut found, |&(from, to)| (from, std::cmp::Reverse(to)));
        let mut end = 0;
        found.retain(|&(from, to)| {
            let free = end <= from;
            if free {
                end = to;
            }
            free
        });
        found
    }

    fn words(&self) -> impl Iterator<Item = Word<'_>> {
        self.text.split_whitespace().map(|word| match word.split_once(':') {
            Some(("service", name)) => Word::Service(name),
            _ => Word::Text(word),
        })
    }
}

enum Word<'a> {
    Service(&'a str),
    Text(&'a str),
}

fn contains(text: &str, word: &str) -> bool {
    word.is_empty() || find(text, word).is_some()
}

/// First place of `word`, upper and lower case of ASCII letters alike. The place is a character boundary.
fn find(text: &str, word: &str) -> Option<usize> {
    if word.is_empty() {
        return None;
    }
    text.as_bytes().windows(word.len()).position(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use brownout_run::view::Level;

    #[test]
    fn filters() {
        let names = ["user-db".to_owned(), "auth-service".to_owned()];
        let line = LineNow {
            id: 1,
            time_us: 0,
            level: Level::Warn,
            service: Some(0),
            text: "Slow session query 4,500 ms, 10 € lost".to_owned(),
            late: 0,
        };
        for (text, expected) in [
            ("", true),
            ("slow", true),
            ("SLOW query", true),
            ("€", true),
            ("lock", false),
            ("service:user-db", true),
            ("service:user slow", true),
            ("service:auth", false),
            ("service:", true),
        ] {
            let filter = Filter { text: text.to_owned(), ..Filter::default() };
            assert_eq!(filter.lets(&line, &names), expected, "{text:?}");
        }
        let mut quiet = Filter::default();
        quiet.levels[2] = false;
        assert!(!quiet.lets(&line, &names));
    }

    #[test]
    fn marks_do_not_overlap() {
        let filter = Filter { text: "query que ms service:x".to_owned(), ..Filter::default() };
        assert_eq!(filter.marks("a Query of 5 ms"), [(2, 7), (13, 15)]);
    }
}
