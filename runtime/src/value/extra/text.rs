//! What lives here: [`MemberText`], the members of an [`Extra`](super::Extra) as one text, and the walk through it.

use arrayvec::ArrayString;

use crate::cursor::{Cursor, Members, Text};

/// The longest text that is kept in place, in bytes: two or three members of a number or a word.
const IN_PLACE: usize = 40;

/// Leads a member that the schema does not name.
const UNNAMED: &str = ",";

/// Leads a member that the schema names, and whose value did not fit.
const NAMED: &str = ";";

/// Members as one text, kept in place while it is short: each led by a mark, then its name in quotes, a colon,
/// and its value as it came.
///
/// Of a name, what needs no escape has none, and what needs one always the same: equal names are equal texts.
#[derive(Clone)]
pub(super) enum MemberText {
    Short(ArrayString<IN_PLACE>),
    Long(Box<Long>),
}

/// A text that is not short, and where each member ends in it: a look at names alone must not read all values.
#[derive(Clone)]
pub(super) struct Long {
    text: String,
    ends: Vec<usize>,
}

impl MemberText {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Short(text) => text,
            Self::Long(long) => &long.text,
        }
    }

    /// The members, in order.
    pub(super) fn walk(&self) -> Walk<'_> {
        let ends = match self {
            Self::Short(_) => &[][..],
            Self::Long(long) => &long.ends,
        };
        Walk { cursor: Cursor::new(self.as_str()), ends: ends.iter() }
    }

    /// The first member of this name.
    pub(super) fn find(&self, name: &str) -> Option<Member<'_>> {
        self.walk().find(|own| own.name.is(name))
    }

    /// Whether the schema may name one of the members: where it names none, a value has the mark in it.
    pub(super) fn may_be_named(&self) -> bool {
        self.as_str().as_bytes().contains(&NAMED.as_bytes()[0])
    }

    /// Appends a member.
    pub(super) fn append(&mut self, name: &str, value: &str, is_named: bool) {
        // Writing a string to a string cannot fail.
        let quoted = serde_json::to_string(name).unwrap_or_default();
        self.push(&[mark(is_named), &quoted, ":", value]);
    }

    /// The same with a name that needs no escapes.
    pub(super) fn append_plain(&mut self, name: &str, value: &str, is_named: bool) {
        self.push(&[mark(is_named), "\"", name, "\":", value]);
    }

    /// Appends a member as it stands here, in parts.
    pub(super) fn push(&mut self, parts: &[&str]) {
        if let Self::Short(text) = self {
            let length = text.len() + parts.iter().map(|part| part.len()).sum::<usize>();
            if length <= IN_PLACE {
                return parts.iter().for_each(|part| text.push_str(part));
            }
            *self = Self::Long(Box::new(self.moved(length)));
        }
        if let Self::Long(long) = self {
            long.text.extend(parts.iter().copied());
            long.ends.push(long.text.len());
        }
    }

    /// The same members where there is room for so many bytes and more: what grows by little would be allocated again
    /// for each.
    fn moved(&self, length: usize) -> Long {
        let mut text = String::with_capacity(length.max(4 * IN_PLACE));
        text.push_str(self.as_str());
        let mut end = 0;
        let ends = self.walk().map(|own| {
            end += own.text.len();
            end
        });
        Long { ends: ends.collect(), text }
    }
}

fn mark(is_named: bool) -> &'static str {
    if is_named { NAMED } else { UNNAMED }
}

impl Default for MemberText {
    fn default() -> Self {
        Self::Short(ArrayString::new())
    }
}

/// A member as it stands in a [`MemberText`].
pub(super) struct Member<'a> {
    /// All of it, its mark too.
    pub(super) text: &'a str,
    pub(super) name: Text<'a>,
    pub(super) value: &'a str,
}

impl<'a> Member<'a> {
    /// The member as JSON: without its mark.
    pub(super) fn json(&self) -> &'a str {
        &self.text[UNNAMED.len()..]
    }

    /// What comes before the value.
    pub(super) fn head(&self) -> &'a str {
        &self.text[..self.text.len() - self.value.len()]
    }

    /// Whether the schema names the member.
    pub(super) fn is_named(&self) -> bool {
        self.text.starts_with(NAMED)
    }
}

/// A walk through the members of a [`MemberText`].
#[derive(Clone)]
pub(super) struct Walk<'a> {
    cursor: Cursor<'a>,
    /// Where they end; nothing where that is seen by reading them.
    ends: std::slice::Iter<'a, usize>,
}

impl<'a> Iterator for Walk<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        let cursor = &mut self.cursor;
        let offset = cursor.offset();
        cursor.go_on_with(cursor.here().get(UNNAMED.len()..)?);
        let name = Members::name(cursor).ok()?;
        let start = cursor.offset();
        match self.ends.next() {
            Some(end) => cursor.go_to(*end),
            None => cursor.skip().ok()?,
        }
        let [text, value] = [offset, start].map(|start| cursor.read_since(start));
        Some(Member { text, name, value })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let length = match self.ends.len() {
            // Few bytes, if any.
            0 => self.clone().count(),
            length => length,
        };
        (length, Some(length))
    }
}

impl ExactSizeIterator for Walk<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stand_behind_one_another_with_a_mark_before_each() {
        let mut members = MemberText::default();
        members.append_plain("mood", "\"calm\"", false);
        assert!(!members.may_be_named());
        members.append("a\n\"", "[1, 2]", true);
        assert_eq!(members.as_str(), r#","mood":"calm";"a\n\"":[1, 2]"#);
        assert!(members.may_be_named() && matches!(members, MemberText::Short(_)));
        members.append("", "null", false);
        assert!(matches!(&members, MemberText::Short(text) if text.len() == 37));
        members.append_plain("", "0", false);
        assert!(matches!(members, MemberText::Long(_)));
        let all: Vec<_> = members.walk().map(|own| (own.head(), own.value)).collect();
        let expected = [
            (r#","mood":"#, "\"calm\""),
            (r#";"a\n\"":"#, "[1, 2]"),
            (r#","":"#, "null"),
            (r#","":"#, "0"),
        ];
        assert_eq!(all, expected);
        let second = members.find("a\n\"").expect("a member");
        assert!(second.is_named() && second.json() == r#""a\n\"":[1, 2]"#);
    }
}
