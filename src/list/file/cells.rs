//! The cells of one row in one piece of memory, and the same cells by their headers.
//!
//! Pure. A list of a hundred thousand rows has a million cells: a text of its own for each would cost more
//! than their content.

use std::fmt;
use std::ops::Index;
use std::sync::Arc;

/// Texts one after the other.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Cells {
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
}

impl Cells {
    /// Room for a row like the one before it.
    pub(crate) fn like(other: (usize, usize)) -> Self {
        Cells {
            text: String::with_capacity(other.0),
            ends: Vec::with_capacity(other.1),
        }
    }

    /// Bytes and cells.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.text.len(), self.ends.len())
    }

    pub(crate) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.close();
    }

    /// Ends a cell.
    fn close(&mut self) {
        self.ends.push(self.text.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.len()).map(|at| &self[at])
    }

    /// Exactly `width` cells, each as `change` leaves it.
    pub(crate) fn fit(&self, width: usize, change: impl Fn(&str) -> &str) -> Cells {
        let kept = || self.iter().map(&change).take(width);
        let mut cells = Cells::like((kept().map(str::len).sum(), width));
        kept().for_each(|cell| cells.push(cell));
        cells.widen(width);
        cells
    }

    /// Adds empty cells until there are `width`.
    pub(crate) fn widen(&mut self, width: usize) {
        while self.len() < width {
            self.close();
        }
    }

    /// Puts a text in its place; absent ones before it become empty.
    pub(crate) fn set(&mut self, at: usize, cell: &str) {
        if at >= self.len() {
            self.widen(at);
            return self.push(cell);
        }
        let cells: Vec<&str> = self
            .iter()
            .enumerate()
            .map(|(nth, old)| if nth == at { cell } else { old })
            .collect();
        *self = cells.into_iter().collect();
    }
}

/// An absent cell reads as an empty one.
impl Index<usize> for Cells {
    type Output = str;

    fn index(&self, at: usize) -> &str {
        self.get(at).unwrap_or_default()
    }
}

impl<S: AsRef<str>> FromIterator<S> for Cells {
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Self {
        let mut cells = Cells::default();
        texts.into_iter().for_each(|text| cells.push(text.as_ref()));
        cells
    }
}

impl fmt::Debug for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// The cells of one row by their headers. The headers are shared by all rows.
#[derive(Clone, PartialEq, Eq)]
pub struct Fields {
    /// Empty where a column has no header; such a column is not shown.
    names: Arc<[String]>,
    cells: Cells,
}

impl Fields {
    pub(crate) fn new(names: Arc<[String]>, cells: Cells) -> Self {
        Fields { names, cells }
    }

    /// The cell under this header.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let at = self
            .names
            .iter()
            .position(|known| known == name)
            .filter(|_| !name.is_empty())?;
        self.cells.get(at)
    }

    /// Adds a column, or gives the one that is there another cell.
    pub fn insert(&mut self, name: String, cell: String) {
        match self.names.iter().position(|known| *known == name) {
            Some(at) => self.cells.set(at, &cell),
            None => {
                self.names = self.names.iter().cloned().chain([name]).collect();
                self.cells.push(&cell);
            }
        }
    }

    /// Headers and cells, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.names.iter().map(String::as_str).zip(self.cells.iter());
        all.filter(|(name, _)| !name.is_empty())
    }
}

impl Extend<(String, String)> for Fields {
    fn extend<I: IntoIterator<Item = (String, String)>>(&mut self, more: I) {
        more.into_iter()
            .for_each(|(name, cell)| self.insert(name, cell));
    }
}

impl<const N: usize> From<[(String, String); N]> for Fields {
    fn from(all: [(String, String); N]) -> Self {
        let mut fields = Fields {
            names: Arc::new([]),
            cells: Cells::default(),
        };
        fields.extend(all);
        fields
    }
}

/// Headers only: the content of cells belongs in no log.
impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fields").field(&self.names).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_apart_what_stands_in_one_text() {
        let mut cells: Cells = ["a", "", " bé "].into_iter().collect();
        assert_eq!(cells.iter().collect::<Vec<_>>(), ["a", "", " bé "]);
        assert_eq!(
            (cells.get(2), cells.get(3), &cells[3]),
            (Some(" bé "), None, "")
        );
        cells.set(1, "x");
        assert_eq!(
            cells.fit(2, str::trim).iter().collect::<Vec<_>>(),
            ["a", "x"]
        );
        assert_eq!(
            cells.fit(4, str::trim).iter().collect::<Vec<_>>(),
            ["a", "x", "bé", ""]
        );
    }

    #[test]
    fn fields_are_found_by_their_header() {
        let names: Arc<[String]> = ["id".to_owned(), String::new(), "plaats".to_owned()].into();
        let mut fields = Fields::new(names, ["1", "zwijg", "Noord"].into_iter().collect());
        assert_eq!(
            (fields.get("plaats"), fields.get(""), fields.get("x")),
            (Some("Noord"), None, None)
        );
        fields.extend([
            ("plaats".to_owned(), "Zuid".to_owned()),
            ("x".to_owned(), "y".to_owned()),
        ]);
        assert_eq!(
            fields.iter().collect::<Vec<_>>(),
            [("id", "1"), ("plaats", "Zuid"), ("x", "y")]
        );
        assert!(!format!("{fields:?}").contains("Zuid"));
    }
}
