//! One cell: a small campaign, a hostile relay, the real program; then the same relay come to its senses.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use serde_json::Value;

use super::act::{Behaviour, Transport};
use super::crew::Cell;
use super::house::House;
use super::{behaviours, certs, page};
use crate::harness::{Folder, Ran};

const MAILS: usize = 3;

/// The verdict on a cell: what differs from the page, or from what holds in every cell.
pub(super) fn judge((name, transport): Cell) -> Result<(), String> {
    let behaviour = behaviours::named(name).ok_or("no such behaviour")?;
    let row = page::rows()
        .into_iter()
        .find(|row| row.behaviour == name && row.on.contains(&transport));
    let row = row.ok_or("docs/evidence/fault-matrix.md has no verdict")?;
    let folder = campaign(&behaviour);
    let (house, at, _open) = House::open(behaviour, transport);
    let settings = settings(&house, at.port());
    let ran = heraut(&folder, &settings, &["--json", "send"]);
    let first = outcome(&ran)?;
    let kept = kept(&house);
    let taken: usize = kept.iter().sum();
    if (ran.exit, &first, taken) != (row.exit, &row.states, row.taken) {
        return Err(format!(
            "ended with {}, {first:?}, {taken} taken; the page says {}, {:?}, {}: {}",
            ran.exit,
            row.exit,
            row.states,
            row.taken,
            ran.err.trim()
        ));
    }
    faithful(&first, &kept)?;
    patient(&row.why, house.visits())?;
    house.come_to_its_senses();
    let again = heraut(&folder, &settings, &["--json", "send", "--wait"]);
    let last = outcome(&again)?;
    let settled = |state: &String| matches!(state.as_str(), "accepted" | "refused" | "in_doubt");
    let wanted: Vec<String> = first
        .iter()
        .map(|state| {
            if settled(state) {
                state.clone()
            } else {
                "accepted".into()
            }
        })
        .collect();
    if last != wanted {
        return Err(format!(
            "with an honest relay then {last:?}, not {wanted:?}: {}",
            again.err.trim()
        ));
    }
    let after = self::kept(&house);
    for n in 0..MAILS {
        let more = after[n] - kept[n];
        if more != usize::from(!settled(&first[n])) {
            return Err(format!(
                "the mail that was {} went out {more} times more",
                first[n]
            ));
        }
    }
    faithful(&last, &after)?;
    match house.wrongs() {
        wrongs if wrongs.is_empty() => Ok(()),
        wrongs => Err(format!("the relay saw {wrongs:?}")),
    }
}

/// Nobody twice; whatever was taken is accepted or in doubt; whatever is accepted was taken.
fn faithful(states: &[String], kept: &[usize]) -> Result<(), String> {
    for (state, &times) in states.iter().zip(kept) {
        let told = match state.as_str() {
            "accepted" => times == 1,
            "in_doubt" => times <= 1,
            _ => times == 0,
        };
        if !told {
            return Err(format!(
                "a mail that the relay took {times} times is told {state}"
            ));
        }
    }
    Ok(())
}

/// The page's "at once" and "five tries" are meant.
fn patient(why: &str, visits: usize) -> Result<(), String> {
    let as_said = match (why.contains("at once"), why.contains("five tries")) {
        (true, _) => visits == 1,
        (false, true) => visits >= 5,
        (false, false) => true,
    };
    if as_said {
        Ok(())
    } else {
        Err(format!("the relay was called {visits} times: {why}"))
    }
}

/// How often the relay took each mail.
fn kept(house: &Arc<House>) -> Vec<usize> {
    let mails = house.mails();
    let to = |n: usize| format!("@wilg{n}.example");
    (1..=MAILS)
        .map(|n| {
            mails
                .iter()
                .filter(|mail| mail.kept && mail.to.ends_with(&to(n)))
                .count()
        })
        .collect()
}

fn outcome(ran: &Ran) -> Result<Vec<String>, String> {
    let document: Value = serde_json::from_str(&ran.out)
        .map_err(|_| format!("no document: {}{}", ran.out, ran.err))?;
    let mails = document["mails"]
        .as_array()
        .ok_or_else(|| format!("no mails: {}{}", ran.out, ran.err))?;
    Ok(mails
        .iter()
        .map(|mail| mail["state"].as_str().unwrap_or_default().to_owned())
        .collect())
}

fn campaign(behaviour: &Behaviour) -> Folder {
    let folder = Folder::new();
    let mut list =
        String::from("id;organisatie;soort;email;contactpersoon;aanhef;kenmerk;contactjaren\r\n");
    for n in 1..=MAILS {
        let row = format!(
            "ORG-{n};Wilgenkring {n}x{n};maatschappelijk;bestuur@wilg{n}.example;A;bestuur;K{n};2023, 2024\r\n"
        );
        list.push_str(&row);
    }
    fs::write(folder.path("recipients.example.csv"), list).unwrap();
    folder.change(
        "config/heraut.toml",
        "expected = 40",
        &format!("expected = {MAILS}"),
    );
    fs::write(folder.path("config/ca.pem"), certs::trusted()).unwrap();
    fs::write(folder.path("config/relay.password"), "geheim\n").unwrap();
    fs::set_permissions(
        folder.path("config/relay.password"),
        fs::Permissions::from_mode(0o600),
    )
    .unwrap();
    if behaviour.large {
        // 6 MB, 8 MB in base64.
        let line = format!("{}\r\n", "Een lange bijlage. ".repeat(3));
        fs::write(
            folder.path("templates/lang.txt"),
            line.repeat(6_000_000 / line.len()),
        )
        .unwrap();
        let long = "[[notice.attachment]]\nfile = \"templates/lang.txt\"\nname = \"lang.txt\"\n\
            handling = \"send\"\n\n[relay] ";
        folder.change("config/heraut.toml", "[relay] ", long);
    }
    folder
}

fn settings(house: &House, port: u16) -> Vec<String> {
    let tls = match house.transport {
        Transport::Plain => "none",
        Transport::StartTls => "starttls",
        Transport::Tls => "implicit",
    };
    let mut settings: Vec<String> = [
        "relay.kind=smtp",
        "relay.host=127.0.0.1",
        "relay.connections=1",
        "relay.timeout=3s",
        "retry.first=2s",
        "retry.max=2s",
        "approval.required=[]",
    ]
    .map(String::from)
    .to_vec();
    settings.extend([format!("relay.port={port}"), format!("relay.tls={tls}")]);
    // A busy machine takes its time over 8 MB; no cell with such mails waits for an answer that never comes.
    let answer = if house.behaviour.large { 30 } else { 3 };
    settings.push(format!("relay.answer_timeout={answer}s"));
    if house.transport != Transport::Plain {
        settings.push("relay.ca_file=config/ca.pem".into());
    }
    if house.behaviour.hands_on {
        settings.push("relay.hands_on=true".into());
    }
    if house.behaviour.login {
        settings.push("relay.user=bericht".into());
        settings.push("relay.password_file=config/relay.password".into());
    }
    settings
}

fn heraut(folder: &Folder, settings: &[String], words: &[&str]) -> Ran {
    let mut all: Vec<&str> = settings
        .iter()
        .flat_map(|setting| ["--set", setting.as_str()])
        .collect();
    all.extend(words);
    folder.heraut(&all)
}
