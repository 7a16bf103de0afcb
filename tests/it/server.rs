//! A mail server on this machine for a test: it answers by a script, and keeps what it took.

use std::process::Command;
use std::sync::Arc;

use heraut::clock::SystemClock;
use heraut::relay::catcher::{Catcher, Memory, Options, Script};

use crate::harness::{Folder, Ran};

/// A server on this machine, and the settings that lead to it.
pub(crate) struct Server {
    pub(crate) kept: Arc<Memory>,
    port: u16,
    _stop: tokio::sync::oneshot::Sender<()>,
}

pub(crate) fn server(script: impl Script + 'static) -> Server {
    let kept = Arc::new(Memory::default());
    let options = Options {
        script: Arc::new(script),
        ..Options::keeping(kept.clone())
    };
    let catcher = Catcher::start(options, SystemClock::start()).unwrap();
    let port = catcher.address().port();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(catcher.run(async {
            let _gone = stopped.await;
        }))
    });
    Server {
        kept,
        port,
        _stop: stop,
    }
}

impl Server {
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn heraut(&self, folder: &Folder, settings: &[&str], words: &[&str]) -> Ran {
        folder.ran(self.command(folder, settings, words))
    }

    pub(crate) fn command(&self, folder: &Folder, settings: &[&str], words: &[&str]) -> Command {
        self.command_with(
            folder,
            &[&["approval.required=[]"], settings].concat(),
            words,
        )
    }

    /// The same, and the roles are those of the settings file.
    pub(crate) fn with_roles(&self, folder: &Folder, settings: &[&str], words: &[&str]) -> Ran {
        folder.ran(self.command_with(folder, settings, words))
    }

    fn command_with(&self, folder: &Folder, settings: &[&str], words: &[&str]) -> Command {
        let port = format!("relay.port={}", self.port);
        let relay = [
            "relay.kind=smtp",
            "relay.host=127.0.0.1",
            &port,
            "relay.tls=none",
        ];
        let all = relay.iter().chain(&["relay.timeout=5s"]).chain(settings);
        let set = all.flat_map(|setting| ["--set", *setting]);
        folder.command(&set.chain(words.iter().copied()).collect::<Vec<_>>())
    }
}
