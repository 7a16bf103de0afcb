//! One visit of a client: an honest SMTP server (RFC 5321), except where the behaviour says otherwise. It
//! shares no code with the program.

use std::sync::Arc;

use tokio::net::TcpStream;

use super::act::{Act, At, Behind, Then, Transport, Words, own};
use super::house::{House, Seen};
use super::pipe::{Gone, Pipe, wait};

type Go<T> = Result<T, Gone>;

struct Visit {
    /// Absent only while it is taken away for good.
    pipe: Option<Pipe>,
    heard: Vec<u8>,
    house: Arc<House>,
    encrypted: bool,
    /// PIPELINING was offered on this line as it now is.
    pipelining: bool,
    from: bool,
    /// The recipient that was named last.
    named: Option<String>,
    taken: bool,
}

/// Receives one client, to the end of the line.
pub(super) async fn receive(stream: TcpStream, house: Arc<House>) {
    let mut visit = Visit {
        pipe: Some(Pipe::Bare(stream)),
        heard: Vec::new(),
        house,
        encrypted: false,
        pipelining: false,
        from: false,
        named: None,
        taken: false,
    };
    let _gone = visit.stay().await;
}

impl Visit {
    async fn stay(&mut self) -> Go<()> {
        if self.house.transport == Transport::Tls {
            self.protect().await?;
        }
        self.answer(At::Greeting, "220 hostile.example ESMTP\r\n")
            .await?;
        loop {
            let line = self.command().await?;
            let verb = line
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => self.ehlo().await?,
                "HELO" => drop(self.answer(At::Helo, "250 hostile.example\r\n").await?),
                "STARTTLS" => self.starttls().await?,
                "AUTH" => self.auth().await?,
                "MAIL" => self.mail().await?,
                "RCPT" => self.rcpt(&line).await?,
                "DATA" => self.data().await?,
                "RSET" => self.rset().await?,
                "QUIT" => {
                    self.answer(At::Quit, "221 2.0.0 bye\r\n").await?;
                    return Ok(());
                }
                _ => self.pipe()?.write(b"500 5.5.1 what\r\n").await?,
            }
        }
    }

    fn pipe(&mut self) -> Go<&mut Pipe> {
        self.pipe.as_mut().ok_or(Gone)
    }

    /// One line, less its CRLF.
    async fn command(&mut self) -> Go<String> {
        loop {
            if let Some(end) = self.heard.iter().position(|&octet| octet == b'\n') {
                let line: Vec<u8> = self.heard.drain(..=end).collect();
                if !line.ends_with(b"\r\n") {
                    self.house.saw_wrong("a command that ends in LF alone");
                }
                if !self.heard.is_empty() && !self.pipelining {
                    self.house
                        .saw_wrong("commands sent ahead where no PIPELINING was offered");
                }
                return Ok(String::from_utf8_lossy(&line).trim_end().to_owned());
            }
            let mut heard = std::mem::take(&mut self.heard);
            // Room for a whole flight, so that one write of the client's is one read here.
            heard.reserve(16_384);
            let read = self.pipe()?.read(&mut heard).await;
            self.heard = heard;
            read?;
        }
    }

    /// Answers in the way of the behaviour, or in its own. The first octet of what was said, or 0.
    async fn answer(&mut self, at: At, own_words: &str) -> Go<u8> {
        let act = self
            .house
            .act(at, self.named.as_deref())
            .unwrap_or_else(own);
        self.perform(act, own_words).await
    }

    async fn perform(&mut self, act: Act, own_words: &str) -> Go<u8> {
        wait(act.late).await;
        let words = match act.words {
            Words::Own => own_words.as_bytes().to_vec(),
            Words::OwnWithBareLf => own_words.replace('\r', "").into_bytes(),
            Words::These(words) | Words::KeptAll(words) => words,
            Words::None => Vec::new(),
        };
        match act.drip {
            Some(pause) => self.pipe()?.drip(&words, pause).await?,
            None => self.pipe()?.write(&words).await?,
        }
        self.afterwards(act.then).await?;
        Ok(words.first().copied().unwrap_or_default())
    }

    async fn afterwards(&mut self, then: Then) -> Go<()> {
        match then {
            Then::GoOn => return Ok(()),
            Then::Forget => {
                self.heard.clear();
                return Ok(());
            }
            Then::Close => {}
            Then::Reset => self.pipe.take().ok_or(Gone)?.reset(),
            Then::HalfClose => {
                self.pipe()?.half_close().await;
                self.pipe()?.swallow().await;
            }
            Then::Silence => self.pipe()?.swallow().await,
            Then::LeaveUnread(span) => {
                wait(span).await;
                self.pipe.take().ok_or(Gone)?.reset();
            }
        }
        Err(Gone)
    }

    async fn protect(&mut self) -> Go<()> {
        if let Some(act) = self.house.act(At::Handshake, None) {
            // After the client's first flight, so that it is the handshake that goes wrong.
            let mut hello = Vec::new();
            self.pipe()?.read(&mut hello).await?;
            self.perform(act, "").await?;
        }
        let acceptor = if self.house.is_sound() {
            &self.house.good
        } else {
            &self.house.shown
        };
        let pipe = self.pipe.take().ok_or(Gone)?.protect(acceptor).await?;
        self.pipe = Some(pipe);
        self.encrypted = true;
        self.pipelining = false;
        Ok(())
    }

    async fn ehlo(&mut self) -> Go<()> {
        let in_clear = self.house.transport == Transport::StartTls && !self.encrypted;
        let offers = match self.house.behaviour.offers {
            _ if in_clear => "PIPELINING\nSTARTTLS",
            Some(offers) if !self.house.is_sound() => offers,
            _ if self.house.behaviour.login => "PIPELINING\nSIZE 20000000\nDSN\nAUTH PLAIN LOGIN",
            _ => "PIPELINING\nSIZE 20000000\n8BITMIME\nDSN",
        };
        let mut lines: Vec<&str> = vec!["hostile.example"];
        lines.extend(offers.lines());
        let last = lines.pop().unwrap_or_default();
        let more: String = lines.iter().map(|line| format!("250-{line}\r\n")).collect();
        let at = if in_clear { At::ClearEhlo } else { At::Ehlo };
        let said = self.answer(at, &format!("{more}250 {last}\r\n")).await?;
        self.pipelining = said == b'2' && offers.contains("PIPELINING");
        Ok(())
    }

    async fn starttls(&mut self) -> Go<()> {
        if self.answer(At::StartTls, "220 2.0.0 go\r\n").await? == b'2' {
            self.protect().await?;
        }
        Ok(())
    }

    async fn auth(&mut self) -> Go<()> {
        if self.house.transport != Transport::Plain && !self.encrypted {
            self.house.saw_wrong("a login in the clear");
        }
        while self.answer(At::Auth, "235 2.7.0 welcome\r\n").await? == b'3' {
            self.command().await?;
        }
        Ok(())
    }

    async fn mail(&mut self) -> Go<()> {
        if self.house.transport != Transport::Plain && !self.encrypted {
            self.house.saw_wrong("a mail in the clear");
        }
        if self.from {
            return self.pipe()?.write(b"503 5.5.1 one at a time\r\n").await;
        }
        self.named = None;
        self.taken = false;
        self.from = self.answer(At::Mail, "250 2.1.0 ok\r\n").await? == b'2';
        Ok(())
    }

    async fn rcpt(&mut self, line: &str) -> Go<()> {
        if !self.from {
            return self.pipe()?.write(b"503 5.5.1 MAIL first\r\n").await;
        }
        let to = line
            .split('<')
            .nth(1)
            .and_then(|rest| rest.split('>').next())
            .unwrap_or_default();
        self.named = Some(to.to_owned());
        self.taken = self.answer(At::Rcpt, "250 2.1.5 ok\r\n").await? == b'2';
        Ok(())
    }

    async fn rset(&mut self) -> Go<()> {
        if self.answer(At::Rset, "250 2.0.0 ok\r\n").await? == b'2' {
            (self.from, self.taken) = (false, false);
        }
        Ok(())
    }

    async fn data(&mut self) -> Go<()> {
        let own_words = if self.taken {
            "354 go\r\n"
        } else {
            "503 5.5.1 RCPT first\r\n"
        };
        if !self.from || self.answer(At::Data, own_words).await? != b'3' {
            return if self.from {
                Ok(())
            } else {
                self.pipe()?.write(b"503 5.5.1 MAIL first\r\n").await
            };
        }
        if !self.taken {
            // A body that nobody wants: all that is left to a client is to hang up.
            let mut heard = std::mem::take(&mut self.heard);
            while heard.is_empty() {
                self.pipe()?.read(&mut heard).await?;
            }
            self.house
                .saw_wrong("octets in the body for a recipient that was refused");
            return Err(Gone);
        }
        if self.body().await? < 1_000 {
            self.house
                .saw_wrong("a body that is no mail was ended with a dot");
        }
        let to = self.named.clone().unwrap_or_default();
        let act = self.house.act(At::Dot, Some(&to)).unwrap_or_else(own);
        let refused =
            matches!(&act.words, Words::These(words) if matches!(words.first(), Some(b'4' | b'5')));
        self.house.saw_mail(Seen { to, kept: !refused });
        (self.from, self.taken) = (false, false);
        let behind = String::from_utf8_lossy(&self.heard).lines().count();
        let kind = if self.house.is_sound() {
            Behind::Heard
        } else {
            self.house.behaviour.behind
        };
        match kind {
            Behind::Heard => {}
            Behind::HalfLost => drop(self.heard.drain(..self.heard.len().min(20))),
            Behind::Refused | Behind::Lost | Behind::Fatal => self.heard.clear(),
        }
        if kind == Behind::Fatal && behind > 0 {
            return Err(Gone);
        }
        self.perform(act, "250 2.0.0 ok: queued as H1\r\n").await?;
        if kind == Behind::Refused {
            let refusals = "503 5.5.1 nothing behind the dot\r\n".repeat(behind);
            self.pipe()?.write(refusals.as_bytes()).await?;
        }
        Ok(())
    }

    /// Reads up to the final dot; how many octets came before it.
    async fn body(&mut self) -> Go<usize> {
        let sips = self.house.behaviour.sips && !self.house.is_sound();
        // The line before the body ended in CRLF.
        let mut body = b"\r\n".to_vec();
        body.append(&mut self.heard);
        let mut from = 0;
        loop {
            if let Some(end) = memchr::memmem::find(&body[from..], b"\r\n.\r\n") {
                self.heard = body.split_off(from + end + 5);
                return Ok(from + end);
            }
            from = body.len().saturating_sub(4);
            if sips {
                wait(std::time::Duration::from_millis(5)).await;
                body.reserve_exact(1_024);
            } else {
                body.reserve(65_536);
            }
            self.pipe()?.read(&mut body).await?;
        }
    }
}
