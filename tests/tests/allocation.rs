//! A valid document is checked without a single allocation, by `is_valid` and by `validate`, unless a member's
//! name is written with escapes or an object has more than sixteen members that its schema does not
//! declare: however deep the objects lie, and whatever their values. Where several schemas look at an object,
//! as branches do, that is so for each.

use callschema::DocumentInfo;
use callschema_tests::mutation::{
    Lines, Location, Style, locations, value_at, value_at_mut, write,
};
use callschema_tests::samples::{self, Expected};
use callschema_tests::schemas::Schemas;
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};

/// How many members beyond the declared ones an object may have.
const MOST_UNKNOWN: usize = 16;

/// What the two answers allocate for a valid document, in words; none where that is nothing.
fn cost(document: &DocumentInfo, json: &[u8]) -> Option<String> {
    let verdict = allocation_counter::measure(|| assert!(document.is_valid(json)));
    let report = allocation_counter::measure(|| assert!(document.validate(json).is_ok()));
    let costs = verdict.count_total + report.count_total > 0;
    costs.then(|| format!("{}: {verdict:?} {report:?}", document.name()))
}

/// Whether a name somewhere in a text is written with escapes.
fn has_escaped_name(json: &str) -> bool {
    let names = json.split('"').skip(1).collect::<Vec<_>>();
    names.windows(2).any(|pair| pair[0].contains('\\') && pair[1].trim_start().starts_with(':'))
}

#[test]
fn samples_cost_nothing() {
    let (mut checked, mut costly) = (0, Vec::new());
    for sample in samples::expected(Expected::Accept) {
        let json = String::from_utf8_lossy(&sample.json);
        let document = callschema::document(&sample.document).expect("a document");
        if has_escaped_name(&json) {
            continue;
        }
        checked += 1;
        costly
            .extend(cost(document, &sample.json).map(|cost| format!("{} {cost}", sample.label())));
    }
    assert!(checked > 150, "only {checked} samples were checked");
    assert!(costly.is_empty(), "{}", costly.join("\n"));
}

/// The names that each schema of an object declares; none where one says something of all names.
fn declared<'s>(schemas: &'s Schemas, place: &Location) -> Option<Vec<Vec<&'s String>>> {
    let nodes: Vec<_> = place.nodes.iter().map(|&node| schemas.node(node)).collect();
    if nodes.iter().any(|node| node.others.is_some()) {
        return None;
    }
    let looking = nodes.iter().filter(|node| node.types().contains(&"object"));
    Some(looking.map(|node| node.members.keys().collect()).collect())
}

/// Fills an object until `count` of its members are declared by none of the schemas, or by not all of them.
fn fill(object: &mut Value, declared: &[Vec<&String>], count: usize) {
    let Value::Object(members) = object else { return };
    let unknown =
        |declared: &Vec<&String>| members.keys().filter(|name| !declared.contains(name)).count();
    let most = declared.iter().map(unknown).max().unwrap_or(members.len());
    for index in most..count {
        let value = json!({"a": [index, {"b": null, "a": "c"}], "d": "\u{e9} \" \\ / \n"});
        members.insert(format!("no such member {index}"), value);
    }
}

/// The value with `count` unknown members in each of its objects that a schema describes.
fn filled(schemas: &Schemas, root: usize, value: &Value, count: usize) -> (Value, usize) {
    let (mut filled, mut objects) = (value.clone(), 0);
    let mut places = locations(schemas, root, value);
    places.retain(|place| {
        !place.nodes.is_empty() && value_at(value, &place.path).is_some_and(Value::is_object)
    });
    for place in places {
        let target = value_at_mut(&mut filled, &place.path);
        if let (Some(declared), Some(object)) = (declared(schemas, &place), target) {
            fill(object, &declared, count);
            objects += 1;
        }
    }
    (filled, objects)
}

#[test]
fn sixteen_unknown_members_in_every_object_cost_nothing_and_one_more_does() {
    let schemas = Schemas::of_the_crate();
    let mut rng = StdRng::seed_from_u64(1);
    for document in callschema::documents() {
        let root = schemas.root(document.name());
        let (mut most_objects, mut costs_more) = (0, 0);
        for sample in samples::expected(Expected::Accept) {
            let value = serde_json::from_slice::<Value>(&sample.json);
            let (Ok(value), true) = (value, sample.document == document.name()) else { continue };
            let (full, objects) = filled(&schemas, root, &value, MOST_UNKNOWN);
            most_objects = most_objects.max(objects);
            for pretty in [false, true] {
                let style = Style {
                    pretty,
                    lines: Lines::Even(2),
                    shuffled: pretty,
                    escaped: false,
                    unusual_numbers: true,
                };
                let json = write(&full, style, &mut rng);
                if has_escaped_name(&json) {
                    continue;
                }
                assert!(document.is_valid(json.as_bytes()), "{}: {json}", document.name());
                let cost = cost(document, json.as_bytes());
                assert_eq!(cost, None, "{}, {objects} objects: {json}", sample.label());
            }
            let (fuller, objects) = filled(&schemas, root, &value, MOST_UNKNOWN + 1);
            let json = fuller.to_string();
            costs_more += usize::from(objects > 0 && cost(document, json.as_bytes()).is_some());
        }
        // Else the test would not see an allocation.
        assert!(most_objects > 0 && costs_more > 0, "{}", document.name());
    }
}

#[test]
fn escapes_in_values_cost_nothing() {
    let call = json!({
        "type": "full_ai",
        "to_number": "\u{e9}",
        "instruction": "a \" b \\ c / d \n e",
        "status": "completed",
        "created_at": "2026-01-15T10:30:00Z",
    });
    let mut rng = StdRng::seed_from_u64(2);
    let style = Style {
        pretty: false,
        lines: Lines::Even(2),
        shuffled: false,
        escaped: true,
        unusual_numbers: false,
    };
    let document = callschema::document("langcall/call").expect("a document");
    let mut escaped = 0;
    for _ in 0..1_000 {
        let json = write(&call, style, &mut rng);
        if !has_escaped_name(&json) && document.is_valid(json.as_bytes()) {
            assert_eq!(cost(document, json.as_bytes()), None, "{json}");
            escaped += 1;
        }
    }
    let urls = r#"{"type": "full_ai", "to_number": "", "instruction": "", "recording_url": "https:\/\/a.example\/b"}"#;
    assert_eq!(cost(document, urls.as_bytes()), None);
    assert!(escaped > 0, "no text without escapes in names was made");
}
