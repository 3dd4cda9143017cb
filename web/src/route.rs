//! The address: everything after `#`. Link = state, so reload, back and forward give the same run.
//! Knows the spelling of addresses, not whether what they name exists.

/// Where the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `#/`: all scenarios.
    Gallery,
    /// `#/play/<pack>/<name>?seed=…&as=…&with=…&tick=…&log=…`: one run.
    Play(RunAddress),
    /// `#/author…`: a text beside what comes of it.
    Author(Text),
    /// Anything else, as it was written.
    Unknown(String),
}

/// Which text is written on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// `#/author`: the last draft, or a new one.
    Last,
    /// `#/author/new`: a new one.
    New,
    /// `#/author/draft/<number>`: one of the drafts of this browser.
    Draft(String),
    /// `#/author/remix/<pack>/<name>`: a copy of a scenario.
    Remix(String),
    /// `#/author/run/<link>`: a copy of the text that a link holds.
    Link(String),
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
        if let Some(text) = path.strip_prefix("/author").and_then(Text::parse) {
            return Self::Author(text);
        }
        let mut parts = path.split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(""), Some("play"), Some(pack), Some(name), None) if !pack.is_empty() && !name.is_empty() => {
                Self::Play(RunAddress::parse(format!("{}/{}", decode(pack), decode(name)), query))
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
            Self::Author(text) => text.hash(),
            Self::Unknown(path) => format!("#{path}"),
        }
    }
}

impl Text {
    /// Reads what follows `/author`.
    fn parse(path: &str) -> Option<Self> {
        let (kind, rest) = match path.strip_prefix('/') {
            Some(path) => path.split_once('/').unwrap_or((path, "")),
            None if path.is_empty() => ("", ""),
            None => return None,
        };
        match (kind, rest) {
            ("", "") => Some(Self::Last),
            ("new", "") => Some(Self::New),
            (_, "") => None,
            ("draft", number) => Some(Self::Draft(number.to_owned())),
            ("remix", id) => Some(Self::Remix(decode(id))),
            ("run", link) => Some(Self::Link(link.to_owned())),
            _ => None,
        }
    }

    /// The hash, with its `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        let (kind, rest) = match self {
            Self::Last => ("", ""),
            Self::New => ("/new", ""),
            Self::Draft(number) => ("/draft/", number.as_str()),
            Self::Remix(id) => ("/remix/", id.as_str()),
            Self::Link(link) => ("/run/", link.as_str()),
        };
        ["#/author", kind, rest].concat()
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
            ("#/play/a%", Route::Unknown("/play/a%".to_owned())),
            ("#/play/a", Route::Unknown("/play/a".to_owned())),
            ("#/play/a/b/c", Route::Unknown("/play/a/b/c".to_owned())),
            ("#graph", Route::Unknown("graph".to_owned())),
            ("#/author", Route::Author(Text::Last)),
            ("#/author/", Route::Author(Text::Last)),
            ("#/author/new", Route::Author(Text::New)),
            ("#/author/draft/3", Route::Author(Text::Draft("3".to_owned()))),
            ("#/author/remix/a/b", Route::Author(Text::Remix("a/b".to_owned()))),
            ("#/author/run/1.abc", Route::Author(Text::Link("1.abc".to_owned()))),
            ("#/author/other", Route::Unknown("/author/other".to_owned())),
            ("#/authors", Route::Unknown("/authors".to_owned())),
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
            Route::Author(Text::Last),
            Route::Author(Text::Remix("a/b".to_owned())),
            Route::Author(Text::Link("1.A.B".to_owned())),
        ] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }
}
