//! What lives here: exit statuses.

/// All records are valid, or were processed.
pub(crate) const GOOD: u8 = 0;

/// Some records are not valid.
pub(crate) const INVALID: u8 = 1;

/// The command could not run, or not to its end.
pub(crate) const COULD_NOT_RUN: u8 = 2;

/// Nobody reads the output any more: 128 and the number of the signal that such a program dies of.
pub(crate) const CLOSED: u8 = 141;
