//! The progress bar: drawn on a terminal where the input is long, taken away at the end, and never drawn
//! elsewhere. The terminal is a pseudo-terminal.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

const RECORD: &str =
    r#"{"type":"full_ai","to_number":"+14155550117","instruction":"Book a table"}"#;

/// So long that a bar is worth while; and shorter.
const LONG: Duration = Duration::from_secs(1);
const SHORT: Duration = Duration::from_millis(10);

/// A pseudo-terminal: the end that a person would look at, and the end that a program writes to.
fn terminal() -> (File, File) {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
    let person = openpt(flags).expect("a pseudo-terminal");
    grantpt(&person).expect("it is ours");
    unlockpt(&person).expect("it can be opened");
    let program = ioctl_tiocgptpeer(&person, flags).expect("its other end");
    let size = Winsize { ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&program, size).expect("a size");
    (File::from(person), File::from(program))
}

/// Has the command read records that come slowly, and hands over what it wrote to standard error.
fn written(arguments: &[&str], pause: Duration, errors: Stdio, mut from: impl Read) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_callschema"))
        .args(arguments)
        .env("TERM", "xterm-256color")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(errors)
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("a pipe");
    for wait in [Duration::ZERO, pause, Duration::from_millis(150)] {
        thread::sleep(wait);
        writeln!(input, "{RECORD}").expect("it reads");
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
    let mut bytes = Vec::new();
    // Once nobody writes to it any more, a pseudo-terminal fails instead of coming to an end.
    let _ = from.read_to_end(&mut bytes);
    String::from_utf8(bytes).expect("text")
}

fn on_a_terminal(arguments: &[&str], pause: Duration) -> String {
    let (person, program) = terminal();
    written(arguments, pause, program.into(), person)
}

fn in_a_pipe(arguments: &[&str], pause: Duration) -> String {
    let (from, errors) = std::io::pipe().expect("a pipe");
    written(arguments, pause, errors.into(), from)
}

#[test]
fn a_terminal_shows_how_far_a_long_input_has_been_read() {
    for arguments in [&["validate"][..], &["validate", "--format", "json"], &["detect"]] {
        let shown = on_a_terminal(arguments, LONG);
        // Two records of 75 bytes have been read by then.
        assert!(shown.contains("150 B, "), "{arguments:?}: {shown:?}");
        // At the end the line is empty: cleared, and nothing written behind that.
        let (_, end) = shown.rsplit_once("B/s").expect("a speed");
        assert!(end.contains("\u{1b}[2K"), "{arguments:?}: {shown:?}");
        let (_, rest) = end.rsplit_once("\u{1b}[2K").expect("cleared");
        assert_eq!(rest.trim(), "", "{arguments:?}: {shown:?}");
    }
}

#[test]
fn what_is_over_soon_needs_no_bar() {
    assert_eq!(on_a_terminal(&["validate"], SHORT), "");
}

#[test]
fn nothing_is_drawn_elsewhere() {
    for arguments in [&["validate"][..], &["detect"], &["filter"]] {
        assert_eq!(in_a_pipe(arguments, LONG), "", "{arguments:?}");
    }
}

/// Rejects that go to standard error would stand around it.
#[test]
fn a_filter_draws_one_where_rejects_go_elsewhere() {
    assert_eq!(on_a_terminal(&["filter"], LONG), "");
    let shown = on_a_terminal(&["filter", "--rejects", "/dev/null"], LONG);
    assert!(shown.contains("150 B, "), "{shown:?}");
}
