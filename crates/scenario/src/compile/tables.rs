//! Tables of values.

use brownout_expr::lower::{Ctx, Subject, Want};
use brownout_expr::scope::{Access, Quantity, Source};
use brownout_expr::types::{Ty, WordSet};
use brownout_sim::plan::{Table, Write};

use super::Compiler;
use super::names::nearest;
use crate::decode::Expression;
use crate::diagnostic::Code as Kind;
use crate::text::Text;

impl Compiler<'_> {
    pub(super) fn lower_tables(&mut self) {
        let doc = self.doc;
        for item in doc.tables.iter() {
            let words = self.symbols.tables.get(item.key.as_str()).and_then(|t| t.words);
            let mut rows = Vec::new();
            for row in &item.value.rows.0 {
                let Some(key) = self.row_key(&row.key, words) else {
                    continue;
                };
                let mut writes = Vec::new();
                for cell in row.value.iter() {
                    self.row_cells(&item.value.columns, &cell.key, &cell.value, &mut writes);
                }
                rows.push((key, writes));
            }
            brownout_sort::by(&mut rows, |a, b| a.0.total_cmp(&b.0));
            self.plan.tables.push(Table { rows, by_number: words.is_none() });
        }
    }

    /// A row's key: a number, or one of the table's words.
    pub(super) fn row_key(&mut self, key: &Text, words: Option<WordSet>) -> Option<f64> {
        let found = match words {
            Some(set) => self.symbols.word(set, key).map(f64::from),
            None => key.parse::<f64>().ok().filter(|x| x.is_finite()),
        };
        if found.is_none() {
            self.error(
                Kind::BadNumber,
                key.pos(),
                format!("`{}` is no key of this table: keys are numbers here.", key.as_str()),
            );
        }
        found
    }

    fn row_cells(
        &mut self,
        columns: &[crate::decode::Name],
        key: &Text,
        values: &[Expression],
        writes: &mut Vec<Write>,
    ) {
        if let Some(service) = self.symbols.services.index(key) {
            if values.len() > columns.len() {
                let message = format!("{} values for {} columns.", values.len(), columns.len());
                self.error(Kind::WrongShape, key.pos(), message);
            }
            for (column, value) in columns.iter().zip(values) {
                match self.symbols.metrics.get(column.as_str()).cloned() {
                    Some(quantity) => self.write(&quantity, service, value, writes),
                    None => {
                        let near = nearest(column, self.symbols.metrics.names());
                        let message = format!("Services have no metric `{}`.", column.as_str());
                        let help = "Columns are metrics, or `status`.".to_owned();
                        self.unknown(Kind::UnknownMetric, column, message, near, Some(help));
                    }
                }
            }
        } else if let Some(quantity) = self.symbols.values.get(key).cloned() {
            match values {
                [value] => self.write(&quantity, 0, value, writes),
                _ => self.error(
                    Kind::WrongShape,
                    key.pos(),
                    format!("`{}` is one value: write `[ 0.5 ]`.", key.as_str()),
                ),
            }
        } else {
            self.unknown_service(key);
        }
    }

    fn write(&mut self, quantity: &Quantity, index: u32, text: &Expression, writes: &mut Vec<Write>) {
        let (Source::Stored(base), Access::Write(rule)) = (&quantity.source, &quantity.access) else {
            self.error(Kind::ReadOnly, text.pos(), "This follows a formula and cannot be set.");
            return;
        };
        let ty = quantity.ty;
        let Some((code, _)) = self.expr(text, Ctx::read(Subject::None), Want::Fits(ty)) else {
            return;
        };
        match code.constant() {
            Some(value) => writes.push(Write { cell: base + index, rule: *rule, value }),
            None => {
                let what = if matches!(ty, Ty::Word(_)) { "a word" } else { "a number" };
                self.error(Kind::NotConstant, text.pos(), format!("A table holds constants: {what} is needed here."));
            }
        }
    }
}
