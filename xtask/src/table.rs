//! What lives here: tables for people: words to the left, numbers to the right.

/// The rows under their heads, in columns as wide as what stands in them.
///
/// A column whose head begins with `#` holds numbers; the `#` is not shown.
pub(crate) fn lines(heads: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let shown: Vec<String> =
        heads.iter().map(|head| head.trim_start_matches('#').to_owned()).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).chain(shown.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(heads).zip(&widths).map(|((cell, head), width)| {
            if head.starts_with('#') { format!("{cell:>width$}") } else { format!("{cell:width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    std::iter::once(&shown).chain(rows).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them() {
        let rows = vec![
            vec!["anchor".to_owned(), "8".to_owned()],
            vec!["x".to_owned(), "1299".to_owned()],
        ];
        let lines = lines(&["file", "#passed"], &rows);
        assert_eq!(lines, ["file    passed", "anchor       8", "x         1299"]);
    }
}
