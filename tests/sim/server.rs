//! The simulated relay: a small SMTP server (RFC 5321) that is honest about what it keeps, whatever else it
//! does. Shares no code with the client.

use std::rc::Rc;

use heraut::id::Pseudonym;
use tokio::io::{AsyncReadExt, DuplexStream};

use crate::book::SENDER;
use crate::mood::{Act, At, Behind, Front, InBody, Mood, Traits};
use crate::world::World;

mod speech;

/// The conversation is over.
struct Gone;
type Go<T> = Result<T, Gone>;

struct Talk {
    world: Rc<World>,
    line: u64,
    wire: DuplexStream,
    heard: Vec<u8>,
    traits: Traits,
    mood: Mood,
    /// It is out of step with the client already; no more tricks on this line.
    calm: bool,
    /// It lost the beginning of a command.
    lost_some: bool,
    /// It answered a dot twice: the sender takes the second for the answer to what stands behind it.
    answered_twice: bool,
    /// It said to a dot what is no answer to it: the sender lets the line go, and learns nothing from it.
    no_answer: bool,
    greeted: bool,
    from: Option<usize>,
    to: Option<(String, Pseudonym)>,
}

/// Serves one line until either side ends it.
pub(crate) async fn serve(world: Rc<World>, line: u64, wire: DuplexStream, traits: Traits) {
    world.lines_open.borrow_mut().insert(line);
    let mood = world.mood.borrow().clone();
    let heard = Vec::new();
    let mut talk = Talk {
        world: world.clone(),
        line,
        wire,
        heard,
        traits,
        mood,
        calm: false,
        lost_some: false,
        answered_twice: false,
        no_answer: false,
        greeted: false,
        from: None,
        to: None,
    };
    let _gone = talk.talk().await;
    drop(talk);
    world.tell(|| format!("line {line}: closed by the relay"));
    world.lines_open.borrow_mut().remove(&line);
}

impl Talk {
    async fn talk(&mut self) -> Go<()> {
        let greeting = match self.mood.front {
            Front::Greeting => "relay.example ESMTP Haraka/3.3.4 ready",
            Front::None | Front::Words | Front::Settings => "relay.example ESMTP",
        };
        self.answer(At::Greeting, 220, greeting).await?;
        loop {
            let command = self.command().await?;
            let verb = command
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => self.ehlo().await?,
                "MAIL" => self.mail(&command).await?,
                "RCPT" => self.rcpt(&command).await?,
                "DATA" => self.data().await?,
                "RSET" => {
                    self.forget();
                    self.answer(At::Rset, 250, "2.0.0 reset").await?;
                }
                "QUIT" => {
                    // Both sides are done with the line from here on.
                    self.world.judge.manners.borrow_mut().closes(self.line);
                    self.answer(At::Quit, 221, "2.0.0 goodbye").await?;
                    return Err(Gone);
                }
                _ if self.lost_some => self.say(500, "5.5.2 what?").await?,
                _ => {
                    self.world.blame(format!("no command: {command:?}"));
                    return Err(Gone);
                }
            }
        }
    }

    fn forget(&mut self) {
        self.from = None;
        self.to = None;
    }

    async fn ehlo(&mut self) -> Go<()> {
        let offers = [
            (true, "8BITMIME"),
            (self.traits.pipelining, "PIPELINING"),
            (self.traits.size, "SIZE 100000000"),
            (self.traits.dsn, "DSN"),
        ];
        let mut text = vec!["relay.example"];
        text.extend(
            offers
                .iter()
                .filter(|(offered, _)| *offered)
                .map(|(_, word)| *word),
        );
        self.greeted = self.answer(At::Ehlo, 250, &text.join("\n")).await?;
        Ok(())
    }

    async fn mail(&mut self, command: &str) -> Go<()> {
        let wanted = format!("MAIL FROM:<{SENDER}>");
        let mut words = command.split(' ').collect::<Vec<_>>();
        // "MAIL FROM:<x> A=1 B=2"
        let parameters = words.split_off(2.min(words.len()));
        if words.join(" ") != wanted || !self.greeted || self.from.is_some() {
            self.world.blame(format!("out of turn: {command}"));
        }
        let mut size = 0;
        for parameter in parameters {
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let offered = match key {
                "SIZE" => self.traits.size,
                "RET" | "ENVID" => self.traits.dsn,
                _ => false,
            };
            if !offered {
                self.world.blame(format!("{parameter} was never offered"));
            }
            if key == "SIZE" {
                size = value.parse().unwrap_or(0);
            }
        }
        if self.traits.size && !self.calm && self.mood.act(&self.world, At::Mail) == Act::Never {
            return self.say(552, "5.3.4 too large for me").await;
        }
        if self.answer(At::Mail, 250, "2.1.0 ok").await? {
            self.from = Some(size);
        }
        Ok(())
    }

    async fn rcpt(&mut self, command: &str) -> Go<()> {
        let address = command
            .strip_prefix("RCPT TO:<")
            .and_then(|rest| rest.split_once('>'));
        let Some((address, _)) = address else {
            self.world.blame(format!("no RCPT: {command}"));
            return Err(Gone);
        };
        let found = self.world.book.borrow().whose(address);
        let Some(to) = found else {
            self.world.blame(format!("RCPT for a stranger: {address}"));
            return Err(Gone);
        };
        if self.from.is_none() {
            return self.say(503, "5.5.1 MAIL first").await;
        }
        let (bad, grey) = {
            let mut book = self.world.book.borrow_mut();
            let org = book
                .orgs
                .iter_mut()
                .find(|org| org.recipient == to)
                .expect("in the book");
            let grey = org.grey > 0;
            org.grey = org.grey.saturating_sub(1);
            (org.bad && org.address() == address, grey)
        };
        self.to = Some((address.to_owned(), to));
        let taken = if bad {
            self.say(550, "5.1.1 no such mailbox").await.map(|()| false)
        } else if grey {
            self.say(451, "4.7.1 greylisted").await.map(|()| false)
        } else {
            self.answer(At::Rcpt, 250, "2.1.5 ok").await
        }?;
        if !taken {
            self.to = None;
        }
        Ok(())
    }

    async fn data(&mut self) -> Go<()> {
        if self.to.is_none() {
            if !(self.from.is_some() && self.traits.pipelining && self.traits.asks_in_vain) {
                return self.say(503, "5.5.1 no valid recipients").await;
            }
            self.say(354, "go on, to nobody").await?;
        } else if !self.answer(At::Data, 354, "go on").await? {
            self.forget();
            return Ok(());
        }
        let Some((address, recipient)) = self.to.clone() else {
            // A client may hang up here; a dot would have been seen on its way.
            return self.drain().await;
        };
        let (body, heard_out) = self.body().await?;
        let size = self.from.take().unwrap_or(0);
        if self.traits.size && size != body.len() {
            self.world
                .blame(format!("SIZE={size} for {} octets", body.len()));
        }
        if !heard_out {
            self.forget();
            return Ok(());
        }
        // Whoever says goodbye waits for nothing more, and learns nothing.
        let telling = !self.heard.starts_with(b"QUIT");
        let lost = self.traits.pipelining
            && self.mood.behind == Behind::Loses
            && self.loses_what_is_behind();
        self.dot(&address, &body).await?;
        self.forget();
        if lost && telling && !self.answered_twice && !self.no_answer {
            let now = self.world.wall.elapsed();
            let mut manners = self.world.judge.manners.borrow_mut();
            manners.unheard(recipient, now);
        }
        if self.traits.pipelining && self.mood.behind == Behind::Refuses {
            self.refuses_what_is_behind(recipient).await?;
        }
        Ok(())
    }

    /// Whatever came with the dot is gone, to the octet.
    fn loses_what_is_behind(&mut self) -> bool {
        let lost = !self.heard.is_empty();
        if lost {
            self.world.sees("behind a dot: lost");
            self.world
                .tell(|| format!("line {}: loses {} octets", self.line, self.heard.len()));
            self.lost_some = true;
            self.heard.clear();
        }
        lost
    }

    fn tells_that_it_refuses(&self, recipient: Pseudonym, command: &str) {
        if command.starts_with("QUIT") || self.answered_twice || self.no_answer {
            return;
        }
        let mut manners = self.world.judge.manners.borrow_mut();
        manners.unheard(recipient, self.world.wall.elapsed());
        if command.starts_with("MAIL") {
            manners.refused_behind(self.line);
        }
    }

    /// Each command that came before the dot was answered has no place there.
    async fn refuses_what_is_behind(&mut self, recipient: Pseudonym) -> Go<()> {
        let commands = self.heard.iter().filter(|octet| **octet == b'\n').count();
        for _ in 0..commands {
            let command = self.command().await?;
            self.world.sees("behind a dot: refused");
            self.tells_that_it_refuses(recipient, &command);
            self.say(503, "5.5.1 not behind a dot").await?;
        }
        Ok(())
    }

    /// An answer that comes before its question would be a lie once the question is asked.
    fn dot_left(&self) -> bool {
        let to = self.to.as_ref();
        to.is_some_and(|(_, to)| self.world.judge.dot_left(&self.world, self.line, to))
    }

    /// Reads a body to its dot. False: an answer went out before the end, and none is due.
    async fn body(&mut self) -> Go<(Vec<u8>, bool)> {
        let misdeed = if self.calm {
            InBody::Well
        } else {
            self.mood.in_body(&self.world)
        };
        let from = self.world.index(1_500);
        let mut spoke = false;
        let mut searched = 0_usize;
        loop {
            if !spoke && misdeed != InBody::Well && self.heard.len() >= from {
                self.world.sees(format!("{misdeed:?} in the body"));
                match misdeed {
                    InBody::Well => {}
                    InBody::Cut => return Err(Gone),
                    InBody::Stall => {
                        self.world.tell(|| format!("line {}: stalls", self.line));
                        tokio::time::sleep(self.world.millis(100_000)).await;
                        spoke = true;
                        if self.world.chance(0.5) {
                            return Err(Gone);
                        }
                        continue;
                    }
                    InBody::Speak(250) if self.dot_left() => {}
                    InBody::Speak(code) => {
                        self.calm = true;
                        // It means itself, and not the mail whose dot may have left by now.
                        self.speaks_of_itself();
                        self.say(code, "while you speak").await?;
                        // Nothing of this mail is kept any more.
                        return self.drain().await.map(|()| (Vec::new(), false));
                    }
                }
                spoke = true;
            }
            let found = memchr::memmem::find(&self.heard[searched..], b"\r\n.\r\n");
            if let Some(end) = found.map(|at| at + searched) {
                let mut body: Vec<u8> = self.heard.drain(..end + 5).collect();
                body.truncate(end + 2);
                return Ok((body, true));
            }
            searched = self.heard.len().saturating_sub(4);
            self.hear().await?;
        }
    }

    async fn dot(&mut self, address: &str, body: &[u8]) -> Go<()> {
        let act = if self.calm {
            Act::Well
        } else {
            self.mood.act(&self.world, At::Dot)
        };
        let kept = match act {
            Act::Well | Act::Slow | Act::Twice | Act::WellThenClosing | Act::KeptAndNo => true,
            Act::Later | Act::Throttle | Act::Never | Act::Closing => false,
            Act::Odd | Act::Garbage | Act::Cut | Act::CutInReply | Act::Silent | Act::TooLate => {
                self.world.chance(self.mood.keeps_first)
            }
        };
        if self.world.chance(0.3) {
            tokio::time::sleep(self.world.millis(200)).await;
        }
        if kept {
            self.world
                .judge
                .keeps(&self.world, self.line, address, body);
        }
        let (code, text) = if kept {
            (250, "2.0.0 Ok: queued as 4XyZ12abc")
        } else {
            (451, "4.3.0 not now")
        };
        self.perform(act, At::Dot, code, text).await.map(|_| ())
    }

    async fn command(&mut self) -> Go<String> {
        loop {
            if let Some(end) = memchr::memchr(b'\n', &self.heard) {
                let line: Vec<u8> = self.heard.drain(..=end).collect();
                let line = String::from_utf8_lossy(&line).into_owned();
                return match line.strip_suffix("\r\n") {
                    Some(command) => Ok(command.to_owned()),
                    None if self.lost_some => Ok(String::new()),
                    None => {
                        self.world.blame("a line that does not end in CRLF");
                        Err(Gone)
                    }
                };
            }
            self.hear().await?;
        }
    }

    async fn hear(&mut self) -> Go<()> {
        if self.world.chance(0.02) {
            tokio::time::sleep(self.world.millis(50)).await;
        }
        match self.wire.read_buf(&mut self.heard).await {
            Ok(0) | Err(_) => Err(Gone),
            Ok(_) => Ok(()),
        }
    }

    /// Listens without a word until the client hangs up.
    async fn drain<T>(&mut self) -> Go<T> {
        loop {
            self.heard.clear();
            self.hear().await?;
        }
    }
}
