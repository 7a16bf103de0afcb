//! The honest catcher.

use super::super::{Addressee, Capabilities, Caught, Keep, Login, When};
use super::*;

#[tokio::test]
async fn a_whole_dialogue() {
    let (options, kept) = honest();
    let heard = talk(
        options,
        "EHLO client.example\r\n\
         MAIL FROM:<bericht@voorbeeldzaken.example> SIZE=20 RET=HDRS ENVID=QQ1 BODY=8BITMIME\r\n\
         RCPT TO:<info@a.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;info@a.example\r\n\
         DATA\r\n\
         Subject: x\r\n\r\n..stuffed\r\nnot\n.\nthe end\r\n.\r\n\
         NOOP\r\nVRFY a\r\nRSET\r\nQUIT\r\n",
    )
    .await;
    let wanted = "220 catcher.example ESMTP heraut's catcher; it keeps mail and delivers none\r\n\
         250-catcher.example\r\n250-PIPELINING\r\n250-SIZE 67108864\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n\
         250-DSN\r\n250 ENHANCEDSTATUSCODES\r\n\
         250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n\
         250 2.0.0 Ok: queued as ID\r\n\
         250 2.0.0 Ok\r\n252 2.0.0 Send it and see\r\n250 2.0.0 Ok\r\n221 2.0.0 Bye\r\n";
    assert_eq!(heard, wanted);
    let mails = kept.mails();
    let wanted = Caught {
        at: mails[0].at,
        envelope_from: "bericht@voorbeeldzaken.example".into(),
        recipients: vec![Addressee {
            address: "info@a.example".into(),
            notify: Some("FAILURE,DELAY".into()),
            orcpt: Some("rfc822;info@a.example".into()),
        }],
        envid: Some("QQ1".into()),
        ret: Some("HDRS".into()),
        bytes: b"Subject: x\r\n\r\n.stuffed\r\nnot\n.\nthe end\r\n".to_vec(),
        helo: "client.example".into(),
        tls: false,
    };
    assert_eq!(*mails, [wanted]);
}

#[tokio::test]
async fn a_pipelined_group_is_answered_in_order_and_in_one_write() {
    let (options, kept) = honest();
    visit(options, async |mut line| {
        hear(&mut line).await;
        ask(&mut line, "EHLO client.example\r\n").await;
        assert_eq!(
            codes(&ask(&mut line, &envelope("a@a.example")).await),
            [250, 250, 354]
        );
        // RFC 2920, section 3.1: the end of a mail may open the next group.
        let next = format!("one\r\n.\r\n{}", envelope("b@b.example"));
        assert_eq!(codes(&ask(&mut line, &next).await), [250, 250, 250, 354]);
        assert_eq!(
            codes(&ask(&mut line, "two\r\n.\r\nQUIT\r\n").await),
            [250, 221]
        );
    })
    .await;
    let mails: Vec<_> = kept
        .mails()
        .iter()
        .map(|mail| mail.recipients[0].address.clone())
        .collect();
    assert_eq!(mails, ["a@a.example", "b@b.example"]);
}

#[tokio::test]
async fn commands_out_of_their_place() {
    let (options, kept) = honest();
    let heard = talk(
        options,
        "MAIL FROM:<a@a.example>\r\nEHLO c.example\r\nRCPT TO:<a@a.example>\r\nDATA\r\n\
         MAIL FROM:<a@a.example>\r\nMAIL FROM:<a@a.example>\r\nDATA\r\n\
         RCPT TO:<\u{e9}@a.example>\r\nEHLO c.example\r\nRCPT TO:<a@a.example>\r\n\
         STARTTLS\r\nAUTH PLAIN AGEAYg==\r\nNOOP\nNOOP\r\n",
    )
    .await;
    let wanted = [
        220, 503, 250, 503, 503, 250, 503, 554, 553, 250, 503, 502, 502, 500, 250,
    ];
    assert_eq!(codes(&heard), wanted);
    assert!(kept.mails().is_empty());
}

#[tokio::test]
async fn after_helo_no_parameter_counts_and_no_capability_is_told() {
    let (options, _) = honest();
    let heard = talk(
        options,
        "HELO c.example\r\nMAIL FROM:<a@a.example> SIZE=1\r\nMAIL FROM:<>\r\n",
    )
    .await;
    assert!(
        heard.contains("\r\n250 catcher.example\r\n555 Parameter"),
        "{heard}"
    );
    assert_eq!(codes(&heard), [220, 250, 555, 250]);
}

#[tokio::test]
async fn a_mail_that_is_too_big_is_refused_by_its_word_and_by_its_bytes() {
    let (mut options, kept) = honest();
    options.capabilities.size = Some(1000);
    let lines = |count| format!("{}\r\n", "x".repeat(98)).repeat(count);
    let heard = talk(
        options,
        &format!(
            "EHLO c.example\r\nMAIL FROM:<a@a.example> SIZE=1001\r\n{envelope}{big}.\r\n{envelope}{fits}.\r\n",
            envelope = envelope("a@a.example"),
            big = lines(11),
            fits = lines(10),
        ),
    )
    .await;
    assert_eq!(
        codes(&heard),
        [220, 250, 552, 250, 250, 354, 552, 250, 250, 354, 250]
    );
    assert_eq!(kept.mails().len(), 1);
    assert_eq!(kept.mails()[0].bytes.len(), 1000);
}

#[tokio::test]
async fn lines_that_are_too_long() {
    let (options, kept) = honest();
    let (command, fits, long) = ("x".repeat(200_000), "x".repeat(998), "x".repeat(999));
    let envelope = envelope("a@a.example");
    let heard = talk(
        options,
        &format!(
            "{command}\r\nEHLO c.example\r\n{envelope}{long}\r\n.\r\n{envelope}{fits}\r\n.\r\n"
        ),
    )
    .await;
    assert_eq!(
        codes(&heard),
        [220, 500, 250, 250, 250, 354, 554, 250, 250, 354, 250]
    );
    assert_eq!(kept.mails().len(), 1);
}

#[tokio::test]
async fn a_mail_cut_off_is_not_kept() {
    let (options, kept) = honest();
    let said = format!(
        "EHLO c.example\r\n{}half a mail\r\n.",
        envelope("a@a.example")
    );
    assert_eq!(
        codes(&talk(options, &said).await),
        [220, 250, 250, 250, 354]
    );
    assert!(kept.mails().is_empty());
}

#[tokio::test]
async fn logins() {
    let (mut options, kept) = honest();
    options.login = Some(Login {
        user: "user".into(),
        password: "secret".into(),
    });
    let heard = talk(
        options.clone(),
        "EHLO c.example\r\nMAIL FROM:<a@a.example>\r\n\
         AUTH CRAM-MD5\r\nAUTH PLAIN !\r\nAUTH PLAIN AHVzZXIAd3Jvbmc=\r\nAUTH PLAIN\r\n*\r\n\
         AUTH PLAIN\r\nAHVzZXIAc2VjcmV0\r\nAUTH PLAIN AHVzZXIAc2VjcmV0\r\n\
         MAIL FROM:<a@a.example>\r\n",
    )
    .await;
    assert!(heard.contains("250 AUTH PLAIN LOGIN\r\n"), "{heard}");
    assert_eq!(
        codes(&heard),
        [220, 250, 530, 504, 501, 535, 334, 501, 334, 235, 503, 250]
    );
    let heard = talk(
        options.clone(),
        "EHLO c.example\r\nAUTH LOGIN\r\ndXNlcg==\r\nc2VjcmV0\r\n",
    )
    .await;
    assert!(
        heard.ends_with("334 VXNlcm5hbWU6\r\n334 UGFzc3dvcmQ6\r\n235 2.7.0 Welcome\r\n"),
        "{heard}"
    );
    options.capabilities.auth = When::UnderTls;
    let heard = talk(options, "EHLO c.example\r\nAUTH LOGIN\r\n").await;
    assert!(!heard.contains("AUTH PLAIN LOGIN"), "{heard}");
    assert_eq!(codes(&heard), [220, 250, 502]);
    assert!(kept.mails().is_empty());
}

#[tokio::test]
async fn a_mail_that_cannot_be_kept_is_not_taken() {
    struct Full;
    impl Keep for Full {
        fn keep(&self, _: Caught) -> std::io::Result<String> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
    }
    let options = Options {
        capabilities: Capabilities::NONE,
        ..Options::keeping(Arc::new(Full))
    };
    let said = format!(
        "HELO c.example\r\n{}x\r\n.\r\nNOOP\r\n",
        envelope("a@a.example")
    );
    assert_eq!(
        codes(&talk(options, &said).await),
        [220, 250, 250, 250, 354, 451, 250]
    );
}
