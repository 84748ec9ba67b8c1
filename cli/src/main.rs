//! What lives here: the command `callschema`.
//!
//! `arguments` is the command line; each command is a file of its own. `input` cuts files into chunks of
//! whole records, `pipeline` has them checked on all processors and told of in order, `record` checks one.
//! `tell` and `summary` are what people and programs see.

mod arguments;
mod detect;
mod filter;
mod input;
mod interrupt;
mod pipeline;
mod place;
mod progress;
mod record;
mod run;
mod schemas;
mod status;
mod summary;
mod tell;
mod validate;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let status = match run(&arguments.command) {
        Ok(_) if interrupt::is_asked() => interrupt::STATUS,
        Ok(status) => status,
        Err(error) if is_closed(&error) => status::CLOSED,
        Err(error) => {
            eprintln!("callschema: {}", tell::plain(&format!("{error:#}")));
            status::COULD_NOT_RUN
        }
    };
    ExitCode::from(status)
}

fn run(command: &Command) -> anyhow::Result<u8> {
    match command {
        Command::Validate(arguments) => return validate::validate(arguments),
        Command::Filter(arguments) => return filter::filter(arguments),
        Command::Detect(arguments) => return detect::detect(arguments),
        Command::Documents => schemas::list()?,
        Command::Schema(arguments) => schemas::print(arguments.document)?,
        Command::Completions(arguments) => {
            let mut script = Vec::new();
            let shell = arguments.shell;
            clap_complete::generate(shell, &mut Arguments::command(), "callschema", &mut script);
            io::Write::write_all(&mut io::stdout(), &script)?;
        }
    }
    Ok(status::GOOD)
}

/// Whether an error says that nobody reads the output any more.
fn is_closed(error: &anyhow::Error) -> bool {
    let causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.into_iter().any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
