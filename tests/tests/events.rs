//! Server-sent events, as BimpeAI streams them.

use std::convert::Infallible;
use std::io::{self, BufReader, Read};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use callschema::Nullable;
use callschema::bimpe::{self, StreamEvent};
use callschema::client::Endpoint;
use callschema::client::http::{HeaderValue, StatusCode};
use callschema::events::{Event, EventError, EventStream, Events};
use futures_core::Stream;

const MESSAGE: &str = concat!(
    r#"{"id": "msg_1", "conversation_id": "conv_1", "role": "user", "message": "Größe?", "#,
    r#""created_at": "2026-03-02T09:14:16Z"}"#
);

/// A stream with all that one can have.
fn body() -> String {
    let beat = r#"{"ts": 1772442860000}"#;
    format!(
        "\u{feff}retry: 1500\n\n: welcome\n\nid: msg_1\nevent: message\ndata: {MESSAGE}\n\n\
         event: heartbeat\ndata: {beat}\n\nid: msg_2\ndata: {{\ndata:  \"ts\": 1}}\n\n\
         event: heartbeat\r\ndata: {{\"ts\": \"canary\"}}\r\n\r\nid\nevent: other\rdata: {beat}\r\r\
         data: cut off"
    )
}

fn read(
    body: &[u8],
    piece: usize,
) -> (Vec<Result<Event<StreamEvent>, EventError>>, Option<String>) {
    let mut events = Events::new(BufReader::with_capacity(piece, body));
    let all: Vec<_> = events.by_ref().collect();
    assert!(events.next().is_none());
    assert_eq!(events.retry(), Some(Duration::from_millis(1500)));
    (all, events.last_event_id().map(str::to_owned))
}

fn check(events: &[Result<Event<StreamEvent>, EventError>], last: Option<&str>) {
    let [message, beat, lines, invalid, other] = events else { panic!("{events:?}") };
    let message = message.as_ref().unwrap();
    assert_eq!((message.name.as_str(), message.id.as_deref()), ("message", Some("msg_1")));
    let StreamEvent::Message(said) = &message.data else { panic!("{message:?}") };
    assert_eq!(said.message.as_ref().map(String::as_str), Nullable::Value("Größe?"));
    let beat = beat.as_ref().unwrap();
    assert_eq!((beat.name.as_str(), beat.id.as_deref()), ("heartbeat", Some("msg_1")));
    let StreamEvent::Heartbeat(beat) = &beat.data else { panic!("{beat:?}") };
    assert_eq!(beat.ts, 1_772_442_860_000);
    let lines = lines.as_ref().unwrap();
    assert_eq!((lines.name.as_str(), lines.id.as_deref()), ("message", Some("msg_2")));
    let Err(EventError::Invalid(invalid)) = invalid else { panic!("{invalid:?}") };
    assert_eq!((invalid.name(), invalid.id()), ("heartbeat", Some("msg_2")));
    assert_eq!(invalid.data(), r#"{"ts": "canary"}"#);
    assert!(!invalid.report().violations().is_empty());
    // An empty id takes the last one back.
    let other = other.as_ref().unwrap();
    assert_eq!((other.name.as_str(), other.id.as_deref()), ("other", None));
    assert_eq!(last, None);
}

#[test]
fn events_come_out_however_the_bytes_come_in() {
    let body = body();
    for piece in (1..20).chain([body.len()]) {
        let (events, last) = read(body.as_bytes(), piece);
        check(&events, last.as_deref());
    }
}

/// A stream of pieces, with a wait before each.
struct Pieces<'a> {
    rest: &'a [u8],
    piece: usize,
    waited: bool,
}

impl Stream for Pieces<'_> {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.waited = !self.waited;
        if self.waited {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let (piece, rest) = self.rest.split_at(self.piece.min(self.rest.len()));
        self.rest = rest;
        Poll::Ready((!piece.is_empty()).then(|| Ok(Bytes::copy_from_slice(piece))))
    }
}

/// All items of a stream that never waits for long.
fn collect<S: Stream>(stream: S) -> Vec<S::Item> {
    let mut stream = pin!(stream);
    let mut context = Context::from_waker(Waker::noop());
    let mut items = Vec::new();
    loop {
        match stream.as_mut().poll_next(&mut context) {
            Poll::Ready(Some(item)) => items.push(item),
            Poll::Ready(None) => return items,
            Poll::Pending => {}
        }
    }
}

#[test]
fn a_stream_of_bytes_gives_the_same_events() {
    let body = body();
    for piece in (1..20).chain([body.len()]) {
        let pieces = Pieces { rest: body.as_bytes(), piece, waited: false };
        let mut events = EventStream::<StreamEvent, _>::new(pieces);
        let all = collect(Pin::new(&mut events));
        check(&all, events.last_event_id());
        assert_eq!(events.retry(), Some(Duration::from_millis(1500)));
    }
}

#[test]
fn an_opened_stream_reads_its_own_events() {
    let content_type = HeaderValue::from_static("text/event-stream; charset=utf-8");
    let open = || {
        bimpe::StreamMessages::decode(StatusCode::OK, Some(&content_type), b"").expect("a stream")
    };
    let body = body();
    assert_eq!(open().read(body.as_bytes()).count(), 5);
    let pieces = Pieces { rest: body.as_bytes(), piece: 7, waited: false };
    assert_eq!(collect(open().stream(pieces)).len(), 5);
}

#[test]
fn an_event_without_end_ends_the_stream() {
    let endless = "data: ".to_owned() + &"x".repeat(1000);
    let mut events = Events::<StreamEvent, _>::with_limit(endless.as_bytes(), 100);
    assert!(matches!(events.next(), Some(Err(EventError::TooLong { limit: 100 }))));
    assert!(events.next().is_none());
    let beats = "data: {\"ts\": 1}\n\n".repeat(100);
    assert_eq!(Events::<StreamEvent, _>::with_limit(beats.as_bytes(), 100).flatten().count(), 100);
}

#[test]
fn bytes_that_are_not_utf_8_end_the_stream() {
    let mut events = Events::<StreamEvent, _>::new(&b"data: \xff\n\ndata: {\"ts\": 1}\n\n"[..]);
    assert!(matches!(events.next(), Some(Err(EventError::NotUtf8))));
    assert!(events.next().is_none());
}

/// A transport that gives something, and then fails with an error that shows its address.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("https://example.com/?ticket=canary: reset by peer"));
        }
        self.0.read(into)
    }
}

#[test]
fn a_broken_transport_can_be_taken_up_and_its_address_is_not_shown() {
    let body = "id: msg_7\ndata: {\"ts\": 1}\n\n";
    let mut events = Events::<StreamEvent, _>::new(BufReader::new(Failing(body.as_bytes())));
    assert!(events.next().unwrap().is_ok());
    let error = events.next().unwrap().unwrap_err();
    assert!(error.ends_the_stream() && std::error::Error::source(&error).is_none());
    let shown = format!("{error} {error:?} {events:?}");
    assert!(!shown.contains("canary") && shown.contains("msg_7"), "{shown}");
    assert!(matches!(error, EventError::Transport(inner) if inner.to_string().contains("reset")));
    assert_eq!(events.last_event_id(), Some("msg_7"));
}

#[test]
fn data_that_break_their_schema_are_not_shown() {
    let body = br#"data: {"id": "m", "message": "canary"}"#;
    let body = [body, &b"\n\n"[..]].concat();
    let error = Events::<StreamEvent, _>::new(&body[..]).next().unwrap().unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(!error.ends_the_stream() && !shown.contains("canary"), "{shown}");
}
