//! Both clients against a server that holds them to the descriptions.

use std::net::SocketAddr;

use calls::provider::provider;
use calls::{Error, asynchronous, blocking};
use callschema::bimpe::CallStatus;
use callschema::client::{BaseUri, Endpoint};
use callschema::{bimpe, langcall, slng, zudu};
use futures_util::StreamExt;
use tokio::net::TcpListener;

/// The ids that the descriptions name as examples; the server knows no others.
const SLNG: (&str, &str) =
    ("3c59dc04-8e88-4024-bbe8-079a5c74d079", "8f14e45f-ceea-467f-a0e6-2c1b9d0c5a11");
const BIMPE: (&str, &str) = ("agt_01hv3k2f6n", "call_01hv3k9m2q");
const CONVERSATION: (&str, &str) = ("agt_01hv3k2f6n", "conv_01hv3k9m5a");

/// Serves for as long as the test runs.
async fn serve(app: axum::Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await.expect("a server") });
    address
}

async fn base(name: &'static str) -> BaseUri {
    format!("http://{}", serve(provider(name)).await).parse().expect("an address")
}

/// Sends a request through both clients.
async fn both<E>(
    base: &BaseUri,
    credentials: E::Credentials,
    endpoint: E,
) -> [Result<E::Response, Error>; 2]
where
    E: Endpoint + Send + 'static,
    E::Credentials: Send + 'static,
    E::Response: Send + 'static,
{
    let client = asynchronous::client().expect("a client");
    let first = asynchronous::send(&client, base, &credentials, &endpoint).await;
    let base = base.clone();
    let second = tokio::task::spawn_blocking(move || {
        blocking::send(&blocking::agent(), &base, &credentials, &endpoint)
    });
    [first, second.await.expect("no panic")]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_provider_is_asked_for_a_call() {
    let slng = base("slng").await;
    let credentials = slng::Credentials::new("sl_1").unwrap();
    for call in both(&slng, credentials, slng::GetCall::new(SLNG.0, SLNG.1)).await {
        assert!(call.unwrap().agent_id.is_well_formed());
    }
    let zudu = base("zudu").await;
    let credentials = zudu::Credentials::new("k", "s").unwrap();
    for call in both(&zudu, credentials, zudu::GetCall::new("call-20f8")).await {
        call.unwrap();
    }
    let langcall = base("langcall").await;
    let credentials = langcall::Credentials::new("l").unwrap();
    for call in both(&langcall, credentials, langcall::GetCall::new("call_01j8nq3v9wf4")).await {
        call.unwrap();
    }
    let bimpe = base("bimpe").await;
    for credentials in
        [bimpe::Credentials::bearer_auth("sk_1"), bimpe::Credentials::api_key_auth("sk_1")]
    {
        for call in both(&bimpe, credentials.unwrap(), bimpe::GetCall::new(BIMPE.0, BIMPE.1)).await
        {
            call.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_asked_for_with_all_its_parameters() {
    let base = base("bimpe").await;
    let list = bimpe::ListCalls {
        page: Some(1),
        limit: Some(100),
        search: Some("+1 (415) 555&x=y".to_owned()),
        sort: Some("created_on".to_owned()),
        is_test_call: Some(true),
        status: Some(CallStatus::Ended),
        ..bimpe::ListCalls::new(BIMPE.0)
    };
    let credentials = bimpe::Credentials::bearer_auth("sk_1").unwrap();
    for calls in both(&base, credentials, list).await {
        calls.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_not_there_is_an_error_of_its_own_type() {
    let base = base("slng").await;
    let credentials = slng::Credentials::new("sl_1").unwrap();
    for call in both(&base, credentials, slng::GetCall::new(SLNG.1, SLNG.0)).await {
        let error = call.unwrap_err();
        let error = error.downcast_ref::<slng::GetCallError>();
        assert!(matches!(error, Some(slng::GetCallError::NotFound(_))), "{error:?}");
    }
    let client = asynchronous::client().unwrap();
    let duration = |call| asynchronous::duration(&client, &base, "sl_1", call);
    assert_eq!(duration((SLNG.1, SLNG.0)).await.unwrap(), None);
    duration(SLNG).await.unwrap();
    assert!(duration(("no uuid", SLNG.1)).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_followed_and_taken_up_again() {
    let base = base("bimpe").await;
    let credentials = bimpe::Credentials::bearer_auth("sk_1").unwrap();
    let client = asynchronous::client().unwrap();
    let follow = |after| asynchronous::follow(&client, &base, &credentials, CONVERSATION, after);
    let all: Vec<_> = follow(None).await.unwrap().map(Result::unwrap).collect().await;
    assert!(all.len() > 1, "{all:?}");
    let rest: Vec<_> =
        follow(Some(all[0].clone())).await.unwrap().map(Result::unwrap).collect().await;
    assert_eq!(rest, all[1..]);

    let (base, credentials) = (base.clone(), credentials.clone());
    let again = tokio::task::spawn_blocking(move || {
        let after = Some(all[0].clone());
        let events = blocking::follow(&blocking::agent(), &base, &credentials, CONVERSATION, after);
        let rest: Vec<_> = events.unwrap().map(Result::unwrap).collect();
        assert_eq!(rest, all[1..]);
    });
    again.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_works_once() {
    let base = base("bimpe").await;
    let client = asynchronous::client().unwrap();
    let open = bimpe::StreamMessages::new(CONVERSATION.0, CONVERSATION.1);
    let ticket = bimpe::StreamMessagesCredentials::new("tkt_of_nobody").unwrap();
    let error = asynchronous::send(&client, &base, &ticket, &open).await.unwrap_err();
    let error = error.downcast_ref::<bimpe::StreamMessagesError>();
    assert!(matches!(error, Some(bimpe::StreamMessagesError::Unauthorized(_))), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_takes_calls_and_a_proxy_stops_what_is_none() {
    let client = asynchronous::client().unwrap();
    let receiver = serve(calls::receiver::receiver()).await;
    let post = |body: &'static str| {
        let request = client.post(format!("http://{receiver}/finished"));
        request.header("content-type", "application/json").body(body).send()
    };
    let call = r#"{"type": "full_ai", "to_number": "+14155550117", "instruction": "Book"}"#;
    let answer = post(call).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.text().await.unwrap()), (200, "0 turns\n".into()));
    assert_eq!(post("{}").await.unwrap().status(), 422);

    for (upstream, status) in [(call, 200), ("{}", 502)] {
        let proxy = serve(calls::receiver::proxy(upstream)).await;
        let answer = client.get(format!("http://{proxy}/call")).send().await.unwrap();
        assert_eq!(answer.status(), status);
    }
}
