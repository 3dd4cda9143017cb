//! The three browser engines and their drivers. A missing one is an error with its name, never a silent skip.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::cargo_tool;
use crate::sh;

/// A browser engine that the tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink and V8.
    Chromium,
    /// Gecko and SpiderMonkey.
    Firefox,
    /// WebKit and JavaScriptCore, as WebKitGTK.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name on the command line, in `BROWNOUT_BROWSER`, and of the file in tests/browsers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The engine of a name.
    pub fn from_name(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|engine| engine.name() == name);
        found.with_context(|| format!("`{name}` is no browser; known: chromium, firefox, webkit"))
    }

    /// The WebDriver program.
    pub fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }

    /// The variable through which wasm-bindgen's test runner is told of the driver.
    pub fn runner_variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMEDRIVER",
            Self::Firefox => "GECKODRIVER",
            Self::WebKit => "SAFARIDRIVER",
        }
    }

    /// Programs that must be there, any of the alternatives, with the Debian package that brings them.
    fn programs(self) -> &'static [Need] {
        match self {
            Self::Chromium => &[
                Need {
                    any_of: &["chromium", "chromium-browser", "google-chrome"],
                    package: "chromium",
                    what: "Chromium",
                },
                Need { any_of: &["chromedriver"], package: "chromium-driver", what: "chromedriver" },
            ],
            Self::Firefox => &[Need { any_of: &["firefox", "firefox-esr"], package: "firefox-esr", what: "Firefox" }],
            Self::WebKit => &[
                Need {
                    any_of: &["WebKitWebDriver"],
                    package: "webkit2gtk-driver",
                    what: "WebKitWebDriver and MiniBrowser (WebKitGTK)",
                },
                Need { any_of: &["xvfb-run"], package: "xvfb", what: "xvfb-run" },
            ],
        }
    }
}

struct Need {
    any_of: &'static [&'static str],
    package: &'static str,
    what: &'static str,
}

/// Installs what the engines lack.
pub fn install(engines: &[Engine]) -> Result<()> {
    let absent = missing(engines);
    if !absent.is_empty() {
        apt(&absent)?;
    }
    if let Some((package, what)) = missing(engines).first() {
        bail!("{what} is still missing after the package {package} was installed");
    }
    if engines.contains(&Engine::Firefox) {
        cargo_tool::install("geckodriver", &["--version"], None, &["geckodriver", "--locked"])?;
    }
    Ok(())
}

/// Debian package and name of each program that is not on the path.
fn missing(engines: &[Engine]) -> Vec<(&'static str, &'static str)> {
    let needs = engines.iter().flat_map(|engine| engine.programs());
    let absent = needs.filter(|need| need.any_of.iter().all(|program| sh::find(program).is_none()));
    absent.map(|need| (need.package, need.what)).collect()
}

/// Installs Debian packages where that is possible, and says exactly what to install where it is not.
pub fn apt(packages: &[(&str, &str)]) -> Result<()> {
    let whats: Vec<_> = packages.iter().map(|(_, what)| *what).collect();
    let names: Vec<_> = packages.iter().map(|(package, _)| *package).collect();
    let debian = Path::new("/etc/debian_version").exists() && sh::find("apt-get").is_some();
    let root = sh::probe("id", &["-u"]).as_deref() == Some("0");
    if !(debian && root) {
        let how =
            if debian { format!("sudo apt-get install {}", names.join(" ")) } else { "your system's packages".into() };
        bail!("missing: {}. Install with: {how}", whats.join(", "));
    }
    sh::say(&format!("missing: {}. Installing Debian packages (a minute or two, once)", whats.join(", ")));
    let apt_get = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-y", "-q"]);
        command
    };
    sh::run(apt_get().arg("update"))?;
    sh::run(apt_get().arg("install").args(&names))
}
