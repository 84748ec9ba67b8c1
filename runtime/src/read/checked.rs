//! What lives here: members that are read by one check: a function for each check and type, however many members
//! call it. The generator has their names in `OF_SLOTS`.
//!
//! In place, the members of all documents together would be several times as much code. What is seen at a glance
//! needs few registers; what is not is read by another function, which has to save the others.

use super::{Build, Slot};
use crate::cursor::Step;
use crate::format::Format;
use crate::mode::Mode;
use crate::reader::{Bounds, Reader};

/// Functions that read a value by the check of the name behind the arrow.
macro_rules! checked {
    ($($(#[$attribute:meta])* $visibility:vis $name:ident($($argument:ident: $kind:ty)?) -> $check:ident;)*) => {
        impl<T> Slot<T> {$(
            /// Reads a value by the check of this name.
            ///
            /// # Errors
            /// As the check.
            $(#[$attribute])*
            #[inline(never)]
            $visibility fn $name<'a, M: Mode>(
                &mut self,
                reader: &mut Reader<'a, M>,
                at: &'static str,
                $($argument: $kind,)?
            ) -> Step<bool>
            where
                T: Build<'a>,
            {
                self.take(reader, |reader| reader.$check(at, $($argument)?))
            }
        )*}
    };
}

/// Functions that read a value by what the first name behind the arrow sees at a glance, else by the function of
/// the second name.
macro_rules! seen {
    ($($visibility:vis $name:ident($($argument:ident: $kind:ty)?) -> $glance:ident, $otherwise:ident;)*) => {
        impl<T> Slot<T> {$(
            /// Reads a value by the check of this name.
            ///
            /// # Errors
            /// As the check.
            #[inline(never)]
            $visibility fn $name<'a, M: Mode>(
                &mut self,
                reader: &mut Reader<'a, M>,
                at: &'static str,
                $($argument: $kind,)?
            ) -> Step<bool>
            where
                T: Build<'a>,
            {
                match reader.$glance($($argument)?) {
                    Some(seen) => Ok(self.hold_seen(&seen)),
                    None => self.$otherwise(reader, at, $($argument)?),
                }
            }
        )*}
    };
}

seen! {
    pub string() -> short_string, longer_string;
    pub string_or_null() -> short_string, longer_string_or_null;
    pub number() -> clear_number, any_number;
    pub number_or_null() -> clear_number, any_number_or_null;
    pub integer() -> clear_integer, any_integer;
    pub integer_or_null() -> clear_integer, any_integer_or_null;
    pub formatted(format: Format) -> recognised_string, any_formatted;
    pub formatted_or_null(format: Format) -> recognised_string, any_formatted_or_null;
    pub integer_within(bounds: &'static Bounds) -> clear_integer_within, any_integer_within;
    pub integer_within_or_null(bounds: &'static Bounds)
        -> clear_integer_within, any_integer_within_or_null;
    pub number_within(bounds: &'static Bounds) -> clear_number_within, any_number_within;
    pub number_within_or_null(bounds: &'static Bounds)
        -> clear_number_within, any_number_within_or_null;
    longer_string() -> long_string, any_string;
    longer_string_or_null() -> long_string, any_string_or_null;
}

checked! {
    pub boolean() -> boolean;
    pub boolean_or_null() -> boolean_or_null;
    #[cold] any_string() -> any_string;
    #[cold] any_string_or_null() -> any_string_or_null;
    #[cold] any_number() -> number;
    #[cold] any_number_or_null() -> number_or_null;
    #[cold] any_integer() -> integer;
    #[cold] any_integer_or_null() -> integer_or_null;
    #[cold] any_formatted(format: Format) -> formatted;
    #[cold] any_formatted_or_null(format: Format) -> formatted_or_null;
    #[cold] any_integer_within(bounds: &'static Bounds) -> integer_within;
    #[cold] any_integer_within_or_null(bounds: &'static Bounds) -> integer_within_or_null;
    #[cold] any_number_within(bounds: &'static Bounds) -> number_within;
    #[cold] any_number_within_or_null(bounds: &'static Bounds) -> number_within_or_null;
}
