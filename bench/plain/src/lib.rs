//! What lives here: the rows of the programs that measure callschema beside `serde_json` as it is by default.

use callschema_bench_common::ours::{BORROWED, FROM_JSON, IS_VALID, READ, TO_JSON};
use callschema_bench_common::{Column, Kind, Row, Way, count, typed};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The yardstick first. A row that the other program has too stands beside what it is compared with.
pub const ROWS: &[Row] = &[
    IS_VALID,
    Row { name: "serde_json Value", broken: false, way: value },
    TYPED,
    FROM_JSON,
    BORROWED,
    READ,
    Row { name: "serde_json typed to_vec", broken: false, way: written },
    TO_JSON,
];

/// Derived structs, nothing validated.
pub const TYPED: Row = Row { name: "serde_json typed", broken: false, way: typed };

/// The tree, and nothing else.
fn value(column: &Column) -> Way<'_> {
    Box::new(|| count(column, |_, json| serde_json::from_slice::<Value>(json).is_ok()))
}

/// Derived structs, nothing validated.
fn typed(column: &Column) -> Way<'_> {
    Box::new(|| {
        count(column, |kind, json| match kind {
            Kind::Slng => reads::<typed::slng::Call>(json),
            Kind::Bimpe => reads::<typed::bimpe::CallResponse>(json),
            Kind::Zudu => reads::<typed::zudu::CallResponse>(json),
            Kind::Langcall => reads::<typed::langcall::Call>(json),
        })
    })
}

/// Derived structs, written; reading is not counted.
fn written(column: &Column) -> Way<'_> {
    let writers = column.documents.iter().map(|(kind, json)| match kind {
        Kind::Slng => writer::<typed::slng::Call>(json),
        Kind::Bimpe => writer::<typed::bimpe::CallResponse>(json),
        Kind::Zudu => writer::<typed::zudu::CallResponse>(json),
        Kind::Langcall => writer::<typed::langcall::Call>(json),
    });
    let writers: Vec<_> = writers.collect();
    Box::new(move || writers.iter().filter(|write| write() > 0).count())
}

fn reads<T: DeserializeOwned>(json: &[u8]) -> bool {
    serde_json::from_slice::<T>(json).is_ok()
}

fn writer<T: DeserializeOwned + Serialize + 'static>(json: &[u8]) -> Box<dyn Fn() -> usize> {
    let page: T = serde_json::from_slice(json).expect("a valid document");
    Box::new(move || serde_json::to_vec(&page).map_or(0, |json| json.len()))
}
