//! What lives here: a line on a terminal that says what is being done, and for how long. Where the
//! errors do not go to a terminal, nothing is said.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often the line is written anew.
const TICK: Duration = Duration::from_millis(200);

/// Does the work, and says meanwhile what it is.
pub(crate) fn during<T>(what: impl Fn() -> String + Sync, work: impl FnOnce() -> T) -> T {
    if !stderr().is_terminal() {
        return work();
    }
    let running = AtomicBool::new(true);
    thread::scope(|scope| {
        let ticker = scope.spawn(|| {
            let began = Instant::now();
            while running.load(Ordering::Relaxed) {
                // A line that cannot be written is no reason to stop the work.
                let _ = write!(stderr(), "\r\x1b[K{:>4} s  {}", began.elapsed().as_secs(), what());
                thread::park_timeout(TICK);
            }
            let _ = write!(stderr(), "\r\x1b[K");
        });
        // Work that panics has to end the ticker too, or the scope waits for it without end.
        let _stop = Stop { running: &running, ticker: ticker.thread().clone() };
        work()
    })
}

/// Ends the ticker when it goes.
struct Stop<'a> {
    running: &'a AtomicBool,
    ticker: thread::Thread,
}

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.running.store(false, Ordering::Relaxed);
        self.ticker.unpark();
    }
}
