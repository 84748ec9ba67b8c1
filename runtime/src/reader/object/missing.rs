//! What lives here: which members an object lacks, and what may be meant to be one of them.

use std::borrow::Cow;

use crate::cursor::{Cursor, Step};
use crate::excerpt::{Found, excerpt};
use crate::hint::{Hint, SEARCHED, distance};
use crate::mode::{Broken, Mode};
use crate::reader::{Member, Members, Reader};

/// `required`: tells which members of the object at an offset have not come, given those that have.
#[cold]
#[inline(never)]
pub(super) fn tell_missing<M: Mode, const WORDS: usize>(
    reader: &mut Reader<'_, M>,
    at: &'static str,
    table: &'static Members<WORDS>,
    seen: [u64; WORDS],
    offset: usize,
) -> Step {
    for (index, member) in table.all.iter().enumerate() {
        let word = index / 64;
        if (table.required[word] & !seen[word]) >> (index % 64) & 1 == 1 {
            reader.mode.violation(&reader.cursor, || Broken {
                keyword: Some((at, "required")),
                offset,
                expected: format!("a member `{}`", member.name()),
                found: Found::Words("none".to_owned()),
                hint: misspelt(&reader.cursor.text()[offset..], table.all, member.name()),
            })?;
        }
    }
    Ok(())
}

/// That a member of the object which the text begins with is nearly called `name`, and not declared, if one is.
pub(super) fn misspelt(from: &str, declared: &[Member], name: &str) -> Option<Hint> {
    let end = (SEARCHED..from.len()).find(|end| from.is_char_boundary(*end));
    let mut cursor = Cursor::new(&from[..end.unwrap_or(from.len())]);
    let mut members = cursor.object().ok()?;
    let mut nearest: Option<(usize, Cow<'_, str>)> = None;
    // Beyond what is searched the text breaks off, and so does the walk.
    while let Ok(Some(found)) = members.next(&mut cursor) {
        let found = found.value();
        if !declared.iter().any(|member| member.name() == found)
            && let Some(distance) = distance(&found, name)
            && nearest.as_ref().is_none_or(|(least, _)| distance < *least)
        {
            nearest = Some((distance, found));
        }
        if cursor.skip().is_err() {
            break;
        }
    }
    nearest.map(|(_, found)| Hint::Meant(format!("is `{}` meant to be it?", excerpt(&found))))
}
