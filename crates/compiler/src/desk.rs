//! Answers requests from the packs that it was given. Knows no browser.

use std::collections::BTreeMap;

use brownout_scenario::diagnostic::{self, Diagnostic};
use brownout_scenario::source::{Pos, SourceMap};
use brownout_scenario::{Authored, Catalogue, Compiled, Rejected, load, load_text, split_variant};

use crate::protocol::{Answer, Finding, Place, Request, Severity, Source};
use crate::text;

/// The packs so far.
#[derive(Debug, Default)]
pub struct Desk {
    packs: BTreeMap<String, Catalogue>,
}

impl Desk {
    /// Whether a pack's files are here.
    #[must_use]
    pub fn has(&self, pack: &str) -> bool {
        self.packs.contains_key(pack)
    }

    /// Takes in the files that a pack's scenarios need, by path.
    pub fn learn(&mut self, pack: &str, files: impl IntoIterator<Item = (String, String)>) {
        self.packs.insert(pack.to_owned(), Catalogue::from_files(files));
    }

    /// Answers a request whose pack is here.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Answer {
        let Some(catalogue) = self.packs.get(request.pack()) else {
            return Answer::Network(format!("The pack {} is not here.", request.pack()));
        };
        match request {
            Request::Compile { scenario: Source::BuiltIn(id), .. } if !exists(catalogue, id) => {
                Answer::Missing(id.clone())
            }
            Request::Compile { scenario: Source::BuiltIn(id), seed, .. } => compiled(load(catalogue, id), *seed),
            Request::Compile { scenario: Source::Own { path, text }, seed, .. } => {
                compiled(load_text(catalogue, path, text), *seed)
            }
            Request::Check { path, text, seed, .. } => {
                let checked = text::check(catalogue, path, text, *seed);
                let compiled = checked.compiled.as_ref().map(Compiled::to_bytes);
                let drawn = checked.compiled.as_ref().is_some_and(|compiled| compiled.drawn);
                Answer::Checked { messages: checked.told(), compiled, drawn }
            }
            Request::Ask { question, .. } => Answer::Told(text::answer(catalogue, question)),
        }
    }
}

/// Whether there is a file of this id, or one of which it may be a variant.
fn exists(catalogue: &Catalogue, id: &str) -> bool {
    catalogue.is_scenario(id) || split_variant(id).is_some_and(|(base, _)| catalogue.is_scenario(base))
}

fn compiled(authored: Result<Authored, Rejected>, seed: u64) -> Answer {
    match authored.and_then(|authored| authored.compile(seed)) {
        Ok(compiled) => Answer::Compiled(compiled.to_bytes()),
        Err(rejected) => Answer::Rejected {
            findings: rejected.diagnostics.iter().map(|found| finding(found, &rejected.sources)).collect(),
            told: rejected.to_string(),
        },
    }
}

fn finding(found: &Diagnostic, sources: &SourceMap) -> Finding {
    Finding {
        severity: match found.severity {
            diagnostic::Severity::Error => Severity::Error,
            diagnostic::Severity::Warning => Severity::Warning,
            diagnostic::Severity::Note => Severity::Note,
        },
        code: found.code.as_str().to_owned(),
        message: found.message.clone(),
        help: found.help.clone(),
        place: found.pos.and_then(|pos| place(pos, sources)),
    }
}

fn place(pos: Pos, sources: &SourceMap) -> Option<Place> {
    let source = sources.find(pos.source)?;
    let at = |offset| {
        let at = source.line_column(offset);
        (at.line, at.column)
    };
    Some(Place { path: source.path().to_owned(), start: at(pos.start), end: at(pos.end) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::protocol::{read_answer, read_request, write_answer, write_request};

    const PACK: &str = "time: { tick: 30s }\nmetrics: { err: { unit: ratio } }\nservices: { web: {} }\nactions: { wait: {} }\nend: { ticks: 4 }\n";

    /// As the page asks and hears: through bytes.
    fn ask(scenario: Source) -> Answer {
        let mut desk = Desk::default();
        let files =
            [("standard/pack.yaml", "{}\n"), ("p/pack.yaml", PACK), ("p/s.yaml", "title: T\nvariants: { count: 1 }\n")];
        desk.learn("p", files.map(|(path, text)| (path.to_owned(), text.to_owned())));
        assert!(desk.has("p") && !desk.has("q"));
        let request = Request::Compile { pack: "p".to_owned(), scenario, seed: 1 };
        let read = read_request(&write_request(&request)).unwrap();
        assert_eq!(read, request);
        read_answer(&write_answer(&desk.answer(&read)))
    }

    #[test]
    fn scenarios_are_compiled() {
        let own = Source::Own { path: "p/own.yaml".to_owned(), text: "title: O\n".to_owned() };
        for (scenario, id) in [
            (Source::BuiltIn("p/s".to_owned()), "p/s"),
            (Source::BuiltIn("p/s-p01".to_owned()), "p/s-p01"),
            (own, "p/own"),
        ] {
            let Answer::Compiled(bytes) = ask(scenario) else { panic!("{id}") };
            assert_eq!(Compiled::from_bytes(&bytes).unwrap().plan.about.id, id);
        }
    }

    #[test]
    fn what_cannot_be_is_said() {
        assert_eq!(ask(Source::BuiltIn("p/t".to_owned())), Answer::Missing("p/t".to_owned()));
        let text = "title: T\ntally: err = nothing\n".to_owned();
        let Answer::Rejected { findings, told } = ask(Source::Own { path: "p/own.yaml".to_owned(), text }) else {
            panic!("it was compiled")
        };
        let place = findings[0].place.as_ref().unwrap();
        assert_eq!(
            (place.path.ends_with("p/own.yaml"), place.start.0, findings[0].severity),
            (true, 2, Severity::Error)
        );
        assert!(told.contains("p/own.yaml:2:"), "{told}");
        assert_eq!(read_answer(&[250]), Answer::Unknown);
        assert_eq!(read_request(&[]), None);
    }
}
