//! Which values are right at a path that a fault broke: one like the healthy one, or any that a pattern lets through.

use brownout_expr::datum::{Datum, close, equal};

/// What is right at a path.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Right {
    /// What is as good as this.
    Like(Datum),
    /// A text with something in it that is not fixed; `healthy` is one that fits.
    Pattern {
        /// What stands there when all is well.
        healthy: Datum,
        /// Before the open part.
        before: String,
        /// The open part.
        hole: Hole,
        /// Behind it.
        after: String,
    },
}

/// The open part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Hole {
    /// Anything but nothing.
    Any,
    /// A member of the list that stands at a path (by index) of a service.
    MemberOf(u32, u32),
}

/// How right a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// Not at all.
    Wrong,
    /// Near.
    Near,
    /// It will do.
    Right,
}

impl Right {
    /// A value that is right.
    #[must_use]
    pub fn example(&self) -> &Datum {
        match self {
            Right::Like(healthy) | Right::Pattern { healthy, .. } => healthy,
        }
    }

    /// What is wanted, as a change that is handed in is compared with: of a pattern its frame.
    #[must_use]
    pub fn wanted(&self) -> Datum {
        match self {
            Right::Like(healthy) => healthy.clone(),
            Right::Pattern { before, after, .. } => Datum::Text(format!("{before}<any>{after}")),
        }
    }

    /// How right a value is. `list` gives the value that stands at a path of a service.
    #[must_use]
    pub fn degree(&self, given: &Datum, list: impl FnOnce(u32, u32) -> Datum) -> Degree {
        match self {
            Right::Like(healthy) if equal(healthy, given) => Degree::Right,
            Right::Like(healthy) if close(healthy, given) => Degree::Near,
            Right::Like(_) => Degree::Wrong,
            Right::Pattern { before, hole, after, .. } => {
                let Datum::Text(text) = given else { return Degree::Wrong };
                let Some(inside) = between(text.trim(), before, after) else { return Degree::Wrong };
                let fits = match hole {
                    Hole::Any => !inside.trim().is_empty(),
                    Hole::MemberOf(service, path) => match list(*service, *path) {
                        Datum::List(items) => items.contains(&Datum::text(inside)),
                        _ => false,
                    },
                };
                // The frame fits and what is in it does not: the reader has understood what is wanted.
                if fits { Degree::Right } else { Degree::Near }
            }
        }
    }
}

/// What stands between two texts; their letters may be small or capital.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (head, rest) = (text.get(..before.len())?, text.get(before.len()..)?);
    let end = rest.len().checked_sub(after.len())?;
    let (inside, tail) = (rest.get(..end)?, rest.get(end..)?);
    (head.eq_ignore_ascii_case(before) && tail.eq_ignore_ascii_case(after)).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_let_through_what_they_should() {
        let list = |_: u32, _: u32| Datum::List(vec![Datum::text("t1"), Datum::text("t2")]);
        let check = |before: &str, hole: Hole, after: &str, given: &str, want: Degree| {
            let right = Right::Pattern { healthy: Datum::Missing, before: before.into(), hole, after: after.into() };
            assert_eq!(right.degree(&Datum::text(given), list), want, "{before}…{after}: {given}");
        };
        check("Bearer ", Hole::Any, "", "bearer abc", Degree::Right);
        check("Bearer ", Hole::Any, "", "Bearer", Degree::Wrong);
        check("Bearer ", Hole::Any, "", "Token abc", Degree::Wrong);
        check("Bearer ", Hole::MemberOf(0, 0), "", "Bearer t2", Degree::Right);
        check("Bearer ", Hole::MemberOf(0, 0), "", "Bearer t3", Degree::Near);
        check("Bearer ", Hole::MemberOf(0, 0), "", "Bearer T2", Degree::Near);
        check("a", Hole::Any, "b", "ab", Degree::Near);
        check("a", Hole::Any, "b", "a", Degree::Wrong);
        check("a", Hole::Any, "b", "axb", Degree::Right);
        check("é", Hole::Any, "", "e1", Degree::Wrong);
        assert_eq!(Right::Like(Datum::Number(30.0)).degree(&Datum::Number(32.0), list), Degree::Right);
        assert_eq!(Right::Like(Datum::Number(30.0)).degree(&Datum::Number(16.0), list), Degree::Near);
        assert_eq!(Right::Like(Datum::Number(30.0)).degree(&Datum::Missing, list), Degree::Wrong);
    }
}
