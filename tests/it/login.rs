//! What relays say before there is a mail, under TLS with a login: a server of a few lines whose every answer a test gives.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair, date_time_ymd};
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::harness::{Folder, Ran};

/// Another answer than the usual one to a command; the flag says whether somebody logged in.
pub(crate) type Answers = fn(&str, bool) -> Option<&'static str>;

pub(crate) struct Scene {
    pub(crate) folder: Folder,
    port: u16,
    said: Arc<Mutex<Vec<String>>>,
}

/// What goes wrong with the certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    Good,
    OtherName,
    Expired,
    NotNamed,
}

/// A server that begins with TLS and shows a certificate as `openssl req -x509` makes them: signed by itself, `CA:TRUE`.
pub(crate) fn scene(shows: Shows, answers: Answers) -> Scene {
    let folder = Folder::new();
    let name = if shows == Shows::OtherName {
        "other.example"
    } else {
        "localhost"
    };
    let made = || {
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        if shows == Shows::Expired {
            params.not_before = date_time_ymd(2001, 1, 1);
            params.not_after = date_time_ymd(2002, 1, 1);
        }
        let key = KeyPair::generate().unwrap();
        (params.self_signed(&key).unwrap(), key)
    };
    let (shown, key) = made();
    let named = if shows == Shows::NotNamed {
        made().0
    } else {
        shown.clone()
    };
    fs::write(folder.path("config/ca.pem"), named.pem()).unwrap();
    fs::write(folder.path("config/relay.password"), "geheim\n").unwrap();
    fs::set_permissions(
        folder.path("config/relay.password"),
        fs::Permissions::from_mode(0o600),
    )
    .unwrap();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let chain = vec![shown.der().clone()];
    let tls = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key.into())
        .unwrap();
    let (said, tls) = (Arc::new(Mutex::new(Vec::new())), Arc::new(tls));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = said.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let session = ServerConnection::new(tls.clone()).unwrap();
            let heard = heard.clone();
            std::thread::spawn(move || {
                serve(StreamOwned::new(session, stream.unwrap()), answers, &heard)
            });
        }
    });
    Scene { folder, port, said }
}

/// One visit, one command at a time; a handshake that fails ends it.
fn serve<S: Read + Write>(stream: S, answers: Answers, heard: &Mutex<Vec<String>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut known = false;
    say(&mut stream, "220 relay.example ESMTP")?;
    loop {
        let line = hear(&mut stream)?;
        heard.lock().unwrap().push(line.clone());
        let word: String = line.chars().take(4).collect();
        let usual = match word.as_str() {
            "EHLO" if known => "250-relay.example\r\n250-DSN\r\n250 SIZE 50000000",
            "EHLO" => "250-relay.example\r\n250 AUTH PLAIN LOGIN",
            "AUTH" => "235 2.7.0 ok",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 2.0.0 ok",
        };
        let answer = answers(&line, known).unwrap_or(usual);
        say(&mut stream, answer)?;
        if answer.starts_with("334") {
            for answer in ["334 UGFzc3dvcmQ6", "235 2.7.0 ok"] {
                hear(&mut stream)?;
                say(&mut stream, answer)?;
            }
            known = true;
        }
        known |= answer.starts_with("235");
        if answer.starts_with("354") {
            while hear(&mut stream)? != "." {}
            say(&mut stream, "250 2.0.0 Ok: queued as 4XyZ12abc")?;
        }
    }
}

fn say<S: Read + Write>(stream: &mut BufReader<S>, answer: &str) -> Option<()> {
    stream
        .get_mut()
        .write_all(format!("{answer}\r\n").as_bytes())
        .ok()?;
    stream.get_mut().flush().ok()
}

fn hear<S: Read>(stream: &mut BufReader<S>) -> Option<String> {
    let mut line = String::new();
    (stream.read_line(&mut line).ok()? > 0).then(|| line.trim_end().to_owned())
}

impl Scene {
    pub(crate) fn heraut(&self, words: &[&str]) -> Ran {
        let port = format!("relay.port={}", self.port);
        let mut all = Vec::new();
        for setting in [
            "relay.kind=smtp",
            "relay.host=localhost",
            &port,
            "relay.tls=implicit",
            "relay.ca_file=config/ca.pem",
            "relay.timeout=2s",
            "relay.user=bericht",
            "relay.password_file=config/relay.password",
            "approval.required=[]",
        ] {
            all.extend(["--set", setting]);
        }
        all.extend(words);
        self.folder.heraut(&all)
    }

    fn commands(&self, word: &str) -> Vec<String> {
        self.said
            .lock()
            .unwrap()
            .iter()
            .filter(|line| line.starts_with(word))
            .cloned()
            .collect()
    }
}

/// What was told, without the ends of the terminal's lines.
fn told(ran: &Ran) -> String {
    format!("{} {}", ran.out, ran.err)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

pub(crate) fn none(_: &str, _: bool) -> Option<&'static str> {
    None
}

#[test]
fn what_is_offered_after_the_login_counts() {
    let scene = scene(Shows::Good, none);
    let ran = scene.heraut(&["--json", "preflight"]);
    let features = &ran.json()["features"];
    assert_eq!(
        (&features["dsn"], &features["size_limit"]),
        (&true.into(), &50_000_000.into()),
        "{}",
        ran.out
    );
    let ran = scene.heraut(&["--json", "send", "--limit", "1"]);
    assert_eq!(ran.json()["sum"]["accepted"], 1, "{}{}", ran.out, ran.err);
    let mail = scene.commands("MAIL").pop().unwrap();
    assert!(
        mail.contains(" RET=HDRS") && mail.contains(" ENVID=") && mail.contains(" SIZE="),
        "{mail}"
    );
}

/// A relay that takes no second EHLO keeps what it offered.
#[test]
fn a_relay_that_takes_no_second_ehlo_is_used_all_the_same() {
    let scene = scene(Shows::Good, |line, known| {
        (known && line.starts_with("EHLO")).then_some("503 5.5.1 EHLO already said")
    });
    let ran = scene.heraut(&["--json", "send", "--limit", "1"]);
    assert_eq!(ran.json()["sum"]["accepted"], 1, "{}{}", ran.out, ran.err);
}

#[test]
fn login_is_tried_where_plain_is_not_known() {
    let scene = scene(Shows::Good, |line, _| {
        let plain = "504 5.7.4 Unrecognized authentication type";
        match line {
            _ if line.starts_with("AUTH PLAIN") => Some(plain),
            _ if line.starts_with("AUTH LOGIN") => Some("334 VXNlcm5hbWU6"),
            _ => None,
        }
    });
    let ran = scene.heraut(&["--json", "preflight"]);
    assert_eq!(ran.exit, 0, "{}", ran.out);
    assert_eq!(scene.commands("AUTH").len(), 2);
}

#[test]
fn login_is_used_where_plain_is_not_offered() {
    let scene = scene(Shows::Good, |line, _| match line {
        _ if line.starts_with("EHLO") => Some("250-relay.example\r\n250 AUTH LOGIN"),
        _ if line.starts_with("AUTH LOGIN") => Some("334 VXNlcm5hbWU6"),
        _ => None,
    });
    let ran = scene.heraut(&["--json", "preflight"]);
    assert_eq!(ran.exit, 0, "{}", ran.out);
    assert_eq!(scene.commands("AUTH"), ["AUTH LOGIN"]);
}

#[test]
fn a_password_that_is_refused_is_not_tried_a_second_way() {
    let scene = scene(Shows::Good, |line, _| {
        line.starts_with("AUTH").then_some("535 5.7.8 no")
    });
    assert_eq!(scene.heraut(&["preflight"]).exit, 12);
    assert_eq!(scene.commands("AUTH").len(), 1);
}

#[test]
fn what_the_relay_says_before_a_mail_is_shown_and_kept() {
    let scene = scene(Shows::Good, |line, _| {
        let no = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. \
                  [bericht@voorbeeldzaken.example]";
        line.starts_with("AUTH").then_some(no)
    });
    for command in ["preflight", "send"] {
        let ran = scene.heraut(&[command]);
        assert_eq!(ran.exit, 12, "{}{}", ran.out, ran.err);
        let told = told(&ran);
        assert!(
            told.contains("SmtpClientAuthentication is disabled for the Tenant."),
            "{told}"
        );
        assert!(
            told.contains("SMTP AUTH") && !told.contains("bericht@"),
            "{told}"
        );
    }
    let stopped = &scene.folder.status()["stopped"];
    let words = stopped["words"].as_str().unwrap();
    assert!(
        words.contains("disabled for the Tenant.") && !words.contains("bericht@"),
        "{stopped}"
    );
    let journal = fs::read(scene.folder.path("var/trial/journal.db")).unwrap();
    assert!(!String::from_utf8_lossy(&journal).contains("SmtpClientAuthentication"));
}

#[test]
fn a_self_signed_issuer_that_is_named_is_taken_by_name_and_date() {
    for (shows, exit, words) in [
        (Shows::Good, 0, ""),
        (
            Shows::OtherName,
            12,
            "is for other.example, and not for the name in relay.host",
        ),
        (Shows::Expired, 12, "has expired"),
        (
            Shows::NotNamed,
            12,
            "Name the certificate itself at relay.ca_file",
        ),
    ] {
        let scene = scene(shows, none);
        let ran = scene.heraut(&["preflight"]);
        assert_eq!(ran.exit, exit, "{}{}", ran.out, ran.err);
        assert!(told(&ran).contains(words), "{words}: {}", ran.err);
    }
}

#[test]
fn the_wrong_kind_of_tls_for_a_port_is_named() {
    let scene = scene(Shows::Good, none);
    let ran = scene.heraut(&["--set", "relay.tls=starttls", "preflight"]);
    assert_eq!(ran.exit, 12);
    assert!(
        told(&ran).contains("set relay.tls = \"implicit\""),
        "{}",
        ran.err
    );

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = format!("relay.port={}", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        let greet = |mut stream: TcpStream| {
            stream.write_all(b"220 relay.example ESMTP\r\n").unwrap();
            let _asked = stream.read(&mut [0; 1024]);
        };
        listener
            .incoming()
            .for_each(|stream| greet(stream.unwrap()));
    });
    let ran = scene.heraut(&["--set", &port, "preflight"]);
    assert_eq!(ran.exit, 12);
    assert!(
        told(&ran).contains("Set relay.tls = \"starttls\""),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("InvalidContentType"), "{}", ran.err);
}

#[test]
fn a_domain_that_is_not_found_is_told_as_a_likely_slip() {
    let scene = scene(Shows::Good, |line, _| {
        line.starts_with("RCPT")
            .then_some("450 4.1.2 Recipient address rejected: Domain not found")
    });
    let ran = scene.heraut(&["send", "--limit", "1"]);
    assert_eq!(ran.exit, 5, "{}{}", ran.out, ran.err);
    let told = told(&ran);
    assert!(
        told.contains("most likely the address has a typing error"),
        "{told}"
    );
}
