//! The tutorial as data: its steps are read from the Markdown that people read, so that both say the same.

use serde::Serialize;

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its heading.
    pub title: String,
    /// What is told before and after typing, as Markdown without what is typed.
    pub text: String,
    /// What is typed, one after another.
    pub typed: Vec<Edit>,
    /// The scenario afterwards.
    pub after: String,
    /// What is true then.
    pub claims: Vec<Claim>,
}

/// One change of the text; all of it is ASCII, so that bytes are UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// First byte of what is taken out.
    pub from: usize,
    /// One past its last byte.
    pub to: usize,
    /// What is typed there.
    pub insert: String,
}

/// Something that is true after a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Claim {
    /// Nothing is wrong.
    Compiles,
    /// The first finding.
    Finds {
        /// Its code.
        code: String,
        /// What it is about, as written.
        at: String,
    },
    /// A scripted player wins with every seed.
    Wins {
        /// Which.
        player: String,
    },
    /// A scripted player wins with no seed.
    Loses {
        /// Which.
        player: String,
    },
    /// A trap comes to no more than it may.
    Holds {
        /// Which.
        trap: String,
    },
}

/// The steps of the tutorial.
///
/// # Errors
/// What in the Markdown is not as a step is written.
pub fn steps(markdown: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut text = String::new();
    for section in markdown.split("\n## ").skip(1) {
        let (title, body) = section.split_once('\n').ok_or("a heading without a step")?;
        let step = step(title.trim(), body, text).map_err(|error| format!("{title}: {error}"))?;
        text = step.after.clone();
        steps.push(step);
    }
    Ok(steps)
}

fn step(title: &str, body: &str, mut text: String) -> Result<Step, String> {
    let title = title.split_once(". ").map_or(title, |(_, title)| title).to_owned();
    let (mut told, mut typed, mut claims) = (String::new(), Vec::new(), Vec::new());
    let mut rest = body;
    while let Some((before, block)) = rest.split_once("```yaml ") {
        told.push_str(before);
        let (kind, block) = block.split_once('\n').ok_or("a block without an end")?;
        let (block, after) = block.split_once("```").ok_or("a block without an end")?;
        let edit = match kind.trim() {
            "add" => Edit { from: text.len(), to: text.len(), insert: block.to_owned() },
            "replace" => {
                let (old, new) = block.split_once("=====\n").ok_or("`=====` parts the old from the new")?;
                let from = text.find(old).ok_or_else(|| format!("nothing is written so: {old}"))?;
                Edit { from, to: from + old.len(), insert: new.to_owned() }
            }
            other => return Err(format!("a block is `add` or `replace`, not `{other}`")),
        };
        text.replace_range(edit.from..edit.to, &edit.insert);
        typed.push(edit);
        rest = after;
    }
    for line in rest.lines() {
        match line.strip_prefix("> ") {
            Some(said) => claims.extend(said.split(", ").map(claim).collect::<Result<Vec<Claim>, String>>()?),
            None => {
                told.push_str(line);
                told.push('\n');
            }
        }
    }
    let paragraphs: Vec<&str> = told.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect();
    Ok(Step { title, text: paragraphs.join("\n\n"), typed, after: text, claims })
}

fn claim(said: &str) -> Result<Claim, String> {
    let words: Vec<&str> = said.split(' ').collect();
    match words.as_slice() {
        ["compiles"] => Ok(Claim::Compiles),
        ["finds", code, "at", at] => Ok(Claim::Finds { code: (*code).to_owned(), at: (*at).to_owned() }),
        [player, "wins"] => Ok(Claim::Wins { player: (*player).to_owned() }),
        [player, "loses"] => Ok(Claim::Loses { player: (*player).to_owned() }),
        ["trap", trap, "holds"] => Ok(Claim::Holds { trap: (*trap).to_owned() }),
        _ => Err(format!("`{said}` is no claim")),
    }
}
