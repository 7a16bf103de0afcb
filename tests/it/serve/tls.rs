//! The page in an office network: over TLS, with the certificate that the settings name.
#![allow(clippy::disallowed_methods)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::page::Page;
use crate::harness::Folder;

const NAME: &str = "lezen.voorbeeldzaken.example";

/// A campaign whose page has a certificate, and what trusts it.
fn with_certificate() -> (Folder, Arc<ClientConfig>) {
    let folder = Folder::new();
    let made = rcgen::generate_simple_self_signed([NAME.to_owned()]).unwrap();
    std::fs::write(folder.path("config/page.pem"), made.cert.pem()).unwrap();
    let key = made.signing_key.serialize_pem();
    std::fs::write(folder.path("config/page.key"), key).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let client = ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth();
    (folder, Arc::new(client))
}

const SETTINGS: [&str; 6] = [
    "--set",
    "serve.public_url=\"https://lezen.voorbeeldzaken.example\"",
    "--set",
    "serve.tls_cert=\"config/page.pem\"",
    "--set",
    "serve.tls_key=\"config/page.key\"",
];

/// What the page answers over TLS; whatever goes wrong is an error.
fn ask(port: u16, client: &Arc<ClientConfig>, lines: &str) -> std::io::Result<String> {
    let name = ServerName::try_from(NAME).unwrap();
    let connection = ClientConnection::new(Arc::clone(client), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(("127.0.0.1", port))?);
    write!(
        stream,
        "{lines}\r\nHost: {NAME}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    // A server that closes without a farewell has still said all of it.
    if let Err(fault) = stream.read_to_end(&mut answer)
        && fault.kind() != std::io::ErrorKind::UnexpectedEof
    {
        return Err(fault);
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[test]
fn with_a_certificate_the_page_speaks_tls_and_nothing_else() {
    let (folder, client) = with_certificate();
    let page = Page::start_at(&folder, &SETTINGS, "https://");
    let link = page.invite(&folder, &[&SETTINGS[..], &["A. Vos"]].concat());
    let looked = ask(page.port, &client, &format!("GET {link} HTTP/1.1")).unwrap();
    assert!(
        looked.starts_with("HTTP/1.1 200") && looked.contains("A. Vos"),
        "{looked}"
    );
    assert!(
        looked.contains("strict-transport-security: max-age="),
        "{looked}"
    );
    let entered = ask(
        page.port,
        &client,
        &format!("POST {link} HTTP/1.1\r\nContent-Length: 0"),
    );
    let entered = entered.unwrap();
    let cookie = entered
        .lines()
        .find(|line| line.starts_with("set-cookie: "))
        .unwrap();
    assert!(cookie.contains("; Secure"), "{cookie}");
    let cookie = cookie
        .trim_start_matches("set-cookie: ")
        .split(';')
        .next()
        .unwrap();
    let read = ask(
        page.port,
        &client,
        &format!("GET / HTTP/1.1\r\nCookie: {cookie}"),
    )
    .unwrap();
    assert!(
        read.starts_with("HTTP/1.1 200") && read.contains("A. Vos"),
        "{read}"
    );
    // Nothing goes in the clear, and nobody else can pass for the page.
    let mut plain = TcpStream::connect(("127.0.0.1", page.port)).unwrap();
    let request = format!("GET / HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n");
    plain.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _cut = plain.read_to_end(&mut answer);
    assert!(
        !String::from_utf8_lossy(&answer).contains("HTTP/1.1"),
        "{answer:?}"
    );
    let (_, stranger) = with_certificate();
    ask(page.port, &stranger, "GET / HTTP/1.1").unwrap_err();
}

#[test]
fn a_certificate_that_is_none_is_told_before_anybody_is_let_in() {
    let (folder, _) = with_certificate();
    let (other, _) = with_certificate();
    let stranger = std::fs::read(other.path("config/page.key")).unwrap();
    for (file, content) in [
        ("config/page.pem", b"no certificate".to_vec()),
        ("config/page.key", b"no key".to_vec()),
        ("config/page.key", stranger),
    ] {
        let kept = std::fs::read(folder.path(file)).unwrap();
        std::fs::write(folder.path(file), content).unwrap();
        let ran = folder.heraut(&[&SETTINGS[..], &["serve", "--port", "0"]].concat());
        assert_eq!(ran.exit, 3, "{file}: {}", ran.err);
        assert!(ran.err.contains(file), "{file}: {}", ran.err);
        std::fs::write(folder.path(file), kept).unwrap();
    }
}
