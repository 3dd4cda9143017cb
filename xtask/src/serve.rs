//! `serve`: the playground on this machine, rebuilt when a file changes.

use std::net::TcpListener;
use std::process::Command;

use anyhow::{Context, Result};

use crate::args::Args;
use crate::{build, sh, tools};

const PORT: u16 = 8080;

/// Builds what is missing and serves until it is stopped.
pub fn run(given: &[String]) -> Result<()> {
    let args = Args::parse(given, &["--release"], &["--port"])?;
    let port = match args.value("--port") {
        Some(text) => text.parse().with_context(|| format!("`{text}` is no port: 1 to 65535"))?,
        None => PORT,
    };
    let release = args.has("--release");
    if release {
        tools::for_release_build()?;
    } else {
        tools::for_build()?;
    }
    // Told now, not after the build.
    TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("port {port} is taken; choose another with --port"))?;

    sh::say(&format!("building; then the playground is at http://127.0.0.1:{port}/ (Ctrl-C ends it)"));
    let mut trunk: Command = build::trunk("serve", release)?;
    sh::run(trunk.args(["--address", "127.0.0.1", "--port", &port.to_string()]))
}
