//! The built site on a port of its own, under a sub-path, as some host would serve it. It remembers every request, and
//! it puts a probe before all scripts of index.html: an ordinary script of the same origin, so the CSP allows it, that
//! sees violations and errors from the first one on, which no driver offers in all three engines.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::{Result, setting};

/// Where the site stands on its host: not at the root, so that an absolute path anywhere in it is found out.
const PREFIX: &str = "/some/sub/path/";
/// That of most hosts.
const COMPRESSION: u8 = 6;
const PROBE: &str = include_str!("probe.js");
/// A page that frames the site at a phone's width, for engines whose windows do not get that narrow.
const FRAME: &str = "<!doctype html><title>frame</title><iframe id=\"frame\" title=\"page\" src=\"./\" width=\"390\" height=\"844\"></iframe>";

/// A page of somebody else's that shows the site in a frame that may do nothing but run; a test gives the frame its address.
const SANDBOX: &str = "<!doctype html><title>outer</title><iframe id=\"frame\" title=\"page\" sandbox=\"allow-scripts\" width=\"720\" height=\"420\"></iframe>";
/// The same with a frame that keeps its origin, as the share dialog gives it.
const FRAMED: &str = "<!doctype html><title>outer</title><iframe id=\"frame\" title=\"page\" sandbox=\"allow-scripts allow-same-origin\" width=\"720\" height=\"420\"></iframe>";

/// What a browser asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path below the site's own; with the leading slash where it lies outside.
    pub path: String,
    /// The answer.
    pub status: u16,
}

/// A server that lives as long as the program.
pub struct Site {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

struct Files {
    dist: PathBuf,
    probe: String,
    compresses: bool,
}

impl Site {
    /// Serves the folder that `BROWNOUT_DIST` names.
    ///
    /// # Errors
    /// If there is no built site, or no port.
    pub fn start() -> Result<Self> {
        Self::start_with("")
    }

    /// The same, with JavaScript that runs before the page's, to take something away from the browser.
    ///
    /// # Errors
    /// If there is no built site, or no port.
    pub fn start_with(script: &str) -> Result<Self> {
        Self::serve(script, false)
    }

    /// The same from a host that compresses what it sends, as most do.
    ///
    /// # Errors
    /// If there is no built site, or no port.
    pub fn start_compressing(script: &str) -> Result<Self> {
        Self::serve(script, true)
    }

    fn serve(script: &str, compresses: bool) -> Result<Self> {
        let dist = PathBuf::from(setting("BROWNOUT_DIST")?);
        if !dist.join("index.html").is_file() {
            return Err(format!("{}: no built site here", dist.display()));
        }
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| format!("no free port: {error}"))?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, files) =
            (Arc::clone(&requests), Arc::new(Files { dist, probe: format!("{PROBE}\n{script}"), compresses }));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, files) = (Arc::clone(&seen), Arc::clone(&files));
                // A browser that goes away in the middle is no concern of the tests.
                thread::spawn(move || drop(answer(stream, &files, &seen)));
            }
        });
        Ok(Self { port, requests })
    }

    /// The page's address, followed by what is given (a hash, or a file).
    #[must_use]
    pub fn url(&self, rest: &str) -> String {
        format!("{}{PREFIX}{rest}", self.origin())
    }

    /// The origin that no request may leave.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// All requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn answer(stream: TcpStream, files: &Files, seen: &Mutex<Vec<Request>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        // Firefox opens connections that it may come to need, and closes them unused.
        return Ok(());
    }
    let target = line.split(' ').nth(1).unwrap_or("/");
    let target = target.split('?').next().unwrap_or(target).to_owned();
    // The headers say nothing of interest.
    while reader.read_line(&mut line)? > 2 {}

    let path = target.strip_prefix(PREFIX).unwrap_or(&target).to_owned();
    let content = if path.starts_with('/') { None } else { files.content(&path) };
    let status = if content.is_some() { 200 } else { 404 };
    seen.lock().unwrap_or_else(PoisonError::into_inner).push(Request { path: path.clone(), status });

    let body = content.unwrap_or_else(|| b"not here".to_vec());
    let (body, encoding) = match files.compresses {
        true => (compress_to_vec_zlib(&body, COMPRESSION), "Content-Encoding: deflate\r\n"),
        false => (body, ""),
    };
    // A sandboxed frame belongs to no origin: its modules and packs come from elsewhere, which hosts of static pages allow.
    let head = format!(
        "HTTP/1.1 {status} -\r\nContent-Type: {}\r\nContent-Length: {}\r\n{encoding}Cache-Control: max-age=60\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n",
        mime(&path),
        body.len()
    );
    let stream = reader.get_mut();
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}

impl Files {
    fn content(&self, path: &str) -> Option<Vec<u8>> {
        match path {
            "" | "index.html" => Some(self.index()?.into_bytes()),
            "probe.js" => Some(self.probe.clone().into_bytes()),
            "sandbox.html" => Some(SANDBOX.as_bytes().to_vec()),
            "framed.html" => Some(FRAMED.as_bytes().to_vec()),
            "frame.html" => Some(FRAME.as_bytes().to_vec()),
            _ if path.split('/').any(|part| part == "..") => None,
            _ => fs::read(self.dist.join(path)).ok(),
        }
    }

    /// The page with the probe after its policy, which so holds for it too.
    fn index(&self) -> Option<String> {
        let page = fs::read_to_string(self.dist.join("index.html")).ok()?;
        let policy = page.find("Content-Security-Policy")?;
        let end = policy + page[policy..].find('>')? + 1;
        Some(format!("{}<script src=\"./probe.js\"></script>{}", &page[..end], &page[end..]))
    }
}

fn mime(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        None | Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        Some(_) => "application/octet-stream",
    }
}
