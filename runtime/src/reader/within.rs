//! What lives here: numbers of which nothing but a format and whole bounds is asked. Most are seen to keep them by
//! how many digits they have and what the first one is.

#[cfg(test)]
mod tests;

use super::Reader;
use crate::cursor::{Decimal, Step, fitting_digits};
use crate::mode::Mode;

/// What is asked of a number beside its kind.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    bits: Option<u32>,
    minimum: Option<i64>,
    maximum: Option<i64>,
    /// A number without a sign, and with so many digits before the point, keeps all of these: at least, at most; a
    /// single zero there only if the least is none.
    clear_digits: (usize, usize),
}

impl Bounds {
    /// No bounds.
    pub const fn none() -> Self {
        let clear_digits = (0, fitting_digits(64));
        Self { bits: None, minimum: None, maximum: None, clear_digits }
    }

    /// `format`: int32.
    #[must_use]
    pub const fn int32(self) -> Self {
        Self { bits: Some(32), ..self.clear_up_to(fitting_digits(32)) }
    }

    /// `format`: int64.
    #[must_use]
    pub const fn int64(self) -> Self {
        Self { bits: Some(64), ..self.clear_up_to(fitting_digits(64)) }
    }

    /// `minimum`.
    #[must_use]
    pub const fn at_least(self, limit: i64) -> Self {
        // The least number of so many digits is a power of ten.
        let digits = match limit {
            ..=0 => 0,
            1 => 1,
            _ => (limit - 1).ilog10() + 2,
        };
        Self { minimum: Some(limit), ..self.clear_from(digits as usize) }
    }

    /// `maximum`.
    #[must_use]
    pub const fn at_most(self, limit: i64) -> Self {
        // One digit less than the limit's is less than the limit.
        let digits = if limit <= 0 { 0 } else { limit.ilog10() };
        let clear = self.clear_up_to(digits as usize);
        Self { maximum: Some(limit), ..clear }
    }

    const fn clear_from(self, digits: usize) -> Self {
        let (least, most) = self.clear_digits;
        Self { clear_digits: (if digits > least { digits } else { least }, most), ..self }
    }

    const fn clear_up_to(self, digits: usize) -> Self {
        let (least, most) = self.clear_digits;
        Self { clear_digits: (least, if digits < most { digits } else { most }), ..self }
    }

    /// Whether a number that has been read at once keeps them, as most do by their length alone.
    #[inline(always)]
    fn are_kept(&self, number: &Decimal<'_>, first: Option<u8>) -> bool {
        self.are_clearly_kept(number.whole_digits(), first == Some(b'0'))
            || self.are_exactly_kept(*number)
    }

    /// The same by the length alone, of a number that has so many digits before the point, or a zero there.
    #[inline(always)]
    fn are_clearly_kept(&self, digits: usize, is_below_one: bool) -> bool {
        let (least, most) = self.clear_digits;
        // Most have no lower limit but zero: then nothing is asked but the number of digits.
        digits <= most && (least == 0 || (digits >= least && !is_below_one))
    }

    #[inline(never)]
    fn are_exactly_kept(&self, number: Decimal<'_>) -> bool {
        let is_above = |limit: i64| number.compare_i64(limit).is_ge();
        let is_below = |limit: i64| number.compare_i64(limit).is_le();
        let fits = match self.bits {
            Some(bits) => number.clearly_fits(bits),
            None => true,
        };
        fits && self.minimum.is_none_or(is_above) && self.maximum.is_none_or(is_below)
    }
}

impl<'a, M: Mode> Reader<'a, M> {
    /// `type`: integer, and bounds. The number where it was seen to keep them.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn integer_within(
        &mut self,
        at: &'static str,
        bounds: &'static Bounds,
    ) -> Step<Option<Decimal<'a>>> {
        let is_kept = |number: &Decimal<'_>, first| {
            number.is_plainly_integer() && bounds.are_kept(number, first)
        };
        match self.usual::<false>(is_kept) {
            Some(number) => Ok(Some(number)),
            None => self.integer_within_otherwise(at, bounds).map(|()| None),
        }
    }

    /// `type`: integer or null, and bounds. The number where it was seen to keep them.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn integer_within_or_null(
        &mut self,
        at: &'static str,
        bounds: &'static Bounds,
    ) -> Step<Option<Decimal<'a>>> {
        let is_kept = |number: &Decimal<'_>, first| {
            number.is_plainly_integer() && bounds.are_kept(number, first)
        };
        match self.usual::<false>(is_kept) {
            Some(number) => Ok(Some(number)),
            None => self.integer_within_or_null_otherwise(at, bounds).map(|()| None),
        }
    }

    /// `type`: number, and bounds. The number where it was seen to keep them.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn number_within(
        &mut self,
        at: &'static str,
        bounds: &'static Bounds,
    ) -> Step<Option<Decimal<'a>>> {
        let is_kept = |number: &Decimal<'_>, first| bounds.are_kept(number, first);
        match self.usual::<true>(is_kept) {
            Some(number) => Ok(Some(number)),
            None => self.number_within_otherwise(at, bounds).map(|()| None),
        }
    }

    /// `type`: number or null, and bounds. The number where it was seen to keep them.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn number_within_or_null(
        &mut self,
        at: &'static str,
        bounds: &'static Bounds,
    ) -> Step<Option<Decimal<'a>>> {
        let is_kept = |number: &Decimal<'_>, first| bounds.are_kept(number, first);
        match self.usual::<true>(is_kept) {
            Some(number) => Ok(Some(number)),
            None => self.number_within_or_null_otherwise(at, bounds).map(|()| None),
        }
    }

    /// Passes over a number that is seen at a glance to be one, where a verdict is asked for.
    #[inline(always)]
    pub(crate) fn clear_number(&mut self) -> Option<Decimal<'a>> {
        self.usual::<true>(|_, _| true)
    }

    /// The same of an integer.
    #[inline(always)]
    pub(crate) fn clear_integer(&mut self) -> Option<Decimal<'a>> {
        self.usual::<false>(|number, _| number.is_plainly_integer())
    }

    /// The same of a number within bounds.
    #[inline(always)]
    pub(crate) fn clear_number_within(&mut self, bounds: &Bounds) -> Option<Decimal<'a>> {
        self.usual::<true>(|number, first| {
            bounds.are_clearly_kept(number.whole_digits(), first == Some(b'0'))
        })
    }

    /// The same of an integer within bounds.
    #[inline(always)]
    pub(crate) fn clear_integer_within(&mut self, bounds: &Bounds) -> Option<Decimal<'a>> {
        self.usual::<false>(|number, first| {
            number.is_plainly_integer()
                && bounds.are_clearly_kept(number.whole_digits(), first == Some(b'0'))
        })
    }

    /// Passes over a number that is seen to be as asked, where a verdict is asked for. `POINTS` says whether it may
    /// have a point.
    #[inline(always)]
    fn usual<const POINTS: bool>(
        &mut self,
        is_asked: impl FnOnce(&Decimal<'_>, Option<u8>) -> bool,
    ) -> Option<Decimal<'a>> {
        if M::STOPS { self.cursor.usual_number::<POINTS>(is_asked) } else { None }
    }

    #[cold]
    #[inline(never)]
    fn integer_within_otherwise(&mut self, at: &'static str, bounds: &'static Bounds) -> Step {
        let number = self.integer(at)?;
        self.bounds(at, number, bounds)
    }

    #[cold]
    #[inline(never)]
    fn integer_within_or_null_otherwise(
        &mut self,
        at: &'static str,
        bounds: &'static Bounds,
    ) -> Step {
        let number = self.integer_or_null(at)?;
        self.bounds(at, number, bounds)
    }

    #[cold]
    #[inline(never)]
    fn number_within_otherwise(&mut self, at: &'static str, bounds: &'static Bounds) -> Step {
        let number = self.number(at)?;
        self.bounds(at, number, bounds)
    }

    #[cold]
    #[inline(never)]
    fn number_within_or_null_otherwise(
        &mut self,
        at: &'static str,
        bounds: &'static Bounds,
    ) -> Step {
        let number = self.number_or_null(at)?;
        self.bounds(at, number, bounds)
    }

    /// Holds a number to bounds, where there is one.
    fn bounds(&mut self, at: &'static str, number: Option<Decimal<'_>>, bounds: &Bounds) -> Step {
        let Some(number) = number else { return Ok(()) };
        match bounds.bits {
            Some(32) => self.int32(at, &number)?,
            Some(_) => self.int64(at, &number)?,
            None => {}
        }
        if let Some(limit) = bounds.minimum {
            self.minimum(at, &number, limit)?;
        }
        match bounds.maximum {
            Some(limit) => self.maximum(at, &number, limit),
            None => Ok(()),
        }
    }
}
