//! Mistakes in what a scenario means: at least one case for each code of the plan and of the language, with its line
//! and column, found through YAML.

use brownout_expr::error::Code as LangCode;
use brownout_scenario::{Catalogue, Diagnostic, load_text};

/// What the cases stand on.
const PACK: &str = "
time: { tick: 30s }
settings: { budget: 3 }
metrics:
  err: { unit: ratio, range: 0 to 1 }
  p99: { unit: seconds }
  own: { unit: ratio }
  load: { unit: number }
  sum-of: { unit: ratio, is: own }
values:
  slo: { unit: number, start: 5 }
status:
  down: { when: err >= 90% }
  healthy: { when: true }
tagged: { user-facing: [] }
fault-kinds:
  leak: { with: { speed: 1 }, program: err += speed * 5%, cured-by: [ rollback ] }
action-groups:
  fix: { with: { target: { is: service } } }
actions:
  wait: {}
  rollback: { group: fix, effect: err = 0 }
  guess: { with: { cause: { is: word, one-of: [ leak, storm ] } }, effect: show \"noted\" }
end: { ticks: 20, when: [ acted(guess) ] }
";

/// What each scenario has unless it says otherwise.
const BODY: &str = "services: { web: { calls: [ db ] }, db: {} }\nfaults: { root: { kind: leak, at: db } }\n";

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    catalogue.insert("p/pack.yaml", format!("{PACK}{BODY}"));
    catalogue
}

/// What is found in a scenario: `line:column code`, and the findings.
fn find(text: &str) -> (Vec<String>, Vec<Diagnostic>) {
    let compiled = load_text(&catalogue(), "p/s.yaml", text)
        .and_then(|authored| authored.compile(1).map(|compiled| (authored, compiled)));
    let (found, sources) = match compiled {
        Ok((authored, compiled)) => (compiled.notes, authored.sources),
        Err(rejected) => (rejected.diagnostics, rejected.sources),
    };
    let places = found.iter().map(|found| match found.pos {
        Some(pos) => {
            let at = sources.line_column(pos);
            format!("{}:{} {}", at.line, at.column, found.code.as_str())
        }
        None => found.code.as_str().to_owned(),
    });
    (places.collect(), found)
}

/// What a scenario for several actors may hold.
const ROLES: &str = "
roles:
  dev: { metrics: \"err, status\", logs: 3, alerts: none, stores: { chat: 8, inbox: all } }
  boss: { metrics: none, logs: none, stores: { chat: none } }
turns: [ boss, dev, dev ]
stores: { chat: { for: everyone }, inbox: { for: role, label: In } }
values: { cause: { unit: word, one-of: [ leak, storm ] } }
actions:
  tell:
    with: { to: { is: word, one-of: [ all, dev, boss ], default: all }, say: { is: text } }
    by: [ dev, boss ]
    effect: |
      if to == all: push chat \"{say}\"
      else: push inbox to to \"{actor}: {say}\"
  log: { with: { say: { is: text } }, effect: push chat }
timeline: { before: { at: 0, do: push inbox to dev \"read me\" } }
conditions: [ actor == dev and count(obeyed(any)) == 0 and not obeyed(hint) ]
logs:
  hint:
    pick: 1
    lines: |
      ERROR db injected rollback: roll back
      ERROR db injected guess where cause == leak: guess
  real: { mix: hint, lines: \"INFO db: x\" }
score: { grade: { caps: { fooled: { when: obeyed(any), most: 15% } } } }
rules: \"if acted(guess where cause == cause): slo = 1\"
policies: { p: { dev: [ { when: obeyed(hint), chance: 50%, do: tell with say = hi } ], any: [ { do: wait } ] } }
";

/// What a scenario with configuration may hold; `idle` is not picked, and everybody speaks of it all the same.
const CONFIG: &str = "
services:
  web: { calls: [ db ], config: { url: v2, list: [ a, b ], null-path: null } }
  db: { config: { url: v1, pool: { size: 10, spare: true }, token: Bearer a } }
canonical-seed: 1
pick-faults: 2
faults:
  root: { breaks: { pool: { size: 3 }, pool.spare: false } }
  token: { at: db, breaks: { token: Bearer x }, right: { token: 'Bearer <one of web.list>' }, masked-by: [ root ] }
  idle: { at: db, breaks: { url: null }, masked-by: [ token ] }
actions:
  set: { group: fix, with: { changes: { is: map } }, effect: write changes }
  look: { group: fix, effect: show config }
rules: |
  each service where self == db and config('pool.size') < 5 and config('url') == 'v1': config('url') = 'v3'
  if web.config('url') == 'v2': start idle
  each service where self == web: remove config('null-path')
values: { share: { unit: ratio, is: restored(root) + restored(idle) } }
conditions: [ \"fuzzy_equal(db.config('pool.size'), 10)\", \"fuzzy_close([1, 2], web.config('list'))\", not masked(token), count(cured(idle)) == 0 ]
logs:
  real: { lines: \"INFO db reveals idle: {db.config('url')} {db.config('pool.size'):1}\" }
facts: { look: { any: [ { when: active(idle), reveals: [ idle, root ], text: \"{config('url')}\" } ] } }
plays: { expert: [ cure root, cure idle, \"set at db with changes = { pool.size: 10, token: Bearer a }\" ] }
";
/// What a scenario may do with lists.
const LISTS: &str = r#"
settings: { truth: "[db, web]", one: db }
actions:
  tell:
    with:
      affected: { is: services }
      labels: { is: list, one-of: [ slow, lost ], default: "[slow]" }
      timeline: { is: moments, default: "[]" }
      why: { is: list, default: "['no idea', 3, true]" }
    needs:
      size(affected) > 0: say something
    effect: slo = size(labels) + size(why)
conditions:
  - size(last_answer(tell, affected)) == 2 and size(services) == 2
  - overlap(last_answer(tell, affected), truth) == 1
  - f1(last_answer(tell, affected), [one, web]) >= 0.8
  - last_answer(tell, labels) == [slow, lost]
  - in_order(last_answer(tell, timeline)) and size('abc') == 3
plays:
  expert:
    - tell with affected = [db, web] and labels = [lost] and timeline = ['3 rollback at db'] and why = ['x, y', -3, true]
"#;

/// `(text, what is found)`.
const CASES: &[(&str, &[&str])] = &[
    // Nothing is wrong with what they stand on.
    ("title: x\n", &[]),
    // ---- The plan
    ("start: { db: { latency: 1 } }\n", &["1:16 unknown-metric"]),
    ("start: { dbs: { err: 1% } }\n", &["1:10 unknown-service"]),
    ("start: { db: { sum-of: 1% } }\n", &["1:16 read-only"]),
    ("metrics: { twice: { is: err * 2, start: 1 } }\n", &["1:41 read-only"]),
    ("logs:\n  a:\n    lines: |\n      INFO db reveals roof: full\n", &["4:23 unknown-fault"]),
    ("faults: { root: { kind: leek } }\n", &["1:25 unknown-fault-kind"]),
    ("fault-kinds:\n  a: { like: b }\n  b: { like: a }\n", &["2:14 kind-circle", "3:14 kind-circle"]),
    ("facts: { rolback: { db: [ { text: x } ] } }\n", &["1:10 unknown-action"]),
    ("faults: { root: { cured-by: [ roll-back ] } }\n", &["1:31 unknown-name"]),
    ("actions: { guess: { group: fixx } }\n", &["1:28 unknown-group"]),
    ("settings: { budget: tick }\n", &["1:21 not-constant"]),
    ("end: { ticks: slo }\n", &["1:15 not-constant"]),
    ("metrics: { own: { range: 1 } }\n", &["1:26 bad-range"]),
    ("metrics: { own: { range: 2 to 1 } }\n", &["1:26 bad-range"]),
    ("faults: { root: { cured-by: [] } }\n", &["1:11 no-cure"]),
    ("faults: { root: { with: { sped: 2 } } }\n", &["1:27 unknown-parameter"]),
    ("actions: { stare: {} }\n", &["1:12 no-effect"]),
    ("values: { and: { unit: number } }\n", &["1:11 reserved-name"]),
    ("values: { target: { unit: number } }\n", &["1:11 reserved-name"]),
    ("plays: { expert: [ rollback at dbs ] }\n", &["1:32 unknown-service"]),
    ("plays: { expert: [ rollback with service = db ] }\n", &["1:34 bad-play"]),
    ("plays: { expert: [ guess with cause = leek ] }\n", &["1:39 bad-play"]),
    ("plays: { expert: [ guess at db ] }\n", &["1:29 bad-play"]),
    ("plays: { expert: [ rollbak at db, cure rot ] }\n", &["1:20 unknown-action", "1:40 unknown-fault"]),
    ("take: [ db ]\nplays: { expert: [ rollback at web ] }\n", &["2:32 bad-play"]),
    ("score: { grade: {} }\ntraps: { a: { at-most: 0.4, holds: slo > 1, deeds: [ rollback at db ] } }\n", &[]),
    ("traps: { a: { deeds: [ rollback at db ] } }\n", &["1:13 missing-key"]),
    ("traps: { a: { at-most: 40% } }\n", &["1:10 missing-key"]),
    ("score: { grade: {} }\ntraps: { a: { at-most: 1.2, deeds: [ rollback at db ] } }\n", &["2:24 bad-number"]),
    ("traps: { a: { at-most: slo, deeds: [ rollback at db ] } }\n", &["1:24 not-constant"]),
    ("traps: { a: { at-most: lots, deeds: [ rollback at db ] } }\n", &["1:24 unknown-name"]),
    (
        "traps: { a: { at-most: 0.4, holds: sloo > 1, deeds: [ rollback at dbs ] } }\n",
        &["1:36 unknown-name", "1:67 unknown-service"],
    ),
    ("logs: { a: { pick: 1, again: budget == 3, behind: false, lines: 'INFO db: x' } }\n", &[]),
    ("logs: { a: { pick: 1, again: slo > 3, lines: 'INFO db: x' } }\n", &["1:30 not-constant"]),
    (
        "plays: { a: [ rollback at db ] }\ntraps: { a: { at-most: 0.4, deeds: [ rollback at db ] } }\n",
        &["2:10 bad-play"],
    ),
    ("traps: [ { at-most: 0.4 } ]\n", &["1:8 wrong-shape"]),
    (
        "score: { grade: { range: 0 to 1, parts: { a: { most: 0.75, points: 0.5 }, b: { most: 0.4, points: 0.4 } } } }\n",
        &["1:43 grade-sum"],
    ),
    ("services: { db: { calls: [ cache ] }, cache: { calls: [ web ] } }\n", &["1:57 call-circle"]),
    ("services: { db: { calls: [ cache ] }, cache: { calls: [ web ], async: [ web ] } }\n", &[]),
    ("services: { db: { calls: [ wev ] } }\nend: { ticks: 0 }\n", &["1:28 unknown-service", "2:15 bad-number"]),
    ("cascade: { mode: \"if(budget > 2, levl, add)\", apply: err += amount }\n", &["1:34 unknown-name"]),
    ("cascade: { mode: budget, apply: err += amount }\n", &["1:18 not-constant"]),
    ("facts: { rollback: { db: [ { text: x, else: y } ] } }\n", &["1:45 missing-key"]),
    ("alerts: { a: { of: dbs, page: err > 1%, text: x } }\n", &["1:20 unknown-service"]),
    ("tables: { t: { columns: [ er ], rows: { 1: { db: [ 1 ] } } } }\n", &["1:27 unknown-metric"]),
    ("timeline: { x: { do: cure root } }\n", &["1:13 missing-key"]),
    // ---- Telemetry
    ("telemetry: { logs: { delay: \"if(status == down, 20, slo)\", lost-when: err > 50% and self == db } }\n", &[]),
    ("telemetry: { logs: { delay: 20% } }\n", &["1:29 unit-mismatch"]),
    ("telemetry: { logs: { lost-when: slo } }\n", &["1:33 type-mismatch"]),
    ("telemetry: { logs: { stale: 20 } }\n", &["1:22 unknown-key"]),
    ("telemetry: { pages: {} }\n", &["1:14 unknown-key"]),
    (
        "telemetry: { alerts: { delay: \"if(status == down, 20, slo)\", lost-when: self == db }, metrics: { delay: 3 } }\n",
        &[],
    ),
    ("telemetry: { alerts: { delay: 20% } }\n", &["1:31 unit-mismatch"]),
    ("telemetry: { metrics: { lost-when: slo } }\n", &["1:36 type-mismatch"]),
    ("telemetry: { metrics: { stale: 20 } }\n", &["1:25 unknown-key"]),
    // ---- Late answers, notes, delays
    ("facts: { rollback: { any: [ { after: 2, once: true, chance: 50%, text: x, else: y } ] } }\n", &[]),
    ("facts: { rollback: { any: [ { after: slo, text: x } ] } }\n", &["1:38 not-constant"]),
    ("facts: { rollback: { any: [ { after: 2000, text: x } ] } }\n", &["1:38 bad-number"]),
    ("facts: { guess: { any: [ { when: err > 5%, text: x } ] } }\n", &["1:34 no-self"]),
    ("actions: { guess: { aside: true, cost: { ticks: 2 } } }\n", &["1:49 not-constant"]),
    ("actions: { guess: { aside: true, effect: slo = learnt_now } }\n", &[]),
    (
        "metrics:\n  ill: { is: \"own + max(past(ill, load) over callees)\" }\nvalues:\n  sum: { is: \"past(sum, 1) + past(sum-of-web, slo)\" }\n  sum-of-web: { is: web.ill }\n",
        &[],
    ),
    ("metrics:\n  ill: { is: \"own + max(ill over callees)\" }\n", &["2:25 circular-formula"]),
    ("metrics:\n  ill: { is: \"past(ill * 2, 1)\" }\n", &["2:20 circular-formula"]),
    ("tally: \"slo = past(db.err, slo > 1)\"\n", &[]),
    ("tally: \"slo = past(db.err, 0)\"\n", &["1:28 out-of-range"]),
    // ---- Lists
    (LISTS, &[]),
    ("conditions: [ 'overlap([dbs], [db]) > 0' ]\n", &["1:25 unknown-name"]),
    ("conditions: [ 'overlap([slo], [db]) > 0' ]\n", &["1:25 not-here"]),
    ("conditions: [ 'f1(slo, [db]) > 0' ]\n", &["1:19 type-mismatch"]),
    ("conditions: [ in_order(slo) ]\n", &["1:24 type-mismatch"]),
    ("conditions: [ size(slo) > 0 ]\n", &["1:20 unknown-name"]),
    ("conditions: [ 'overlap([db]) > 0' ]\n", &["1:16 wrong-arguments"]),
    ("tally: \"slo = [db]\"\n", &["1:15 type-mismatch"]),
    ("actions: { guess: { with: { all: { is: list, default: slo } } } }\n", &["1:55 type-mismatch"]),
    (
        "actions: { guess: { with: { all: { is: services, default: \"[]\" } } } }\nplays: { expert: [ 'guess with all = [dbs] and cause = leak' ] }\n",
        &["2:39 unknown-service"],
    ),
    (
        "actions: { guess: { with: { all: { is: list, one-of: [ a ], default: \"[]\" } } } }\nplays: { expert: [ 'guess with all = [b] and cause = leak' ] }\n",
        &["2:39 bad-play"],
    ),
    (
        "actions: { guess: { with: { all: { is: moments, default: \"[]\" } } } }\nplays: { expert: [ 'guess with all = [3] and cause = leak' ] }\n",
        &["2:39 bad-play"],
    ),
    // ---- Roles, turns, shared lists
    (ROLES, &[]),
    ("roles: { a: {}, b: {} }\nturns: [ a, c ]\n", &["2:13 unknown-role"]),
    ("roles: { a: {} }\nactions: { rollback: { by: [ b ] } }\n", &["2:30 unknown-role"]),
    ("actions: { rollback: { by: [ b ] } }\n", &["1:30 unknown-role"]),
    ("roles: { a: { metrics: \"err, lag\" } }\n", &["1:30 unknown-metric"]),
    ("roles: { a: { logs: few, alerts: some } }\n", &["1:21 bad-number", "1:34 unknown-word"]),
    ("roles: { a: { stores: { chat: 8 } } }\n", &["1:25 unknown-store"]),
    ("stores: { inbox: { for: role } }\n", &["1:11 unknown-role"]),
    ("stores: { inbox: { for: me } }\n", &["1:25 unknown-word"]),
    ("roles: { a: {} }\nstores: { chat: {} }\ntally: push chat to a \"x\"\n", &["3:21 not-here"]),
    ("roles: { a: {} }\nstores: { mail: { for: role } }\ntally: push mail \"x\"\n", &["3:13 not-here"]),
    ("roles: { a: {} }\nstores: { mail: { for: role } }\ntally: push mail to slo \"x\"\n", &["3:21 type-mismatch"]),
    ("stores: { in: {} }\nroles: { or: {} }\n", &["1:11 reserved-name", "2:10 reserved-name"]),
    ("stores: { chat: {} }\ntally: push chat\n", &["2:13 not-here"]),
    ("tally: push chat \"x\"\n", &["1:13 unknown-name"]),
    ("conditions: [ actor == a ]\n", &["1:15 not-here", "1:24 unknown-name"]),
    ("roles: { a: {} }\nconditions: [ actor == c ]\n", &["2:24 unknown-word"]),
    ("roles: { a: {} }\npolicies: { p: { b: [ { do: wait } ] } }\n", &["2:18 unknown-role"]),
    ("policies: { p: { any: [ { do: rollback at db, chance: 2 } ] } }\n", &["1:55 bad-number"]),
    ("logs: { a: { mix: b, lines: \"INFO db: x\" } }\n", &["1:19 unknown-log"]),
    (
        "logs:\n  a: { mix: b, lines: \"INFO db: x\" }\n  b: { mix: c, lines: \"INFO db: x\" }\n  c: { lines: \"INFO db: x\" }\n",
        &["2:13 mix-of-mix"],
    ),
    ("logs:\n  a:\n    lines: |\n      ERROR db injected rolback at db: do it\n", &["4:25 unknown-name"]),
    ("conditions: [ obeyed(a) ]\n", &["1:22 unknown-name"]),
    ("score: { grade: { caps: { fooled: { when: slo } } } }\n", &["1:35 missing-key"]),
    // ---- Configuration
    (CONFIG, &[]),
    ("tally: slo = db.config('a')\n", &["1:24 not-here"]),
    ("conditions: [ restored(root) > 1 ]\n", &["1:15 not-here"]),
    ("conditions: [ offered(root) == 1 ]\n", &["1:15 not-here"]),
    (
        "services: { db: { config: { a: { b: 1, c: 5 } } } }\nfaults: { root: { breaks: { a: { b: 2, c: 9 } }, known-by: [ a.c ], masked-when: tick > 1 } }\nconditions: [ offered(root) == 1 ]\n",
        &["2:82 not-constant"],
    ),
    (
        "services: { db: { config: { a: 1, c: 5 } } }\nfaults: { root: { breaks: { a: 2 }, known-by: [ c ] } }\n",
        &["2:49 unknown-path"],
    ),
    ("actions: { set: { with: { m: { is: map, loose: tick > 1 } }, effect: slo = 1 } }\n", &["1:48 not-constant"]),
    ("actions: { set: { effect: \"if done_before: slo = 1\" } }\n", &[]),
    ("tally: \"each service: remove config('a')\"\n", &["1:37 not-here"]),
    ("actions: { look: { effect: show config } }\n", &["1:28 not-here"]),
    ("services: { db: { config: { a.b: 1 } } }\nfaults: { root: { breaks: { a.c: 2 } } }\n", &["2:29 unknown-path"]),
    ("services: { db: { config: { a: 10 } } }\nfaults: { root: { breaks: { a: 10.5 } } }\n", &["2:32 not-broken"]),
    (
        "services: { db: { config: { a: x } } }\nfaults: { root: { breaks: { a: y }, right: { a: 'z<any>' } } }\n",
        &["2:49 not-broken"],
    ),
    (
        "services: { db: { config: { a: x } } }\nfaults: { root: { breaks: { a: y }, right: { b: x } } }\n",
        &["2:49 unknown-path"],
    ),
    (
        "services: { db: { config: { a: x } } }\nfaults: { root: { breaks: { a: y }, right: { a: '<one of web.l>' } } }\n",
        &["2:49 unknown-path"],
    ),
    (
        "services: { db: { config: { a: x } } }\nfaults: { root: { breaks: { a: y }, right: { a: '<one of wbe.l>' } } }\n",
        &["2:49 unknown-service"],
    ),
    (
        "services: { db: { config: { a: 1 } } }\ntally: slo = db.config('b') + db.config(slo)\n",
        &["2:24 unknown-name", "2:41 type-mismatch"],
    ),
    ("services: { db: { config: { a: 1 } } }\ntally: slo = config('a')\n", &["2:21 no-self"]),
    ("services: { db: { config: { a: 1 } } }\ntally: \"each service: config('a') += 1\"\n", &["2:30 not-here"]),
    ("services: { db: { config: { a: 1 } } }\ntally: \"each service: config('a') = 'x'\"\n", &["2:37 type-mismatch"]),
    (
        "services: { db: { config: { a: 1 } } }\nactions: { rollback: { effect: write changes } }\n",
        &["2:38 type-mismatch"],
    ),
    (
        "services: { db: { config: { a: 1 } } }\nfaults: { root: { kind: null, at: db, breaks: { a: 5 } } }\nfault-kinds: { leak: null }\n",
        &["2:11 no-cure"],
    ),
    (
        "services: { db: { config: { a: 1 } } }\nfaults: { root: { breaks: { a: 5 } }, more: { at: db, breaks: { a: 7 }, cured-by: [ rollback ] } }\n",
        &["2:68 duplicate-key"],
    ),
    ("services: { db: { config: { a: 1 } } }\nconditions: [ \"fuzzy_equal(self, 1)\" ]\n", &["2:28 no-self"]),
    ("services: { db: { config: { a: 1 } } }\nconditions: [ \"fuzzy_close(db, 1)\" ]\n", &["2:28 type-mismatch"]),
    (
        "services: { db: { config: { a: 1 } } }\nactions: { set: { group: fix, with: { changes: { is: map } }, effect: write changes } }\nplays: { expert: [ \"set at db with changes = { a: 1, a: 2 }\" ] }\n",
        &["3:46 bad-play"],
    ),
    // ---- The language: characters and words
    ("conditions: [ err ~ 1 ]\n", &["1:19 unknown-character"]),
    ("conditions: [ slo > 1 && slo < 2 ]\n", &["1:23 foreign-operator"]),
    ("conditions: [ slo !== 1 ]\n", &["1:19 foreign-operator"]),
    ("tally: return slo\n", &["1:8 expected-statement"]),
    ("tally: slo = slo-0.1\n", &["1:14 minus-in-name"]),
    ("tally: emit 'x\n", &["1:13 unclosed-text", "1:13 expected-name"]),
    ("tally: |\n  slo = 'x\n", &["2:9 unclosed-text"]),
    ("tally: |\n  slo = 'a\\qb'\n", &["2:11 unknown-escape"]),
    ("tally: slo = 1.2.3\n", &["1:14 malformed-number"]),
    ("tally: slo = 5 parsecs\n", &["1:16 unexpected-token"]),
    ("tally: slo = 5parsecs\n", &["1:14 unknown-unit"]),
    ("tally: slo = 5 ms\n", &["1:14 unit-apart"]),
    ("tally: |\n  if slo > 1:\n  \tslo = 1\n", &["3:3 tab-indentation"]),
    ("tally: |\n  if slo > 1:\n      slo = 1\n    slo = 2\n", &["4:3 uneven-indentation"]),
    // ---- Expressions
    ("tally: slo =\n", &["1:13 expected-value"]),
    ("tally: slo = max(1, )\n", &["1:21 expected-value"]),
    ("tally: let = 1\n", &["1:8 unknown-name"]),
    ("tally: let and = 1\n", &["1:12 reserved-word"]),
    ("tally: let x 1\n", &["1:14 expected-token"]),
    ("conditions: [ slo > 1 2 ]\n", &["1:23 unexpected-token"]),
    ("conditions: [ (slo > 1 ]\n", &["1:15 unclosed-bracket"]),
    ("conditions: [ slo = 1 ]\n", &["1:19 equals-for-compare"]),
    ("conditions: [ 0 < slo < 1 ]\n", &["1:15 chained-comparison"]),
    ("tally: slo = 1 to 2\n", &["1:14 misplaced-draw"]),
    ("tally: slo = db.err.max\n", &["1:14 path-too-long"]),
    ("conditions: [ abs(err over services) > 1 ]\n", &["1:15 not-an-aggregate"]),
    ("conditions: [ sum(err over service) > 1 ]\n", &["1:28 malformed-set"]),
    ("conditions: [ sum(err over callers(x) of db) > 1 ]\n", &["1:36 malformed-count"]),
    // ---- Scripts
    ("tally: 5\n", &["1:8 expected-statement"]),
    ("tally: while slo > 1\n", &["1:8 foreign-statement"]),
    ("tally: for x in services\n", &["1:8 foreign-statement"]),
    ("tally: start 5\n", &["1:14 expected-name"]),
    ("tally: |\n  each service err = 1\n", &["2:16 unexpected-token"]),
    ("tally: |\n  if slo > 1\n    slo = 1\n", &["2:13 missing-colon"]),
    ("tally: \"if slo > 1:\\n\\tslo = 1\"\n", &["1:22 tab-in-indentation"]),
    ("conditions: [ acted(guess at db) ]\n", &["1:30 unknown-parameter"]),
    (
        "tally: slo = count(acted(any where first_answer(guess, target) == leak))\n",
        &["1:56 unknown-parameter", "1:67 unknown-name"],
    ),
    ("tally: slo = round(1, 9)\n", &["1:23 bad-number"]),
    ("tally: slo = round(slo, slo)\n", &["1:25 bad-number"]),
    ("conditions: [ status == down ]\n", &["1:15 no-self", "1:25 unknown-name"]),
    ("tally: show 'x'\n", &["1:8 not-here"]),
    ("tally: slo = 99999999999999999999999999999999999999999999\n", &["1:14 malformed-number"]),
    ("tally: slo == 5\n", &["1:12 compare-for-set"]),
    ("tally: slo := 5\n", &["1:15 expected-draw"]),
    ("tally: |\n  if slo > 1 slo = 1\n", &["2:14 unexpected-token"]),
    ("tally: |\n  if slo > 1:\n  slo = 1\n", &["3:3 missing-indentation"]),
    ("tally: |\n  slo = 1\n    slo = 2\n", &["3:5 unexpected-indentation"]),
    ("tally: |\n  else: slo = 1\n", &["2:3 else-without-if"]),
    ("tally: |\n  each service:\n    each service: err = 1\n", &["3:5 each-in-each"]),
    // ---- Texts and log lines
    ("alerts: { a: { page: true, text: \"{slo\" } }\n", &["1:35 unclosed-hole"]),
    ("alerts: { a: { page: true, text: \"slo}\" } }\n", &["1:38 lone-brace"]),
    ("logs:\n  a:\n    lines: |\n      INFO [db full\n", &["4:7 malformed-line-head"]),
    ("logs:\n  a:\n    lines: |\n      INF [db]: full\n", &["4:7 unknown-level"]),
    // ---- Names and types
    ("tally: slo = slw\n", &["1:14 unknown-name"]),
    ("tally: slo = dbs.err\n", &["1:14 unknown-service"]),
    ("tally: slo = db.latency\n", &["1:17 unknown-metric"]),
    ("conditions: [ db.status == dead ]\n", &["1:28 unknown-word"]),
    ("conditions: [ acted(rollback where service == db) ]\n", &["1:36 unknown-name"]),
    ("tally: slo = maxi(1)\n", &["1:14 unknown-function"]),
    ("tally: slo = abs(1, 2)\n", &["1:14 wrong-arguments"]),
    ("conditions: [ slo + 1 ]\n", &["1:15 type-mismatch"]),
    ("conditions: [ db.p99 > 5% ]\n", &["1:24 unit-mismatch"]),
    ("tally: slo = 1e999\n", &["1:14 malformed-number"]),
    ("tally: slo = past(db.err, 200)\n", &["1:27 out-of-range"]),
    ("tally: \"each service: sum-of = 1\"\n", &["1:23 read-only"]),
    ("tally: let x = 1; let x = 2\n", &["1:23 duplicate-let"]),
    ("tally: err = 1\n", &["1:8 no-self"]),
    ("tally: slo = amount\n", &["1:14 not-here"]),
    ("metrics: { a: { is: b }, b: { is: a } }\n", &["1:21 circular-formula", "1:35 circular-formula"]),
    ("alerts: { a: { page: true, text: \"{active(root)}\" } }\n", &["1:36 hidden-truth"]),
    ("tally: slo = first(slo > 1)\n", &["1:20 not-an-event"]),
    ("alerts: { a: { page: true, text: \"{slo:q}\" } }\n", &["1:40 bad-format"]),
];

#[test]
fn each_mistake_is_found_at_its_place() {
    let mut wrong = Vec::new();
    for (text, expected) in CASES {
        let (found, diagnostics) = find(text);
        if found != *expected {
            let said: Vec<String> =
                diagnostics.iter().map(|found| format!("{} / {:?}", found.message, found.help)).collect();
            wrong.push(format!("{text}  found {found:?}\n  said {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Texts that are too large, made rather than written: `(text, the first finding)`.
fn large() -> Vec<(String, &'static str)> {
    let lets: Vec<String> = (0..30).map(|n| format!("let x{n} = slo")).collect();
    vec![
        (format!("tally: slo = {}1\n", "1 + ".repeat(300)), "1:14 expression-too-large"),
        (format!("tally: |\n{}", "  slo = 1\n".repeat(300)), "202:3 script-too-long"),
        (format!("tally: slo = {}1{}\n", "(".repeat(100), ")".repeat(100)), "1:47 nested-too-deep"),
        (format!("tally: slo = {}1\n", " ".repeat(70_000)), "1:8 text-too-long"),
        (format!("tally: {}\n", lets.join("; ")), "1:8 too-deep"),
    ]
}

#[test]
fn what_is_too_large_is_refused_at_its_place() {
    let found: Vec<String> = large().iter().filter_map(|(text, _)| find(text).0.into_iter().next()).collect();
    let expected: Vec<&str> = large().iter().map(|(_, expected)| *expected).collect();
    assert_eq!(found, expected);
}

/// Codes that no text of a size that may be reaches: the limits before them are lower.
const OUT_OF_REACH: &[LangCode] = &[LangCode::TooLong];

#[test]
fn every_code_of_the_language_has_a_case() {
    let large = large();
    let mut cases: Vec<&str> = CASES.iter().flat_map(|(_, found)| found.iter().copied()).collect();
    cases.extend(large.iter().map(|(_, found)| *found));
    let cases: Vec<&str> = cases.iter().filter_map(|case| case.split(' ').next_back()).collect();
    let missing: Vec<&str> = LangCode::ALL
        .iter()
        .filter(|code| !OUT_OF_REACH.contains(code))
        .map(|code| code.as_str())
        .filter(|code| !cases.contains(code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn all_is_found_at_once_with_what_would_be_right() {
    let text = "services: { db: { calls: [ wev ] } }\nmetrics: { own: { is: erx } }\nfaults:\n  root: { kind: leek, program: err += slow }\nscore: { grade: { parts: { a: { points: own2 } } } }\nplays: { expert: [ rolback at db ] }\n";
    let (found, diagnostics) = find(text);
    assert_eq!(
        found,
        [
            "1:28 unknown-service",
            "2:23 unknown-name",
            "4:17 unknown-fault-kind",
            "5:41 unknown-name",
            "6:20 unknown-action",
        ]
    );
    let advice: Vec<Option<&str>> = diagnostics.iter().map(|found| found.help.as_deref()).collect();
    assert_eq!(advice[0], Some("Did you mean `web`?"));
    assert_eq!(advice[2], Some("Did you mean `leak`?"));
    assert_eq!(advice[4], Some("Did you mean `rollback`?"));
}

#[test]
fn services_that_take_no_part_are_passed_over_wherever_a_pack_names_them() {
    let text = "
take: [ web ]
without: [ faults ]
services: { cache: {} }
tally: |
  if cache.err > 10% or slo < 3: slo = 4
  cache.err = 1
  each caller of cache: err = 2%
  slo -= count(cache.err > 1% and err < 1 over services) + sum(1 over callees of cache)
  slo += if(count(acted(rollback at db)) > 0, 1, 0)
rules: \"each service where self != cache and self in (web, db): err = 30% + db.err\"
alerts: { a: { of: db, page: err > 1%, text: x }, b: { page: self == cache, text: x } }
noise: { lines: { db: INFO x } }
facts: { rollback: { db: [ { text: x } ], any: [ { when: self == db, text: y } ] } }
logs:
  a:
    when: db.err > 1%
    lines: |
      INFO db: x
      INFO web: \"{db.err}\"
start: { db: { err: 2% } }
tagged: { user-facing: [ db, web ] }
tables: { t: { columns: [ err ], rows: { 1: { db: [ 1 ], web: [ 2% ] } } } }
";
    assert_eq!(find(text).0, [""; 0]);
    let (found, diagnostics) = find("take: [ web ]\nwithout: [ faults ]\nplays: { expert: [ rollback at db ] }\n");
    assert_eq!(found, ["3:32 bad-play"]);
    assert_eq!(diagnostics[0].help.as_deref(), Some("Add it to `take`."));
}
