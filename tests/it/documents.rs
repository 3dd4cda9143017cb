//! What the documents point to is there.

use std::path::Path;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The targets of a text's links, pictures among them: what stands in `](…)`, code left out.
fn links(text: &str) -> Vec<&str> {
    // Every second piece between fences is code.
    let prose = text.split("```").step_by(2);
    prose.flat_map(|prose| prose.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next())).collect()
}

fn check(document: &str, least: usize) {
    let path = Path::new(ROOT).join(document);
    let text = std::fs::read_to_string(&path).unwrap();
    let relative: Vec<&str> =
        links(&text).into_iter().filter(|link| !link.contains("://") && !link.starts_with(['#', '/'])).collect();
    assert!(relative.len() >= least, "{document} has {relative:?}");
    for link in relative {
        let file = link.split('#').next().unwrap_or_default();
        assert!(path.with_file_name(file).exists(), "{document} links to {link}, which is not there");
    }
}

#[test]
fn links_lead_to_files() {
    assert_eq!(links("a [b](c.md) ![d](e/f.png \"g\")\n```\n[h](i)\n```\n[j](k#l)"), ["c.md", "e/f.png", "k#l"]);
    for (document, least) in
        [("README.md", 8), ("ARCHITECTURE.md", 0), ("CONTRIBUTING.md", 1), ("crates/js/npm/README.md", 0)]
    {
        check(document, least);
    }
}

#[test]
fn no_paragraph_stands_twice() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "crates/js/npm/README.md"] {
        let text = std::fs::read_to_string(Path::new(ROOT).join(document)).unwrap();
        let mut starts: Vec<String> = text
            .lines()
            .map(|line| line.chars().take(80).collect())
            .filter(|start: &String| start.chars().count() == 80)
            .collect();
        starts.sort();
        for pair in starts.windows(2) {
            assert_ne!(pair[0], pair[1], "{document}: a line that begins so stands twice");
        }
    }
}
