//! What lives here: a copy of a value that says something else and still means the same kind of thing.

use crate::random::Random;
use crate::tree::Tree;
use crate::words::{speech, word};

/// Members that hold what was said.
const SPOKEN: &[&str] = &["content", "instruction", "message", "text"];

/// Changes texts, identifiers, times and the last digits of numbers, wherever no rule can be broken.
pub(crate) fn vary(tree: &mut Tree, name: &str, random: &mut Random) {
    match tree {
        Tree::Object(members) => {
            for (name, value) in members {
                vary(value, name, random);
            }
        }
        Tree::Array(items) => items.iter_mut().for_each(|item| vary(item, name, random)),
        Tree::Scalar(text) if text.starts_with('"') => {
            *text = string(&text[1..text.len() - 1], name, random);
        }
        Tree::Scalar(number) => *number = digits(number, random),
    }
}

/// A string in the place of another: the new one with its quotes.
fn string(old: &str, name: &str, random: &mut Random) -> String {
    let new = if SPOKEN.contains(&name) {
        speech(random)
    } else if name == "word" {
        word(random).to_owned()
    } else if is_time(old) {
        at_another_minute(old, random)
    } else if is_uuid(old) {
        let other = |c| if c == '-' { c } else { *random.pick(&HEX) };
        old.chars().map(other).collect()
    } else if name == "id" || name.ends_with("_id") || is_phone_number(old) {
        let other = |c: char| if c.is_ascii_digit() { random.digit() } else { c };
        old.chars().map(other).collect()
    } else {
        old.to_owned()
    };
    format!("\"{new}\"")
}

const HEX: [char; 16] =
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];

fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 20 && bytes[4] == b'-' && bytes[10] == b'T' && bytes[13] == b':'
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.char_indices().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        })
}

fn is_phone_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The same day and hour: minutes and seconds below 60 are right in every hour.
fn at_another_minute(time: &str, random: &mut Random) -> String {
    let (minute, second) = (random.below(60), random.below(60));
    format!("{}{minute:02}:{second:02}{}", &time[..14], &time[19..])
}

/// Other last digits, behind a point or at the end of a long integer. A short integer may be a code, a
/// version or a bound, and stays.
fn digits(number: &str, random: &mut Random) -> String {
    let fraction = number.find('.').map(|point| number.len() - point - 1);
    let changed = match fraction {
        _ if number.contains(['e', 'E']) => 0,
        Some(places) => places,
        None if number.len() > 3 => number.len().saturating_sub(3).min(6),
        None => 0,
    };
    if !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return number.to_owned();
    }
    let kept = number.len() - changed;
    number[..kept].chars().chain((0..changed).map(|_| random.digit())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_varied_value_is_of_the_same_kind() {
        let mut random = Random::new(1);
        for (name, old) in [
            ("created_at", r#""2026-02-03T14:05:10.25+01:00""#),
            ("id", r#""c5f83a1e-09b4-4d7a-86c2-f1e7d0a9b453""#),
            ("call_id", r#""call-9b40""#),
            ("duration", "2.50"),
            ("timestamp", "1703097600000"),
        ] {
            let mut tree = Tree::Scalar(old.to_owned());
            vary(&mut tree, name, &mut random);
            let Tree::Scalar(new) = tree else { panic!("{name} changed its kind") };
            assert_eq!(new.len(), old.len());
            assert_ne!(new, old);
        }
        for (name, old) in [("http_status", "200"), ("level", r#""info""#), ("flag", "true")] {
            let mut tree = Tree::Scalar(old.to_owned());
            vary(&mut tree, name, &mut random);
            assert_eq!(tree, Tree::Scalar(old.to_owned()));
        }
    }
}
