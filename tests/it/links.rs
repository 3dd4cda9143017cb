//! Links: a run there and back, whatever it is; damage is named and never opens another run; links that were ever given out
//! still open; sizes.

use std::collections::BTreeSet;
use std::rc::Rc;

use brownout_run::link::{Damage, LINK_CHARS_MAX, Link, LinkError, Scenario, UNPLAYED, Verdict, View, replay};
use brownout_run::log::WAIT;
use brownout_run::players::{Player, play};
use brownout_run::{Deed, Game, RunLog};
use brownout_scenario::{Catalogue, load};
use brownout_sim::ENGINE_VERSION;
use brownout_sim::rng::{Purpose, SEED_MAX, Stream, stream_id};
use proptest::prelude::*;

use crate::deed;

/// Damages that are tried.
const DAMAGES: u64 = 10_000;
/// Longest link of a built-in scenario with seed and `ACTIONS` actions.
const BUILT_IN_MOST: usize = 400;
const ACTIONS: usize = 30;
/// Longest link of an ordinary scenario in its own words.
const OWN_MOST: usize = 2_000;
/// An ordinary scenario of one's own, in bytes: what is longer tells a whole story tick by tick, and the page offers a file.
const OWN_ORDINARY: usize = 4_500;

fn arbitrary_deed() -> impl Strategy<Value = Deed> {
    let word = prop_oneof![Just(WAIT.to_owned()), "[a-z-]{1,12}", any::<String>()];
    let args = prop::collection::vec((word.clone(), word.clone()), 0..4);
    (word, args).prop_map(|(action, args)| Deed { action, args })
}

fn arbitrary_link() -> impl Strategy<Value = Link> {
    let scenario = prop_oneof![
        any::<String>().prop_map(Scenario::BuiltIn),
        (any::<String>(), "(?s).{0,300}").prop_map(|(path, text)| Scenario::Own { path, text }),
    ];
    let view = (any::<Option<u32>>(), any::<Option<String>>()).prop_map(|(tick, service)| View { tick, service });
    let log = prop::collection::vec(arbitrary_deed(), 0..40).prop_map(RunLog::new);
    (scenario, 0..=SEED_MAX, log, view, any::<u32>(), any::<u64>())
        .prop_map(|(scenario, seed, log, view, engine, digest)| Link { scenario, seed, log, view, engine, digest })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn a_link_gives_the_run_that_it_was_made_of(link in arbitrary_link()) {
        let text = link.encode().unwrap();
        prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)));
        prop_assert_eq!(Link::decode(&text), Ok(link));
    }

    #[test]
    fn any_text_is_refused_or_read(text in any::<String>()) {
        prop_assert!(Link::decode(&text).is_err());
        let prefixed = format!("1.{}", text);
        prop_assert!(Link::decode(&prefixed).is_err());
    }
}

/// A run of a player, as a link.
fn link(id: &str, seed: u64, player: Player<'_>) -> (Link, Game) {
    let compiled = Rc::new(load(&Catalogue::built_in(), id).unwrap().compile(seed).unwrap());
    let game = play(&compiled, seed, player);
    let view = View { tick: Some(3), service: Some(game.about().services[0].name.clone()) };
    (Link::of(&game, Scenario::BuiltIn(id.to_owned()), view), game)
}

fn own(link: &Link, text: &str) -> Link {
    Link { scenario: Scenario::Own { path: "mine/own.yaml".to_owned(), text: text.to_owned() }, ..link.clone() }
}

const ID: &str = "logtriage/cascading-failure";

fn yaml(id: &str) -> String {
    Catalogue::built_in().text(&format!("{id}.yaml")).unwrap().to_owned()
}

#[test]
fn replay_gives_the_run() {
    let catalogue = Catalogue::built_in();
    for id in catalogue.scenarios() {
        let (link, game) = link(id, 7, Player::Play("expert"));
        let replayed = replay(&catalogue, &Link::decode(&link.encode().unwrap()).unwrap()).unwrap();
        assert_eq!((replayed.verdict, replayed.game.digest()), (Verdict::Same, game.digest()), "{id}");
        assert_eq!(replayed.game.frames(), game.frames(), "{id}");
    }
}

#[test]
fn another_engine_or_scenario_is_said() {
    let (link, game) = link(ID, 7, Player::Play("expert"));
    let catalogue = Catalogue::built_in();
    let check = |link: &Link, want: Verdict| assert_eq!(replay(&catalogue, link).unwrap().verdict, want);
    check(&link, Verdict::Same);
    check(&Link { engine: 999, ..link.clone() }, Verdict::SameBy { made: 999 });
    let is = game.digest();
    check(&Link { digest: 1, ..link.clone() }, Verdict::Differs { made: ENGINE_VERSION, was: 1, is });
    check(&Link { digest: 1, engine: 999, ..link.clone() }, Verdict::Differs { made: 999, was: 1, is });
    // One that nobody has begun has nothing to be held to; one that was played has, whatever its digest.
    let unplayed = Link::untouched(link.scenario.clone(), 7);
    check(&unplayed, Verdict::Unplayed);
    check(&Link { engine: 1, ..unplayed }, Verdict::Unplayed);
    check(&Link { digest: UNPLAYED, ..link.clone() }, Verdict::Differs { made: ENGINE_VERSION, was: UNPLAYED, is });
    let gone = Link { scenario: Scenario::BuiltIn("nobody/knows".to_owned()), ..link.clone() };
    assert_eq!(replay(&catalogue, &gone).err().unwrap().to_string().lines().count(), 2);
    let log = RunLog::new(vec![deed(WAIT, &[]), deed("fly", &[])]);
    let said = replay(&catalogue, &Link { log, engine: 1, ..link }).err().unwrap().to_string();
    assert!(said.starts_with("Step 2 of the action log cannot be taken: There is no action `fly`"), "{said}");
    assert!(said.contains("made with version 1 of the engine"), "{said}");
}

#[test]
fn damage_gives_an_error_or_the_same_run() {
    let (built_in, _) = link(ID, 42, Player::Random);
    let own = own(&built_in, &yaml(ID));
    let (mut refused, mut same) = (0, 0);
    for case in 0..DAMAGES {
        let link = if case % 2 == 0 { &built_in } else { &own };
        let text = link.encode().unwrap();
        let mut stream = Stream::new(case, stream_id(Purpose::Player, "damaged-link"), 0);
        match Link::decode(&damaged(&text, &mut stream)) {
            Err(_) => refused += 1,
            Ok(read) => {
                assert_eq!(&read, link, "case {case}");
                same += 1;
            }
        }
    }
    println!("{refused} refused, {same} the same run");
    assert!(refused > DAMAGES * 9 / 10 && same > 0);
}

/// What chat programs, people and bad memory do to a link.
fn damaged(text: &str, stream: &mut Stream) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. \n%&=/#*\xc3";
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=stream.below(3) {
        let at = stream.below(bytes.len().max(1) as u32) as usize;
        let letter = LETTERS[stream.below(LETTERS.len() as u32) as usize];
        match stream.below(8) {
            0 => bytes.insert(at.min(bytes.len()), letter),
            1 if at < bytes.len() => drop(bytes.remove(at)),
            2 => bytes.truncate(at),
            3 => bytes.make_ascii_lowercase(),
            4 => bytes.rotate_left(at),
            5 => bytes.extend_from_within(at..),
            6 if at + 1 < bytes.len() => bytes.swap(at, at + 1),
            _ if at < bytes.len() => bytes[at] = letter,
            _ => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn what_is_wrong_is_said_and_what_is_sound_is_kept() {
    let (built_in, _) = link(ID, 42, Player::Random);
    let own = own(&built_in, &yaml(ID));
    let text = built_in.encode().unwrap();
    let (head, body) = text.rsplit_once('.').unwrap();
    let long = own.encode().unwrap();
    let check = |text: &str, want: Option<Damage>, scenario: Option<&Scenario>| match Link::decode(text) {
        Err(LinkError::Body { damage, kept }) => {
            assert_eq!((Some(damage), kept.scenario.as_ref()), (want, scenario), "{text}");
            assert_eq!((kept.seed, kept.tick, kept.digest), (42, built_in.view.tick, built_in.digest));
        }
        Err(LinkError::Head(damage)) => assert_eq!((Some(damage), None), (want, scenario), "{text}"),
        got => panic!("{text}: {got:?}"),
    };
    let (ours, theirs) = (Some(&built_in.scenario), Some(&own.scenario));
    let want = body.len();
    check(head, Some(Damage::CutOff { got: 0, want }), ours);
    check(&text[..text.len() - 9], Some(Damage::CutOff { got: want - 9, want }), ours);
    check(&format!("{text}AA"), Some(Damage::Longer), ours);
    check(&format!("{}*{}", &text[..text.len() - 9], &text[text.len() - 8..]), Some(Damage::Letters), ours);
    // Not the last letter: some of its bits mean nothing.
    let (at, other) = (text.len() - 6, if text.as_bytes()[text.len() - 6] == b'A' { 'E' } else { 'A' });
    check(&format!("{}{other}{}", &text[..at], &text[at + 1..]), Some(Damage::Changed), ours);
    check(&head[..head.len() - 4], Some(Damage::Changed), None);
    check(&format!("{}*{}", &text[..9], &text[10..]), Some(Damage::Letters), None);
    // The text of the scenario comes first: the end of such a link is only the log.
    let want = long.rsplit_once('.').unwrap().1.len();
    check(&long[..long.len() - 9], Some(Damage::CutOff { got: want - 9, want }), theirs);
    check(&long[..long.len() / 2], Some(Damage::CutOff { got: want - (long.len() - long.len() / 2), want }), None);
    let said = Link::decode(&text[..text.len() - 9]).unwrap_err().to_string();
    assert!(said.contains("its end is missing") && said.contains(ID) && said.contains("seed 42"), "{said}");
}

#[test]
fn what_is_no_link_is_said() {
    for (text, want) in [
        (String::new(), LinkError::Foreign),
        ("https://example.org/".to_owned(), LinkError::Foreign),
        ("N4IgLgngDgpiBcIBGArAhgG3g".to_owned(), LinkError::Foreign),
        ("01.abc".to_owned(), LinkError::Foreign),
        ("0.abc".to_owned(), LinkError::Foreign),
        ("1".to_owned(), LinkError::Foreign),
        ("2.AAAA".to_owned(), LinkError::TooNew(2)),
        ("99.AAAA.BBBB".to_owned(), LinkError::TooNew(99)),
        ("1.AAAA".to_owned(), LinkError::Head(Damage::Changed)),
        ("A".repeat(LINK_CHARS_MAX + 1), LinkError::TooLong(LINK_CHARS_MAX + 1)),
    ] {
        assert_eq!(Link::decode(&text), Err(want), "{:.60}", text);
    }
}

#[test]
fn whole_addresses_and_broken_lines_are_links_too() {
    let (link, _) = link(ID, 42, Player::Random);
    let text = link.encode().unwrap();
    let (start, end) = text.split_at(40);
    for around in [
        format!("https://example.org/a/b/#/run/{text}"),
        format!("<https://example.org/#/run/{text}>."),
        format!("  {start}\r\n  {end}\n"),
        format!("Look (#/embed/{text}),"),
    ] {
        let last = around.rsplit(' ').next().unwrap_or_default();
        let given = if around.starts_with("Look") { last } else { &around };
        assert_eq!(Link::decode(given).as_ref(), Ok(&link), "{around}");
    }
}

/// A run of exactly so many actions that are no waits: those of a player that tries everything, which is the worst case.
fn many_actions(id: &str, seed: u64) -> RunLog {
    let compiled = Rc::new(load(&Catalogue::built_in(), id).unwrap().compile(seed).unwrap());
    let mut deeds = Vec::new();
    for name in ["expert", "naive", "random"] {
        if let Some(player) = Player::named(&compiled, name) {
            deeds.extend(play(&compiled, seed, player).log().deeds().to_vec());
        }
    }
    deeds.retain(|deed| deed.action != WAIT);
    let more: Vec<Deed> = deeds.iter().cloned().cycle().take(ACTIONS).collect();
    // Time passes between actions.
    RunLog::new(more.into_iter().flat_map(|deed| [Deed { action: WAIT.to_owned(), args: Vec::new() }, deed]).collect())
}

#[test]
fn links_are_short() {
    let catalogue = Catalogue::built_in();
    let mut lengths = Vec::new();
    let mut texts = Vec::new();
    for id in catalogue.scenarios() {
        for seed in [42, SEED_MAX] {
            let scenario = Scenario::BuiltIn(id.to_owned());
            let log = many_actions(id, seed);
            let service = Some("notification-service".to_owned());
            let view = View { tick: Some(45), service };
            let link = Link { scenario, seed, log, view, engine: ENGINE_VERSION, digest: u64::MAX / 3 };
            // What a player writes in words of their own takes its own room: sentences, lists, and what no pack holds.
            let values = link.log.deeds().iter().flat_map(|deed| deed.args.iter().map(|(_, value)| value));
            let named = |value: &str| catalogue.files().any(|(_, text)| text.contains(value));
            let typed: BTreeSet<&String> = values.filter(|value| value.contains([' ', '[']) || !named(value)).collect();
            let typed: usize = typed.iter().map(|value| value.len()).sum();
            lengths.push((link.encode().unwrap().len().saturating_sub(typed), id, seed));
            texts.push((own(&link, &yaml(id)).encode().unwrap().len(), yaml(id).len(), id));
        }
    }
    lengths.sort_unstable();
    texts.sort_unstable();
    let middle = |at: usize| (lengths[at].0, texts[at].0);
    println!("median {:?}, longest {:?} {:?}", middle(lengths.len() / 2), lengths.last(), texts.last());
    let within = texts.iter().filter(|(length, ..)| *length <= OWN_MOST).count();
    let beyond = lengths.iter().filter(|(length, ..)| *length > BUILT_IN_MOST).collect::<Vec<_>>();
    println!("{} of {} links beyond {BUILT_IN_MOST}: {beyond:?}", beyond.len(), lengths.len());
    println!("{within} of {} own texts within {OWN_MOST}; beyond: {:?}", texts.len(), &texts[within..]);
    let long: Vec<_> = texts.iter().filter(|(link, text, _)| *text <= OWN_ORDINARY && *link > OWN_MOST).collect();
    assert!(long.is_empty(), "{long:?}");
    for (length, id, seed) in lengths {
        assert!(length <= BUILT_IN_MOST, "{id}, seed {seed}: {length} characters");
    }
}
