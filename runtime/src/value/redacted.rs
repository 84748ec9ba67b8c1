//! What lives here: [`Redacted`], what `Debug` shows in place of a sensitive value.

use std::fmt;

/// Stands for a value that is marked `x-sensitive`: its `Debug` and `Display` are `[redacted]`.
#[derive(Clone, Copy, Default, Eq, Hash, PartialEq)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl fmt::Display for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    use super::Redacted;
    use crate::Nullable;

    #[test]
    fn only_presence_is_shown() {
        assert_eq!(format!("{:?}", Some("canary").map(|_| Redacted)), "Some([redacted])");
        let member = Nullable::Value("canary");
        assert_eq!(format!("{:#?}", member.map(|_| Redacted)), "Value(\n    [redacted],\n)");
    }
}
