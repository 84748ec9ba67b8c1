//! What lives here: the files that are meant by the names on the command line.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

/// Where records come from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Source {
    StandardInput,
    File(PathBuf),
}

impl Source {
    /// As people know it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::StandardInput => "(standard input)".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// How many bytes it has; none where that is not known before they come.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::StandardInput => None,
            Self::File(path) => {
                let data = path.metadata().ok()?;
                data.is_file().then_some(data.len())
            }
        }
    }

    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        match self {
            Self::StandardInput => Ok(Box::new(io::stdin())),
            Self::File(path) => Ok(Box::new(File::open(path)?)),
        }
    }
}

/// The endings of files that are taken from folders.
const ENDINGS: [&str; 3] = [".json", ".ndjson", ".jsonl"];

/// The files that are meant: as they are named, and those in folders in order of their paths.
///
/// # Errors
/// A name that leads nowhere, and a folder without a file to take.
pub(crate) fn find(names: &[PathBuf]) -> Result<Vec<Source>> {
    if names.is_empty() {
        return Ok(vec![Source::StandardInput]);
    }
    let mut sources = Vec::new();
    for name in names {
        if name == Path::new("-") {
            sources.push(Source::StandardInput);
        } else if name.is_dir() {
            sources.extend(in_folder(name)?);
        } else if name.exists() {
            sources.push(Source::File(name.clone()));
        } else {
            bail!("{}: there is no such file or folder", name.display());
        }
    }
    Ok(sources)
}

fn in_folder(folder: &Path) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry = entry.with_context(|| folder.display().to_string())?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let packed = [".gz", ".zst"].iter().find_map(|ending| name.strip_suffix(ending));
        let plain = packed.unwrap_or(&name);
        if entry.file_type().is_file() && ENDINGS.iter().any(|ending| plain.ends_with(ending)) {
            found.push(Source::File(entry.into_path()));
        }
    }
    if found.is_empty() {
        bail!("{}: there is no .json, .ndjson or .jsonl file in it", folder.display());
    }
    Ok(found)
}
