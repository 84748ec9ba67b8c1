//! The providers' requests and answers.

use callschema::client::http::header::{ACCEPT, AUTHORIZATION};
use callschema::client::http::{HeaderValue, Method, StatusCode};
use callschema::client::{BaseUri, Endpoint};
use callschema::{Document, bimpe, langcall, slng, zudu};
use callschema_tests::samples::{Expected, expected};

const AGENT: &str = "3c59dc04-8e88-4024-bbe8-079a5c74d079";
const CALL: &str = "8f14e45f-ceea-467f-a0e6-2c1b9d0c5a11";

fn json() -> HeaderValue {
    HeaderValue::from_static("application/json; charset=utf-8")
}

/// Every accepted sample of a document.
fn samples(document: &str) -> Vec<Vec<u8>> {
    let samples = expected(Expected::Accept).into_iter();
    let found: Vec<_> =
        samples.filter(|sample| sample.document == document).map(|sample| sample.json).collect();
    assert!(!found.is_empty(), "{document} has no samples");
    found
}

/// Reads each sample as the answer of a status.
fn read_all<E: Endpoint>(
    status: u16,
    document: &str,
    check: impl Fn(Result<E::Response, E::Error>),
) {
    let status = StatusCode::from_u16(status).expect("a status");
    for sample in samples(document) {
        check(E::decode(status, Some(&json()), &sample));
        check(E::decode(status, None, &sample));
    }
}

#[test]
fn requests_carry_their_parameters_and_credentials() {
    let credentials = slng::Credentials::new("sl_0123").unwrap();
    let request = slng::GetCall::new(AGENT, CALL).request(&slng::BASE_URI, &credentials).unwrap();
    let uri = format!("https://api.agents.slng.ai/v1/agents/{AGENT}/calls/{CALL}");
    assert_eq!((request.method(), request.uri().to_string()), (&Method::GET, uri));
    assert_eq!(request.headers()[AUTHORIZATION], "Bearer sl_0123");
    assert_eq!(request.headers()[ACCEPT], "application/json");

    let credentials = zudu::Credentials::new("the key", "s");
    assert!(credentials.is_err(), "white space in a key");
    let credentials = zudu::Credentials::new("k", "s").unwrap();
    let request = zudu::GetCall::new("call 1").request(&zudu::BASE_URI, &credentials).unwrap();
    assert_eq!(request.uri(), "https://api.zudu.ai/api/calls/call%201");
    assert_eq!(request.headers()["x-api-key"], "k");
    assert_eq!(request.headers()["x-api-secret"], "s");

    let base: BaseUri = "http://localhost:1/proxy/".parse().unwrap();
    let credentials = langcall::Credentials::new("l").unwrap();
    let request = langcall::GetCall::new("c").request(&base, &credentials).unwrap();
    assert_eq!(request.uri(), "http://localhost:1/proxy/v1/calls/c");

    let credentials = bimpe::Credentials::api_key_auth("sk_1").unwrap();
    let request = bimpe::GetCall::new("a", "c").request(&bimpe::BASE_URI, &credentials).unwrap();
    assert_eq!(request.headers()["x-api-key"], "sk_1");
    assert!(request.headers().get(AUTHORIZATION).is_none());
    for header in request.headers().iter().filter(|(name, _)| *name != ACCEPT) {
        assert!(header.1.is_sensitive(), "{header:?}");
    }
}

#[test]
fn slngs_identifiers_are_uuids() {
    let credentials = slng::Credentials::new("sl_0123").unwrap();
    let refused = |agent: &str, call: &str| {
        let request = slng::GetCall { agent_id: agent.into(), call_id: call.into() };
        request.request(&slng::BASE_URI, &credentials).unwrap_err()
    };
    assert_eq!(refused("agent", CALL).to_string(), "`agent_id`: expected an RFC 4122 UUID");
    assert_eq!(refused(AGENT, "../x").parameter_name(), Some("call_id"));
}

#[test]
fn a_list_is_asked_for_with_what_is_given() {
    let credentials = bimpe::Credentials::bearer_auth("sk_1").unwrap();
    let uri = |list: &bimpe::ListCalls| {
        list.request(&bimpe::BASE_URI, &credentials).map(|request| request.uri().to_string())
    };
    let plain = bimpe::ListCalls::new("agt_1");
    let path = "https://api.bimpe.ai/api/v1/console/agents/agt_1/calls";
    assert_eq!(uri(&plain).unwrap(), path);
    let list = bimpe::ListCalls {
        page: Some(2),
        limit: Some(100),
        search: Some("+1 415".to_owned()),
        is_test_call: Some(false),
        status: Some(bimpe::CallStatus::Ended),
        ..plain.clone()
    };
    let query = "page=2&limit=100&search=%2B1%20415&is_test_call=false&status=ended";
    assert_eq!(uri(&list).unwrap(), format!("{path}?{query}"));
    assert!(!format!("{list:?}").contains("415"));
    let many = bimpe::ListCalls { limit: Some(101), ..plain.clone() };
    assert_eq!(uri(&many).unwrap_err().to_string(), "`limit`: expected an integer of at most 100");
    let unlisted = bimpe::ListCalls { status: Some("lost".into()), ..plain };
    assert_eq!(uri(&unlisted).unwrap_err().parameter_name(), Some("status"));
}

#[test]
fn a_stream_is_opened_by_a_ticket() {
    let credentials = bimpe::Credentials::bearer_auth("sk_1").unwrap();
    let request = bimpe::CreateStreamTicket::new("a", "c").request(&bimpe::BASE_URI, &credentials);
    let request = request.unwrap();
    assert_eq!(request.method(), Method::POST);
    assert!(request.uri().path().ends_with("/agents/a/conversations/c/stream-ticket"));

    read_all::<bimpe::CreateStreamTicket>(201, "bimpe/stream-ticket", |answer| {
        let answer = answer.unwrap();
        assert!(!format!("{answer:?}").contains(&answer.data.ticket));
        let ticket = answer.data.ticket;
        let credentials = bimpe::StreamMessagesCredentials::new(&ticket).unwrap();
        assert!(!format!("{credentials:?}").contains(&ticket));
        let open = bimpe::StreamMessages {
            last_event_id: Some("msg_7".to_owned()),
            ..bimpe::StreamMessages::new("a", "c")
        };
        let request = open.request(&bimpe::BASE_URI, &credentials).unwrap();
        assert_eq!(request.headers()["last-event-id"], "msg_7");
        assert_eq!(request.headers()[ACCEPT], "text/event-stream");
        assert_eq!(request.uri().query(), Some(format!("ticket={ticket}").as_str()));
    });
}

#[test]
fn only_a_stream_of_events_is_taken_for_one() {
    let events = HeaderValue::from_static("text/event-stream");
    let open = |content_type| bimpe::StreamMessages::decode(StatusCode::OK, content_type, b"");
    assert!(open(Some(&events)).is_ok());
    let json = json();
    assert!(open(Some(&json)).is_err() && open(None).is_err());
}

#[test]
fn documents_of_success_are_read() {
    read_all::<slng::GetCall>(200, "slng/call", |answer| drop(answer.unwrap()));
    read_all::<zudu::GetCall>(200, "zudu/call", |answer| drop(answer.unwrap()));
    read_all::<langcall::GetCall>(200, "langcall/call", |answer| drop(answer.unwrap()));
    read_all::<bimpe::GetCall>(200, "bimpe/call", |answer| drop(answer.unwrap()));
    read_all::<bimpe::ListCalls>(200, "bimpe/call-list", |answer| drop(answer.unwrap()));
}

#[test]
fn documented_statuses_read_their_own_documents() {
    for status in [401, 403, 404, 422, 500] {
        read_all::<slng::GetCall>(status, "slng/error", |answer| {
            let error = answer.unwrap_err();
            assert_eq!(error.status().as_u16(), status);
            assert!(!matches!(error, slng::GetCallError::Unexpected(_)), "{status}");
            assert!(error.to_string().starts_with(&status.to_string()), "{error}");
        });
    }
    read_all::<zudu::GetCall>(404, "zudu/error", |answer| {
        assert!(matches!(answer, Err(zudu::GetCallError::NotFound(_))));
    });
    read_all::<langcall::GetCall>(400, "langcall/error", |answer| {
        assert!(matches!(answer, Err(langcall::GetCallError::BadRequest(_))));
    });
    for status in [400, 401, 403, 404, 409, 429, 500] {
        read_all::<bimpe::ListCalls>(status, "bimpe/error", |answer| {
            let error = answer.unwrap_err();
            assert_eq!(error.status().as_u16(), status);
            assert!(!matches!(error, bimpe::ListCallsError::Unexpected(_)), "{status}");
        });
    }
}

#[test]
fn all_other_answers_are_kept_as_they_came() {
    let html = HeaderValue::from_static("text/html");
    let unexpected = |status: u16, content_type: Option<&HeaderValue>, body: &[u8]| {
        let status = StatusCode::from_u16(status).expect("a status");
        match slng::GetCall::decode(status, content_type, body) {
            Err(slng::GetCallError::Unexpected(answer)) => answer,
            other => panic!("{other:?}"),
        }
    };
    let sample = samples("slng/call").remove(0);
    for (status, content_type, body) in [
        (503, Some(json()), &b"{}"[..]),
        (204, None, b""),
        (502, Some(html.clone()), b"<h1>canary</h1>"),
        (200, Some(html), &sample),
        (404, Some(json()), b"canary"),
        (200, Some(json()), br#"{"arguments": "canary"}"#),
    ] {
        let answer = unexpected(status, content_type.as_ref(), body);
        assert_eq!((answer.status().as_u16(), answer.body()), (status, body));
        assert_eq!(answer.content_type(), content_type.as_ref());
        let read = content_type.as_ref() == Some(&json()) && status != 503;
        assert_eq!(answer.report().is_some(), read, "{answer}");
        let shown = format!("{answer} {answer:?}");
        assert!(!shown.contains("canary"), "{shown}");
    }
    assert!(slng::Call::is_valid(&sample));
}

#[test]
fn servers_are_where_the_descriptions_say() {
    for (base, host) in [
        (&bimpe::BASE_URI, "api.bimpe.ai"),
        (&langcall::BASE_URI, "api.langcall.com"),
        (&slng::BASE_URI, "api.agents.slng.ai"),
        (&zudu::BASE_URI, "api.zudu.ai"),
    ] {
        assert_eq!(base.as_str(), format!("https://{host}"));
        assert_eq!(&base.as_str().parse::<BaseUri>().unwrap(), base);
    }
}
