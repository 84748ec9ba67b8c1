//! Whatever a description can say of a request, be it said by a provider's or not: code generated from
//! `cases/requests/schemas` is compiled here. `codegen_keywords` keeps that code up to date.

#![allow(deprecated, reason = "what is no longer to be used is still generated")]

use callschema_runtime::client::http::{HeaderValue, Method, Request, StatusCode};
use callschema_runtime::client::{BaseUri, Endpoint, RequestError};
use callschema_runtime::{DateTime, Document};

#[path = "../cases/requests/gen/mod.rs"]
#[rustfmt::skip]
#[allow(dead_code, deprecated, unreachable_pub, clippy::pedantic, reason = "names and sizes that no provider would choose")]
mod r#gen;
pub(crate) use r#gen::DOCUMENTS;
pub use r#gen::shop;

use shop::{Colour, Credentials, DropItem, FindItems, FindItemsCredentials, GetItem, Size};

fn token() -> Credentials {
    Credentials::new("t0k").expect("a token")
}

fn find() -> FindItems {
    FindItems::new("2026-01-02T03:04:05Z", "a b", Colour::Red)
}

fn sent(endpoint: &FindItems) -> Result<Request<()>, RequestError> {
    endpoint.request(&shop::BASE_URI, &FindItemsCredentials::token("t0k").expect("a token"))
}

#[test]
fn parameters_stand_in_their_places_and_base_paths_are_kept() {
    assert_eq!(shop::BASE_URI, "http://localhost:8080/base".parse::<BaseUri>().unwrap());
    let request = GetItem::new("bo/x", 7).request(&shop::BASE_URI, &token()).unwrap();
    assert_eq!(request.uri(), "http://localhost:8080/base/items/bo%2Fx/7.json");
    assert_eq!((request.method(), GetItem::PATH), (&Method::GET, "/items/{kind}/{number}.json"));
    assert_eq!(request.headers()["accept"], "application/json");

    let request = sent(&find()).unwrap();
    let query = "since=2026-01-02T03%3A04%3A05Z&word=a%20b&colour=red";
    assert_eq!(request.uri().query(), Some(query));
    assert!(request.headers().get("colour").is_none());
}

#[test]
fn optional_parameters_are_sent_where_they_are_given() {
    let find = FindItems {
        home: Some("https://example.com/?a=1&b=2".into()),
        host: Some("example.com".into()),
        name: Some("Ada".into()),
        size: Some(Size::from("enormous")),
        colour_header: Some("a colour".into()),
        r#type: Some(true),
        ..find()
    };
    let request = sent(&find).unwrap();
    let query = request.uri().query().unwrap();
    let given = "&size=enormous&type=true";
    assert!(query.ends_with(given), "{query}");
    assert!(query.contains("home=https%3A%2F%2Fexample.com%2F%3Fa%3D1%26b%3D2&host=example.com"));
    assert_eq!(request.headers()["colour"], "a colour");
}

#[test]
fn parameters_keep_their_rules() {
    let broken = |change: fn(&mut FindItems)| {
        let mut find = find();
        change(&mut find);
        sent(&find).expect_err("a broken rule").parameter_name().expect("a parameter")
    };
    assert_eq!(broken(|find| find.since = DateTime::from("yesterday")), "since");
    assert_eq!(broken(|find| find.home = Some("example".into())), "home");
    assert_eq!(broken(|find| find.host = Some("-".into())), "host");
    assert_eq!(broken(|find| find.name = Some("A".into())), "name");
    assert_eq!(broken(|find| find.name = Some("Augusta".into())), "name");
    assert_eq!(broken(|find| find.word = String::new()), "word");
    assert_eq!(broken(|find| find.colour = Colour::from("blue")), "colour");
    assert_eq!(broken(|find| find.colour_header = Some("a\nb".into())), "colour");
    for number in [0, 10] {
        let error = GetItem::new("box", number).request(&shop::BASE_URI, &token()).unwrap_err();
        assert_eq!(error.parameter_name(), Some("number"));
    }
}

#[test]
fn one_of_the_ways_to_show_who_asks_is_taken() {
    let request = |credentials: &FindItemsCredentials| {
        find().request(&shop::BASE_URI, credentials).expect("a request")
    };
    let both = request(&FindItemsCredentials::key_and_seal("k", "s").unwrap());
    assert_eq!(
        (&both.headers()["x-key"], &both.headers()["x-seal"]),
        (&"k".parse().unwrap(), &"s".parse().unwrap())
    );
    assert!(both.headers()["x-key"].is_sensitive() && both.headers()["x-seal"].is_sensitive());
    assert!(both.headers().get("authorization").is_none());
    let ticket = request(&FindItemsCredentials::ticket("a+b").unwrap());
    assert!(ticket.uri().query().unwrap().ends_with("&ticket=a%2Bb"));
    let nobody = DropItem::new("box", 4_000_000_000, true).request(&shop::BASE_URI, &()).unwrap();
    assert_eq!(nobody.uri().path_and_query().unwrap(), "/base/items/box/4000000000.json?sure=true");
    assert_eq!(nobody.method(), Method::DELETE);
}

#[test]
fn what_is_sensitive_is_not_shown() {
    let shown = format!("{:?}", FindItems { word: "canary".to_owned(), ..find() });
    assert!(shown.contains("word: (not shown)") && shown.contains("colour: Red"), "{shown}");
    let shown = format!("{:?}", FindItemsCredentials::key_and_seal("canary", "canary").unwrap());
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn each_status_has_its_own_document() {
    let json = HeaderValue::from_static("application/json");
    let problem = HeaderValue::from_static("application/problem+json; charset=utf-8");
    let title = br#"{"title": "No"}"#;
    let item = GetItem::decode(StatusCode::OK, Some(&json), br#"{"colour": "green"}"#).unwrap();
    assert_eq!(item.colour, Some(Colour::Green));
    let error = GetItem::decode(StatusCode::IM_A_TEAPOT, Some(&json), title).unwrap_err();
    assert!(matches!(&error, shop::GetItemError::ImATeapot(problem) if problem.title == "No"));
    assert_eq!(error.to_string(), "418 I'm a teapot: A teapot [sic].");
    let error = DropItem::decode(StatusCode::CONFLICT, Some(&problem), title).unwrap_err();
    assert!(matches!(error, shop::DropItemError::Conflict(_)));
    let error = DropItem::decode(StatusCode::CONFLICT, Some(&json), title).unwrap_err();
    assert!(matches!(error, shop::DropItemError::Unexpected(_)));
    assert!(shop::Problem::is_valid(title));
}
