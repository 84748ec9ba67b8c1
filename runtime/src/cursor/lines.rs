//! What lives here: white space between what a text says, above all that of indented lines.

use super::scan::{ends_of_indentation, whitespace_prefix};

/// How a text is indented: how many bytes of white space come before what begins a line, the line feed among them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    /// At no depth; below zero, wrapped, where the outermost value counts as deep.
    outermost: usize,
    /// How many more with each level.
    step: usize,
}

impl Lines {
    /// There are none: white space is a single space.
    pub(super) const NONE: Self = Self { outermost: 1, step: 0 };

    /// Those of a text whose outermost value stands at a depth, as its first line tells: of spaces, and fewer than
    /// are looked at together.
    pub(super) fn of(text: &str, depth: usize) -> Self {
        let [b'{' | b'[', inside @ ..] = text.as_bytes() else { return Self::NONE };
        let indented = inside.first_chunk().filter(|chunk: &&[u8; 16]| chunk[0] == b'\n');
        match indented.and_then(|chunk| ends_of_indentation(chunk).first()) {
            Some(length) => {
                let step = length - 1;
                Self { outermost: 1_usize.wrapping_sub(step * depth), step }
            }
            None => Self::NONE,
        }
    }

    /// Whether there are any.
    #[inline(always)]
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

/// How white space is passed over.
pub(super) trait White: Copy {
    /// What follows that so many levels deep in the value.
    fn after(self, text: &[u8], level: usize) -> &[u8];

    /// What follows that behind a colon.
    #[inline(always)]
    fn after_colon(self, text: &[u8]) -> &[u8] {
        dark(text)
    }
}

/// There is next to none.
#[derive(Clone, Copy)]
pub(super) struct Compact;

impl White for Compact {
    #[inline(always)]
    fn after(self, text: &[u8], _: usize) -> &[u8] {
        dark(text)
    }
}

/// There are lines, and the value begins at this depth.
#[derive(Clone, Copy)]
pub(super) struct Indented {
    pub(super) lines: Lines,
    pub(super) depth: usize,
}

impl White for Indented {
    #[inline(always)]
    fn after(self, text: &[u8], level: usize) -> &[u8] {
        self.lines.dark(text, self.depth + level)
    }

    #[inline(always)]
    fn after_colon(self, text: &[u8]) -> &[u8] {
        dark(text.strip_prefix(b" ").unwrap_or(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_as_long_as_it_is_whatever_was_expected() {
        let texts = ["\n  x", "\n\n    x", " x", "\t\tx", "\r\n  x", "\n\t x", "", "\n", "x"];
        let ends = ["", "\": 1}", "0123456789abcdef"];
        for text in texts.iter().flat_map(|text| ends.map(|end| format!("{text}{end}"))) {
            for spaces in 0..40 {
                let text = format!("{}{text}", " ".repeat(spaces));
                let rest = &text.as_bytes()[whitespace_prefix(text.as_bytes())..];
                for (outermost, step) in
                    [(1, 0), (1, 2), (1, 14), (0, 1), (1_usize.wrapping_sub(60), 2)]
                {
                    for depth in [0, 1, 2, 5, 30, 128] {
                        let lines = Lines { outermost, step };
                        assert_eq!(
                            lines.dark(text.as_bytes(), depth),
                            rest,
                            "{text:?} {lines:?} {depth}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_first_line_tells_how_far_each_level_is_indented() {
        for (text, depth, inside) in [
            ("{\n  \"a\": 1, and what follows", 0, [1, 3, 5]),
            ("[\n    \"a\", and what follows", 3, [1, 5, 9]),
            ("{\n\"a\": 1, and what follows", 0, [1, 1, 1]),
            ("{\"a\": 1, and what follows that", 0, [1, 1, 1]),
            ("{\n\t\"a\": 1, and what follows", 0, [1, 1, 1]),
            ("{\r\n  \"a\": 1, and what follows", 0, [1, 1, 1]),
            ("{\n                    \"a\": 1}", 0, [1, 1, 1]),
            ("{\n  1", 0, [1, 1, 1]),
        ] {
            let lines = Lines::of(text, depth);
            assert_eq!([0, 1, 2].map(|level| lines.inside(depth + level)), inside, "{text}");
        }
    }
}
