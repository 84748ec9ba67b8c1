//! What lives here: one call of the generator, watched: it must come back, in time, with files that are
//! Rust or with mistakes that say what to do.

use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use callschema_codegen::{Diagnostic, Options, Output, Source, generate};

/// How long the generator may take over one case. Most take a few milliseconds, the largest 20 seconds on a
/// busy machine; what doubles with each level never ends.
pub const LIMIT: Duration = Duration::from_secs(60);

/// How much stack it may use: what a thread has that nobody gave more.
const STACK: usize = 2 << 20;

/// How a call ended that ended well.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// Whether there were files, or mistakes.
    pub generated: bool,
    /// How long it took.
    pub took: Duration,
}

/// Calls the generator in a thread of this name, so that a panic, or a stack that overflows, tells which case it was.
///
/// # Errors
/// What went wrong, in words: a panic, no end, files that are no Rust, or mistakes without a remedy.
pub fn try_generator(name: &str, sources: Vec<Source>, options: Options) -> Result<Ended, String> {
    let (sender, receiver) = channel();
    let begin = Instant::now();
    let call = move || {
        let outcome = judge(generate(&sources, &options));
        // Whoever waited too long waits no more.
        let _ = sender.send(outcome);
    };
    // A name ends at a NUL.
    let name = name.replace('\0', " ");
    let thread = thread::Builder::new().name(name).stack_size(STACK).spawn(call);
    thread.map_err(|error| format!("no thread can be started: {error}"))?;
    match receiver.recv_timeout(LIMIT) {
        Ok(outcome) => outcome.map(|generated| Ended { generated, took: begin.elapsed() }),
        Err(RecvTimeoutError::Disconnected) => Err("the generator panicked".to_owned()),
        Err(RecvTimeoutError::Timeout) => Err(format!("it did not end within {LIMIT:?}")),
    }
}

/// Whether files came out.
fn judge(outcome: Result<Output, Vec<Diagnostic>>) -> Result<bool, String> {
    match outcome {
        Ok(output) => {
            for file in &output.files {
                if Path::new(&file.path).extension().is_none_or(|ending| ending != "rs") {
                    continue;
                }
                if let Err(error) = syn::parse_file(&file.text) {
                    return Err(format!("{} is no Rust: {error}", file.path));
                }
            }
            Ok(true)
        }
        Err(mistakes) if mistakes.is_empty() => Err("neither files nor mistakes".to_owned()),
        Err(mistakes) => match mistakes.iter().find(|mistake| !is_complete(mistake)) {
            Some(mistake) => Err(format!("a mistake that is not all told: {mistake}")),
            None => Ok(false),
        },
    }
}

fn is_complete(mistake: &Diagnostic) -> bool {
    let pointer = &mistake.pointer;
    !mistake.problem.trim().is_empty()
        && !mistake.remedy.trim().is_empty()
        && (pointer.is_empty() || pointer.starts_with('/'))
}
