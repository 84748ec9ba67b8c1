//! What lives here: what is remembered of attempts, held to attempts that are made.

use crate::collect::Collect;
use crate::document::{report, verdict};
use crate::limits::Limits;
use crate::reader::{Check, Member, Members};
use crate::schema::Schema;
use crate::{Mode, Reader, Step, Verdict};

const NAMED: Members<1> = Members::new(const { &[Member::optional("x")] });
const ASKED: Members<1> = Members::new(const { &[Member::required("z")] });

/// `properties`: `x` is a string.
fn named<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
    let mut object = reader.members(&NAMED)?;
    while let Some(member) = object.next(reader)? {
        if member == 0 {
            reader.string("/x")?;
        } else {
            reader.skip()?;
        }
    }
    Ok(())
}

/// `required`: `z`.
fn asked<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
    let mut object = reader.members(&ASKED)?;
    while object.next(reader)?.is_some() {
        reader.skip()?;
    }
    object.required(reader, "")
}

/// The object is walked through before the choice, and is not met in the end.
fn walked<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
    let value = reader.mark();
    named(reader)?;
    reader.any_of("", value, &[(named, named)])?;
    reader.again(value, asked)
}

/// There is the choice alone.
fn chosen<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
    let value = reader.mark();
    reader.any_of("", value, &[(named, named)])
}

fn innermost<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
    let value = reader.mark();
    reader.any_of("", value, &[(walked, walked), (chosen, chosen)])
}

/// A choice around another one.
macro_rules! around {
    ($($outer:ident: $inner:ident;)*) => {$(
        fn $outer<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
            let value = reader.mark();
            reader.any_of("", value, &[($inner, $inner)])
        }
    )*};
}

around! {
    first: innermost;
    second: first;
    third: second;
    fourth: third;
    fifth: fourth;
}

#[test]
fn a_name_that_comes_twice_is_seen_however_deep_the_choice_lies() {
    let schema = Schema::new("https://example.com/", "{}", "");
    let checks: [(Check<Verdict>, Check<Collect>); 6] = [
        (innermost, innermost),
        (first, first),
        (second, second),
        (third, third),
        (fourth, fourth),
        (fifth, fifth),
    ];
    for (depth, (check, telling)) in checks.into_iter().enumerate() {
        for (json, is_valid) in [(r#"{"q":1,"q":2}"#, false), (r#"{"q":1,"r":2}"#, true)] {
            let json = json.as_bytes();
            assert_eq!(verdict(json, Limits::new(), check), is_valid, "{depth}");
            let told = report(json, Limits::new(), schema, check, telling);
            assert_eq!(told.is_ok(), is_valid, "{depth}: {told:?}");
        }
    }
}
