//! What lives here: one file of the official test suite, read so that every schema and every instance
//! stays the text that stands in the file. It is compiled into the runner too.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

/// A schema, and what it has to say about some instances.
#[derive(Clone, Debug)]
pub struct Group {
    /// What the group is about.
    pub description: String,
    /// The text of the schema.
    pub schema: String,
    /// Its tests, in order.
    pub tests: Vec<Test>,
}

/// An instance, and whether it is valid.
#[derive(Clone, Debug)]
pub struct Test {
    /// What the test is about.
    pub description: String,
    /// The text of the instance.
    pub data: String,
    /// Whether the schema accepts it.
    pub valid: bool,
    /// What is asked of the output, by its form, each a schema; none but for tests of output.
    pub output: Option<Value>,
}

/// Members by name, each as its text.
type Raw = BTreeMap<String, Box<RawValue>>;

/// Reads the groups of a file.
///
/// # Errors
/// Where the text is not JSON, or not a file of tests.
pub(super) fn read(text: &str) -> serde_json::Result<Vec<Group>> {
    let groups: Vec<Raw> = serde_json::from_str(text)?;
    groups.iter().map(group).collect()
}

fn group(raw: &Raw) -> serde_json::Result<Group> {
    let tests: Vec<Raw> = serde_json::from_str(text(raw, "tests"))?;
    Ok(Group {
        description: serde_json::from_str(text(raw, "description"))?,
        schema: text(raw, "schema").to_owned(),
        tests: tests.iter().map(test).collect::<serde_json::Result<_>>()?,
    })
}

fn test(raw: &Raw) -> serde_json::Result<Test> {
    let output = raw.get("output").map(|output| serde_json::from_str(output.get())).transpose()?;
    Ok(Test {
        description: serde_json::from_str(text(raw, "description"))?,
        data: text(raw, "data").to_owned(),
        valid: match &output {
            None => serde_json::from_str(text(raw, "valid"))?,
            Some(output) => !asks_for_errors(output),
        },
        output,
    })
}

/// Whether a test of output, which does not say whether its instance is valid, asks for errors.
fn asks_for_errors(output: &Value) -> bool {
    output["basic"]["required"].as_array().is_some_and(|names| names.contains(&"errors".into()))
}

/// The text of a member. A missing one is no JSON, and so an error for whoever reads it.
fn text<'a>(raw: &'a Raw, member: &str) -> &'a str {
    raw.get(member).map_or("", |value| value.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instances_stay_as_they_stand_in_the_file() {
        let text = r#"[{"description": "a\u0041", "schema": {"maximum": 1.0},
            "tests": [{"description": "t", "data": {"a" : 1e400, "a":"\ud800"}, "valid": false}]}]"#;
        let groups = read(text).expect("it reads");
        assert_eq!(
            (groups[0].description.as_str(), groups[0].schema.as_str()),
            ("aA", r#"{"maximum": 1.0}"#)
        );
        assert_eq!(groups[0].tests[0].data, r#"{"a" : 1e400, "a":"\ud800"}"#);
        assert!(!groups[0].tests[0].valid);
        assert!(read(r#"[{"description": "no tests", "schema": true}]"#).is_err());
    }
}
