//! The command as a stranger meets it: arguments and stdin in, exit status and text out.

#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use brownout_run::worth;

const CASCADE: &str = "logtriage/cascading-failure";
const EXPERT: &str = r#"{"action": "classify-severity", "with": {"level": "P1"}}

{"action": "request-more-logs", "with": {"target": "user-db"}}
{"action": "identify-root-cause", "with": {"cause": "user-db"}}
{"action": "remediate", "with": {"target": "user-db", "verb": "kill-query"}}
{"action": "resolve"}
"#;

fn brownout(args: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_brownout"))
        .args(args)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who does not read its stdin closes it.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

/// Each fragment stands in the text; one that begins with `!` does not.
fn holds(text: &str, fragments: &[&str], what: &str) {
    for fragment in fragments {
        match fragment.strip_prefix('!') {
            Some(absent) => assert!(!text.contains(absent), "{what} holds {absent:?}:\n{text}"),
            None => assert!(text.contains(fragment), "{what} lacks {fragment:?}:\n{text}"),
        }
    }
}

fn check(args: &[&str], stdin: &str, exit: i32, stdout: &[&str], stderr: &[&str]) -> String {
    let output = brownout(args, stdin);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let what = format!("brownout {}", args.join(" "));
    assert_eq!(output.status.code(), Some(exit), "{what}\n{out}\n{err}");
    holds(&out, stdout, &format!("stdout of {what}"));
    holds(&err, stderr, &format!("stderr of {what}"));
    assert!(!err.contains("panicked") && !err.contains("error: error"), "{what}:\n{err}");
    out
}

/// A folder of this test's own with these files.
fn folder(test: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&folder);
    for (name, text) in files {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    folder
}

fn scenario(path: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios")).join(path)).unwrap()
}

#[test]
fn a_wrong_command_line_is_2_and_help_is_0() {
    for (args, exit, stdout, stderr) in [
        (&["--help"][..], 0, &["Examples:", "Exit status:", "completions"][..], &[][..]),
        (&["run", "--help"], 0, &["Examples:", r#"{"action": "wait"}"#], &[]),
        (&["check", "--help"], 0, &["Examples:", "error["], &[]),
        (&["players", "--help"], 0, &["Examples:"], &[]),
        (&["list", "--help"], 0, &["Examples:"], &[]),
        (&["--version"], 0, &["brownout "], &[]),
        (&[], 2, &[], &["Usage: brownout <COMMAND>"]),
        (&["rum"], 2, &[], &["error: unrecognized subcommand 'rum'", "'run'"]),
        (&["run"], 2, &[], &["error: ", "<ID|FILE>"]),
        (&["run", CASCADE, "--seed", "x"], 2, &[], &["error: ", "\"x\" is no seed"]),
        (&["run", CASCADE, "--seed", "-1"], 2, &[], &["error: "]),
        (&["run", CASCADE, "--seed", "9007199254740992"], 2, &[], &["too large"]),
        (&["run", CASCADE, "--player", "idle", "--actions", "-"], 2, &[], &["cannot be used with"]),
        (&["players", "--all", CASCADE], 2, &[], &["cannot be used with"]),
        (&["players", CASCADE, "--seeds", "0"], 2, &[], &["--seeds"]),
        (&["check"], 2, &[], &["<PATHS>"]),
    ] {
        check(args, "", exit, stdout, stderr);
    }
}

#[test]
fn what_cannot_be_found_is_said_once_with_a_way_on() {
    for (args, stderr) in [
        (
            &["run", "logtriage/cascading-failre"][..],
            &["error[unknown-scenario]: ", "Did you mean `logtriage/cascading-failure`?", "!error: "][..],
        ),
        (&["players", "nope"], &["error[unknown-scenario]: No scenario is called `nope`."]),
        (&["run", "nowhere.yaml"], &["error: cannot read `nowhere.yaml`"]),
        (&["run", "scenarios/logtriage/pack.yaml"], &["error: `scenarios/logtriage/pack.yaml` is a file of a pack"]),
        (
            &["run", CASCADE, "--player", "bob"],
            &["error: there is no player `bob` here; there is: idle, repeat, random, naive, expert, loudest"],
        ),
        (&["run", CASCADE, "--actions", "nowhere.jsonl"], &["error: cannot read `nowhere.jsonl`"]),
        (&["check", "nowhere"], &["error: there is no file or folder `nowhere`"]),
        (&["check", "crates/cli/src"], &["error: there is no .yaml file"]),
    ] {
        check(args, "", 1, &[], stderr);
    }
}

#[test]
fn list_has_a_row_for_each_scenario() {
    let table = check(&["list"], "", 0, &["ID ", CASCADE, "firewatch/oom-baseline"], &[]);
    let json = check(&["list", "--json"], "", 0, &[], &[]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(rows.len() + 1, table.lines().count());
    let row = rows.iter().find(|row| row["id"] == CASCADE).unwrap();
    for (key, want) in [("pack", "\"logtriage\""), ("difficulty", "\"medium\""), ("services", "7"), ("ticks", "12")] {
        assert_eq!(row[key].to_string(), want, "{key}");
    }
    assert!(row["title"].is_string() && row["actions"].as_u64() > Some(5));
}

#[test]
fn a_run_is_the_same_by_player_by_file_and_by_stdin() {
    let card = [
        CASCADE,
        "seed 42",
        "remediate",
        "target = user-db, verb = kill-query",
        "score 0.9999, won",
        "digest ",
        "!-0.0000",
    ];
    check(&["run", CASCADE, "--seed", "42"], "", 0, &card, &[]);
    let json = check(&["run", CASCADE, "--seed", "42", "--json"], "", 0, &["!-0.0"], &[]);
    let run: serde_json::Value = serde_json::from_str(&json).unwrap();
    let keys: Vec<&str> = run.as_object().unwrap().keys().map(String::as_str).collect();
    let wanted = ["scenario", "seed", "player", "digest", "won", "score", "parts", "ticks", "engine"];
    assert_eq!(keys, wanted);
    assert_eq!(
        (&run["player"], &run["won"], run["digest"].as_str().unwrap().len()),
        (&"expert".into(), &true.into(), 16)
    );
    let folder = folder("actions", &[("expert.jsonl", EXPERT.as_bytes())]);
    let file = folder.join("expert.jsonl");
    let by_file =
        check(&["run", CASCADE, "--seed", "42", "--json", "--actions", file.to_str().unwrap()], "", 0, &[], &[]);
    let by_stdin = check(&["run", CASCADE, "--seed", "42", "--json", "--actions", "-"], EXPERT, 0, &[], &[]);
    let by_path =
        check(&["run", "scenarios/logtriage/cascading-failure.yaml", "--seed", "42", "--json"], "", 0, &[], &[]);
    assert_eq!((&by_stdin, &by_path), (&by_file, &json));
    assert_eq!(by_file.replace("\"actions\"", "\"expert\""), json);
}

#[test]
fn golden_digests_are_what_the_command_prints() {
    let golden = include_str!("../../../tests/golden/digests.txt");
    let row = golden.lines().find(|line| line.split_whitespace().take(2).eq([CASCADE, "42"])).unwrap();
    for (player, digest) in ["idle", "random", "naive", "expert"].iter().zip(row.split_whitespace().skip(2)) {
        check(&["run", CASCADE, "--seed", "42", "--player", player], "", 0, &[&format!("digest {digest}")], &[]);
    }
}

#[test]
fn frames_are_lines_of_json() {
    let frames = check(&["run", CASCADE, "--frames"], "", 0, &[], &["score 0.9999, won"]);
    let both = check(&["run", CASCADE, "--frames", "--json"], "", 0, &[], &["!score"]);
    let lines: Vec<serde_json::Value> = both.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (result, ticks) = lines.split_last().unwrap();
    assert_eq!(frames.lines().count(), ticks.len());
    assert_eq!(result["ticks"], ticks.last().unwrap()["tick"]);
    for key in ["services", "values", "alerts", "logs"] {
        assert!(ticks.iter().all(|frame| !frame[key].is_null()), "{key}");
    }
}

#[test]
fn wrong_actions_are_named_with_their_line() {
    for (line, message) in [
        ("{", "this line is no JSON"),
        (r#"{"do": "wait"}"#, "an action looks like"),
        (r#"{"action": "remediat"}"#, "There is no action `remediat`. Did you mean `remediate`?"),
        (r#"{"action": "remediate", "with": {"target": "user-db"}}"#, "`remediate` needs `verb`"),
        (
            r#"{"action": "remediate", "with": {"target": "nobody", "verb": "restart"}}"#,
            "`target` cannot be \"nobody\"",
        ),
        (r#"{"action": "remediate", "with": {"tarket": "user-db"}}"#, "`remediate` has no parameter `tarket`"),
        (r#"{"action": "remediate", "with": {"target": ["user-db"]}}"#, "`target` cannot be"),
        (r#"{"action": "remediate", "with": {"target": null}}"#, "`target` is a text, a number, true or false, a list"),
    ] {
        let stdin = format!("{{\"action\": \"wait\"}}\n\n{line}\n");
        check(&["run", CASCADE, "--actions", "-"], &stdin, 1, &["!score"], &[&format!("error: stdin:3: {message}")]);
    }
    let past = format!("{EXPERT}{{\"action\": \"wait\"}}\n");
    check(&["run", CASCADE, "--actions", "-"], &past, 1, &[], &["error: stdin:7: The run is over"]);
    check(&["run", CASCADE, "--actions", "-"], "", 0, &["The run is not over."], &[]);
}

#[test]
fn check_names_files_as_they_were_given() {
    let mut broken = scenario("standard/leaky-checkout.yaml");
    broken.extend_from_slice(b"\nbogus-key: 1\n");
    let folder = folder(
        "check",
        &[
            ("lone/good.yaml", &scenario("standard/leaky-checkout.yaml")),
            ("lone/broken.yaml", b"title: x\nfaults: [ }\n"),
            ("lone/bogus.yaml", &broken),
            ("lone/latin1.yaml", b"title: caf\xe9\n"),
            ("mine/pack.yaml", b"extends: standard\ntitle: Mine\nparts: [ more ]\n"),
            ("mine/more.yaml", b"bogus: 1\n"),
            ("mine/one.yaml", &scenario("standard/leaky-checkout.yaml")),
            ("mine/two.yaml", &scenario("standard/leaky-checkout.yaml")),
        ],
    );
    let path = |name: &str| folder.join(name).display().to_string();
    check(&["check", &path("lone/good.yaml")], "", 0, &["!error["], &["1 file checked, no errors"]);
    for (name, place) in [("lone/broken.yaml", ":2:"), ("lone/bogus.yaml", ":")] {
        let path = path(name);
        let out = check(&["check", &path], "", 1, &[], &["1 file checked, 1 error\n"]);
        let rest = out.strip_prefix(&format!("{path}{place}")).unwrap_or_else(|| panic!("{out}"));
        assert!(rest.contains(": error["), "{out}");
        check(&["run", &path], "", 1, &[], &[&format!("{path}{place}"), "!error: "]);
    }
    check(&["check", &path("lone/latin1.yaml")], "", 1, &[], &["latin1.yaml`: it is no UTF-8 text"]);
    // One mistake in the pack is one mistake, however many scenarios stand on it and whichever file is named.
    for given in ["mine", "mine/more.yaml", "mine/pack.yaml", "mine/two.yaml"] {
        let out = check(
            &["check", &path(given)],
            "",
            1,
            &[&format!("{}:1:1: error[", path("mine/more.yaml"))],
            &[", 1 error\n"],
        );
        assert_eq!(out.matches(": error[").count(), 1, "{out}");
    }
    // From within its folder a scenario stands on the same pack.
    let inside = Command::new(env!("CARGO_BIN_EXE_brownout"))
        .args(["check", "one.yaml"])
        .current_dir(folder.join("mine"))
        .output()
        .unwrap();
    assert!(String::from_utf8(inside.stdout).unwrap().starts_with("more.yaml:1:1: error["));
}

#[test]
fn a_file_stands_for_its_variants() {
    let own = String::from_utf8(scenario(&format!("{CASCADE}.yaml"))).unwrap();
    let text = format!("extends: logtriage\n{own}\nvariants: {{ count: 2, held-out: [ 2 ] }}\n");
    let folder = folder("variants", &[("own.yaml", text.as_bytes())]);
    let path = |name: &str| folder.join(name).display().to_string();
    for (file, exit, out, err) in [
        ("own.yaml", 0, "\"scenario\":\"own\"", ""),
        ("own-p02.yaml", 0, "\"scenario\":\"own-p02\"", ""),
        ("own-p03.yaml", 1, "", "there is no variant 3"),
        ("other-p01.yaml", 1, "", "other-p01.yaml"),
    ] {
        check(&["run", &path(file), "--json"], "", exit, &[out], &[err]);
    }
    check(&["run", &path("own-p01.yaml"), "--print-scenario"], "", 0, &["variant: 1", "!variants"], &[]);
    check(&["check", &path("own.yaml")], "", 0, &[], &["no errors"]);
}

#[test]
fn scenarios_are_printed() {
    let random = "firewatch/random-medium";
    let merged = check(
        &["check", "--merged", "scenarios/firewatch/random-medium.yaml"],
        "",
        0,
        &["one of oom, bad-deploy", "# scenarios/firewatch/random-medium.yaml:", "# scenarios/standard/pack.yaml:"],
        &[],
    );
    let settled = check(&["run", random, "--seed", "7", "--print-scenario"], "", 0, &["services:", "!one of oom"], &[]);
    assert!(merged.len() > settled.len());
    let folder = folder("printed", &[("settled.yaml", settled.as_bytes())]);
    let printed = folder.join("settled.yaml").display().to_string();
    check(&["check", &printed], "", 0, &["!error["], &[]);
    let play = |scenario: &str| {
        let json = check(&["run", scenario, "--seed", "7", "--json"], "", 0, &[], &[]);
        let run: serde_json::Value = serde_json::from_str(&json).unwrap();
        (run["digest"].to_string(), run["score"].to_string(), run["won"].to_string())
    };
    assert_eq!(play(&printed), play(random));
    check(
        &["check", "--merged", "scenarios/firewatch", "scenarios/logtriage"],
        "",
        1,
        &[],
        &["error: --merged prints one scenario"],
    );
}

#[test]
fn the_shipped_scenarios_are_sound() {
    check(&["check", "scenarios"], "", 0, &["!error["], &["no errors"]);
}

#[test]
fn players_are_compared() {
    check(&["players", CASCADE, "--seeds", "2"], "", 0, &["PLAYER", "idle", "expert", "100%"], &[]);
    let json = check(&["players", CASCADE, "--seeds", "2", "--json"], "", 0, &[], &[]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let expert = rows.iter().find(|row| row["player"] == "expert").unwrap();
    assert_eq!((&expert["seeds"], &expert["win_rate"]), (&2.into(), &1.0.into()));
    assert!(expert["mean_score"].as_f64() > Some(0.9));
}

/// A worker of the page plays the runs in any order; what it shows is what this prints.
#[test]
fn the_table_of_a_page_is_the_same_bytes() {
    let catalogue = brownout_scenario::Catalogue::built_in();
    let mut packs = Vec::new();
    for id in catalogue.scenarios() {
        // One of each pack, and the modes in which every seed is another incident.
        let pack = id.split('/').next();
        if packs.contains(&pack) && !id.contains("random") {
            continue;
        }
        packs.push(pack);
        let authored = brownout_scenario::load(&catalogue, id).unwrap();
        let names = worth::roster(&authored.compile(0).unwrap());
        let mut table = worth::Tally::of(names.clone());
        for seed in [2, 0, 1] {
            let compiled = std::rc::Rc::new(authored.compile(seed).unwrap());
            for name in names.iter().rev() {
                table.add(worth::one(&compiled, seed, name));
            }
        }
        let printed = check(&["players", id, "--seeds", "3", "--json"], "", 0, &[], &[]);
        assert_eq!(printed, format!("{}\n", table.json().unwrap()), "{id}");
    }
    check(&["players", CASCADE, "--seeds", "2"], "", 0, &["worth playing\n"], &[]);
}

#[test]
fn a_curriculum_leads_up() {
    let table = check(&["curriculum", "chaosops"], "", 0, &["TIER", "up to medium", "up to hard"], &[]);
    let seeds: Vec<&str> = table.lines().skip(1).take(4).filter_map(|row| row.split_whitespace().nth(3)).collect();
    assert_eq!(seeds, ["0", "31", "62", "97"]);
    let json = check(
        &["curriculum", "chaosops", "--player", "idle", "--runs", "12", "--json"],
        "",
        0,
        &["\"won\":false"],
        &[],
    );
    assert_eq!((json.lines().count(), json.contains("medium")), (12, false));
    check(&["curriculum", "logtriage"], "", 1, &[], &["error: the pack `logtriage` has no curriculum"]);
    check(&["curriculum", "chaos"], "", 1, &[], &["error: no pack is called `chaos`; packs: "]);
}

#[test]
fn the_reference_is_text_and_data() {
    check(&["reference"], "", 0, &["# Reference of the scenario format", "### Service", "`clamp(x, low, high)`"], &[]);
    let out = check(&["reference", "--json"], "", 0, &[], &[]);
    let data: serde_json::Value = serde_json::from_str(&out).unwrap();
    for part in ["records", "functions", "words", "units", "codes"] {
        assert!(data[part].as_array().is_some_and(|list| !list.is_empty()), "{part}");
    }
}

#[test]
fn completions_are_scripts() {
    for (shell, fragment) in
        [("bash", "complete -F _brownout"), ("zsh", "#compdef brownout"), ("fish", "complete -c brownout")]
    {
        check(&["completions", shell], "", 0, &[fragment], &[]);
    }
    check(&["completions", "tcsh"], "", 2, &[], &["bash"]);
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_brownout"))
        .args(["run", "firewatch/random-hard", "--frames"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && !err.contains("panicked") && !err.contains("error"), "{err}");
}

/// The last line of what was printed.
fn last(text: &str) -> String {
    text.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_run_is_a_link_and_a_link_is_a_run() {
    let run = ["run", CASCADE, "--seed", "7", "--json"];
    let printed = check(&run, "", 0, &[], &[]);
    let linked = check(&[&run[..], &["--link"]].concat(), "", 0, &[], &[]);
    let link = last(&linked);
    assert!(linked.starts_with(&printed) && link.starts_with("1.") && link.len() < 400, "{link}");
    let replayed = check(&["replay", &link, "--json"], "", 0, &["\"player\":\"link\""], &[]);
    assert_eq!(replayed.replace("\"link\"", "\"expert\""), printed);
    let card = check(&["run", CASCADE, "--seed", "7", "--link"], "", 0, &["score", "digest"], &[]);
    assert_eq!(last(&card), link);
    check(&["replay", &format!("https://example.org/x/#/run/{link}")], "", 0, &["played by link", "won"], &[]);
    check(&["replay", "-"], &format!("{link}\n"), 0, &["played by link"], &[]);

    // Through a file and back.
    let folder = folder("links", &[("empty.txt", b"")]);
    let file = folder.join("run.json").display().to_string();
    check(&["export", &link, "--format", "json", "--out", &file], "", 0, &[], &[]);
    assert_eq!(check(&["replay", &file, "--json"], "", 0, &[], &[]), replayed);
}

#[test]
fn own_scenarios_are_in_their_link() {
    let text = b"title: Mine\nextends: firewatch\ntake: [ api-gateway, auth-service, db-proxy ]\nfaults: { root: { kind: bad-deploy, at: auth-service } }\n";
    let alone = folder("own-link", &[("mine.yaml", text)]).join("mine.yaml").display().to_string();
    let link = last(&check(&["run", &alone, "--player", "idle", "--link"], "", 0, &["Mine"], &[]));
    std::fs::remove_file(&alone).unwrap();
    check(&["replay", &link], "", 0, &["Mine", "seed 1"], &[]);
    let bare = String::from_utf8_lossy(text).replace("extends: firewatch\n", "");
    let pack: &[(&str, &[u8])] = &[("pack.yaml", b"title: P\nextends: firewatch\n"), ("mine.yaml", bare.as_bytes())];
    let stands = folder("own-pack", pack).join("mine.yaml").display().to_string();
    check(&["run", &stands, "--player", "idle", "--link"], "", 1, &[], &["stands on the files beside it"]);
}

#[test]
fn what_is_no_run_is_said() {
    let link = last(&check(&["run", CASCADE, "--link"], "", 0, &[], &[]));
    let cut = &link[..link.len() - 9];
    check(&["replay", cut], "", 1, &["!score"], &["its end is missing", CASCADE, "seed 1"]);
    check(&["replay", &link.replacen('1', "7", 1)], "", 1, &["!score"], &["version 7"]);
    check(&["replay", "hello"], "", 1, &["!score"], &["no link to a run"]);
    check(&["replay", "nothing.json"], "", 1, &["!score"], &["there is no file `nothing.json`"]);
    check(&["replay", "-"], "{}", 1, &["!score"], &["The file holds no run"]);
    let json = check(&["export", &link, "--format", "json"], "", 0, &["brownout-run"], &[]);
    let digest = json.lines().find(|line| line.contains("\"digest\"")).unwrap();
    let other = json.replace(digest, "  \"digest\": \"0000000000000000\",");
    check(
        &["replay", "-"],
        &other,
        1,
        &["!score"],
        &["comes out differently", "the scenario or the steps were changed since"],
    );
    let newer = other.replacen("\"engine\": ", "\"engine\": 9", 1);
    check(&["replay", "-"], &newer, 1, &["!score"], &["comes out differently", "of the engine, this is"]);
}

#[test]
fn runs_are_exported() {
    let link = last(&check(&["run", CASCADE, "--link"], "", 0, &[], &[]));
    for (format, fragment) in [
        ("json", "\"format\": \"brownout-run\""),
        ("csv", "tick,time,service,status"),
        ("jsonl", "{\"tick\":0"),
        ("openmetrics", "# EOF"),
        ("otlp-traces", "\"resourceSpans\""),
        ("otlp-logs", "\"resourceLogs\""),
        ("markdown", "# Post-mortem: "),
        ("svg", "<svg "),
    ] {
        check(&["export", &link, "--format", format], "", 0, &[fragment], &[]);
    }
    check(&["export", &link, "--format", "svg", "--tick", "2"], "", 0, &["tick 2<"], &[]);
    check(&["export", &link, "--format", "xlsx"], "", 2, &[], &["there is: json, csv"]);
    check(&["export", "hello", "--format", "csv"], "", 1, &[], &["no link to a run"]);
}
