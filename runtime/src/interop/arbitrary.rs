//! What lives here: `Arbitrary` for the runtime's values: each is well formed, so that whatever a fuzzer makes
//! can be written as JSON and read again.

pub use arbitrary_1::{Arbitrary, Result, Unstructured};

use crate::value::{
    Date, DateTime, Email, Hostname, IdnEmail, IdnHostname, Integer, Ipv4, Ipv6, Iri, IriReference,
    IsoDuration, JsonPointer, List, Nullable, Number, RawJson, RelativeJsonPointer, Time,
    Timestamp, Uri, UriReference, UriTemplate, Uuid,
};

/// With the feature `arbitrary`.
impl<'a, T: Arbitrary<'a>> Arbitrary<'a> for Nullable<T> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(match u.int_in_range(0..=2)? {
            0 => Self::Absent,
            1 => Self::Null,
            _ => Self::Value(T::arbitrary(u)?),
        })
    }
}

/// With the feature `arbitrary`.
impl<'a, T: Arbitrary<'a>> Arbitrary<'a> for List<T> {
    /// Nothing is set aside.
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Vec::arbitrary(u).map(Self::from)
    }
}

/// With the feature `arbitrary`.
impl<'a> Arbitrary<'a> for Timestamp {
    /// In the years 0 to 9999, those of RFC 3339.
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let seconds = u.int_in_range(-62_167_219_200..=253_402_300_799)?;
        Ok(Self::new(seconds, u.int_in_range(0..=999_999_999)?).unwrap_or(Self::UNIX_EPOCH))
    }
}

macro_rules! arbitrary_text {
    ($($name:ident: |$u:ident| $text:expr;)*) => {$(
        /// With the feature `arbitrary`.
        impl<'a> Arbitrary<'a> for $name {
            fn arbitrary($u: &mut Unstructured<'a>) -> Result<Self> {
                Ok($text.into())
            }
        }
    )*};
}

/// A lower-case word of one to eight letters.
fn word(u: &mut Unstructured<'_>) -> Result<String> {
    let length = u.int_in_range(1..=8)?;
    (0..length).map(|_| u.int_in_range(b'a'..=b'z').map(char::from)).collect()
}

arbitrary_text! {
    DateTime: |u| Timestamp::arbitrary(u)?;
    Date: |u| Timestamp::arbitrary(u)?.to_string()[..10].to_owned();
    Time: |u| Timestamp::arbitrary(u)?.to_string()[11..].to_owned();
    IsoDuration: |u| format!("PT{}S", u32::arbitrary(u)?);
    Uuid: |u| u128::arbitrary(u)?;
    Ipv4: |u| std::net::Ipv4Addr::from(u32::arbitrary(u)?);
    Ipv6: |u| std::net::Ipv6Addr::from(u128::arbitrary(u)?);
    Hostname: |u| format!("{}.example", word(u)?);
    IdnHostname: |u| format!("{}.example", word(u)?);
    Email: |u| format!("{}@{}.example", word(u)?, word(u)?);
    IdnEmail: |u| format!("{}@{}.example", word(u)?, word(u)?);
    Uri: |u| format!("https://{}.example/{}", word(u)?, word(u)?);
    Iri: |u| format!("https://{}.example/{}", word(u)?, word(u)?);
    UriReference: |u| format!("../{}", word(u)?);
    IriReference: |u| format!("../{}", word(u)?);
    UriTemplate: |u| format!("/{}/{{{}}}", word(u)?, word(u)?);
    JsonPointer: |u| format!("/{}", word(u)?);
    RelativeJsonPointer: |u| format!("1/{}", word(u)?);
    Integer: |u| i128::arbitrary(u)?;
}

/// With the feature `arbitrary`.
impl<'a> Arbitrary<'a> for Number {
    /// Up to nineteen digits, and a point among them.
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let (digits, exponent) = (i64::arbitrary(u)?, u.int_in_range(-20..=20)?);
        Ok(format!("{digits}e{exponent}").parse().unwrap_or_default())
    }
}

/// With the feature `arbitrary`.
impl<'a> Arbitrary<'a> for RawJson {
    /// An object of a few numbers: what schemas leave open is an object more often than not.
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let members: std::collections::BTreeMap<String, i64> = (0..u.int_in_range(0..=3)?)
            .map(|_| Ok((word(u)?, i64::arbitrary(u)?)))
            .collect::<Result<_>>()?;
        Ok(Self::from_serialize(&members).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_its_format() {
        let bytes: Vec<u8> =
            (0..4096u32).map(|index| index.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
        let mut u = Unstructured::new(&bytes);
        macro_rules! check {
            ($($name:ident)*) => {$(
                let value = $name::arbitrary(&mut u).expect("enough bytes");
                assert!(value.is_well_formed(), "{value}");
            )*};
        }
        for _ in 0..8 {
            check!(DateTime Date Time IsoDuration Uuid Ipv4 Ipv6 Hostname Email Uri UriReference);
            check!(Iri IriReference UriTemplate JsonPointer RelativeJsonPointer IdnEmail IdnHostname);
            let (number, raw) = (Number::arbitrary(&mut u), RawJson::arbitrary(&mut u));
            assert!(raw.is_ok_and(|raw| raw.kind() == crate::Kind::Object) && number.is_ok());
        }
    }
}
