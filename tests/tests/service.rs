//! A service of axum on a socket: what it takes, what it refuses, and what passes through it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use callschema::service::{CheckResponses, Finding, Refusal, Validated};
use callschema::{Document, langcall, slng};
use callschema_tests::samples::{Expected, expected};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const CALL: &str = r#"{"type": "full_ai", "to_number": "+14155550117", "instruction": "Book"}"#;

/// A response that breaks its schema, with something sensitive in it.
const INVALID: &[u8] = br#"{"arguments": "canary"}"#;

/// What came back over the socket.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        assert!(self.head.contains("content-type: application/problem+json"), "{}", self.head);
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

/// Serves on a port of its own for as long as the test runs.
async fn serve(app: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await.expect("a server") });
    address
}

/// Sends bytes as they are, and reads until the server closes.
async fn exchange(address: SocketAddr, request: &[u8]) -> Answer {
    let mut socket = TcpStream::connect(address).await.expect("a connection");
    // A server that has refused need not read to the end.
    let _ = socket.write_all(request).await;
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer).await;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("the end of a head");
    let head = String::from_utf8(answer[..end].to_vec()).expect("a head").to_lowercase();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Answer { status, head, body: answer[end + 4..].to_vec() }
}

async fn send(address: SocketAddr, headers: &str, body: &[u8]) -> Answer {
    let length = body.len();
    let head = format!(
        "POST /calls HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n"
    );
    exchange(address, &[head.as_bytes(), body].concat()).await
}

const JSON: &str = "content-type: application/json\r\n";

async fn take(Validated(call): Validated<langcall::Call>) -> String {
    call.to_number
}

async fn receiver() -> SocketAddr {
    let app = Router::new().route("/calls", post(take)).layer(DefaultBodyLimit::max(1000));
    serve(app).await
}

#[tokio::test]
async fn a_valid_body_reaches_the_handler() {
    let address = receiver().await;
    for headers in [JSON, "content-type: application/vnd.acme+json; charset=utf-8\r\n"] {
        let answer = send(address, headers, CALL.as_bytes()).await;
        assert_eq!((answer.status, &answer.body[..]), (200, &b"+14155550117"[..]));
    }
}

#[tokio::test]
async fn an_invalid_body_is_answered_with_its_report() {
    let address = receiver().await;
    let answer = send(address, JSON, br#"{"type": "transfer", "to_number": 7}"#).await;
    let problem = answer.json();
    assert_eq!(answer.status, 422);
    assert_eq!(problem["type"], "https://callschema.dev/problems/invalid-document");
    assert_eq!((&problem["status"], &problem["document"]), (&422.into(), &"langcall/call".into()));
    assert_eq!((&problem["detail"], &problem["more"]), (&"3 violations".into(), &0.into()));
    let first = &problem["violations"][0];
    assert_eq!((&first["instanceLocation"], &first["line"]), (&"/to_number".into(), &1.into()));
    assert!(first["absoluteKeywordLocation"].as_str().unwrap().ends_with("/to_number/type"));
}

#[tokio::test]
async fn what_is_not_json_is_answered_in_the_same_way() {
    let address = receiver().await;
    for body in [&b""[..], b"{", b"canary", b"\"\xff\"", br#"{"type": "full_ai",}"#] {
        let answer = send(address, JSON, body).await;
        assert_eq!((answer.status, answer.json()["detail"].as_str()), (422, Some("1 violation")));
        assert!(!String::from_utf8_lossy(&answer.body).contains("canary"));
    }
}

#[tokio::test]
async fn sensitive_values_stay_out_of_the_answer() {
    let address = receiver().await;
    let body =
        r#"{"type": "full_ai", "to_number": ["+14155550199"], "instruction": 5550199, "x": 1}"#;
    let answer = send(address, JSON, body.as_bytes()).await;
    assert_eq!(answer.status, 422);
    assert!(!String::from_utf8_lossy(&answer.body).contains("5550199"));
}

#[tokio::test]
async fn bodies_of_another_type_are_refused_unread() {
    let address = receiver().await;
    let encoded = format!("{JSON}content-encoding: gzip\r\n");
    for headers in
        ["", "content-type: text/plain\r\n", "content-type: application/jsonx\r\n", &encoded]
    {
        let answer = send(address, headers, CALL.as_bytes()).await;
        assert_eq!((answer.status, &answer.json()["status"]), (415, &415.into()), "{headers}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_whether_or_not_it_says_so() {
    let address = receiver().await;
    let long = CALL.replace("Book", &"x".repeat(1000));
    let answer = send(address, JSON, long.as_bytes()).await;
    assert_eq!((answer.status, &answer.json()["status"]), (413, &413.into()));

    let head = format!("POST /calls HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{JSON}");
    let chunk = format!("{:x}\r\n{long}\r\n0\r\n\r\n", long.len());
    let request = format!("{head}transfer-encoding: chunked\r\n\r\n{chunk}");
    let answer = exchange(address, request.as_bytes()).await;
    assert_eq!((answer.status, &answer.json()["status"]), (413, &413.into()));
}

#[tokio::test]
async fn a_refusal_can_be_answered_in_another_way() {
    async fn own(call: Result<Validated<langcall::Call>, Refusal>) -> (StatusCode, String) {
        match call {
            Ok(call) => (StatusCode::OK, call.instruction.clone()),
            Err(refusal) => {
                let count = refusal.report().map_or(0, |report| report.violations().len());
                (StatusCode::IM_A_TEAPOT, format!("{} {count}", refusal.status().as_u16()))
            }
        }
    }
    let address = serve(Router::new().route("/calls", post(own))).await;
    let answer = send(address, JSON, b"[]").await;
    assert_eq!((answer.status, &answer.body[..]), (418, &b"422 1"[..]));
    assert_eq!(send(address, JSON, CALL.as_bytes()).await.body, b"Book");
}

/// A response of SLNG's, or one that should not be looked at.
async fn upstream(Path(what): Path<String>) -> Response {
    let mut headers = HeaderMap::new();
    let sample = valid();
    let json = "application/json";
    let (status, content_type, body) = match what.as_str() {
        "valid" => (200, json, sample),
        "invalid" => (200, json, INVALID.to_vec()),
        "error" => (404, json, b"{}".to_vec()),
        "text" => (200, "text/plain", b"{}".to_vec()),
        "packed" => {
            headers.insert(CONTENT_ENCODING, "gzip".parse().expect("a header"));
            (200, json, b"\x1f\x8b".to_vec())
        }
        "nothing" => (204, json, Vec::new()),
        _ => (200, json, b" ".repeat(5000)),
    };
    headers.insert(CONTENT_TYPE, content_type.parse().expect("a header"));
    let status = StatusCode::from_u16(status).expect("a status");
    (status, headers, Body::from(body)).into_response()
}

/// The shortest valid call of SLNG's.
fn valid() -> Vec<u8> {
    let samples = expected(Expected::Accept).into_iter();
    let calls = samples.filter(|sample| sample.document == "slng/call").map(|sample| sample.json);
    calls.min_by_key(Vec::len).expect("a sample")
}

type Findings = Arc<Mutex<Vec<Finding>>>;

async fn proxy(
    set_up: fn(CheckResponses<slng::Call>) -> CheckResponses<slng::Call>,
) -> (SocketAddr, Findings) {
    let findings = Findings::default();
    let told = findings.clone();
    let layer = CheckResponses::new()
        .limit(4000)
        .tell(move |finding| told.lock().expect("a lock").push(finding.clone()));
    let app = Router::new().route("/{what}", get(upstream)).layer(set_up(layer));
    (serve(app).await, findings)
}

async fn fetch(address: SocketAddr, method: &str, what: &str) -> Answer {
    let request = format!("{method} /{what} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n");
    exchange(address, request.as_bytes()).await
}

#[tokio::test]
async fn responses_that_meet_their_schema_pass_as_they_came() {
    let (address, findings) = proxy(|layer| layer).await;
    let answer = fetch(address, "GET", "valid").await;
    assert_eq!((answer.status, &answer.body), (200, &valid()));
    assert!(answer.head.contains(&format!("content-length: {}", answer.body.len())));
    assert!(slng::Call::is_valid(&answer.body) && answer.body.len() < 4000);
    for (what, status) in [("error", 404), ("text", 200), ("packed", 200), ("nothing", 204)] {
        assert_eq!(fetch(address, "GET", what).await.status, status, "{what}");
    }
    assert_eq!(fetch(address, "HEAD", "invalid").await.status, 200);
    assert_eq!(*findings.lock().unwrap(), []);
}

#[tokio::test]
async fn an_invalid_response_is_replaced_and_told() {
    let (address, findings) = proxy(|layer| layer).await;
    let answer = fetch(address, "GET", "invalid").await;
    let problem = answer.json();
    assert_eq!((answer.status, &problem["document"]), (502, &"slng/call".into()));
    assert_eq!(problem["type"], "https://callschema.dev/problems/invalid-response");
    assert!(!problem["violations"].as_array().unwrap().is_empty());
    assert!(!String::from_utf8_lossy(&answer.body).contains("canary"));
    let answer = fetch(address, "GET", "long").await;
    assert_eq!((answer.status, &answer.json()["violations"]), (502, &Value::Null));
    let findings = findings.lock().unwrap();
    assert!(matches!(&findings[..], [Finding::Invalid(_), Finding::TooLong { limit: 4000 }]));
}

#[tokio::test]
async fn an_invalid_response_that_is_let_through_is_told() {
    let (address, findings) = proxy(CheckResponses::let_through).await;
    let answer = fetch(address, "GET", "invalid").await;
    assert_eq!((answer.status, &answer.body[..]), (200, INVALID));
    let answer = fetch(address, "GET", "long").await;
    assert_eq!((answer.status, answer.body.len()), (200, 5000));
    assert_eq!(findings.lock().unwrap().len(), 2);
}
