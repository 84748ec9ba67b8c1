//! What lives here: ending when somebody asks for it.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// The status of a program that was interrupted, as shells count: 128 and the number of the signal.
pub(crate) const STATUS: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);

/// How long work that has begun may go on: a read that nobody answers must not keep the program.
const PATIENCE: Duration = Duration::from_millis(500);

/// Listens for Ctrl-C, and for the signal to terminate.
pub(crate) fn listen() {
    // Without a handler the signal ends the program at once, which is second best.
    let _ = ctrlc::set_handler(|| {
        ASKED.store(true, Ordering::SeqCst);
        thread::sleep(PATIENCE);
        process::exit(i32::from(STATUS));
    });
}

/// Whether the program has been asked to end: no more is read, and what has been read is finished.
pub(crate) fn is_asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
