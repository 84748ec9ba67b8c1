//! What lives here: `enum` and `const`.

use super::{Reader, unique};
use crate::cursor::{Cursor, Decimal, Kind, Quoted, Step};
use crate::excerpt::{Found, excerpt};
use crate::hint::{Hint, closest};
use crate::mode::{Broken, Mode};

/// A value that a schema lists.
#[derive(Clone, Copy, Debug)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as JSON text.
    Number(&'static str),
    /// A string.
    String(&'static str),
    /// An array or an object, as JSON text.
    Json(&'static str),
}

/// A string that a schema lists, made to be compared with a text in one step.
#[derive(Clone, Copy, Debug)]
pub struct Listed(Quoted);

/// Strings that a schema lists.
pub const fn listed<const COUNT: usize>(values: [&'static str; COUNT]) -> [Listed; COUNT] {
    let mut all = [Listed(Quoted::string("")); COUNT];
    let mut index = 0;
    while index < COUNT {
        all[index] = Listed(Quoted::string(values[index]));
        index += 1;
    }
    all
}

impl<M: Mode> Reader<'_, M> {
    /// `type`: string, and `enum`: one of these.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn listed(&mut self, at: &'static str, values: &'static [Listed]) -> Step {
        if M::STOPS && self.is_listed(values) { Ok(()) } else { self.listed_otherwise(at, values) }
    }

    /// `type`: string or null, and `enum`: one of these or null.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    #[inline(always)]
    pub fn listed_or_null(&mut self, at: &'static str, values: &'static [Listed]) -> Step {
        if self.cursor.passes("null") {
            return Ok(());
        }
        if M::STOPS && self.is_listed(values) {
            Ok(())
        } else {
            self.listed_or_null_otherwise(at, values)
        }
    }

    /// Passes over a string that is one of these, written plainly.
    #[inline(always)]
    fn is_listed(&mut self, values: &'static [Listed]) -> bool {
        let text = self.cursor.here();
        for value in values {
            if let Some(rest) = value.0.after_at_once(text) {
                self.cursor.go_on_with(rest);
                return true;
            }
        }
        false
    }

    #[cold]
    #[inline(never)]
    fn listed_otherwise(&mut self, at: &'static str, values: &'static [Listed]) -> Step {
        match self.kind()? {
            Kind::String => self.listed_string(at, values, false),
            _ => self.unlisted(at, values, false),
        }
    }

    #[cold]
    #[inline(never)]
    fn listed_or_null_otherwise(&mut self, at: &'static str, values: &'static [Listed]) -> Step {
        match self.kind()? {
            Kind::String => self.listed_string(at, values, true),
            Kind::Null => self.cursor.null(),
            _ => self.unlisted(at, values, true),
        }
    }

    /// `enum` or `const`, as `keyword` says: reads one value and compares it.
    ///
    /// # Errors
    /// As [`Reader::wrong_type`].
    pub fn literal(
        &mut self,
        at: &'static str,
        keyword: &'static str,
        values: &'static [Literal],
    ) -> Step {
        let offset = self.mark().offset();
        let found = match self.kind()? {
            Kind::Null => {
                self.cursor.null()?;
                values.iter().any(|value| matches!(value, Literal::Null))
            }
            Kind::Boolean => {
                let found = self.cursor.boolean()?;
                values
                    .iter()
                    .any(|value| matches!(value, Literal::Boolean(value) if *value == found))
            }
            Kind::Number => {
                let found = self.cursor.number()?;
                let equals = |text| {
                    Decimal::parse(text).is_some_and(|number| number.compare(&found).is_eq())
                };
                values.iter().any(|value| matches!(value, Literal::Number(text) if equals(text)))
            }
            Kind::String => {
                let found = self.cursor.string()?;
                values.iter().any(|value| matches!(value, Literal::String(text) if found.is(text)))
            }
            Kind::Array | Kind::Object => {
                self.skip()?;
                let found = self.cursor.read_since(offset);
                let equals = |text| unique::equal(text, found);
                values.iter().any(|value| matches!(value, Literal::Json(text) if equals(text)))
            }
        };
        if found {
            return Ok(());
        }
        let strings = values.iter().filter_map(|value| match value {
            Literal::String(text) => Some(*text),
            _ => None,
        });
        self.tell_unlisted((at, keyword), offset, strings, || {
            describe_all(&values.iter().map(describe).collect::<Vec<_>>())
        })
    }

    /// The value at `offset` is not listed. Where it is a string, one of `strings` may be meant.
    #[cold]
    fn tell_unlisted(
        &mut self,
        keyword: (&'static str, &'static str),
        offset: usize,
        strings: impl Iterator<Item = &'static str>,
        expected: impl FnOnce() -> String,
    ) -> Step {
        let text = self.cursor.text();
        self.mode.violation(&self.cursor, || Broken {
            keyword: Some(keyword),
            offset,
            expected: expected(),
            found: Found::Value,
            hint: meant(&text[offset..], &strings.collect::<Vec<_>>()),
        })
    }

    #[inline]
    fn listed_string(
        &mut self,
        at: &'static str,
        values: &'static [Listed],
        nullable: bool,
    ) -> Step {
        let text = self.cursor.string()?;
        if values.iter().any(|value| text.is(value.0.text())) {
            return Ok(());
        }
        let all = values.iter().map(|value| value.0.text());
        self.tell_unlisted((at, "enum"), text.offset(), all, || describe_listed(values, nullable))
    }

    /// A value of the wrong kind breaks `enum` as well as `type`.
    #[cold]
    fn unlisted(&mut self, at: &'static str, values: &'static [Listed], nullable: bool) -> Step {
        let offset = self.mark().offset();
        self.wrong_type(at, if nullable { "a string or null" } else { "a string" })?;
        self.violation(at, "enum", offset, || describe_listed(values, nullable))
    }
}

fn describe(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Number(text) => (*text).to_owned(),
        Literal::Json(text) => excerpt(text),
        Literal::String(text) => format!("{text:?}"),
    }
}

fn describe_listed(values: &[Listed], nullable: bool) -> String {
    let null = nullable.then(|| "null".to_owned());
    let values = values.iter().map(|value| format!("{:?}", value.0.text()));
    describe_all(&values.chain(null).collect::<Vec<_>>())
}

/// That the string at the beginning of a text is nearly one of these, if it is one and is.
fn meant(text: &str, strings: &[&'static str]) -> Option<Hint> {
    let found = Cursor::new(text).string().ok()?;
    let meant = closest(&found.value(), strings.iter().copied())?;
    Some(Hint::Meant(format!("did you mean {meant:?}?")))
}

/// Strings of which one is asked for.
pub(super) fn one_of(values: &[&'static str]) -> String {
    describe_all(&values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>())
}

fn describe_all(values: &[String]) -> String {
    match values {
        [only] => only.clone(),
        _ => format!("one of {}", values.join(", ")),
    }
}
