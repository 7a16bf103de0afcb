//! TLS and login, from the settings to the server: what must work, and what must stop a run before a word is said.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use heraut::clock::SystemClock;
use heraut::relay::catcher::{Catcher, CatcherTls, Login, Memory, Options, When};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use crate::harness::{Folder, Ran};

pub(crate) struct Scene {
    pub(crate) folder: Folder,
    kept: Arc<Memory>,
    port: u16,
    _stop: tokio::sync::oneshot::Sender<()>,
}

/// A server with a certificate for `name`, which the campaign's `ca_file` holds, and a login.
pub(crate) fn scene(
    name: &str,
    tls: impl FnOnce(TlsAcceptor) -> CatcherTls,
    starttls: bool,
) -> Scene {
    let folder = Folder::new();
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    fs::write(folder.path("config/ca.pem"), made.cert.pem()).unwrap();
    fs::write(folder.path("config/relay.password"), "geheim\n").unwrap();
    fs::set_permissions(
        folder.path("config/relay.password"),
        fs::Permissions::from_mode(0o600),
    )
    .unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let server = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    let kept = Arc::new(Memory::default());
    let mut options = Options::keeping(kept.clone());
    options.tls = tls(TlsAcceptor::from(Arc::new(server)));
    options.login = Some(Login {
        user: "bericht".into(),
        password: "geheim".into(),
    });
    options.capabilities.auth = When::UnderTls;
    options.capabilities.starttls = starttls;
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
    Scene {
        folder,
        kept,
        port,
        _stop: stop,
    }
}

impl Scene {
    pub(crate) fn send(&self, tls: &str, more: &[&str]) -> Ran {
        let port = format!("relay.port={}", self.port);
        let tls = format!("relay.tls={tls}");
        let mut settings = vec![
            "relay.kind=smtp",
            "relay.host=localhost",
            &port,
            &tls,
            "approval.required=[]",
        ];
        settings.extend([
            "relay.timeout=3s",
            "relay.ca_file=config/ca.pem",
            "relay.user=bericht",
        ]);
        settings.push("relay.password_file=config/relay.password");
        settings.extend(more);
        let mut words: Vec<&str> = settings
            .iter()
            .flat_map(|setting| ["--set", *setting])
            .collect();
        words.extend(["--json", "send", "--limit", "3"]);
        self.folder.heraut(&words)
    }
}

#[test]
fn mails_go_out_under_starttls_with_a_login() {
    let scene = scene("localhost", CatcherTls::StartTls, true);
    let ran = scene.send("starttls", &[]);
    assert_eq!(ran.json()["sum"]["accepted"], 3, "{}", ran.out);
    assert!(scene.kept.mails().iter().all(|mail| mail.tls));
}

#[test]
fn mails_go_out_under_implicit_tls_with_a_login() {
    let scene = scene("localhost", CatcherTls::Implicit, true);
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
    let scene = scene("localhost", CatcherTls::StartTls, false);
    refused(&scene, &scene.send("starttls", &[]));
}

#[test]
fn a_certificate_for_another_name_gets_nothing() {
    let scene = scene("other.example", CatcherTls::StartTls, true);
    refused(&scene, &scene.send("starttls", &[]));
}

#[test]
fn a_wrong_password_stops_the_run() {
    let scene = scene("localhost", CatcherTls::StartTls, true);
    fs::write(scene.folder.path("config/relay.password"), "anders\n").unwrap();
    refused(&scene, &scene.send("starttls", &[]));
}

#[test]
fn a_tunnel_asks_for_the_certificate_of_the_far_end_and_is_live() {
    let scene = scene("mail.voorbeeldzaken.example", CatcherTls::Implicit, true);
    for key in ["hours = ", "days = "] {
        scene.folder.change(
            "config/heraut.toml",
            &format!("\n{key}"),
            &format!("\n# {key}"),
        );
    }
    let connect = format!("relay.connect=127.0.0.1:{}", scene.port);
    let run = |host: &str, words: &[&str]| {
        let mut all = vec![
            "relay.kind=smtp".to_owned(),
            format!("relay.host={host}"),
            "relay.tls=implicit".to_owned(),
            connect.clone(),
        ];
        all.extend(
            [
                "relay.timeout=3s",
                "relay.ca_file=config/ca.pem",
                "relay.user=bericht",
            ]
            .map(String::from),
        );
        all.extend(["relay.password_file=config/relay.password".into()]);
        let all: Vec<&str> = all
            .iter()
            .flat_map(|setting| ["--set", setting.as_str()])
            .collect();
        scene.folder.heraut(&[&all, words].concat())
    };
    let host = "mail.voorbeeldzaken.example";
    let sealed = run(host, &["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.err);
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    let send = [
        "--json", "send", "--yes", "--digest", &digest, "--limit", "2",
    ];
    assert_eq!(
        run(host, &send).exit,
        9,
        "a tunnel is no trial: nobody agreed yet"
    );
    for (by, role) in [
        ("A. Vos", "inhoud"),
        ("B. Smit", "juridisch"),
        ("C. van Voorbeeld", "besluit"),
    ] {
        let given = run(
            host,
            &["approve", "--digest", &digest, "--by", by, "--as", role],
        );
        assert_eq!(given.exit, 0, "{}", given.err);
    }
    assert_eq!(
        run(host, &["--json", "send", "--limit", "2"]).exit,
        9,
        "nor without the last look"
    );
    let sent = run(host, &send);
    assert_eq!(
        sent.json()["sum"]["accepted"],
        2,
        "{}{}",
        sent.out,
        sent.err
    );
    assert!(scene.kept.mails().iter().all(|mail| mail.tls));
    assert!(scene.folder.path("var/live/journal.db").exists());
    // Whose certificate is asked for is the host's, wherever the line goes.
    let preflight = run("post.voorbeeldzaken.example", &["preflight"]);
    assert_eq!(preflight.exit, 12, "{}", preflight.err);
}
