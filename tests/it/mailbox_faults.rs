//! What goes wrong with a server of mailboxes, through the front door: said in words, and nothing lost by it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::imap_server::{Act, GREETING, ImapServer, imap_server};
use crate::mailbox::{begin, bounced, end, numbers, sent, usual, wait_for};

/// What a server does wrong, and the beginning of what people are told.
type Wrong = (&'static str, fn(&str) -> Act, &'static str);

const WRONG: [Wrong; 16] = [
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
        |line| on(line, "UID FETCH 1:*", Act::Say("{tag} NO not now")),
        "refused to hand over the mails: not now",
    ),
    (
        "a refusal of every mail",
        |line| handing_over(line, Act::Say("{tag} NO not now")),
        "does not hand over: the one with number (UID) 1. The mails before it were read. It says: not now",
    ),
    (
        "questions without an end",
        |line| {
            let questions = Act::Say("+ more?\r\n+ more?\r\n+ more?\r\n+ more?");
            on(line, "AUTHENTICATE", questions)
        },
        "doesn't speak IMAP",
    ),
    (
        "news without an end",
        |line| on(line, "EXAMINE", Act::SayOften("* OK still at it", 1_001)),
        "longer than was asked for",
    ),
    (
        "one mail again and again",
        |line| {
            let again = "* 1 FETCH (UID 7 BODY[]<0> {1}\r\nx)";
            on(line, "UID FETCH 1:2", Act::SayOften(again, 1_001))
        },
        "longer than was asked for",
    ),
];

pub(crate) fn on(line: &str, begins: &str, act: Act) -> Act {
    if line.starts_with(begins) {
        act
    } else {
        Act::Usual
    }
}

/// Does this when mails themselves are asked for.
fn handing_over(line: &str, act: Act) -> Act {
    if line.contains("BODY.PEEK") {
        act
    } else {
        Act::Usual
    }
}

/// A server that does this to `mails` mails until it is mended: what people are told, then what is read.
fn mended(
    mails: usize,
    wrong: fn() -> Act,
    mend: fn(&ImapServer),
) -> (String, u64, Vec<u64>, Vec<String>) {
    let (folder, reports) = sent(mails);
    let is_broken = Arc::new(AtomicBool::new(true));
    let in_script = is_broken.clone();
    let server = imap_server(&folder, "localhost", &reports, move |line| match in_script
        .load(Ordering::SeqCst)
    {
        true => handing_over(line, wrong()),
        false => Act::Usual,
    });
    let ran = server.heraut(&folder, &["--json", "bounces"]);
    assert_eq!(ran.exit, 12, "{}", ran.screen());
    let recorded = bounced(&folder);
    // What was recorded before the fault is in the document, and the fault.
    let document = ran.json();
    assert_eq!(document["sum"]["recorded"], recorded, "{document}");
    assert_eq!(document["mails"].as_array().unwrap().len() as u64, recorded);
    assert!(document["error"]["message"].is_string(), "{document}");
    is_broken.store(false, Ordering::SeqCst);
    mend(&server);
    server.asked();
    let read = numbers(&server.heraut(&folder, &["--json", "bounces"]));
    let screen = ran.screen();
    let words: Vec<&str> = screen.split_whitespace().collect();
    (words.join(" "), recorded, read, server.asked())
}

#[test]
fn a_mail_that_is_not_handed_over_is_named_and_those_before_it_are_recorded() {
    let (told, recorded, read, asked) = mended(4, || Act::Withhold(3, "OK fetched"), |_| ());
    assert!(told.contains("with number (UID) 3"), "{told}");
    assert_eq!((recorded, read), (2, vec![3, 4]));
    assert_eq!(asked[1], "UID FETCH 3:* (UID)");

    // A person takes it away.
    let (told, recorded, read, _) = mended(
        4,
        || Act::Withhold(3, "NO [SERVERBUG] its file is gone"),
        |server| drop(server.held.lock().unwrap().mails.remove(&3)),
    );
    assert!(told.contains("with number (UID) 3"), "{told}");
    assert!(told.contains("its file is gone"), "{told}");
    assert_eq!((recorded, read), (2, vec![4]));
}

#[test]
fn what_came_whole_before_a_fault_is_recorded() {
    let cuts: [fn() -> Act; 2] = [
        || Act::Break(3, "* 3 FETCH (UID 3 BODY[]<0> {900}\r\nFrom: "),
        || Act::Break(3, "* 3 FETCH (UID 3 BODY[]<0> (((\r\n"),
    ];
    for cut in cuts {
        let (told, recorded, read, _) = mended(4, cut, |_| ());
        assert_eq!((recorded, read), (2, vec![3, 4]), "{told}");
    }
}

#[test]
fn a_server_that_refuses_many_mails_at_once_is_asked_for_each() {
    let (folder, reports) = sent(3);
    let server = imap_server(&folder, "localhost", &reports, |line| {
        on(line, "UID FETCH 1:3", Act::Say("{tag} NO [LIMIT] too many"))
    });
    let ran = server.heraut(&folder, &["--json", "bounces"]);
    assert_eq!((numbers(&ran), bounced(&folder)), (vec![1, 2, 3], 3));
}

#[test]
fn a_mail_that_comes_twice_or_unasked_is_read_once_or_not_at_all() {
    let (folder, reports) = sent(3);
    let server = imap_server(&folder, "localhost", &reports, |line| {
        let twice = "* 1 FETCH (UID 1 BODY[]<0> {1}\r\nx)\r\n* 1 FETCH (UID 1 BODY[]<0> {1}\r\nx)\r\n\
            * 2 FETCH (UID 2 BODY[]<0> {1}\r\nx)\r\n* 2 FETCH (UID 3 BODY[]<0> {1}\r\nx)\r\n{tag} OK fetched";
        handing_over(line, Act::Say(twice))
    });
    server.held.lock().unwrap().mails.remove(&2);
    let ran = server.heraut(&folder, &["--json", "bounces"]);
    assert_eq!(numbers(&ran), [1, 3]);
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
    std::fs::write(folder.path("config/empty.pem"), "").unwrap();
    for ca_file in ["config/none.pem", "config/empty.pem"] {
        let words = told(&server, &[&format!("returns.ca_file={ca_file}")]);
        assert!(
            words.contains("can't be read, or contains no certificate"),
            "{words}"
        );
        // It is the same with the relay's.
        let set = [
            "relay.kind=smtp",
            "relay.host=localhost",
            "relay.tls=implicit",
            &format!("relay.ca_file={ca_file}"),
        ];
        let set = set.into_iter().flat_map(|set| ["--set", set]);
        let ran = folder.heraut(&set.chain(["preflight"]).collect::<Vec<_>>());
        assert_eq!(ran.exit, 12, "{}", ran.screen());
        assert!(ran.screen().contains("relay.ca_file"), "{}", ran.screen());
    }
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

#[test]
fn what_a_followed_mailbox_gave_before_a_fault_or_a_stop_is_in_the_document() {
    let (folder, reports) = sent(2);
    let is_shut = Arc::new(AtomicBool::new(false));
    let in_script = is_shut.clone();
    let server = imap_server(&folder, "localhost", &reports, move |line| match in_script
        .load(Ordering::SeqCst)
    {
        true => on(
            line,
            "AUTHENTICATE",
            Act::Say("{tag} NO [AUTHENTICATIONFAILED] no"),
        ),
        false => Act::Usual,
    });
    let child = begin(&folder, &server);
    wait_for(&folder, 2);
    is_shut.store(true, Ordering::SeqCst);
    let (code, document) = end(child, false);
    assert_eq!((code, &document["sum"]["recorded"]), (12, &2.into()));
    assert_eq!(document["mails"].as_array().unwrap().len(), 2);
    assert!(document["error"]["code"].is_string(), "{document}");

    // Stopped amid a pass, of which a batch is recorded.
    let (folder, mut reports) = sent(1);
    let answer = "From: jan@vereniging.example\r\nAuto-Submitted: auto-replied\r\n\r\nAfwezig\r\n";
    reports.resize(1_001, answer.to_owned());
    let server = imap_server(&folder, "localhost", &reports, |line| {
        on(line, "UID FETCH 1001", Act::Hang)
    });
    let child = begin(&folder, &server);
    wait_for(&folder, 1);
    let (code, document) = end(child, true);
    assert_eq!((code, &document["sum"]["mails"]), (0, &1_000.into()));
    assert_eq!(document["sum"]["recorded"], 1);
    assert!(document["error"].is_null(), "{document}");
}
