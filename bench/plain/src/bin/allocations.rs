//! What lives here: the program that counts allocations. It is one of its own, because counting takes time.

use std::hint::black_box;
use std::path::Path;

use callschema_bench_common::columns;
use callschema_bench_common::ours::{BORROWED, FROM_JSON};
use callschema_bench_plain::TYPED;

/// A line of JSON for each column of valid documents: how often each row allocates for all of them.
fn main() {
    let payloads = std::env::args_os().nth(1).expect("the folder of payloads");
    for column in columns(Path::new(&payloads)) {
        let counts = [FROM_JSON, BORROWED, TYPED].map(|row| {
            let mut way = (row.way)(&column);
            let counted = allocation_counter::measure(|| {
                black_box(way());
            });
            format!("\"{}\":{}", row.name, counted.count_total)
        });
        println!("{{\"column\":\"{}\",{}}}", column.name, counts.join(","));
    }
}
