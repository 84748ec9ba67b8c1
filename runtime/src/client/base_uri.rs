//! What lives here: where a server is.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use http::Uri;

/// Where a server is: scheme, host, and the path that all its requests begin with.
///
/// ```
/// # use callschema_runtime::client::BaseUri;
/// let base: BaseUri = "https://proxy.example.com/voice/".parse()?;
/// assert_eq!(base.as_str(), "https://proxy.example.com/voice");
/// # Ok::<(), callschema_runtime::client::InvalidBaseUri>(())
/// ```
///
/// `http` is allowed, for servers on one's own machine: it sends credentials in the clear.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BaseUri(Cow<'static, str>);

/// What keeps a text from being a [`BaseUri`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InvalidBaseUri(&'static str);

impl BaseUri {
    /// The URI that a description names. The generator has checked it.
    #[doc(hidden)]
    pub const fn described(uri: &'static str) -> Self {
        Self(Cow::Borrowed(uri))
    }

    /// The URI, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BaseUri {
    type Err = InvalidBaseUri;

    fn from_str(text: &str) -> Result<Self, InvalidBaseUri> {
        // `Uri` drops a fragment without a word.
        if text.contains(['?', '#']) {
            return Err(InvalidBaseUri("a base URI has no query and no fragment"));
        }
        let Ok(uri) = text.parse::<Uri>() else {
            return Err(InvalidBaseUri("the text is not a URI"));
        };
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(InvalidBaseUri("a base URI begins with `https://` or `http://`"));
        }
        match uri.authority() {
            Some(authority) if authority.as_str().contains('@') => {
                Err(InvalidBaseUri("a base URI names no user; give credentials apart from it"))
            }
            Some(authority) if !authority.host().is_empty() => {
                Ok(Self(Cow::Owned(text.trim_end_matches('/').to_owned())))
            }
            _ => Err(InvalidBaseUri("a base URI names a host")),
        }
    }
}

impl fmt::Display for BaseUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for InvalidBaseUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for InvalidBaseUri {}

#[cfg(test)]
mod tests {
    use super::BaseUri;

    #[test]
    fn what_is_no_servers_place_is_refused() {
        for text in [
            "",
            "/v1",
            "api.example.com",
            "ftp://example.com",
            "https://",
            "https:///v1",
            "https://user:word@example.com",
            "https://example.com?x=1",
            "https://example.com/#x",
            "https://exa mple.com",
        ] {
            assert!(text.parse::<BaseUri>().is_err(), "{text}");
        }
    }

    #[test]
    fn ports_and_paths_are_kept() {
        for text in ["http://127.0.0.1:8080", "https://[::1]:1/a/b", "HTTPS://EXAMPLE.com/A%20b"] {
            let base: BaseUri = text.parse().unwrap();
            assert_eq!(base.as_str(), text);
        }
    }
}
