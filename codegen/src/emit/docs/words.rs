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

/// What stands between a state and when it holds.
const CONJUNCTIONS: [&str; 10] =
    ["when", "while", "where", "until", "if", "unless", "before", "after", "once", "for"];

/// Whether a description says when a member is in a state, as `Absent or null until it has.` does, or that it may
/// be. What else may be absent is no matter of the member.
pub(in crate::emit) fn says_when(description: &str, state: &str) -> bool {
    let description = description.to_lowercase();
    let says = |sentence: &str| {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let end = words.iter().position(|word| CONJUNCTIONS.contains(word)).unwrap_or(0);
        let states = &words[..end];
        states.contains(&state)
            && states.iter().all(|word| ["absent", "`null`", "empty", "or"].contains(word))
    };
    description.contains(&format!("may be {state}")) || description.split(". ").any(says)
}

#[cfg(test)]
mod tests {
    use super::{beside, escape, says_when, summary};

    #[test]
    fn a_state_is_told_with_its_time_and_not_of_something_else() {
        let cases = [
            ("When it ended. Absent or `null` until it has.", [true, true]),
            ("`null` or absent for a telephone call.", [true, true]),
            ("Empty or absent when nothing was said.", [true, false]),
            ("Absent when there are none; never `null`.", [true, false]),
            ("Always there for a transfer, else it may be absent.", [true, false]),
            ("`null` before the call.", [false, true]),
            ("Why the caller was absent.", [false, false]),
            ("Absent callers, when there are some.", [false, false]),
            ("What to do if a part is absent or `null`.", [false, false]),
            ("When it began.", [false, false]),
        ];
        for (description, expected) in cases {
            let told = ["absent", "`null`"].map(|state| says_when(description, state));
            assert_eq!(told, expected, "{description}");
        }
    }

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
