//! What lives here: a draft's validators: each test group's schema through the generator, two at a time.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use callschema_codegen::{Diagnostic, File, Options, Parts, Source, generate};

use super::suite::{Owed, Suite, SuiteDraft, TestFile};
use super::suite_file::Group;
use crate::progress;

/// How many groups are generated at a time.
const THREADS: usize = 2;

/// How much stack a thread of the generator has: as much as a program's first one.
const STACK: usize = 8 << 20;

/// How many diagnostics of a schema are kept.
const DIAGNOSTICS: usize = 3;

/// The number of a file, and of a group in it.
pub(crate) type Place = (usize, usize);

/// What the generator made of a group: files, or the lines that say why there are none.
pub(crate) type Made = Result<Vec<File>, Vec<String>>;

/// Generates a validator for every group of these files.
pub(crate) fn generate_all(
    suite: &Suite,
    draft: SuiteDraft,
    files: &[TestFile],
    parts: Parts,
) -> BTreeMap<Place, Made> {
    let places = files.iter().enumerate().flat_map(|(file, tests)| {
        let groups = 0..tests.groups.len();
        groups.map(move |group| (file, group))
    });
    let places: Vec<Place> = places.collect();
    let (next, done) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || {
        while let Some((file, group)) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
            let tests = &files[*file];
            let module = format!("crate::{}::group_{group}", tests.module());
            let options = options(draft, tests, module, parts);
            let made = validator(suite, draft, &tests.groups[*group], &options);
            done.lock().unwrap_or_else(PoisonError::into_inner).insert((*file, *group), made);
        }
    };
    let what = || {
        let begun = next.load(Ordering::Relaxed).min(places.len());
        format!("draft {}: generating, {begun} of {} schemas", draft.name, places.len())
    };
    progress::during(what, || {
        thread::scope(|scope| {
            for _ in 1..THREADS {
                // Without a second thread the work takes longer, and that is all.
                let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            }
            work();
        });
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// How the schemas of a file are generated.
fn options(draft: SuiteDraft, tests: &TestFile, module: String, parts: Parts) -> Options {
    let mut options = Options::foreign();
    "cargo xtask conformance".clone_into(&mut options.command);
    options.schemas = format!("{}/{}", draft.folder, tests.path);
    options.module = module;
    options.parts = parts;
    options.assert_formats = tests.owed == Owed::Formats;
    options.draft = draft.draft();
    options
}

/// The files of one group's validator, or why there are none.
fn validator(suite: &Suite, draft: SuiteDraft, group: &Group, options: &Options) -> Made {
    let mut sources = vec![Source::new("schema.json", group.schema.clone())];
    sources.extend(suite.remotes(draft, &group.schema));
    // One panic must not hide what the generator makes of all the others.
    match catch_unwind(AssertUnwindSafe(|| generate(&sources, options))) {
        Ok(Ok(output)) => Ok(output.files),
        Ok(Err(diagnostics)) => Err(first(&diagnostics)),
        Err(_) => Err(vec!["the generator panicked".to_owned()]),
    }
}

/// The first diagnostics, and how many more there are.
fn first(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut told: Vec<String> =
        diagnostics.iter().take(DIAGNOSTICS).map(ToString::to_string).collect();
    if let more @ 1.. = diagnostics.len().saturating_sub(DIAGNOSTICS) {
        told.push(format!("and {more} more"));
    }
    told
}
