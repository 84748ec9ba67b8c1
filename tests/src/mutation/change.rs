//! What lives here: the changes themselves, and the choice among them.

use rand::Rng;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Value, json};

use super::text::spoil;
use super::{
    Case, Location, Rules, Segment, Style, breaking, fitting, locations, value_at, value_at_mut,
    write,
};
use crate::schemas::{NodeId, Schemas};

/// How often a change is meant to keep the document valid. With one to three changes, of which some
/// miss their aim, about half of all cases end up valid.
const KEEPING: f64 = 0.55;

/// How often a case has a fault that only a text can have.
const SPOILT: f64 = 0.1;

/// Makes the cases of one document.
#[derive(Debug)]
pub struct Mutator<'s> {
    schemas: &'s Schemas,
    document: String,
    root: NodeId,
    bases: Vec<Base>,
}

/// An accepted sample, from which cases are made and parts are copied.
#[derive(Debug)]
struct Base {
    case: String,
    value: Value,
    locations: Vec<Location>,
}

impl<'s> Mutator<'s> {
    /// Makes cases from these accepted samples, each a name and a value.
    ///
    /// # Panics
    /// Where there are none.
    pub fn new(
        schemas: &'s Schemas,
        document: &str,
        samples: impl IntoIterator<Item = (String, Value)>,
    ) -> Self {
        let root = schemas.root(document);
        let base = |(case, value): (String, Value)| {
            let locations = locations(schemas, root, &value);
            Base { case, value, locations }
        };
        let bases: Vec<_> = samples.into_iter().map(base).collect();
        assert!(
            !bases.is_empty(),
            "{document} has no accepted sample that can be mutated; add one"
        );
        Self { schemas, document: document.to_owned(), root, bases }
    }

    /// The case of this number. The same seed and number make the same case, whatever was made before.
    pub fn case(&self, seed: u64, number: u64) -> Case {
        let mut rng = StdRng::seed_from_u64(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let rng = &mut rng;
        let base = self.bases.choose(rng).unwrap_or(&self.bases[0]);
        let mut value = base.value.clone();
        let mut steps = vec![base.case.clone()];
        for _ in 0..rng.random_range(1..=3) {
            steps.push(self.change(&mut value, rng));
        }
        let style = Style::random(rng);
        steps.push(format!("{style:?}"));
        let json = if rng.random_bool(SPOILT) {
            let places = locations(self.schemas, self.root, &value);
            let (json, what) = spoil(&value, &places, style, rng);
            steps.push(what.to_owned());
            json
        } else {
            write(&value, style, rng)
        };
        Case { document: self.document.clone(), number, steps, json }
    }

    /// Makes one change and tells which.
    fn change(&self, value: &mut Value, rng: &mut StdRng) -> String {
        let all = locations(self.schemas, self.root, value);
        let known: Vec<_> = all.iter().filter(|location| !location.nodes.is_empty()).collect();
        let place = match known.choose(rng) {
            Some(place) if rng.random_bool(0.9) => (*place).clone(),
            _ => all.choose(rng).unwrap_or(&all[0]).clone(),
        };
        let keep = rng.random_bool(KEEPING);
        let what = match (keep, rng.random_range(0..8)) {
            (true, 0) => add_member(value, &place, rng),
            (true, 1) => self.drop_optional_member(value, &place, rng),
            (true, 2) => change_array(value, &place, rng),
            (true, 3) => self.copy_subtree(value, &place, rng),
            (true, _) => self.replace_by_fitting(value, &place, rng),
            (false, 0) => drop_element(value, &place),
            (false, 1) => swap_subtrees(value, &place, all.choose(rng).unwrap_or(&all[0])),
            (false, 2) => rename_member(value, &place, rng),
            (false, _) => self.replace_by_breaking(value, &place, rng),
        };
        format!("{what} at {:?}", place.pointer())
    }

    /// The rules of one of the schemas that say something about the value, by chance.
    fn rules(&self, place: &Location, rng: &mut StdRng) -> Option<Rules> {
        let all = place.nodes.iter().map(|&node| Rules::of(self.schemas.node(node)));
        let speaking: Vec<_> = all.filter(Rules::speak).collect();
        speaking.choose(rng).cloned()
    }

    fn replace_by_fitting(
        &self,
        value: &mut Value,
        place: &Location,
        rng: &mut StdRng,
    ) -> &'static str {
        let rules = self.rules(place, rng);
        match rules.and_then(|rules| fitting(&rules, rng)) {
            Some(new) => set(value, place, new, "a fitting value"),
            None => self.copy_subtree(value, place, rng),
        }
    }

    fn replace_by_breaking(
        &self,
        value: &mut Value,
        place: &Location,
        rng: &mut StdRng,
    ) -> &'static str {
        let rules = self.rules(place, rng).unwrap_or_default();
        let now = value_at(value, &place.path).cloned().unwrap_or(Value::Null);
        set(value, place, breaking(&rules, &now, rng), "a breaking value")
    }

    /// A value from another sample, or another place, of which the same schema speaks.
    fn copy_subtree(&self, value: &mut Value, place: &Location, rng: &mut StdRng) -> &'static str {
        let base = self.bases.choose(rng).unwrap_or(&self.bases[0]);
        let same = |other: &&Location| {
            !other.path.is_empty() && other.nodes.iter().any(|node| place.nodes.contains(node))
        };
        let sources: Vec<_> = base.locations.iter().filter(same).collect();
        match sources.choose(rng).and_then(|source| value_at(&base.value, &source.path)) {
            Some(copy) => set(value, place, copy.clone(), "a copy of another value"),
            None => "nothing to copy",
        }
    }

    fn drop_optional_member(
        &self,
        value: &mut Value,
        place: &Location,
        rng: &mut StdRng,
    ) -> &'static str {
        let required: Vec<_> = place
            .nodes
            .iter()
            .flat_map(|&node| self.schemas.node(node).list("required"))
            .filter_map(Value::as_str)
            .collect();
        let Some(Value::Object(members)) = value_at_mut(value, &place.path) else {
            return self.replace_by_fitting(value, place, rng);
        };
        let optional: Vec<_> =
            members.keys().filter(|name| !required.contains(&name.as_str())).cloned().collect();
        match optional.choose(rng) {
            Some(name) => {
                members.remove(name);
                "dropped an optional member"
            }
            None => "no optional member to drop",
        }
    }
}

fn set(value: &mut Value, place: &Location, new: Value, what: &'static str) -> &'static str {
    if let Some(target) = value_at_mut(value, &place.path) {
        *target = new;
    }
    what
}

fn add_member(value: &mut Value, place: &Location, rng: &mut StdRng) -> &'static str {
    let names = ["unknown", "", "extra", "a/b~c", "naïve", "type", "id", "data", "__proto__"];
    let values =
        [Value::Null, json!(1.5), json!("x"), json!([1, [2]]), json!({ "a": { "b": null } })];
    let (name, new) = (names.choose(rng), values.choose(rng));
    if let (Some(Value::Object(members)), Some(name), Some(new)) =
        (value_at_mut(value, &place.path), name, new)
        && !members.contains_key(*name)
    {
        members.insert((*name).to_owned(), new.clone());
        return "added a member";
    }
    "no room for another member"
}

fn rename_member(value: &mut Value, place: &Location, rng: &mut StdRng) -> &'static str {
    if let Some((Segment::Member(name), parent)) = place.path.split_last()
        && let Some(Value::Object(members)) = value_at_mut(value, parent)
        && let Some(old) = members.remove(name)
    {
        let new = match rng.random_range(0..3) {
            0 => name.to_uppercase(),
            1 => format!("{name} "),
            _ => name.chars().skip(1).collect(),
        };
        members.insert(new, old);
        return "renamed the member";
    }
    "nothing to rename"
}

fn drop_element(value: &mut Value, place: &Location) -> &'static str {
    if let Some((last, parent)) = place.path.split_last() {
        match (value_at_mut(value, parent), last) {
            (Some(Value::Object(members)), Segment::Member(name)) => drop(members.remove(name)),
            (Some(Value::Array(items)), Segment::Item(index)) if *index < items.len() => {
                items.remove(*index);
            }
            _ => {}
        }
    }
    "dropped the value"
}

fn change_array(value: &mut Value, place: &Location, rng: &mut StdRng) -> &'static str {
    let Some(Value::Array(items)) = value_at_mut(value, &place.path) else {
        return add_member(value, place, rng);
    };
    if items.is_empty() {
        return "an empty array stayed";
    }
    let (one, other) = (rng.random_range(0..items.len()), rng.random_range(0..items.len()));
    match rng.random_range(0..4) {
        0 => drop(items.remove(one)),
        1 => items.push(items[one].clone()),
        2 => items.swap(one, other),
        _ => items.clear(),
    }
    "changed the array"
}

fn swap_subtrees(value: &mut Value, one: &Location, other: &Location) -> &'static str {
    if one.contains(other) || other.contains(one) {
        return "nothing to swap";
    }
    let pair = (value_at(value, &one.path).cloned(), value_at(value, &other.path).cloned());
    if let (Some(first), Some(second)) = pair {
        set(value, one, second, "");
        set(value, other, first, "");
    }
    "swapped with another value"
}
