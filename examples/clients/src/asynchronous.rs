//! What lives here: requests through reqwest.

use callschema::bimpe::{self, StreamEvent};
use callschema::client::http::header::CONTENT_TYPE;
use callschema::client::{BaseUri, Endpoint};
use callschema::events::EventError;
use callschema::slng;
use futures_util::{Stream, StreamExt};
use reqwest::{Client, redirect};

use crate::Error;

/// A client that does not follow redirects: it would take the credentials along.
pub fn client() -> Result<Client, Error> {
    Ok(Client::builder().redirect(redirect::Policy::none()).build()?)
}

/// Sends any provider's request, and reads the answer.
pub async fn send<E: Endpoint>(
    client: &Client,
    base: &BaseUri,
    credentials: &E::Credentials,
    endpoint: &E,
) -> Result<E::Response, Error> {
    let request = endpoint.request(base, credentials)?;
    let response = client.execute(request.map(|()| "").try_into()?).await?;
    let status = response.status();
    let content_type = response.headers().get(CONTENT_TYPE).cloned();
    Ok(E::decode(status, content_type.as_ref(), &response.bytes().await?)?)
}

/// How long a call took, in milliseconds. None where there is no such call, or it has not ended.
pub async fn duration(
    client: &Client,
    base: &BaseUri,
    key: &str,
    (agent, call): (&str, &str),
) -> Result<Option<i64>, Error> {
    let credentials = slng::Credentials::new(key)?;
    match send(client, base, &credentials, &slng::GetCall::new(agent, call)).await {
        Ok(call) => Ok(call.call_duration_ms.value()),
        Err(error) => match error.downcast_ref() {
            Some(slng::GetCallError::NotFound(_)) => Ok(None),
            _ => Err(error),
        },
    }
}

/// What is said in a conversation from now on, or after an event that has been seen.
pub async fn follow(
    client: &Client,
    base: &BaseUri,
    credentials: &bimpe::Credentials,
    (agent, conversation): (&str, &str),
    last_event_id: Option<String>,
) -> Result<impl Stream<Item = Result<String, EventError>> + use<>, Error> {
    let ticket = bimpe::CreateStreamTicket::new(agent, conversation);
    let ticket = send(client, base, credentials, &ticket).await?.data.ticket;
    let ticket = bimpe::StreamMessagesCredentials::new(ticket)?;

    let open = bimpe::StreamMessages::new(agent, conversation);
    let open = bimpe::StreamMessages { last_event_id, ..open };
    let request = open.request(base, &ticket)?.map(|()| "").try_into()?;
    // What reqwest says of a failure would show the address, and the ticket in it.
    let response = client.execute(request).await.map_err(reqwest::Error::without_url)?;
    let (status, head) = (response.status(), response.headers().clone());
    let content_type = head.get(CONTENT_TYPE);
    let Ok(events) = bimpe::StreamMessages::decode(status, content_type, b"") else {
        // No stream, so it has an end.
        let body = response.bytes().await.map_err(reqwest::Error::without_url)?;
        return Err(bimpe::StreamMessages::decode(status, content_type, &body).unwrap_err().into());
    };
    Ok(events.stream(response.bytes_stream()).filter_map(async |event| match event {
        Ok(event) => match event.data {
            StreamEvent::Message(message) => Some(Ok(message.id)),
            _ => None,
        },
        Err(error) => Some(Err(error)),
    }))
}
