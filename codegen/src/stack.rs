//! What lives here: a stack that is deep enough. Schemas lead to one another, and the stages follow: a
//! chain of references thousands long takes thousands of calls, more than an ordinary stack holds.

use std::panic::resume_unwind;
use std::thread;

use crate::source::Source;

/// The stack for any schemas at all: as much as a program's first thread has.
const LEAST: usize = 8 << 20;

/// The stack for each byte of text. No stage needs more than 16 KB to follow a reference, and to write one
/// takes over 16 bytes.
const PER_BYTE: usize = 1 << 10;

/// The most that is asked for. It is reserved, and taken only as far as it is used.
const MOST: usize = if cfg!(target_pointer_width = "64") { 4 << 30 } else { 64 << 20 };

/// Does the work in a thread that has as much stack as these sources may need.
pub(crate) fn with_room_for<T: Send>(sources: &[Source], work: impl Fn() -> T + Sync) -> T {
    let text: usize = sources.iter().map(|source| source.text.len()).sum();
    let mut size = text.saturating_mul(PER_BYTE).saturating_add(LEAST).min(MOST);
    thread::scope(|scope| {
        // Where so much is not to be had, less may do.
        while size >= LEAST {
            let mut builder = thread::Builder::new().stack_size(size);
            if let Some(name) = thread::current().name() {
                builder = builder.name(name.to_owned());
            }
            match builder.spawn_scoped(scope, &work) {
                Ok(thread) => return thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
                Err(_) => size /= 2,
            }
        }
        work()
    })
}
