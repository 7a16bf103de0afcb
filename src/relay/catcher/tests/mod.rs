//! The catcher judged from the client's side of the line.

mod dialogue;
mod encrypted;
mod loopback;
mod misbehaviour;

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, DuplexStream};

use super::{Memory, Options, Server};
use crate::clock::SystemClock;

/// An honest catcher and what it keeps.
fn honest() -> (Options, Arc<Memory>) {
    let kept = Arc::new(Memory::default());
    (Options::keeping(kept.clone()), kept)
}

/// Runs `client` against one connection of a server so set up; gives what the client gave.
async fn visit<T>(options: Options, client: impl AsyncFnOnce(DuplexStream) -> T) -> T {
    let server = Server::new(options, SystemClock::start());
    let (ours, theirs) = tokio::io::duplex(1 << 20);
    let (_, given) = tokio::join!(server.serve(1, theirs), client(ours));
    given
}

/// Says all of `said` at once, and gives all that is answered until the line ends.
async fn talk(options: Options, said: &str) -> String {
    let said = said.as_bytes().to_vec();
    visit(options, async move |mut line| {
        // The server may close before it has heard it all.
        let _ = line.write_all(&said).await;
        let _ = line.shutdown().await;
        let mut heard = Vec::new();
        line.read_to_end(&mut heard).await.unwrap();
        hide_ids(&String::from_utf8(heard).unwrap())
    })
    .await
}

/// Puts `ID` for every queue id.
fn hide_ids(heard: &str) -> String {
    let mut parts = heard.split("queued as ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        format!("{all}queued as ID{}", &part[11..])
    })
}

/// Says `said` and gives what comes back in one read.
async fn ask(line: &mut (impl AsyncRead + AsyncWrite + Unpin), said: &str) -> String {
    line.write_all(said.as_bytes()).await.unwrap();
    line.flush().await.unwrap();
    hear(line).await
}

/// What comes in one read; empty when the line ended.
async fn hear(line: &mut (impl AsyncRead + Unpin)) -> String {
    let mut heard = vec![0; 64 << 10];
    let bytes = line.read(&mut heard).await.unwrap();
    hide_ids(std::str::from_utf8(&heard[..bytes]).unwrap())
}

/// The codes of replies, in order.
fn codes(heard: &str) -> Vec<u16> {
    let last_lines = heard
        .lines()
        .filter(|line| line.as_bytes().get(3) != Some(&b'-'));
    last_lines.map(|line| line[..3].parse().unwrap()).collect()
}

/// MAIL, RCPT and DATA for one mail to `to`, in one flight.
fn envelope(to: &str) -> String {
    format!("MAIL FROM:<bericht@voorbeeldzaken.example>\r\nRCPT TO:<{to}>\r\nDATA\r\n")
}
