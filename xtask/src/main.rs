//! The hands of callschema: `cargo xtask --help` says what they can do.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{Outcome, Workspace, generate, scaffold};

/// Makes the Rust code of callschema from its schemas.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write generated/src/gen/ from schemas/: types, validators, the schemas' texts.
    ///
    /// Files that are up to date are left alone, files that no schema makes any more are deleted.
    /// Mistakes in the schemas are all told, and then nothing is written. Exit status: 0 done, 1 the
    /// schemas have mistakes (or, with --check, files are stale), 2 the command could not run.
    Generate {
        /// Write nothing; say which files are stale.
        #[arg(long)]
        check: bool,
    },
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
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let workspace = Workspace::of_this_checkout();
    let outcome = match arguments.command {
        Command::Generate { check: false } => generate::write(&workspace),
        Command::Generate { check: true } => generate::check(&workspace),
        Command::New { document, from } => scaffold::scaffold(&workspace, &document, &from),
    };
    match outcome {
        Ok(Outcome { told, good }) => {
            for line in told {
                if good { println!("{line}") } else { eprintln!("{line}") }
            }
            if good { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
