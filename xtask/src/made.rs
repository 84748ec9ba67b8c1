//! What lives here: the generator's answer as the commands need it: files to write, and lines to tell.

use callschema_codegen::{Diagnostic, Options, Output, Source};

use crate::outcome::Asides;
use crate::progress;
use crate::tree::Tree;

/// What the generator made.
#[derive(Debug)]
pub(crate) struct Made {
    /// The files, by path.
    pub(crate) files: Tree,
    /// The features of the runtime that they need.
    pub(crate) runtime_features: Vec<&'static str>,
    /// What it noticed.
    pub(crate) asides: Asides,
}

/// Makes code: the files and what the generator noticed, or the lines that tell the mistakes.
///
/// `folder` is that of the sources, as the person who ran the command named it.
pub(crate) fn make(
    sources: &[Source],
    folder: &str,
    options: &Options,
) -> Result<Made, Vec<String>> {
    let what = || format!("generating code from {} schemas", sources.len());
    match progress::during(what, || callschema_codegen::generate(sources, options)) {
        Ok(output) => Ok(taken(output, folder)),
        Err(diagnostics) => {
            let mut told = lines(diagnostics, folder);
            told.push("nothing was written".to_owned());
            Err(told)
        }
    }
}

fn taken(output: Output, folder: &str) -> Made {
    let asides = Asides {
        notes: lines(output.notes, folder),
        second_readings: lines(output.second_readings, folder),
        timings: output.timings.into_iter().map(|(stage, time)| (stage.to_owned(), time)).collect(),
    };
    let files = output.files.into_iter().map(|file| (file.path, file.text.into_bytes()));
    Made { files: files.collect(), runtime_features: output.runtime_features, asides }
}

/// Diagnostics with their places as seen from where the command was run.
fn lines(diagnostics: Vec<Diagnostic>, folder: &str) -> Vec<String> {
    let line = |mut diagnostic: Diagnostic| {
        diagnostic.file = format!("{folder}/{}", diagnostic.file);
        diagnostic.to_string()
    };
    diagnostics.into_iter().map(line).collect()
}
