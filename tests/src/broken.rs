//! Broken texts with what is to be found in them: data that the tests of the format and those of the editor share.

/// A broken text.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The code of what is found.
    pub code: String,
    /// Words of the message or its help that say what would be right; may be empty.
    pub says: String,
    /// Whether the end-to-end tests type it.
    pub typed: bool,
    /// The text.
    pub text: String,
    /// First byte of what is wrong.
    pub from: usize,
    /// One past its last byte.
    pub to: usize,
}

impl Broken {
    /// Line and column, both from 1 and in characters, of a byte.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..offset];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line..].chars().count() + 1)
    }
}

/// Every broken text of `tests/data/broken.txt`.
#[must_use]
pub fn broken() -> Vec<Broken> {
    include_str!("../data/broken.txt").split("\n=== ").skip(1).filter_map(case).collect()
}

fn case(written: &str) -> Option<Broken> {
    let (head, marked) = written.split_once('\n')?;
    let mut parts = head.split(" | ").map(str::trim);
    let code = parts.next()?.trim_end_matches('|').trim().to_owned();
    let says = parts.next().unwrap_or("").trim_end_matches('|').trim().to_owned();
    let typed = parts.next() == Some("e2e");
    let from = marked.find('«')?;
    let text = marked.replacen('«', "", 1);
    let to = text.find('»')?;
    Some(Broken { code, says, typed, text: text.replacen('»', "", 1), from, to })
}
