//! What lives here: a request in the making.

use std::fmt;

use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{BaseUri, Parameter, Secret};

/// All but what RFC 3986, section 2.3, calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why there is no request. It names the parameter and the rule, and never the value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RequestError {
    parameter: Option<&'static str>,
    expected: String,
}

/// A request in the making: generated code adds one piece after the other.
#[doc(hidden)]
#[derive(Debug)]
pub struct Draft {
    method: Method,
    uri: String,
    has_query: bool,
    headers: HeaderMap,
}

impl Draft {
    /// Begins a request whose answer is to be of a media type.
    pub fn new(method: Method, base: &BaseUri, accept: &'static str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        Self { method, uri: base.as_str().to_owned(), has_query: false, headers }
    }

    /// Adds a part of the path that is always the same.
    pub fn path(&mut self, part: &str) {
        self.uri.push_str(part);
    }

    /// Adds a parameter to the path.
    ///
    /// # Errors
    /// An empty value, `.` and `..`: each would lead to another path.
    pub fn segment(&mut self, parameter: &Parameter<'_>) -> Result<(), RequestError> {
        let value = parameter.written();
        if matches!(&*value, "" | "." | "..") {
            let expected = "a text that is neither empty nor `.` nor `..`";
            return Err(RequestError::parameter(parameter.name, expected));
        }
        self.uri.extend(utf8_percent_encode(&value, RESERVED));
        Ok(())
    }

    /// Adds a parameter to the query.
    pub fn query(&mut self, parameter: &Parameter<'_>) {
        self.pair(parameter.name, &parameter.written());
    }

    /// Adds a parameter as a header.
    ///
    /// # Errors
    /// A value that a header cannot carry.
    pub fn header(&mut self, parameter: &Parameter<'_>) -> Result<(), RequestError> {
        let expected = || RequestError::parameter(parameter.name, "a text that a header can carry");
        let value = parameter.written();
        if value.trim() != value {
            return Err(expected());
        }
        let name = HeaderName::try_from(parameter.name).map_err(|_| expected())?;
        // The text goes out as UTF-8; `from_str` would take ASCII alone.
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| expected())?;
        self.headers.insert(name, value);
        Ok(())
    }

    /// Adds `Authorization: Bearer …`.
    pub fn bearer(&mut self, token: &Secret) {
        self.headers.extend(token.header("Bearer ").map(|value| (AUTHORIZATION, value)));
    }

    /// Adds a header that carries a secret. Its name is in lower case.
    pub fn secret_header(&mut self, name: &'static str, secret: &Secret) {
        let name = HeaderName::from_static(name);
        self.headers.extend(secret.header("").map(|value| (name, value)));
    }

    /// Adds a secret to the query. A URI shows it to whoever sees the request.
    pub fn secret_query(&mut self, name: &'static str, secret: &Secret) {
        self.pair(name, secret.reveal());
    }

    fn pair(&mut self, name: &str, value: &str) {
        self.uri.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
        self.uri.extend(utf8_percent_encode(name, RESERVED));
        self.uri.push('=');
        self.uri.extend(utf8_percent_encode(value, RESERVED));
    }

    /// The request.
    ///
    /// # Errors
    /// Where the URI is longer than one can be: 65,534 bytes.
    pub fn finish(self) -> Result<Request<()>, RequestError> {
        let uri = Uri::try_from(self.uri).map_err(|_| RequestError {
            parameter: None,
            expected: "parameters that a URI of 65,534 bytes can hold".to_owned(),
        })?;
        let mut request = Request::new(());
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}

impl RequestError {
    pub(super) fn parameter(name: &'static str, expected: impl Into<String>) -> Self {
        Self { parameter: Some(name), expected: expected.into() }
    }

    /// The parameter that broke its rule, as the provider calls it; none where all of them together are
    /// too long.
    pub fn parameter_name(&self) -> Option<&'static str> {
        self.parameter
    }

    /// What the rule asks for, in words.
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parameter) = self.parameter {
            write!(f, "`{parameter}`: ")?;
        }
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for RequestError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let base = "https://example.com/base/".parse().unwrap();
        Draft::new(Method::GET, &base, "application/json")
    }

    #[test]
    fn no_value_leaves_its_place_in_the_uri() {
        let mut draft = draft();
        draft.path("/v1/calls/");
        draft.segment(&Parameter::text("id", "a/../b?c#d e%2f\u{e9}\u{0}")).unwrap();
        draft.query(&Parameter::text("search", "+1 415&page=2"));
        draft.query(&Parameter::boolean("is_test", false));
        let request = draft.finish().unwrap();
        let path = "/base/v1/calls/a%2F..%2Fb%3Fc%23d%20e%252f%C3%A9%00";
        assert_eq!(request.uri().path(), path);
        assert_eq!(request.uri().query(), Some("search=%2B1%20415%26page%3D2&is_test=false"));
    }

    #[test]
    fn a_segment_that_would_vanish_is_refused() {
        for value in ["", ".", ".."] {
            assert!(draft().segment(&Parameter::text("id", value)).is_err(), "{value}");
        }
        assert!(draft().segment(&Parameter::text("id", "...")).is_ok());
    }

    #[test]
    fn a_header_carries_text_of_one_line() {
        let set = |value| draft().header(&Parameter::text("Last-Event-ID", value));
        assert!(set("msg_7").is_ok() && set("m\u{e9}").is_ok());
        for value in ["a\nb", "a\rb", "a\u{0}", " a", "a\t"] {
            assert!(set(value).is_err(), "{value:?}");
        }
    }

    #[test]
    fn a_uri_that_is_too_long_is_no_panic() {
        let long = "x".repeat(70_000);
        let mut draft = draft();
        draft.query(&Parameter::text("search", &long));
        assert_eq!(draft.finish().unwrap_err().parameter_name(), None);
    }

    #[test]
    fn secrets_are_sensitive_headers_or_encoded() {
        let mut draft = draft();
        let secret = Secret::new("a&b").unwrap();
        draft.bearer(&secret);
        draft.secret_header("x-api-key", &secret);
        draft.secret_query("ticket", &secret);
        let request = draft.finish().unwrap();
        assert_eq!(request.uri().query(), Some("ticket=a%26b"));
        for name in ["authorization", "x-api-key"] {
            assert!(request.headers()[name].is_sensitive(), "{name}");
        }
        assert!(!format!("{:?}", request.headers()).contains("a&b"));
    }
}
