//! What lives here: arrays of a fixed length, whose items differ, as Rust's tuples.

use crate::cursor::Kind;
use crate::encode::Encode;
use crate::mode::Lenient;
use crate::read::{Build, Reading, Unread};
use crate::reader::{Array, Reader};

/// A walk through an array that may have too few items.
struct Walk {
    array: Array,
    is_open: bool,
}

impl Walk {
    /// Goes to the next item; false where there is none, however often it is asked.
    fn goes_on(&mut self, reader: &mut Reader<'_, Lenient>) -> Reading<bool> {
        self.is_open = self.is_open && self.array.next(reader)?;
        Ok(self.is_open)
    }

    /// Reads the next item; none where it does not fit, or there is none.
    fn next<'a, T: Build<'a>>(&mut self, reader: &mut Reader<'a, Lenient>) -> Reading<Option<T>> {
        if !self.goes_on(reader)? {
            return Ok(None);
        }
        match T::build(reader) {
            Ok(item) => Ok(Some(item)),
            Err(Unread::Unfit) => Ok(None),
            Err(Unread::Stopped) => Err(Unread::Stopped),
        }
    }
}

macro_rules! tuple {
    ($($name:ident)+) => {
        impl<'a, $($name: Build<'a>),+> Build<'a> for ($($name,)+) {
            #[expect(non_snake_case, reason = "each item is called as its type")]
            fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
                if reader.kind()? != Kind::Array {
                    reader.skip()?;
                    return Err(Unread::Unfit);
                }
                let mut walk = Walk { array: reader.items()?, is_open: true };
                $(let $name = walk.next(reader)?;)+
                let mut more = false;
                while walk.goes_on(reader)? {
                    reader.skip()?;
                    more = true;
                }
                match ($($name,)+) {
                    ($(Some($name),)+) if !more => Ok(($($name,)+)),
                    _ => Err(Unread::Unfit),
                }
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
