//! The different lines of all mails, and which of them are one line of a template with other values.

use std::collections::HashMap;

use super::mail_words::LinePart;
use super::sequence::common;

/// Templates that are compared with a line, those with the most words of it.
const COMPARED: usize = 3;

/// A word that more templates have doesn't show which of them a line is of.
const TELLING: usize = 64;

/// Lines of one template: what they all have, in this order.
#[derive(Debug)]
pub(crate) struct LineGroup {
    pub(crate) part: LinePart,
    /// The words of all its lines.
    pub(crate) fixed: Vec<u32>,
    /// Words of its first line: the others have two thirds of them at least.
    first: usize,
    /// The different lines.
    pub(crate) lines: Vec<u32>,
}

/// The different lines of all mails.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    words: Vec<Box<str>>,
    /// The different lines: part, words, number of occurrences.
    pub(crate) different: Vec<(LinePart, Box<[u32]>, usize)>,
    /// The lines of each mail.
    pub(crate) of_mails: Vec<Box<[u32]>>,
}

/// The lines while mails are still added, with what finds one again.
#[derive(Debug, Default)]
pub(crate) struct LineIndex {
    lines: Lines,
    numbers: HashMap<Box<str>, u32>,
    /// Where each is, as its mails have it.
    places: HashMap<(LinePart, Box<str>), u32>,
}

impl LineIndex {
    /// Adds the next mail.
    pub(crate) fn add(&mut self, lines: Vec<(LinePart, String)>) {
        let places = lines.into_iter().map(|line| self.place(line)).collect();
        self.lines.of_mails.push(places);
    }

    /// All lines, once nothing is added any more.
    pub(crate) fn into_lines(self) -> Lines {
        self.lines
    }

    fn place(&mut self, (part, text): (LinePart, String)) -> u32 {
        let line = (part, text.into_boxed_str());
        let known = self.places.get(&line).copied();
        let place = known.unwrap_or_else(|| {
            let next = self.lines.different.len() as u32;
            let words = line.1.split(' ').flat_map(without_stops);
            let words: Vec<String> = words.collect();
            let words = words.iter().map(|word| self.number(word)).collect();
            self.lines.different.push((line.0, words, 0));
            self.places.insert(line, next);
            next
        });
        self.lines.different[place as usize].2 += 1;
        place
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.lines.words.len() as u32;
        self.lines.words.push(word.into());
        self.numbers.insert(word.into(), number);
        number
    }
}

impl Lines {
    /// The words of a line.
    pub(crate) fn words(&self, line: u32) -> &[u32] {
        &self.different[line as usize].1
    }

    /// A word by its number.
    pub(crate) fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// Words as text.
    pub(crate) fn text(&self, words: &[u32]) -> String {
        let mut text = String::new();
        for word in words.iter().map(|word| self.word(*word)) {
            match word.strip_prefix(STOP) {
                Some(stop) => text.push_str(stop),
                None if text.is_empty() => text.push_str(word),
                None => text.extend([" ", word]),
            }
        }
        text
    }

    /// Whether a space comes before this word.
    pub(crate) fn is_apart(&self, word: u32) -> bool {
        !self.word(word).starts_with(STOP)
    }
}

/// Begins a punctuation mark that follows a word: a word by itself, so that it stays where the word before it differs.
const STOP: char = '\u{4}';

/// A word and the punctuation marks behind it.
fn without_stops(word: &str) -> Vec<String> {
    let bare = word.trim_end_matches([',', '.', ';', ':', '!', '?']);
    let stops = word[bare.len()..]
        .chars()
        .map(|stop| format!("{STOP}{stop}"));
    let bare = Some(bare.to_owned()).filter(|bare| !bare.is_empty());
    bare.into_iter().chain(stops).collect()
}

/// Groups the lines, and says of which group each is. The most frequent lines come first: they are the templates' own.
pub(crate) fn group(lines: &Lines) -> (Vec<LineGroup>, Vec<u32>) {
    let mut order: Vec<u32> = (0..lines.different.len() as u32).collect();
    order.sort_by_key(|line| std::cmp::Reverse(lines.different[*line as usize].2));
    let mut groups: Vec<LineGroup> = Vec::new();
    let mut of_lines = vec![0_u32; order.len()];
    let mut by_word: HashMap<(LinePart, u32), Vec<u32>> = HashMap::new();
    for line in order {
        let (part, words, _) = &lines.different[line as usize];
        let joined = candidates(*part, words, &by_word)
            .into_iter()
            .find_map(|at| {
                let group = &groups[at as usize];
                let pairs = common(&group.fixed, words);
                let longer = group.first.max(words.len());
                let fixed = || pairs.iter().map(|(at, _)| group.fixed[*at]).collect();
                (pairs.len() * 3 >= longer * 2).then(|| (at, fixed()))
            });
        of_lines[line as usize] = match joined {
            Some((at, fixed)) => {
                let group = &mut groups[at as usize];
                group.fixed = fixed;
                group.lines.push(line);
                at
            }
            None => {
                let at = groups.len() as u32;
                for word in unique(words) {
                    by_word.entry((*part, word)).or_default().push(at);
                }
                groups.push(LineGroup {
                    part: *part,
                    fixed: words.to_vec(),
                    first: words.len(),
                    lines: vec![line],
                });
                at
            }
        };
    }
    (groups, of_lines)
}

fn unique(words: &[u32]) -> Vec<u32> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words.dedup();
    words
}

/// The groups that share the most words with a line.
fn candidates(
    part: LinePart,
    words: &[u32],
    by_word: &HashMap<(LinePart, u32), Vec<u32>>,
) -> Vec<u32> {
    let mut shared: HashMap<u32, usize> = HashMap::new();
    for word in unique(words) {
        let groups = by_word.get(&(part, word)).map_or(&[][..], Vec::as_slice);
        for group in groups.iter().take(TELLING) {
            *shared.entry(*group).or_default() += 1;
        }
    }
    let mut found: Vec<(usize, u32)> = shared.into_iter().map(|(at, n)| (n, at)).collect();
    found.sort_by_key(|(n, at)| (std::cmp::Reverse(*n), *at));
    found.truncate(COMPARED);
    found.into_iter().map(|(_, at)| at).collect()
}
