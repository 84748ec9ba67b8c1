//! What lives here: a description's file as its readers see it: objects whose members are all accounted
//! for, and references that are followed.

use serde_json::{Map, Value};

use crate::diagnostic::Diagnostics;
use crate::source::Location;

/// How many references may follow one another.
const LONGEST_CHAIN: usize = 16;

/// A description's file.
pub(super) struct File<'a> {
    pub(super) root: &'a Value,
    pub(super) location: Location,
    pub(super) diagnostics: &'a mut Diagnostics,
}

/// An object of the file.
pub(super) struct Members<'a> {
    pub(super) location: Location,
    members: &'a Map<String, Value>,
}

impl<'a> Members<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name)
    }

    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.get(name)?.as_str()
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.get(name) == Some(&Value::Bool(true))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.members.iter()
    }
}

impl<'a> File<'a> {
    /// An object, whose members are to be among these or begin with `x-`. Each other is told, with what
    /// to do about it.
    pub(super) fn members<'b>(
        &mut self,
        location: &Location,
        value: &'b Value,
        known: &[&str],
        remedy: &str,
    ) -> Option<Members<'b>> {
        let object = self.any_members(location, value)?;
        for (name, _) in object.iter() {
            if !known.contains(&name.as_str()) && !name.starts_with("x-") {
                let problem = format!("`{name}` is not honoured here");
                self.diagnostics.add(&location.child(name), problem, remedy);
            }
        }
        Some(object)
    }

    /// An object, whatever its members.
    pub(super) fn any_members<'b>(
        &mut self,
        location: &Location,
        value: &'b Value,
    ) -> Option<Members<'b>> {
        let Value::Object(members) = value else {
            self.diagnostics.add(location, "this is not an object", "write it as OpenAPI 3.1 asks");
            return None;
        };
        Some(Members { location: location.clone(), members })
    }

    /// The object that is a member, whatever its members. That it is missing is told.
    pub(super) fn object<'b>(&mut self, of: &Members<'b>, name: &str) -> Option<Members<'b>> {
        let Some(value) = of.get(name) else {
            let problem = format!("`{name}` is missing");
            self.diagnostics.add(&of.location, problem, "write it as OpenAPI 3.1 asks");
            return None;
        };
        self.any_members(&of.location.child(name), value)
    }

    /// The text that is a member. That it is missing or empty is told.
    pub(super) fn required_text<'b>(&mut self, of: &Members<'b>, name: &str) -> Option<&'b str> {
        let text = of.text(name).filter(|text| !text.trim().is_empty());
        if text.is_none() {
            let problem = format!("`{name}` is missing or no text");
            self.diagnostics.add(&of.location, problem, "write it as OpenAPI 3.1 asks");
        }
        text
    }

    /// What stands at a place, or what the reference there names. A reference that leads nowhere is told.
    pub(super) fn follow(
        &mut self,
        location: Location,
        value: &'a Value,
    ) -> Option<(Location, &'a Value)> {
        let (mut location, mut value) = (location, value);
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                return Some((location, value));
            };
            let place = location.child("$ref");
            let inside =
                reference.strip_prefix('#').map(|pointer| (pointer, self.root.pointer(pointer)));
            match inside {
                Some((pointer, Some(target))) => {
                    location = Location { pointer: pointer.to_owned(), ..self.location.clone() };
                    value = target;
                }
                Some((_, None)) => {
                    let problem = format!("`{reference}` leads nowhere");
                    self.diagnostics.add(&place, problem, "correct it");
                    return None;
                }
                None => {
                    let problem = format!("`{reference}` leads out of the file");
                    let remedy = "write it here; only schemas stand in files of their own";
                    self.diagnostics.add(&place, problem, remedy);
                    return None;
                }
            }
        }
        self.diagnostics.add(
            &location,
            "the references come back to themselves",
            "break the circle",
        );
        None
    }

    /// The place that a reference to a schema names, from the folder of the file. Anything but such a
    /// reference is told.
    pub(super) fn schema_reference(
        &mut self,
        location: &Location,
        schema: &Value,
    ) -> Option<Location> {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            let problem = "the schema is not a reference";
            self.diagnostics.add(
                location,
                problem,
                "put it into a `.schema.json` file of its own and refer to that",
            );
            return None;
        };
        self.members(location, schema, &["$ref"], "put the rules where the reference leads");
        let (path, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let target = resolve(&self.location.file, path);
        let Some(file) = target.filter(|_| !path.is_empty() && !path.contains("://")) else {
            let problem = format!("`{reference}` names no file of schemas");
            let remedy = "refer by path, as in `call.schema.json`";
            self.diagnostics.add(&location.child("$ref"), problem, remedy);
            return None;
        };
        Some(Location { file: file.as_str().into(), pointer: pointer.to_owned() })
    }
}

/// The path that a relative one names from a file. None where it leads out of the folder of schemas.
fn resolve(from: &str, path: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn paths_start_from_the_folder_of_the_file() {
        let from = |path| resolve("slng/openapi.json", path);
        assert_eq!(from("call.schema.json").as_deref(), Some("slng/call.schema.json"));
        assert_eq!(from("./../zudu/call.schema.json").as_deref(), Some("zudu/call.schema.json"));
        assert_eq!(from("../../call.schema.json"), None);
    }
}
