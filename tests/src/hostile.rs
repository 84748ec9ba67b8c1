//! What lives here: texts that are made to cost whoever reads them time or memory.

/// A way to be hostile: its name, and a text of about so many bytes.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// A short name.
    pub name: &'static str,
    /// Whether somebody has to remember every name in it.
    pub names: bool,
    make: fn(usize) -> String,
}

/// Every shape.
pub const SHAPES: &[Shape] = &[
    Shape { name: "open arrays", names: false, make: |size| "[".repeat(size) },
    Shape { name: "open objects", names: false, make: |size| r#"{"a":"#.repeat(size / 5) },
    Shape { name: "quotes", names: false, make: |size| "\"".repeat(size) },
    Shape { name: "backslashes", names: false, make: |size| format!("\"{}", "\\".repeat(size)) },
    Shape {
        name: "one name repeated",
        names: false,
        make: |size| object(size, |_| "a".to_owned()),
    },
    Shape {
        name: "distinct names",
        names: true,
        make: |size| object(size, |index| format!("{index:x}")),
    },
    Shape {
        name: "distinct escaped names",
        names: true,
        make: |size| object(size, |index| format!("\\u0061{index:x}")),
    },
    Shape { name: "digits", names: false, make: |size| "7".repeat(size) },
    Shape { name: "fraction", names: false, make: |size| format!("0.{}", "0".repeat(size)) },
    Shape { name: "exponent", names: false, make: |size| format!("1e{}", "9".repeat(size)) },
    Shape {
        name: "escapes",
        names: false,
        make: |size| format!("\"{}\"", r"\u0041".repeat(size / 6)),
    },
    Shape { name: "white space", names: false, make: |size| format!("{}1", " ".repeat(size)) },
    Shape {
        name: "many empty objects",
        names: false,
        make: |size| format!("[{}{{}}]", "{},".repeat(size / 3)),
    },
    Shape {
        name: "deep and wide",
        names: false,
        make: |size| {
            let (open, close) = ("[".repeat(100), "]".repeat(100));
            format!("[{}1]", format!("{open}{close},").repeat(size / 201))
        },
    },
];

fn object(size: usize, name: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 32);
    text.push('{');
    for index in 0.. {
        text.push('"');
        text.push_str(&name(index));
        text.push_str("\":1,");
        if text.len() >= size {
            break;
        }
    }
    text.push_str("\"\":1}");
    text
}

impl Shape {
    /// The hostile text alone, as a member that no schema knows, and as one that many know.
    pub fn texts(&self, size: usize) -> [String; 3] {
        let text = (self.make)(size);
        let [unknown, known] = ["no such member", "message"]
            .map(|name| format!("{{\"{name}\": {text}, \"type\": {{}}}}"));
        [text, unknown, known]
    }
}
