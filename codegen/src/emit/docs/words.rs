//! What lives here: the words of a schema on their way into documentation.

/// The first sentence, and what follows it: rustdoc's lists show the first paragraph of each item.
pub(in crate::emit) fn summary(description: &str) -> (&str, Option<&str>) {
    let (mut in_code, mut depth) = (false, 0_usize);
    for (end, character) in description.char_indices() {
        match character {
            '`' => in_code = !in_code,
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(more) = description[end..].strip_prefix(". ") else { continue };
        if in_code || depth > 0 {
            continue;
        }
        let word = description[..end].rsplit(' ').next().unwrap_or_default();
        let is_abbreviation = word.contains('.') || word.chars().count() == 1;
        let begins = more.starts_with(|first: char| first.is_uppercase() || "`[(".contains(first));
        if begins && !is_abbreviation {
            return (&description[..=end], Some(more));
        }
    }
    (description, None)
}

/// With a full stop at its end, unless it has another one.
pub(in crate::emit) fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// A paragraph for the file beside the page, from where a link to one of its types has another way to go.
pub(in crate::emit) fn beside(paragraph: &str) -> String {
    let mut parts = paragraph.split("[`");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("[`");
        match part.split_once("`]") {
            Some((name, rest)) if crate::names::is_name(name) && !rest.starts_with('(') => {
                text.extend([name, "`](super::", name, ")", rest]);
            }
            _ => text.push_str(part),
        }
    }
    text
}

/// Brackets in a schema's words are text, except around code: [`Call`] links to a type.
pub(in crate::emit) fn escape(text: &str) -> String {
    let mut code = false;
    let mut escaped = String::with_capacity(text.len());
    for (index, character) in text.char_indices() {
        code ^= character == '`';
        let links = text[index..].starts_with("[`") || text[..index].ends_with('`');
        if !code && matches!(character, '[' | ']' | '<' | '>') && !links {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{beside, escape, summary};

    #[test]
    fn the_first_sentence_ends_where_another_begins() {
        let cases = [
            ("One call.", None),
            ("One call. It ends.", Some("It ends.")),
            ("One call, as `GET. It`. `null` until then.", Some("`null` until then.")),
            ("One call (See there. Or here.) and more. Then.", Some("Then.")),
            ("One call in the U.S. Army or of J. Doe, e.g. this", None),
            ("Costs 0.5 or so. and more", None),
        ];
        for (text, more) in cases {
            let (first, rest) = summary(text);
            assert_eq!(rest, more, "{text}");
            assert_eq!(
                [Some(first), rest].into_iter().flatten().collect::<Vec<_>>().join(" "),
                text
            );
        }
    }

    #[test]
    fn links_lead_to_the_page_from_beside_it() {
        let cases = [
            ("How a [`Call`] ended.", "How a [`Call`](super::Call) ended."),
            ("[`Call`](crate::Call), [`a b`], [`open", "[`Call`](crate::Call), [`a b`], [`open"),
            ("`Call` and [Call]", "`Call` and [Call]"),
        ];
        for (text, expected) in cases {
            assert_eq!(beside(text), expected);
        }
    }

    #[test]
    fn brackets_are_text_except_around_code() {
        assert_eq!(escape("a [b] <c> [`D`] `[e]`"), r"a \[b\] \<c\> [`D`] `[e]`");
    }
}
