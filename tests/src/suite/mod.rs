//! What lives here: the official test suite as a source of schemas, and what is made of them to try the
//! generator: schemas with changes that no author would make.

mod change;
mod pool;
mod trial;

pub use change::{Changes, ODD_NAMES};
pub use pool::{Pool, Start};
pub use trial::{Ended, LIMIT, try_generator};

use xtask::Workspace;
use xtask::conformance::Suite;

/// The suite, if it is on this machine. Where not, how to get it is told, and a test has nothing to do.
pub fn find() -> Option<Suite> {
    Suite::find(&Workspace::of_this_checkout(), None)
        .inspect_err(|error| eprintln!("nothing was tested: {error:#}"))
        .ok()
}
