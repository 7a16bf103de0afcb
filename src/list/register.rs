//! The register of exclusions: a file in which people write down who is left out of any list, on which
//! ground, on whose word and since when.
//!
//! Pure. A CSV in UTF-8 with the headers `wat`, `grond`, `wie`, `wanneer` and perhaps `wet` (in English
//! `what`, `ground`, `who`, `when`, `legal`). What is left out is an id (`ORG-041`), an address
//! (`info@brug.example`), or a domain and all below it (`@brug.example`).

use std::collections::HashMap;
use std::path::Path;

use crate::address::Address;
use crate::config::Encoding;
use crate::finding::{Code, Finding, Problem};
use crate::id::ListId;

use super::file::csv::{dialect, encoding};
use super::file::faults::Faults;
use super::file::table::Table;
use super::file::table_row::Row;
use super::row::contact_years;
use super::row::ground::Ground;

/// Dutch and English headers of each column; the last may be missing.
const HEADERS: [[&str; 2]; 5] = [
    ["wat", "what"],
    ["grond", "ground"],
    ["wie", "who"],
    ["wanneer", "when"],
    ["wet", "legal"],
];

/// One line of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    row: u32,
    ground: String,
    legal: Option<String>,
}

/// The register, ready to be asked.
#[derive(Debug, Default)]
pub(super) struct Register {
    lines: Vec<Line>,
    ids: HashMap<String, usize>,
    mailboxes: HashMap<String, usize>,
    domains: HashMap<String, usize>,
}

/// Reads the register; `file` is its name in the settings. What is wrong with it is reported at its own
/// place, and what is right in it holds all the same.
pub(super) fn read(file: &Path, bytes: &[u8], all: &mut Faults) -> Register {
    let mut faults = Faults::new(file.display().to_string());
    let mut register = Register::default();
    let text = encoding::decode(bytes, Some(Encoding::Utf8), &mut faults);
    let wanted: Vec<&str> = HEADERS.iter().flatten().copied().collect();
    let rows = dialect::known(&text.text, &wanted, &mut faults);
    if let Some(mut table) = rows.and_then(|rows| Table::new(rows, &mut faults)) {
        let rows = std::mem::take(&mut table.rows);
        if let Some(columns) = columns(&table, &mut faults) {
            for row in rows {
                register.take(row, columns, &table, &mut faults);
            }
        }
    }
    all.extend(faults.all);
    register
}

/// The column of each header.
fn columns(table: &Table, faults: &mut Faults) -> Option<[Option<usize>; 5]> {
    let find = |names: [&str; 2]| {
        table
            .columns
            .iter()
            .position(|column| names.contains(&column.name.to_lowercase().as_str()))
    };
    let columns = HEADERS.map(find);
    for (names, _) in HEADERS
        .iter()
        .zip(columns)
        .take(4)
        .filter(|(_, at)| at.is_none())
    {
        let phrase = Code::ListRegisterColumn.with("column", names[0]);
        faults.at(table.header_row, None, phrase.with("other", names[1]));
    }
    (table.sound && columns[..4].iter().all(Option::is_some)).then_some(columns)
}

impl Register {
    fn take(&mut self, row: Row, columns: [Option<usize>; 5], table: &Table, faults: &mut Faults) {
        for (at, phrase) in &row.faults {
            faults.at(
                row.number,
                at.and_then(|at| table.columns.get(at)),
                phrase.clone(),
            );
        }
        let cell = |nth: usize| columns[nth].map_or("", |at| &row.cells[at]);
        let column = |nth: usize| columns[nth].and_then(|at| table.columns.get(at));
        for nth in 1..4 {
            if cell(nth).is_empty() {
                faults.at(row.number, column(nth), Code::ListRegisterEmpty);
            }
        }
        let dated = contact_years::years(cell(3)).is_some_and(|years| years.len() == 1);
        if !cell(3).is_empty() && !dated {
            faults.at(row.number, column(3), Code::ListRegisterDate);
        }
        let legal = Some(cell(4))
            .filter(|legal| !legal.is_empty())
            .map(str::to_owned);
        let line = Line {
            row: row.number,
            ground: cell(1).to_owned(),
            legal,
        };
        if let Err(phrase) = self.put(cell(0), line) {
            faults.at(row.number, column(0), phrase);
        }
    }

    fn put(&mut self, what: &str, line: Line) -> Result<(), Problem> {
        let nth = self.lines.len();
        let bad = || Problem::new(Code::ListRegisterWhat);
        let twice = if let Some(domain) = what.strip_prefix('@') {
            let address = Address::parse(&format!("x@{domain}")).map_err(|_| bad())?;
            self.domains.insert(address.domain().to_owned(), nth)
        } else if what.contains('@') {
            let address = Address::parse(what).map_err(|_| bad())?;
            self.mailboxes.insert(address.mailbox_key(), nth)
        } else {
            let id = ListId::new(what).map_err(|_| bad())?;
            self.ids.insert(id.as_str().to_owned(), nth)
        };
        let twice = twice.map(|other| self.lines[other].row);
        self.lines.push(line);
        twice.map_or(
            Ok(()),
            |row| Err(Code::ListRegisterTwice.with("other", row)),
        )
    }

    /// The line that leaves out a row with this id and these addresses, and its ground.
    pub(super) fn find<'c>(
        &self,
        id: &str,
        mut addresses: impl Iterator<Item = &'c str>,
    ) -> Option<(usize, Ground<'_>)> {
        if self.lines.is_empty() {
            return None;
        }
        let by_address = |text: &str| self.by_address(&Address::parse(text).ok()?);
        let nth = self
            .ids
            .get(id)
            .copied()
            .or_else(|| addresses.find_map(by_address))?;
        let line = &self.lines[nth];
        Some((
            nth,
            Ground {
                ground: &line.ground,
                legal: line.legal.as_deref(),
            },
        ))
    }

    fn by_address(&self, address: &Address) -> Option<usize> {
        if let Some(nth) = self.mailboxes.get(&address.mailbox_key()) {
            return Some(*nth);
        }
        // The domain itself and every one above it.
        let domain = address.domain();
        let mut starts = std::iter::once(0).chain(domain.match_indices('.').map(|(at, _)| at + 1));
        starts.find_map(|at| self.domains.get(&domain[at..]).copied())
    }

    /// Reports the lines that excluded nobody: with an error in one of them, somebody gets a mail.
    pub(super) fn report_unused(&self, file: Option<&Path>, used: &[bool]) -> Vec<Finding> {
        let mut faults = Faults::new(file.unwrap_or(Path::new("")).display().to_string());
        for (line, used) in self.lines.iter().zip(used) {
            if !used {
                faults.at(line.row, None, Problem::new(Code::ListRegisterUnused));
            }
        }
        faults.all
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Register, Vec<(Option<u32>, &'static str)>) {
        let mut faults = Faults::new("list.csv");
        let register = super::read(Path::new("register.csv"), text.as_bytes(), &mut faults);
        let reported = faults
            .all
            .iter()
            .map(|fault| (fault.place.row, fault.code_name()))
            .collect();
        (register, reported)
    }

    #[test]
    fn ids_addresses_and_domains_are_left_out() {
        let (register, reported) = read(
            "Wat;Grond;Wie;Wanneer;Wet\nORG-1;afgeraden;A. Vos;1-2-2024;AVG\n\
             Info@brug.example;op verzoek;A. Vos;2024-02-01;\n@huis.example;op verzoek;B. Smit;3-2-2024;\n",
        );
        assert_eq!(reported, []);
        let ground = |id, addresses: &[&str]| {
            register
                .find(id, addresses.iter().copied())
                .map(|(nth, ground)| (nth, ground.ground, ground.legal))
        };
        assert_eq!(ground("ORG-1", &[]), Some((0, "afgeraden", Some("AVG"))));
        assert_eq!(
            ground("x", &["wrong", "info+x@BRUG.example"]),
            Some((1, "op verzoek", None))
        );
        assert_eq!(
            ground("x", &["a@mail.huis.example"]),
            Some((2, "op verzoek", None))
        );
        assert_eq!(
            ground("ORG-2", &["a@thuis.example", "bestuur@brug.example"]),
            None
        );
        assert_eq!(register.report_unused(None, &[true, false, true]).len(), 1);
    }

    #[test]
    fn a_register_with_gaps_is_told() {
        let (register, reported) = read(
            "what,ground,who,when\nORG-1,advised against,,vorig jaar\nORG 2,x,y,1-1-2024\nORG-1,x,y,1-1-2024\n",
        );
        assert_eq!(
            reported,
            [
                (Some(2), "list-register-empty"),
                (Some(2), "list-register-date"),
                (Some(3), "list-register-what"),
                (Some(4), "list-register-twice"),
            ]
        );
        assert!(register.find("ORG-1", std::iter::empty()).is_some());
        let (_, reported) = read("wat;reden\nORG-1;x\n");
        assert_eq!(reported, [(Some(1), "list-register-column"); 3]);
    }
}
