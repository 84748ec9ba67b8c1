//! What lives here: writing a JSON value in one of the many ways that mean the same.
//!
//! The order of members, white space, escapes and the form of numbers change the way that the
//! validator takes through its code, and must not change its answer.

use std::fmt::Write as _;

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use serde_json::{Number, Value};

/// Integers up to here are the same in an `f64`, so they may be written with a point.
const EXACT_IN_F64: u64 = 1 << 53;

/// How a value is written.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub struct Style {
    /// With white space.
    pub pretty: bool,
    /// What that is between lines.
    pub lines: Lines,
    /// Members in any order.
    pub shuffled: bool,
    /// Some characters as `\u` escapes.
    pub escaped: bool,
    /// Some numbers as `5.0`, `5e0` or `1E2`.
    pub unusual_numbers: bool,
}

/// How lines begin.
#[derive(Clone, Copy, Debug)]
pub enum Lines {
    /// With so many spaces for each level.
    Even(usize),
    /// With white space by chance.
    Uneven,
}

impl Style {
    /// A style by chance.
    pub fn random(rng: &mut StdRng) -> Self {
        Self {
            pretty: rng.random_bool(0.4),
            lines: match rng.random_range(0..4) {
                0 => Lines::Uneven,
                1 => Lines::Even(rng.random_range(0..10)),
                _ => Lines::Even(2),
            },
            shuffled: rng.random_bool(0.3),
            escaped: rng.random_bool(0.2),
            unusual_numbers: rng.random_bool(0.2),
        }
    }
}

/// Writes a value.
pub fn write(value: &Value, style: Style, rng: &mut StdRng) -> String {
    let mut writer = Writer { text: String::new(), depth: 0, style, rng };
    writer.value(value);
    writer.text
}

struct Writer<'r> {
    text: String,
    depth: usize,
    style: Style,
    rng: &'r mut StdRng,
}

impl Writer<'_> {
    fn value(&mut self, value: &Value) {
        match value {
            Value::Number(number) => self.number(number),
            Value::String(text) => self.string(text),
            Value::Array(items) => self.container('[', ']', items.iter(), Self::value),
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                if self.style.shuffled {
                    members.shuffle(self.rng);
                }
                self.container('{', '}', members.into_iter(), |writer, (name, value)| {
                    writer.string(name);
                    writer.text.push_str(if writer.style.pretty { ": " } else { ":" });
                    writer.value(value);
                });
            }
            Value::Null | Value::Bool(_) => self.text.push_str(&value.to_string()),
        }
    }

    fn container<T>(
        &mut self,
        open: char,
        close: char,
        elements: impl ExactSizeIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        let empty = elements.len() == 0;
        self.text.push(open);
        self.depth += 1;
        for (index, element) in elements.enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.line();
            write(self, element);
        }
        self.depth -= 1;
        if !empty {
            self.line();
        }
        self.text.push(close);
    }

    fn line(&mut self) {
        if !self.style.pretty {
            return;
        }
        let _ = match self.style.lines {
            Lines::Even(step) => write!(self.text, "\n{:1$}", "", step * self.depth),
            Lines::Uneven => {
                let width = self.rng.random_range(0..40);
                match self.rng.random_range(0..5) {
                    0 => write!(self.text, "\r\n{:width$}", ""),
                    1 => write!(self.text, "\n{}", "\t".repeat(self.depth)),
                    2 => write!(self.text, "{:width$}", ""),
                    // As even lines are, so that some are where they are expected.
                    _ => write!(self.text, "\n{:1$}", "", 2 * self.depth),
                }
            }
        };
    }

    fn number(&mut self, number: &Number) {
        let unusual = self.style.unusual_numbers && self.rng.random_bool(0.5);
        let plain = number.as_i64().filter(|value| value.unsigned_abs() < EXACT_IN_F64);
        let _ = match (unusual, plain, number.as_f64()) {
            (true, Some(value), _) => match self.rng.random_range(0..3) {
                0 if value != 0 => write!(self.text, "{value}0E-1"),
                1 => write!(self.text, "{value}e0"),
                _ => write!(self.text, "{value}.0"),
            },
            (true, None, Some(value)) if number.is_f64() => write!(self.text, "{value:e}"),
            _ => write!(self.text, "{number}"),
        };
    }

    fn string(&mut self, text: &str) {
        let plain = Value::from(text).to_string();
        if !self.style.escaped {
            self.text.push_str(&plain);
            return;
        }
        self.text.push('"');
        for character in text.chars() {
            if self.rng.random_bool(0.2) {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    let _ = write!(self.text, "\\u{unit:04x}");
                }
            } else if character == '/' {
                self.text.push_str("\\/");
            } else {
                let quoted = Value::from(character.to_string()).to_string();
                self.text.push_str(&quoted[1..quoted.len() - 1]);
            }
        }
        self.text.push('"');
    }
}
