//! Text that stays text in the formats that give some of its characters a meaning.

/// What makes a spreadsheet take a cell for a formula: OWASP's list, wide forms included.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell of a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe in front.
pub(crate) fn csv(text: &str) -> String {
    let guard = if text.trim_start_matches(' ').starts_with(FORMULA) { "'" } else { "" };
    let quoted = text.contains([',', '"', '\n', '\r', ';', '\t']) || text.starts_with(' ') || text.ends_with(' ');
    if quoted { format!("\"{guard}{}\"", text.replace('"', "\"\"")) } else { format!("{guard}{text}") }
}

/// Text between tags or in an attribute of XML. Characters that XML cannot hold become U+FFFD.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Joins two characters and is not seen.
const JOINER: char = '\u{2060}';

/// Text in a line of Markdown (CommonMark, with GitHub's tables, links and mentions): shown as it is, and nothing else.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim().chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => out.push(' '),
            // Every ASCII punctuation may be escaped; these mean something inside or at the start of a line.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '+' | '-' | '=' if out.is_empty() => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if !out.is_empty() && out.bytes().all(|b| b.is_ascii_digit()) => {
                out.push('\\');
                out.push(c);
            }
            // "://" and "www." would become links of their own.
            ':' if rest.peek() == Some(&'/') => out.push_str("\\:"),
            '.' if out.len() >= 3 && out.as_bytes()[out.len() - 3..].eq_ignore_ascii_case(b"www") => {
                out.push_str("\\.")
            }
            // Addresses and mentions are looked for in what is shown, where a backslash is gone.
            '@' => out.extend(['@', JOINER]),
            c => out.push(c),
        }
    }
    out
}

/// The value of a label of OpenMetrics, or the text of a HELP line.
pub(crate) fn openmetrics(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_no_formulas() {
        for (text, want) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("  =1", "\"'  =1\""),
            ("＝1", "'＝1"),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("a\nb", "\"a\nb\""),
            ("", ""),
        ] {
            assert_eq!(csv(text), want);
        }
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(xml("<a b=\"c\">&'\u{1}\n"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\u{fffd} ");
        for (text, want) in [
            ("a_b*c`d", "a\\_b\\*c\\`d"),
            ("1. one", "1\\. one"),
            ("10) ten", "10\\) ten"),
            ("v1.2", "v1.2"),
            ("- x", "\\- x"),
            ("a-b", "a-b"),
            ("<script>", "\\<script\\>"),
            ("[a](b)", "\\[a\\](b)"),
            ("a|b\nc", "a\\|b c"),
            ("https://x", "https\\://x"),
            ("12:30: a", "12:30: a"),
            ("see www.evil.example", "see www\\.evil.example"),
            ("WWW.evil.example", "WWW\\.evil.example"),
            ("a@b.example", "a@\u{2060}b.example"),
            ("@user", "@\u{2060}user"),
        ] {
            assert_eq!(markdown(text), want);
        }
        assert_eq!(openmetrics("a\\b\"c\nd"), "a\\\\b\\\"c\\nd");
    }
}
