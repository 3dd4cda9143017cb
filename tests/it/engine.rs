//! Random scenarios' worth of random play: what must hold at every tick of every run, whoever plays.

use std::rc::Rc;

use brownout_run::players::{Player, play};
use brownout_run::report::report;
use brownout_run::view::Frame;
use brownout_run::{Game, RunLog};
use brownout_scenario::{Catalogue, load};

const SEEDS: u64 = 8;

fn check_frame(game: &Game, frame: &Frame, what: &str) {
    let about = game.about();
    assert_eq!(frame.status.len(), about.services.len(), "{what}");
    assert_eq!(frame.metrics.len(), about.services.len() * about.metrics.len(), "{what}");
    for (m, metric) in about.metrics.iter().enumerate() {
        for s in 0..about.services.len() {
            let x = frame.metric(m, s);
            assert!(x.is_finite(), "{what}: {} of {} is {x}", metric.name, about.services[s].name);
            assert!(
                metric.low.is_none_or(|low| x >= low) && metric.high.is_none_or(|high| x <= high),
                "{what}: {} = {x}",
                metric.name
            );
        }
    }
    assert!(frame.values.iter().all(|x| x.is_finite()), "{what}");
    assert!(frame.status.iter().all(|&s| usize::from(s) < about.ladder.len()), "{what}");
    assert!(frame.lines.windows(2).all(|pair| pair[0].time_us <= pair[1].time_us), "{what}: lines out of order");
    for alert in &frame.alerts {
        assert!(alert.since <= frame.tick, "{what}: an alert from the future");
    }
}

#[test]
fn random_play_keeps_every_promise() {
    let catalogue = Catalogue::built_in();
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap();
        for seed in 100..100 + SEEDS {
            let compiled = Rc::new(authored.compile(seed).unwrap());
            let game = play(&compiled, seed, Player::Random);
            let what = format!("brownout run {id} --seed {seed} --player random");
            assert!(game.over().is_some(), "{what}: never ends");
            let mut last = None;
            for frame in game.frames() {
                check_frame(&game, frame, &what);
                assert!(last.is_none_or(|t| frame.tick == t + 1), "{what}: ticks jump");
                last = Some(frame.tick);
            }
            let grade = game.grade();
            let (low, high) = compiled.plan.score.range;
            assert!(grade.score >= low && grade.score <= high, "{what}: grade {} outside {low} to {high}", grade.score);
            // The log is all there is: played again it is the same run.
            let log = RunLog::from_text(&game.log().to_text()).unwrap();
            let again = Game::replay(&catalogue, id, seed, &log).unwrap();
            assert_eq!(game.digest(), again.digest(), "{what}: its log plays another run");
            assert_eq!(game.frames(), again.frames(), "{what}");
        }
    }
}

#[test]
fn repeating_an_action_gains_nothing() {
    let catalogue = Catalogue::built_in();
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap();
        let compiled = Rc::new(authored.compile(2).unwrap());
        let first = compiled.play("expert").unwrap();
        let Some(brownout_scenario::PlayStep::Deed(deed, _)) = first.steps.first() else { continue };
        let mut game = Game::start(Rc::clone(&compiled), 2);
        let mut rewards = Vec::new();
        for _ in 0..4 {
            if game.over().is_some() {
                break;
            }
            game.act(deed).unwrap();
            rewards.push(game.rewards().last().unwrap().iter().filter(|r| **r > 0.0).sum::<f64>());
        }
        // Whatever a second helping of the same deed earns comes from the world's own course, never from the deed: waiting
        // instead earns at least as much.
        let mut waiting = Game::start(Rc::clone(&compiled), 2);
        waiting.act(deed).unwrap();
        for (step, &earned) in rewards.iter().enumerate().skip(1) {
            waiting.wait().unwrap();
            let idle = waiting.rewards().nth(step).unwrap().iter().filter(|r| **r > 0.0).sum::<f64>();
            assert!(
                earned <= idle + 1e-9,
                "{id}: `{}` for the {}. time earns {}, waiting {idle}",
                deed.action,
                step + 1,
                earned
            );
        }
    }
}

#[test]
fn wrong_parameters_change_nothing() {
    use brownout_run::Deed;
    let catalogue = Catalogue::built_in();
    let mut game = Game::open(&catalogue, "logtriage/cascading-failure", 7).unwrap();
    let before = (game.digest(), game.frames().len(), game.log().len());
    type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);
    let cases: &[Case] = &[
        ("remediat", &[], "There is no action `remediat`. Did you mean `remediate`?"),
        (
            "remediate",
            &[("target", "user-db")],
            "`remediate` needs `verb`: one of restart, rollback, scale, flush-cache, kill-query.",
        ),
        ("remediate", &[("target", "user-dbs"), ("verb", "restart")], "`target` cannot be \"user-dbs\"."),
        ("remediate", &[("target", "user-db"), ("verb", "reboot")], "`verb` cannot be \"reboot\"."),
        ("remediate", &[("target", "user-db"), ("target", "user-db"), ("verb", "restart")], "`target` is given twice."),
        ("resolve", &[("now", "yes")], "`resolve` has no parameter `now`: it takes none."),
        ("classify-severity", &[("level", "p1")], "`level` cannot be \"p1\"."),
        ("wait", &[("ticks", "2")], "`wait` has no parameter `ticks`: it takes none."),
    ];
    for (action, args, message) in cases {
        let deed =
            Deed { action: (*action).into(), args: args.iter().map(|(n, v)| ((*n).into(), (*v).into())).collect() };
        let error = game.act(&deed).unwrap_err().to_string();
        assert!(error.starts_with(message), "{action} {args:?}: {error}");
        assert_eq!((game.digest(), game.frames().len(), game.log().len()), before, "{action} {args:?}");
    }
}

#[test]
fn nothing_has_no_sign() {
    let text = "without: [ score ]\nservices: { db: {} }\nscore:\n  step: { a: { pay: 0 * (0 - 1) } }\n  \
                grade: { range: -1 to 1, digits: 2, parts: { b: { points: 0 - 0.001 }, c: { points: 0 * (0 - 1) } } }\n";
    let mut game = Game::open_text(&Catalogue::built_in(), "mine.yaml", text, 1).unwrap();
    game.wait().unwrap();
    let report = report(&game, "nobody");
    let mut numbers = vec![report.score];
    numbers.extend(report.parts.get("c").and_then(serde_json::Value::as_f64));
    numbers.extend(game.rewards().flatten());
    assert_eq!(numbers.len(), 3);
    assert!(numbers.iter().all(|x| x.to_bits() == 0), "{numbers:?}");
}
