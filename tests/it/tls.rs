//! TLS and login, from the settings to the server: what must work, and what must stop a run before a word is said.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use heraut::clock::SystemClock;
use heraut::relay::catcher::{Catcher, Login, Memory, Options, Tls, When};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use crate::harness::{Folder, Ran};

struct Scene {
    folder: Folder,
    kept: Arc<Memory>,
    port: u16,
    _stop: tokio::sync::oneshot::Sender<()>,
}

/// A server with a certificate for `name`, which the campaign's `ca_file` holds, and a login.
fn scene(name: &str, tls: impl FnOnce(TlsAcceptor) -> Tls, starttls: bool) -> Scene {
    let folder = Folder::new();
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    fs::write(folder.path("config/ca.pem"), made.cert.pem()).unwrap();
    fs::write(folder.path("config/relay.password"), "geheim\n").unwrap();
    fs::set_permissions(folder.path("config/relay.password"), fs::Permissions::from_mode(0o600)).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let server = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    let kept = Arc::new(Memory::default());
    let mut options = Options::keeping(kept.clone());
    options.tls = tls(TlsAcceptor::from(Arc::new(server)));
    options.login = Some(Login { user: "bericht".into(), password: "geheim".into() });
    options.capabilities.auth = When::UnderTls;
    options.capabilities.starttls = starttls;
    let catcher = Catcher::start(options, SystemClock::start()).unwrap();
    let port = catcher.address().port();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(catcher.run(async {
            let _gone = stopped.await;
        }))
    });
    Scene { folder, kept, port, _stop: stop }
}

impl Scene {
    fn send(&self, tls: &str, more: &[&str]) -> Ran {
        let port = format!("relay.port={}", self.port);
        let tls = format!("relay.tls={tls}");
        let mut settings =
            vec!["relay.kind=smtp", "relay.host=localhost", &port, &tls, "approval.required=[]"];
        settings.extend(["relay.timeout=3s", "relay.ca_file=config/ca.pem", "relay.user=bericht"]);
        settings.push("relay.password_file=config/relay.password");
        settings.extend(more);
        let mut words: Vec<&str> = settings.iter().flat_map(|setting| ["--set", *setting]).collect();
        words.extend(["--json", "send", "--limit", "3"]);
        self.folder.heraut(&words)
    }
}

#[test]
fn mails_go_out_under_starttls_with_a_login() {
    let scene = scene("localhost", Tls::StartTls, true);
    let ran = scene.send("starttls", &[]);
    assert_eq!(ran.json()["sum"]["accepted"], 3, "{}", ran.out);
    assert!(scene.kept.mails().iter().all(|mail| mail.tls));
}

#[test]
fn mails_go_out_under_implicit_tls_with_a_login() {
    let scene = scene("localhost", Tls::Implicit, true);
    let ran = scene.send("implicit", &[]);
    assert_eq!(ran.json()["sum"]["accepted"], 3, "{}", ran.out);
    assert!(scene.kept.mails().iter().all(|mail| mail.tls));
}

/// Ends with exit 12, says why under this code, and marks nobody.
fn refused(scene: &Scene, ran: &Ran) {
    assert_eq!(ran.exit, 12, "{}{}", ran.out, ran.err);
    assert_eq!(scene.kept.mails().len(), 0);
    let status = scene.folder.status();
    assert_eq!(status["sum"]["queued"], 32, "{status}");
}

#[test]
fn a_relay_that_hides_starttls_gets_nothing() {
    let scene = scene("localhost", Tls::StartTls, false);
    refused(&scene, &scene.send("starttls", &[]));
}

#[test]
fn a_certificate_for_another_name_gets_nothing() {
    let scene = scene("other.example", Tls::StartTls, true);
    refused(&scene, &scene.send("starttls", &[]));
}

#[test]
fn a_wrong_password_stops_the_run() {
    let scene = scene("localhost", Tls::StartTls, true);
    fs::write(scene.folder.path("config/relay.password"), "anders\n").unwrap();
    refused(&scene, &scene.send("starttls", &[]));
}
