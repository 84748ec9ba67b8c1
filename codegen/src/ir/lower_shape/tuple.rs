//! What lives here: arrays of which each item is described on its own.

use serde_json::Value;

use super::Lowering;
use crate::ir::shape::Type;
use crate::source::Location;

/// The longest tuple for which the standard library has what types need.
const LONGEST: usize = 12;

/// How many tuples may lie in one another. They have no names: two of each level in the one before are
/// a thousand after ten levels.
const DEEPEST: usize = 3;

impl Lowering<'_> {
    /// The type for an array whose first items are described one by one: a tuple, where there are as
    /// many items as descriptions, no more and no less.
    pub(super) fn tuple(&mut self, location: &Location) -> Option<Type> {
        let schema = self.resolved.at(location);
        let (keyword, count) = schema.prefix()?;
        let closed =
            schema.rest().is_some_and(|rest| schema.get(rest) == Some(&Value::Bool(false)))
                || schema.count("maxItems") == Some(count as u64);
        let full = schema.count("minItems").is_some_and(|least| least >= count as u64);
        if !closed || !full || count > LONGEST || count == 0 {
            let why = "an array of items of different kinds that may be shorter or longer";
            let kept = self.kept_as_json(location, why).holds;
            return Some(Type::Array(Box::new(kept)));
        }
        if self.tuples == DEEPEST {
            let why = "it is a tuple deep in tuples";
            return Some(self.kept_as_json(location, why).holds);
        }
        self.tuples += 1;
        let items = (0..count).map(|index| self.element(&location.grandchild(keyword, index)));
        let tuple = Type::Tuple(items.collect());
        self.tuples -= 1;
        Some(tuple)
    }
}
