//! What lives here: the piece of source around a place, in which nothing is shown that a report would not
//! show: the names of the members around the place, and the value itself unless it is sensitive.

use std::iter;
use std::ops::Range;

use callschema_runtime::{Cursor, Kind, Step};

use super::{Told, plain};
use crate::record::Fault;

/// How many characters of a value are shown.
const VALUE: usize = 60;

/// How many characters are shown before and behind a value, where there is room.
const BEFORE: usize = 49;
const BEHIND: usize = 41;

/// How many are shown before a value though what stands behind the caret then has no room.
const FEW: usize = 12;

/// One line of source, and the place in it.
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// The line of a record around a fault, cut to so many columns where it is longer.
pub(super) fn around(told: &Told<'_>, fault: &Fault<'_>, columns: usize) -> Excerpt {
    let (record, show_all) = (told.text, told.show_sensitive);
    let offset = fault.offset.min(record.len());
    let excerpt = match str::from_utf8(record) {
        Ok(text) if show_all => shown(text, offset),
        Ok(text) => masked(text, offset, fault),
        Err(_) => None,
    };
    let excerpt = excerpt.unwrap_or_else(|| blotted(record, offset, show_all));
    cut(excerpt, columns, fault.instance_location.chars().count())
}

/// The scalar at an offset, cut where it is long.
pub(super) fn value(record: &[u8], offset: usize) -> Option<String> {
    let text = str::from_utf8(record).ok()?.get(offset..)?;
    let mut cursor = Cursor::new(text);
    let kind = cursor.kind().ok()?;
    let raw = cursor.raw().ok()?;
    (!matches!(kind, Kind::Array | Kind::Object)).then(|| first(raw, VALUE))
}

/// The text as it is.
fn shown(text: &str, offset: usize) -> Option<Excerpt> {
    let mut cursor = Cursor::new(text.get(offset..)?);
    let kind = cursor.kind().ok()?;
    let raw = cursor.raw().ok()?;
    // A caret at its bracket will do for what is long.
    let length = if matches!(kind, Kind::Array | Kind::Object) { 1 } else { raw.len() };
    Some(Excerpt { text: text.to_owned(), span: offset..offset + length })
}

/// A text that is not JSON, around an offset, its letters and digits made unreadable unless all is shown.
fn blotted(record: &[u8], offset: usize, show_all: bool) -> Excerpt {
    let start = record[..offset].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let start = start.max(offset.saturating_sub(4 * BEFORE));
    let behind = &record[offset..];
    let end = behind.iter().position(|byte| *byte == b'\n').unwrap_or(behind.len());
    let end = offset + end.min(4 * BEHIND);
    let blot = |bytes: &[u8]| -> String {
        let text = String::from_utf8_lossy(bytes);
        let blot = |letter: char| if letter.is_alphanumeric() { '·' } else { letter };
        if show_all { text.into_owned() } else { text.chars().map(blot).collect() }
    };
    let mut text = blot(&record[start..offset]);
    let at = text.len();
    text.push_str(&blot(&record[offset..end]));
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    Excerpt { text, span: at..at + length }
}

/// The text with all values away from an offset left out; none where it is not JSON up to there.
fn masked(text: &str, offset: usize, fault: &Fault<'_>) -> Option<Excerpt> {
    // Where a location ends before the place, names beneath may be personal data too.
    let levels = fault.instance_location.matches('/').count();
    let mut mask = Mask {
        cursor: Cursor::new(text),
        text: String::new(),
        copied: 0,
        target: offset,
        reveal: !fault.is_masked,
        levels,
        span: None,
    };
    // What is wrong behind the place takes nothing from it.
    let _ = mask.value();
    let span = mask.span?;
    Some(Excerpt { text: mask.text, span })
}

struct Mask<'a> {
    cursor: Cursor<'a>,
    /// What is shown so far.
    text: String,
    /// Up to where the source has been shown or left out.
    copied: usize,
    /// The place.
    target: usize,
    /// Whether its value may be shown, and the names beside it.
    reveal: bool,
    /// How many containers around the value may still be shown, where it may not.
    levels: usize,
    /// Where the place is in what is shown.
    span: Option<Range<usize>>,
}

impl Mask<'_> {
    fn value(&mut self) -> Step {
        let start = self.cursor.mark().offset();
        let end = self.end();
        if !(start..end).contains(&self.target) {
            return self.leave_out(start);
        }
        if start == self.target || (!self.reveal && self.levels == 0) {
            return self.found(start);
        }
        self.levels = self.levels.saturating_sub(1);
        match self.cursor.kind()? {
            Kind::Object => self.object(),
            Kind::Array => self.array(),
            _ => self.leave_out(start),
        }
    }

    /// The end of the value that comes next.
    fn end(&self) -> usize {
        let mut ahead = self.cursor.clone();
        // A value that is cut off goes on to the end of the text.
        ahead.skip().map_or(ahead.text().len(), |()| ahead.offset())
    }

    fn object(&mut self) -> Step {
        let mut members = self.cursor.object()?;
        while let Some(name) = members.next(&mut self.cursor)? {
            self.copy_to(name.offset());
            let start = self.text.len();
            let value = self.cursor.mark().offset();
            let is_on_path = (value..self.end()).contains(&self.target);
            if name.offset() == self.target {
                self.copy_to(value);
                let length = self.text[start..].trim_end_matches([' ', ':']).len();
                self.span = Some(start..start + length);
            } else if self.reveal || is_on_path {
                self.copy_to(value);
            } else {
                self.text.push('…');
                self.cursor.skip()?;
                self.copied = self.cursor.offset();
                continue;
            }
            self.value()?;
        }
        self.copy_to(self.cursor.offset());
        Ok(())
    }

    fn array(&mut self) -> Step {
        let mut items = self.cursor.array()?;
        while items.next(&mut self.cursor)? {
            self.value()?;
        }
        self.copy_to(self.cursor.offset());
        Ok(())
    }

    /// The place itself.
    fn found(&mut self, start: usize) -> Step {
        self.copy_to(start);
        let kind = self.cursor.kind()?;
        let begins = self.text.len();
        if self.reveal && kind == Kind::Object {
            self.names()?;
        } else if self.reveal && kind != Kind::Array {
            let raw = self.cursor.raw()?;
            self.text.push_str(&first(raw, VALUE));
            self.copied = self.cursor.offset();
        } else {
            self.leave_out(start)?;
        }
        // A caret at its bracket will do for what is long.
        let length =
            if matches!(kind, Kind::Object | Kind::Array) { 1 } else { self.text.len() - begins };
        self.span = Some(begins..begins + length);
        Ok(())
    }

    /// An object by the names of its members.
    fn names(&mut self) -> Step {
        let mut members = self.cursor.object()?;
        self.text.push('{');
        let mut shown = 0;
        while let Some(name) = members.next(&mut self.cursor)? {
            if shown < VALUE {
                let separator = if shown == 0 { "" } else { ", " };
                let name = first(&name.value(), VALUE);
                self.text.extend([separator, "\"", &name, "\": …"]);
                shown += name.len() + 7;
            } else if !self.text.ends_with(", …") {
                self.text.push_str(", …");
            }
            self.cursor.skip()?;
        }
        self.text.push('}');
        self.copied = self.cursor.offset();
        Ok(())
    }

    /// Passes over a value and shows of which kind it is.
    fn leave_out(&mut self, start: usize) -> Step {
        self.copy_to(start);
        self.text.push_str(match self.cursor.kind()? {
            Kind::String => "\"…\"",
            Kind::Object => "{…}",
            Kind::Array => "[…]",
            Kind::Null | Kind::Boolean | Kind::Number => "…",
        });
        self.cursor.skip()?;
        self.copied = self.cursor.offset();
        Ok(())
    }

    /// Shows the source up to an offset: names, and what stands between values.
    fn copy_to(&mut self, offset: usize) {
        self.text.push_str(&self.cursor.text()[self.copied..offset]);
        self.copied = offset;
    }
}

/// The one line around the place, cut where it is long: so that it fits so many columns, and so does, under
/// it, a label of so many behind the caret.
fn cut(excerpt: Excerpt, columns: usize, label: usize) -> Excerpt {
    let Excerpt { text, span } = excerpt;
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |end| span.end + end);
    let (before, value, behind) =
        (&text[start..span.start], &text[span.clone()], &text[span.end..end]);
    let value = plain(&first(value, VALUE));
    let room = columns.saturating_sub(value.chars().count());
    let most = room.saturating_sub(label + 1).clamp(FEW, BEFORE);
    let before = plain(&last(before, most));
    let most = room.saturating_sub(before.chars().count()).min(BEHIND);
    let behind = plain(&first(behind.trim_end_matches('\r'), most));
    let span = before.len()..before.len() + value.len();
    Excerpt { text: [before, value, behind].concat(), span }
}

/// The end of a text, of no more than so many characters.
fn last(text: &str, most: usize) -> String {
    match text.chars().count().checked_sub(most) {
        Some(0) | None => text.to_owned(),
        Some(cut) => iter::once('…').chain(text.chars().skip(cut + 1)).collect(),
    }
}

/// The beginning of a text, of no more than so many characters.
fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
        None => text.to_owned(),
    }
}
