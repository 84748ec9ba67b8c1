//! What lives here: the program's side of the talk with `cargo xtask bench`: it is told what to time, and
//! answers in lines of JSON.
//!
//! First it says which rows and columns there are. Then each line that it reads, `COLUMN ROW,ROW,...`, is a
//! visit: every row does the column's documents once unseen, then as often as makes a time worth reading.

use std::collections::HashMap;
use std::hint::black_box;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::columns::{Column, Part, columns, write_records};
use crate::document::Kind;

/// Work that lasts no longer is repeated within a visit.
const LONG_ENOUGH: Duration = Duration::from_micros(800);

/// Does all documents of a column once and says how many of them it took.
pub type Way<'c> = Box<dyn FnMut() -> usize + 'c>;

/// A row of the table.
pub struct Row {
    /// What it is called.
    pub name: &'static str,
    /// Whether it is for documents with a violation. It takes none of these, and all of the others.
    pub broken: bool,
    /// Makes ready what the row needs for a column.
    pub way: for<'c> fn(&'c Column) -> Way<'c>,
}

impl Row {
    fn is_for(&self, column: &Column) -> bool {
        self.broken == (column.part == Part::Broken)
    }
}

/// Times rows for as long as it is asked to. The folder of payloads is the first argument. With
/// `--records DOCUMENT BYTES` behind, it writes such records instead.
///
/// # Panics
/// Where a row accepts or refuses what it should not, or the other side is gone.
pub fn serve(rows: &[Row], check: fn(&Column)) {
    let payloads = std::env::args_os().nth(1).map(PathBuf::from);
    let payloads = payloads.expect("the folder of payloads as the first argument");
    if std::env::args().nth(2).is_some_and(|argument| argument == "--records") {
        return records(&payloads);
    }
    let columns = columns(&payloads);
    columns.iter().for_each(check);
    say(&hello(rows, &columns));
    let mut repeats = HashMap::new();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line from cargo xtask bench");
        let (column, wanted) = line.split_once(' ').expect("a column and rows");
        let index: usize = column.parse().expect("the number of a column");
        for row in wanted.split(',') {
            let number: usize = row.parse().expect("the number of a row");
            let (row, column) = (&rows[number], &columns[index]);
            if row.is_for(column) {
                let repeat = repeats.entry((index, number)).or_insert(0);
                let time = time(row, column, repeat);
                say(&format!("{{\"row\":\"{}\",\"ns\":{time:.1}}}", row.name));
            }
        }
        say("{\"done\":true}");
    }
}

/// Writes records of a document.
fn records(payloads: &Path) {
    let (name, bytes) = (std::env::args().nth(3), std::env::args().nth(4));
    let kind = Kind::ALL.into_iter().find(|kind| name.as_deref() == Some(kind.name()));
    let bytes = bytes.and_then(|bytes| bytes.parse().ok()).expect("a number of bytes");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    write_records(payloads, kind.expect("a document that is measured"), bytes, &mut out)
        .expect("somebody reads");
}

/// Nanoseconds for the column's documents once. How often the work is repeated is found at the first visit.
fn time(row: &Row, column: &Column, repeat: &mut u32) -> f64 {
    let mut way = (row.way)(column);
    let began = Instant::now();
    let accepted = black_box(way());
    let expected = if row.broken { 0 } else { column.documents.len() };
    assert_eq!(accepted, expected, "{}: wrong about {}", row.name, column.name);
    if *repeat == 0 {
        // The first time is slow: once more, to know how long the work takes.
        let first = began.elapsed();
        let began = Instant::now();
        black_box(way());
        let once = began.elapsed().min(first).max(Duration::from_nanos(100));
        let times = LONG_ENOUGH.as_nanos() / once.as_nanos();
        *repeat = u32::try_from(times).unwrap_or(1).max(1);
    }
    let began = Instant::now();
    for _ in 0..*repeat {
        black_box(way());
    }
    began.elapsed().as_secs_f64() * 1e9 / f64::from(*repeat)
}

/// The line with what there is to time.
fn hello(rows: &[Row], columns: &[Column]) -> String {
    let rows: Vec<_> = rows.iter().map(|row| format!("\"{}\"", row.name)).collect();
    let column = |column: &Column| {
        format!(
            "{{\"name\":\"{}\",\"part\":\"{}\",\"bytes\":{},\"digest\":\"{:016x}\"}}",
            column.name,
            column.part.name(),
            column.bytes(),
            column.digest(),
        )
    };
    let columns: Vec<_> = columns.iter().map(column).collect();
    format!("{{\"rows\":[{}],\"columns\":[{}]}}", rows.join(","), columns.join(","))
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("cargo xtask bench listens");
}
