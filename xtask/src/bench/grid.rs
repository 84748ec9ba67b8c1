//! What lives here: the table: rows are the ways, columns the payloads, figures megabytes of JSON a second.

use std::collections::BTreeSet;

use super::figures::{Figures, mean};
use super::program::Program;
use crate::table;

/// Which columns stand beside one another, what is said above them, and whether their mean follows.
const BANDS: [(&[&str], &str, bool); 6] = [
    (&["compact"], "MB/s, compact", true),
    (&["pretty"], "MB/s, pretty", true),
    (&["sorted"], "MB/s, members sorted by name", true),
    (&["shuffled"], "MB/s, members shuffled", true),
    (&["turns", "turns, shuffled", "stream"], "MB/s, all four kinds", false),
    (&["broken"], "MB/s, 1 MB with one violation at its very end", true),
];

/// The table, in bands that fit a page, each with the geometric mean of its columns.
pub(super) fn lines(figures: &Figures, programs: &[Program]) -> Vec<String> {
    let rows = rows(programs);
    BANDS.iter().flat_map(|band| one_band(figures, &rows, band)).collect()
}

fn one_band(
    figures: &Figures,
    rows: &[&str],
    (parts, title, with_mean): &(&[&str], &str, bool),
) -> Vec<String> {
    let columns = figures.of_parts(parts);
    let mut heads = vec![(*title).to_owned()];
    heads.extend(columns.iter().map(|&column| head(&figures.columns[column].name)));
    if *with_mean {
        heads.push("#mean".to_owned());
    }
    let line = |row: &&str| {
        let speeds: Vec<Option<f64>> =
            columns.iter().map(|&column| speed(figures, column, row)).collect();
        let known: Vec<f64> = speeds.iter().flatten().copied().collect();
        let mean = with_mean.then(|| mean(&known));
        let cells = speeds.into_iter().chain(mean).map(shown);
        let line: Vec<String> = std::iter::once((*row).to_owned()).chain(cells).collect();
        (!known.is_empty()).then_some(line)
    };
    let table: Vec<Vec<String>> = rows.iter().filter_map(line).collect();
    if table.is_empty() {
        return Vec::new();
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    std::iter::once(String::new()).chain(table::lines(&heads, &table)).collect()
}

/// The rows of all programs, each once, those of the first program first.
fn rows(programs: &[Program]) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let all = programs.iter().flat_map(|program| program.rows.iter().map(String::as_str));
    all.filter(|row| seen.insert(*row)).collect()
}

/// A column's name without what its band says.
fn head(name: &str) -> String {
    let said = [" pretty", " sorted", " shuffled", " 1M broken"];
    let short = said.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    format!("#{short}")
}

/// Megabytes a second: bytes a nanosecond are gigabytes a second.
fn speed(figures: &Figures, column: usize, row: &str) -> Option<f64> {
    let bytes = u32::try_from(figures.columns[column].bytes).ok()?;
    Some(f64::from(bytes) / figures.time(column, row)? * 1000.0)
}

fn shown(speed: Option<f64>) -> String {
    speed.map_or_else(|| "-".to_owned(), |speed| format!("{speed:.0}"))
}
