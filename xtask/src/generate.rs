//! What lives here: `cargo xtask generate`: schemas are read, code is written where it has changed.

use anyhow::{Context, Result, bail};
use callschema_codegen::{DESCRIPTION_NAME, Options, SCHEMA_ENDING, Source};
use similar::TextDiff;

use crate::made::{self, Made};
use crate::tree::{self, Change};
use crate::{GENERATED, Outcome, Workspace};

/// How many lines of a difference are shown for each stale file.
const DIFF_LINES: usize = 12;

/// Writes the generated code.
///
/// # Errors
/// Where files cannot be read or written. Mistakes in schemas are an [`Outcome`] that is not good.
pub fn write(workspace: &Workspace) -> Result<Outcome> {
    let Made { files: wanted, asides, .. } = match wanted(workspace)? {
        Ok(made) => made,
        Err(told) => return Ok(Outcome::bad(told)),
    };
    let found = tree::read(&workspace.generated())?;
    let changes = tree::changes(&wanted, &found);
    tree::apply(&workspace.generated(), &wanted, &changes)?;
    let mut told = tree::told(&changes, GENERATED);
    told.push(format!("{} files, {} changed", wanted.len(), changes.len()));
    Ok(Outcome::good(told).with(asides))
}

/// Says which generated files are stale. Writes nothing.
///
/// # Errors
/// As [`write()`].
pub fn check(workspace: &Workspace) -> Result<Outcome> {
    let Made { files: wanted, asides, .. } = match wanted(workspace)? {
        Ok(made) => made,
        Err(told) => return Ok(Outcome::bad(told)),
    };
    let found = tree::read(&workspace.generated())?;
    let changes = tree::changes(&wanted, &found);
    if changes.is_empty() {
        let told = vec![format!("{} files, all up to date", wanted.len())];
        return Ok(Outcome::good(told).with(asides));
    }
    let mut told = Vec::new();
    for (path, change) in &changes {
        told.push(match change {
            Change::Missing => format!("stale: {GENERATED}/{path} is missing"),
            Change::Differs => {
                format!("stale: {GENERATED}/{path} differs from what its schema makes")
            }
            Change::Orphan => format!("stale: {GENERATED}/{path} is made by no schema"),
        });
        if *change == Change::Differs {
            told.extend(difference(&found[path], &wanted[path]));
        }
    }
    told.push("run `cargo xtask generate` to bring them up to date".to_owned());
    Ok(Outcome::bad(told).with(asides))
}

/// The first lines in which two texts differ.
fn difference(found: &[u8], wanted: &[u8]) -> Vec<String> {
    let (found, wanted) = (String::from_utf8_lossy(found), String::from_utf8_lossy(wanted));
    let diff = TextDiff::from_lines(&found, &wanted);
    let text = diff.unified_diff().context_radius(0).to_string();
    let mut lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    let more = lines.len().saturating_sub(DIFF_LINES);
    lines.truncate(DIFF_LINES);
    if more > 0 {
        lines.push(format!("    … {more} more lines"));
    }
    lines
}

/// The generated files as the schemas want them, or the mistakes in the schemas.
fn wanted(workspace: &Workspace) -> Result<Result<Made, Vec<String>>> {
    let sources = sources(workspace)?;
    Ok(made::make(&sources, "schemas", &Options::default()))
}

/// The schema files of a checkout, and the descriptions of its requests.
fn sources(workspace: &Workspace) -> Result<Vec<Source>> {
    let folder = workspace.schemas();
    if !folder.is_dir() {
        bail!("there is no folder {}", folder.display());
    }
    let mut sources = Vec::new();
    for (path, bytes) in tree::read(&folder)? {
        let text =
            String::from_utf8(bytes).with_context(|| format!("schemas/{path} is not UTF-8"))?;
        if path.ends_with(SCHEMA_ENDING) {
            sources.push(Source::new(path, text));
        } else if path.rsplit('/').next() == Some(DESCRIPTION_NAME) {
            sources.push(Source::description(path, text));
        }
    }
    if sources.iter().all(|source| source.is_description) {
        bail!("there is no schema: no file under {} ends in `{SCHEMA_ENDING}`", folder.display());
    }
    Ok(sources)
}
