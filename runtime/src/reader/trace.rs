//! What lives here: which members and items some keyword has evaluated, for `unevaluatedProperties` and
//! `unevaluatedItems`.
//!
//! A member is known by the place of its name, an item by its own place: reading a value again meets
//! the same places.

use super::{Check, Members, Object, Reader};
use crate::cursor::{Kind, Mark, Step};
use crate::excerpt::Found;
use crate::mode::{Broken, Mode, Verdict};

/// What has been evaluated of one value.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    /// How deep the value lies: what is evaluated inside its members is of no interest.
    depth: usize,
    pub(crate) evaluated: Vec<usize>,
}

impl Trace {
    /// How deep the value lies.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// A trace of the same value in which nothing has been evaluated.
    pub(crate) fn anew(&self) -> Self {
        Self { depth: self.depth, evaluated: Vec::new() }
    }
}

/// The trace of the schema around, while another is kept.
#[derive(Debug)]
pub struct Outer(Option<Trace>);

impl<M: Mode> Reader<'_, M> {
    /// Begins to note what is evaluated of the value that comes next.
    pub fn begin_trace(&mut self) -> Outer {
        let own = Trace { depth: self.cursor.depth(), evaluated: Vec::new() };
        Outer(self.trace.replace(own))
    }

    /// Ends what [`Reader::begin_trace`] began. What was evaluated is so for the schema around too.
    pub fn end_trace(&mut self, outer: Outer) {
        let own = std::mem::replace(&mut self.trace, outer.0);
        if let Some(own) = own {
            self.keep_trace(own);
        }
    }

    /// Takes over what a part evaluated.
    pub(crate) fn keep_trace(&mut self, part: Trace) {
        if let Some(trace) = self.trace.as_mut().filter(|trace| trace.depth == part.depth) {
            trace.evaluated.extend(part.evaluated);
        }
    }

    /// A keyword has evaluated the member or item at a place.
    #[inline]
    pub(crate) fn evaluated(&mut self, offset: usize) {
        let depth = self.cursor.depth();
        if let Some(trace) = self.trace.as_mut().filter(|trace| trace.depth + 1 == depth) {
            trace.evaluated.push(offset);
        }
    }

    /// How much has been evaluated so far of the value being read; nothing where nobody asks.
    pub(super) fn count_evaluated(&self) -> usize {
        self.trace.as_ref().map_or(0, |trace| trace.evaluated.len())
    }

    /// What has been evaluated since there was so much.
    pub(super) fn evaluated_since(&self, count: usize) -> Vec<usize> {
        self.trace.as_ref().map_or_else(Vec::new, |trace| trace.evaluated[count..].to_vec())
    }

    /// Takes back what has been evaluated since there was so much.
    pub(super) fn forget_evaluated(&mut self, count: usize) {
        if let Some(trace) = &mut self.trace {
            trace.evaluated.truncate(count);
        }
    }

    /// These have been evaluated as well.
    pub(super) fn evaluated_too(&mut self, places: &[usize]) {
        if let Some(trace) = &mut self.trace {
            trace.evaluated.extend(places);
        }
    }

    /// What has been evaluated so far, in order of place.
    fn places_evaluated(&self) -> Vec<usize> {
        let mut places =
            self.trace.as_ref().map(|trace| trace.evaluated.clone()).unwrap_or_default();
        places.sort_unstable();
        places
    }

    /// `unevaluatedProperties`: each member of the object at the mark that no keyword has evaluated
    /// meets the check; without a check there may be none. What is wrong is told of the object.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn unevaluated_properties(
        &mut self,
        at: &'static str,
        value: Mark,
        check: Option<Check<Verdict>>,
    ) -> Step {
        let evaluated = self.places_evaluated();
        self.again(value, |reader| {
            if reader.kind()? != Kind::Object {
                return reader.skip();
            }
            let mut object: Object<0> = reader.members(Members::NONE)?;
            while object.next(reader)?.is_some() {
                if evaluated.binary_search(&object.place()).is_err() {
                    let keyword = "unevaluatedProperties";
                    match check {
                        Some(check) => object.expected_by(reader, at, keyword, check)?,
                        None => object.unexpected(reader, at, keyword)?,
                    }
                }
                reader.skip()?;
            }
            Ok(())
        })
    }

    /// `unevaluatedItems`: each item of the array at the mark that no keyword has evaluated meets the
    /// check; without a check there may be none. What is wrong is told of the array.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn unevaluated_items(
        &mut self,
        at: &'static str,
        value: Mark,
        check: Option<Check<Verdict>>,
    ) -> Step {
        let evaluated = self.places_evaluated();
        self.again(value, |reader| {
            if reader.kind()? != Kind::Array {
                return reader.skip();
            }
            let mut array = reader.items()?;
            while array.next(reader)? {
                let item = reader.mark();
                if evaluated.binary_search(&item.offset()).is_err() {
                    let keyword = "unevaluatedItems";
                    match check {
                        Some(check) => array.expected_by(reader, at, keyword, check)?,
                        None => array.unexpected(reader, at, keyword)?,
                    }
                }
                reader.skip()?;
            }
            Ok(())
        })
    }

    /// Something stands where the schema describes nothing: told of what is around it.
    pub(crate) fn unexpected_item(
        &mut self,
        at: &'static str,
        keyword: &'static str,
        index: usize,
    ) -> Step {
        let offset = self.mark().offset();
        self.mode.leave();
        self.mode.violation(&self.cursor, || Broken {
            keyword: Some((at, keyword)),
            offset,
            expected: "no item but those that the schema describes".to_owned(),
            found: Found::Words(format!("an item with the index {index}")),
            hint: None,
        })?;
        self.mode.enter_item(index);
        Ok(())
    }
}
