//! Mails out of an mbox file, one at a time (RFC 4155, and the forms mboxo and mboxrd).

use std::io::{self, BufRead};

/// Most octets of one mail that are read. What follows is skipped: reports stand before the
/// original that they return.
pub const MAX_OCTETS: usize = 1024 * 1024;

/// Most octets of a line that are read at once.
const MAX_LINE: usize = 64 * 1024;

/// One mail as it lies in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawMail {
    /// Its octets, at most [`MAX_OCTETS`].
    pub octets: Vec<u8>,
    /// Whether there was more.
    pub cut: bool,
}

/// Splits an mbox file into its mails. Holds one mail at a time.
#[derive(Debug)]
pub struct Mbox<R> {
    reader: R,
    /// The line that was read last, or a piece of one.
    line: Vec<u8>,
    /// Whether `line` begins where a line begins.
    at_start: bool,
    /// A line that has been read and not used.
    unused: bool,
    begun: bool,
}

impl<R: BufRead> Mbox<R> {
    /// Reads from the beginning of a file.
    #[must_use]
    pub const fn new(reader: R) -> Self {
        Mbox {
            reader,
            line: Vec::new(),
            at_start: true,
            unused: false,
            begun: false,
        }
    }

    /// Whether a file is an mbox, by its first octets.
    #[must_use]
    pub fn is_one(beginning: &[u8]) -> bool {
        let line = beginning.split(|b| *b == b'\n').next().unwrap_or_default();
        is_separator(line)
    }

    /// Reads the next line, or a piece of a very long one; `false` at the end.
    fn read_line(&mut self) -> io::Result<bool> {
        if std::mem::take(&mut self.unused) {
            return Ok(true);
        }
        self.at_start = self.line.is_empty() || self.line.ends_with(b"\n");
        self.line.clear();
        while self.line.len() < MAX_LINE {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
                Err(fault) => return Err(fault),
            };
            if buffer.is_empty() {
                break;
            }
            let room = buffer.len().min(MAX_LINE - self.line.len());
            let end = memchr::memchr(b'\n', &buffer[..room]).map(|at| at + 1);
            let len = end.unwrap_or(room);
            self.line.extend_from_slice(&buffer[..len]);
            self.reader.consume(len);
            if end.is_some() {
                break;
            }
        }
        Ok(!self.line.is_empty())
    }

    /// The next mail, or `None` at the end.
    fn read_mail(&mut self) -> io::Result<Option<RawMail>> {
        if !self.begun {
            self.begun = true;
            if !self.read_line()? {
                return Ok(None);
            }
            self.unused = !is_separator(&self.line);
        }
        let mut mail = RawMail {
            octets: Vec::new(),
            cut: false,
        };
        let mut after_empty = false;
        let mut read_any = false;
        while self.read_line()? {
            read_any = true;
            if after_empty && self.at_start && is_separator(&self.line) {
                let separator = self.line.clone();
                let another = self.read_line()? && begins_header(&self.line);
                self.unused = !self.line.is_empty();
                if another || !self.unused {
                    return Ok(Some(mail));
                }
                mail.add(&separator);
                after_empty = false;
                continue;
            }
            after_empty = self.at_start && self.line.iter().all(|b| b"\r\n".contains(b));
            mail.add(if self.at_start {
                unquoted(&self.line)
            } else {
                &self.line
            });
        }
        Ok(read_any.then_some(mail))
    }
}

impl<R: BufRead> Iterator for Mbox<R> {
    type Item = io::Result<RawMail>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_mail().transpose()
    }
}

impl RawMail {
    fn add(&mut self, line: &[u8]) {
        let room = MAX_OCTETS - self.octets.len();
        self.octets.extend_from_slice(&line[..line.len().min(room)]);
        self.cut |= line.len() > room;
    }
}

/// `From SENDER DATE`, as asctime writes the date: a line of a body that begins with `From ` has
/// none.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let rest = &rest[..rest.len().min(1000)];
    let words: Vec<&[u8]> = rest
        .split(|b| b.is_ascii_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let is_time = |word: &&[u8]| {
        word.len() >= 5 && word[2] == b':' && word[..2].iter().all(u8::is_ascii_digit)
    };
    let is_year = |word: &&[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    words.len() >= 5 && words.iter().any(is_time) && words.iter().any(is_year)
}

/// Whether a mail may begin with this line.
fn begins_header(line: &[u8]) -> bool {
    if line.starts_with(b">From ") {
        return true;
    }
    let name = line.split(|b| *b == b':').next().unwrap_or_default();
    name.len() < line.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

/// A line of a body without the `>` that the file put before its `From `.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|b| **b == b'>').count();
    if marks > 0 && line[marks..].starts_with(b"From ") {
        &line[1..]
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(file: &[u8]) -> Vec<String> {
        Mbox::new(file)
            .map(|mail| String::from_utf8(mail.unwrap().octets).unwrap())
            .collect()
    }

    #[test]
    fn mails_are_told_apart_by_separators_and_by_nothing_else() {
        let file = b"From a@x.example Sun Nov 29 14:46:31 2026\nA: 1\n\n>From here on\n>>From there\n\n\
            From our side nothing is known.\n\nFrom b@x.example Sun Nov 29 14:46:31 2026\nis no header\n\n\
            From MAILER-DAEMON Sun Nov 29 14:46:31 2026 +0100\r\nB: 2\r\n\r\nEnd\r\n";
        assert_eq!(
            split(file),
            [
                "A: 1\n\nFrom here on\n>From there\n\nFrom our side nothing is known.\n\n\
                 From b@x.example Sun Nov 29 14:46:31 2026\nis no header\n\n",
                "B: 2\r\n\r\nEnd\r\n"
            ]
        );
        assert_eq!(split(b""), Vec::<String>::new());
        assert_eq!(split(b"A: 1\n"), ["A: 1\n"]);
    }

    #[test]
    fn a_mail_without_end_is_cut_and_the_next_one_is_read() {
        let mut file = b"From a@x.example Sun Nov 29 14:46:31 2026\nA: 1\n\n".to_vec();
        file.resize(file.len() + 3 * MAX_OCTETS, b'x');
        file.extend_from_slice(b"\n\nFrom b@x.example Sun Nov 29 14:46:31 2026\nB: 2\n\n");
        let mails: Vec<RawMail> = Mbox::new(&file[..]).map(Result::unwrap).collect();
        assert_eq!(mails.len(), 2);
        assert!(mails[0].cut && mails[0].octets.len() == MAX_OCTETS);
        assert_eq!(
            (mails[1].octets.as_slice(), mails[1].cut),
            (&b"B: 2\n\n"[..], false)
        );
    }
}
