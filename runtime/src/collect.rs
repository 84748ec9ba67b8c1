//! What lives here: [`Collect`], the mode that notes every violation with its place.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use crate::cursor::{Cursor, Mark, Step};
use crate::excerpt::{Excerpt, Found, Shown};
use crate::hint::Hint;
use crate::limits::Limits;
use crate::mode::{Broken, Mode};
use crate::path::{Path, as_fragment};
use crate::reader::{Check, Reader};
use crate::report::{Report, Violation};
use crate::schema::Schema;
use crate::syntax::Problem;

/// How many violations of an alternative are looked at to judge how close it came.
const JUDGED: usize = 8;

/// How many choices inside of choices are explained in one message.
const EXPLAINED: usize = 3;

/// How many bytes a report reads to explain failed choices: as many as the document has, times this.
const PATIENCE: usize = 16;

/// How many violations are remembered beyond those that are listed, so that each is counted once.
const REMEMBERED: usize = 4096;

/// The violations that have been noted. A value that is read twice may break one rule twice: that is one
/// violation.
#[derive(Debug, Default)]
struct Noted {
    /// Hashes with a random seed: that two violations share one is no more likely than chance has it, and
    /// whoever writes documents cannot help it.
    hashes: HashSet<u64>,
    seed: RandomState,
}

/// All violations, each with its place.
#[derive(Debug)]
pub struct Collect {
    /// The resource of the whole document's rules, and that of the rules that are being applied.
    document: Schema,
    schema: Schema,
    limits: Limits,
    path: Path,
    report: Report,
    noted: Noted,
    /// How often a rule has been found broken.
    broken: usize,
    /// How many bytes may still be read to explain why a choice failed.
    patience: usize,
    /// How many choices inside of choices may still be explained.
    levels: usize,
    /// Whether the text is known to be no JSON.
    torn: bool,
}

impl Noted {
    /// Whether a rule has not been broken at that place before; from now on it has.
    fn is_new(&mut self, schema: Schema, broken: &Broken) -> bool {
        let violation = (schema.uri(), broken.keyword, broken.offset, &broken.expected);
        self.hashes.insert(self.seed.hash_one(violation))
    }
}

impl Collect {
    /// Nothing found yet in a document of so many bytes; rules come from `schema`.
    pub(crate) fn new(schema: Schema, limits: Limits, length: usize) -> Self {
        Self {
            document: schema,
            schema,
            limits,
            path: Path::default(),
            report: Report::default(),
            noted: Noted::default(),
            broken: 0,
            patience: length.saturating_mul(PATIENCE),
            levels: EXPLAINED,
            torn: false,
        }
    }

    /// Nothing found yet in a text that is no JSON: of its values no more is shown than their kind.
    pub(crate) fn of_torn_text(&self) -> Self {
        Self { torn: true, ..Self::new(self.document, self.limits, 0) }
    }

    pub(crate) fn into_report(self) -> Report {
        self.report
    }

    pub(crate) fn report(&self) -> &Report {
        &self.report
    }

    /// The text itself is at fault where the cursor stopped.
    pub(crate) fn syntax_error(&mut self, cursor: &Cursor<'_>) {
        if let Some(error) = cursor.problem() {
            let levels = self.limits.max_depth();
            let broken = Broken {
                keyword: None,
                offset: error.offset,
                expected: match error.problem {
                    Problem::TooDeep => format!("at most {levels} levels of nesting"),
                    problem => problem.to_string(),
                },
                found: Found::Byte,
                hint: None,
            };
            if self.asks_for_one_more() {
                self.note(cursor.text(), broken);
            }
        }
    }

    /// Whether reading so many bytes to explain why a choice failed is worth its while; they are spent.
    pub(crate) fn begin_explaining(&mut self, cost: usize) -> bool {
        let worthwhile = self.levels > 0 && !self.torn && self.patience >= cost && self.has_room();
        self.patience -= if worthwhile { cost } else { 0 };
        worthwhile
    }

    /// A report aside that says why the closest one failed; `veiled` where others speak about the same values.
    pub(crate) fn explaining(&self, veiled: bool) -> Self {
        let (patience, levels) = (self.patience, self.levels - 1);
        let path = if veiled { self.path.veiled() } else { self.path.clone() };
        Self { path, patience, levels, ..self.judging() }
    }

    /// An explanation is done.
    pub(crate) fn end_explaining(&mut self, explained: &Self) {
        self.patience = explained.patience;
    }

    /// A report aside that judges how close one alternative came: of a few violations; nothing is explained in it, and
    /// values are named by kind alone.
    pub(crate) fn judging(&self) -> Self {
        Self {
            document: self.document,
            schema: self.schema,
            limits: self.limits.with_max_violations(JUDGED),
            path: self.path.veiled(),
            report: Report::default(),
            noted: Noted::default(),
            broken: 0,
            patience: 0,
            levels: 0,
            torn: self.torn,
        }
    }

    /// Whether another violation is to be described. Where so many have been that it would not even be remembered,
    /// it is only counted.
    fn asks_for_one_more(&mut self) -> bool {
        let beyond = self.noted.hashes.len() - self.report.violations().len();
        let asks = self.has_room() || beyond < REMEMBERED;
        if !asks {
            self.report.count_one_more();
        }
        asks
    }

    fn has_room(&self) -> bool {
        self.report.has_room(self.limits.max_violations())
    }

    fn note(&mut self, text: &str, broken: Broken) {
        let schema = self.schema;
        if !self.noted.is_new(schema, &broken) {
            return;
        }
        if !self.has_room() {
            return self.report.count_one_more();
        }
        let is_veiled = self.torn || self.path.is_veiled();
        let shown = match (self.path.is_sensitive(), is_veiled) {
            (true, _) => Shown::Sensitive,
            (false, true) => Shown::Kind,
            (false, false) => Shown::Value,
        };
        let excerpt = Excerpt { text, offset: broken.offset, shown };
        let found = excerpt.describe(&broken.found);
        let violation = Violation {
            instance_location: self.path.pointer(text),
            keyword_location: broken
                .keyword
                .map(keyword_pointer)
                .map(|pointer| format!("{}#{}", schema.uri(), as_fragment(&pointer))),
            keyword_pointer: broken.keyword.map(keyword_pointer),
            offset: Some(broken.offset),
            line: None,
            column: None,
            expected: in_terms_of(schema, &broken),
            found,
            masked: excerpt.is_masked(&broken.found),
            // What a sensitive value is close to says too much about it; which alternative is of its kind does not.
            hint: match broken.hint {
                Some(Hint::Meant(hint)) => Some(hint).filter(|_| shown == Shown::Value),
                Some(Hint::Closest(hint)) => Some(hint),
                None => None,
            },
        };
        self.report.push(violation);
    }
}

/// The JSON Pointer of a keyword: that of its schema, and its name. The schema `false` is a rule without
/// a keyword.
fn keyword_pointer((schema, keyword): (&str, &str)) -> String {
    let slash = if keyword.is_empty() { "" } else { "/" };
    format!("{schema}{slash}{keyword}")
}

/// What a rule asks for, with the words that the schema has for it.
fn in_terms_of(schema: Schema, broken: &Broken) -> String {
    let mut expected = broken.expected.clone();
    let Some((pointer, keyword)) = broken.keyword else { return expected };
    if matches!(keyword, "anyOf" | "oneOf")
        && let Some(names) = schema.alternatives(pointer, keyword)
    {
        expected = format!("{expected}: {names}");
    }
    if matches!(broken.found, Found::Value | Found::NoContainer)
        && let Some(terms) = schema.terms(pointer)
    {
        expected = format!("{expected} ({terms})");
    }
    expected
}

impl Mode for Collect {
    const STOPS: bool = false;

    fn enter_sensitive(&mut self) {
        self.path.enter_sensitive();
    }

    fn leave_sensitive(&mut self) {
        self.path.leave_sensitive();
    }

    fn enter_member(&mut self, name_offset: usize, sensitive: bool) {
        self.path.enter_member(name_offset, sensitive);
    }

    fn enter_item(&mut self, index: usize) {
        self.path.enter_item(index);
    }

    fn leave(&mut self) {
        self.path.leave();
    }

    fn set_schema(&mut self, schema: Schema) -> Schema {
        std::mem::replace(&mut self.schema, schema)
    }

    fn is_sensitive(&self) -> bool {
        self.path.is_sensitive()
    }

    fn schema(&self) -> Option<Schema> {
        Some(self.schema)
    }

    fn times_broken(&self) -> usize {
        self.broken
    }

    fn broken_again(&mut self) {
        self.broken += 1;
    }

    fn explain(
        reader: &mut Reader<'_, Self>,
        keyword: (&'static str, &'static str),
        value: Mark,
        branches: &[(usize, Check<Self>)],
    ) -> Option<Hint> {
        reader.explain(keyword, value, branches)
    }

    #[cold]
    fn violation(&mut self, cursor: &Cursor<'_>, broken: impl FnOnce() -> Broken) -> Step {
        self.broken += 1;
        if self.asks_for_one_more() {
            self.note(cursor.text(), broken());
        }
        Ok(())
    }
}
