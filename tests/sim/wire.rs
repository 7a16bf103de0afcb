//! The line from the sender's side: dialling, cuts in a write, and the judge's ear on what leaves.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use heraut::id::Pseudonym;
use heraut::relay::dial::{Dial, DialFault, Wire};
use jiff::Timestamp;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};

use crate::process::Process;
use crate::server;
use crate::world::World;

/// Dials the simulated relay.
pub(crate) struct SimDial {
    pub(crate) process: Rc<Process>,
}

impl Dial for SimDial {
    async fn dial(&self) -> Result<Box<dyn Wire>, DialFault> {
        let world = &self.process.world;
        // What is on its way already, nobody calls back.
        let knew = world.judge.manners.borrow().heard_of_too_many();
        self.process.live().await;
        let (trouble, traits) = {
            let mood = world.mood.borrow();
            (mood.dial, mood.traits(world))
        };
        if world.chance(trouble) {
            match world.below(3) {
                0 => return Err(io::Error::from(io::ErrorKind::ConnectionRefused).into()),
                1 => std::future::pending::<()>().await,
                _ => tokio::time::sleep(world.millis(40_000)).await,
            }
        }
        let (near, far) = tokio::io::duplex(traits.buffer);
        let line = world.lines.get() + 1;
        world.lines.set(line);
        world.tell(|| format!("line {line}: dialled {traits:?}"));
        let breaks = (world.chance(trouble)).then(|| world.index(3_000));
        world.judge.manners.borrow_mut().opens(world, line, knew);
        tokio::task::spawn_local(server::serve(world.clone(), line, far, traits));
        let spy = Spy {
            line,
            told: Vec::new(),
            gone: 0,
            asked: VecDeque::new(),
            place: Place::Command,
            reset: None,
            at_dot: false,
            began: None,
            to: None,
        };
        // The octets of the dot are few, and the ones that matter most.
        let breaks_in_dot = world.chance(trouble / 2.0).then(|| world.index(8));
        let process = self.process.clone();
        Ok(Box::new(Tap {
            process,
            inner: near,
            breaks,
            breaks_in_dot,
            spy,
            our_turn: None,
        }))
    }
}

/// Our end of a line.
struct Tap {
    process: Rc<Process>,
    inner: DuplexStream,
    /// After so many more octets every write fails.
    breaks: Option<usize>,
    /// After so many octets of a write that begins with a dot.
    breaks_in_dot: Option<usize>,
    spy: Spy,
    /// The relay spoke last: since when the sender has nothing to wait for.
    our_turn: Option<Duration>,
}

impl Tap {
    fn turn_ends(&mut self) {
        let world = &self.process.world;
        if let Some(since) = self.our_turn.take().filter(|_| !self.process.is_dead()) {
            world.judge.manners.borrow_mut().was_idle(
                world,
                self.spy.line,
                world.wall.elapsed() - since,
            );
        }
    }
}

impl Drop for Tap {
    fn drop(&mut self) {
        self.turn_ends();
        self.process
            .world
            .judge
            .manners
            .borrow_mut()
            .closes(self.spy.line);
    }
}

impl AsyncRead for Tap {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.process.is_dead() {
            return Poll::Pending;
        }
        if self.breaks == Some(0) {
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        let before = buf.filled().len();
        let read = Pin::new(&mut self.inner).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.our_turn = Some(self.process.world.wall.elapsed());
            self.spy.at_dot = false;
        }
        read
    }
}

impl AsyncWrite for Tap {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        octets: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.process.is_dead() {
            return Poll::Pending;
        }
        this.turn_ends();
        let world = &this.process.world;
        this.spy.is_asked(world, octets.len());
        let mut most = octets.len();
        // Systems take part of a write where it pleases them.
        if world.chance(0.1) {
            most = most.min(1 + world.index(6));
        }
        if octets.starts_with(b".\r\n") && this.spy.is_at_dot() {
            this.breaks = this.breaks_in_dot.take().or(this.breaks);
        }
        if let Some(left) = this.breaks {
            if left == 0 {
                world.sees("cut in a write");
                return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
            }
            most = most.min(left);
        }
        let taken = match Pin::new(&mut this.inner).poll_write(cx, &octets[..most]) {
            Poll::Ready(Ok(taken)) => taken,
            other => return other,
        };
        this.breaks = this.breaks.map(|left| left - taken);
        this.spy.hears(&this.process, &octets[..taken]);
        this.process.ticks(1);
        Poll::Ready(Ok(taken))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        const AT_ONCE: usize = 16_384;
        let mut first = Vec::with_capacity(AT_ONCE);
        for piece in pieces {
            first.extend_from_slice(&piece[..piece.len().min(AT_ONCE - first.len())]);
        }
        let this = self.get_mut();
        this.spy.is_asked(
            &this.process.world,
            pieces.iter().map(|piece| piece.len()).sum(),
        );
        Pin::new(this).poll_write(cx, &first)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

/// Reads what the system took from the sender, to the octet.
struct Spy {
    line: u64,
    told: Vec<u8>,
    /// Octets that left, and those the sender asked to be taken: up to where, since when.
    gone: usize,
    asked: VecDeque<(usize, Duration, Timestamp)>,
    place: Place,
    /// RSET opens the next envelope: the pace holds from there.
    reset: Option<Duration>,
    /// The relay has not spoken since the last dot.
    at_dot: bool,
    began: Option<Duration>,
    to: Option<Pseudonym>,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Command,
    /// DATA was said: a body may follow, or another command.
    Data,
    Body,
}

impl Spy {
    /// The sender asks the system to take so many octets more. A full buffer may make it wait; what it
    /// meant to do, and when, is this moment.
    fn is_asked(&mut self, world: &World, octets: usize) {
        let until = self.gone + self.told.len() + octets;
        if self.asked.back().is_none_or(|(before, ..)| *before < until) {
            self.asked
                .push_back((until, world.wall.elapsed(), world.wall.now()));
        }
    }

    /// The next octet begins a line of a body.
    fn is_at_dot(&self) -> bool {
        self.place == Place::Body && self.told.is_empty()
    }

    fn hears(&mut self, process: &Process, octets: &[u8]) {
        let mut rest = octets;
        while let Some(end) = memchr::memchr(b'\n', rest) {
            self.told.extend_from_slice(&rest[..=end]);
            rest = &rest[end + 1..];
            let line = std::mem::take(&mut self.told);
            while self
                .asked
                .front()
                .is_some_and(|(until, ..)| *until <= self.gone)
            {
                self.asked.pop_front();
            }
            self.line_told(process, &line);
            self.gone += line.len();
        }
        self.told.extend_from_slice(rest);
    }

    fn line_told(&mut self, process: &Process, line: &[u8]) {
        let world = &process.world;
        let asked = self.asked.front().map(|(_, at, wall)| (*at, *wall));
        let (at, wall) = asked.unwrap_or_else(|| (world.wall.elapsed(), world.wall.now()));
        if self.place == Place::Data {
            self.place = if line.starts_with(b"Date: ") {
                Place::Body
            } else {
                Place::Command
            };
        }
        if self.place == Place::Body {
            if line == b".\r\n" {
                self.place = Place::Command;
                self.at_dot = true;
                world.judge.dot(world, self.line, self.to);
            }
            return;
        }
        if self.at_dot && line == b"QUIT\r\n" {
            world.sees("QUIT behind a dot");
        }
        if self.at_dot {
            world.judge.manners.borrow().stands_behind_a_dot(world, at);
        }
        if line.starts_with(b"MAIL FROM:") {
            let reset = self.reset.take();
            if reset.is_none() {
                world.judge.envelope(world, self.line, at, wall);
            }
            self.began = Some(reset.unwrap_or(at));
        } else if let Some(rest) = line.strip_prefix(b"RCPT TO:<") {
            let end = rest.iter().position(|octet| *octet == b'>').unwrap_or(0);
            let address = String::from_utf8_lossy(&rest[..end]).into_owned();
            self.to = world.book.borrow().whose(&address);
            match (self.to, self.began) {
                (Some(to), Some(began)) => world.judge.asked(world, self.line, to, began),
                _ => world.blame(format!("RCPT to a stranger: {address}")),
            }
        } else if line == b"RSET\r\n" {
            if world.judge.manners.borrow_mut().says_again(self.line) {
                self.reset = self.began;
            } else {
                self.reset = Some(at);
                world.judge.envelope(world, self.line, at, wall);
            }
        } else if line == b"DATA\r\n" {
            self.place = Place::Data;
        } else if line == b".\r\n" {
            world.blame("a dot outside a body");
        }
    }
}
