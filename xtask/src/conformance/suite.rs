//! What lives here: the official test suite's folders: where it is, which files are a draft's, and which
//! of its `remotes/` a schema may refer to.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use callschema_codegen::{Draft, Source};

use super::suite_file::{self, Group};
use crate::{Workspace, tree};

/// Where the suite's schemas believe that `remotes/` is found.
const REMOTES: &str = "http://localhost:1234/";

/// The variable that names the suite's folder.
const VARIABLE: &str = "JSON_SCHEMA_TEST_SUITE";

/// A draft that the suite tests.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct SuiteDraft {
    /// How people call it, as in `2020-12`.
    pub name: &'static str,
    /// The suite's folder for it.
    pub folder: &'static str,
}

/// The drafts, latest first.
pub const DRAFTS: [SuiteDraft; 5] = [
    SuiteDraft { name: "2020-12", folder: "draft2020-12" },
    SuiteDraft { name: "2019-09", folder: "draft2019-09" },
    SuiteDraft { name: "7", folder: "draft7" },
    SuiteDraft { name: "6", folder: "draft6" },
    SuiteDraft { name: "4", folder: "draft4" },
];

impl SuiteDraft {
    /// The draft as the generator names it.
    pub fn draft(self) -> Draft {
        match self.name {
            "4" => Draft::Draft4,
            "6" => Draft::Draft6,
            "7" => Draft::Draft7,
            "2019-09" => Draft::Draft201909,
            _ => Draft::Draft202012,
        }
    }
}

/// What an implementation owes a file.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Owed {
    /// To pass it.
    Required,
    /// Nothing, though to pass it is better.
    Optional,
    /// Nothing, unless formats are rules.
    Formats,
    /// To tell what is wrong in the standard's form.
    Output,
}

impl Owed {
    /// As the table says it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Formats => "formats",
            Self::Output => "output",
        }
    }
}

/// A file of tests.
#[derive(Clone, Debug)]
pub struct TestFile {
    /// What an implementation owes it.
    pub owed: Owed,
    /// Its path under the draft's folder, as in `optional/bignum.json`.
    pub path: String,
    /// Its groups, in order.
    pub groups: Vec<Group>,
}

impl TestFile {
    /// Its module: its path in letters that a module may have. No keyword ends in `_json`.
    pub(crate) fn module(&self) -> String {
        self.path.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_")
    }
}

/// The suite.
#[derive(Clone, Debug)]
pub struct Suite {
    root: PathBuf,
    /// Path under `remotes/`, and text.
    remotes: Vec<(String, String)>,
}

impl Suite {
    /// Finds the suite: in the folder that was given, else where the variable says, else beside the
    /// checkout.
    ///
    /// # Errors
    /// Where it is not there, which says how to get it, or its remote schemas cannot be read.
    pub fn find(workspace: &Workspace, given: Option<&Path>) -> Result<Self> {
        let named =
            given.map(Path::to_owned).or_else(|| std::env::var_os(VARIABLE).map(Into::into));
        let root = named.unwrap_or_else(|| workspace.suites().join("JSON-Schema-Test-Suite"));
        if !root.join("tests").is_dir() {
            bail!(
                "there is no test suite in {}; get it with\n  \
                 git clone https://github.com/json-schema-org/JSON-Schema-Test-Suite\n\
                 and name its folder with --suite or ${VARIABLE}",
                root.display()
            );
        }
        let remotes = tree::read(&root.join("remotes"))?.into_iter().map(|(path, bytes)| {
            let text = String::from_utf8(bytes)
                .with_context(|| format!("remotes/{path} of the suite is not UTF-8"))?;
            Ok((path, text))
        });
        let remotes = remotes.collect::<Result<_>>()?;
        Ok(Self { root, remotes })
    }

    /// The folder of a draft's tests.
    pub fn folder(&self, draft: SuiteDraft) -> PathBuf {
        self.root.join("tests").join(draft.folder)
    }

    /// A draft's files: what is required, what is optional, with `formats` those of formats, and those of
    /// output.
    ///
    /// # Errors
    /// Where a file cannot be read, or is not one of tests.
    pub fn files(&self, draft: SuiteDraft, formats: bool) -> Result<Vec<TestFile>> {
        let output = format!("../../output-tests/{}/content/", draft.folder);
        let mut wanted = vec![
            (Owed::Required, ""),
            (Owed::Optional, "optional/"),
            (Owed::Output, output.as_str()),
        ];
        if formats {
            wanted.push((Owed::Formats, "optional/format/"));
        }
        let mut files = Vec::new();
        for (owed, under) in wanted {
            for name in json_files(&self.folder(draft).join(under))? {
                let path = format!("{under}{name}");
                let place = self.folder(draft).join(&path);
                let text = fs::read_to_string(&place)
                    .with_context(|| format!("cannot read {}", place.display()))?;
                let groups = suite_file::read(&text)
                    .with_context(|| format!("{} is not a file of tests", place.display()))?;
                files.push(TestFile { owed, path, groups });
            }
        }
        Ok(files)
    }

    /// The suite's remote schemas that a schema of this draft may refer to: those of no draft and those of
    /// its own; of another draft only where the schema speaks of that draft's folder.
    pub fn remotes(&self, draft: SuiteDraft, schema: &str) -> Vec<Source> {
        let fits = |path: &str| match path.split_once('/') {
            Some((folder, _)) if folder.starts_with("draft") || folder == "v1" => {
                folder == draft.folder || schema.contains(&format!("{REMOTES}{folder}/"))
            }
            _ => true,
        };
        let fitting = self.remotes.iter().filter(|(path, _)| fits(path));
        fitting
            .map(|(path, text)| {
                Source::library(format!("remotes/{path}"), text.clone())
                    .found_at(format!("{REMOTES}{path}"))
            })
            .collect()
    }
}

/// The names of the JSON files that stand in a folder itself, in order; none where there is no folder.
fn json_files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    if folder.is_dir() {
        let entries = fs::read_dir(folder)
            .with_context(|| format!("cannot look into {}", folder.display()))?;
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if Path::new(&name).extension().is_some_and(|ending| ending == "json") {
                names.push(name);
            }
        }
    }
    names.sort();
    Ok(names)
}
