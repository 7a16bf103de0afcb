//! The page for people: one file that needs nothing beside it, and no script.

mod begin;
mod end;
mod share;

use std::fs::File;
use std::io::{self, BufWriter, Write as _};

use serde::Serialize;

use begin::begin;
use end::end;

use super::facts::ReportFacts;
use super::line::{Reached, ReportLine};
use crate::phrase::{Phrase, Speaker};
use crate::review::{PageTemplates, PageWords};

/// Texts that the page shows unchanged. It knows each without `report-`.
const WORDS: &[&str] = &[
    "report-approvals",
    "report-approvals-none",
    "report-by-domain",
    "report-columns-began",
    "report-columns-digest",
    "report-columns-domain",
    "report-columns-ended",
    "report-columns-ground",
    "report-columns-mails",
    "report-columns-next",
    "report-columns-not-told",
    "report-columns-open",
    "report-columns-organisation",
    "report-columns-rows",
    "report-columns-sealed",
    "report-columns-state",
    "report-columns-told",
    "report-columns-why",
    "report-confidential",
    "report-digest",
    "report-grounds",
    "report-letter",
    "report-not-told",
    "report-not-told-none",
    "report-on-this-page",
    "report-open",
    "report-open-none",
    "report-open-why",
    "report-proven",
    "report-redacted",
    "report-remarks",
    "report-remarks-redacted",
    "report-runs",
    "report-seals",
    "report-sending",
    "report-sending-none",
    "report-skip",
    "report-sum",
    "report-tried",
    "report-whole",
];

/// A page whose beginning is written once the facts are known, and whose rows follow.
pub struct ReportPage {
    templates: PageTemplates,
    file: BufWriter<File>,
}

#[derive(Serialize)]
struct Between {
    open: usize,
    any: bool,
}

#[derive(Serialize)]
struct Row<'l> {
    id: &'l str,
    organisation: &'l str,
    address: &'l str,
    state: &'l str,
    since: String,
    why: &'l str,
    next: &'l str,
}

impl ReportPage {
    /// Begins the page in this file.
    ///
    /// # Errors
    /// If a template is not one: an error in this program.
    pub fn begin(file: BufWriter<File>, speaker: &Speaker) -> io::Result<ReportPage> {
        let words: PageWords = WORDS
            .iter()
            .map(|key| (&key["report-".len()..], speaker.text(&Phrase::new(key))))
            .collect();
        let mut templates = PageTemplates::new(words).map_err(io::Error::other)?;
        for (name, source) in [
            ("report_begin", include_str!("pages/begin.hbs")),
            ("report_style", include_str!("pages/style.hbs")),
            ("report_row", include_str!("pages/row.hbs")),
            ("report_between", include_str!("pages/between.hbs")),
            ("report_end", include_str!("pages/end.hbs")),
        ] {
            templates.add(name, source).map_err(io::Error::other)?;
        }
        Ok(ReportPage { templates, file })
    }

    /// Writes the page. `lines` are those of organisations that are not told, or of which it is not known yet.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn write<'l>(
        mut self,
        facts: &ReportFacts,
        lines: impl Iterator<Item = &'l ReportLine> + Clone,
        speaker: &Speaker,
        program: &str,
    ) -> io::Result<BufWriter<File>> {
        let of = |reached| lines.clone().filter(move |line| line.reached == reached);
        let not_told = of(Reached::NotTold).count();
        self.put("report_begin", &begin(facts, not_told, speaker))?;
        for line in of(Reached::NotTold) {
            self.row(line, speaker)?;
        }
        let between = Between {
            open: of(Reached::Open).count(),
            any: not_told > 0,
        };
        self.put("report_between", &between)?;
        for line in of(Reached::Open) {
            self.row(line, speaker)?;
        }
        let any = between.open > 0;
        self.put("report_end", &end(facts, any, speaker, program))?;
        Ok(self.file)
    }

    fn row(&mut self, line: &ReportLine, speaker: &Speaker) -> io::Result<()> {
        let row = Row {
            id: &line.id,
            organisation: &line.organisation,
            address: &line.address,
            state: &line.state,
            since: line.since.map(|at| speaker.time(at)).unwrap_or_default(),
            why: &line.why,
            next: &line.next,
        };
        self.put("report_row", &row)
    }

    fn put(&mut self, name: &str, view: &impl Serialize) -> io::Result<()> {
        let text = self.templates.render(name, view);
        self.file
            .write_all(text.map_err(io::Error::other)?.as_bytes())
    }
}
