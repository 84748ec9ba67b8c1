//! What lives here: the names that open objects have used beyond those that their schemas declare,
//! so that a second use is seen.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::cursor::Text;

/// How many names of one object are compared one by one before they are hashed.
const PER_OBJECT: usize = 16;

/// How many names all open objects together may have before they are hashed.
const IN_ALL: usize = 32;

/// The undeclared names of all open objects, those of the innermost one last.
#[derive(Debug)]
pub(crate) struct NamePool<'a> {
    names: [&'a str; IN_ALL],
    used: usize,
    /// Those of objects that have many, with the place of the object among all that are open: hash sets
    /// whose seed nobody outside can know.
    many: Vec<HashSet<Cow<'a, str>>>,
}

/// Where the undeclared names of one object are: a stretch of the pool first, then a set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ObjectNames {
    base: usize,
    has_set: bool,
}

impl<'a> NamePool<'a> {
    pub(crate) fn new() -> Self {
        Self { names: [""; IN_ALL], used: 0, many: Vec::new() }
    }

    /// The names of an object that opens now.
    #[inline]
    pub(crate) fn open(&self) -> ObjectNames {
        ObjectNames { base: self.used, has_set: false }
    }

    /// Forgets the names of the object that opened last.
    #[inline]
    pub(crate) fn close(&mut self, object: ObjectNames) {
        self.used = object.base;
        if object.has_set {
            self.many.pop();
        }
    }

    /// Takes a name in: false where the object has used it before.
    pub(crate) fn insert(&mut self, object: &mut ObjectNames, name: &Text<'a>) -> bool {
        if object.has_set {
            return self.many.last_mut().is_none_or(|set| set.insert(name.value()));
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
                let mut set: HashSet<_> = names.iter().copied().map(Cow::Borrowed).collect();
                let new = set.insert(name);
                self.many.push(set);
                object.has_set = true;
                new
            }
        }
    }
}
