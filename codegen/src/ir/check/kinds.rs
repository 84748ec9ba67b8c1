//! What lives here: the kinds of values that `type` allows.

/// A set of JSON kinds, as `type` states it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "a set, one member for each kind")]
pub(crate) struct Kinds {
    pub(crate) null: bool,
    pub(crate) boolean: bool,
    pub(crate) number: bool,
    /// Numbers, but only whole ones.
    pub(crate) integer: bool,
    pub(crate) string: bool,
    pub(crate) array: bool,
    pub(crate) object: bool,
}

impl Kinds {
    /// The one kind beside null, if there is exactly one.
    pub(crate) fn only(self) -> Option<OneKind> {
        let all = [
            (self.boolean, OneKind::Boolean),
            (self.number, OneKind::Number),
            (self.integer && !self.number, OneKind::Integer),
            (self.string, OneKind::String),
            (self.array, OneKind::Array),
            (self.object, OneKind::Object),
        ];
        let mut kinds = all.into_iter().filter_map(|(listed, kind)| listed.then_some(kind));
        match (kinds.next(), kinds.next()) {
            (Some(kind), None) => Some(kind),
            _ => None,
        }
    }

    /// The kinds of these names.
    pub(crate) fn of(names: &[&str]) -> Self {
        let has = |name| names.contains(&name);
        Self {
            null: has("null"),
            boolean: has("boolean"),
            number: has("number"),
            integer: has("integer"),
            string: has("string"),
            array: has("array"),
            object: has("object"),
        }
    }

    /// The JSON kinds, by the names that `callschema_runtime::Kind` has for them.
    pub(crate) fn json(self) -> Vec<&'static str> {
        let all = [
            (self.null, "Null"),
            (self.boolean, "Boolean"),
            (self.number || self.integer, "Number"),
            (self.string, "String"),
            (self.array, "Array"),
            (self.object, "Object"),
        ];
        all.into_iter().filter_map(|(listed, name)| listed.then_some(name)).collect()
    }

    /// The kinds that both allow.
    pub(crate) fn both(self, other: Self) -> Self {
        let number = self.number && other.number;
        Self {
            null: self.null && other.null,
            boolean: self.boolean && other.boolean,
            number,
            integer: !number && (self.number || self.integer) && (other.number || other.integer),
            string: self.string && other.string,
            array: self.array && other.array,
            object: self.object && other.object,
        }
    }

    /// The kinds that one of them allows.
    pub(crate) fn either(self, other: Self) -> Self {
        Self {
            null: self.null || other.null,
            boolean: self.boolean || other.boolean,
            number: self.number || other.number,
            integer: self.integer || other.integer,
            string: self.string || other.string,
            array: self.array || other.array,
            object: self.object || other.object,
        }
    }

    /// The kinds in words, for messages: `a string or null`.
    pub(crate) fn describe(self) -> String {
        let all = [
            (self.boolean, "a boolean"),
            (self.number, "a number"),
            (self.integer && !self.number, "an integer"),
            (self.string, "a string"),
            (self.array, "an array"),
            (self.object, "an object"),
            (self.null, "null"),
        ];
        let words: Vec<&str> =
            all.into_iter().filter_map(|(listed, word)| listed.then_some(word)).collect();
        words.join(" or ")
    }
}

/// A JSON kind other than null.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum OneKind {
    Boolean,
    Number,
    Integer,
    String,
    Array,
    Object,
}
