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
    Long(String),
}

impl MemberText {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Short(text) => text,
            Self::Long(text) => text,
        }
    }

    /// The members, in order.
    pub(super) fn walk(&self) -> Walk<'_> {
        Walk::through(self.as_str())
    }

    /// The first member of this name.
    pub(super) fn find(&self, name: &str) -> Option<Member<'_>> {
        self.walk().find(|own| own.name.is(name))
    }

    /// Whether the schema may name one of the members: where it names none, a value has the mark in it.
    pub(super) fn may_be_named(&self) -> bool {
        self.as_str().contains(NAMED)
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

    /// Appends members as they stand here: in parts, which are whole together.
    pub(super) fn push(&mut self, parts: &[&str]) {
        let length = self.as_str().len() + parts.iter().map(|part| part.len()).sum::<usize>();
        match self {
            Self::Short(text) if length <= IN_PLACE => {
                for part in parts {
                    text.push_str(part);
                }
            }
            Self::Short(text) => {
                // More follows, mostly: what grows by little would be allocated again for each.
                let mut long = String::with_capacity(length.max(4 * IN_PLACE));
                long.push_str(text);
                long.extend(parts.iter().copied());
                *self = Self::Long(long);
            }
            Self::Long(text) => text.extend(parts.iter().copied()),
        }
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

    /// Where it begins in the text of all.
    pub(super) fn offset(&self) -> usize {
        self.name.offset() - UNNAMED.len()
    }

    /// Whether the schema names the member.
    pub(super) fn is_named(&self) -> bool {
        self.text.starts_with(NAMED)
    }
}

/// A walk through the members of a [`MemberText`].
#[derive(Clone)]
pub(super) struct Walk<'a>(Cursor<'a>);

impl<'a> Walk<'a> {
    /// Through all or the last of the members.
    pub(super) fn through(text: &'a str) -> Self {
        Self(Cursor::new(text))
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        let Self(cursor) = self;
        let offset = cursor.offset();
        cursor.go_on_with(cursor.here().get(UNNAMED.len()..)?);
        let name = Members::name(cursor).ok()?;
        let value = cursor.raw().ok()?;
        Some(Member { text: cursor.read_since(offset), name, value })
    }
}

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
        let all: Vec<_> = members.walk().map(|own| (own.offset(), own.head(), own.value)).collect();
        let expected = [
            (0, r#","mood":"#, "\"calm\""),
            (14, r#";"a\n\"":"#, "[1, 2]"),
            (29, r#","":"#, "null"),
            (37, r#","":"#, "0"),
        ];
        assert_eq!(all, expected);
        let second = members.find("a\n\"").expect("a member");
        assert!(second.is_named() && second.json() == r#""a\n\"":[1, 2]"#);
    }
}
