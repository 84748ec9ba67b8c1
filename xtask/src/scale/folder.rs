//! What lives here: folders of schemas of any size, in the shape of GitHub's webhooks: a schema an event
//! and action, definitions that many of them share, and one file that holds a whole family of events.

use serde_json::{Map, Value, json};

use super::random::Random;
use super::shape::{
    DEFINITIONS_A_FILE, Place, WORDS, name, nullable, object, phrase, reference, word,
};
use crate::tree::Tree;

/// From how many schemas on there is a bundle.
const BUNDLE_FROM: usize = 300;

/// How many branches the bundle has, and how much text they are together.
const BRANCHES: usize = 66;
const BUNDLE_BYTES: usize = 600_000;

/// A folder of schemas.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) files: Tree,
    pub(crate) definitions: usize,
}

/// A folder with so many schemas, and 7 shared definitions for every 6.
pub(crate) fn folder(schemas: usize, seed: u64) -> Folder {
    let mut random = Random::new(seed);
    let definitions = (schemas * 7).div_ceil(6);
    let mut files = Tree::new();
    for first in (0..definitions).step_by(DEFINITIONS_A_FILE) {
        let end = definitions.min(first + DEFINITIONS_A_FILE);
        let place = Place { file: Some(first / DEFINITIONS_A_FILE), known: first };
        let all: Map<String, Value> = (first..end)
            .map(|number| (name(number), definition(&mut random, place, number)))
            .collect();
        let path = format!("common/part-{:03}.schema.json", first / DEFINITIONS_A_FILE);
        let about = json!({"description": "What events share.", "definitions": all});
        files.insert(path.clone(), schema(&path, about));
    }
    let outside = Place { file: None, known: definitions };
    let alone = schemas - usize::from(schemas >= BUNDLE_FROM);
    for number in 0..alone {
        let noun = word(number / 4);
        let path = format!("{noun}/{}-{number}.schema.json", word(number * 7 + 3));
        let event = event(&mut random, outside, &format!("{noun} {number}"), 4);
        files.insert(path.clone(), schema(&path, event));
    }
    if schemas >= BUNDLE_FROM {
        let path = "bundle.schema.json";
        files.insert(path.to_owned(), schema(path, bundle(&mut random, outside)));
    }
    Folder { files, definitions }
}

/// A file's text: the head that all schemas have, and the rest.
fn schema(path: &str, rest: Value) -> Vec<u8> {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("$id".to_owned(), format!("https://hooks.example/{path}").into());
    if let Value::Object(rest) = rest {
        schema.extend(rest);
    }
    format!("{:#}\n", Value::Object(schema)).into_bytes()
}

/// A shared definition: an object of a dozen members, or now and then an enum.
fn definition(random: &mut Random, place: Place, number: usize) -> Value {
    if random.once_in(12) {
        let values: Vec<&str> = (0..random.between(3, 9)).map(|step| word(number + step)).collect();
        return json!({"type": "string", "enum": values, "description": phrase(random)});
    }
    let members = random.between(8, 18);
    let mut object = object(random, place, members, 1);
    if random.once_in(20) {
        let own = format!("#/definitions/{}", name(number));
        object["properties"]["parent"] = json!({"oneOf": [{"$ref": own}, {"type": "null"}]});
    }
    object
}

/// An event: what happened, to what, and who sent it.
fn event(random: &mut Random, place: Place, title: &str, members: usize) -> Value {
    let mut event = object(random, place, members, 2);
    let mut properties = Map::new();
    let action = match random.below(3) {
        0 => json!({"type": "string", "const": random.pick(WORDS)}),
        1 => json!({"type": "string", "enum": ["created", "edited", "deleted"]}),
        _ => json!({"type": "string"}),
    };
    properties.insert("action".to_owned(), action);
    properties.insert("repository".to_owned(), reference(random, place));
    properties.insert("sender".to_owned(), reference(random, place));
    properties.insert("organization".to_owned(), nullable(&reference(random, place)));
    if let Some(own) = event["properties"].as_object() {
        properties.extend(own.clone());
    }
    event["title"] = format!("{title} event").into();
    event["required"] = json!(["action", "repository", "sender"]);
    event["properties"] = Value::Object(properties);
    event
}

/// The bundle: branches that differ in what they require, filled up until they have their size.
fn bundle(random: &mut Random, place: Place) -> Value {
    let mut definitions = Map::new();
    for number in 0..BRANCHES {
        let name = format!("{}-event-{number}", word(number));
        let kind = format!("{}.{number}", word(number));
        let mut branch = event(random, place, &name, 3);
        branch["properties"]["kind"] = json!({"type": "string", "const": kind});
        branch["required"] = json!(["kind", "action", "repository", "sender"]);
        let mut part = 0;
        while format!("{branch:#}").len() * BRANCHES < BUNDLE_BYTES {
            branch["properties"][format!("part_{part}")] = object(random, place, 6, 1);
            part += 1;
        }
        definitions.insert(name, branch);
    }
    let branches: Vec<Value> =
        definitions.keys().map(|name| json!({"$ref": format!("#/definitions/{name}")})).collect();
    json!({"title": "Bundle", "description": "Any of a family of events.", "oneOf": branches,
        "definitions": definitions})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert_eq!(folder(30, 7).files, folder(30, 7).files);
        assert_ne!(folder(30, 7).files, folder(30, 8).files);
    }

    #[test]
    fn a_folder_has_the_size_that_was_asked_for() {
        let made = folder(300, 1);
        let parts = made.files.keys().filter(|path| path.starts_with("common/")).count();
        assert_eq!((made.files.len() - parts, made.definitions), (300, 350));
        let bundle = &made.files["bundle.schema.json"];
        assert!((600_000..900_000).contains(&bundle.len()), "{}", bundle.len());
        let bundle: Value = serde_json::from_slice(bundle).expect("JSON");
        assert_eq!(bundle["oneOf"].as_array().map(Vec::len), Some(BRANCHES));
        assert!(!folder(30, 1).files.contains_key("bundle.schema.json"));
    }

    #[test]
    fn every_reference_across_files_leads_somewhere() {
        let made = folder(60, 3);
        for (path, text) in &made.files {
            let text = String::from_utf8_lossy(text);
            for target in
                text.split("\"$ref\": \"").skip(1).filter_map(|rest| rest.split('"').next())
            {
                let (file, pointer) = target.split_once('#').expect("a pointer");
                let file = match file {
                    "" => path.clone(),
                    file if file.starts_with('/') => file[1..].to_owned(),
                    file => format!("common/{file}"),
                };
                let schema: Value = serde_json::from_slice(&made.files[&file]).expect("JSON");
                assert!(schema.pointer(pointer).is_some(), "{path}: {target}");
            }
        }
    }
}
