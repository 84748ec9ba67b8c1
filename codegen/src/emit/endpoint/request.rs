//! What lives here: the type of a request, and how it is sent and answered.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Page;
use super::error::variant;
use crate::emit::{docs, identifier};
use crate::ir::endpoint::{Answer, Endpoint, Holds, Parameter, Service};
use crate::openapi::{EVENTS, ParameterPlace, template_names};
use crate::schema::{IntegerFormat, TextFormat};

/// The struct and its impls.
pub(super) fn request(service: &Service, endpoint: &Endpoint, page: &mut Page<'_>) -> TokenStream {
    let structure = structure(endpoint, page);
    let new = new(endpoint, page);
    let debug = endpoint
        .parameters
        .iter()
        .any(|parameter| parameter.sensitive)
        .then(|| debug(endpoint, page));
    let endpoint = implementation(service, endpoint, page);
    quote!(#structure #new #debug #endpoint)
}

fn structure(endpoint: &Endpoint, page: &mut Page<'_>) -> TokenStream {
    let name = identifier(&endpoint.name);
    let mut about: Vec<String> = endpoint.about.iter().map(|text| docs::escape(text)).collect();
    about.push(format!("`{} {}`", endpoint.method, endpoint.path));
    let docs = docs::attributes(&about, docs::TYPE_WIDTH);
    let shown =
        (!endpoint.parameters.iter().any(|parameter| parameter.sensitive)).then(|| quote!(Debug,));
    let deprecated = endpoint.deprecated.then(|| quote!(#[deprecated]));
    let fields = endpoint.parameters.iter().map(|parameter| {
        let (field, holds) = (identifier(&parameter.name), holds(parameter, page));
        let holds = if parameter.required { holds } else { quote!(Option<#holds>) };
        let docs = docs::attributes(&about_parameter(parameter), docs::PART_WIDTH);
        let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
        quote!(#(#docs)* #deprecated pub #field: #holds)
    });
    quote! {
        #(#docs)*
        #[derive(Clone, #shown Eq, PartialEq)]
        #deprecated
        pub struct #name { #(#fields),* }
    }
}

fn about_parameter(parameter: &Parameter) -> Vec<String> {
    let mut facts = Vec::new();
    match &parameter.holds {
        Holds::Integer { minimum, maximum, .. } => {
            facts.extend(minimum.map(|minimum| format!("At least {minimum}.")));
            facts.extend(maximum.map(|maximum| format!("At most {maximum}.")));
        }
        Holds::Text { min_length, max_length, .. } => {
            facts.extend(min_length.map(|length| format!("Characters: at least {length}.")));
            facts.extend(max_length.map(|length| format!("Characters: at most {length}.")));
        }
        Holds::Boolean | Holds::Listed { .. } => {}
    }
    facts.extend(parameter.example.as_ref().map(|example| format!("Example: `{example}`.")));
    let place = match parameter.place {
        ParameterPlace::Path => None,
        ParameterPlace::Query => Some("query"),
        ParameterPlace::Header => Some("header"),
    };
    let wire = &parameter.wire;
    facts.extend(place.map(|place| match place {
        "header" => format!("Sent as the header `{wire}`."),
        _ => format!("Sent as `{wire}` in the query."),
    }));
    if !parameter.required {
        facts.push("May be left out.".to_owned());
    }
    let description = parameter.description.as_deref().map(docs::escape);
    let facts = (!facts.is_empty()).then(|| facts.join(" "));
    let about: Vec<String> = description.into_iter().chain(facts).collect();
    if about.is_empty() { vec![format!("`{wire}`")] } else { about }
}

/// The type of a parameter's values.
fn holds(parameter: &Parameter, page: &mut Page<'_>) -> TokenStream {
    match &parameter.holds {
        Holds::Boolean => quote!(bool),
        Holds::Integer { format: IntegerFormat::Int32, .. } => quote!(i32),
        Holds::Integer { format: IntegerFormat::Int64, .. } => quote!(i64),
        Holds::Text { format, .. } => match format.and_then(text_type) {
            Some(name) => {
                page.runtime.insert(name);
                let name = identifier(name);
                quote!(#name)
            }
            None => quote!(String),
        },
        Holds::Listed { holds, .. } => page.type_path(holds),
    }
}

/// The runtime's type for texts of a format, where there is one.
fn text_type(format: TextFormat) -> Option<&'static str> {
    match format {
        TextFormat::DateTime => Some("DateTime"),
        TextFormat::Uri => Some("Uri"),
        TextFormat::Uuid => Some("Uuid"),
        _ => None,
    }
}

/// The request with what it cannot do without.
fn new(endpoint: &Endpoint, page: &mut Page<'_>) -> TokenStream {
    let name = identifier(&endpoint.name);
    let required = endpoint.parameters.iter().filter(|parameter| parameter.required);
    let arguments: Vec<TokenStream> = required
        .map(|parameter| {
            let (field, holds) = (identifier(&parameter.name), holds(parameter, page));
            match parameter.holds {
                Holds::Boolean | Holds::Integer { .. } => quote!(#field: #holds),
                Holds::Text { .. } | Holds::Listed { .. } => quote!(#field: impl Into<#holds>),
            }
        })
        .collect();
    let values = endpoint.parameters.iter().map(|parameter| {
        let field = identifier(&parameter.name);
        match parameter.holds {
            _ if !parameter.required => quote!(#field: None),
            Holds::Boolean | Holds::Integer { .. } => quote!(#field),
            Holds::Text { .. } | Holds::Listed { .. } => quote!(#field: #field.into()),
        }
    });
    let about = match endpoint.parameters.iter().any(|parameter| !parameter.required) {
        true => " The request with no more than it needs.",
        false => " The request.",
    };
    quote! {
        impl #name {
            #[doc = #about]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    }
}

fn debug(endpoint: &Endpoint, page: &mut Page<'_>) -> TokenStream {
    page.uses_fmt = true;
    page.client.insert("NotShown");
    let name = identifier(&endpoint.name);
    let title = &endpoint.name;
    let fields = endpoint.parameters.iter().map(|parameter| {
        let (field, label) = (identifier(&parameter.name), &parameter.name);
        match (parameter.sensitive, parameter.required) {
            (false, _) => quote!(.field(#label, &self.#field)),
            (true, true) => quote!(.field(#label, &NotShown)),
            (true, false) => quote!(.field(#label, &self.#field.as_ref().map(|_| NotShown))),
        }
    });
    quote! {
        impl fmt::Debug for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(#title) #(#fields)* .finish()
            }
        }
    }
}

fn implementation(service: &Service, endpoint: &Endpoint, page: &mut Page<'_>) -> TokenStream {
    page.client.extend(["Answer", "Draft", "Endpoint", "RequestError"]);
    page.http.extend(["HeaderValue", "Method", "Request", "StatusCode"]);
    let (name, error) = (identifier(&endpoint.name), identifier(&endpoint.error));
    let (method, path) = (identifier(&endpoint.method), &endpoint.path);
    let success = page.type_path(&endpoint.success.document);
    let success = if endpoint.success.media_type == EVENTS {
        page.client.insert("EventsFollow");
        quote!(EventsFollow<#success>)
    } else {
        success
    };
    let credentials = match endpoint.credentials {
        Some(index) => {
            let name = identifier(&service.credentials[index].name);
            quote!(#name)
        }
        None => quote!(()),
    };
    let (shown, sign) = match endpoint.credentials {
        Some(_) => (identifier("credentials"), Some(quote!(credentials.sign(&mut draft);))),
        None => (identifier("_credentials"), None),
    };
    let accept = &endpoint.success.media_type;
    let pieces = pieces(endpoint, page);
    let arms = arms(endpoint);
    quote! {
        impl Endpoint for #name {
            type Credentials = #credentials;
            type Response = #success;
            type Error = #error;

            const METHOD: Method = Method::#method;
            const PATH: &'static str = #path;

            fn request(&self, base: &BaseUri, #shown: &#credentials) -> Result<Request<()>, RequestError> {
                let mut draft = Draft::new(Self::METHOD, base, #accept);
                #(#pieces)*
                #sign
                draft.finish()
            }

            fn decode(
                status: StatusCode,
                content_type: Option<&HeaderValue>,
                body: &[u8],
            ) -> Result<#success, #error> {
                let answer = Answer::new(status, content_type, body);
                let refusal = match status.as_u16() {
                    #(#arms)*
                    _ => Err(answer.unexpected()),
                };
                Err(refusal.unwrap_or_else(#error::Unexpected))
            }
        }
    }
}

/// What makes the request: its path from the left to the right, then all else.
fn pieces(endpoint: &Endpoint, page: &mut Page<'_>) -> Vec<TokenStream> {
    let mut pieces = Vec::new();
    let mut rest = endpoint.path.as_str();
    for name in template_names(&endpoint.path) {
        let (before, after) = rest.split_once(&format!("{{{name}}}")).unwrap_or((rest, ""));
        pieces.push(quote!(draft.path(#before);));
        let parameter = endpoint
            .parameters
            .iter()
            .find(|parameter| parameter.place == ParameterPlace::Path && parameter.wire == name);
        pieces.extend(parameter.map(|parameter| piece(parameter, page)));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(quote!(draft.path(#rest);));
    }
    let others = endpoint.parameters.iter();
    let others = others.filter(|parameter| parameter.place != ParameterPlace::Path);
    pieces.extend(others.map(|parameter| piece(parameter, page)));
    pieces
}

/// What puts a parameter into the request.
fn piece(parameter: &Parameter, page: &mut Page<'_>) -> TokenStream {
    let field = identifier(&parameter.name);
    let value = if parameter.required { quote!(self.#field) } else { quote!(#field) };
    let (plain, rules) = written(parameter, &value, page);
    // What has rules stands on a line of its own.
    let (first, written) = if rules.is_empty() {
        (None, quote!(&#plain))
    } else {
        (Some(quote!(let #field = #plain #rules;)), quote!(&#field))
    };
    let put = match parameter.place {
        ParameterPlace::Path => quote!(#first draft.segment(#written)?;),
        ParameterPlace::Query => quote!(#first draft.query(#written);),
        ParameterPlace::Header => quote!(#first draft.header(#written)?;),
    };
    if parameter.required {
        return put;
    }
    let taken = match parameter.holds {
        Holds::Boolean | Holds::Integer { .. } => quote!(self.#field),
        Holds::Text { .. } | Holds::Listed { .. } => quote!(&self.#field),
    };
    quote!(if let Some(#field) = #taken { #put })
}

/// The parameter, and what holds it to its rules.
fn written(
    parameter: &Parameter,
    value: &TokenStream,
    page: &mut Page<'_>,
) -> (TokenStream, TokenStream) {
    page.client.insert("Parameter");
    let wire = &parameter.wire;
    match &parameter.holds {
        Holds::Boolean => (quote!(Parameter::boolean(#wire, #value)), TokenStream::new()),
        Holds::Integer { minimum, maximum, .. } => {
            let bound = |bound: i64| Literal::i64_unsuffixed(bound);
            let least = minimum.map(bound).map(|least| quote!(.at_least(#least)?));
            let most = maximum.map(bound).map(|most| quote!(.at_most(#most)?));
            (quote!(Parameter::integer(#wire, #value)), quote!(#least #most))
        }
        Holds::Text { format, min_length, max_length } => {
            let typed = format.is_some_and(|format| text_type(format).is_some());
            let value = match (typed, parameter.required) {
                (true, _) => quote!(#value.as_str()),
                (false, true) => quote!(&#value),
                (false, false) => quote!(#value),
            };
            let format = format.map(|format| {
                page.runtime.insert("Format");
                let format = identifier(&format!("{format:?}"));
                quote!(.format(Format::#format)?)
            });
            let length = |length: u64| Literal::u64_unsuffixed(length);
            let least = min_length.map(length).map(|least| quote!(.no_shorter_than(#least)?));
            let most = max_length.map(length).map(|most| quote!(.no_longer_than(#most)?));
            (quote!(Parameter::text(#wire, #value)), quote!(#format #least #most))
        }
        Holds::Listed { closed, .. } => {
            let listed = closed.then(|| quote!(.listed(#value.is_known())?));
            (quote!(Parameter::text(#wire, #value.as_str())), quote!(#listed))
        }
    }
}

/// What each documented status means.
fn arms(endpoint: &Endpoint) -> Vec<TokenStream> {
    let error = identifier(&endpoint.error);
    let success = &endpoint.success;
    let (status, read) = (number(success), read(success));
    let arm = quote!(#status => return answer.#read.map_err(#error::Unexpected),);
    let refusals = endpoint.refusals.iter().map(|answer| {
        let (status, variant, read) = (number(answer), variant(answer), self::read(answer));
        quote!(#status => answer.#read.map(#error::#variant),)
    });
    std::iter::once(arm).chain(refusals).collect()
}

fn read(answer: &Answer) -> TokenStream {
    match answer.media_type.as_str() {
        EVENTS => quote!(events()),
        "application/json" => quote!(json()),
        media_type => quote!(read(#media_type)),
    }
}

fn number(answer: &Answer) -> Literal {
    Literal::u16_unsuffixed(answer.status)
}
