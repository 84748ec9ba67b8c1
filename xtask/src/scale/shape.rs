//! What lives here: the shapes of what events hold: objects, members, references to what is shared.

use serde_json::{Map, Value, json};

use super::random::Random;

/// How many definitions stand in a file of definitions.
pub(crate) const DEFINITIONS_A_FILE: usize = 14;

/// What members and events are called after.
pub(crate) const WORDS: &[&str] = &[
    "account",
    "action",
    "alert",
    "asset",
    "author",
    "avatar",
    "base",
    "branch",
    "build",
    "call",
    "check",
    "code",
    "comment",
    "commit",
    "contact",
    "content",
    "deploy",
    "discussion",
    "draft",
    "email",
    "event",
    "fork",
    "gist",
    "head",
    "hook",
    "issue",
    "job",
    "key",
    "label",
    "language",
    "license",
    "link",
    "member",
    "merge",
    "milestone",
    "name",
    "node",
    "note",
    "order",
    "owner",
    "package",
    "page",
    "party",
    "project",
    "pull",
    "push",
    "reaction",
    "release",
    "repository",
    "review",
    "rule",
    "run",
    "scan",
    "secret",
    "sponsor",
    "star",
    "state",
    "status",
    "step",
    "sub",
    "suite",
    "tag",
    "team",
    "thread",
    "topic",
    "user",
    "version",
    "watch",
    "workflow",
];

/// What a value is said to be.
const PHRASES: &[&str] = &[
    "As the sender set it.",
    "Set when the event was first seen.",
    "Empty until the run has ended.",
    "Null where nobody has taken it on yet.",
    "The same on every delivery of the event.",
    "Kept for older receivers; newer ones read the link.",
];

/// From where a reference is made, and how many definitions may be referred to from there. Definitions
/// refer to earlier ones, so that objects come to an end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The number of the file of definitions, if it is one.
    pub(crate) file: Option<usize>,
    pub(crate) known: usize,
}

/// A word of this number; there are fewer words than numbers.
pub(crate) fn word(number: usize) -> &'static str {
    WORDS[number % WORDS.len()]
}

/// The name of a shared definition.
pub(crate) fn name(number: usize) -> String {
    format!("{}-{}-{number}", word(number * 3 + 1), word(number * 11 + 5))
}

/// An object with so many members; `depth` is how many levels of objects may stand in it.
pub(crate) fn object(random: &mut Random, place: Place, members: usize, depth: usize) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    while properties.len() < members {
        let mut member = format!("{}_{}", random.pick(WORDS), random.pick(WORDS));
        if random.once_in(3) {
            random.pick(WORDS).clone_into(&mut member);
        }
        if properties.contains_key(&member) {
            continue;
        }
        if !random.once_in(3) {
            required.push(member.clone());
        }
        let value = value(random, place, depth);
        properties.insert(member, value);
    }
    let mut object = json!({"type": "object", "description": phrase(random)});
    object["required"] = json!(required);
    object["properties"] = Value::Object(properties);
    if random.once_in(2) {
        object["additionalProperties"] = false.into();
    }
    object
}

/// The schema of a member.
fn value(random: &mut Random, place: Place, depth: usize) -> Value {
    let mut schema = match random.below(16) {
        0 | 1 => return reference(random, place),
        2 => return nullable(&reference(random, place)),
        3 => json!({"type": "array", "items": reference(random, place)}),
        4 if depth > 0 => {
            let members = random.between(3, 7);
            object(random, place, members, depth - 1)
        }
        5 => json!({"type": "boolean"}),
        6 | 7 => json!({"type": "integer", "minimum": 0}),
        8 => json!({"type": ["string", "null"]}),
        9 => json!({"type": "string", "format": "date-time"}),
        10 => json!({"type": "string", "format": "uri"}),
        11 => json!({"type": "array", "items": {"type": "string"}, "maxItems": 100}),
        12 => json!({"type": "string", "pattern": "^[0-9a-f]{40}$"}),
        13 => json!({"type": ["string", "null"], "enum": ["open", "closed", "merged", null]}),
        _ => json!({"type": "string", "maxLength": 255}),
    };
    if random.once_in(2) {
        schema["description"] = phrase(random).into();
    }
    schema
}

/// The same, or null.
pub(crate) fn nullable(schema: &Value) -> Value {
    json!({"oneOf": [schema, {"type": "null"}]})
}

/// A reference to a shared definition; where there is none yet, any object.
pub(crate) fn reference(random: &mut Random, place: Place) -> Value {
    if place.known == 0 {
        return json!({"type": "object"});
    }
    let number = random.below(place.known);
    let part = number / DEFINITIONS_A_FILE;
    // Files are known by path from the root: their `$id`s are what references resolve against.
    let file = match place.file {
        Some(_) => format!("part-{part:03}.schema.json"),
        None => format!("/common/part-{part:03}.schema.json"),
    };
    json!({"$ref": format!("{file}#/definitions/{}", name(number))})
}

/// Something to say of a value.
pub(crate) fn phrase(random: &mut Random) -> &'static str {
    random.pick(PHRASES)
}
