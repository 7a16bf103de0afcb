//! What stands behind a final dot: an envelope, a goodbye, or nothing where a relay does not hear it, in this run and in
//! later ones.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use crate::harness::{Folder, Ran};

/// What a relay does with what stands behind a dot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Hears,
    Loses,
    /// Loses it up to the middle of the first command.
    LosesSome,
    Refuses,
}

/// A relay on this machine, and what stood behind each of the dots that it saw.
struct Scene {
    folder: Folder,
    port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

fn scene(greeting: &'static str, behind: Behind) -> Scene {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = seen.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let told = told.clone();
            std::thread::spawn(move || serve(stream.unwrap(), greeting, behind, &told));
        }
    });
    Scene {
        folder: Folder::new(),
        port,
        seen,
    }
}

/// One visit. What comes in one segment is read at once.
fn serve(
    mut line: TcpStream,
    greeting: &str,
    behind: Behind,
    seen: &Mutex<Vec<String>>,
) -> Option<()> {
    let mut heard = Vec::new();
    say(&mut line, &format!("220 relay.example {greeting}"))?;
    loop {
        let command = next(&mut line, &mut heard, b"\r\n")?;
        let word: String = command.chars().take(4).collect();
        say(
            &mut line,
            match word.as_str() {
                "EHLO" => "250-relay.example\r\n250 PIPELINING",
                "QUIT" => "221 2.0.0 bye",
                "DATA" => "354 go on",
                "MAIL" | "RCPT" | "RSET" => "250 2.0.0 ok",
                _ => "500 5.5.2 what?",
            },
        )?;
        if word != "DATA" {
            continue;
        }
        next(&mut line, &mut heard, b"\r\n.\r\n")?;
        let stood = String::from_utf8_lossy(&heard).into_owned();
        let refused = if behind == Behind::Refuses {
            stood.lines().count()
        } else {
            0
        };
        match behind {
            Behind::Hears => {}
            Behind::Loses | Behind::Refuses => heard.clear(),
            Behind::LosesSome => drop(heard.drain(..heard.len().min(20))),
        }
        seen.lock().unwrap().push(stood);
        say(&mut line, "250 2.0.0 Ok: queued as 4XyZ12abc")?;
        for _ in 0..refused {
            say(&mut line, "503 5.5.1 nothing behind the dot")?;
        }
    }
}

fn say(line: &mut TcpStream, words: &str) -> Option<()> {
    line.write_all(format!("{words}\r\n").as_bytes()).ok()
}

/// What comes up to this end.
fn next(line: &mut TcpStream, heard: &mut Vec<u8>, end: &[u8]) -> Option<String> {
    loop {
        if let Some(at) = memchr::memmem::find(heard, end) {
            let found = heard.drain(..at + end.len()).collect::<Vec<_>>();
            return Some(String::from_utf8_lossy(&found).into_owned());
        }
        let mut segment = [0; 65_536];
        let read = line.read(&mut segment).ok().filter(|read| *read > 0)?;
        heard.extend_from_slice(&segment[..read]);
    }
}

impl Scene {
    fn heraut(&self, words: &[&str]) -> Ran {
        let port = format!("relay.port={}", self.port);
        let mut all = Vec::new();
        for setting in [
            "relay.kind=smtp",
            "relay.host=127.0.0.1",
            &port,
            "relay.tls=none",
            "relay.connections=1",
            "relay.timeout=2s",
            "approval.required=[]",
        ] {
            all.extend(["--set", setting]);
        }
        all.extend(words);
        self.folder.heraut(&all)
    }

    /// Sends so many mails, all of which have to be accepted; what stood behind each dot, by its first word.
    fn sends(&self, mails: usize, so_far: usize) -> (Ran, Vec<String>) {
        self.seen.lock().unwrap().clear();
        let ran = self.heraut(&["send", "--limit", &mails.to_string()]);
        let status = self.heraut(&["--json", "status"]);
        assert_eq!(
            status.json()["sum"]["accepted"],
            mails + so_far,
            "{}{}",
            ran.out,
            ran.err
        );
        let seen = self.seen.lock().unwrap();
        let word = |stood: &String| stood.get(..4).unwrap_or_default().to_owned();
        (ran, seen.iter().map(word).collect())
    }
}

/// What was told beside the answer, without the ends of the terminal's lines.
fn told(ran: &Ran) -> String {
    ran.err.split_whitespace().collect::<Vec<_>>().join(" ")
}

const UNHEARD: &str = "ignores what follows the end of a mail";

#[test]
fn a_relay_that_does_not_hear_it_is_remembered_until_a_person_deletes_the_line() {
    for behind in [Behind::Loses, Behind::LosesSome, Behind::Refuses] {
        let scene = scene("ESMTP", behind);
        let (ran, seen) = scene.sends(4, 0);
        assert_eq!(
            seen,
            ["MAIL", "", "", ""],
            "once, and never again in this run"
        );
        assert_eq!(told(&ran).matches(UNHEARD).count(), 1, "{}", ran.err);
        let file = scene.folder.path("var/relays");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            text.contains(&format!("\n127.0.0.1:{} 20", scene.port)),
            "{text}"
        );
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        let (ran, seen) = scene.sends(3, 4);
        assert_eq!(seen, ["", "", ""], "nor in the next");
        assert!(!told(&ran).contains(UNHEARD), "{}", ran.err);
        let ran = scene.heraut(&["--json", "preflight"]);
        assert!(
            ran.json()["nothing_behind_dots_since"]
                .as_str()
                .unwrap()
                .starts_with("20"),
            "{}",
            ran.out
        );
        let ran = scene.heraut(&["preflight"]);
        assert!(told(&ran).contains(UNHEARD), "{}", ran.err);
        std::fs::remove_file(file).unwrap();
        let (_, seen) = scene.sends(3, 7);
        assert_eq!(seen, ["MAIL", "", ""], "found out anew");
    }
}

#[test]
fn the_goodbye_travels_behind_the_last_dot_where_what_stands_there_is_heard() {
    let scene = scene("ESMTP", Behind::Hears);
    let (_, seen) = scene.sends(3, 0);
    assert_eq!(seen, ["MAIL", "MAIL", "QUIT"]);
    let (_, seen) = scene.sends(1, 3);
    assert_eq!(
        seen,
        [""],
        "this run has not seen yet that anything there is heard"
    );
    assert!(!scene.folder.path("var/relays").exists());
}

#[test]
fn nothing_stands_behind_the_dot_of_a_relay_that_hands_on() {
    let scene = scene("ESMTP Haraka/3.3.4 ready", Behind::Hears);
    let (_, seen) = scene.sends(3, 0);
    assert_eq!(seen, ["", "", ""]);
}
