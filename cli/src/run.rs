//! What lives here: what the commands that read records have in common.

use std::num::NonZero;
use std::thread;

use anyhow::Context;

use crate::arguments::{Framing, Input, Records};
use crate::input::{self, Inputs, Source};
use crate::interrupt;
use crate::pipeline::{self, Job, Sink};
use crate::record::Rules;

/// The inputs that are meant, and their sources.
///
/// # Errors
/// A name that leads nowhere.
pub(crate) fn inputs(arguments: &Input, framing: Framing) -> anyhow::Result<(Inputs, Vec<Source>)> {
    let sources = input::find(&arguments.files)?;
    let inputs = Inputs::new(sources.clone(), framing, arguments.max_record_size);
    Ok((inputs, sources))
}

/// What records are held to.
pub(crate) fn rules(arguments: &Records) -> Rules {
    Rules { document: arguments.document, limit: arguments.input.max_record_size }
}

/// Runs a job over the inputs.
///
/// # Errors
/// Where nothing more can be written.
pub(crate) fn pipeline<J: Job>(
    arguments: &Input,
    inputs: Inputs,
    job: &J,
    sink: &mut impl Sink<J::Found>,
) -> anyhow::Result<()> {
    interrupt::listen();
    let processors = || thread::available_parallelism().map_or(1, NonZero::get);
    let threads = arguments.threads.map_or_else(processors, usize::from);
    pipeline::run(inputs, threads, job, sink).context("the output cannot be written")
}
