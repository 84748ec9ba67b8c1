//! What lives here: what was timed, and what becomes of it: multiples of the yardstick, and medians.

use std::collections::BTreeMap;

use super::YARDSTICK;
use super::program::Column;

/// What was timed.
#[derive(Debug)]
pub(super) struct Figures {
    pub(super) columns: Vec<Column>,
    /// By program, column and row: the time of each visit as a multiple of the yardstick's in that visit.
    multiples: BTreeMap<(usize, usize, String), Vec<f64>>,
    /// By column: nanoseconds of the yardstick in the first program.
    yardstick: BTreeMap<usize, Vec<f64>>,
}

impl Figures {
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns, multiples: BTreeMap::new(), yardstick: BTreeMap::new() }
    }

    /// Keeps what a program timed in a visit. A column of broken documents has no yardstick: the first row
    /// that is timed takes its place.
    pub(super) fn add(&mut self, program: usize, column: usize, times: &[(String, f64)]) {
        let named = times.iter().find(|(row, _)| row == YARDSTICK);
        let Some(&(_, yardstick)) = named.or(times.first()) else { return };
        if program == 0 {
            self.yardstick.entry(column).or_default().push(yardstick);
        }
        for (row, time) in times {
            let key = (program, column, row.clone());
            self.multiples.entry(key).or_default().push(time / yardstick);
        }
    }

    /// The time of a row as a multiple of the yardstick's, in a program.
    fn multiple(&self, program: usize, column: usize, row: &str) -> Option<f64> {
        median(self.multiples.get(&(program, column, row.to_owned()))?)
    }

    /// How many times faster one row is than another. Rows of the same program are compared in it, others
    /// through the yardstick.
    pub(super) fn ratio(&self, column: usize, row: &str, other: &str) -> Option<f64> {
        let within = |program| {
            let own = self.multiple(program, column, row)?;
            Some(self.multiple(program, column, other)? / own)
        };
        let across = |one, another| {
            let own = self.multiple(one, column, row)?;
            Some(self.multiple(another, column, other)? / own)
        };
        within(0).or_else(|| within(1)).or_else(|| across(0, 1)).or_else(|| across(1, 0))
    }

    /// Nanoseconds that a row takes, as if the first program had timed it.
    pub(super) fn time(&self, column: usize, row: &str) -> Option<f64> {
        let multiple = self.multiple(0, column, row).or_else(|| self.multiple(1, column, row))?;
        Some(multiple * median(self.yardstick.get(&column)?)?)
    }

    /// The columns of these parts that were visited.
    pub(super) fn of_parts(&self, parts: &[&str]) -> Vec<usize> {
        let visited = |column: &usize| self.yardstick.contains_key(column);
        let fits = |column: &usize| parts.contains(&self.columns[*column].part.as_str());
        (0..self.columns.len()).filter(|column| visited(column) && fits(column)).collect()
    }
}

/// The middle one, or the mean of both.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len().checked_sub(1)? / 2;
    Some(f64::midpoint(sorted[middle], sorted[sorted.len() / 2]))
}

/// The geometric mean.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let count = u32::try_from(values.len()).map_or(f64::MAX, f64::from);
    Some((values.iter().map(|value| value.ln()).sum::<f64>() / count).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, wanted: f64) {
        assert!(found.is_some_and(|found| (found - wanted).abs() < 1e-9), "{found:?}, {wanted}");
    }

    #[test]
    fn medians_and_means() {
        near(median(&[3.0, 1.0, 2.0]), 2.0);
        near(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        near(mean(&[1.0, 4.0]), 2.0);
        assert!(median(&[]).is_none() && mean(&[]).is_none());
    }

    #[test]
    fn rows_of_two_programs_are_compared_through_the_yardstick() {
        let mut figures = Figures::new(vec![Column::default()]);
        let times = |row: &str, yardstick: f64, time: f64| {
            vec![(YARDSTICK.to_owned(), yardstick), (row.to_owned(), time)]
        };
        figures.add(0, 0, &times("one", 10.0, 40.0));
        // The same machine, twice as slow for a while.
        figures.add(1, 0, &times("other", 20.0, 160.0));
        near(figures.ratio(0, "one", "other"), 2.0);
        near(figures.ratio(0, YARDSTICK, "other"), 8.0);
        near(figures.time(0, "other"), 80.0);
    }
}
