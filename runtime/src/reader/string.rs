//! What lives here: `minLength`, `maxLength` and `format` of strings.

use super::{Reader, counted};
use crate::cursor::{Step, Text};
use crate::format::Format;
use crate::mode::Mode;
#[cfg(feature = "pattern")]
use crate::pattern::Pattern;

impl<M: Mode> Reader<'_, M> {
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
