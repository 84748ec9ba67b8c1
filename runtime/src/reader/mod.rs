//! What lives here: the [`Reader`], through which generated code reads and checks one value after
//! another, and the checks that hold for every kind of value.
//!
//! Each check takes `at`, the JSON Pointer of the schema object that states it; the name of the
//! check says the keyword.

mod again;
mod apply;
mod array;
mod closest;
mod known;
mod listed;
mod names;
mod number;
mod object;
mod scalar;
mod string;
mod table;
mod trace;
mod unique;
mod within;

pub use array::Array;
pub use closest::Branch;
pub use listed::{Listed, Literal, listed};
pub use number::Limit;
pub use object::Object;
pub use table::{Member, Members};
pub(crate) use unique::equal;
pub use within::Bounds;

use crate::cursor::{Cursor, Kind, Mark, Step, Stop};
use crate::excerpt::Found;
use crate::limits::Limits;
use crate::mode::{Broken, Mode};
use crate::schema::Schema;
use again::Attempts;
use apply::Applied;
use names::ManyNames;
use trace::Trace;

/// A function that reads one value and checks it; one is generated for each schema of some size.
pub type Check<M> = fn(&mut Reader<'_, M>) -> Step;

/// A cursor, and what happens when a rule is broken.
#[derive(Debug)]
pub struct Reader<'a, M> {
    pub(crate) cursor: Cursor<'a>,
    pub(crate) mode: M,
    names: ManyNames<'a>,
    duplicates: Duplicates,
    /// The place of the object that was walked through last: that a name comes twice in it is told.
    last_walked: Option<usize>,
    /// The place of an object that is read again after that.
    known: Option<usize>,
    /// The resources that are being applied and may answer dynamic references, the outermost first.
    resources: Vec<Schema>,
    attempts: Attempts,
    applied: Applied,
    /// How many items that are not met outright are being read, each inside the one before.
    items_tried: usize,
    /// The members or items of the value being read that some keyword has evaluated, where one asks.
    trace: Option<Trace>,
}

/// What happens to a member that comes twice in one object.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Duplicates {
    /// It is a violation.
    Told,
    /// It is remembered: what is read is only tried, and must not be decided by it.
    Tried { found: bool },
}

impl<'a, M: Mode> Reader<'a, M> {
    pub(crate) fn new(text: &'a str, limits: Limits, mode: M) -> Self {
        Self::at(Cursor::within(text, limits.max_depth()), mode)
    }

    pub(crate) fn at(cursor: Cursor<'a>, mode: M) -> Self {
        Self {
            cursor,
            mode,
            names: ManyNames::new(),
            duplicates: Duplicates::Told,
            last_walked: None,
            known: None,
            resources: Vec::new(),
            attempts: Attempts::default(),
            applied: Applied::default(),
            items_tried: 0,
            trace: None,
        }
    }

    /// The place of the next value.
    #[inline]
    pub fn mark(&mut self) -> Mark {
        self.cursor.mark()
    }

    /// Which kind of value comes next.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none does.
    #[inline]
    pub fn kind(&mut self) -> Step<Kind> {
        self.cursor.kind()
    }

    /// Which kind of value stands at a mark.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none does.
    pub fn kind_at(&mut self, value: Mark) -> Step<Kind> {
        let here = self.cursor.mark_here();
        self.cursor.rewind(value);
        let kind = self.cursor.kind()?;
        self.cursor.rewind(here);
        Ok(kind)
    }

    /// Reads one value of any kind: no rule but JSON's grammar.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed.
    #[inline]
    pub fn skip(&mut self) -> Step {
        self.cursor.skip()
    }

    /// Reads one value of any kind that other rules will read again: no rule here but that a name comes
    /// once in an object, at any depth.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it, or where the text is malformed.
    pub fn skip_unique(&mut self) -> Step {
        match self.kind()? {
            Kind::Object => {
                let mut object = self.members(Members::NONE)?;
                while object.next(self)?.is_some() {
                    self.skip_unique()?;
                }
                Ok(())
            }
            Kind::Array => {
                let mut array = self.items()?;
                while array.next(self)? {
                    self.skip_unique()?;
                }
                Ok(())
            }
            _ => self.skip(),
        }
    }

    /// Reads one value by a check, or by none where the mode asks for none.
    ///
    /// # Errors
    /// As the check.
    #[inline(always)]
    pub fn checked(&mut self, check: impl FnOnce(&mut Self) -> Step) -> Step {
        if M::CHECKS { check(self) } else { self.skip() }
    }

    /// Holds a value that has been read to further rules, where the mode asks for any.
    ///
    /// # Errors
    /// As the rules.
    #[inline(always)]
    pub fn also(&mut self, rules: impl FnOnce(&mut Self) -> Step) -> Step {
        if M::CHECKS { rules(self) } else { Ok(()) }
    }

    /// Reads a value that is personal data, all of it, and holds it to rules.
    ///
    /// # Errors
    /// As the check.
    pub fn sensitive(&mut self, check: impl FnOnce(&mut Self) -> Step) -> Step {
        self.mode.enter_sensitive();
        check(self)?;
        // Where the text ends to be JSON, the place of that is sensitive still.
        self.mode.leave_sensitive();
        Ok(())
    }

    /// Reads a value of a kind that `type` does not list.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it, or where the text is malformed.
    #[inline]
    pub fn wrong_type(&mut self, at: &'static str, expected: &'static str) -> Step {
        if M::STOPS { Err(Stop) } else { self.tell_wrong_type(at, expected) }
    }

    #[cold]
    fn tell_wrong_type(&mut self, at: &'static str, expected: &'static str) -> Step {
        let offset = self.mark().offset();
        // What is not even JSON has no type to be wrong about.
        self.cursor.skip()?;
        self.unfit(at, "type", offset, expected)
    }

    /// The value at `offset` is of a kind that does not fit.
    pub(crate) fn unfit(
        &mut self,
        at: &'static str,
        keyword: &'static str,
        offset: usize,
        expected: &'static str,
    ) -> Step {
        self.mode.violation(&self.cursor, || Broken {
            keyword: Some((at, keyword)),
            offset,
            expected: expected.to_owned(),
            found: found_instead(expected),
            hint: None,
        })
    }

    /// The schema `false`: no value will do.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    pub fn never(&mut self, at: &'static str) -> Step {
        let offset = self.mark().offset();
        if !M::STOPS {
            self.cursor.skip()?;
        }
        self.violation(at, "", offset, || "nothing here".to_owned())
    }

    /// The value at `offset` breaks a keyword's rule.
    #[inline]
    pub(crate) fn violation(
        &mut self,
        at: &'static str,
        keyword: &'static str,
        offset: usize,
        expected: impl FnOnce() -> String,
    ) -> Step {
        self.mode.violation(&self.cursor, || Broken {
            keyword: Some((at, keyword)),
            offset,
            expected: expected(),
            found: Found::Value,
            hint: None,
        })
    }
}

/// What is found where one of these kinds ought to be.
fn found_instead(expected: &str) -> Found {
    let names = |kind: Kind| {
        let kind = kind.describe().as_bytes();
        expected.as_bytes().windows(kind.len()).any(|part| part == kind)
    };
    if names(Kind::Array) || names(Kind::Object) { Found::NoContainer } else { Found::Value }
}

/// A count with its noun, for messages: `1 item`, `2 items`.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
