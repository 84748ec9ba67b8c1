//! What lives here: schemas that hold for a value beside others: the parts of `allOf`, what `$ref` names, what
//! a condition or a member brings with it.

use super::known::{Key, Known};
use super::{Check, Reader};
use crate::cursor::{Mark, Step};
use crate::mode::Mode;

/// How many applications may lie inside one another before it is remembered what was applied. Each may be made by
/// several parts: what is free is made as often as they are to this power.
const FREE_DEPTH: usize = 4;

/// What has been applied, so that schemas which read one member in several of their parts, and come back to
/// themselves there, do not read it with each part.
#[derive(Debug, Default)]
pub(super) struct Applied {
    depth: usize,
    /// What came of those that lie deep; for most documents there are none.
    known: Option<Box<Known<Outcome>>>,
}

/// What came of a check that was applied.
#[derive(Clone, Debug)]
struct Outcome {
    /// Where the value ends.
    end: Mark,
    /// Whether nothing was wrong with the value.
    is_met: bool,
    /// The members or items of the value that were evaluated.
    evaluated: Vec<usize>,
}

// Of no mode, so that they are compiled here and once.
impl Applied {
    fn recall(&self, key: &Key) -> Option<Outcome> {
        self.known.as_ref()?.recall(key)
    }

    fn remember(&mut self, key: Key, outcome: Outcome) {
        self.known.get_or_insert_default().remember(key, outcome);
    }
}

impl<M: Mode> Reader<'_, M> {
    /// Holds the value at the mark to a further check, and comes back to here. What was wrong with a value
    /// by the same check before has been told.
    ///
    /// # Errors
    /// As the check.
    pub fn apply(&mut self, value: Mark, check: Check<M>) -> Step {
        self.met_by(value, check).map(drop)
    }

    /// The same; whether nothing was wrong.
    fn met_by(&mut self, value: Mark, check: Check<M>) -> Step<bool> {
        if self.applied.depth < FREE_DEPTH || !self.cursor.is_container(value) {
            return self.apply_once(value, check);
        }
        let key = self.key(value, (check as *const ()).addr());
        if let Some(Outcome { end, is_met, evaluated }) = self.applied.recall(&key) {
            self.evaluated_too(&evaluated);
            if !is_met {
                self.mode.broken_again();
            }
            if !self.has_read(value) {
                self.cursor.rewind(end);
            }
            return Ok(is_met);
        }
        let before = self.count_evaluated();
        let is_met = self.apply_once(value, check)?;
        let end = self.cursor.mark_here();
        let evaluated = self.evaluated_since(before);
        self.applied.remember(key, Outcome { end, is_met, evaluated });
        Ok(is_met)
    }

    fn apply_once(&mut self, value: Mark, check: Check<M>) -> Step<bool> {
        let before = self.mode.times_broken();
        self.applied.depth += 1;
        self.again(value, check)?;
        self.applied.depth -= 1;
        Ok(self.mode.times_broken() == before)
    }

    /// `allOf`: holds the value at the mark to the check of one branch. A branch that is not met evaluates
    /// nothing.
    ///
    /// # Errors
    /// As the check.
    pub fn branch(&mut self, value: Mark, check: Check<M>) -> Step {
        let before = self.count_evaluated();
        if !self.met_by(value, check)? {
            self.forget_evaluated(before);
        }
        Ok(())
    }
}
