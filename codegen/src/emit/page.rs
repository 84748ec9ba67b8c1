//! What lives here: the page of a document that has a validator and no types.

use quote::quote;

use super::{Code, Context, docs, identifier, validate};
use crate::diagnostic::Diagnostics;
use crate::ir::Page;

/// Writes the page.
pub(super) fn emit(context: Context<'_>, page: &Page, _: &mut Diagnostics) -> Code {
    let mut about = vec![docs::escape(&page.description)];
    if page.entry.is_none() {
        about.push(format!("What documents refer to in `{}`.", page.source));
        let tokens = quote! {
            pub(crate) mod validate;
        };
        return Code::new(about, tokens);
    }
    let (name, check) = (&page.name, identifier(validate::entry(context, page)));
    about.push(format!("Document: `{name}`"));
    let tokens = quote! {
        use callschema_runtime::{DocumentInfo, Report, report, verdict};

        pub(crate) mod validate;

        #[doc = " The document, to be found by name."]
        pub const DOCUMENT: DocumentInfo = DocumentInfo::new(
            #name,
            validate::SCHEMA.text(),
            |json, limits| verdict(json, limits, validate::#check),
            |json, limits| report(json, limits, validate::SCHEMA, validate::#check, validate::#check),
        );

        #[doc = " Whether the bytes are one JSON document that meets the schema."]
        pub fn is_valid(json: &[u8]) -> bool {
            DOCUMENT.is_valid(json)
        }

        #[doc = " Checks the bytes against the schema."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = " The violations, malformed JSON among them."]
        pub fn validate(json: &[u8]) -> Result<(), Report> {
            DOCUMENT.validate(json)
        }
    };
    Code::new(about, tokens)
}
