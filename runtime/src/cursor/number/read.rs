//! What lives here: JSON numbers, read strictly: their grammar, and how they are written.

use super::{Decimal, Form, MOST_DIGITS};
use crate::cursor::scan::ends_of_digits;
use crate::cursor::{Cursor, Step};
use crate::syntax::Problem;

impl<'a> Cursor<'a> {
    /// Reads a number.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline(always)]
    pub fn number(&mut self) -> Step<Decimal<'a>> {
        // What is not inlined hands out as little as can be: larger values would pass through memory.
        if let Some(number) = self.usual_number::<true>(|_, _| true) {
            return Ok(number);
        }
        self.skip_whitespace();
        let (offset, negative) = (self.offset(), self.byte() == Some(b'-'));
        let (digits, form) = self.pass_any_number()?.parts();
        Ok(Decimal { text: self.text, offset, end: self.offset(), digits, negative, form })
    }

    /// Reads a number if it is written as most are, and what it is and its first digit are as asked. `POINTS` says
    /// whether it may have a point.
    #[inline(always)]
    pub(crate) fn usual_number<const POINTS: bool>(
        &mut self,
        is_asked: impl FnOnce(&Decimal<'_>, Option<u8>) -> bool,
    ) -> Option<Decimal<'a>> {
        let (Usual { digits, form }, rest) = usual_number::<POINTS>(self.rest)?;
        let (offset, end) = (self.offset(), self.text.len() - rest.len());
        let (digits, negative) = (usize::from(digits), false);
        let number = Decimal { text: self.text, offset, end, digits, negative, form };
        if !is_asked(&number, self.byte()) {
            return None;
        }
        self.rest = rest;
        Some(number)
    }

    /// Passes over a number however it is written.
    #[cold]
    #[inline(never)]
    fn pass_any_number(&mut self) -> Step<Shape> {
        self.advance(usize::from(self.byte() == Some(b'-')));
        let start = self.offset();
        let leading_zero = self.byte() == Some(b'0');
        let digits = self.digits()?;
        if leading_zero && digits > 1 {
            return Err(self.fail_at(start + 1, Problem::LeadingZero));
        }
        let mut form = Form::Integer;
        if self.byte() == Some(b'.') {
            self.advance(1);
            self.digits()?;
            form = Form::Fraction;
        }
        if let Some(b'e' | b'E') = self.byte() {
            form = Form::Other;
            self.advance(1);
            if let Some(b'+' | b'-') = self.byte() {
                self.advance(1);
            }
            self.digits()?;
        }
        Ok(Shape::new(digits, form))
    }

    /// Reads one digit or more, and says how many.
    #[inline]
    fn digits(&mut self) -> Step<usize> {
        let count = self.rest.iter().position(|byte| !byte.is_ascii_digit());
        let count = count.unwrap_or(self.rest.len());
        self.advance(count);
        if count == 0 { Err(self.fail(Problem::ExpectedDigit)) } else { Ok(count) }
    }
}

/// How many digits come before a number's point, and its form.
#[derive(Clone, Copy)]
struct Shape {
    digits: u8,
    form: Form,
}

impl Shape {
    fn new(digits: usize, form: Form) -> Self {
        match u8::try_from(digits) {
            Ok(few) if digits <= MOST_DIGITS => Self { digits: few, form },
            // How many they are is of no interest then.
            _ => Self { digits: 0, form: Form::Other },
        }
    }

    #[inline(always)]
    fn parts(self) -> (usize, Form) {
        (usize::from(self.digits), self.form)
    }
}

/// What follows a number written as most are, where the text begins with one.
#[inline(always)]
pub(in crate::cursor) fn after_number(text: &[u8]) -> Option<&[u8]> {
    usual_number::<true>(text).map(|(_, rest)| rest)
}

/// A number as most are written: it has no sign and no exponent, and ends within sixteen bytes, or twice as many
/// where there is a point.
#[derive(Clone, Copy, Debug)]
struct Usual {
    /// How many digits come before the point.
    digits: u8,
    form: Form,
}

/// How long a number is of whose first sixteen bytes one is a point and the others are digits, if it ends within as
/// many more: programs write as many digits as tell two doubles apart.
#[cold]
#[inline(never)]
fn length_of_long_fraction(text: &[u8]) -> Option<usize> {
    let more = ends_of_digits(text.get(16..)?.first_chunk()?).first()?;
    Some(16 + more)
}

/// The number that the text begins with, if it is written as most are, and what follows it.
#[inline(always)]
fn usual_number<const POINTS: bool>(text: &[u8]) -> Option<(Usual, &[u8])> {
    let window = text.first_chunk::<16>()?;
    let stops = ends_of_digits(window);
    let digits = stops.first()?;
    if digits == 0 || (text.first() == Some(&b'0') && digits > 1) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "they are less than sixteen")]
    let usual = |form| Usual { digits: digits as u8, form };
    match text.get(digits)? {
        b'.' if POINTS => {
            let length = match stops.after_first().first() {
                Some(length) => length,
                None => length_of_long_fraction(text)?,
            };
            let goes_on = matches!(text.get(length), Some(b'e' | b'E'));
            if length == digits + 1 || goes_on {
                return None;
            }
            Some((usual(Form::Fraction), text.get(length..)?))
        }
        b'.' | b'e' | b'E' => None,
        _ => Some((usual(Form::Integer), text.get(digits..)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_ends_where_it_ends_however_long_it_is() {
        let digits = "1234567890".repeat(5);
        for whole in 1..40 {
            for fraction in 0..40 {
                let point = if fraction == 0 { "" } else { "." };
                let written = format!("{}{point}{}", &digits[..whole], &digits[..fraction]);
                for behind in ["", ",", "}]", "-", ",0123456789abcdef0123456789abcdef"] {
                    let text = format!("{written}{behind}");
                    let mut cursor = Cursor::new(&text);
                    assert!(cursor.number().is_ok(), "{text}");
                    assert_eq!(cursor.offset(), written.len(), "{text}");
                    let at_once = after_number(text.as_bytes());
                    assert!(at_once.is_none_or(|rest| rest == behind.as_bytes()), "{text}");
                    // What is not seen at once is long, or the text is about to end.
                    let ends = whole < 16 && written.len() < if fraction > 0 { 32 } else { 16 };
                    assert!(at_once.is_some() || !ends || text.len() < 32, "{text}");
                }
            }
        }
    }

    #[test]
    fn what_breaks_off_or_goes_on_is_not_read_at_once() {
        let digits = "1234567890".repeat(3);
        for fraction in 0..30 {
            for behind in ["e", "e5,", "E+5,"] {
                let text = format!("1.{}{behind}{}", &digits[..fraction], " ".repeat(40));
                assert_eq!(after_number(text.as_bytes()), None, "{text}");
            }
        }
        for text in ["1.,", "123456789012345.,", "01.5,"] {
            assert_eq!(
                after_number(format!("{text}{}", " ".repeat(40)).as_bytes()),
                None,
                "{text}"
            );
        }
    }
}
