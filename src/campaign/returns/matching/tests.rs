use super::*;
use crate::bounce::{ReturnCause, ReturnClass};

fn id(text: &str) -> ListId {
    ListId::new(text).unwrap()
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// Three mails to two organisations; two rows share an address.
fn known() -> KnownMails {
    let mut known = KnownMails::default();
    let own = |token| Some(address(&format!("bericht+{token}@voorbeeldzaken.example")));
    let (a, shared) = (
        address("a@vereniging.example"),
        address("post@kantoor.example"),
    );
    known.add(
        &id("ORG-1"),
        "m1@voorbeeldzaken.example",
        &a,
        own("t1").as_ref(),
    );
    known.add(
        &id("ORG-1"),
        "m2@voorbeeldzaken.example",
        &shared,
        own("t2").as_ref(),
    );
    known.add(
        &id("ORG-2"),
        "m3@voorbeeldzaken.example",
        &shared,
        own("t3").as_ref(),
    );
    known
}

fn find(references: &References, recipient: Option<&str>) -> Option<(String, &'static str)> {
    let recipient = ReturnedRecipient {
        address: recipient.map(str::to_owned),
        original: None,
        class: ReturnClass::Permanent,
        status: None,
        stated: None,
        cause: ReturnCause::Unclear,
    };
    known()
        .find(references, &recipient)
        .map(|(id, by)| (id.to_string(), by.name()))
}

fn of(envelope_id: &str, message_id: &str, returned_to: &str) -> References {
    let one = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    References {
        envelope_ids: one(envelope_id).into_iter().collect(),
        message_ids: one(message_id).into_iter().collect(),
        returned_to: one(returned_to).into_iter().collect(),
        ..References::default()
    }
}

#[test]
fn each_way_of_naming_a_mail_finds_it_and_the_surest_is_told() {
    let found = |references: References| find(&references, Some("b@elders.example"));
    let is = |id: &str, by| Some((id.to_owned(), by));
    assert_eq!(found(of("m3", "", "")), is("ORG-2", "envid"));
    assert_eq!(
        found(of("", "", "Bericht+T3@Voorbeeldzaken.example")),
        is("ORG-2", "verp")
    );
    assert_eq!(
        found(of("", "m1@voorbeeldzaken.example", "")),
        is("ORG-1", "message_id")
    );
    let all = of(
        "m1",
        "m2@voorbeeldzaken.example",
        "bericht+t1@voorbeeldzaken.example",
    );
    assert_eq!(found(all), is("ORG-1", "envid"));
    let answer = References {
        replies_to: vec![
            "x@elders.example".into(),
            "m2@voorbeeldzaken.example".into(),
        ],
        ..References::default()
    };
    assert_eq!(found(answer), is("ORG-1", "message_id"));
}

#[test]
fn what_differs_or_could_be_two_is_nobodys() {
    let differing = [
        of("m1", "m3@voorbeeldzaken.example", ""),
        of("m1", "", "bericht+t3@voorbeeldzaken.example"),
        of(
            "",
            "m1@voorbeeldzaken.example",
            "bericht+t3@voorbeeldzaken.example",
        ),
    ];
    for references in differing {
        assert_eq!(find(&references, Some("a@vereniging.example")), None);
    }
    let nothing = References::default();
    assert_eq!(find(&nothing, Some("post@kantoor.example")), None);
    assert_eq!(find(&nothing, Some("b@elders.example")), None);
    assert_eq!(find(&nothing, None), None);
    let only = Some(("ORG-1".to_owned(), "recipient"));
    assert_eq!(find(&nothing, Some("A@Vereniging.example")), only);
    // Somebody else's references say nothing about ours.
    assert_eq!(
        find(
            &of("zzz", "y@elders.example", ""),
            Some("a@vereniging.example")
        ),
        only
    );
}
