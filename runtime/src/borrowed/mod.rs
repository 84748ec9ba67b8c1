//! What lives here: values that borrow from the text they are read from: [`DocumentRef`], the face of their root
//! types, and what these are made of. The types that own are the rule; these are for who reads much and keeps
//! little.

mod document;
mod extra;
mod json;
mod owned;
mod text;

pub use document::DocumentRef;
pub use extra::{ExtraRef, Iter as ExtraRefIter};
pub use json::JsonRef;
pub use owned::IntoOwned;
pub use text::TextRef;

/// The members of an object that maps names to values of one type, sorted by name.
pub type MapRef<'a, T> = std::collections::BTreeMap<std::borrow::Cow<'a, str>, T>;
