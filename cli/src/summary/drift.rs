//! What lives here: in what records differ from what their schema names, valid or not: members and values
//! that it does not name, and members that never came.

use std::collections::BTreeMap;

use callschema_runtime::{Cursor, Kind as JsonKind, Step};
use serde_json::{Value, json};

use super::shape::{Node, Shape};
use super::{OTHERS, count};

/// How many characters of a new value are kept.
const EXCERPT: usize = 60;

/// What was met in the records of a document.
#[derive(Debug)]
pub(super) struct Drift {
    /// How often each value that the schema describes was there.
    seen: Vec<u64>,
    /// Members that an object with named members does not name.
    members: BTreeMap<(usize, String), u64>,
    /// Strings where others are listed.
    values: BTreeMap<(usize, String), u64>,
}

/// Something that has drifted.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) kind: Kind,
    /// The JSON Pointer, and the value where it is one.
    pub(super) what: String,
    pub(super) number: Option<u64>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    NewMember,
    NewValue,
    NeverSeen,
}

impl Kind {
    /// In words of one width.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::NewMember => "new member",
            Self::NewValue => "new value ",
            Self::NeverSeen => "never seen",
        }
    }
}

impl Told {
    pub(super) fn to_json(&self) -> Value {
        json!({"what": self.what, "count": self.number})
    }
}

impl Drift {
    pub(super) fn new(shape: &Shape) -> Self {
        let (members, values) = (BTreeMap::new(), BTreeMap::new());
        Self { seen: vec![0; shape.nodes.len()], members, values }
    }

    /// Looks at a record, as far as it is JSON.
    pub(super) fn add(&mut self, shape: &Shape, record: &[u8]) {
        if let Ok(text) = simdutf8::basic::from_utf8(record) {
            let _ = self.value(shape, 0, &mut Cursor::new(text));
        }
    }

    fn value(&mut self, shape: &Shape, index: usize, cursor: &mut Cursor<'_>) -> Step {
        self.seen[index] += 1;
        let node = &shape.nodes[index];
        match cursor.kind()? {
            JsonKind::Object if !node.members.is_empty() || node.others.is_some() => {
                self.object(shape, index, cursor)
            }
            JsonKind::Array if node.items.is_some() => {
                let mut items = cursor.array()?;
                while items.next(cursor)? {
                    self.value(shape, node.items.unwrap_or(index), cursor)?;
                }
                Ok(())
            }
            JsonKind::String if node.listed.is_some() => {
                let value = cursor.string()?.value();
                if !node.listed.iter().any(|listed| listed.contains(&*value)) {
                    self.count_value(index, node, &value);
                }
                Ok(())
            }
            _ => cursor.skip(),
        }
    }

    fn object(&mut self, shape: &Shape, index: usize, cursor: &mut Cursor<'_>) -> Step {
        let node = &shape.nodes[index];
        let mut members = cursor.object()?;
        while let Some(name) = members.next(cursor)? {
            let name = name.value();
            if let Some(member) = node.members.get(&*name).copied().or(node.others) {
                self.value(shape, member, cursor)?;
                continue;
            }
            let name = if node.sensitive { "(sensitive)" } else { &*name };
            let key = (index, name.chars().take(EXCERPT).collect());
            count(&mut self.members, key, 1, |(index, _)| (*index, OTHERS.to_owned()));
            cursor.skip()?;
        }
        Ok(())
    }

    fn count_value(&mut self, index: usize, node: &Node, value: &str) {
        let value = if node.sensitive { "(sensitive)" } else { value };
        let key = (index, value.chars().take(EXCERPT).collect());
        count(&mut self.values, key, 1, |(index, _)| (*index, OTHERS.to_owned()));
    }

    /// Adds what was met elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        for (own, other) in self.seen.iter_mut().zip(other.seen) {
            *own += other;
        }
        for (own, other) in [(&mut self.members, other.members), (&mut self.values, other.values)] {
            for (key, number) in other {
                count(own, key, number, |(index, _)| (*index, OTHERS.to_owned()));
            }
        }
    }

    /// All that has drifted. What lies in something that never came is not told apart from it.
    pub(super) fn told(&self, shape: &Shape) -> Vec<Told> {
        let pointer = |index: &usize| &shape.nodes[*index].pointer;
        let mut told = Vec::new();
        for ((index, name), number) in &self.members {
            let name = name.replace('~', "~0").replace('/', "~1");
            let what = format!("{}/{name}", pointer(index));
            told.push(Told { kind: Kind::NewMember, what, number: Some(*number) });
        }
        for ((index, value), number) in &self.values {
            let what = format!("{} {}", pointer(index), Value::from(value.as_str()));
            told.push(Told { kind: Kind::NewValue, what, number: Some(*number) });
        }
        let seen = self.seen.iter().zip(&shape.nodes).filter(|(seen, _)| **seen > 0);
        for (_, node) in seen {
            let missing = node.members.values().filter(|member| self.seen[**member] == 0);
            told.extend(missing.map(|member| Told {
                kind: Kind::NeverSeen,
                what: pointer(member).clone(),
                number: None,
            }));
        }
        told
    }
}
