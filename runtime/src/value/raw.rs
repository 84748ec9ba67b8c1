//! What lives here: [`RawJson`], a value that is kept as text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

use super::{Kept, Number};
use crate::cursor::{Cursor, Decimal, Kind};
use crate::syntax::{Problem, SyntaxError};

/// A JSON value kept as its text, checked for grammar and not looked into.
///
/// Two are equal when their texts are. Nothing is built of it unless asked for:
///
/// ```
/// # use callschema_runtime::RawJson;
/// let metadata = RawJson::parse(r#" {"customer": "c-118", "visits": [3, 1.50]} "#)?;
/// assert_eq!(metadata.as_str(), r#"{"customer": "c-118", "visits": [3, 1.50]}"#);
/// assert_eq!(metadata.get("customer").unwrap().to_text().unwrap(), "c-118");
/// assert_eq!(metadata.get("visits").unwrap().items().last(), Some("1.50"));
/// let typed: std::collections::HashMap<String, serde_json::Value> = metadata.deserialize().unwrap();
/// assert_eq!(typed["visits"][0], 3);
/// # Ok::<(), callschema_runtime::SyntaxError>(())
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct RawJson(Kept<20>);

impl RawJson {
    /// The value that a JSON text holds, white space around it dropped.
    ///
    /// # Errors
    /// What is wrong where `json` is not one JSON value.
    pub fn parse(json: &str) -> Result<Self, SyntaxError> {
        let mut cursor = Cursor::new(json);
        let raw = cursor.raw().and_then(|raw| cursor.end().map(|()| raw));
        let nothing = SyntaxError { offset: 0, problem: Problem::ExpectedValue };
        raw.map(Self::new).map_err(|_| cursor.problem().unwrap_or(nothing))
    }

    /// The JSON that a value of yours is written as.
    ///
    /// # Errors
    /// As `serde_json::to_string`, and where the text nests deeper than this crate reads.
    pub fn from_serialize<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        use serde_core::ser::Error;
        Self::parse(&serde_json::to_string(value)?).map_err(serde_json::Error::custom)
    }

    /// A text that a cursor has checked.
    pub(crate) fn new(checked: &str) -> Self {
        Self(checked.into())
    }

    /// The JSON text, as it came.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which kind of value it is.
    #[inline]
    pub fn kind(&self) -> Kind {
        Cursor::new(&self.0).kind().unwrap_or(Kind::Null)
    }

    /// Whether both are one value as JSON Schema sees it: numbers by what they are worth, objects whatever
    /// the order of their members.
    #[inline]
    pub fn is_same_value(&self, other: &Self) -> bool {
        crate::reader::equal(&self.0, &other.0)
    }

    /// The member of this name, if the value is an object that has one; of several, the first.
    #[inline]
    pub fn get(&self, name: &str) -> Option<Self> {
        self.members().find(|(own, _)| *own == name).map(|(_, value)| Self::new(value))
    }

    /// The names and values of the members, in order; nothing where the value is no object.
    pub fn members(&self) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
        let mut cursor = Cursor::new(&self.0);
        let mut members = cursor.object().ok();
        std::iter::from_fn(move || {
            let name = members.as_mut()?.next(&mut cursor).ok()??;
            Some((name.value(), cursor.raw().ok()?))
        })
    }

    /// The texts of the items, in order; nothing where the value is no array.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        let mut cursor = Cursor::new(&self.0);
        let mut items = cursor.array().ok();
        std::iter::from_fn(move || {
            let more = items.as_mut()?.next(&mut cursor).ok()?;
            if more { cursor.raw().ok() } else { None }
        })
    }

    /// The string that it holds, if it is one.
    #[inline]
    pub fn to_text(&self) -> Option<Cow<'_, str>> {
        Cursor::new(&self.0).string().ok().map(|text| text.value())
    }

    /// The number that it holds, if it is one.
    #[inline]
    pub fn to_number(&self) -> Option<Number> {
        self.0.parse().ok()
    }

    /// The integer that it holds, if it is one in the range of `i64`.
    #[inline]
    pub fn as_i64(&self) -> Option<i64> {
        Decimal::parse(&self.0)?.to_i64()
    }

    /// The `f64` nearest to the number that it holds, if it is one.
    #[inline]
    pub fn as_f64(&self) -> Option<f64> {
        Some(self.to_number()?.as_f64())
    }

    /// The boolean that it holds, if it is one.
    #[inline]
    pub fn as_bool(&self) -> Option<bool> {
        Cursor::new(&self.0).boolean().ok()
    }

    /// Whether it is `null`.
    #[inline]
    pub fn is_null(&self) -> bool {
        &*self.0 == "null"
    }

    /// Builds a value of a type of yours from it.
    ///
    /// # Errors
    /// As `serde_json::from_str`, where the type does not fit the value.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }
}

impl FromStr for RawJson {
    type Err = SyntaxError;

    /// As [`RawJson::parse`].
    #[inline]
    fn from_str(json: &str) -> Result<Self, SyntaxError> {
        Self::parse(json)
    }
}

/// `null`.
impl Default for RawJson {
    #[inline]
    fn default() -> Self {
        Self::new("null")
    }
}

impl fmt::Debug for RawJson {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for RawJson {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> RawJson {
        RawJson::parse(json).expect("JSON")
    }

    #[test]
    fn members_and_items_are_found_without_a_tree() {
        let object = raw(r#"{"a":{"b":[1]},"\u0062":"x","a":2}"#);
        assert_eq!(object.get("a").expect("the first").as_str(), r#"{"b":[1]}"#);
        assert_eq!(object.get("b").expect("escaped").to_text().as_deref(), Some("x"));
        assert_eq!(object.get("c"), None);
        let names: Vec<_> = object.members().map(|(name, _)| name).collect();
        assert_eq!(names, ["a", "b", "a"]);
        assert_eq!(raw("[1, [2, 3] ,4]").items().collect::<Vec<_>>(), ["1", "[2, 3]", "4"]);
        assert_eq!((raw("7").items().count(), raw("[]").members().count()), (0, 0));
    }

    #[test]
    fn scalars_are_handed_out_by_kind() {
        assert_eq!(raw("true").as_bool(), Some(true));
        assert_eq!((raw("\"true\"").as_bool(), raw("[true]").as_bool()), (None, None));
        assert_eq!((raw("1.0").as_i64(), raw("1.5").as_i64()), (Some(1), None));
        assert_eq!(raw("1.5").as_f64(), Some(1.5));
        assert_eq!(raw("1.50").to_number().expect("a number").as_str(), "1.50");
        assert!(raw("null").is_null() && RawJson::default().is_null());
        assert_eq!(RawJson::from_serialize(&[1, 2]).expect("JSON"), raw("[1,2]"));
        assert!("{".parse::<RawJson>().is_err());
    }
}
