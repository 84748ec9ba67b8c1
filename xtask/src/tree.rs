//! What lives here: folders of text files: reading one, comparing it with what it ought to hold, and
//! making it so.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

/// The files of a folder: their bytes by path, with `/` between the parts.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// How a file departs from what it ought to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Change {
    /// It is not there.
    Missing,
    /// It says something else.
    Differs,
    /// Nothing makes it any more.
    Orphan,
}

/// Reads a folder; one that does not exist has no files.
pub(crate) fn read(folder: &Path) -> Result<Tree> {
    let mut tree = Tree::new();
    if !folder.exists() {
        return Ok(tree);
    }
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot look into {}", folder.display()))?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder)?;
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            let bytes = fs::read(entry.path())
                .with_context(|| format!("cannot read {}", entry.path().display()))?;
            tree.insert(parts.join("/"), bytes);
        }
    }
    Ok(tree)
}

/// The files in which two trees differ, by path.
pub(crate) fn changes(wanted: &Tree, found: &Tree) -> BTreeMap<String, Change> {
    let missing_or_differs = wanted.iter().filter_map(|(path, bytes)| match found.get(path) {
        None => Some((path.clone(), Change::Missing)),
        Some(other) if other != bytes => Some((path.clone(), Change::Differs)),
        Some(_) => None,
    });
    let orphans = found.keys().filter(|path| !wanted.contains_key(*path));
    missing_or_differs.chain(orphans.map(|path| (path.clone(), Change::Orphan))).collect()
}

/// What is done about each change, in a folder of this name.
pub(crate) fn told(changes: &BTreeMap<String, Change>, folder: &str) -> Vec<String> {
    let line = |(path, change): (&String, &Change)| {
        let word = match change {
            Change::Missing => "created",
            Change::Differs => "updated",
            Change::Orphan => "deleted",
        };
        format!("{word} {folder}/{path}")
    };
    changes.iter().map(line).collect()
}

/// Makes a folder hold what is wanted, touching only what differs.
pub(crate) fn apply(
    folder: &Path,
    wanted: &Tree,
    changes: &BTreeMap<String, Change>,
) -> Result<()> {
    for (path, change) in changes {
        let place = folder.join(path);
        if *change == Change::Orphan {
            fs::remove_file(&place)
                .with_context(|| format!("cannot delete {}", place.display()))?;
            remove_empty_parents(folder, &place);
        } else if let Some(bytes) = wanted.get(path) {
            write(&place, bytes)?;
        }
    }
    Ok(())
}

/// Makes a folder hold what is wanted and nothing else, and says what differed.
pub(crate) fn make(folder: &Path, wanted: &Tree) -> Result<BTreeMap<String, Change>> {
    let changes = changes(wanted, &read(folder)?);
    apply(folder, wanted, &changes)?;
    Ok(changes)
}

/// Writes a file unless it holds these bytes, so that cargo does not take it for a new one.
pub(crate) fn write_if_different(place: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(place).is_ok_and(|found| found == bytes) { Ok(()) } else { write(place, bytes) }
}

/// Writes a file, and the folders that lead to it.
pub(crate) fn write(place: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
    }
    fs::write(place, bytes).with_context(|| format!("cannot write {}", place.display()))
}

fn remove_empty_parents(folder: &Path, place: &Path) {
    let parents = place.ancestors().skip(1).take_while(|parent| *parent != folder);
    // Removing a folder fails where it still holds something: that is where to stop.
    for parent in parents {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}
