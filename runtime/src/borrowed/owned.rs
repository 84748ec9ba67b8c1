//! What lives here: [`IntoOwned`], the way from what borrows to what owns.

use std::borrow::Cow;

use super::MapRef;
use crate::value::{List, Map, Nullable};

/// A value that may borrow from a text, and the value that owns the same.
///
/// ```
/// use callschema_runtime::IntoOwned;
/// use std::borrow::Cow;
///
/// let names: Vec<String> = vec![Cow::Borrowed("Ada")].into_owned();
/// assert_eq!(names, ["Ada"]);
/// ```
pub trait IntoOwned {
    /// What owns the value.
    type Owned;

    /// Copies what is borrowed.
    fn into_owned(self) -> Self::Owned;
}

crate::owned_impl!(bool i32 i64 u64);

impl IntoOwned for Cow<'_, str> {
    type Owned = String;

    fn into_owned(self) -> String {
        self.into_owned()
    }
}

impl<T: IntoOwned> IntoOwned for Box<T> {
    type Owned = Box<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        Box::new((*self).into_owned())
    }
}

impl<T: IntoOwned> IntoOwned for Option<T> {
    type Owned = Option<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<T: IntoOwned> IntoOwned for Nullable<T> {
    type Owned = Nullable<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<T: IntoOwned> IntoOwned for Vec<T> {
    type Owned = Vec<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.into_iter().map(T::into_owned).collect()
    }
}

impl<T: IntoOwned> IntoOwned for List<T> {
    type Owned = List<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<T: IntoOwned> IntoOwned for MapRef<'_, T> {
    type Owned = Map<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
    }
}

macro_rules! tuple {
    ($($name:ident)+) => {
        impl<$($name: IntoOwned),+> IntoOwned for ($($name,)+) {
            type Owned = ($($name::Owned,)+);

            #[expect(non_snake_case, reason = "each item is called as its type")]
            fn into_owned(self) -> Self::Owned {
                let ($($name,)+) = self;
                ($($name.into_owned(),)+)
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
