//! What lives here: what can be said of names in all scripts without tables of Unicode. It stands in for
//! `idn.rs` where the feature `idn` is off, and takes all that `idn.rs` takes, and more.

use super::hostname::{MAX_LABEL, MAX_NAME, is_ascii_label, is_encoded};

/// Whether it is the ASCII full stop, or one that UTS 46 maps to it.
fn is_full_stop(letter: char) -> bool {
    matches!(letter, '.' | '\u{3002}' | '\u{FF0E}' | '\u{FF61}')
}

/// Whether the text may be a name of ASCII labels and labels in other scripts.
pub(super) fn matches(text: &str) -> bool {
    let is_label = |label: &str| {
        if label.is_ascii() { is_label_of_idna(label) } else { is_foreign_label(label) }
    };
    text.split(is_full_stop).all(is_label) && count(text) <= MAX_NAME
}

/// Whether each label that begins with `xn--` has something to decode.
pub(super) fn encoded_labels_hold(text: &str) -> bool {
    text.split('.').all(|label| !is_encoded(label) || label.len() > "xn--".len())
}

/// An ASCII label. With two hyphens in third and fourth place it must be encoded: RFC 5890, section 2.3.1.
fn is_label_of_idna(label: &str) -> bool {
    is_ascii_label(label) && (label.get(2..4) != Some("--") || is_encoded(label))
}

fn is_foreign_label(label: &str) -> bool {
    let is_letter = |letter: char| {
        let ascii = letter.is_ascii_alphanumeric() || letter == '-';
        ascii || !(letter.is_ascii() || letter.is_whitespace() || letter.is_control())
    };
    label.chars().all(is_letter)
        && !label.starts_with('-')
        && !label.ends_with('-')
        && count(label) <= MAX_LABEL
}

/// How many octets the text has at least, once it is mapped and encoded: what is not ASCII may be dropped
/// or joined to the letter before it, what is ASCII stays or becomes another letter.
fn count(text: &str) -> usize {
    text.chars().filter(char::is_ascii).count()
}

#[cfg(test)]
mod tests {
    use super::{encoded_labels_hold, matches};

    #[test]
    fn other_letters_are_taken_unseen() {
        for text in ["π", "π.example", "例え。テスト", "한국", "☃", "ab-π"] {
            assert!(matches(text), "{text}");
        }
        for text in ["", "。", "π。", "-π", "π-", "π b", "π_", "π\u{85}", "\u{3000}π"] {
            assert!(!matches(text), "{text}");
        }
        let label = "a".repeat(63);
        assert!(matches(&format!("{label}.π")));
        assert!(!matches(&format!("{label}aπ")));
    }

    #[test]
    fn an_encoded_label_has_something_to_decode() {
        assert!(encoded_labels_hold("a.xn--n3h"));
        assert!(!encoded_labels_hold("a.xn--"));
        assert!(matches("xn--n3h.example"));
        assert!(!matches("ab--n3h.example"));
    }
}
