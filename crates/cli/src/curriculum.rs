//! `brownout curriculum`.

use std::io::Write;
use std::process::ExitCode;
use std::rc::Rc;

use anyhow::{Result, bail};
use brownout_run::curriculum::{Course, reward};
use brownout_run::players::{Player, play};
use brownout_scenario::{Catalogue, load};
use serde_json::json;

use crate::args::Curriculum;
use crate::card::fixed;

pub(crate) fn curriculum(args: &Curriculum, out: &mut dyn Write) -> Result<ExitCode> {
    let catalogue = Catalogue::built_in();
    let of_pack = |id: &&str| id.strip_prefix(&args.pack).is_some_and(|rest| rest.starts_with('/'));
    let Some(first) = catalogue.scenarios().into_iter().find(of_pack) else {
        bail!("no pack is called `{}`; packs: {}", args.pack, catalogue.packs().join(", "));
    };
    // What is wrong with it is told, where there is something.
    load(&catalogue, first)?;
    let course = Course::of_pack(&catalogue, &args.pack, args.seed);
    let Some(mut course) = course else { bail!("the pack `{}` has no curriculum", args.pack) };
    if !args.json {
        writeln!(out, "  RUN  TIER      {:36}        SEED   REWARD     MEAN", "SCENARIO")?;
    }
    for run in 1..=args.runs {
        let Some(next) = course.next_run() else { break };
        let compiled = Rc::new(load(&catalogue, &next.scenario)?.compile(next.seed)?);
        let Some(player) = Player::named(&compiled, &args.player) else {
            bail!("there is no player `{}` in {}", args.player, next.scenario);
        };
        let game = play(&compiled, next.seed, player);
        let earned = reward(&game);
        let promoted = course.take(earned).map(|(tier, mean)| (tier.to_owned(), mean));
        let mean = promoted.as_ref().map(|(_, mean)| *mean).or_else(|| course.mean());
        let promoted = promoted.map(|(tier, _)| tier);
        if args.json {
            let line = json!({"run": run, "tier": next.tier, "scenario": next.scenario, "seed": next.seed, "reward": earned,
                "won": game.grade().won, "mean": mean, "promoted": promoted});
            writeln!(out, "{line}")?;
            continue;
        }
        let mean = mean.map_or_else(|| "–".to_owned(), |mean| fixed(mean, 1));
        let (tier, scenario) = (&next.tier, &next.scenario);
        writeln!(out, "{run:>5}  {tier:8}  {scenario:36}  {:>10}  {:>7}  {mean:>7}", next.seed, fixed(earned, 1))?;
        if let Some(tier) = promoted {
            writeln!(out, "       up to {tier}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
