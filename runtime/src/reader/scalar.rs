//! What lives here: `type`, where it allows one kind of scalars, or that kind and null.
//!
//! Each check has two ways through it: a verdict asks for the one byte that may come, in place; a report
//! looks at what is there, in a function of its own.

use super::Reader;
use crate::cursor::{Decimal, Kind, Step, Stop, Text};
use crate::mode::Mode;

impl<'a, M: Mode> Reader<'a, M> {
    /// `type`: null.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn null(&mut self, at: &'static str) -> Step {
        if M::STOPS {
            return self.cursor.null();
        }
        self.told(at, "null", |reader, kind| match kind {
            Kind::Null => reader.cursor.null().map(Some),
            _ => Ok(None),
        })
    }

    /// `type`: boolean.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn boolean(&mut self, at: &'static str) -> Step {
        if M::STOPS {
            return self.cursor.boolean().map(drop);
        }
        self.told(at, "a boolean", |reader, kind| match kind {
            Kind::Boolean => reader.cursor.boolean().map(|_| Some(())),
            _ => Ok(None),
        })
    }

    /// `type`: boolean or null.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn boolean_or_null(&mut self, at: &'static str) -> Step {
        if M::STOPS {
            return if self.cursor.is_at(b'n') {
                self.cursor.null()
            } else {
                self.cursor.boolean().map(drop)
            };
        }
        self.told(at, "a boolean or null", |reader, kind| match kind {
            Kind::Boolean => reader.cursor.boolean().map(|_| Some(())),
            Kind::Null => reader.cursor.null().map(|()| Some(())),
            _ => Ok(None),
        })
    }

    /// `type`: string. The text, for further checks, where it is one.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn string(&mut self, at: &'static str) -> Step<Option<Text<'a>>> {
        if M::STOPS {
            return self.cursor.string().map(Some);
        }
        self.told(at, "a string", |reader, kind| match kind {
            Kind::String => reader.cursor.string().map(|text| Some(Some(text))),
            _ => Ok(None),
        })
    }

    /// Passes over a string that is seen at a glance to be one, where a verdict is asked for.
    #[inline(always)]
    pub(crate) fn short_string(&mut self) -> Option<Text<'a>> {
        if M::STOPS { self.cursor.short_string() } else { None }
    }

    /// The same of a string of any length that has no escapes.
    #[inline(always)]
    pub(crate) fn long_string(&mut self) -> Option<Text<'a>> {
        if M::STOPS && self.cursor.begins(b'"') { self.cursor.long_string() } else { None }
    }

    /// [`Reader::string`], where it is known to be neither.
    #[inline(always)]
    pub(crate) fn any_string(&mut self, at: &'static str) -> Step<Option<Text<'a>>> {
        if M::STOPS { self.cursor.any_string().map(Some) } else { self.string(at) }
    }

    /// [`Reader::string_or_null`], where it is known to be neither.
    #[inline(always)]
    pub(crate) fn any_string_or_null(&mut self, at: &'static str) -> Step<Option<Text<'a>>> {
        if M::STOPS && !self.cursor.is_at(b'n') {
            return self.cursor.any_string().map(Some);
        }
        self.string_or_null(at)
    }

    /// `type`: string or null. The text, for further checks, where it is a string.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn string_or_null(&mut self, at: &'static str) -> Step<Option<Text<'a>>> {
        if M::STOPS {
            if self.cursor.begins(b'"') {
                return self.cursor.string().map(Some);
            }
            return self.null_or_else(|reader| reader.cursor.any_string());
        }
        self.told(at, "a string or null", |reader, kind| match kind {
            Kind::String => reader.cursor.string().map(|text| Some(Some(text))),
            Kind::Null => reader.cursor.null().map(|()| Some(None)),
            _ => Ok(None),
        })
    }

    /// `type`: number. The number, for further checks, where it is one.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn number(&mut self, at: &'static str) -> Step<Option<Decimal<'a>>> {
        if M::STOPS {
            return self.cursor.number().map(Some);
        }
        self.told(at, "a number", |reader, kind| match kind {
            Kind::Number => reader.cursor.number().map(|number| Some(Some(number))),
            _ => Ok(None),
        })
    }

    /// `type`: number or null. The number, for further checks, where it is one.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn number_or_null(&mut self, at: &'static str) -> Step<Option<Decimal<'a>>> {
        if M::STOPS {
            if let Some(number) = self.clear_number() {
                return Ok(Some(number));
            }
            return self.null_or_else(|reader| reader.cursor.number());
        }
        self.told(at, "a number or null", |reader, kind| match kind {
            Kind::Number => reader.cursor.number().map(|number| Some(Some(number))),
            Kind::Null => reader.cursor.null().map(|()| Some(None)),
            _ => Ok(None),
        })
    }

    /// `type`: integer. The number, for further checks, where it is one.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn integer(&mut self, at: &'static str) -> Step<Option<Decimal<'a>>> {
        if M::STOPS {
            return self.whole_number().map(Some);
        }
        self.told(at, "an integer", |reader, kind| match kind {
            Kind::Number => reader.told_whole(at, "an integer").map(Some),
            _ => Ok(None),
        })
    }

    /// `type`: integer or null. The number, for further checks, where it is one.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn integer_or_null(&mut self, at: &'static str) -> Step<Option<Decimal<'a>>> {
        if M::STOPS {
            if let Some(number) = self.clear_integer() {
                return Ok(Some(number));
            }
            return self.null_or_else(Self::whole_number);
        }
        self.told(at, "an integer or null", |reader, kind| match kind {
            Kind::Number => reader.told_whole(at, "an integer or null").map(Some),
            Kind::Null => reader.cursor.null().map(|()| Some(None)),
            _ => Ok(None),
        })
    }

    /// Reads null, or what is neither null nor written as most are.
    #[inline(always)]
    fn null_or_else<T>(&mut self, read: impl FnOnce(&mut Self) -> Step<T>) -> Step<Option<T>> {
        if self.cursor.passes("null") {
            return Ok(None);
        }
        self.any_null_or_else(read)
    }

    #[cold]
    #[inline(never)]
    fn any_null_or_else<T>(&mut self, read: impl FnOnce(&mut Self) -> Step<T>) -> Step<Option<T>> {
        if self.cursor.is_at(b'n') {
            return self.cursor.null().map(|()| None);
        }
        read(self).map(Some)
    }

    /// Reads a value with `read` where that knows its kind; the value is of a wrong type where it says
    /// none.
    #[inline(never)]
    fn told<T: Default>(
        &mut self,
        at: &'static str,
        expected: &'static str,
        read: impl FnOnce(&mut Self, Kind) -> Step<Option<T>>,
    ) -> Step<T> {
        let kind = self.kind()?;
        match read(self, kind)? {
            Some(value) => Ok(value),
            None => self.wrong_type(at, expected).map(|()| T::default()),
        }
    }

    /// Reads a whole number.
    #[inline(always)]
    fn whole_number(&mut self) -> Step<Decimal<'a>> {
        let number = self.cursor.number()?;
        if number.is_integer() { Ok(number) } else { Err(Stop) }
    }

    /// Reads a number that ought to be whole. It is handed out either way: its bounds hold too.
    fn told_whole(
        &mut self,
        at: &'static str,
        expected: &'static str,
    ) -> Step<Option<Decimal<'a>>> {
        let number = self.cursor.number()?;
        if !number.is_integer() {
            self.violation(at, "type", number.offset(), || expected.to_owned())?;
        }
        Ok(Some(number))
    }
}
