//! STARTTLS and implicit TLS.

use tokio_rustls::rustls::pki_types::{PrivatePkcs8KeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::super::{CatcherTls, Login, When};
use super::*;

/// The two ends of a trust that lasts for one test.
fn trust() -> (TlsAcceptor, TlsConnector) {
    let made = rcgen::generate_simple_self_signed(["catcher.example".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let server = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    let client = ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth();
    (
        TlsAcceptor::from(Arc::new(server)),
        TlsConnector::from(Arc::new(client)),
    )
}

fn name() -> ServerName<'static> {
    ServerName::try_from("catcher.example").unwrap()
}

#[tokio::test]
async fn starttls_forgets_what_was_said_before_and_marks_the_mail() {
    let (acceptor, connector) = trust();
    let (mut options, kept) = honest();
    options.tls = CatcherTls::StartTls(acceptor);
    options.login = Some(Login {
        user: "user".into(),
        password: "secret".into(),
    });
    options.capabilities.auth = When::UnderTls;
    visit(options, async move |mut line| {
        hear(&mut line).await;
        let offered = ask(&mut line, "EHLO c.example\r\n").await;
        assert!(
            offered.contains("STARTTLS") && !offered.contains("AUTH"),
            "{offered}"
        );
        assert_eq!(codes(&ask(&mut line, "STARTTLS\r\n").await), [220]);
        let mut line = connector.connect(name(), line).await.unwrap();
        assert_eq!(
            codes(&ask(&mut line, "MAIL FROM:<a@a.example>\r\n").await),
            [503]
        );
        let offered = ask(&mut line, "EHLO c.example\r\n").await;
        assert!(
            !offered.contains("STARTTLS") && offered.contains("AUTH"),
            "{offered}"
        );
        assert_eq!(codes(&ask(&mut line, "STARTTLS\r\n").await), [502]);
        assert_eq!(
            codes(&ask(&mut line, "AUTH PLAIN AHVzZXIAc2VjcmV0\r\n").await),
            [235]
        );
        assert_eq!(
            codes(&ask(&mut line, &envelope("a@a.example")).await),
            [250, 250, 354]
        );
        assert_eq!(
            codes(&ask(&mut line, "x\r\n.\r\nQUIT\r\n").await),
            [250, 221]
        );
    })
    .await;
    assert!(kept.mails()[0].tls);
}

#[tokio::test]
async fn words_glued_behind_starttls_end_the_line() {
    let (mut options, _) = honest();
    options.tls = CatcherTls::StartTls(trust().0);
    let heard = talk(
        options,
        "EHLO c.example\r\nSTARTTLS\r\nMAIL FROM:<a@a.example>\r\n",
    )
    .await;
    assert_eq!(codes(&heard), [220, 250, 554]);
}

#[tokio::test]
async fn starttls_not_offered_is_not_taken() {
    let (mut options, _) = honest();
    options.tls = CatcherTls::StartTls(trust().0);
    options.capabilities.starttls = false;
    let heard = talk(options, "STARTTLS\r\nEHLO c.example\r\nSTARTTLS\r\n").await;
    assert!(!heard.contains("250-STARTTLS"), "{heard}");
    assert_eq!(codes(&heard), [220, 502, 250, 502]);
}

#[tokio::test]
async fn implicit_tls_from_the_first_byte() {
    let (acceptor, connector) = trust();
    let (mut options, kept) = honest();
    options.tls = CatcherTls::Implicit(acceptor);
    visit(options, async move |line| {
        let mut line = connector.connect(name(), line).await.unwrap();
        assert_eq!(codes(&hear(&mut line).await), [220]);
        let offered = ask(&mut line, "EHLO c.example\r\n").await;
        assert!(!offered.contains("STARTTLS"), "{offered}");
        ask(&mut line, &envelope("a@a.example")).await;
        assert_eq!(
            codes(&ask(&mut line, "x\r\n.\r\nQUIT\r\n").await),
            [250, 221]
        );
    })
    .await;
    assert!(kept.mails()[0].tls);
}
