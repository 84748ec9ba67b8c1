//! What lives here: what stands where a rule is broken, in words, and how much of it may be shown.

use crate::cursor::{Cursor, Kind};

/// How many characters of a value a message shows.
const EXCERPT_LENGTH: usize = 60;

/// What stands where a rule is broken.
#[derive(Debug)]
pub enum Found {
    /// The value at the offset.
    Value,
    /// The value at the offset, where an array or an object could stand. A string may be that in quotes, with
    /// all that is sensitive in it: it is named by kind alone.
    NoContainer,
    /// The text at the offset, which is not JSON.
    Byte,
    /// The member whose name stands at the offset.
    Member,
    /// Something told in words that say nothing about values and names of the document.
    Words(String),
}

/// How much of a value may be shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Shown {
    /// A bounded excerpt.
    Value,
    /// Of which kind it is.
    Kind,
    /// Of which kind it is: it is personal data.
    Sensitive,
}

/// The place of a broken rule, from which a bounded piece of text may be shown.
pub(crate) struct Excerpt<'a> {
    pub(crate) text: &'a str,
    pub(crate) offset: usize,
    pub(crate) shown: Shown,
}

/// A text, cut where it is long.
pub(crate) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT_LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl Excerpt<'_> {
    pub(crate) fn describe(&self, found: &Found) -> String {
        match found {
            Found::Words(words) => words.clone(),
            Found::Byte => self.character(),
            Found::NoContainer if self.is_in_quotes() => Kind::String.describe().to_owned(),
            Found::Value | Found::NoContainer => self.value(),
            Found::Member => match self.shown {
                Shown::Value => self.name(),
                Shown::Kind => "another member".to_owned(),
                Shown::Sensitive => "another member (sensitive, not shown)".to_owned(),
            },
        }
    }

    /// Whether the description leaves the value out.
    pub(crate) fn is_masked(&self, found: &Found) -> bool {
        self.shown != Shown::Value || (matches!(found, Found::NoContainer) && self.is_in_quotes())
    }

    fn is_in_quotes(&self) -> bool {
        self.text[self.offset..].starts_with('"')
    }

    fn name(&self) -> String {
        let name = Cursor::new(&self.text[self.offset..]).string();
        let name = name.map(|name| name.value()).unwrap_or_default();
        format!("`{}`", excerpt(&name))
    }

    /// What stands at the offset where JSON ends to be JSON. It may be the inside of a string that was
    /// closed too early, so no letter of it is shown.
    fn character(&self) -> String {
        match self.text.get(self.offset..).and_then(|rest| rest.chars().next()) {
            None => "the end of the text".to_owned(),
            Some(character) if character.is_ascii_punctuation() => format!("`{character}`"),
            Some(character) if character.is_ascii_digit() => "a digit".to_owned(),
            Some(character) if character.is_alphabetic() => "a letter".to_owned(),
            Some(character) if character.is_control() => "a control character".to_owned(),
            Some(_) => "something else".to_owned(),
        }
    }

    fn value(&self) -> String {
        let mut cursor = Cursor::new(&self.text[self.offset..]);
        let Ok(kind) = cursor.kind() else {
            return self.character();
        };
        match kind {
            Kind::Null | Kind::Array | Kind::Object => kind.describe().to_owned(),
            _ if self.shown == Shown::Kind => kind.describe().to_owned(),
            _ if self.shown == Shown::Sensitive => {
                format!("{} (sensitive, not shown)", kind.describe())
            }
            Kind::Boolean | Kind::Number | Kind::String => {
                let raw = cursor.raw().unwrap_or_default();
                format!("`{}`", excerpt(raw))
            }
        }
    }
}
