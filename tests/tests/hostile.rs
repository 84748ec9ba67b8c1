//! Whatever the text, an answer takes time that grows with its length and no faster, and memory that does
//! not grow, but for what must be remembered: the names of an object, and what is read.

use std::env;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use callschema::{DocumentInfo, Limits};
use callschema_tests::documents::typed;
use callschema_tests::hostile::SHAPES;

/// How much longer a byte may take in a long text than in a short one. The texts are ten times as long: what
/// takes quadratic time takes ten times as long for each byte.
const MOST_SLOWER: u32 = 4;

/// How often a time is taken again where it is too long: caches are shared with other programs.
const PATIENCE: usize = 5;

/// What an answer may allocate at a time: for reports, whatever the text.
const MOST_BYTES: u64 = 256 << 10;

/// For each byte of a text whose names must be remembered, or that is kept.
const MOST_PER_BYTE: u64 = 24;

/// The length of the texts in bytes that all documents are asked about.
const LENGTH: usize = 2_000_000;

/// The length of the texts in bytes that one document is asked about, for each text another:
/// `CALLSCHEMA_HOSTILE_MB` times a million, or 100 million where `CI` is set. None where neither is.
fn great_length() -> Option<usize> {
    let asked: Option<usize> = env::var("CALLSCHEMA_HOSTILE_MB").ok().map(|text| {
        text.parse().unwrap_or_else(|_| {
            panic!("CALLSCHEMA_HOSTILE_MB={text} is not a whole number; correct it")
        })
    });
    let asked = asked.or_else(|| env::var_os("CI").map(|_| 100));
    asked.map(|millions| millions * 1_000_000)
}

/// How long this thread has been running on a processor: other programs run on the machine too.
#[cfg(unix)]
fn time_spent() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("no thread runs backwards")
}

/// Where nothing tells how long a thread has been running, how late it is.
#[cfg(not(unix))]
fn time_spent() -> Duration {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    BEGIN.get_or_init(Instant::now).elapsed()
}

/// One of the ways to ask.
#[derive(Clone, Copy, Debug)]
enum Question {
    IsValid,
    Validate,
    FromJson,
}

impl Question {
    const ALL: [Self; 3] = [Self::IsValid, Self::Validate, Self::FromJson];

    /// Asks; how long it took, and how much was allocated at a time.
    fn ask(self, document: &DocumentInfo, json: &[u8]) -> (Duration, u64) {
        let typed = typed(document.name());
        let mut took = Duration::ZERO;
        let used = allocation_counter::measure(|| {
            let begin = time_spent();
            match self {
                Self::IsValid => drop(document.is_valid(json)),
                Self::Validate => drop(document.validate(json)),
                Self::FromJson => drop(typed.read_and_write(json)),
            }
            took = time_spent().saturating_sub(begin);
        });
        (took, used.bytes_max)
    }
}

/// Asks about a short and a long text of one shape; how much was allocated at a time. What is wrong, in
/// words.
fn compare(
    document: &DocumentInfo,
    question: Question,
    [short, long]: [&str; 2],
    names: bool,
) -> Result<u64, String> {
    let mut slower = 0.0;
    for _ in 0..PATIENCE {
        let (brief, _) = question.ask(document, short.as_bytes());
        let (lengthy, bytes) = question.ask(document, long.as_bytes());
        let kept = names || matches!(question, Question::FromJson);
        let most = MOST_BYTES + if kept { MOST_PER_BYTE * long.len() as u64 } else { 0 };
        if bytes > most {
            return Err(format!("{bytes} bytes were allocated, at most {most} may be"));
        }
        let factor = u32::try_from(long.len() / short.len()).unwrap_or(u32::MAX);
        // What takes no time at all has none to compare.
        let allowed = (brief * factor).max(Duration::from_millis(2)) * MOST_SLOWER;
        if lengthy <= allowed {
            return Ok(bytes);
        }
        slower = lengthy.as_secs_f64() / (brief * factor).as_secs_f64();
    }
    Err(format!("a byte takes {slower:.1} times as long in a text that is ten times as long"))
}

/// What came of asking about all texts.
#[derive(Default)]
struct Tally {
    answers: usize,
    /// The most that was allocated at a time, and by whom.
    peak: (u64, String),
    failures: Vec<String>,
}

impl Tally {
    fn add(&mut self, label: String, outcome: Result<u64, String>) {
        self.answers += 1;
        match outcome {
            Ok(bytes) if bytes > self.peak.0 => self.peak = (bytes, label),
            Ok(_) => {}
            Err(what) => self.failures.push(format!("{label}: {what}")),
        }
    }
}

/// Asks documents about two texts, two at a time.
fn ask_all(
    documents: &[DocumentInfo],
    label: &str,
    texts: [&str; 2],
    names: bool,
    tally: &Mutex<Tally>,
) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // What is not valid is not read: that costs what `validate` does.
                    let valid = document.is_valid(texts[1].as_bytes());
                    let asked = if valid { &Question::ALL[..] } else { &Question::ALL[..2] };
                    for &question in asked {
                        let outcome = compare(document, question, texts, names);
                        let label = format!("{}, {question:?}, {label}", document.name());
                        tally.lock().expect("no thread panicked").add(label, outcome);
                    }
                }
            });
        }
    });
}

#[test]
fn time_is_linear_and_memory_is_bounded() {
    let begin = Instant::now();
    let tally = Mutex::new(Tally::default());
    let all = callschema::documents();
    let mut turn = 0;
    for shape in SHAPES {
        let (short, long) = (shape.texts(LENGTH / 10), shape.texts(LENGTH));
        for (index, texts) in short.iter().zip(&long).enumerate() {
            let label = format!("{} {index}", shape.name);
            ask_all(all, &label, [texts.0, texts.1], shape.names, &tally);
        }
        let Some(length) = great_length() else { continue };
        let (short, long) = (shape.texts(length / 10), shape.texts(length));
        for (index, texts) in short.iter().zip(&long).enumerate() {
            let label = format!("{} {index} of {length} bytes", shape.name);
            turn += 1;
            let one = &all[turn % all.len()..][..1];
            ask_all(one, &label, [texts.0, texts.1], shape.names, &tally);
        }
    }
    let tally = tally.into_inner().expect("no thread panicked");
    println!(
        "{} answers in {:.1?}; at most {} bytes at a time, by {}",
        tally.answers,
        begin.elapsed(),
        tally.peak.0,
        tally.peak.1
    );
    assert!(tally.failures.is_empty(), "{}", tally.failures.join("\n"));
}

/// A text of so many arrays, each inside the one before.
fn nested(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

#[test]
fn what_is_too_deep_is_a_violation() {
    for document in callschema::documents() {
        for (limits, most) in [
            (Limits::new(), 128),
            (Limits::new().with_max_depth(10), 10),
            (Limits::new().with_max_depth(1_000), 128),
        ] {
            let told = |levels: usize| {
                let json = format!(r#"{{"no such member": {}}}"#, nested(levels - 1));
                let report = document.validate_within(json.as_bytes(), limits).err();
                let report = report.map(|report| report.to_string()).unwrap_or_default();
                let told = report.contains(&format!("at most {most} levels of nesting"));
                assert!(!told || !document.is_valid_within(json.as_bytes(), limits));
                told
            };
            assert!(!told(most), "{}: {most} levels are refused", document.name());
            assert!(told(most + 1), "{}: {} levels are accepted", document.name(), most + 1);
        }
    }
}

#[test]
fn reading_keeps_to_the_limits_too() {
    use callschema::{Document, langcall};
    let json = format!(r#"{{"deep": {}}}"#, nested(20));
    let read = |levels| {
        langcall::ErrorResponse::from_json_within(
            json.as_bytes(),
            Limits::new().with_max_depth(levels),
        )
    };
    assert!(read(21).is_ok());
    assert_eq!(read(20).expect_err("too deep").violations()[0].offset(), Some(28));
}

#[test]
fn a_report_lists_as_many_violations_as_asked_and_counts_the_rest() {
    let items = vec!["{}"; 300].join(",");
    let json = format!(r#"{{"data": [{items}], "meta": 1}}"#);
    let document = callschema::document("bimpe/call-list").expect("a document");
    let count = |limits| {
        let report = document.validate_within(json.as_bytes(), limits).expect_err("no calls");
        (report.violations().len(), report.violations().len() + report.more())
    };
    let (listed, all) = count(Limits::new());
    assert_eq!(listed, 100);
    assert!(all > 300, "{all}");
    assert_eq!(count(Limits::new().with_max_violations(1)), (1, all));
    assert_eq!(count(Limits::new().with_max_violations(0)), (1, all));
    assert_eq!(count(Limits::new().with_max_violations(10_000)), (all, all));
}
