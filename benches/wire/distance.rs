//! Distance: a process between sender and sink that holds everything back for a while, both ways, and
//! loses and narrows nothing.

use std::io::{BufRead, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::process::{self, Servant};

/// Starts a distance before this port; says its own.
pub(crate) fn start(state: &Path, port: u16, each_way: Duration) -> Outcome<(Servant, u16)> {
    let args = [
        "role-distance",
        &port.to_string(),
        &each_way.as_micros().to_string(),
    ];
    let (servant, port) = Servant::start(process::role(state, &args)?)?;
    Ok((servant, port.parse()?))
}

/// Serves until standard input ends. Threads, since their sleep is finer than the runtime's millisecond.
pub(crate) fn serve(port: &str, span: &str) -> Outcome<()> {
    let (port, span): (u16, u64) = (port.parse()?, span.parse()?);
    let span = Duration::from_micros(span);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    println!("{}", listener.local_addr()?.port());
    std::thread::spawn(|| {
        std::io::stdin().lock().lines().for_each(drop);
        std::process::exit(0);
    });
    for near in listener.incoming() {
        let near = near?;
        let far = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        for stream in [&near, &far] {
            stream.set_nodelay(true)?;
        }
        carry(near.try_clone()?, far.try_clone()?, span);
        carry(far, near, span);
    }
    Ok(())
}

/// Carries one direction, in two threads: one takes and stamps, one waits and gives.
fn carry(mut from: TcpStream, to: TcpStream, span: Duration) {
    let (line, waiting) = channel();
    std::thread::spawn(move || {
        let mut buffer = vec![0; 128 * 1024];
        while let Ok(read @ 1..) = from.read(&mut buffer) {
            if line
                .send((Instant::now() + span, buffer[..read].to_vec()))
                .is_err()
            {
                return;
            }
        }
    });
    std::thread::spawn(move || give(to, &waiting));
}

fn give(mut to: TcpStream, waiting: &Receiver<(Instant, Vec<u8>)>) {
    for (due, bytes) in waiting {
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        if to.write_all(&bytes).is_err() {
            return;
        }
    }
    // The other side may have hung up already.
    let _shut = to.shutdown(Shutdown::Write);
}
