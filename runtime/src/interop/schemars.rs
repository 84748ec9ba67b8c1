//! What lives here: `JsonSchema` of `schemars` for generated types: the schema that they are made from, with
//! all that it refers to.

pub use schemars_1::{JsonSchema, Schema, SchemaGenerator};

use serde_json::{Map, Value};

use crate::DocumentInfo;
use crate::value::List;

/// Keywords that hold values, not schemas: nothing in them is a reference.
const VALUES: [&str; 4] = ["const", "default", "enum", "examples"];

/// Keywords that hold schemas by name.
const NAMED: [&str; 3] = ["dependentSchemas", "patternProperties", "properties"];

/// Keywords that name a schema or where it belongs: in another's document they would mislead.
const IDENTITY: [&str; 3] = ["$defs", "$id", "$schema"];

impl<T: JsonSchema> JsonSchema for List<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        Vec::<T>::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

/// The schema at a place of a document. What it refers to becomes definitions of the generator, called as
/// `slng.CallEvent`.
///
/// Members of `documents` refer to one another by `$defs` and by file, as the schemas of this project do.
#[doc(hidden)]
pub fn schema_of(
    documents: &'static [DocumentInfo],
    document: &str,
    pointer: &str,
    generator: &mut SchemaGenerator,
) -> Schema {
    let mut bundle = Bundle { documents, generator };
    bundle.schema(document, pointer).try_into().unwrap_or_else(|_| true.into())
}

struct Bundle<'a> {
    documents: &'static [DocumentInfo],
    generator: &'a mut SchemaGenerator,
}

impl Bundle<'_> {
    /// The schema at a place; `true` where there is none.
    fn schema(&mut self, document: &str, pointer: &str) -> Value {
        let text = self.documents.iter().find(|info| info.name() == document);
        let root: Option<Value> = text.and_then(|info| serde_json::from_str(info.schema()).ok());
        let schema = root.as_ref().and_then(|root| root.pointer(pointer));
        schema.map_or(Value::Bool(true), |schema| self.moved(schema, document))
    }

    /// A schema of a document, its references leading to the generator's definitions.
    fn moved(&mut self, schema: &Value, document: &str) -> Value {
        match schema {
            Value::Object(members) => {
                let kept = members.iter().filter(|(name, _)| !IDENTITY.contains(&name.as_str()));
                let moved = kept.map(|(name, value)| {
                    let value = match (name.as_str(), value) {
                        ("$ref", Value::String(reference)) => self.reference(reference, document),
                        (name, value) if VALUES.contains(&name) || name.starts_with("x-") => {
                            value.clone()
                        }
                        (name, Value::Object(named)) if NAMED.contains(&name) => {
                            let inner = |(name, schema): (&String, &Value)| {
                                (name.clone(), self.moved(schema, document))
                            };
                            Value::Object(named.iter().map(inner).collect::<Map<_, _>>())
                        }
                        (_, value) => self.moved(value, document),
                    };
                    (name.clone(), value)
                });
                Value::Object(moved.collect())
            }
            Value::Array(items) => items.iter().map(|item| self.moved(item, document)).collect(),
            scalar => scalar.clone(),
        }
    }

    /// A reference to the definition that holds what a reference of a document leads to.
    fn reference(&mut self, reference: &str, document: &str) -> Value {
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let (folder, own) = document.rsplit_once('/').unwrap_or(("", document));
        let file = file.strip_suffix(".schema.json").filter(|file| !file.is_empty());
        let target = format!("{folder}/{}", file.unwrap_or(own));
        let last = pointer.rsplit('/').next().filter(|last| !last.is_empty());
        let name = format!("{folder}.{}", last.unwrap_or(file.unwrap_or(own)));
        if !self.generator.definitions().contains_key(&name) {
            // Its own name first: what it holds may refer back to it.
            self.generator.definitions_mut().insert(name.clone(), Value::Bool(true));
            let schema = self.schema(&target, pointer);
            self.generator.definitions_mut().insert(name.clone(), schema);
        }
        let path = self.generator.settings().definitions_path.trim_end_matches('/').to_owned();
        Value::String(format!("#{path}/{name}"))
    }
}
