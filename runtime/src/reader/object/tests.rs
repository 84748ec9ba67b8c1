//! What lives here: walks in step, held to the members that were written, in whatever order and however spelled.

use super::Object;
use crate::cursor::Step;
use crate::limits::Limits;
use crate::mode::{Lenient, Mode, Verdict};
use crate::reader::{Member, Members, Reader};

/// The members that have statements of their own, and behind them two that have none.
const DECLARED: [&str; 9] = [
    "id",
    "name",
    "start_timestamp_of_leg_1",
    "start_timestamp_of_leg_2",
    "a_name_of_more_than_thirty_two_bytes",
    "a\"quote",
    "\u{e9}t\u{e9}",
    "unasked",
    "unasked_too",
];

const MEMBERS: &[Member] = &[
    Member::optional(DECLARED[0]),
    Member::required(DECLARED[1]),
    Member::optional(DECLARED[2]),
    Member::optional(DECLARED[3]),
    Member::optional(DECLARED[4]),
    Member::optional(DECLARED[5]),
    Member::optional(DECLARED[6]),
    Member::optional(DECLARED[7]),
    Member::optional(DECLARED[8]),
];

/// A table of so many members, the first of which are those.
fn table<const WORDS: usize>(length: usize) -> &'static Members<WORDS> {
    let others = (0..).map(|number| Member::optional(format!("unasked_{number}").leak()));
    let members: Vec<Member> = MEMBERS.iter().copied().chain(others).take(length).collect();
    Box::leak(Box::new(Members::new(members.leak())))
}

/// What came: the number of the statements that read it, where its name stands, and its value.
type Came = (usize, usize, String);

fn walk<M: Mode, const WORDS: usize>(
    reader: &mut Reader<'_, M>,
    table: &'static Members<WORDS>,
) -> Step<Vec<Came>> {
    let mut all = Vec::new();
    let mut keep = |object: &Object<WORDS>, reader: &mut Reader<'_, M>, index: usize| -> Step {
        let start = reader.mark().offset();
        reader.skip()?;
        all.push((index, object.place(), reader.cursor.read_since(start).to_owned()));
        Ok(())
    };
    let mut object = reader.members(table)?;
    'members: while object.more(reader)? {
        // Its index is known to the compiler where generated code has it; here it need not be.
        for index in 0..7 {
            if object.is_at(reader, index) {
                keep(&object, reader, index)?;
                if index == 6 || !object.then(reader, index + 1) {
                    continue 'members;
                }
            }
        }
        object.pass_name(reader);
        keep(&object, reader, 7)?;
    }
    Ok(all)
}

fn reader<M: Mode>(text: &str, mode: M) -> Reader<'_, M> {
    Reader::new(text, Limits::new(), mode)
}

/// A small generator of numbers that look random.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("below a usize")
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// An object, and what a walk finds in it.
fn object(random: &mut Random, in_order: bool) -> (String, Vec<Came>) {
    let mut names: Vec<String> = DECLARED.iter().map(|&name| name.to_owned()).collect();
    names.extend(["other", "ID", "unasked_80", "start_timestamp_of_leg_3"].map(str::to_owned));
    names.retain(|_| random.below(4) > 0);
    if !in_order {
        for index in 1..names.len() {
            names.swap(index, random.below(index + 1));
        }
    }
    let (line, space) =
        [("", ""), ("", " "), ("\n  ", " "), (" ", ""), ("\n                  ", " ")]
            [random.below(5)];
    let (mut text, mut came) = ("{".to_owned(), Vec::new());
    for (number, name) in names.iter().enumerate() {
        let comma = if number == 0 { "" } else { "," };
        let line = if random.below(12) == 0 { "  " } else { line };
        text.extend([comma, line]);
        let place = text.len();
        let mut spelled = serde_json::to_string(name).expect("a name");
        if random.below(12) == 0 && name.is_ascii() {
            spelled.replace_range(1..2, &format!("\\u{:04x}", name.as_bytes()[0]));
        }
        let colon = if random.below(20) == 0 { " : " } else { ":" };
        let value = random.pick(&[
            "1",
            "null",
            "\"a\"",
            "\"a longer text, of more than 32 bytes\"",
            "{\"id\":[2]}",
            "-0.5",
        ]);
        text.extend([&spelled, colon, space, value]);
        let index = DECLARED.iter().position(|declared| declared == name).unwrap_or(7).min(7);
        came.push((index, place, value.to_owned()));
    }
    let end = if random.below(2) == 0 {
        "}"
    } else {
        "}                                                "
    };
    (text + end, came)
}

#[test]
fn members_come_as_they_were_written_in_any_order() {
    let mut random = Random(0x5eed);
    let tables = [9, 10, 63, 64].map(table::<1>);
    let large = [65, 85, 128].map(table::<2>);
    for round in 0..20_000 {
        let (text, came) = object(&mut random, round % 3 == 0);
        for table in tables {
            assert_eq!(walk(&mut reader(&text, Verdict), table).expect("members"), came, "{text}");
        }
        for table in large {
            assert_eq!(walk(&mut reader(&text, Verdict), table).expect("members"), came, "{text}");
        }
        for table in &tables[2..] {
            let mut reader = reader(&text, Lenient::default());
            assert_eq!(walk(&mut reader, table).expect("members"), came, "{text}");
        }
    }
}

#[test]
fn a_member_that_comes_twice_is_found_wherever_it_stands() {
    let mut random = Random(0x5eed);
    let table = table::<1>(64);
    for _ in 0..5_000 {
        let (text, came) = object(&mut random, false);
        if came.is_empty() {
            continue;
        }
        let name = &text[came[random.below(came.len())].1..];
        let name = &name[..name[1..].find('"').expect("a quote") + 2];
        let open = text.trim_end().strip_suffix('}').expect("an object");
        // What is cut off of a name with an escape is another name, if one.
        if name.contains('\\') {
            continue;
        }
        for (name, is_new) in [("\"new\"", true), (name, false)] {
            let twice = format!("{open},{name}:0}}");
            let walked = walk(&mut reader(&twice, Verdict), table);
            assert_eq!(walked.is_ok(), is_new, "{twice}");
        }
    }
}
