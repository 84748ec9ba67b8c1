//! What lives here: `type: object`, the walk through its members, and duplicate members.
//! `rules` has what is asked of them.

mod rules;

use super::names::ObjectNames;
use super::table::Members;
use super::{Duplicates, Reader};
use crate::cursor::{Kind, Members as Walk, Step};
use crate::mode::{Broken, Mode};
use crate::report::Found;

/// How many members that may come next are tried before a name is looked up.
const LOOKED_AHEAD: usize = 4;

/// A walk through the members of one object.
#[derive(Debug)]
pub struct Object<const WORDS: usize> {
    walk: Walk,
    table: &'static Members<WORDS>,
    offset: usize,
    /// One bit for each declared member that has come.
    seen: [u64; WORDS],
    /// The declared member to expect next: documents tend to keep one order.
    next: usize,
    names: ObjectNames,
    inside: bool,
    /// Where the name of the member that came last begins, and whether its value is sensitive.
    name: usize,
    sensitive: bool,
    /// How many members have come.
    count: usize,
}

impl<M: Mode> Reader<'_, M> {
    /// `type`: object. A walk through its members, where it is one.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn object<const WORDS: usize>(
        &mut self,
        at: &'static str,
        table: &'static Members<WORDS>,
    ) -> Step<Option<Object<WORDS>>> {
        if M::STOPS || self.kind()? == Kind::Object {
            return self.open_object(table).map(Some);
        }
        self.wrong_type(at, "an object").map(|()| None)
    }

    /// `type`: object or null. A walk through its members, where it is an object.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn object_or_null<const WORDS: usize>(
        &mut self,
        at: &'static str,
        table: &'static Members<WORDS>,
    ) -> Step<Option<Object<WORDS>>> {
        match self.kind()? {
            Kind::Object => self.open_object(table).map(Some),
            Kind::Null => self.cursor.null().map(|()| None),
            _ => self.wrong_type(at, "an object or null").map(|()| None),
        }
    }

    /// Opens the object that comes next.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none does.
    #[inline(always)]
    pub fn open_object<const WORDS: usize>(
        &mut self,
        table: &'static Members<WORDS>,
    ) -> Step<Object<WORDS>> {
        let offset = self.mark().offset();
        let walk = self.cursor.object()?;
        Ok(Object {
            walk,
            table,
            offset,
            seen: [0; WORDS],
            next: 0,
            names: ObjectNames::new(),
            inside: false,
            name: offset,
            sensitive: false,
            count: 0,
        })
    }

    /// `type`: object, whatever its members.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline]
    pub fn open_ended_object(&mut self, at: &'static str) -> Step {
        match self.kind()? {
            Kind::Object => self.cursor.skip(),
            _ => self.wrong_type(at, "an object"),
        }
    }

    /// `type`: object or null, whatever the object's members.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline]
    pub fn open_ended_object_or_null(&mut self, at: &'static str) -> Step {
        match self.kind()? {
            Kind::Object | Kind::Null => self.cursor.skip(),
            _ => self.wrong_type(at, "an object or null"),
        }
    }
}

impl<const WORDS: usize> Object<WORDS> {
    /// Goes to the next member and reads its name: the index of a declared member, the number of
    /// declared members for any other, none where the object has closed.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed, and on a duplicate where the mode asks for it.
    #[inline(always)]
    pub fn next<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<Option<usize>> {
        // The verdict has neither a path nor sensitive members to keep.
        if M::STOPS
            && let Some(follows) = self.walk.advance_plainly(&mut reader.cursor)
        {
            if follows {
                return self.next_declared(reader).map(Some);
            }
            reader.names.close(&self.names);
            return Ok(None);
        }
        self.next_of_any(reader)
    }

    /// Reads a name where a declared member is to be expected.
    #[inline(always)]
    fn next_declared<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<usize> {
        let offset = reader.cursor.offset();
        // Optional members may be absent: one of the next few may have come.
        let mut index = self.next;
        for member in self.table.all.get(index..).unwrap_or_default().iter().take(LOOKED_AHEAD) {
            if Walk::expect(&mut reader.cursor, &member.quoted) {
                self.sensitive = member.sensitive;
                reader.mode.enter_member(offset, member.sensitive);
                self.count += 1;
                self.name = offset;
                self.declared(reader, index, offset)?;
                return Ok(index);
            }
            index += 1;
        }
        self.out_of_order(reader, offset)
    }

    /// The same, whatever comes next.
    #[inline(never)]
    fn next_of_any<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<Option<usize>> {
        if self.inside {
            reader.mode.leave();
        }
        self.inside = self.walk.advance(&mut reader.cursor)?;
        if !self.inside {
            reader.names.close(&self.names);
            return Ok(None);
        }
        self.next_declared(reader).map(Some)
    }

    /// Reads a name that is not the one expected next.
    #[inline(never)]
    fn out_of_order<M: Mode>(&mut self, reader: &mut Reader<'_, M>, offset: usize) -> Step<usize> {
        let name = Walk::name(&mut reader.cursor)?;
        self.count += 1;
        self.name = offset;
        let index = match name.plain() {
            Some(name) => self.table.find(name),
            None => self.table.find(name.value().as_bytes()),
        };
        self.sensitive = index.is_some_and(|index| self.table.all[index].sensitive);
        reader.mode.enter_member(offset, self.sensitive);
        if let Some(index) = index {
            self.declared(reader, index, offset)?;
            return Ok(index);
        }
        let is_known = reader.read_before == self.offset;
        if !is_known && !reader.names.insert(&mut self.names, &name) {
            duplicate(reader, offset)?;
        }
        Ok(self.table.all.len())
    }

    /// Notes that a declared member has come.
    #[inline(always)]
    fn declared<M: Mode>(
        &mut self,
        reader: &mut Reader<'_, M>,
        index: usize,
        offset: usize,
    ) -> Step {
        let (word, bit) = (index / 64, 1 << (index % 64));
        self.next = index + 1;
        if self.seen[word] & bit != 0 {
            return duplicate(reader, offset);
        }
        self.seen[word] |= bit;
        Ok(())
    }
}

/// A name came twice in one object.
#[cold]
fn duplicate<M: Mode>(reader: &mut Reader<'_, M>, offset: usize) -> Step {
    if let Duplicates::Tried { found } = &mut reader.duplicates {
        *found = true;
        return Ok(());
    }
    reader.mode.violation(&reader.cursor, || Broken {
        keyword: None,
        offset,
        expected: "each member once".to_owned(),
        found: Found::Words("the same name again".to_owned()),
        hint: None,
    })
}
