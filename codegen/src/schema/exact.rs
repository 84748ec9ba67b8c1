//! What lives here: a schema's own numbers with all their digits. A parsed number of many digits has
//! lost some; the text has not.

use std::collections::HashMap;

use serde_json::value::RawValue;

/// The text of the value at a place, as the file has it.
pub(crate) fn exact_text(text: &str, steps: &[String]) -> Option<String> {
    let mut value: &RawValue = serde_json::from_str(text).ok()?;
    for step in steps {
        let inner = value.get();
        value = if inner.starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(inner).ok()?;
            items.get(step.parse::<usize>().ok()?).copied()?
        } else {
            let members: HashMap<String, &RawValue> = serde_json::from_str(inner).ok()?;
            members.get(step).copied()?
        };
    }
    Some(value.get().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_digit_is_lost() {
        let text = r#"{"a/b": [1, {"maximum": 1234567890123456789012.50}]}"#;
        let steps = ["a/b", "1", "maximum"].map(str::to_owned);
        assert_eq!(exact_text(text, &steps).as_deref(), Some("1234567890123456789012.50"));
        assert_eq!(exact_text(text, &["c".to_owned()]), None);
    }
}
