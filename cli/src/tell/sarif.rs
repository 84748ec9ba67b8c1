//! What lives here: SARIF 2.1.0, as code scanning reads it. Results are written as they come, so that
//! memory stays bounded; the rules that they name follow them.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Tell, Told, rule, with_hint};
use crate::place::Place;
use crate::record::{Fault, RULES};
use crate::summary::Summary;
use crate::validate::Totals;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What to do where a keyword is not met.
const HELP: &str = "Mend the record; or, where records have changed for good, the schema.";

#[derive(Default)]
pub(super) struct Sarif {
    /// Whether something has been written.
    begun: bool,
    /// Each rule that was broken, with its keyword's URI, or one that tells of such rules.
    rules: BTreeSet<(String, String)>,
}

impl Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let first = !std::mem::replace(&mut self.begun, true);
        if first {
            let head = format!(r#"{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"results":["#);
            return write!(out, "{head}");
        }
        write!(out, ",")
    }

    fn result(&mut self, told: &Told<'_>, fault: &Fault<'_>, place: Place) -> Value {
        let rule = rule(fault).unwrap_or_else(|| fault.rule.to_owned());
        let about = fault.keyword_location.unwrap_or(env!("CARGO_PKG_REPOSITORY"));
        self.rules.insert((rule.clone(), about.to_owned()));
        let region = json!({"startLine": place.line, "startColumn": place.column});
        json!({
            "ruleId": rule,
            "level": "error",
            "message": {"text": with_hint(fault, told)},
            "locations": [{
                "physicalLocation": {"artifactLocation": {"uri": uri(told.source)}, "region": region},
                "logicalLocations": [{"fullyQualifiedName": fault.instance_location, "kind": "member"}],
            }],
            "properties": {"document": told.document, "record": told.number},
        })
    }
}

impl Tell for Sarif {
    fn record(&mut self, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (fault, place) in &told.faults {
            self.begin(out)?;
            write!(out, "\n{}", self.result(told, fault, *place))?;
        }
        Ok(())
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        if !self.begun {
            self.begin(out)?;
        }
        let rules = self.rules.iter().map(|(id, uri)| {
            let says = RULES.iter().find(|(name, _)| name == id).map(|(_, says)| *says);
            let help = if says.is_some() { "Mend the record." } else { HELP };
            let says = says.unwrap_or("The keyword of the document's schema.");
            // GitHub asks for the long description and for help, which SARIF leaves open.
            json!({
                "id": id,
                "shortDescription": {"text": says},
                "fullDescription": {"text": says},
                "help": {"text": help},
                "helpUri": uri,
            })
        });
        let driver = json!({
            "name": "callschema",
            "version": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": rules.collect::<Vec<_>>(),
        });
        let properties = json!({
            "records": totals.records,
            "invalid": totals.invalid,
            "summary": totals.summary.as_ref().map(Summary::to_json),
        });
        let invocation = json!({"executionSuccessful": totals.is_whole});
        let run = json!({
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "tool": {"driver": driver},
            "properties": properties,
        });
        // The members behind the results, which have been written.
        writeln!(out, "],{}]}}", &run.to_string()[1..])
    }
}

/// A path as a relative reference. Only what a URI cannot hold is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => uri.extend(["%".to_owned(), format!("{byte:02X}")]),
        }
    }
    uri
}
