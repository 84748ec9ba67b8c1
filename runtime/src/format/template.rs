//! What lives here: `uri-template`, RFC 6570, section 2.
//!
//! Written here because the crate `iri-string`, which knows templates, refuses literals that are not ASCII, takes
//! `{a:0}`, and panics on some texts with a bare percent sign.

/// Whether the text is a template of any level: rule `URI-Template`. That includes the operators that the
/// RFC keeps for later (`{=a}`): they are in its grammar.
pub(super) fn matches(text: &str) -> bool {
    let mut parts = text.split('{');
    parts.next().is_some_and(is_literals)
        && parts.all(|part| {
            let halves = part.split_once('}');
            halves.is_some_and(|(inside, after)| is_expression(inside) && is_literals(after))
        })
}

/// Rule `expression` without its braces.
fn is_expression(text: &str) -> bool {
    text.strip_prefix(is_operator).unwrap_or(text).split(',').all(is_variable)
}

/// Rule `operator`.
fn is_operator(letter: char) -> bool {
    matches!(letter, '+' | '#' | '.' | '/' | ';' | '?' | '&' | '=' | ',' | '!' | '@' | '|')
}

/// Rule `varspec`: a name, perhaps with `*` or with `:` and a length from 1 to 9999.
fn is_variable(text: &str) -> bool {
    let name = match text.split_once(':') {
        Some((name, length)) => {
            let digits = length.bytes().all(|byte| byte.is_ascii_digit());
            if !(1..=4).contains(&length.len()) || !digits || length.starts_with('0') {
                return false;
            }
            name
        }
        None => text.strip_suffix('*').unwrap_or(text),
    };
    name.split('.').all(|part| {
        !part.is_empty()
            && is_encoded(part, |letter| letter.is_ascii_alphanumeric() || letter == '_')
    })
}

/// Rule `literals`, any number of times, with the apostrophe that erratum 6937 puts back.
fn is_literals(text: &str) -> bool {
    is_encoded(text, |letter| match letter {
        ' ' | '"' | '%' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
        _ if letter.is_ascii() => !letter.is_ascii_control(),
        // Rules `ucschar` and `iprivate`: no C1 controls, noncharacters or specials, and of plane 14 only
        // what lies behind the tags.
        '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}' => false,
        _ => letter >= '\u{A0}' && u32::from(letter) & 0xFFFE != 0xFFFE,
    })
}

/// Whether the text is letters of a kind and percent-encoded octets.
fn is_encoded(text: &str, is_letter: impl Fn(char) -> bool) -> bool {
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let mut is_digit = || letters.next().is_some_and(|digit| digit.is_ascii_hexdigit());
        let holds = if letter == '%' { is_digit() && is_digit() } else { is_letter(letter) };
        if !holds {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    #[test]
    fn templates_of_all_levels_match() {
        for text in [
            "",
            "plain/%20é'",
            "\u{E000}\u{10000}\u{10FFFD}",
            "{a}",
            "{a}{b}",
            "{+path:6}/here",
            "{#x,hello,y}",
            "X{.list*}",
            "{/var:1,var}",
            "{;x,y,empty}",
            "{?x,y}",
            "{&x,y*}",
            "{a.b_c.%C3%A9}",
            "{1}",
            "{v:9999}",
            "{=reserved}",
            "{!reserved}",
        ] {
            assert!(super::matches(text), "{text}");
        }
    }

    #[test]
    fn broken_expressions_and_foreign_letters_do_not() {
        for text in [
            "{",
            "}",
            "{}",
            "{a",
            "a}",
            "{{a}}",
            "{a}}",
            "{a b}",
            "{a,}",
            "{,,a}",
            "{.}",
            "{..a}",
            "{a:}",
            "{a:0}",
            "{a:01}",
            "{a:10000}",
            "{a:x}",
            "{a:+1}",
            "{a*:3}",
            "{a:3*}",
            "{a**}",
            "{*}",
            "{é}",
            "{a-b}",
            "{a.}",
            "{%4}",
            "{-a}",
            "%zz",
            "%",
            "%4",
            "%aé",
            "%é",
            "a b",
            "<a>",
            "a\"b",
            "a\\b",
            "a^b",
            "a`b",
            "a|b",
            "a\u{7F}",
            "a\u{85}",
            "a\u{FDD0}",
            "a\u{FFFD}",
            "a\u{1FFFE}",
            "a\u{E0001}",
        ] {
            assert!(!super::matches(text), "{text}");
        }
    }
}
