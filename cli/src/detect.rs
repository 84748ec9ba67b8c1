//! What lives here: `callschema detect`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::arguments::Detect;
use crate::input::{Chunk, Content};
use crate::pipeline::{Job, Sink};
use crate::place::Places;
use crate::progress::Progress;
use crate::record;
use crate::{run, status, tell};

/// What is printed where no document is clear.
const UNKNOWN: &str = "-";

/// Runs the command; its exit status.
///
/// # Errors
/// Why it could not run.
pub(crate) fn detect(arguments: &Detect) -> anyhow::Result<u8> {
    let (inputs, sources) = run::inputs(&arguments.records, arguments.input)?;
    let mut sink = Listing {
        out: io::BufWriter::new(io::stdout()),
        progress: Progress::new(&sources, inputs.bytes_read()),
        each: !arguments.count,
        places: Places::default(),
        counts: BTreeMap::new(),
        failed: false,
    };
    run::pipeline(&arguments.records, inputs, &Naming, &mut sink)?;
    sink.progress.end();
    if arguments.count {
        for (name, count) in &sink.counts {
            writeln!(sink.out, "{count}\t{name}")?;
        }
    }
    sink.out.flush()?;
    Ok(match sink.failed {
        true => status::COULD_NOT_RUN,
        false if sink.counts.contains_key(UNKNOWN) => status::INVALID,
        false => status::GOOD,
    })
}

/// Names records.
struct Naming;

impl Job for Naming {
    type Found = Named;

    fn look(&self, chunk: &Chunk) -> Self::Found {
        let mut records = Vec::new();
        let breaks = record::each(chunk, |range, bytes| {
            let name = callschema::detect(bytes).map_or(UNKNOWN, callschema::DocumentInfo::name);
            records.push((range.start, name));
        });
        if let Content::TooLong { .. } = chunk.content {
            records.push((0, UNKNOWN));
        }
        Named { records, breaks }
    }
}

/// What was found in a chunk.
struct Named {
    /// Where each record begins, and its document's name.
    records: Vec<(usize, &'static str)>,
    /// How many line breaks there are.
    breaks: u64,
}

/// Prints the names, or counts them.
struct Listing<O> {
    out: O,
    progress: Progress,
    each: bool,
    places: Places,
    counts: BTreeMap<&'static str, u64>,
    failed: bool,
}

impl<O: Write + Send> Sink<Named> for Listing<O> {
    fn take(&mut self, chunk: &Chunk, found: Named) -> io::Result<()> {
        self.places.enter(chunk);
        let source = tell::plain(&chunk.source.name());
        for (offset, name) in found.records {
            *self.counts.entry(name).or_default() += 1;
            if self.each {
                let line = self.places.of(chunk, offset).line;
                writeln!(self.out, "{source}:{line}\t{name}")?;
            }
        }
        if let Content::Failed(error) = &chunk.content {
            self.failed = true;
            self.progress.aside(|| tell::unread(chunk, error));
        }
        self.places.leave(chunk, found.breaks);
        self.progress.show();
        self.out.flush()
    }
}
