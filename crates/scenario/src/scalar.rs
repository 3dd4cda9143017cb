//! Where the bytes of a scalar stand in the file: follows YAML's rules for plain, quoted and block scalars. The
//! text itself comes from `yaml`; where the two do not agree to the byte, the scalar as a whole is the place.

use crate::source::Pos;
use crate::text::OffsetMap;
use crate::tree::Style;

/// The offsets of `text`, which was read from `pos` in `file`.
#[must_use]
pub fn offsets(file: &str, pos: Pos, style: Style, text: &str) -> OffsetMap {
    let (start, end) = (pos.start as usize, pos.end as usize);
    let quotes = usize::from(style == Style::Quoted);
    // Most texts stand in the file as they are.
    if matches!(style, Style::Plain | Style::Quoted)
        && file.get(start + quotes..end.saturating_sub(quotes)) == Some(text)
    {
        return OffsetMap::Straight((start + quotes) as u32);
    }
    let decoded = match style {
        Style::Literal => {
            return literal(file, start, text).map_or(OffsetMap::Whole, OffsetMap::Pieces);
        }
        Style::Folded => return OffsetMap::Whole,
        Style::Plain => file.get(start..end).map(|raw| flowed(raw, pos.start, Escape::None)),
        Style::Quoted => file.get(start + 1..end.saturating_sub(1)).map(|raw| {
            let escape = if file.as_bytes()[start] == b'"' { Escape::Backslash } else { Escape::Doubled };
            flowed(raw, pos.start + 1, escape)
        }),
    };
    match decoded {
        Some((decoded, pieces)) if decoded == text => OffsetMap::Pieces(pieces),
        _ => OffsetMap::Whole,
    }
}

/// A block `|`: `start` is the first character of its first line that is not empty.
fn literal(file: &str, start: usize, text: &str) -> Option<Vec<(u32, u32)>> {
    let line_start = file.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = start - line_start;
    let leading = text.len() - text.trim_start_matches('\n').len();
    let mut pieces = Vec::new();
    let mut in_text = leading;
    let mut in_file = line_start;
    for line in text.get(leading..)?.split('\n') {
        let raw = file.get(in_file..)?.split('\n').next().unwrap_or("");
        let content = if raw.len() >= indent && raw.is_char_boundary(indent) { &raw[indent..] } else { "" };
        if content != line && !line.is_empty() {
            return None;
        }
        pieces.push((in_text as u32, (in_file + indent.min(raw.len())) as u32));
        in_text += line.len() + 1;
        in_file += raw.len() + 1;
        if in_file > file.len() {
            break;
        }
    }
    Some(pieces)
}

enum Escape {
    None,
    Doubled,
    Backslash,
}

/// Plain and quoted scalars: line breaks are joined, escapes replaced.
fn flowed(raw: &str, base: u32, escape: Escape) -> (String, Vec<(u32, u32)>) {
    let mut out = String::with_capacity(raw.len());
    let mut pieces = vec![(0, base)];
    let mut rest = raw.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match (c, &escape) {
            ('\n', _) => {
                out.truncate(out.trim_end_matches([' ', '\t']).len());
                let mut breaks = 0;
                let mut next = at + 1;
                while let Some((at, c)) = rest.next_if(|(_, c)| c.is_ascii_whitespace()) {
                    breaks += usize::from(c == '\n');
                    next = at + 1;
                }
                out.push_str(&if breaks == 0 { " ".to_owned() } else { "\n".repeat(breaks) });
                pieces.push((out.len() as u32, base + next as u32));
            }
            ('\'', Escape::Doubled) => {
                out.push('\'');
                if let Some((at, _)) = rest.next_if(|(_, c)| *c == '\'') {
                    pieces.push((out.len() as u32, base + at as u32 + 1));
                }
            }
            ('\\', Escape::Backslash) => {
                let Some((_, c)) = rest.next() else { break };
                let digits = match c {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                match c {
                    'n' => out.push('\n'),
                    't' => out.push('\t'),
                    'r' => out.push('\r'),
                    '0' => out.push('\0'),
                    'e' => out.push('\u{1b}'),
                    'x' | 'u' | 'U' => {
                        let code: String = rest.by_ref().take(digits).map(|(_, c)| c).collect();
                        out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                    }
                    '\n' => while rest.next_if(|(_, c)| matches!(c, ' ' | '\t')).is_some() {},
                    other => out.push(other),
                }
                let next = rest.peek().map_or(raw.len(), |(at, _)| *at);
                pieces.push((out.len() as u32, base + next as u32));
            }
            (c, _) => out.push(c),
        }
    }
    (out, pieces)
}
