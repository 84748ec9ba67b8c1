//! What lives here: [`Document`], the face of every root type, and [`DocumentInfo`], the same by name.

use serde_core::Deserializer;

use crate::collect::Collect;
use crate::cursor::Step;
use crate::detect::Signature;
use crate::encode::Encode;
use crate::limits::Limits;
use crate::mode::{Lenient, Mode, Verdict};
use crate::read::{Build, Read};
use crate::reader::{Check, Reader};
use crate::report::Report;
use crate::schema::Schema;
use crate::serde_bridge::json_text;
use crate::syntax::Problem;

/// A document that a schema describes: check it, read it, write it.
///
/// | given | wanted | method |
/// |---|---|---|
/// | bytes | yes or no | [`is_valid`](Document::is_valid) |
/// | bytes | all that is wrong with them | [`validate`](Document::validate) |
/// | bytes | the value, if nothing is wrong | [`from_json`](Document::from_json) |
/// | bytes | the value as far as it goes, and what is wrong | [`read`](Document::read) |
/// | a value of serde's | as `from_json` | [`from_value`](Document::from_value) |
/// | the value | its JSON | [`to_json`](Document::to_json) |
///
/// What takes bytes has a sibling `…_within`, which takes [`Limits`] too. The trait is for generated types alone.
///
/// ```
/// # use callschema_runtime::Document;
/// /// Takes a document from the network, and says what is wrong where it is not valid.
/// fn take<D: Document>(body: &[u8]) -> Option<D> {
///     D::from_json(body).map_err(|report| eprintln!("{}: {report}", D::NAME)).ok()
/// }
/// ```
pub trait Document: for<'a> Read<'a> + Encode {
    /// The document's name: the path of its schema file without the ending, as in `slng/call`.
    const NAME: &'static str;

    /// The text of its schema.
    const SCHEMA: &'static str;

    /// Whether the bytes are one JSON document that meets the schema.
    ///
    /// Stops at the first violation, and allocates nothing for ordinary documents.
    fn is_valid(json: &[u8]) -> bool {
        Self::is_valid_within(json, Limits::new())
    }

    /// Checks the bytes against the schema.
    ///
    /// # Errors
    /// The violations, malformed JSON among them: all of them up to a number, and how many more there are.
    fn validate(json: &[u8]) -> Result<(), Report> {
        Self::validate_within(json, Limits::new())
    }

    /// Checks the bytes against the schema and reads them, in one pass.
    ///
    /// # Errors
    /// As [`Document::validate`].
    fn from_json(json: &[u8]) -> Result<Self, Report> {
        Self::from_json_within(json, Limits::new())
    }

    /// Reads the bytes whether or not they keep to the schema: the value, and every departure from the schema.
    /// Where there is none, the report is empty.
    ///
    /// What breaks a rule and fits its type is kept as it came: unlisted values, malformed formats, numbers
    /// and lengths beyond their bounds, unknown members. A member whose value does not fit its type is moved
    /// to `extra` as its JSON; where the object cannot be without it, the object is what does not fit. A
    /// [`List`](crate::List) sets aside the items that do not fit. [`Document::to_json`] writes all of that
    /// back: items where they stood, members at the end of their object. Whoever sets the field of a member
    /// that was moved to `extra` takes the member out of there, or both are written.
    ///
    /// # Errors
    /// The violations, where no value can be made: the text is malformed, or the outermost object does not fit.
    fn read(json: &[u8]) -> Result<(Self, Report), Report> {
        Self::read_within(json, Limits::new())
    }

    /// Checks a value that is held already and reads it, as [`Document::from_json`] does: a
    /// `&serde_json::Value`, or whatever else serde can read. Numbers are as exact as they are held; violations
    /// have no byte offsets, lines and columns.
    ///
    /// # Errors
    /// As [`Document::validate`], and where the value holds what JSON cannot: then the report names no place.
    fn from_value<'de, D: Deserializer<'de>>(value: D) -> Result<Self, Report> {
        let json = json_text(value).map_err(|_| {
            let (expected, found) = ("a value that JSON can hold", "another");
            Report::of_one(0, expected.to_owned(), found.to_owned()).without_offsets()
        })?;
        Self::from_json(json.as_bytes()).map_err(Report::without_offsets)
    }

    /// [`Document::is_valid`] with limits other than the usual ones.
    fn is_valid_within(json: &[u8], limits: Limits) -> bool;

    /// [`Document::validate`] with limits other than the usual ones.
    ///
    /// # Errors
    /// As [`Document::validate`].
    fn validate_within(json: &[u8], limits: Limits) -> Result<(), Report>;

    /// [`Document::from_json`] with limits other than the usual ones.
    ///
    /// # Errors
    /// As [`Document::validate`].
    fn from_json_within(json: &[u8], limits: Limits) -> Result<Self, Report> {
        strictly(json, limits, || departures::<Self>(json, limits))
    }

    /// [`Document::read`] with limits other than the usual ones.
    ///
    /// # Errors
    /// As [`Document::read`].
    fn read_within(json: &[u8], limits: Limits) -> Result<(Self, Report), Report> {
        let report = match strictly(json, limits, || departures::<Self>(json, limits)) {
            Ok(document) => return Ok((document, Report::default())),
            Err(report) => report,
        };
        match leniently(json, limits) {
            Some(document) => Ok((document, report)),
            None => Err(report),
        }
    }

    /// Writes the document as compact JSON: unknown members as they came, members in the schema's order,
    /// numbers by their exact value (bounded integers in plain digits, all others as they came).
    fn to_json(&self) -> Vec<u8> {
        let mut json = Vec::new();
        self.encode(&mut json);
        json
    }
}

/// A document by its name, where its type does not matter.
#[derive(Clone, Copy, Debug)]
pub struct DocumentInfo {
    name: &'static str,
    schema: &'static str,
    is_valid: fn(&[u8], Limits) -> bool,
    validate: fn(&[u8], Limits) -> Result<(), Report>,
    signature: Option<&'static Signature>,
}

impl DocumentInfo {
    /// The description of a document type.
    pub const fn of<T: Document>() -> Self {
        Self::new(T::NAME, T::SCHEMA, T::is_valid_within, T::validate_within)
    }

    /// A document of this name and schema, checked by these functions.
    #[doc(hidden)]
    pub const fn new(
        name: &'static str,
        schema: &'static str,
        is_valid: fn(&[u8], Limits) -> bool,
        validate: fn(&[u8], Limits) -> Result<(), Report>,
    ) -> Self {
        Self { name, schema, is_valid, validate, signature: None }
    }

    /// The same, told from other documents by what it requires.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_signature(self, signature: &'static Signature) -> Self {
        Self { signature: Some(signature), ..self }
    }

    /// What the document is told from others by; none where it requires nothing.
    pub(crate) fn signature(&self) -> Option<&'static Signature> {
        self.signature
    }

    /// The document's name, as in `slng/call`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The text of its schema.
    pub fn schema(&self) -> &'static str {
        self.schema
    }

    /// Whether the bytes are one JSON document that meets the schema.
    pub fn is_valid(&self, json: &[u8]) -> bool {
        self.is_valid_within(json, Limits::new())
    }

    /// [`DocumentInfo::is_valid`] with limits other than the usual ones.
    pub fn is_valid_within(&self, json: &[u8], limits: Limits) -> bool {
        (self.is_valid)(json, limits)
    }

    /// Checks the bytes against the schema.
    ///
    /// # Errors
    /// As [`Document::validate`].
    pub fn validate(&self, json: &[u8]) -> Result<(), Report> {
        self.validate_within(json, Limits::new())
    }

    /// [`DocumentInfo::validate`] with limits other than the usual ones.
    ///
    /// # Errors
    /// As [`Document::validate`].
    pub fn validate_within(&self, json: &[u8], limits: Limits) -> Result<(), Report> {
        (self.validate)(json, limits)
    }
}

/// Checks bytes, reads them into a document's type and writes that as compact JSON, members in the schema's order.
pub type Rewrite = fn(&[u8]) -> Result<Vec<u8>, Report>;

/// The [`Rewrite`] of a document's type.
///
/// # Errors
/// As [`Document::validate`].
pub fn rewrite<T: Document>(json: &[u8]) -> Result<Vec<u8>, Report> {
    T::from_json(json).map(|document| document.to_json())
}

/// Whether the bytes are one JSON document that meets a check.
pub fn verdict(json: &[u8], limits: Limits, check: Check<Verdict>) -> bool {
    simdutf8::basic::from_utf8(json)
        .is_ok_and(|text| read_all(&mut Reader::new(text, limits, Verdict), check).is_ok())
}

/// All violations of the bytes against a check, whose rules are those of `schema`.
///
/// The fast check runs first: a valid document pays for nothing else.
///
/// # Errors
/// The violations.
pub fn report(
    json: &[u8],
    limits: Limits,
    schema: Schema,
    verdict: Check<Verdict>,
    collect: Check<Collect>,
) -> Result<(), Report> {
    let text = utf8(json)?;
    if read_all(&mut Reader::new(text, limits, Verdict), verdict).is_ok() {
        return Ok(());
    }
    let mode = Collect::new(schema, limits, text.len());
    let mut reader = Reader::new(text, limits, mode);
    if read_all(&mut reader, collect).is_err() {
        // In a torn text a piece of one value may stand where another belongs: none is shown.
        reader = Reader::new(text, limits, reader.mode.of_torn_text());
        let torn = read_all(&mut reader, collect);
        debug_assert!(torn.is_err(), "a text that is no JSON was read");
        reader.mode.syntax_error(&reader.cursor);
    }
    let report = reader.mode.into_report();
    debug_assert!(!report.is_empty(), "the verdict found a violation that the report did not");
    if report.is_empty() {
        let found = "a violation without a place".to_owned();
        return Err(Report::of_one(0, "a valid document".to_owned(), found).locate(text));
    }
    Err(report.locate(text))
}

/// Reads one value with a check, and then the end of the text.
fn read_all<M: Mode>(reader: &mut Reader<'_, M>, check: Check<M>) -> Step {
    check(reader)?;
    reader.cursor.end()
}

/// Reads a document that keeps to its schema, or says why it does not.
// A document is large: it is moved from what reads it into what is handed out, and nowhere between.
#[inline]
pub(crate) fn strictly<'a, T: Read<'a>>(
    json: &'a [u8],
    limits: Limits,
    departures: impl FnOnce() -> Report,
) -> Result<T, Report> {
    if let Ok(text) = simdutf8::basic::from_utf8(json) {
        let mut reader = Reader::new(text, limits, Verdict);
        if let Ok(document) = T::read_from(&mut reader)
            && reader.cursor.end().is_ok()
        {
            return Ok(document);
        }
    }
    Err(departures())
}

/// Reads a document whether or not it keeps to its schema.
fn leniently<'a, T: Build<'a>>(json: &'a [u8], limits: Limits) -> Option<T> {
    let text = simdutf8::basic::from_utf8(json).ok()?;
    let mut reader = Reader::new(text, limits, Lenient::default());
    let document = T::build(&mut reader).ok()?;
    reader.cursor.end().ok().map(|()| document)
}

/// What is wrong with a document that could not be read strictly.
#[cold]
pub(crate) fn departures<T: Document>(json: &[u8], limits: Limits) -> Report {
    let report = T::validate_within(json, limits);
    debug_assert!(report.is_err(), "a valid document does not fit its type");
    let expected = || format!("a value that `{}` can hold", T::NAME);
    report.err().unwrap_or_else(|| Report::of_one(0, expected(), "another".to_owned()))
}

fn utf8(json: &[u8]) -> Result<&str, Report> {
    simdutf8::compat::from_utf8(json).map_err(|error| {
        let offset = error.valid_up_to();
        let found = "bytes that are not".to_owned();
        let valid = String::from_utf8_lossy(&json[..offset]);
        Report::of_one(offset, Problem::NotUtf8.to_string(), found).locate(&valid)
    })
}
