//! What lives here: schemas that hold for a value beside others: the parts of `allOf`, what `$ref` names, what
//! a condition or a member brings with it.

use std::collections::BTreeMap;

use super::{Check, Reader};
use crate::cursor::{Mark, Step};
use crate::mode::Mode;

/// How many applications may lie inside one another before it is remembered what was applied.
const FREE_DEPTH: usize = 8;

/// How many of those are remembered at a time.
const MOST_KNOWN: usize = 4096;

/// What has been applied, so that schemas which read one member in several of their parts, and come back to
/// themselves there, do not read it over and over, twice as often with each level.
#[derive(Debug, Default)]
pub(super) struct Applied {
    depth: usize,
    /// Where the value ends, by its place and the check.
    known: BTreeMap<(usize, usize), Mark>,
}

// Of no mode, so that they are compiled here and once.
impl Applied {
    fn recall(&self, key: (usize, usize)) -> Option<Mark> {
        self.known.get(&key).copied()
    }

    fn remember(&mut self, key: (usize, usize), end: Mark) {
        // What is forgotten is read again: that costs time, and never more memory.
        if self.known.len() == MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(key, end);
    }
}

impl<M: Mode> Reader<'_, M> {
    /// Holds the value at the mark to a further check, and comes back to here. What was wrong with a value
    /// by the same check before has been told.
    ///
    /// # Errors
    /// As the check.
    pub fn apply(&mut self, value: Mark, check: Check<M>) -> Step {
        // What is traced must be evaluated again, and dynamic references may name something else.
        let is_deep = self.applied.depth >= FREE_DEPTH
            && self.trace.is_none()
            && self.resources.is_empty()
            && self.cursor.is_container(value);
        let key = (value.offset(), (check as *const ()).addr());
        if is_deep && let Some(end) = self.applied.recall(key) {
            if !self.has_read(value) {
                self.cursor.rewind(end);
            }
            return Ok(());
        }
        self.applied.depth += 1;
        self.again(value, check)?;
        self.applied.depth -= 1;
        if is_deep {
            self.applied.remember(key, self.cursor.mark_here());
        }
        Ok(())
    }

    /// `allOf`: holds the value at the mark to the check of one branch. A branch that is not met evaluates
    /// nothing.
    ///
    /// # Errors
    /// As the check.
    pub fn branch(&mut self, value: Mark, check: Check<M>) -> Step {
        let count = self.trace.as_ref().map_or(0, |trace| trace.evaluated.len());
        let violations = self.mode.violations();
        self.apply(value, check)?;
        if self.mode.violations() > violations
            && let Some(trace) = &mut self.trace
        {
            trace.evaluated.truncate(count);
        }
        Ok(())
    }
}
