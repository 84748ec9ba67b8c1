//! What lives here: the rules of one schema, by the kind of values that they are about.

use super::{FunctionPath, TagCondition, Target};
use crate::schema::{IntegerFormat, TextFormat};

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

    /// The format, where nothing else is asked.
    pub(crate) fn only_format(&self) -> Option<TextFormat> {
        let Self { min_length: None, max_length: None, format, pattern: None } = self else {
            return None;
        };
        *format
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
    /// `if` that looks at one member, where no more depends on it than which members must come.
    pub(crate) tagged: Option<Tagged>,
}

/// Members that must come where another one is some string, and where it is not.
#[derive(Debug)]
pub(crate) struct Tagged {
    pub(crate) tag: TagCondition,
    pub(crate) then: Option<Presence>,
    pub(crate) otherwise: Option<Presence>,
}

/// Members that must come, by a schema that asks for nothing else.
#[derive(Debug)]
pub(crate) struct Presence {
    /// The JSON Pointer of the schema in its file.
    pub(crate) at: String,
    pub(crate) names: Vec<String>,
}

impl Tagged {
    /// All members that it speaks of.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let asked = [&self.then, &self.otherwise].into_iter().flatten();
        let asked = asked.flat_map(|presence| presence.names.iter());
        std::iter::once(&self.tag.member).chain(asked).map(String::as_str)
    }
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
