use super::*;

#[test]
fn a_line_from_long_before_the_first_offer_names_nothing() {
    let offered: Timestamp = "2026-11-30T15:31:07Z".parse().unwrap();
    let of = |log: &str, earlier: i64| {
        let since = offered.checked_add(SignedDuration::from_mins(earlier));
        searched_since(since.ok(), &[log]).0.outcome
    };
    // 16:31:07 in Amsterdam, without a zone and with one.
    let lines = [NAMED, ACTIVE, SENT, REMOVED];
    let unzoned = postfix(&lines);
    assert_eq!(of(&unzoned, 15 * 60), LogOutcome::HandedOn);
    assert_eq!(of(&unzoned, 15 * 60 + 1), LogOutcome::NotThere);
    let zoned = unzoned.replace("Nov 30 16:31:07", "2026-11-30T16:31:07+01:00");
    assert_eq!(of(&zoned, 15), LogOutcome::HandedOn);
    assert_eq!(of(&zoned, 16), LogOutcome::NotThere);
    assert_eq!(of(&zoned, -600), LogOutcome::HandedOn);
    // The queue id comes back with our attempt.
    let both =
        zoned.replace("16:31:07", "15:31:07") + &zoned.replace("status=sent", "status=deferred");
    assert_eq!(of(&both, 0), LogOutcome::Taken);
    let row = "date-time,event-id,message-id\n2026-11-30T15:31:07Z,SEND,<0123abc@voorbeeldzaken.example>\n";
    assert_eq!(of(row, 15), LogOutcome::HandedOn);
    assert_eq!(of(row, 16), LogOutcome::NotThere);
}

#[test]
fn logs_that_are_not_oldest_first_are_noticed() {
    let log = |first: &str, last: &str| {
        let line = |time: &str| format!("Nov {time} mail postfix/anvil[7]: statistics: x\n");
        line(first) + &line(last)
    };
    let (old, new) = (
        log("29 00:00:01", "30 00:00:02"),
        log("30 00:00:01", "30 16:00:00"),
    );
    let disorder = |logs: &[&str]| {
        let search = searched(logs).2;
        search
            .disorder()
            .map(|(one, other)| (one.to_owned(), other.to_owned()))
    };
    assert_eq!(disorder(&[&old, &new]), None);
    let wrong = Some(("mail.log.2".to_owned(), "mail.log.1".to_owned()));
    assert_eq!(disorder(&[&new, &old]), wrong);
    assert_eq!(disorder(&[&new, "no log\n", &new]), None);
    // Of two servers.
    let other = log("29 12:00:00", "30 12:00:00");
    assert_eq!(disorder(&[&old, &new, &other]), None);
    let rows = |day: u8| {
        format!("date-time,event-id,message-id\n2026-11-{day}T15:31:07Z,SEND,<x@y.example>\n")
    };
    assert_eq!(disorder(&[&rows(30), &rows(29)]), None);
}
