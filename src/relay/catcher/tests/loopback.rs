//! Over real sockets.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpStream;
use tokio::task::LocalSet;

use super::super::{Act, Catcher, Maildir, Moment, Running, Scene};
use super::*;

#[allow(clippy::disallowed_methods)]
async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

fn spawn(options: Options) -> Running {
    Catcher::start(options, SystemClock::start())
        .unwrap()
        .spawn()
}

/// One big mail with many dots, sent in one go; gives the codes of all replies.
async fn send(address: SocketAddr, to: &str) -> Vec<u16> {
    let mut line = connect(address).await;
    let body = "..dots\r\n".repeat(30_000);
    let said = format!("EHLO c.example\r\n{}{body}.\r\nQUIT\r\n", envelope(to));
    let (mut reading, mut writing) = line.split();
    let mut heard = String::new();
    let (_, read) = tokio::join!(
        writing.write_all(said.as_bytes()),
        reading.read_to_string(&mut heard)
    );
    read.unwrap();
    codes(&heard)
}

#[tokio::test]
async fn many_clients_at_once_and_every_mail_in_the_maildir() {
    let home = tempfile::tempdir().unwrap();
    let options = Options::keeping(Arc::new(Maildir::open(home.path()).unwrap()));
    LocalSet::new()
        .run_until(async {
            let catcher = spawn(options);
            let address = catcher.address();
            assert_eq!(address.ip(), Ipv4Addr::LOCALHOST);
            let clients: Vec<_> = (0..8)
                .map(|nth| {
                    tokio::task::spawn_local(async move {
                        send(address, &format!("{nth}@a.example")).await
                    })
                })
                .collect();
            for client in clients {
                assert_eq!(client.await.unwrap(), [220, 250, 250, 250, 354, 250, 221]);
            }
            catcher.stop().await.unwrap();
        })
        .await;
    let mails: Vec<_> = std::fs::read_dir(home.path().join("new"))
        .unwrap()
        .collect();
    assert_eq!(mails.len(), 8);
    for mail in mails {
        let bytes = std::fs::read(mail.unwrap().path()).unwrap();
        assert!(
            bytes == b".dots\r\n".repeat(30_000),
            "not the bytes that were sent"
        );
    }
}

#[tokio::test]
async fn connections_and_transactions_are_counted() {
    let (mut options, _) = honest();
    options.script = Arc::new(|moment: Moment, scene: &Scene<'_>| match moment {
        Moment::Mail => Act::Reply(450, format!("{} {}", scene.connection, scene.transaction)),
        _ => Act::Proceed,
    });
    LocalSet::new()
        .run_until(async {
            let catcher = spawn(options);
            for connection in 1..=2 {
                let mut line = connect(catcher.address()).await;
                hear(&mut line).await;
                ask(&mut line, "EHLO c.example\r\n").await;
                for transaction in 1..=2 {
                    let heard = ask(&mut line, "MAIL FROM:<a@a.example>\r\n").await;
                    assert_eq!(heard, format!("450 {connection} {transaction}\r\n"));
                }
            }
        })
        .await;
}

#[tokio::test]
async fn stopping_drops_the_lines_and_frees_the_port() {
    LocalSet::new()
        .run_until(async {
            let catcher = spawn(honest().0);
            let address = catcher.address();
            let mut line = connect(address).await;
            assert_eq!(codes(&hear(&mut line).await), [220]);
            catcher.stop().await.unwrap();
            assert_eq!(hear(&mut line).await, "");
            drop(line);
            let again = Options {
                port: address.port(),
                ..honest().0
            };
            assert_eq!(
                Catcher::start(again, SystemClock::start())
                    .unwrap()
                    .address(),
                address
            );
        })
        .await;
}
