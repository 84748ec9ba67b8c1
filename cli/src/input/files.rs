//! What lives here: the files that are meant by the names on the command line.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
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
/// A name that leads nowhere, a folder without a file to take, and standard input twice.
pub(crate) fn find(names: &[PathBuf]) -> Result<Vec<Source>> {
    if names.is_empty() {
        return Ok(vec![Source::StandardInput]);
    }
    let mut sources = Vec::new();
    for name in names {
        if name == Path::new("-") {
            if sources.contains(&Source::StandardInput) {
                bail!("-: standard input can be read once");
            }
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

/// A link that leads back to a folder around it is passed over: all that it leads to is taken anyway. What
/// cannot be looked at is taken for a file, so that reading it tells why and costs nothing else.
fn in_folder(folder: &Path) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_taken(entry.path()) => {
                found.push(Source::File(entry.into_path()));
            }
            Ok(_) => {}
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().filter(|path| path.is_dir() || is_taken(path));
                found.extend(path.map(|path| Source::File(path.to_owned())));
            }
        }
    }
    if found.is_empty() {
        bail!("{}: there is no .json, .ndjson or .jsonl file in it", folder.display());
    }
    Ok(found)
}

/// Whether a file in a folder holds records, by its name.
fn is_taken(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let packed = [".gz", ".zst"].iter().find_map(|ending| name.strip_suffix(ending));
    ENDINGS.iter().any(|ending| packed.unwrap_or(&name).ends_with(ending))
}
