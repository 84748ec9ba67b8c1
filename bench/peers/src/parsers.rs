//! What lives here: rows that parse and validate nothing: what any reader of a tree pays at least.

use callschema_bench_common::{Column, Row, Way, count};
use simd_json::Buffers;

/// The tree of sonic-rs.
pub(crate) const SONIC: Row = Row { name: "sonic-rs Value", broken: false, way: sonic };

/// The tape of simd-json. It writes over its input: the copy, into a buffer that is kept, is counted.
pub(crate) const SIMD_JSON: Row = Row { name: "simd-json tape", broken: false, way: simd_json };

fn sonic(column: &Column) -> Way<'_> {
    Box::new(|| count(column, |_, json| sonic_rs::from_slice::<sonic_rs::Value>(json).is_ok()))
}

fn simd_json(column: &Column) -> Way<'_> {
    let mut copy = Vec::with_capacity(column.bytes());
    let mut buffers = Buffers::new(column.bytes());
    Box::new(move || {
        count(column, |_, json| {
            copy.clear();
            copy.extend_from_slice(json);
            simd_json::to_tape_with_buffers(&mut copy, &mut buffers).is_ok()
        })
    })
}
