//! What lives here: the parameters of a request.

use serde_json::Value;

use super::file::{File, Members};
use super::{Holds, Parameter, ParameterPlace};
use crate::schema::{IntegerFormat, TextFormat};
use crate::source::Location;

const MEMBERS: &[&str] =
    &["name", "in", "required", "description", "deprecated", "schema", "example"];

/// Keywords of a parameter's schema that say nothing about the values.
const ANNOTATIONS: &[&str] =
    &["title", "description", "default", "examples", "deprecated", "$comment"];

/// Headers that OpenAPI keeps for other members of the description.
const RESERVED_HEADERS: &[&str] = &["accept", "content-type", "authorization"];

/// Reads the parameters of an operation or a path.
pub(super) fn read_all<'a>(file: &mut File<'a>, of: &Members<'a>) -> Vec<Parameter> {
    let location = of.location.child("parameters");
    let Some(list) = of.get("parameters") else { return Vec::new() };
    let Some(list) = list.as_array() else {
        file.diagnostics.add(&location, "this is not a list", "write it as OpenAPI 3.1 asks");
        return Vec::new();
    };
    let mut parameters: Vec<Parameter> = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let place = location.child(&index.to_string());
        let read = file
            .follow(place.clone(), value)
            .and_then(|(location, value)| read(file, &location, value));
        let Some(parameter) = read else { continue };
        let same =
            |other: &Parameter| other.name == parameter.name && other.place == parameter.place;
        if parameters.iter().any(same) {
            let problem = format!("`{}` has been described before", parameter.name);
            file.diagnostics.add(&place, problem, "describe each parameter once");
            continue;
        }
        parameters.push(parameter);
    }
    parameters
}

fn read(file: &mut File<'_>, location: &Location, value: &Value) -> Option<Parameter> {
    let remedy = "leave it out: values are written in their simple form";
    let members = file.members(location, value, MEMBERS, remedy)?;
    let name = file.required_text(&members, "name")?.to_owned();
    let place = place(file, &members, &name)?;
    let required = members.is_true("required");
    if place == ParameterPlace::Path && !required {
        let problem = "a parameter of the path is not `required`";
        file.diagnostics.add(location, problem, "say that it is; a path has no gaps");
    }
    let Some(schema) = members.get("schema") else {
        file.diagnostics.add(location, "`schema` is missing", "say what values it can have");
        return None;
    };
    let holds = holds(file, &location.child("schema"), schema)?;
    Some(Parameter {
        location: location.clone(),
        rust_name: members.text("x-rust-name").map(str::to_owned),
        place,
        required,
        description: members.text("description").map(str::to_owned),
        example: members.get("example").cloned(),
        deprecated: members.is_true("deprecated"),
        sensitive: schema.get("x-sensitive") == Some(&Value::Bool(true)),
        holds,
        name,
    })
}

fn place(file: &mut File<'_>, members: &Members<'_>, name: &str) -> Option<ParameterPlace> {
    let stated = file.required_text(members, "in")?;
    let place = members.location.child("in");
    match stated {
        "path" => Some(ParameterPlace::Path),
        "query" => Some(ParameterPlace::Query),
        "header" => {
            let token =
                |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
            if RESERVED_HEADERS.contains(&name.to_ascii_lowercase().as_str())
                || !name.bytes().all(token)
            {
                let problem = format!("`{name}` cannot be a parameter that is a header");
                let remedy = "describe media types and security in their own places";
                file.diagnostics.add(&place, problem, remedy);
                return None;
            }
            Some(ParameterPlace::Header)
        }
        other => {
            let problem = format!("a parameter in `{other}` is not honoured");
            file.diagnostics.add(&place, problem, "a parameter is in `path`, `query` or `header`");
            None
        }
    }
}

fn holds(file: &mut File<'_>, location: &Location, schema: &Value) -> Option<Holds> {
    if schema.get("$ref").is_some() {
        return file.schema_reference(location, schema).map(Holds::Schema);
    }
    let own: &[&str] = match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => &[],
        Some("integer") => &["format", "minimum", "maximum"],
        Some("string") => &["format", "minLength", "maxLength"],
        _ => {
            let problem = "the type is none of `string`, `integer` and `boolean`";
            file.diagnostics.add(location, problem, "state one of these, or refer to a schema");
            return None;
        }
    };
    let remedy = "leave it out, or refer to a listed string of a schema";
    let known = [ANNOTATIONS, &["type"], own].concat();
    let schema = file.members(location, schema, &known, remedy)?;
    match schema.text("type") {
        Some("boolean") => Some(Holds::Boolean),
        Some("integer") => integer(file, &schema),
        _ => text(file, &schema),
    }
}

fn integer(file: &mut File<'_>, schema: &Members<'_>) -> Option<Holds> {
    let Some(format) = schema.text("format").and_then(IntegerFormat::parse) else {
        let problem = "an integer without `int32` or `int64`";
        file.diagnostics.add(&schema.location, problem, "state one of them as its `format`");
        return None;
    };
    let mut bound = |name: &str| bound(file, schema, name, Value::as_i64);
    Some(Holds::Integer { format, minimum: bound("minimum"), maximum: bound("maximum") })
}

fn text(file: &mut File<'_>, schema: &Members<'_>) -> Option<Holds> {
    let format = match schema.get("format") {
        None => None,
        Some(name) => {
            let format = name.as_str().and_then(TextFormat::parse);
            let Some(format) = format.filter(|format| format.feature().is_none()) else {
                let problem = format!("the format {name} is not known here");
                file.diagnostics.add(&schema.location.child("format"), problem, "leave it out");
                return None;
            };
            Some(format)
        }
    };
    let mut bound = |name: &str| bound(file, schema, name, Value::as_u64);
    let (min_length, max_length) = (bound("minLength"), bound("maxLength"));
    Some(Holds::Text { format, min_length, max_length })
}

fn bound<T>(
    file: &mut File<'_>,
    schema: &Members<'_>,
    name: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<T> {
    let value = schema.get(name)?;
    let bound = read(value);
    if bound.is_none() {
        let problem = format!("`{name}` is {value}");
        file.diagnostics.add(&schema.location.child(name), problem, "let it be a whole number");
    }
    bound
}
