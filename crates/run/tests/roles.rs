//! What each of several actors sees and may do, on a pack made for the purpose.
#![allow(clippy::unwrap_used)]

use brownout_run::cast::EntryNow;
use brownout_run::{Deed, Game, RunLog};
use brownout_scenario::Catalogue;

const PACK: &str = r#"
time: { tick: 30s, order: action-first, refusal: costs }
metrics: { err: { unit: ratio }, load: { unit: number }, lag: { unit: seconds, start: 2s } }
values: { hurt: { unit: number } }
services: { web: { calls: [ db ] }, db: {} }
status: { down: { like: down, when: err > 50% }, healthy: { like: healthy, when: true } }
turns: [ eye, hand, eye, boss ]
roles:
  eye: { label: The Eye, metrics: err, logs: 2, stores: { chat: 2, inbox: all } }
  hand: { metrics: "load, lag", logs: none, alerts: none, stores: { inbox: all } }
  boss: { metrics: none, values: none, logs: all, stores: { chat: all, inbox: 1 } }
stores: { chat: { for: everyone }, inbox: { for: role }, secret: { for: everyone } }
faults: { root: { at: db, begins: "err = 60%; load = 5; push secret \"db did it\"", cured-by: [ fix ] } }
actions:
  wait: {}
  look:
    effect: show "{web.load}"
  say: { with: { say: { is: text } }, effect: "push chat \"{actor} says {say}\"" }
  tell:
    with: { to: { is: word, one-of: [ nobody, boss, hand ] }, say: { is: text } }
    effect: push inbox to to "{say}"
  note: { with: { say: { is: text }, sure: { is: flag, default: true } }, effect: push inbox to boss }
  fix: { by: [ hand ], with: { target: { is: service } }, effect: err = 0 }
  close: { needs: { actor == boss: Only the boss closes. } }
alerts: { failing: { page: err > 50%, text: "{self} fails" } }
logs: { beat: { lines: "INFO web: beat {tick}" } }
end: { ticks: 20, when: [ cured(root) ] }
"#;

fn game() -> Game {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    catalogue.insert("p/pack.yaml", PACK);
    Game::open_text(&catalogue, "p/s.yaml", "title: T\n", 1).map_err(|e| e.to_string()).unwrap()
}

fn deed(text: &str) -> Deed {
    let (action, args) = text.split_once(' ').unwrap_or((text, ""));
    let args = args.split(' ').filter_map(|pair| pair.split_once('='));
    Deed { action: action.to_owned(), args: args.map(|(name, value)| (name.to_owned(), value.to_owned())).collect() }
}

/// Plays and gives why each step was refused.
fn play(game: &mut Game, deeds: &[&str]) -> Vec<Option<String>> {
    deeds.iter().map(|text| game.act(&deed(text)).unwrap().refused.clone()).collect()
}

/// What a role sees in the shared lists: `store: tick actor text | …`.
fn lists(game: &Game, role: u32, at: usize) -> Vec<String> {
    let cast = game.cast().unwrap();
    let entry = |entry: &EntryNow| {
        let actor = entry.actor.map_or("-", |actor| cast.roles[actor as usize].name.as_str());
        format!("{} {actor} {}", entry.tick, entry.text)
    };
    let seen = game.seen_by(role, at).unwrap();
    let lists = seen.stores.iter().map(|list| {
        let entries: Vec<String> = list.entries.iter().map(entry).collect();
        format!("{}: {}", cast.stores[list.store as usize].name, entries.join(" | "))
    });
    lists.collect()
}

fn lines(game: &Game, role: u32, at: usize) -> Vec<String> {
    let seen = game.seen_by(role, at).unwrap();
    seen.frames.iter().flat_map(|frame| &frame.lines).map(|line| line.text.clone()).collect()
}

#[test]
fn turns_go_round_and_a_refused_action_costs_its_turn() {
    let mut done = game();
    assert_eq!(play(&mut done, &["wait", "fix target=db"]), [None, None]);
    assert_eq!((done.turn(), done.over().is_some()), (None, true), "cured by who may");

    let mut game = game();
    let refused = play(&mut game, &["fix target=db", "close", "wait", "close"]);
    let [hand, boss] = ["Only Hand may do this.", "Only the boss closes."].map(|text| Some(text.to_owned()));
    assert_eq!(refused, [hand, boss, None, None]);
    assert_eq!((game.turn(), game.steps().len()), (Some(0), 4));
    let took: Vec<Option<u32>> = (0..5).map(|step| game.actor_of(step)).collect();
    assert_eq!(took, [Some(0), Some(1), Some(0), Some(2), None]);
    let may: Vec<Vec<bool>> = game.cast().unwrap().roles.iter().map(|role| role.may[5..].to_vec()).collect();
    assert_eq!(may, [[false, false], [true, false], [false, true]], "fix and close");
    assert_eq!(game.available(5, None), Err("Only Hand may do this.".to_owned()));
    assert_eq!(game.available(6, None), Err("Only the boss closes.".to_owned()));
}

#[test]
fn what_a_role_may_not_see_is_not_in_its_view() {
    let mut game = game();
    play(&mut game, &["look", "look", "wait", "wait"]);
    let beats = |from: u32| (from..5).map(|tick| format!("beat {tick}")).collect::<Vec<_>>();
    for (role, metrics, values, status, alerts, first_beat, own) in
        [(0, vec!["err"], 1, 2, 1, 3, 2), (1, vec!["load", "lag"], 1, 2, 0, 5, 1), (2, vec![], 0, 0, 1, 0, 1)]
    {
        let seen = game.seen_by(role, 99).unwrap();
        let names: Vec<&str> = seen.about.metrics.iter().map(|metric| metric.name.as_str()).collect();
        assert_eq!(names, metrics, "role {role}");
        assert_eq!((seen.at, seen.frames.len(), seen.steps.len()), (4, 5, own), "role {role}");
        let head = seen.frames.last().unwrap();
        assert_eq!((head.metrics.len(), head.status.len()), (2 * metrics.len(), status), "role {role}");
        assert_eq!((head.values.len(), seen.about.values.len()), (values, values), "role {role}");
        assert_eq!(head.alerts.len(), alerts, "role {role}");
        assert_eq!(lines(&game, role, 99), beats(first_beat), "role {role}");
        // Nor anywhere else in the value: what others were shown, and lists that nobody here sees.
        let json = serde_json::to_string(&seen).unwrap();
        assert!(!json.contains("db did it"), "{json}");
        assert_eq!(json.contains("\"shown\":[\"0\"]"), role < 2, "{json}");
    }
    let hand = game.seen_by(1, 0).unwrap();
    assert_eq!((hand.frames[4].metric(0, 1), hand.frames[4].metric(1, 0)), (5.0, 2.0), "load of db, lag of web");
    // As of an earlier frame the last lines are those of then.
    assert_eq!(lines(&game, 0, 2), ["beat 1", "beat 2"]);
    assert_eq!(game.seen_by(3, 0), None);
}

#[test]
fn lists_are_for_whom_they_are() {
    let mut game = game();
    play(&mut game, &["say say=one", "tell to=boss say=psst", "say say=two", "tell to=nobody say=lost"]);
    play(&mut game, &["note say=read sure=false", "say say=three", "wait", "tell to=hand say=go"]);
    assert_eq!(lists(&game, 0, 99), ["chat: 2 eye eye says two | 5 hand hand says three", "inbox: "]);
    assert_eq!(lists(&game, 1, 99), ["inbox: 7 boss go"]);
    let chat = "chat: 0 eye eye says one | 2 eye eye says two | 5 hand hand says three";
    assert_eq!(lists(&game, 2, 99), [chat, "inbox: 4 eye say read, sure no"]);
    assert_eq!(lists(&game, 2, 2), ["chat: 0 eye eye says one", "inbox: 1 hand psst"]);
}

#[test]
fn after_the_end_the_lists_are_whole() {
    let mut game = game();
    play(&mut game, &["say say=one", "wait", "say say=two", "say say=three", "say say=four"]);
    assert_eq!(game.stores_whole(99), None, "while it is played nobody sees everything");
    play(&mut game, &["tell to=boss say=psst", "wait", "wait", "wait", "fix target=db"]);
    let cast = game.cast().unwrap();
    let lists = game.stores_whole(99).unwrap();
    let told: Vec<(String, Option<u32>, usize)> = lists
        .iter()
        .map(|(owner, now)| (cast.stores[now.store as usize].name.clone(), *owner, now.entries.len()))
        .collect();
    let inbox = |role, count| ("inbox".to_owned(), Some(role), count);
    assert_eq!(told, [("chat".to_owned(), None, 4), inbox(0, 0), inbox(1, 0), inbox(2, 1)]);
    assert_eq!(game.stores_whole(1).unwrap()[0].1.entries.len(), 1, "as of an earlier frame those of then");
}

#[test]
fn lists_and_turns_are_state() {
    let digest = |deeds: &[&str]| {
        let mut game = game();
        play(&mut game, deeds);
        game.digest()
    };
    assert_eq!(digest(&["say say=a", "wait"]), digest(&["say say=a", "wait"]));
    assert_ne!(digest(&["say say=a", "wait"]), digest(&["say say=b", "wait"]));
    assert_ne!(digest(&["tell to=boss say=a"]), digest(&["tell to=hand say=a"]));
    assert_ne!(digest(&["tell to=boss say=a"]), digest(&["tell to=nobody say=a"]));
    let mut played = game();
    play(&mut played, &["say say=a", "tell to=boss say=x", "wait"]);
    let mut again = game();
    again.play(&RunLog::from_text(&played.log().to_text()).unwrap()).map_err(|e| e.to_string()).unwrap();
    assert_eq!((again.digest(), again.turn()), (played.digest(), played.turn()));
    assert_eq!(lists(&again, 2, 99), lists(&played, 2, 99));
}
