//! What lives here: the first draft of a schema, made from one sample. A person goes on from there.

use serde_json::{Map, Value, json};

use crate::names;
use crate::schema::DIALECT;

/// What the draft says where only a person knows.
const TO_DESCRIBE: &str = "TODO: what this is, its unit, and when it is null or absent.";

/// A draft schema for a document, from one sample of it.
///
/// It accepts the sample. Every member is required, nothing is nullable, and each description is a
/// note to the person who goes on.
pub fn draft_schema(provider: &str, document: &str, sample: &Value) -> String {
    let mut definitions = Map::new();
    let name = names::type_name(document);
    let root = describe(&name, sample, &mut definitions);
    // A document that is an object stands at the root; its parts stay definitions.
    let body = match definitions.remove(&name) {
        Some(body) => body,
        None => root,
    };
    let mut schema = json!({
        "$schema": DIALECT,
        "$id": format!("https://callschema.dev/schemas/{provider}/{document}.schema.json"),
        "title": document.replace('-', " "),
        "description": TO_DESCRIBE,
        "$comment": "TODO: where these facts come from.",
    });
    if let (Some(schema), Value::Object(body)) = (schema.as_object_mut(), body) {
        schema.extend(body);
        schema.insert("description".to_owned(), TO_DESCRIBE.into());
        if !definitions.is_empty() {
            schema.insert("$defs".to_owned(), Value::Object(definitions));
        }
        schema.insert("examples".to_owned(), json!([sample]));
    }
    format!("{schema:#}\n")
}

/// The schema of a value; objects with members become definitions under a name.
fn describe(name: &str, value: &Value, definitions: &mut Map<String, Value>) -> Value {
    match value {
        Value::Null => json!({"type": ["string", "null"]}),
        Value::Bool(_) => json!({"type": "boolean"}),
        Value::Number(number) if number.is_f64() => json!({"type": "number"}),
        Value::Number(_) => json!({"type": "integer", "format": "int64"}),
        Value::String(_) => json!({"type": "string"}),
        Value::Array(items) => array(name, items, definitions),
        Value::Object(members) if members.is_empty() => json!({"type": "object"}),
        Value::Object(members) => object(name, members, definitions),
    }
}

fn array(name: &str, items: &[Value], definitions: &mut Map<String, Value>) -> Value {
    let item = format!("{}Item", name.strip_suffix('s').unwrap_or(name));
    match items.first() {
        // Items of one kind are described by the first; for others a person has to say more.
        Some(first) if items.iter().all(|other| same_kind(first, other)) => {
            let mut described = describe(&item, first, definitions);
            for other in &items[1..] {
                loosen(&item, first, other, definitions, &mut described);
            }
            json!({"type": "array", "items": described})
        }
        _ => json!({"type": "array"}),
    }
}

/// Lets the members that another item lacks be absent, and takes in those that it has beyond the first.
fn loosen(
    name: &str,
    first: &Value,
    other: &Value,
    definitions: &mut Map<String, Value>,
    described: &mut Value,
) {
    let (Value::Object(first), Value::Object(other)) = (first, other) else {
        if matches!((first, other), (Value::Number(_), Value::Number(number)) if number.is_f64()) {
            *described = json!({"type": "number"});
        }
        return;
    };
    let mut inner = Map::new();
    let additions: Vec<(String, Value)> = other
        .iter()
        .filter(|(member, _)| !first.contains_key(*member))
        .map(|(member, value)| (member.clone(), described_member(name, member, value, &mut inner)))
        .collect();
    definitions.extend(inner);
    let Some(definition) = definitions.get_mut(name) else {
        return;
    };
    if let Some(Value::Array(required)) = definition.get_mut("required") {
        required.retain(|member| member.as_str().is_some_and(|member| other.contains_key(member)));
    }
    if let Some(Value::Object(properties)) = definition.get_mut("properties") {
        for (member, schema) in additions {
            properties.entry(member).or_insert(schema);
        }
    }
}

fn object(name: &str, members: &Map<String, Value>, definitions: &mut Map<String, Value>) -> Value {
    // The name is taken before its parts are described: a part may not take it.
    let mut own = name.to_owned();
    while definitions.contains_key(&own) {
        own.push_str("Part");
    }
    definitions.insert(own.clone(), Value::Null);
    let properties: Map<String, Value> = members
        .iter()
        .map(|(member, value)| (member.clone(), described_member(&own, member, value, definitions)))
        .collect();
    let required: Vec<&String> = members.keys().collect();
    let definition = json!({
        "description": TO_DESCRIBE,
        "type": "object",
        "required": required,
        "properties": properties,
    });
    definitions.insert(own.clone(), definition);
    json!({"$ref": format!("#/$defs/{own}")})
}

fn described_member(
    around: &str,
    member: &str,
    value: &Value,
    definitions: &mut Map<String, Value>,
) -> Value {
    let name = format!("{around}{}", names::type_name(member));
    let mut schema = Map::from_iter([("description".to_owned(), TO_DESCRIBE.into())]);
    if let Value::Object(described) = describe(&name, value, definitions) {
        schema.extend(described);
    }
    Value::Object(schema)
}

fn same_kind(left: &Value, right: &Value) -> bool {
    std::mem::discriminant(left) == std::mem::discriminant(right)
}
