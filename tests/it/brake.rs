//! The brake through the program: the same refusal over and over is about us, and runs before this one count.

use std::sync::atomic::{AtomicUsize, Ordering};

use heraut::relay::catcher::{Act, Moment, Scene, Script};

use crate::harness::Folder;
use crate::server::server;

/// Refuses each recipient after the first `well`, so.
fn refuses_after(well: usize, code: u16, text: &'static str) -> impl Script {
    let asked = AtomicUsize::new(0);
    move |now: Moment, _: &Scene<'_>| {
        let refused = now == Moment::Rcpt && asked.fetch_add(1, Ordering::Relaxed) >= well;
        if refused {
            Act::Reply(code, text.to_owned())
        } else {
            Act::Proceed
        }
    }
}

#[test]
fn a_quota_used_up_in_the_middle_stops_the_run_before_dozens_are_refused() {
    let script = refuses_after(20, 550, "5.4.5 Daily sending quota exceeded");
    let (folder, server) = (Folder::new(), server(script));
    let ran = server.heraut(&folder, &["relay.connections=1"], &["send"]);
    assert_eq!(ran.exit, 8, "{}", ran.err);
    let sum = folder.status()["sum"].clone();
    assert_eq!(
        (&sum["accepted"], &sum["refused"], &sum["queued"]),
        (&20.into(), &3.into(), &9.into())
    );
    let told = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("3 mails in a row with the same words (550 5.4.5)"),
        "{told}"
    );
    let alone = folder.heraut(&[]);
    let told = format!("{} {}", alone.out, alone.err)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        told.contains("the same refusal came 3 times in a row"),
        "{told}"
    );
}

#[test]
fn refusals_of_the_recipients_own_servers_are_not_taken_for_a_quota() {
    let script = refuses_after(28, 550, "5.1.1 nobody of that name");
    let (folder, server) = (Folder::new(), server(script));
    let ran = server.heraut(&folder, &["relay.connections=1"], &["--json", "send"]);
    assert_eq!(
        (ran.exit, &ran.json()["sum"]["refused"]),
        (6, &4.into()),
        "{}",
        ran.err
    );
}

#[test]
fn the_brake_remembers_what_the_runs_before_were_refused() {
    let (folder, server) = (Folder::new(), server(refuses_after(0, 550, "5.1.1 nobody")));
    let send = || {
        server.heraut(
            &folder,
            &["relay.connections=1"],
            &["--json", "send", "--limit", "2"],
        )
    };
    assert_eq!([send().exit, send().exit], [6, 6]);
    let third = send();
    assert_eq!(third.exit, 8, "{}", third.err);
    assert_eq!(
        third.json()["sum"]["refused"],
        5,
        "five in a row, over three runs"
    );
    // A person starts the next, and it counts anew.
    assert_eq!(send().exit, 6);
}
