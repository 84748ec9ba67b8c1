//! What lives here: what is asked of an object's members as they come, and of all of them once the walk
//! is over.

use std::borrow::Cow;

use super::Object;
use super::missing::{misspelt, tell_missing};
use crate::cursor::{Cursor, Members as CursorMembers, Step};
use crate::excerpt::Found;
use crate::hint::{Hint, closest};
use crate::mode::{Broken, Mode, Verdict};
use crate::reader::{Check, Members, Reader, counted};

impl<const WORDS: usize> Object<WORDS> {
    /// `propertyNames`: the name of the member that came last, read as the string that it is. What is
    /// wrong with it is told of the object.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn name<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        check: Check<Verdict>,
    ) -> Step {
        if reader.matches(reader.cursor.mark_at(self.name), check) {
            return Ok(());
        }
        reader.mode.leave();
        reader.violation(at, "propertyNames", self.name, || {
            "a name that `propertyNames` describes".to_owned()
        })?;
        reader.mode.enter_member(self.name, self.sensitive);
        Ok(())
    }

    /// The name of the member that came last.
    pub fn member_name<'a, M: Mode>(&self, reader: &Reader<'a, M>) -> Cow<'a, str> {
        let name = Cursor::new(&reader.cursor.text()[self.name..]).string();
        name.map(|name| name.value()).unwrap_or_default()
    }

    /// The members that the schema declares.
    #[inline(always)]
    pub(crate) fn declared(&self) -> &'static Members<WORDS> {
        self.table
    }

    /// The place of the name of the member that came last.
    #[inline(always)]
    pub(crate) fn place(&self) -> usize {
        self.name
    }

    /// A keyword describes the member that came last: it counts as evaluated.
    #[inline]
    pub fn evaluated<M: Mode>(&self, reader: &mut Reader<'_, M>) {
        reader.evaluated(self.name);
    }

    /// `additionalProperties` or `unevaluatedProperties`, as `keyword` says, where it is `false`: no
    /// keyword describes the member that came last. That is told of the object.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the mode asks for it.
    #[cold]
    pub fn unexpected<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        keyword: &'static str,
    ) -> Step {
        reader.mode.leave();
        let name = self.member_name(reader);
        reader.mode.violation(&reader.cursor, || Broken {
            keyword: Some((at, keyword)),
            offset: self.name,
            expected: "no member but those that the schema describes".to_owned(),
            found: Found::Member,
            hint: closest(&name, self.absent())
                .map(|meant| Hint::Meant(format!("did you mean `{meant}`?"))),
        })?;
        reader.mode.enter_member(self.name, self.sensitive);
        Ok(())
    }

    /// `unevaluatedProperties` where nothing else can describe the member that came last: its value
    /// meets the check. That it does not is told of the object.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn expected_by<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        keyword: &'static str,
        check: Check<Verdict>,
    ) -> Step {
        let value = reader.mark();
        if reader.matches(value, check) {
            reader.evaluated(self.name);
            return Ok(());
        }
        self.unexpected(reader, at, keyword)
    }

    /// `required`, once the walk is over.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn required<M: Mode>(&self, reader: &mut Reader<'_, M>, at: &'static str) -> Step {
        if !self.lacks_required() {
            return Ok(());
        }
        // The walk itself stays in registers: no reference to it is handed out.
        tell_missing(reader, at, self.table, self.seen, self.offset)
    }

    /// Whether a member that is required has not come.
    #[inline(always)]
    fn lacks_required(&self) -> bool {
        let lacks = |word: usize| self.table.required[word] & !self.seen[word] != 0;
        match WORDS {
            1 => lacks(0),
            _ => (0..WORDS).any(lacks),
        }
    }

    /// `required` of a schema that holds for the object by a condition, once the walk is over. The table
    /// declares the members that it names.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn also_required<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        names: &[&'static str],
    ) -> Step {
        for name in names.iter().filter(|name| !self.has(name)) {
            reader.mode.violation(&reader.cursor, || Broken {
                keyword: Some((at, "required")),
                offset: self.offset,
                expected: format!("a member `{name}`"),
                found: Found::Words("none".to_owned()),
                hint: misspelt(&reader.cursor.text()[self.offset..], self.table.all, name),
            })?;
        }
        Ok(())
    }

    /// The declared members that have not come.
    fn absent(&self) -> impl Iterator<Item = &'static str> + '_ {
        let members = self.table.all.iter().enumerate();
        let absent = members.filter(|(index, _)| self.seen[index / 64] >> (index % 64) & 1 == 0);
        absent.map(|(_, member)| member.name())
    }

    /// `minProperties`, once the walk is over.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn min_properties<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        limit: usize,
    ) -> Step {
        if self.count() >= limit {
            return Ok(());
        }
        self.wrong_count(reader, (at, "minProperties"), ("at least", limit))
    }

    /// `maxProperties`, once the walk is over.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    #[inline]
    pub fn max_properties<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        at: &'static str,
        limit: usize,
    ) -> Step {
        if self.count() <= limit {
            return Ok(());
        }
        self.wrong_count(reader, (at, "maxProperties"), ("at most", limit))
    }

    /// `dependentRequired` or `dependencies`, as `keyword` says, once the walk is over: where `name` has
    /// come, so must `others`. The table declares them all.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) on a violation where the mode asks for it.
    pub fn dependent_required<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        keyword: (&'static str, &'static str),
        name: &str,
        others: &[&'static str],
    ) -> Step {
        if !self.has(name) {
            return Ok(());
        }
        for other in others.iter().filter(|other| !self.has(other)) {
            reader.mode.violation(&reader.cursor, || Broken {
                keyword: Some(keyword),
                offset: self.offset,
                expected: format!("a member `{other}` beside `{name}`"),
                found: Found::Words("none".to_owned()),
                hint: None,
            })?;
        }
        Ok(())
    }

    /// Whether a declared member has come.
    pub fn has(&self, name: &str) -> bool {
        let index = self.table.all.iter().position(|member| member.name() == name);
        index.is_some_and(|index| self.seen[index / 64] >> (index % 64) & 1 == 1)
    }

    #[cold]
    fn wrong_count<M: Mode>(
        &self,
        reader: &mut Reader<'_, M>,
        keyword: (&'static str, &'static str),
        (word, limit): (&str, usize),
    ) -> Step {
        reader.mode.violation(&reader.cursor, || Broken {
            keyword: Some(keyword),
            offset: self.offset,
            expected: format!("{word} {}", counted(limit, "member")),
            found: Found::Words(counted(self.count(), "member")),
            hint: None,
        })
    }
}

impl<'a, M: Mode> Reader<'a, M> {
    /// The name and the value of the member whose name begins at a place, and whose value has been read to its
    /// end; and whether it is kept though it is declared.
    pub(crate) fn member_since<const WORDS: usize>(
        &self,
        place: usize,
        declared: &'static Members<WORDS>,
    ) -> (Cow<'a, str>, &'a str, bool) {
        let (name, value) = match self.cursor.usual_member(place) {
            Some((name, value)) => (Cow::Borrowed(name), value),
            None => member(self.cursor.read_since(place)),
        };
        // What keeps to its schema fits its type.
        let is_named = !M::CHECKS && declared.declares(&name);
        (name, value, is_named)
    }
}

/// The name and the value that a member's text holds, however they are written.
#[cold]
fn member(text: &str) -> (Cow<'_, str>, &str) {
    let mut cursor = Cursor::new(text);
    let Ok(name) = CursorMembers::name(&mut cursor) else { return Default::default() };
    let (name, value) = (name.value(), cursor.mark().offset());
    (name, &text[value..])
}
