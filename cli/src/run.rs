//! What lives here: what the commands that read records have in common.

use std::num::NonZero;
use std::thread;

use crate::arguments::{Framing, Input};
use crate::input::{self, Inputs, Source};
use crate::interrupt;
use crate::pipeline::{self, Job, Sink};

/// The inputs that are meant, and their sources.
///
/// # Errors
/// A name that leads nowhere.
pub(crate) fn inputs(arguments: &Input, framing: Framing) -> anyhow::Result<(Inputs, Vec<Source>)> {
    let sources = input::find(&arguments.files)?;
    let inputs = Inputs::new(sources.clone(), framing, arguments.max_record_size);
    Ok((inputs, sources))
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
    Ok(pipeline::run(inputs, threads, job, sink)?)
}
