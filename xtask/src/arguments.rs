//! What lives here: the command line: what may be asked for, and what it means.

use std::path::PathBuf;

use anyhow::Result;
use callschema_codegen::Parts;
use clap::{Args, Parser, Subcommand};
use xtask::bench;
use xtask::conformance::{self, DRAFTS, Plan, SuiteDraft};
use xtask::package::{self, Wish};
use xtask::scale::{self, Ladder};
use xtask::{Outcome, Workspace, generate, scaffold};

/// Makes the Rust code of callschema from its schemas.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write generated/src/gen/ from schemas/, or with --schemas and --out a crate from any folder.
    ///
    /// Alone, it writes types, validators and the schemas' texts to generated/src/gen/. Files that are up
    /// to date are left alone, files that no schema makes any more are deleted. Mistakes in the schemas are
    /// all told, and then nothing is written.
    ///
    /// With --schemas and --out it makes a complete crate from the files of a folder that end in
    /// .json: `hooks/push.json` and `hooks/push.schema.json` are both the document `hooks/push`, in the
    /// module `hooks::push`. Each schema says in `$schema` which draft it is written in (4, 6, 7, 2019-09,
    /// 2020-12; without it, 2020-12); they may refer to one another by path or `$id`; nothing is fetched.
    /// What is unknown in them is a note and no mistake. The folder of the crate is made, or is empty, or
    /// holds a crate that this command made before.
    ///
    ///   cargo xtask generate --schemas ../hooks/schemas --out ../hooks/checked --validators-only
    ///
    /// Exit status: 0 done, 1 the schemas have mistakes (or, with --check, files are stale), 2 the command
    /// could not run.
    #[command(verbatim_doc_comment)]
    Generate(Generate),
    /// Draft a schema, and its first accept sample, from a real payload.
    ///
    /// Writes schemas/<PROVIDER>/<DOCUMENT>.schema.json and
    /// tests/payloads/<PROVIDER>/<DOCUMENT>/accept/<SAMPLE>.json; neither may exist yet.
    New {
        /// The name of the document, as in acme/call: two lower-case words, hyphens allowed.
        #[arg(value_name = "PROVIDER/DOCUMENT")]
        document: String,
        /// A file with one JSON document.
        #[arg(long, value_name = "SAMPLE")]
        from: PathBuf,
    },
    /// Run the official JSON Schema test suite through generated validators.
    ///
    /// Each schema of the suite is generated, all are compiled as one crate a draft under
    /// target/conformance/, and each instance is put before its validator byte for byte. Prints a table of
    /// files and sums. Exit status: 0 no surprise, 1 a failure that is not on the list of known
    /// differences or one of the list that did not occur, 2 the command could not run.
    Conformance(Conformance),
    /// Time callschema beside other validators and parsers.
    ///
    /// Builds the programs of bench/, pins them to one processor, lets them take turns and prints one table,
    /// the ratios that are asked of callschema, and the versions. Takes less than 5 minutes when the programs
    /// are built, which takes longer.
    Bench {
        /// Fewer documents and turns: under a minute.
        #[arg(long)]
        quick: bool,
        /// Only the columns and rows whose names hold this text; any number of times.
        #[arg(long, value_name = "PATTERN")]
        only: Vec<String>,
        /// Time how long it takes to compile callschema, and jsonschema, from nothing, three times each: some ten minutes.
        #[arg(long, conflicts_with_all = ["quick", "only"])]
        build_cost: bool,
        /// Time the command line instead, on half a gigabyte of NDJSON, beside jsonschema-cli and ajv where
        /// $PATH has them.
        #[arg(long, conflicts_with_all = ["quick", "only", "build_cost"])]
        commands: bool,
    },
    /// Measure generation and compilation on folders of schemas of growing size.
    ///
    /// The folders have the shape of GitHub's webhooks and come from a seed: the same seed, the same bytes.
    /// Everything is kept under target/scale/. For the generator at full speed:
    /// cargo run --release -p xtask -- scale
    Scale {
        /// How many schemas the folders have.
        #[arg(long, value_delimiter = ',', default_values_t = [30, 300, 900])]
        schemas: Vec<usize>,
        /// Where the random choices start.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "switches are what a command line has")]
pub(crate) struct Generate {
    /// Write nothing; say which files are stale.
    #[arg(long, conflicts_with = "schemas")]
    check: bool,
    /// The folder of schemas to make a crate from.
    #[arg(long, value_name = "DIR", requires = "out")]
    schemas: Option<PathBuf>,
    /// The folder of the crate.
    #[arg(long, value_name = "CRATE_DIR", requires = "schemas")]
    out: Option<PathBuf>,
    /// The name of the crate [default: the name of its folder].
    #[arg(long, value_name = "NAME", requires = "out")]
    crate_name: Option<String>,
    /// The version of callschema-runtime that the crate asks for [default: this checkout, by path].
    #[arg(long, value_name = "V", requires = "out")]
    runtime_version: Option<String>,
    /// Make validators alone: less code, and bytes are checked but not read.
    #[arg(long, requires = "out", conflicts_with = "types_only")]
    validators_only: bool,
    /// Make types alone: less code, and bytes are read but not checked.
    #[arg(long, requires = "out")]
    types_only: bool,
    /// Take `format` for a rule. Without this it tells about a value and rejects nothing.
    #[arg(long, requires = "out")]
    format_assertion: bool,
    /// Tell all notes, and which keywords cost a second reading of a value, where and why.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Tell how long each stage took.
    #[arg(long)]
    pub(crate) timings: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Conformance {
    /// The folder of the suite [default: `$JSON_SCHEMA_TEST_SUITE`, or a checkout in ../shared/suites].
    #[arg(long, value_name = "DIR")]
    suite: Option<PathBuf>,
    /// A draft, any number of times [default: 2020-12 and 7].
    #[arg(long, value_parser = ["2020-12", "2019-09", "7", "6", "4", "all"])]
    draft: Vec<String>,
    /// Run the tests of formats too, with formats as rules.
    #[arg(long)]
    formats: bool,
    /// Generate types too: every valid instance is read into them and written back.
    #[arg(long)]
    types: bool,
    /// Keep the outcome of every test in this file, a line of JSON each.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

impl Command {
    /// Does what was asked for.
    pub(crate) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        match self {
            Self::Generate(asked) => asked.run(workspace),
            Self::New { document, from } => scaffold::scaffold(workspace, &document, &from),
            Self::Conformance(asked) => conformance::run(workspace, &asked.plan()),
            Self::Bench { build_cost: true, .. } => bench::build_cost(workspace),
            Self::Bench { commands: true, .. } => bench::commands(workspace),
            Self::Bench { quick, only, .. } => bench::run(workspace, &bench::Plan { quick, only }),
            Self::Scale { schemas, seed } => scale::run(workspace, &Ladder { schemas, seed }),
        }
    }
}

impl Generate {
    fn run(self, workspace: &Workspace) -> Result<Outcome> {
        let (explain, timings) = (self.explain, self.timings);
        let mut outcome = match (self.schemas, self.out) {
            (Some(schemas), Some(out)) => {
                let wish = Wish {
                    crate_name: self.crate_name,
                    runtime_version: self.runtime_version,
                    parts: match (self.validators_only, self.types_only) {
                        (true, _) => Parts::Validators,
                        (_, true) => Parts::Types,
                        _ => Parts::All,
                    },
                    format_assertion: self.format_assertion,
                    ..Wish::new(schemas, out)
                };
                package::write(workspace, &wish)?
            }
            _ if self.check => generate::check(workspace)?,
            _ => generate::write(workspace)?,
        };
        outcome.shown.extend(outcome.asides.explained(explain));
        if timings {
            outcome.shown.extend(outcome.asides.timed());
        }
        Ok(outcome)
    }
}

impl Conformance {
    fn plan(self) -> Plan {
        let asked =
            |draft: &SuiteDraft| self.draft.iter().any(|name| name == draft.name || name == "all");
        let drafts = DRAFTS.into_iter().filter(asked).collect();
        let Self { suite, formats, types, report, .. } = self;
        Plan { suite, drafts, formats, types, report }
    }
}
