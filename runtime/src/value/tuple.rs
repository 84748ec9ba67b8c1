//! What lives here: arrays of a fixed length, whose items differ, as Rust's tuples.

use crate::cursor::{Cursor, Kind};
use crate::decode::{Decode, Decoded, Mismatch};
use crate::encode::Encode;

macro_rules! tuple {
    ($($name:ident)+) => {
        impl<$($name: Decode),+> Decode for ($($name,)+) {
            fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
                cursor.expect(Kind::Array)?;
                let mut items = cursor.array()?;
                let tuple = ($(
                    if items.next(cursor)? {
                        $name::decode(cursor)?
                    } else {
                        return Err(Mismatch::expected(cursor, "an array of more items"));
                    },
                )+);
                if items.next(cursor)? {
                    return Err(Mismatch::expected(cursor, "an array of fewer items"));
                }
                Ok(tuple)
            }
        }

        impl<$($name: Encode),+> Encode for ($($name,)+) {
            #[expect(non_snake_case, reason = "each item is called as its type")]
            fn encode(&self, json: &mut Vec<u8>) {
                let ($($name,)+) = self;
                let mut before = b'[';
                $(
                    json.push(before);
                    $name.encode(json);
                    before = b',';
                )+
                let _ = before;
                json.push(b']');
            }
        }
    };
}

tuple!(A);
tuple!(A B);
tuple!(A B C);
tuple!(A B C D);
tuple!(A B C D E);
tuple!(A B C D E F);
tuple!(A B C D E F G);
tuple!(A B C D E F G H);
tuple!(A B C D E F G H I);
tuple!(A B C D E F G H I J);
tuple!(A B C D E F G H I J K);
tuple!(A B C D E F G H I J K L);
