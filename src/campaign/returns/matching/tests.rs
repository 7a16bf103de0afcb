use super::*;
use crate::bounce::{ReturnCause, ReturnClass};
use crate::id::CampaignKey;

fn id(text: &str) -> ListId {
    ListId::new(text).unwrap()
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn mail(of: &str, content: &str) -> KnownMail {
    KnownMail {
        id: id(of),
        recipient: CampaignKey::from_bytes([7; 32]).pseudonym(&id(of)),
        digest: Digest::of(content.as_bytes()),
    }
}

/// Three mails to two organisations; two rows share an address.
fn known() -> KnownMails {
    let mut known = KnownMails::default();
    let (a, shared) = ("a@vereniging.example", "post@kantoor.example");
    let rows = [("ORG-1", 1, a), ("ORG-1", 2, shared), ("ORG-2", 3, shared)];
    for (of, number, to) in rows {
        let message_id = format!("m{number}@voorbeeldzaken.example");
        let own = address(&format!("bericht+t{number}@voorbeeldzaken.example"));
        known.add(mail(of, &message_id), &message_id, &address(to), Some(&own));
    }
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
        words: String::new(),
    };
    known()
        .find(references, &recipient)
        .map(|found| (found.id.to_string(), found.by.name()))
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

#[test]
fn only_what_names_a_mail_itself_is_about_that_mail() {
    let nobody = |address: &str| ReturnedRecipient {
        address: Some(address.to_owned()),
        original: None,
        class: ReturnClass::Permanent,
        status: None,
        stated: None,
        cause: ReturnCause::Unclear,
        words: String::new(),
    };
    let mail_of = |references: References, address: &str| {
        let found = known().find(&references, &nobody(address)).unwrap();
        found.mail.map(|(_, digest)| digest)
    };
    let digest = |id: &str| Some(Digest::of(id.as_bytes()));
    let by_envid = of("m1", "m1@voorbeeldzaken.example", "");
    assert_eq!(
        mail_of(by_envid, "x@elders.example"),
        digest("m1@voorbeeldzaken.example")
    );
    let of_two_mails = of("m1", "m2@voorbeeldzaken.example", "");
    assert_eq!(mail_of(of_two_mails, "x@elders.example"), None);
    assert_eq!(mail_of(References::default(), "a@vereniging.example"), None);
}
