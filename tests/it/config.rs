//! Configuration trees: what is written, refused, masked, shown and seen; and the pack that lives on them.

use std::rc::Rc;

use brownout_expr::datum::{Datum, read};
use brownout_run::config::ConfigKind;
use brownout_run::players::{Player, play};
use brownout_run::{Deed, Game};
use brownout_scenario::{Catalogue, Compiled, load, load_text};

use crate::deed;

/// Two services, a fault that hides another, and what speaks of both.
const TEXT: &str = r#"
title: Settings
time: { tick: 1s, logs: pushed }
services:
  web: { calls: [ db ], config: { url: /v2, pool: { size: 10, spare: true }, on: [ 429, 500 ], empty: null } }
  db: { config: { token: Bearer good, tokens: [ good, better ] } }
  bare: {}
status: { down: { when: has(any) }, healthy: { when: true } }
faults:
  root: { at: web, label: pool, breaks: { pool.size: 2, pool.spare: false } }
  hidden: { at: db, label: token, masked-by: [ root ], breaks: { token: Bearer old }, right: { token: "Bearer <one of db.tokens>" } }
actions:
  wait: {}
  set: { with: { target: { is: service }, changes: { is: map } }, effect: write changes }
  look: { with: { target: { is: service } }, effect: show config }
  read: { with: { target: { is: service } }, effect: show logs }
  ask: { with: { target: { is: service } }, effect: show facts }
  shrink: { with: { target: { is: service } }, effect: "config(\"tokens\") = db.config(\"tokens\")\nremove config(\"token\")" }
values:
  share: { is: restored(root) }
  token: { is: restored(hidden) }
  same: { unit: flag, is: "fuzzy_equal(db.config(\"token\"), 'Bearer <any>')" }
  near: { unit: flag, is: "fuzzy_close(web.config(\"pool.size\"), 2.5)" }
  listed: { unit: flag, is: "fuzzy_equal([ 500 ], web.config(\"on\"))" }
  size: { is: web.config("pool.size") }
logs:
  first: { asked: true, when: active(root), lines: "WARN web reveals root: pool of {web.config(\"pool.size\")}, {web.config(\"empty\")}, {web.config(\"on\")}" }
  second: { asked: true, when: active(hidden), lines: "WARN db reveals hidden: token {db.config(\"token\")}" }
facts:
  ask: { db: [ { when: active(hidden), reveals: [ hidden ], text: hidden token }, { when: true, text: nothing } ] }
end: { steps: 20, when: [ cured(root) and cured(hidden) ] }
plays: { expert: [ cure root, cure hidden ] }
"#;

fn game() -> Game {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    let compiled = load_text(&catalogue, "p/s.yaml", TEXT).and_then(|authored| authored.compile(1));
    Game::start(Rc::new(compiled.unwrap_or_else(|rejected| panic!("{rejected}"))), 1)
}

fn set(service: &str, changes: &str) -> Deed {
    deed("set", &[("target", service), ("changes", changes)])
}

fn value(game: &Game, name: &str) -> f64 {
    let index = game.about().values.iter().position(|value| value.name == name).unwrap();
    game.head().values[index]
}

/// One change of a fresh game: why it was refused or not read, or else the share that is right again and the status words.
fn check(service: &str, changes: &str, want: Result<(f64, f64), &str>) {
    let mut game = game();
    let before = game.world_cells();
    let got = match game.act(&set(service, changes)) {
        Err(error) => Err(error.to_string()),
        Ok(step) => step.refused.clone().map_or(Ok(()), Err),
    };
    match (got, want) {
        (Ok(()), Ok(want)) => assert_eq!((value(&game, "share"), value(&game, "token")), want, "{changes}"),
        (Err(got), Err(want)) => {
            assert!(got.contains(want), "{changes}: {got}");
            assert_eq!(game.world_cells(), before, "{changes}: refused, and written all the same");
        }
        (got, want) => panic!("{changes}: {got:?}, not {want:?}"),
    }
}

/// The values of all configurations, as the engine holds them.
trait Cells {
    fn world_cells(&self) -> Vec<String>;
}

impl Cells for Game {
    fn world_cells(&self) -> Vec<String> {
        let paths = ["url", "pool.size", "pool.spare", "on", "empty"];
        paths.iter().map(|path| format!("{:?}", self.config_value_of("web", path))).collect()
    }
}

trait Values {
    fn config_value_of(&self, service: &str, path: &str) -> Option<Datum>;
}

impl Values for Game {
    fn config_value_of(&self, service: &str, path: &str) -> Option<Datum> {
        let plan = self.plan();
        let config = plan.config.as_ref()?;
        let service = plan.service(service)?;
        let path = config.paths.get(config.path(path, service)? as usize)?;
        Some(brownout_sim::config::value(
            plan,
            &self.world().state.texts,
            path.hold,
            self.world().cell(path.base + service),
        ))
    }
}

#[test]
fn changes_are_written_whole_or_refused() {
    for (service, changes, want) in [
        ("web", "{pool.size: 10}", Ok((0.5, 0.0))),
        ("web", "{pool: {size: 10, spare: true}}", Ok((1.0, 0.0))),
        ("web", "{pool.size: 10.5, pool.spare: yes}", Ok((1.0, 0.0))),
        ("web", "{\"pool.size\":9.5,\"pool.spare\":1}", Ok((1.0, 0.0))),
        ("web", "{pool.size: 6}", Ok((0.25, 0.0))),
        ("web", "{pool.size: 2}", Ok((0.0, 0.0))),
        ("web", "{pool.spare: null}", Ok((0.0, 0.0))),
        ("web", "{url: 7, on: [1], empty: x}", Ok((0.0, 0.0))),
        ("db", "{token: bearer better}", Ok((0.0, 1.0))),
        ("db", "{token: Bearer worse}", Ok((0.0, 0.5))),
        ("db", "{token: Bearer old}", Ok((0.0, 0.0))),
        ("db", "{token: Bearer new, tokens: [new]}", Ok((0.0, 1.0))),
        ("web", "{}", Err("An empty change changes nothing.")),
        ("web", "{pool.size: 10, pool.sise: 1}", Err("`web` has no setting `pool.sise`. Did you mean `pool.size`?")),
        ("web", "{size: 10}", Err("Did you mean `pool.size`?")),
        ("web", "{token: x}", Err("`web` has no setting `token`.")),
        ("web", "{pool: 10}", Err("`pool` of `web` holds several values: give size, spare with its whole path.")),
        ("web", "{pool.size: many}", Err("`pool.size` takes a number; `many` is a text.")),
        ("web", "{pool.size: 1e300}", Err("`pool.size` takes a number")),
        ("web", "{pool.spare: maybe}", Err("`pool.spare` takes true or false; `maybe` is a text.")),
        ("web", "{url: [1]}", Err("`url` takes a text; `[1]` is a list.")),
        ("web", "{pool.size: 1, pool: {size: 2}}", Err("`pool.size` is given twice.")),
        ("bare", "{a: 1}", Err("`bare` has no configuration to change.")),
        ("web", "{a: 1", Err("`changes`: Expected `,` or `}` behind the value.")),
        ("web", "pool.size = 3", Err("`changes` cannot be \"pool.size = 3\". It takes paths and values")),
        ("web", "[1]", Err("`changes` cannot be \"[1]\".")),
    ] {
        check(service, changes, want);
    }
}

#[test]
fn the_language_reads_and_writes_configurations() {
    let mut game = game();
    let flags = |game: &Game| ["same", "near", "listed", "size"].map(|name| value(game, name));
    assert_eq!(flags(&game), [1.0, 1.0, 1.0, 2.0]);
    game.act(&set("web", "{pool.size: 30, on: [429]}")).unwrap();
    assert_eq!(flags(&game), [1.0, 0.0, 0.0, 30.0]);
    game.act(&deed("shrink", &[("target", "db")])).unwrap();
    assert_eq!(flags(&game), [0.0, 0.0, 0.0, 30.0]);
    game.act(&set("web", "{pool.size: null}")).unwrap();
    assert_eq!(flags(&game), [0.0, 0.0, 0.0, 0.0], "what is missing counts as 0 and is like nothing");
}

pub(crate) fn words(game: &Game) -> Vec<&str> {
    let ladder = &game.about().ladder;
    game.head().status.iter().map(|&s| ladder[usize::from(s)].word.as_str()).collect()
}

#[test]
fn a_masked_fault_shows_nowhere_until_its_parents_are_cured() {
    let mut game = game();
    assert_eq!(words(&game), ["down", "healthy", "healthy"]);
    let shows = |game: &mut Game, action: &str| game.act(&deed(action, &[("target", "db")])).unwrap().shown.clone();
    assert_eq!(shows(&mut game, "read"), ["db has nothing to say."]);
    assert_eq!(shows(&mut game, "ask"), ["nothing"]);
    game.act(&set("web", "{pool: {size: 10, spare: true}}")).unwrap();
    assert_eq!(words(&game), ["healthy", "down", "healthy"]);
    assert_eq!(shows(&mut game, "read"), ["1 line of db."]);
    assert_eq!(game.head().lines.last().map(|line| line.text.as_str()), Some("token Bearer old"));
    assert_eq!(shows(&mut game, "ask"), ["hidden token"]);
    game.act(&set("db", "{token: Bearer better}")).unwrap();
    assert_eq!(words(&game), ["healthy", "healthy", "healthy"]);
    assert!(game.over().is_some());
}

#[test]
fn a_masked_fault_may_be_cured_early() {
    let mut game = game();
    game.act(&set("db", "{token: Bearer better}")).unwrap();
    assert_eq!(words(&game), ["down", "healthy", "healthy"]);
    game.act(&set("web", "{pool: {size: 10, spare: true}}")).unwrap();
    assert_eq!(words(&game), ["healthy", "healthy", "healthy"]);
    assert!(game.grade().won && game.over().is_some());
}

#[test]
fn lines_are_made_from_the_configuration() {
    let mut game = game();
    game.act(&deed("read", &[("target", "web")])).unwrap();
    assert_eq!(game.head().lines.last().unwrap().text, "pool of 2, none, [429,500]");
}

#[test]
fn players_cure_by_state() {
    let compiled = Rc::clone(&compiled("apidebug/medium", 0));
    let game = play(&compiled, 0, Player::Play("expert"));
    assert!(game.grade().won);
    let debrief = game.debrief().unwrap();
    assert!(debrief.faults.iter().all(|fault| fault.cures.len() == 1 && fault.cured.is_some()));
}

#[test]
fn who_asked_sees_the_tree_and_what_was_changed() {
    let mut game = game();
    let web = 0;
    assert_eq!(game.config(web, usize::MAX), None, "nobody asked");
    assert_eq!([0, 1, 2, 3].map(|service| game.has_config(service)), [true, true, false, false]);
    let look = game.config_look().and_then(|action| game.about().actions.get(action as usize)).map(|a| a.name.as_str());
    assert_eq!(look, Some("look"));
    let edit = game.config_edit().unwrap();
    assert_eq!((edit.target.as_str(), edit.changes.as_str()), ("target", "changes"));
    game.act(&set("web", "{pool.size: 5}")).unwrap();
    let shown = game.act(&deed("look", &[("target", "web")])).unwrap().shown.clone();
    assert_eq!(shown, ["web:\n  url: \"/v2\"\n  pool.size: 5\n  pool.spare: false\n  on: [429,500]"]);
    game.act(&set("web", "{on: [500], empty: x}")).unwrap();
    let now = game.config(web, usize::MAX).unwrap();
    type Row<'a> = (&'a str, u32, ConfigKind, Option<&'a str>, Option<Option<&'a str>>);
    let rows: Vec<Row<'_>> = now
        .rows
        .iter()
        .map(|row| {
            (row.key.as_str(), row.depth, row.kind, row.shown.as_deref(), row.was.as_ref().map(Option::as_deref))
        })
        .collect();
    use ConfigKind::{Branch, Flag, List, Number, Text};
    assert_eq!(
        rows,
        [
            ("url", 0, Text, Some("/v2"), None),
            ("pool", 0, Branch, None, None),
            ("size", 1, Number, Some("5"), Some(Some("2"))),
            ("spare", 1, Flag, Some("false"), None),
            ("on", 0, List, Some("[500]"), Some(Some("[429,500]"))),
            ("empty", 0, Text, Some("x"), Some(None)),
        ]
    );
    let changed: Vec<(String, Option<String>, Option<String>)> =
        game.config_changed().into_iter().map(|change| (change.path, change.was, change.now)).collect();
    let texts =
        |path: &str, was: Option<&str>, now: &str| (path.to_owned(), was.map(str::to_owned), Some(now.to_owned()));
    assert_eq!(
        changed,
        [texts("pool.size", Some("2"), "5"), texts("empty", None, "x"), texts("on", Some("[429,500]"), "[500]")]
    );
    // As of the frame before the last change.
    let before = game.config(web, 2).unwrap();
    assert_eq!(before.rows[4].shown.as_deref(), Some("[429,500]"));
    assert_eq!((before.rows[4].was.clone(), before.rows[5].shown.clone()), (None, None));
    assert_eq!(game.config(web, 1), None, "not asked yet");
    assert_eq!(game.config(1, usize::MAX), None, "asked about another service");
    assert_eq!(game.config(9, 0), None);
}

#[test]
fn an_editor_is_told_what_fits_and_gets_one_deed() {
    let mut game = game();
    for (path, text, want) in [
        ("pool.size", "12", Ok(Some("12"))),
        ("pool.size", "", Ok(None)),
        ("pool.size", "x", Err("This takes a number.")),
        ("pool.spare", "no", Ok(Some("false"))),
        ("url", "{a}: [b", Ok(Some("{a}: [b"))),
        ("on", "[1, a]", Ok(Some("[1,\"a\"]"))),
        ("on", "[1", Err("Expected `,` or `]`")),
        ("pools", "1", Err("There is no setting `pools`.")),
    ] {
        match (game.config_check(0, path, text), want) {
            (Ok(got), Ok(want)) => assert_eq!(got.as_deref(), want, "{path} = {text}"),
            (Err(got), Err(want)) => assert!(got.starts_with(want), "{path} = {text}: {got}"),
            (got, want) => panic!("{path} = {text}: {got:?}, not {want:?}"),
        }
    }
    let fields = |fields: &[(&str, &str)]| -> Vec<(String, String)> {
        fields.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    };
    let wrong = game.config_deed(0, &fields(&[("pool.size", "x"), ("url", "y")])).unwrap_err();
    assert_eq!(wrong, [("pool.size".to_owned(), "This takes a number.".to_owned())]);
    let deed =
        game.config_deed(0, &fields(&[("pool.size", "10"), ("pool.spare", "yes"), ("url", "10"), ("empty", "")]));
    let deed = deed.unwrap();
    assert_eq!(deed.args[1].1, "{\"empty\":null,\"pool.size\":10,\"pool.spare\":true,\"url\":\"10\"}");
    assert_eq!(game.act(&deed).unwrap().refused, None);
    assert_eq!((value(&game, "share"), game.config_value_of("web", "url")), (1.0, Some(Datum::text("10"))));
}

// ---- The pack ---------------------------------------------------------------------------------------------------------

fn compiled(id: &str, seed: u64) -> Rc<Compiled> {
    Rc::new(load(&Catalogue::built_in(), id).and_then(|authored| authored.compile(seed)).unwrap())
}

pub(crate) fn mended(id: &str, seed: u64, mended: bool) -> Game {
    let catalogue = Catalogue::built_in();
    let path = format!("{id}.yaml");
    let text = format!("{}\nsettings: {{ mended: {mended} }}\n", catalogue.text(&path).unwrap());
    Game::start(Rc::new(load_text(&catalogue, &path, &text).unwrap().compile(seed).unwrap()), seed)
}

/// spec/apidebug.md section 10: the canonical easy incident, to the figure.
#[test]
fn the_canonical_easy_play_earns_what_the_specification_says() {
    let play = [
        deed("inspect-logs", &[("target", "payment-client")]),
        deed("submit-fix", &[("target", "payment-client"), ("changes", "{headers.Authorization: Bearer abc}")]),
        deed("submit-fix", &[("target", "payment-client"), ("changes", "{headers.Content-Type: application/json}")]),
    ];
    for (mends, rewards, score) in [(false, [0.15, 0.30, 0.50], 0.9388), (true, [0.14, 0.29, 0.49], 0.9388)] {
        let mut game = mended("apidebug/easy", 0, mends);
        for (deed, want) in play.iter().zip(rewards) {
            game.act(deed).unwrap();
            let got: f64 = game.rewards().last().unwrap().iter().sum();
            assert!((got - want).abs() < 1e-9, "mended {mends}: {deed:?} earns {got}, not {want}");
        }
        let total: f64 = game.rewards().flatten().sum();
        assert!((total - rewards.iter().sum::<f64>()).abs() < 1e-9);
        assert!(game.over().is_some() && game.grade().won);
        let grade = game.grade();
        // .40 + .20 + .15 · 12/15 + .25 · (1 + 1 + 1 + 2/4) / 4
        let want = 0.40 + 0.20 + 0.15 * 0.8 + 0.25 * 3.5 / 4.0;
        assert!((grade.parts.iter().sum::<f64>() - want).abs() < 1e-9, "{:?}", grade.parts);
        assert!((grade.score - score).abs() < 1.1e-4, "{}", grade.score);
    }
}

/// Section 6: the canonical selections, and drawn ones that are closed under their masks, parents first.
#[test]
fn selections_are_canonical_with_seed_0_and_closed_with_any() {
    let picked = |id: &str, seed: u64| -> Vec<String> {
        compiled(id, seed).plan.faults.iter().map(|fault| fault.name.clone()).collect()
    };
    assert_eq!(picked("apidebug/easy", 0), ["auth", "content-type"]);
    assert_eq!(picked("apidebug/medium", 0), ["rate-limit", "retry", "signature"]);
    assert_eq!(picked("apidebug/hard", 0), ["wrong-url", "timeout", "async", "expired-token", "token-refresh"]);
    for (id, count, pool) in [("apidebug/easy", 2, 4), ("apidebug/medium", 3, 5), ("apidebug/hard", 5, 7)] {
        let mut names = std::collections::BTreeSet::new();
        let mut sets = std::collections::BTreeSet::new();
        for seed in 1..200 {
            let compiled = compiled(id, seed);
            let faults = &compiled.plan.faults;
            assert_eq!(faults.len(), count, "{id} {seed}");
            for (index, fault) in faults.iter().enumerate() {
                assert!(fault.masked_by.iter().all(|&mask| (mask as usize) < index), "{id} {seed}");
            }
            let authored = load(&Catalogue::built_in(), id).unwrap();
            for fault in faults {
                let masks = &authored.document.faults.get(&fault.name).unwrap().masked_by;
                assert_eq!(masks.len(), fault.masked_by.len(), "{id} {seed}: {} without its mask", fault.name);
            }
            names.extend(faults.iter().map(|fault| fault.name.clone()));
            sets.insert(picked(id, seed));
        }
        assert_eq!(names.len(), pool, "{id}: some are never picked");
        assert!(sets.len() > pool, "{id}");
    }
}

/// Whatever is done: what speaks of a masked problem is in no line, alert or answer before those are solved that hide it.
#[test]
fn nothing_speaks_of_a_masked_problem() {
    let mut withheld = 0;
    for id in ["apidebug/medium", "apidebug/hard"] {
        for seed in 0..60 {
            let compiled = compiled(id, seed);
            let plan = &compiled.plan;
            let log = play(&compiled, seed, Player::Random).log().clone();
            let mut game = Game::start(Rc::clone(&compiled), seed);
            // Ask everybody everything between the random player's steps.
            for (step, deed) in log.deeds().iter().enumerate() {
                let asked = ["inspect-logs", "inspect-endpoint"][step % 2];
                let service = &plan.services[step % plan.services.len()].name;
                for deed in [deed, &crate::deed(asked, &[("target", service)])] {
                    if game.over().is_some() {
                        break;
                    }
                    let before = game.masked();
                    let shown = game.act(deed).unwrap().shown.clone();
                    for (index, fault) in plan.faults.iter().enumerate().filter(|(index, _)| before[*index]) {
                        withheld += 1;
                        let mine: Vec<String> = game.spoken_about(index as u32);
                        assert!(mine.is_empty(), "{id} {seed}: {} is masked, and said: {mine:?}", fault.name);
                        let texts = shown.iter().chain(game.head().alerts.iter().map(|alert| &alert.text));
                        for text in texts {
                            assert!(
                                !text.contains(&fault.label) && !text.contains(&fault.because),
                                "{id} {seed}: {text}"
                            );
                        }
                        assert_eq!(game.seen(index as u32), 0.0, "{id} {seed}: {} is masked, and seen", fault.name);
                    }
                }
            }
        }
    }
    assert!(withheld > 1_000, "{withheld}");
}

trait Truth {
    fn masked(&self) -> Vec<bool>;
    fn seen(&self, fault: u32) -> f64;
    fn spoken_about(&self, fault: u32) -> Vec<String>;
}

impl Truth for Game {
    fn masked(&self) -> Vec<bool> {
        let cured = |f: &u32| self.world().cell(self.plan().fault_columns.cured + f) != 0.0;
        self.plan().faults.iter().map(|fault| !fault.masked_by.iter().all(cured)).collect()
    }

    fn seen(&self, fault: u32) -> f64 {
        self.world().cell(self.plan().fault_columns.seen_event[0] + fault)
    }

    /// The lines that were spoken of a group which names the fault, revealing ones and the others.
    fn spoken_about(&self, fault: u32) -> Vec<String> {
        let plan = self.plan();
        let groups = plan.logs.iter().filter(|group| {
            let names_it =
                |line: &u32| plan.lines.get(*line as usize).is_some_and(|line| line.reveals.contains(&fault));
            group.lines.iter().any(names_it)
        });
        let lines: Vec<u32> = groups.flat_map(|group| group.lines.iter().copied()).collect();
        let spoken = self.world().state.lines.iter().filter(|spoken| lines.contains(&spoken.line));
        spoken.map(|spoken| format!("{spoken:?}")).collect()
    }
}

/// Of what is wrong the answers tell the symptom, never the setting: no path and no right value stands in them.
#[test]
fn answers_and_alerts_give_no_setting_away() {
    for id in ["apidebug/easy", "apidebug/medium", "apidebug/hard"] {
        for seed in 0..20 {
            let compiled = compiled(id, seed);
            let mut game = Game::start(Rc::clone(&compiled), seed);
            let plan = &compiled.plan;
            let mut texts: Vec<String> = vec![plan.about.about.clone(), plan.about.title.clone()];
            for service in &plan.services {
                texts.extend(game.act(&deed("inspect-endpoint", &[("target", &service.name)])).unwrap().shown.clone());
                game.act(&deed("inspect-logs", &[("target", &service.name)])).unwrap();
                texts.extend(game.head().alerts.iter().map(|alert| alert.text.clone()));
            }
            let config = plan.config.as_ref().unwrap();
            for broken in plan.faults.iter().flat_map(|fault| &fault.breaks) {
                let path = &config.paths[broken.path as usize].name;
                for text in &texts {
                    assert!(!text.contains(path.as_str()), "{id} {seed}: {text}");
                }
            }
        }
    }
}

/// All keys of a fix are needed, and only a token on the list opens the door.
#[test]
fn mends_hold() {
    let cured = |game: &Game, name: &str| {
        let index = game.plan().faults.iter().position(|fault| fault.name == name).unwrap();
        game.world().cell(game.plan().fault_columns.cured + index as u32) != 0.0
    };
    for (id, service, changes, fault, mends, want) in [
        ("medium", "webhook-sender", "{rate_limit.requests_per_second: 10}", "rate-limit", true, false),
        ("medium", "webhook-sender", "{rate_limit.requests_per_second: 10}", "rate-limit", false, true),
        (
            "medium",
            "webhook-sender",
            "{rate_limit: {requests_per_second: 10.5, burst_size: 21}}",
            "rate-limit",
            true,
            true,
        ),
        ("medium", "webhook-sender", "{retry: {max_retries: 3, backoff_factor: 2}}", "retry", true, false),
        ("medium", "webhook-sender", "{retry: {max_retries: 3}}", "retry", false, false),
        ("medium", "webhook-sender", "{retry.max_retries: 3}", "retry", false, true),
        ("medium", "webhook-sender", "{headers.X-Webhook-Signature: sha256=}", "signature", true, false),
        ("medium", "webhook-sender", "{headers.X-Webhook-Signature: SHA256=77}", "signature", true, true),
        (
            "hard",
            "inventory-service",
            "{headers.Authorization: Bearer expired_token_456}",
            "expired-token",
            true,
            false,
        ),
        ("hard", "inventory-service", "{headers.Authorization: Bearer anything}", "expired-token", true, false),
        ("hard", "inventory-service", "{headers.Authorization: Bearer valid_token_123}", "expired-token", true, true),
        (
            "hard",
            "inventory-service",
            "{token_refresh_url: https://auth.internal/refresh}",
            "token-refresh",
            true,
            false,
        ),
        (
            "hard",
            "inventory-service",
            "{token_refresh_url: https://auth.internal/refresh}",
            "token-refresh",
            false,
            true,
        ),
        ("hard", "order-service", "{async_mode: 1.05}", "async", true, false),
        ("hard", "order-service", "{async_mode: 'yes'}", "async", true, true),
        ("hard", "order-service", "{timeout: 9.1}", "timeout", true, true),
        ("hard", "order-service", "{timeout: 9}", "timeout", true, false),
    ] {
        let mut game = mended(&format!("apidebug/{id}"), 0, mends);
        game.act(&deed("submit-fix", &[("target", service), ("changes", changes)])).unwrap();
        assert_eq!(cured(&game, fault), want, "{id}: {changes} (mended: {mends})");
    }
}

/// Section 9, 22: health of a service is its own problems, what reaches it, and whom it calls, from the start on.
#[test]
fn health_follows_what_is_wrong() {
    let check = |game: &Game, want: &[&str]| assert_eq!(words(game), want);
    let mut game = Game::start(compiled("apidebug/easy", 0), 0);
    check(&game, &["error", "degraded"]);
    let mut fix = |changes: &str| {
        game.act(&deed("submit-fix", &[("target", "payment-client"), ("changes", changes)])).unwrap();
        words(&game).into_iter().map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(fix("{headers.Authorization: Bearer abc}"), ["degraded", "degraded"]);
    assert_eq!(fix("{headers.Content-Type: Application/JSON}"), ["healthy", "healthy"]);
    check(&Game::start(compiled("apidebug/hard", 0), 0), &["error", "degraded", "error", "degraded", "degraded"]);
}

/// The lines of a service are in order of time, and no look at them is later than the next line.
#[test]
fn lines_are_in_order_of_time() {
    for id in ["apidebug/easy", "apidebug/medium", "apidebug/hard"] {
        let mut steps = std::collections::BTreeSet::new();
        for seed in 0..30 {
            let compiled = compiled(id, seed);
            let mut game = Game::start(Rc::clone(&compiled), seed);
            for service in &compiled.plan.services {
                game.act(&deed("inspect-logs", &[("target", &service.name)])).unwrap();
                let lines = &game.head().lines;
                assert!(!lines.is_empty(), "{id} {seed}: {} says nothing", service.name);
                assert!(lines.windows(2).all(|pair| pair[0].time_us <= pair[1].time_us), "{id} {seed}");
                steps.extend(lines.windows(2).map(|pair| (pair[1].time_us - pair[0].time_us) / 60_000_000));
            }
        }
        assert!(steps.len() > 3, "{id}: {steps:?}");
    }
}

#[test]
fn values_are_spelt_alike_everywhere() {
    // The run log, the command line and JavaScript hand texts on; they mean the same however they are spelt.
    let mut digests = std::collections::BTreeSet::new();
    for changes in ["{pool.size: 10, url: a b}", "{ \"url\": 'a b', \"pool\": { \"size\": 10.0 } }"] {
        assert!(matches!(read(changes), Ok(Datum::Map(_))));
        let mut game = game();
        game.act(&set("web", changes)).unwrap();
        digests.insert((0..5).map(|_| value(&game, "share").to_bits()).collect::<Vec<u64>>());
    }
    assert_eq!(digests.len(), 1);
}

/// Whatever is done a second time earns nothing: looking, probing, changing what is right or nearly right.
#[test]
fn nothing_pays_twice() {
    for id in ["apidebug/easy", "apidebug/medium", "apidebug/hard"] {
        for seed in 0..5 {
            let compiled = compiled(id, seed);
            let plan = &compiled.plan;
            let services = plan.services.iter().map(|service| service.name.as_str());
            let looks = services.flat_map(|service| {
                ["inspect-logs", "inspect-config", "inspect-endpoint"].map(|look| deed(look, &[("target", service)]))
            });
            let cures = (0..plan.faults.len() as u32).filter_map(|fault| brownout_sim::config::cure_of(plan, fault));
            let near = [deed("submit-fix", &[("target", &plan.services[0].name), ("changes", "{timeout: 6}")])];
            for deed in looks.chain(cures).chain(near) {
                let mut game = Game::start(Rc::clone(&compiled), seed);
                let mut earned = || {
                    game.act(&deed).unwrap();
                    game.rewards().last().unwrap().iter().sum::<f64>()
                };
                let first = earned();
                for again in [earned(), earned()] {
                    assert!(again <= 0.0, "{id} {seed}: {deed:?} earns {first}, then {again}");
                }
            }
        }
    }
}
