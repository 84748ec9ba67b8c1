//! What lives here: tables held to the names that they were made of.

use super::*;

/// The text with so much behind it that all of a name is seen.
fn long(text: &str) -> Vec<u8> {
    format!("{text}, and much more behind it").into_bytes()
}

#[test]
fn every_member_is_found_and_no_other() {
    const MEMBERS: &[Member] = &[
        Member::optional("id"),
        Member::required(""),
        Member::optional("start_timestamp_of_leg_1"),
        Member::optional("start_timestamp_of_leg_2"),
        Member::optional("start_timestamq_of_leg_2"),
        Member::optional("é"),
        Member::optional("fifteen_letters"),
        Member::optional("sixteen_letters_"),
        Member::optional("sixteen_letters_and_more"),
    ];
    static TABLE: Members<1> = Members::new(MEMBERS);
    for (index, member) in MEMBERS.iter().enumerate() {
        let name = member.name();
        assert_eq!(TABLE.find(name.as_bytes()), Some(index), "{name}");
        let text = format!("\"{name}\":and what follows that");
        let rest = &text.as_bytes()[name.len() + 3..];
        let is_short = name.len() < 16;
        let short = is_short.then_some((Some(index), name.len(), rest));
        assert_eq!(TABLE.find_short(text.as_bytes()), short, "{name}");
        assert_eq!(TABLE.find_at_once(&long(&text)), Some(index), "{name}");
        assert_eq!(TABLE.find_at_once(long(&text).first_chunk::<31>().expect("bytes")), None);
    }
    for other in [
        "ID",
        "start_timestamp_of_leg_3",
        "i",
        "start_timestamr_of_leg_2",
        "fifteen_letterz",
        "sixteen_letters",
        "sixteen_letters_and",
    ] {
        assert_eq!(TABLE.find(other.as_bytes()), None, "{other}");
        let text = format!("\"{other}\":and what follows that");
        let rest = &text.as_bytes()[other.len() + 3..];
        let expected = (other.len() < 16).then_some((None, other.len(), rest));
        assert_eq!(TABLE.find_short(text.as_bytes()), expected, "{other}");
        assert_eq!(Members::NONE.find_short(text.as_bytes()), expected, "{other}");
        assert_eq!(TABLE.find_at_once(&long(&text)), None, "{other}");
    }
    for unclear in
        [r#""a\"b":1 and what follows"#, "\"a\n\":1 and what follows", r#""a" :1 and what follows"#]
    {
        assert_eq!(TABLE.find_short(unclear.as_bytes()), None, "{unclear}");
        assert_eq!(TABLE.find_at_once(&long(unclear)), None, "{unclear}");
    }
    assert_eq!(TABLE.required, [2]);
    assert_eq!(Members::NONE.find(b"id"), None);
}

#[test]
fn a_table_that_is_full_is_searched_to_its_end() {
    // Names that begin or end alike, of all lengths about those that are seen at once.
    let names = (0..128).map(|number| match number % 3 {
        0 => format!("{}{number}", &"abcdefghijklmnopqrst"[..number % 20]),
        1 => format!("{number}{}", &"abcdefghijklmnopqrst"[..number % 20]),
        _ => format!("abcdefgh{number:03}"),
    });
    let members = names.map(|name| Member::optional(name.leak())).collect::<Vec<_>>().leak();
    let table = Box::leak(Box::new(Members::<2>::new(members)));
    for (index, member) in members.iter().enumerate() {
        let name = member.name();
        assert_eq!(table.find(name.as_bytes()), Some(index), "{name}");
        let text = format!("\"{name}\":and what follows that");
        let found = table.find_short(text.as_bytes()).map(|(found, ..)| found);
        assert_eq!(found, (name.len() < 16).then_some(Some(index)), "{name}");
        let at_once = table.find_at_once(&long(&text));
        assert!(at_once == Some(index) || at_once.is_none() && name.len() >= 16, "{name}");
        assert_eq!(table.find(format!("{name}?").as_bytes()), None, "{name}");
    }
}

#[test]
fn a_name_that_json_cannot_hold_as_it_is_is_found_by_what_it_means() {
    const MEMBERS: &[Member] = &[
        Member::optional("a\\b"),
        Member::optional("\0"),
        Member::optional("\""),
        Member::optional("a\""),
        Member::optional("sixteen\\letters or more"),
    ];
    static TABLE: Members<1> = Members::new(MEMBERS);
    for (index, member) in MEMBERS.iter().enumerate() {
        let name = member.name();
        assert_eq!(TABLE.find(name.as_bytes()), Some(index), "{name:?}");
        // A text that has the same bytes means something else, if anything.
        let text = format!("\"{name}\":and what follows that");
        assert_eq!(TABLE.find_short(text.as_bytes()), None, "{name:?}");
        assert_eq!(TABLE.find_at_once(&long(&text)), None, "{name:?}");
    }
}
