//! What lives here: rules that apply further schemas to the same value.

use super::{FunctionPath, Kinds, Others};

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
