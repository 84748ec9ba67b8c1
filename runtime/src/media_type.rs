//! What lives here: what a `Content-Type` says.

use http::HeaderValue;

/// The media type without its parameters: `text/html` of `text/html; charset=utf-8`.
pub(crate) fn essence(content_type: &HeaderValue) -> Option<&str> {
    let text = content_type.to_str().ok()?;
    Some(text.split(';').next().unwrap_or(text).trim())
}

/// Whether it is JSON: `application/json`, or a type built on it as in `application/problem+json`.
#[cfg(any(feature = "axum", feature = "tower"))]
pub(crate) fn is_json(content_type: &HeaderValue) -> bool {
    essence(content_type).is_some_and(|essence| {
        let essence = essence.to_ascii_lowercase();
        essence == "application/json"
            || (essence.starts_with("application/") && essence.ends_with("+json"))
    })
}
