//! apidebug with `mended: false`: the rules of the original to the figure. Rewards, health and grades are worked out by hand from
//! sections 3 to 5 and 8 of the specification; the comments say how.

use crate::config::{mended, words};
use crate::deed;

/// A play: its steps, each with what it earns and how the services are afterwards, and its grade.
struct Play {
    id: &'static str,
    /// Action, service, changes, reward, status words (empty: as before).
    steps: &'static [(&'static str, &'static str, &'static str, f64, &'static [&'static str])],
    grade: f64,
}

const LOGS: &str = "inspect-logs";
const CONFIG: &str = "inspect-config";
const PROBE: &str = "inspect-endpoint";
const FIX: &str = "submit-fix";

const CLIENT: &str = "payment-client";
const GATEWAY: &str = "payment-gateway";
const SENDER: &str = "webhook-sender";
const RECEIVER: &str = "webhook-receiver";
const NOTIFIER: &str = "notification-service";
const ORDER: &str = "order-service";
const STOCK: &str = "inventory-service";

const PLAYS: &[Play] = &[
    // Wrong and odd ways: everything that costs, and near misses that pay again and again.
    Play {
        id: "apidebug/easy",
        steps: &[
            (PROBE, GATEWAY, "", 0.02, &["error", "healthy"]),
            (PROBE, CLIENT, "", 0.05, &[]),
            (PROBE, CLIENT, "", 0.05, &[]),
            (CONFIG, CLIENT, "", 0.05, &[]),
            (CONFIG, CLIENT, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.01, &[]),
            (FIX, CLIENT, "{}", -0.1, &[]),
            (FIX, GATEWAY, "{timeout: 30}", -0.05, &[]),
            (FIX, CLIENT, "{timeout: 30}", -0.1, &[]),
            // A map above the key is not the key.
            (FIX, CLIENT, "{headers: {Content-Type: application/json}}", -0.1, &[]),
            (FIX, CLIENT, "{Content-Type: application/xml}", 0.03, &[]),
            (FIX, CLIENT, "{Content-Type: application/xml}", 0.03, &[]),
            // By the last part of the key, any token, and a key that nobody knows beside it.
            (FIX, CLIENT, "{Authorization: bearer whatever, made.up: 1}", 0.30, &["degraded", "healthy"]),
            (LOGS, CLIENT, "", 0.15, &[]),
            // Read again, with new lines.
            (LOGS, CLIENT, "", 0.05, &[]),
        ],
        // .40 · 1/2 + .20 + 0 + .25 · (1 + 3/8 + 4/4) / 3
        grade: 0.20 + 0.20 + 0.25 * (1.0 + 0.375 + 1.0) / 3.0,
    },
    // Nobody looked: no bonus for it, and one change cures both.
    Play {
        id: "apidebug/easy",
        steps: &[(
            FIX,
            CLIENT,
            "{headers.Authorization: Bearer x, headers.Content-Type: application/json}",
            0.70,
            &["healthy", "healthy"],
        )],
        grade: 0.40 + 0.15 * 14.0 / 15.0 + 0.25 * (0.0 + 0.0 + 1.0 + 0.25) / 4.0,
    },
    // Nothing is changed: diagnosis counts what was read.
    Play {
        id: "apidebug/easy",
        steps: &[
            (LOGS, CLIENT, "", 0.15, &["error", "healthy"]),
            (CONFIG, GATEWAY, "", 0.01, &[]),
            (LOGS, CLIENT, "", 0.0, &[]),
            (LOGS, GATEWAY, "", 0.05, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
            (CONFIG, GATEWAY, "", 0.0, &[]),
        ],
        grade: 0.20 + 0.25 * (0.0 + 3.0 / 15.0 + 0.5) / 3.0,
    },
    // What hides behind another is seen and cured first.
    Play {
        id: "apidebug/medium",
        steps: &[
            (LOGS, SENDER, "", 0.15, &["error", "degraded", "healthy"]),
            (LOGS, SENDER, "", 0.0, &[]),
            (LOGS, RECEIVER, "", 0.15, &[]),
            // One of three under the key is near …
            (FIX, SENDER, "{retry: {max_retries: 3}}", 0.03, &[]),
            (
                FIX,
                SENDER,
                "{retry: {max_retries: 3, backoff_factor: 2, retry_on_status: [500, 429]}}",
                0.30,
                &["degraded", "degraded", "healthy"],
            ),
            (FIX, SENDER, "{rate_limit.requests_per_second: 16}", -0.1, &[]),
            (FIX, SENDER, "{requests_per_second: 14}", 0.03, &[]),
            (FIX, SENDER, "{rate_limit: {requests_per_second: 10}}", -0.1, &[]),
            (FIX, SENDER, "{burst_size: 20}", -0.1, &[]),
            (FIX, SENDER, "{requests_per_second: 10.9}", 0.30, &["degraded", "healthy", "healthy"]),
            (LOGS, RECEIVER, "", 0.05, &[]),
            (LOGS, NOTIFIER, "", 0.05, &[]),
            (LOGS, NOTIFIER, "", 0.0, &[]),
            (PROBE, RECEIVER, "", 0.02, &[]),
            (FIX, SENDER, "{X-Webhook-Signature: sha256=1}", 0.50, &["healthy", "healthy", "healthy"]),
        ],
        grade: 0.40 + 0.20 + 0.15 * 10.0 / 25.0 + 0.25 * (1.0 + 3.0 / 7.0 + 0.5 + 0.75) / 4.0,
    },
    // … and one of three by its own path is enough.
    Play {
        id: "apidebug/medium",
        steps: &[
            (PROBE, SENDER, "", 0.05, &["error", "degraded", "healthy"]),
            (PROBE, NOTIFIER, "", 0.02, &[]),
            (FIX, SENDER, "{retry.max_retries: 3}", 0.30, &["degraded", "degraded", "healthy"]),
            // Nothing right, something named.
            (FIX, SENDER, "{headers.X-Webhook-Signature: nothing}", -0.1, &[]),
            (FIX, SENDER, "{X-Webhook-Signature: sha256=1}", 0.30, &["degraded", "healthy", "healthy"]),
            (FIX, SENDER, "{rate_limit.requests_per_second: 10}", 0.50, &["healthy", "healthy", "healthy"]),
        ],
        // No logs and no settings were read before: an endpoint is no inspection that leads.
        grade: 0.40 + 0.20 + 0.15 * 19.0 / 25.0 + 0.25 * (0.0 + 0.0 + 0.5 + 0.5) / 4.0,
    },
    // The token that has run out, true by 1.05, one key of two, stock called by orders themselves.
    Play {
        id: "apidebug/hard",
        steps: &[
            (PROBE, "api-gateway", "", 0.02, &["error", "healthy", "degraded", "healthy", "healthy"]),
            (PROBE, ORDER, "", 0.05, &[]),
            (LOGS, "api-gateway", "", 0.05, &[]),
            (LOGS, ORDER, "", 0.15, &[]),
            (FIX, ORDER, "{async_mode: 1.05}", 0.30, &["degraded", "healthy", "degraded", "healthy", "healthy"]),
            (FIX, STOCK, "{headers.Authorization: Bearer expired_token_456}", 0.25, &[]),
            (FIX, STOCK, "{auto_refresh: true}", 0.25, &["degraded", "healthy", "healthy", "healthy", "healthy"]),
            (LOGS, STOCK, "", 0.05, &[]),
            (LOGS, STOCK, "", 0.05, &[]),
            (CONFIG, "shipping-service", "", 0.01, &[]),
            (FIX, ORDER, "{timeout: 5}", -0.1, &[]),
            (FIX, ORDER, "{timeout: 5.5}", 0.03, &[]),
            (FIX, ORDER, "{timeout: 5.5, inventory_url: https://inventory.internal/v2/reserve}", 0.33, &[]),
            (PROBE, ORDER, "", 0.05, &[]),
            (FIX, ORDER, "{timeout: 9.5}", 0.50, &["healthy", "healthy", "healthy", "healthy", "healthy"]),
        ],
        grade: 0.40 + 0.20 + 0.15 * 25.0 / 40.0 + 0.25 * (1.0 + 0.5 + 0.75 + 1.0) / 4.0,
    },
    // Orders are well and stock is not: who calls it is told so.
    Play {
        id: "apidebug/hard",
        steps: &[
            (
                FIX,
                ORDER,
                "{timeout: 10, async_mode: true}",
                0.50,
                &["degraded", "healthy", "degraded", "healthy", "healthy"],
            ),
            (
                FIX,
                ORDER,
                "{inventory_url: https://inventory.internal/v2/reserve}",
                0.25,
                &["healthy", "healthy", "degraded", "healthy", "healthy"],
            ),
            (PROBE, ORDER, "", 0.03, &[]),
            (PROBE, "api-gateway", "", 0.02, &[]),
            (LOGS, "auth-service", "", 0.15, &[]),
            (
                FIX,
                STOCK,
                "{Authorization: Bearer anything, token_refresh_url: https://auth.internal/refresh}",
                0.70,
                &["healthy", "healthy", "healthy", "healthy", "healthy"],
            ),
        ],
        // Order: timeout, async, wrong-url, expired-token, token-refresh: 3 of 4 in order. Orders were looked at, stock never.
        grade: 0.40 + 0.20 * 3.0 / 5.0 + 0.15 * 34.0 / 40.0 + 0.25 * (0.0 + 1.0 / 3.0 + 0.75 + 0.75) / 4.0,
    },
];

#[test]
fn the_original_is_played_to_the_figure() {
    for play in PLAYS {
        let mut game = mended(play.id, 0, false);
        for (step, (action, service, changes, want, health)) in (1..).zip(play.steps) {
            let mut args = vec![("target", *service)];
            if !changes.is_empty() {
                args.push(("changes", *changes));
            }
            let refused = game.act(&deed(action, &args)).unwrap().refused.clone();
            assert_eq!(refused, None, "{} step {step}", play.id);
            let got: f64 = game.rewards().last().unwrap().iter().sum();
            assert!((got - want).abs() < 1e-9, "{} step {step}: {action} {changes} earns {got}, not {want}", play.id);
            if !health.is_empty() {
                assert_eq!(words(&game), *health, "{} step {step}: {changes}", play.id);
            }
        }
        assert!(game.over().is_some(), "{} goes on", play.id);
        let grade = game.grade();
        let parts: f64 = grade.parts.iter().sum();
        assert!((parts - play.grade).abs() < 1e-9, "{}: {parts}, not {}: {:?}", play.id, play.grade, grade.parts);
        assert!((grade.score - play.grade).abs() < 1e-4, "{}: {}", play.id, grade.score);
    }
}

/// What the service has no place for is written too, and shown.
#[test]
fn the_original_writes_whatever_it_is_given() {
    let mut game = mended("apidebug/medium", 0, false);
    for changes in
        ["{made.up: 1, retry: {max_retries: many}, compression: [1]}", "{made.up: 2, other: x}", "{other: null}"]
    {
        game.act(&deed(FIX, &[("target", SENDER), ("changes", changes)])).unwrap();
    }
    let shown = game.act(&deed(CONFIG, &[("target", SENDER)])).unwrap().shown.join("\n");
    for (line, there) in [
        ("  made.up: 2", true),
        ("  compression: [1]", true),
        ("  retry.max_retries: \"many\"", true),
        // A map takes the place of the whole branch.
        ("  retry.backoff_factor: ", false),
        ("  compression: \"none\"", false),
        ("  other: ", false),
        ("  signing_secret: \"whsec_abc123secret\"", true),
    ] {
        assert_eq!(shown.contains(line), there, "{line}\n{shown}");
    }
    let rows = game.config(0, usize::MAX).unwrap().rows;
    let row = |path: &str| rows.iter().filter(|row| row.path == path).map(|row| row.value.as_str()).collect::<Vec<_>>();
    assert_eq!((row("made.up"), row("other"), row("compression")), (vec!["2"], vec![], vec!["[1]"]));
    assert_eq!(game.config_check(0, "made.up", "3"), Ok(Some("3".to_owned())));
    assert!(game.config_check(0, "made.down", "3").is_err());
}

/// Mended: what is cured together with what hid it was not diagnosed (section 6).
#[test]
fn what_is_cured_with_its_mask_counts_as_not_looked_at() {
    let all = "{rate_limit: {requests_per_second: 10, burst_size: 20}, retry: {max_retries: 3, backoff_factor: 2, retry_on_status: [429, 500]}}";
    let rate = "{rate_limit: {requests_per_second: 10, burst_size: 20}}";
    let retry = "{retry: {max_retries: 3, backoff_factor: 2, retry_on_status: [429, 500]}}";
    for (steps, want) in [
        (&[(all, 0.54)][..], 1.0),
        (&[(retry, 0.24), (rate, 0.29)][..], 1.0),
        (&[(rate, 0.29), (retry, 0.29)][..], 2.0),
    ] {
        let mut game = mended("apidebug/medium", 0, true);
        game.act(&deed(LOGS, &[("target", SENDER)])).unwrap();
        for (changes, reward) in steps {
            game.act(&deed(FIX, &[("target", SENDER), ("changes", changes)])).unwrap();
            let got: f64 = game.rewards().last().unwrap().iter().sum();
            // What is right in two parts was near before: its best pays in the step of its cure.
            assert!((got - reward).abs() < 1e-9, "{changes}: {got}, not {reward}");
        }
        let parts = game.grade().parts.clone();
        assert!((parts[1] - 0.20 * want / 2.0).abs() < 1e-9, "{parts:?}");
    }
}
