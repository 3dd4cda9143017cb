//! The first reading of a YAML text, by saphyr-parser: what stands where. Refuses what is not part of the format
//! (anchors, aliases, tags, `<<`, several documents, equal keys, tabs in the indentation) and what is too large.
//! Reads no values: that is `yaml`'s part, which is led by the tree made here.

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{DEPTH_MAX, DIAGNOSTICS_MAX, NODES_MAX, TEXT_BYTES_MAX};
use crate::source::{Pos, Source, SourceId};
use crate::tree::Style;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};
use std::collections::BTreeMap;

/// A value's kind and place.
#[derive(Clone, Debug)]
pub struct SpanNode {
    /// What kind of value.
    pub kind: SpanKind,
    /// Where, with quotes and braces.
    pub pos: Pos,
}

/// What kind of value.
#[derive(Clone, Debug)]
pub enum SpanKind {
    /// Nothing, `~` or `null` without quotes, or nothing at all behind a key.
    Null,
    /// Any other scalar.
    Scalar(Style),
    /// A list.
    List(Vec<SpanNode>),
    /// A map.
    Map {
        /// Keys and values.
        entries: Vec<(SpanNode, SpanNode)>,
        /// Whether it is written in `{ }`.
        flow: bool,
    },
}

/// Reads a text. What is wrong goes to `out`; `None` if nothing can be made of the text.
pub fn scan(id: SourceId, source: &Source, out: &mut Vec<Diagnostic>) -> Option<SpanNode> {
    let whole = Pos { source: id, start: 0, end: 0 };
    if source.text().len() > TEXT_BYTES_MAX {
        let message = format!("This text has {} bytes; a scenario has at most {TEXT_BYTES_MAX}.", source.text().len());
        out.push(Diagnostic::error(Code::TextTooLong, whole, message));
        return None;
    }
    let before = out.len();
    tabs(id, source, out);
    if out.len() > before {
        // YAML's own complaint about a tab would only repeat this one, further down.
        return None;
    }
    let mut builder = Builder {
        id,
        source,
        out,
        open: Vec::new(),
        root: None,
        nodes: 0,
        documents: 0,
        last: std::cell::Cell::new((0, 0, 0)),
    };
    let mut parser = Parser::new_from_str(source.text());
    let mut failed = false;
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                if builder.event(event, span).is_err() {
                    failed = true;
                    break;
                }
            }
            Err(error) => {
                builder.syntax(&error);
                failed = true;
                break;
            }
        }
    }
    let root = builder.root.take();
    if failed {
        return None;
    }
    match root {
        Some(node) if !matches!(node.kind, SpanKind::Null) => Some(node),
        _ => {
            let found = Diagnostic::error(Code::EmptyDocument, whole, "This file says nothing.");
            out.push(found.help("Begin with `title:` and what is broken: `faults:`."));
            None
        }
    }
}

fn tabs(id: SourceId, source: &Source, out: &mut Vec<Diagnostic>) {
    let mut offset = 0_u32;
    for line in source.text().split('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let indentation = &line[..blank];
        if indentation.contains('\t') && blank < line.len() && out.len() < DIAGNOSTICS_MAX {
            let at = indentation.find('\t').unwrap_or(0) as u32;
            let pos = Pos { source: id, start: offset + at, end: offset + blank as u32 };
            let spaces = indentation.get(at as usize..).unwrap_or("").replace('\t', "  ");
            let found = Diagnostic::error(Code::TabIndentation, pos, "Tab in the indentation.");
            out.push(found.help("YAML wants spaces.").replace(pos, spaces));
        }
        offset += line.len() as u32 + 1;
    }
}

/// Reading cannot go on.
struct Stop;

enum Open {
    List { start: u32, items: Vec<SpanNode> },
    Map { start: u32, flow: bool, key: Option<SpanNode>, entries: Vec<(SpanNode, SpanNode)> },
}

struct Builder<'a> {
    id: SourceId,
    source: &'a Source,
    out: &'a mut Vec<Diagnostic>,
    open: Vec<Open>,
    root: Option<SpanNode>,
    nodes: usize,
    documents: u32,
    /// The last place that was asked for: line, column, byte. The next one is mostly on the same line, further on.
    last: std::cell::Cell<(u32, u32, u32)>,
}

impl Builder<'_> {
    fn offset(&self, mark: &Marker) -> u32 {
        let (line, column) = (mark.line() as u32, mark.col() as u32);
        let (last_line, last_column, last) = self.last.get();
        let offset = if line == last_line && column >= last_column {
            let rest = &self.source.text()[last as usize..];
            let within = rest.char_indices().nth((column - last_column) as usize).map_or(rest.len(), |(at, _)| at);
            last + within as u32
        } else {
            self.source.offset(line, column)
        };
        self.last.set((line, column, offset));
        offset
    }

    fn pos(&self, start: u32, end: u32) -> Pos {
        Pos { source: self.id, start, end: end.max(start) }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        let (start, end) = (self.offset(&span.start), self.offset(&span.end));
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let pos = self.pos(start, end);
                    let found = Diagnostic::error(Code::SeveralDocuments, pos, "A second document begins here.");
                    self.out.push(found.help("A file holds one scenario. Put the second one in a file of its own."));
                    return Err(Stop);
                }
                Ok(())
            }
            Event::Alias(_) => self.refuse(start, end, "Aliases (`*name`) are not part of the format."),
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_features(start, anchor, tag.is_some())?;
                let kind = scalar_kind(&text, style);
                // What is left out has no width, whatever the reader says.
                let end = if text.is_empty() && style == ScalarStyle::Plain { start } else { self.trim(start, end) };
                let node = SpanNode { kind, pos: self.pos(start, end) };
                self.add(node)
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_features(start, anchor, tag.is_some())?;
                self.deeper(start)?;
                self.open.push(Open::List { start, items: Vec::new() });
                Ok(())
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_features(start, anchor, tag.is_some())?;
                self.deeper(start)?;
                let flow = end > start;
                self.open.push(Open::Map { start, flow, key: None, entries: Vec::new() });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(start, end),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        }
    }

    /// A range without the white space at its end.
    fn trim(&self, start: u32, end: u32) -> u32 {
        let text = self.source.text().get(start as usize..end as usize).unwrap_or("");
        start + text.trim_end().len() as u32
    }

    fn refuse(&mut self, start: u32, end: u32, message: &str) -> Result<(), Stop> {
        let pos = self.pos(start, end);
        let found = Diagnostic::error(Code::YamlFeature, pos, message);
        self.out.push(found.help("Write the value out, or share it in the pack."));
        Err(Stop)
    }

    fn refuse_features(&mut self, start: u32, anchor: usize, tag: bool) -> Result<(), Stop> {
        if anchor != 0 {
            return self.refuse(start, start + 1, "Anchors (`&name`) are not part of the format.");
        }
        if tag {
            let pos = self.pos(start, start + 1);
            let found = Diagnostic::error(Code::YamlFeature, pos, "Tags (`!name`) are not part of the format.");
            self.out.push(found.help("Put a text that begins with `!` in quotes."));
            return Err(Stop);
        }
        Ok(())
    }

    fn deeper(&mut self, start: u32) -> Result<(), Stop> {
        if self.open.len() < DEPTH_MAX {
            return Ok(());
        }
        let pos = self.pos(start, start + 1);
        let message =
            format!("Lists and maps stand in each other {} deep; at most {DEPTH_MAX} are read.", DEPTH_MAX + 1);
        self.out.push(Diagnostic::error(Code::TooDeep, pos, message));
        Err(Stop)
    }

    fn close(&mut self, start: u32, end: u32) -> Result<(), Stop> {
        let node = match self.open.pop() {
            Some(Open::List { start: from, items }) => {
                let flow = self.source.text().as_bytes().get(from as usize) == Some(&b'[');
                let last = items.last().map_or(from, |item| item.pos.end);
                let end = if flow { self.trim(start, end) } else { last };
                SpanNode { kind: SpanKind::List(items), pos: self.pos(from, end) }
            }
            Some(Open::Map { start: from, flow, entries, .. }) => {
                let last = entries.last().map_or(from, |(key, value)| value.pos.end.max(key.pos.end));
                let end = if flow { self.trim(start, end) } else { last };
                self.unique(&entries);
                SpanNode { kind: SpanKind::Map { entries, flow }, pos: self.pos(from, end) }
            }
            None => return Ok(()),
        };
        self.add(node)
    }

    fn unique(&mut self, entries: &[(SpanNode, SpanNode)]) {
        let source = self.source;
        let mut first: BTreeMap<&str, Pos> = BTreeMap::new();
        for (key, _) in entries {
            if self.out.len() > DIAGNOSTICS_MAX {
                return;
            }
            let raw = source.text().get(key.pos.start as usize..key.pos.end as usize).unwrap_or("");
            // Quoted and plain spellings of a key are the same key.
            let name = raw.trim_matches(['"', '\'']);
            if name == "<<" {
                let found = Diagnostic::error(Code::MergeKey, key.pos, "The merge key `<<` is not part of the format.");
                self.out.push(found.help("Share values in the pack, or by `like` and `group`."));
            } else if let Some(earlier) = first.get(name) {
                let at = self.source.line_column(earlier.start);
                let message = format!("Two entries are called `{name}` (first at {}:{}).", at.line, at.column);
                let found = Diagnostic::error(Code::DuplicateKey, key.pos, message);
                self.out
                    .push(found.help("Ids are unique. Rename one, or join them.").related(*earlier, "The first one."));
            } else {
                first.insert(name, key.pos);
            }
        }
    }

    fn add(&mut self, node: SpanNode) -> Result<(), Stop> {
        self.nodes += 1;
        if self.nodes > NODES_MAX {
            let message = format!("This text holds more than {NODES_MAX} values.");
            self.out.push(Diagnostic::error(Code::TooManyNodes, node.pos, message));
            return Err(Stop);
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { key, entries, .. }) => match key.take() {
                Some(key) => entries.push((key, node)),
                None if matches!(node.kind, SpanKind::List(_) | SpanKind::Map { .. }) => {
                    let found = Diagnostic::error(Code::KeyNotText, node.pos, "A list or a map cannot be a key.");
                    self.out.push(found.help("A text that begins with `{` or `[` needs quotes."));
                    return Err(Stop);
                }
                None => *key = Some(node),
            },
        }
        Ok(())
    }

    fn syntax(&mut self, error: &ScanError) {
        let at = self.offset(error.marker()).min(self.source.text().len() as u32);
        self.out.push(crate::syntax::explain(self.id, self.source, at, error.info()));
    }
}

fn scalar_kind(text: &str, style: ScalarStyle) -> SpanKind {
    match style {
        ScalarStyle::Plain if matches!(text, "" | "~" | "null") => SpanKind::Null,
        ScalarStyle::Plain => SpanKind::Scalar(Style::Plain),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => SpanKind::Scalar(Style::Quoted),
        ScalarStyle::Literal => SpanKind::Scalar(Style::Literal),
        ScalarStyle::Folded => SpanKind::Scalar(Style::Folded),
    }
}
