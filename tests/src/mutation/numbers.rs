//! What lives here: numbers at the edges of bounds, of integer formats and of `f64`.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Number, Value, json};

use super::Rules;

/// A number within the bounds, if there are any.
pub(super) fn fitting(rules: &Rules, whole: bool, rng: &mut StdRng) -> Value {
    let near: Vec<_> = rules.bounds.iter().flat_map(neighbours).collect();
    let mut candidates =
        vec![json!(0), json!(1), json!(1.0), json!(100.0), json!(7), json!(86_400)];
    candidates.extend(near);
    candidates.push(json!(i32::MAX));
    if rules.format.as_deref() != Some("int32") {
        candidates.extend([json!(i64::MAX), json!(9_007_199_254_740_993_i64)]);
        candidates.push(json!(rng.random_range(0..4_000_000_000_000_i64)));
    }
    if !whole {
        candidates.extend([json!(0.5), json!(1e-7), json!(rng.random::<f64>()), json!(u64::MAX)]);
    }
    candidates.retain(|number| within(rules, number) && (!whole || is_whole(number)));
    candidates.choose(rng).cloned().unwrap_or_else(|| json!(rules.bounds.first()))
}

/// A number at which some rule may change its answer.
pub(super) fn edge(rules: &Rules, rng: &mut StdRng) -> Value {
    let mut candidates = vec![
        json!(0),
        json!(-1),
        Value::Number(Number::from_f64(-0.0).unwrap_or_else(|| 0.into())),
        json!(1.0),
        json!(0.5),
        json!(-0.5),
        json!(1e2),
        json!(1e15),
        json!(1e300),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(9_007_199_254_740_993_i64),
        json!(9_223_372_036_854_775_808_u64),
        json!(i64::from(i32::MAX)),
        json!(i64::from(i32::MAX) + 1),
        json!(i64::from(i32::MIN)),
        json!(i64::from(i32::MIN) - 1),
    ];
    for bound in &rules.bounds {
        candidates.extend(neighbours(bound));
        candidates.extend(neighbours(bound));
    }
    candidates.choose(rng).cloned().unwrap_or(Value::Null)
}

/// A bound and the numbers next to it.
fn neighbours(bound: &Value) -> Vec<Value> {
    let mut near = vec![bound.clone()];
    if let Some(bound) = bound.as_i64() {
        near.extend(bound.checked_sub(1).map(Value::from));
        near.extend(bound.checked_add(1).map(Value::from));
    }
    if let Some(bound) = bound.as_f64() {
        near.extend([json!(bound), json!(bound - 0.5), json!(bound + 0.5)]);
    }
    near
}

/// Whether a number lies between the outermost bounds, with room on each side for the exclusive ones.
///
/// It need not be exact: a guess that is wrong becomes an invalid case.
fn within(rules: &Rules, number: &Value) -> bool {
    let bounds: Vec<_> = rules.bounds.iter().filter_map(Value::as_f64).collect();
    let number = number.as_f64().unwrap_or_default();
    match bounds[..] {
        [] => true,
        [only] if only <= 1.0 => number >= only,
        _ => {
            bounds.iter().any(|bound| number >= *bound)
                && bounds.iter().any(|bound| number <= *bound)
        }
    }
}

fn is_whole(number: &Value) -> bool {
    number.is_i64()
        || number.is_u64()
        || number.as_f64().is_some_and(|number| number.fract() == 0.0)
}
