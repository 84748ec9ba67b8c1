//! What lives here: the signatures of all documents, laid out to be looked up on the way through a text.

use std::collections::HashSet;

use super::{Requirement, Signature};
use crate::cursor::Text;
use crate::document::DocumentInfo;
use crate::path::unescaped;

/// What all documents require.
#[derive(Debug)]
pub(super) struct Index {
    /// Each requirement once, though several documents may state it.
    pub(super) requirements: Vec<Requirement>,
    /// The members that they are about, as they lie within one another.
    pub(super) root: Node,
    candidates: Vec<Candidate>,
}

/// A member that some requirement is about, or that such a one lies in.
#[derive(Debug, Default)]
pub(super) struct Node {
    name: String,
    pub(super) requirements: Vec<usize>,
    /// In order of their names' lengths.
    pub(super) members: Vec<Node>,
    /// For each length, how many members have shorter names.
    by_length: Vec<usize>,
}

/// A document that the answer may be.
#[derive(Debug)]
struct Candidate {
    document: usize,
    /// The requirements of each of its forms.
    forms: Vec<Vec<usize>>,
    /// The pointers of the members that it knows.
    known: HashSet<&'static str>,
}

impl Node {
    /// The member of a name.
    #[inline]
    pub(super) fn member(&self, name: &Text<'_>) -> Option<&Self> {
        match name.plain() {
            Some(plain) => self.find(plain),
            None => self.find(name.value().as_bytes()),
        }
    }

    #[inline]
    fn find(&self, name: &[u8]) -> Option<&Self> {
        // Few names are of one length: most that are not here are known by it.
        let range = *self.by_length.get(name.len())?..*self.by_length.get(name.len() + 1)?;
        self.members[range].iter().find(|member| member.name.as_bytes() == name)
    }

    /// The node at a JSON Pointer, made if it is missing.
    #[inline]
    fn at(&mut self, pointer: &str) -> &mut Self {
        let steps = pointer.split('/').skip(1);
        steps.map(unescaped).fold(self, |node, name| {
            let place = node.members.iter().position(|member| member.name == name);
            let place = place.unwrap_or_else(|| {
                node.members.push(Self { name, ..Self::default() });
                node.members.len() - 1
            });
            &mut node.members[place]
        })
    }

    /// Puts all members in order, once all are there.
    #[inline]
    fn order(&mut self) {
        self.members.sort_by_key(|member| member.name.len());
        let longest = self.members.last().map_or(0, |member| member.name.len());
        let shorter = |length| self.members.partition_point(|member| member.name.len() < length);
        self.by_length = (0..=longest + 1).map(shorter).collect();
        self.members.iter_mut().for_each(Self::order);
    }
}

impl Index {
    #[inline]
    pub(super) fn new(documents: &[DocumentInfo]) -> Self {
        let mut index =
            Self { requirements: Vec::new(), root: Node::default(), candidates: Vec::new() };
        for (document, info) in documents.iter().enumerate() {
            if let Some(signature) = info.signature() {
                let candidate = index.candidate(document, signature);
                index.candidates.push(candidate);
            }
        }
        index.root.order();
        index
    }

    #[inline]
    fn candidate(&mut self, document: usize, signature: &Signature) -> Candidate {
        let mut known: HashSet<&'static str> = signature.knows.iter().copied().collect();
        known.extend(signature.forms.iter().copied().flatten().map(|required| required.pointer));
        let forms = signature.forms.iter().map(|form| {
            let requirements = form.iter().map(|required| self.intern(*required));
            requirements.collect()
        });
        Candidate { document, forms: forms.collect(), known }
    }

    /// The number of a requirement, which it gets where it is met for the first time.
    #[inline]
    fn intern(&mut self, requirement: Requirement) -> usize {
        let node = self.root.at(requirement.pointer);
        let same = |index: &&usize| self.requirements[**index] == requirement;
        if let Some(index) = node.requirements.iter().find(same) {
            return *index;
        }
        let index = self.requirements.len();
        node.requirements.push(index);
        self.requirements.push(requirement);
        index
    }

    /// The document that is meant where these requirements are met.
    #[inline]
    pub(super) fn decide(&self, met: &[bool]) -> Option<usize> {
        let (mut best, mut evidence, mut tied) = (None, 0, false);
        for candidate in &self.candidates {
            let own = candidate.evidence(met);
            if own > evidence {
                (best, evidence, tied) = (Some(candidate), own, false);
            } else if own == evidence {
                tied = true;
            }
        }
        let best = best.filter(|_| !tied)?;
        let contradicted = self.candidates.iter().any(|other| self.contradicts(other, best, met));
        (!contradicted).then_some(best.document)
    }

    /// Whether another document has all that it requires, and a part of that is unknown to the best.
    #[inline]
    fn contradicts(&self, other: &Candidate, best: &Candidate, met: &[bool]) -> bool {
        let is_met = |form: &&Vec<usize>| form.iter().all(|index| met[*index]);
        let is_strange = |index: &usize| !best.known.contains(self.requirements[*index].pointer);
        other.document != best.document
            && other.forms.iter().filter(is_met).any(|form| form.iter().any(is_strange))
    }
}

impl Candidate {
    /// By how many requirements more speak for the document than against it, in the form that is nearest.
    #[inline]
    fn evidence(&self, met: &[bool]) -> usize {
        let of_form = |form: &Vec<usize>| {
            let count = form.iter().filter(|index| met[**index]).count();
            (2 * count).saturating_sub(form.len())
        };
        self.forms.iter().map(of_form).max().unwrap_or(0)
    }
}
