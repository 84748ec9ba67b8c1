//! What lives here: near misses: which of the words that a schema knows may have been meant.

/// What may help, where something is a near miss.
#[derive(Debug)]
pub enum Hint {
    /// A word that may be meant. It says much about the one that stands there.
    Meant(String),
    /// Which alternative came closest, and why it failed, told as carefully as a violation.
    Closest(String),
}

/// The longest word that is compared, in bytes. What is longer is no slip of the pen.
const LONGEST: usize = 64;

/// How much of an object is searched for a name, in bytes.
pub(crate) const SEARCHED: usize = 1 << 16;

/// The one of some known words that is closest to `found`, if it is close enough to be meant: the same but
/// for case, hyphens and the like, or with at most a third of its letters wrong.
pub(crate) fn closest<'a>(
    found: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let near = known.into_iter().filter_map(|word| Some((distance(found, word)?, word)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

/// How far two words are from each other; none where nobody would take one for the other.
pub(crate) fn distance(found: &str, known: &str) -> Option<usize> {
    if found.is_empty() || known.is_empty() || found.len().max(known.len()) > LONGEST {
        return None;
    }
    if letters(found) == letters(known) {
        return Some(0);
    }
    let length = found.chars().count().max(known.chars().count());
    let distance = strsim::osa_distance(found, known);
    (distance <= length / 3).then_some(distance)
}

/// The letters and digits of a word, without case.
fn letters(word: &str) -> String {
    let mut letters = word.to_lowercase();
    letters.retain(char::is_alphanumeric);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_word_is_found_where_one_is_close() {
        let known = ["REGISTERED", "ONGOING", "ENDED", "ERROR", "SCHEDULED"];
        for (found, meant) in [
            ("ended", Some("ENDED")),
            ("ENDDE", Some("ENDED")),
            ("on-going", Some("ONGOING")),
            ("SCHEDULE", Some("SCHEDULED")),
            ("ERR", None),
            ("cancelled", None),
            ("", None),
        ] {
            assert_eq!(closest(found, known), meant, "{found}");
        }
        assert_eq!(closest("call_idd", ["call_ids", "call_id"]), Some("call_ids"));
        assert_eq!(closest("callId", ["call_is", "call_id"]), Some("call_id"));
        assert_eq!(closest("x", ["y"]), None);
        let long = "a".repeat(100);
        assert_eq!(closest(&long, [long.as_str()]), None);
    }
}
