//! The graph at one tick as an SVG file that needs nothing else: no script, no style sheet, no font of its own, so that it
//! opens anywhere and a strict CSP has nothing against it.

use std::fmt::Write as _;

use brownout_layout::{Graph, Layout, NodeSize, Options, Placed, Route, layout, route};
use brownout_run::Game;
use brownout_run::view::{Frame, Like, Unit};

use crate::csv::status;
use crate::escape::xml;
use crate::{ExportError, Run};

const NODE: NodeSize = NodeSize::new(216.0, 54.0);
/// Between the drawing and its edge; above it is the title.
const PAD: f64 = 24.0;
const TITLE: f64 = 34.0;
/// Letters of a name that fit into a node.
const NAME_LETTERS: usize = 24;
/// Letters of the line below it.
const LINE_LETTERS: usize = 34;
const INK: &str = "#14181f";
const QUIET: &str = "#454e5c";
const LINE: &str = "#79828f";
const FAILING: &str = "#93082f";
const ARROW: f64 = 7.0;

/// Ink and ground of a status: the page's light theme.
fn colours(like: Like) -> (&'static str, &'static str) {
    match like {
        Like::Healthy => ("#0c7a78", "#ffffff"),
        Like::Degraded => ("#866000", "#fdf8e6"),
        Like::Critical => ("#983c02", "#fbdfca"),
        Like::Down => ("#93082f", "#fbe3e9"),
        Like::Isolated => ("#5746bd", "#edeafb"),
    }
}

pub(crate) fn write(run: Run<'_>) -> Result<String, ExportError> {
    let game = run.game;
    let about = game.about();
    let looked_at = run.link.view.tick.and_then(|tick| game.frames().iter().find(|frame| frame.tick == tick));
    let frame = looked_at.unwrap_or(game.head());
    let graph = Graph { nodes: vec![NODE; about.services.len()], edges: about.calls.clone() };
    let laid = layout(&graph, &Options::compact()).map_err(ExportError::Layout)?;
    let (width, height) = (laid.width + 2.0 * PAD, laid.height + 2.0 * PAD + TITLE);
    let n = route::number;
    let title = format!("{}, seed {}, tick {}", about.title, game.seed(), frame.tick);
    let mut out = String::new();
    // Writing to a text cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" \
         font-family=\"system-ui, sans-serif\">",
        n(width),
        n(height)
    );
    let _ = writeln!(out, "<title>{}</title>\n<desc>{}</desc>", xml(&title), xml(&described(game, frame)));
    let _ = writeln!(out, "<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>", n(width), n(height));
    let _ = writeln!(
        out,
        "<text x=\"{0}\" y=\"{0}\" font-size=\"15\" font-weight=\"600\" fill=\"{INK}\">{1}</text>",
        n(PAD),
        xml(&title)
    );
    let _ = writeln!(out, "<g transform=\"translate({} {})\">", n(PAD), n(PAD + TITLE));
    calls(game, frame, &laid, &mut out);
    for (index, place) in laid.nodes.iter().enumerate() {
        node(game, frame, index, place, &mut out);
    }
    out.push_str("</g>\n</svg>\n");
    Ok(out)
}

/// Who is not well, for who does not see the picture.
fn described(game: &Game, frame: &Frame) -> String {
    let about = game.about();
    let healthy = about.ladder.len().saturating_sub(1);
    let ill = about
        .services
        .iter()
        .enumerate()
        .filter(|(index, _)| frame.status.get(*index).is_some_and(|&rung| usize::from(rung) != healthy));
    let ill: Vec<String> =
        ill.map(|(index, service)| format!("{} {}", service.name, status(game, frame, index))).collect();
    let count = about.services.len();
    if ill.is_empty() {
        format!("{count} services, all well.")
    } else {
        format!("{count} services: {}.", ill.join(", "))
    }
}

fn calls(game: &Game, frame: &Frame, laid: &Layout, out: &mut String) {
    for (route, &(_, callee)) in laid.routes.iter().zip(&game.about().calls) {
        let failing = game.about().failing_call(frame, callee as usize);
        let (colour, dashes) = if failing.is_some() { (FAILING, " stroke-dasharray=\"6 4\"") } else { (LINE, "") };
        let d = route::path(route, ARROW);
        let _ = writeln!(out, "<path d=\"{d}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"{dashes}/>");
        let _ = writeln!(out, "<path d=\"{}\" fill=\"{colour}\"/>", head(route));
    }
}

/// The arrowhead at a route's end. Routes end level, but for loops, which end from above.
fn head(route: &Route) -> String {
    let n = route::number;
    let Some([from, to]) = route.points.last_chunk::<2>() else { return String::new() };
    let (x, y) = (to.x, to.y);
    if from.x == x {
        return format!("M{} {}L{} {}L{} {}Z", n(x), n(y), n(x - 3.5), n(y - ARROW), n(x + 3.5), n(y - ARROW));
    }
    let back = if from.x < x { x - ARROW } else { x + ARROW };
    format!("M{} {}L{} {}L{} {}Z", n(x), n(y), n(back), n(y - 3.5), n(back), n(y + 3.5))
}

fn node(game: &Game, frame: &Frame, index: usize, place: &Placed, out: &mut String) {
    let about = game.about();
    let Some(service) = about.services.get(index) else { return };
    let rung = frame.status.get(index).and_then(|&rung| about.ladder.get(usize::from(rung)));
    let (ink, ground) = colours(rung.map_or(Like::Healthy, |rung| rung.like));
    let n = route::number;
    let (left, top) = (place.left(), place.top());
    let _ = writeln!(out, "<g>\n<title>{}</title>", xml(&service.name));
    let _ = writeln!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\" fill=\"{ground}\" stroke=\"{ink}\" stroke-width=\"1.5\"/>",
        n(left),
        n(top),
        n(place.width),
        n(place.height)
    );
    glyph(rung.map_or(Like::Healthy, |rung| rung.like), left + 16.0, top + 18.0, ink, out);
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"13\" font-weight=\"600\" fill=\"{INK}\">{}</text>",
        n(left + 30.0),
        n(top + 22.0),
        xml(&short(&service.name, NAME_LETTERS))
    );
    let word = status(game, frame, index);
    let numbers: Vec<String> = about
        .metrics
        .iter()
        .enumerate()
        .take(2)
        .map(|(metric, of)| format!("{} {}", of.name, value(of.unit, &of.words, frame.metric(metric, index))))
        .collect();
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"{QUIET}\">{}</text>\n</g>",
        n(left + 12.0),
        n(top + 42.0),
        xml(&short(&format!("{word} · {}", numbers.join(" · ")), LINE_LETTERS))
    );
}

/// The shape of a status: it can be told without its colour.
fn glyph(like: Like, x: f64, y: f64, ink: &str, out: &mut String) {
    let n = route::number;
    let drawn = match like {
        Like::Healthy => {
            format!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"2\"/>",
                n(x),
                n(y)
            )
        }
        Like::Degraded => {
            format!("<path d=\"M{} {}l6 11h-12Z\" fill=\"{ink}\"/>", n(x), n(y - 6.0))
        }
        Like::Critical => format!("<path d=\"M{} {}l6 6l-6 6l-6 -6Z\" fill=\"{ink}\"/>", n(x), n(y - 6.0)),
        Like::Down => {
            format!("<rect x=\"{}\" y=\"{}\" width=\"11\" height=\"11\" fill=\"{ink}\"/>", n(x - 5.5), n(y - 5.5))
        }
        Like::Isolated => format!(
            "<path d=\"M{} {}h-4v11h4M{} {}h4v11h-4\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"2\"/>",
            n(x - 2.0),
            n(y - 5.5),
            n(x + 2.0),
            n(y - 5.5)
        ),
    };
    out.push_str(&drawn);
    out.push('\n');
}

fn short(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters - 1).chain(['…']).collect()
}

fn value(unit: Unit, words: &[String], x: f64) -> String {
    match unit {
        Unit::Ratio => format!("{}%", route::number(x * 100.0)),
        Unit::Seconds if x < 1.0 => format!("{} ms", route::number((x * 1_000.0).round())),
        Unit::Seconds => format!("{} s", route::number(x)),
        Unit::Bytes => format!("{} MiB", route::number(x / 1_048_576.0)),
        Unit::Rate => format!("{}/s", route::number(x)),
        Unit::Flag => if x == 0.0 { "no" } else { "yes" }.to_owned(),
        Unit::Word => words.get(x as usize).cloned().unwrap_or_default(),
        Unit::Number | Unit::Count => route::number(x),
        Unit::Text => String::new(),
    }
}
