//! What lives here: documents of any size, grown from the golden samples: their arrays with more items,
//! their long texts longer.

use std::collections::BTreeMap;
use std::path::Path;

use crate::document::Kind;
use crate::random::Random;
use crate::tree::Tree;
use crate::vary::vary;
use crate::words;

/// Samples that show what no vendor sends, and what other readers of JSON may refuse.
const ODD: &[&str] = &[
    "duration-",
    "escapes",
    "integer-",
    "large-numbers",
    "longest-texts",
    "members-in-another-order",
    "numbers-beyond",
    "spaced-out",
];

/// The ordinary samples of a kind of document, and the items that their arrays hold.
#[derive(Debug)]
pub(crate) struct Samples {
    kind: Kind,
    trees: BTreeMap<String, Tree>,
    /// By the path of an array of objects: the items of it in all samples.
    items: BTreeMap<String, Vec<Tree>>,
}

impl Samples {
    /// Reads the accepted samples of a kind from the folder of payloads.
    ///
    /// # Panics
    /// Where they cannot be read.
    pub(crate) fn read(payloads: &Path, kind: Kind) -> Self {
        let folder = payloads.join(kind.name()).join("accept");
        let mut trees = BTreeMap::new();
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()));
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let is_json = path.extension().is_some_and(|ending| ending == "json");
            if is_json && !ODD.iter().any(|odd| name.starts_with(odd)) {
                let text = std::fs::read_to_string(&path)
                    .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
                trees.insert(name, Tree::parse(&text));
            }
        }
        let mut items = BTreeMap::new();
        for tree in trees.values() {
            gather(tree, &mut String::new(), &mut items);
        }
        Self { kind, trees, items }
    }

    /// A document of about so many bytes, written compactly.
    ///
    /// # Panics
    /// Where the sample to begin with is gone.
    pub(crate) fn grow(&self, bytes: usize, random: &mut Random) -> Tree {
        let base = self.kind.base(bytes);
        let mut tree = self.trees.get(base).cloned().unwrap_or_else(|| {
            panic!("no sample {base} of {} to grow from", self.kind.name());
        });
        vary(&mut tree, "", random);
        for path in self.kind.long_texts() {
            if let Some(text) = tree.at_mut(path)
                && bytes / 20 > text.len()
            {
                *text = Tree::text(&words::talk(random, bytes / 20));
            }
        }
        self.fill(&mut tree, bytes, random);
        tree
    }

    /// A small document that no other is like: some sample, varied.
    pub(crate) fn small(&self, random: &mut Random) -> Tree {
        let all: Vec<&Tree> = self.trees.values().collect();
        let mut tree = (*random.pick(&all)).clone();
        vary(&mut tree, "", random);
        let bytes = tree.len() + random.below(600);
        self.fill(&mut tree, bytes, random);
        tree
    }

    /// Adds items to the document's arrays until it is large enough.
    fn fill(&self, tree: &mut Tree, bytes: usize, random: &mut Random) {
        let has =
            |path: &&String| matches!(tree.clone().at_mut(&steps(path)), Some(Tree::Array(_)));
        let paths: Vec<&String> = self.items.keys().filter(has).collect();
        let mut missing = bytes.saturating_sub(tree.len());
        while missing > 0 && !paths.is_empty() {
            let path = random.pick(&paths);
            let mut item = random.pick(&self.items[*path]).clone();
            vary(&mut item, "", random);
            missing = missing.saturating_sub(item.len() + 1);
            if let Some(Tree::Array(array)) = tree.at_mut(&steps(path)) {
                array.push(item);
            }
        }
    }
}

/// The items of arrays of objects, by the path of the array. An array within an item comes with it.
fn gather(tree: &Tree, path: &mut String, items: &mut BTreeMap<String, Vec<Tree>>) {
    match tree {
        Tree::Object(members) => {
            for (name, value) in members {
                let before = path.len();
                path.push('/');
                path.push_str(name);
                gather(value, path, items);
                path.truncate(before);
            }
        }
        Tree::Array(array) if array.iter().any(|item| matches!(item, Tree::Object(_))) => {
            items.entry(path.clone()).or_default().extend(array.iter().cloned());
        }
        _ => {}
    }
}

fn steps(path: &str) -> Vec<&str> {
    path.split('/').skip(1).collect()
}
