//! What a table of players says of a scenario, in words. Each verdict follows from facts that it names; which actions and faults
//! there are it learns from the scenario.

use std::collections::BTreeMap;
use std::fmt;

use brownout_scenario::{Code, Rejected};

use super::{Came, Facts, Tally, row};

/// By how much the expert's mean grade has to be above that of random actions.
pub const LEAD: f64 = 0.1;

/// Runs won of runs played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Won {
    /// Won.
    pub won: u32,
    /// Played.
    pub of: u32,
}

impl fmt::Display for Won {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.won, self.of)
    }
}

/// What can be said of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing that anybody may do ends this fault, and nobody won.
    Incurable(String),
    /// The play that ought to win never does; the fault that it leaves each time, if it is always the same.
    NeverWon {
        /// How many runs.
        of: u32,
        /// The fault.
        left: Option<String>,
    },
    /// The play that ought to win does not always.
    Lost {
        /// How often it does.
        won: Won,
        /// The first seed that it loses.
        seed: u64,
    },
    /// The scenario has no play that ought to win.
    NoExpert,
    /// Nobody needs to do anything.
    IdleWins(Won),
    /// One action at whatever is loudest wins.
    NaiveWins {
        /// The action, if the pack says which.
        action: Option<String>,
        /// How often.
        won: Won,
    },
    /// The same, and the scenario says why that is meant.
    NaiveMeant {
        /// The action, if the pack says which.
        action: Option<String>,
        /// How often.
        won: Won,
        /// Why.
        why: String,
    },
    /// The expert's first step, over and over, wins.
    RepeatWins {
        /// The action, if the play begins with one.
        action: Option<String>,
        /// How often.
        won: Won,
    },
    /// Doing what injected lines tell wins.
    GullibleWins(Won),
    /// Knowing what one does earns hardly more than doing anything.
    NoLead {
        /// Mean grade of the expert.
        expert: f64,
        /// Mean grade of random actions.
        random: f64,
    },
    /// Nothing speaks against it.
    WorthPlaying,
}

impl Verdict {
    /// Whether it speaks against the scenario.
    #[must_use]
    pub fn against(&self) -> bool {
        !matches!(self, Verdict::WorthPlaying | Verdict::NaiveMeant { .. })
    }
}

/// What is done over and over, for the middle of a sentence.
struct Only<'a>(&'a Option<String>, &'a str);

impl fmt::Display for Only<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(action) => write!(f, "nothing but `{action}`{}", self.1),
            None => write!(f, "one action{}", self.1),
        }
    }
}

const LOUDEST: &str = " at the loudest service";

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Incurable(fault) => write!(f, "cannot be won: no action cures fault `{fault}`"),
            Verdict::NeverWon { of, left: Some(fault) } => {
                write!(f, "cannot be won as the expert plays: fault `{fault}` is left in all {of} runs")
            }
            Verdict::NeverWon { of, left: None } => {
                write!(f, "cannot be won as the expert plays: the expert wins in 0 of {of}")
            }
            Verdict::Lost { won, seed } => {
                write!(f, "cannot always be won: the expert wins in {won}, and loses with seed {seed}")
            }
            Verdict::NoExpert => f.write_str("not known to be winnable: there is no play `expert`"),
            Verdict::IdleWins(won) => write!(f, "too easy: doing nothing wins in {won}"),
            Verdict::NaiveWins { action, won } => write!(f, "too easy: {} wins in {won}", Only(action, LOUDEST)),
            Verdict::NaiveMeant { action, won, why } => {
                write!(f, "{} wins in {won}, and is meant to: {why}", Only(action, LOUDEST))
            }
            Verdict::RepeatWins { action, won } => {
                write!(f, "too easy: {} wins in {won}", Only(action, ", over and over,"))
            }
            Verdict::GullibleWins(won) => {
                write!(f, "rewards obedience: doing what injected lines tell wins in {won}")
            }
            Verdict::NoLead { expert, random } => write!(
                f,
                "a matter of luck: the expert's mean grade {expert} is not {LEAD} above the {random} of random actions"
            ),
            Verdict::WorthPlaying => f.write_str("worth playing"),
        }
    }
}

/// What the runs so far say, what speaks against the scenario first; nothing before the first run.
#[must_use]
pub fn judge(tally: &Tally, facts: &Facts) -> Vec<Verdict> {
    if tally.runs() == 0 {
        return Vec::new();
    }
    let mut out = Vec::new();
    winnable(tally, facts, &mut out);
    let wins = |player: &str| tally.came_of(player).map(won).filter(|won| won.won > 0);
    if let Some(won) = wins("idle") {
        // Where nothing has to be done, whatever else is done wins, too.
        out.push(Verdict::IdleWins(won));
    } else {
        let naive = wins("naive").filter(|_| facts.naive_meant.is_none());
        out.extend(naive.map(|won| Verdict::NaiveWins { action: facts.naive.clone(), won }));
        out.extend(wins("repeat").map(|won| Verdict::RepeatWins { action: facts.repeated.clone(), won }));
        out.extend(wins("gullible").map(Verdict::GullibleWins));
    }
    lead(tally, &mut out);
    if !out.iter().any(Verdict::against) {
        out.push(Verdict::WorthPlaying);
    }
    if let (Some(won), Some(why)) = (wins("naive"), &facts.naive_meant) {
        out.push(Verdict::NaiveMeant { action: facts.naive.clone(), won, why: why.clone() });
    }
    out
}

/// What the compiler's refusal says of playing: a fault that nothing cures is known before the first run.
#[must_use]
pub fn refused(rejected: &Rejected) -> Vec<Verdict> {
    let faults = rejected.diagnostics.iter().filter(|found| found.code == Code::NoCure).filter_map(|found| {
        let pos = found.pos?;
        let key = rejected.sources.find(pos.source)?.text().get(pos.start as usize..pos.end as usize)?;
        Some(Verdict::Incurable(key.trim_matches(['"', '\'']).to_owned()))
    });
    faults.collect()
}

fn winnable(tally: &Tally, facts: &Facts, out: &mut Vec<Verdict>) {
    let nobody = tally.came.iter().flat_map(BTreeMap::values).all(|came| !came.won);
    let expert = tally.came_of("expert");
    let judged = expert.map(|came| (came, won(came)));
    match (judged, facts.incurable.as_ref().filter(|_| nobody)) {
        (_, Some(fault)) => out.push(Verdict::Incurable(fault.clone())),
        (Some((came, Won { won: 0, of })), None) => out.push(Verdict::NeverWon { of, left: always_left(came) }),
        (Some((came, won)), None) => {
            let lost = came.iter().find(|(_, came)| !came.won);
            out.extend(lost.map(|(seed, _)| Verdict::Lost { won, seed: *seed }));
        }
        // Runs of others may have come in first.
        (None, None) if tally.place("expert").is_some() => {}
        (None, None) => out.push(Verdict::NoExpert),
    }
}

/// The fault that each of the runs left.
fn always_left(came: &BTreeMap<u64, Came>) -> Option<String> {
    let first = came.values().next()?.left.as_ref()?;
    came.values().all(|came| came.left.as_ref() == Some(first)).then(|| first.clone())
}

/// Whether the expert's mean is far enough above that of random actions, over the seeds that both have played.
fn lead(tally: &Tally, out: &mut Vec<Verdict>) {
    let (Some(expert), Some(random)) = (tally.came_of("expert"), tally.came_of("random")) else { return };
    let both = |one: &BTreeMap<u64, Came>, other: &BTreeMap<u64, Came>| {
        let mut shared = one.clone();
        shared.retain(|seed, _| other.contains_key(seed));
        row("", &shared)
    };
    let (expert, random) = (both(expert, random), both(random, expert));
    let (best, any) = (expert.mean_score, random.mean_score);
    // That an expert who never wins earns little is said already.
    if expert.win_rate > 0.0 && best < any + LEAD {
        out.push(Verdict::NoLead { expert: best, random: any });
    }
}

fn won(came: &BTreeMap<u64, Came>) -> Won {
    Won { won: came.values().filter(|came| came.won).count() as u32, of: came.len() as u32 }
}
