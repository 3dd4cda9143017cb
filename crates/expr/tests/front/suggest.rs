//! "Did you mean …?"

use brownout_expr::suggest::nearest;

#[track_caller]
fn check(wanted: &str, names: &[&str], expected: Option<&str>) {
    assert_eq!(nearest(wanted, names.iter().copied()), expected, "{wanted}");
}

#[test]
fn slips_of_the_pen() {
    check("user-dbs", &["user-db", "payment-db"], Some("user-db"));
    check("roll-back", &["restart", "rollback"], Some("rollback"));
    check("cure-by", &["cured-when", "cured-by"], Some("cured-by"));
    check("hte", &["the"], Some("the"));
    check("Err", &["p99", "err"], Some("err"));
    check("retsart", &["restart", "reset"], Some("restart"));
}

#[test]
fn far_names_are_not_offered() {
    check("latency", &["p99", "err", "cpu"], None);
    check("x", &["y"], None);
    check("cpu", &["mem"], None);
    check("", &["a", ""], None);
    check("err", &[], None);
    check(&"x".repeat(100), &["x"], None);
}

#[test]
fn the_nearest_wins_and_then_the_first() {
    check("memo", &["mem", "demo", "memos"], Some("mem"));
    check("restarts", &["restarted", "restart"], Some("restart"));
    check("cat", &["bat", "hat"], Some("bat"));
    check("cat", &["hat", "bat"], Some("hat"));
}
