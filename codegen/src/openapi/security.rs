//! What lives here: what a request shows of who asks.

use serde_json::Value;

use super::file::{File, Members};
use super::{Carrier, Requirement, Scheme};
use crate::source::Location;

/// Reads what an operation or the whole file asks for: any one of the requirements.
pub(super) fn requirements<'a>(
    file: &mut File<'a>,
    location: &Location,
    of: &Members<'a>,
) -> Vec<Requirement> {
    let location = location.child("security");
    let Some(list) = of.get("security") else { return Vec::new() };
    let Some(list) = list.as_array() else {
        file.diagnostics.add(&location, "this is not a list", "write it as OpenAPI 3.1 asks");
        return Vec::new();
    };
    let read = list
        .iter()
        .enumerate()
        .filter_map(|(index, value)| requirement(file, &location.child(&index.to_string()), value));
    read.collect()
}

fn requirement(file: &mut File<'_>, location: &Location, value: &Value) -> Option<Requirement> {
    let members = file.any_members(location, value)?;
    let mut schemes = Vec::new();
    for (name, scopes) in members.iter() {
        let place = location.child(name);
        if scopes.as_array().is_none_or(|scopes| !scopes.is_empty()) {
            file.diagnostics.add(&place, "scopes are not honoured", "leave the list empty");
        }
        schemes.push(scheme(file, &place, name)?);
    }
    if schemes.is_empty() {
        let problem = "a requirement that asks for nothing, beside others";
        let remedy = "leave it out; where nothing is asked for, `security` is an empty list";
        file.diagnostics.add(location, problem, remedy);
        return None;
    }
    Some(Requirement { schemes })
}

fn scheme(file: &mut File<'_>, place: &Location, name: &str) -> Option<Scheme> {
    let location = file.location.child("components").grandchild("securitySchemes", name);
    let Some(value) = file.root.pointer(&location.pointer) else {
        let problem = format!("no security scheme is called `{name}`");
        file.diagnostics.add(place, problem, "describe it in `components/securitySchemes`");
        return None;
    };
    let (location, value) = file.follow(location, value)?;
    let known = ["type", "scheme", "in", "name", "description", "bearerFormat"];
    let remedy = "leave it out: a secret is a bearer token, a header or a part of the query";
    let members = file.members(&location, value, &known, remedy)?;
    let description = members.text("description").map(str::to_owned);
    let carrier = carrier(file, &members)?;
    Some(Scheme { name: name.to_owned(), description, carrier })
}

fn carrier(file: &mut File<'_>, members: &Members<'_>) -> Option<Carrier> {
    let text = |name: &str| members.text(name).unwrap_or("not stated");
    match (text("type"), text("scheme"), text("in")) {
        ("http", scheme, _) if scheme.eq_ignore_ascii_case("bearer") => Some(Carrier::Bearer),
        ("apiKey", _, "header") => {
            let name = file.required_text(members, "name")?;
            if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
                let problem = format!("`{name}` is not the name of a header");
                file.diagnostics.add(&members.location.child("name"), problem, "correct it");
                return None;
            }
            Some(Carrier::Header(name.to_ascii_lowercase()))
        }
        ("apiKey", _, "query") => {
            Some(Carrier::Query(file.required_text(members, "name")?.to_owned()))
        }
        (kind, scheme, place) => {
            let told = match kind {
                "http" => format!("http, scheme {scheme}"),
                "apiKey" => format!("apiKey in {place}"),
                other => other.to_owned(),
            };
            let problem = format!("security of the kind `{told}` is not honoured");
            let remedy = "a secret is a bearer token, or an apiKey in `header` or `query`";
            file.diagnostics.add(&members.location, problem, remedy);
            None
        }
    }
}
