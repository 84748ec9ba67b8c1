//! What lives here: bounds on numbers, compared exactly, and the integer formats.

use std::cmp::Ordering;
use std::fmt;

use super::Reader;
use crate::cursor::{Decimal, Step};
use crate::mode::Mode;

/// A bound as the schema states it: an `i64`, or the JSON text of any other number.
pub trait Limit: Copy + fmt::Display {
    /// How a number compares with the bound. None where the bound is not a number.
    fn compare(self, number: &Decimal<'_>) -> Option<Ordering>;

    /// Whether a number is seen at once to be no smaller.
    #[inline(always)]
    fn is_clearly_reached(self, _: &Decimal<'_>) -> bool {
        false
    }
}

impl Limit for i64 {
    #[inline]
    fn compare(self, number: &Decimal<'_>) -> Option<Ordering> {
        Some(number.compare_i64(self))
    }

    #[inline(always)]
    fn is_clearly_reached(self, number: &Decimal<'_>) -> bool {
        number.is_clearly_at_least(self)
    }
}

impl Limit for &'static str {
    fn compare(self, number: &Decimal<'_>) -> Option<Ordering> {
        Decimal::parse(self).map(|limit| number.compare(&limit))
    }
}

impl<M: Mode> Reader<'_, M> {
    /// `minimum`.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn minimum(&mut self, at: &'static str, number: &Decimal<'_>, limit: impl Limit) -> Step {
        if limit.is_clearly_reached(number) { Ok(()) } else { self.at_least(at, *number, limit) }
    }

    #[inline(never)]
    fn at_least(&mut self, at: &'static str, number: Decimal<'_>, limit: impl Limit) -> Step {
        let holds = limit.compare(&number).is_none_or(Ordering::is_ge);
        self.bound(holds, (at, "minimum"), &number, || format!("a number of at least {limit}"))
    }

    /// `maximum`.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn maximum(&mut self, at: &'static str, number: &Decimal<'_>, limit: impl Limit) -> Step {
        let holds = limit.compare(number).is_none_or(Ordering::is_le);
        self.bound(holds, (at, "maximum"), number, || format!("a number of at most {limit}"))
    }

    /// `exclusiveMinimum`.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn exclusive_minimum(
        &mut self,
        at: &'static str,
        number: &Decimal<'_>,
        limit: impl Limit,
    ) -> Step {
        let holds = limit.compare(number).is_none_or(Ordering::is_gt);
        self.bound(holds, (at, "exclusiveMinimum"), number, || format!("a number above {limit}"))
    }

    /// `exclusiveMaximum`.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn exclusive_maximum(
        &mut self,
        at: &'static str,
        number: &Decimal<'_>,
        limit: impl Limit,
    ) -> Step {
        let holds = limit.compare(number).is_none_or(Ordering::is_lt);
        self.bound(holds, (at, "exclusiveMaximum"), number, || format!("a number below {limit}"))
    }

    /// `multipleOf`, decided on decimal digits.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn multiple_of(
        &mut self,
        at: &'static str,
        number: &Decimal<'_>,
        divisor: &'static str,
    ) -> Step {
        let holds = Decimal::parse(divisor).is_none_or(|divisor| number.is_multiple_of(&divisor));
        self.bound(holds, (at, "multipleOf"), number, || format!("a multiple of {divisor}"))
    }

    /// `format`: int32.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn int32(&mut self, at: &'static str, number: &Decimal<'_>) -> Step {
        if number.clearly_fits(32) { Ok(()) } else { self.fits_32(at, *number) }
    }

    #[inline(never)]
    fn fits_32(&mut self, at: &'static str, number: Decimal<'_>) -> Step {
        let holds = !number.is_integer()
            || number.to_i64().is_some_and(|value| i32::try_from(value).is_ok());
        self.bound(holds, (at, "format"), &number, || "an integer of 32 bits".to_owned())
    }

    /// `format`: int64.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn int64(&mut self, at: &'static str, number: &Decimal<'_>) -> Step {
        if number.clearly_fits(64) { Ok(()) } else { self.fits_64(at, *number) }
    }

    #[inline(never)]
    fn fits_64(&mut self, at: &'static str, number: Decimal<'_>) -> Step {
        let holds = !number.is_integer() || number.to_i64().is_some();
        self.bound(holds, (at, "format"), &number, || "an integer of 64 bits".to_owned())
    }

    #[inline]
    fn bound(
        &mut self,
        holds: bool,
        (at, keyword): (&'static str, &'static str),
        number: &Decimal<'_>,
        expected: impl FnOnce() -> String,
    ) -> Step {
        if holds { Ok(()) } else { self.violation(at, keyword, number.offset(), expected) }
    }
}
