//! What lives here: OpenAPI descriptions, read strictly. What is not honoured is refused with its place:
//! a description that says more than its endpoints do would be believed.

mod file;
mod operation;
mod parameter;
mod response;
mod security;

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::schema::{IntegerFormat, TextFormat, parse_unique};
use crate::source::{Location, Source};
use file::{File, Members};

pub(crate) use operation::template_names;
pub(crate) use response::is_success;

/// One description: the requests of a provider.
#[derive(Debug)]
pub(crate) struct Description {
    /// The file's path, as its source gave it.
    pub(crate) path: String,
    pub(crate) title: String,
    /// What its requests are for.
    pub(crate) about: String,
    pub(crate) server: Server,
    /// What all operations ask for that do not say otherwise.
    pub(crate) security: Vec<Requirement>,
    pub(crate) operations: Vec<Operation>,
}

/// Where the requests go.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) uri: String,
    pub(crate) description: Option<String>,
}

/// One request.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) location: Location,
    pub(crate) id: String,
    /// What it does, in paragraphs.
    pub(crate) about: Vec<String>,
    pub(crate) deprecated: bool,
    /// In upper case.
    pub(crate) method: String,
    pub(crate) path: String,
    /// In order of the file, those that all operations of the path share first.
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) security: Vec<Requirement>,
    pub(crate) responses: Vec<Response>,
}

/// A value that a request carries.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) location: Location,
    pub(crate) name: String,
    pub(crate) rust_name: Option<String>,
    pub(crate) place: ParameterPlace,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) example: Option<Value>,
    pub(crate) deprecated: bool,
    pub(crate) sensitive: bool,
    pub(crate) holds: Holds,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ParameterPlace {
    Path,
    Query,
    Header,
}

/// The values that a parameter can have.
#[derive(Clone, Debug)]
pub(crate) enum Holds {
    Boolean,
    Integer {
        format: IntegerFormat,
        minimum: Option<i64>,
        maximum: Option<i64>,
    },
    Text {
        format: Option<TextFormat>,
        min_length: Option<u64>,
        max_length: Option<u64>,
    },
    /// Those of a schema.
    Schema(Location),
}

/// One way to show who asks: all of these together.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Requirement {
    pub(crate) schemes: Vec<Scheme>,
}

/// A secret, and how a request carries it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) carrier: Carrier,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Carrier {
    Bearer,
    /// A header of this name, in lower case.
    Header(String),
    Query(String),
}

/// What one status answers with.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) description: String,
    pub(crate) media_type: String,
    /// The place of the document's schema.
    pub(crate) schema: Location,
    /// Where it is referred to.
    pub(crate) reference: Location,
}

/// The media type of server-sent events.
pub(crate) const EVENTS: &str = "text/event-stream";

/// Reads the descriptions, in order of their paths.
pub(crate) fn read(sources: &[&Source], diagnostics: &mut Diagnostics) -> Vec<Description> {
    let mut sources = sources.to_vec();
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    sources.into_iter().filter_map(|source| read_one(source, diagnostics)).collect()
}

fn read_one(source: &Source, diagnostics: &mut Diagnostics) -> Option<Description> {
    let root = Location::root(&source.path);
    let value = match parse_unique(&source.text) {
        Ok(value) => value,
        Err(error) => {
            diagnostics.add(&root, format!("not JSON: {error}"), "mend the file at that place");
            return None;
        }
    };
    let mut file = File { root: &value, location: root.clone(), diagnostics };
    let members = file.members(
        &root,
        &value,
        &["openapi", "info", "servers", "security", "paths", "components", "tags", "externalDocs"],
        "leave it out: no request is made of it",
    )?;
    check_version(&mut file, &members);
    file.members(
        &root.child("components"),
        members.get("components").unwrap_or(&Value::Object(serde_json::Map::new())),
        &["securitySchemes", "parameters", "responses"],
        "put schemas into files of their own; nothing else is referred to",
    );
    let (title, about) = info(&mut file, &members)?;
    let security = security::requirements(&mut file, &root, &members);
    Some(Description {
        path: source.path.clone(),
        title,
        about,
        server: server(&mut file, &members)?,
        operations: operation::read(&mut file, &members, &security),
        security,
    })
}

fn check_version(file: &mut File<'_>, members: &Members<'_>) {
    let version = members.text("openapi");
    if !version.is_some_and(|version| version.starts_with("3.1.")) {
        let problem = format!("the version is {}", version.unwrap_or("not stated"));
        let place = members.location.child("openapi");
        file.diagnostics.add(&place, problem, "write the description in OpenAPI 3.1");
    }
}

/// The description's title, and what it is of: in its words, or by its title.
fn info(file: &mut File<'_>, members: &Members<'_>) -> Option<(String, String)> {
    let info = file.object(members, "info")?;
    let title = file.required_text(&info, "title")?;
    let about = info.text("description").unwrap_or(title);
    Some((title.to_owned(), about.to_owned()))
}

/// The only server. It becomes the default, so that there is none to choose from.
fn server(file: &mut File<'_>, members: &Members<'_>) -> Option<Server> {
    let place = members.location.child("servers");
    let servers = members.get("servers").and_then(Value::as_array);
    let [only] = servers.map_or(&[][..], Vec::as_slice) else {
        let problem = "there is not exactly one server";
        file.diagnostics.add(&place, problem, "name the one that requests go to by default");
        return None;
    };
    let remedy = "write the address out";
    let server = file.members(&place.child("0"), only, &["url", "description"], remedy)?;
    let uri = file.required_text(&server, "url")?;
    let (scheme, rest) = uri.split_once("://").unwrap_or(("", uri));
    let plain =
        |character: char| character.is_ascii_graphic() && !"{}?#@\"<>\\^`|".contains(character);
    let host = rest.split('/').next().unwrap_or("");
    if !matches!(scheme, "https" | "http") || host.is_empty() || !rest.chars().all(plain) {
        let problem = format!("`{uri}` is not the address of a server");
        let remedy = "write `https://`, the host and the path that all requests begin with";
        file.diagnostics.add(&server.location.child("url"), problem, remedy);
        return None;
    }
    let description = server.text("description").map(str::to_owned);
    Some(Server { uri: uri.trim_end_matches('/').to_owned(), description })
}
