use proptest::prelude::*;

use super::*;

fn said(text: &str, literals: &[&str]) -> Option<Response> {
    read(RawResponse {
        text: text.as_bytes().to_vec(),
        literals: literals.iter().map(|one| one.as_bytes().to_vec()).collect(),
    })
}

fn mail(uid: Option<u32>, body: Option<&str>) -> Option<Response> {
    let body = body.map(|body| body.as_bytes().to_vec());
    Some(Response::Fetch { uid, body })
}

#[test]
fn each_form_is_what_it_says() {
    let status = |tag: Option<&str>, condition, code: Option<&str>, text: &str| {
        Some(Response::Status {
            tag: tag.map(str::to_owned),
            condition,
            code: code.map(str::to_owned),
            text: text.to_owned(),
        })
    };
    assert_eq!(
        said("* OK [CAPABILITY IMAP4rev1 SASL-IR] ready", &[]),
        status(
            None,
            Condition::Ok,
            Some("CAPABILITY IMAP4rev1 SASL-IR"),
            "ready"
        )
    );
    assert_eq!(
        said("a3 NO [AUTHENTICATIONFAILED] no {5}", &[]),
        status(
            Some("a3"),
            Condition::No,
            Some("AUTHENTICATIONFAILED"),
            "no {5}"
        )
    );
    assert_eq!(
        said("a4 ok done", &[]),
        status(Some("a4"), Condition::Ok, None, "done")
    );
    assert_eq!(said("* BYE", &[]), status(None, Condition::Bye, None, ""));
    assert_eq!(
        said("+ abc", &[]),
        Some(Response::Continue("abc".to_owned()))
    );
    assert_eq!(
        said("* capability imap4rev1 auth=plain", &[]),
        Some(Response::Capabilities(vec![
            "IMAP4REV1".to_owned(),
            "AUTH=PLAIN".to_owned()
        ]))
    );
    for other in ["* 12 EXISTS", "* FLAGS (\\Seen)", "* 3 EXPUNGE", "* SEARCH"] {
        assert_eq!(said(other, &[]), Some(Response::Other), "{other}");
    }
    for none in [
        "",
        "*",
        "* ",
        "a1",
        "a1 WELL",
        "HTTP/1.1 400 Bad Request",
        "* 1 FETCH",
        "* (x)",
    ] {
        assert_eq!(said(none, &[]), None, "{none}");
    }
}

#[test]
fn a_mail_is_its_uid_and_its_body_whatever_stands_around_them() {
    assert_eq!(
        said("* 1 FETCH (UID 7 BODY[]<0> {3})", &["abc"]),
        mail(Some(7), Some("abc"))
    );
    assert_eq!(
        said("* 1 FETCH (body[] \"a\\\"b\" uid 7)", &[]),
        mail(Some(7), Some("a\"b"))
    );
    assert_eq!(
        said("* 1 FETCH (UID 7 BODY[]<0> NIL)", &[]),
        mail(Some(7), None)
    );
    assert_eq!(
        said("* 1 FETCH (FLAGS (\\Seen ((x))) UID 7)", &[]),
        mail(Some(7), None)
    );
    assert_eq!(
        said(
            "* 1 FETCH (BODY[HEADER.FIELDS (A B)] {1} MODSEQ (5) UID 7 BODY[]<0> {2})",
            &["x", "yz"]
        ),
        mail(Some(7), Some("yz"))
    );
    let deep = format!(
        "* 1 FETCH (BODYSTRUCTURE {}{} UID 7)",
        "(".repeat(100),
        ")".repeat(100)
    );
    assert_eq!(said(&deep, &[]), mail(Some(7), None));
    for none in [
        "* 1 FETCH (UID 7",
        "* 1 FETCH (UID x)",
        "* 1 FETCH (UID 4294967296)",
        "* 1 FETCH (UID 7 BODY[] {3})",
        "* 1 FETCH UID 7",
        "* 1 FETCH (\"a)",
        "* 1 FETCH (UID )",
    ] {
        assert_eq!(said(none, &[]), None, "{none}");
    }
}

#[test]
fn words_for_people_hold_no_literals() {
    assert!(may_hold_literals(b"* 1 FETCH (BODY[] {3}"));
    assert!(!may_hold_literals(b"* OK wait {3}"));
    assert!(!may_hold_literals(b"a1 NO {3}"));
    assert!(!may_hold_literals(b"+ {3}"));
}

proptest! {
    #[test]
    fn no_octets_make_it_panic(octets in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _any = read(RawResponse { text: octets, literals: vec![vec![1]] });
    }

    #[test]
    fn nearly_right_ones_make_it_panic_no_more(text in "\\* [0-9]{1,11} FETCH [(){}\" \\[\\]<>A-Z0-9\\\\]{0,60}") {
        let _any = read(RawResponse { text: text.into_bytes(), literals: vec![vec![1]] });
    }
}
