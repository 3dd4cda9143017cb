//! The table of all players in all scenarios, for people: a scenario a row, a player a column, mean grade and share of runs won
//! in each place. The command line prints it and a test keeps it.

use std::fmt::Write as _;

use brownout_expr::num::round;
use brownout_scenario::{Authored, Rejected};

use crate::players::{EVERY, PlayerRow};
use crate::worth;

/// Decimals of a mean grade.
const DIGITS: usize = 3;

/// The rows of one scenario: a row for each player that it has.
///
/// # Errors
/// What is wrong with the scenario for a seed.
pub fn rows(authored: &Authored, seeds: u32) -> Result<Vec<PlayerRow>, Rejected> {
    Ok(worth::survey(authored, seeds)?.0.rows())
}

/// The two lines above the table; ids are `wide` letters wide.
#[must_use]
pub fn head(wide: usize, seeds: u32) -> String {
    let mut out = format!("Mean grade and runs won of seeds 0 to {}.\n{:wide$}", seeds.saturating_sub(1), "SCENARIO");
    for name in EVERY {
        // Writing to a text cannot fail.
        let _ = write!(out, "  {:>11}", name.to_uppercase());
    }
    out.push('\n');
    out
}

/// A scenario's line.
#[must_use]
pub fn line(id: &str, rows: &[PlayerRow], wide: usize) -> String {
    let mut out = format!("{id:wide$}");
    for name in EVERY {
        let _ = match rows.iter().find(|row| row.player == name) {
            Some(PlayerRow { mean_score, win_rate, .. }) => {
                // A mean below zero that rounds to it has no sign.
                let mean = round(*mean_score, DIGITS as u32) + 0.0;
                write!(out, "  {mean:>6.DIGITS$} {:>3.0}%", win_rate * 100.0)
            }
            None => write!(out, "  {:>11}", "–"),
        };
    }
    out.push('\n');
    out
}
