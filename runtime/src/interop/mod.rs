//! What lives here: the way to and from the types of other crates, each behind a feature of that crate's
//! name.

#[cfg(feature = "arbitrary")]
pub mod arbitrary;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "schemars")]
pub mod schemars;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;
