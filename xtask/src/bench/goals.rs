//! What lives here: the ratios that callschema is held to, and those that it is honest about.

use super::figures::{Figures, mean};
use crate::table;

/// The documents over which ratios are means.
const GRID: &[&str] = &["compact", "pretty"];

/// A ratio of speeds.
#[derive(Clone, Copy, Debug)]
struct Goal {
    ours: &'static str,
    /// The fastest of these is what counts, for each payload anew.
    against: &'static [&'static str],
    parts: &'static [&'static str],
    /// What has to be reached, and what is aimed at. Without them, the ratio is told and no more.
    wanted: Option<(f64, f64)>,
}

const fn goal(
    ours: &'static str,
    against: &'static [&'static str],
    wanted: Option<(f64, f64)>,
) -> Goal {
    Goal { ours, against, parts: GRID, wanted }
}

/// Rows that no program has are left out: a row's goal may stand here before the row.
const GOALS: &[Goal] = &[
    goal("is_valid", &["Value + jsonschema"], Some((16.0, 25.0))),
    goal("is_valid", &["Value + jsonschema macro"], Some((13.0, 20.0))),
    goal("is_valid", &["corvus validate_json"], Some((4.0, 6.0))),
    goal("is_valid", &["sonic-rs Value", "simd-json tape"], Some((2.0, 3.0))),
    goal("validate", &["is_valid"], Some((0.95, 1.0))),
    Goal {
        ours: "validate, broken",
        against: &["Value + iter_errors, broken"],
        parts: &["broken"],
        wanted: Some((6.0, 10.0)),
    },
    goal("from_json", &["serde_json typed"], Some((2.0, 2.5))),
    goal("from_json", &["the same + from_value"], Some((5.0, 8.0))),
    goal("from_json, borrowed", &["serde_json typed"], Some((3.5, 5.0))),
    goal("from_json, borrowed", &["the same + from_value"], Some((9.0, 14.0))),
    goal("read", &["from_json"], Some((0.8, 0.95))),
    goal("to_json", &["serde_json typed to_vec"], Some((1.0, 1.0))),
    goal("is_valid", &["Value + boon"], None),
    goal("is_valid", &["serde_json Value"], None),
    goal("is_valid", &["serde_json typed"], None),
];

/// What another order of members may cost.
const OTHER_ORDER: (f64, f64) = (0.6, 0.85);

/// The table of ratios: over the grid, at the payload where it is lowest, and over the stream.
pub(super) fn lines(figures: &Figures) -> Vec<String> {
    let mut rows: Vec<Vec<String>> = GOALS.iter().filter_map(|goal| line(figures, goal)).collect();
    rows.extend(other_order(figures, "sorted", "is_valid, sorted by name"));
    rows.extend(other_order(figures, "shuffled", "is_valid, shuffled"));
    if rows.is_empty() {
        return Vec::new();
    }
    let heads =
        ["times as fast", "as", "#mean", "#stream", "#lowest", "at", "#at least", "#aim", ""];
    std::iter::once(String::new()).chain(table::lines(&heads, &rows)).collect()
}

fn line(figures: &Figures, goal: &Goal) -> Option<Vec<String>> {
    let columns = figures.of_parts(goal.parts);
    let ratios: Vec<(f64, usize)> = columns
        .iter()
        .filter_map(|&column| Some((ratio(figures, goal, column)?, column)))
        .collect();
    let over_all = mean(&ratios.iter().map(|(ratio, _)| *ratio).collect::<Vec<_>>())?;
    let (lowest, at) = ratios.into_iter().min_by(|one, other| one.0.total_cmp(&other.0))?;
    let stream = figures.of_parts(&["stream"]).first().and_then(|&at| ratio(figures, goal, at));
    let mut cells = vec![
        goal.ours.to_owned(),
        goal.against.join(" or "),
        times(Some(over_all)),
        times(stream),
        times(Some(lowest)),
        figures.columns[at].name.clone(),
    ];
    cells.extend(verdict(over_all, goal.wanted));
    Some(cells)
}

fn ratio(figures: &Figures, goal: &Goal, column: usize) -> Option<f64> {
    let all: Option<Vec<f64>> =
        goal.against.iter().map(|other| figures.ratio(column, goal.ours, other)).collect();
    all?.into_iter().min_by(f64::total_cmp)
}

/// The documents of 50 KB in another order against the same in order: the same bytes, elsewhere, and as many of them
/// timed together, for a processor that foretells branches learns few bytes sooner than many.
fn other_order(figures: &Figures, part: &str, title: &str) -> Option<Vec<String>> {
    let [ordered, other] =
        [*figures.of_parts(&["ordered"]).first()?, *figures.of_parts(&[part]).first()?];
    if figures.columns[ordered].bytes != figures.columns[other].bytes {
        return None;
    }
    let time = |column: usize| figures.time(column, super::YARDSTICK);
    let ratio = time(ordered)? / time(other)?;
    let mut cells = vec![title.to_owned(), "in schema order".to_owned()];
    cells.extend([times(Some(ratio)), "-".to_owned(), "-".to_owned(), String::new()]);
    cells.extend(verdict(ratio, Some(OTHER_ORDER)));
    Some(cells)
}

/// What is wanted, and whether it is reached.
fn verdict(ratio: f64, wanted: Option<(f64, f64)>) -> [String; 3] {
    let Some((least, aim)) = wanted else { return ["-", "-", ""].map(str::to_owned) };
    let word = match ratio {
        _ if ratio >= aim => "aim reached",
        _ if ratio >= least => "reached",
        _ => "missed",
    };
    [times(Some(least)), times(Some(aim)), word.to_owned()]
}

fn times(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}x"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::program::Column;

    #[test]
    fn the_faster_of_two_peers_counts_at_each_payload() {
        let named = |name: &str| Column {
            name: name.to_owned(),
            part: "compact".to_owned(),
            ..Column::default()
        };
        let mut figures = Figures::new(vec![named("a"), named("b")]);
        for (column, sonic, simd) in [(0, 20.0, 80.0), (1, 90.0, 50.0)] {
            let times = [("is_valid", 10.0), ("sonic-rs Value", sonic), ("simd-json tape", simd)];
            figures.add(0, column, &times.map(|(row, time)| (row.to_owned(), time)));
        }
        let row = line(&figures, &GOALS[3]).expect("both rows are there");
        assert_eq!(row[2], "3.16x", "the mean of 2 and 5");
        assert_eq!(row[4..], ["2.00x", "a", "2.00x", "3.00x", "aim reached"]);
        assert!(line(&figures, &GOALS[0]).is_none());
    }
}
