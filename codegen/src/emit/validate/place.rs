//! What lives here: the pointer `at` of the schema whose rules are being written.

use proc_macro2::{Group, Literal, TokenStream, TokenTree};
use quote::quote;

/// The longest pointer that is written where it is used.
const INLINE: usize = 48;

/// Defines `at` before statements that use it. Where they use it once, and it is short, it takes its
/// place there instead.
pub(super) fn bind(pointer: &str, statements: &TokenStream) -> TokenStream {
    match count(statements) {
        0 => statements.clone(),
        1 if pointer.len() <= INLINE => put(pointer, statements),
        _ => quote!(let at = #pointer; #statements),
    }
}

fn is_at(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == "at")
}

/// Whether a group defines an `at` of its own: those inside it are not ours.
fn binds(group: &Group) -> bool {
    let mut tokens = group.stream().into_iter();
    let first = tokens.next();
    matches!(first, Some(TokenTree::Ident(ident)) if ident == "let")
        && tokens.next().is_some_and(|next| is_at(&next))
}

fn count(tokens: &TokenStream) -> usize {
    let each = tokens.clone().into_iter().map(|token| match &token {
        TokenTree::Group(group) if !binds(group) => count(&group.stream()),
        token => usize::from(is_at(token)),
    });
    each.sum()
}

fn put(pointer: &str, tokens: &TokenStream) -> TokenStream {
    let each = tokens.clone().into_iter().map(|token| match token {
        TokenTree::Group(group) if !binds(&group) => {
            TokenTree::Group(Group::new(group.delimiter(), put(pointer, &group.stream())))
        }
        token if is_at(&token) => TokenTree::Literal(Literal::string(pointer)),
        token => token,
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_used_once_is_put_there_and_otherwise_defined() {
        let once = quote!(reader.string(at)?;);
        assert_eq!(bind("/a", &once).to_string(), quote!(reader.string("/a")?;).to_string());
        let twice = quote!(if let Some(text) = reader.string(at)? {
            reader.max_length(at, &text, 2)?;
        });
        assert_eq!(bind("/a", &twice).to_string(), quote!(let at = "/a"; #twice).to_string());
        let inner = quote!(while more() {
            let at = "/b";
            use_it(at);
            use_it(at);
        });
        assert_eq!(bind("/a", &inner).to_string(), inner.to_string());
    }
}
