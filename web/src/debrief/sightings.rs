//! Who saw a signal and when, in words. Pure.

use brownout_run::cast::Cast;
use brownout_run::debrief::Sighting;

/// Who saw it: roles of which the same is true together, in the order of the roles; of a person who played one role only
/// that. Empty where one actor sees everything. `told`: to one role alone, which nobody else could look up.
#[must_use]
pub fn words(cast: Option<&Cast>, seat: Option<u32>, seen: &[Sighting], told: bool) -> String {
    let Some(cast) = cast else { return String::new() };
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for of in seen.iter().filter(|of| seat.is_none_or(|seat| seat == of.role)) {
        let Some(role) = cast.roles.get(of.role as usize) else { continue };
        if told && !of.able && seat.is_none() {
            continue;
        }
        let text = one(*of);
        match groups.iter_mut().find(|(other, _)| *other == text) {
            Some((_, roles)) => roles.push(&role.label),
            None => groups.push((text, vec![&role.label])),
        }
    }
    let groups: Vec<String> = groups.into_iter().map(|(text, roles)| format!("{}: {text}", roles.join(", "))).collect();
    groups.join("; ")
}

fn one(seen: Sighting) -> String {
    match (seen.able, seen.tick, seen.turn) {
        (false, ..) => "cannot see it".to_owned(),
        (true, None, _) => "never in view".to_owned(),
        (true, Some(tick), None) => format!("tick {tick}, never in a turn of its own"),
        (true, Some(tick), Some(turn)) if tick == turn => format!("tick {tick}"),
        (true, Some(tick), Some(turn)) => format!("tick {tick}, own turn at {turn}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tests_support::two_roles;

    fn seen(role: u32, able: bool, tick: Option<u32>, turn: Option<u32>) -> Sighting {
        Sighting { role, able, tick, turn }
    }

    #[test]
    fn who_saw_it() {
        let game = two_roles();
        let cast = game.cast();
        for (seat, told, given, expected) in [
            (None, false, [seen(0, true, Some(0), Some(0)), seen(1, true, Some(0), Some(0))], "Ops, Boss: tick 0"),
            (
                None,
                false,
                [seen(0, true, Some(0), Some(2)), seen(1, false, None, None)],
                "Ops: tick 0, own turn at 2; Boss: cannot see it",
            ),
            (Some(1), false, [seen(0, true, Some(0), Some(2)), seen(1, true, None, None)], "Boss: never in view"),
            (
                None,
                false,
                [seen(0, true, Some(3), None), seen(1, true, None, None)],
                "Ops: tick 3, never in a turn of its own; Boss: never in view",
            ),
            (None, true, [seen(0, true, Some(3), Some(3)), seen(1, false, None, None)], "Ops: tick 3"),
            (Some(1), true, [seen(0, true, Some(3), Some(3)), seen(1, false, None, None)], "Boss: cannot see it"),
        ] {
            assert_eq!(words(cast, seat, &given, told), expected);
        }
        assert_eq!(words(None, None, &[], false), "");
    }
}
