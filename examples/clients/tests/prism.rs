//! Our requests against mock servers that somebody else's tool, Stoplight Prism, makes of the same
//! descriptions. With `--errors` it answers no request that breaks its description.
//!
//! Prism is looked for where `CALLSCHEMA_PRISM` says; without that the test is skipped with a word.

use std::env;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use calls::blocking;
use callschema::bimpe::CallStatus;
use callschema::client::http::StatusCode;
use callschema::client::http::header::{CONTENT_TYPE, HeaderValue};
use callschema::client::{BaseUri, Endpoint};
use callschema::{bimpe, langcall, slng, zudu};

/// A mock server, for as long as it is held.
struct Prism {
    process: Child,
    base: BaseUri,
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn program() -> Option<PathBuf> {
    let program = env::var_os("CALLSCHEMA_PRISM").map(PathBuf::from);
    if program.is_none() {
        println!("skipped: CALLSCHEMA_PRISM names no Prism; README.md says how to install it");
    }
    program
}

/// Starts the mock server of a provider, and waits until it listens.
fn start(program: &Path, provider: &str) -> Prism {
    let description = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../schemas")
        .join(provider)
        .join("openapi.json");
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = free.expect("a port").port();
    let mut process = Command::new(program)
        .args(["mock", "--errors", "--host", "127.0.0.1", "--port", &port.to_string()])
        .arg(description)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
    let listens = lines.by_ref().map_while(Result::ok).any(|line| line.contains("is listening"));
    // What it says further on is read, so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    let base = format!("http://127.0.0.1:{port}").parse().expect("an address");
    let prism = Prism { process, base };
    assert!(listens, "Prism ended before it listened");
    prism
}

impl Prism {
    /// Asks for the document of success.
    fn ask<E: Endpoint>(&self, credentials: &E::Credentials, endpoint: &E) -> E::Response {
        blocking::send(&blocking::agent(), &self.base, credentials, endpoint)
            .unwrap_or_else(|error| panic!("{} {}: {error}", E::METHOD, E::PATH))
    }

    /// Asks for the document of another status.
    fn ask_for<E: Endpoint>(
        &self,
        status: u16,
        credentials: &E::Credentials,
        endpoint: &E,
    ) -> Result<E::Response, E::Error> {
        let mut request = endpoint.request(&self.base, credentials).expect("a request");
        let prefer = HeaderValue::try_from(format!("code={status}")).expect("a header");
        request.headers_mut().insert("prefer", prefer);
        let mut response = blocking::agent().run(request).expect("an answer");
        let body = response.body_mut().read_to_vec().expect("a body");
        assert_eq!(response.status(), status);
        E::decode(response.status(), response.headers().get(CONTENT_TYPE), &body)
    }
}

#[test]
fn slngs_mock_server_answers() {
    let Some(program) = program() else { return };
    let prism = start(&program, "slng");
    let credentials = slng::Credentials::new("sl_1").unwrap();
    let id = "3c59dc04-8e88-4024-bbe8-079a5c74d079";
    let call = slng::GetCall::new(id, id);
    prism.ask(&credentials, &call);
    for status in [401, 403, 404, 422, 500] {
        let error = prism.ask_for(status, &credentials, &call).unwrap_err();
        assert_eq!(error.status().as_u16(), status);
        assert!(!matches!(error, slng::GetCallError::Unexpected(_)), "{error}");
    }
}

#[test]
fn bimpes_mock_server_answers() {
    let Some(program) = program() else { return };
    let prism = start(&program, "bimpe");
    let bearer = bimpe::Credentials::bearer_auth("sk_1").unwrap();
    let key = bimpe::Credentials::api_key_auth("sk_1").unwrap();
    prism.ask(&bearer, &bimpe::GetCall::new("agt_1", "call/1?x=#y"));
    prism.ask(&key, &bimpe::GetCall::new("agt_1", "call 1"));
    let list = bimpe::ListCalls {
        page: Some(1),
        limit: Some(100),
        search: Some("+1 (415) 555&x=y".to_owned()),
        sort: Some("created_on".to_owned()),
        is_test_call: Some(true),
        status: Some(CallStatus::Ended),
        ..bimpe::ListCalls::new("agt_1")
    };
    prism.ask(&key, &list);
    let ticket = prism.ask(&bearer, &bimpe::CreateStreamTicket::new("agt_1", "conv_1"));
    bimpe::StreamMessagesCredentials::new(ticket.data.ticket).unwrap();
    for status in [400, 401, 403, 404, 409, 429, 500] {
        let error = prism.ask_for(status, &key, &list).unwrap_err();
        assert_eq!(error.status().as_u16(), status);
        assert!(!matches!(error, bimpe::ListCallsError::Unexpected(_)), "{error}");
    }
}

#[test]
fn zudus_and_langcalls_mock_servers_answer() {
    let Some(program) = program() else { return };
    let prism = start(&program, "zudu");
    let both = zudu::Credentials::new("k", "s").unwrap();
    prism.ask(&both, &zudu::GetCall::new("call-20f8"));
    assert!(matches!(
        prism.ask_for(404, &both, &zudu::GetCall::new("c")),
        Err(zudu::GetCallError::NotFound(_))
    ));
    let prism = start(&program, "langcall");
    let credentials = langcall::Credentials::new("l").unwrap();
    prism.ask(&credentials, &langcall::GetCall::new("call_01j8nq3v9wf4"));
}

#[test]
fn a_request_that_breaks_the_description_is_not_answered() {
    let Some(program) = program() else { return };
    let prism = start(&program, "slng");
    let address = format!("{}/v1/agents/no-uuid/calls/no-uuid", prism.base);
    let agent = blocking::agent();
    let response = agent.get(address).header("authorization", "Bearer sl_1").call().unwrap();
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
}
