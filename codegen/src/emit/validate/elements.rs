//! What lives here: arrays and maps whose elements are read one by one while they are checked, also those that
//! lie in one another.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::held::{is_of_its_kind, plainly};
use super::reading::alone;
use super::{Writer, array, place};
use crate::emit::identifier;
use crate::ir::check::{Check, ObjectRules, OneKind, Others, Target};
use crate::ir::shape::Type;

impl<'a> Writer<'a> {
    /// What reads an array or a map into its slot, each element by itself; none where it is not all of these.
    pub(super) fn held_elements(
        &mut self,
        target: &Target,
        holds: &Type,
        slot: &Ident,
        nullable: bool,
    ) -> Option<TokenStream> {
        let check = self.container(target, nullable)?;
        let (method, arguments) = match holds {
            Type::List(inner) | Type::Array(inner) => self.held_array(check, holds, inner)?,
            Type::Map(inner) => self.held_map(check, inner)?,
            _ => return None,
        };
        let (at, ending) = (&check.at, if nullable { "_or_null" } else { "" });
        let method = identifier(&format!("{method}{ending}"));
        Some(quote!(#slot.#method(reader, #at #arguments)))
    }

    /// The method of a slot that reads an array, and its further arguments.
    fn held_array(
        &mut self,
        check: &Check,
        holds: &Type,
        inner: &Type,
    ) -> Option<(&'static str, TokenStream)> {
        let (item, rules) = (items(check)?, array_rules(check));
        let rules_alone = rules.as_ref().map(|rules| quote!(, #rules));
        let plain_or_ruled = |plain, ruled| if rules.is_some() { ruled } else { plain };
        if matches!(holds, Type::List(_)) {
            let method = plain_or_ruled("list", "ruled_list");
            return self
                .checks_itself(item, inner, false)
                .then_some((method, quote!(#rules_alone)));
        }
        if let Some(read) = self.element(item, inner) {
            let rules = rules.unwrap_or_else(|| self.unruled());
            return Some(("array", quote!(, #read, #rules)));
        }
        let check = self.closure(item);
        Some((plain_or_ruled("items", "ruled_items"), quote!(, #check #rules_alone)))
    }

    /// The method of a slot that reads a map, and its further arguments.
    fn held_map(&mut self, check: &Check, inner: &Type) -> Option<(&'static str, TokenStream)> {
        let value = values(check)?;
        let name = self.name(&check.object).map(|name| place::bind(&check.at, &name));
        let whole = place::bind(&check.at, &self.whole(&check.object));
        let is_ruled = name.is_some() || !whole.is_empty();
        if !is_ruled && self.checks_itself(value, inner, false) {
            return Some(("map", TokenStream::new()));
        }
        let read = self.element(value, inner);
        if !is_ruled && read.is_none() {
            let check = self.closure(value);
            return Some(("values", quote!(, #check)));
        }
        let read = read.unwrap_or_else(|| {
            let check = self.closure(value);
            quote!(|reader| M::take(reader, #check))
        });
        let mut rules = |statements: Option<&TokenStream>| {
            let ruled = statements.map(|statements| ruled(&quote!(object), statements));
            ruled.unwrap_or_else(|| self.unruled())
        };
        let whole = Some(&whole).filter(|whole| !whole.is_empty());
        let (name, whole) = (rules(name.as_ref()), rules(whole));
        Some(("ruled_map", quote!(, #read, #name, #whole)))
    }

    /// The function that reads an element which is more than a scalar, while it checks it.
    fn element(&mut self, target: &Target, holds: &Type) -> Option<TokenStream> {
        if self.checks_itself(target, holds, false) {
            self.uses.insert("Read");
            return Some(quote!(Read::read_from));
        }
        let held = self.held_elements(target, holds, &identifier("slot"), false)?;
        Some(quote!(|reader| {
            let mut slot = Slot::empty();
            #held?;
            slot.required()
        }))
    }

    /// The function that asks a container for nothing.
    fn unruled(&mut self) -> TokenStream {
        self.uses.insert("unruled");
        quote!(unruled)
    }

    /// The check of an array or an object, or of that or null, of which no more is asked than its kind's rules.
    fn container<'t>(&self, target: &'t Target, nullable: bool) -> Option<&'t Check>
    where
        'a: 't,
    {
        let check = self.in_line(target)?;
        let kinds = check.kinds.filter(|kinds| kinds.null == nullable)?;
        let is_container = matches!(kinds.only(), Some(OneKind::Array | OneKind::Object));
        (is_container && is_of_its_kind(check)).then_some(check)
    }
}

/// What all items of an array are asked alike.
fn items(check: &Check) -> Option<&Target> {
    let rules = &check.array;
    match &rules.items {
        Some(Others::Target(item)) if rules.prefix.is_empty() && rules.contains.is_none() => {
            Some(plainly(item))
        }
        _ => None,
    }
}

/// What all values of an object are asked alike, where nothing else is asked but of their number and their names.
fn values(check: &Check) -> Option<&Target> {
    let ObjectRules {
        unique_names: _,
        members,
        patterns,
        others: Some(Others::Target(value)),
        evaluates_others: _,
        min_properties: _,
        max_properties: _,
        dependent,
        dependent_schemas,
        names: _,
        tagged: None,
    } = &check.object
    else {
        return None;
    };
    let alone = members.is_empty() && patterns.is_empty();
    (alone && dependent.is_empty() && dependent_schemas.is_empty()).then(|| plainly(value))
}

/// The function that asks an array for what it must be beside its items.
fn array_rules(check: &Check) -> Option<TokenStream> {
    let statements = array::whole(&check.array);
    let statements = (!statements.is_empty()).then(|| place::bind(&check.at, &statements))?;
    Some(ruled(&quote!(array), &statements))
}

/// A function that asks a container for what these statements do.
fn ruled(container: &TokenStream, statements: &TokenStream) -> TokenStream {
    if let Some(expression) = alone(statements) {
        quote!(|reader, #container| #expression)
    } else {
        quote!(|reader, #container| { #statements Ok(()) })
    }
}
