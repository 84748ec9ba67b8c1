//! The real command, run in each folder of `cases`: `command.txt` is its command line, `stdin.*` what it
//! reads, and `expected.txt` its exit status and what it writes.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use expect_test::expect_file;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).expect("the folder of cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

/// The file that standard input comes from, if the case has one.
fn input(case: &Path) -> Stdio {
    let entries = fs::read_dir(case).expect("a case").filter_map(Result::ok);
    let mut paths = entries.map(|entry| entry.path());
    let found = paths.find(|path| path.file_stem().is_some_and(|stem| stem == "stdin"));
    found.map_or(Stdio::null(), |path| fs::File::open(path).expect("an input").into())
}

fn run(case: &Path) -> String {
    let command = fs::read_to_string(case.join("command.txt")).expect("a command line");
    let output = Command::new(env!("CARGO_BIN_EXE_callschema"))
        .args(command.split_whitespace())
        .current_dir(case)
        .stdin(input(case))
        .output()
        .expect("the command runs");
    let text = |bytes: &[u8]| {
        String::from_utf8(bytes.to_vec()).expect("text").replace('\r', "(carriage return)")
    };
    let mut told = format!("exit status {}\n", output.status.code().expect("a status"));
    for (name, bytes) in [("output", &output.stdout), ("errors", &output.stderr)] {
        if !bytes.is_empty() {
            write!(told, "\n=== standard {name}\n{}", text(bytes)).expect("memory");
        }
    }
    told
}

#[test]
fn the_command_does_what_each_case_says() {
    let cases = cases();
    assert!(cases.len() >= 20, "only {} cases were found", cases.len());
    for case in cases {
        expect_file![case.join("expected.txt")].assert_eq(&run(&case));
    }
}

/// Names and numbers that stand in the cases' inputs where a schema says that they are sensitive.
const SECRETS: [&str; 3] = ["canary", "Canary", "+49555"];

#[test]
fn nothing_sensitive_is_shown_unless_asked_for() {
    let (mut shown, mut hidden) = (0, 0);
    for case in cases() {
        let command = fs::read_to_string(case.join("command.txt")).expect("a command line");
        let told = fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
        let has_secrets = SECRETS.iter().any(|secret| told.contains(secret));
        if !command.starts_with("validate") || command.contains("--show-sensitive") {
            shown += usize::from(has_secrets);
        } else {
            assert!(!has_secrets, "{}", case.display());
            hidden += 1;
        }
    }
    assert!(shown > 0 && hidden > 10, "{shown} cases show and {hidden} hide");
}

#[test]
fn readme_shows_what_happens() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src/lib.rs");
    let library = fs::read_to_string(library).expect("the library").replace("/// ", "");
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(readme).expect("README.md");
    let mut shown = 0;
    for case in cases() {
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with("readme-") {
            continue;
        }
        let command = fs::read_to_string(case.join("command.txt")).expect("a command line");
        assert!(readme.contains(&format!("callschema {}", command.trim())), "{name}: the command");
        let told = fs::read_to_string(case.join("expected.txt")).expect("what is expected");
        for part in told.split("=== standard ").skip(1) {
            let text = part.split_once('\n').map_or("", |(_, text)| text).trim_end();
            assert!(readme.contains(text), "{name}: README.md does not show\n{text}");
        }
        shown += 1;
    }
    assert!(shown >= 3, "{shown} cases");
    let section = readme.split("## Which document is it?").nth(1).expect("a section");
    let code = section.split("```").nth(1).and_then(|code| code.strip_prefix("rust\n"));
    assert!(library.contains(code.expect("code")), "README.md shows other code than is tested");
}
