//! What lives here: keywords that apply other schemas to a value. The value is read again from its mark,
//! never copied.
//!
//! Whichever rule comes first may read the value: where the cursor still stands at the mark, nobody has.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::known::{Key, Known};
use super::trace::Trace;
use super::{Branch, Check, Duplicates, Reader};
use crate::cursor::{Kind, Mark, Step, Text};
use crate::mode::{Mode, Verdict};
use crate::schema::Schema;

/// How many attempts may lie inside one another before what came of them is remembered.
const FREE_ATTEMPTS: usize = 4;

/// What is known of checks that were tried, so that schemas which choose inside of choices do not try one
/// check on one value with each choice.
#[derive(Debug, Default)]
pub(super) struct Attempts {
    /// How many attempts are being made, each inside the one before.
    depth: usize,
    /// What came of those that lie deep; for most documents there are none.
    known: Option<Box<Known<Outcome>>>,
}

/// What came of an attempt; none where the check was not met.
type Outcome = Option<Met>;

// Of no mode, so that they are compiled here and once.
impl Attempts {
    /// What came of an attempt, where that is known.
    fn recall(&self, key: &Key) -> Option<Outcome> {
        self.known.as_ref()?.recall(key)
    }

    fn remember(&mut self, key: Key, met: Outcome) {
        self.known.get_or_insert_default().remember(key, met);
    }

    fn forget(&mut self) {
        self.known = None;
    }
}

/// What came of trying a check that was met.
#[derive(Clone, Debug)]
struct Met {
    /// Where the value ends.
    end: Mark,
    /// Whether a member came twice in what the check looked at.
    duplicates: bool,
    trace: Option<Trace>,
}

/// What was found where a member's string was looked for.
enum Found<'a> {
    NoObject,
    Absent,
    /// The member is there, and is no string.
    NoText,
    Text(Text<'a>),
}

impl<M: Mode> Reader<'_, M> {
    /// Tries a check on the value at the mark; none where it is not met. Nothing is told, and the
    /// cursor stays where it is.
    fn attempt(&mut self, value: Mark, check: Check<Verdict>) -> Option<Met> {
        if self.attempts.depth < FREE_ATTEMPTS || !self.cursor.is_container(value) {
            let met = self.try_once(value, check);
            if self.attempts.depth == 0 {
                self.attempts.forget();
            }
            return met;
        }
        let key = self.key(value, (check as *const ()).addr());
        if let Some(known) = self.attempts.recall(&key) {
            return known;
        }
        let met = self.try_once(value, check);
        self.attempts.remember(key, met.clone());
        met
    }

    fn try_once(&mut self, value: Mark, check: Check<Verdict>) -> Option<Met> {
        let mut cursor = self.cursor.clone();
        cursor.rewind(value);
        let mut reader = Reader::at(cursor, Verdict);
        reader.duplicates = Duplicates::Tried { found: false };
        reader.known = self.names_known(value);
        reader.resources = std::mem::take(&mut self.resources);
        reader.attempts = std::mem::take(&mut self.attempts);
        reader.attempts.depth += 1;
        reader.trace = self.trace.as_ref().map(Trace::anew);
        let entered = reader.resources.len();
        let met = check(&mut reader).is_ok();
        // A check that stops leaves its resources open.
        reader.resources.truncate(entered);
        self.resources = std::mem::take(&mut reader.resources);
        self.attempts = std::mem::take(&mut reader.attempts);
        self.attempts.depth -= 1;
        met.then(|| Met {
            end: reader.cursor.mark_here(),
            duplicates: reader.duplicates == Duplicates::Tried { found: true },
            trace: reader.trace,
        })
    }

    /// Passes over the value that comes next if it meets a check without a word to be said of it.
    pub(super) fn meets_outright(&mut self, check: Check<Verdict>) -> bool {
        if self.trace.is_some() || self.duplicates != Duplicates::Told {
            return false;
        }
        let value = self.mark();
        match self.try_once(value, check) {
            Some(met) if !met.duplicates => {
                self.cursor.rewind(met.end);
                true
            }
            _ => false,
        }
    }

    /// Takes over what came of a branch that is met.
    fn keep(&mut self, value: Mark, met: Met) -> Step {
        if let Some(trace) = met.trace {
            self.keep_trace(trace);
        }
        if met.duplicates {
            match &mut self.duplicates {
                Duplicates::Told => self.again(value, Self::skip_unique)?,
                Duplicates::Tried { found } => *found = true,
            }
        }
        if !self.has_read(value) {
            self.cursor.rewind(met.end);
        }
        Ok(())
    }

    /// Whether the value at the mark has been read.
    pub(super) fn has_read(&self, value: Mark) -> bool {
        self.cursor.offset() > value.offset()
    }

    /// The place of the value at the mark, where it is an object whose names have been looked at.
    pub(super) fn names_known(&self, value: Mark) -> Option<usize> {
        self.last_walked.filter(|place| *place == value.offset())
    }

    /// Reads the value at the mark if nobody has.
    ///
    /// # Errors
    /// As [`Reader::skip_unique`].
    pub fn finish(&mut self, value: Mark) -> Step {
        if self.has_read(value) { Ok(()) } else { self.skip_unique() }
    }

    /// `if`, `contains`: whether the value at the mark meets the check.
    pub fn matches(&mut self, value: Mark, check: Check<Verdict>) -> bool {
        let met = self.attempt(value, check);
        let is_met = met.is_some();
        if let Some(trace) = met.and_then(|met| met.trace) {
            self.keep_trace(trace);
        }
        is_met
    }

    /// Reads the value at the mark with further rules, and comes back to here.
    ///
    /// # Errors
    /// As the check.
    pub fn again(&mut self, value: Mark, check: impl FnOnce(&mut Self) -> Step) -> Step {
        if !self.has_read(value) {
            return check(self);
        }
        let here = self.cursor.mark_here();
        let known = self.names_known(value);
        let outer = std::mem::replace(&mut self.known, known);
        self.cursor.rewind(value);
        check(self)?;
        self.cursor.rewind(here);
        self.known = outer;
        Ok(())
    }

    /// `anyOf`: the value at the mark meets one of the alternatives or more.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn any_of(&mut self, at: &'static str, value: Mark, branches: &[Branch]) -> Step {
        let mut any = false;
        for (check, _) in branches {
            if let Some(met) = self.attempt(value, *check) {
                any = true;
                self.keep(value, met)?;
                // Every branch that is met evaluates members and items.
                if self.trace.is_none() {
                    break;
                }
            }
        }
        if any { Ok(()) } else { self.none_met((at, "anyOf"), value, branches) }
    }

    /// `oneOf`: the value at the mark meets exactly one of the alternatives.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn one_of(&mut self, at: &'static str, value: Mark, branches: &[Branch]) -> Step {
        let mut only = None;
        for (index, (check, _)) in branches.iter().enumerate() {
            let Some(met) = self.attempt(value, *check) else { continue };
            if let Some((first, _)) = only {
                return self.several_met(at, value, branches.len(), [first, index]);
            }
            only = Some((index, met));
        }
        match only {
            Some((_, met)) => self.keep(value, met),
            None => self.none_met((at, "oneOf"), value, branches),
        }
    }

    /// `anyOf` or `oneOf`, as `keyword` says, of which only the branch of this index can be met, one of
    /// `count`: the value at the mark meets it.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn decided(
        &mut self,
        (at, keyword): (&'static str, &'static str),
        value: Mark,
        branch: Branch,
        (index, count): (usize, usize),
    ) -> Step {
        match self.attempt(value, branch.0) {
            Some(met) => self.keep(value, met),
            None => self.tell_none_met((at, keyword), value, &[(index, branch.1)], count),
        }
    }

    /// The string that a member of the object at the mark has; none where it has none, or the value is
    /// no object. No more is read than it takes to find it.
    pub fn tag(&self, value: Mark, name: &str) -> Option<Cow<'_, str>> {
        match self.look_for(value, name) {
            Found::Text(text) => Some(text.value()),
            Found::NoObject | Found::Absent | Found::NoText => None,
        }
    }

    /// `if` that asks for no more than one of some strings for a member of the object at the mark.
    /// `otherwise` says whether it is met where the member is absent, and where the value is no object.
    pub fn is_tagged(
        &self,
        value: Mark,
        name: &str,
        values: &[&str],
        otherwise: (bool, bool),
    ) -> bool {
        match self.look_for(value, name) {
            Found::Text(text) => values.iter().any(|value| text.is(value)),
            Found::Absent => otherwise.0,
            Found::NoObject => otherwise.1,
            Found::NoText => false,
        }
    }

    /// `if` that asks for no more than one of some strings for a member, whose value stands at the mark.
    /// `absent` says whether it is met where the member has not come.
    pub fn tag_is(&self, tag: Option<Mark>, values: &[&str], absent: bool) -> bool {
        let Some(tag) = tag else { return absent };
        let mut cursor = self.cursor.clone();
        cursor.rewind(tag);
        let text = cursor.is_at(b'"').then(|| cursor.string().ok()).flatten();
        text.is_some_and(|text| values.iter().any(|value| text.is(value)))
    }

    /// Looks for a member of the object at the mark. Where it comes twice, the first one counts: that it
    /// does is told by whoever reads the object.
    fn look_for(&self, value: Mark, name: &str) -> Found<'_> {
        let mut cursor = self.cursor.clone();
        cursor.rewind(value);
        if cursor.kind() != Ok(Kind::Object) {
            return Found::NoObject;
        }
        let Ok(mut members) = cursor.object() else { return Found::NoObject };
        while let Ok(Some(found)) = members.next(&mut cursor) {
            if found.is(name) {
                return match cursor.kind() {
                    Ok(Kind::String) => cursor.string().map_or(Found::NoText, Found::Text),
                    _ => Found::NoText,
                };
            }
            if cursor.skip().is_err() {
                break;
            }
        }
        Found::Absent
    }

    /// `not`: the value at the mark does not meet the check.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn not(&mut self, at: &'static str, value: Mark, check: Check<Verdict>) -> Step {
        if self.attempt(value, check).is_none() {
            return Ok(());
        }
        self.violation(at, "not", value.offset(), || {
            "a value that `not` does not describe".to_owned()
        })
    }

    /// Reads one value with the rules of another schema resource.
    ///
    /// # Errors
    /// As the check.
    #[inline]
    pub fn in_schema(&mut self, schema: Schema, check: Check<M>) -> Step {
        let before = self.mode.set_schema(schema);
        let outcome = check(self);
        self.mode.set_schema(before);
        outcome
    }

    /// Reads one value with the rules of another schema resource, which dynamic references look for.
    ///
    /// # Errors
    /// As the check.
    pub fn in_resource(&mut self, schema: Schema, check: Check<M>) -> Step {
        // What only has anchors that a resource further out has too is never the outermost one.
        let answers =
            |anchor: &&str| self.resources.iter().any(|resource| resource.has_anchor(anchor));
        let is_heard = !schema.anchors().iter().all(answers);
        if is_heard {
            self.resources.push(schema);
        }
        let outcome = self.in_schema(schema, check);
        if is_heard {
            self.resources.pop();
        }
        outcome
    }

    /// `$dynamicRef`: reads one value with the rules of the outermost resource that is being applied and
    /// has the anchor; with those of the first where none is.
    ///
    /// # Errors
    /// As the check.
    pub fn dynamic(&mut self, candidates: &[(Schema, Check<M>)]) -> Step {
        let mut applied = self.resources.iter();
        let found = applied.find_map(|resource| {
            candidates.iter().find(|(schema, _)| schema.uri() == resource.uri()).copied()
        });
        match found.or_else(|| candidates.first().copied()) {
            Some((schema, check)) => self.in_resource(schema, check),
            None => self.skip(),
        }
    }
}
