//! One response of a server taken apart (RFC 9051, section 7).

/// A response as it came: its text, in which `{n}` stands for each literal, and the literals.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct RawResponse {
    pub(super) text: Vec<u8>,
    pub(super) literals: Vec<Vec<u8>>,
}

/// How a command ended, or what the server says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    Ok,
    No,
    Bad,
    Bye,
    PreAuth,
}

/// What a response says, as far as it matters here.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Response {
    /// A status response. `tag` is `None` if no command is answered.
    Status {
        tag: Option<String>,
        condition: Condition,
        /// What is between `[` and `]`.
        code: Option<String>,
        text: String,
    },
    /// The server waits for more of a command.
    Continue(String),
    /// What the server can do, in capitals.
    Capabilities(Vec<String>),
    /// One mail.
    Fetch {
        uid: Option<u32>,
        body: Option<Vec<u8>>,
    },
    /// Something else, such as the flags that a folder knows.
    Other,
}

/// Reads a response; `None` if it is none.
pub(super) fn read(raw: RawResponse) -> Option<Response> {
    let text = raw.text.as_slice();
    if let Some(rest) = text.strip_prefix(b"+") {
        return Some(Response::Continue(lossy(rest).trim().to_owned()));
    }
    let (first, rest) = word(text);
    if first != b"*" {
        let tag = String::from_utf8(first.to_vec()).ok()?;
        return status(Some(tag), rest);
    }
    let (kind, after) = word(rest);
    if let Some(said) = status(None, rest) {
        return Some(said);
    }
    if kind.eq_ignore_ascii_case(b"CAPABILITY") {
        return Some(Response::Capabilities(capabilities(&lossy(after))));
    }
    let numbered = !kind.is_empty() && kind.iter().all(u8::is_ascii_digit);
    let (name, items) = word(after);
    if numbered && name.eq_ignore_ascii_case(b"FETCH") {
        let items = items.to_vec();
        return fetch(&items, raw.literals);
    }
    (numbered || kind.first().is_some_and(u8::is_ascii_alphabetic)).then_some(Response::Other)
}

/// Whether a literal may end this line: not where people's words end it.
pub(super) fn may_hold_literals(line: &[u8]) -> bool {
    let (first, rest) = word(line);
    first == b"*" && condition(word(rest).0).is_none()
}

/// The words of a `CAPABILITY` response or code, in capitals.
pub(super) fn capabilities(words: &str) -> Vec<String> {
    words
        .split_ascii_whitespace()
        .map(str::to_ascii_uppercase)
        .collect()
}

fn status(tag: Option<String>, rest: &[u8]) -> Option<Response> {
    let (kind, after) = word(rest);
    let condition = condition(kind)?;
    let said = lossy(after);
    let said = said.trim();
    let split = said
        .strip_prefix('[')
        .and_then(|inner| inner.split_once(']'));
    let (code, text) = match split {
        Some((code, text)) => (Some(code.to_owned()), text.trim()),
        None => (None, said),
    };
    let text = text.to_owned();
    Some(Response::Status {
        tag,
        condition,
        code,
        text,
    })
}

fn condition(word: &[u8]) -> Option<Condition> {
    let known = [
        (&b"OK"[..], Condition::Ok),
        (b"NO", Condition::No),
        (b"BAD", Condition::Bad),
        (b"BYE", Condition::Bye),
        (b"PREAUTH", Condition::PreAuth),
    ];
    let mut found = known
        .into_iter()
        .filter(|(name, _)| word.eq_ignore_ascii_case(name));
    found.next().map(|(_, condition)| condition)
}

/// The first word, and what follows the space after it.
fn word(text: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memchr(b' ', text) {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, &[]),
    }
}

fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// One piece of a list of names and values.
enum Token {
    Open,
    Close,
    Word(Vec<u8>),
    /// A quoted string or a literal.
    Text(Vec<u8>),
}

/// UID and body of `(NAME VALUE …)`; other items are passed over, however deep they go.
fn fetch(items: &[u8], literals: Vec<Vec<u8>>) -> Option<Response> {
    let mut tokens = Tokens {
        rest: items,
        literals: literals.into_iter(),
    };
    let Token::Open = tokens.next()? else {
        return None;
    };
    let (mut uid, mut body) = (None, None);
    loop {
        let name = match tokens.next()? {
            Token::Close => return Some(Response::Fetch { uid, body }),
            Token::Word(name) => name.to_ascii_uppercase(),
            Token::Open | Token::Text(_) => return None,
        };
        match tokens.next()? {
            Token::Open => tokens.skip_list()?,
            Token::Close => return None,
            Token::Word(value) if name == b"UID" => {
                uid = Some(std::str::from_utf8(&value).ok()?.parse().ok()?);
            }
            Token::Text(value) if name.starts_with(b"BODY[]") => body = Some(value),
            Token::Word(_) | Token::Text(_) => {}
        }
    }
}

struct Tokens<'t> {
    rest: &'t [u8],
    literals: std::vec::IntoIter<Vec<u8>>,
}

impl Tokens<'_> {
    fn next(&mut self) -> Option<Token> {
        self.rest = self.rest.trim_ascii_start();
        match *self.rest.first()? {
            b'(' => Some(self.past(1, Token::Open)),
            b')' => Some(self.past(1, Token::Close)),
            b'"' => self.quoted(),
            b'{' => {
                let end = memchr::memchr(b'}', self.rest)?;
                let literal = self.literals.next()?;
                Some(self.past(end + 1, Token::Text(literal)))
            }
            _ => {
                let end = end_of_word(self.rest);
                let word = self.rest[..end].to_vec();
                Some(self.past(end, Token::Word(word)))
            }
        }
    }

    fn past(&mut self, octets: usize, token: Token) -> Token {
        self.rest = &self.rest[octets..];
        token
    }

    fn quoted(&mut self) -> Option<Token> {
        let mut text = Vec::new();
        let mut octets = self.rest.iter().enumerate().skip(1);
        while let Some((at, octet)) = octets.next() {
            match octet {
                b'"' => return Some(self.past(at + 1, Token::Text(text))),
                b'\\' => text.push(*octets.next()?.1),
                other => text.push(*other),
            }
        }
        None
    }

    /// Passes over the rest of a list whose parenthesis was read.
    fn skip_list(&mut self) -> Option<()> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                Token::Word(_) | Token::Text(_) => {}
            }
        }
        Some(())
    }
}

/// Where a word ends: at a space or parenthesis, but not within brackets (`BODY[HEADER.FIELDS (A)]`).
fn end_of_word(text: &[u8]) -> usize {
    let mut in_brackets = false;
    let ends = |octet: &u8| {
        match octet {
            b'[' => in_brackets = true,
            b']' => in_brackets = false,
            _ => {}
        }
        !in_brackets && matches!(octet, b' ' | b'(' | b')' | b'"')
    };
    text.iter().position(ends).unwrap_or(text.len()).max(1)
}

#[cfg(test)]
mod tests;
