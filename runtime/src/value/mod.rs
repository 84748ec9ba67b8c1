//! What lives here: the types that generated structs are made of where the standard library has none.

mod calendar;
mod date_time;
mod extra;
mod formatted;
mod kept;
mod list;
mod nullable;
mod number;
mod quantity;
mod raw;
mod redacted;
mod text;
mod timestamp;
mod tuple;

pub use date_time::{Date, DateTime, IsoDuration, Time};
pub use extra::{Extra, Iter as ExtraIter};
pub(crate) use kept::Kept;
pub use list::List;
pub use nullable::Nullable;
pub use number::{Integer, NotANumber, Number};
pub use quantity::{Quantity, Unit};
pub use raw::RawJson;
pub use redacted::Redacted;
pub use text::{
    Email, Hostname, IdnEmail, IdnHostname, Ipv4, Ipv6, Iri, IriReference, JsonPointer,
    RelativeJsonPointer, Uri, UriReference, UriTemplate, Uuid,
};
pub use timestamp::Timestamp;

/// The members of an object that maps names to values of one type, sorted by name.
pub type Map<T> = std::collections::BTreeMap<String, T>;
