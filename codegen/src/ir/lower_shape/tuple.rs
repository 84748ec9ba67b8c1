//! What lives here: arrays of which each item is described on its own.

use serde_json::Value;

use super::Lowering;
use crate::ir::shape::Type;
use crate::source::Location;

/// The longest tuple for which the standard library has what types need.
const LONGEST: usize = 12;

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
            return Some(Type::List(Box::new(kept)));
        }
        let items = (0..count).map(|index| self.element(&location.grandchild(keyword, index)));
        Some(Type::Tuple(items.collect()))
    }
}
