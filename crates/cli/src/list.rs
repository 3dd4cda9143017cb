//! `brownout list`.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use brownout_scenario::{Catalogue, load};
use serde::Serialize;

use crate::args::List;
use crate::compile;

#[derive(Serialize)]
struct Row {
    id: String,
    pack: String,
    /// What people call the pack.
    pack_title: String,
    title: String,
    about: String,
    difficulty: String,
    ticks: Option<u32>,
    services: usize,
    actions: usize,
    /// Whether another seed may make another plan of it, or of a variant.
    drawn: bool,
    /// The tier of the pack's curriculum that it is in.
    tier: Option<String>,
    /// The variants of the scenario, which are no rows of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variants: Vec<VariantRow>,
}

#[derive(Serialize)]
struct VariantRow {
    id: String,
    held_out: bool,
}

pub(crate) fn list(args: &List, out: &mut dyn Write) -> Result<ExitCode> {
    let catalogue = Catalogue::built_in();
    let mut rows = Vec::new();
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id)?;
        let all = compile::every(&authored)?;
        let Some(compiled) = all.first() else { continue };
        let variant = &authored.variant;
        let plan = &compiled.plan;
        let (pack, name) = id.split_once('/').unwrap_or(("", id));
        // A scenario that stands on another pack than that of its folder knows only the title of that.
        if let Some(title) = authored.pack_title.as_ref().filter(|_| authored.pack == pack) {
            titles.insert(pack.to_owned(), title.clone());
        }
        let mut tiers = authored.document.curriculum.iter().flat_map(|curriculum| curriculum.tiers.iter());
        let tier = tiers.find(|tier| tier.value.scenarios.iter().any(|of| of.as_str() == name));
        rows.push(Row {
            id: id.to_owned(),
            pack: pack.to_owned(),
            pack_title: String::new(),
            title: plan.about.title.clone(),
            about: plan.about.about.clone(),
            difficulty: plan.about.difficulty.clone(),
            ticks: plan.end.ticks.or(plan.end.steps),
            services: plan.services.len(),
            actions: plan.actions.len(),
            drawn: compile::drawn(&all),
            tier: tier.map(|tier| tier.key.as_str().to_owned()),
            variants: (1..=variant.count)
                .map(|number| VariantRow { id: variant.id(number), held_out: variant.is_held_out(number) })
                .collect(),
        });
    }
    for row in &mut rows {
        row.pack_title = titles.get(&row.pack).unwrap_or(&row.pack).clone();
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let wide = |of: fn(&Row) -> usize, title: &str| rows.iter().map(of).fold(title.len(), Ord::max);
    let (id, level) = (wide(|r| r.id.len(), "ID"), wide(|r| r.difficulty.len(), "DIFFICULTY"));
    writeln!(out, "{:id$}  {:level$}  SERVICES  ACTIONS  TICKS  TITLE", "ID", "DIFFICULTY")?;
    for row in &rows {
        let ticks = row.ticks.map_or_else(|| "-".to_owned(), |ticks| ticks.to_string());
        let Row { services, actions, title, .. } = row;
        let more = match (row.variants.first(), row.variants.len()) {
            (Some(first), 1) => format!("  (and {})", first.id),
            (Some(first), count) => format!("  (and {count} variants: {} …)", first.id),
            (None, _) => String::new(),
        };
        writeln!(
            out,
            "{:id$}  {:level$}  {services:>8}  {actions:>7}  {ticks:>5}  {title}{more}",
            row.id, row.difficulty
        )?;
    }
    Ok(ExitCode::SUCCESS)
}
