//! What lives here: strings that have a format, and strings that almost do.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use super::Rules;

const DATE_TIMES: &[&str] = &[
    "2026-01-15T10:30:00Z",
    "2026-01-15t10:30:00z",
    "2024-09-25T22:22:08.095646+00:00",
    "2024-02-29T23:59:59.5-23:59",
    "2000-02-29T00:00:00+14:00",
    "0000-01-01T00:00:00-00:00",
    "1998-12-31T23:59:60Z",
    "1998-12-31T15:59:60.123-08:00",
    "1999-01-01T05:29:60+05:30",
    "9999-12-31T23:59:59.99999999999999999999Z",
];

const NEAR_DATE_TIMES: &[&str] = &[
    "2026-01-15",
    "10:30:00Z",
    "2026-01-15T10:30:00",
    "2026-01-15 10:30:00Z",
    "2026-01-15T10:30Z",
    "2026-01-15T10:30:00.Z",
    "2026-01-15T10:30:00,5Z",
    "2026-01-15T10:30:00+0000",
    "2026-01-15T10:30:00+00",
    "2026-01-15T10:30:00+24:00",
    "2026-01-15T10:30:00-00:60",
    "2026-01-15T10:30:00 +00:00",
    "2026-01-15T24:00:00Z",
    "2026-01-15T10:60:00Z",
    "2026-01-15T10:30:60Z",
    "1998-12-31T23:59:61Z",
    "1998-12-31T23:58:60Z",
    "1998-12-31T23:59:60-08:00",
    "2026-02-29T10:30:00Z",
    "1900-02-29T10:30:00Z",
    "2026-04-31T10:30:00Z",
    "2026-13-01T10:30:00Z",
    "2026-00-01T10:30:00Z",
    "2026-01-00T10:30:00Z",
    "02026-01-15T10:30:00Z",
    "26-01-15T10:30:00Z",
    "2026-1-15T10:30:00Z",
    "2026-01-15T10:30:00ZZ",
    "2026-01-15T10:30:00Z ",
    " 2026-01-15T10:30:00Z",
    "２026-01-15T10:30:00Z",
    "2026-W03-4T10:30:00Z",
    "1768473000",
    "Thu, 15 Jan 2026 10:30:00 GMT",
    "<string>",
    "",
];

const UUIDS: &[&str] = &[
    "550e8400-e29b-41d4-a716-446655440000",
    "550E8400-E29B-41D4-A716-44665544ABCD",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-FFFF-ffff-FFFF-ffffffffffff",
];

const NEAR_UUIDS: &[&str] = &[
    "550e8400e29b41d4a716446655440000",
    "{550e8400-e29b-41d4-a716-446655440000}",
    "urn:uuid:550e8400-e29b-41d4-a716-446655440000",
    "550e8400-e29b-41d4-a716-44665544000",
    "550e8400-e29b-41d4-a716-4466554400000",
    "550e8400-e29b-41d4-a716-44665544000g",
    "550e8400-e29b-41d4-a71-6446655440000",
    "550e8400_e29b_41d4_a716_446655440000",
    "550e8400-e29b-41d4-a716-4466554400é",
    "",
];

const URIS: &[&str] = &[
    "https://example.com/a?b=c#d",
    "http://[::1]:80/%7E",
    "http://[2001:db8::192.0.2.1]/",
    "https://user:pass@example.com:8443/;a=b/..?q=%20&r=a/b?c#frag/?",
    "HTTPS://EXAMPLE.COM",
    "wss://example.com/stream",
    "s3://bucket/key.wav",
    "urn:isbn:0451450523",
    "mailto:a@b.c",
    "file:///etc/hosts",
    "tel:+14155550142",
    "a:",
];

const NEAR_URIS: &[&str] = &[
    "",
    "/relative",
    "relative/path",
    "example.com",
    "//host/path",
    "#fragment",
    "http://a b",
    "http://a/ ",
    "http://é.com",
    "http://a/é",
    "http://a/%zz",
    "http://a/%4",
    "http://a/\"quoted\"",
    "http://a/<b>",
    "http://a/\\b",
    "http://a/[b]",
    "http://a/{b}",
    "http://a#b#c",
    "http://[::1",
    "http://[::g]/",
    "http://a:port/",
    "1a:b",
    ":no-scheme",
];

const PLAIN: &[&str] = &[
    "x",
    "completed",
    "+1 415 555 0142",
    "0",
    "null",
    "Grüß Gott, 東京 👋🏽",
    "quote \" backslash \\ slash / tab \t line \n nul \u{0} del \u{7f}",
    "\u{2028}\u{feff}\u{10ffff}",
    "a\u{301}",
];

/// A string that has the format and the length, if the rules ask for any.
pub(super) fn fitting(rules: &Rules, rng: &mut StdRng) -> String {
    if let Some((good, _)) = rules.format.as_deref().and_then(pools) {
        return pick(good, rng);
    }
    let (least, most) = (rules.min_length.unwrap_or(0), rules.max_length.unwrap_or(u64::MAX));
    let text = match rng.random_range(0..4) {
        0 => of_length(least, rng),
        1 if rules.max_length.is_some() => of_length(most, rng),
        _ => pick(PLAIN, rng),
    };
    let length = text.chars().count() as u64;
    if (least..=most).contains(&length) { text } else { of_length(least.max(1), rng) }
}

/// A string that probably breaks a rule: of the wrong length, nearly of the format, nearly listed.
pub(super) fn breaking(rules: &Rules, now: &str, rng: &mut StdRng) -> String {
    let near = rules.format.as_deref().and_then(pools).map(|(_, near)| near);
    match (rng.random_range(0..8), near) {
        (0..=4, Some(near)) => pick(near, rng),
        (0 | 1, None) if rules.min_length.is_some() || rules.max_length.is_some() => {
            of_wrong_length(rules, rng)
        }
        (0, _) => String::new(),
        (1, _) => now.chars().skip(1).collect(),
        (2, _) => format!("{now}{now}"),
        (3, _) => now.to_uppercase(),
        (4, _) => format!("{now} "),
        (5, _) => one_character_changed(now, rng),
        _ => pick(PLAIN, rng),
    }
}

fn pools(format: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    match format {
        "date-time" => Some((DATE_TIMES, NEAR_DATE_TIMES)),
        "uuid" => Some((UUIDS, NEAR_UUIDS)),
        "uri" => Some((URIS, NEAR_URIS)),
        _ => None,
    }
}

fn pick(pool: &[&str], rng: &mut StdRng) -> String {
    pool.choose(rng).copied().unwrap_or_default().to_owned()
}

/// Lengths count Unicode scalar values, so a string that is long in bytes is one of the cases.
fn of_length(length: u64, rng: &mut StdRng) -> String {
    let character = ['a', 'é', '👋', '"'].choose(rng).copied().unwrap_or('a');
    (0..length).map(|_| character).collect()
}

fn of_wrong_length(rules: &Rules, rng: &mut StdRng) -> String {
    let short = rules.min_length.and_then(|least| least.checked_sub(1));
    let long = rules.max_length.map(|most| most + 1);
    let lengths: Vec<_> = short.into_iter().chain(long).collect();
    of_length(lengths.choose(rng).copied().unwrap_or(0), rng)
}

fn one_character_changed(now: &str, rng: &mut StdRng) -> String {
    let mut characters: Vec<_> = now.chars().collect();
    if !characters.is_empty() {
        let at = rng.random_range(0..characters.len());
        characters[at] = char::from(rng.random_range(b' '..=b'~'));
    }
    characters.into_iter().collect()
}
