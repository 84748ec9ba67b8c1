//! What lives here: how a request is sent and its answer read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Page;
use super::error::variant;
use super::request::text_type;
use crate::emit::identifier;
use crate::ir::endpoint::{Answer, Endpoint, Holds, Parameter, Service};
use crate::openapi::{EVENTS, ParameterPlace, template_names};

/// The impl of the runtime's `Endpoint`.
pub(super) fn exchange(service: &Service, endpoint: &Endpoint, page: &mut Page<'_>) -> TokenStream {
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
    let credentials = endpoint.credentials.map(|index| {
        let name = identifier(&service.credentials[index].name);
        (name, identifier("credentials"), Some(quote!(credentials.sign(&mut draft);)))
    });
    let (credentials, shown, sign) = match credentials {
        Some((name, shown, sign)) => (quote!(#name), shown, sign),
        None => (quote!(()), identifier("_credentials"), None),
    };
    let accept = &endpoint.success.media_type;
    let pieces = pieces(endpoint, page);
    let decode = decode(endpoint, &success);
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

            #decode
        }
    }
}

/// How an answer is read.
fn decode(endpoint: &Endpoint, success: &TokenStream) -> TokenStream {
    let error = identifier(&endpoint.error);
    let arms = arms(endpoint);
    quote! {
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
        // Errors stay small however much a document holds.
        quote!(#status => answer.#read.map(Box::new).map(#error::#variant),)
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
