//! What lives here: serde's `Serialize` and `Deserialize` for the runtime's values and for generated
//! types.
//!
//! Serializing goes straight through. Deserializing writes what the format holds as JSON text and
//! builds the value of that, so that every format gives what [`Document::read`](crate::Document::read) gives.
//! serde's data model sets the limits: a number that neither `u64`, `i64` nor `f64` holds exactly is rounded, and one beyond the
//! range of `f64` cannot be serialized.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_core::{Deserialize, de};

use crate::collect::Collect;
use crate::cursor::{Cursor, Decimal, Kind, MAX_DEPTH};
use crate::document::report;
use crate::encode::{MapSink, Members, encode_text};
use crate::limits::Limits;
use crate::mode::Verdict;
use crate::read::Build;
use crate::reader::Check;
use crate::schema::Schema;
use crate::value::{Integer, Number, RawJson};

/// How many violations an error of serde's tells.
const TOLD: usize = 3;

/// The name under which `serde_json` with `arbitrary_precision` hands out a number's text.
const NUMBER_TEXT: &str = "$serde_json::private::Number";

/// `Serialize::serialize` of an object.
///
/// # Errors
/// As the serializer.
pub fn serialize_object<T: Members, S: Serializer>(
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    object.members(&mut MapSink(&mut map))?;
    map.end()
}

/// `Deserialize::deserialize` of any value that can be built.
///
/// # Errors
/// As the deserializer, and where the type does not fit the value.
pub fn deserialize<'de, T: for<'a> Build<'a>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let json = json_text(deserializer)?;
    T::from_text(&json).ok_or_else(|| unfit(&json))
}

/// The same of a value whose schema is known: the error says what in the value breaks it.
///
/// # Errors
/// As [`deserialize`].
pub fn deserialize_described<'de, T: for<'a> Build<'a>, D: Deserializer<'de>>(
    deserializer: D,
    schema: Schema,
    verdict: Check<Verdict>,
    collect: Check<Collect>,
) -> Result<T, D::Error> {
    let json = json_text(deserializer)?;
    T::from_text(&json).ok_or_else(|| {
        let limits = Limits::new().with_max_violations(TOLD);
        match report(json.as_bytes(), limits, schema, verdict, collect) {
            Err(report) => D::Error::custom(report.without_offsets()),
            Ok(()) => unfit(&json),
        }
    })
}

/// The type cannot hold a value, which is named by kind alone: it may be personal data.
fn unfit<E: de::Error>(json: &str) -> E {
    let found = Cursor::new(json).kind().map_or("another", Kind::describe);
    E::custom(format_args!("expected a value that its type can hold, found {found}"))
}

/// What a deserializer holds, as JSON text.
pub(crate) fn json_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut json = Vec::new();
    JsonText { json: &mut json, levels: MAX_DEPTH + 1 }.deserialize(deserializer)?;
    String::from_utf8(json).map_err(D::Error::custom)
}

/// Writes whatever a deserializer holds as JSON text.
struct JsonText<'a> {
    json: &'a mut Vec<u8>,
    /// How much deeper it may still nest: one level more than a text, for numbers that come as objects.
    levels: usize,
}

impl<'de> DeserializeSeed<'de> for JsonText<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl JsonText<'_> {
    #[expect(clippy::unnecessary_wraps, reason = "a visitor's methods return results")]
    fn write<E>(self, text: impl fmt::Display) -> Result<(), E> {
        self.json.extend_from_slice(text.to_string().as_bytes());
        Ok(())
    }

    /// How many levels are left inside an array or an object.
    fn deeper<E: de::Error>(&self) -> Result<usize, E> {
        let deeper = self.levels.checked_sub(1);
        deeper.ok_or_else(|| E::custom(format_args!("at most {MAX_DEPTH} levels of nesting")))
    }
}

impl<'de> Visitor<'de> for JsonText<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.write("null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.write("null")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.write(value)
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.write(value)
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.write(value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        if !value.is_finite() {
            return Err(E::custom("JSON has no number that is not finite"));
        }
        serde_json::to_writer(self.json, &value).map_err(E::custom)
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        encode_text(value, self.json);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let levels = self.deeper()?;
        self.json.push(b'[');
        let start = self.json.len();
        loop {
            let item = self.json.len();
            if item > start {
                self.json.push(b',');
            }
            if items.next_element_seed(JsonText { json: self.json, levels })?.is_none() {
                self.json.truncate(item);
                self.json.push(b']');
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let levels = self.deeper()?;
        self.json.push(b'{');
        let start = self.json.len();
        while let Some(name) = members.next_key::<String>()? {
            if self.json.len() > start {
                self.json.push(b',');
            }
            encode_text(&name, self.json);
            self.json.push(b':');
            members.next_value_seed(JsonText { json: self.json, levels })?;
        }
        self.json.push(b'}');
        unwrap_number(self.json, start - 1);
        Ok(())
    }
}

/// Takes the text of a number out of the object in which `serde_json` hands it out when its
/// `arbitrary_precision` is on: `{"$serde_json::private::Number":"1.50"}`, that member and no other.
fn unwrap_number(json: &mut Vec<u8>, start: usize) {
    let member = json[start..].strip_prefix(b"{\"").and_then(|object| object.strip_suffix(b"\"}"));
    let text = member.and_then(|member| {
        let value = member.strip_prefix(NUMBER_TEXT.as_bytes())?.strip_prefix(b"\":\"")?;
        Decimal::parse(std::str::from_utf8(value).ok()?)
    });
    if let Some(number) = text.map(|number| number.as_str().to_owned()) {
        json.truncate(start);
        json.extend_from_slice(number.as_bytes());
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value: serde_json::Value = self.deserialize().map_err(S::Error::custom)?;
        value.serialize(serializer)
    }
}

/// As an integer where one of serde's holds the number, else as the nearest `f64`.
fn serialize_number<S: Serializer>(number: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(value) = Decimal::parse(number).and_then(|number| number.to_i64()) {
        return serializer.serialize_i64(value);
    }
    match (number.parse::<u64>(), number.parse::<f64>()) {
        (Ok(value), _) => serializer.serialize_u64(value),
        (_, Ok(value)) if value.is_finite() => serializer.serialize_f64(value),
        _ => Err(S::Error::custom("the number is beyond the range of f64")),
    }
}

macro_rules! serialize_numbers {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize_number(self.as_str(), serializer)
            }
        }
    )*};
}

macro_rules! deserialize_built {
    ($($name:ident)*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }
    )*};
}

serialize_numbers!(Number Integer);
deserialize_built!(RawJson Number Integer);
