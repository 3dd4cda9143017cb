//! The address: everything after `#`. Link = state, so reload, back and forward give the same run.
//! Knows the spelling of addresses, not whether what they name exists.

use brownout_run::link::{Link, Scenario};

/// Where the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `#/`: all scenarios.
    Gallery,
    /// One run: `#/play/<pack>/<name>?seed=…&as=…&with=…&tick=…&log=…`, or `#/run/<link>`, where what a link does not say
    /// stands before it (`#/run/as=…&with=…/<link>`). With `embed` in place of `play` or `run` it is shown inside another page;
    /// `act=1` lets one act there.
    Play(RunAddress),
    /// `#/author…`: a text beside what comes of it.
    Author(Text),
    /// `#/compare/LINK/LINK`: two runs side by side; without the second link, the choice of one.
    Compare(String, Option<String>),
    /// Anything else, as it was written.
    Unknown(String),
}

/// How the address of a run inside another page begins.
pub const EMBED: &str = "#/embed/";

/// In place of a link: the run came from a file, and no link is long enough for it.
pub const FILE: &str = "file";

/// What is looked for in the gallery: `#/?find=…&pack=…&difficulty=…`; nothing is wanted of what is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words.
    pub text: String,
    /// A pack.
    pub pack: String,
    /// How difficult.
    pub difficulty: String,
}

impl Wanted {
    /// Reads `location.hash`; what is no search is one for everything.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let mut wanted = Self::default();
        let query = hash.strip_prefix("#/?").unwrap_or_default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "find" => wanted.text = decode(value),
                "pack" => wanted.pack = decode(value),
                "difficulty" => wanted.difficulty = decode(value),
                _ => {}
            }
        }
        wanted
    }

    /// The hash, with its `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hash = "#/".to_owned();
        for (name, value) in [("find", &self.text), ("pack", &self.pack), ("difficulty", &self.difficulty)] {
            if !value.is_empty() {
                let mark = if hash.len() == 2 { "?" } else { "&" };
                for part in [mark, name, "=", &encode(value)] {
                    hash.push_str(part);
                }
            }
        }
        hash
    }
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
    /// A link, in place of scenario, seed and log. With a seed beside it only its scenario counts.
    pub link: Option<String>,
    /// The role that is played, where several act and one sits in front of the page.
    pub role: Option<String>,
    /// Who takes the turns of the others then.
    pub colleague: Option<String>,
    /// Whether it is shown inside another page, and whether one may act there.
    pub embed: Option<bool>,
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
        let parts = (parts.next(), parts.next(), parts.next(), parts.next(), parts.next());
        if let (Some(""), Some("compare"), Some(a), b, None) = parts
            && !a.is_empty()
        {
            return Self::Compare(decode(a), b.filter(|b| !b.is_empty()).map(decode));
        }
        let (place, first, second) = match parts {
            (Some(""), Some(place @ ("play" | "run" | "embed")), Some(first), second, None) if !first.is_empty() => {
                (place, first, second.filter(|second| !second.is_empty()))
            }
            _ => return Self::Unknown(decode(path)),
        };
        // Links have dots and options have signs; packs have neither.
        let mut address = match (place, first, second) {
            ("run" | "embed", options, Some(link)) if place == "run" || options.contains('=') => {
                let mut address = RunAddress::parse(String::new(), options);
                address.read(query);
                RunAddress { link: Some(decode(link)), ..address }
            }
            ("run" | "embed", link, None) => {
                RunAddress { link: Some(decode(link)), ..RunAddress::parse(String::new(), query) }
            }
            (_, pack, Some(name)) => RunAddress::parse(format!("{}/{}", decode(pack), decode(name)), query),
            _ => return Self::Unknown(decode(path)),
        };
        address.embed = (place == "embed").then(|| address.embed.unwrap_or(false));
        Self::Play(address)
    }

    /// The hash, with its `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        match self {
            Self::Gallery => "#/".to_owned(),
            Self::Play(address) => address.hash(),
            Self::Author(text) => text.hash(),
            Self::Compare(a, b) => ["#/compare/", a, "/", b.as_deref().unwrap_or_default()].concat(),
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

    /// A fresh run of a scenario, built in or not.
    #[must_use]
    pub fn fresh(scenario: Scenario, seed: u64) -> Self {
        match scenario {
            Scenario::BuiltIn(id) => Self::new(&id, seed),
            own => {
                Self { link: Link::untouched(own, seed).encode().ok(), seed: Some(seed.to_string()), ..Self::default() }
            }
        }
    }

    /// The hash, with its `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        let tick = self.tick.map(|tick| tick.to_string());
        let act = (self.embed == Some(true)).then(|| "1".to_owned());
        let said = [
            ("seed", &self.seed),
            ("as", &self.role),
            ("with", &self.colleague),
            ("tick", &tick),
            ("log", &self.log),
            ("act", &act),
        ];
        let mut options = String::new();
        for (name, value) in said {
            if let Some(value) = value {
                if !options.is_empty() {
                    options.push('&');
                }
                options.push_str(name);
                options.push('=');
                options.push_str(value);
            }
        }
        let place = match (self.embed, &self.link) {
            (Some(_), _) => EMBED,
            (None, Some(_)) => "#/run/",
            (None, None) => "#/play/",
        };
        // A link ends its address: whoever is given all of it finds it there.
        let parts = match (&self.link, options.is_empty()) {
            (Some(link), true) => [place, link, "", ""],
            (Some(link), false) => [place, &options, "/", link],
            (None, true) => [place, &self.id, "", ""],
            (None, false) => [place, &self.id, "?", &options],
        };
        parts.concat()
    }

    fn parse(id: String, query: &str) -> Self {
        let mut address = Self { id, ..Self::default() };
        address.read(query);
        address
    }

    fn read(&mut self, query: &str) {
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match name {
                "seed" => self.seed = Some(decode(value)),
                "tick" => self.tick = value.parse().ok(),
                "as" if !value.is_empty() => self.role = Some(decode(value)),
                "with" if !value.is_empty() => self.colleague = Some(decode(value)),
                "log" if !value.is_empty() => self.log = Some(decode(value)),
                "act" => self.embed = Some(value == "1"),
                _ => {}
            }
        }
    }
}

/// Percent escapes for all but what every address may hold.
fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match char::from(byte) {
            plain if plain.is_ascii_alphanumeric() || "-_.".contains(plain) => out.push(plain),
            _ => out.push_str(&format!("%{byte:02x}")),
        }
    }
    out
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

    fn run(link: &str, role: Option<&str>) -> Route {
        let (link, role) = (Some(link.to_owned()), role.map(str::to_owned));
        Route::Play(RunAddress { link, role, ..RunAddress::default() })
    }

    fn embed(route: Route, act: bool) -> Route {
        match route {
            Route::Play(address) => Route::Play(RunAddress { embed: Some(act), ..address }),
            other => other,
        }
    }

    #[test]
    fn what_is_looked_for_is_in_the_address() {
        let wanted = |text: &str, pack: &str, difficulty: &str| Wanted {
            text: text.to_owned(),
            pack: pack.to_owned(),
            difficulty: difficulty.to_owned(),
        };
        for (hash, expected) in [
            ("#/", Wanted::default()),
            ("#/?find=out%20of%20m%26m", wanted("out of m&m", "", "")),
            ("#/?find=%c3%bc%25&pack=a-b&difficulty=easy", wanted("ü%", "a-b", "easy")),
            ("#/?difficulty=hard", wanted("", "", "hard")),
        ] {
            assert_eq!(Wanted::parse(hash), expected, "{hash}");
            assert_eq!(expected.hash(), hash);
            assert_eq!(Route::parse(hash), Route::Gallery);
        }
        for other in ["", "#/play/a/b?find=x", "#/?junk", "#/?find"] {
            assert_eq!(Wanted::parse(other), Wanted::default(), "{other}");
        }
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
            ("#/run/1.A.B", run("1.A.B", None)),
            ("#/run/as=sre/1.A", run("1.A", Some("sre"))),
            ("#/run/1.A?as=sre", run("1.A", Some("sre"))),
            ("#/embed/1.A", embed(run("1.A", None), false)),
            ("#/embed/act=1/1.A", embed(run("1.A", None), true)),
            ("#/embed/a/b?seed=7&act=1", embed(play("a/b", Some("7"), None, None), true)),
            ("#/play/a/b?act=1", play("a/b", None, None, None)),
            ("#/run/", Route::Unknown("/run/".to_owned())),
            ("#/compare/1.a/1.b", Route::Compare("1.a".to_owned(), Some("1.b".to_owned()))),
            ("#/compare/1.a", Route::Compare("1.a".to_owned(), None)),
            ("#/compare/1.a/", Route::Compare("1.a".to_owned(), None)),
            ("#/compare/", Route::Unknown("/compare/".to_owned())),
            ("#/compare/1.a/1.b/1.c", Route::Unknown("/compare/1.a/1.b/1.c".to_owned())),
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
            run("1.A-_.B", Some("sre")),
            embed(run("1.A", None), true),
            embed(run("1.A", None), false),
            embed(play("a/b", Some("42"), None, None), true),
            Route::Compare("1.ab_-.c".to_owned(), Some("1.d.e".to_owned())),
            Route::Compare("1.ab".to_owned(), None),
        ] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }
}
