//! What lives here: `type: object`, the walk through its members, and duplicate members.
//! `rules` has what is asked of them.

mod rules;

use super::names::ObjectNames;
use super::table::{Member, Members};
use super::{Duplicates, Reader};
use crate::cursor::{Kind, Members as Walk, Step, Text};
use crate::mode::{Broken, Mode};
use crate::report::Found;

/// How many members beyond the one expected next are tried before a name is looked up.
const LOOKED_AHEAD: usize = 4;

/// A walk through the members of one object.
#[derive(Debug)]
pub struct Object<const WORDS: usize> {
    table: &'static Members<WORDS>,
    offset: usize,
    progress: Progress<WORDS>,
}

/// What a walk has come to.
///
/// What is not inlined takes it by value and hands it back: so it stays in registers where it can.
#[derive(Clone, Copy, Debug)]
struct Progress<const WORDS: usize> {
    walk: Walk,
    /// One bit for each declared member that has come.
    seen: [u64; WORDS],
    /// The declared members to expect next: documents tend to keep one order.
    ahead: &'static [Member],
    /// Whether the member that came last was among those to be expected.
    is_in_order: bool,
    names: ObjectNames,
    inside: bool,
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
        if self.cursor.is_at(b'{') {
            return Ok(true);
        }
        self.wrong_type(at, "an object").map(|()| false)
    }

    /// `type`: object or null. Whether it is an object, whose members [`Reader::members`] then reads.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn object_or_null(&mut self, at: &'static str) -> Step<bool> {
        if self.cursor.is_at(b'{') {
            return Ok(true);
        }
        if self.cursor.is_at(b'n') {
            return self.cursor.null().map(|()| false);
        }
        self.wrong_type(at, "an object or null").map(|()| false)
    }

    /// Opens the object that comes next, for a walk through its members.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none does.
    #[inline(always)]
    pub fn members<const WORDS: usize>(
        &mut self,
        table: &'static Members<WORDS>,
    ) -> Step<Object<WORDS>> {
        let offset = self.mark().offset();
        let walk = self.cursor.object()?;
        let progress = Progress {
            walk,
            seen: [0; WORDS],
            ahead: table.all,
            is_in_order: true,
            names: ObjectNames::new(),
            inside: false,
            name: offset,
            sensitive: false,
            others: 0,
        };
        Ok(Object { table, offset, progress })
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
        let follows = if M::STOPS { self.advance(reader)? } else { self.advance_told(reader)? };
        if !follows {
            reader.names.close(&self.progress.names);
            reader.last_walked = Some(self.offset);
            return Ok(None);
        }
        let name = reader.cursor.offset();
        let Some(index) = self.ahead(reader) else {
            let index;
            (self.progress, index) = self.progress.out_of_order(self.table, self.offset, reader)?;
            return Ok(Some(index));
        };
        self.progress.name = name;
        if !M::STOPS {
            self.progress.enter(&self.table.all[index], reader);
        }
        self.progress.come(reader, index)?;
        Ok(Some(index))
    }

    /// Goes to the next member's name; whether one follows.
    #[inline(always)]
    fn advance<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<bool> {
        match self.progress.walk.advance_plainly(&mut reader.cursor) {
            Some(follows) => Ok(follows),
            None => {
                let (walk, follows) = self.progress.walk.advance_otherwise(&mut reader.cursor)?;
                self.progress.walk = walk;
                Ok(follows)
            }
        }
    }

    /// The same, and the mode hears that the member before is done.
    #[inline(never)]
    fn advance_told<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<bool> {
        if self.progress.inside {
            reader.mode.leave();
        }
        self.progress.inside = self.progress.walk.advance(&mut reader.cursor)?;
        Ok(self.progress.inside)
    }

    /// Reads the name of the declared member that is to be expected, if it is that one.
    #[inline(always)]
    fn ahead<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Option<usize> {
        let (member, others) = self.progress.ahead.split_first()?;
        if !Walk::expect(&mut reader.cursor, &member.quoted) {
            return None;
        }
        let index = self.table.all.len() - self.progress.ahead.len();
        self.progress.ahead = others;
        Some(index)
    }
}

impl<const WORDS: usize> Progress<WORDS> {
    /// Reads a name that is not the one expected next.
    #[inline(never)]
    fn out_of_order<M: Mode>(
        mut self,
        table: &'static Members<WORDS>,
        object: usize,
        reader: &mut Reader<'_, M>,
    ) -> Step<(Self, usize)> {
        self.name = reader.cursor.offset();
        let index = match self.beyond_absent(table, reader) {
            Some(index) => Some(index),
            None => {
                let name = Walk::name(&mut reader.cursor)?;
                let index = match name.plain() {
                    Some(name) => table.find(name),
                    None => table.find(name.value().as_bytes()),
                };
                self.is_in_order = index.is_none() && self.is_in_order;
                if index.is_none() {
                    self.undeclared(object, reader, &name)?;
                }
                index
            }
        };
        let Some(index) = index else { return Ok((self, table.all.len())) };
        self.enter(&table.all[index], reader);
        self.ahead = &table.all[index + 1..];
        self.come(reader, index)?;
        Ok((self, index))
    }

    /// Optional members may be absent: reads the name of one of those behind the one expected next. Where
    /// members come in another order than the schema's, this is not tried.
    #[inline]
    fn beyond_absent<M: Mode>(
        &mut self,
        table: &'static Members<WORDS>,
        reader: &mut Reader<'_, M>,
    ) -> Option<usize> {
        if !self.is_in_order {
            self.is_in_order = true;
            return None;
        }
        let next = table.all.len() - self.ahead.len();
        let beyond = (next..table.all.len()).skip(1).take(LOOKED_AHEAD);
        beyond.into_iter().find(|index| Walk::expect(&mut reader.cursor, &table.all[*index].quoted))
    }

    /// A member that is not declared has come.
    fn undeclared<'a, M: Mode>(
        &mut self,
        object: usize,
        reader: &mut Reader<'a, M>,
        name: &Text<'a>,
    ) -> Step {
        self.sensitive = false;
        reader.mode.enter_member(self.name, false);
        self.others += 1;
        let is_known = reader.known == Some(object);
        if is_known || reader.names.insert(&mut self.names, name) {
            return Ok(());
        }
        duplicate(reader, self.name)
    }

    /// The mode hears that a declared member has come.
    #[inline]
    fn enter<M: Mode>(&mut self, member: &Member, reader: &mut Reader<'_, M>) {
        self.sensitive = member.sensitive;
        reader.mode.enter_member(self.name, member.sensitive);
    }

    /// Notes that a declared member has come.
    #[inline(always)]
    fn come<M: Mode>(&mut self, reader: &mut Reader<'_, M>, index: usize) -> Step {
        // Most objects have one word, which is then known to be the one.
        let word = if WORDS == 1 { 0 } else { index / 64 };
        let bit = 1 << (index % 64);
        if self.seen[word] & bit != 0 {
            self.others += 1;
            return duplicate(reader, self.name);
        }
        self.seen[word] |= bit;
        Ok(())
    }

    /// How many members have come.
    fn count(&self) -> usize {
        let declared: u32 = self.seen.iter().map(|word| word.count_ones()).sum();
        declared as usize + self.others
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
