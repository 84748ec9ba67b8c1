//! What lives here: what IDNA2008 asks of names in all scripts (RFC 5891, 5892 and 5893).
//!
//! The crate `idna` maps, decodes and encodes, and checks normal form, leading marks, joiners and the
//! direction of writing, as UTS 46 says. UTS 46 takes more characters than IDNA2008 does (symbols, emoji)
//! and has no rules of context but the joiners': those are here.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, Script};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

/// Whether the text, mapped as UTS 46 says, is a name of ASCII labels and U-labels.
pub(super) fn matches(text: &str) -> bool {
    is_name(text, Hyphens::Check)
}

/// Whether the A-labels of an ASCII name stand for U-labels, each in the one way that it can be encoded.
pub(super) fn encoded_labels_hold(text: &str) -> bool {
    // ASCII labels may have hyphens where they like, as in RFC 1123.
    is_name(text, Hyphens::CheckFirstLast)
}

fn is_name(text: &str, hyphens: Hyphens) -> bool {
    let (uts46, letters) = (Uts46::new(), AsciiDenyList::STD3);
    let to_ascii = |name: &str| {
        uts46.to_ascii(name.as_bytes(), letters, hyphens, DnsLength::Verify).ok().map(String::from)
    };
    let Some(ascii) = to_ascii(text) else {
        return false;
    };
    let (unicode, outcome) = uts46.to_unicode(ascii.as_bytes(), letters, hyphens);
    outcome.is_ok()
        && unicode.split('.').all(|label| label.is_ascii() || is_u_label(label))
        && to_ascii(&unicode).is_some_and(|again| again == ascii)
}

/// What RFC 5891, sections 4.2.2 and 4.2.3, ask beyond UTS 46.
fn is_u_label(label: &str) -> bool {
    let hyphens = label.chars().skip(2).take(2).eq("--".chars());
    let mut before = None;
    let mut after = label.chars();
    !hyphens
        && label.chars().all(|letter| {
            after.next();
            let allowed = is_allowed(letter, before, after.clone().next(), label);
            before = Some(letter);
            allowed
        })
}

/// Whether RFC 5892 has this character PVALID, or its context (appendix A) allows it.
fn is_allowed(letter: char, before: Option<char>, after: Option<char>, label: &str) -> bool {
    let is_script = |neighbour: Option<char>, script| neighbour.map(script_of) == Some(script);
    match letter {
        // A.1 and A.2: `idna` has seen to the joiners.
        '\u{200C}' | '\u{200D}' => true,
        // A.3: the middle dot of Catalan.
        '\u{B7}' => before == Some('l') && after == Some('l'),
        // A.4: the keraia of Greek numerals.
        '\u{375}' => is_script(after, Script::Greek),
        // A.5 and A.6: geresh and gershayim.
        '\u{5F3}' | '\u{5F4}' => is_script(before, Script::Hebrew),
        // A.7: the middle dot of Japanese.
        '\u{30FB}' => label.chars().any(|other| {
            matches!(script_of(other), Script::Hiragana | Script::Katakana | Script::Han)
        }),
        // A.8 and A.9: the two rows of Arabic digits do not mix.
        '\u{660}'..='\u{669}' => !label.contains(|other| matches!(other, '\u{6F0}'..='\u{6F9}')),
        '\u{6F0}'..='\u{6F9}' => !label.contains(|other| matches!(other, '\u{660}'..='\u{669}')),
        _ => is_pvalid(letter),
    }
}

/// RFC 5892, section 3, for a character that UTS 46 leaves as it is: it is assigned, stable under
/// normalization and case folding, and cannot be ignored.
fn is_pvalid(letter: char) -> bool {
    // Section 2.6, exceptions, and the hyphen (section 2.5).
    let valid = matches!(
        letter,
        '-' | '\u{DF}' | '\u{3C2}' | '\u{6FD}' | '\u{6FE}' | '\u{F0B}' | '\u{3007}'
    );
    let disallowed = matches!(
        letter,
        '\u{640}' | '\u{7FA}' | '\u{302E}' | '\u{302F}' | '\u{3031}'..='\u{3035}' | '\u{303B}'
    );
    // Section 2.4: marks for symbols, musical notation of two ages.
    let ignorable = matches!(letter, '\u{20D0}'..='\u{20FF}' | '\u{1D100}'..='\u{1D24F}');
    // Section 2.9: letters that syllables were once put together from.
    let old_hangul = matches!(
        letter,
        '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{D7B0}'..='\u{D7FF}'
    );
    valid || (!disallowed && !ignorable && !old_hangul && is_letter_or_digit(letter))
}

/// RFC 5892, section 2.1.
fn is_letter_or_digit(letter: char) -> bool {
    matches!(
        CodePointMapData::<GeneralCategory>::new().get(letter),
        GeneralCategory::LowercaseLetter
            | GeneralCategory::UppercaseLetter
            | GeneralCategory::OtherLetter
            | GeneralCategory::DecimalNumber
            | GeneralCategory::ModifierLetter
            | GeneralCategory::NonspacingMark
            | GeneralCategory::SpacingMark
    )
}

fn script_of(letter: char) -> Script {
    CodePointMapData::<Script>::new().get(letter)
}

#[cfg(test)]
mod tests {
    use super::{encoded_labels_hold, matches};

    #[test]
    fn letters_of_all_scripts_make_names() {
        for text in [
            "straße.example",
            "ὀδυσσεύς",
            "ไทย",
            "भारत.भारत",
            "صحة",
            "א1",
            "Bücher.EXAMPLE",
            "cafe\u{301}",
            "ａｂｃ",
            "々",
            "ユニ・コード",
            "ab\u{3007}",
        ] {
            assert!(matches(text), "{text}");
        }
    }

    #[test]
    fn symbols_and_misplaced_characters_do_not() {
        for text in [
            "☃",
            "i♥.example",
            "😀",
            "√2",
            "½",
            "a\u{2019}b",
            "\u{301}a",
            "a\u{20D0}\u{E9}",
            "\u{1100}\u{AC00}",
            "\u{378}",
            "é\u{7FA}",
            "\u{B7}é",
            "é\u{375}a",
            "a\u{200D}é",
            "1א",
            "aא.b",
            "א-",
            "éé--é",
        ] {
            assert!(!matches(text), "{text}");
        }
    }

    #[test]
    fn encoded_labels_are_decoded_and_checked() {
        for text in ["xn--bcher-kva", "XN--BCHER-KVA.example", "r3---a.xn--4xa"] {
            assert!(encoded_labels_hold(text), "{text}");
        }
        // Nothing to decode; nothing but ASCII; not Punycode; a snowman; a letter that is not small.
        for text in ["xn--", "xn--abc-", "xn--a-.b", "xn--0", "xn--n3h", "xn--bcher-2pa"] {
            assert!(!encoded_labels_hold(text), "{text}");
        }
    }
}
