//! The score card: what a run was and what it is worth, for people.

use std::io::Write;

use anyhow::Result;
use brownout_run::Game;

pub(crate) fn card(game: &Game, player: &str, out: &mut dyn Write) -> Result<()> {
    let about = game.about();
    writeln!(out, "{} · {}", about.id, about.title)?;
    writeln!(out, "seed {}, played by {player}", game.seed())?;
    writeln!(out)?;
    let wide = game.steps().iter().filter_map(|step| about.actions.get(step.action as usize)).map(|a| a.name.len());
    let wide = wide.fold(0, Ord::max);
    // Waits in a row are one line.
    let mut waits: Option<(u32, u32)> = None;
    for (index, step) in game.steps().iter().enumerate() {
        let Some(action) = about.actions.get(step.action as usize) else { continue };
        let mut args: Vec<String> = step.args.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let mut tick = step.tick;
        if action.wait {
            let (first, count) = waits.take().unwrap_or((tick, 0));
            if game.steps().get(index + 1).is_some_and(|next| next.action == step.action) {
                waits = Some((first, count + 1));
                continue;
            }
            tick = first;
            if count > 0 {
                args.push(format!("{} times", count + 1));
            }
        }
        let line = format!("  tick {tick:>3}  {:wide$}  {}", action.name, args.join(", "));
        writeln!(out, "{}", line.trim_end())?;
        if let Some(why) = &step.refused {
            writeln!(out, "            refused: {why}")?;
        }
    }
    if !game.steps().is_empty() {
        writeln!(out)?;
    }
    let changed = game.config_changed();
    for change in &changed {
        let service = about.services.get(change.service as usize).map_or("", |service| service.name.as_str());
        let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        writeln!(out, "  {service}  {}: {} → {}", change.path, or_none(&change.was), or_none(&change.now))?;
    }
    if !changed.is_empty() {
        writeln!(out)?;
    }
    let grade = game.grade();
    let parts = &game.plan().score.grade;
    let wide = parts.iter().map(|part| part.label.chars().count()).fold(0, Ord::max);
    for (part, points) in parts.iter().zip(&grade.parts) {
        let most = if part.most == 0.0 { String::new() } else { format!(" of {}", fixed(part.most, 2)) };
        writeln!(out, "  {:wide$}  {:>8}{most}", part.label, fixed(*points, 4))?;
    }
    writeln!(out)?;
    let of = game.out_of().map_or_else(String::new, |of| {
        format!(" of {}, {} % of what there is", fixed(of.most, 2), fixed(of.share * 100.0, 1))
    });
    writeln!(out, "  score {}{of}, {}", fixed(grade.score, 4), if grade.won { "won" } else { "not won" })?;
    writeln!(out, "  {}", game.over().unwrap_or("The run is not over."))?;
    writeln!(out, "  {} ticks, digest {}", game.head().tick, game.digest_text())?;
    Ok(())
}

/// A number with so many decimals; what rounds to nothing has no sign.
pub(crate) fn fixed(x: f64, decimals: usize) -> String {
    let text = format!("{x:.decimals$}");
    match text.strip_prefix('-') {
        Some(digits) if digits.bytes().all(|b| b == b'0' || b == b'.') => digits.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_sign() {
        for (x, decimals, want) in
            [(-0.0, 4, "0.0000"), (-0.000_01, 4, "0.0000"), (-0.1, 4, "-0.1000"), (0.25, 2, "0.25"), (-0.4, 0, "0")]
        {
            assert_eq!(fixed(x, decimals), want);
        }
    }
}
