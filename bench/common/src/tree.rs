//! What lives here: JSON as a tree that keeps order, escapes and digits, to be changed and written again.
//!
//! It reads the golden samples, which the tests of the main workspace hold to be JSON: it is no judge.

use crate::random::Random;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    /// Members in order; names as they are written between their quotes.
    Object(Vec<(String, Tree)>),
    /// Items in order.
    Array(Vec<Tree>),
    /// Anything else, as it is written.
    Scalar(String),
}

impl Tree {
    /// Reads a text that is JSON.
    ///
    /// # Panics
    /// Where it plainly is not.
    pub(crate) fn parse(text: &str) -> Self {
        let mut rest = text;
        value(&mut rest)
    }

    /// A string of this text, which is escaped already.
    pub(crate) fn text(escaped: &str) -> Self {
        Self::Scalar(format!("\"{escaped}\""))
    }

    /// The value at the end of a path of names.
    pub(crate) fn at_mut(&mut self, path: &[&str]) -> Option<&mut Self> {
        let Some((name, deeper)) = path.split_first() else { return Some(self) };
        let Self::Object(members) = self else { return None };
        members.iter_mut().find(|(key, _)| key == name)?.1.at_mut(deeper)
    }

    /// The same in another order of members, at every level.
    pub(crate) fn shuffle(&mut self, random: &mut Random) {
        match self {
            Self::Object(members) => {
                random.shuffle(members);
                for (_, value) in members {
                    value.shuffle(random);
                }
            }
            Self::Array(items) => items.iter_mut().for_each(|item| item.shuffle(random)),
            Self::Scalar(_) => {}
        }
    }

    /// The same, the members sorted by name, at every level.
    pub(crate) fn sort(&mut self) {
        match self {
            Self::Object(members) => {
                members.sort_by(|(left, _), (right, _)| left.cmp(right));
                for (_, value) in members {
                    value.sort();
                }
            }
            Self::Array(items) => items.iter_mut().for_each(Self::sort),
            Self::Scalar(_) => {}
        }
    }

    /// Puts another scalar where the text ends.
    pub(crate) fn set_last(&mut self, scalar: &str) {
        match self {
            Self::Object(members) if !members.is_empty() => {
                let last = members.len() - 1;
                members[last].1.set_last(scalar);
            }
            Self::Array(items) if !items.is_empty() => {
                let last = items.len() - 1;
                items[last].set_last(scalar);
            }
            other => *other = Self::Scalar(scalar.to_owned()),
        }
    }

    /// How many bytes it takes when written compactly.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Object(members) => {
                members.iter().map(|(key, value)| key.len() + 4 + value.len()).sum::<usize>() + 1
            }
            Self::Array(items) => items.iter().map(|item| item.len() + 1).sum::<usize>() + 1,
            Self::Scalar(text) => text.len(),
        }
    }

    /// Written without white space, or on lines indented by two spaces.
    pub(crate) fn write(&self, pretty: bool) -> Vec<u8> {
        let mut out = String::new();
        self.write_to(&mut out, pretty, 0);
        if pretty {
            out.push('\n');
        }
        out.into_bytes()
    }

    fn write_to(&self, out: &mut String, pretty: bool, depth: usize) {
        let (open, close, count) = match self {
            Self::Scalar(text) => return out.push_str(text),
            Self::Object(members) => ('{', '}', members.len()),
            Self::Array(items) => ('[', ']', items.len()),
        };
        out.push(open);
        for index in 0..count {
            if index > 0 {
                out.push(',');
            }
            line(out, pretty, depth + 1);
            match self {
                Self::Object(members) => {
                    let (key, value) = &members[index];
                    out.extend(["\"", key, if pretty { "\": " } else { "\":" }]);
                    value.write_to(out, pretty, depth + 1);
                }
                Self::Array(items) => items[index].write_to(out, pretty, depth + 1),
                Self::Scalar(_) => {}
            }
        }
        if count > 0 {
            line(out, pretty, depth);
        }
        out.push(close);
    }
}

fn line(out: &mut String, pretty: bool, depth: usize) {
    if pretty {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    }
}

fn value(rest: &mut &str) -> Tree {
    skip_space(rest);
    match rest.as_bytes().first() {
        Some(b'{') => Tree::Object(all(rest, '}', |rest| {
            let name = string(rest);
            skip_space(rest);
            *rest = rest.strip_prefix(':').expect("a colon");
            (name[1..name.len() - 1].to_owned(), value(rest))
        })),
        Some(b'[') => Tree::Array(all(rest, ']', value)),
        Some(b'"') => Tree::Scalar(string(rest)),
        _ => {
            let end = rest.find([',', ']', '}', ' ', '\n', '\r', '\t']).unwrap_or(rest.len());
            Tree::Scalar(taken(rest, end))
        }
    }
}

/// What stands between brackets.
fn all<T>(rest: &mut &str, close: char, mut one: impl FnMut(&mut &str) -> T) -> Vec<T> {
    let mut found = Vec::new();
    loop {
        // The opening bracket, or the comma.
        if rest.starts_with(close) {
            break;
        }
        *rest = &rest[1..];
        skip_space(rest);
        if rest.starts_with(close) {
            break;
        }
        found.push(one(rest));
        skip_space(rest);
    }
    *rest = &rest[1..];
    found
}

fn string(rest: &mut &str) -> String {
    let mut escaped = false;
    let end = rest[1..].find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    taken(rest, end.expect("a closing quote") + 2)
}

fn taken(rest: &mut &str, end: usize) -> String {
    let (token, behind) = rest.split_at(end);
    *rest = behind;
    token.to_owned()
}

fn skip_space(rest: &mut &str) {
    *rest = rest.trim_start_matches([' ', '\n', '\r', '\t']);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written() {
        let compact = r#"{"a":[1.0,{},[],{"b\"":"\u0041\\"}],"c":-1e2,"d":null}"#;
        let tree = Tree::parse(compact);
        assert_eq!(tree.write(false), compact.as_bytes());
        assert_eq!(tree.len(), compact.len() - 2, "an empty bracket is counted as one byte");
        let pretty = String::from_utf8(tree.write(true)).expect("text");
        assert_eq!(Tree::parse(&pretty), tree);
    }
}
