//! What lives here: the other side. A server that holds each request to a provider's OpenAPI description, and
//! answers with the golden samples of the documents that the description names.
//!
//! It knows what the examples of the description name, and nothing else: other ids are 404.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use callschema::{DateTime, Uuid};
use serde_json::Value;

/// A provider, as its description says.
struct Provider {
    name: &'static str,
    description: Value,
    /// The tickets that have been handed out and not been used.
    tickets: Mutex<Vec<String>>,
}

/// A status that is answered, with the words to find why a test fails.
type Refusal = (u16, String);

/// The server of a provider.
pub fn provider(name: &'static str) -> Router {
    let path = checkout().join("schemas").join(name).join("openapi.json");
    let text = fs::read_to_string(path).expect("a description");
    let description = serde_json::from_str(&text).expect("JSON");
    let provider = Arc::new(Provider { name, description, tickets: Mutex::default() });
    Router::new().fallback(move |request: axum::extract::Request| async move {
        provider.answer(&request.into_parts().0)
    })
}

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl Provider {
    fn answer(&self, request: &Parts) -> Response {
        let Some((operation, ids)) = self.operation(request) else {
            return (StatusCode::NOT_IMPLEMENTED, "no such operation").into_response();
        };
        match self.look(request, operation, &ids) {
            Ok(after) => self.success(operation, after.as_deref()),
            Err((status, why)) => self.document(operation, status, &why),
        }
    }

    /// The operation whose path and method the request has, and the values in its path.
    fn operation(&self, request: &Parts) -> Option<(&Value, HashMap<String, String>)> {
        let method = request.method.as_str().to_lowercase();
        let paths = self.description["paths"].as_object()?;
        paths.iter().find_map(|(template, item)| {
            let ids = matched(template, request.uri.path())?;
            Some((item.get(&method)?, ids))
        })
    }

    /// Looks at all that a request carries. Gives the event that a stream is to go on after.
    fn look(
        &self,
        request: &Parts,
        operation: &Value,
        ids: &HashMap<String, String>,
    ) -> Result<Option<String>, Refusal> {
        let mut query = pairs(request.uri.query().unwrap_or_default());
        self.check_security(request, operation, &mut query)?;
        let mut after = None;
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().expect("a name");
            let value = match parameter["in"].as_str() {
                Some("path") => ids.get(name).cloned(),
                Some("query") => query.remove(name),
                _ => header(&request.headers, name),
            };
            let Some(value) = value else {
                assert_ne!(parameter["required"], true, "{name} is missing");
                continue;
            };
            self.check_value(name, &parameter["schema"], &value)?;
            match parameter["in"].as_str() {
                Some("path") if parameter["example"] != *value => {
                    return Err((404, format!("no such {name}")));
                }
                Some("header") => after = Some(value),
                _ => {}
            }
        }
        match query.keys().next() {
            Some(stray) => Err((400, format!("{stray} is not described"))),
            None => Ok(after),
        }
    }

    /// Any one of the requirements will do, and all that it asks for. A ticket works once.
    fn check_security(
        &self,
        request: &Parts,
        operation: &Value,
        query: &mut HashMap<String, String>,
    ) -> Result<(), Refusal> {
        let own = operation.get("security").unwrap_or(&self.description["security"]);
        let mut is_shown = |name: &String| {
            let scheme = &self.description["components"]["securitySchemes"][name];
            let named = scheme["name"].as_str().unwrap_or_default();
            match (scheme["type"].as_str(), scheme["in"].as_str()) {
                (Some("http"), _) => {
                    header(&request.headers, "authorization").is_some_and(|value| {
                        value.strip_prefix("Bearer ").is_some_and(|key| !key.is_empty())
                    })
                }
                (_, Some("header")) => {
                    header(&request.headers, named).is_some_and(|key| !key.is_empty())
                }
                _ => query.remove(named).is_some_and(|ticket| {
                    let mut tickets = self.tickets.lock().expect("a lock");
                    let known = tickets.iter().position(|known| *known == ticket);
                    known.map(|index| tickets.swap_remove(index)).is_some()
                }),
            }
        };
        let mut ways = own.as_array().expect("requirements").iter();
        let shown = ways.any(|way| way.as_object().expect("schemes").keys().all(&mut is_shown));
        if shown { Ok(()) } else { Err((401, "who asks?".to_owned())) }
    }

    fn check_value(&self, name: &str, schema: &Value, value: &str) -> Result<(), Refusal> {
        let schema = self.followed(schema);
        let integer = value.parse::<i64>();
        let most = schema["maximum"].as_i64().unwrap_or(i64::MAX);
        let fits = match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("integer"), _) => integer.is_ok_and(|integer| integer <= most),
            (Some("boolean"), _) => matches!(value, "true" | "false"),
            (_, Some("uuid")) => Uuid::from(value).is_well_formed(),
            (_, Some("date-time")) => DateTime::from(value).is_well_formed(),
            _ => true,
        };
        let listed = schema["enum"].as_array();
        if fits && listed.is_none_or(|listed| listed.iter().any(|known| known == value)) {
            return Ok(());
        }
        let status = if self.name == "slng" { 422 } else { 400 };
        Err((status, format!("{name} is not well formed")))
    }

    /// The schema that a reference names, in the provider's folder.
    fn followed(&self, schema: &Value) -> Value {
        let Some(reference) = schema["$ref"].as_str() else { return schema.clone() };
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let path = checkout().join("schemas").join(self.name).join(file);
        let whole: Value =
            serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON");
        whole.pointer(pointer).expect("a place").clone()
    }

    /// The document of the operation's only status of success, or its events.
    fn success(&self, operation: &Value, after: Option<&str>) -> Response {
        let statuses = operation["responses"].as_object().expect("responses").keys();
        let mut numbers = statuses.filter_map(|status| status.parse().ok());
        let status = numbers.find(|status| (200..300).contains(status)).expect("a success");
        if operation["operationId"] == "streamMessages" {
            return self.events(after);
        }
        if operation["operationId"] == "createStreamTicket" {
            let sample: Value =
                serde_json::from_slice(&self.samples("stream-ticket")[0]).expect("JSON");
            let ticket = sample["data"]["ticket"].as_str().expect("a ticket").to_owned();
            self.tickets.lock().expect("a lock").push(ticket);
        }
        self.document(operation, status, "")
    }

    /// The first golden sample of the document that a status names.
    fn document(&self, operation: &Value, status: u16, why: &str) -> Response {
        let content = &operation["responses"][status.to_string()]["content"]["application/json"];
        let Some(file) = content["schema"]["$ref"].as_str() else {
            return (StatusCode::NOT_IMPLEMENTED, format!("{status} is not described: {why}"))
                .into_response();
        };
        let document = file.strip_suffix(".schema.json").expect("a schema's name");
        let status = StatusCode::from_u16(status).expect("a status");
        let sample = self.samples(document).swap_remove(0);
        (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], sample).into_response()
    }

    /// All golden samples of events, those after an id that has been seen.
    fn events(&self, after: Option<&str>) -> Response {
        let mut body = String::from(": welcome\n\n");
        for sample in self.samples("stream-event") {
            let event: Value = serde_json::from_slice(&sample).expect("JSON");
            let name = if event["ts"].is_null() { "message" } else { "heartbeat" };
            let id = event["id"].as_str().map(|id| format!("id: {id}\n")).unwrap_or_default();
            body.extend(["event: ", name, "\n", &id]);
            body.extend(
                String::from_utf8_lossy(&sample).lines().map(|line| format!("data: {line}\n")),
            );
            body.push('\n');
        }
        if let Some(after) = after {
            let seen = body.find(&format!("id: {after}\n")).expect("an event that was sent");
            let end = body[seen..].find("\n\n").expect("the end of an event");
            body.drain(..seen + end + 2);
        }
        ([(CONTENT_TYPE, "text/event-stream")], body).into_response()
    }

    /// The golden samples of a document that are UTF-8, in order of their names.
    fn samples(&self, document: &str) -> Vec<Vec<u8>> {
        let folder =
            checkout().join("tests/payloads").join(self.name).join(document).join("accept");
        let files = fs::read_dir(folder).expect("samples").map(|file| file.expect("a file").path());
        let mut files: Vec<PathBuf> = files.collect();
        files.sort();
        files.into_iter().map(|file| fs::read(file).expect("a sample")).collect()
    }
}

/// The values that a path has where its template has names.
fn matched(template: &str, path: &str) -> Option<HashMap<String, String>> {
    let (template, path): (Vec<&str>, Vec<&str>) =
        (template.split('/').collect(), path.split('/').collect());
    if template.len() != path.len() {
        return None;
    }
    let mut values = HashMap::new();
    for (wanted, found) in template.into_iter().zip(path) {
        match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => drop(values.insert(name.to_owned(), decoded(found))),
            None if wanted == found => {}
            None => return None,
        }
    }
    Some(values)
}

fn pairs(query: &str) -> HashMap<String, String> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').expect("a value");
        (decoded(name), decoded(value))
    };
    pairs.map(pair).collect()
}

/// The text that was percent-encoded.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next(), rest.next()].map(|digit| digit.expect("two digits"));
            let digits = String::from_utf8(digits.to_vec()).expect("digits");
            bytes.push(u8::from_str_radix(&digits, 16).expect("hexadecimal digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}
