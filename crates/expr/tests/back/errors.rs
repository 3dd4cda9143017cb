//! What is said about names and types that do not fit: which mistake, where, what would be right.
//!
//! A case is a place, a text and its mistakes, each as `code [what stands there] message help -> replacement`.

use brownout_expr::error::{Code, LangError};

use crate::world::World;

type Case = (&'static str, &'static str, &'static [&'static str]);

fn shown(text: &str, error: &LangError) -> String {
    let LangError { code, span, message, help, replacement } = error;
    let place = &text[span.start as usize..span.end as usize];
    let help = help.as_ref().map_or(String::new(), |help| format!(" {help}"));
    let replacement = replacement.as_ref().map_or(String::new(), |replacement| format!(" -> {replacement}"));
    format!("{} [{place}] {message}{help}{replacement}", code.as_str())
}

/// Compares every case, and gives the codes that were met.
#[track_caller]
fn check(cases: &[Case], lower: impl Fn(&mut World, &str, &str) -> Vec<LangError>) -> Vec<Code> {
    let mut codes = Vec::new();
    let mut wrong = Vec::new();
    for (at, text, expected) in cases {
        let mut world = World::new();
        world.formulas = vec![formula("pull", "x * nonsense"), formula("turn", "turn + 1")];
        let errors = lower(&mut world, at, text);
        let read: Vec<String> = errors.iter().map(|error| shown(text, error)).collect();
        if read != *expected {
            wrong.push(format!("{at}: {text}\n  wanted {expected:#?}\n  got {read:#?}"));
        }
        codes.extend(errors.iter().map(|error| error.code));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    codes
}

fn formula(name: &str, text: &str) -> brownout_expr::lower::Formula {
    brownout_expr::lower::Formula { name: name.to_owned(), body: brownout_expr::parse::parse_expr(text).unwrap() }
}

fn all() -> Vec<Code> {
    let mut met = check(EXPRESSIONS, |w, at, text| w.lower(at, text).err().unwrap_or_default());
    met.extend(check(SCRIPTS, |w, at, text| w.lower_script(at, text).err().unwrap_or_default()));
    met.extend(check(TEMPLATES, |w, at, text| w.lower_template(at, text).err().unwrap_or_default()));
    met.extend(check(PATTERNS, |w, at, text| w.lower_pattern(at, text, None).err().unwrap_or_default()));
    met
}

/// Every code that comes from names and types is met at least once; the text side has its own list.
#[test]
fn mistakes_are_explained() {
    let met = all();
    // Shown by `room`: they need texts too long to stand in a table.
    let elsewhere = [Code::TooLong];
    for code in Code::ALL.iter().skip_while(|code| **code != Code::UnknownName) {
        assert!(met.contains(code) || elsewhere.contains(code), "no case for {}", code.as_str());
    }
}

const EXPRESSIONS: &[Case] = &[
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

const SCRIPTS: &[Case] = &[
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

const TEMPLATES: &[Case] = &[
    (
        "shown",
        "{x:foo} {p99:msec}",
        &[
            "bad-format [foo] `foo` is no format. Formats: 0, 1, 2, 3, 4, %, %1, %2, ms, s, min, MB, MiB, GiB, signed.",
            "bad-format [msec] `msec` is no format. Formats: 0, 1, 2, 3, 4, %, %1, %2, ms, s, min, MB, MiB, GiB, signed.",
        ],
    ),
    (
        "shown",
        "{cured(leak)}",
        &[
            "hidden-truth [cured(leak)] This text shows `cured`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
        ],
    ),
    (
        "shown",
        "{was(cured(leak))}",
        &[
            "hidden-truth [cured(leak)] This text shows `cured`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
        ],
    ),
    (
        "shown",
        "{past(active(leak), 3)}",
        &[
            "hidden-truth [active(leak)] This text shows `active`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
        ],
    ),
    (
        "shown",
        "{streak(wrong)}",
        &[
            "hidden-truth [wrong] This text shows `wrong`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
        ],
    ),
    (
        "shown",
        "{ever(x > 1)}",
        &[
            "hidden-truth [ever(x > 1)] This text shows `ever`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
        ],
    ),
    (
        "shown",
        "{leak.speed} {age(leak)} {wrong}",
        &[
            "hidden-truth [leak] This text shows `leak.speed`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
            "hidden-truth [age(leak)] This text shows `age`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
            "hidden-truth [wrong] This text shows `wrong`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
        ],
    ),
    (
        "shown",
        "{zzz}",
        &[
            "unknown-name [zzz] Nothing is called `zzz` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ],
    ),
    (
        "shown",
        "{has(oom)} {count(acted(wait))} {first_answer(scale, replicas)}",
        &[
            "hidden-truth [oom] This text shows `has`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
            "hidden-truth [acted(wait)] This text shows `count`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
            "hidden-truth [scale] This text shows `first_answer`, which players may not know. Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
        ],
    ),
    (
        "run",
        "{err}",
        &[
            "no-self [err] `err` is a metric of a service, and there is no `self` here. Say whose: `shop.err`, or take all: `sum(err over services)`.",
        ],
    ),
];

const PATTERNS: &[Case] = &[
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
