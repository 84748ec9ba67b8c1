//! What lives here: what each status answers with.

use serde_json::Value;

use super::file::{File, Members};
use super::{EVENTS, Response};
use crate::source::Location;

/// Reads the responses of an operation: one of success, and any number of others.
pub(super) fn read_all<'a>(file: &mut File<'a>, operation: &Members<'a>) -> Vec<Response> {
    let Some(members) = file.object(operation, "responses") else { return Vec::new() };
    let (mut responses, mut successes) = (Vec::new(), 0);
    for (status, value) in members.iter().filter(|(name, _)| !name.starts_with("x-")) {
        let place = members.location.child(status);
        let Some(number) = number(file, &place, status) else { continue };
        successes += usize::from(is_success(number));
        let Some((location, value)) = file.follow(place, value) else { continue };
        responses.extend(read(file, &location, number, value));
    }
    if successes != 1 {
        let problem = format!("{successes} statuses of success are described");
        let remedy = "describe the one that a request is answered with";
        file.diagnostics.add(&members.location, problem, remedy);
    }
    responses
}

/// Whether a status says that the request succeeded.
pub(crate) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

fn number(file: &mut File<'_>, place: &Location, status: &str) -> Option<u16> {
    let number = status.parse().ok().filter(|number| {
        let named = http::StatusCode::from_u16(*number).ok();
        status.len() == 3 && named.is_some_and(|status| status.canonical_reason().is_some())
    });
    if number.is_none() {
        let problem = format!("`{status}` is no registered status");
        let remedy = "describe each status by its number; all others are handed out as they came";
        file.diagnostics.add(place, problem, remedy);
    }
    number
}

fn read(file: &mut File<'_>, location: &Location, status: u16, value: &Value) -> Option<Response> {
    let remedy = "leave it out: of a response, the document is handed out and no more";
    let members = file.members(location, value, &["description", "content"], remedy)?;
    let description = file.required_text(&members, "description")?.to_owned();
    let content = file.object(&members, "content")?;
    let types: Vec<(&String, &Value)> = content.iter().collect();
    let [(media_type, value)] = types[..] else {
        let problem = format!("{} media types are described", types.len());
        file.diagnostics.add(&content.location, problem, "describe the one that is sent");
        return None;
    };
    let place = content.location.child(media_type);
    if !is_honoured(media_type, status) {
        let problem = format!("`{media_type}` is not honoured here");
        let remedy = "documents are JSON; a success may be `text/event-stream`";
        file.diagnostics.add(&place, problem, remedy);
        return None;
    }
    let remedy = "leave it out, or put it into the schema";
    let body = file.members(&place, value, &["schema", "example", "examples"], remedy)?;
    let Some(schema) = body.get("schema") else {
        file.diagnostics.add(&place, "`schema` is missing", "refer to the document's schema");
        return None;
    };
    let reference = place.child("schema");
    let schema = file.schema_reference(&reference, schema)?;
    Some(Response { status, description, media_type: media_type.clone(), schema, reference })
}

fn is_honoured(media_type: &str, status: u16) -> bool {
    let json = media_type == "application/json"
        || (media_type.starts_with("application/") && media_type.ends_with("+json"));
    let plain = media_type.bytes().all(|byte| byte.is_ascii_graphic() && byte != b';');
    plain && (json || (media_type == EVENTS && is_success(status)))
}
