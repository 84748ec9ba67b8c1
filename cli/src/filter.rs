//! What lives here: `callschema filter`.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::path::Path;

use anyhow::Context;
use callschema::DocumentInfo;
use serde_json::{Map, Value, json};

use crate::arguments::{Filter, Framing};
use crate::input::{Chunk, Content};
use crate::pipeline::{Job, Sink};
use crate::place::Places;
use crate::progress::Progress;
use crate::record::{self, Rules, Why};
use crate::{run, status, tell};

/// Runs the command; its exit status.
///
/// # Errors
/// Why it could not run.
pub(crate) fn filter(arguments: &Filter) -> anyhow::Result<u8> {
    let rejects: Box<dyn Write + Send> = match &arguments.rejects {
        Some(path) => Box::new(Rejects::open(path).with_context(|| path.display().to_string())?),
        None => Box::new(io::stderr()),
    };
    let input = &arguments.records.input;
    let (inputs, sources) = run::inputs(input, Framing::Ndjson)?;
    // A bar would stand among lines that go to the terminal.
    let has_bar = arguments.rejects.is_some() && !io::stdout().is_terminal();
    let job = Sorting { rules: run::rules(&arguments.records) };
    let mut sink = Passing {
        rules: job.rules,
        out: io::stdout(),
        rejects,
        progress: has_bar.then(|| Progress::new(&sources, inputs.bytes_read())),
        places: Places::default(),
        rejected: false,
        failed: false,
    };
    run::pipeline(input, inputs, &job, &mut sink)?;
    sink.progress.iter_mut().for_each(Progress::end);
    sink.out.flush()?;
    Ok(match (sink.failed, sink.rejected && arguments.fail_on_invalid) {
        (true, _) => status::COULD_NOT_RUN,
        (false, true) => status::INVALID,
        (false, false) => status::GOOD,
    })
}

/// A file of rejects, whose errors name it.
struct Rejects {
    file: File,
    name: String,
}

impl Rejects {
    /// Opens it to append: what is written at once then stays together, whoever else writes.
    fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).create(true).open(path)?;
        Ok(Self { file, name: path.display().to_string() })
    }
}

impl Write for Rejects {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let named =
            |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", self.name));
        self.file.write(line).map_err(named)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Tells valid lines from others.
struct Sorting {
    rules: Rules,
}

/// A record that is not passed on.
type Rejected = (Range<usize>, Option<&'static DocumentInfo>);

/// What was found in a chunk.
#[derive(Default)]
struct Sorted {
    /// Where what is passed on stands, line breaks included.
    good: Vec<Range<usize>>,
    rejected: Vec<Rejected>,
    /// How many line breaks there are.
    breaks: u64,
}

impl Job for Sorting {
    type Found = Sorted;

    fn look(&self, chunk: &Chunk) -> Sorted {
        let mut sorted = Sorted::default();
        sorted.breaks = record::each(chunk, |range, bytes| {
            let document = self.rules.document(bytes);
            if !self.rules.is_met(bytes, document) {
                sorted.rejected.push((range, document));
                return;
            }
            // A line takes its break along; lines that follow one another are passed on as one.
            let end = chunk.bytes.len().min(range.end + 1);
            match sorted.good.last_mut() {
                Some(last) if last.end == range.start => last.end = end,
                _ => sorted.good.push(range.start..end),
            }
        });
        sorted
    }
}

/// Passes lines on.
struct Passing<O, R> {
    rules: Rules,
    out: O,
    rejects: R,
    progress: Option<Progress>,
    places: Places,
    rejected: bool,
    failed: bool,
}

impl<O: Write + Send, R: Write + Send> Sink<Sorted> for Passing<O, R> {
    fn take(&mut self, chunk: &Chunk, found: Sorted) -> io::Result<()> {
        self.places.enter(chunk);
        for range in found.good {
            let text = &chunk.bytes[range];
            self.out.write_all(text)?;
            if !text.ends_with(b"\n") {
                self.out.write_all(b"\n")?;
            }
        }
        self.out.flush()?;
        for (range, document) in found.rejected {
            let text = &chunk.bytes[range.clone()];
            if let Some(why) = self.rules.why(text, document) {
                let text = Some(text).filter(|_| !matches!(why, Why::TooLong(_)));
                self.reject(chunk, range.start, text, document, &why)?;
            }
        }
        match &chunk.content {
            Content::TooLong { length, .. } => {
                self.reject(chunk, 0, None, None, &Why::TooLong(*length))?;
            }
            Content::Failed(error) => {
                self.failed = true;
                let tell = || tell::unread(chunk, error);
                self.progress.as_ref().map_or_else(tell, |progress| progress.aside(tell));
            }
            _ => {}
        }
        self.places.leave(chunk, found.breaks);
        self.progress.iter_mut().for_each(Progress::show);
        Ok(())
    }
}

impl<O: Write, R: Write> Passing<O, R> {
    /// Writes one line, at once.
    fn reject(
        &mut self,
        chunk: &Chunk,
        offset: usize,
        text: Option<&[u8]>,
        document: Option<&'static DocumentInfo>,
        why: &Why,
    ) -> io::Result<()> {
        self.rejected = true;
        let place = self.places.of(chunk, offset);
        let mut line = serde_json::to_vec(&json!({
            "source": chunk.source.name(),
            "line": place.line,
            "document": document.map(DocumentInfo::name),
            "report": report(why),
        }))?;
        line.pop();
        line.extend(record(text));
        line.extend(b"}\n");
        self.rejects.write_all(&line)
    }
}

/// The report, as `validate --format json` has it.
fn report(why: &Why) -> Value {
    let (faults, more) = why.faults();
    let violations = faults.iter().map(|fault| {
        let mut violation = Map::new();
        violation.insert("instanceLocation".to_owned(), fault.instance_location.into());
        violation.insert("absoluteKeywordLocation".to_owned(), fault.keyword_location.into());
        violation.insert("expected".to_owned(), fault.expected.clone().into());
        violation.insert("found".to_owned(), fault.found.clone().into());
        violation.insert("hint".to_owned(), fault.hint.into());
        Value::Object(violation)
    });
    json!({"violations": violations.collect::<Vec<_>>(), "more": more})
}

/// The last member of a reject: the record as it came, or its text where it is not JSON.
fn record(text: Option<&[u8]>) -> Vec<u8> {
    let Some(text) = text else { return b",\"record\":null".to_vec() };
    let json = str::from_utf8(text).ok().filter(|_| record::not_json(text).is_none());
    if let Some(json) = json {
        return [b",\"record\":", json.trim().as_bytes()].concat();
    }
    format!(",\"text\":{}", Value::from(String::from_utf8_lossy(text))).into_bytes()
}
