//! What lives here: each look at many bytes beside its twin, which looks at one after the other.

use super::*;

#[test]
fn the_plain_run_ends_at_the_first_special_byte_at_every_length_and_alignment() {
    for start in 0..17 {
        for length in 0..70 {
            for stop in 0..=255 {
                let mut bytes = vec![b'a'; start + length];
                bytes.extend([stop, b'"', b'\\', 0x01]);
                let expected = slow::plain_prefix(&bytes[start..]);
                assert_eq!(long_plain_prefix(&bytes[start..]), expected);
                assert_eq!(plain_prefix_by_16(&bytes[start..]), expected);
            }
        }
    }
    let plain = [b' ', b'!', b'#', 0x7f, 0x80, 0xff].repeat(20);
    assert_eq!(long_plain_prefix(&plain), plain.len());
}

#[test]
fn a_quote_is_found_behind_plain_bytes_alone() {
    for length in 0..16 {
        for other in 0..16 {
            for byte in 0..=255 {
                let mut chunk = [b'a'; 16];
                chunk[length] = b'"';
                chunk[other] = byte;
                let stop = slow::plain_prefix(&chunk);
                let expected = (chunk.get(stop) == Some(&b'"')).then_some(stop);
                assert_eq!(plain_before_quote(&chunk), expected, "{length} {other} {byte}");
            }
        }
    }
    assert_eq!(plain_before_quote(b"0123456789012345"), None);
}

#[test]
fn white_space_ends_at_the_first_other_byte_at_every_length_and_alignment() {
    for start in 0..17 {
        for length in 0..70 {
            for stop in 0..=255 {
                let white = b" \n\r\t".iter().cycle().take(start + length);
                let mut bytes: Vec<u8> = white.copied().collect();
                bytes.extend([stop, b' ', b'x']);
                assert_eq!(
                    whitespace_prefix(&bytes[start..]),
                    slow::whitespace_prefix(&bytes[start..])
                );
            }
        }
    }
}

#[test]
fn indentation_is_spaces_and_line_feeds() {
    for length in 0..16 {
        for stop in 0..=255 {
            let mut chunk = *b"\n    \n\n         ";
            chunk[length] = stop;
            let expected = (!matches!(stop, b' ' | b'\n')).then_some(length);
            assert_eq!(ends_of_indentation(&chunk).first(), expected, "{length} {stop}");
        }
    }
}

#[test]
fn digits_end_at_every_byte_that_is_none() {
    for length in 0..16 {
        for stop in 0..=255 {
            let mut chunk = *b"0123456789012345";
            chunk[length] = stop;
            let expected = (!stop.is_ascii_digit()).then_some(length);
            assert_eq!(ends_of_digits(&chunk).first(), expected, "{length} {stop}");
        }
    }
    let stops = ends_of_digits(b"12.345,678901234");
    assert_eq!((stops.first(), stops.after_first().first()), (Some(2), Some(6)));
    assert_eq!(stops.after_first().after_first().first(), None);
}

#[test]
fn hexadecimal_digits_are_those_of_either_case() {
    for byte in 0..=255_u8 {
        let chunk = [byte; 16];
        let expected = if byte.is_ascii_hexdigit() { 0 } else { 0xffff };
        assert_eq!(ends_of_hexadecimal(&chunk), expected, "{byte}");
    }
    assert_eq!(ends_of_hexadecimal(b"01-34567-9abCdE-"), 1 << 2 | 1 << 8 | 1 << 15);
}

#[test]
fn ranges_hold_their_ends_and_what_lies_between() {
    const RANGES: [(u8, u8); 3] = [(b'-', b'.'), (b'a', b'z'), (0x80, 0xff)];
    for byte in 0..=255_u8 {
        for length in 0..40 {
            let mut text = [b'.'; 48];
            text[length] = byte;
            let is_within = RANGES.iter().any(|(first, last)| (*first..=*last).contains(&byte));
            assert_eq!(length_within(&text, RANGES), (!is_within).then_some(length), "{byte}");
            // So it is where the text is about to end.
            for text in [&text[..=length], &text[..(length + 4).min(48)]] {
                assert_eq!(length_within(text, RANGES), (!is_within).then_some(length), "{byte}");
            }
            assert_eq!(length_within(&text[..length], RANGES), None, "{length}");
        }
    }
    assert_eq!(length_within(b"0123456789", RANGES), Some(0));
    assert_eq!(length_within(b"a123456789abcdef", RANGES), Some(1));
}

#[test]
fn bytes_lie_between_those_of_two_others() {
    let (lowest, highest) = (*b"0-00-00T00:00:00", *b"9-19-39T29:59:59");
    assert!(is_between(&lowest, &lowest, &highest) && is_between(&highest, &lowest, &highest));
    for index in 0..16 {
        for byte in 0..=255_u8 {
            let mut chunk = lowest;
            chunk[index] = byte;
            let expected = (lowest[index]..=highest[index]).contains(&byte);
            assert_eq!(is_between(&chunk, &lowest, &highest), expected, "{index} {byte}");
        }
    }
}

#[test]
fn each_byte_is_compared() {
    let left = *b"abcdefghijklmnopqrstuvwxyzABCDEF";
    assert_eq!(equal(&left, &left), u32::MAX);
    for index in 0..32 {
        let mut right = left;
        right[index] ^= 0x80;
        assert_eq!(equal(&left, &right), !(1 << index));
    }
}

#[test]
fn places_are_the_same_however_many_bytes_are_looked_at_together() {
    let controls: Vec<u8> = (0..0x20).collect();
    are_the_same::<STRUCTURE>([b"\"", b"\\", b"{[", b"]}"]);
    are_the_same::<INSIDE_OF_STRINGS>([b"\"", b"\\", &controls, b"\"\\/bfnrt"]);
}

fn are_the_same<const KINDS: bool>(kinds: [&[u8]; 4]) {
    let expected = |text: &[u8]| {
        kinds.map(|kind| {
            let bits = text.iter().enumerate();
            bits.fold(0, |bits, (index, byte)| bits | u64::from(kind.contains(byte)) << index)
        })
    };
    let text: Vec<u8> = (0..=255).chain(*b"{\"[\\]}{{\"\"").cycle().take(64 * 67 + 13).collect();
    for start in 0..67 {
        let text = &text[start..];
        let mut found = Vec::new();
        let all = find_in_blocks::<KINDS>(text, |places| {
            found.push(places);
            None
        });
        assert_eq!(all, None);
        let right: Vec<_> = text.chunks(64).map(expected).collect();
        assert_eq!(found[..right.len()], right);
        let by_16: Vec<_> = text.as_chunks().0.iter().map(places::<KINDS>).collect();
        assert_eq!(found[..by_16.len()], by_16);
        for block in 0..right.len() {
            let mut count = 0;
            let place = find_in_blocks::<KINDS>(text, |_| {
                count += 1;
                (count > block).then_some(7)
            });
            assert_eq!(place, Some(block * 64 + 7));
        }
    }
}

/// What is done in wide registers, beside the same in ordinary ones. On other processors than x86-64 they are one.
#[test]
fn every_processor_says_the_same() {
    let (lowest, highest) = (*b"0-00-00T00:00:00", *b"9-19-39T29:59:59");
    let ranges = [(b'-', b'.'), (b'a', b'z')];
    for byte in 0..=255_u8 {
        for (index, others) in
            [lowest, highest, [b'a'; 16], *b"  \n \t\"\\/bfnrtu{]"].into_iter().enumerate()
        {
            let mut chunk = others;
            chunk[usize::from(byte) % 16] = byte.wrapping_mul(7);
            chunk[(usize::from(byte) + 5) % 16] = byte;
            let seen = |which: [fn(&[u8; 16]) -> u32; 6]| which.map(|which| which(&chunk));
            assert_eq!(
                seen([
                    wide::ends_of_plain,
                    wide::never_plain,
                    wide::ends_of_whitespace,
                    wide::ends_of_indentation,
                    wide::ends_of_digits,
                    wide::ends_of_hexadecimal,
                ]),
                seen([
                    portable::ends_of_plain,
                    portable::never_plain,
                    portable::ends_of_whitespace,
                    portable::ends_of_indentation,
                    portable::ends_of_digits,
                    portable::ends_of_hexadecimal,
                ]),
                "{index} {chunk:?}"
            );
            assert_eq!(wide::places::<STRUCTURE>(&chunk), portable::places::<STRUCTURE>(&chunk));
            assert_eq!(
                wide::places::<INSIDE_OF_STRINGS>(&chunk),
                portable::places::<INSIDE_OF_STRINGS>(&chunk)
            );
            assert_eq!(wide::outside(&chunk, ranges), portable::outside(&chunk, ranges));
            let between = wide::between(&chunk, &lowest, &highest);
            assert_eq!(between, portable::between(&chunk, &lowest, &highest));
            assert_eq!(wide::equal(&chunk, &others), portable::equal(&chunk, &others));
        }
    }
    let mut blocks = 0;
    let found = portable::find_in_blocks::<STRUCTURE>(&[[b'"'; 64]; 3], &mut |[quotes, ..]| {
        blocks += 1;
        (blocks == 2 && quotes == u64::MAX).then_some(7)
    });
    assert_eq!(found, Some(64 + 7));
    let text = b"\"plain, and longer than sixteen bytes\", and on";
    assert_eq!(wide::after_long_string(text), portable::after_long_string(text));
    assert_eq!(wide::long_plain_prefix(&text[1..]), portable::long_plain_prefix(&text[1..]));
}

#[test]
fn each_other_backslash_of_a_run_escapes() {
    for bits in 0..1_u64 << 12 {
        for shift in [0, 26, 52] {
            for before in [0, 1] {
                let backslashes = bits << shift;
                let (mut expected, mut next) = (0, before);
                for place in 0..64 {
                    expected |= next << place;
                    next = (backslashes >> place & 1) & !next;
                }
                let mut first = before;
                // What is escaped is asked of quotes and of what stands behind backslashes.
                assert_eq!(escaped(backslashes, &mut first), expected, "{backslashes:b} {before}");
                assert_eq!(first, next, "{backslashes:b} {before}");
            }
        }
    }
}
