//! How callschema's requests, events and checks are used.

pub mod asynchronous;
pub mod blocking;
pub mod provider;
pub mod receiver;

/// Whatever goes wrong between a request and its document.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
