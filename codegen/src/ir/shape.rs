//! What lives here: what holds a value, decided.

use serde_json::Value;

use super::check::FunctionPath;
use crate::schema::TextFormat;

/// A type that is declared.
#[derive(Debug)]
pub(crate) struct Declaration {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) form: Form,
    pub(crate) secrecy: Secrecy,
    /// The name of the struct that its constructor takes; none where that takes the members themselves.
    pub(crate) required: Option<String>,
    /// The name of the type that holds the same and borrows it from the text; none where there is nothing to
    /// borrow.
    pub(crate) borrowed: Option<String>,
    /// The function that checks its schema; none where that is checked in line.
    pub(crate) check: Option<FunctionPath>,
}

/// Which part of a declared type is personal data, besides the members and shapes that say so themselves.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Secrecy {
    /// Whether all of it is.
    pub(crate) all: bool,
    /// Whether the members are that the schema does not name.
    pub(crate) extra: bool,
}

impl Declaration {
    /// The members that must be there.
    pub(crate) fn required_fields(&self) -> Vec<&Field> {
        let Form::Struct(fields) = &self.form else { return Vec::new() };
        let is_required =
            |field: &&Field| matches!(field.presence, Presence::Required | Presence::Nullable);
        fields.iter().filter(is_required).collect()
    }

    /// Whether `Debug` has to hold something back.
    pub(crate) fn is_discreet(&self) -> bool {
        let within = match &self.form {
            Form::Struct(fields) => fields.iter().any(|field| field.sensitive),
            Form::Union(variants) => variants.iter().any(|variant| variant.sensitive),
            Form::Strings(_) | Form::Wrapper(_) => false,
        };
        self.secrecy.all || self.secrecy.extra || within
    }
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
    /// Whether its value is personal data.
    pub(crate) sensitive: bool,
    /// The method that hands out its number as a time.
    pub(crate) accessor: Option<Accessor>,
}

/// A method that hands out a member's number as a time.
#[derive(Debug)]
pub(crate) struct Accessor {
    pub(crate) name: String,
    pub(crate) gives: Time,
    /// What one of the number is, as `callschema_runtime::Unit` names it.
    pub(crate) unit: &'static str,
}

/// What kind of time a number is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Time {
    /// So long.
    Span,
    /// At that moment.
    Point,
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
    /// The schema's place in its file.
    pub(crate) place: String,
    /// Whether its value is personal data.
    pub(crate) sensitive: bool,
}

/// How the shape of a value is told from the others.
#[derive(Debug)]
pub(crate) enum ToldBy {
    /// By the JSON kind, as `callschema_runtime::Kind` names it.
    Kind(&'static str),
    /// By a member that is one of these strings.
    Constant { member: String, values: Vec<String> },
    /// By meeting the checks of this function.
    Check(FunctionPath),
}

/// A type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Type {
    Boolean,
    String,
    Int32,
    Int64,
    /// An integer of 64 bits without a sign, for bounds that `Int64` does not reach.
    UInt64,
    Integer,
    Number,
    Text(TextFormat),
    /// A value kept as its text: any will do.
    Raw,
    /// A value kept as its text for want of a better form; why.
    Kept(String),
    Tuple(Vec<Type>),
    Array(Box<Type>),
    /// An array whose items are objects: it survives bad ones.
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
    /// The listed values, as JSON.
    pub(crate) listed: Vec<String>,
    pub(crate) deprecated: bool,
    /// The schema's place: `slng/call#/$defs/CallEvent`, for members within their file `#/properties/id`.
    pub(crate) place: Option<String>,
}
