//! What lives here: `type: array`, the walk through its items, `minItems` and `maxItems`.

use super::{Check, Reader, counted, unique};
use crate::cursor::{Items, Step};
use crate::excerpt::Found;
use crate::mode::{Broken, Mode, Verdict};

/// How deep items that are not met may lie in one another and be tried before they are read.
const MOST_TRIED: usize = 4;

/// A walk through the items of one array.
#[derive(Debug)]
pub struct Array {
    items: Items,
    offset: usize,
    count: usize,
}

impl<M: Mode> Reader<'_, M> {
    /// `type`: array. Whether it is one, whose items [`Reader::items`] then reads.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn array(&mut self, at: &'static str) -> Step<bool> {
        if self.cursor.begins(b'[') {
            return Ok(true);
        }
        self.container_otherwise(at, b'[', "an array", false)
    }

    /// `type`: array or null. Whether it is an array, whose items [`Reader::items`] then reads.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn array_or_null(&mut self, at: &'static str) -> Step<bool> {
        if self.cursor.begins(b'[') {
            return Ok(true);
        }
        if self.cursor.passes("null") {
            return Ok(false);
        }
        self.container_otherwise(at, b'[', "an array or null", true)
    }

    /// `type`: array or object, as its bracket says, where that does not come at once: white space may come before it,
    /// and before null.
    #[cold]
    #[inline(never)]
    pub(super) fn container_otherwise(
        &mut self,
        at: &'static str,
        bracket: u8,
        expected: &'static str,
        nullable: bool,
    ) -> Step<bool> {
        if self.cursor.is_at(bracket) {
            return Ok(true);
        }
        if nullable && self.cursor.begins(b'n') {
            return self.cursor.null().map(|()| false);
        }
        self.wrong_type(at, expected).map(|()| false)
    }

    /// Opens the array that comes next, for a walk through its items.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none does.
    #[inline(always)]
    pub fn items(&mut self) -> Step<Array> {
        let offset = self.mark().offset();
        Ok(Array { items: self.cursor.array()?, offset, count: 0 })
    }
}

impl<M: Mode> Reader<'_, M> {
    /// Reads one item by the check of its schema, which is given for both modes. Where a report is made of
    /// many items, those that are met outright need no second look.
    ///
    /// # Errors
    /// As the check.
    #[inline(always)]
    pub fn item(&mut self, verdict: Check<Verdict>, check: Check<M>) -> Step {
        if M::STOPS { check(self) } else { self.item_told(verdict, check) }
    }

    #[inline(never)]
    fn item_told(&mut self, verdict: Check<Verdict>, check: Check<M>) -> Step {
        // An item inside of items that are not met is tried once more with each level.
        if self.items_tried == MOST_TRIED {
            return check(self);
        }
        if self.meets_outright(verdict) {
            return Ok(());
        }
        self.items_tried += 1;
        check(self)?;
        self.items_tried -= 1;
        Ok(())
    }
}

impl Array {
    /// Goes to the next item: true where one follows, false where the array has closed.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed.
    #[inline(always)]
    pub fn next<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<bool> {
        if M::STOPS {
            // The verdict has no path to keep.
            let follows = self.items.next_plainly(&mut reader.cursor)?;
            self.count += usize::from(follows);
            return Ok(follows);
        }
        if self.count > 0 {
            reader.mode.leave();
        }
        if !self.items.next(&mut reader.cursor)? {
            return Ok(false);
        }
        reader.mode.enter_item(self.count);
        self.count += 1;
        Ok(true)
    }

    /// The index of the item that came last.
    #[inline]
    pub fn index(&self) -> usize {
        self.count - 1
    }

    /// A keyword describes the item that comes next: it counts as evaluated.
    #[inline]
    pub fn evaluated<M: Mode>(&self, reader: &mut Reader<'_, M>) {
        let place = reader.mark().offset();
        reader.evaluated(place);
    }

    /// `unevaluatedItems` where it is `false`: no keyword describes the item that comes next. That is
    /// told of the array.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the mode asks for it.
    #[cold]
    pub fn unexpected<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        keyword: &'static str,
    ) -> Step {
        reader.unexpected_item(at, keyword, self.index())
    }

    /// `unevaluatedItems` where nothing else can describe the item that comes next: it meets the check.
    /// That it does not is told of the array.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn expected_by<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        keyword: &'static str,
        check: Check<Verdict>,
    ) -> Step {
        let item = reader.mark();
        if reader.matches(item, check) {
            reader.evaluated(item.offset());
            return Ok(());
        }
        self.unexpected(reader, at, keyword)
    }

    /// `uniqueItems`, once the walk is over: no two items are equal.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn unique_items<M: Mode>(&self, reader: &mut Reader<'_, M>, at: &'static str) -> Step {
        let Some((first, second)) = unique::first_equal(reader.cursor.text(), self.offset) else {
            return Ok(());
        };
        reader.mode.violation(&reader.cursor, || Broken {
            keyword: Some((at, "uniqueItems")),
            offset: self.offset,
            expected: "items of which no two are equal".to_owned(),
            found: Found::Words(format!("equal items with the indices {first} and {second}")),
            hint: None,
        })
    }

    /// `minItems`, once the walk is over.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn min_items<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        limit: usize,
    ) -> Step {
        if self.count >= limit {
            return Ok(());
        }
        self.wrong_count(reader, (at, "minItems"), ("at least", limit))
    }

    /// `maxItems`, once the walk is over.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn max_items<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        limit: usize,
    ) -> Step {
        if self.count <= limit {
            return Ok(());
        }
        self.wrong_count(reader, (at, "maxItems"), ("at most", limit))
    }

    /// `contains` with `minContains`, once the walk is over and `contained` items were found to meet it.
    /// `keyword` is the one that states the limit.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn min_contains<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        (at, keyword): (&'static str, &'static str),
        contained: usize,
        limit: usize,
    ) -> Step {
        if contained >= limit {
            return Ok(());
        }
        self.wrong_contained(reader, (at, keyword), contained, ("at least", limit))
    }

    /// `maxContains`, once the walk is over and `contained` items were found to meet `contains`.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn max_contains<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        contained: usize,
        limit: usize,
    ) -> Step {
        if contained <= limit {
            return Ok(());
        }
        self.wrong_contained(reader, (at, "maxContains"), contained, ("at most", limit))
    }

    #[cold]
    fn wrong_contained<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        keyword: (&'static str, &'static str),
        contained: usize,
        (word, limit): (&str, usize),
    ) -> Step {
        reader.mode.violation(&reader.cursor, || Broken {
            keyword: Some(keyword),
            offset: self.offset,
            expected: format!("{word} {} that `contains` describes", counted(limit, "item")),
            found: Found::Words(counted(contained, "such item")),
            hint: None,
        })
    }

    #[cold]
    fn wrong_count<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        keyword: (&'static str, &'static str),
        (word, limit): (&str, usize),
    ) -> Step {
        reader.mode.violation(&reader.cursor, || Broken {
            keyword: Some(keyword),
            offset: self.offset,
            expected: format!("{word} {}", counted(limit, "item")),
            found: Found::Words(counted(self.count, "item")),
            hint: None,
        })
    }
}
