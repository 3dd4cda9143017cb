//! Signs of other languages, and characters of no language: each is reported with what is written here instead.

use super::{Lexer, Sign, Tok, Word};
use crate::error::{Code, LangError};

/// What a sign of another language is called here, and the token that takes its place.
struct Foreign {
    sign: &'static str,
    /// What is said after "`&&` does not exist. ".
    advice: &'static str,
    /// What may simply be written instead.
    replacement: Option<&'static str>,
    meant: Tok,
}

const fn plain(sign: &'static str, advice: &'static str, replacement: &'static str, meant: Tok) -> Foreign {
    Foreign { sign, advice, replacement: Some(replacement), meant }
}

const fn hint(sign: &'static str, advice: &'static str, meant: Tok) -> Foreign {
    Foreign { sign, advice, replacement: None, meant }
}

/// Longer signs stand before those that they begin with. `%` behind a number never comes here.
const FOREIGN: [Foreign; 22] = [
    plain("===", "Write `==`.", "==", Tok::Sign(Sign::EqEq)),
    plain("!==", "Write `!=`.", "!=", Tok::Sign(Sign::Ne)),
    plain("&&", "Write `and`.", "and", Tok::Word(Word::And)),
    plain("||", "Write `or`.", "or", Tok::Word(Word::Or)),
    plain("<>", "Write `!=`.", "!=", Tok::Sign(Sign::Ne)),
    plain("=>", "Write `>=`.", ">=", Tok::Sign(Sign::Ge)),
    plain("=<", "Write `<=`.", "<=", Tok::Sign(Sign::Le)),
    hint("**", "Write `pow(a, b)`.", Tok::Sign(Sign::Star)),
    hint("/=", "Write `x = x / a`, or `x *= a`.", Tok::Sign(Sign::StarEq)),
    hint("//", "Write `floor(a / b)`; a comment begins with `#`.", Tok::Sign(Sign::Slash)),
    hint("++", "Write `x += 1`.", Tok::Bad),
    plain("≤", "Write `<=`.", "<=", Tok::Sign(Sign::Le)),
    plain("≥", "Write `>=`.", ">=", Tok::Sign(Sign::Ge)),
    plain("≠", "Write `!=`.", "!=", Tok::Sign(Sign::Ne)),
    plain("−", "Write `-`.", "-", Tok::Sign(Sign::Minus)),
    plain("×", "Write `*`.", "*", Tok::Sign(Sign::Star)),
    plain("÷", "Write `/`.", "/", Tok::Sign(Sign::Slash)),
    plain("→", "Write `->`.", "->", Tok::Sign(Sign::Arrow)),
    hint("^", "Write `pow(a, b)`.", Tok::Sign(Sign::Star)),
    plain("&", "Write `and`.", "and", Tok::Word(Word::And)),
    plain("|", "Write `or`.", "or", Tok::Word(Word::Or)),
    hint("?", "Write `if(condition, a, b)`.", Tok::Bad),
];

impl Lexer<'_> {
    /// Reads a sign of another language, if one stands here.
    pub(super) fn foreign_sign(&mut self) -> bool {
        let rest = &self.text[self.pos..];
        if rest.starts_with('%') {
            self.remainder_sign();
            return true;
        }
        if rest.starts_with('!') && !rest.starts_with("!=") {
            let foreign = plain("!", "Write `not`.", "not", Tok::Word(Word::Not));
            self.report_foreign(&foreign);
            return true;
        }
        match FOREIGN.iter().find(|foreign| rest.starts_with(foreign.sign)) {
            Some(foreign) => {
                self.report_foreign(foreign);
                true
            }
            None => false,
        }
    }

    fn report_foreign(&mut self, foreign: &Foreign) {
        let (start, end) = (self.pos, self.pos + foreign.sign.len());
        let message = format!("`{}` does not exist. {}", foreign.sign, foreign.advice);
        let mut error = LangError::new(Code::ForeignOperator, self.span(start, end), message);
        error.replacement = foreign.replacement.map(|replacement| self.apart(replacement, start, end));
        self.errors.push(error);
        self.push(foreign.meant.clone(), start, end);
        self.pos = end;
    }

    /// A replacement, with blanks where a word would grow together with what stands beside it.
    fn apart(&self, replacement: &str, start: usize, end: usize) -> String {
        let word = replacement.starts_with(|c: char| c.is_ascii_alphabetic());
        let left = self.text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let right = self.text[end..].starts_with(|c: char| !c.is_whitespace());
        let blank = |beside: bool| if word && beside { " " } else { "" };
        format!("{}{replacement}{}", blank(left), blank(right))
    }

    /// `5 %`, or the remainder of other languages.
    fn remainder_sign(&mut self) {
        let (start, end) = (self.pos, self.pos + 1);
        let value_follows =
            self.text[end..].chars().find(|c| *c != ' ').is_some_and(|c| c.is_ascii_alphanumeric() || c == '(');
        if value_follows {
            let foreign = plain("%", "Write `mod` for the remainder.", "mod", Tok::Word(Word::Mod));
            return self.report_foreign(&foreign);
        }
        let message = "`%` belongs right behind its number: `5%`.";
        self.error(Code::UnitApart, start, end, message);
        self.pos = end;
    }

    /// Passes over a character that nothing begins with.
    pub(super) fn unknown(&mut self) {
        let start = self.pos;
        let c = self.text[start..].chars().next().unwrap_or(' ');
        self.pos += c.len_utf8();
        let span = self.span(start, self.pos);
        let error = match c {
            '“' | '”' | '„' | '‘' | '’' | '`' => {
                let message = "Texts stand in straight quotes: `\"`.";
                LangError::new(Code::UnknownCharacter, span, message).with_replacement("\"")
            }
            '\u{a0}' | '\u{feff}' => {
                // Looks like a space and is meant as one: nothing takes its place.
                let message = "This is a special space. Write an ordinary one.";
                self.errors.push(LangError::new(Code::UnknownCharacter, span, message).with_replacement(" "));
                return;
            }
            '_' => LangError::new(Code::UnknownCharacter, span, "A name begins with a letter."),
            c if c.is_alphanumeric() => {
                let message = format!("`{c}` cannot stand in a name. Names are made of a–z, A–Z, 0–9 and `-`.");
                LangError::new(Code::UnknownCharacter, span, message)
            }
            c => {
                let message = format!("The character `{}` means nothing here.", c.escape_debug());
                LangError::new(Code::UnknownCharacter, span, message)
            }
        };
        // One report for a run of such characters is enough.
        let repeated = self.tokens.last().is_some_and(|last| last.kind == Tok::Bad && last.span.end == span.start);
        if !repeated {
            self.errors.push(error);
        }
        self.push(Tok::Bad, start, self.pos);
    }
}
