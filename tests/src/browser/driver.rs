//! A WebDriver program of our own on a free port, ended with its owner.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Engine, Result, http, setting};

/// How long the driver may take to listen.
const START_LIMIT: Duration = Duration::from_secs(20);
/// How long it may take to start a browser: ten times what the slowest needs on a busy machine.
const SESSION_LIMIT: Duration = Duration::from_secs(45);
/// How long it may take to answer: a page may be long in loading.
const ANSWER_LIMIT: Duration = Duration::from_secs(120);

/// A running driver.
pub(super) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the engine's driver and waits until it answers.
    pub(super) fn start(engine: Engine) -> Result<Self> {
        let program = setting("BROWNOUT_DRIVER")?;
        let port = free_port()?;
        let process = Command::new(&program)
            .args(engine.driver_arguments(port))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let driver = Self { process, port };
        let start = Instant::now();
        while driver.ask("GET", "/status", None).is_err() {
            if start.elapsed() > START_LIMIT {
                return Err(format!("{program} does not answer on port {port}"));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }

    /// Starts a browser; gives the session's name.
    pub(super) fn open(&self, capabilities: &Value) -> Result<String> {
        let mut answer = self.ask_within("POST", "/session", Some(capabilities), SESSION_LIMIT)?;
        match answer["sessionId"].take() {
            Value::String(id) => Ok(id),
            _ => Err(format!("the driver opened no session: {answer}")),
        }
    }

    /// Sends a command; the answer's `value`, or the driver's own words for what went wrong.
    pub(super) fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        self.ask_within(method, path, body, ANSWER_LIMIT)
    }

    fn ask_within(&self, method: &str, path: &str, body: Option<&Value>, limit: Duration) -> Result<Value> {
        let answer = http::request(self.port, method, path, body.map(Value::to_string).as_deref(), limit)?;
        let mut json: Value = serde_json::from_str(&answer.body)
            .map_err(|_| format!("{method} {path}: the driver answered {:?}", answer.body))?;
        if answer.status == 200 {
            return Ok(json["value"].take());
        }
        let word = |key: &str| json["value"][key].as_str().unwrap_or_default().to_owned();
        Err(format!("{method} {path}: {}: {}", word("error"), word("message")))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; either way nothing is left to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The system's choice. Another program could take it before the driver does; then the driver does not start, which is
/// told.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| format!("no free port: {error}"))?;
    Ok(listener.local_addr().map_err(|error| error.to_string())?.port())
}
