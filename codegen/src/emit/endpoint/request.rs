//! What lives here: the type of a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::Page;
use crate::emit::{docs, identifier};
use crate::ir::endpoint::{Endpoint, Holds, Parameter, Service};
use crate::openapi::{EVENTS, ParameterPlace};
use crate::schema::{IntegerFormat, TextFormat};

/// The struct, its constructor, and how it is shown.
pub(super) fn request(service: &Service, endpoint: &Endpoint, page: &mut Page<'_>) -> TokenStream {
    let structure = structure(service, endpoint, page);
    let new = new(endpoint, page);
    let debug = endpoint
        .parameters
        .iter()
        .any(|parameter| parameter.sensitive)
        .then(|| debug(endpoint, page));
    quote!(#structure #new #debug)
}

fn structure(service: &Service, endpoint: &Endpoint, page: &mut Page<'_>) -> TokenStream {
    let name = identifier(&endpoint.name);
    let docs = docs::attributes(&about(service, endpoint, page), docs::TYPE_WIDTH);
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

/// What the request does, what it needs, and what comes of it.
fn about(service: &Service, endpoint: &Endpoint, page: &Page<'_>) -> Vec<String> {
    let mut about: Vec<String> = endpoint.about.iter().map(|text| docs::escape(text)).collect();
    about.push(format!("`{} {}`", endpoint.method, endpoint.path));
    let answer = &endpoint.success.document;
    let module = page.context.module_path(&answer.document).to_string().replace(' ', "");
    let events = if endpoint.success.media_type == EVENTS { "events of " } else { "" };
    let outcome = format!(
        "Answered with {events}[`{0}`]({module}::{0}), or else [`{1}`].",
        answer.name, endpoint.error
    );
    let credentials = endpoint.credentials.map(|index| &service.credentials[index].name);
    let needs = credentials.map(|name| format!(" Needs [`{name}`].")).unwrap_or_default();
    about.push(outcome + &needs);
    about.push(format!(
        "Described by `{}`, operation `{}`. With the feature `http`.",
        service.source, endpoint.operation
    ));
    about
}

fn about_parameter(parameter: &Parameter) -> Vec<String> {
    let mut facts: Vec<String> = docs::bounded(&bounds(&parameter.holds)).into_iter().collect();
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

/// The bounds of a parameter's values, in words.
fn bounds(holds: &Holds) -> Vec<String> {
    let (least, most) = match holds {
        Holds::Integer { minimum, maximum, .. } => {
            (minimum.map(|minimum| minimum.to_string()), maximum.map(|maximum| maximum.to_string()))
        }
        Holds::Text { min_length, max_length, .. } => {
            (min_length.map(characters), max_length.map(characters))
        }
        Holds::Boolean | Holds::Listed { .. } => (None, None),
    };
    let least = least.map(|least| format!("at least {least}"));
    let most = most.map(|most| format!("at most {most}"));
    least.into_iter().chain(most).collect()
}

fn characters(count: u64) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{count} characters") }
}

/// The type of a parameter's values.
fn holds(parameter: &Parameter, page: &mut Page<'_>) -> TokenStream {
    match &parameter.holds {
        Holds::Boolean => quote!(bool),
        Holds::Integer { format: IntegerFormat::Int32, .. } => quote!(i32),
        Holds::Integer { format: IntegerFormat::Int64, .. } => quote!(i64),
        Holds::Text { format, .. } => {
            let Some(name) = format.and_then(text_type) else { return quote!(String) };
            page.runtime.insert(name);
            let name = identifier(name);
            quote!(#name)
        }
        Holds::Listed { holds, .. } => page.type_path(holds),
    }
}

/// The runtime's type for texts of a format, where there is one.
pub(super) fn text_type(format: TextFormat) -> Option<&'static str> {
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
    let about = if endpoint.parameters.iter().all(|parameter| parameter.required) {
        " Makes the request."
    } else {
        " Makes the request with no more than it needs."
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
