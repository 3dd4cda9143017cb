//! The largest scenario that may be compiles in reasonable time.

use brownout_scenario::load;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// The mesh pack with 2,000 services in layers, ten calls each, and a fault.
fn big() -> String {
    let mut text = String::from("title: Big\nextends: firewatch\nwithout: [ services ]\nservices:\n");
    for index in 0..2_000_u32 {
        let calls: Vec<String> = (1..=10)
            .map(|step| format!("s{}", index + step * 7))
            .filter(|name| name[1..].parse::<u32>().is_ok_and(|n| n < 2_000))
            .collect();
        let _ = writeln!(text, "  s{index}: {{ calls: [ {} ], tags: [ user-facing ] }}", calls.join(", "));
    }
    text.push_str(
        "faults: { root: { kind: oom, at: s1000 } }\nplays: { expert: [ cure root, wait 9, declare-resolved ] }\n",
    );
    text
}

#[test]
fn two_thousand_services_compile_in_reasonable_time() {
    let mut catalogue = crate::it::packs::shipped();
    catalogue.insert("firewatch/big.yaml", big());
    let start = Instant::now();
    let compiled = load(&catalogue, "firewatch/big")
        .and_then(|authored| authored.compile(1))
        .unwrap_or_else(|rejected| panic!("{rejected}"));
    let took = start.elapsed();
    assert_eq!(compiled.plan.services.len(), 2_000);
    assert!(compiled.plan.calls.len() > 19_000);
    println!("{took:?}");
    assert!(took < Duration::from_secs(10), "{took:?}");
}
