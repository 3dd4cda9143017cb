//! Texts with holes.

use super::{Ctx, Lower, Role};
use crate::ast::{Part, Template};
use crate::error::Code as ErrorCode;
use crate::scope::{PartCode, TemplateCode};

/// The formats that may stand behind the colon of a hole: a number of decimals, a unit to write in, or `0`.
pub const FORMATS: &[&str] =
    &["0", "1", "2", "3", "4", "%", "%1", "%2", "ms", "s", "min", "MB", "MiB", "GiB", "signed"];

impl Lower<'_> {
    pub(super) fn template(&mut self, template: &Template) -> TemplateCode {
        let mut parts = Vec::new();
        for part in &template.parts {
            parts.push(match part {
                Part::Text(text) => PartCode::Text(text.clone()),
                Part::Hole { value, format } => {
                    let mut ty = crate::types::Ty::Num(crate::types::Unit::Any);
                    let ctx = self.ctx;
                    let code = self.aside(None, ctx, value.span, |inner| ty = inner.shown_value(value));
                    if !format.node.is_empty() && !FORMATS.contains(&format.node.as_str()) {
                        let message = format!("`{}` is no format. Formats: {}.", format.node, FORMATS.join(", "));
                        self.error(ErrorCode::BadFormat, format.span, message);
                    }
                    PartCode::Hole { code, ty, format: format.node.clone() }
                }
            });
        }
        TemplateCode { parts }
    }

    /// A text that is shown to who acts.
    pub(super) fn shown_template(&mut self, template: &Template) -> TemplateCode {
        let saved = self.ctx;
        self.ctx = Ctx { role: Role::Shown, ..saved };
        let code = self.template(template);
        self.ctx = saved;
        code
    }
}
