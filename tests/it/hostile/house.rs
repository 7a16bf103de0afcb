//! Where a hostile relay lives: its port, what it saw, and whether it has come to its senses.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::net::{TcpListener, TcpSocket};
use tokio_rustls::TlsAcceptor;

use super::act::{Act, At, Behaviour, Shows, Times, Transport};
use super::certs::acceptor;
use super::visit;

/// A mail that came with its final dot.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) to: String,
    /// Kept, unless the relay refused it in so many words.
    pub(super) kept: bool,
}

/// What all visits to one relay share.
pub(super) struct House {
    pub(super) behaviour: Behaviour,
    pub(super) transport: Transport,
    pub(super) good: TlsAcceptor,
    pub(super) shown: TlsAcceptor,
    sound: AtomicBool,
    times: Mutex<HashMap<At, usize>>,
    mails: Mutex<Vec<Seen>>,
    wrongs: Mutex<Vec<String>>,
    visits: AtomicUsize,
}

impl House {
    /// Opens it on a port of the system's choice; it closes with the value returned beside it.
    pub(super) fn open(
        behaviour: Behaviour,
        transport: Transport,
    ) -> (Arc<House>, SocketAddr, Open) {
        let good = acceptor(Shows::Good);
        let shown = if behaviour.shows == Shows::Good {
            good.clone()
        } else {
            acceptor(behaviour.shows)
        };
        let house = Arc::new(House {
            behaviour,
            transport,
            good,
            shown,
            sound: AtomicBool::new(false),
            times: Mutex::default(),
            mails: Mutex::default(),
            wrongs: Mutex::default(),
            visits: AtomicUsize::new(0),
        });
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let (tell, told) = std::sync::mpsc::channel();
        let inside = house.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let listener = inside.listen();
                tell.send(listener.local_addr().unwrap()).unwrap();
                tokio::select! { () = serve(listener, inside) => {}, _ = stopped => {} }
            });
        });
        (house, told.recv().unwrap(), Open { _stop: stop })
    }

    fn listen(&self) -> TcpListener {
        let socket = TcpSocket::new_v4().unwrap();
        if self.behaviour.large {
            // Room for less than a mail on this side of the line; the kernel's other end holds 4 MB at most.
            socket.set_recv_buffer_size(65_536).unwrap();
        }
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        socket.listen(64).unwrap()
    }

    /// From here on it is an honest relay.
    pub(super) fn come_to_its_senses(&self) {
        self.sound.store(true, Ordering::SeqCst);
    }

    pub(super) fn is_sound(&self) -> bool {
        self.sound.load(Ordering::SeqCst)
    }

    /// What it does at this moment instead of what an honest relay does.
    pub(super) fn act(&self, at: At, to: Option<&str>) -> Option<Act> {
        if self.is_sound() {
            return None;
        }
        let time = {
            let mut times = self.times.lock().unwrap();
            let time = times.entry(at).or_default();
            *time += 1;
            *time
        };
        let fits = |times: Times| match times {
            Times::Always => true,
            Times::Once => time == 1,
            Times::Second => time == 2,
            Times::ToSecond => to.is_some_and(is_second),
        };
        let rules = &self.behaviour.rules;
        let named = rules
            .iter()
            .find(|(when, times, _)| *when == at && fits(*times));
        let every = || {
            rules
                .iter()
                .find(|(when, ..)| *when == At::Every && at != At::Handshake)
        };
        named.or_else(every).map(|(.., act)| act.clone())
    }

    pub(super) fn saw_mail(&self, mail: Seen) {
        self.mails.lock().unwrap().push(mail);
    }

    /// Something that a client must never do, whatever the relay does.
    pub(super) fn saw_wrong(&self, what: &str) {
        self.wrongs.lock().unwrap().push(what.to_owned());
    }

    pub(super) fn mails(&self) -> Vec<Seen> {
        self.mails.lock().unwrap().clone()
    }

    /// How often it was called so far.
    pub(super) fn visits(&self) -> usize {
        self.visits.load(Ordering::SeqCst)
    }

    pub(super) fn wrongs(&self) -> Vec<String> {
        self.wrongs.lock().unwrap().clone()
    }
}

/// The relay listens for as long as this lives.
pub(super) struct Open {
    _stop: tokio::sync::oneshot::Sender<()>,
}

/// Whether this address is that of the second of the three mails.
fn is_second(to: &str) -> bool {
    to.ends_with("@wilg2.example")
}

async fn serve(listener: TcpListener, house: Arc<House>) {
    while let Ok((stream, _)) = listener.accept().await {
        stream.set_nodelay(true).unwrap();
        house.visits.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(visit::receive(stream, house.clone()));
    }
}
