//! What lives here: what is checked of a value, decided.

use crate::schema::{IntegerFormat, TextFormat};

/// A function that checks one schema.
#[derive(Debug)]
pub(crate) struct CheckFunction {
    /// The function's name.
    pub(crate) name: String,
    /// What it checks, for its documentation: `bimpe/call#/$defs/Message`.
    pub(crate) place: String,
    /// The resource whose schema it checks.
    pub(crate) resource: usize,
    pub(crate) check: Check,
}

/// Where to find a function that checks a schema.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct FunctionPath {
    /// The document whose page has it.
    pub(crate) document: String,
    pub(crate) name: String,
    /// The resource whose schema it checks.
    pub(crate) resource: usize,
}

/// A schema resource: what has a URI of its own.
#[derive(Clone, Debug)]
pub(crate) struct ResourceName {
    pub(crate) uri: String,
    /// The document whose page names it.
    pub(crate) document: String,
    /// The constant that holds its URI there.
    pub(crate) constant: String,
    /// Whether dynamic references look for it.
    pub(crate) is_dynamic: bool,
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
    /// By several, each reading the value anew.
    All(Vec<Target>),
}

impl Target {
    /// Whether no rule is stated.
    pub(crate) fn is_anything(&self) -> bool {
        matches!(self, Self::Anything)
    }
}

/// All rules of one schema.
#[derive(Debug)]
pub(crate) struct Check {
    /// The JSON Pointer of the schema in its file.
    pub(crate) at: String,
    /// Whether every value that it describes is personal data.
    pub(crate) sensitive: bool,
    /// Whether the schema is `false`.
    pub(crate) never: bool,
    /// Whether it notes which members and items it evaluates: a schema around it asks.
    pub(crate) traced: bool,
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
    /// Rules for what no other keyword has evaluated.
    pub(crate) unevaluated: Unevaluated,
}

impl Check {
    /// Whether some rule reads the value once more.
    pub(crate) fn is_read_again(&self) -> bool {
        !self.again.is_empty()
            || !self.object.dependent_schemas.is_empty()
            || !self.unevaluated.is_empty()
    }

    /// Whether some rule tries a schema on the value and tells nothing of what it met there.
    pub(crate) fn is_tried(&self) -> bool {
        let tries = |again: &Again| {
            matches!(again, Again::Not(_) | Again::If { condition: Condition::Check(_), .. })
        };
        self.again.iter().any(tries)
    }

    /// Whether the schema's own keywords state no rule: only those that apply other schemas do.
    pub(crate) fn reads_only_again(&self) -> bool {
        self.kinds.is_none() && self.listed.is_empty() && self.has_no_kind_rules()
    }

    /// Whether members are to be noted as evaluated, whatever is asked of them.
    pub(crate) fn evaluates_members(&self) -> bool {
        let object = &self.object;
        self.traced
            && (object.evaluates_others
                || !object.patterns.is_empty()
                || object.members.iter().any(|member| member.described))
    }

    /// Whether items are to be noted as evaluated, whatever is asked of them.
    pub(crate) fn evaluates_items(&self) -> bool {
        self.traced && (self.array.evaluates_rest || !self.array.prefix.is_empty())
    }

    /// Whether no rule at all is stated.
    pub(crate) fn is_empty(&self) -> bool {
        !self.never && self.reads_only_again() && !self.is_read_again()
    }

    /// Whether no rule is stated that holds for values of some kind.
    pub(crate) fn has_no_kind_rules(&self) -> bool {
        self.text.is_empty()
            && self.number.is_empty()
            && self.array.is_empty()
            && self.object.is_empty()
            && !self.evaluates_members()
            && !self.evaluates_items()
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
    pub(crate) pattern: Option<Pattern>,
}

impl TextRules {
    pub(crate) fn is_empty(&self) -> bool {
        self.min_length.is_none()
            && self.max_length.is_none()
            && self.format.is_none()
            && self.pattern.is_none()
    }
}

/// A regular expression.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Pattern {
    /// As the schema has it, in the words of ECMA-262.
    pub(crate) source: String,
    /// The same in the words of the crate `regex`.
    pub(crate) translated: String,
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

/// What is asked of the members or items that no other keyword describes.
#[derive(Debug)]
pub(crate) enum Others {
    Target(Target),
    /// There may be none; the keyword that says so.
    Never(&'static str),
    /// A keyword asks, and tells what is wrong of the whole object or array.
    Quietly(&'static str, FunctionPath),
}

/// Rules about arrays.
#[derive(Debug, Default)]
pub(crate) struct ArrayRules {
    /// What is asked of the first items, one by one.
    pub(crate) prefix: Vec<Target>,
    /// What is asked of the others.
    pub(crate) items: Option<Others>,
    /// Whether a keyword evaluates the others, be it by asking nothing.
    pub(crate) evaluates_rest: bool,
    pub(crate) unique: bool,
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
    /// Whether an item that meets it counts as evaluated.
    pub(crate) evaluates: bool,
}

impl ArrayRules {
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_none()
            && self.prefix.iter().all(Target::is_anything)
            && !self.unique
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
    /// What `patternProperties` asks of members whose names match.
    pub(crate) patterns: Vec<(Pattern, Target)>,
    /// What is asked of the others.
    pub(crate) others: Option<Others>,
    /// Whether a keyword evaluates the others, be it by asking nothing.
    pub(crate) evaluates_others: bool,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
    /// `dependentRequired`: the keyword, a member, and those that must come with it.
    pub(crate) dependent: Vec<(&'static str, String, Vec<String>)>,
    /// `dependentSchemas`: a member, and what the object must meet when it is there.
    pub(crate) dependent_schemas: Vec<(String, FunctionPath)>,
    /// `propertyNames`.
    pub(crate) names: Option<FunctionPath>,
}

impl ObjectRules {
    pub(crate) fn is_empty(&self) -> bool {
        !self.unique_names
            && self.members.is_empty()
            && self.patterns.iter().all(|(_, target)| target.is_anything())
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
    /// Whether `properties` or `patternProperties` describes it, rather than `required` alone.
    pub(crate) described: bool,
    pub(crate) required: bool,
    pub(crate) sensitive: bool,
    pub(crate) value: Target,
}

/// `enum` or `const`.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) keyword: &'static str,
    /// The values, each with its text, in which no digit is lost.
    pub(crate) values: Vec<(serde_json::Value, String)>,
}

impl Listed {
    /// The strings of an `enum` that lists nothing else, but for null where null is allowed.
    pub(crate) fn strings(&self, nullable: bool) -> Option<Vec<&str>> {
        let (nulls, others): (Vec<_>, Vec<_>) =
            self.values.iter().map(|(value, _)| value).partition(|value| value.is_null());
        if self.keyword != "enum" || nulls.is_empty() == nullable {
            return None;
        }
        others.into_iter().map(serde_json::Value::as_str).collect()
    }
}

/// A rule that applies other schemas to the same value.
#[derive(Debug)]
pub(crate) enum Again {
    Refer(FunctionPath),
    /// A dynamic reference: to the first, unless a resource of another is being applied.
    Dynamic(Vec<FunctionPath>),
    AllOf(Vec<FunctionPath>),
    AnyOf(Choice),
    OneOf(Choice),
    Not(FunctionPath),
    If {
        condition: Condition,
        then: Option<FunctionPath>,
        otherwise: Option<FunctionPath>,
    },
}

/// What `if` asks.
#[derive(Debug)]
pub(crate) enum Condition {
    /// That a function is met.
    Check(FunctionPath),
    /// That a member is one of some strings. No more of the value is looked at.
    Tag(TagCondition),
}

/// A condition on one member's string.
#[derive(Debug)]
pub(crate) struct TagCondition {
    pub(crate) member: String,
    pub(crate) values: Vec<String>,
    /// Whether it is met where the member is absent.
    pub(crate) absent: bool,
    /// Whether it is met by a value that is no object.
    pub(crate) no_object: bool,
}

impl Again {
    /// Whether the rule reads the value to its end, whatever the value.
    pub(crate) fn reads(&self) -> bool {
        match self {
            Self::Refer(_) | Self::Dynamic(_) => true,
            Self::AllOf(branches) => !branches.is_empty(),
            _ => false,
        }
    }
}

/// The branches of `anyOf` or `oneOf`.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) branches: Vec<FunctionPath>,
    /// What says which branch alone can be met, where something does.
    pub(crate) decided_by: Option<Decision>,
}

/// What says which branch alone a value can meet.
#[derive(Debug)]
pub(crate) enum Decision {
    /// The value's kind: the kinds of each branch.
    Kind(Vec<Kinds>),
    /// A member's string: for each branch, the strings that it may be.
    Constant { member: String, values: Vec<Vec<String>> },
}

/// `unevaluatedProperties` and `unevaluatedItems`.
#[derive(Debug, Default)]
pub(crate) struct Unevaluated {
    pub(crate) properties: Option<Others>,
    pub(crate) items: Option<Others>,
}

impl Unevaluated {
    pub(crate) fn is_empty(&self) -> bool {
        self.properties.is_none() && self.items.is_none()
    }
}
