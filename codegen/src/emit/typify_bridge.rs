//! What lives here: typify as the printer of declarations. It is handed a normal form in which nothing
//! is left to decide, and what it prints is checked to bear the names that were given.
//!
//! The normal form: every type under its final name in one list of definitions; every member
//! required, under its field's name; wrappers (`Option`, `Nullable`) and the runtime's values as
//! `x-rust-type`; no bounds, no patterns, no nulls.

use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use schemars::schema::Schema;
use serde_json::{Map, Value, json};
use syn::{Fields, Item};
use typify::{CrateVers, TypeSpace, TypeSpaceSettings};

use super::Context;
use crate::ir::Page;
use crate::ir::shape::{Declaration, Field, Form, Presence, Type, UnionVariant};

/// A page, and where it finds all others.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) context: Context<'a>,
    pub(super) page: &'a Page,
}

impl Scope<'_> {
    /// Whether a type of this page is a wrapper.
    fn is_wrapper(self, document: &str, name: &str) -> bool {
        let is = |declaration: &Declaration| {
            declaration.name == name && matches!(declaration.form, Form::Wrapper(_))
        };
        document == self.page.name && self.page.declarations.iter().any(is)
    }
}

/// The declarations that typify prints for a page, by name. For each that it cannot print as it was
/// asked to, why, in words.
pub(super) fn declarations(scope: Scope<'_>) -> BTreeMap<String, Result<Item, String>> {
    let asked: Vec<&Declaration> = scope
        .page
        .declarations
        .iter()
        .filter(|declaration| !matches!(declaration.form, Form::Wrapper(_)))
        .collect();
    let printed = print_all(scope, &asked);
    let take = |declaration: &&Declaration| {
        let name = declaration.name.clone();
        let item = match &printed {
            Err(problem) => Err(problem.clone()),
            Ok(items) => {
                let item = items.get(&name);
                check(declaration, item).and_then(|()| {
                    item.cloned().ok_or_else(|| format!("typify printed no `{name}`"))
                })
            }
        };
        (name, item)
    };
    asked.iter().map(take).collect()
}

fn print_all(scope: Scope<'_>, asked: &[&Declaration]) -> Result<BTreeMap<String, Item>, String> {
    let definitions = asked.iter().map(|declaration| {
        let schema = serde_json::from_value::<Schema>(definition(scope, declaration));
        schema.map(|schema| (declaration.name.clone(), schema)).map_err(|error| error.to_string())
    });
    let definitions = definitions.collect::<Result<Vec<_>, _>>()?;
    let printed = catch_unwind(AssertUnwindSafe(|| print(definitions)));
    let file = printed.map_err(|_| "typify panicked".to_owned())??;
    let named = file.items.into_iter().filter_map(|item| {
        let name = match &item {
            Item::Struct(item) => item.ident.to_string(),
            Item::Enum(item) => item.ident.to_string(),
            _ => return None,
        };
        Some((name, item))
    });
    Ok(named.collect())
}

/// The crate that stands for the generated one.
pub(super) const FOREIGN: &str = "generated";

fn print(definitions: Vec<(String, Schema)>) -> Result<syn::File, String> {
    let mut settings = TypeSpaceSettings::default();
    for name in ["std", "callschema-runtime", FOREIGN] {
        settings.with_crate(name, CrateVers::Any, None);
    }
    let mut types = TypeSpace::new(&settings);
    types.add_ref_types(definitions).map_err(|error| error.to_string())?;
    syn::parse2(types.to_stream()).map_err(|error| error.to_string())
}

fn definition(scope: Scope<'_>, declaration: &Declaration) -> Value {
    match &declaration.form {
        Form::Struct(fields) => structure(scope, fields),
        Form::Strings(variants) => {
            let names: Vec<&str> = variants.iter().map(|variant| variant.name.as_str()).collect();
            json!({"type": "string", "enum": names})
        }
        Form::Union(variants) => {
            let branches: Vec<Value> =
                variants.iter().map(|variant| branch(scope, variant)).collect();
            json!({"oneOf": branches})
        }
        // These are printed elsewhere.
        Form::Wrapper(_) => json!({}),
    }
}

fn structure(scope: Scope<'_>, fields: &[Field]) -> Value {
    let mut properties: Map<String, Value> =
        fields.iter().map(|field| (field.name.clone(), member(scope, field))).collect();
    properties.insert("extra".to_owned(), runtime("Extra", &[]));
    let required: Vec<&String> = properties.keys().collect();
    json!({"type": "object", "required": required, "properties": properties})
}

fn member(scope: Scope<'_>, field: &Field) -> Value {
    let holds = holds(scope, &field.holds);
    match field.presence {
        Presence::Required => holds,
        Presence::Optional | Presence::Nullable => option(holds),
        Presence::OptionalNullable => runtime("Nullable", &[holds]),
    }
}

/// A branch in the form that typify reads as a variant with a name and one value.
fn branch(scope: Scope<'_>, variant: &UnionVariant) -> Value {
    let name = &variant.name;
    let holds = holds(scope, &variant.holds);
    json!({
        "type": "object",
        "required": [name],
        "properties": {name: holds},
        "additionalProperties": false,
    })
}

fn holds(scope: Scope<'_>, holds: &Type) -> Value {
    match holds {
        Type::Boolean => json!({"type": "boolean"}),
        Type::Int32 => json!({"type": "integer", "format": "int32"}),
        Type::Int64 => json!({"type": "integer", "format": "int64"}),
        Type::UInt64 => json!({"type": "integer", "format": "uint64"}),
        Type::Integer => runtime("Integer", &[]),
        Type::Number => runtime("Number", &[]),
        Type::Raw | Type::Kept(_) => runtime("RawJson", &[]),
        Type::Tuple(items) => {
            let count = items.len();
            let items: Vec<Value> = items.iter().map(|item| self::holds(scope, item)).collect();
            json!({"type": "array", "items": items, "minItems": count, "maxItems": count})
        }
        Type::Text(format) => runtime(format.type_name(), &[]),
        Type::String => json!({"type": "string"}),
        Type::Array(items) => json!({"type": "array", "items": self::holds(scope, items)}),
        Type::List(items) => runtime("List", &[self::holds(scope, items)]),
        Type::Map(values) => runtime("Map", &[self::holds(scope, values)]),
        Type::Nullable(value) => option(self::holds(scope, value)),
        Type::Boxed(value) => native("std", "std::boxed::Box", &[self::holds(scope, value)]),
        // typify is not asked for wrappers, so it may not miss them.
        Type::Named { document, name } if scope.is_wrapper(document, name) => {
            native(FOREIGN, &format!("{FOREIGN}::{name}"), &[])
        }
        Type::Named { document, name } if *document == scope.page.name => {
            json!({"$ref": format!("#/definitions/{name}")})
        }
        // Another page's type, by the path that it has in the generated crate; it is given a crate of
        // its own for typify to believe in.
        Type::Named { document, name } => {
            let path = scope.context.module_path(document).to_string().replace(' ', "");
            native(FOREIGN, &format!("{FOREIGN}::{path}::{name}"), &[])
        }
    }
}

fn runtime(name: &str, parameters: &[Value]) -> Value {
    native("callschema-runtime", &format!("callschema_runtime::{name}"), parameters)
}

fn option(value: Value) -> Value {
    native("std", "std::option::Option", &[value])
}

fn native(origin: &str, path: &str, parameters: &[Value]) -> Value {
    json!({"x-rust-type": {"crate": origin, "version": "*", "path": path, "parameters": parameters}})
}

/// What came back must bear the names that went in.
fn check(declaration: &Declaration, item: Option<&Item>) -> Result<(), String> {
    let name = &declaration.name;
    let (asked, printed): (Vec<&str>, Vec<String>) = match (&declaration.form, item) {
        (Form::Struct(fields), Some(Item::Struct(item))) => {
            let asked = fields.iter().map(|field| field.name.as_str()).chain(["extra"]).collect();
            (asked, field_names(&item.fields))
        }
        (Form::Strings(variants), Some(Item::Enum(item))) => {
            (variants.iter().map(|variant| variant.name.as_str()).collect(), variant_names(item))
        }
        (Form::Union(variants), Some(Item::Enum(item))) => {
            (variants.iter().map(|variant| variant.name.as_str()).collect(), variant_names(item))
        }
        _ => {
            return Err(format!("typify printed no declaration of its kind for `{name}`"));
        }
    };
    let names: HashSet<&str> = printed.iter().map(|printed| plain(printed)).collect();
    // typify sets an underscore behind a reserved word.
    let has = |asked: &str| names.contains(asked) || names.contains(&*format!("{asked}_"));
    match asked.iter().find(|asked| !has(asked)) {
        Some(lost) => Err(format!("typify renamed `{lost}` of `{name}`")),
        None if asked.len() != printed.len() => {
            Err(format!("typify printed another number of parts for `{name}`"))
        }
        None => Ok(()),
    }
}

/// A printed name without what makes a word of Rust's a name.
pub(super) fn plain(printed: &str) -> &str {
    printed.strip_prefix("r#").unwrap_or(printed)
}

fn field_names(fields: &Fields) -> Vec<String> {
    fields.iter().filter_map(|field| field.ident.as_ref()).map(ToString::to_string).collect()
}

fn variant_names(item: &syn::ItemEnum) -> Vec<String> {
    item.variants.iter().map(|variant| variant.ident.to_string()).collect()
}
