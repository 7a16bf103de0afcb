//! The sink: takes every mail as fast as it can, keeps none, and counts.
//!
//! The program's own catcher checks what it is sent and so costs more than most senders; with it, or
//! with Postfix's `smtp-sink`, the bench can be run as a cross-check.

use std::io::BufRead;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use heraut::clock::SystemClock;
use heraut::relay::catcher::{Catcher, Count, Options};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::LocalSet;

use crate::Outcome;
use crate::process::{self, Servant};

/// A sink at work, seen from the bench.
pub(crate) struct Sink {
    servant: Option<Servant>,
    postfix: Option<std::process::Child>,
    pub(crate) port: u16,
}

/// What a sink has counted.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) mails: u64,
    /// Writes of replies: each is half of a round trip.
    pub(crate) writes: u64,
}

impl Sink {
    pub(crate) fn start(kind: &str, state: &std::path::Path) -> Outcome<Sink> {
        if kind == "postfix" {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
                .local_addr()?
                .port();
            let mut command = Command::new("smtp-sink");
            // As root it wants to be told whom to become.
            command.args(["-u", "nobody", &format!("127.0.0.1:{port}"), "1024"]);
            let postfix = Some(command.spawn()?);
            std::thread::sleep(std::time::Duration::from_millis(300));
            return Ok(Sink {
                servant: None,
                postfix,
                port,
            });
        }
        let (servant, port) = Servant::start(process::role(state, &["role-sink", kind])?)?;
        Ok(Sink {
            servant: Some(servant),
            postfix: None,
            port: port.parse()?,
        })
    }

    /// What it has counted; `None`: this sink doesn't say.
    pub(crate) fn counts(&mut self) -> Outcome<Option<Counts>> {
        let Some(servant) = &mut self.servant else {
            return Ok(None);
        };
        let said = servant.ask("counts")?;
        let (mails, writes) = said
            .split_once(' ')
            .ok_or("the sink's answer is no count")?;
        Ok(Some(Counts {
            mails: mails.parse()?,
            writes: writes.parse()?,
        }))
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Some(mut postfix) = self.postfix.take() {
            let _killed = postfix.kill();
            let _ended = postfix.wait();
        }
    }
}

/// Serves until standard input ends; says its port, then its counts for every line it is given.
pub(crate) fn serve(kind: &str) -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    if kind == "catcher" {
        let count = Arc::new(Count::default());
        let catcher = runtime.block_on(async {
            Catcher::start(Options::keeping(count.clone()), SystemClock::start())
        })?;
        println!("{}", catcher.address().port());
        std::thread::spawn(move || answer(|| (count.mails(), 0)));
        return Ok(runtime.block_on(catcher.run(std::future::pending()))?);
    }
    let tally = Arc::new(Tally::default());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    println!("{}", listener.local_addr()?.port());
    let told = tally.clone();
    let now = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    std::thread::spawn(move || answer(|| (now(&told.mails), now(&told.writes))));
    runtime.block_on(LocalSet::new().run_until(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let tally = tally.clone();
            // A sender that hangs up is no concern of the sink.
            tokio::task::spawn_local(
                async move { Visit::new(tally).talk(stream).await.unwrap_or(()) },
            );
        }
    }))
}

fn answer(counts: impl Fn() -> (u64, u64)) {
    for _question in std::io::stdin().lock().lines() {
        let (mails, writes) = counts();
        println!("{mails} {writes}");
    }
    // The bench is gone.
    std::process::exit(0);
}

#[derive(Default)]
struct Tally {
    mails: AtomicU64,
    writes: AtomicU64,
}

/// One connection: as little work a mail as can be.
struct Visit {
    tally: Arc<Tally>,
    in_body: bool,
    replies: Vec<u8>,
    nonce: Rc<str>,
}

const DOT: &[u8] = b"\r\n.\r\n";
const EHLO: &[u8] =
    b"250-sink.example\r\n250-PIPELINING\r\n250-SIZE 67108864\r\n250-8BITMIME\r\n250-DSN\r\n\
    250 ENHANCEDSTATUSCODES\r\n";

impl Visit {
    fn new(tally: Arc<Tally>) -> Self {
        // Queue ids of real servers seldom repeat; what is kept of a reply differs each time.
        let nonce = heraut::relay::catcher::queue_id().unwrap_or_default();
        Visit {
            tally,
            in_body: false,
            replies: Vec::new(),
            nonce: nonce.into(),
        }
    }

    async fn talk(mut self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut buffer = vec![0; 512 * 1024];
        let mut filled = 0;
        stream.write_all(b"220 sink.example ESMTP\r\n").await?;
        loop {
            let read = stream.read(&mut buffer[filled..]).await?;
            if read == 0 {
                return Ok(());
            }
            filled += read;
            let taken = self.take(&buffer[..filled]);
            buffer.copy_within(taken..filled, 0);
            filled -= taken;
            if !self.replies.is_empty() {
                self.tally.writes.fetch_add(1, Ordering::Relaxed);
                stream.write_all(&self.replies).await?;
                self.replies.clear();
            }
        }
    }

    /// Takes what can be understood; says how much that was.
    fn take(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        loop {
            let rest = &bytes[at..];
            if self.in_body {
                let Some(dot) = memchr::memmem::find(rest, DOT) else {
                    // The end may have begun.
                    return bytes.len() - rest.len().min(DOT.len() - 1);
                };
                at += dot + DOT.len();
                self.in_body = false;
                let number = self.tally.mails.fetch_add(1, Ordering::Relaxed);
                let reply = format!("250 2.0.0 Ok: queued as {}{number:08X}\r\n", self.nonce);
                self.replies.extend_from_slice(reply.as_bytes());
            } else {
                let Some(end) = memchr::memchr(b'\n', rest) else {
                    return at;
                };
                self.obey(&rest[..end]);
                at += end + 1;
            }
        }
    }

    fn obey(&mut self, line: &[u8]) {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        self.in_body = verb == b"DATA";
        self.replies.extend_from_slice(match verb.as_slice() {
            b"EHLO" => EHLO,
            b"HELO" => b"250 sink.example\r\n",
            b"DATA" => b"354 Go on\r\n",
            b"QUIT" => b"221 2.0.0 Bye\r\n",
            _ => b"250 2.1.0 Ok\r\n",
        });
    }
}
