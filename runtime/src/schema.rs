//! What lives here: [`Schema`], a schema resource: its name, and the text in which reports look up how it
//! calls what it describes.
//!
//! Nothing of this is read while a document is valid. Looking up walks through the text and builds nothing.

use std::borrow::Cow;

use crate::cursor::{Cursor, Kind};
use crate::path::unescaped;

/// How many alternatives are named in one message.
const MOST_ALTERNATIVES: usize = 8;

/// A schema resource: what has a URI of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Schema {
    uri: &'static str,
    text: &'static str,
    root: &'static str,
    anchors: &'static [&'static str],
}

impl Schema {
    /// The resource of this URI, which stands at the JSON Pointer `root` of the schema `text`.
    pub const fn new(uri: &'static str, text: &'static str, root: &'static str) -> Self {
        Self { uri, text, root, anchors: &[] }
    }

    /// The same, with anchors that dynamic references look for; the empty one is that of `$recursiveAnchor`.
    #[must_use]
    pub const fn with_anchors(self, anchors: &'static [&'static str]) -> Self {
        Self { anchors, ..self }
    }

    pub(crate) fn anchors(&self) -> &'static [&'static str] {
        self.anchors
    }

    pub(crate) fn has_anchor(&self, anchor: &str) -> bool {
        self.anchors.contains(&anchor)
    }

    /// Its canonical URI.
    pub const fn uri(&self) -> &'static str {
        self.uri
    }

    /// The text of the file that it stands in. Empty where nobody kept it.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// How the schema at a pointer calls the values that it describes: its `title`, and their unit.
    pub(crate) fn terms(&self, pointer: &str) -> Option<String> {
        let schema = self.find(pointer)?;
        let terms = [schema.text_of("title"), schema.text_of("x-unit")];
        let terms: Vec<_> = terms.into_iter().flatten().map(Cow::into_owned).collect();
        (!terms.is_empty()).then(|| terms.join(", "))
    }

    /// The names of the alternatives that a keyword of the schema at a pointer lists, where all have one.
    pub(crate) fn alternatives(&self, pointer: &str, keyword: &str) -> Option<String> {
        let names: Option<Vec<_>> = (0..=MOST_ALTERNATIVES)
            .map_while(|index| self.find(&format!("{pointer}/{keyword}/{index}")))
            .map(|branch| self.name(&branch))
            .collect();
        let names = names.filter(|names| (1..=MOST_ALTERNATIVES).contains(&names.len()))?;
        Some(names.join(", "))
    }

    /// The name of one alternative: its title, or what the schema calls it that it refers to.
    pub(crate) fn alternative(&self, pointer: &str, keyword: &str, index: usize) -> String {
        let branch = self.find(&format!("{pointer}/{keyword}/{index}"));
        let name = branch.and_then(|branch| self.name(&branch));
        name.unwrap_or_else(|| format!("alternative {}", index + 1))
    }

    fn name(&self, branch: &Place) -> Option<String> {
        if let Some(title) = branch.text_of("title") {
            return Some(title.into_owned());
        }
        if let Some(reference) = branch.text_of("$ref") {
            let inside = reference.strip_prefix('#').and_then(|pointer| self.find(pointer));
            let title = inside.and_then(|place| place.text_of("title").map(Cow::into_owned));
            return title.or_else(|| Some(reference.rsplit('/').next()?.to_owned()));
        }
        branch.text_of("type").map(Cow::into_owned)
    }

    fn find(&self, pointer: &str) -> Option<Place> {
        let mut place = Place(self.text);
        for step in self.root.split('/').skip(1).chain(pointer.split('/').skip(1)) {
            place = place.step(&unescaped(step))?;
        }
        Some(place)
    }
}

/// The text of a schema from some value on.
struct Place(&'static str);

impl Place {
    fn step(&self, name: &str) -> Option<Self> {
        let mut cursor = Cursor::new(self.0);
        if cursor.kind() == Ok(Kind::Array) {
            let wanted: usize = name.parse().ok()?;
            let mut items = cursor.array().ok()?;
            for index in 0.. {
                if !items.next(&mut cursor).ok()? {
                    return None;
                }
                if index == wanted {
                    break;
                }
                cursor.skip().ok()?;
            }
        } else {
            let mut members = cursor.object().ok()?;
            while members.next(&mut cursor).ok()??.value() != name {
                cursor.skip().ok()?;
            }
        }
        Some(Self(&self.0[cursor.mark().offset()..]))
    }

    /// The string that a member holds.
    fn text_of(&self, name: &str) -> Option<Cow<'static, str>> {
        let place = self.step(name)?;
        Cursor::new(place.0).string().ok().map(|text| text.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: Schema = Schema::new(
        "https://example.com/call",
        r##"{"$defs": {"a/b": {"title": "Length", "x-unit": "ms", "oneOf": [
            {"title": "Short"}, {"$ref": "#/$defs/Long"}, {"type": "null"}]}, "Long": {"title": "Longer"},
            "c": {"anyOf": [{"const": 1}, {}]}}}"##,
        "",
    );

    #[test]
    fn a_schema_is_looked_up_in_its_text() {
        assert_eq!(SCHEMA.terms("/$defs/a~1b").as_deref(), Some("Length, ms"));
        assert_eq!(SCHEMA.terms("/$defs/Long").as_deref(), Some("Longer"));
        assert_eq!(SCHEMA.terms("/$defs/a~1b/oneOf/2"), None);
        assert_eq!(SCHEMA.terms("/$defs/none/oneOf/7"), None);
        assert_eq!(Schema::new("https://example.com", "", "").terms(""), None);
    }

    #[test]
    fn alternatives_have_the_names_that_the_schema_gives_them() {
        let names = SCHEMA.alternatives("/$defs/a~1b", "oneOf");
        assert_eq!(names.as_deref(), Some("Short, Longer, null"));
        assert_eq!(SCHEMA.alternative("/$defs/a~1b", "oneOf", 1), "Longer");
        assert_eq!(SCHEMA.alternatives("/$defs/c", "anyOf"), None);
        assert_eq!(SCHEMA.alternative("/$defs/c", "anyOf", 1), "alternative 2");
    }
}
