//! What lives here: why a choice failed: which alternative of an `anyOf` or `oneOf` the value came closest
//! to, and what it lacks to meet that one.
//!
//! A verdict never comes here. A report reads the value once more for each alternative, and no more than a
//! fixed number of times in all: choices inside of choices are explained as far as that goes.

use std::cmp::Reverse;

use super::listed::one_of;
use super::{Check, Duplicates, Reader};
use crate::collect::Collect;
use crate::cursor::{Mark, Step, Stop};
use crate::excerpt::Found;
use crate::hint::{Hint, closest};
use crate::mode::{Broken, Mode, Verdict};
use crate::report::{Report, Violation};

/// The check of one alternative, for both modes: the verdict tries it, the report says why it failed.
pub type Branch = (Check<Verdict>, Check<Collect>);

impl<M: Mode> Reader<'_, M> {
    /// `anyOf` or `oneOf`, as the keyword says: the value at the mark meets none of the alternatives.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the mode asks for it.
    pub(super) fn none_met(
        &mut self,
        keyword: (&'static str, &'static str),
        value: Mark,
        branches: &[Branch],
    ) -> Step {
        if M::STOPS {
            return Err(Stop);
        }
        let checks: Vec<_> = branches.iter().map(|(_, check)| *check).enumerate().collect();
        self.tell_none_met(keyword, value, &checks, branches.len())
    }

    /// The same, where only some branches of `count` could have been met, given with their indices.
    #[cold]
    pub(super) fn tell_none_met(
        &mut self,
        keyword: (&'static str, &'static str),
        value: Mark,
        branches: &[(usize, Check<Collect>)],
        count: usize,
    ) -> Step {
        if M::STOPS {
            return Err(Stop);
        }
        // What is not even JSON has no branch to miss.
        self.finish(value)?;
        let hint = M::explain(self, keyword, value, branches);
        let how_many = if keyword.1 == "oneOf" { "exactly" } else { "at least" };
        let expected = format!("a value that meets {how_many} one of {count} alternatives");
        self.mode.violation(&self.cursor, || Broken {
            keyword: Some(keyword),
            offset: value.offset(),
            expected,
            found: Found::NoContainer,
            hint,
        })
    }

    /// `oneOf`: the value at the mark meets the alternatives of these indices, and perhaps more.
    #[cold]
    pub(super) fn several_met(
        &mut self,
        at: &'static str,
        value: Mark,
        count: usize,
        met: [usize; 2],
    ) -> Step {
        let schema = self.mode.schema();
        self.mode.violation(&self.cursor, || Broken {
            keyword: Some((at, "oneOf")),
            offset: value.offset(),
            expected: format!(
                "a value that meets exactly one of {count} alternatives, not several"
            ),
            found: Found::Value,
            hint: schema.map(|schema| {
                let [first, second] = met.map(|index| schema.alternative(at, "oneOf", index));
                Hint::Closest(format!("it meets both {first} and {second}"))
            }),
        })
    }

    /// `anyOf` or `oneOf`, as the keyword says, whose alternatives are told apart by the value's kind: it
    /// is of none of theirs, which `expected` lists.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[cold]
    pub fn none_of_kind(
        &mut self,
        (at, keyword): (&'static str, &'static str),
        value: Mark,
        expected: &'static str,
    ) -> Step {
        if M::STOPS {
            return Err(Stop);
        }
        self.finish(value)?;
        self.unfit(at, keyword, value.offset(), expected)
    }

    /// `anyOf` or `oneOf`, as the keyword says, whose alternatives are told apart by the string of one
    /// member: it is none of theirs, or the value has no such member.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[cold]
    pub fn none_tagged(
        &mut self,
        keyword: (&'static str, &'static str),
        value: Mark,
        member: &'static str,
        values: &[&'static str],
    ) -> Step {
        if M::STOPS {
            return Err(Stop);
        }
        self.finish(value)?;
        let meant = self.tag(value, member).and_then(|tag| closest(&tag, values.iter().copied()));
        let hint = meant.map(|meant| Hint::Meant(format!("did you mean {meant:?}?")));
        self.mode.violation(&self.cursor, || Broken {
            keyword: Some(keyword),
            offset: value.offset(),
            expected: format!("an object whose `{member}` is {}", one_of(values)),
            found: Found::NoContainer,
            hint,
        })
    }
}

impl Reader<'_, Collect> {
    /// What is said of the alternative that the value at the mark came closest to. The value has been read,
    /// and meets none of them. `branches` come with their indices.
    pub(crate) fn explain(
        &mut self,
        (at, keyword): (&'static str, &'static str),
        value: Mark,
        branches: &[(usize, Check<Collect>)],
    ) -> Option<Hint> {
        let length = self.cursor.offset() - value.offset();
        if !self.mode.begin_explaining(length * (branches.len() + 1)) {
            return None;
        }
        let (index, check) = match branches {
            [only] => *only,
            several if self.mode.is_sensitive() => self.only_of_kind(value, several)?,
            several => *several.iter().min_by_key(|(_, check)| self.miss(value, *check))?,
        };
        // What one alternative calls sensitive, another may not.
        let explained = self.aside(value, check, self.mode.explaining(branches.len() > 1));
        let name = self.mode.schema()?.alternative(at, keyword, index);
        let report = explained.report();
        let reason = report.violations().first().map(|first| reason(first, report, value.offset()));
        self.mode.end_explaining(&explained);
        Some(Hint::Closest(format!("closest is {name}: {}", reason?)))
    }

    /// The one branch that is for values of the kind of the one at the mark: it is as close as can be told without a
    /// look at what the value says.
    fn only_of_kind(
        &self,
        value: Mark,
        branches: &[(usize, Check<Collect>)],
    ) -> Option<(usize, Check<Collect>)> {
        let mut of_kind = branches.iter().filter(|(_, check)| !self.miss(value, *check).other_kind);
        Some(*of_kind.next()?).filter(|_| of_kind.next().is_none())
    }

    /// How far the value at the mark is from meeting a check: whether it is of another kind, how many rules
    /// about itself it breaks, how many in all, and how early the first.
    fn miss(&self, value: Mark, check: Check<Collect>) -> Miss {
        let judged = self.aside(value, check, self.mode.judging());
        let violations = judged.report().violations();
        let own = violations.iter().filter(|violation| violation.offset == Some(value.offset()));
        let is_of_kind = |violation: &Violation| {
            let keyword = violation.keyword_pointer.as_deref().unwrap_or_default();
            matches!(keyword.rsplit('/').next(), Some("type" | "const" | "enum" | ""))
        };
        let first = violations.iter().filter_map(|violation| violation.offset).min();
        Miss {
            other_kind: own.clone().any(is_of_kind),
            own: own.count(),
            all: judged.report().violations().len() + judged.report().more(),
            first: Reverse(first),
        }
    }

    /// Reads the value at the mark with a check and another report.
    fn aside(&self, value: Mark, check: Check<Collect>, mode: Collect) -> Collect {
        let mut cursor = self.cursor.clone();
        cursor.rewind(value);
        let mut reader = Reader::at(cursor, mode);
        reader.duplicates = Duplicates::Tried { found: false };
        reader.resources.clone_from(&self.resources);
        reader.trace = self.trace.as_ref().map(super::trace::Trace::anew);
        // The text has been read: it is well-formed.
        let _ = check(&mut reader);
        reader.mode
    }
}

/// How far a value is from meeting an alternative, in order of weight.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Miss {
    other_kind: bool,
    own: usize,
    all: usize,
    first: Reverse<Option<usize>>,
}

/// Why the value at an offset does not meet an alternative, in one line.
fn reason(first: &Violation, report: &Report, value: usize) -> String {
    let place = match first.instance_location() {
        _ if first.offset == Some(value) => String::new(),
        place => format!("at {place} "),
    };
    let hint = first.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
    let more = match report.violations().len() - 1 + report.more() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!("{place}expected {}, found {}{hint}{more}", first.expected(), first.found())
}
