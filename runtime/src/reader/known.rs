//! What lives here: what is known of checks that have been made, so that schemas which come back to themselves in
//! several ways do not make one check on one value over and over, twice as often with each level.

use std::collections::HashMap;

use super::Reader;
use super::trace::Trace;
use crate::cursor::Mark;
use crate::mode::Mode;
use crate::schema::Schema;

/// How many outcomes are remembered at a time.
const MOST_KNOWN: usize = 4096;

/// What the outcome of a check depends on.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) struct Key {
    /// The place of the value.
    place: usize,
    /// The address of the check.
    check: usize,
    /// Whether it is noted what of the value is evaluated.
    is_traced: bool,
    /// Whether the names of its members are known to come once each, and are not looked at again.
    names_are_known: bool,
    /// The resources that answer dynamic references.
    resources: Vec<&'static str>,
    /// The resource that violations are told of, where any are.
    schema: Option<&'static str>,
}

/// What came of checks.
#[derive(Debug)]
pub(super) struct Known<T> {
    /// Which outcome each check has. The outcomes lie apart: so the map is one for all kinds of them.
    indices: HashMap<Key, usize>,
    outcomes: Vec<T>,
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self { indices: HashMap::new(), outcomes: Vec::new() }
    }
}

impl<T: Clone> Known<T> {
    /// What came of a check, where that is known.
    pub(super) fn recall(&self, key: &Key) -> Option<T> {
        self.outcomes.get(*self.indices.get(key)?).cloned()
    }

    pub(super) fn remember(&mut self, key: Key, outcome: T) {
        // What is forgotten is looked at again: that costs time, and never more memory.
        if self.outcomes.len() == MOST_KNOWN {
            *self = Self::default();
        }
        self.indices.insert(key, self.outcomes.len());
        self.outcomes.push(outcome);
    }
}

impl<M: Mode> Reader<'_, M> {
    /// What the outcome of the check of this address on the value at the mark depends on.
    pub(super) fn key(&self, value: Mark, check: usize) -> Key {
        Key {
            place: value.offset(),
            check,
            is_traced: self.traces_value(),
            names_are_known: self.names_known(value).is_some(),
            resources: self.resources.iter().map(Schema::uri).collect(),
            schema: self.mode.schema().as_ref().map(Schema::uri),
        }
    }

    /// Whether it is noted what of the value is evaluated that is about to be read, or has just been.
    pub(super) fn traces_value(&self) -> bool {
        self.trace.as_ref().map(Trace::depth) == Some(self.cursor.depth())
    }
}
