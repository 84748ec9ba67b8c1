//! What lives here: seeded mutations of accepted samples, made with the schema in hand.
//!
//! Random bytes die in the parser. These cases are JSON of the right shape with one to three changes,
//! most of them at the edge of a rule: a bound and its neighbours, a date that almost is one, a value
//! that another branch lists. About half of them stay valid, which is asserted, for a case that is
//! always invalid tests little.

mod change;
mod locations;
mod numbers;
mod strings;
mod text;
mod values;
mod writing;

pub use change::Mutator;
pub use locations::{Location, Segment, locations, value_at, value_at_mut};
pub use values::{Rules, breaking, fitting, other_types};
pub use writing::{Lines, Style, write};

/// One mutated document.
#[derive(Clone, Debug)]
pub struct Case {
    /// The document that it is a case of.
    pub document: String,
    /// The number of the case: with the seed, it makes the case again.
    pub number: u64,
    /// The sample that it began as, and what was done to it.
    pub steps: Vec<String>,
    /// The text.
    pub json: String,
}
