//! Scripts: what may be written, and where.

use super::Case;

pub const CASES: &[Case] = &[
    ("checkout", "x = 1", &["not-here [x] Nothing can be written here: this place only reads."]),
    (
        "rule",
        "x = 1",
        &[
            "no-self [x] `x` is a metric of a service, and there is no `self` here. Say whose: `shop.x`, or take all: `sum(x over services)`.",
        ],
    ),
    ("rule", "budgt = 1", &["unknown-name [budgt] Nothing is called `budgt` here. Did you mean `budget`? -> budget"]),
    (
        "rule",
        "shop.eror = 1",
        &[
            "unknown-metric [eror] `shop` has no metric `eror`. Metrics: err, p99, mem, retries, rate, open, x, status, next, tag-like, pain, load …. Did you mean `err`? -> err",
        ],
    ),
    ("rule", "shop.edge = 1", &["read-only [shop.edge] `shop.edge` cannot be set."]),
    ("rule", "leak.speed = 1", &["type-mismatch [leak] `leak` is a fault; a service is needed before the dot."]),
    (
        "rule",
        "limit = 5",
        &["read-only [limit] `limit` is a setting and never changes. Declare it under `values` if it is to change."],
    ),
    ("rule", "total = 5", &["read-only [total] `total` cannot be set: it follows a formula."]),
    ("leak", "load = 5", &["read-only [load] `load` cannot be set: the clock sets it."]),
    ("leak", "clocked = 5", &["read-only [clocked] `clocked` cannot be set: the clock sets it."]),
    ("rule", "tick = 5", &["read-only [tick] `tick` cannot be set."]),
    (
        "rule",
        "shop->db.timeot = 1",
        &["unknown-name [timeot] No knob of calls `timeot`. Did you mean `timeout`? -> timeout"],
    ),
    ("leak", "err = 50ms", &["unit-mismatch [50ms] A ratio is needed here, this is a time."]),
    (
        "leak",
        "err += 50ms",
        &["unit-mismatch [50ms] The left side is a ratio, `50ms` is a time. Write a ratio, for example `5%`."],
    ),
    ("leak", "p99 *= 2s", &["unit-mismatch [2s] A factor is a number or a ratio, this is a time."]),
    ("leak", "err *= 2s", &["unit-mismatch [2s] A factor is a number or a ratio, this is a time."]),
    (
        "leak",
        "status = ok",
        &["unknown-word [ok] `status` has no word `ok`. Words: healthy, degraded, critical, down."],
    ),
    ("leak", "err = db", &["type-mismatch [db] A ratio is needed here, this is a service."]),
    ("leak", "open = 50%", &["type-mismatch [50%] A condition is needed here, this is a ratio."]),
    ("leak", "next = leak", &["type-mismatch [leak] A service is needed here, this is a fault."]),
    ("leak", "next += 1", &["type-mismatch [1] A service is not a number; it can only be set with `=`."]),
    (
        "leak",
        "err := 1s to 2s",
        &[
            "unit-mismatch [1s] A ratio is needed here, this is a time.",
            "unit-mismatch [2s] A ratio is needed here, this is a time.",
        ],
    ),
    ("rule", "let a = 1; let a = 2", &["duplicate-let [a] `a` is already named by `let`. A name is given once."]),
    (
        "rule",
        "let a = budget; a = 2",
        &["read-only [a] `a` was named by `let` and cannot be set; choose another name."],
    ),
    (
        "rule",
        "let a = budget; budget = max(was(a), 1)",
        &[
            "not-here [a] `a` was named by `let`; it cannot be used inside `was(…)`. What stands there runs at another moment: use metrics, values and settings.",
        ],
    ),
    (
        "rule",
        "let a = budget; if acted(scale where replicas > a): budget = 1",
        &[
            "not-here [a] `a` was named by `let`; it cannot be used inside `acted(…)`. What stands there runs at another moment: use metrics, values and settings.",
        ],
    ),
    (
        "rule",
        "let a = budget; after 2 ticks: budget = a",
        &[
            "not-here [a] `a` was named by `let`; it cannot be used inside `after`. What stands there runs at another moment: use metrics, values and settings.",
        ],
    ),
    (
        "scale",
        "let a = x; after 2 ticks: x = a",
        &[
            "not-here [a] `a` was named by `let`; it cannot be used inside `after`. What stands there runs at another moment: use metrics, values and settings.",
        ],
    ),
    (
        "rule",
        "if budget > 1: let a = 1\nbudget = a",
        &[
            "unknown-name [a] Nothing is called `a` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "rule",
        "let x = budget; each service where streak(x > 1) > 1: p99 = 1",
        &[
            "not-here [x] `x` was named by `let`; it cannot be used inside `streak(…)`. What stands there runs at another moment: use metrics, values and settings.",
        ],
    ),
    (
        "scale",
        "after 1 ticks: show logs",
        &["not-here [show logs] `show` tells something to who acts: it stands in the effects of actions."],
    ),
    ("checkout", "after 1 ticks: x = 1", &["not-here [1] `after` stands in effects and programs."]),
    (
        "checkout",
        "start leak",
        &["not-here [leak] `start` stands in programs, rules and effects; this place only reads."],
    ),
    (
        "checkout",
        "emit slow-log",
        &["not-here [emit slow-log] `emit` stands in programs, rules and effects; this place only reads."],
    ),
    (
        "checkout",
        "apply sizes(grow)",
        &["not-here [sizes] `apply` stands in programs, rules and effects; this place only reads."],
    ),
    (
        "rule",
        "show logs",
        &["not-here [show logs] `show` tells something to who acts: it stands in the effects of actions."],
    ),
    (
        "rule",
        "show \"{budget}\"",
        &["not-here [show \"{budget}\"] `show` tells something to who acts: it stands in the effects of actions."],
    ),
    ("rule", "start leek", &["unknown-name [leek] No fault `leek`. Did you mean `leak`? -> leak"]),
    (
        "rule",
        "cure self",
        &[
            "no-self [self] `self` is no fault here. Name the fault, or take each: `each fault where …`, `count(… over faults)`.",
        ],
    ),
    ("rule", "emit slow", &["unknown-name [slow] No log group `slow`. There is: slow-log."]),
    ("rule", "apply size(grow)", &["unknown-name [size] No table `size`. Did you mean `sizes`? -> sizes"]),
    (
        "rule",
        "apply sizes(grwo)",
        &["unknown-word [grwo] `verb` has no word `grwo`. Words: restart, grow, shrink. Did you mean `grow`? -> grow"],
    ),
    ("rule", "apply stages(db)", &["type-mismatch [db] A number is needed here, this is a service."]),
    (
        "rule",
        "if budget: lives = 1",
        &[
            "type-mismatch [budget] `budget` is a number; a condition is needed here. Compare it, for example `budget > 0`.",
        ],
    ),
    (
        "rule",
        "if off: zzz = 1",
        &[
            "unknown-name [zzz] Nothing is called `zzz` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "rule",
        "each nobody: zzz = 1",
        &[
            "unknown-name [zzz] Nothing is called `zzz` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "rule",
        "each service: y = 1",
        &[
            "unknown-name [y] Nothing is called `y` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "scale",
        "show config",
        &[
            "not-here [show config] This scenario's services have no configuration tree. Give a service one: `config: { timeout: 30 }`.",
        ],
    ),
    (
        "rule",
        "config(\"a.b\") = 1",
        &[
            "no-self [\"a.b\"] There is no service here whose configuration could be meant. Name it: `service.config(\"a.b\")`.",
        ],
    ),
    (
        "rule",
        "remove config(\"a.b\")",
        &[
            "no-self [\"a.b\"] There is no service here whose configuration could be meant. Name it: `service.config(\"a.b\")`.",
        ],
    ),
    (
        "rule",
        "write changes",
        &[
            "not-here [changes] This scenario's services have no configuration tree. Give a service one: `config: { timeout: 30 }`.",
        ],
    ),
    ("rule", "push chat \"hello\"", &["unknown-name [chat] No store `chat`. There is no store in this scenario."]),
    (
        "rule",
        "each caller: x = 1",
        &["no-self [each caller: x = 1] Whose? There is no `self` here. Write `callers of payments`."],
    ),
    (
        "scale",
        "show \"{cured(leak)} {x:5}\"",
        &[
            "hidden-truth [cured(leak)] This text shows `cured`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
            "bad-format [5] `5` is no format. Formats: 0, 1, 2, 3, 4, %, %1, %2, ms, s, min, MB, MiB, GiB, signed.",
        ],
    ),
    (
        "rule",
        "each service: each_x = 1",
        &[
            "unknown-name [each_x] Nothing is called `each_x` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "rule",
        "after 1 ticks: each service: after 1 ticks: zzz = 1",
        &[
            "unknown-name [zzz] Nothing is called `zzz` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "rule",
        "boss.eror = 1",
        &[
            "unknown-metric [eror] `boss` has no metric `eror`. Metrics: err, p99, mem, retries, rate, open, x, status, next, tag-like, pain, load …. Did you mean `err`? -> err",
        ],
    ),
];
