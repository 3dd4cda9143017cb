//! Templates of text: names and formats.

use super::Case;

pub const CASES: &[Case] = &[
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
