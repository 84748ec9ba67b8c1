//! The hands of callschema: `cargo xtask --help` says what they can do.

mod arguments;

use std::process::ExitCode;

use arguments::Arguments;
use clap::Parser;
use xtask::{Outcome, Workspace};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command.run(&Workspace::of_this_checkout()) {
        Ok(Outcome { shown, told, good, .. }) => {
            for line in shown {
                println!("{line}");
            }
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
