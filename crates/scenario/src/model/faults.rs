//! What breaks, and how trouble travels.

use crate::decode::{Condition, DeedPattern, Expression, Map, Name, Pairs, Plain, Prose, Script, record};

record! {
    /// What a fault does and what ends it: the part that kinds and faults share.
    FaultBody is "a fault" {
        /// Another kind to build on.
        like: Option<Name> = "like" => [Kind],
        /// Parameters and their values.
        with: Map<Expression> = "with" => [FaultParam],
        /// Formulas by name.
        lets: Map<Expression> = "let" => [FaultParam],
        /// When it begins; at once if left out.
        starts: Option<Condition> = "starts",
        /// What happens once when it begins.
        begins: Option<Script> = "begins",
        /// What happens every tick while it is active.
        program: Option<Script> = "program",
        /// While this holds, nothing spreads from it.
        contained_when: Option<Condition> = "contained-when",
        /// Actions that end it; at the fault's service unless they say where.
        cured_by: Option<Vec<DeedPattern>> = "cured-by",
        /// A state that ends it.
        cured_when: Option<Condition> = "cured-when",
        /// Actions that do not end it but are never wrong.
        helped_by: Option<Vec<DeedPattern>> = "helped-by",
        /// What happens once when it ends.
        ends: Option<Script> = "ends",
        /// What happens every tick after it has ended.
        healing: Option<Script> = "healing",
        /// What it breaks of its service's configuration: path to broken value, `null` for nothing there.
        breaks: Pairs<Plain> = "breaks",
        /// What is right at a broken path beside the healthy value: `Bearer <any>`, `Bearer <one of service.path>`.
        right: Pairs<Plain> = "right",
        /// The paths under `breaks` that `offered` looks for in a change, the one that it goes by first; all of them, by the first key of `breaks`, if left out.
        known_by: Option<Vec<Prose>> = "known-by",
        /// Whether `masked-by` hides it, settled before the run; it does if left out.
        masked_when: Option<Expression> = "masked-when",
        /// Its name in the debrief.
        label: Option<Prose> = "label",
        /// Why it happened, for the debrief.
        because: Option<Prose> = "because",
    }
}

record! {
    /// A kind of fault.
    FaultKind is "a fault kind" {
    }
    with
    /// What it does and what ends it.
    body: FaultBody;
}

record! {
    /// A fault: a kind at a service, or one of its own.
    Fault is "a fault" {
        /// Its kind; any field of the kind may be written in place.
        kind: Option<Name> = "kind" => [Kind],
        /// The service that it is in.
        at: Name = "at" => [Service],
        /// Faults that hide it: until all of them are cured, nothing that reveals it is said or shown.
        masked_by: Vec<Name> = "masked-by" => [Fault],
    }
    with
    /// What differs from its kind.
    body: FaultBody;
}

record! {
    /// How trouble travels from a fault's service to its callers.
    Cascade is "the cascade" {
        /// `level` or `add`, also as an expression over settings; level if left out.
        mode: Option<Expression> = "mode",
        /// When a fault's service passes trouble on.
        from: Option<Condition> = "from",
        /// How much reaches its direct callers.
        amount: Option<Expression> = "amount",
        /// What is left of it at each further call; 100% if left out.
        falloff: Option<Expression> = "falloff",
        /// How many calls it travels; 3 if left out.
        hops: Option<Expression> = "hops",
        /// Less than this does not travel on; 0 if left out.
        floor: Option<Expression> = "floor",
        /// Who is hit and passes it on; everybody if left out.
        through: Option<Condition> = "through",
        /// What it does to a service, with `amount`.
        apply: Option<Script> = "apply",
    }
}

impl FaultBody {
    /// Whether one of its texts has this word.
    #[must_use]
    pub fn mentions(&self, word: &str) -> bool {
        let scripts = [&self.begins, &self.program, &self.ends, &self.healing];
        let conditions = [&self.starts, &self.contained_when, &self.cured_when];
        let deeds = [&self.cured_by, &self.helped_by];
        let mut texts = scripts
            .into_iter()
            .flatten()
            .map(|text| &text.0)
            .chain(conditions.into_iter().flatten().map(|text| &text.0))
            .chain(deeds.into_iter().flatten().flatten().map(|text| &text.0))
            .chain(self.lets.iter().map(|formula| &formula.value.0));
        texts.any(|text| {
            text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).any(|found| found == word)
        })
    }
}
