//! What lives here: the names that open objects have used beyond those that their schemas declare,
//! so that a second use is seen.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::cursor::{Cursor, Text};

/// How many names of one object are compared one by one before they are hashed.
const PER_OBJECT: usize = 16;

/// The undeclared names of the objects that have many, the innermost one last: hash sets whose seed nobody
/// outside can know.
#[derive(Debug)]
pub(crate) struct ManyNames<'a> {
    sets: Vec<HashSet<Cow<'a, str>>>,
}

/// The undeclared names of one object: the places of the first ones, without escapes, and then a set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ObjectNames {
    /// None where there are no names: most objects then have nothing to write here.
    places: Option<[u32; PER_OBJECT]>,
    count: usize,
    has_set: bool,
}

impl ObjectNames {
    /// None yet.
    #[inline]
    pub(crate) fn new() -> Self {
        Self { places: None, count: 0, has_set: false }
    }

    fn places(&self) -> impl Iterator<Item = usize> + '_ {
        let places = self.places.as_ref().map_or(&[][..], |places| &places[..self.count]);
        places.iter().map(|place| *place as usize)
    }
}

impl<'a> ManyNames<'a> {
    pub(crate) fn new() -> Self {
        Self { sets: Vec::new() }
    }

    /// Forgets the names of the object that opened last.
    #[inline]
    pub(crate) fn close(&mut self, object: &ObjectNames) {
        if object.has_set {
            self.forget();
        }
    }

    #[cold]
    #[inline(never)]
    fn forget(&mut self) {
        self.sets.pop();
    }

    /// Takes a name in: false where the object has used it before.
    pub(crate) fn insert(&mut self, object: &mut ObjectNames, name: &Text<'a>) -> bool {
        if object.has_set {
            return self.sets.last_mut().is_none_or(|set| set.insert(name.value()));
        }
        let source = name.source();
        match (name.plain(), u32::try_from(name.offset())) {
            (Some(plain), Ok(place)) if object.count < PER_OBJECT => {
                let new = !object.places().any(|place| is_at(source, place, plain));
                object.places.get_or_insert([0; PER_OBJECT])[object.count] = place;
                object.count += usize::from(new);
                new
            }
            _ => {
                let first = object.places().filter_map(|place| name_at(source, place));
                let mut set: HashSet<_> = first.collect();
                let new = set.insert(name.value());
                self.sets.push(set);
                object.has_set = true;
                new
            }
        }
    }
}

/// Whether a name without escapes stands at a place, where one does.
fn is_at(source: &str, place: usize, name: &[u8]) -> bool {
    let rest = &source.as_bytes()[place + 1..];
    rest.starts_with(name) && rest.get(name.len()) == Some(&b'"')
}

fn name_at(source: &str, place: usize) -> Option<Cow<'_, str>> {
    Cursor::new(&source[place..]).string().ok().map(|name| name.value())
}
