//! What lives here: a service that takes documents in, and one that passes them on.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use callschema::langcall;
use callschema::service::{CheckResponses, Validated};

/// Takes finished calls. What is no call is answered with 422 and every mistake in it; this is not run.
async fn finished(Validated(call): Validated<langcall::Call>) -> String {
    format!("{} turns\n", call.conversations.map_or(0, |turns| turns.len()))
}

/// A webhook receiver: no body longer than 64 KiB is read.
pub fn receiver() -> Router {
    Router::new().route("/finished", post(finished)).layer(DefaultBodyLimit::max(64 << 10))
}

/// A service in front of a provider: what breaks its schema goes no further, and is told here.
pub fn proxy(upstream: &'static str) -> Router {
    let check = CheckResponses::<langcall::Call>::new()
        .tell(|finding| eprintln!("the provider answered: {finding}"));
    Router::new().route("/call", get(move || async move { fetch(upstream) })).layer(check)
}

/// Stands for a request to the provider.
fn fetch(body: &'static str) -> ([(&'static str, &'static str); 1], &'static str) {
    ([("content-type", "application/json")], body)
}
