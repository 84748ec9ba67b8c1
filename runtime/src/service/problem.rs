//! What lives here: problem documents (RFC 9457).

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Map, Value};

use crate::report::Report;

/// What the names of kinds of problems begin with. They are names: nothing is to be found there.
const KINDS: &str = "https://callschema.dev/problems/";

/// A problem, on its way to be told.
pub(super) struct Problem<'a> {
    pub(super) status: StatusCode,
    /// What the name of its kind ends in.
    pub(super) kind: &'static str,
    /// The kind in words.
    pub(super) title: &'static str,
    /// This one in words.
    pub(super) detail: String,
    /// The name of the document that was expected.
    pub(super) document: &'static str,
    pub(super) report: Option<&'a Report>,
}

impl Problem<'_> {
    fn to_json(&self) -> Vec<u8> {
        let mut members = Map::new();
        members.insert("type".into(), format!("{KINDS}{}", self.kind).into());
        members.insert("title".into(), self.title.into());
        members.insert("status".into(), self.status.as_u16().into());
        members.insert("detail".into(), self.detail.as_str().into());
        members.insert("document".into(), self.document.into());
        let report = self.report.and_then(|report| serde_json::to_value(report).ok());
        if let Some(Value::Object(report)) = report {
            members.extend(report);
        }
        Value::Object(members).to_string().into_bytes()
    }

    /// The response that tells it.
    pub(super) fn response<B: From<Vec<u8>>>(&self) -> Response<B> {
        let mut response = Response::new(B::from(self.to_json()));
        *response.status_mut() = self.status;
        let media_type = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(CONTENT_TYPE, media_type);
        response
    }
}

/// How many violations there are, in words.
pub(super) fn count(report: &Report) -> String {
    match report.violations().len() + report.more() {
        1 => "1 violation".to_owned(),
        count => format!("{count} violations"),
    }
}
