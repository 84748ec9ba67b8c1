//! Streams that do not end soon: memory stays bounded, order is kept, and closed pipes and signals end
//! the command cleanly.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const GOOD: &str = r#"{"type":"full_ai","to_number":"+14155550117","instruction":"Book a table"}"#;
const BAD: &str = r#"{"type":"half_ai","to_number":"+14155550117","instruction":"Book a table"}"#;

/// The most that the command may take, in kB, whatever comes.
const MEMORY: u64 = 100_000;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_callschema"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts")
}

/// The most memory that a process has had so far, in kB.
fn peak_memory(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("a process");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("its peak");
    line.split_whitespace().nth(1).expect("a figure").parse().expect("a number")
}

/// Writes while somebody else reads, and hands over what was read.
fn feed(mut child: Child, write: impl FnOnce(&mut dyn Write, &Child)) -> (i32, String, String) {
    let mut input = child.stdin.take().expect("a pipe");
    let (mut out, mut errors) =
        (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    std::thread::scope(|scope| {
        let out = scope.spawn(move || {
            let mut text = String::new();
            out.read_to_string(&mut text).map(|_| text).expect("text")
        });
        let errors = scope.spawn(move || {
            let mut text = String::new();
            errors.read_to_string(&mut text).map(|_| text).expect("text")
        });
        write(&mut input, &child);
        drop(input);
        let status = child.wait().expect("it ends").code().expect("a status");
        (status, out.join().expect("its output"), errors.join().expect("its errors"))
    })
}

#[test]
fn memory_stays_bounded_though_much_comes() {
    let block = format!("{GOOD}\n").repeat(10_000) + BAD + "\n";
    let child = start(&["validate", "-d", "langcall/call", "--format", "json"]);
    let (status, out, _) = feed(child, |input, child| {
        for _ in 0..200 {
            input.write_all(block.as_bytes()).expect("it reads");
        }
        let peak = peak_memory(child);
        assert!(peak < MEMORY, "{peak} kB for {} MB", block.len() * 200 / 1_000_000);
    });
    assert_eq!((status, out.lines().count()), (1, 200));
    assert!(out.lines().last().is_some_and(|line| line.contains("\"line\":2000200,")), "{out}");
}

#[test]
fn memory_stays_bounded_though_records_are_large() {
    let text = "x".repeat(7 << 20);
    let line = GOOD.replace("Book a table", &text) + "\n";
    for framing in ["ndjson", "json"] {
        let arguments = ["validate", "-d", "langcall/call", "--input", framing, "--threads", "2"];
        let (status, out, _) = feed(start(&arguments), |input, child| {
            for _ in 0..24 {
                input.write_all(line.as_bytes()).expect("it reads");
            }
            let peak = peak_memory(child);
            assert!(peak < MEMORY, "{peak} kB");
        });
        assert_eq!((status, out.as_str()), (0, "24 records in 1 input: all valid\n"));
    }
}

#[test]
fn memory_stays_bounded_though_all_is_wrong() {
    let block = "{}\n".repeat(100_000);
    let child = start(&["validate", "-d", "slng/call", "--max-errors", "3", "--summary"]);
    let (status, out, _) = feed(child, |input, child| {
        for _ in 0..2 {
            input.write_all(block.as_bytes()).expect("it reads");
        }
        let peak = peak_memory(child);
        assert!(peak < MEMORY, "{peak} kB");
    });
    assert_eq!(status, 1);
    assert!(out.contains("200,000 records, 200,000 not valid"), "{out}");
}

#[test]
fn memory_stays_bounded_though_an_array_is_broken_everywhere() {
    let block = "1 ".repeat(1 << 19);
    let child = start(&["validate", "-d", "slng/call", "--max-errors", "3"]);
    let (status, out, _) = feed(child, |input, child| {
        input.write_all(b"[").expect("it reads");
        for _ in 0..4 {
            input.write_all(block.as_bytes()).expect("it reads");
        }
        let peak = peak_memory(child);
        assert!(peak < MEMORY, "{peak} kB");
    });
    assert_eq!(status, 1);
    // Beside the items: the first place where a comma is missing, and the end.
    assert!(out.contains("2,097,154 records in 1 input: 0 valid"), "{out}");
}

#[test]
fn memory_stays_bounded_though_an_array_has_empty_places_everywhere() {
    let block = "1,,".repeat(1 << 19);
    let child = start(&["validate", "-d", "slng/call", "--max-errors", "3"]);
    let (status, out, _) = feed(child, |input, child| {
        input.write_all(b"[").expect("it reads");
        for _ in 0..16 {
            input.write_all(block.as_bytes()).expect("it reads");
        }
        let peak = peak_memory(child);
        assert!(peak < MEMORY, "{peak} kB");
    });
    assert_eq!(status, 1);
    assert!(out.contains("16,777,217 records in 1 input: 0 valid"), "{out}");
}

#[test]
fn a_record_that_is_too_long_and_not_closed_is_told_once() {
    let arguments =
        ["validate", "-d", "langcall/call", "--input", "json", "--max-record-size", "1000"];
    let (status, out, _) = feed(start(&arguments), |input, _| {
        let record = format!("[{GOOD},{{\"a\":\"{}", "x".repeat(3 << 20));
        input.write_all(record.as_bytes()).expect("it reads");
    });
    assert_eq!((status, out.matches("error").count()), (1, 1), "{out}");
    assert!(out.contains("2 records in 1 input: 1 valid, 1 not"), "{out}");
}

#[test]
fn a_line_that_is_too_long_costs_that_line() {
    let piece = vec![b'x'; 1 << 20];
    for document in [&["-d", "langcall/call"][..], &[]] {
        let child = start(&[&["filter"], document].concat());
        let (status, out, errors) = feed(child, |input, child| {
            write!(input, "{GOOD}\n{{\"instruction\":\"").expect("it reads");
            for _ in 0..200 {
                input.write_all(&piece).expect("it reads");
            }
            writeln!(input, "\"}}\n{GOOD}").expect("it reads");
            let peak = peak_memory(child);
            assert!(peak < MEMORY, "{peak} kB");
        });
        assert_eq!((status, out.as_str()), (0, format!("{GOOD}\n{GOOD}\n").as_str()));
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(errors.contains("no longer than --max-record-size"), "{errors}");
        assert!(errors.contains("one of 209715218 bytes"), "{errors}");
    }
}

#[test]
fn lines_stay_in_order_and_untouched() {
    let line = |number: u32| match number % 100 {
        7 => format!(r#" {{"type":"half_ai","instruction":"{number}","to_number":"+1"}}"#),
        8 => format!(r#"{{"type":"full_ai","instruction":"{number}","to_numb"#),
        _ => {
            format!("{{\"type\":\"full_ai\",\t\"instruction\":\"{number}\",\"to_number\":\"+1\"}} ")
        }
    };
    let all: Vec<String> = (0..100_000).map(line).collect();
    let is_good =
        |line: &&String| line.contains("\tx") || line.starts_with("{\"type\":\"full_ai\",\t");
    let good: String = all.iter().filter(is_good).flat_map(|line| [line, "\n"]).collect();
    let input = all.join("\n");
    for threads in ["1", "2", "7"] {
        let child = start(&["filter", "--threads", threads]);
        let (status, out, errors) =
            feed(child, |pipe, _| pipe.write_all(input.as_bytes()).expect("it reads"));
        assert_eq!(status, 0);
        assert!(out == good, "with {threads} threads the output differs");
        let numbers: Vec<u64> = errors
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
            .map(|reject| reject["line"].as_u64().expect("a line"))
            .collect();
        assert_eq!(numbers.len(), 2000);
        assert!(numbers.is_sorted() && numbers[0] == 8 && numbers[1] == 9, "{:?}", &numbers[..9]);
    }
}

#[test]
fn a_line_passes_as_soon_as_it_is_there() {
    let mut child = start(&["filter"]);
    let mut input = child.stdin.take().expect("a pipe");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    for _ in 0..3 {
        writeln!(input, "{GOOD}").expect("it reads");
        let mut line = String::new();
        out.read_line(&mut line).expect("it writes");
        assert_eq!(line.trim_end(), GOOD);
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_closed_pipe_ends_the_command_without_a_word() {
    for arguments in [&["validate", "--format", "json"][..], &["filter"], &["detect"]] {
        let mut child = start(arguments);
        drop(child.stdout.take());
        let mut input = child.stdin.take().expect("a pipe");
        let block = format!("{GOOD}\n{BAD}\n").repeat(1000);
        // It stops reading, and then writing to it fails.
        while input.write_all(block.as_bytes()).is_ok() {}
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(141), "{arguments:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!errors.contains("panicked") && !errors.contains("callschema:"), "{errors}");
    }
}

#[test]
fn a_signal_ends_the_command_though_nothing_comes() {
    let mut child = start(&["filter"]);
    let mut input = child.stdin.take().expect("a pipe");
    writeln!(input, "{GOOD}").expect("it reads");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    out.read_line(&mut line).expect("it writes");
    let asked = Instant::now();
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.expect("kill").success());
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(130));
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    drop(input);
}

#[test]
fn who_is_interrupted_says_so() {
    let mut child = start(&["validate", "--format", "human"]);
    let mut input = child.stdin.take().expect("a pipe");
    let feeder = std::thread::spawn(move || {
        let block = format!("{GOOD}\n").repeat(1000);
        while input.write_all(block.as_bytes()).is_ok() {}
    });
    std::thread::sleep(Duration::from_millis(300));
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.expect("kill").success());
    let output = child.wait_with_output().expect("it ends");
    feeder.join().expect("it stops");
    assert_eq!(output.status.code(), Some(130));
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.trim_end().ends_with("in 1 input: all valid; not all was read"), "{told}");
}

#[test]
fn where_rejects_cannot_be_written_it_is_said_where() {
    let child = start(&["filter", "--rejects", "/dev/full"]);
    let (status, _, errors) = feed(child, |input, _| writeln!(input, "{BAD}").expect("it reads"));
    assert_eq!(status, 2);
    assert!(errors.contains("cannot be written: /dev/full: "), "{errors}");
}

#[test]
fn many_processes_share_a_file_of_rejects() {
    let folder = tempfile::tempdir().expect("a folder");
    let rejects = folder.path().join("rejects.ndjson");
    let path = rejects.display().to_string();
    let block = format!("{GOOD}\n{BAD}\n").repeat(5000);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let child = start(&["filter", "--rejects", &path]);
                let (status, out, _) =
                    feed(child, |input, _| input.write_all(block.as_bytes()).expect("it reads"));
                assert_eq!((status, out.lines().count()), (0, 5000));
            });
        }
    });
    let text = fs::read_to_string(&rejects).expect("the rejects");
    assert_eq!(text.lines().count(), 20_000);
    for line in text.lines() {
        let reject: serde_json::Value = serde_json::from_str(line).expect("a whole line");
        assert_eq!(reject["document"], "langcall/call");
        assert_eq!(reject["record"]["type"], "half_ai");
    }
}

#[test]
fn what_is_packed_is_unpacked_by_its_content() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("{GOOD}\n{BAD}\n").repeat(2000);
    let gzip = || {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(text.as_bytes()).expect("memory");
        packed.finish().expect("memory")
    };
    let zstd = || zstd::encode_all(text.as_bytes(), 1).expect("memory");
    // pzstd says before each frame how long that is, in a frame that others pass over.
    let length = u32::try_from(zstd().len()).expect("a short frame").to_le_bytes();
    let pzstd = [&[0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0], &length[..], &zstd()].concat();
    // Each twice: packed files may be appended to one another.
    let all = [("a", [gzip(), gzip()]), ("b", [zstd(), zstd()]), ("c", [pzstd.clone(), pzstd])];
    for (name, packed) in all.map(|(name, twice)| (name, twice.concat())) {
        let place = folder.path().join(name);
        fs::write(&place, packed).expect("a file");
        let child = start(&["detect", "--count", &place.display().to_string()]);
        let (status, out, _) = feed(child, |_, _| {});
        assert_eq!((status, out.as_str()), (0, "8000\tlangcall/call\n"), "{name}");
    }
}
