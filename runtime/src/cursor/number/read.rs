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
        self.skip_whitespace();
        let text = self.rest;
        let negative = text.first() == Some(&b'-');
        let unsigned = text.get(usize::from(negative)..).unwrap_or_default();
        let offset = self.offset();
        // What is not inlined hands out as little as can be: larger values would pass through memory.
        let (digits, form) = match short_number(unsigned) {
            Some((digits, length, form)) => {
                self.rest = unsigned.get(length..).unwrap_or_default();
                (digits, form)
            }
            None => self.pass_any_number()?.parts(),
        };
        Ok(Decimal { text: self.text, offset, end: self.offset(), digits, negative, form })
    }

    /// Passes over a number however it is written.
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

/// A number without its sign that ends within sixteen bytes and has no exponent, as most do: how many digits
/// come before the point, its length, and its form.
#[inline(always)]
fn short_number(text: &[u8]) -> Option<(usize, usize, Form)> {
    let chunk = text.first_chunk()?;
    let stops = ends_of_digits(chunk);
    let digits = stops.first()?;
    if digits == 0 || (text.first() == Some(&b'0') && digits > 1) {
        return None;
    }
    match *text.get(digits)? {
        b'.' => {
            let length = stops.after_first().first()?;
            let goes_on = matches!(text.get(length), Some(b'e' | b'E'));
            (length > digits + 1 && !goes_on).then_some((digits, length, Form::Fraction))
        }
        b'e' | b'E' => None,
        _ => Some((digits, digits, Form::Integer)),
    }
}
