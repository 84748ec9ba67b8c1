//! What lives here: how much a document may ask of whoever checks it.

use crate::cursor::MAX_DEPTH;
use crate::report::MAX_VIOLATIONS;

/// How deep a document may nest, and how many of its violations are listed.
///
/// ```
/// # use callschema_runtime::{Limits, MAX_DEPTH};
/// let limits = Limits::new().with_max_depth(16).with_max_violations(5);
/// assert_eq!((limits.max_depth(), limits.max_violations()), (16, 5));
/// assert_eq!(Limits::new().with_max_depth(1_000).max_depth(), MAX_DEPTH);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    max_depth: usize,
    max_violations: usize,
}

impl Limits {
    /// The usual limits: [`MAX_DEPTH`] levels, and [`MAX_VIOLATIONS`] violations.
    pub const fn new() -> Self {
        Self { max_depth: MAX_DEPTH, max_violations: MAX_VIOLATIONS }
    }

    /// How many arrays and objects may lie inside one another. What is deeper is a violation.
    ///
    /// More than [`MAX_DEPTH`] is taken for [`MAX_DEPTH`]: the checks of schemas that come back to
    /// themselves call each other, each level costs stack, and so many fit the smallest usual one.
    #[must_use]
    pub const fn with_max_depth(self, levels: usize) -> Self {
        let max_depth = if levels < MAX_DEPTH { levels } else { MAX_DEPTH };
        Self { max_depth, ..self }
    }

    /// How many violations a report lists, at least one. Further ones are counted.
    #[must_use]
    pub const fn with_max_violations(self, count: usize) -> Self {
        Self { max_violations: if count > 1 { count } else { 1 }, ..self }
    }

    /// How many arrays and objects may lie inside one another.
    pub const fn max_depth(&self) -> usize {
        self.max_depth
    }

    /// How many violations a report lists.
    pub const fn max_violations(&self) -> usize {
        self.max_violations
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
