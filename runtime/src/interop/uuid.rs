//! What lives here: identifiers as `uuid` has them.

use crate::value::Uuid;

/// With the feature `uuid`.
impl Uuid {
    /// The identifier of the crate `uuid`; none where the text is none.
    ///
    /// ```
    /// # use callschema_runtime::Uuid;
    /// let id = Uuid::from(uuid::Uuid::from_u128(7));
    /// assert_eq!(id.as_str(), "00000000-0000-0000-0000-000000000007");
    /// assert_eq!(id.to_uuid(), Some(uuid::Uuid::from_u128(7)));
    /// ```
    pub fn to_uuid(&self) -> Option<uuid::Uuid> {
        self.to_u128().map(uuid::Uuid::from_u128)
    }
}

/// In the form of RFC 4122, with small letters.
///
/// With the feature `uuid`.
impl From<uuid::Uuid> for Uuid {
    fn from(id: uuid::Uuid) -> Self {
        id.as_u128().into()
    }
}
