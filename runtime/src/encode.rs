//! What lives here: writing values as JSON text, every number and opaque value as it came.

use serde_core::ser::{Serialize, SerializeMap};

use crate::cursor::scan::long_plain_prefix;
use crate::value::{Extra, Integer, Map, Nullable, Number, RawJson};

/// A value that can be written as JSON text.
#[doc(hidden)]
pub trait Encode {
    /// Appends the value.
    fn encode(&self, json: &mut Vec<u8>);
}

/// An object that can list its members, for JSON text and for serde alike.
#[doc(hidden)]
pub trait Members {
    /// Hands each member to the sink, in order.
    ///
    /// # Errors
    /// As the sink.
    fn members<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error>;
}

/// What takes the members of an object.
pub trait Sink {
    /// Why a member could not be taken.
    type Error;

    /// Takes a member that is there.
    ///
    /// # Errors
    /// Where the member could not be written.
    fn member<T: Encode + Serialize>(&mut self, name: &str, value: &T) -> Result<(), Self::Error>;

    /// Takes a member unless it is absent.
    ///
    /// # Errors
    /// As [`Sink::member`].
    fn optional<T: Encode + Serialize>(
        &mut self,
        name: &str,
        value: &Option<T>,
    ) -> Result<(), Self::Error> {
        match value {
            None => Ok(()),
            Some(value) => self.member(name, value),
        }
    }

    /// Takes a member unless it is absent, be it null or not.
    ///
    /// # Errors
    /// As [`Sink::member`].
    fn nullable<T: Encode + Serialize>(
        &mut self,
        name: &str,
        value: &Nullable<T>,
    ) -> Result<(), Self::Error> {
        match value {
            Nullable::Absent => Ok(()),
            Nullable::Null => self.member(name, &None::<RawJson>),
            Nullable::Value(value) => self.member(name, value),
        }
    }

    /// Takes the members that the schema does not name.
    ///
    /// # Errors
    /// As [`Sink::member`].
    fn extra(&mut self, extra: &Extra) -> Result<(), Self::Error> {
        extra.iter().try_for_each(|(name, value)| self.member(&name, &RawJson::new(value)))
    }
}

/// Writes members as JSON text.
struct JsonSink<'a> {
    json: &'a mut Vec<u8>,
    first: bool,
}

impl Sink for JsonSink<'_> {
    type Error = std::convert::Infallible;

    fn member<T: Encode + Serialize>(&mut self, name: &str, value: &T) -> Result<(), Self::Error> {
        if !std::mem::take(&mut self.first) {
            self.json.push(b',');
        }
        encode_text(name, self.json);
        self.json.push(b':');
        value.encode(self.json);
        Ok(())
    }

    fn extra(&mut self, extra: &Extra) -> Result<(), Self::Error> {
        if !extra.is_empty() {
            extra.encode(std::mem::take(&mut self.first), self.json);
        }
        Ok(())
    }
}

/// Hands members to a serde map.
pub(crate) struct MapSink<'a, M>(pub(crate) &'a mut M);

impl<M: SerializeMap> Sink for MapSink<'_, M> {
    type Error = M::Error;

    fn member<T: Encode + Serialize>(&mut self, name: &str, value: &T) -> Result<(), Self::Error> {
        self.0.serialize_entry(name, value)
    }
}

/// Writes an object's members between braces.
// A function for each type: all of a document's in one, as they would be where nobody else calls them, are slower.
#[inline(never)]
pub fn encode_object<T: Members>(object: &T, json: &mut Vec<u8>) {
    json.push(b'{');
    let Ok(()) = object.members(&mut JsonSink { json, first: true });
    json.push(b'}');
}

/// Writes a string in quotes, escaped where JSON asks for it.
pub fn encode_text(text: &str, json: &mut Vec<u8>) {
    let plain = text.as_bytes();
    if long_plain_prefix(plain) < plain.len() {
        return encode_serialized(text, json);
    }
    // Most strings need no escapes.
    json.reserve(plain.len() + 2);
    json.push(b'"');
    json.extend_from_slice(plain);
    json.push(b'"');
}

/// Writes what serde writes.
fn encode_serialized<T: Serialize + ?Sized>(value: &T, json: &mut Vec<u8>) {
    if let Err(error) = serde_json::to_writer(json, value) {
        discard(error);
    }
}

/// Writing text or a number to a vector cannot fail: what that would take is not on the way of every one.
#[cold]
#[inline(never)]
fn discard(_: serde_json::Error) {}

impl Encode for bool {
    fn encode(&self, json: &mut Vec<u8>) {
        json.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

macro_rules! encode_integers {
    ($($name:ident)*) => {$(
        impl Encode for $name {
            fn encode(&self, json: &mut Vec<u8>) {
                encode_serialized(self, json);
            }
        }
    )*};
}

encode_integers!(i32 i64 u64);

impl Encode for String {
    fn encode(&self, json: &mut Vec<u8>) {
        encode_text(self, json);
    }
}

macro_rules! encode_kept_json {
    ($($name:ident)*) => {$(
        impl Encode for $name {
            fn encode(&self, json: &mut Vec<u8>) {
                json.extend_from_slice(self.as_str().as_bytes());
            }
        }
    )*};
}

encode_kept_json!(RawJson Number Integer);

impl<T: Encode> Encode for Box<T> {
    fn encode(&self, json: &mut Vec<u8>) {
        (**self).encode(json);
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, json: &mut Vec<u8>) {
        match self {
            None => json.extend_from_slice(b"null"),
            Some(value) => value.encode(json),
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, json: &mut Vec<u8>) {
        json.push(b'[');
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                json.push(b',');
            }
            item.encode(json);
        }
        json.push(b']');
    }
}

impl<T: Encode + Serialize> Members for Map<T> {
    fn members<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        self.iter().try_for_each(|(name, value)| sink.member(name, value))
    }
}

impl<T: Encode + Serialize> Encode for Map<T> {
    fn encode(&self, json: &mut Vec<u8>) {
        encode_object(self, json);
    }
}
