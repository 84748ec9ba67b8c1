//! What lives here: white space between what a text says, above all that of indented lines.

use super::scan::{ends_of_indentation, whitespace_prefix};

/// How a text is indented: how many bytes of white space come before what begins a line, the line feed among them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lines {
    /// At no depth; it may lie below zero.
    outermost: usize,
    /// How many more with each level.
    step: usize,
}

impl Lines {
    /// Those of a text whose outermost value stands at a depth, as its first lines tell.
    pub(super) fn of(text: &str, depth: usize) -> Self {
        let step = match text.as_bytes() {
            [b'{' | b'[', b'\n', inside @ ..] => whitespace_prefix(inside),
            _ => 0,
        };
        Self { outermost: 1_usize.wrapping_sub(step.wrapping_mul(depth)), step }
    }

    /// Whether there are any.
    pub(super) fn are_there(self) -> bool {
        self.step > 0
    }

    /// How many bytes come before what stands in a container, so many of which are open.
    #[inline(always)]
    pub(super) fn inside(self, depth: usize) -> usize {
        self.outermost.wrapping_add(self.step.wrapping_mul(depth))
    }

    /// What follows white space at a depth, where there is any.
    #[inline(always)]
    pub(super) fn dark(self, text: &[u8], depth: usize) -> &[u8] {
        // In compact texts there is none.
        if text.first().is_some_and(|byte| *byte <= b' ') { self.after(text, depth) } else { text }
    }

    /// What follows white space at a depth, some of which comes first: as much as is to be expected there, or as
    /// before a bracket that closes, mostly.
    #[inline(always)]
    pub(super) fn after(self, text: &[u8], depth: usize) -> &[u8] {
        let inside = self.inside(depth);
        after_lines(text, inside, inside.wrapping_sub(self.step))
    }
}

/// What follows white space, some of which comes first: one of two numbers of bytes, mostly.
///
/// What stands behind it need not wait, then, until the white space has been measured.
#[inline(never)]
fn after_lines(text: &[u8], inside: usize, closing: usize) -> &[u8] {
    if let Some(chunk) = text.first_chunk() {
        let ends = ends_of_indentation(chunk);
        for expected in [inside, closing] {
            if ends.first_is(expected)
                && let Some(rest) = text.get(expected..)
                && rest.first().is_some_and(|byte| *byte > b' ')
            {
                return rest;
            }
        }
    }
    after_whitespace(text)
}

/// What follows white space, where there is any.
#[inline(always)]
pub(super) fn dark(text: &[u8]) -> &[u8] {
    // In compact texts there is none.
    if text.first().is_some_and(|byte| *byte <= b' ') { after_whitespace(text) } else { text }
}

/// What follows white space, some of which comes first.
#[inline(never)]
fn after_whitespace(text: &[u8]) -> &[u8] {
    if let Some(chunk) = text.first_chunk()
        && let Some(stop) = ends_of_indentation(chunk).first()
        && let Some(rest) = text.get(stop..)
        && rest.first().is_some_and(|byte| *byte > b' ')
    {
        return rest;
    }
    after_any_whitespace(text)
}

#[inline(never)]
fn after_any_whitespace(text: &[u8]) -> &[u8] {
    text.get(whitespace_prefix(text)..).unwrap_or_default()
}
