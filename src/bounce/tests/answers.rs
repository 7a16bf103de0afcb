//! Forms that the laboratory has not, written by hand after what programs are known to write.

use crate::bounce::{Fault, ReturnCause, ReturnClass, ReturnKind, Returned, read};

fn of(header: &str, body: &str) -> Returned {
    let text = format!("To: bericht@voorbeeldzaken.example\n{header}\n\n{body}");
    read(text.replace('\n', "\r\n").as_bytes())
}

fn only(returned: &Returned) -> (ReturnKind, Option<&str>, ReturnClass, ReturnCause) {
    let [one] = &returned.recipients[..] else {
        panic!("{returned:?}")
    };
    (returned.kind, one.address.as_deref(), one.class, one.cause)
}

const DAEMON: &str = "From: MAILER-DAEMON@relay.example\nSubject: failure notice";

#[test]
fn qmail_lists_addresses_with_what_was_said_of_each() {
    let returned = of(
        DAEMON,
        "Hi. This is the qmail-send program at relay.example.\n\
         I'm afraid I wasn't able to deliver your message to the following addresses.\n\
         This is a permanent error; I've given up. Sorry it didn't work out.\n\n\
         <info@vereniging.example>:\n\
         192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 No such person\nGiving up on 192.0.2.1.\n\n\
         <post@stichting.example>:\nSorry, I couldn't find any host named stichting.example. (#5.1.2)\n\n\
         --- Below this line is a copy of the message.\n\n\
         Return-Path: <bericht+0a1b@voorbeeldzaken.example>\nFrom: bericht@voorbeeldzaken.example\n\
         To: info@vereniging.example\nMessage-ID: <1a2b@voorbeeldzaken.example>\n\nGeacht bestuur\n",
    );
    assert_eq!(returned.kind, ReturnKind::Failed);
    let said: Vec<_> = returned
        .recipients
        .iter()
        .map(|one| (one.address.as_deref().unwrap(), one.class, one.cause))
        .collect();
    assert_eq!(
        said,
        [
            (
                "info@vereniging.example",
                ReturnClass::Permanent,
                ReturnCause::UnknownUser
            ),
            (
                "post@stichting.example",
                ReturnClass::Permanent,
                ReturnCause::DomainUnknown
            ),
        ]
    );
    let references = &returned.references;
    assert_eq!(references.message_ids, ["1a2b@voorbeeldzaken.example"]);
    assert!(
        references
            .returned_to
            .contains(&"bericht+0a1b@voorbeeldzaken.example".to_owned())
    );
}

#[test]
fn exim_without_a_report_warns_and_fails() {
    let warning = of(
        "From: Mail Delivery System <Mailer-Daemon@relay.example>\nAuto-Submitted: auto-replied\n\
         Subject: Warning: message 1xXgwA-000000004Vf-3Zpv delayed 24 hours",
        "This message was created automatically by mail delivery software.\n\
         A message that you sent has not been delivered to one or more of its\n\
         recipients after more than 24 hours on the queue on relay.example.\n\n\
         The address to which the message has not yet been delivered is:\n\n\
           info@vereniging.example\n    Delay reason: Connection timed out\n\n\
         No action is required on your part. Delivery attempts will continue for\nsome time.\n",
    );
    assert_eq!(
        only(&warning),
        (
            ReturnKind::Delayed,
            Some("info@vereniging.example"),
            ReturnClass::Temporary,
            ReturnCause::Unreachable
        )
    );
    assert_eq!(warning.recipients[0].fault(), Fault::Line);
}

#[test]
fn a_report_without_its_parts_is_read_from_the_text() {
    let returned = of(
        DAEMON,
        "Reporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; info@vereniging.example\n\
         Action: failed\nStatus: 5.2.2\n",
    );
    assert_eq!(
        only(&returned),
        (
            ReturnKind::Failed,
            Some("info@vereniging.example"),
            ReturnClass::Permanent,
            ReturnCause::MailboxFull
        )
    );
}

#[test]
fn a_report_bent_in_every_way_says_the_same() {
    let forms = [
        "Final-Recipient: rfc822; info@vereniging.example\nAction: failed\nStatus: 5.1.1\n",
        "Reporting-MTA: dns; x\nFinal-Recipient: rfc822;<info@vereniging.example>\nAction: Failed (gave up)\nStatus: 5.1.1 (no mailbox)\n",
        "Reporting-MTA: dns; x\n\nFinal-Recipient: info@vereniging.example\n\nAction: failure\nStatus: 5.1.1\n",
        "\n\nAction: failed\nOriginal-Recipient: rfc822;info@vereniging.example\nDiagnostic-Code: smtp; 550 5.1.1 x\n",
        "Final-Recipient: utf-8;\n info@vereniging.example\nAction: failed\nStatus: 5.1.1\n",
        "Final-Recipient: LOCAL; \nX-Actual-Recipient: rfc822; info@vereniging.example\nAction: failed\nStatus: 5.1.1\n",
    ];
    for form in forms {
        let body = format!("--b\nContent-Type: message/delivery-status\n\n{form}\n--b--\n");
        for kind in [
            "multipart/report; report-type=delivery-status",
            "multipart/mixed",
            "multipart/report",
        ] {
            let header = format!("{DAEMON}\nContent-Type: {kind}; boundary=b");
            assert_eq!(
                only(&of(&header, &body)),
                (
                    ReturnKind::Failed,
                    Some("info@vereniging.example"),
                    ReturnClass::Permanent,
                    ReturnCause::UnknownUser
                ),
                "{form}"
            );
        }
    }
}

#[test]
fn an_address_of_type_utf8_is_read_in_seven_bits_too() {
    for (written, address) in [
        ("b\\x{E9}stuur@wilg.example", "béstuur@wilg.example"),
        ("béstuur@wilg.example", "béstuur@wilg.example"),
        ("bestuur@\\x{7B2C}.example", "bestuur@第.example"),
        // No such sign: it stays as it is, but for what no address has.
        ("\\x{zz}bestuur@wilg.example", "x{zz}bestuur@wilg.example"),
    ] {
        let body = format!(
            "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: utf-8; {written}\nAction: failed\nStatus: 5.1.1\n\n--b--\n"
        );
        let header = format!("{DAEMON}\nContent-Type: multipart/report; boundary=b");
        let returned = of(&header, &body);
        assert_eq!(only(&returned).1, Some(address), "{written}");
    }
}

#[test]
fn several_recipients_have_each_their_own() {
    let body = "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n\
        Final-Recipient: rfc822; a@vereniging.example\nAction: delayed\nStatus: 4.4.1\n\
        Final-Recipient: rfc822; b@vereniging.example\nAction: failed\nStatus: 5.7.1\n\
        Diagnostic-Code: smtp; 550 5.7.26 unauthenticated\n\n\
        Final-Recipient: rfc822; c@vereniging.example\nAction: relayed\nStatus: 2.0.0\n\n--b--\n";
    let header = format!(
        "{DAEMON}\nContent-Type: multipart/report; report-type=delivery-status; boundary=b"
    );
    let returned = of(&header, body);
    let said: Vec<_> = returned
        .recipients
        .iter()
        .map(|one| {
            (
                &one.address.as_deref().unwrap()[..1],
                one.class,
                one.fault(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("a", ReturnClass::Temporary, Fault::Line),
            ("b", ReturnClass::Permanent, Fault::Us),
            ("c", ReturnClass::Success, Fault::Unknown),
        ]
    );
    assert_eq!(returned.kind, ReturnKind::Failed);
}

#[test]
fn what_is_no_return_is_never_one() {
    let person =
        "From: Jan Jansen <jan@vereniging.example>\nIn-Reply-To: <1a2b@voorbeeldzaken.example>";
    let cases = [
        (format!("{person}\nSubject: Re: Informatie"), "Dank u. Uw bericht kon niet worden bezorgd aan Piet.\n", ReturnKind::Other),
        (format!("{person}\nSubject: Re: Undelivered Mail Returned to Sender"), "> This is the mail system at host x\nWat nu?\n", ReturnKind::Other),
        (format!("{person}\nSubject: Automatisch antwoord: Informatie"), "Ik ben er niet.\n", ReturnKind::AutoReply),
        (format!("{person}\nSubject: Informatie\nAuto-Submitted: auto-replied"), "Weg\n", ReturnKind::AutoReply),
        (format!("{person}\nSubject: Please confirm"), "To release your message for delivery, click here\n", ReturnKind::Held),
        (
            "From: lijst-bounces@lijst.example\nSubject: Your message to Lijst awaits moderator approval".to_owned(),
            "Is being held until the list moderator can review it for approval.\n",
            ReturnKind::Held,
        ),
    ];
    for (header, body, kind) in cases {
        let returned = of(&header, body);
        assert_eq!(returned.kind, kind, "{header}");
        let certain = |class| matches!(class, ReturnClass::Permanent | ReturnClass::Temporary);
        assert!(
            !returned.recipients.iter().any(|one| certain(one.class)),
            "{returned:?}"
        );
    }
}

#[test]
fn notices_of_what_became_of_a_delivered_mail() {
    let notice = |action: &str, text: &str| {
        let body = format!(
            "--b\nContent-Type: text/plain\n\n{text}\n--b\n\
             Content-Type: message/disposition-notification\n\n\
             Final-Recipient: rfc822; jan@vereniging.example\n\
             Original-Message-ID: <1a2b@voorbeeldzaken.example>\n\
             Disposition: automatic-action/MDN-sent-automatically; {action}\n\n--b--\n"
        );
        let header = "From: jan@vereniging.example\nSubject: Notice\n\
            Content-Type: multipart/report; report-type=disposition-notification; boundary=b";
        of(header, &body)
    };
    let refused = notice(
        "deleted",
        "Your message was automatically rejected by Sieve",
    );
    assert_eq!(
        only(&refused),
        (
            ReturnKind::Refused,
            Some("jan@vereniging.example"),
            ReturnClass::Permanent,
            ReturnCause::RecipientRule
        )
    );
    assert_eq!(
        refused.references.replies_to,
        ["1a2b@voorbeeldzaken.example"]
    );
    for (action, text) in [
        ("displayed", "Read"),
        ("deleted", "Deleted without being read"),
    ] {
        let read = notice(action, text);
        assert_eq!(
            (read.kind, read.recipients[0].class),
            (ReturnKind::AutoReply, ReturnClass::Unknown)
        );
    }
}

#[test]
fn a_report_of_abuse_is_no_return() {
    let body = "--b\nContent-Type: text/plain\n\nThis is an abuse report.\n--b\n\
        Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n\
        Original-Rcpt-To: <info@vereniging.example>\n\n--b--\n";
    let header = "From: fbl@provider.example\nSubject: FW: Informatie\n\
        Content-Type: multipart/report; report-type=feedback-report; boundary=b";
    assert_eq!(
        only(&of(header, body)),
        (
            ReturnKind::Feedback,
            Some("info@vereniging.example"),
            ReturnClass::Unknown,
            ReturnCause::Unclear
        )
    );
}

#[test]
fn a_success_in_an_absence_is_an_absence() {
    let body = "--b\nContent-Type: text/plain\n\nIk ben er niet.\n--b\n\
        Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n\
        Final-Recipient: rfc822; jan@vereniging.example\nAction: delivered\nStatus: 2.0.0\n\n--b--\n";
    let report = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\nAuto-Submitted: auto-replied";
    let absence = of(
        &format!("From: jan@vereniging.example\nSubject: Afwezig\n{report}"),
        body,
    );
    assert_eq!(
        (absence.kind, absence.recipients[0].class),
        (ReturnKind::AutoReply, ReturnClass::Unknown)
    );
    let truth = of(&format!("{DAEMON}\n{report}"), body);
    assert_eq!(
        (truth.kind, truth.recipients[0].class),
        (ReturnKind::Delivered, ReturnClass::Success)
    );
}

/// OpenSMTPD 6.8.0p2, as Debian 12 has it: `queue ttl 5s`, and a next host that answers 452.
#[test]
fn a_delay_that_is_a_giving_up_is_a_failure() {
    let report = |why: &str| {
        of(
            "From: Mailer Daemon <MAILER-DAEMON@relay.example>\nSubject: Delivery status notification: delayed\n\
             MIME-Version: 1.0\nContent-Type: multipart/mixed;boundary=\"b\"",
            &format!(
                "--b\nContent-Description: Notification\nContent-Type: text/plain; charset=us-ascii\n\n    Hi!\n\n\
                 \x20   A message is delayed for more than 0 seconds for the following\n    list of recipients:\n\n\
                 info@vereniging.example: {why}\n\n\
                 \x20   Please note that this is only a temporary failure report.\n\n\
                 --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\n\
                 Final-Recipient: rfc822; info@vereniging.example\nAction: delayed\nStatus: 4.4.7\n\n--b--\n"
            ),
        )
    };
    let gave_up = report("Envelope expired");
    let (kind, _, class, cause) = only(&gave_up);
    assert_eq!(
        (kind, class, cause),
        (
            ReturnKind::Failed,
            ReturnClass::Permanent,
            ReturnCause::Unreachable
        )
    );
    let tries = report("Network error on destination MXs");
    let (kind, _, class, _) = only(&tries);
    assert_eq!((kind, class), (ReturnKind::Delayed, ReturnClass::Temporary));
}
