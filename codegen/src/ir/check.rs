//! What lives here: what is checked of a value, decided.

use crate::schema::{IntegerFormat, TextFormat};

/// A function that checks one schema.
#[derive(Debug)]
pub(crate) struct CheckFunction {
    /// The function's name.
    pub(crate) name: String,
    /// What it checks, for its documentation: `bimpe/call#/$defs/Message`.
    pub(crate) place: String,
    pub(crate) check: Check,
}

/// Where to find a function that checks a schema.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct FunctionPath {
    /// The document whose page has it.
    pub(crate) document: String,
    pub(crate) name: String,
}

/// How the value at some place is checked.
#[derive(Debug)]
pub(crate) enum Target {
    /// Any JSON value will do.
    Anything,
    /// By rules written in place.
    Inline(Box<Check>),
    /// By a function.
    Function(FunctionPath),
    /// No value will do; the pointer of the schema `false`.
    Never(String),
    /// By another target; the value is personal data.
    Sensitive(Box<Target>),
}

/// All rules of one schema.
#[derive(Debug)]
pub(crate) struct Check {
    /// The JSON Pointer of the schema in its file.
    pub(crate) at: String,
    /// Whether every value that it describes is personal data.
    pub(crate) sensitive: bool,
    /// What `type` allows; none where it is not stated.
    pub(crate) kinds: Option<Kinds>,
    pub(crate) text: TextRules,
    pub(crate) number: NumberRules,
    pub(crate) array: ArrayRules,
    pub(crate) object: ObjectRules,
    /// `enum` and `const`.
    pub(crate) listed: Vec<Listed>,
    /// Rules that read the value once more.
    pub(crate) again: Vec<Again>,
}

impl Check {
    /// Whether some rule reads the value once more.
    pub(crate) fn is_read_again(&self) -> bool {
        !self.again.is_empty() || !self.object.dependent_schemas.is_empty()
    }

    /// Whether no rule but those of `again` is stated.
    pub(crate) fn reads_only_again(&self) -> bool {
        self.kinds.is_none() && self.listed.is_empty() && self.has_no_kind_rules()
    }

    /// Whether no rule is stated that holds for values of some kind.
    pub(crate) fn has_no_kind_rules(&self) -> bool {
        self.text.is_empty()
            && self.number.is_empty()
            && self.array.is_empty()
            && self.object.is_empty()
    }
}

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

/// Rules about strings.
#[derive(Debug, Default)]
pub(crate) struct TextRules {
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) format: Option<TextFormat>,
}

impl TextRules {
    pub(crate) fn is_empty(&self) -> bool {
        self.min_length.is_none() && self.max_length.is_none() && self.format.is_none()
    }
}

/// Rules about numbers. Bounds are JSON texts.
#[derive(Debug, Default)]
pub(crate) struct NumberRules {
    pub(crate) minimum: Option<String>,
    pub(crate) maximum: Option<String>,
    pub(crate) exclusive_minimum: Option<String>,
    pub(crate) exclusive_maximum: Option<String>,
    pub(crate) multiple_of: Option<String>,
    pub(crate) format: Option<IntegerFormat>,
}

impl NumberRules {
    pub(crate) fn is_empty(&self) -> bool {
        let bounds = [
            &self.minimum,
            &self.maximum,
            &self.exclusive_minimum,
            &self.exclusive_maximum,
            &self.multiple_of,
        ];
        self.format.is_none() && bounds.iter().all(|bound| bound.is_none())
    }
}

/// Rules about arrays.
#[derive(Debug, Default)]
pub(crate) struct ArrayRules {
    pub(crate) items: Option<Target>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) contains: Option<Contains>,
}

/// `contains`, with how many items may meet it.
#[derive(Debug)]
pub(crate) struct Contains {
    pub(crate) check: FunctionPath,
    /// One unless `minContains` says otherwise.
    pub(crate) minimum: Option<u64>,
    pub(crate) maximum: Option<u64>,
}

impl ArrayRules {
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_none()
            && self.min_items.is_none()
            && self.max_items.is_none()
            && self.contains.is_none()
    }
}

/// Rules about objects.
#[derive(Debug, Default)]
pub(crate) struct ObjectRules {
    /// Whether the object's own names are looked at even where none is declared: those of a whole
    /// document, of a map, and of an object that is read again, may not come twice.
    pub(crate) unique_names: bool,
    /// The members that `properties` or `required` name.
    pub(crate) members: Vec<MemberRule>,
    /// What `additionalProperties` asks of the others.
    pub(crate) others: Option<Target>,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
    /// `dependentRequired`: a member, and those that must come with it.
    pub(crate) dependent: Vec<(String, Vec<String>)>,
    /// `dependentSchemas`: a member, and what the object must meet when it is there.
    pub(crate) dependent_schemas: Vec<(String, FunctionPath)>,
    /// `propertyNames`.
    pub(crate) names: Option<FunctionPath>,
}

impl ObjectRules {
    pub(crate) fn is_empty(&self) -> bool {
        !self.unique_names
            && self.members.is_empty()
            && self.others.is_none()
            && self.min_properties.is_none()
            && self.max_properties.is_none()
            && self.names.is_none()
    }
}

/// A member that a schema names.
#[derive(Debug)]
pub(crate) struct MemberRule {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) sensitive: bool,
    pub(crate) value: Target,
}

/// `enum` or `const`.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) keyword: &'static str,
    pub(crate) values: Vec<serde_json::Value>,
}

impl Listed {
    /// The strings of an `enum` that lists nothing else, but for null where null is allowed.
    pub(crate) fn strings(&self, nullable: bool) -> Option<Vec<&str>> {
        let (nulls, others): (Vec<_>, Vec<_>) =
            self.values.iter().partition(|value| value.is_null());
        if self.keyword != "enum" || nulls.is_empty() == nullable {
            return None;
        }
        others.into_iter().map(serde_json::Value::as_str).collect()
    }
}

/// A rule that reads the value once more.
#[derive(Debug)]
pub(crate) enum Again {
    AnyOf(Vec<FunctionPath>),
    OneOf(Vec<FunctionPath>),
    AllOf(Vec<FunctionPath>),
    Not(FunctionPath),
    If { condition: FunctionPath, then: Option<FunctionPath>, otherwise: Option<FunctionPath> },
}
