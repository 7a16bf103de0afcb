//! The words of a page by their position: lines from the top down, and columns, whatever the order they were drawn in.
//!
//! Lengths are those of the page; of turned words, of the page turned back.

use std::collections::BTreeMap;

use super::matrix::Matrix;

/// Two strings whose base lines differ by less than this, in the larger one's size, are on one line.
const SAME_LINE: f32 = 0.5;
/// A gap of so much, in the line's size, parts two words.
const WORD_GAP: f32 = 0.08;
/// A gap of so much parts two columns.
const COLUMN_GAP: f32 = 1.2;
/// A line belongs to the one above it if it is no further down than this.
const NEXT_LINE: f32 = 2.5;
/// Smaller than its line by so much, or raised by so much, a number leads to a note.
const MARK_SIZE: f32 = 0.8;
const MARK_RISE: f32 = 0.1;
/// A mark has no more letters.
const MAX_MARK: usize = 3;
/// As many columns are held against each other.
const MAX_COLUMNS: usize = 20;
/// Words at the end of a column, and at the beginning of the next, in which a name may be cut.
const WINDOW: usize = 20;

/// A string and its position.
#[derive(Debug)]
pub(super) struct Fragment {
    degrees: u16,
    /// Where it begins and ends along its line.
    from: f32,
    to: f32,
    /// How high its base line is.
    base: f32,
    size: f32,
    text: String,
}

impl Fragment {
    /// A string that begins at the origin of `place` and is so long and high.
    pub(super) fn new(place: &Matrix, length: f32, size: f32, text: String) -> Fragment {
        let degrees = place.degrees();
        let (sin, cos) = f32::from(degrees).to_radians().sin_cos();
        let ((x, y), (to_x, to_y)) = (place.place(0.0, 0.0), place.place(length, 0.0));
        let from = x * cos + y * sin;
        Fragment {
            degrees,
            from,
            to: from + (to_x - x).hypot(to_y - y),
            base: y * cos - x * sin,
            size,
            text,
        }
    }

    /// Whether it is a mark that leads to a note, on a line of that size and base.
    fn is_mark(&self, line: &Row) -> bool {
        let text = self.text.trim();
        let is_short = !text.is_empty() && text.chars().count() <= MAX_MARK;
        let is_sign = text
            .chars()
            .all(|c| c.is_ascii_digit() || "*†‡,()[]".contains(c))
            || (text.len() == 1 && text.starts_with(|c: char| c.is_ascii_lowercase()));
        let is_raised = self.base - line.base > MARK_RISE * line.size;
        is_short && is_sign && (self.size < MARK_SIZE * line.size || is_raised)
    }
}

/// All strings of a page.
#[derive(Debug, Default)]
pub(super) struct Layout(Vec<Fragment>);

/// A page's words as a reader goes through them.
#[derive(Debug, Default)]
pub(super) struct Arranged {
    /// Line by line over the whole width.
    pub(super) lines: Vec<String>,
    /// Column by column; empty where there is but one.
    pub(super) columns: Vec<String>,
    /// From the end of one column to the beginning of another.
    pub(super) seams: Vec<String>,
}

/// Strings on one line.
struct Row {
    base: f32,
    size: f32,
    /// How long the string is whose base line counts.
    length: f32,
    fragments: Vec<Fragment>,
}

/// Words without a wide gap between them.
struct Segment {
    from: f32,
    to: f32,
    base: f32,
    size: f32,
    text: String,
}

/// Segments below each other.
struct Column {
    left: f32,
    top: f32,
    last: Segment,
    lines: Vec<String>,
}

impl Layout {
    pub(super) fn add(&mut self, fragment: Fragment) {
        let is_placed = [fragment.from, fragment.to, fragment.base, fragment.size]
            .iter()
            .all(|one| one.is_finite());
        if is_placed && !fragment.text.trim().is_empty() {
            self.0.push(fragment);
        }
    }

    /// Puts all in order.
    pub(super) fn arrange(self) -> Arranged {
        let mut turned: BTreeMap<u16, Vec<Fragment>> = BTreeMap::new();
        for fragment in self.0 {
            turned.entry(fragment.degrees).or_default().push(fragment);
        }
        let mut arranged = Arranged::default();
        for fragments in turned.into_values() {
            let rows: Vec<Vec<Segment>> = rows(fragments).into_iter().map(Row::segments).collect();
            let line = |row: &Vec<Segment>| {
                row.iter()
                    .map(|one| one.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            arranged.lines.extend(rows.iter().map(line));
            if rows.iter().any(|row| row.len() > 1) {
                let columns = columns(rows);
                arranged.seams.extend(seams(&columns));
                arranged
                    .columns
                    .extend(columns.into_iter().flat_map(|column| column.lines));
            }
        }
        arranged
    }
}

/// Strings by their lines, from the top down.
fn rows(mut fragments: Vec<Fragment>) -> Vec<Row> {
    fragments.sort_by(|one, other| {
        other
            .base
            .total_cmp(&one.base)
            .then(one.from.total_cmp(&other.from))
    });
    let mut rows: Vec<Row> = Vec::new();
    for fragment in fragments {
        match rows.last_mut() {
            Some(row) if row.base - fragment.base < SAME_LINE * row.size.max(fragment.size) => {
                row.size = row.size.max(fragment.size);
                if fragment.to - fragment.from > row.length {
                    (row.base, row.length) = (fragment.base, fragment.to - fragment.from);
                }
                row.fragments.push(fragment);
            }
            _ => rows.push(Row {
                base: fragment.base,
                size: fragment.size,
                length: fragment.to - fragment.from,
                fragments: vec![fragment],
            }),
        }
    }
    rows
}

impl Row {
    /// Its words from the left, without marks that lead to notes.
    fn segments(mut self) -> Vec<Segment> {
        self.fragments
            .sort_by(|one, other| one.from.total_cmp(&other.from));
        let mut segments: Vec<Segment> = Vec::new();
        let mut before: Option<(f32, &str)> = None;
        for fragment in self
            .fragments
            .iter()
            .filter(|one| self.fragments.len() == 1 || !one.is_mark(&self))
        {
            // Drawn twice to look bold.
            let is_twice = before.is_some_and(|(from, text)| {
                text == fragment.text && fragment.from - from < 0.2 * self.size
            });
            before = Some((fragment.from, &fragment.text));
            match segments.last_mut() {
                Some(_) if is_twice => {}
                Some(last) if fragment.from - last.to < COLUMN_GAP * self.size => {
                    let gap = (fragment.from - last.to) / self.size.max(f32::MIN_POSITIVE);
                    if !(-WORD_GAP * 4.0..=WORD_GAP).contains(&gap) {
                        last.text.push(' ');
                    }
                    last.text.push_str(&fragment.text);
                    last.to = last.to.max(fragment.to);
                }
                _ => segments.push(Segment {
                    from: fragment.from,
                    to: fragment.to,
                    base: self.base,
                    size: self.size,
                    text: fragment.text.clone(),
                }),
            }
        }
        segments
    }
}

/// Segments below each other, from the left.
fn columns(rows: Vec<Vec<Segment>>) -> Vec<Column> {
    let (mut open, mut closed): (Vec<Column>, Vec<Column>) = (Vec::new(), Vec::new());
    for row in rows {
        let base = row.first().map_or(0.0, |segment| segment.base);
        let is_far = |column: &mut Column| column.last.base - base > NEXT_LINE * column.last.size;
        closed.extend(open.extract_if(.., is_far));
        for segment in row {
            let overlap = |column: &Column| {
                column.last.to.min(segment.to) - column.last.from.max(segment.from)
            };
            let above = open
                .iter_mut()
                .filter(|column| column.last.base > segment.base && overlap(column) > 0.0);
            match above.max_by(|one, other| overlap(one).total_cmp(&overlap(other))) {
                Some(column) => {
                    column.lines.push(segment.text.clone());
                    column.left = column.left.min(segment.from);
                    column.last = segment;
                }
                None => open.push(Column {
                    left: segment.from,
                    top: segment.base,
                    lines: vec![segment.text.clone()],
                    last: segment,
                }),
            }
        }
    }
    closed.extend(open);
    closed.sort_by(|one, other| {
        one.left
            .total_cmp(&other.left)
            .then(other.top.total_cmp(&one.top))
    });
    closed
}

/// The end of each column with the beginning of each to the right of it; only the longest columns.
fn seams(columns: &[Column]) -> Vec<String> {
    let mut longest: Vec<&Column> = columns.iter().collect();
    longest.sort_by_key(|column| std::cmp::Reverse(column.lines.len()));
    longest.truncate(MAX_COLUMNS);
    let mut seams = Vec::new();
    for one in &longest {
        for other in longest
            .iter()
            .filter(|other| other.left > one.last.from && other.top > one.last.base)
        {
            let end: Vec<&str> = one
                .lines
                .iter()
                .rev()
                .flat_map(|line| line.split_whitespace().rev())
                .take(WINDOW)
                .collect();
            let begin = other
                .lines
                .iter()
                .flat_map(|line| line.split_whitespace())
                .take(WINDOW);
            seams.push(
                end.into_iter()
                    .rev()
                    .chain(begin)
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
    }
    seams
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arranged(words: &[(f32, f32, f32, &str)]) -> Arranged {
        let mut layout = Layout::default();
        for (x, y, size, text) in words {
            let wide = text.chars().count() as f32 * size / 2.0;
            layout.add(Fragment::new(
                &Matrix::moved(*x, *y),
                wide,
                *size,
                (*text).to_owned(),
            ));
        }
        layout.arrange()
    }

    #[test]
    fn words_are_put_where_they_stand() {
        let found = arranged(&[
            (120.0, 700.0, 10.0, "Noord"),
            (72.0, 680.0, 10.0, "en Zuid"),
            (72.0, 700.0, 10.0, "Stichting"),
        ]);
        assert_eq!(found.lines, ["Stichting Noord", "en Zuid"]);
        assert_eq!(found.columns, [""; 0]);
    }

    #[test]
    fn columns_are_read_one_after_the_other_and_joined() {
        let found = arranged(&[
            (72.0, 700.0, 10.0, "wij zagen"),
            (300.0, 700.0, 10.0, "Noord in"),
            (72.0, 688.0, 10.0, "Stichting"),
            (300.0, 688.0, 10.0, "mei"),
        ]);
        assert_eq!(found.columns, ["wij zagen", "Stichting", "Noord in", "mei"]);
        assert!(
            found
                .seams
                .contains(&"wij zagen Stichting Noord in mei".to_owned()),
            "{:?}",
            found.seams
        );
    }

    #[test]
    fn a_raised_number_is_a_mark_and_a_level_one_is_not() {
        let with = |y: f32, size: f32| {
            arranged(&[
                (72.0, 700.0, 10.0, "Vergeten"),
                (112.0, y, size, "12"),
                (120.0, 700.0, 10.0, "Huizen"),
            ])
            .lines
            .join("|")
        };
        assert_eq!(with(704.0, 7.0), "Vergeten Huizen");
        assert_eq!(with(704.0, 10.0), "Vergeten Huizen");
        assert!(with(700.0, 10.0).contains("12"));
    }
}
