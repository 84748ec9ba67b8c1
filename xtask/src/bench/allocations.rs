//! What lives here: how often `from_json` allocates, owned and borrowed, beside what derived structs of `serde_json` do.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::figures::Figures;
use crate::table;

/// Whose allocations are counted: ours, ours of types that borrow, and what the first may be at most.
const ROWS: [&str; 3] = ["from_json", "from_json, borrowed", "serde_json typed"];

/// The table of counts, for the columns that are valid documents.
pub(super) fn lines(program: &Path, payloads: &Path, figures: &Figures) -> Result<Vec<String>> {
    let output = Command::new(program).arg(payloads).output();
    let output = output.with_context(|| format!("cannot run {}", program.display()))?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut rows = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let counts: Value = serde_json::from_str(line)?;
        let name = counts["column"].as_str().unwrap_or_default();
        let is_valid = |column: &&super::Column| column.name == name && column.part != "broken";
        if figures.columns.iter().any(|column| is_valid(&column)) {
            rows.push(row(name, ROWS.map(|row| counts[row].as_u64().unwrap_or_default())));
        }
    }
    let heads = ["allocations", "#from_json", "#borrowed", "#serde_json typed", ""];
    Ok(std::iter::once(String::new()).chain(table::lines(&heads, &rows)).collect())
}

fn row(name: &str, [ours, borrowed, theirs]: [u64; 3]) -> Vec<String> {
    let word = if ours <= theirs { "reached" } else { "missed" };
    let counts = [ours, borrowed, theirs].map(|count| count.to_string());
    [name.to_owned()].into_iter().chain(counts).chain([word.to_owned()]).collect()
}
