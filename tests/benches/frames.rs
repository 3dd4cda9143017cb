//! What a frame of the page costs: 50 services, charts of one of them, ten ticks a second, in Chromium. Script, style and
//! layout of each animation frame are timed in the page itself; painting is not seen from there. Asserts nothing.

use std::fmt::Write as _;
use std::thread::sleep;
use std::time::Duration;

use brownout_run::link::{Link, Scenario};
use brownout_tests::browser::{Session, Site};
use serde_json::Value;

const SERVICES: usize = 50;
/// How many callees each service has, further down.
const CALLS: usize = 2;
const MEASURE: Duration = Duration::from_secs(6);

/// Times whatever runs in a frame, and asks for the layout at its end so that it is part of it.
const CLOCK: &str = "
    window.frames_ms = [];
    const ask = window.requestAnimationFrame.bind(window);
    let waiting = [];
    window.requestAnimationFrame = (callback) => {
        waiting.push(callback);
        if (waiting.length === 1) ask((now) => {
            const [before, due] = [performance.now(), waiting];
            waiting = [];
            for (const one of due) one(now);
            // What the callbacks changed is drawn by promises that run after them.
            queueMicrotask(() => queueMicrotask(() => setTimeout(() => {
                document.body.getBoundingClientRect();
                window.frames_ms.push(performance.now() - before);
            })));
        });
        return waiting.length;
    };";

fn main() -> Result<(), String> {
    let (session, site) = (Session::start()?, Site::start_with(CLOCK)?);
    session.open(&site.url(&format!("#/run/{}", link()?)))?;
    session.wait_until("document.querySelectorAll('#graph [role=button]').length >= 50")?;
    session.run("document.querySelector('#n-0').dispatchEvent(new MouseEvent('click', { bubbles: true }));", &[])?;
    session.wait_until("document.querySelector('#graph [aria-pressed=true]')")?;
    // From one tick a second, the usual speed, to ten.
    session.press(&["]", "]", "]", "Space"])?;
    sleep(Duration::from_secs(1));
    session.run("window.frames_ms.length = 0;", &[])?;
    sleep(MEASURE);
    let seen = session.run(
        "return { all: window.frames_ms, tick: document.querySelector('[role=slider]').getAttribute('aria-valuetext'),
            charts: document.querySelectorAll('[role=img]').length, elements: document.querySelectorAll('svg *').length };",
        &[],
    )?;
    report(&seen);
    Ok(())
}

fn report(seen: &Value) {
    let mut ms: Vec<f64> = seen["all"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    ms.sort_by(f64::total_cmp);
    let at = |share: f64| ms.get((ms.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
    let mean = ms.iter().sum::<f64>() / ms.len() as f64;
    println!("frames of {SERVICES} services at 10 ticks/s: {} in {} s", ms.len(), MEASURE.as_secs());
    println!(
        "  script, style and layout: mean {mean:.2} ms, median {:.2}, p95 {:.2}, p99 {:.2}",
        at(0.5),
        at(0.95),
        at(0.99)
    );
    println!(
        "  at the end: {}, {} pictures with a name, {} SVG elements",
        seen["tick"], seen["charts"], seen["elements"]
    );
}

/// The address of a run in which nothing was done yet.
fn link() -> Result<String, String> {
    let scenario = Scenario::Own { path: "standard/fifty.yaml".to_owned(), text: scenario() };
    Link::untouched(scenario, 1).encode().map_err(|error| error.to_string())
}

/// A tree with a fault at its end, so that every tick changes many numbers.
fn scenario() -> String {
    let mut text = String::from("title: Fifty\nservices:\n");
    for service in 0..SERVICES {
        let callees: Vec<String> =
            (1..=CALLS).map(|n| service * CALLS + n).filter(|n| *n < SERVICES).map(|n| format!("s{n}")).collect();
        let _ = writeln!(text, "  s{service}: {{ calls: [ {} ] }}", callees.join(", "));
    }
    for (name, last, step) in [("one", SERVICES - 1, "0.4%"), ("two", SERVICES / 2, "0.3%")] {
        let faults = if name == "one" { "faults:\n" } else { "" };
        let _ = write!(
            text,
            "{faults}  {name}:\n    at: s{last}\n    program: |\n      err += {step}\n      p99 += 9ms\n      cpu += 0.3%\n      mem += 0.3%\n    cured-by: [ restart ]\n"
        );
    }
    text.push_str("end: { ticks: 400 }\nplays:\n  expert: [ restart at s49, restart at s25 ]\n");
    text
}
