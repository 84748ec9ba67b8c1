//! The hands of callschema: the only code that writes files.
//!
//! `generate` makes the code of the crate `callschema` from the schemas; `scaffold` drafts a schema
//! from a sample. Both take the folder of a checkout and say what they did.
//!
//! ```no_run
//! let workspace = xtask::Workspace::of_this_checkout();
//! let outcome = xtask::generate::check(&workspace).unwrap();
//! assert!(outcome.good, "{}", outcome.told.join("\n"));
//! ```

pub mod generate;
pub mod scaffold;
mod tree;

use std::path::{Path, PathBuf};

/// The folder of a checkout.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout that this program was built from.
    pub fn of_this_checkout() -> Self {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::at(own.parent().unwrap_or(own))
    }

    /// A checkout somewhere else.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder of schemas.
    pub fn schemas(&self) -> PathBuf {
        self.root.join("schemas")
    }

    /// The folder of generated code.
    pub fn generated(&self) -> PathBuf {
        self.root.join(GENERATED)
    }

    /// The folder of samples.
    pub fn payloads(&self) -> PathBuf {
        self.root.join("tests/payloads")
    }
}

/// The folder of generated code, from the root of a checkout.
pub const GENERATED: &str = "generated/src/gen";

/// What a command did.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Lines for the person who ran it.
    pub told: Vec<String>,
    /// Whether all is well.
    pub good: bool,
}
