//! What goes wrong with a server of mailboxes, through the front door: said in words, and nothing lost by it.

use std::time::Duration;

use crate::imap_server::{Act, GREETING, ImapServer, imap_server};
use crate::mailbox::{bounced, numbers, sent, usual};

/// What a server does wrong, and the beginning of what people are told.
type Wrong = (&'static str, fn(&str) -> Act, &'static str);

const WRONG: [Wrong; 12] = [
    (
        "login",
        |line| {
            on(
                line,
                "AUTHENTICATE",
                Act::Say("{tag} NO [AUTHENTICATIONFAILED] no"),
            )
        },
        "refused the login",
    ),
    (
        "no login",
        |line| {
            on(
                line,
                GREETING,
                Act::Say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hello"),
            )
        },
        "offers no login with a password",
    ),
    (
        "folder",
        |line| on(line, "EXAMINE", Act::Say("{tag} NO [NONEXISTENT] not here")),
        "doesn't open the folder INBOX",
    ),
    (
        "bye",
        |line| on(line, GREETING, Act::Say("* BYE too many visitors")),
        "ended the session: too many visitors",
    ),
    (
        "bye amid",
        |line| on(line, "UID FETCH 1:2", Act::Say("* BYE going down")),
        "ended the session: going down",
    ),
    (
        "cut amid",
        |line| {
            on(
                line,
                "UID FETCH 1:2",
                Act::SayAndClose("* 1 FETCH (UID 1 BODY[]<0> {900}\r\nFrom: "),
            )
        },
        "connection to the mailbox",
    ),
    (
        "silence",
        |line| on(line, "UID FETCH 1:2", Act::Hang),
        "didn't answer in time",
    ),
    (
        "another protocol",
        |line| on(line, GREETING, Act::Say("220 mail.example ESMTP")),
        "doesn't speak IMAP",
    ),
    (
        "nonsense",
        |line| {
            on(
                line,
                "UID FETCH 1:2",
                Act::Say("* 1 FETCH (UID 1 BODY[]<0> ((("),
            )
        },
        "doesn't speak IMAP",
    ),
    (
        "an endless line",
        |line| on(line, "UID FETCH 1:2", Act::SayForEver(200_000)),
        "longer than was asked for",
    ),
    (
        "a mail too long",
        |line| {
            on(
                line,
                "UID FETCH 1:2",
                Act::Say("* 1 FETCH (UID 1 BODY[]<0> {9999999}"),
            )
        },
        "longer than was asked for",
    ),
    (
        "a refusal",
        |line| on(line, "UID FETCH 1:2", Act::Say("{tag} NO not now")),
        "refused to hand over the mails: not now",
    ),
];

pub(crate) fn on(line: &str, begins: &str, act: Act) -> Act {
    if line.starts_with(begins) {
        act
    } else {
        Act::Usual
    }
}

#[test]
fn each_fault_of_a_server_is_told_and_nothing_is_lost_by_it() {
    let (folder, reports) = sent(2);
    for (name, script, told) in WRONG {
        let server = imap_server(&folder, "localhost", &reports, script);
        let ran = server.heraut(&folder, &["bounces"]);
        let screen = ran
            .screen()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(ran.exit, 12, "{name}: {screen}");
        assert!(screen.contains(told), "{name}: {screen}");
        let document = server.heraut(&folder, &["--json", "--lang", "nl", "bounces"]);
        let words = document.json()["error"]["message"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(
            words.contains("mailbox") || words.contains("returns.imap"),
            "{name}: {words}"
        );
        assert_eq!(bounced(&folder), 0, "{name}");
    }
    let good = imap_server(&folder, "localhost", &reports, usual);
    assert_eq!(
        numbers(&good.heraut(&folder, &["--json", "bounces"])),
        [1, 2]
    );
}

#[test]
fn a_server_that_cannot_prove_who_it_is_hears_no_password() {
    let (folder, reports) = sent(1);
    let told = |server: &ImapServer, set: &[&str]| {
        let set: Vec<&str> = set.iter().flat_map(|set| ["--set", *set]).collect();
        let ran = server.heraut(&folder, &[&set[..], &["bounces"]].concat());
        assert_eq!(ran.exit, 12, "{}", ran.screen());
        assert_eq!(server.heard.lock().unwrap().len(), 0);
        ran.screen()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let server = imap_server(&folder, "localhost", &reports, usual);
    let set: Vec<String> = server
        .settings()
        .into_iter()
        .filter(|set| !set.contains("ca_file"))
        .collect();
    let set = set.iter().flat_map(|set| ["--set", set.as_str()]);
    let ran = folder.heraut(&set.chain(["bounces"]).collect::<Vec<_>>());
    let words = ran
        .screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert_eq!(
        (ran.exit, server.heard.lock().unwrap().len()),
        (12, 0),
        "{words}"
    );
    assert!(
        words.contains("not issued by anybody this computer trusts"),
        "{words}"
    );
    assert!(words.contains("returns.ca_file"), "{words}");
    let words = told(&server, &["returns.ca_file=config/none.pem"]);
    assert!(
        words.contains("can't be read, or contains no certificate"),
        "{words}"
    );
    let other = imap_server(&folder, "mail.voorbeeldzaken.example", &reports, usual);
    let words = told(&other, &[]);
    assert!(
        words.contains("not for the name in returns.imap"),
        "{words}"
    );
    // A port that begins in clear: the program speaks first, and waits for TLS.
    let plain = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = plain.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in plain.incoming().flatten() {
            let _said = std::io::Write::write_all(&mut stream, b"* OK IMAP4rev1 in clear\r\n");
            std::thread::sleep(Duration::from_secs(3));
        }
    });
    let words = told(&other, &[&format!("returns.imap=imaps://localhost:{port}")]);
    assert!(words.contains("no TLS answers"), "{words}");
    let words = told(&other, &["returns.imap=imaps://localhost:1"]);
    assert!(words.contains("connection to the mailbox"), "{words}");
    assert_eq!(bounced(&folder), 0);
}
