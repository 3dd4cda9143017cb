//! Help for what stands at a place: keys by their description in the format, names by what is said about them, functions
//! by the language's own table.

use super::meaning::{What, meaning};
use super::names::{Def, Known};
use super::reader::read;
use super::{Desk, Hover};
use crate::catalogue::Catalogue;
use crate::decode::{FieldShape, Shape, Sort};
use brownout_expr::lower::FUNCTIONS;
use brownout_expr::table::{AGGREGATES, PARTICLES, SETS, SPECIALS, STATEMENTS, Term};

/// Help for what stands at an offset.
#[must_use]
pub fn hover(catalogue: &Catalogue, path: &str, text: &str, offset: u32) -> Option<Hover> {
    let root = read(text);
    let known = Known::of(Desk { catalogue, path }, text, &root);
    let found = meaning(&known, text, &root, offset)?;
    let (title, about) = match found.what {
        What::Field(field) => (format!("{}: {}", field.key, written(&field.shape)), field_about(&field)),
        What::Word(word, about) => (word, about),
        What::Function(name) => function(&name)?,
        What::Term(name) => {
            let term = term(&name)?;
            (term.usage.to_owned(), sentence(term.about))
        }
        What::Name(sort, name) => {
            let def = known.get(sort, &name)?;
            (title(def, &name), about_name(def))
        }
    };
    Some(Hover { from: found.from, to: found.to, title, text: about })
}

fn term(name: &str) -> Option<&'static Term> {
    let mut all = SPECIALS.iter().chain(STATEMENTS).chain(SETS).chain(PARTICLES);
    // `each service` is of the set `services`.
    all.find(|term| term.name == name || (name == "service" && term.name == "services"))
}

fn function(name: &str) -> Option<(String, String)> {
    let plain = FUNCTIONS.iter().find(|function| function.name == name);
    let over = AGGREGATES.iter().find(|aggregate| aggregate.name == name);
    match (plain, over) {
        (Some(plain), over) => {
            let mut about = sentence(plain.about);
            if let Some(over) = over {
                about.push_str(" Over a set (");
                about.push_str(over.usage);
                about.push_str("): ");
                about.push_str(over.about);
                about.push('.');
            }
            Some((format!("{name}({})", plain.args), about))
        }
        (None, Some(over)) => Some((over.usage.to_owned(), sentence(over.about))),
        (None, None) if name == "acted" => {
            let about = "An action was carried out that fits; an event. `any` is every action.";
            Some(("acted(action at service where condition)".to_owned(), about.to_owned()))
        }
        (None, None) => term(name).map(|term| (term.usage.to_owned(), sentence(term.about))),
    }
}

/// A sentence of a phrase.
pub fn sentence(phrase: &str) -> String {
    let mut letters = phrase.trim().chars();
    let mut out: String = letters.next().map_or(String::new(), |first| first.to_uppercase().collect());
    out.push_str(letters.as_str());
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

/// What a key is for, and whether it must be there.
pub fn field_about(field: &FieldShape) -> String {
    let mut about = sentence(field.about);
    if field.required {
        about.push_str(" Must be given.");
    }
    about
}

/// How a value of a shape is written, in a few words.
#[must_use]
pub fn written(shape: &Shape) -> String {
    match shape {
        Shape::Text(kind) => kind.as_str().to_owned(),
        Shape::Words(words) => {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            words.join(" | ")
        }
        Shape::Flag => "true | false".to_owned(),
        Shape::Count => "whole number".to_owned(),
        Shape::Any => "any value".to_owned(),
        Shape::List(item) => ["list of ", &written(item)].concat(),
        Shape::Map(item) => ["name to ", &written(item)].concat(),
        Shape::Record { name, .. } => {
            let mut words = String::new();
            for letter in name.chars() {
                if letter.is_uppercase() && !words.is_empty() {
                    words.push(' ');
                }
                words.extend(letter.to_lowercase());
            }
            words
        }
    }
}

/// What a name is: `metric err · ratio, 0 to 1`.
pub fn title(def: &Def, name: &str) -> String {
    let mut title = [def.sort.as_str(), " ", name].concat();
    let mut separator = " · ";
    for key in ["unit", "is", "range", "=", "at", "kind", "group"] {
        if let Some(said) = def.get(key) {
            title.push_str(separator);
            if matches!(key, "at" | "kind" | "group") {
                title.push_str(key);
                title.push(' ');
            }
            title.push_str(said.lines().next().unwrap_or(""));
            separator = ", ";
        }
    }
    title
}

/// What is said about a name, and where it comes from.
pub fn about_name(def: &Def) -> String {
    let mut parts: Vec<String> = Vec::new();
    for key in ["label", "about", "because"] {
        parts.extend(def.get(key).map(|said| sentence(said.trim_matches(['"', '\'']))));
    }
    if let Some(start) = def.get("start") {
        parts.push(["Starts at ", start, "."].concat());
    }
    if let (Sort::Param | Sort::FaultParam, [.., owner, _]) = (def.sort, def.path.as_slice()) {
        parts.push(["Of `", owner, "`."].concat());
    }
    match &def.file {
        Some(file) => parts.push(["From ", file, "."].concat()),
        None => parts.push("From this text.".to_owned()),
    }
    parts.join(" ")
}
