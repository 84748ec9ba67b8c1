//! What lives here: finding the samples in `payloads/`.
//!
//! A sample's path says everything about it: `<provider>/<document>/{accept,reject}/<case>.json`, and
//! beside a rejected one `<case>.report`. A new sample needs no Rust. What lies elsewhere or is
//! named otherwise would never be tested, so it is a mistake.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use callschema::DocumentInfo;
use walkdir::WalkDir;

/// What the schema must say about a sample.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Expected {
    /// It is valid.
    Accept,
    /// It is not.
    Reject,
}

impl Expected {
    /// The name of the folder.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
        }
    }
}

/// One file that is valid, or not.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The document that it is a sample of, as in `slng/call`.
    pub document: String,
    /// What must be said about it.
    pub expected: Expected,
    /// The file's name without its ending.
    pub case: String,
    /// Where it is.
    pub path: PathBuf,
    /// What is in it. Not text: some samples are not UTF-8 on purpose.
    pub json: Vec<u8>,
}

impl Sample {
    /// The sample's path as a person would give it, from the root of the repository.
    pub fn label(&self) -> String {
        let (document, folder, case) = (&self.document, self.expected.folder(), &self.case);
        format!("tests/payloads/{document}/{folder}/{case}.json")
    }

    /// Where the expected report of a rejected sample is.
    pub fn report_path(&self) -> PathBuf {
        self.path.with_extension("report")
    }
}

/// The samples of this crate, in the order of their paths.
///
/// # Panics
/// With every mistake in `payloads/`.
pub fn all() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("payloads");
    let documents: Vec<_> = callschema::documents().iter().map(DocumentInfo::name).collect();
    find(&folder, &documents).unwrap_or_else(|mistakes| panic!("\n{}\n", mistakes.join("\n")))
}

/// The accepted, or the rejected, of [`all`].
///
/// # Panics
/// As [`all`].
pub fn expected(expected: Expected) -> Vec<Sample> {
    all().into_iter().filter(|sample| sample.expected == expected).collect()
}

/// Finds the samples of these documents in a folder, in the order of their paths.
///
/// # Errors
/// Every mistake, each with the file and what to do about it.
pub fn find(folder: &Path, documents: &[&str]) -> Result<Vec<Sample>, Vec<String>> {
    let mut search = Search { folder, documents, samples: Vec::new(), mistakes: Vec::new() };
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => search.directory(entry.path()),
            Ok(entry) => search.file(entry.path()),
            Err(error) => search.mistakes.push(format!("{error}; put the samples there")),
        }
    }
    search.completeness();
    if search.mistakes.is_empty() { Ok(search.samples) } else { Err(search.mistakes) }
}

struct Search<'a> {
    folder: &'a Path,
    documents: &'a [&'a str],
    samples: Vec<Sample>,
    mistakes: Vec<String>,
}

impl Search<'_> {
    fn mistake(&mut self, path: &Path, what: &str, way_out: &str) {
        self.mistakes.push(format!("{}: {what}; {way_out}", self.label(path)));
    }

    fn label(&self, path: &Path) -> String {
        Path::new("tests/payloads").join(self.relative(path)).display().to_string()
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.folder).unwrap_or(path)
    }

    fn directory(&mut self, path: &Path) {
        let parts: Vec<_> = self.relative(path).iter().filter_map(OsStr::to_str).collect();
        let document = |parts: &[&str]| parts[..2].join("/");
        if fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none()) {
            self.mistake(path, "an empty folder", "add samples or remove it");
        } else if parts.len() == 2 && !self.documents.contains(&document(&parts).as_str()) {
            let way_out = format!(
                "add schemas/{}.schema.json and run `cargo xtask generate`, or remove the folder",
                document(&parts)
            );
            self.mistake(path, "samples of a document that does not exist", &way_out);
        } else if parts.len() == 3 && !["accept", "reject"].contains(&parts[2]) {
            self.mistake(path, "not a folder for samples", "name it `accept` or `reject`");
        }
    }

    fn file(&mut self, path: &Path) {
        let parts: Vec<_> = self.relative(path).iter().filter_map(OsStr::to_str).collect();
        let ending = path.extension().and_then(OsStr::to_str);
        match (&parts[..], ending) {
            ([provider, document, "accept", _], Some("json")) => {
                self.sample(path, format!("{provider}/{document}"), Expected::Accept);
            }
            ([provider, document, "reject", _], Some("json")) => {
                self.sample(path, format!("{provider}/{document}"), Expected::Reject);
            }
            ([_, _, "reject", _], Some("report")) => {
                if !path.with_extension("json").exists() {
                    self.mistake(path, "a report without its sample", "add the .json or remove it");
                }
            }
            _ => self.mistake(
                path,
                "a stray file",
                "samples are <provider>/<document>/{accept,reject}/<case>.json; remove or move it",
            ),
        }
    }

    fn sample(&mut self, path: &Path, document: String, expected: Expected) {
        let case = path.file_stem().and_then(OsStr::to_str).unwrap_or_default().to_owned();
        match fs::read(path) {
            Ok(json) => {
                let path = path.to_owned();
                self.samples.push(Sample { document, expected, case, path, json });
            }
            Err(error) => self.mistake(path, &error.to_string(), "make it readable"),
        }
    }

    /// Every document needs samples of both kinds.
    fn completeness(&mut self) {
        let have: BTreeSet<_> =
            self.samples.iter().map(|sample| (sample.document.clone(), sample.expected)).collect();
        for document in self.documents {
            for expected in [Expected::Accept, Expected::Reject] {
                if !have.contains(&((*document).to_owned(), expected)) {
                    let folder = self.folder.join(document).join(expected.folder());
                    self.mistake(&folder, "no samples", "add some as <case>.json");
                }
            }
        }
    }
}
