//! What lives here: arrays of a fixed length, whose items differ, as Rust's tuples.

use crate::cursor::Kind;
use crate::encode::Encode;
use crate::mode::Lenient;
use crate::read::{Build, Reading, Unread};
use crate::reader::{Array, Reader};

/// A walk through an array that may have too few items, or too many.
struct Walk {
    array: Array,
    /// Whether another item may come; or why reading cannot go on.
    state: Reading<bool>,
}

impl Walk {
    /// Begins with the array that comes next; what is none is passed over.
    fn begin(reader: &mut Reader<'_, Lenient>) -> Reading<Self> {
        if reader.kind()? != Kind::Array {
            reader.skip()?;
            return Err(Unread::Unfit);
        }
        Ok(Self { array: reader.items()?, state: Ok(true) })
    }

    /// Goes to the next item; false where there is none, or reading cannot go on, however often it is asked.
    fn goes_on(&mut self, reader: &mut Reader<'_, Lenient>) -> bool {
        if self.state == Ok(true) {
            self.state = self.array.next(reader).map_err(Unread::from);
        }
        self.state == Ok(true)
    }

    /// Reads the next item; none where it does not fit, or there is none, or reading cannot go on: [`Walk::end`] tells that.
    fn next<'a, T: Build<'a>>(&mut self, reader: &mut Reader<'a, Lenient>) -> Option<T> {
        if !self.goes_on(reader) {
            return None;
        }
        let item = T::build(reader);
        if let Err(Unread::Stopped) = item {
            self.state = Err(Unread::Stopped);
        }
        item.ok()
    }

    /// Passes over the items that are left; whether there were none.
    fn end(mut self, reader: &mut Reader<'_, Lenient>) -> Reading<bool> {
        let mut none = true;
        while self.goes_on(reader) {
            none = false;
            reader.skip()?;
        }
        self.state.map(|_| none)
    }
}

macro_rules! tuple {
    ($($name:ident)+) => {
        impl<'a, $($name: Build<'a>),+> Build<'a> for ($($name,)+) {
            #[expect(non_snake_case, reason = "each item is called as its type")]
            fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
                let mut walk = Walk::begin(reader)?;
                $(let $name = walk.next(reader);)+
                match (walk.end(reader)?, $($name,)+) {
                    (true, $(Some($name),)+) => Ok(($($name,)+)),
                    _ => Err(Unread::Unfit),
                }
            }
        }

        impl<$($name: Encode),+> Encode for ($($name,)+) {
            #[expect(non_snake_case, reason = "each item is called as its type")]
            fn encode(&self, json: &mut Vec<u8>) {
                let ($($name,)+) = self;
                json.push(b'[');
                $(
                    $name.encode(json);
                    json.push(b',');
                )+
                // Every tuple has an item: behind its last there is a comma.
                json.pop();
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
