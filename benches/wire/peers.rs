//! The others: Postfix's `smtp-source` and a lettre pool, with the same bytes and no journal.

use std::cell::Cell;
use std::process::Command;
use std::rc::Rc;
use std::time::Instant;

use lettre::address::Envelope;
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::task::LocalSet;

use crate::Outcome;
use crate::process::{self, Ran};

const FROM: &str = "bericht@voorbeeldzaken.example";
const TO: &str = "bestuur@huis.example";

/// Whether Postfix's test programs are here.
pub(crate) fn has_postfix() -> bool {
    Command::new("smtp-source").output().is_ok()
}

/// Runs `smtp-source`, each connection kept for as long as there are mails.
pub(crate) fn smtp_source(mail: &str, port: u16, connections: usize, mails: usize) -> Outcome<Ran> {
    let mut command = Command::new("smtp-source");
    let [connections, mails] = [connections, mails].map(|number| number.to_string());
    command.args([
        "-d",
        "-s",
        &connections,
        "-m",
        &mails,
        "-f",
        FROM,
        "-t",
        TO,
        "-F",
        mail,
    ]);
    command.arg(format!("127.0.0.1:{port}"));
    process::run(command)
}

/// The role: sends through lettre's pool; says how long that took and its peak of memory.
pub(crate) fn lettre(mail: &str, port: &str, connections: &str, mails: &str) -> Outcome<()> {
    let bytes: Rc<[u8]> = std::fs::read(mail)?.into();
    let (port, connections, mails): (u16, u32, usize) =
        (port.parse()?, connections.parse()?, mails.parse()?);
    let envelope = Envelope::new(Some(FROM.parse()?), vec![TO.parse()?])?;
    let pool = PoolConfig::new().max_size(connections);
    let mailer = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1").port(port);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let began = Instant::now();
    runtime.block_on(LocalSet::new().run_until(async {
        let mailer = mailer.pool_config(pool).build();
        let left = Rc::new(Cell::new(mails));
        let mut working = Vec::new();
        for _ in 0..connections {
            let (mailer, envelope, bytes, left) = (
                mailer.clone(),
                envelope.clone(),
                bytes.clone(),
                left.clone(),
            );
            working.push(tokio::task::spawn_local(async move {
                while left.get() > 0 {
                    left.set(left.get() - 1);
                    mailer.send_raw(&envelope, &bytes).await?;
                }
                Ok::<_, lettre::transport::smtp::Error>(())
            }));
        }
        for work in working {
            work.await??;
        }
        Ok::<_, Box<dyn std::error::Error>>(())
    }))?;
    println!(
        "{} {}",
        began.elapsed().as_secs_f64(),
        process::peak_memory()?
    );
    Ok(())
}
