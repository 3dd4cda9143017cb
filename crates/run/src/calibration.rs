//! How sure a player was, and how right: what was said in a run next to whether it was so. For the debrief; before the end
//! there is none.

use crate::game::Game;
use crate::said;

/// Something that the player said.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimStory {
    /// Its place in `Game::steps`.
    pub step: u32,
    /// When it was said.
    pub tick: u32,
    /// The action: index into `About::actions`.
    pub action: u32,
    /// What was said: label and text of each parameter that was given.
    pub said: Vec<(String, String)>,
    /// How sure, as a share; `None` where the action does not ask.
    pub sure: Option<f64>,
    /// Whether it was right.
    pub right: bool,
    /// Pieces of evidence that the player had by then.
    pub evidence: u32,
}

/// What the player said, and how it went together with what was so.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// In order.
    pub claims: Vec<ClaimStory>,
    /// How many were right.
    pub right: u32,
    /// How sure the player was on average, over claims that say so.
    pub sure: Option<f64>,
    /// Mean squared distance between how sure and how right (Brier): 0 is perfect, 0.25 is what "half" would have got.
    pub distance: Option<f64>,
}

impl Game {
    /// What was said in this run and how right it was, once it is over; `None` before, and if nothing was said.
    #[must_use]
    pub fn calibration(&self) -> Option<Calibration> {
        self.over()?;
        let evidence = self.evidence();
        let told = (0u32..).zip(self.steps().iter().zip(&self.outcomes));
        let claims: Vec<ClaimStory> = told
            .filter_map(|(index, (step, outcome))| {
                let claim = outcome.claim?;
                let params = &self.about().actions.get(step.action as usize)?.params;
                let said = params.iter().filter_map(|param| {
                    let given = step.args.iter().find(|(name, _)| *name == param.name).map(|(_, text)| text.clone());
                    let given = given.or_else(|| param.default.clone())?;
                    Some((param.label.clone(), said::given(&param.kind, &given)))
                });
                Some(ClaimStory {
                    step: index,
                    tick: step.tick,
                    action: step.action,
                    said: said.collect(),
                    sure: claim.sure,
                    right: claim.right,
                    evidence: evidence.iter().filter(|piece| piece.tick < step.tick).count() as u32,
                })
            })
            .collect();
        if claims.is_empty() {
            return None;
        }
        let rated: Vec<(f64, f64)> =
            claims.iter().filter_map(|claim| Some((claim.sure?, f64::from(u8::from(claim.right))))).collect();
        let mean = |of: &dyn Fn(&(f64, f64)) -> f64| {
            (!rated.is_empty()).then(|| rated.iter().map(of).sum::<f64>() / rated.len() as f64)
        };
        Some(Calibration {
            right: claims.iter().filter(|claim| claim.right).count() as u32,
            sure: mean(&|(sure, _)| *sure),
            distance: mean(&|(sure, right)| (sure - right) * (sure - right)),
            claims,
        })
    }
}
