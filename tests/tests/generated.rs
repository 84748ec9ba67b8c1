//! The generated code is what the schemas make, and it is made as ARCHITECTURE.md says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use callschema_codegen::{Options, Output, SCHEMA_ENDING, generate};
use callschema_tests::sources::sources;
use xtask::Workspace;

fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the checkout around this package")
}

fn output() -> Output {
    generate(&sources(&checkout().join("schemas")), &Options::default()).unwrap_or_else(
        |diagnostics| {
            let told: Vec<String> =
                diagnostics.iter().map(|diagnostic| format!("schemas/{diagnostic}")).collect();
            panic!(
                "the schemas have mistakes:
{}",
                told.join(
                    "
"
                )
            )
        },
    )
}

#[test]
fn generated_code_is_up_to_date() {
    let outcome =
        xtask::generate::check(&Workspace::of_this_checkout()).expect("the check can run");
    assert!(outcome.good, "\n{}\n", outcome.told.join("\n"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let mut reversed = sources(&checkout().join("schemas"));
    reversed.reverse();
    let again = generate(&reversed, &Options::default()).expect("the schemas are in order");
    assert_eq!(output().files, again.files);
}

/// Every type declaration on the pages of documents, as `slng/call.rs: Call`. typify is asked neither for requests
/// nor for types that borrow.
fn declarations(output: &Output) -> BTreeSet<String> {
    let others = [SCHEMA_ENDING, "/endpoints.rs", "/borrowed.rs"];
    let is_page = |path: &str| !others.iter().any(|ending| path.ends_with(ending));
    let pages = output.files.iter().filter(|file| is_page(&file.path));
    let declared = pages.flat_map(|page| {
        let file = syn::parse_file(&page.text).expect("generated code is Rust");
        let names = file.items.into_iter().filter_map(|item| match item {
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            syn::Item::Enum(item) => Some(item.ident.to_string()),
            syn::Item::Union(item) => Some(item.ident.to_string()),
            syn::Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        });
        names.map(|name| format!("{}: {name}", page.path)).collect::<Vec<_>>()
    });
    declared.collect()
}

/// The declarations that ARCHITECTURE.md lists as not printed by typify.
fn admitted() -> BTreeSet<String> {
    let text = fs::read_to_string(checkout().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let table = text
        .split("| declaration | why |")
        .nth(1)
        .expect("ARCHITECTURE.md has the table of own declarations");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let names = rows
        .filter_map(|row| row.split('|').nth(1))
        .map(|name| name.trim().trim_matches('`').to_owned());
    names.filter(|name| name != "none").collect()
}

#[test]
fn declarations_that_did_not_come_through_typify_are_listed_with_a_reason() {
    let output = output();
    let through_typify: BTreeSet<String> = output.through_typify.iter().cloned().collect();
    let declared = declarations(&output);
    assert!(declared.len() > 30, "only {} declarations were found", declared.len());
    assert!(through_typify.is_subset(&declared), "typify printed what no page has");
    let own: BTreeSet<String> = declared.difference(&through_typify).cloned().collect();
    assert_eq!(
        own,
        admitted(),
        "list in ARCHITECTURE.md, under \"Types come through typify\", what did not"
    );
}

/// The types of a reader that are checked first and built then, as `slng/error: ErrorDetail`.
fn read_twice(output: &Output) -> BTreeSet<String> {
    let pages = output.files.iter().filter_map(|file| {
        let page = file.path.strip_suffix("/codec.rs")?;
        (!page.ends_with("/borrowed")).then_some((page, &file.text))
    });
    let types = pages.flat_map(|(page, text)| {
        let readings = text.split("read_impl!(").skip(1);
        let names = readings.filter_map(|rest| rest.trim_start().strip_prefix("super::"));
        let names = names.filter_map(|rest| rest.split(',').next());
        names.map(|name| format!("{page}: {name}")).collect::<Vec<_>>()
    });
    types.collect()
}

#[test]
fn what_a_kind_or_a_constant_decides_is_checked_and_built_in_one_walk() {
    // Its shapes differ by the members that they require: each is asked.
    assert_eq!(read_twice(&output()), BTreeSet::from(["bimpe/stream_event: StreamEvent".into()]));
}
