//! Makes Rust of `schemas/`, in `$OUT_DIR/schemas/`: types, and validators for them.

use std::path::Path;
use std::{env, fs, io};

use callschema_codegen::{Diagnostic, File, Options, Source, generate};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=schemas");
    let mut options = Options::foreign();
    options.command = "cargo build".into();
    options.module = "crate::schemas".into();
    match generate(&read(Path::new("schemas"), "")?, &options) {
        Ok(output) => {
            tell("warning", &output.notes);
            output.files.iter().try_for_each(write)
        }
        Err(mistakes) => {
            tell("error", &mistakes);
            Ok(())
        }
    }
}

/// Every schema in the folder. A file `definitions.json` only holds what the others refer to.
fn read(folder: &Path, prefix: &str) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().display());
        if entry.path().is_dir() {
            sources.extend(read(&entry.path(), &format!("{path}/"))?);
            continue;
        }
        let new = if path.ends_with("definitions.json") { Source::library } else { Source::new };
        sources.push(new(path, fs::read_to_string(entry.path())?));
    }
    Ok(sources)
}

/// Has cargo show what the generator found: `file#/pointer: what is wrong; what to do`.
fn tell(level: &str, found: &[Diagnostic]) {
    for diagnostic in found {
        println!("cargo::{level}=schemas/{diagnostic}");
    }
}

/// Writes a file where cargo wants what a build makes.
fn write(file: &File) -> io::Result<()> {
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    let place = Path::new(&out).join("schemas").join(&file.path);
    fs::create_dir_all(place.parent().expect("a file is in a folder"))?;
    fs::write(place, &file.text)
}
