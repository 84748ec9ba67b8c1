//! What lives here: text as a terminal takes it: in lines that fit, in words that people count in, and without
//! characters that a terminal obeys instead of showing them.

use textwrap::{Options, WordSplitter};

/// How wide a line is where no terminal says so, and how wide it may be in any.
pub(super) const COLUMNS: usize = 100;
const MOST: usize = 120;
const LEAST: usize = 60;

/// How many columns a line of standard output may take.
pub(crate) fn columns() -> usize {
    let terminal = console::Term::stdout().size_checked();
    terminal.map_or(COLUMNS, |(_, columns)| usize::from(columns).clamp(LEAST, MOST))
}

/// A text without control characters, and without those that turn the direction of writing: records and
/// names of files may hold any. None of them may clear a person's screen, or show what is not there.
pub(crate) fn plain(text: &str) -> String {
    let is_obeyed = |letter: char| {
        letter.is_control() && letter != '\t'
            || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(is_obeyed, "\u{fffd}")
}

/// A text in lines of so many columns, broken between words.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let options =
        Options::new(columns).break_words(false).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(Into::into).collect()
}

/// A number with its noun, the digits in groups.
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// The digits in groups of three.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_has_nothing_to_obey() {
        assert_eq!(
            plain("a\tb: \u{1b}[31m \u{9b}2J \u{202e}é\n"),
            "a\tb: \u{fffd}[31m \u{fffd}2J \u{fffd}é\u{fffd}"
        );
    }

    #[test]
    fn digits_stand_in_groups() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(count(1, "record", "records"), "1 record");
    }
}
