//! `callschema filter` in a real pipeline: Spark in local mode, over a data set of several partitions.
//! Where Python has no package `pyspark`, a word says so; `CALLSCHEMA_PYTHON` names another Python.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = r#"
import json, sys
from pyspark import SparkConf, SparkContext

command, data, rejects = sys.argv[1:]
configuration = SparkConf().setMaster("local[2]").setAppName("callschema").set("spark.ui.enabled", "false")
spark = SparkContext(conf=configuration)
records = spark.textFile(data, minPartitions=8)
good = records.pipe(f"{command} filter --document langcall/call --rejects {rejects}")
print("partitions", records.getNumPartitions())
print("good", good.count())
passed = good.collect()
print("minutes", sum(json.loads(line)["minutes"] for line in passed))
valid = [line for line in records.collect() if '"full_ai"' in line and line.endswith("}")]
print("untouched and in order", passed == valid)
spark.stop()
"#;

/// A Python that has the package `pyspark`.
fn python() -> Option<String> {
    let named = std::env::var("CALLSCHEMA_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let found = Command::new(&named).args(["-c", "import pyspark"]).output();
    found.is_ok_and(|output| output.status.success()).then_some(named)
}

#[test]
fn readme_shows_this_pipeline() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(readme).expect("README.md");
    let pipe = PROGRAM.lines().find(|line| line.contains(".pipe(")).expect("the pipe");
    assert!(readme.contains(pipe), "README.md does not show\n{pipe}");
}

/// What a data set holds.
#[derive(Default)]
struct Counts {
    good: u64,
    bad: u64,
    /// The sum of a number that the good records have.
    minutes: u64,
}

/// Writes a data set of four files, some of whose lines are broken.
fn write_calls(folder: &Path) -> Counts {
    let mut counts = Counts::default();
    for part in 0..4 {
        let mut text = String::new();
        for number in part * 5000..(part + 1) * 5000 {
            let (is_good, minutes) = (number % 50 != 3, number % 7);
            let r#type = if is_good { "full_ai" } else { "half_ai" };
            let record = format!(
                r#"{{"type":"{type}","to_number":"+1415","instruction":"é","minutes":{minutes}}}"#
            );
            writeln!(text, "{record}").expect("memory");
            counts.good += u64::from(is_good);
            counts.bad += u64::from(!is_good);
            counts.minutes += if is_good { minutes } else { 0 };
        }
        text.push_str("{\"type\": \"full_ai\", \"to_num\n");
        counts.bad += 1;
        fs::write(folder.join(format!("part-{part}.ndjson")), text).expect("a file");
    }
    counts
}

#[test]
fn partitions_of_a_data_set_go_through_the_filter() {
    let Some(python) = python() else {
        eprintln!("skipped: there is no PySpark (pip install pyspark, and CALLSCHEMA_PYTHON)");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("calls");
    fs::create_dir(&data).expect("a folder");
    let Counts { good, bad, minutes } = write_calls(&data);
    let rejects = folder.path().join("rejects.ndjson");
    let program = folder.path().join("pipeline.py");
    fs::write(&program, PROGRAM).expect("a file");
    let output = Command::new(python)
        .arg(&program)
        .arg(env!("CARGO_BIN_EXE_callschema"))
        .args([&data, &rejects])
        .output()
        .expect("Python runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{told}\n{}", String::from_utf8_lossy(&output.stderr));
    println!("{told}of {} lines, {bad} are rejected", good + bad);
    let wanted = format!("good {good}\nminutes {minutes}\nuntouched and in order True\n");
    assert!(told.contains(&wanted), "{told}");
    // Spark runs the pipe anew for each of both actions, and each appends its rejects.
    let text = fs::read_to_string(&rejects).expect("the rejects");
    assert_eq!(text.lines().count() as u64, 2 * bad);
    for line in text.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("a whole line of JSON");
    }
}
