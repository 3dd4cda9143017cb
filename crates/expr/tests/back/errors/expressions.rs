//! Expressions that name, count or compare what they cannot.

use super::Case;

pub const CASES: &[Case] = &[
    ("run", "budgte + 1", &["unknown-name [budgte] Nothing is called `budgte` here. Did you mean `budget`? -> budget"]),
    (
        "run",
        "zzz",
        &[
            "unknown-name [zzz] Nothing is called `zzz` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    ("checkout", "er + 1", &["unknown-name [er] Nothing is called `er` here. Did you mean `err`? -> err"]),
    (
        "run",
        "err",
        &[
            "no-self [err] `err` is a metric of a service, and there is no `self` here. Say whose: `shop.err`, or take all: `sum(err over services)`.",
        ],
    ),
    (
        "run",
        "err + p99",
        &[
            "no-self [err] `err` is a metric of a service, and there is no `self` here. Say whose: `shop.err`, or take all: `sum(err over services)`.",
            "no-self [p99] `p99` is a metric of a service, and there is no `self` here. Say whose: `shop.p99`, or take all: `sum(p99 over services)`.",
        ],
    ),
    ("run", "chekout.err", &["unknown-service [chekout] No service `chekout`. Did you mean `checkout`? -> checkout"]),
    ("run", "budget.err", &["type-mismatch [budget] `budget` is a number; a service is needed before the dot."]),
    ("run", "leak.sped", &["unknown-name [sped] Fault `leak` has no parameter `sped`. Parameters: speed, weight."]),
    (
        "run",
        "shop.eror",
        &[
            "unknown-metric [eror] `shop` has no metric `eror`. Metrics: err, p99, mem, retries, rate, open, x, status, next, tag-like, pain, load …. Did you mean `err`? -> err",
        ],
    ),
    (
        "run",
        "shop.leak",
        &[
            "unknown-metric [leak] `shop` has no metric `leak`. Metrics: err, p99, mem, retries, rate, open, x, status, next, tag-like, pain, load ….",
        ],
    ),
    ("run", "home.err", &["not-here [home] `home` is the service of the fault at hand, and there is none here."]),
    ("run", "self.err", &["no-self [self] There is no `self` here: it is nobody's turn."]),
    ("run", "self == db", &["no-self [self] There is no `self` here: it is nobody's turn."]),
    (
        "run",
        "edge",
        &[
            "no-self [edge] `edge` is a tag; whether a service carries it can only be asked where there is one (`each service`, an aggregate, a fault).",
        ],
    ),
    (
        "run",
        "age > 3",
        &["no-self [age] `age` without a name means the fault at hand, and there is none here. Name it: `age(root)`."],
    ),
    (
        "faults",
        "err",
        &[
            "no-self [err] `err` is a metric of a service, and there is no `self` here. Say whose: `shop.err`, or take all: `sum(err over services)`.",
        ],
    ),
    ("calls", "self", &["no-self [self] There is no `self` here: it is nobody's turn."]),
    (
        "run",
        "mode == growth",
        &[
            "unknown-word [growth] `verb` has no word `growth`. Words: restart, grow, shrink. Did you mean `grow`? -> grow",
        ],
    ),
    (
        "run",
        "mode == gorw",
        &["unknown-word [gorw] `verb` has no word `gorw`. Words: restart, grow, shrink. Did you mean `grow`? -> grow"],
    ),
    ("run", "mode == status", &["unknown-word [status] `verb` has no word `status`. Words: restart, grow, shrink."]),
    (
        "checkout",
        "status == ok",
        &["unknown-word [ok] `status` has no word `ok`. Words: healthy, degraded, critical, down."],
    ),
    (
        "run",
        "mode in (grow, srink)",
        &[
            "unknown-word [srink] `verb` has no word `srink`. Words: restart, grow, shrink. Did you mean `shrink`? -> shrink",
        ],
    ),
    ("run", "boss == leak", &["type-mismatch [leak] A service is needed here, this is a fault."]),
    ("run", "boss == cachr", &["unknown-service [cachr] No service `cachr`. Did you mean `cache`? -> cache"]),
    (
        "run",
        "zzz == db",
        &[
            "unknown-name [zzz] Nothing is called `zzz` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "run",
        "db == zzz",
        &[
            "unknown-name [zzz] Nothing is called `zzz` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    ("run", "boss == 50%", &["type-mismatch [50%] A service is needed here, this is a ratio."]),
    (
        "run",
        "5% + 1s",
        &["unit-mismatch [1s] The left side is a ratio, `1s` is a time. Write a ratio, for example `5%`."],
    ),
    (
        "checkout",
        "p99 > 5%",
        &["unit-mismatch [5%] The left side is a time, `5%` is a ratio. Write a time, for example `50ms`."],
    ),
    (
        "checkout",
        "err > 50ms",
        &["unit-mismatch [50ms] The left side is a ratio, `50ms` is a time. Write a ratio, for example `5%`."],
    ),
    (
        "checkout",
        "mem < 3s",
        &["unit-mismatch [3s] The left side is a size in bytes, `3s` is a time. Write a size, for example `512MiB`."],
    ),
    (
        "run",
        "tick + 5%",
        &["unit-mismatch [5%] The left side is a count, `5%` is a ratio. Use the same unit on both sides."],
    ),
    (
        "checkout",
        "min(err, p99)",
        &["unit-mismatch [p99] The left side is a ratio, `p99` is a time. Write a ratio, for example `5%`."],
    ),
    (
        "checkout",
        "clamp(err, 0, 2s)",
        &["unit-mismatch [2s] The left side is a ratio, `2s` is a time. Write a ratio, for example `5%`."],
    ),
    (
        "run",
        "if(budget > 1, 5%, 2s)",
        &["unit-mismatch [2s] The left side is a ratio, `2s` is a time. Write a ratio, for example `5%`."],
    ),
    ("run", "boss + 1", &["type-mismatch [boss] A number is needed here, this is a service."]),
    ("run", "\"a\" + 1", &["type-mismatch [\"a\"] A number is needed here, this is a text."]),
    (
        "run",
        "not budget",
        &[
            "type-mismatch [budget] `budget` is a number; a condition is needed here. Compare it, for example `budget > 0`.",
        ],
    ),
    (
        "run",
        "budget and lives",
        &[
            "type-mismatch [budget] `budget` is a number; a condition is needed here. Compare it, for example `budget > 0`.",
        ],
    ),
    (
        "checkout",
        "err and open",
        &["type-mismatch [err] `err` is a ratio; a condition is needed here. Compare it, for example `err > 0`."],
    ),
    (
        "run",
        "if(err-free, 1, 2)",
        &[
            "type-mismatch [err-free] `err-free` is a ratio; a condition is needed here. Compare it, for example `err-free > 0`.",
        ],
    ),
    ("run", "if(budget > 1, db, 5)", &["type-mismatch [5] A service is needed here, this is a number."]),
    ("run", "if(mended, db, 5)", &["type-mismatch [5] A service is needed here, this is a number."]),
    ("run", "[1, 'two', db]", &[]),
    (
        "run",
        "[tick]",
        &[
            "not-here [tick] A list holds what is known before the run: names, words, texts and numbers. Put a text in quotes.",
        ],
    ),
    ("run", "maxx(1, 2)", &["unknown-function [maxx] There is no function `maxx`. Did you mean `max`? -> max"]),
    ("run", "quantile(1)", &["unknown-function [quantile] There is no function `quantile`."]),
    ("run", "min(1)", &["wrong-arguments [min(1)] `min(a, b, …)` takes 2 to 16 arguments, not 1."]),
    ("run", "abs(1, 2)", &["wrong-arguments [abs(1, 2)] `abs(x)` takes 1 argument, not 2."]),
    ("run", "round(1, 2, 3)", &["wrong-arguments [round(1, 2, 3)] `round(x, digits)` takes 1 to 2 arguments, not 3."]),
    ("run", "clamp(1)", &["wrong-arguments [clamp(1)] `clamp(x, low, high)` takes 3 arguments, not 1."]),
    ("run", "round(budget, 7)", &["bad-number [7] The digits of `round` are a whole number from 0 to 6."]),
    ("run", "round(budget, 1.5)", &["bad-number [1.5] The digits of `round` are a whole number from 0 to 6."]),
    ("run", "round(budget, lives)", &["bad-number [lives] The digits of `round` are a whole number from 0 to 6."]),
    (
        "checkout",
        "past(x, 0)",
        &["out-of-range [0] `past` takes a whole number of ticks from 1 to 64: history keeps 64 ticks."],
    ),
    (
        "checkout",
        "past(x, 65)",
        &["out-of-range [65] `past` takes a whole number of ticks from 1 to 64: history keeps 64 ticks."],
    ),
    (
        "checkout",
        "past(x, 1.5)",
        &["out-of-range [1.5] `past` takes a whole number of ticks from 1 to 64: history keeps 64 ticks."],
    ),
    ("checkout", "past(x, budget)", &[]),
    (
        "run",
        "past(x, 3)",
        &[
            "no-self [x] `x` is a metric of a service, and there is no `self` here. Say whose: `shop.x`, or take all: `sum(x over services)`.",
        ],
    ),
    (
        "run",
        "target.err",
        &[
            "not-here [target] `target` exists only in actions that have such a parameter. In a fault the service is `self` or `home`.",
        ],
    ),
    ("run", "amount", &["not-here [amount] `amount` exists only in a cascade's `apply`."]),
    (
        "scale",
        "past(target.err, 3)",
        &[
            "not-here [target] `target` was named as a parameter; it cannot be used inside `past(…)`. What stands there runs at another moment: use metrics, values and settings.",
        ],
    ),
    (
        "scale",
        "was(replicas)",
        &[
            "not-here [replicas] `replicas` was named as a parameter; it cannot be used inside `was(…)`. What stands there runs at another moment: use metrics, values and settings.",
        ],
    ),
    (
        "scale",
        "streak(replicas > x)",
        &[
            "not-here [replicas] `replicas` was named as a parameter; it cannot be used inside `streak(…)`. What stands there runs at another moment: use metrics, values and settings.",
        ],
    ),
    (
        "run",
        "count(budget > 1)",
        &[
            "not-an-event [budget > 1] An event is needed here: acted, seen, cured, active, contained, alerted or ever. Meant: `ever(budget > 1)`?",
        ],
    ),
    (
        "run",
        "first(budget)",
        &[
            "not-an-event [budget] An event is needed here: acted, seen, cured, active, contained, alerted or ever. Meant: `ever(budget)`?",
        ],
    ),
    (
        "run",
        "ticks_since(lives > 1)",
        &[
            "not-an-event [lives > 1] An event is needed here: acted, seen, cured, active, contained, alerted or ever. Meant: `ever(lives > 1)`?",
        ],
    ),
    (
        "run",
        "count(leak)",
        &[
            "not-an-event [leak] An event is needed here: acted, seen, cured, active, contained, alerted or ever. Meant: `active(leak)` or `cured(leak)`?",
        ],
    ),
    ("run", "active(leek)", &["unknown-name [leek] No fault `leek`. Did you mean `leak`? -> leak"]),
    ("run", "active(db)", &["unknown-name [db] No fault `db`. There is: leak, storm."]),
    ("run", "active(1)", &["type-mismatch [1] The name of a fault is needed here."]),
    ("run", "seen(nothing)", &["unknown-name [nothing] No fault `nothing`. There is: leak, storm."]),
    ("run", "alerted(eror)", &["unknown-name [eror] No alert `eror`. There is: errors."]),
    ("run", "alerted(1)", &["type-mismatch [1] The name of an alert is needed here."]),
    ("run", "acted(scael)", &["unknown-name [scael] No action `scael`. Did you mean `scale`? -> scale"]),
    ("run", "acted(wait at db)", &["unknown-parameter [db] `wait` has no target: it takes no service."]),
    ("run", "acted(scale at dbb)", &["unknown-name [dbb] Nothing is called `dbb` here. Did you mean `db`? -> db"]),
    (
        "run",
        "acted(scale where replica > 1)",
        &["unknown-name [replica] Nothing is called `replica` here. Did you mean `replicas`? -> replicas"],
    ),
    (
        "checkout",
        "acted(scale at self)",
        &[
            "not-here [self] `self` is not the same service each time; deeds are counted once for all. Name the service.",
        ],
    ),
    (
        "scale",
        "acted(restart at target)",
        &[
            "not-here [target] `target` is not the same service each time; deeds are counted once for all. Name the service.",
        ],
    ),
    ("run", "has(oom)", &["no-self [oom] `has` asks about `self`, and there is no service here."]),
    ("leak", "has(ooom)", &["unknown-name [ooom] No fault kind `ooom`. Did you mean `oom`? -> oom"]),
    ("leak", "has(1)", &["type-mismatch [1] The name of a fault kind, or `any`, is needed here."]),
    (
        "run",
        "first_answer(scale, replica)",
        &["unknown-parameter [replica] `scale` has no parameter `replica`. Its parameters: target, replicas, how."],
    ),
    ("run", "first_answer(scal, replicas)", &["unknown-name [scal] No action `scal`. Did you mean `scale`? -> scale"]),
    ("run", "first_answer(scale, 1)", &["type-mismatch [1] The name of a parameter is needed here."]),
    ("run", "answered(1)", &["type-mismatch [1] The name of an action is needed here."]),
    (
        "run",
        "size(1)",
        &[
            "type-mismatch [1] A set, a list, a map or a text is needed here, this is a number. Sets: services, callers, callees, calls, faults, conditions or a tag. Write a list as `[a, b]`.",
        ],
    ),
    ("run", "size(edges)", &["unknown-name [edges] No tag `edges`. Did you mean `edge`? -> edge"]),
    ("run", "size(callers)", &["no-self [callers] Whose? There is no `self` here. Write `callers of payments`."]),
    ("run", "hops(shop, boss)", &["not-here [shop] `hops` needs two services that are known before the run."]),
    ("run", "hops(shop, 1)", &["type-mismatch [1] A service is needed here, this is a number."]),
    (
        "run",
        "sum(x over callers)",
        &["no-self [sum(x over callers)] Whose? There is no `self` here. Write `callers of payments`."],
    ),
    ("run", "sum(x over egde)", &["unknown-name [egde] No tag `egde`. Did you mean `edge`? -> edge"]),
    (
        "run",
        "sum(y over services)",
        &[
            "unknown-name [y] Nothing is called `y` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "run",
        "sum(y over nobody)",
        &[
            "unknown-name [y] Nothing is called `y` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "run",
        "sum(err + p99 over services where off)",
        &["unit-mismatch [p99] The left side is a ratio, `p99` is a time. Write a ratio, for example `5%`."],
    ),
    (
        "run",
        "any(x over services)",
        &["type-mismatch [x] `x` is a number; a condition is needed here. Compare it, for example `x > 0`."],
    ),
    (
        "run",
        "sum(sum(sum(x over services) over services) over services)",
        &[
            "too-deep [sum(x over services)] An aggregate stands inside an aggregate inside `each`. Name the inner one with `let` before.",
        ],
    ),
    ("run", "db->shop.timeout", &["unknown-name [db->shop] `db` does not call `shop`."]),
    (
        "run",
        "shop->db.timeot",
        &["unknown-name [timeot] No knob of calls `timeot`. Did you mean `timeout`? -> timeout"],
    ),
    ("run", "shop->dbb.timeout", &["unknown-service [dbb] No service `dbb`. Did you mean `db`? -> db"]),
    (
        "run",
        "db.config(\"a.b\")",
        &[
            "not-here [\"a.b\"] This scenario's services have no configuration tree. Give a service one: `config: { timeout: 30 }`.",
        ],
    ),
    ("run", "db.settings(1)", &["unknown-function [settings] A service has no function `settings`."]),
    (
        "checkout",
        "ring",
        &[
            "circular-formula [ring] `ring` follows a formula that comes back to itself: `ring` → `gnir` → `ring`. Break the circle with `past(…)` or `was(…)`.",
        ],
    ),
    (
        "run",
        "shop.ring + 1",
        &[
            "circular-formula [shop.ring] `ring` follows a formula that comes back to itself: `ring` → `gnir` → `ring`. Break the circle with `past(…)` or `was(…)`.",
        ],
    ),
    ("checkout", "broken", &[]),
    (
        "leak",
        "pull",
        &[
            "unknown-name [pull] The formula `pull` has a mistake: Nothing is called `nonsense` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "leak",
        "turn",
        &[
            "circular-formula [turn] `turn` follows a formula that comes back to itself: `turn` → `turn`. Break the circle with `past(…)` or `was(…)`.",
        ],
    ),
    (
        "leak",
        "1 + was(pull)",
        &[
            "unknown-name [pull] The formula `pull` has a mistake: Nothing is called `nonsense` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "run",
        "1 + zz1 + zz2 * zz3",
        &[
            "unknown-name [zz1] Nothing is called `zz1` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
            "unknown-name [zz2] Nothing is called `zz2` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
            "unknown-name [zz3] Nothing is called `zz3` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    ("run", "cached(1)", &["unknown-function [cached] There is no function `cached`."]),
    (
        "run",
        "mode == \"gro\"",
        &[
            "unknown-word [\"gro\"] `verb` has no word `gro`. Words: restart, grow, shrink. Did you mean `grow`? -> grow",
        ],
    ),
];
