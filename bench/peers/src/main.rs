//! What lives here: the program that times callschema beside other validators and parsers.

mod parsers;
mod validators;

use callschema_bench_common::ours::{BORROWED, FROM_JSON, IS_VALID, VALIDATE, VALIDATE_BROKEN};
use callschema_bench_common::{Column, Row, ours, serve};

/// The yardstick first; the others in the order of the table.
const ROWS: &[Row] = &[
    IS_VALID,
    VALIDATE,
    FROM_JSON,
    BORROWED,
    validators::JSONSCHEMA,
    validators::JSONSCHEMA_MACRO,
    validators::JSONSCHEMA_MACRO_TYPED,
    validators::CORVUS,
    validators::BOON,
    parsers::SONIC,
    parsers::SIMD_JSON,
    VALIDATE_BROKEN,
    validators::ITER_ERRORS,
];

fn main() {
    serve(ROWS, check);
}

/// A column is timed only where three validators agree about its documents.
fn check(column: &Column) {
    ours::check(column);
    validators::check(column);
}
