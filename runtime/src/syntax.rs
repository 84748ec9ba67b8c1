//! What lives here: what can be wrong with a JSON text before any schema is asked.

use std::fmt;

use crate::cursor::MAX_DEPTH;

/// A departure from RFC 8259, with its place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// The byte offset of the departure.
    pub offset: usize,
    /// What is wrong there.
    pub problem: Problem,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} at byte {}", self.problem, self.offset)
    }
}

impl std::error::Error for SyntaxError {}

/// What is wrong with a JSON text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// No value begins here.
    ExpectedValue,
    /// After an object's `{` or `,` no name in quotes follows.
    ExpectedName,
    /// After a member's name no colon follows.
    ExpectedColon,
    /// An array goes on with neither `,` nor `]`.
    ExpectedCommaOrBracket,
    /// An object goes on with neither `,` nor `}`.
    ExpectedCommaOrBrace,
    /// A comma stands before a closing bracket.
    TrailingComma,
    /// A number lacks a digit.
    ExpectedDigit,
    /// A number begins with a zero and goes on.
    LeadingZero,
    /// A string is not closed before the end of the text.
    UnclosedString,
    /// A control character stands unescaped in a string.
    ControlCharacter,
    /// A backslash does not begin one of JSON's escapes.
    BadEscape,
    /// A `\u` escape is half of a surrogate pair.
    LoneSurrogate,
    /// Arrays and objects nest deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Something follows the value.
    TrailingText,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotUtf8 => "text in UTF-8",
            Self::ExpectedValue => "a JSON value",
            Self::ExpectedName => "a member's name in double quotes",
            Self::ExpectedColon => "`:` after a member's name",
            Self::ExpectedCommaOrBracket => "`,` or `]`",
            Self::ExpectedCommaOrBrace => "`,` or `}`",
            Self::TrailingComma => "another element after `,`",
            Self::ExpectedDigit => "a digit",
            Self::LeadingZero => "a number without a leading zero",
            Self::UnclosedString => "a string that is closed",
            Self::ControlCharacter => "control characters in strings to be escaped",
            Self::BadEscape => "one of JSON's escapes after `\\`",
            Self::LoneSurrogate => "`\\u` escapes of surrogates in pairs",
            Self::TooDeep => return write!(f, "at most {MAX_DEPTH} levels of nesting"),
            Self::TrailingText => "the end of the text",
        })
    }
}
