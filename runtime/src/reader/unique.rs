//! What lives here: equality of JSON values as JSON Schema has it, straight on the text: numbers by what
//! they are worth, objects whatever the order of their members.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash, Hasher};

use crate::cursor::{Cursor, Decimal, Kind, Step};

/// The indices of the first two equal items of the array at an offset, the later one as early as can
/// be. The text has been read: it is well-formed.
#[inline]
pub(crate) fn first_equal(text: &str, offset: usize) -> Option<(usize, usize)> {
    let mut cursor = Cursor::new(&text[offset..]);
    let mut items = cursor.array().ok()?;
    let state = RandomState::new();
    // Items of one hash are compared in full; nobody outside knows the seed.
    let mut seen: HashMap<u64, Vec<(usize, &str)>> = HashMap::new();
    for index in 0.. {
        if !items.next(&mut cursor).ok()? {
            break;
        }
        let item = cursor.raw().ok()?;
        let alike = seen.entry(hash(item, &state)).or_default();
        if let Some((first, _)) = alike.iter().find(|(_, other)| equal(item, other)) {
            return Some((*first, index));
        }
        alike.push((index, item));
    }
    None
}

/// Whether two well-formed JSON texts are one value.
#[inline]
pub(crate) fn equal(left: &str, right: &str) -> bool {
    let equal = equal_values(&mut Cursor::new(left), &mut Cursor::new(right));
    equal.unwrap_or(false)
}

#[inline]
fn equal_values(left: &mut Cursor<'_>, right: &mut Cursor<'_>) -> Step<bool> {
    let kind = left.kind()?;
    if right.kind()? != kind {
        return Ok(false);
    }
    Ok(match kind {
        Kind::Null => true,
        Kind::Boolean => left.boolean()? == right.boolean()?,
        Kind::Number => left.number()?.compare(&right.number()?).is_eq(),
        Kind::String => left.string()?.value() == right.string()?.value(),
        Kind::Array => {
            let (left, right) = (items(left)?, items(right)?);
            left.len() == right.len()
                && left.iter().zip(&right).all(|(left, right)| equal(left, right))
        }
        Kind::Object => {
            let (left, right) = (members(left)?, members(right)?);
            left.len() == right.len()
                && left.iter().zip(&right).all(|((left_name, left), (right_name, right))| {
                    left_name == right_name && equal(left, right)
                })
        }
    })
}

#[inline]
fn items<'a>(cursor: &mut Cursor<'a>) -> Step<Vec<&'a str>> {
    let mut items = cursor.array()?;
    let mut found = Vec::new();
    while items.next(cursor)? {
        found.push(cursor.raw()?);
    }
    Ok(found)
}

/// The members in order of their names.
#[inline]
fn members<'a>(cursor: &mut Cursor<'a>) -> Step<Vec<(Cow<'a, str>, &'a str)>> {
    let mut members = cursor.object()?;
    let mut found = Vec::new();
    while let Some(name) = members.next(cursor)? {
        found.push((name.value(), cursor.raw()?));
    }
    found.sort_by(|left, right| left.0.cmp(&right.0));
    Ok(found)
}

/// A hash that equal values share.
#[inline]
fn hash(text: &str, state: &RandomState) -> u64 {
    let mut hasher = state.build_hasher();
    let mut cursor = Cursor::new(text);
    // A text that is not well-formed equals nothing; its hash does not matter.
    let _ = hash_value(&mut cursor, state, &mut hasher);
    hasher.finish()
}

#[inline]
fn hash_value(cursor: &mut Cursor<'_>, state: &RandomState, hasher: &mut impl Hasher) -> Step {
    let kind = cursor.kind()?;
    (kind as u8).hash(hasher);
    match kind {
        Kind::Null => cursor.null()?,
        Kind::Boolean => cursor.boolean()?.hash(hasher),
        Kind::Number => hash_number(&cursor.number()?, hasher),
        Kind::String => cursor.string()?.value().hash(hasher),
        Kind::Array => {
            let mut items = cursor.array()?;
            while items.next(cursor)? {
                hash_value(cursor, state, hasher)?;
            }
            // Without an end, arrays that differ in their brackets alone would share a hash.
            hasher.write_u8(u8::MAX);
        }
        Kind::Object => {
            // A sum does not mind the order of the members.
            let mut sum = 0_u64;
            let mut members = cursor.object()?;
            while let Some(name) = members.next(cursor)? {
                let mut member = state.build_hasher();
                name.value().hash(&mut member);
                hash_value(cursor, state, &mut member)?;
                sum = sum.wrapping_add(member.finish());
            }
            sum.hash(hasher);
        }
    }
    Ok(())
}

#[inline]
fn hash_number(number: &Decimal<'_>, hasher: &mut impl Hasher) {
    match number.to_i64() {
        Some(value) => value.hash(hasher),
        None => number.hash_worth(hasher),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_equal_by_what_they_are_worth() {
        for (left, right) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("0.5", "5e-1"),
            ("-0", "0"),
            ("12345678901234567890123", "1234567890123456789012.3e1"),
            (r#""a""#, r#""\u0061""#),
            (r#"{"a":1,"b":[2]}"#, r#"{"b":[2.0],"a":1}"#),
        ] {
            assert!(equal(left, right), "{left} {right}");
            let state = RandomState::new();
            assert_eq!(hash(left, &state), hash(right, &state), "{left} {right}");
        }
        let state = RandomState::new();
        assert_ne!(hash("[[1],2]", &state), hash("[[1,2]]", &state));
        assert_ne!(hash("[[],[]]", &state), hash("[[[]]]", &state));
        for (left, right) in
            [("1", "true"), ("0", "false"), ("[1,2]", "[2,1]"), (r#"{"a":1}"#, r#"{"a":1,"b":1}"#)]
        {
            assert!(!equal(left, right), "{left} {right}");
        }
    }

    #[test]
    fn the_first_equal_items_are_found() {
        assert_eq!(first_equal(r#"[1, "1", [1], 1.0]"#, 0), Some((0, 3)));
        assert_eq!(first_equal(r#"x[{"a": 1}, {"a": 2}]"#, 1), None);
    }
}
