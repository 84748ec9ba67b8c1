//! What lives here: reports for machines: with serde, and in the standard's own form.

use serde_core::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::{Value, json};

use crate::report::{Report, Violation};

impl Report {
    /// The report as JSON Schema's output of the form "basic" (draft 2020-12, section 12.4.2).
    ///
    /// In one thing it departs from the standard: `keywordLocation` is the keyword's place in its own schema resource,
    /// as in `absoluteKeywordLocation`; the references that led there are not a part of it. What no keyword states
    /// (malformed JSON, duplicate members) has the empty one.
    /// Violations beyond those that the report lists are told as one more error.
    ///
    /// ```
    /// # use callschema_runtime::{Limits, Reader, Schema, Step, report};
    /// # fn text<M: callschema_runtime::Mode>(reader: &mut Reader<'_, M>) -> Step {
    /// #     reader.string("").map(drop)
    /// # }
    /// # let schema = Schema::new("https://example.com/text", "{}", "");
    /// # let report = report(b"1", Limits::new(), schema, text, text).unwrap_err();
    /// let output = report.to_output();
    /// assert_eq!(output["valid"], false);
    /// assert_eq!(output["errors"][0]["absoluteKeywordLocation"], "https://example.com/text#/type");
    /// ```
    #[inline]
    pub fn to_output(&self) -> Value {
        let more = (self.more() > 0).then(|| {
            json!({
                "valid": false,
                "keywordLocation": "",
                "instanceLocation": "",
                "error": format!("{} more violations", self.more()),
            })
        });
        let errors: Vec<Value> = self.violations().iter().map(output_unit).chain(more).collect();
        json!({"valid": false, "keywordLocation": "", "instanceLocation": "", "errors": errors})
    }
}

#[inline]
fn output_unit(violation: &Violation) -> Value {
    let hint = violation.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
    let mut unit = json!({
        "valid": false,
        "keywordLocation": violation.keyword_pointer.as_deref().unwrap_or_default(),
        "instanceLocation": violation.instance_location(),
        "error": format!("expected {}, found {}{hint}", violation.expected(), violation.found()),
    });
    if let Some(location) = violation.keyword_location() {
        unit["absoluteKeywordLocation"] = location.into();
    }
    unit
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("Report", 2)?;
        report.serialize_field("violations", self.violations())?;
        report.serialize_field("more", &self.more())?;
        report.end()
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut violation = serializer.serialize_struct("Violation", 8)?;
        violation.serialize_field("instanceLocation", self.instance_location())?;
        violation.serialize_field("absoluteKeywordLocation", &self.keyword_location())?;
        violation.serialize_field("offset", &self.offset())?;
        violation.serialize_field("line", &self.line())?;
        violation.serialize_field("column", &self.column())?;
        violation.serialize_field("expected", self.expected())?;
        violation.serialize_field("found", self.found())?;
        violation.serialize_field("hint", &self.hint())?;
        violation.end()
    }
}
