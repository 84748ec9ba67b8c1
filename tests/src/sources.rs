//! What lives here: folders of schemas as the generator takes them.

use std::fs;
use std::path::Path;

use callschema_codegen::{DESCRIPTION_NAME, SCHEMA_ENDING, Source};
use walkdir::WalkDir;

/// The schema files of a folder and its descriptions of requests, in whatever order the disk has them.
///
/// # Panics
/// Where a file cannot be read: a test has no use for half a folder.
pub fn sources(folder: &Path) -> Vec<Source> {
    let mut sources = files(folder, SCHEMA_ENDING);
    let descriptions = files(folder, DESCRIPTION_NAME);
    sources.extend(descriptions.into_iter().map(|file| Source::description(file.path, file.text)));
    sources
}

/// The JSON files of a folder, each a schema, in whatever order the disk has them.
///
/// # Panics
/// As [`sources`].
pub fn json_files(folder: &Path) -> Vec<Source> {
    files(folder, ".json")
}

fn files(folder: &Path, ending: &str) -> Vec<Source> {
    let files = WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("a file that can be read").into_path());
    let schemas = files.filter(|path| path.to_string_lossy().ends_with(ending));
    let source = |path: std::path::PathBuf| {
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let path = path.strip_prefix(folder).expect("a file of the folder").to_string_lossy();
        Source::new(path.replace('\\', "/"), text)
    };
    schemas.map(source).collect()
}
