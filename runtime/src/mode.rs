//! What lives here: the ways to run the same generated code.
//!
//! [`Verdict`] stops at the first violation and remembers nothing, so it costs nothing. [`Collect`]
//! keeps the path to the value being read and notes every violation. Generated functions are generic
//! over the mode: both answers come from the same rules and cannot disagree. [`Lenient`] asks for no rule at
//! all: it is for values that are to be read whether or not they keep to their schema.

use crate::collect::Collect;
use crate::cursor::{Cursor, Mark, Step, Stop};
use crate::excerpt::Found;
use crate::hint::Hint;
use crate::read::{Build, Passed, Reading, Unread};
use crate::reader::{Check, Reader};
use crate::schema::Schema;

/// What happens when a rule is broken.
///
/// Sealed in effect: generated code is generic over it, and only this crate's modes are of use.
pub trait Mode: Sized {
    /// Whether the first violation ends the reading.
    const STOPS: bool;

    /// Whether any rule is asked for.
    const CHECKS: bool = true;

    /// Reads a value of a type that knows no schema: it is held to the check where the mode asks for that, and
    /// then built from its text.
    ///
    /// # Errors
    /// As the check, and [`Unread::Unfit`] where the type cannot hold the value.
    #[inline(always)]
    fn take<'a, T: Build<'a>, R: Passed<'a>>(
        reader: &mut Reader<'a, Self>,
        check: impl FnOnce(&mut Reader<'a, Self>) -> Step<R>,
    ) -> Reading<T> {
        let start = reader.mark().offset();
        let passed = check(reader)?;
        let value = match (passed.string(), passed.number()) {
            (Some(string), _) => T::from_string(string),
            (None, Some(number)) => T::from_number(number),
            (None, None) => T::from_text(reader.cursor.read_since(start)),
        };
        value.ok_or(Unread::Unfit)
    }

    /// What is read from here on is personal data.
    fn enter_sensitive(&mut self);

    /// What was personal data has been read.
    fn leave_sensitive(&mut self);

    /// A member's value is about to be read; its name's opening quote stands at `name_offset`.
    fn enter_member(&mut self, name_offset: usize, sensitive: bool);

    /// An array's item is about to be read.
    fn enter_item(&mut self, index: usize);

    /// The member or item last entered is done.
    fn leave(&mut self);

    /// Rules of another schema resource apply until the returned one is set again.
    fn set_schema(&mut self, schema: Schema) -> Schema;

    /// Whether what is read is personal data, where the mode remembers it.
    fn is_sensitive(&self) -> bool {
        false
    }

    /// The resource whose rules apply, where the mode remembers it.
    fn schema(&self) -> Option<Schema> {
        None
    }

    /// How often a rule has been found broken, though it be told once.
    fn times_broken(&self) -> usize {
        0
    }

    /// A rule that was broken before is so for another schema as well.
    fn broken_again(&mut self) {}

    /// What may help where the value at the mark meets none of some alternatives, given with their indices.
    fn explain(
        _reader: &mut Reader<'_, Self>,
        _keyword: (&'static str, &'static str),
        _value: Mark,
        _branches: &[(usize, Check<Collect>)],
    ) -> Option<Hint> {
        None
    }

    /// A rule is broken.
    ///
    /// # Errors
    /// [`Stop`] where the mode wants to hear no more.
    fn violation(&mut self, cursor: &Cursor<'_>, broken: impl FnOnce() -> Broken) -> Step;
}

/// A broken rule, described.
#[derive(Debug)]
pub struct Broken {
    /// The schema object's pointer and the keyword in it; none for rules that no keyword states.
    pub keyword: Option<(&'static str, &'static str)>,
    /// The byte offset of the value, or of the member's name.
    pub offset: usize,
    /// What the rule asks for.
    pub expected: String,
    /// What stands there.
    pub found: Found,
    /// What may help, where it is a near miss.
    pub hint: Option<Hint>,
}

/// Yes or no, as fast as can be.
#[derive(Debug, Default)]
pub struct Verdict;

impl Mode for Verdict {
    const STOPS: bool = true;

    #[inline]
    fn enter_sensitive(&mut self) {}

    #[inline]
    fn leave_sensitive(&mut self) {}

    #[inline]
    fn enter_member(&mut self, _: usize, _: bool) {}

    #[inline]
    fn enter_item(&mut self, _: usize) {}

    #[inline]
    fn leave(&mut self) {}

    #[inline]
    fn set_schema(&mut self, schema: Schema) -> Schema {
        schema
    }

    #[inline]
    fn violation(&mut self, _: &Cursor<'_>, _: impl FnOnce() -> Broken) -> Step {
        Err(Stop)
    }
}

/// Nothing is asked for but JSON's grammar.
#[derive(Debug, Default)]
pub struct Lenient {
    /// Whether the shapes of a union are being tried, one after the other.
    pub(crate) is_trying: bool,
}

impl Mode for Lenient {
    const STOPS: bool = false;
    const CHECKS: bool = false;

    #[inline]
    fn take<'a, T: Build<'a>, R: Passed<'a>>(
        reader: &mut Reader<'a, Self>,
        _: impl FnOnce(&mut Reader<'a, Self>) -> Step<R>,
    ) -> Reading<T> {
        T::build(reader)
    }

    #[inline]
    fn enter_sensitive(&mut self) {}

    #[inline]
    fn leave_sensitive(&mut self) {}

    #[inline]
    fn enter_member(&mut self, _: usize, _: bool) {}

    #[inline]
    fn enter_item(&mut self, _: usize) {}

    #[inline]
    fn leave(&mut self) {}

    #[inline]
    fn set_schema(&mut self, schema: Schema) -> Schema {
        schema
    }

    #[inline]
    fn violation(&mut self, _: &Cursor<'_>, _: impl FnOnce() -> Broken) -> Step {
        Ok(())
    }
}
