//! What lives here: `type: object`, the walk through its members, and duplicate members.
//! `find` reads the names of members, `in_step` goes from one to the one that the schema has next, `rules` has what is
//! asked of them, `missing` tells which are not there.

mod find;
mod in_step;
mod missing;
mod rules;
#[cfg(test)]
mod tests;

use super::names::ObjectNames;
use super::table::Members;
use super::{Duplicates, Reader};
use crate::cursor::{Kind, Step, Text};
use crate::excerpt::Found as Told;
use crate::mode::{Broken, Mode};
use find::Found;

/// A walk through the members of one object.
///
/// Where a verdict is asked for, no function that is not inlined takes a reference to it: so it stays in
/// registers where it can.
#[derive(Debug)]
pub struct Object<const WORDS: usize> {
    table: &'static Members<WORDS>,
    /// The place of the object.
    offset: usize,
    /// Whether no member has come yet.
    first: bool,
    /// How many bytes of white space come before the name of a member: as many as the text's first line tells, or
    /// as before the last one.
    indentation: usize,
    /// One bit for each declared member that has come.
    seen: [u64; WORDS],
    /// Whether the walk is in step: the member that has come is the one whose statements are next.
    in_step: bool,
    /// If not, the bit of the declared member that has come, among the first 64.
    found: u64,
    names: ObjectNames,
    /// Where the name of the member that came last begins, and whether its value is sensitive.
    name: usize,
    sensitive: bool,
    /// How many members have come that are not declared, or came before.
    others: usize,
}

impl<M: Mode> Reader<'_, M> {
    /// `type`: object. Whether it is one, whose members [`Reader::members`] then reads.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn object(&mut self, at: &'static str) -> Step<bool> {
        if self.cursor.begins(b'{') {
            return Ok(true);
        }
        self.container_otherwise(at, b'{', "an object", false)
    }

    /// `type`: object or null. Whether it is an object, whose members [`Reader::members`] then reads.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn object_or_null(&mut self, at: &'static str) -> Step<bool> {
        if self.cursor.begins(b'{') {
            return Ok(true);
        }
        if self.cursor.passes("null") {
            return Ok(false);
        }
        self.container_otherwise(at, b'{', "an object or null", true)
    }

    /// Opens the object that comes next, for a walk through its members. White space before it has been passed
    /// over, by a look at what it is.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none does.
    #[inline(always)]
    pub fn members<const WORDS: usize>(
        &mut self,
        table: &'static Members<WORDS>,
    ) -> Step<Object<WORDS>> {
        let offset = self.cursor.offset();
        self.cursor.open(b'{')?;
        Ok(Object {
            table,
            offset,
            first: true,
            indentation: 0,
            seen: [0; WORDS],
            in_step: false,
            found: 0,
            names: ObjectNames::new(),
            name: offset,
            sensitive: false,
            others: 0,
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
        if M::STOPS { self.find(reader) } else { self.find_told(reader) }
    }

    /// Goes to the next member, of which nothing is known.
    #[inline(always)]
    fn find<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<Option<usize>> {
        let next = if M::STOPS {
            find::next::<WORDS, false>(&mut reader.cursor, self.table, self.first)?
        } else {
            find::next::<WORDS, true>(&mut reader.cursor, self.table, self.first)?
        };
        let Some(next) = next else {
            self.close(reader);
            return Ok(None);
        };
        self.name = next.name;
        self.indentation = next.indentation;
        self.first = false;
        match next.found {
            Found::Undeclared(length) => self.come_undeclared(reader, length).map(Some),
            Found::Declared(index) => self.come(reader, index as usize).map(Some),
        }
    }

    /// The object has closed.
    #[inline(always)]
    fn close<M: Mode>(&self, reader: &mut Reader<'_, M>) {
        reader.names.close(&self.names);
        reader.last_walked = Some(self.offset);
    }

    /// A declared member has come.
    #[inline(always)]
    fn come<M: Mode>(&mut self, reader: &mut Reader<'_, M>, index: usize) -> Step<usize> {
        self.sensitive = !M::STOPS && self.table.all[index].sensitive;
        reader.mode.enter_member(self.name, self.sensitive);
        if self.has_seen(index) {
            self.others += 1;
            duplicate(reader, self.name)?;
        }
        self.see(index);
        Ok(index)
    }

    /// A member that is not declared has come.
    #[inline(always)]
    fn come_undeclared<M: Mode>(&mut self, reader: &mut Reader<'_, M>, length: u32) -> Step<usize> {
        self.others += 1;
        self.sensitive = false;
        reader.mode.enter_member(self.name, false);
        if M::CHECKS && reader.known != Some(self.offset) {
            // The walk itself stays in registers: no reference to it is handed out.
            let mut names = self.names;
            reader.undeclared(&mut names, self.name, length)?;
            self.names = names;
        }
        Ok(self.table.all.len())
    }

    /// Goes to the next member, where the mode hears which is done and which has come.
    #[inline(never)]
    fn find_told<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<Option<usize>> {
        if !self.first {
            reader.mode.leave();
        }
        self.find(reader)
    }

    /// Whether a declared member has come.
    #[inline(always)]
    fn has_seen(&self, index: usize) -> bool {
        let word = self.seen.get(Self::word(index)).copied().unwrap_or_default();
        word >> (index % 64) & 1 == 1
    }

    /// Notes that a declared member has come.
    #[inline(always)]
    fn see(&mut self, index: usize) {
        if let Some(word) = self.seen.get_mut(Self::word(index)) {
            *word |= 1 << (index % 64);
        }
    }

    /// Which word has a declared member's bit. Most objects have one, which is then known to be the one.
    #[inline(always)]
    fn word(index: usize) -> usize {
        debug_assert!(index < 64 * WORDS, "a member that the table does not have");
        // A match: the other arm is not even compiled.
        match WORDS {
            1 => 0,
            _ => index / 64,
        }
    }

    /// How many members have come.
    fn count(&self) -> usize {
        let declared: u32 = self.seen.iter().map(|word| word.count_ones()).sum();
        declared as usize + self.others
    }
}

impl<M: Mode> Reader<'_, M> {
    /// Takes in the name of a member that is not declared, of so many bytes, zero where that is not known or there are
    /// none: there may be no other of that name.
    #[inline(never)]
    fn undeclared(&mut self, names: &mut ObjectNames, name: usize, length: u32) -> Step {
        let text = match length {
            0 => self.cursor.string_at(name)?,
            _ => Text::plain_at(self.cursor.text(), name, length as usize + 2),
        };
        if !self.names.insert(names, &text) {
            duplicate(self, name)?;
        }
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
        found: Told::Words("the same name again".to_owned()),
        hint: None,
    })
}
