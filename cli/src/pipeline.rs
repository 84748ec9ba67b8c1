//! What lives here: checking chunks on all processors and telling of them in order, in bounded memory.
//!
//! Each thread reads a chunk for itself, one at a time, so that no bytes travel from thread to thread.
//! Whoever finishes the chunk that comes next in order also hands on those behind it that are finished.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::input::{Chunk, Inputs};

/// How many bytes may be finished before their turn.
const AHEAD: usize = 8 << 20;

/// What is done with each chunk, and then with all, in order.
pub(crate) trait Job: Sync {
    /// What is found in a chunk.
    type Found: Send;

    /// Looks at a chunk. Runs on any thread, in any order.
    fn look(&self, chunk: &Chunk) -> Self::Found;
}

/// Takes what was found, in the order of the chunks.
pub(crate) trait Sink<F>: Send {
    /// Takes one chunk.
    ///
    /// # Errors
    /// Where nothing more can be written: all ends then.
    fn take(&mut self, chunk: &Chunk, found: F) -> io::Result<()>;
}

/// Runs a job over all inputs.
///
/// # Errors
/// What the sink says.
pub(crate) fn run<J: Job>(
    inputs: Inputs,
    threads: usize,
    job: &J,
    sink: &mut impl Sink<J::Found>,
) -> io::Result<()> {
    let line = Line {
        inputs: Mutex::new(inputs),
        sink: Mutex::new(sink),
        order: Mutex::new(Order::default()),
        moved: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| line.work(job));
        }
        line.work(job);
    });
    let order = line.order.into_inner().unwrap_or_else(PoisonError::into_inner);
    order.error.map_or(Ok(()), Err)
}

/// What the threads share.
struct Line<'a, S, F> {
    inputs: Mutex<Inputs>,
    sink: Mutex<&'a mut S>,
    order: Mutex<Order<F>>,
    moved: Condvar,
}

/// How far the chunks have been handed on.
struct Order<F> {
    /// The chunk that is handed on next.
    next: u64,
    /// Those that are finished before their turn.
    waiting: BTreeMap<u64, (Chunk, F)>,
    /// Whether a thread is handing on.
    busy: bool,
    error: Option<io::Error>,
    /// Buffers of chunks that are done, to be used again.
    spare: Vec<Vec<u8>>,
}

impl<F> Default for Order<F> {
    fn default() -> Self {
        let (waiting, spare) = (BTreeMap::new(), Vec::new());
        Self { next: 0, waiting, busy: false, error: None, spare }
    }
}

impl<S: Sink<F>, F: Send> Line<'_, S, F> {
    fn work<J: Job<Found = F>>(&self, job: &J) {
        while let Some(buffer) = self.buffer() {
            let chunk = lock(&self.inputs).next(buffer);
            let Some(chunk) = chunk else { return };
            let found = job.look(&chunk);
            self.finish(chunk, found);
        }
    }

    /// A buffer to read into; none where all has ended.
    fn buffer(&self) -> Option<Vec<u8>> {
        let mut order = lock(&self.order);
        order.error.is_none().then(|| order.spare.pop().unwrap_or_default())
    }

    /// Puts a chunk into order, hands on what has its turn, and waits where others are far behind.
    fn finish(&self, chunk: Chunk, found: F) {
        let number = chunk.number;
        let mut order = lock(&self.order);
        order.waiting.insert(number, (chunk, found));
        while !order.busy && order.error.is_none() {
            let next = order.next;
            let Some((chunk, found)) = order.waiting.remove(&next) else { break };
            order.busy = true;
            drop(order);
            let taken = lock(&self.sink).take(&chunk, found);
            order = lock(&self.order);
            order.busy = false;
            order.next += 1;
            order.error = taken.err();
            order.keep(chunk.bytes);
            self.moved.notify_all();
        }
        // Whoever is ahead of others waits for them, so that memory stays bounded.
        while order.error.is_none() && number > order.next && order.ahead() > AHEAD {
            order = self.moved.wait(order).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<F> Order<F> {
    /// How many bytes are finished before their turn.
    fn ahead(&self) -> usize {
        self.waiting.values().map(|(chunk, _)| chunk.size()).sum()
    }

    /// Keeps a buffer for later, unless it grew for one long record.
    fn keep(&mut self, buffer: Vec<u8>) {
        if buffer.capacity() <= 4 * crate::input::CHUNK {
            self.spare.push(buffer);
        }
    }
}

/// A thread that panicked has told; the others end as they would.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
