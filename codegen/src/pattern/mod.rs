//! What lives here: regular expressions of ECMA-262 in the syntax of the crate `regex`.
//!
//! `jsonschema-regex` says whether a text is such an expression; so all here may count on its grammar.
//! Its own translation is not used: it leaves `.`, `\b`, `\0`, surrogates and empty classes as they are,
//! and lets lookaround pass.

use std::iter::Peekable;
use std::str::Chars;

/// Translates a pattern that JSON Schema reads as ECMA-262 in Unicode mode. The translation matches the
/// same texts; it captures nothing.
///
/// # Errors
/// In words, what is wrong with the pattern, or what in it cannot be matched in linear time.
pub(crate) fn translate(source: &str) -> Result<String, String> {
    if !jsonschema_regex::is_valid_ecma_regex(source) {
        return Err(NO_PATTERN.to_owned());
    }
    let mut translator = Translator { rest: source.chars().peekable(), done: String::new() };
    translator.pattern()?;
    match regex::Regex::new(&translator.done) {
        Ok(_) => Ok(translator.done),
        Err(regex::Error::CompiledTooBig(_)) => {
            Err("the pattern is too large: its counts multiply".to_owned())
        }
        Err(error) => {
            let message = error.to_string();
            let reason = message.lines().last().unwrap_or_default().trim_start_matches("error: ");
            Err(format!("the pattern cannot be compiled: {reason}"))
        }
    }
}

const NO_PATTERN: &str = "the pattern is no regular expression of ECMA-262 in Unicode mode, where \
    brackets and braces are escaped, and letters only where that means something";

/// What `.` stands for: all but the line terminators of ECMA-262, section 12.3.
const NO_LINE_END: &str = r"[^\n\r\x{2028}\x{2029}]";

/// No character, and any: ECMA-262 writes `[]` and `[^]`.
const NEVER: &str = "[a&&b]";
const ALWAYS: &str = "(?s:.)";

/// What `\s` stands for: ECMA-262, sections 12.2 and 12.3.
const SPACE: &str =
    r"\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

/// What an escape or a character stands for.
enum Atom {
    /// A code point, which may be a surrogate.
    Point(u32),
    /// A class, in the syntax of the crate `regex`.
    Class(String),
}

struct Translator<'s> {
    rest: Peekable<Chars<'s>>,
    done: String,
}

impl Translator<'_> {
    fn pattern(&mut self) -> Result<(), String> {
        while let Some(letter) = self.rest.next() {
            match letter {
                '.' => self.done.push_str(NO_LINE_END),
                '(' => self.group()?,
                '[' => self.class()?,
                '\\' => self.escape()?,
                '^' | '$' | '|' | ')' | '*' | '+' | '?' => self.done.push(letter),
                '{' => self.count(),
                _ => self.done.push_str(&literal(letter)),
            }
        }
        Ok(())
    }

    /// A group, its parenthesis read. It need not capture: nothing refers to it.
    fn group(&mut self) -> Result<(), String> {
        self.done.push_str("(?:");
        if self.rest.next_if_eq(&'?').is_none() {
            return Ok(());
        }
        match self.rest.next() {
            Some(':') => Ok(()),
            Some('=' | '!') => Err(not_linear("lookahead")),
            Some('<') if matches!(self.rest.peek(), Some('=' | '!')) => {
                Err(not_linear("lookbehind"))
            }
            Some('<') => {
                self.rest.by_ref().find(|letter| *letter == '>');
                Ok(())
            }
            _ => Err("a pattern cannot change its flags in a group".to_owned()),
        }
    }

    /// `{2}`, `{2,}` or `{2,3}`, its brace read.
    fn count(&mut self) {
        self.done.push('{');
        self.done.extend(self.rest.by_ref().take_while(|letter| *letter != '}'));
        self.done.push('}');
    }

    /// An escape outside a class, its backslash read.
    fn escape(&mut self) -> Result<(), String> {
        match self.rest.peek() {
            // Words are those of `\w`, and so are ASCII.
            Some(letter @ ('b' | 'B')) => {
                self.done.push_str(if *letter == 'b' { r"(?-u:\b)" } else { r"(?-u:\B)" });
                self.rest.next();
            }
            Some('1'..='9' | 'k') => return Err(not_linear("backreference")),
            _ => {
                let translated = match self.escaped()? {
                    Atom::Class(class) => class,
                    // A text has no surrogates, so none is ever found.
                    Atom::Point(point) => char::from_u32(point).map_or(NEVER.into(), literal),
                };
                self.done.push_str(&translated);
            }
        }
        Ok(())
    }

    /// A class, its bracket read.
    fn class(&mut self) -> Result<(), String> {
        let negated = self.rest.next_if_eq(&'^').is_some();
        let mut items = String::new();
        while self.rest.next_if_eq(&']').is_none() {
            let item = match self.class_atom()? {
                Atom::Class(class) => class,
                Atom::Point(first) => {
                    let last = if self.is_range() { self.range_end()? } else { first };
                    range(first, last)
                }
            };
            items.push_str(&item);
        }
        match (items.is_empty(), negated) {
            (true, false) => self.done.push_str(NEVER),
            (true, true) => self.done.push_str(ALWAYS),
            (false, _) => {
                self.done.push_str(if negated { "[^" } else { "[" });
                self.done.push_str(&items);
                self.done.push(']');
            }
        }
        Ok(())
    }

    /// Whether a hyphen and another end of a range come next.
    fn is_range(&mut self) -> bool {
        let mut ahead = self.rest.clone();
        ahead.next() == Some('-') && ahead.next().is_some_and(|letter| letter != ']')
    }

    fn range_end(&mut self) -> Result<u32, String> {
        self.rest.next();
        match self.class_atom()? {
            Atom::Point(point) => Ok(point),
            Atom::Class(_) => Err(NO_PATTERN.to_owned()),
        }
    }

    fn class_atom(&mut self) -> Result<Atom, String> {
        match self.rest.next() {
            Some('\\') if self.rest.next_if_eq(&'b').is_some() => Ok(Atom::Point(8)),
            Some('\\') => self.escaped(),
            Some(letter) => Ok(Atom::Point(letter.into())),
            None => Err(NO_PATTERN.to_owned()),
        }
    }

    /// An escape that means the same in a class and outside, its backslash read.
    fn escaped(&mut self) -> Result<Atom, String> {
        let letter = self.rest.next().ok_or(NO_PATTERN)?;
        Ok(match letter {
            'd' => Atom::Class("[0-9]".into()),
            'D' => Atom::Class("[^0-9]".into()),
            'w' => Atom::Class("[0-9A-Za-z_]".into()),
            'W' => Atom::Class("[^0-9A-Za-z_]".into()),
            's' => Atom::Class(format!("[{SPACE}]")),
            'S' => Atom::Class(format!("[^{SPACE}]")),
            'p' | 'P' => {
                let name: String = self.rest.by_ref().take_while(|letter| *letter != '}').collect();
                Atom::Class(format!("\\{letter}{name}}}"))
            }
            'f' => Atom::Point(0x0C),
            'n' => Atom::Point(0x0A),
            'r' => Atom::Point(0x0D),
            't' => Atom::Point(0x09),
            'v' => Atom::Point(0x0B),
            '0' => Atom::Point(0),
            'c' => Atom::Point(self.rest.next().map_or(0, u32::from) % 32),
            'x' => Atom::Point(self.hexadecimal(2)),
            'u' if self.rest.next_if_eq(&'{').is_some() => {
                let point = self.hexadecimal(usize::MAX);
                self.rest.next();
                Atom::Point(point)
            }
            'u' => Atom::Point(self.utf16()),
            other => Atom::Point(other.into()),
        })
    }

    /// Four digits, or two times four where they are a pair of surrogates.
    fn utf16(&mut self) -> u32 {
        let first = self.hexadecimal(4);
        let mut ahead = Self { rest: self.rest.clone(), done: String::new() };
        let escaped = ahead.rest.next() == Some('\\') && ahead.rest.next() == Some('u');
        let second = ahead.hexadecimal(4);
        if escaped && (0xD800..0xDC00).contains(&first) && (0xDC00..0xE000).contains(&second) {
            self.rest = ahead.rest;
            return 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        }
        first
    }

    fn hexadecimal(&mut self, most: usize) -> u32 {
        let mut value = 0_u32;
        for _ in 0..most {
            let digit = self.rest.peek().and_then(|letter| letter.to_digit(16));
            let Some(digit) = digit else { break };
            value = value.saturating_mul(16).saturating_add(digit);
            self.rest.next();
        }
        value
    }
}

/// A character that stands for itself, in a class and outside. What a reader could not see, or not tell
/// from another, is written by its number.
fn literal(letter: char) -> String {
    match letter {
        _ if r"\.+*?()|[]{}^$#&-~".contains(letter) => format!("\\{letter}"),
        ' ' => " ".to_owned(),
        _ if letter.is_ascii_graphic() || letter.is_alphanumeric() => letter.to_string(),
        _ => format!("\\x{{{:X}}}", u32::from(letter)),
    }
}

/// The characters between two code points, without the surrogates, of which texts have none.
fn range(first: u32, last: u32) -> String {
    let is_surrogate = |point: u32| (0xD800..0xE000).contains(&point);
    let first = char::from_u32(if is_surrogate(first) { 0xE000 } else { first });
    let last = char::from_u32(if is_surrogate(last) { 0xD7FF } else { last });
    match (first, last) {
        (Some(first), Some(last)) if first == last => literal(first),
        (Some(first), Some(last)) if first < last => {
            format!("{}-{}", literal(first), literal(last))
        }
        _ => String::new(),
    }
}

fn not_linear(what: &str) -> String {
    format!("a {what} cannot be matched in time linear to the text; say it without")
}

#[cfg(test)]
mod tests;
