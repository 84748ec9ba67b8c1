//! What lives here: the types that generated structs are made of where the standard library has none.

mod extra;
mod nullable;
mod number;
mod raw;
mod text;
mod tuple;

pub use extra::Extra;
pub use nullable::Nullable;
pub use number::{Integer, Number};
pub use raw::RawJson;
pub use text::{DateTime, Uri, Uuid};

/// The members of an object that maps names to values of one type, sorted by name.
pub type Map<T> = std::collections::BTreeMap<String, T>;
