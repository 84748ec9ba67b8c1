//! What lives here: a bound on how much a stream can say without ending an event. The parser has none.

/// Counts bytes from one empty line to the next.
#[derive(Debug)]
pub(super) struct Guard {
    limit: usize,
    /// How many bytes have come since the last empty line.
    since: usize,
    /// The byte before.
    last: u8,
    /// Whether the line has no byte yet.
    line_is_empty: bool,
}

impl Guard {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, since: 0, last: 0, line_is_empty: true }
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// Whether all events in these bytes, which come next, are within the limit.
    pub(super) fn passes(&mut self, bytes: &[u8]) -> bool {
        bytes.iter().all(|byte| {
            self.since += 1;
            match byte {
                // The second half of one line's end.
                b'\n' if self.last == b'\r' => {}
                b'\n' | b'\r' => {
                    if self.line_is_empty {
                        self.since = 0;
                    }
                    self.line_is_empty = true;
                }
                _ => self.line_is_empty = false,
            }
            self.last = *byte;
            self.since <= self.limit
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Guard;

    fn passes(limit: usize, pieces: &[&str]) -> bool {
        let mut guard = Guard::new(limit);
        pieces.iter().all(|piece| guard.passes(piece.as_bytes()))
    }

    #[test]
    fn an_empty_line_begins_the_count_again_however_lines_end() {
        for end in ["\n", "\r\n", "\r"] {
            let event = format!("data: 1{end}{end}");
            assert!(passes(event.len() + 1, &[event.as_str(); 9]), "{end:?}");
            assert!(!passes(8, &[&format!("data: 1{end}data: 2{end}{end}")]), "{end:?}");
        }
    }

    #[test]
    fn the_end_of_a_line_may_come_in_two_pieces() {
        assert!(passes(11, &["data: 1\r", "\n\r", "\ndata: 2\r", "\n\r\n"]));
        assert!(!passes(11, &["data: 1\r", "\ndata", ": 2\r\n"]));
    }
}
