//! What a parcel service does with the documents that a shop and a courier send it: checks them, reads
//! them, writes them back.

use callschema_runtime::{Document, DocumentInfo, Report};

use schemas::courier::event::Event;
use schemas::shop::order::{Order, OrderStatus};

/// What build.rs made of the folder `schemas/`: a module a file, and the list of all documents.
#[allow(dead_code, unused_imports, reason = "we use a part of what there is")]
#[allow(deprecated, reason = "members that are no longer sent are still read and written")]
#[allow(clippy::too_many_lines, reason = "as schemas list their members")]
mod schemas {
    include!(concat!(env!("OUT_DIR"), "/schemas/mod.rs"));
}

/// An order as it comes, with a member that its schema does not name.
const ORDER: &str = r#"{
  "id":1017,"status":"paid",
  "items":[{"sku":"teapot","count":2,"price":{"amount":24.50,"currency":"EUR"}}],
  "total":{"amount":49.00,"currency":"EUR"},
  "ship_to":{"name":"Ada Example","lines":["1 Sample Street"],"country":"IE"},
  "gift_note":null,
  "channel":"app"
}"#;

fn main() {
    // By name: all that is wrong with a document.
    let spoiled = ORDER.replace("\"count\":2", "\"count\":0").replace("EUR\"},", "euro\"},");
    let order = document("shop/order").expect("its schema is schemas/shop/order.json");
    if let Err(report) = order.validate(spoiled.as_bytes()) {
        println!("The order is not taken:\n{report}\n");
    }

    // By type: read, changed, written back.
    match packed(ORDER.as_bytes()) {
        Ok(order) => println!("The order as it goes out:\n{}\n", String::from_utf8_lossy(&order)),
        Err(report) => println!("{report}\n"),
    }

    // One of several shapes.
    let event = br#"{"event": "delivered", "parcel": "P-7", "at": "2025-06-01T09:30:00Z"}"#;
    match headline(event) {
        Ok(line) => println!("The courier says: {line}"),
        Err(report) => println!("{report}"),
    }
}

/// The document of this name: the path of its schema under `schemas/`, without the ending.
fn document(name: &str) -> Option<&'static DocumentInfo> {
    schemas::DOCUMENTS.iter().find(|document| document.name() == name)
}

/// The order once it is packed. What the schema does not name, and every digit, stays as it came.
fn packed(order: &[u8]) -> Result<Vec<u8>, Report> {
    let mut order = Order::from_json(order)?;
    order.status = OrderStatus::Packed;
    Ok(order.to_json())
}

/// What has happened to a parcel, in a line.
fn headline(event: &[u8]) -> Result<String, Report> {
    Ok(match Event::from_json(event)? {
        Event::Collected(event) => format!("{} is on its way", event.parcel),
        Event::Delivered(event) => format!("{} arrived at {}", event.parcel, event.at.as_str()),
        Event::Returned(event) => format!("{} comes back: {:?}", event.parcel, event.reason),
    })
}

#[cfg(test)]
mod tests {
    use callschema_runtime::Violation;

    use super::*;

    #[test]
    fn a_report_tells_every_mistake_and_its_place() {
        let spoiled = ORDER.replace("\"IE\"", "\"Eire\"").replace("paid", "lost");
        let report = Order::validate(spoiled.as_bytes()).unwrap_err();
        let places = report.violations().iter().map(Violation::instance_location);
        assert_eq!(places.collect::<Vec<_>>(), ["/status", "/ship_to/country"]);
    }

    #[test]
    fn an_order_is_written_back_as_it_came() {
        let packed = packed(ORDER.as_bytes()).expect("the order is valid");
        let compact: String = ORDER.lines().map(str::trim).collect();
        assert_eq!(String::from_utf8_lossy(&packed), compact.replace("paid", "packed"));
    }

    #[test]
    fn a_constant_tells_what_has_happened() {
        let event = br#"{"event": "returned", "parcel": "P-7", "reason": "refused"}"#;
        assert_eq!(headline(event).as_deref(), Ok("P-7 comes back: Refused"));
        assert!(headline(br#"{"event": "lost", "parcel": "P-7"}"#).is_err());
    }

    #[test]
    fn what_only_holds_definitions_is_no_document() {
        assert!(document("courier/event").is_some());
        assert!(document("shop/definitions").is_none());
    }
}
