//! What lives here: what translated patterns match.

use super::translate;

/// Whether the translation of a pattern is found in a text.
fn found(pattern: &str, text: &str) -> bool {
    let translated = translate(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    regex::Regex::new(&translated).expect("it has been compiled before").is_match(text)
}

#[test]
fn translations_read_like_their_patterns() {
    for (pattern, translated) in [
        ("", ""),
        ("^a*$", "^a*$"),
        ("^(a|b){2,3}?$", "^(?:a|b){2,3}?$"),
        ("(?<year>\\d{4})-x", "(?:[0-9]{4})\\-x"),
        ("[^a-z_\\-.]", "[^a-z_\\-\\.]"),
        ("\\/\\_\\<\\@", "/_<@"),
        ("\\p{L}\\P{Script=Greek}", "\\p{L}\\P{Script=Greek}"),
        ("é\\u0301\\u{1F600}", "é\\x{301}\\x{1F600}"),
        ("a b#", "a b\\#"),
    ] {
        assert_eq!(translate(pattern).as_deref(), Ok(translated), "{pattern}");
    }
}

#[test]
fn classes_of_characters_are_those_of_ecma() {
    for (pattern, accepted, rejected) in [
        (r"^\d$", "07", "a٠"),
        (r"^\D$", "a٠", "07"),
        (r"^\w$", "aZ0_", "é-ſ\u{212A}"),
        (r"^\W$", "é-\u{212A}", "aZ0_"),
        (
            r"^\s$",
            "\t\n\u{B}\u{C}\r \u{A0}\u{1680}\u{2003}\u{2028}\u{3000}\u{FEFF}",
            "\u{85}\u{180E}a",
        ),
        (r"^\S$", "\u{85}\u{180E}a", "\t\u{A0}\u{FEFF}"),
        (r"^.$", "a\u{85}🐲\u{B}", "\n\r\u{2028}\u{2029}"),
        (r"^[\s\S]$", "a\n🐲", ""),
        (r"^[^]$", "a\n🐲", ""),
        (r"^[]$", "", "a"),
        (r"^[^\D]$", "5", "a"),
        (r"^[\w-]$", "a-", "!"),
        (r"^[a-z&&[]$", "a&[", "]!"),
        (r"^[a~~+--]$", "a~+,-", "*.b"),
        (r"^[!--]$", "!,-", "."),
        (r"^[\b]$", "\u{8}", "b"),
        (r"^[^^]$", "a", "^"),
        (r"^[\]\\]$", "]\\", "a"),
        (r"^[\cA-\x03]$", "\u{1}\u{2}\u{3}", "\0A"),
        (r"^\p{digit}$", "4৪", "a"),
        (r"^[\p{Lu}\P{L}]$", "É1", "é"),
        (r"^[🐲-🐺]$", "🐲🐶", "🐱🐻a"),
    ] {
        for letter in accepted.chars() {
            assert!(found(pattern, &letter.to_string()), "{pattern} {letter:?}");
        }
        for letter in rejected.chars() {
            assert!(!found(pattern, &letter.to_string()), "{pattern} {letter:?}");
        }
    }
}

#[test]
fn escapes_stand_for_their_characters() {
    for (pattern, text) in [
        (r"^\t\n\v\f\r$", "\t\n\u{B}\u{C}\r"),
        (r"^\cC\cc$", "\u{3}\u{3}"),
        (r"^\0\x41\u0042\u{43}$", "\0ABC"),
        (r"^\uD83D\uDC32$", "🐲"),
        (r"^\ud83d\udc32+$", "🐲🐲"),
        (r"^[\uD83D\uDC30-\uD83D\uDC3F]$", "🐲"),
        (r"^[\uD800-\uFFFF]$", "\u{E000}"),
        (r"^[a\uD800]$", "a"),
        (r"^[^\uD800-\uDFFF]$", "🐲"),
        (r"^\$\^\.\*\+\?\(\)\[\]\{\}\|\/\\\-$", r"$^.*+?()[]{}|/\-"),
    ] {
        assert!(found(pattern, text), "{pattern}");
    }
    for (pattern, text) in
        [(r"\uD83D", "🐲"), (r"[\uDC00-\uDFFF]", "🐲"), (r"^abc$", "abc\n"), (r"\.", "a")]
    {
        assert!(!found(pattern, text), "{pattern}");
    }
}

#[test]
fn words_are_ascii() {
    assert!(found(r"\bcole", "école"));
    assert!(!found(r"\Bcole", "école"));
    assert!(found(r"^\Bé\B$", "é"));
    assert!(!found(r"\bé", "é"));
}

#[test]
fn what_takes_more_than_linear_time_is_refused() {
    for (pattern, word) in [
        ("(?=a)b", "lookahead"),
        ("(?!a)b", "lookahead"),
        ("(?<=a)b", "lookbehind"),
        ("(?<!a)b", "lookbehind"),
        (r"(a)\1", "backreference"),
        (r"(?<n>a)\k<n>", "backreference"),
        ("(?i:a)", "flags"),
        ("(?:(?:a{999}){999}){999}", "too large"),
        (r"\p{Klingon}", "property"),
        ("a{99999999999}", "compiled"),
    ] {
        let error = translate(pattern).expect_err(pattern);
        assert!(error.contains(word), "{pattern}: {error}");
    }
}

#[test]
fn what_is_not_ecma_is_refused() {
    for pattern in [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "a{",
        "a{,2}",
        "*",
        "a**",
        "\\",
        "\\a",
        "\\A",
        "\\z",
        "\\Z",
        "\\h",
        "(?i)a",
        "(?P<n>a)",
        "(?#c)",
        "(?>a)",
        "a++",
        "[z-a]",
        "[\\w-z]",
        "\\u{110000}",
        "\\x4",
        "\\pL",
        "\\01",
        "[[:alpha:]]+]",
    ] {
        assert_eq!(translate(pattern), Err(super::NO_PATTERN.to_owned()), "{pattern}");
    }
}
