//! Campaigns of invented mails, and what is found in them.

use super::mail_words::{LinePart, MailWords, RowValues};
use super::outliers::{Oddity, outliers};
use super::patterns::{Gathering, Wordings};

/// One mail of a campaign with names, references, kinds, years and a branch.
fn mail(at: usize) -> Vec<(LinePart, String)> {
    let city = ["Bergdam", "Wolkendam", "Eikerveen"][at % 3];
    let greeting = ["mevrouw De Wit", "heer Öz", "bestuur"][at % 3];
    let mut lines = vec![
        "Informatie voor \u{1}".to_owned(),
        format!("Kenmerk: VZ-{at:05}"),
        format!("{}-straat {at}", ["Eik", "Berk", "Linde"][at % 3]),
        city.to_owned(),
        format!("Geachte {greeting} {},", at * 7 % 1000),
        "Uw organisatie staat in het overzicht dat de Tweede Kamer leest.".to_owned(),
        "U hoeft niets te doen.".to_owned(),
    ];
    if at.is_multiple_of(4) {
        lines.push("Uw organisatie staat ook in het tweede overzicht.".to_owned());
    }
    lines.push(format!("Jaren: {}", ["2023", "2023, 2024", "2024"][at % 3]));
    let parts = lines.into_iter().enumerate();
    let part = |at: usize| {
        if at == 0 {
            LinePart::Subject
        } else {
            LinePart::Html
        }
    };
    parts.map(|(at, line)| (part(at), line)).collect()
}

fn words(at: usize, lines: Vec<(LinePart, String)>) -> MailWords {
    MailWords {
        known: RowValues {
            organisation: format!("Vereniging nummer {}", 100_000 + at),
            address: format!("post@v{at}.example"),
            id: format!("ORG-{at:05}"),
        },
        length: lines
            .iter()
            .map(|(_, line)| line.chars().count() as u64)
            .sum(),
        attachments: 70_000,
        lines,
    }
}

fn of(mails: Vec<MailWords>) -> Wordings {
    let mut gathering = Gathering::default();
    mails.into_iter().for_each(|mail| gathering.add(mail));
    gathering.compared()
}

fn campaign(mails: usize) -> Vec<MailWords> {
    (0..mails).map(|at| words(at, mail(at))).collect()
}

#[test]
fn mails_that_differ_in_values_alone_are_one_pattern() {
    let wordings = of(campaign(400));
    let counts: Vec<usize> = wordings
        .patterns
        .iter()
        .map(|one| one.mails.len())
        .collect();
    assert_eq!(counts, [300, 100], "with the branch and without");
    let (here, missing) = wordings.differing(1, 0);
    assert_eq!((here.len(), missing.len()), (1, 0));
    assert_eq!(here[0], 7, "the line of the branch");
}

#[test]
fn an_odd_mail_comes_first_whatever_is_odd_about_it() {
    let line = |text: &str| (LinePart::Html, text.to_owned());
    type Change = fn(&mut Vec<(LinePart, String)>);
    let changes: [(&str, Change); 5] = [
        ("a word", |lines| {
            lines[6].1 = "U hoeft alles te doen.".to_owned()
        }),
        ("a line", |lines| {
            lines.insert(6, (LinePart::Html, "Bel mij.".to_owned()))
        }),
        ("a line less", |lines| drop(lines.remove(5))),
        ("another line", |lines| {
            lines[5].1 = "Heel iets anders, zonder reden.".to_owned()
        }),
        ("no greeting", |lines| lines[4].1 = "Geachte ,".to_owned()),
    ];
    for (what, change) in changes {
        let mut mails = campaign(2_000);
        let mut lines = mail(1_357);
        change(&mut lines);
        mails[1_357] = words(1_357, lines);
        let wordings = of(mails);
        let found = outliers(&wordings, 0);
        assert_eq!(found[0].mail, 1_357, "{what}: {:?}", found[0]);
        assert!(found.len() <= 12);
    }
    let mut mails = campaign(2_000);
    mails[77].attachments = 3;
    mails[78]
        .lines
        .extend((0..30).map(|at| line(&format!("Regel {at} meer"))));
    mails[78].length *= 4;
    mails[79].known.organisation = "V".repeat(200);
    let found = outliers(&of(mails), 1);
    let of = |mail: usize| {
        found
            .iter()
            .find(|one| one.mail == mail)
            .map(|one| &one.reasons[..])
    };
    assert!(matches!(
        of(77),
        Some([Oddity::Attachments {
            octets: 3,
            usual: 70_000
        }])
    ));
    assert!(of(78).is_some_and(|all| all.len() == 2), "{:?}", of(78));
    assert_eq!(of(79), Some(&[Oddity::LongestName][..]));
    assert_eq!(of(0), Some(&[Oddity::Address, Oddity::ShortestName][..]));
}

#[test]
fn nothing_is_odd_where_nothing_is_and_few_mails_are_no_crowd() {
    let found = outliers(&of(campaign(400)), 0);
    let reasons: Vec<&Oddity> = found.iter().flat_map(|one| &one.reasons).collect();
    assert!(
        reasons
            .iter()
            .all(|one| matches!(one, Oddity::LongestName | Oddity::ShortestName)),
        "{reasons:?}"
    );
    for mails in [0, 1, 2, 7] {
        let wordings = of(campaign(mails));
        let all: usize = wordings.patterns.iter().map(|one| one.mails.len()).sum();
        assert_eq!(all, mails);
        assert!(outliers(&wordings, 0).len() <= mails);
    }
}
