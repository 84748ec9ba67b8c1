//! What lives here: making an invalid document out of an accepted sample, by breaking one rule.

use callschema::{DocumentInfo, Violation};
use serde_json::{Value, json};

use super::accepted::types_of;
use super::{Accepted, Applied, Rule};
use crate::mutation::{Location, other_types, value_at, value_at_mut};
use crate::schemas::{Node, Schemas};

/// A generated document that breaks one rule and is refused.
#[derive(Clone, Debug)]
pub struct Mutation {
    /// Its name: which rule, in which sample, at which place.
    pub name: String,
    /// The document.
    pub json: String,
}

/// A mutation of an accepted sample that breaks this rule and is refused because of it; none where
/// no place in any sample allows one.
pub fn break_rule(
    document: &DocumentInfo,
    schemas: &Schemas,
    accepted: &Accepted,
    rule: &Rule,
) -> Option<Mutation> {
    let node = schemas.node(rule.node);
    let places = accepted.applied.get(&rule.node)?;
    places.iter().find_map(|place| {
        let (label, sample) = &accepted.values[place.sample];
        let now = value_at(sample, &place.path)?;
        let candidates = breaking_values(node, rule, now);
        candidates.into_iter().find_map(|candidate| {
            let json = replace(sample, place, candidate)?;
            is_refused(document, schemas, rule, &json).then(|| Mutation {
                name: format!(
                    "{}/{} broken in {label} at {:?}",
                    node.place(),
                    rule.describe(),
                    pointer(place)
                ),
                json,
            })
        })
    })
}

/// Whether the document is refused, and (unless a union hides it) for this rule.
fn is_refused(document: &DocumentInfo, schemas: &Schemas, rule: &Rule, json: &str) -> bool {
    let Err(report) = document.validate(json.as_bytes()) else {
        return false;
    };
    let (keyword, _) = rule.reported(schemas);
    let named = |violation: &Violation| violation.keyword_location() == Some(&keyword);
    rule.beneath_union || report.violations().iter().any(named)
}

fn pointer(place: &Applied) -> String {
    Location { path: place.path.clone(), nodes: Vec::new() }.pointer()
}

fn replace(sample: &Value, place: &Applied, candidate: Value) -> Option<String> {
    let mut changed = sample.clone();
    *value_at_mut(&mut changed, &place.path)? = candidate;
    Some(changed.to_string())
}

/// Values that break this rule and are otherwise as close to the present one as can be.
fn breaking_values(node: &Node, rule: &Rule, now: &Value) -> Vec<Value> {
    let limit = node.schema.get(&rule.keyword).unwrap_or(&Value::Null);
    match rule.keyword.as_str() {
        "type" => {
            let allowed = node.types();
            let fits = |value: &Value| types_of(value).iter().any(|kind| allowed.contains(kind));
            let mut others = other_types(now);
            others.push(json!(0.5));
            others.retain(|other| !fits(other));
            others
        }
        "oneOf" | "anyOf" => other_types(now),
        "required" => without_member(now, rule.member.as_deref()).into_iter().collect(),
        "enum" | "const" => vec![json!("not listed"), json!(-1)],
        "format" => match limit.as_str() {
            Some("int32") => vec![json!(1_i64 << 31), json!(-(1_i64 << 31) - 1)],
            Some("int64") => vec![json!(1_u64 << 63)],
            _ => vec![json!("not of that format")],
        },
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
            beyond(&rule.keyword, limit).into_iter().collect()
        }
        "minLength" | "maxLength" | "minItems" | "maxItems" => {
            of_other_size(&rule.keyword, limit, now).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn without_member(now: &Value, member: Option<&str>) -> Option<Value> {
    let mut members = now.as_object()?.clone();
    members.remove(member?)?;
    Some(Value::Object(members))
}

/// The number that is just too small or too large.
fn beyond(keyword: &str, limit: &Value) -> Option<Value> {
    let step = match keyword {
        "minimum" => -1,
        "maximum" => 1,
        _ => 0,
    };
    let whole = limit.as_i64().and_then(|limit| limit.checked_add(step)).map(Value::from);
    let fraction =
        || limit.as_f64().map(|limit| limit + f64::from(i32::try_from(step).unwrap_or(0)));
    whole.or_else(|| fraction().map(Value::from))
}

/// The present value, made one too short or one too long.
fn of_other_size(keyword: &str, limit: &Value, now: &Value) -> Option<Value> {
    let limit = usize::try_from(limit.as_u64()?).ok()?;
    let size = if keyword.starts_with("min") { limit.checked_sub(1)? } else { limit + 1 };
    match now {
        Value::String(_) => Some(Value::String("x".repeat(size))),
        Value::Array(items) => {
            let items = items.iter().cycle().take(size).cloned().collect();
            Some(Value::Array(items))
        }
        _ => None,
    }
}
