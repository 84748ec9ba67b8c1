//! What lives here: the command line, and the help that teaches it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Validates, filters and names the call documents of voice-AI platforms.
#[derive(Debug, Parser)]
#[command(name = "callschema", version, about, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  callschema validate call.json                      name the document, tell all that is wrong
  callschema validate -d zudu/call calls/*.ndjson.gz
  callschema validate --summary calls/               counts by place, and what has drifted
  callschema validate --format github calls/         annotations on a pull request
  cat calls.ndjson | callschema filter -d zudu/call --rejects rejects.ndjson > good.ndjson
  callschema detect events.ndjson
  callschema schema zudu/call > zudu-call.schema.json

`callschema help COMMAND` says more of each.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Validate(Validate),
    Filter(Filter),
    Detect(Detect),
    /// List the documents that are known, with what each is.
    Documents,
    Schema(Schema),
    Completions(Completions),
}

/// Check records and tell all that is wrong with them, each with its place.
///
/// A record is a line of NDJSON, an item of a JSON array, or a JSON text. Files may be packed with gzip
/// or zstd, which is seen from their content. In folders, files are taken whose names end in .json,
/// .ndjson or .jsonl, be it with .gz or .zst behind.
///
/// Values that a schema marks as sensitive are not shown, and of the rest of a record only the names
/// around a place.
///
/// With --format json, a line stands for a record that is not valid: "source", "record" (its number there),
/// "line", "document", and "violations", each with "instanceLocation", "absoluteKeywordLocation", "line",
/// "column", "expected", "found" and "hint"; "more" counts those beyond. An absolute location names the broken
/// keyword where it stands, and not the references that led there. --summary adds a line with the member
/// "summary".
#[derive(Args, Debug)]
#[command(after_help = VALIDATE)]
pub(crate) struct Validate {
    #[command(flatten)]
    pub(crate) records: Records,

    /// How records follow one another. By itself, this is seen from the beginning of a file.
    #[arg(long, value_enum, default_value_t = Framing::Auto, value_name = "HOW")]
    pub(crate) input: Framing,

    /// How to tell what is wrong.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,

    /// Tell of no record: the exit status says whether all are valid.
    #[arg(long, short)]
    pub(crate) quiet: bool,

    /// Tell of so many violations and count the others; 0 for all. By default 100 for people, all for
    /// programs.
    #[arg(long, value_name = "N")]
    pub(crate) max_errors: Option<u64>,

    /// Count by document, place and keyword, and tell what has drifted: members and values that the
    /// schema does not list, and members that never came.
    #[arg(long)]
    pub(crate) summary: bool,

    /// Show values though a schema marks them as sensitive, and the text around them as it is.
    #[arg(long)]
    pub(crate) show_sensitive: bool,

    /// Whether to write in colours.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

const VALIDATE: &str = "\
Exit status: 0 if all records are valid, 1 if some are not, 2 if it could not run;
130 after Ctrl-C, 141 if the output was closed.

Examples:
  callschema validate call.json
  callschema validate --document slng/call --max-errors 5 calls.ndjson.zst
  curl -s https://example.com/calls.ndjson | callschema validate --format json | jq .violations
  callschema validate --format sarif calls/ > callschema.sarif
  callschema validate --summary calls/";

/// Pass valid lines of NDJSON on, untouched and in order; put the others aside with their reports.
///
/// A rejected line becomes one line of JSON: where it stood, its document, its report, and the record
/// itself, or its text where it is not JSON. Each is written with one write and appended, so that many
/// processes can share one file of rejects. Rejects hold the records as they came, sensitive values
/// among them.
#[derive(Args, Debug)]
#[command(after_help = FILTER)]
pub(crate) struct Filter {
    #[command(flatten)]
    pub(crate) records: Records,

    /// Where rejected lines go: appended to this file. Without it, to standard error.
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,

    /// Exit with 1 if a line was rejected.
    #[arg(long)]
    pub(crate) fail_on_invalid: bool,
}

const FILTER: &str = "\
Exit status: 0 once all input is processed (1 with --fail-on-invalid if lines were rejected), 2 if it
could not run; 130 after Ctrl-C, 141 if the output was closed.

Examples:
  callschema filter -d zudu/call < calls.ndjson > good.ndjson 2> rejects.ndjson
  kcat -C -b broker -t calls -e | callschema filter -d slng/call --rejects rejects.ndjson | loader
  rdd.pipe(\"callschema filter -d zudu/call --rejects /data/rejects.ndjson\")      # Spark";

/// Say which document each record is, decided by what the schemas require.
///
/// One line a record: where it stands and the document, `-` where that is not clear. A record need not be
/// valid. Where two documents are equally near, none is named.
#[derive(Args, Debug)]
#[command(
    after_help = "Exit status: 0 if each record was named, 1 if some were not, 2 if it could not run."
)]
pub(crate) struct Detect {
    #[command(flatten)]
    pub(crate) records: Input,

    /// How records follow one another. By itself, this is seen from the beginning of a file.
    #[arg(long, value_enum, default_value_t = Framing::Auto, value_name = "HOW")]
    pub(crate) input: Framing,

    /// Print one line a document, with the number of its records.
    #[arg(long)]
    pub(crate) count: bool,
}

/// Print a document's JSON Schema, with all that it refers to inside.
#[derive(Args, Debug)]
pub(crate) struct Schema {
    /// The document's name, as in zudu/call.
    #[arg(value_name = "DOCUMENT", value_parser = document)]
    pub(crate) document: &'static callschema::DocumentInfo,
}

/// Print a script that completes this command line in a shell.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  callschema completions bash > ~/.local/share/bash-completion/completions/callschema"
)]
pub(crate) struct Completions {
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// Which records, and what they are.
#[derive(Args, Debug)]
pub(crate) struct Records {
    /// The document that all records are, as in zudu/call. Without it, each record's is detected.
    #[arg(long, short, value_name = "DOCUMENT", value_parser = document)]
    pub(crate) document: Option<&'static callschema::DocumentInfo>,

    #[command(flatten)]
    pub(crate) input: Input,
}

/// Where records come from.
#[derive(Args, Debug)]
pub(crate) struct Input {
    /// Files and folders; standard input without any, or for `-`.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The longest record that is read, in bytes or with k, M or G behind. A longer one is told as an
    /// error and passed over, so that memory stays bounded.
    #[arg(long, default_value = "8M", value_name = "SIZE", value_parser = size)]
    pub(crate) max_record_size: usize,

    /// How many threads check records. By default, one for each processor.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}

/// How records follow one another.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Framing {
    /// By the beginning of the file.
    Auto,
    /// One record a line; a line that is broken costs that line alone.
    Ndjson,
    /// JSON texts one after another. Those that are arrays are records by their items.
    Json,
}

/// How to tell what is wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with a piece of the source.
    Human,
    /// One JSON object a record that is not valid.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub's workflows.
    Github,
}

/// Whether to write in colours.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Finds a document by its name.
fn document(name: &str) -> Result<&'static callschema::DocumentInfo, String> {
    callschema::document(name).ok_or_else(|| {
        let names: Vec<&str> =
            callschema::documents().iter().map(callschema::DocumentInfo::name).collect();
        format!("there is no document of this name; known are {}", names.join(", "))
    })
}

/// Reads a size, as in `64M`.
fn size(text: &str) -> Result<usize, String> {
    let (digits, unit) = match text.char_indices().last() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'M')) => (&text[..at], 1 << 20),
        Some((at, 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1),
    };
    let count: usize =
        digits.parse().map_err(|_| "a number of bytes, as in 4000000 or 16M".to_owned())?;
    match count.checked_mul(unit) {
        Some(size) if size > 0 => Ok(size),
        _ => Err("a size that is neither 0 nor beyond memory".to_owned()),
    }
}
