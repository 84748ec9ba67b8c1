//! What lives here: a layer of tower that checks responses on their way.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{Method, Request, Response, StatusCode};
use http_body::Body;
use tower_layer::Layer;
use tower_service::Service;

use super::body::{CheckedBody, Read};
use super::problem::{Problem, count};
use crate::document::Document;
use crate::media_type::is_json;
use crate::report::Report;

/// How long a response can be that is checked, unless said otherwise: 2 MiB.
const DEFAULT_LIMIT: usize = 2 << 20;

/// A layer that holds responses to the schema of a document.
///
/// Looked at are responses of success (200 to 203) that are JSON and not compressed, unless the request
/// was `HEAD`; put it beneath a layer that compresses, and above one that decompresses. All others pass
/// untouched. What is looked at is held back until its end.
///
/// An invalid response is replaced by 502 and a problem document with the report; nothing of it is passed
/// on. So is one that is too long to be checked. [`CheckResponses::let_through`] tells of them and does
/// not replace them.
///
/// ```
/// # use callschema_runtime::{Document, service::CheckResponses};
/// fn layer<T: Document>() -> CheckResponses<T> {
///     CheckResponses::new().limit(64 << 10).tell(|finding| eprintln!("upstream: {finding}"))
/// }
/// ```
pub struct CheckResponses<T> {
    limit: usize,
    replaces: bool,
    tell: Option<Arc<Tell>>,
    document: PhantomData<fn() -> T>,
}

type Tell = dyn Fn(&Finding) + Send + Sync;

/// What a response was found to be.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Finding {
    /// It breaks its schema.
    Invalid(Report),
    /// It is longer than the limit, and was not checked.
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
}

impl<T> CheckResponses<T> {
    /// Replaces responses that are invalid or longer than 2 MiB.
    pub fn new() -> Self {
        Self { limit: DEFAULT_LIMIT, replaces: true, tell: None, document: PhantomData }
    }

    /// Checks responses of up to so many bytes.
    #[must_use]
    pub fn limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Calls a function for each response that is invalid or too long.
    #[must_use]
    pub fn tell(self, tell: impl Fn(&Finding) + Send + Sync + 'static) -> Self {
        Self { tell: Some(Arc::new(tell)), ..self }
    }

    /// Replaces no response: all pass as they came.
    #[must_use]
    pub fn let_through(self) -> Self {
        Self { replaces: false, ..self }
    }
}

impl<T: Document> CheckResponses<T> {
    /// Looks at a response.
    async fn check<B: Body>(
        self,
        is_head: bool,
        response: Response<B>,
    ) -> Response<CheckedBody<B>> {
        let is_looked_at = !is_head && is_plain_json(&response);
        let (head, body) = response.into_parts();
        let mut body = CheckedBody::untouched(body);
        if !is_looked_at {
            return Response::from_parts(head, body);
        }
        let finding = match body.read_up_to(self.limit).await {
            Read::All => T::validate(&body.bytes()).err().map(Finding::Invalid),
            Read::TooLong => Some(Finding::TooLong { limit: self.limit }),
            // Whoever reads it meets the same failure.
            Read::Failed => None,
        };
        if let (Some(finding), Some(tell)) = (&finding, &self.tell) {
            tell(finding);
        }
        match finding.filter(|_| self.replaces) {
            Some(finding) => finding.problem(T::NAME).response(),
            None => Response::from_parts(head, body),
        }
    }
}

/// Whether a response is a success whose body is JSON and not compressed.
fn is_plain_json<B>(response: &Response<B>) -> bool {
    let headers = response.headers();
    (200..=203).contains(&response.status().as_u16())
        && headers.get(CONTENT_TYPE).is_some_and(is_json)
        && headers.get_all(CONTENT_ENCODING).iter().all(|encoding| encoding == "identity")
}

impl Finding {
    fn problem(&self, document: &'static str) -> Problem<'_> {
        let (kind, title, report) = match self {
            Self::Invalid(report) => {
                ("invalid-response", "The response from behind breaks its schema", Some(report))
            }
            Self::TooLong { .. } => {
                ("response-too-long", "The response from behind is too long to be checked", None)
            }
        };
        let detail = match self {
            Self::Invalid(report) => count(report),
            Self::TooLong { limit } => format!("it is longer than {limit} bytes"),
        };
        Problem { status: StatusCode::BAD_GATEWAY, kind, title, detail, document, report }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(report) => write!(f, "a response breaks its schema: {report}"),
            Self::TooLong { limit } => write!(f, "a response is longer than {limit} bytes"),
        }
    }
}

impl<T> Default for CheckResponses<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for CheckResponses<T> {
    fn clone(&self) -> Self {
        Self { tell: self.tell.clone(), ..*self }
    }
}

impl<T> fmt::Debug for CheckResponses<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckResponses")
            .field("limit", &self.limit)
            .field("replaces", &self.replaces)
            .finish_non_exhaustive()
    }
}

impl<T, S> Layer<S> for CheckResponses<T> {
    type Service = CheckedService<T, S>;

    fn layer(&self, inner: S) -> Self::Service {
        CheckedService { inner, layer: self.clone() }
    }
}

/// A service whose responses are checked.
pub struct CheckedService<T, S> {
    inner: S,
    layer: CheckResponses<T>,
}

impl<T, S, Q, B> Service<Request<Q>> for CheckedService<T, S>
where
    T: Document + 'static,
    S: Service<Request<Q>, Response = Response<B>>,
    S::Future: Send + 'static,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Send,
{
    type Response = Response<CheckedBody<B>>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let is_head = request.method() == Method::HEAD;
        let (response, layer) = (self.inner.call(request), self.layer.clone());
        Box::pin(async move {
            let response = response.await?;
            Ok(layer.check(is_head, response).await)
        })
    }
}

impl<T, S: Clone> Clone for CheckedService<T, S> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: self.layer.clone() }
    }
}

impl<T, S: fmt::Debug> fmt::Debug for CheckedService<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { inner, layer } = self;
        f.debug_struct("CheckedService").field("inner", inner).field("layer", layer).finish()
    }
}
