//! What lives here: requests and answers as the crate `http` has them, so that any client can carry
//! them. Nothing is sent from here.
//!
//! A provider's requests are generated from its OpenAPI description; each is an [`Endpoint`].

mod answer;
mod base_uri;
mod draft;
mod parameter;
mod secret;

use http::{HeaderValue, Method, Request, StatusCode};

/// The crate that requests and answers are of.
pub use ::http;
pub use answer::{Answer, EventsFollow, Unexpected};
pub use base_uri::{BaseUri, InvalidBaseUri};
pub use draft::{Draft, RequestError};
pub use parameter::Parameter;
pub use secret::{InvalidSecret, NotShown, Secret};

/// One request that a provider answers, with its parameters filled in.
///
/// ```
/// # use callschema_runtime::client::{BaseUri, Endpoint};
/// use http::{HeaderValue, Request, StatusCode};
///
/// /// Sends any request through whatever can carry it.
/// fn send<E: Endpoint>(
///     endpoint: &E,
///     base: &BaseUri,
///     credentials: &E::Credentials,
///     carry: impl Fn(Request<()>) -> (StatusCode, Option<HeaderValue>, Vec<u8>),
/// ) -> Result<E::Response, Box<dyn std::error::Error>> {
///     let request = endpoint.request(base, credentials)?;
///     let (status, content_type, body) = carry(request);
///     Ok(E::decode(status, content_type.as_ref(), &body)?)
/// }
/// ```
pub trait Endpoint {
    /// What shows the provider who asks.
    type Credentials;

    /// The document of a request that succeeded.
    type Response;

    /// Every other answer: the documented ones read, all others as they came.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The method of the request.
    const METHOD: Method;

    /// The path of the request, parameters in braces: `/v1/calls/{id}`.
    const PATH: &'static str;

    /// The request, ready to be sent. Its body is empty.
    ///
    /// The headers that carry the credentials are marked as sensitive. A client that follows redirects
    /// may carry them to another server all the same: turn that off.
    ///
    /// # Errors
    /// A parameter that breaks its rules, or one that a URI or a header cannot carry.
    fn request(
        &self,
        base: &BaseUri,
        credentials: &Self::Credentials,
    ) -> Result<Request<()>, RequestError>;

    /// Reads an answer: its status, the header `Content-Type`, and its body.
    ///
    /// A body without `Content-Type` is taken for what is documented.
    ///
    /// # Errors
    /// Every answer but that of success: the document of the status, or the answer as it came where its
    /// status is not documented, its content type is another, or its body breaks the schema.
    fn decode(
        status: StatusCode,
        content_type: Option<&HeaderValue>,
        body: &[u8],
    ) -> Result<Self::Response, Self::Error>;
}
