//! Jitter: the numbers of a table, moved by the seed. A service has one factor a column, so that rows of the same table
//! stay in proportion and what they are equal in stays equal. Numbers that are written out move; names, words,
//! expressions, zeros and values of the whole run stay.

use super::draws::Draws;
use crate::compile::constant_in;
use crate::diagnostic::{Code, Diagnostic};
use crate::suggest::nearest;
use crate::text::Text;
use crate::tree::{Node, Style, Value};

/// Figures that a moved number keeps: people write as many.
const FIGURES: i32 = 4;
/// Decimals that a number is written with at most.
const DECIMALS_MAX: i32 = 12;

/// Moves the numbers of every table that asks for it.
pub fn settle(tree: &mut Node, services: &[String], draws: &mut Draws, out: &mut Vec<Diagnostic>) {
    let Some(tables) = tree.get("tables").and_then(Node::map) else { return };
    let mut moved: Vec<(String, Node)> = Vec::new();
    for (name, entry) in &tables.entries {
        if entry.node.get("jitter").is_none() && entry.node.get("steady").is_none() {
            continue;
        }
        let share = entry.node.get("jitter").map_or(Some(0.0), |node| share(tree, services, node, out));
        let mut table = entry.node.clone();
        let steady = steady(&table, out);
        if let Some(share) = share.filter(|share| *share > 0.0) {
            rows(&mut table, name, services, &steady, share, draws);
        }
        if let Value::Map(map) = &mut table.value {
            map.entries.shift_remove("jitter");
            map.entries.shift_remove("steady");
        }
        moved.push((name.clone(), table));
    }
    for (name, table) in moved {
        if let Some(node) = tree.get_mut("tables").and_then(|tables| tables.get_mut(&name)) {
            *node = table;
        }
    }
}

fn share(tree: &Node, services: &[String], node: &Node, out: &mut Vec<Diagnostic>) -> Option<f64> {
    let text = node.text()?;
    let share = constant_in(tree, services, text, out)?;
    if (0.0..=1.0).contains(&share) {
        return Some(share);
    }
    let found = Diagnostic::error(Code::BadNumber, text.pos(), "Jitter is a share from 0 to 100%.");
    out.push(found.help("Write `5%`, for example."));
    None
}

/// The columns that stay.
fn steady(table: &Node, out: &mut Vec<Diagnostic>) -> Vec<String> {
    let texts = |key: &str| table.get(key).and_then(Node::list).unwrap_or_default().iter().filter_map(Node::text);
    let columns: Vec<&str> = texts("columns").map(Text::as_str).collect();
    for name in texts("steady").filter(|name| !columns.contains(&name.as_str())) {
        let message = format!("`{name}` is no column of this table.");
        let found = Diagnostic::error(Code::UnknownMetric, name.pos(), message);
        out.push(match nearest(name, columns.iter().copied()) {
            Some(near) => found.help(format!("Did you mean `{near}`?")).replace(name.pos(), near),
            None => found.help(format!("Columns: {}.", columns.join(", "))),
        });
    }
    texts("steady").map(|name| name.as_str().to_owned()).collect()
}

fn rows(table: &mut Node, name: &str, services: &[String], steady: &[String], share: f64, draws: &mut Draws) {
    let columns: Vec<String> = table
        .get("columns")
        .and_then(Node::list)
        .unwrap_or_default()
        .iter()
        .filter_map(|column| column.text().map(|text| text.as_str().to_owned()))
        .collect();
    let Some(Value::Map(rows)) = table.get_mut("rows").map(|rows| &mut rows.value) else { return };
    for row in rows.entries.values_mut() {
        let Value::Map(cells) = &mut row.node.value else { continue };
        for (service, entry) in cells.entries.iter_mut().filter(|(key, _)| services.contains(key)) {
            let Value::List(values) = &mut entry.node.value else { continue };
            for (column, value) in columns.iter().zip(values).filter(|(column, _)| !steady.contains(column)) {
                let Some(text) = value.text().cloned() else { continue };
                let path = format!("tables.{name}.{service}.{column}");
                let factor = 1.0 + draws.between(&path, value.pos, -share, share);
                if let Some(moved) = scaled(&text, factor) {
                    value.value = Value::Scalar(Text::whole(moved, text.pos()), Style::Plain);
                }
            }
        }
    }
}

/// A number as written, with its unit, times a factor; `None` if it is none, or zero.
fn scaled(text: &str, factor: f64) -> Option<String> {
    let text = text.trim();
    let end = text.find(|c: char| !matches!(c, '0'..='9' | '.' | '-')).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let known = ["", "%", "ms", "s", "min", "h", "d", "KiB", "MiB", "GiB"].contains(&unit.trim());
    let number = digits.parse::<f64>().ok().filter(|x| known && x.is_finite() && *x != 0.0)?;
    let moved = number * factor;
    let mut decimals = FIGURES - 1;
    let mut size = moved.abs();
    while size >= 10.0 && decimals > 0 {
        size /= 10.0;
        decimals -= 1;
    }
    while size < 1.0 && size > 0.0 && decimals < DECIMALS_MAX {
        size *= 10.0;
        decimals += 1;
    }
    let mut written = format!("{moved:.*}", decimals as usize);
    if written.contains('.') {
        let kept = written.trim_end_matches('0').trim_end_matches('.').len();
        written.truncate(kept);
    }
    Some(format!("{written}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn numbers_keep_their_unit_and_four_figures() {
        for (text, factor, want) in [
            ("19%", 1.01, Some("19.19%")),
            ("100%", 1.03, Some("103%")),
            ("420ms", 0.987_654, Some("414.8ms")),
            ("5800ms", 1.012_345, Some("5872ms")),
            ("1.5s", 1.1, Some("1.65s")),
            ("0.4", 1.111_111, Some("0.4444")),
            ("0.000123", 1.1, Some("0.0001353")),
            ("-3", 1.1, Some("-3.3")),
            ("512 MiB", 1.1, Some("563.2 MiB")),
            ("0", 1.1, None),
            ("0%", 1.1, None),
            ("0.0ms", 1.1, None),
            ("degraded", 1.1, None),
            ("true", 1.1, None),
            ("budget * 2", 1.1, None),
            ("2 * budget", 1.1, None),
            ("3 apples", 1.1, None),
            ("1-2", 1.1, None),
            ("", 1.1, None),
        ] {
            assert_eq!(scaled(text, factor).as_deref(), want, "{text} × {factor}");
        }
    }
}
