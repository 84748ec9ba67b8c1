//! What lives here: `cargo xtask bench`: how fast callschema is, beside others and on one processor.
//!
//! Two programs do the work, `bench/peers` and `bench/plain`, because cargo would give both the same
//! features of `serde_json`. They take turns, a column at a time; both time our `is_valid`, and every figure
//! is read as a multiple of what that took in the same turn.

mod allocations;
mod commands;
mod cost;
mod figures;
mod goals;
mod grid;
mod machine;
mod program;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use self::figures::Figures;
use self::program::{Column, Program};
use crate::{Outcome, Workspace, cargo, progress};

pub use self::commands::commands;
pub use self::cost::build_cost;

/// What all figures are compared with. The first row of both programs.
const YARDSTICK: &str = "is_valid";

/// The folders of the programs.
const PROGRAMS: [&str; 2] = ["peers", "plain"];

/// How often every column is visited, and for how long at most. A round of all takes some five seconds.
const ROUNDS: usize = 25;
const QUICK_ROUNDS: usize = 5;
const LIMIT: Duration = Duration::from_secs(240);

/// What is measured.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Fewer columns and rounds.
    pub quick: bool,
    /// Texts of which a column's or row's name holds one. None: all of them.
    pub only: Vec<String>,
}

impl Plan {
    /// Whether a column is visited. A pattern that speaks of rows alone leaves all columns.
    fn wants_column(&self, name: &str, columns: &[Column]) -> bool {
        let quick = !self.quick || !(name.contains("2K") || name.contains("1M"));
        let names = columns.iter().map(|column| column.name.as_str());
        (quick || name.ends_with("broken")) && self.wants(name, names)
    }

    /// Whether a row is timed.
    fn wants_row(&self, name: &str, programs: &[Program]) -> bool {
        let names = programs.iter().flat_map(|program| program.rows.iter().map(String::as_str));
        name == YARDSTICK || self.wants(name, names)
    }

    fn wants<'a>(&self, name: &str, mut all: impl Iterator<Item = &'a str>) -> bool {
        let fits = |name: &str| self.only.iter().any(|pattern| name.contains(pattern.as_str()));
        fits(name) || !all.any(fits)
    }
}

/// Builds the programs, times, and shows the table and the ratios.
///
/// # Errors
/// Where a program cannot be built or started, or finds that a validator is wrong about a document.
pub fn run(workspace: &Workspace, plan: &Plan) -> Result<Outcome> {
    let target = workspace.target().join("bench");
    for name in PROGRAMS {
        build(&workspace.bench().join(name), &target)?;
    }
    let core = machine::core();
    let start = |name: &str| {
        let program = target.join("release").join(format!("callschema-bench-{name}"));
        Program::start(&program, &workspace.payloads(), core)
    };
    let mut programs = PROGRAMS.map(start).into_iter().collect::<Result<Vec<_>>>()?;
    let columns = programs[0].columns.clone();
    ensure!(
        programs.iter().all(|program| program.columns == columns),
        "the programs made different payloads of the same samples"
    );
    let load = machine::load();
    let mut figures = Figures::new(columns);
    let rounds = measure(&mut programs, plan, &mut figures)?;
    let mut shown = machine::lines(workspace, core);
    shown.push(format!("{rounds} rounds, medians; the machine's load before the first: {load}"));
    shown.extend(grid::lines(&figures, &programs));
    shown.extend(goals::lines(&figures));
    let counting = target.join("release").join("callschema-bench-allocations");
    shown.extend(allocations::lines(&counting, &workspace.payloads(), &figures)?);
    Ok(Outcome { shown, ..Outcome::good(Vec::new()) })
}

fn build(folder: &Path, target: &Path) -> Result<()> {
    let what = format!("compiling {}", folder.display());
    let build = cargo::Build { folder, target, what: &what, release: true };
    match cargo::compile(&build, &["--quiet", "--locked"])? {
        Ok(_) => Ok(()),
        Err(errors) => {
            bail!("{} cannot be compiled:\n{}", folder.display(), cargo::head(&errors))
        }
    }
}

/// Lets the programs take turns until every column has had its visits, or time is up: how many rounds.
fn measure(programs: &mut [Program], plan: &Plan, figures: &mut Figures) -> Result<usize> {
    let rows: Vec<Vec<usize>> = programs
        .iter()
        .map(|program| {
            let rows = program.rows.iter().enumerate();
            rows.filter(|(_, row)| plan.wants_row(row, programs))
                .map(|(number, _)| number)
                .collect()
        })
        .collect();
    let columns = figures.columns.clone();
    let visited: Vec<usize> = (0..columns.len())
        .filter(|&column| plan.wants_column(&columns[column].name, &columns))
        .collect();
    let rounds = if plan.quick { QUICK_ROUNDS } else { ROUNDS };
    let done = AtomicUsize::new(0);
    let what = || format!("timing, round {} of {rounds}", done.load(Ordering::Relaxed) + 1);
    progress::during(what, || {
        let began = Instant::now();
        while done.load(Ordering::Relaxed) < rounds && began.elapsed() < LIMIT {
            for &column in &visited {
                for (number, program) in programs.iter_mut().enumerate() {
                    let times = program.visit(column, &rows[number])?;
                    figures.add(number, column, &times);
                }
            }
            done.fetch_add(1, Ordering::Relaxed);
        }
        Ok(done.load(Ordering::Relaxed))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str) -> Column {
        Column { name: name.to_owned(), ..Column::default() }
    }

    #[test]
    fn a_pattern_of_columns_leaves_all_rows_and_the_other_way_round() {
        let columns = [column("zudu 2K"), column("slng 50K pretty")];
        let only = |pattern: &str| Plan { only: vec![pattern.to_owned()], ..Plan::default() };
        assert!(only("zudu").wants_column("zudu 2K", &columns));
        assert!(!only("zudu").wants_column("slng 50K pretty", &columns));
        assert!(only("boon").wants_column("slng 50K pretty", &columns));
        assert!(only("zudu").wants_row("Value + boon", &[]));
    }

    #[test]
    fn a_quick_run_leaves_out_the_smallest_and_the_largest() {
        let plan = Plan { quick: true, ..Plan::default() };
        assert!(plan.wants_column("slng 50K pretty", &[]));
        assert!(plan.wants_column("slng 1M broken", &[]));
        assert!(!plan.wants_column("slng 1M", &[]));
    }
}
