//! The scenarios that are compiled in. Read once: a page may ask often.

use std::cell::OnceCell;

use brownout_scenario::{Catalogue, Rejected, load};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert::value;
use crate::error::Failure;

#[derive(Serialize)]
struct ScenarioRow {
    id: String,
    pack: String,
    title: String,
    about: String,
    difficulty: String,
    ticks: Option<u32>,
    services: u32,
    actions: u32,
    variants: Vec<VariantRow>,
}

#[derive(Serialize)]
struct VariantRow {
    id: String,
    held_out: bool,
}

thread_local! {
    static BUILT_IN: Catalogue = Catalogue::built_in();
    static ROWS: OnceCell<Vec<ScenarioRow>> = const { OnceCell::new() };
}

/// Does something with the built-in packs.
pub(crate) fn with_built_in<T>(todo: impl FnOnce(&Catalogue) -> T) -> T {
    BUILT_IN.with(todo)
}

/// The built-in scenarios.
///
/// # Errors
/// A built-in scenario that does not compile, which is a defect of the package.
#[wasm_bindgen(unchecked_return_type = "ScenarioRow[]")]
pub fn list() -> Result<JsValue, JsValue> {
    ROWS.with(|rows| {
        if let Some(rows) = rows.get() {
            return value(rows);
        }
        let made = with_built_in(make).map_err(Failure::from)?;
        value(rows.get_or_init(|| made))
    })
}

fn make(catalogue: &Catalogue) -> Result<Vec<ScenarioRow>, Rejected> {
    let mut rows = Vec::new();
    for id in catalogue.scenarios() {
        let authored = load(catalogue, id)?;
        let compiled = authored.compile(0)?;
        let variant = &authored.variant;
        let plan = &compiled.plan;
        rows.push(ScenarioRow {
            id: id.to_owned(),
            pack: id.split('/').next().unwrap_or("").to_owned(),
            title: plan.about.title.clone(),
            about: plan.about.about.clone(),
            difficulty: plan.about.difficulty.clone(),
            ticks: plan.end.ticks.or(plan.end.steps),
            services: plan.services.len() as u32,
            actions: plan.actions.len() as u32,
            variants: (1..=variant.count)
                .map(|number| VariantRow { id: variant.id(number), held_out: variant.is_held_out(number) })
                .collect(),
        });
    }
    Ok(rows)
}
