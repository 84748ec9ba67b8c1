//! What lives here: the first draft of a schema, made from one sample. A person goes on from there.

use serde_json::{Map, Value, json};

use crate::names;
use crate::schema::DIALECT;

/// What the draft says where only a person knows.
const TO_DESCRIBE: &str = "TODO: what this is, its unit, and when it is null or absent.";

/// A draft schema for a document, from one sample of it.
///
/// It accepts the sample. What the sample always has is required, what it shows as null may be null,
/// and each description is a note to the person who goes on. The sample itself is not copied into it:
/// a real payload is about real people.
pub fn draft_schema(provider: &str, document: &str, sample: &Value) -> String {
    let mut seen = Seen::default();
    seen.add(sample);
    let mut definitions = Map::new();
    let body = match &seen.members {
        Some(members) if seen.kinds() == ["object"] => {
            object(&names::type_name(document), members, &mut definitions)
        }
        _ => describe(&names::type_name(document), &seen, &mut definitions),
    };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DIALECT.into());
    schema.insert(
        "$id".to_owned(),
        format!("https://callschema.dev/schemas/{provider}/{document}.schema.json").into(),
    );
    schema.insert("title".to_owned(), document.replace('-', " ").into());
    schema.insert("description".to_owned(), TO_DESCRIBE.into());
    schema.insert("$comment".to_owned(), "TODO: where these facts come from.".into());
    schema.extend(body);
    if !definitions.is_empty() {
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
    format!("{:#}\n", Value::Object(schema))
}

/// What has been seen at one place of a sample; items of an array are seen at one place.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a set of kinds")]
struct Seen {
    null: bool,
    boolean: bool,
    string: bool,
    number: bool,
    integer: bool,
    /// Whether all integers fit 64 bits.
    large: bool,
    items: Option<Box<Seen>>,
    members: Option<Members>,
}

/// What has been seen of objects at one place.
#[derive(Debug, Default)]
struct Members {
    objects: usize,
    /// In order of first sight: the name, in how many objects, and what.
    members: Vec<(String, usize, Seen)>,
}

impl Seen {
    fn add(&mut self, value: &Value) {
        match value {
            Value::Null => self.null = true,
            Value::Bool(_) => self.boolean = true,
            Value::String(_) => self.string = true,
            Value::Number(number) if number.is_f64() => self.number = true,
            Value::Number(number) => {
                self.integer = true;
                self.large |= !number.is_i64();
            }
            Value::Array(items) => {
                let seen = self.items.get_or_insert_default();
                for item in items {
                    seen.add(item);
                }
            }
            Value::Object(members) => self.members.get_or_insert_default().add(members),
        }
    }

    /// The kinds other than null, as `type` names them.
    fn kinds(&self) -> Vec<&'static str> {
        let all = [
            (self.boolean, "boolean"),
            (self.string, "string"),
            (self.number, "number"),
            (self.integer && !self.number, "integer"),
            (self.items.is_some(), "array"),
            (self.members.is_some(), "object"),
        ];
        all.into_iter().filter(|(seen, _)| *seen).map(|(_, kind)| kind).collect()
    }
}

impl Members {
    fn add(&mut self, object: &Map<String, Value>) {
        self.objects += 1;
        for (name, value) in object {
            let index =
                self.members.iter().position(|(own, ..)| own == name).unwrap_or_else(|| {
                    self.members.push((name.clone(), 0, Seen::default()));
                    self.members.len() - 1
                });
            let (_, count, seen) = &mut self.members[index];
            *count += 1;
            seen.add(value);
        }
    }
}

/// The schema of what has been seen; objects with members become definitions under a name.
fn describe(name: &str, seen: &Seen, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let kinds = seen.kinds();
    let mut schema = Map::new();
    let to_do = match (&kinds[..], &seen.members, &seen.items) {
        // Only a person knows what a null stands for, and how values of several kinds belong together.
        ([], ..) if seen.null => "TODO: only null was seen.".to_owned(),
        ([], ..) => "TODO: nothing was seen.".to_owned(),
        (["object"], Some(members), _) if !members.members.is_empty() => {
            return part(name, members, seen.null, definitions);
        }
        (["array"], _, Some(items)) => {
            schema.insert("type".to_owned(), kind("array", seen.null));
            if !items.kinds().is_empty() {
                let item = format!("{}Item", name.strip_suffix('s').unwrap_or(name));
                schema
                    .insert("items".to_owned(), Value::Object(describe(&item, items, definitions)));
            }
            return schema;
        }
        ([one], ..) => {
            schema.insert("type".to_owned(), kind(one, seen.null));
            if *one == "integer" && !seen.large {
                schema.insert("format".to_owned(), "int64".into());
            }
            return schema;
        }
        _ => format!("TODO: seen as {}.", kinds.join(" and ")),
    };
    schema.insert("$comment".to_owned(), to_do.into());
    schema
}

/// An object as a definition, or in place where its null has to be visible.
fn part(
    name: &str,
    members: &Members,
    nullable: bool,
    definitions: &mut Map<String, Value>,
) -> Map<String, Value> {
    // The name is taken before its parts are described: a part may not take it.
    let mut own = name.to_owned();
    while definitions.contains_key(&own) {
        own.push_str("Part");
    }
    definitions.insert(own.clone(), Value::Null);
    let mut body = object(&own, members, definitions);
    if nullable {
        definitions.remove(&own);
        body.insert("type".to_owned(), kind("object", true));
        body.insert("x-rust-name".to_owned(), own.into());
        return body;
    }
    let mut definition = Map::from_iter([("description".to_owned(), TO_DESCRIBE.into())]);
    definition.extend(body);
    definitions.insert(own.clone(), Value::Object(definition));
    Map::from_iter([("$ref".to_owned(), format!("#/$defs/{own}").into())])
}

fn object(
    name: &str,
    members: &Members,
    definitions: &mut Map<String, Value>,
) -> Map<String, Value> {
    let always = members.members.iter().filter(|(_, count, _)| *count == members.objects);
    let required: Vec<&String> = always.map(|(name, ..)| name).collect();
    let mut properties = Map::new();
    for (member, _, seen) in &members.members {
        let mut schema = Map::from_iter([("description".to_owned(), TO_DESCRIBE.into())]);
        schema.extend(describe(&format!("{name}{}", names::type_name(member)), seen, definitions));
        properties.insert(member.clone(), Value::Object(schema));
    }
    Map::from_iter([
        ("type".to_owned(), "object".into()),
        ("required".to_owned(), json!(required)),
        ("properties".to_owned(), Value::Object(properties)),
    ])
}

fn kind(kind: &str, nullable: bool) -> Value {
    if nullable { json!([kind, "null"]) } else { json!(kind) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Source, generate};

    #[test]
    fn a_draft_generates_and_accepts_its_sample() {
        for sample in [
            json!({}),
            json!({"id": "a", "n": 5, "f": 0.5, "none": null, "yes": true, "empty": {}, "list": []}),
            json!({"list": [{"a": 1}, {"a": null}, {"a": "x"}]}),
            json!({"list": [{"o": {"x": 1}}, {"o": {}}, {"o": null}]}),
            json!({"grid": [[1], ["x"], []], "big": 18_446_744_073_709_551_615_u64, "mixed": [1, 2.5]}),
            json!({"deep": {"deep": {"deep": {"call": {}, "cost": [null]}}}, "a": {"b_c": {"x": 1}}, "a_b": {"c": {"y": 1}}}),
        ] {
            let text = draft_schema("acme", "call", &sample);
            let schema: Value = serde_json::from_str(&text).expect("a draft is JSON");
            let validator = jsonschema::draft202012::new(&schema).expect("a draft is a schema");
            assert!(validator.is_valid(&sample), "{sample} against {text}");
            let source = Source::new("acme/call.schema.json", text);
            if let Err(diagnostics) = generate(std::slice::from_ref(&source), &Options::default()) {
                panic!("{sample}: {diagnostics:?}\n{}", source.text);
            }
        }
    }
}
