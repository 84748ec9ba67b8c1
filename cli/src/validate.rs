//! What lives here: `callschema validate`.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use callschema::DocumentInfo;

use crate::arguments::{Format, Validate};
use crate::input::{Chunk, Content};
use crate::pipeline::{Job, Sink};
use crate::place::Places;
use crate::progress::Progress;
use crate::record::{self, Rejected, Rules, Why};
use crate::summary::{Shapes, Summary};
use crate::tell::{self, Tell, Told};
use crate::{interrupt, run, status};

/// How many violations of a chunk are kept until its turn to be told; further ones are found again then.
const KEPT: usize = 4096;

/// How many violations people are told of, unless they ask for more.
const FOR_PEOPLE: u64 = 100;

/// What came of it all.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) files: u64,
    pub(crate) records: u64,
    pub(crate) invalid: u64,
    /// How many violations were told.
    pub(crate) told: u64,
    /// Whether there were others.
    pub(crate) cut_short: bool,
    /// Whether all that was to be read has been read.
    pub(crate) is_whole: bool,
    /// The counts, where they are asked for.
    pub(crate) summary: Option<Summary>,
}

/// Runs the command; its exit status.
///
/// # Errors
/// Why it could not run.
pub(crate) fn validate(arguments: &Validate) -> anyhow::Result<u8> {
    let shapes = arguments.summary.then(Shapes::of_all);
    let limit = arguments.max_errors.unwrap_or(match arguments.format {
        Format::Human => FOR_PEOPLE,
        _ => 0,
    });
    let job = Checking {
        rules: run::rules(&arguments.records),
        shapes: shapes.as_ref(),
        quiet: AtomicBool::new(arguments.quiet),
    };
    let (inputs, sources) = run::inputs(&arguments.records.input, arguments.input)?;
    let mut sink = Telling {
        job: &job,
        teller: tell::teller(arguments.format),
        out: Box::new(tell::output(arguments.color)),
        progress: Progress::new(&sources, inputs.bytes_read()),
        limit: if limit == 0 { u64::MAX } else { limit },
        speaks: !arguments.quiet,
        show_sensitive: arguments.show_sensitive,
        places: Places::default(),
        number: 0,
        totals: Totals::default(),
        summary: shapes.as_ref().map(|_| Summary::default()),
        failed: false,
    };
    run::pipeline(&arguments.records.input, inputs, &job, &mut sink)?;
    sink.progress.end();
    sink.totals.is_whole = !sink.failed && !interrupt::is_asked();
    sink.totals.summary = sink.summary.as_ref().map(|summary| summary.named(shapes.as_ref()));
    // A file for a program is whole, however little is told.
    if !arguments.quiet || arguments.format == Format::Sarif || sink.totals.summary.is_some() {
        sink.teller.end(&sink.totals, &mut sink.out)?;
    }
    sink.out.flush()?;
    Ok(match (sink.failed, sink.totals.invalid) {
        (true, _) => status::COULD_NOT_RUN,
        (false, 0) => status::GOOD,
        (false, _) => status::INVALID,
    })
}

/// Checks records.
struct Checking<'a> {
    rules: Rules,
    /// What to compare records with, where drift is asked for.
    shapes: Option<&'a Shapes>,
    /// Whether no more is told: then verdicts will do.
    quiet: AtomicBool,
}

/// What was found in a chunk.
struct Checked {
    records: u64,
    /// How many line breaks there are.
    breaks: u64,
    /// What is not valid, with the record's number in the chunk.
    rejected: Vec<(u64, Rejected)>,
    summary: Option<Summary>,
}

impl Job for Checking<'_> {
    type Found = Checked;

    fn look(&self, chunk: &Chunk) -> Checked {
        let summary = self.shapes.map(|_| Summary::default());
        let mut checked = Checked { records: 0, breaks: 0, rejected: Vec::new(), summary };
        let mut kept = 0;
        let quiet = self.quiet.load(Ordering::Relaxed) && self.shapes.is_none();
        checked.breaks = record::each(chunk, |range, bytes| {
            checked.records += 1;
            let document = self.rules.document(bytes);
            let valid = quiet && self.rules.is_met(bytes, document);
            let why = if quiet { None } else { self.rules.why(bytes, document) };
            if let (Some(summary), Some(shapes)) = (&mut checked.summary, self.shapes) {
                summary.add(shapes, document, bytes, why.as_ref());
            }
            if valid || (!quiet && why.is_none()) {
                return;
            }
            let why = why.filter(|_| kept < KEPT);
            kept += why.as_ref().map_or(0, Why::count);
            checked.rejected.push((checked.records, Rejected { range, document, why }));
        });
        checked
    }
}

/// Tells what was found.
struct Telling<'a> {
    job: &'a Checking<'a>,
    teller: Box<dyn Tell>,
    out: Box<dyn Write + Send>,
    progress: Progress,
    /// How many violations are told.
    limit: u64,
    speaks: bool,
    show_sensitive: bool,
    places: Places,
    /// The records of the present file, as far as they have been told.
    number: u64,
    totals: Totals,
    summary: Option<Summary>,
    /// Whether some input could not be read.
    failed: bool,
}

impl Sink<Checked> for Telling<'_> {
    fn take(&mut self, chunk: &Chunk, found: Checked) -> io::Result<()> {
        self.places.enter(chunk);
        if chunk.first {
            self.number = 0;
            self.totals.files += 1;
        }
        match &chunk.content {
            Content::Failed(error) => {
                self.failed = true;
                self.progress.aside(|| tell::unread(chunk, error));
            }
            Content::TooLong { length, .. } => {
                let why = Some(Why::TooLong(*length));
                let rejected = Rejected { range: 0..0, document: None, why };
                self.add(1, chunk, vec![(1, rejected)])?;
            }
            _ => self.add(found.records, chunk, found.rejected)?,
        }
        if let (Some(summary), Some(found)) = (&mut self.summary, found.summary) {
            summary.merge(found);
        }
        self.places.leave(chunk, found.breaks);
        self.progress.show();
        Ok(())
    }
}

impl Telling<'_> {
    fn add(&mut self, records: u64, chunk: &Chunk, all: Vec<(u64, Rejected)>) -> io::Result<()> {
        self.totals.records += records;
        self.totals.invalid += all.len() as u64;
        for (number, rejected) in all {
            if !self.speaks {
                break;
            }
            if self.totals.told >= self.limit {
                self.totals.cut_short = true;
                self.job.quiet.store(true, Ordering::Relaxed);
                break;
            }
            self.tell(chunk, number, rejected)?;
        }
        self.number += records;
        Ok(())
    }

    fn tell(&mut self, chunk: &Chunk, number: u64, rejected: Rejected) -> io::Result<()> {
        let text = &chunk.bytes[rejected.range.clone()];
        let Some(why) = rejected.why.or_else(|| self.job.rules.why(text, rejected.document)) else {
            return Ok(());
        };
        let (mut faults, mut more) = why.faults();
        faults.sort_by_key(|fault| fault.offset);
        let room = usize::try_from(self.limit - self.totals.told).unwrap_or(usize::MAX);
        more += faults.len().saturating_sub(room);
        faults.truncate(room);
        self.totals.told += faults.len() as u64;
        let start = rejected.range.start;
        let source = chunk.source.name();
        let told = Told {
            source: &source,
            number: self.number + number,
            place: self.places.of(chunk, start),
            document: rejected.document.map(DocumentInfo::name),
            text,
            show_sensitive: self.show_sensitive,
            more,
            faults: faults
                .into_iter()
                .map(|fault| {
                    let place = self.places.of(chunk, start + fault.offset);
                    (fault, place)
                })
                .collect(),
        };
        let (teller, out) = (&mut self.teller, &mut self.out);
        self.progress.aside(|| teller.record(&told, out))
    }
}
