//! What lives here: the last stage. Code becomes text as a careful person would lay it out:
//! prettyplease breaks the lines, then come blank lines, comments and the head.

use proc_macro2::TokenStream;
use quote::quote;

use crate::Options;
use crate::diagnostic::Diagnostics;
use crate::emit::{Code, CodeFile, Origin};
use crate::source::{File, Location};

/// Marks documentation that becomes a plain comment: a character that stands in no schema's words.
const COMMENT: &str = "\u{e000} ";

/// A space at which no line is broken, until the line stands.
pub(crate) const UNBROKEN: char = '\u{e001}';

/// How wide the text at the head of a file is set.
const WIDTH: usize = 96;

/// How wide a line of code may be before a string in it goes on in the next.
const LINE: usize = 100;

/// Paragraphs as lines, an empty one between them. What begins with a hyphen is a list and stays close.
pub(crate) fn wrap(paragraphs: &[String], width: usize) -> Vec<String> {
    // A pointer or a path in code is not broken: a line's end would be read as a space.
    let options = textwrap::Options::new(width)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut lines: Vec<String> = Vec::new();
    for paragraph in
        paragraphs.iter().flat_map(|paragraph| paragraph.lines()).filter(|line| !line.is_empty())
    {
        let is_item = paragraph.starts_with("- ");
        let indent = if is_item { "  " } else { "" };
        let after_item =
            lines.last().is_some_and(|line| line.starts_with("- ") || line.starts_with("  "));
        if !(lines.is_empty() || is_item && after_item) {
            lines.push(String::new());
        }
        let options = options.clone().subsequent_indent(indent);
        lines.extend(
            textwrap::wrap(&with_whole_code(&one_line(paragraph), width), options)
                .into_iter()
                .map(|line| line.replace(UNBROKEN, " ")),
        );
    }
    lines
}

/// The text with the spaces in its code held together, where that fits on a line.
fn with_whole_code(text: &str, width: usize) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let parts = parts.iter().enumerate().map(|(index, part)| {
        let is_code = index % 2 == 1 && index + 1 < parts.len();
        if is_code && part.chars().count() + 2 < width {
            part.replace(' ', &UNBROKEN.to_string())
        } else {
            (*part).to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("`")
}

/// The text with its control characters written out: a carriage return alone may stand in no comment.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for letter in text.chars() {
        if letter.is_control() {
            line.extend(letter.escape_default());
        } else {
            line.push(letter);
        }
    }
    line
}

/// A comment that survives the printing of tokens: put it before a match arm.
pub(crate) fn comment(text: &str) -> TokenStream {
    let text = format!(" {COMMENT}{}", one_line(text));
    quote!(#[doc = #text])
}

/// The texts of all files, in order of their paths.
pub(crate) fn lay_out(
    codes: Vec<CodeFile>,
    texts: Vec<File>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Vec<File> {
    let layout = Layout { command: &options.command, schemas: &options.schemas };
    let mut files = texts;
    for CodeFile { path, source, code } in codes {
        let text = layout.file(source.as_ref(), &code, diagnostics);
        files.push(File { path, text });
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

/// What every file says at its head.
struct Layout<'a> {
    /// The command that makes the files.
    command: &'a str,
    /// The folder that holds the schemas.
    schemas: &'a str,
}

impl Layout<'_> {
    /// The text of a file. `source` is what it is made from, if that is one file.
    fn file(&self, source: Option<&Origin>, code: &Code, diagnostics: &mut Diagnostics) -> String {
        let body = match syn::parse2::<syn::File>(code.tokens.clone()) {
            Ok(file) => prettyplease::unparse(&file),
            Err(error) => {
                let place = Location::root(source.map_or("", |source| &source.path));
                let problem = format!("the generated code is not Rust: {error}");
                diagnostics.add(
                    &place,
                    problem,
                    "report this as a bug of the generator, with the schema",
                );
                return String::new();
            }
        };
        let mut text = self.head(source, &code.about);
        for line in with_blank_lines(&body) {
            for line in broken(&line) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        text
    }

    fn head(&self, source: Option<&Origin>, about: &[String]) -> String {
        let (command, schemas) = (&self.command, &self.schemas);
        let (from, what) = match source {
            Some(source) => (format!("{schemas}/{}", source.path), source.what),
            None => (format!("{schemas}/"), "schemas"),
        };
        let about = wrap(about, WIDTH)
            .into_iter()
            .map(|line| format!("//! {line}").trim_end().to_owned() + "\n");
        let about: String = about.collect();
        let gap = if about.is_empty() { "" } else { "\n" };
        format!(
            "// @generated by `{command}` from {from}\n// Edit the {what}, not this file.\n\n{about}{gap}"
        )
    }
}

/// The lines with one blank line between items, and between members that have documentation.
fn with_blank_lines(body: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in body.lines() {
        let mut line = line.replace(&format!("/// {COMMENT}"), "// ");
        // prettyplease does not look into macros.
        if line.trim_end().ends_with("crate ::DOCUMENTS") {
            line = line.replace("crate ::", "crate::");
        }
        line = line.replace(" < 'a >)", "<'a>)");
        if begins_item(&line, lines.last()) {
            lines.push(String::new());
        }
        lines.push(line);
    }
    lines
}

/// A line that is one string, too long and of several words, in as many lines as it takes: `\` at the end of a line
/// leaves out the white space that the next one begins with.
fn broken(line: &str) -> Vec<String> {
    let string = line.trim_start();
    let indent = line.len() - string.len();
    // What has lines of its own is set in them: it is JSON, and no sentence.
    if line.chars().count() <= LINE || !is_string(string) || string.contains("\\n") {
        return vec![line.to_owned()];
    }
    let mut lines = vec![" ".repeat(indent)];
    for word in string.split_inclusive(' ') {
        let last = lines.last().map_or(0, |line| line.chars().count());
        let goes_on = word.trim_end().is_empty() || last <= indent + 1;
        if !goes_on && last + word.chars().count() + 1 > LINE {
            lines.last_mut().into_iter().for_each(|line| line.push('\\'));
            lines.push(" ".repeat(indent + 1));
        }
        lines.last_mut().into_iter().for_each(|line| line.push_str(word));
    }
    lines
}

/// Whether a line is one string, and at most a comma behind it.
fn is_string(line: &str) -> bool {
    let Some(inside) = line.strip_prefix('"') else { return false };
    let mut escaped = false;
    let end = inside.find(|letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    });
    end.is_some_and(|end| matches!(&inside[end + 1..], "" | "," | ";"))
}

/// How lines begin that begin an item.
const ITEMS: [&str; 9] = [
    "impl ",
    "impl<",
    "pub fn ",
    "pub(crate) fn ",
    "fn ",
    "#[inline]",
    "pub struct ",
    "pub enum ",
    "callschema_runtime::",
];

/// Whether this line begins another group of imports than the one above it belongs to, or ends that of `std`.
fn begins_imports(line: &str, above: &str) -> bool {
    let std = |line: &str| line.starts_with("use std::");
    let local = |line: &str| line.starts_with("use crate::") || line.starts_with("use super::");
    (std(above) && !std(line)) || (local(line) && above.ends_with(';') && !local(above))
}

/// Whether a blank line belongs before this line, given the one above it.
fn begins_item(line: &str, above: Option<&String>) -> bool {
    let Some(above) = above.map(|above| above.trim()) else {
        return false;
    };
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    if above.is_empty()
        || above.ends_with(['{', '(', '['])
        || above.starts_with("///")
        || above.starts_with("#[")
    {
        return false;
    }
    if begins_imports(trimmed, above) {
        return true;
    }
    let documented = trimmed.starts_with("///");
    let starts = ITEMS.iter().any(|start| trimmed.starts_with(start));
    match indent {
        0 => {
            documented
                || starts
                || (above.starts_with("use ") && !trimmed.starts_with("use "))
                || (above == "};" && trimmed.starts_with("mod "))
                || (above.ends_with(';') && above.contains("mod ") && !trimmed.contains("mod "))
        }
        4 => {
            let constant = trimmed.starts_with("const ") && !above.starts_with("const ");
            documented || (above == "}" && starts) || (above.ends_with(';') && (starts || constant))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_string_goes_on_in_the_next_line_and_stays_the_same() {
        let words = "one \\\"two\\\"  three\\t four, ".repeat(9);
        let line = format!("        \"{words}\",");
        let lines = broken(&line);
        assert!(
            lines.len() > 2 && lines.iter().all(|line| line.chars().count() <= LINE),
            "{lines:#?}"
        );
        let value = |text: &str| {
            let text = text.trim().trim_end_matches(',');
            syn::parse_str::<syn::LitStr>(text).expect("a string").value()
        };
        assert_eq!(value(&lines.join("\n")), value(&line));
        let arm = format!("\"{words}\" => \"{words}\",");
        let json = line.replace("\\t", "\\n");
        for whole in
            [&line[..90], &line.replace(' ', "_"), &line.replacen('"', "x", 1), &arm, &json]
        {
            assert_eq!(broken(whole), [whole]);
        }
    }
}
