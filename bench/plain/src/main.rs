//! What lives here: the program that times callschema beside `serde_json` as it is by default.

use callschema_bench_common::{ours, serve};
use callschema_bench_plain::ROWS;

fn main() {
    serve(ROWS, ours::check);
}
