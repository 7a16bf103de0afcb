use super::*;

const OURS: &str = "0123abc@voorbeeldzaken.example";

fn searched(logs: &[&str]) -> (LogFinding, Vec<LogFile>, LogSearch) {
    searched_since(None, logs)
}

fn searched_since(
    since: Option<Timestamp>,
    logs: &[&str],
) -> (LogFinding, Vec<LogFile>, LogSearch) {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    let now = "2026-12-01T12:00:00Z".parse().unwrap();
    let mut search = LogSearch::new([(OURS.to_owned(), since)], zone, now);
    let files = logs.iter().zip(1..).map(|(log, number): (_, u8)| {
        let name = format!("mail.log.{number}");
        search.read(&name, log.as_bytes()).unwrap()
    });
    let files = files.collect();
    (search.finding(OURS).unwrap(), files, search)
}

fn outcome(log: &str) -> LogOutcome {
    searched(&[log]).0.outcome
}

/// Lines of Postfix with traditional times.
fn postfix(lines: &[&str]) -> String {
    let full = |line: &&str| format!("Nov 30 16:31:07 mail postfix/{line}\n");
    lines.iter().map(full).collect()
}

const NAMED: &str = "cleanup[77]: 3F2A9C0123: message-id=<0123abc@voorbeeldzaken.example>";
const ACTIVE: &str =
    "qmgr[9]: 3F2A9C0123: from=<a@voorbeeldzaken.example>, size=4711, nrcpt=1 (queue active)";
const SENT: &str = "smtp[78]: 3F2A9C0123: to=<b@huis.example>, relay=mx.huis.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)";
const PUT_OFF: &str = "smtp[78]: 3F2A9C0123: to=<b@huis.example>, relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (connect: timed out, dsn=2.0.0, status=sent (250 x))";
const BOUNCED: &str = "smtp[78]: 3F2A9C0123: to=<b@huis.example>, relay=mx.huis.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host said: 550 no)";
const REMOVED: &str = "qmgr[9]: 3F2A9C0123: removed";

/// Lines of Postfix, and what they show.
const OF_POSTFIX: &[(&[&str], LogOutcome)] = &[
    (&[NAMED], LogOutcome::Named),
    (&[ACTIVE, SENT, REMOVED], LogOutcome::NotThere),
    (&[NAMED, ACTIVE], LogOutcome::Taken),
    (&[NAMED, REMOVED], LogOutcome::Taken),
    (&[NAMED, ACTIVE, PUT_OFF], LogOutcome::Taken),
    (&[NAMED, ACTIVE, SENT, REMOVED], LogOutcome::HandedOn),
    (
        &[NAMED, ACTIVE, PUT_OFF, SENT, REMOVED],
        LogOutcome::HandedOn,
    ),
    (&[NAMED, ACTIVE, BOUNCED, REMOVED], LogOutcome::CameBack),
    (&[NAMED, ACTIVE, SENT, BOUNCED], LogOutcome::CameBack),
    (
        &[
            NAMED,
            "qmgr[9]: 3F2A9C0123: from=<a@b.example>, status=expired, returned to sender",
        ],
        LogOutcome::CameBack,
    ),
    (
        &[
            NAMED,
            "cleanup[77]: 3F2A9C0123: milter-reject: END-OF-MESSAGE from x[192.0.2.1]: 5.7.1 no",
            SENT,
        ],
        LogOutcome::Named,
    ),
    (
        &[NAMED, ACTIVE, "postsuper[5]: 3F2A9C0123: removed"],
        LogOutcome::KeptBack,
    ),
    (
        &[NAMED, "cleanup[77]: 3F2A9C0123: hold: header Subject: x"],
        LogOutcome::KeptBack,
    ),
    (
        &[
            NAMED,
            "cleanup[77]: 3F2A9C0123: hold: x",
            "postsuper[5]: 3F2A9C0123: released from hold",
            ACTIVE,
            SENT,
        ],
        LogOutcome::HandedOn,
    ),
    (
        &[
            NAMED,
            ACTIVE,
            "discard[5]: 3F2A9C0123: to=<b@huis.example>, relay=none, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (x)",
            REMOVED,
        ],
        LogOutcome::KeptBack,
    ),
    // amavis behind Postfix threw it away.
    (
        &[
            NAMED,
            ACTIVE,
            "smtp[78]: 3F2A9C0123: to=<b@huis.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.7.0, status=sent (250 2.7.0 Ok, discarded, id=77-01 - spam)",
            REMOVED,
        ],
        LogOutcome::KeptBack,
    ),
    // Only a release ends a hold.
    (
        &[
            NAMED,
            "cleanup[77]: 3F2A9C0123: hold: x",
            ACTIVE,
            SENT,
            REMOVED,
        ],
        LogOutcome::KeptBack,
    ),
    (
        &[
            NAMED,
            "cleanup[77]: 3F2A9C0123: redirect: header Subject: x from h[192.0.2.1]; from=<a@b.example> to=<b@huis.example>: c@elders.example",
            ACTIVE,
            SENT,
            REMOVED,
        ],
        LogOutcome::KeptBack,
    ),
    (
        &[
            NAMED,
            ACTIVE,
            "qmgr[9]: 3F2A9C0123: from=<a@b.example>, status=force-expired, returned to sender",
            REMOVED,
        ],
        LogOutcome::CameBack,
    ),
    // The queue id has another mail by now.
    (
        &[
            NAMED,
            "cleanup[79]: 3F2A9C0123: message-id=<other@voorbeeldzaken.example>",
            ACTIVE,
            SENT,
        ],
        LogOutcome::Named,
    ),
    (
        &[NAMED, ACTIVE, SENT, REMOVED, BOUNCED],
        LogOutcome::HandedOn,
    ),
    // Our id in somebody else's words is not ours.
    (
        &[
            "cleanup[77]: 3F2A9C0123: warning: header Subject: message-id=<0123abc@voorbeeldzaken.example>",
            ACTIVE,
            SENT,
        ],
        LogOutcome::NotThere,
    ),
];

#[test]
fn postfix_is_followed_from_the_message_id_over_the_queue_id() {
    for (lines, wanted) in OF_POSTFIX {
        assert_eq!(outcome(&postfix(lines)), *wanted, "{lines:#?}");
    }
}

#[test]
fn the_copy_behind_a_content_filter_counts_too_and_rotated_logs_go_on() {
    let filter = SENT.replace(
        "mx.huis.example[192.0.2.1]:25",
        "127.0.0.1[127.0.0.1]:10025",
    );
    let second = [NAMED, ACTIVE, BOUNCED].map(|line| line.replace("3F2A9C0123", "4XyZ123BcDfGh"));
    let second: Vec<&str> = second.iter().map(String::as_str).collect();
    let first = postfix(&[NAMED, ACTIVE, &filter, REMOVED]);
    assert_eq!(
        searched(&[&first, &postfix(&second)]).0.outcome,
        LogOutcome::CameBack
    );
    let (finding, files, _) = searched(&[&postfix(&[NAMED, ACTIVE]), &postfix(&[SENT, REMOVED])]);
    assert_eq!(finding.outcome, LogOutcome::HandedOn);
    assert_eq!(
        finding
            .lines
            .iter()
            .map(|line| line.number)
            .collect::<Vec<_>>(),
        [1, 1]
    );
    assert!(finding.lines[1].text.contains("status=sent"));
    assert!(files.iter().all(|file| file.form == Some(LogForm::Postfix)));
}

#[test]
fn exim_takes_a_mail_where_it_says_so_and_not_before() {
    let taken = "2026-11-30 16:31:07 1tAbCd-000000-AB <= a@voorbeeldzaken.example H=h [192.0.2.1] P=esmtps S=4711 id=0123abc@voorbeeldzaken.example T=\"Uw brief\"\n";
    let line = |rest: &str| format!("{taken}2026-11-30 16:31:08 1tAbCd-000000-AB {rest}\n");
    for (log, wanted) in [
        (taken.to_owned(), LogOutcome::Taken),
        (line("=> b@huis.example R=dns T=smtp C=\"250 ok\""), LogOutcome::HandedOn),
        (line("== b@huis.example R=dns T=smtp defer (-53): retry"), LogOutcome::Taken),
        (line("** b@huis.example R=dns T=smtp: 550 no"), LogOutcome::CameBack),
        (line("Completed"), LogOutcome::Taken),
        (line("=> :blackhole: <b@huis.example> R=x\n2026-11-30 16:31:08 1tAbCd-000000-AB Completed"), LogOutcome::KeptBack),
        (line("Frozen (delivery error message)"), LogOutcome::KeptBack),
        (taken.replace("1tAbCd-000000-AB", "1tAbCd-0000000Abcd-ABCD"), LogOutcome::Taken),
        (taken.replace("2026-11-30 16:31:07 ", "2026-11-30 16:31:07.123 +0100 [77] "), LogOutcome::Taken),
        (format!("Nov 30 16:31:07 mail exim[77]: {}", &taken[20..]), LogOutcome::Taken),
        // A subject is what others write.
        (taken.replace("id=0123abc@", "id=x@").replace("Uw brief", "id=0123abc@voorbeeldzaken.example"), LogOutcome::NotThere),
        ("2026-11-30 16:31:07 1tAbCd-000000-AB H=h F=<a@b.example> rejected after DATA: id=0123abc@voorbeeldzaken.example\n".into(), LogOutcome::NotThere),
    ] {
        assert_eq!(outcome(&log), wanted, "{log}");
    }
}

#[test]
fn what_exim_threw_away_or_froze_is_kept_back_until_it_is_released() {
    let line = |rest: &str| format!("2026-11-30 16:31:08 1tAbCd-000000-AB {rest}\n");
    let taken = line(
        "<= a@voorbeeldzaken.example H=h [192.0.2.1] P=esmtps S=4711 id=0123abc@voorbeeldzaken.example",
    );
    let delivered = "=> b@huis.example R=dns T=smtp C=\"250 ok\"";
    for (lines, wanted) in [
        (
            &["=> blackhole (DATA ACL discarded recipients)", "Completed"][..],
            LogOutcome::KeptBack,
        ),
        (
            &["=> discarded (system filter)", "Completed"],
            LogOutcome::KeptBack,
        ),
        (
            &["=> b@huis.example R=av T=smtp C=\"250 2.7.0 Ok, discarded, id=77-01 - spam\""],
            LogOutcome::KeptBack,
        ),
        (&["frozen by ACL"], LogOutcome::KeptBack),
        (&["frozen by beheer", "Completed"], LogOutcome::KeptBack),
        (&["*** Frozen (x)", "Completed"], LogOutcome::KeptBack),
        (
            &["frozen by beheer", "unfrozen by beheer"],
            LogOutcome::Taken,
        ),
        (
            &["frozen by beheer", "Unfrozen by forced delivery", delivered],
            LogOutcome::HandedOn,
        ),
        (
            &[
                "address <b@huis.example> marked delivered by beheer",
                "Completed",
            ],
            LogOutcome::KeptBack,
        ),
        (&["=> discarded.b@huis.example R=dns"], LogOutcome::HandedOn),
    ] {
        let rest: String = lines.iter().map(|rest| line(rest)).collect();
        assert_eq!(outcome(&(taken.clone() + &rest)), wanted, "{lines:?}");
    }
}

#[test]
fn exchange_is_read_in_each_of_its_forms() {
    let id = "<0123abc@voorbeeldzaken.example>";
    let tracking = |event: &str| {
        format!(
            "#Software: Microsoft Exchange Server\n#Fields: date-time,client-ip,event-id,internal-message-id,message-id,recipient-address\n\
             2026-11-30T15:31:07.123Z,,{event},77,{id},b@huis.example\n"
        )
    };
    let summary = |said: &str| {
        format!(
            "origin_timestamp_utc,sender_address,recipient_status,message_subject,message_id\n2026-11-30T15:31:07Z,a@x.example,\"b@huis.example##{said}\",\"a\nb\",{id}\n"
        )
    };
    let trace = |status: &str| {
        format!(
            "\"MessageId\";\"Received\";\"Subject\";\"Status\"\n\"{id}\";\"30-11-2026 15:31\";\"a; \"\"b\"\"\";\"{status}\"\n"
        )
    };
    for (log, wanted) in [
        (tracking("RECEIVE"), LogOutcome::Taken),
        (tracking("SEND"), LogOutcome::HandedOn),
        (tracking("FAIL"), LogOutcome::CameBack),
        (tracking("HARECEIVE"), LogOutcome::NotThere),
        (summary("Receive, Send"), LogOutcome::HandedOn),
        (summary("Receive, Fail"), LogOutcome::CameBack),
        (summary("Receive"), LogOutcome::Taken),
        (trace("Delivered"), LogOutcome::HandedOn),
        (trace("Pending"), LogOutcome::Taken),
        (trace("Failed"), LogOutcome::CameBack),
        (trace("Quarantined"), LogOutcome::KeptBack),
        (
            trace("Delivered").replace("0123abc", "other"),
            LogOutcome::NotThere,
        ),
    ] {
        let (finding, files, _) = searched(&[&log]);
        assert_eq!(finding.outcome, wanted, "{log}");
        assert_eq!(files[0].form, Some(LogForm::Exchange), "{log}");
    }
}

#[test]
fn a_stray_quote_in_a_row_hides_no_row_after_it() {
    let id = "<0123abc@voorbeeldzaken.example>";
    let header = "#Fields: date-time,event-id,message-subject,message-id\n";
    let row =
        |event: &str, subject: &str| format!("2026-11-30T15:31:07.123Z,{event},{subject},{id}\n");
    for subject in [
        "5\" pipe",
        "\"5 inch",
        "\"a\nb\"",
        "\"a \"\"b\n\"\"c\"",
        "\"a\"b",
    ] {
        // The second is what counts: whoever loses it takes the mail for one that arrived.
        for next in ["x", "\"6 inch", subject] {
            let log = format!("{header}{}{}", row("RECEIVE", subject), row("FAIL", next));
            assert_eq!(outcome(&log), LogOutcome::CameBack, "{log}");
        }
        let log = format!("{header}{}", row("SEND", subject));
        assert_eq!(outcome(&log), LogOutcome::HandedOn, "{log}");
    }
}

#[test]
fn what_a_log_covers_is_known_as_far_as_its_times_say_so() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let between = |first: &str, last: &str| {
        let line = |time: &str| format!("{time} mail postfix/anvil[7]: statistics: x\n");
        searched(&[&(line(first) + &line(last))])
            .2
            .covers(at("2026-11-30T15:31:07Z"))
    };
    assert_eq!(
        between("Nov 30 16:00:00", "Nov 30 17:00:00"),
        LogCoverage::IfInZone
    );
    assert_eq!(
        between("2026-11-30T16:00:00+01:00", "2026-11-30T17:00:00+01:00"),
        LogCoverage::Yes
    );
    assert_eq!(
        between("Nov 30 16:40:00", "Nov 30 17:00:00"),
        LogCoverage::No
    );
    assert_eq!(
        searched(&["no log\nat all\n"])
            .2
            .covers(at("2026-11-30T15:31:07Z")),
        LogCoverage::Unknown
    );
    assert_eq!(searched(&["no log\n"]).1[0].form, None);
}

#[test]
fn no_line_however_broken_makes_it_panic() {
    let whole = postfix(&[NAMED, ACTIVE, SENT, REMOVED])
        + "2026-11-30 16:31:07 1tAbCd-000000-AB <= a@é.example id=x T=\"é\"\n#Fields: message-id,event-id\n\"é\n";
    let octets = whole.as_bytes();
    for cut in 0..octets.len() {
        let mut search = searched(&[]).2;
        search.read("x", &octets[cut..]).unwrap();
        search.read("x", &octets[..cut]).unwrap();
        let mut changed = octets.to_vec();
        changed[cut] = 0xff;
        search.read("x", &changed[..]).unwrap();
    }
}

mod order;
