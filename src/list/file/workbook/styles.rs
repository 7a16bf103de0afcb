//! The number formats of a workbook's cells.

use std::collections::HashMap;

use super::xml::{Flow, Node, attribute, number};
use crate::list::file::number_format::Format;

/// The formats of the cells' styles, by the number that a cell names.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    formats: Vec<Format>,
    general: Format,
    /// Whether the face of each style is struck through.
    struck: Vec<bool>,
}

impl Styles {
    /// The format of a style; without one, or with one that isn't there, that of a cell without.
    pub(crate) fn format(&self, style: Option<usize>) -> &Format {
        style
            .or(Some(0))
            .and_then(|style| self.formats.get(style))
            .unwrap_or(&self.general)
    }

    /// Whether text in this style is struck through.
    pub(crate) fn is_struck(&self, style: Option<usize>) -> bool {
        style
            .and_then(|style| self.struck.get(style))
            .copied()
            .unwrap_or(false)
    }
}

/// Collects the formats from `styles.xml` (ECMA-376, part 1, section 18.8).
#[derive(Default)]
pub(crate) struct StylesReader {
    /// Codes of the workbook's own.
    own: HashMap<u32, String>,
    /// The numbers of the format and of the face of each style.
    used: Vec<(u32, usize)>,
    within: bool,
    /// Whether each face is struck through.
    struck: Vec<bool>,
    in_fonts: bool,
}

impl StylesReader {
    pub(crate) fn take(&mut self, node: Node<'_>) -> Option<Flow> {
        match node {
            Node::Open(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (
                        number(element, "numFmtId"),
                        attribute(element, "formatCode"),
                    ) {
                        self.own.insert(id, code);
                    }
                }
                "cellXfs" => self.within = true,
                "xf" if self.within => {
                    let face = number(element, "fontId").unwrap_or(0) as usize;
                    self.used
                        .push((number(element, "numFmtId").unwrap_or(0), face));
                }
                "fonts" => self.in_fonts = true,
                "font" if self.in_fonts => self.struck.push(false),
                "strike" if self.in_fonts => {
                    let off = matches!(attribute(element, "val").as_deref(), Some("0" | "false"));
                    if let Some(face) = self.struck.last_mut() {
                        *face = !off;
                    }
                }
                _ => {}
            },
            Node::Close("cellXfs") => self.within = false,
            Node::Close("fonts") => self.in_fonts = false,
            _ => {}
        }
        Some(Flow::Continue(()))
    }

    pub(crate) fn finish(self) -> Styles {
        let code = |id: &u32| match self.own.get(id) {
            Some(code) => code.as_str(),
            None => built_in(*id),
        };
        let formats = self
            .used
            .iter()
            .map(|(id, _)| Format::new(code(id)))
            .collect();
        let is_struck = |face: usize| self.struck.get(face).copied().unwrap_or(false);
        let struck = self.used.iter().map(|(_, face)| is_struck(*face)).collect();
        Styles {
            formats,
            general: Format::new("General"),
            struck,
        }
    }
}

/// The formats that every program knows by their number (ECMA-376, part 1, section 18.8.30), as Dutch regional settings
/// write them.
fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\"€\" #,##0;\"€\" -#,##0",
        7 | 8 => "\"€\" #,##0.00;\"€\" -#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 | 27..=31 | 36 | 50..=54 | 57 | 58 => "d-m-yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 | 32 | 34 | 55 => "h:mm",
        21 | 33 | 35 | 56 => "h:mm:ss",
        22 => "d-m-yyyy h:mm",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 => "#,##0;-#,##0;\"-\";@",
        42 => "\"€\" #,##0;\"€\" -#,##0;\"€\" \"-\";@",
        43 => "#,##0.00;-#,##0.00;\"-\";@",
        44 => "\"€\" #,##0.00;\"€\" -#,##0.00;\"€\" \"-\";@",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}
