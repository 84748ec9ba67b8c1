//! What lives here: `cargo xtask generate --schemas DIR --out CRATE_DIR`: a complete crate from any
//! folder of schemas.

mod library;
mod manifest;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use callschema_codegen::{Options, Parts};

use crate::made::{self, Made};
use crate::tree::{self, Change, Tree};
use crate::{Outcome, Workspace};

/// Where the generated modules are, from the root of the crate.
const GENERATED: &str = "src/gen";

/// The crate that is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The folder of the schemas: every file in it, at any depth, that ends in `.json`.
    pub schemas: PathBuf,
    /// The folder of the crate: empty, or not there yet, or a crate that was made so before.
    pub out: PathBuf,
    /// The crate's name. None for the name of its folder.
    pub crate_name: Option<String>,
    /// The version of the runtime that the crate asks for. None for the runtime of this checkout.
    pub runtime_version: Option<String>,
    /// What is made.
    pub parts: Parts,
    /// Whether `format` is a rule.
    pub format_assertion: bool,
}

impl Wish {
    /// A crate with everything in it, on the runtime of this checkout; formats are annotations.
    pub fn new(schemas: impl Into<PathBuf>, out: impl Into<PathBuf>) -> Self {
        Self {
            schemas: schemas.into(),
            out: out.into(),
            crate_name: None,
            runtime_version: None,
            parts: Parts::All,
            format_assertion: false,
        }
    }
}

/// Writes the crate, touching what differs. Of other files in its folder, those under `src/gen/` are
/// deleted and the rest is left alone.
///
/// # Errors
/// Where the folder holds something else, files cannot be read or written, or a JSON file is no schema.
/// Mistakes in schemas are an [`Outcome`] that is not good.
pub fn write(workspace: &Workspace, wish: &Wish) -> Result<Outcome> {
    let name = manifest::crate_name(wish)?;
    refuse_what_is_not_ours(wish)?;
    let sources = sources::read(&wish.schemas)?;
    let mut options = Options::foreign();
    // The name alone: what is generated is to be the same on everybody's machine.
    let folder = wish.schemas.canonicalize()?;
    options.schemas = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    options.parts = wish.parts;
    options.assert_formats = wish.format_assertion;
    let Made { files, runtime_features, asides } =
        match made::make(&sources, &wish.schemas.display().to_string(), &options) {
            Ok(made) => made,
            Err(told) => return Ok(Outcome::bad(told)),
        };
    let root = files.get("mod.rs").map(|text| String::from_utf8_lossy(text).into_owned());
    let mut wanted: Tree =
        files.into_iter().map(|(path, text)| (format!("{GENERATED}/{path}"), text)).collect();
    let library = library::text(wish.parts, &root.unwrap_or_default());
    wanted.insert("src/lib.rs".to_owned(), library.into_bytes());
    let manifest = manifest::text(workspace, wish, &name, &runtime_features);
    wanted.insert("Cargo.toml".to_owned(), manifest.into_bytes());

    let changes = tree::changes(&wanted, &found(&wish.out, &wanted)?);
    tree::apply(&wish.out, &wanted, &changes)?;
    let count = |wanted: Change| changes.values().filter(|change| **change == wanted).count();
    let told = vec![format!(
        "{name} in {}: {} schemas, {} files: {} created, {} updated, {} deleted",
        wish.out.display(),
        sources.len(),
        wanted.len(),
        count(Change::Missing),
        count(Change::Differs),
        count(Change::Orphan)
    )];
    Ok(Outcome::good(told).with(asides))
}

/// Only an empty folder, or a crate with our mark, is written into.
fn refuse_what_is_not_ours(wish: &Wish) -> Result<()> {
    let out = &wish.out;
    if let (Ok(schemas), Ok(place)) = (wish.schemas.canonicalize(), std::path::absolute(out))
        && place.canonicalize().unwrap_or(place).starts_with(schemas)
    {
        bail!(
            "{} is inside the folder of schemas, and what it holds would be read as schemas; \
             choose a folder outside {}",
            out.display(),
            wish.schemas.display()
        );
    }
    let empty = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) if !out.exists() => true,
        Err(error) => {
            return Err(error).with_context(|| format!("{} is not a folder", out.display()));
        }
    };
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap_or_default();
    if !empty && !manifest.starts_with(manifest::MARK) {
        bail!(
            "{} is not empty and not a crate that this command made (its Cargo.toml would begin \
             with `{}`); choose another folder, or empty it first",
            out.display(),
            manifest::MARK
        );
    }
    Ok(())
}

/// The files of the crate as they are: what is to be written, and all that stands under `src/gen/`.
fn found(out: &Path, wanted: &Tree) -> Result<Tree> {
    let generated = tree::read(&out.join(GENERATED))?;
    let mut found: Tree =
        generated.into_iter().map(|(path, text)| (format!("{GENERATED}/{path}"), text)).collect();
    for path in wanted.keys() {
        if let Ok(bytes) = fs::read(out.join(path)) {
            found.insert(path.clone(), bytes);
        }
    }
    Ok(found)
}
