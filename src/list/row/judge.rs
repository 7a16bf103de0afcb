//! One row judged by itself: to mail, to leave out, or wrong.
//!
//! Pure. What several rows have to do with each other is `src/list/across_rows/`.

use crate::address::{self, Address, AddressFault};
use crate::config;
use crate::finding::{Code, Problem};
use crate::id::ListId;

use super::columns::Roles;
use super::exclusion::Grounds;
use super::ground::Ground;
use super::program_values;
use super::warnings;
use super::warnings::Holds;
use crate::list::accepted;
use crate::list::assign_ids::Ids;
use crate::list::file::cells::Cells;
use crate::list::file::faults::{Column, Faults};
use crate::list::file::table_row::Row;
use crate::list::register::Register;

/// A row and what is known of it.
#[derive(Debug)]
pub(crate) struct Entry<'s> {
    /// The row as a spreadsheet shows it.
    pub(crate) row: u32,
    /// Its cells, as many as there are columns.
    pub(crate) cells: Cells,
    pub(crate) id: Option<ListId>,
    /// The address and its column; also of a row that is left out, if it has one.
    pub(crate) address: Option<(usize, Address)>,
    /// Why it is left out, if it is.
    pub(crate) ground: Option<Ground<'s>>,
    /// Whether it has an error.
    pub(crate) invalid: bool,
}

/// Judges rows one after the other.
pub(crate) struct Judge<'s, 't> {
    columns: &'t [Column],
    roles: &'t Roles,
    /// What each column holds.
    holds: Vec<Holds>,
    grounds: Grounds<'s>,
    ids: Ids,
    settings: &'s config::ListSettings,
    /// Whether bytes of the file could not be read; they are read as U+FFFD.
    spoiled: bool,
}

impl<'s, 't> Judge<'s, 't> {
    pub(crate) fn new(
        settings: &'s config::ListSettings,
        register: &'s Register,
        columns: &'t [Column],
        roles: &'t Roles,
        spoiled: bool,
    ) -> Self {
        let holds = |(at, column): (usize, &Column)| match Some(at) {
            words if words == roles.id || words == roles.kind || at == roles.organisation => {
                Holds::Words
            }
            _ => Holds::of(&column.name),
        };
        let holds = columns.iter().enumerate().map(holds).collect();
        let grounds = Grounds::new(settings, register);
        Judge {
            columns,
            roles,
            holds,
            grounds,
            ids: Ids::default(),
            settings,
            spoiled,
        }
    }

    /// Which lines of the register left somebody out.
    pub(crate) fn used(self) -> Vec<bool> {
        self.grounds.used
    }

    /// Judges one row. A row whose form is wrong is not looked at further: its cells may be in the
    /// wrong columns, so neither its kind nor its address can be relied on.
    pub(crate) fn judge(&mut self, row: Row, faults: &mut Faults) -> Entry<'s> {
        let before = faults.errors;
        let number = row.number;
        for (at, phrase) in row.faults {
            faults.at(number, at.and_then(|at| self.columns.get(at)), phrase);
        }
        let mut entry = Entry {
            row: number,
            cells: row.cells,
            id: None,
            address: None,
            ground: None,
            invalid: false,
        };
        if faults.errors == before {
            self.judge_cells(&mut entry, faults);
        }
        entry.invalid = faults.errors > before;
        // Nobody mails a row that is left out: a note that says so is right.
        for (at, phrase) in row.warnings.into_iter().filter(|_| entry.ground.is_none()) {
            faults.at(number, self.columns.get(at), phrase);
        }
        entry
    }

    fn judge_cells(&mut self, entry: &mut Entry<'s>, faults: &mut Faults) {
        let row = entry.row;
        entry.id = self.id(entry, faults);
        match self.ground(entry, faults) {
            // Nobody mails this row: the rest of it need not be in order.
            Ok(Some(ground)) => {
                entry.ground = Some(ground);
                entry.address = address(&entry.cells, &self.roles.email).ok();
                return;
            }
            Ok(None) => {}
            Err((column, phrase)) => faults.at(row, Some(&self.columns[column]), phrase),
        }
        self.check_text(entry, faults);
        let hollow = self.check_hollow(entry, faults);
        let organisation = &entry.cells[self.roles.organisation];
        let column = &self.columns[self.roles.organisation];
        if organisation.is_empty() {
            faults.at(row, Some(column), Code::ListOrganisationEmpty);
        }
        for warning in warnings::at_name(organisation) {
            faults.at(row, Some(column), warning);
        }
        match address(&entry.cells, &self.roles.email) {
            Ok((at, address)) => {
                for warning in warnings::at_address(&address) {
                    faults.at(row, Some(&self.columns[at]), warning);
                }
                entry.address = Some((at, address));
            }
            // The cell is reported already, as what it is.
            Err((Some(at), _)) if hollow.contains(&at) => {}
            Err((column, fault)) => {
                faults.at(
                    row,
                    column.map(|at| &self.columns[at]),
                    address_problem(fault),
                );
            }
        }
    }

    /// The row's own id; where the list has none yet, the one it would be given.
    fn id(&mut self, entry: &Entry<'s>, faults: &mut Faults) -> Option<ListId> {
        let Some(at) = self.roles.id else {
            let email = self.roles.email.iter().map(|at| &entry.cells[*at]);
            return self
                .ids
                .derive(&entry.cells[self.roles.organisation], email);
        };
        let id = ListId::new(&entry.cells[at]);
        if id.is_err() {
            let code = if entry.cells[at].is_empty() {
                Code::ListIdEmpty
            } else {
                Code::ListIdForm
            };
            faults.at(entry.row, Some(&self.columns[at]), Problem::new(code));
        }
        id.ok()
    }

    fn ground(
        &mut self,
        entry: &Entry<'s>,
        faults: &mut Faults,
    ) -> Result<Option<Ground<'s>>, (usize, Problem)> {
        let cell = |at: &usize| &entry.cells[*at];
        let addresses = self.roles.email.iter().map(cell);
        // A list without ids has derived ones, which nobody can have written down.
        let id = self.roles.id.as_ref().map_or("", cell);
        if let Some(ground) = self.grounds.by_register(id, addresses) {
            return Ok(Some(ground));
        }
        if let Some(kind) = self.roles.kind {
            if let Some(ground) = self.grounds.by_kind(&entry.cells[kind]) {
                return Ok(Some(ground));
            }
            self.grounds
                .check_kind(&entry.cells[kind])
                .map_err(|phrase| (kind, phrase))?;
            if let Some(phrase) = self.grounds.look_at_kind(&entry.cells[kind]) {
                faults.at(entry.row, Some(&self.columns[kind]), phrase);
            }
        }
        let Some(at) = self.roles.period else {
            return Ok(None);
        };
        let ground = self
            .grounds
            .by_period(&entry.cells[at])
            .map_err(|phrase| (at, phrase))?;
        // Nothing filled in proves no contact: somebody may have forgotten it.
        if ground.is_some() && entry.cells[at].is_empty() {
            faults.at(
                entry.row,
                Some(&self.columns[at]),
                Problem::new(Code::ListPeriodEmpty),
            );
        }
        Ok(ground)
    }

    /// Characters that no letter can have: lost ones, and control characters other than line breaks
    /// and tabs (RFC 5322, section 2.2 keeps them out of headers, HTML out of its text).
    fn check_text(&self, entry: &Entry<'s>, faults: &mut Faults) {
        for (at, cell) in entry.cells.iter().enumerate() {
            if cell.contains(char::REPLACEMENT_CHARACTER) {
                let code = if self.spoiled {
                    Code::ListUndecodable
                } else {
                    Code::ListLostCharacter
                };
                faults.at(entry.row, Some(&self.columns[at]), Problem::new(code));
            }
            if cell
                .chars()
                .any(|c| c.is_control() && c != '\n' && c != '\t')
            {
                faults.at(
                    entry.row,
                    Some(&self.columns[at]),
                    Code::ListControlCharacter,
                );
            }
            if let Some(warning) = warnings::at_cell(cell, self.holds[at]) {
                faults.at(entry.row, Some(&self.columns[at]), warning);
            }
        }
    }

    /// Cells that hold a program's word in place of what belongs there. Every column is a merge field, so any of
    /// them may be in a mail. Returns the columns in which that is an error.
    fn check_hollow(&self, entry: &Entry<'s>, faults: &mut Faults) -> Vec<usize> {
        let mut wrong = Vec::new();
        // A period that is no year is an error of its own.
        for (at, cell) in entry
            .cells
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != self.roles.period)
        {
            let Some(phrase) = program_values::at_cell(cell) else {
                continue;
            };
            let accepted = accepted::reason(self.settings, &phrase, entry.id.as_ref());
            if accepted.is_none() {
                wrong.push(at);
            }
            faults.error_unless(entry.row, &self.columns[at], phrase, accepted);
        }
        wrong
    }
}

/// The first address column that holds anything decides: another address in a later column is not used
/// in place of a wrong one, since nobody chose it.
fn address(
    cells: &Cells,
    columns: &[usize],
) -> Result<(usize, Address), (Option<usize>, AddressFault)> {
    let Some(at) = columns.iter().copied().find(|at| !cells[*at].is_empty()) else {
        return Err((columns.first().copied(), AddressFault::Empty));
    };
    match Address::parse(&cells[at]) {
        Ok(address) => Ok((at, address)),
        Err(fault) => Err((Some(at), fault)),
    }
}

fn address_problem(fault: AddressFault) -> Problem {
    let mut phrase = Problem::new(fault.code());
    if let Some(sign) = fault.sign() {
        let kind = match sign {
            '\u{ad}' => "soft",
            sign if address::is_dash(sign) => "dash",
            _ => "quote",
        };
        phrase = phrase
            .with("sign", kind)
            .with("code", format!("U+{:04X}", u32::from(sign)));
    }
    match fault.position() {
        Some(position) => phrase.with("position", position),
        None => phrase,
    }
}
