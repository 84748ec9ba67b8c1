//! What lives here: every schema of the suite, and its parts, from which other schemas are made.

use std::collections::BTreeSet;

use callschema_codegen::{Draft, Source};
use serde_json::Value;
use xtask::conformance::{DRAFTS, Suite, SuiteDraft};

/// A schema of the suite as it stands there.
#[derive(Clone, Debug)]
pub struct Start {
    /// Where it stands, for a person.
    pub label: String,
    /// The draft that it is written in.
    pub draft: Draft,
    /// Its text.
    pub text: String,
    /// Its value; none where it is beyond `serde_json`.
    pub value: Option<Value>,
    /// The index of its draft.
    of: SuiteDraft,
}

/// All schemas of the suite, and their parts.
#[derive(Debug)]
pub struct Pool {
    suite: Suite,
    /// The schemas: those of all groups of all drafts, and the remote ones.
    pub starts: Vec<Start>,
    /// Every member of every object in them: a keyword and its value, or a name and its schema.
    pub members: Vec<(String, Value)>,
    /// Every text in them: references, patterns, identifiers.
    pub texts: Vec<String>,
}

impl Pool {
    /// Reads the whole suite.
    ///
    /// # Panics
    /// Where a file of it cannot be read.
    pub fn new(suite: Suite) -> Self {
        let mut starts = Vec::new();
        let mut remotes = BTreeSet::new();
        for of in DRAFTS {
            for file in suite.files(of, true).expect("files of tests") {
                for (index, group) in file.groups.into_iter().enumerate() {
                    let label = format!("{}/{} group {index}", of.folder, file.path);
                    starts.push(start(label, of, group.schema));
                }
            }
            for remote in suite.remotes(of, "") {
                if remotes.insert(remote.path.clone()) {
                    starts.push(start(remote.path, of, remote.text));
                }
            }
        }
        let mut pool = Self { suite, starts, members: Vec::new(), texts: Vec::new() };
        let values: Vec<Value> =
            pool.starts.iter().filter_map(|start| start.value.clone()).collect();
        for value in &values {
            pool.take_apart(value);
        }
        pool.texts.sort();
        pool.texts.dedup();
        pool
    }

    /// The remote schemas that a schema in this text may refer to; none where it names none.
    pub fn remotes(&self, start: &Start, text: &str) -> Vec<Source> {
        let speaks = text.contains("localhost:1234");
        if speaks { self.suite.remotes(start.of, text) } else { Vec::new() }
    }

    fn take_apart(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    self.members.push((name.clone(), value.clone()));
                    self.take_apart(value);
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.take_apart(item);
                }
            }
            Value::String(text) => self.texts.push(text.clone()),
            _ => {}
        }
    }
}

fn start(label: String, of: SuiteDraft, text: String) -> Start {
    let value = serde_json::from_str(&text).ok();
    Start { label, draft: of.draft(), text, value, of }
}
