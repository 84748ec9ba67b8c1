//! What lives here: `minLength`, `maxLength` and `format` of strings.

use super::{Reader, counted};
use crate::cursor::{Step, Text};
use crate::format::Format;
use crate::mode::Mode;
#[cfg(feature = "pattern")]
use crate::pattern::Pattern;

impl<'a, M: Mode> Reader<'a, M> {
    /// `type`: string, and `format`. The text where it was recognised in its quotes.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn formatted(&mut self, at: &'static str, format: Format) -> Step<Option<Text<'a>>> {
        match self.recognised(format) {
            Some(text) => Ok(Some(text)),
            None => self.formatted_otherwise(at, format).map(|()| None),
        }
    }

    /// `type`: string or null, and `format`. The text where it was recognised in its quotes.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn formatted_or_null(
        &mut self,
        at: &'static str,
        format: Format,
    ) -> Step<Option<Text<'a>>> {
        match self.recognised(format) {
            Some(text) => Ok(Some(text)),
            None if self.cursor.passes("null") => Ok(None),
            None => self.formatted_or_null_otherwise(at, format).map(|()| None),
        }
    }

    /// Passes over a string that is seen to have the format.
    #[inline(always)]
    fn recognised(&mut self, format: Format) -> Option<Text<'a>> {
        let text = self.cursor.here();
        let length = format.quick(text)?;
        let rest = text.get(length..)?;
        let offset = self.cursor.offset();
        self.cursor.go_on_with(rest);
        Some(Text::plain_at(self.cursor.text(), offset, length))
    }

    /// The same where a quote comes next, and neither null nor white space.
    #[inline(always)]
    pub(crate) fn recognised_string(&mut self, format: Format) -> Option<Text<'a>> {
        if self.cursor.begins(b'"') { self.recognised(format) } else { None }
    }

    #[cold]
    #[inline(never)]
    fn formatted_otherwise(&mut self, at: &'static str, format: Format) -> Step {
        match self.string(at)? {
            Some(text) => self.format(at, &text, format),
            None => Ok(()),
        }
    }

    #[cold]
    #[inline(never)]
    fn formatted_or_null_otherwise(&mut self, at: &'static str, format: Format) -> Step {
        match self.string_or_null(at)? {
            Some(text) => self.format(at, &text, format),
            None => Ok(()),
        }
    }

    /// `format`.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn format(&mut self, at: &'static str, text: &Text<'_>, format: Format) -> Step {
        if text.read(|text| format.matches(text)) {
            return Ok(());
        }
        self.violation(at, "format", text.offset(), || format.describe().to_owned())
    }

    /// `pattern`.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[cfg(feature = "pattern")]
    pub fn pattern(&mut self, at: &'static str, text: &Text<'_>, pattern: &Pattern) -> Step {
        if text.read(|text| pattern.matches(text)) {
            return Ok(());
        }
        self.violation(at, "pattern", text.offset(), || {
            format!("a string that matches `{}`", pattern.source())
        })
    }

    /// `minLength`, in Unicode scalar values.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn min_length(&mut self, at: &'static str, text: &Text<'_>, limit: usize) -> Step {
        if text.is_at_least(limit) {
            return Ok(());
        }
        self.violation(at, "minLength", text.offset(), || {
            format!("a string of at least {}", counted(limit, "character"))
        })
    }

    /// `maxLength`, in Unicode scalar values.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn max_length(&mut self, at: &'static str, text: &Text<'_>, limit: usize) -> Step {
        if text.is_at_most(limit) {
            return Ok(());
        }
        self.violation(at, "maxLength", text.offset(), || {
            format!("a string of at most {}", counted(limit, "character"))
        })
    }
}
