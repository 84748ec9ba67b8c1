//! What lives here: what is checked of a value, decided.

mod again;
mod kinds;
mod rules;

pub(crate) use again::{Again, Choice, Condition, Decision, TagCondition, Unevaluated};
pub(crate) use kinds::{Kinds, OneKind};
pub(crate) use rules::{
    ArrayRules, Contains, Listed, MemberRule, NumberRules, ObjectRules, Others, Pattern, Presence,
    Tagged, TextRules,
};

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
    /// The JSON Pointer of the place where it stands in its file.
    pub(crate) pointer: String,
    /// The document whose page names it.
    pub(crate) document: String,
    /// The constant that holds it there.
    pub(crate) constant: String,
    /// Whether dynamic references look for it.
    pub(crate) is_dynamic: bool,
    /// The anchors that they look for. The empty one is that of `$recursiveAnchor`.
    pub(crate) anchors: Vec<String>,
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
