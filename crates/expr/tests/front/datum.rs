//! Structured values: reading, the canonical text, and when two are alike.

use brownout_expr::datum::{DEPTH_MAX, PARTS_MAX, SIZE_MAX, close, equal, read};

fn check_read(text: &str, want: Result<&str, &str>) {
    match (read(text), want) {
        (Ok(datum), Ok(want)) => {
            assert_eq!(datum.canonical(), want, "{text}");
            assert_eq!(read(want).as_ref(), Ok(&datum), "{text} again");
        }
        (Err(error), Err(want)) => assert!(error.to_string().contains(want), "{text}: {error}"),
        (got, want) => panic!("{text}: {got:?}, not {want:?}"),
    }
}

#[test]
fn values_are_read_and_have_one_text() {
    for (text, want) in [
        ("", Ok("null")),
        (" null ", Ok("null")),
        ("true", Ok("true")),
        ("12", Ok("12")),
        ("-0", Ok("0")),
        ("1e3", Ok("1000")),
        ("1e300", Ok("1e300")),
        ("0.1", Ok("0.1")),
        ("1e-9", Ok("1e-9")),
        ("1e999", Ok("\"1e999\"")),
        ("nan", Ok("\"nan\"")),
        ("-", Ok("\"-\"")),
        ("2h", Ok("\"2h\"")),
        ("Bearer abc", Ok("\"Bearer abc\"")),
        ("\"10\"", Ok("\"10\"")),
        ("'it\\'s'", Ok("\"it's\"")),
        ("a, b: c]", Ok("\"a, b: c]\"")),
        ("[]", Ok("[]")),
        ("[500, 429]", Ok("[500,429]")),
        ("[a, 'b', [true]]", Ok("[\"a\",\"b\",[true]]")),
        ("{}", Ok("{}")),
        ("{ b: plain text, a.c: 10 }", Ok("{\"a.c\":10,\"b\":\"plain text\"}")),
        ("{url: https://x.y/z?q=1, \"k k\": null}", Ok("{\"k k\":null,\"url\":\"https://x.y/z?q=1\"}")),
        ("{/v1/check: {deep: [1]}}", Ok("{\"/v1/check\":{\"deep\":[1]}}")),
        ("\"\\u00e9\\n\"", Ok("\"é\\n\"")),
        ("{a: 1, a: 2}", Err("The key `a` is given twice. (character 8)")),
        ("{a 1}", Err("Expected `:` behind the key `a 1`.")),
        ("{a: }", Err("Expected a value.")),
        ("{: 1}", Err("Expected a key")),
        ("{a: 1", Err("Expected `,` or `}`")),
        ("[1", Err("Expected `,` or `]`")),
        ("[1,]", Err("Expected a value.")),
        ("[1] x", Err("Nothing may stand behind the value. (character 5)")),
        ("\"a", Err("no closing `\"`. (character 1)")),
        ("\"\\x\"", Err("Behind a backslash")),
        ("\"\\uD800\"", Err("four hexadecimal digits")),
    ] {
        check_read(text, want);
    }
}

#[test]
fn values_are_bounded() {
    let deep = DEPTH_MAX as usize;
    check_read(
        &format!("{}{}", "[".repeat(deep), "]".repeat(deep)),
        Ok(&format!("{}{}", "[".repeat(deep), "]".repeat(deep))),
    );
    check_read(&"[".repeat(deep + 1), Err("8 deep"));
    check_read(&"[".repeat(4000), Err("8 deep"));
    check_read(&"x".repeat(SIZE_MAX + 1), Err("at most 4096 bytes"));
    check_read(&format!("[{}0]", "0,".repeat(PARTS_MAX as usize - 1)), Err("at most 512 parts"));
}

/// Rules of apidebug, section 4.1; the first ones are its check vectors.
#[test]
fn alike_values() {
    for (expected, given, same, near) in [
        ("30", "32", true, true),
        ("30", "33", false, true),
        ("10", "9.1", true, true),
        ("30", "16", false, true),
        ("30", "15", false, false),
        ("Bearer <token>", "bearer abc", true, false),
        ("Bearer <token>", "Bearer", false, false),
        ("[429, 500]", "[500, 429, 503]", true, false),
        ("[429, 500]", "[500, 503]", false, false),
        ("[429, 500]", "[500, 429]", true, false),
        ("0", "0", true, true),
        ("0", "0.01", false, true),
        ("0", "-4.9", false, true),
        ("0", "5", false, false),
        ("0.5", "0.55", true, true),
        ("0.5", "0.62", false, true),
        ("-30", "-32", true, true),
        (" Application/JSON ", "application/json", true, true),
        ("application/json", "application/xml", false, true),
        ("none", "gzip", false, false),
        ("https://a.b/v2", "https://c.d/v1", false, true),
        ("sha256=<computed>", "SHA256=77ab", true, false),
        ("sha256=<computed>", "sha256=", false, false),
        ("sha256=<computed>", "md5=77ab", false, false),
        ("a < b", "a < c", false, false),
        ("Bearer one", "Bearer two", true, false),
        ("Bearer one", "Bearer ", false, false),
        ("order-{order_id}", "order-{order_id}", true, true),
        ("order-{order_id}", "order-17", false, false),
        ("true", "true", true, true),
        ("true", "false", false, true),
        ("true", "'yes'", true, false),
        ("false", "'no'", true, false),
        ("true", "'on and on'", false, false),
        ("true", "1", true, false),
        ("false", "0", true, false),
        ("true", "1.05", false, false),
        ("false", "0.05", false, false),
        ("1", "true", false, false),
        ("10", "'10'", false, false),
        ("null", "null", true, false),
        ("10", "null", false, false),
        ("{a: X, b: [2, 1]}", "{b: [1, 2], a: x}", true, false),
        ("{a: 10}", "{a: 10.5}", false, false),
        ("[Bearer <t>]", "[bearer q]", true, false),
        ("[]", "[1]", true, false),
        ("[]", "1", false, false),
    ] {
        let (e, g) = (read(expected).unwrap(), read(given).unwrap());
        assert_eq!((equal(&e, &g), close(&e, &g)), (same, near), "{expected} and {given}");
    }
}

/// Whatever the text: a value that its canonical text gives back, or an error inside the text.
#[test]
fn reading_never_fails_otherwise() {
    const SIGNS: &[u8] = b"[]{}:,\"'abc019. \\eun-\n";
    let mut random = 1_u64;
    let mut below = |n: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % n
    };
    for _ in 0..20_000 {
        let text: String = (0..below(24)).map(|_| SIGNS[below(SIGNS.len())] as char).collect();
        match read(&text) {
            Ok(datum) => {
                let canonical = datum.canonical();
                assert_eq!(read(&canonical).as_ref(), Ok(&datum), "{text:?} is {canonical}");
                assert!(equal(&datum, &datum), "{canonical}");
            }
            Err(error) => assert!(error.at <= text.len(), "{text:?}: {error}"),
        }
    }
}
