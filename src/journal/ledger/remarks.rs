//! Remarks that nobody has closed yet.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::journal::Ledger;
use crate::journal::event::{Remark, RemarkAct};

impl Ledger {
    /// The open remarks, oldest first, with the time they were made; an answer alone closes none.
    pub fn open_remarks(&self) -> impl Iterator<Item = &(Timestamp, Remark)> {
        let closed: BTreeSet<u32> = self.closed_remarks();
        self.remarks().iter().filter(move |(_, remark)| {
            remark.act == RemarkAct::Made && !closed.contains(&remark.number)
        })
    }

    /// The numbers of the closed remarks.
    #[must_use]
    pub fn closed_remarks(&self) -> BTreeSet<u32> {
        let closed = self
            .remarks()
            .iter()
            .filter(|(_, remark)| remark.act == RemarkAct::Closed);
        closed.map(|(_, remark)| remark.number).collect()
    }
}
