//! What lives here: which member a name is that is not the one expected next, or not written as usual; and, where a
//! report is made, each name.

use crate::cursor::{Cursor, Members as Walk, Step};
use crate::reader::table::Members;

/// How many of the members expected next are tried before a name is looked up.
const LOOKED_AHEAD: usize = 4;

/// How the members of an object come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Order {
    /// As the schema has them, though some may be absent.
    Kept,
    /// The last one came from elsewhere.
    Broken,
}

/// Which member a name is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    /// The declared member of this index, one of those to be expected.
    Ahead(u32),
    /// The declared member of this index, out of order.
    Elsewhere(u32),
    /// One that is not declared, of so many bytes; none of them where it has escapes, or is long.
    Undeclared(u32),
}

/// Reads the name that comes next.
#[inline(never)]
pub(super) fn find<const WORDS: usize>(
    cursor: &mut Cursor<'_>,
    table: &'static Members<WORDS>,
    expected: usize,
    order: Order,
) -> Step<Found> {
    // Optional members may be absent. Where members come in another order than the schema's, this is not tried.
    if order == Order::Kept {
        let ahead = table.all.get(expected..).unwrap_or_default().iter().take(LOOKED_AHEAD);
        for (index, member) in (expected..).zip(ahead) {
            if Walk::expect(cursor, &member.quoted) {
                return Ok(Found::Ahead(number(index)));
            }
        }
    }
    if let Some((index, length, rest)) = table.find_quoted(cursor.here()) {
        cursor.go_on_with(rest);
        let undeclared = Found::Undeclared(number(length));
        return Ok(index.map_or(undeclared, |index| Found::Elsewhere(number(index))));
    }
    let name = Walk::name(cursor)?;
    let found = match name.plain() {
        Some(name) => table.find(name),
        None => table.find(name.value().as_bytes()),
    };
    Ok(found.map_or(Found::Undeclared(0), |index| Found::Elsewhere(number(index))))
}

/// An index in few bits: so the outcome fits in registers.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
