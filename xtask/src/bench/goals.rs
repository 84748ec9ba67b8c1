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

/// What another order of members may cost, where a document of 50 kB is timed by itself as it is in the grid.
const OTHER_ORDER: (f64, f64) = (0.6, 0.85);

/// Documents whose members are in another order.
#[derive(Clone, Copy, Debug)]
struct Order {
    title: &'static str,
    part: &'static str,
    /// The part that has the same documents in the schema's order.
    ordered: &'static str,
    wanted: Option<(f64, f64)>,
}

const ORDERS: [Order; 3] = [
    Order {
        title: "is_valid, sorted by name",
        part: "sorted",
        ordered: "compact",
        wanted: Some(OTHER_ORDER),
    },
    Order {
        title: "is_valid, shuffled",
        part: "shuffled",
        ordered: "compact",
        wanted: Some(OTHER_ORDER),
    },
    Order {
        title: "is_valid, shuffled, four in turns",
        part: "turns, shuffled",
        ordered: "turns",
        wanted: None,
    },
];

/// The table of ratios: over the grid, at the payload where it is lowest, and over the stream.
pub(super) fn lines(figures: &Figures) -> Vec<String> {
    let mut rows: Vec<Vec<String>> = GOALS.iter().filter_map(|goal| line(figures, goal)).collect();
    rows.extend(ORDERS.iter().filter_map(|order| other_order(figures, order)));
    if rows.is_empty() {
        return Vec::new();
    }
    let heads =
        ["times as fast", "as", "#mean", "#stream", "#lowest", "at", "#at least", "#aim", ""];
    std::iter::once(String::new()).chain(table::lines(&heads, &rows)).collect()
}

fn line(figures: &Figures, goal: &Goal) -> Option<Vec<String>> {
    let columns = figures.of_parts(goal.parts);
    let ratios = columns.iter().filter_map(|&at| Some((ratio(figures, goal, at)?, at))).collect();
    let stream = figures.of_parts(&["stream"]).first().and_then(|&at| ratio(figures, goal, at));
    cells([goal.ours, &goal.against.join(" or ")], figures, ratios, stream, goal.wanted)
}

/// A line: what is compared, and its ratios, each with its column.
fn cells(
    compared: [&str; 2],
    figures: &Figures,
    ratios: Vec<(f64, usize)>,
    stream: Option<f64>,
    wanted: Option<(f64, f64)>,
) -> Option<Vec<String>> {
    let over_all = mean(&ratios.iter().map(|(ratio, _)| *ratio).collect::<Vec<_>>())?;
    let (lowest, at) = ratios.into_iter().min_by(|one, other| one.0.total_cmp(&other.0))?;
    let mut cells = compared.map(str::to_owned).to_vec();
    cells.extend([times(Some(over_all)), times(stream), times(Some(lowest))]);
    cells.push(figures.columns[at].name.clone());
    cells.extend(verdict(over_all, wanted));
    Some(cells)
}

fn ratio(figures: &Figures, goal: &Goal, column: usize) -> Option<f64> {
    let all: Option<Vec<f64>> =
        goal.against.iter().map(|other| figures.ratio(column, goal.ours, other)).collect();
    all?.into_iter().min_by(f64::total_cmp)
}

/// Documents in another order against the same in order: the same bytes, elsewhere.
fn other_order(figures: &Figures, order: &Order) -> Option<Vec<String>> {
    let ratio = |&other: &usize| {
        let name = &figures.columns[other].name;
        let same = |&column: &usize| name.starts_with(&figures.columns[column].name);
        let ordered = figures.of_parts(&[order.ordered]).into_iter().find(same)?;
        let time = |column: usize| figures.time(column, super::YARDSTICK);
        Some((time(ordered)? / time(other)?, other))
    };
    let ratios = figures.of_parts(&[order.part]).iter().filter_map(ratio).collect();
    cells([order.title, "in schema order"], figures, ratios, None, order.wanted)
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
    fn documents_in_another_order_stand_beside_the_same_in_order() {
        let columns = [
            ("a", "compact"),
            ("b", "compact"),
            ("b shuffled", "shuffled"),
            ("a shuffled", "shuffled"),
        ];
        let columns = columns.map(|(name, part)| Column {
            name: name.to_owned(),
            part: part.to_owned(),
            ..Column::default()
        });
        let mut figures = Figures::new(columns.to_vec());
        for (column, time) in [10.0, 30.0, 40.0, 30.0].into_iter().enumerate() {
            figures.add(0, column, &[("is_valid".to_owned(), time)]);
        }
        let row = other_order(&figures, &ORDERS[1]).expect("all columns are there");
        assert_eq!(row[2..], ["0.50x", "-", "0.33x", "a shuffled", "0.60x", "0.85x", "missed"]);
        assert!(other_order(&figures, &ORDERS[0]).is_none());
    }

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
