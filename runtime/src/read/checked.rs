//! What lives here: members that are read by one check: a function for each check and type, however many members
//! call it. The generator has their names in `OF_SLOTS`.

use super::{Build, Slot};
use crate::cursor::Step;
use crate::format::Format;
use crate::mode::Mode;
use crate::reader::{Bounds, Reader};

macro_rules! checked {
    ($($name:ident($($argument:ident: $kind:ty)?);)*) => {
        impl<T> Slot<T> {$(
            /// Reads a value by the check of this name.
            ///
            /// # Errors
            /// As the check.
            // In place, the members of all documents together would be several times as much code.
            #[inline(never)]
            pub fn $name<'a, M: Mode>(
                &mut self,
                reader: &mut Reader<'a, M>,
                at: &'static str,
                $($argument: $kind,)?
            ) -> Step<bool>
            where
                T: Build<'a>,
            {
                self.take(reader, |reader| reader.$name(at, $($argument)?))
            }
        )*}
    };
}

checked! {
    boolean();
    boolean_or_null();
    string();
    string_or_null();
    number();
    number_or_null();
    integer();
    integer_or_null();
    formatted(format: Format);
    formatted_or_null(format: Format);
    integer_within(bounds: &'static Bounds);
    integer_within_or_null(bounds: &'static Bounds);
    number_within(bounds: &'static Bounds);
    number_within_or_null(bounds: &'static Bounds);
}
