//! What is written is read back by readers that know nothing of the writers: the csv crate, Prometheus's text format, the
//! types that OpenTelemetry generates from its protobuf files, an XML parser, a CommonMark parser.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use brownout_export::{ExportError, Format, ImportError, Run, export, import};
use brownout_run::compare::counterparts;
use brownout_run::link::{Link, Scenario, View, replay};
use brownout_run::players::{Player, play};
use brownout_run::view::Unit;
use brownout_run::{Deed, Game};
use brownout_scenario::{Catalogue, load, load_text};
use brownout_sim::rng::{Purpose, Stream, stream_id};
use opentelemetry_proto::tonic::collector::logs::v1::ExportLogsServiceRequest;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use serde_json::Value;

/// A title that every format has to take as text.
const EVIL: &str = "=HYPERLINK(\"http://evil\",\"x\")</title><script>alert(1)</script> | `*_[a](b)";

struct Played {
    game: Game,
    link: Link,
}

impl Played {
    fn of(game: Game, scenario: Scenario, tick: Option<u32>) -> Played {
        let link = Link::of(&game, scenario, View { tick, service: None });
        Played { game, link }
    }

    fn write(&self, format: Format) -> String {
        export(format, Run { game: &self.game, link: &self.link }).unwrap()
    }
}

fn played(id: &str, player: Player<'_>) -> Played {
    let compiled = Rc::new(load(&Catalogue::built_in(), id).unwrap().compile(7).unwrap());
    Played::of(play(&compiled, 7, player), Scenario::BuiltIn(id.to_owned()), Some(3))
}

/// A run of each pack, and one whose texts are hostile.
fn all() -> Vec<Played> {
    let mut all: Vec<Played> =
        Catalogue::built_in().scenarios().into_iter().step_by(9).map(|id| played(id, Player::Random)).collect();
    all.push(played("logtriage/cascading-failure", Player::Play("expert")));
    all.push(hostile());
    all
}

fn hostile() -> Played {
    let catalogue = Catalogue::built_in();
    let yaml = catalogue.text("chaosops/rogue-deploy-bot.yaml").unwrap();
    let title = yaml.lines().find(|line| line.starts_with("title:")).unwrap();
    let text = yaml.replace(title, &format!("title: '{EVIL}'"));
    let path = "chaosops/evil.yaml";
    let compiled = Rc::new(load_text(&catalogue, path, &text).unwrap().compile(7).unwrap());
    let mut game = Game::start(Rc::clone(&compiled), 7);
    for action in game.about().actions.clone() {
        // Free text wherever there is some; the rest as it may be.
        let args = action.params.iter().map(|param| {
            let value = match &param.kind {
                brownout_run::view::ParamKind::Text => EVIL.to_owned(),
                brownout_run::view::ParamKind::Word(words) => words.first().cloned().unwrap_or_default(),
                brownout_run::view::ParamKind::Service => game.about().services[0].name.clone(),
                _ => param.default.clone().unwrap_or_else(|| "1".to_owned()),
            };
            (param.name.clone(), value)
        });
        let deed = Deed { action: action.name.clone(), args: args.collect() };
        if game.over().is_none() {
            let _ = game.act(&deed);
        }
    }
    assert!(game.log().deeds().iter().any(|deed| deed.args.iter().any(|(_, value)| value == EVIL)));
    while game.over().is_none() {
        game.wait().unwrap();
    }
    Played::of(game, Scenario::Own { path: path.to_owned(), text }, None)
}

#[test]
fn a_run_comes_back_from_its_file() {
    for run in all() {
        let text = run.write(Format::Json);
        let read = import(&text).unwrap();
        assert_eq!(read, run.link);
        let again = replay(&Catalogue::built_in(), &read).unwrap();
        assert!(again.verdict.agrees());
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["result"]["won"], Value::Bool(run.game.grade().won));
    }
}

#[test]
fn files_that_are_no_run() {
    let sound = played("logtriage/single-crash", Player::Idle).write(Format::Json);
    let field = |field, want| ImportError::Field { field, want };
    let check = |text: &str, want: ImportError| assert_eq!(import(text), Err(want), "{text:.200}");
    check("", ImportError::NotJson { line: 1, column: 0 });
    let half = &sound[..sound.len() / 2];
    let last = half.lines().last().unwrap_or_default();
    check(half, ImportError::NotJson { line: half.lines().count(), column: last.len() });
    check("{}", ImportError::Foreign);
    check("[1]", ImportError::Foreign);
    // 128 lists inside each other are as many as the reader follows.
    check(&"[".repeat(100_000), ImportError::NotJson { line: 1, column: 128 });
    check(&" ".repeat(9_000_000), ImportError::TooLong(9_000_000));
    check(&sound.replace("\"version\": 1", "\"version\": 2"), ImportError::TooNew(2));
    check(&sound.replace("\"view\"", "\"viex\""), ImportError::Unknown("viex".into()));
    check(&sound.replace("\"seed\": 7", "\"seed\": \"7\""), field("seed", "a whole number"));
    check(&sound.replace("\"tick\": 3", "\"tick\": -3"), field("view", "{\"tick\": a number, \"service\": a name}"));
    for (from, to) in [
        ("\"seed\": 7", "\"seed\": 7.5"),
        ("\"seed\": 7", "\"seed\": 9007199254740992"),
        ("\"log\": [", "\"log\": [true,"),
    ] {
        assert!(matches!(import(&sound.replace(from, to)), Err(ImportError::Seed(_) | ImportError::Log(_))), "{to}");
    }
}

#[test]
fn csv_has_every_number() {
    for run in all() {
        let about = run.game.about();
        let text = run.write(Format::Csv);
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
        let head = reader.headers().unwrap().clone();
        let column = |name: &str| head.iter().position(|column| column == name).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), run.game.frames().len() * (about.services.len() + 1));
        for (frame, rows) in run.game.frames().iter().zip(rows.chunks(about.services.len() + 1)) {
            assert!(rows.iter().all(|row| row[0] == frame.tick.to_string()));
            for (service, row) in rows[1..].iter().enumerate() {
                assert_eq!(row[2], about.services[service].name);
                for (index, metric) in about.metrics.iter().enumerate() {
                    let number = frame.metric(index, service);
                    match metric.unit {
                        Unit::Text => {}
                        Unit::Flag => assert_eq!(row[column(&metric.name)], (number != 0.0).to_string()),
                        Unit::Word => assert_eq!(row[column(&metric.name)], metric.words[number as usize]),
                        _ => assert_eq!(row[column(&metric.name)].parse::<f64>().unwrap(), number),
                    }
                }
            }
            for (index, value) in about
                .values
                .iter()
                .enumerate()
                .filter(|(_, value)| value.unit != Unit::Text && value.unit != Unit::Flag)
            {
                assert_eq!(
                    rows[0][column(&format!("run.{}", value.name))].parse::<f64>().unwrap(),
                    frame.values[index]
                );
            }
        }
        for cell in rows.iter().flat_map(|row| row.iter()).filter(|cell| cell.parse::<f64>().is_err()) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "a spreadsheet would calculate {cell}");
        }
    }
}

#[test]
fn jsonl_has_a_frame_a_line() {
    for run in all() {
        let text = run.write(Format::Jsonl);
        let frames: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(frames.len(), run.game.frames().len());
        for (value, frame) in frames.iter().zip(run.game.frames()) {
            assert_eq!(value["tick"], frame.tick);
            assert_eq!(value["logs"].as_array().unwrap().len(), frame.lines.len());
        }
    }
}

/// The rules of OpenMetrics 1.0 that Prometheus's older format does not have.
fn strict(text: &str) -> BTreeMap<String, String> {
    let mut kinds = BTreeMap::new();
    let mut finished = BTreeSet::new();
    let (mut family, mut unit) = (String::new(), String::new());
    let mut last: Option<(String, f64)> = None;
    assert!(text.ends_with("\n# EOF\n") && text.matches("# EOF").count() == 1);
    for line in text.lines().take_while(|line| *line != "# EOF") {
        assert!(!line.is_empty() && !line.contains('\r'));
        if let Some(rest) = line.strip_prefix("# ") {
            let (word, rest) = rest.split_once(' ').unwrap();
            let (name, said) = rest.split_once(' ').unwrap();
            match word {
                "TYPE" => {
                    assert!(finished.insert(name.to_owned()), "{name} comes twice");
                    assert!(["gauge", "stateset", "info"].contains(&said), "{line}");
                    kinds.insert(name.to_owned(), said.to_owned());
                    (family, unit, last) = (name.to_owned(), String::new(), None);
                }
                "UNIT" => {
                    assert!(name == family && name.ends_with(&format!("_{said}")), "{line}");
                    unit = said.to_owned();
                }
                "HELP" => assert!(name == family && !said.is_empty(), "{line}"),
                _ => panic!("{line}"),
            }
            continue;
        }
        let (name, rest) = line.split_once('{').unwrap();
        let (labels, rest) = rest.rsplit_once("} ").unwrap();
        let want = if kinds[&family] == "info" { format!("{family}_info") } else { family.clone() };
        assert_eq!(name, want, "samples stand with their family ({unit})");
        let mut parts = rest.split(' ');
        let value: f64 = parts.next().unwrap().parse().unwrap();
        assert!(value.is_finite());
        if kinds[&family] == "stateset" {
            assert!(labels.contains(&format!(",{family}=\"")) && (value == 0.0 || value == 1.0), "{line}");
        }
        let Some(time) = parts.next() else { continue };
        let time: f64 = time.parse().unwrap();
        let series = labels.split(&format!(",{family}=")).next().unwrap().to_owned();
        if let Some((before, at)) = &last {
            assert!(*before != series || *at <= time, "time goes forward: {line}");
        }
        last = Some((series, time));
    }
    kinds
}

#[test]
fn openmetrics_is_read_by_others() {
    for run in all() {
        let about = run.game.about();
        let text = run.write(Format::OpenMetrics);
        let kinds = strict(&text);
        assert!(
            kinds.keys().all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'))
        );
        // The text as it is written. The reader's older format counts milliseconds where this one counts seconds, so what it
        // says of a moment is a thousandth; it knows whole numbers only, and none of these runs has a tick between two seconds.
        let lines = text.lines().map(|line| std::io::Result::Ok(line.to_owned()));
        let scrape = prometheus_parse::Scrape::parse(lines).unwrap();
        let written = text.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(scrape.samples.len(), written, "it reads every sample");
        let frames = run.game.frames().len();
        let numbers = about.metrics.iter().position(|metric| metric.unit == Unit::Ratio);
        let Some(metric) = numbers else { continue };
        let stem = about.metrics[metric].name.replace('-', "_");
        let name = format!("brownout_service_{}_ratio", stem.strip_suffix("_ratio").unwrap_or(&stem));
        let samples: Vec<_> = scrape.samples.iter().filter(|sample| sample.metric == name).collect();
        assert_eq!(samples.len(), frames * about.services.len(), "{name}");
        for (index, sample) in samples.iter().enumerate() {
            let (service, frame) = (index / frames, index % frames);
            assert_eq!(sample.labels.get("service"), Some(about.services[service].name.as_str()));
            let want = run.game.frames()[frame].metric(metric, service);
            let (prometheus_parse::Value::Gauge(got) | prometheus_parse::Value::Untyped(got)) = sample.value else {
                panic!("{sample:?}")
            };
            assert_eq!(got, want);
            let time_us = run.game.frames()[frame].time_us;
            assert_eq!(time_us % 1_000_000, 0, "this run has ticks between two seconds");
            let time = about.start_s as i64 + time_us as i64 / 1_000_000;
            assert_eq!(sample.timestamp.timestamp_millis(), time);
        }
    }
}

/// Everything that we say is there in what the generated types say again, under the same name.
fn within(ours: &Value, theirs: &Value, path: &str) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for (key, value) in ours {
                let other = theirs.get(key).unwrap_or_else(|| panic!("{path}.{key} is no field of OTLP"));
                within(value, other, &format!("{path}.{key}"));
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            assert_eq!(ours.len(), theirs.len(), "{path}");
            ours.iter().zip(theirs).for_each(|(a, b)| within(a, b, path));
        }
        _ => assert_eq!(ours, theirs, "{path}"),
    }
}

#[test]
fn otlp_has_the_fields_of_the_protobuf_files() {
    for run in all() {
        let text = run.write(Format::OtlpTraces);
        let request: ExportTraceServiceRequest = serde_json::from_str(&text).unwrap();
        within(&serde_json::from_str(&text).unwrap(), &serde_json::to_value(&request).unwrap(), "");
        let spans = &request.resource_spans[0].scope_spans[0].spans;
        let root = &spans[0];
        assert_eq!(spans.len(), run.game.steps().len() + 1);
        let ids: BTreeSet<&Vec<u8>> = spans.iter().map(|span| &span.span_id).collect();
        assert_eq!(ids.len(), spans.len());
        for span in spans {
            assert!(
                span.trace_id == root.trace_id && span.trace_id.len() == 16 && span.trace_id.iter().any(|&b| b != 0)
            );
            assert!(span.span_id.len() == 8 && span.span_id.iter().any(|&b| b != 0));
            assert!(span.start_time_unix_nano <= span.end_time_unix_nano);
            assert!(
                root.start_time_unix_nano <= span.start_time_unix_nano
                    && span.end_time_unix_nano <= root.end_time_unix_nano
            );
        }
        for (span, step) in spans[1..].iter().zip(run.game.steps()) {
            assert_eq!(span.parent_span_id, root.span_id);
            assert_eq!(span.name, run.game.about().actions[step.action as usize].name);
            assert_eq!(span.status.as_ref().unwrap().message, step.refused.clone().unwrap_or_default());
        }

        let text = run.write(Format::OtlpLogs);
        let request: ExportLogsServiceRequest = serde_json::from_str(&text).unwrap();
        within(&serde_json::from_str(&text).unwrap(), &serde_json::to_value(&request).unwrap(), "");
        let records = request.resource_logs.iter().flat_map(|r| &r.scope_logs).flat_map(|s| &s.log_records);
        let lines: usize = run.game.frames().iter().map(|frame| frame.lines.len()).sum();
        assert_eq!(records.clone().count(), lines);
        for record in records {
            assert!((1..=24).contains(&record.severity_number) && record.body.is_some());
            assert!(record.time_unix_nano > 0 && record.observed_time_unix_nano > 0);
        }
    }
}

/// An attribute as a reader of SVG understands it; one that it does not know is not drawn.
fn drawn(name: &str, value: &str) {
    let fails = |error: &dyn std::fmt::Display| panic!("{name}=\"{value}\": {error}");
    let wrong = match name {
        "d" => svgtypes::PathParser::from(value).find_map(Result::err).map(|error| fails(&error)),
        "viewBox" => value.parse::<svgtypes::ViewBox>().err().map(|error| fails(&error)),
        "transform" => value.parse::<svgtypes::Transform>().err().map(|error| fails(&error)),
        "fill" | "stroke" => svgtypes::Paint::from_str(value).err().map(|error| fails(&error)),
        "stroke-dasharray" => svgtypes::NumberListParser::from(value).find_map(Result::err).map(|error| fails(&error)),
        "x" | "y" | "width" | "height" | "rx" | "cx" | "cy" | "r" | "font-size" | "stroke-width" => {
            value.parse::<svgtypes::Length>().err().map(|error| fails(&error))
        }
        "role" | "font-family" | "font-weight" | "text-anchor" | "stroke-linejoin" | "stroke-linecap" | "opacity" => {
            None
        }
        _ => panic!("{name} is no attribute that we write"),
    };
    assert_eq!(wrong, None);
}

#[test]
fn svg_is_xml_and_harmless() {
    for run in all() {
        let text = run.write(Format::Svg);
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        assert!(root.has_tag_name(("http://www.w3.org/2000/svg", "svg")) && root.attribute("viewBox").is_some());
        let about = run.game.about();
        let names: Vec<&str> = root
            .descendants()
            .filter(|n| n.has_tag_name("g"))
            .filter_map(|n| n.children().find(|n| n.has_tag_name("title"))?.text())
            .collect();
        assert_eq!(names, about.services.iter().map(|service| service.name.as_str()).collect::<Vec<_>>());
        assert!(root.first_element_child().unwrap().text().unwrap().starts_with(&about.title));
        const KNOWN: [&str; 8] = ["svg", "title", "desc", "g", "rect", "path", "text", "circle"];
        for node in root.descendants().filter(|node| node.is_element()) {
            assert!(KNOWN.contains(&node.tag_name().name()), "{node:?}");
            assert!(
                node.attributes().all(|a| !a.name().starts_with("on") && a.name() != "style" && a.name() != "href")
            );
            for attribute in node.attributes() {
                drawn(attribute.name(), attribute.value());
            }
        }
    }
}

#[test]
fn the_post_mortem_is_plain_markdown() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for run in all() {
        let text = run.write(Format::Markdown);
        let (mut headings, mut shown) = (0, String::new());
        for event in Parser::new_ext(&text, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
                Event::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough,
                ) => {
                    panic!("markup out of a text: {text}")
                }
                Event::Start(Tag::Heading { .. }) => headings += 1,
                Event::Text(piece) | Event::Code(piece) => shown.push_str(&piece),
                _ => {}
            }
        }
        assert!(headings >= 6, "{text}");
        assert!(shown.contains(&run.game.about().title), "{shown}");
        assert!(shown.contains(&run.link.encode().unwrap()), "the run is in it");
        for fault in run.game.debrief().unwrap().faults {
            let label = brownout_run::said::sentence(run.game.about(), &fault.label);
            assert!(shown.contains(&label), "{label}");
        }
    }
}

/// A run of a text of its own that a player may add notes to: the same step again and again, until it is over.
fn noted(more: &str, notes: impl Iterator<Item = String>) -> Played {
    let text = format!(
        "services: {{ db: {{}} }}\nactions:\n  wait: {{}}\n  note: {{ aside: true, with: {{ text: {{ is: text }} }} }}\n\
         metrics: {{ err: {{ unit: ratio }} }}\nend: {{ ticks: 2, won: \"true\" }}\n{more}"
    );
    let path = "mine.yaml";
    let compiled = Rc::new(load_text(&Catalogue::built_in(), path, &text).unwrap().compile(7).unwrap());
    let mut game = Game::start(compiled, 7);
    for text in notes {
        game.act(&Deed { action: "note".to_owned(), args: vec![("text".to_owned(), text)] }).unwrap();
    }
    while game.over().is_none() {
        game.wait().unwrap();
    }
    Played::of(game, Scenario::Own { path: path.to_owned(), text }, None)
}

#[test]
fn names_of_samples_are_told_apart() {
    let run = noted("values: { info: {}, info-2: {}, run: { unit: ratio }, ratio: {} }\n", std::iter::empty());
    let text = run.write(Format::OpenMetrics);
    let kinds = strict(&text);
    for (name, kind) in [
        ("brownout_run", "info"),
        ("brownout_run_info_2", "gauge"),
        ("brownout_run_info_2_2", "gauge"),
        ("brownout_run_run_ratio", "gauge"),
        ("brownout_run_ratio", "gauge"),
    ] {
        assert_eq!(kinds.get(name).map(String::as_str), Some(kind), "{name} in {kinds:?}");
    }
    assert!(!kinds.contains_key("brownout_run_info"), "a family has the name of another's samples");
}

#[test]
fn a_run_too_long_for_a_link_has_a_post_mortem() {
    // Nothing that could be packed.
    let mut stream = Stream::new(1, stream_id(Purpose::Player, "notes"), 0);
    let mut letters = || (0..4_000).map(|_| char::from(b'!' + stream.below(90) as u8)).collect::<String>();
    let run = noted("", std::iter::repeat_with(&mut letters).take(80));
    assert!(run.link.encode().is_err());
    let text = run.write(Format::Markdown);
    let (before, end) = text.split_once("\n## Play it again\n\n").unwrap();
    assert!(before.contains("## What else could have been"));
    assert_eq!(end, "This run is longer than a link holds: it goes as a file, which \"Run (JSON)\" writes.\n");
    assert_eq!(import(&run.write(Format::Json)).unwrap(), run.link, "the file holds it");
}

#[test]
fn before_the_end_there_is_no_post_mortem() {
    let game = Game::open(&Catalogue::built_in(), "logtriage/single-crash", 1).unwrap();
    let run = Played::of(game, Scenario::BuiltIn("logtriage/single-crash".to_owned()), None);
    let written = export(Format::Markdown, Run { game: &run.game, link: &run.link });
    assert_eq!(written, Err(ExportError::NotOver));
    assert!(!run.write(Format::Json).contains("\"result\""), "and no grade");
    let (idle, _) = counterparts(&run.game);
    assert!(idle.over().is_some());
}

#[test]
fn formats_have_names_of_their_own() {
    let run = played("logtriage/single-crash", Player::Idle);
    let names: BTreeSet<String> = Format::ALL.into_iter().map(|format| format.file_name(&run.game)).collect();
    assert_eq!(names.len(), Format::ALL.len());
    assert!(names.contains("logtriage-single-crash-7.run.json"), "{names:?}");
    for format in Format::ALL {
        assert_eq!(Format::named(format.name()), Some(format));
        assert!(!format.label().is_empty() && format.media_type().contains('/'));
    }
    assert_eq!(Format::named("xlsx"), None);
}
