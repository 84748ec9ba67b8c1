//! The hands of callschema: the only code that writes files.
//!
//! `generate` makes the code of the crate `callschema` from the schemas; `package` makes a crate from
//! any folder of schemas; `scaffold` drafts a schema from a sample; `conformance` holds generated code
//! to the official test suite; `bench` and `scale` measure. All take a checkout and say what they did.
//!
//! ```no_run
//! let workspace = xtask::Workspace::of_this_checkout();
//! let outcome = xtask::generate::check(&workspace).unwrap();
//! assert!(outcome.good, "{}", outcome.told.join("\n"));
//! ```

pub mod bench;
mod cargo;
pub mod conformance;
pub mod generate;
mod made;
mod outcome;
pub mod package;
mod progress;
pub mod scaffold;
pub mod scale;
mod table;
mod tree;

use std::path::{Path, PathBuf};

pub use outcome::{Asides, Outcome};

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

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of schemas.
    pub fn schemas(&self) -> PathBuf {
        self.root.join("schemas")
    }

    /// The folder of generated code.
    pub fn generated(&self) -> PathBuf {
        self.root.join(GENERATED)
    }

    /// The folder of the crate that generated code calls.
    pub fn runtime(&self) -> PathBuf {
        self.root.join("runtime")
    }

    /// The folder of the programs that time callschema beside other crates.
    pub fn bench(&self) -> PathBuf {
        self.root.join("bench")
    }

    /// The versions that the checkout is built and tested with.
    pub fn lock(&self) -> PathBuf {
        self.root.join("Cargo.lock")
    }

    /// The folder for what commands build and measure; nothing in it is kept.
    pub fn target(&self) -> PathBuf {
        let given = std::env::var_os("CARGO_TARGET_DIR");
        given.map_or_else(|| self.root.join("target"), |given| self.root.join(given))
    }

    /// The folder beside the checkout in which test suites are looked for.
    pub fn suites(&self) -> PathBuf {
        self.root.join("../shared/suites")
    }

    /// The folder of samples.
    pub fn payloads(&self) -> PathBuf {
        self.root.join("tests/payloads")
    }
}

/// The folder of generated code, from the root of a checkout.
pub const GENERATED: &str = "generated/src/gen";
