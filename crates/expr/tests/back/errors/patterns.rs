//! Patterns of actions: names, parameters and targets.

use super::Case;

pub const CASES: &[Case] = &[
    ("run", "scael", &["unknown-name [scael] No action `scael`. Did you mean `scale`? -> scale"]),
    ("run", "wait at db", &["unknown-parameter [db] `wait` has no target: it takes no service."]),
    ("run", "scale at dbb", &["unknown-name [dbb] Nothing is called `dbb` here. Did you mean `db`? -> db"]),
    (
        "run",
        "scale where replica > 1",
        &["unknown-name [replica] Nothing is called `replica` here. Did you mean `replicas`? -> replicas"],
    ),
    ("run", "scale where replicas", &[]),
    (
        "run",
        "scale where err > 1%",
        &[
            "no-self [err] `err` is a metric of a service, and there is no `self` here. Say whose: `shop.err`, or take all: `sum(err over services)`.",
        ],
    ),
    (
        "run",
        "scale where how == gro",
        &["unknown-word [gro] `verb` has no word `gro`. Words: restart, grow, shrink. Did you mean `grow`? -> grow"],
    ),
    (
        "run",
        "any where replicas > 1",
        &[
            "unknown-name [replicas] Nothing is called `replicas` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    ("run", "any at db", &["not-here [db] `any` has no target: actions name theirs differently. Name the action."]),
    (
        "run",
        "scale where zzz in (1, 2, 3)",
        &[
            "unknown-name [zzz] Nothing is called `zzz` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
];
