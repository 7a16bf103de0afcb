use super::*;

fn reply(code: u16, text: &str) -> Reply {
    Reply::new(code, vec![text.to_owned()]).unwrap()
}

/// Server and version, what it answers to the dot, the id in it.
const ANSWERS: [(&str, &str, Option<&str>); 22] = [
    (
        "Postfix 3.7 to 3.11",
        "2.0.0 Ok: queued as 4XyZ12abc",
        Some("4XyZ12abc"),
    ),
    (
        "Postfix, short ids",
        "2.0.0 Ok: queued as 1A2B3C4D5E",
        Some("1A2B3C4D5E"),
    ),
    (
        "Postfix, short ids",
        "2.0.0 Ok: queued as ABCDEFABCD",
        Some("ABCDEFABCD"),
    ),
    (
        "Exim 4.96",
        "OK id=1rGhTk-0001ab-2C",
        Some("1rGhTk-0001ab-2C"),
    ),
    (
        "Exim 4.100",
        "OK id=1wFoOX-00000001abc-2dEf",
        Some("1wFoOX-00000001abc-2dEf"),
    ),
    (
        "Exchange",
        "2.6.0 <x@y.example> [InternalId=123456, Hostname=a.example] Queued mail",
        Some("123456"),
    ),
    (
        "Sendmail 8.18",
        "2.0.0 r4ABCd012 Message accepted for delivery",
        Some("r4ABCd012"),
    ),
    (
        "OpenSMTPD 7.9",
        "2.0.0 e3d4c5b6 Message accepted for delivery",
        Some("e3d4c5b6"),
    ),
    (
        "OpenSMTPD 7.9",
        "2.0.0 deadbeef Message accepted for delivery",
        Some("deadbeef"),
    ),
    ("slimta 5.0.5", "2.6.0 Message accepted for delivery", None),
    ("a relay of few words", "Ok Message accepted", None),
    (
        "Courier 2.0.6",
        "Ok. 000000006B0C3BCC.000003D1",
        Some("000000006B0C3BCC.000003D1"),
    ),
    (
        "Haraka 3.3.4",
        "Message Queued (4A1F3C62-6A1B-4E55-9C59-0F6E3B0A7D11.1)",
        Some(HARAKA),
    ),
    (
        "Haraka 3.3.4, smtp_forward to Postfix",
        "2.0.0 Ok: queued as 4XyZ12abc (4A1F3C62-6A1B-4E55-9C59-0F6E3B0A7D11.1)",
        Some("4XyZ12abc (4A1F3C62-6A1B-4E55-9C59-0F6E3B0A7D11.1)"),
    ),
    (
        "qpsmtpd 0.94, maildir",
        "Queued! <0a1b2c3d@voorbeeldzaken.example>",
        None,
    ),
    (
        "qpsmtpd 0.94, postfix-queue",
        "Queued! <0a1b@v.example> (Queue-Id: 4XyZ12abc)",
        Some("4XyZ12abc"),
    ),
    ("chasquid 1.19", "2.0.0 The road goes ever on and on", None),
    ("smtp-server 3.21.6", "OK: message queued", None),
    ("aiosmtpd", "OK", None),
    (
        "an id of letters alone",
        "2.0.0 Ok: queued as QEHCXVSMGPX",
        Some("QEHCXVSMGPX"),
    ),
    (
        "words where an id might stand",
        "2.0.0 Ok: queued as requested",
        None,
    ),
    (
        "an address where an id might stand",
        "queued as a1@b.example",
        None,
    ),
];
const HARAKA: &str = "4A1F3C62-6A1B-4E55-9C59-0F6E3B0A7D11.1";

#[test]
fn queue_ids_of_the_relays_we_know() {
    for (server, text, id) in ANSWERS {
        let reply = reply(250, text);
        let found = reply.queue_id();
        assert_eq!(found.as_ref().map(QueueId::as_str), id, "{server}: {text}");
        let Some(found) = found else { continue };
        assert_eq!(
            queue_id_in(&reply.text()).as_ref(),
            Some(&found),
            "{server}"
        );
        assert_eq!(
            QueueId::try_from(found.to_string()).as_ref(),
            Ok(&found),
            "{server}"
        );
    }
}

#[test]
fn an_id_that_an_older_journal_holds_is_read_and_an_address_never() {
    for old in ["a", "2.6.0", "for", "4XyZ12abc"] {
        assert_eq!(QueueId::try_from(old.to_owned()).unwrap().as_str(), old);
    }
    for bad in [
        "",
        "a@b.example",
        "a b",
        "4XyZ12abc (other)",
        "id.",
        "4XyZ12abc (4A1F.1) x",
    ] {
        assert!(QueueId::try_from(bad.to_owned()).is_err(), "{bad}");
    }
}

#[test]
fn a_queue_id_is_found_in_kept_words_of_today_and_of_before() {
    let said = reply(250, "2.0.0 Ok: queued as 4XyZ12abc");
    assert_eq!(queue_id_in(&said.text()), said.queue_id());
    let before = with_queue_id(
        "250 2.0.0 Ok: queued as {queue-id}",
        &said.queue_id().unwrap(),
    );
    assert_eq!(before, said.text());
}

#[test]
fn what_is_shown_holds_no_address_and_has_an_end() {
    let reply = reply(
        535,
        &format!(
            "5.7.8 <bericht@voorbeeldzaken.example> no {}",
            "a ".repeat(999)
        ),
    );
    assert!(reply.shown().starts_with("535 5.7.8 …@… no a a"));
    assert_eq!(reply.shown().chars().count(), MOST_SHOWN);
}

#[test]
fn an_enhanced_code_counts_only_when_its_class_agrees() {
    assert_eq!(
        reply(550, "5.1.1 no").enhanced().unwrap().to_string(),
        "5.1.1"
    );
    assert_eq!(reply(250, "5.1.1 no").enhanced(), None);
    assert_eq!(reply(550, "5.1 no").enhanced(), None);
    assert_eq!(reply(550, "5.1.1.1 no").enhanced(), None);
    assert_eq!(reply(550, "").enhanced(), None);
}

#[test]
fn codes_outside_the_standard_are_no_replies() {
    assert!(Reply::new(199, vec![]).is_none());
    assert!(Reply::new(600, vec![]).is_none());
}
