//! What lives here: the columns of the table: which documents are measured together.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::Path;

use crate::document::Kind;
use crate::growth::Samples;
use crate::ours;
use crate::random::Random;
use crate::tree::Tree;

/// Where the random choices start.
const SEED: u64 = 20_260_101;

/// The sizes of documents, by name.
const SIZES: [(&str, usize); 3] = [("2K", 2_000), ("50K", 50_000), ("1M", 1_000_000)];

/// How many different records a file has.
const GROWN: usize = 2_000;

/// How many documents the stream has.
const STREAM: usize = 10_000;

/// What a column is in the table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// A document of one size, without white space.
    Compact,
    /// A document of one size, indented.
    Pretty,
    /// A compact document of 50 kB, the members of each object sorted by name: another order, but one.
    Sorted,
    /// The same, the members of each object in an order of their own.
    Shuffled,
    /// The compact documents of 50 kB one after the other, members in the schema's order.
    Turns,
    /// The same, the members of each object in an order of their own.
    TurnsShuffled,
    /// Many small documents.
    Stream,
    /// A document with one violation at its end.
    Broken,
}

impl Part {
    /// Its name, for the program that prints the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Pretty => "pretty",
            Self::Sorted => "sorted",
            Self::Shuffled => "shuffled",
            Self::Turns => "turns",
            Self::TurnsShuffled => "turns, shuffled",
            Self::Stream => "stream",
            Self::Broken => "broken",
        }
    }
}

/// Documents that are measured together.
#[derive(Debug)]
pub struct Column {
    /// What it is called.
    pub name: String,
    /// What it is in the table.
    pub part: Part,
    /// The documents: what each is, and its text.
    pub documents: Vec<(Kind, Vec<u8>)>,
}

impl Column {
    fn of(name: String, part: Part, documents: Vec<(Kind, Vec<u8>)>) -> Self {
        Self { name, part, documents }
    }

    /// How many bytes the documents have together.
    pub fn bytes(&self) -> usize {
        self.documents.iter().map(|(_, json)| json.len()).sum()
    }

    /// A number that stands for all the bytes, to see that two programs measure the same.
    pub fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.documents.iter().for_each(|(_, json)| json.hash(&mut hasher));
        hasher.finish()
    }
}

/// All columns, grown from the samples in this folder.
///
/// # Panics
/// Where a sample is missing or cannot be read.
pub fn columns(payloads: &Path) -> Vec<Column> {
    let mut random = Random::new(SEED);
    let (mut columns, mut others, mut broken) = (Vec::new(), Vec::new(), Vec::new());
    let all = Kind::ALL.map(|kind| (kind, Samples::read(payloads, kind)));
    for (kind, samples) in &all {
        for (size, bytes) in SIZES {
            let tree = samples.grow(bytes, &mut random);
            let column = |part: Part, mark: &str, json: Vec<u8>| {
                Column::of(format!("{} {size}{mark}", kind.vendor()), part, vec![(*kind, json)])
            };
            columns.push(column(Part::Compact, "", tree.write(false)));
            columns.push(column(Part::Pretty, " pretty", tree.write(true)));
            if size == "50K" {
                let mut other = tree.clone();
                other.shuffle(&mut random);
                others.push(column(Part::Shuffled, " shuffled", other.write(false)));
                other.sort();
                others.push(column(Part::Sorted, " sorted", other.write(false)));
            }
            if size == "1M" {
                broken.push(column(Part::Broken, " broken", broken_at_the_end(*kind, &tree)));
            }
        }
    }
    let in_order = together(&columns, " 50K");
    let shuffled = together(&others, " shuffled");
    columns.extend(others);
    columns.push(Column::of("in turns".to_owned(), Part::Turns, in_order));
    columns.push(Column::of("in turns, shuffled".to_owned(), Part::TurnsShuffled, shuffled));
    columns.push(Column::of("stream".to_owned(), Part::Stream, stream(&all, &mut random)));
    columns.extend(broken);
    columns
}

/// The documents of all columns whose names end so.
fn together(columns: &[Column], end: &str) -> Vec<(Kind, Vec<u8>)> {
    let those = columns.iter().filter(|column| column.name.ends_with(end));
    those.flat_map(|column| column.documents.clone()).collect()
}

/// The document with exactly one violation, where it ends.
fn broken_at_the_end(kind: Kind, tree: &Tree) -> Vec<u8> {
    // A boolean fits nowhere; where values are listed it breaks two rules, and an unlisted text one.
    let broken = ["false", "\"?\""].map(|scalar| {
        let mut tree = tree.clone();
        tree.set_last(scalar);
        tree.write(false)
    });
    let found = broken.into_iter().find(|json| ours::violations(kind, json) == 1);
    found.expect("a document ends in a text or a number that the schema knows")
}

/// Small documents of all kinds, no two alike, as they come.
fn stream(all: &[(Kind, Samples)], random: &mut Random) -> Vec<(Kind, Vec<u8>)> {
    let one = |_| {
        let (kind, samples) = random.pick(all);
        (*kind, samples.small(random).write(false))
    };
    (0..STREAM).map(one).collect()
}

/// Writes valid records of one kind, of some kilobytes each, a line each, until there are so many bytes.
///
/// # Errors
/// Where they cannot be written.
pub(crate) fn write_records(
    payloads: &Path,
    kind: Kind,
    bytes: u64,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut random = Random::new(SEED);
    let samples = Samples::read(payloads, kind);
    let grow = |_| {
        let size = 1_000 + random.below(10_000);
        let mut record = samples.grow(size, &mut random).write(false);
        record.push(b'\n');
        record
    };
    // So many are grown; after that they come again, as making them takes longer than checking.
    let records: Vec<Vec<u8>> = (0..GROWN).map(grow).collect();
    let mut written = 0;
    for record in records.iter().cycle() {
        if written >= bytes {
            break;
        }
        out.write_all(record)?;
        written += record.len() as u64;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn made() -> Vec<Column> {
        columns(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/payloads"))
    }

    #[test]
    fn the_same_seed_makes_the_same_bytes() {
        let digests = |columns: &[Column]| columns.iter().map(Column::digest).collect::<Vec<_>>();
        assert_eq!(digests(&made()), digests(&made()));
    }

    #[test]
    fn documents_have_the_size_of_their_column() {
        for column in made().iter().filter(|column| column.part == Part::Compact) {
            let wanted =
                SIZES.iter().find(|(size, _)| column.name.ends_with(size)).expect("a size").1;
            let bytes = column.bytes();
            assert!((wanted..wanted + wanted / 4).contains(&bytes), "{}: {bytes}", column.name);
        }
    }

    #[test]
    fn payloads_are_varied() {
        for column in made() {
            let texts: BTreeSet<&[u8]> =
                column.documents.iter().map(|(_, json)| &json[..]).collect();
            assert!(texts.len() * 100 >= column.documents.len() * 99, "{}: copies", column.name);
            if column.bytes() > 10_000 {
                let all: Vec<u8> =
                    column.documents.iter().flat_map(|(_, json)| json.clone()).collect();
                assert!(
                    all.contains(&b'\\') && !all.is_ascii(),
                    "{}: plain text only",
                    column.name
                );
            }
        }
    }
}
