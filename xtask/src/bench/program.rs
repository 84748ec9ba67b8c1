//! What lives here: a program that times, on one processor, and the talk with it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Documents that are timed together.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Column {
    pub(super) name: String,
    /// What it is in the table, as in `compact`.
    pub(super) part: String,
    pub(super) bytes: u64,
    /// Stands for the documents' bytes.
    pub(super) digest: String,
}

/// A running program.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) rows: Vec<String>,
    pub(super) columns: Vec<Column>,
    child: Child,
    /// Always there until the end: the program ends when nothing more can come.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Program {
    /// Starts a program on a processor, if there is a way to choose one, and reads what it can time.
    pub(super) fn start(program: &Path, payloads: &Path, core: Option<usize>) -> Result<Self> {
        let mut command = match core {
            Some(core) => {
                let mut taskset = Command::new("taskset");
                taskset.args(["-c", &core.to_string()]).arg(program);
                taskset
            }
            None => Command::new(program),
        };
        command.arg(payloads).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child =
            command.spawn().with_context(|| format!("cannot start {}", program.display()))?;
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().context("no output to read")?);
        let mut program = Self { rows: Vec::new(), columns: Vec::new(), child, input, output };
        let hello = program.hear()?;
        program.rows = list(&hello, "rows", text);
        program.columns = list(&hello, "columns", |column| Column {
            name: text(&column["name"]),
            part: text(&column["part"]),
            bytes: column["bytes"].as_u64().unwrap_or(0),
            digest: text(&column["digest"]),
        });
        Ok(program)
    }

    /// Has rows timed on a column: the name of each that is meant for it, and nanoseconds.
    pub(super) fn visit(&mut self, column: usize, rows: &[usize]) -> Result<Vec<(String, f64)>> {
        let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
        let input = self.input.as_mut().context("the program has ended")?;
        writeln!(input, "{column} {}", rows.join(",")).context("the program no longer listens")?;
        let mut times = Vec::new();
        loop {
            let line = self.hear()?;
            match line["ns"].as_f64() {
                Some(time) => times.push((text(&line["row"]), time)),
                None => return Ok(times),
            }
        }
    }

    fn hear(&mut self) -> Result<Value> {
        let mut line = String::new();
        self.output.read_line(&mut line).context("cannot read what the program says")?;
        if line.is_empty() {
            bail!("a program has ended early; what is wrong stands above");
        }
        serde_json::from_str(&line).with_context(|| format!("a program said {line}"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.input.take());
        // It has nothing more to do; how it ends is of no interest.
        let _ = self.child.wait();
    }
}

fn list<T>(hello: &Value, name: &str, one: impl Fn(&Value) -> T) -> Vec<T> {
    hello[name].as_array().map(|all| all.iter().map(one).collect()).unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
