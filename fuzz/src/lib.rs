//! What lives here: which documents an input is about.

use callschema::DocumentInfo;

/// The first byte of all inputs that are about every document.
pub const ALL: u8 = b'*';

/// The documents that an input is about, by its first byte, and the text to ask them about: `*` is all of
/// them, `A` the first and so on.
pub fn question(input: &[u8]) -> Option<(&'static [DocumentInfo], &[u8])> {
    let (choice, json) = input.split_first()?;
    let documents = callschema::documents();
    if *choice == ALL {
        return Some((documents, json));
    }
    let index = usize::from(choice.wrapping_sub(b'A')) % documents.len();
    Some((&documents[index..=index], json))
}
