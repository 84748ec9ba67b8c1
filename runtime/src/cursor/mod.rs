//! What lives here: the [`Cursor`], a strict RFC 8259 reader over one JSON text.
//!
//! It builds nothing. It answers which JSON value comes next and hands out scalars as slices of the
//! text. A [`Mark`] remembers a place, and [`Cursor::rewind`] goes back to it: keywords that look at
//! one value more than once (`anyOf`, `if`) read it again instead of copying it.

mod container;
mod escapes;
mod lines;
mod normal;
mod number;
mod quoted;
pub(crate) mod scan;
mod skim;
mod skip;
mod string;
mod text;
mod words;

pub use container::{Items, Members};
pub(crate) use normal::Written;
pub use number::Decimal;
pub(crate) use number::fitting_digits;
pub(crate) use quoted::{Quoted, WIDTH};
pub(crate) use scan::{plain_before_quote, quotes};
pub use text::Text;

use crate::syntax::{Problem, SyntaxError};
use lines::Lines;

/// How deep arrays and objects may nest before a text is refused.
pub const MAX_DEPTH: usize = 128;

/// Reading cannot go on. Why is kept by whoever returned it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stop;

/// The outcome of one step of reading.
pub type Step<T = ()> = Result<T, Stop>;

/// The six kinds of JSON values, told apart by their first byte.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number, whole or not.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// The kind with its article, for messages: `"an array"`.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// A place in the text to which a cursor can go back.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    position: usize,
    depth: usize,
}

impl Mark {
    /// The byte offset of the place.
    pub fn offset(self) -> usize {
        self.position
    }
}

/// A strict RFC 8259 reader over one JSON text.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    /// What is left of the text.
    rest: &'a [u8],
    depth: usize,
    lines: Lines,
    problem: Option<SyntaxError>,
}

impl<'a> Cursor<'a> {
    /// A cursor at the beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, rest: text.as_bytes(), depth: 0, lines: Lines::NONE, problem: None }
    }

    /// A cursor that refuses what is deeper than so many levels, [`MAX_DEPTH`] at most.
    pub(crate) fn within(text: &'a str, max_depth: usize) -> Self {
        // It begins as deep as leaves so many levels: there is one bound to compare with.
        let depth = MAX_DEPTH.saturating_sub(max_depth);
        Self { depth, lines: Lines::of(text, depth), ..Self::new(text) }
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The byte offset of what is read next.
    #[inline]
    pub fn offset(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// Why the last step stopped, where the text was at fault.
    pub fn problem(&self) -> Option<SyntaxError> {
        self.problem
    }

    /// The place of the next value, white space before it passed over.
    #[inline]
    pub fn mark(&mut self) -> Mark {
        self.skip_whitespace();
        Mark { position: self.offset(), depth: self.depth }
    }

    /// How many arrays and objects are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The place of what is read next, be it white space.
    pub(crate) fn mark_here(&self) -> Mark {
        Mark { position: self.offset(), depth: self.depth }
    }

    /// A place that has been passed, as deep as what is read next.
    pub(crate) fn mark_at(&self, offset: usize) -> Mark {
        Mark { position: offset, depth: self.depth }
    }

    /// Goes back to a place.
    #[inline]
    pub fn rewind(&mut self, mark: Mark) {
        self.go_to(mark.position);
        self.depth = mark.depth;
    }

    /// Passes over white space and says which kind of value comes next, without reading it.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed.
    #[inline]
    pub fn kind(&mut self) -> Step<Kind> {
        self.skip_whitespace();
        match self.byte() {
            Some(b'"') => Ok(Kind::String),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'n') => Ok(Kind::Null),
            _ => Err(self.fail(Problem::ExpectedValue)),
        }
    }

    /// Reads one value of any kind and hands out its text, without white space around it.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed.
    pub fn raw(&mut self) -> Step<&'a str> {
        let start = self.mark().offset();
        self.skip()?;
        Ok(self.read_since(start))
    }

    /// Whether an array or an object stands at a place.
    pub(crate) fn is_container(&self, mark: Mark) -> bool {
        matches!(self.text.as_bytes().get(mark.position), Some(b'{' | b'['))
    }

    /// What is left of the text.
    #[inline(always)]
    pub(crate) fn here(&self) -> &'a [u8] {
        self.rest
    }

    /// Goes on with what follows something that has been looked at.
    #[inline(always)]
    pub(crate) fn go_on_with(&mut self, rest: &'a [u8]) {
        self.rest = rest;
    }

    /// The text from an offset to here.
    #[inline]
    pub(crate) fn read_since(&self, offset: usize) -> &'a str {
        &self.text[offset..self.offset()]
    }

    /// Checks that nothing but white space is left.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed.
    pub fn end(&mut self) -> Step {
        self.skip_whitespace();
        match self.byte() {
            None => Ok(()),
            Some(_) => Err(self.fail(Problem::TrailingText)),
        }
    }

    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The text from a quote that comes next, behind a comma unless it is the first; nothing where others come.
    #[inline(always)]
    pub(crate) fn at_name(&self, is_first: bool) -> Option<&'a [u8]> {
        let name = if is_first { self.rest } else { self.rest.strip_prefix(b",")? };
        name.starts_with(b"\"").then_some(name)
    }

    /// Whether the text's first line tells that it is indented.
    #[inline(always)]
    pub(crate) fn has_lines(&self) -> bool {
        self.lines.are_there()
    }

    /// Passes over a space, if one comes next.
    #[inline(always)]
    pub(crate) fn pass_space(&mut self) {
        if let [b' ', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// Goes back by so many bytes.
    #[inline(always)]
    pub(crate) fn go_back(&mut self, count: usize) {
        self.go_to(self.offset().saturating_sub(count));
    }

    /// Passes over so many bytes.
    #[inline(always)]
    pub(crate) fn advance(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// Goes to an offset.
    #[inline(always)]
    pub(crate) fn go_to(&mut self, offset: usize) {
        self.rest = self.text.as_bytes().get(offset..).unwrap_or_default();
    }

    /// Passes over white space.
    #[inline(always)]
    pub(crate) fn skip_whitespace(&mut self) {
        // In compact texts there is none.
        if self.byte().is_some_and(|byte| byte <= b' ') {
            self.rest = self.lines.after(self.rest, self.depth);
        }
    }

    /// Whether a byte comes next, no white space before it.
    #[inline(always)]
    pub(crate) fn begins(&self, byte: u8) -> bool {
        self.byte() == Some(byte)
    }

    /// Passes over white space and says whether a byte comes next.
    #[inline(always)]
    pub(crate) fn is_at(&mut self, byte: u8) -> bool {
        self.skip_whitespace();
        self.byte() == Some(byte)
    }

    #[cold]
    fn fail(&mut self, problem: Problem) -> Stop {
        self.fail_at(self.offset(), problem)
    }

    #[cold]
    fn fail_at(&mut self, offset: usize, problem: Problem) -> Stop {
        self.problem = Some(SyntaxError { offset, problem });
        Stop
    }
}
