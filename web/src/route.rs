//! The address: everything after `#`. Link = state, so reload, back and forward give the same run.
//! Knows the spelling of addresses, not whether what they name exists.

/// Where the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `#/`: all scenarios.
    Gallery,
    /// `#/play/<pack>/<name>?seed=…&as=…&with=…&tick=…&log=…`: one run.
    Play(RunAddress),
    /// `#/compare/LINK/LINK`: two runs side by side; without the second link, the choice of one.
    Compare(String, Option<String>),
    /// Anything else, as it was written.
    Unknown(String),
}

/// The address of a run. The texts are as they were given: seed and log are judged by whoever opens the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunAddress {
    /// `pack/name`.
    pub id: String,
    /// The seed's text, if the address has one.
    pub seed: Option<String>,
    /// The tick that is looked at, if it is not the newest.
    pub tick: Option<u32>,
    /// The action log's text, if anything was done yet.
    pub log: Option<String>,
    /// The role that is played, where several act and one sits in front of the page.
    pub role: Option<String>,
    /// Who takes the turns of the others then.
    pub colleague: Option<String>,
}

impl Route {
    /// Reads `location.hash`, with or without its `#`.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let text = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        if path.is_empty() || path == "/" {
            return Self::Gallery;
        }
        let mut parts = path.split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(""), Some("play"), Some(pack), Some(name), None) if !pack.is_empty() && !name.is_empty() => {
                Self::Play(RunAddress::parse(format!("{}/{}", decode(pack), decode(name)), query))
            }
            (Some(""), Some("compare"), Some(a), b, None) if !a.is_empty() => {
                Self::Compare(decode(a), b.filter(|b| !b.is_empty()).map(decode))
            }
            _ => Self::Unknown(decode(path)),
        }
    }

    /// The hash, with its `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        match self {
            Self::Gallery => "#/".to_owned(),
            Self::Play(address) => address.hash(),
            Self::Compare(a, b) => ["#/compare/", a, "/", b.as_deref().unwrap_or_default()].concat(),
            Self::Unknown(path) => format!("#{path}"),
        }
    }
}

impl RunAddress {
    /// A fresh run of a scenario.
    #[must_use]
    pub fn new(id: &str, seed: u64) -> Self {
        Self { id: id.to_owned(), seed: Some(seed.to_string()), ..Self::default() }
    }

    /// The hash, with its `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut out = format!("#/play/{}", self.id);
        let mut mark = '?';
        let tick = self.tick.map(|tick| tick.to_string());
        let said =
            [("seed", &self.seed), ("as", &self.role), ("with", &self.colleague), ("tick", &tick), ("log", &self.log)];
        for (name, value) in said {
            if let Some(value) = value {
                out.push(mark);
                out.push_str(name);
                out.push('=');
                out.push_str(value);
                mark = '&';
            }
        }
        out
    }

    fn parse(id: String, query: &str) -> Self {
        let mut address = Self { id, ..Self::default() };
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match name {
                "seed" => address.seed = Some(decode(value)),
                "tick" => address.tick = value.parse().ok(),
                "as" if !value.is_empty() => address.role = Some(decode(value)),
                "with" if !value.is_empty() => address.colleague = Some(decode(value)),
                "log" if !value.is_empty() => address.log = Some(decode(value)),
                _ => {}
            }
        }
        address
    }
}

/// Undoes percent escapes; what is not one stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let escaped = (byte == b'%')
            .then(|| bytes.get(index + 1..index + 3))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(escaped.unwrap_or(byte));
        index += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn play(id: &str, seed: Option<&str>, tick: Option<u32>, log: Option<&str>) -> Route {
        let (seed, log) = (seed.map(str::to_owned), log.map(str::to_owned));
        Route::Play(RunAddress { id: id.to_owned(), seed, tick, log, ..RunAddress::default() })
    }

    fn seated(role: &str, colleague: Option<&str>) -> Route {
        let (role, colleague) = (Some(role.to_owned()), colleague.map(str::to_owned));
        Route::Play(RunAddress { role, colleague, ..RunAddress::new("a/b", 7) })
    }

    #[test]
    fn addresses() {
        for (hash, expected) in [
            ("", Route::Gallery),
            ("#", Route::Gallery),
            ("#/", Route::Gallery),
            ("#/play/a/b", play("a/b", None, None, None)),
            ("#/play/a/b?seed=7&tick=3&log=e30", play("a/b", Some("7"), Some(3), Some("e30"))),
            ("#/play/a/b?tick=x&seed=%37&&junk", play("a/b", Some("7"), None, None)),
            ("#/play/a/b?seed=7&as=sre", seated("sre", None)),
            ("#/play/a/b?with=expert&as=sre&seed=7", seated("sre", Some("expert"))),
            ("#/play/a/b?seed=7&as=&with=", play("a/b", Some("7"), None, None)),
            ("#/compare/1.a/1.b", Route::Compare("1.a".to_owned(), Some("1.b".to_owned()))),
            ("#/compare/1.a", Route::Compare("1.a".to_owned(), None)),
            ("#/compare/1.a/", Route::Compare("1.a".to_owned(), None)),
            ("#/compare/", Route::Unknown("/compare/".to_owned())),
            ("#/compare/1.a/1.b/1.c", Route::Unknown("/compare/1.a/1.b/1.c".to_owned())),
            ("#/play/a%", Route::Unknown("/play/a%".to_owned())),
            ("#/play/a", Route::Unknown("/play/a".to_owned())),
            ("#/play/a/b/c", Route::Unknown("/play/a/b/c".to_owned())),
            ("#graph", Route::Unknown("graph".to_owned())),
            ("#/%zz%f", Route::Unknown("/%zz%f".to_owned())),
        ] {
            assert_eq!(Route::parse(hash), expected, "{hash}");
        }
    }

    #[test]
    fn printing_and_reading_are_inverse() {
        for route in [
            Route::Gallery,
            play("logtriage/cascading-failure", Some("42"), None, None),
            play("a/b", Some("42"), Some(0), Some("W10")),
            seated("oversight", Some("heuristic")),
            Route::Compare("1.ab_-.c".to_owned(), Some("1.d.e".to_owned())),
            Route::Compare("1.ab".to_owned(), None),
        ] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }
}
