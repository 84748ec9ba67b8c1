//! What lives here: keywords that look at one value more than once. The value is read again from its
//! mark, never copied.

use super::{Check, Reader};
use crate::cursor::{Cursor, Mark, Step};
use crate::mode::{Mode, Verdict};

/// Whether the value that comes next meets a check. The cursor stays where it is.
pub fn matches(cursor: &Cursor<'_>, check: Check<Verdict>) -> bool {
    check(&mut Reader::at(cursor.clone(), Verdict)).is_ok()
}

impl<M: Mode> Reader<'_, M> {
    /// Whether the value at the mark meets a check.
    pub fn matches(&self, value: Mark, check: Check<Verdict>) -> bool {
        let mut cursor = self.cursor.clone();
        cursor.rewind(value);
        let mut reader = Reader::at(cursor, Verdict);
        reader.duplicates_told = true;
        check(&mut reader).is_ok()
    }

    /// Reads the value at the mark once more, with further rules, and comes back to here.
    ///
    /// # Errors
    /// As the check.
    pub fn again(&mut self, value: Mark, check: impl FnOnce(&mut Self) -> Step) -> Step {
        let here = self.cursor.mark();
        let told = std::mem::replace(&mut self.duplicates_told, true);
        self.cursor.rewind(value);
        check(self)?;
        self.cursor.rewind(here);
        self.duplicates_told = told;
        Ok(())
    }

    /// `anyOf`: the value at the mark meets one of the checks or more.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn any_of(&mut self, at: &'static str, value: Mark, checks: &[Check<Verdict>]) -> Step {
        if checks.iter().any(|check| self.matches(value, *check)) {
            return Ok(());
        }
        self.violation(at, "anyOf", value.offset(), || {
            format!("a value that meets at least one of {} alternatives", checks.len())
        })
    }

    /// `oneOf`: the value at the mark meets exactly one of the checks.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn one_of(&mut self, at: &'static str, value: Mark, checks: &[Check<Verdict>]) -> Step {
        let met = checks.iter().filter(|check| self.matches(value, **check)).take(2).count();
        if met == 1 {
            return Ok(());
        }
        self.violation(at, "oneOf", value.offset(), || {
            let more = if met > 1 { ", not several" } else { "" };
            format!("a value that meets exactly one of {} alternatives{more}", checks.len())
        })
    }

    /// `not`: the value at the mark does not meet the check.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn not(&mut self, at: &'static str, value: Mark, check: Check<Verdict>) -> Step {
        if !self.matches(value, check) {
            return Ok(());
        }
        self.violation(at, "not", value.offset(), || {
            "a value that `not` does not describe".to_owned()
        })
    }

    /// Reads one value with the rules of another schema file.
    ///
    /// # Errors
    /// As the check.
    pub fn in_schema(&mut self, schema: &'static str, check: Check<M>) -> Step {
        let before = self.mode.set_schema(schema);
        let outcome = check(self);
        self.mode.set_schema(before);
        outcome
    }
}
