//! What lives here: the rows of callschema itself.

use callschema::{Document, DocumentRef, bimpe, langcall, slng, zudu};

use crate::columns::Column;
use crate::document::Kind;
use crate::timing::{Row, Way};

/// The yardstick: both programs time it, and their figures are compared through it.
pub const IS_VALID: Row = Row { name: "is_valid", broken: false, way: is_valid };

/// The full report, which valid documents have none of.
pub const VALIDATE: Row = Row { name: "validate", broken: false, way: validate };

/// Checked and read.
pub const FROM_JSON: Row = Row { name: "from_json", broken: false, way: from_json };

/// Checked and read, and left in the text as far as that can be.
pub const BORROWED: Row = Row { name: "from_json, borrowed", broken: false, way: borrowed };

/// Read leniently: of valid documents the same.
pub const READ: Row = Row { name: "read", broken: false, way: read };

/// Written; reading is not counted.
pub const TO_JSON: Row = Row { name: "to_json", broken: false, way: to_json };

/// The report of a violation at the very end.
pub const VALIDATE_BROKEN: Row = Row { name: "validate, broken", broken: true, way: validate };

/// The same with one function for each kind of document.
macro_rules! by_kind {
    ($kind:expr, $document:ident => $work:expr) => {
        match $kind {
            Kind::Slng => {
                type $document = slng::Call;
                $work
            }
            Kind::Bimpe => {
                type $document = bimpe::CallResponse;
                $work
            }
            Kind::Zudu => {
                type $document = zudu::CallResponse;
                $work
            }
            Kind::Langcall => {
                type $document = langcall::Call;
                $work
            }
        }
    };
}

/// How many documents of a column a test takes.
pub fn count(column: &Column, mut accepts: impl FnMut(Kind, &[u8]) -> bool) -> usize {
    column.documents.iter().filter(|(kind, json)| accepts(*kind, json)).count()
}

/// Whether callschema takes a document.
pub fn accepts(kind: Kind, json: &[u8]) -> bool {
    by_kind!(kind, Page => Page::is_valid(json))
}

/// How many violations callschema finds in a document.
pub fn violations(kind: Kind, json: &[u8]) -> usize {
    let report = by_kind!(kind, Page => Page::validate(json));
    report.map_or_else(|report| report.violations().len(), |()| 0)
}

fn is_valid(column: &Column) -> Way<'_> {
    Box::new(|| count(column, accepts))
}

fn validate(column: &Column) -> Way<'_> {
    Box::new(|| count(column, |kind, json| by_kind!(kind, Page => Page::validate(json).is_ok())))
}

fn from_json(column: &Column) -> Way<'_> {
    Box::new(|| count(column, |kind, json| by_kind!(kind, Page => Page::from_json(json).is_ok())))
}

fn borrowed(column: &Column) -> Way<'_> {
    Box::new(|| {
        count(column, |kind, json| match kind {
            Kind::Slng => slng::CallRef::from_json(json).is_ok(),
            Kind::Bimpe => bimpe::CallResponseRef::from_json(json).is_ok(),
            Kind::Zudu => zudu::CallResponseRef::from_json(json).is_ok(),
            Kind::Langcall => langcall::CallRef::from_json(json).is_ok(),
        })
    })
}

fn read(column: &Column) -> Way<'_> {
    Box::new(|| {
        count(
            column,
            |kind, json| by_kind!(kind, Page => Page::read(json).is_ok_and(|(_, report)| report.is_empty())),
        )
    })
}

fn to_json(column: &Column) -> Way<'_> {
    let write = |(kind, json): &(Kind, Vec<u8>)| -> Box<dyn Fn() -> usize> {
        by_kind!(*kind, Page => {
            let page = Page::from_json(json).expect("a valid document");
            Box::new(move || page.to_json().len())
        })
    };
    let pages: Vec<_> = column.documents.iter().map(write).collect();
    Box::new(move || pages.iter().filter(|page| page() > 0).count())
}

/// Sees that a column is what its rows take it for.
///
/// # Panics
/// Where it is not.
pub fn check(column: &Column) {
    for (kind, json) in &column.documents {
        let found = violations(*kind, json);
        let expected = usize::from(column.part == crate::Part::Broken);
        assert_eq!(found, expected, "{}: violations in a {}", column.name, kind.name());
        assert_eq!(accepts(*kind, json), expected == 0, "{}", column.name);
    }
}
