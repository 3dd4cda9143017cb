//! Numbers and their units.

use super::{Lexer, Tok, UNITS};
use crate::ast::LitUnit;
use crate::error::{Code, LangError};
use crate::suggest::nearest;

/// More digits than any number needs: a double is told apart from its neighbours by 17.
const MAX_DIGITS: usize = 40;

/// How units are written elsewhere.
const FOREIGN_UNITS: [(&str, &str); 20] = [
    ("kb", "KiB"),
    ("k", "KiB"),
    ("ki", "KiB"),
    ("mb", "MiB"),
    ("mi", "MiB"),
    ("gb", "GiB"),
    ("g", "GiB"),
    ("gi", "GiB"),
    ("sec", "s"),
    ("secs", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("m", "min"),
    ("mins", "min"),
    ("minute", "min"),
    ("minutes", "min"),
    ("hr", "h"),
    ("hours", "h"),
    ("day", "d"),
    ("days", "d"),
];

/// One past the last of the digits that begin at `start`.
fn digits_end(bytes: &[u8], start: usize) -> usize {
    let count = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    start + count
}

/// One past the last byte of the digits and the fraction that begin at `start`.
fn plain_end(bytes: &[u8], start: usize) -> usize {
    let whole = digits_end(bytes, start);
    let fraction = bytes.get(whole) == Some(&b'.') && bytes.get(whole + 1).is_some_and(u8::is_ascii_digit);
    if fraction { digits_end(bytes, whole + 1) } else { whole }
}

/// One past the last byte of the unit (or of what stands in its place) that begins at `start`.
fn unit_end(bytes: &[u8], start: usize) -> usize {
    if bytes.get(start) == Some(&b'%') {
        return start + 1;
    }
    let count = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    start + count
}

/// One past the last byte of the number and unit that begin at `start`.
pub(super) fn number_end(bytes: &[u8], start: usize) -> usize {
    unit_end(bytes, plain_end(bytes, start))
}

impl Lexer<'_> {
    /// Reads the number that begins here.
    pub(super) fn number(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.pos;
        let plain = plain_end(bytes, start);
        let digits = self.text[start..plain].to_owned();
        if plain - start > MAX_DIGITS {
            let message = format!("This number has more than {MAX_DIGITS} digits. Round it.");
            self.error(Code::MalformedNumber, start, plain, message);
        }
        if bytes.get(plain) == Some(&b'.') {
            return self.number_with_dot(digits, plain);
        }
        let end = unit_end(bytes, plain);
        let unit = self.unit(start, plain, end);
        self.push(Tok::Number(digits, unit), start, end);
        self.pos = end;
    }

    /// A number behind which a `.` stands that begins no fraction: `5.`, `1.2.3`.
    fn number_with_dot(&mut self, digits: String, dot: usize) {
        let bytes = self.text.as_bytes();
        let start = self.pos;
        let mut end = dot;
        while bytes.get(end) == Some(&b'.') {
            end = digits_end(bytes, end + 1);
        }
        let error = if end == dot + 1 {
            let message = format!("A number does not end with a dot. Write `{digits}`.");
            LangError::new(Code::MalformedNumber, self.span(start, end), message).with_replacement(digits.clone())
        } else {
            let message = format!("`{}` is no number: it has more than one dot.", &self.text[start..end]);
            LangError::new(Code::MalformedNumber, self.span(start, end), message)
        };
        self.errors.push(error);
        self.push(Tok::Number(digits, None), start, end);
        self.pos = end;
    }

    /// Reads `.5`, which lacks its zero.
    pub(super) fn bare_fraction(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.pos;
        let plain = digits_end(bytes, start + 1);
        let digits = format!("0{}", &self.text[start..plain]);
        let end = unit_end(bytes, plain);
        let message = format!("A number begins with a digit. Write `{digits}`.");
        self.errors.push(
            LangError::new(Code::MalformedNumber, self.span(start, plain), message).with_replacement(digits.clone()),
        );
        let unit = self.unit(start, plain, end);
        self.push(Tok::Number(digits, unit), start, end);
        self.pos = end;
    }

    /// The unit that stands at `plain..end`; what is no unit is reported.
    fn unit(&mut self, start: usize, plain: usize, end: usize) -> Option<LitUnit> {
        let written = &self.text[plain..end];
        if written.is_empty() {
            return None;
        }
        if let Some((_, unit)) = UNITS.iter().find(|(name, _)| *name == written) {
            return Some(*unit);
        }
        let number = &self.text[start..plain];
        if written.starts_with('_') {
            let plain_number: String = self.text[start..end].chars().filter(|c| *c != '_').collect();
            let message = "Digits stand without separators.".to_owned();
            let mut error = LangError::new(Code::MalformedNumber, self.span(start, end), message);
            if plain_number.bytes().all(|byte| byte.is_ascii_digit()) {
                error = error.with_replacement(plain_number);
            }
            self.errors.push(error);
            return None;
        }
        if written.starts_with(['e', 'E']) && written[1..].bytes().all(|byte| byte.is_ascii_digit()) {
            self.error(Code::MalformedNumber, start, end, "Numbers are written without an exponent.");
            return None;
        }
        let lower = written.to_ascii_lowercase();
        let meant = FOREIGN_UNITS
            .iter()
            .find(|(foreign, _)| *foreign == lower)
            .map(|(_, unit)| *unit)
            .or_else(|| nearest(written, UNITS.iter().map(|(name, _)| *name)));
        let mut message = format!("`{written}` is no unit.");
        let span = self.span(start, end);
        let mut unit = None;
        let error = if let Some(meant) = meant {
            message.push_str(&format!(" Did you mean `{number}{meant}`?"));
            unit = UNITS.iter().find(|(name, _)| *name == meant).map(|(_, unit)| *unit);
            LangError::new(Code::UnknownUnit, span, message).with_replacement(format!("{number}{meant}"))
        } else {
            let names: Vec<&str> = UNITS.iter().map(|(name, _)| *name).collect();
            message.push_str(&format!(" Units: {}.", names.join(", ")));
            LangError::new(Code::UnknownUnit, span, message)
        };
        self.errors.push(error);
        unit
    }
}
