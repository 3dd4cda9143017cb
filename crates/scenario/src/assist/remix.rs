//! A shipped scenario as the beginning of another: its own text, which says what it stands on, or everything that is in
//! force in one text that stands on nothing. Both play as the scenario does, to the last bit.

use super::Desk;
use super::names::{base, slice};
use super::reader::read;
use crate::catalogue::Catalogue;
use crate::layers::NOTHING;
use crate::load::{Rejected, load_text};
use crate::print;
use crate::variant;
use serde::Serialize;

/// A scenario to begin another with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Template {
    /// `templates/name`; [`remix`] gives its text.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Which mechanism it shows, as its own first comment says.
    pub about: String,
}

/// The templates, the least one first.
#[must_use]
pub fn templates(catalogue: &Catalogue) -> Vec<Template> {
    let mut templates = Vec::new();
    for id in catalogue.templates() {
        let text = remix(catalogue, id).unwrap_or_default();
        let comments = text.lines().map_while(|line| line.strip_prefix("# "));
        let about: Vec<&str> = comments.collect();
        let title = read(&text).get("title").map_or("", |lean| slice(&text, lean)).to_owned();
        templates.push(Template { id: id.to_owned(), title, about: about.join(" ") });
    }
    templates
}

/// The text of a scenario, wherever it is put: with its comments, and with what it extends said in it. A variant's is that
/// of its file. `None` if there is no such scenario.
#[must_use]
pub fn remix(catalogue: &Catalogue, id: &str) -> Option<String> {
    let id = if catalogue.is_scenario(id) { id } else { variant::split(id)?.0 };
    let path = [id, ".yaml"].concat();
    let text = catalogue.text(&path).filter(|_| catalogue.is_scenario(id))?;
    // The line for editors that read files beside a schema means nothing elsewhere.
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("# yaml-language-server:") => rest,
        _ => text,
    };
    let root = read(text);
    if root.get("extends").is_some() {
        return Some(text.to_owned());
    }
    let pack = base(Desk { catalogue, path: &path }, text, &root).unwrap_or_else(|| NOTHING.to_owned());
    Some(["extends: ", &pack, "\n", text].concat())
}

/// Everything that is in force as one text that needs no pack: all of it may then be changed, and renamed. Comments and the
/// spelling of the pack are lost; choices stay open.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn whole(catalogue: &Catalogue, path: &str, text: &str) -> Result<String, Rejected> {
    let authored = load_text(catalogue, path, text)?;
    let own = read(text);
    let first: Vec<&str> = own.pairs().iter().map(|pair| pair.name.as_str()).collect();
    Ok(print::whole(&authored, &first))
}
