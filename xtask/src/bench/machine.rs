//! What lives here: where and with what was measured: the processor, the compiler, the day, the versions.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::Workspace;

/// The crates whose versions are told, by program.
const PEERS: [(&str, &[&str]); 2] = [
    ("peers", &["jsonschema", "corvus-json-schema", "boon", "sonic-rs", "simd-json", "serde_json"]),
    ("plain", &["serde_json"]),
];

/// The processor to pin programs to: the last that we may use. None where there is no `taskset`.
pub(super) fn core() -> Option<usize> {
    Command::new("taskset").arg("--version").output().ok()?;
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let allowed = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
    allowed.trim().rsplit([',', '-']).next()?.parse().ok()
}

/// How busy the machine is: the mean of the last minute, of five, of fifteen.
pub(super) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let shown: Vec<&str> = load.split(' ').take(3).collect();
    if shown.len() == 3 { shown.join(", ") } else { "unknown".to_owned() }
}

/// What stands above the table.
pub(super) fn lines(workspace: &Workspace, core: Option<usize>) -> Vec<String> {
    let pinned = match core {
        Some(core) => format!("pinned to processor {core}"),
        None => "not pinned to a processor: taskset is not here".to_owned(),
    };
    let versions = PEERS.iter().map(|(program, crates)| {
        let lock = workspace.bench().join(program).join("Cargo.lock");
        format!("bench/{program}: {}", versions(&lock, crates))
    });
    std::iter::once(format!("{}; {pinned}", place())).chain(versions).collect()
}

/// The day, the processor and the compiler.
pub(super) fn place() -> String {
    format!("{}, {}, {}", today(), processor(), compiler())
}

/// The versions of crates, from a lock file.
fn versions(lock: &Path, crates: &[&str]) -> String {
    let lock = fs::read_to_string(lock).unwrap_or_default();
    let version = |name: &&str| {
        let head = format!("name = \"{name}\"\nversion = \"");
        let version = lock.split_once(&head).and_then(|(_, rest)| rest.split('"').next());
        format!("{name} {}", version.unwrap_or("?"))
    };
    crates.iter().map(version).collect::<Vec<_>>().join(", ")
}

fn processor() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.to_owned())
}

/// The compiler that cargo builds with.
fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    let told = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    told.unwrap_or_else(|_| "rustc of an unknown version".to_owned())
}

/// The day, in UTC.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    date(seconds / 86_400)
}

/// The date that is so many days after 1970-01-01.
fn date(days: u64) -> String {
    // Years begin in March, so that the odd day comes last; 400 of them repeat. Howard Hinnant,
    // "chrono-compatible low-level date algorithms", civil_from_days.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year + later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        for (days, wanted) in [
            (0, "1970-01-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_453, "2025-12-31"),
            (20_454, "2026-01-01"),
        ] {
            assert_eq!(date(days), wanted);
        }
    }
}
