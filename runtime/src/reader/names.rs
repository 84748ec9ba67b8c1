//! What lives here: the names that open objects have used beyond those that their schemas declare,
//! so that a second use is seen.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::cursor::Text;

/// How many names of one object are compared one by one before they are hashed.
const PER_OBJECT: usize = 16;

/// How many names all open objects together may have before they are hashed.
const IN_ALL: usize = 64;

/// The undeclared names of all open objects, those of the innermost one last.
#[derive(Debug)]
pub(crate) struct NamePool<'a> {
    names: [&'a str; IN_ALL],
    used: usize,
}

/// The undeclared names of one object: a stretch of the pool first, then a hash set whose seed
/// nobody outside can know.
#[derive(Debug)]
pub(crate) struct ObjectNames<'a> {
    base: usize,
    many: Option<HashSet<Cow<'a, str>>>,
}

impl<'a> NamePool<'a> {
    pub(crate) fn new() -> Self {
        Self { names: [""; IN_ALL], used: 0 }
    }

    /// The names of an object that opens now.
    #[inline]
    pub(crate) fn open(&self) -> ObjectNames<'a> {
        ObjectNames { base: self.used, many: None }
    }

    /// Forgets the names of the object that opened last.
    #[inline]
    pub(crate) fn close(&mut self, object: &ObjectNames<'a>) {
        self.used = object.base;
    }

    /// Takes a name in: false where the object has used it before.
    pub(crate) fn insert(&mut self, object: &mut ObjectNames<'a>, name: &Text<'a>) -> bool {
        if let Some(many) = &mut object.many {
            return many.insert(name.value());
        }
        let names = &self.names[object.base..self.used];
        match name.value() {
            Cow::Borrowed(name) if names.len() < PER_OBJECT && self.used < IN_ALL => {
                let new = !names.contains(&name);
                self.names[self.used] = name;
                self.used += usize::from(new);
                new
            }
            name => {
                let mut many: HashSet<_> = names.iter().copied().map(Cow::Borrowed).collect();
                let new = many.insert(name);
                object.many = Some(many);
                new
            }
        }
    }
}
