//! What lives here: which member a name is that is not the one expected next, or not written as usual; and, where a
//! report is made, each name.

use crate::cursor::{Cursor, Members as Walk, Step};
use crate::reader::table::Members;

/// Which member a name is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    /// The declared member of this index.
    Declared(u32),
    /// One that is not declared, of so many bytes; zero where that is not known, as of one that has escapes or is
    /// long.
    Undeclared(u32),
}

/// A member that has come: its name has been passed over, and its colon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Next {
    pub(super) found: Found,
    /// Where its name begins.
    pub(super) name: usize,
    /// How many bytes of white space come before its name.
    pub(super) indentation: usize,
}

/// Goes to the next member, of which nothing is known, and reads its name; none where the object has closed. `TELLS` says
/// whether what is wrong is told.
#[inline(never)]
pub(super) fn next<const WORDS: usize, const TELLS: bool>(
    cursor: &mut Cursor<'_>,
    table: &'static Members<WORDS>,
    is_first: bool,
) -> Step<Option<Next>> {
    let before = cursor.offset() + usize::from(!is_first);
    let follows = if TELLS {
        cursor.next_member_otherwise(is_first)?
    } else {
        cursor.next_member(is_first)?
    };
    if !follows {
        return Ok(None);
    }
    let name = cursor.offset();
    let found = find(cursor, table)?;
    Ok(Some(Next { found, name, indentation: name - before }))
}

/// Reads the name that comes next.
#[inline(always)]
fn find<const WORDS: usize>(
    cursor: &mut Cursor<'_>,
    table: &'static Members<WORDS>,
) -> Step<Found> {
    if let Some((index, length, rest)) = table.find_short(cursor.here()) {
        cursor.go_on_with(rest);
        let undeclared = Found::Undeclared(number(length));
        return Ok(index.map_or(undeclared, |index| Found::Declared(number(index))));
    }
    if let Some(index) = table.find_at_once(cursor.here()) {
        cursor.advance(table.all[index].quoted.length());
        return Ok(Found::Declared(number(index)));
    }
    find_otherwise(cursor, table)
}

/// The same however the name is written.
#[cold]
#[inline(never)]
fn find_otherwise<const WORDS: usize>(
    cursor: &mut Cursor<'_>,
    table: &'static Members<WORDS>,
) -> Step<Found> {
    let name = Walk::name(cursor)?;
    let found = match name.plain() {
        Some(name) => table.find(name),
        None => table.find(name.value().as_bytes()),
    };
    Ok(found.map_or(Found::Undeclared(0), |index| Found::Declared(number(index))))
}

/// An index in few bits: so the outcome fits in registers.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
