//! Which letter takes which action while the focus is in the graph or the service panel. Pure.

use brownout_run::view::ActionAbout;

/// Letters with a meaning of their own on the page.
const TAKEN: [char; 3] = ['A', 'B', 'T'];

/// One letter an action, in their order: the first letter of its label that is still free. `wait` has a key already.
#[must_use]
pub fn letters(actions: &[ActionAbout]) -> Vec<Option<char>> {
    let mut taken: Vec<char> = TAKEN.to_vec();
    actions
        .iter()
        .map(|action| {
            if action.wait || action.aside {
                return None;
            }
            let free = action
                .label
                .chars()
                .map(|c| c.to_ascii_uppercase())
                .find(|c| c.is_ascii_uppercase() && !taken.contains(c))?;
            taken.push(free);
            Some(free)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(label: &str, wait: bool) -> ActionAbout {
        ActionAbout {
            name: label.to_lowercase(),
            label: label.to_owned(),
            about: String::new(),
            group: 0,
            ticks: 1,
            params: Vec::new(),
            wait,
            aside: false,
        }
    }

    #[test]
    fn letters_are_distinct() {
        let actions: Vec<_> = ["Restart", "Wait", "Roll back", "Add", "Tat", "Restart"]
            .into_iter()
            .map(|label| action(label, label == "Wait"))
            .collect();
        assert_eq!(letters(&actions), [Some('R'), None, Some('O'), Some('D'), None, Some('E')]);
    }
}
