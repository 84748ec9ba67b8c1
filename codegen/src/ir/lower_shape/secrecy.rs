//! What lives here: which members, shapes and types are personal data.

use super::Lowering;
use crate::ir::shape::Secrecy;
use crate::source::Location;

impl Lowering<'_> {
    /// What `make` makes, and whether it has met a marked item or value that lies in it without a name
    /// between.
    pub(super) fn noticing<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let around = std::mem::take(&mut self.marked);
        let result = make(self);
        (result, std::mem::replace(&mut self.marked, around))
    }

    /// Which part of the type for the schema at a place is personal data.
    pub(super) fn secrecy(&self, location: &Location) -> Secrecy {
        let all = self.resolved.is_marked(location);
        let others = ["additionalProperties", "unevaluatedProperties"];
        let parts = self.around_and_within(location);
        let extra = parts.iter().any(|part| {
            others.iter().any(|keyword| self.resolved.is_marked(&part.child(keyword)))
                || self.has_marked_pattern(part)
        });
        Secrecy { all, extra }
    }

    /// Whether a member of the object at a place is marked: by its description, or by whatever else applies
    /// to the object. A condition that does not hold for every object marks it all the same.
    pub(super) fn is_sensitive(&self, location: &Location, name: &str) -> bool {
        self.around_and_within(location).iter().any(|part| {
            let described = part.grandchild("properties", name);
            let names_it = self.resolved.at(part).members("properties").any(|(own, _)| own == name);
            let others = part.child("additionalProperties");
            self.resolved.is_marked(&described)
                || (!names_it && self.resolved.is_marked(&others))
                || self.has_marked_pattern(part)
        })
    }

    fn has_marked_pattern(&self, part: &Location) -> bool {
        let patterns = self.resolved.at(part).members("patternProperties");
        let mut places = patterns.map(|(name, _)| part.grandchild("patternProperties", name));
        places.any(|place| self.resolved.is_marked(&place))
    }

    /// The schemas that apply to the same value: those within the one at a place, and those around it where
    /// it is a branch or a condition.
    ///
    /// They are asked for their marks: where there are no marks at all, long chains need not be walked.
    fn around_and_within(&self, location: &Location) -> Vec<Location> {
        if !self.resolved.marks_any() {
            return Vec::new();
        }
        let mut outermost = location.clone();
        while let Some(around) = outermost.around_in_place() {
            outermost = around;
        }
        let mut found = self.resolved.in_place(&outermost);
        found.extend(self.resolved.in_place(location));
        found
    }
}
