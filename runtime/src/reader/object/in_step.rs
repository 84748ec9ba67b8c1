//! What lives here: the walk of code that has the members in the schema's order: while they come in that order, each is
//! met where it is expected, and nothing is looked up.

use super::Object;
use crate::cursor::Step;
use crate::mode::Mode;
use crate::reader::Reader;

impl<const WORDS: usize> Object<WORDS> {
    /// Goes to the next member, of which [`Object::is_at`] tells which it is; false where the object has closed.
    ///
    /// # Errors
    /// As [`Object::next`].
    #[inline(always)]
    pub fn more<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<bool> {
        if M::STOPS { self.more_at_once(reader) } else { self.more_told(reader) }
    }

    /// The same where the first violation ends the reading.
    #[inline(always)]
    fn more_at_once<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<bool> {
        if self.first && self.begins(reader) {
            self.in_step = true;
            return Ok(true);
        }
        self.in_step = false;
        // What closes an object that is indented has a line of its own.
        if !self.first {
            reader.cursor.skip_whitespace();
        }
        if reader.cursor.closes(b'}') {
            self.close(reader);
            return Ok(false);
        }
        if !reader.cursor.has_lines() && self.find_at_once(reader)? {
            return Ok(true);
        }
        let Some(index) = self.next(reader)? else { return Ok(false) };
        let member = self.table.all.get(index);
        self.found = if member.is_some() { bit(index) } else { 0 };
        if self.found != 0
            && let Some(member) = member
        {
            // As if it were written as usual, which is the shortest way: it is passed over once the walk is at it.
            reader.cursor.pass_space();
            reader.cursor.go_back(member.quoted.length());
        }
        Ok(true)
    }

    /// The same where the mode goes on, and looks up each member.
    #[inline(never)]
    fn more_told<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<bool> {
        let Some(index) = self.next(reader)? else { return Ok(false) };
        self.found = if index < self.table.all.len() { bit(index) } else { 0 };
        Ok(true)
    }

    /// Whether a walk from member to member, in the schema's order, is at this one, one of the first 64: it has come, and
    /// its name has been passed over.
    ///
    /// A name that was looked up is passed over here, where its length is known: what comes behind it need not wait until
    /// it has been found.
    #[inline(always)]
    pub fn is_at<M: Mode>(&mut self, reader: &mut Reader<'_, M>, index: usize) -> bool {
        // Two arms, and no early return: the one that a mode has no use for is not even compiled.
        if M::STOPS {
            if self.in_step {
                return true;
            }
            if self.found & bit(index) == 0 {
                return false;
            }
            self.in_step = true;
            if let Some(member) = self.table.all.get(index) {
                reader.cursor.advance(member.quoted.length());
            }
            true
        } else {
            self.found & bit(index) != 0
        }
    }

    /// Passes over the name of the member that has come, where that is declared and the walk was at none of those that
    /// it asked for.
    #[inline(always)]
    pub fn pass_name<M: Mode>(&self, reader: &mut Reader<'_, M>) {
        if M::STOPS && self.found != 0 {
            let member = self.table.all.get(self.found.trailing_zeros() as usize);
            reader.cursor.advance(member.map_or(0, |member| member.quoted.length()));
        }
    }

    /// Goes to the object's first member if that is the first one that is declared, written as usual, and reads its name.
    #[inline(always)]
    fn begins<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> bool {
        self.indentation = reader.cursor.indentation();
        let Some(member) = self.table.all.first() else { return false };
        let seen = reader.cursor.first_name(&member.quoted, self.indentation);
        self.goes_on(reader, 0, seen)
    }

    /// Goes to the next member if it is this one, written as usual, and reads its name. If not,
    /// [`Object::more`] goes on.
    #[inline(always)]
    pub fn then<M: Mode>(&mut self, reader: &mut Reader<'_, M>, index: usize) -> bool {
        // A report has more to do with each member.
        if M::STOPS
            && let Some(member) = self.table.all.get(index)
        {
            let seen = reader.cursor.next_name(&member.quoted, self.indentation);
            return self.goes_on(reader, index, seen);
        }
        false
    }

    /// Goes on with the value of a member, given where its name stands and what follows that, if it comes next.
    #[inline(always)]
    fn goes_on<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        index: usize,
        seen: Option<(usize, &'a [u8])>,
    ) -> bool {
        // Where members come in any order, whether this one has come cannot be foretold; that none comes twice can.
        if let Some((name, rest)) = seen
            && !self.has_seen(index)
        {
            reader.cursor.go_on_with(rest);
            self.see(index);
            self.first = false;
            self.name = name;
            return true;
        }
        false
    }

    /// Goes to the next member, and to before its name, where that is declared and seen at once.
    #[inline(always)]
    fn find_at_once<M: Mode>(&mut self, reader: &mut Reader<'_, M>) -> Step<bool> {
        let Some(text) = reader.cursor.at_name(self.first) else { return Ok(false) };
        let Some(index) = self.table.find_at_once(text) else { return Ok(false) };
        self.found = bit(index);
        if self.found == 0 {
            return Ok(false);
        }
        reader.cursor.go_on_with(text);
        self.name = reader.cursor.offset();
        self.indentation = 0;
        self.first = false;
        self.come(reader, index)?;
        Ok(true)
    }
}

/// The bit of one of the first 64 members; none of others.
#[inline(always)]
const fn bit(index: usize) -> u64 {
    if index < 64 { 1 << index } else { 0 }
}
