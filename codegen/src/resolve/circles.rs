//! What lives here: circles of schemas that apply to the same value: checking those would never end.
//!
//! Schemas that reach one another are found by two walks, along the ways and against them (Kosaraju), each
//! past every schema once and without recursion: there may be thousands in a row.

use std::collections::{BTreeSet, HashMap};

use super::{Resolved, in_place};
use crate::source::Location;

/// The schemas whose references come back to themselves.
pub(super) fn circles(resolved: &Resolved) -> BTreeSet<&Location> {
    let ways = Ways::new(resolved);
    let groups = ways.groups();
    let mut sizes = vec![0; ways.places.len()];
    for group in &groups {
        sizes[*group] += 1;
    }
    let comes_back = |place: usize| sizes[groups[place]] > 1 || ways.forth[place].contains(&place);
    let places = (0..ways.places.len()).filter(|place| comes_back(*place));
    places
        .map(|place| ways.places[place])
        .filter(|location| !resolved.references(location).is_empty())
        .collect()
}

/// Which schemas apply to the same value as which, by number.
struct Ways<'a> {
    places: Vec<&'a Location>,
    forth: Vec<Vec<usize>>,
    back: Vec<Vec<usize>>,
}

impl<'a> Ways<'a> {
    fn new(resolved: &'a Resolved) -> Self {
        let places: Vec<&Location> = resolved.places.keys().collect();
        let numbered = places.iter().enumerate();
        let numbers: HashMap<&Location, usize> =
            numbered.map(|(number, location)| (*location, number)).collect();
        let (mut forth, mut back) =
            (vec![Vec::new(); places.len()], vec![Vec::new(); places.len()]);
        for (from, location) in places.iter().enumerate() {
            for to in in_place::next(resolved, location) {
                if let Some(to) = numbers.get(&to) {
                    forth[from].push(*to);
                    back[*to].push(from);
                }
            }
        }
        Self { places, forth, back }
    }

    /// For each schema, the number of its group: those that reach one another.
    fn groups(&self) -> Vec<usize> {
        let mut groups = vec![usize::MAX; self.places.len()];
        for start in self.finished().into_iter().rev() {
            let mut waiting = vec![start];
            while let Some(place) = waiting.pop() {
                if groups[place] == usize::MAX {
                    groups[place] = start;
                    waiting.extend(&self.back[place]);
                }
            }
        }
        groups
    }

    /// All schemas, each behind those that are first reached through it.
    fn finished(&self) -> Vec<usize> {
        let (mut seen, mut finished) = (vec![false; self.places.len()], Vec::new());
        for start in 0..self.places.len() {
            // A schema, and how many of its ways have been walked.
            let mut open = vec![(start, 0)];
            while let Some((place, walked)) = open.pop() {
                if walked == 0 && std::mem::replace(&mut seen[place], true) {
                    continue;
                }
                match self.forth[place].get(walked) {
                    Some(next) => open.extend([(place, walked + 1), (*next, 0)]),
                    None => finished.push(place),
                }
            }
        }
        finished
    }
}
