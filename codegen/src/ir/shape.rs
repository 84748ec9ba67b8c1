//! What lives here: what holds a value, decided.

use serde_json::Value;

use crate::schema::TextFormat;

/// A type that is declared.
#[derive(Debug)]
pub(crate) struct Declaration {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) form: Form,
}

/// What a declared type is made of.
#[derive(Debug)]
pub(crate) enum Form {
    /// An object with named members; all others are kept.
    Struct(Vec<Field>),
    /// A string that is one of a list, or another.
    Strings(Vec<StringVariant>),
    /// A value that has one of several shapes.
    Union(Vec<UnionVariant>),
    /// A whole document that is neither of these.
    Wrapper(Type),
}

/// A named member.
#[derive(Debug)]
pub(crate) struct Field {
    /// The name in Rust, not yet written raw where that is needed.
    pub(crate) name: String,
    /// The name in JSON.
    pub(crate) wire: String,
    pub(crate) holds: Type,
    pub(crate) presence: Presence,
    pub(crate) docs: Docs,
}

/// Whether a member may be absent, and whether it may be null.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Presence {
    Required,
    /// May be absent.
    Optional,
    /// May be null.
    Nullable,
    /// May be either.
    OptionalNullable,
}

/// A listed string.
#[derive(Debug)]
pub(crate) struct StringVariant {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) description: Option<String>,
}

/// One shape of several.
#[derive(Debug)]
pub(crate) struct UnionVariant {
    pub(crate) name: String,
    pub(crate) holds: Type,
    pub(crate) description: Option<String>,
    pub(crate) told_by: ToldBy,
}

/// How the shape of a value is told from the others.
#[derive(Debug)]
pub(crate) enum ToldBy {
    /// By the JSON kind, as `callschema_runtime::Kind` names it.
    Kind(&'static str),
    /// By meeting the checks of this function.
    Check(super::check::FunctionPath),
}

/// A type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Type {
    Boolean,
    String,
    Int32,
    Int64,
    Integer,
    Number,
    Text(TextFormat),
    /// A value kept as its text: any will do.
    Raw,
    /// A value kept as its text for want of a better form; why.
    Kept(String),
    Tuple(Vec<Type>),
    List(Box<Type>),
    Map(Box<Type>),
    /// A value or null.
    Nullable(Box<Type>),
    /// A value on the way from a type back to itself.
    Boxed(Box<Type>),
    /// A declared type, and the document whose page declares it.
    Named {
        document: String,
        name: String,
    },
}

/// What is told about an item.
#[derive(Debug, Default)]
pub(crate) struct Docs {
    pub(crate) description: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) example: Option<Value>,
    /// Bounds in words: `at least 0`.
    pub(crate) bounds: Vec<String>,
    pub(crate) deprecated: bool,
    /// The schema's place, for declared types: `slng/call#/$defs/CallEvent`.
    pub(crate) place: Option<String>,
}
