//! What lives here: requests through ureq.

use std::io::BufReader;

use callschema::bimpe::{self, StreamEvent};
use callschema::client::http::header::CONTENT_TYPE;
use callschema::client::{BaseUri, Endpoint};
use callschema::events::EventError;
use ureq::Agent;

use crate::Error;

/// An agent that hands out every status, and does not follow redirects: it would take the credentials
/// along.
pub fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into()
}

/// Sends any provider's request, and reads the answer.
pub fn send<E: Endpoint>(
    agent: &Agent,
    base: &BaseUri,
    credentials: &E::Credentials,
    endpoint: &E,
) -> Result<E::Response, Error> {
    let mut response = agent.run(endpoint.request(base, credentials)?)?;
    let body = response.body_mut().read_to_vec()?;
    Ok(E::decode(response.status(), response.headers().get(CONTENT_TYPE), &body)?)
}

/// What is said in a conversation from now on, or after an event that has been seen.
pub fn follow(
    agent: &Agent,
    base: &BaseUri,
    credentials: &bimpe::Credentials,
    (agent_id, conversation): (&str, &str),
    last_event_id: Option<String>,
) -> Result<impl Iterator<Item = Result<String, EventError>> + use<>, Error> {
    let ticket = bimpe::CreateStreamTicket::new(agent_id, conversation);
    let ticket = send(agent, base, credentials, &ticket)?.data.ticket;
    let ticket = bimpe::StreamMessagesCredentials::new(ticket)?;

    let open = bimpe::StreamMessages::new(agent_id, conversation);
    let open = bimpe::StreamMessages { last_event_id, ..open };
    let mut response = agent.run(open.request(base, &ticket)?)?;
    let (status, head) = (response.status(), response.headers().clone());
    let content_type = head.get(CONTENT_TYPE);
    let Ok(events) = bimpe::StreamMessages::decode(status, content_type, b"") else {
        // No stream, so it has an end.
        let body = response.body_mut().read_to_vec()?;
        return Err(bimpe::StreamMessages::decode(status, content_type, &body).unwrap_err().into());
    };
    let events = events.read(BufReader::new(response.into_body().into_reader()));
    Ok(events.filter_map(|event| match event {
        Ok(event) => match event.data {
            StreamEvent::Message(message) => Some(Ok(message.id)),
            _ => None,
        },
        Err(error) => Some(Err(error)),
    }))
}
