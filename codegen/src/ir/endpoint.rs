//! What lives here: requests, decided: what they are called, what they hold, and what each status means.

use serde_json::Value;

use crate::openapi::{Carrier, ParameterPlace};
use crate::schema::{IntegerFormat, TextFormat};

/// The requests of one description.
#[derive(Debug)]
pub(crate) struct Service {
    /// The description's path under the folder of schemas.
    pub(crate) source: String,
    /// The modules that lead to the requests, as in `slng`, `endpoints`.
    pub(crate) modules: Vec<String>,
    pub(crate) title: String,
    /// What the requests are for, in the description's words.
    pub(crate) about: String,
    /// The server's address, and what is said of it.
    pub(crate) server: (String, Option<String>),
    /// In order of first use.
    pub(crate) credentials: Vec<Credentials>,
    pub(crate) endpoints: Vec<Endpoint>,
}

impl Service {
    /// The types that it declares, in order of the page.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let own = self.endpoints.iter().flat_map(|endpoint| [&endpoint.name, &endpoint.error]);
        let credentials = self.credentials.iter().map(|credentials| &credentials.name);
        credentials.chain(own).map(String::as_str)
    }
}

/// What a request shows of who asks.
#[derive(Debug)]
pub(crate) struct Credentials {
    pub(crate) name: String,
    /// The ways to show it, of which one will do.
    pub(crate) ways: Vec<Way>,
}

/// One way to show who asks: all of these secrets.
#[derive(Debug)]
pub(crate) struct Way {
    /// The name of the enum's variant, where there are several.
    pub(crate) name: String,
    pub(crate) secrets: Vec<Secret>,
}

/// A secret, and how a request carries it.
#[derive(Debug)]
pub(crate) struct Secret {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) carrier: Carrier,
}

/// One request.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) name: String,
    /// The name of the type of answers that are no success.
    pub(crate) error: String,
    /// What it does, in paragraphs.
    pub(crate) about: Vec<String>,
    /// Its `operationId` in the description.
    pub(crate) operation: String,
    pub(crate) deprecated: bool,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) parameters: Vec<Parameter>,
    /// The index of what it shows of who asks; none where it shows nothing.
    pub(crate) credentials: Option<usize>,
    pub(crate) success: Answer,
    pub(crate) refusals: Vec<Answer>,
}

/// A value that a request carries.
#[derive(Debug)]
pub(crate) struct Parameter {
    /// The field's name in Rust.
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) place: ParameterPlace,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) example: Option<Value>,
    pub(crate) deprecated: bool,
    pub(crate) sensitive: bool,
    pub(crate) holds: Holds,
}

/// The values that a parameter can have.
#[derive(Debug)]
pub(crate) enum Holds {
    Boolean,
    Integer {
        format: IntegerFormat,
        minimum: Option<i64>,
        maximum: Option<i64>,
    },
    Text {
        format: Option<TextFormat>,
        min_length: Option<u64>,
        max_length: Option<u64>,
    },
    /// A listed string, and whether others break its schema.
    Listed {
        holds: TypeName,
        closed: bool,
    },
}

/// A declared type.
#[derive(Clone, Debug)]
pub(crate) struct TypeName {
    /// The document whose page declares it.
    pub(crate) document: String,
    pub(crate) name: String,
}

/// What one status answers with.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// What the status is called: `Not Found`.
    pub(crate) reason: String,
    pub(crate) description: String,
    pub(crate) media_type: String,
    pub(crate) document: TypeName,
}
