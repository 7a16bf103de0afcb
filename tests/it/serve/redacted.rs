//! The page for somebody who may not know who is on the list.

use super::page::{Browser, Page};
use super::{agree, sealed};
use crate::harness::Folder;

/// What nobody may read who sees no names: of people who decided something, and of the list.
fn secrets(folder: &Folder, vos: &Browser<'_>) -> Vec<String> {
    let mail = vos.get("/mails/ORG-002").body;
    let (_, own) = mail.rsplit_once("sha256 ").unwrap();
    let own = own.split('<').next().unwrap().to_owned();
    let mut secrets: Vec<String> = [
        "A. Vos",
        "Sijsje",
        "Putter",
        "Kanarievogel",
        "ORG-",
        "Brug",
        "VZ-",
    ]
    .map(str::to_owned)
    .to_vec();
    secrets.extend([own[..19].to_owned(), own.replace(' ', "")[..12].to_owned()]);
    let mut list = csv::ReaderBuilder::new();
    let mut list = list
        .delimiter(b';')
        .from_path(folder.path("recipients.example.csv"))
        .unwrap();
    for row in list.records().map(Result::unwrap) {
        // Names, addresses and contacts; a short one may be a word of the page.
        let cells = [1, 3, 4].map(|column| row[column].to_owned());
        secrets.extend(cells.into_iter().filter(|cell| cell.len() > 7));
    }
    assert!(secrets.len() > 80, "{secrets:?}");
    secrets
}

/// This browser is shown a few pages, which hold none of these words and lead nowhere else; every other one is closed.
fn reads_none(guest: &Browser<'_>, secrets: &[String]) {
    let shown = ["/", "/live", "/returns"];
    let closed = [
        "/wordings",
        "/mails",
        "/mails?q=Brug",
        "/mails/ORG-003",
        "/mails/ORG-003?view=list",
        "/mails/ORG-003/body",
        "/mails/ORG-003/mail.eml",
        "/mails/ORG-003/files/0",
        "/remarks",
        "/remarks.csv",
        "/agree",
        "/agree/statement/inhoud",
        "/verify",
    ];
    for path in shown.iter().chain(&closed) {
        let answer = guest.get(path);
        let status = if shown.contains(path) { 200 } else { 404 };
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        for secret in secrets {
            assert!(
                !answer.body.contains(secret.as_str()),
                "{path} holds {secret}: {}",
                answer.body
            );
            assert!(
                !answer.head.contains(secret.as_str()),
                "{path} holds {secret}"
            );
        }
    }
    // Nothing on the pages leads to one that is closed.
    for path in shown {
        let body = guest.get(path).body;
        let links = body
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        let links: Vec<&str> = links.filter(|link| link.starts_with('/')).collect();
        let known = ["/", "/live", "/returns", "/style.css"];
        assert!(
            links.iter().all(|link| known.contains(link)),
            "{path}: {links:?}"
        );
    }
}

/// A sealed campaign about which people said and decided something, with names.
fn talked_about() -> (Folder, String) {
    let (folder, digest) = sealed();
    let withheld = [
        "withhold",
        "ORG-004",
        "--by",
        "R. Sijsje",
        "--why",
        "Putter",
    ];
    assert_eq!(folder.heraut(&withheld).exit, 0);
    (folder, digest)
}

/// Somebody who remarked on a mail and approved.
fn has_spoken<'p>(page: &'p Page, folder: &Folder, digest: &str) -> Browser<'p> {
    let vos = page.enter(&page.invite(folder, &["A. Vos", "--as", "inhoud"]));
    let remark = [("text", "Kanarievogel bij De Brug"), ("mail", "ORG-003")];
    assert_eq!(vos.post("/remarks", &remark).status, 303);
    assert_eq!(agree(&vos, digest, "inhoud"), 303);
    vos
}

#[test]
fn who_is_invited_without_names_reads_none_on_any_page() {
    let (folder, digest) = talked_about();
    let page = Page::start(&folder, &[]);
    let vos = has_spoken(&page, &folder, &digest);
    let guest = page.enter(&page.invite(&folder, &["G. Ast", "--redacted"]));
    reads_none(&guest, &secrets(&folder, &vos));
    // The aliases are those of a redacted review.
    assert_eq!(folder.heraut(&["review", "--redact"]).exit, 0);
    let bundle = std::fs::read_to_string(folder.path("var/live/review/index.html")).unwrap();
    let overview = guest.get("/").body;
    let aliases: Vec<&str> = overview
        .split("<th scope=\"row\">")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    assert_eq!(aliases.len(), 32, "{aliases:?}");
    for alias in aliases {
        assert!(bundle.contains(alias), "{alias}");
    }
    // Nor does this person do anything.
    let csrf = guest.csrf_of("/");
    for (path, fields) in [
        ("/remarks", vec![("text", "x")]),
        ("/remarks", vec![("text", "x"), ("mail", "ORG-003")]),
        (
            "/agree",
            vec![
                ("digest", digest.as_str()),
                ("role", "inhoud"),
                ("read", "yes"),
            ],
        ),
        ("/withdraw", vec![("role", "inhoud")]),
    ] {
        assert_eq!(
            guest.post_with(path, &fields, &[], &csrf).status,
            404,
            "{path}"
        );
    }
    assert_eq!(guest.post_with("/stop", &[], &[], &csrf).status, 403);
    for words in [["--as", "inhoud"], ["--mail", "ORG-001"]] {
        let both = [&["invite", "G. Ast", "--redacted"], &words[..]].concat();
        assert_eq!(folder.heraut(&both).exit, 2);
    }
}

#[test]
fn who_hides_names_reads_none_until_they_are_shown_again() {
    let (folder, digest) = talked_about();
    let page = Page::start(&folder, &[]);
    let vos = has_spoken(&page, &folder, &digest);
    let secrets = secrets(&folder, &vos);
    let mut reader = page.enter(&page.invite(&folder, &["D. Lindeboom"]));
    let csrf = reader.csrf();
    assert_eq!(
        reader
            .post_with("/names", &[("names", "hidden")], &[], "")
            .status,
        403
    );
    let hidden = reader.post_with("/names", &[("names", "hidden")], &[], &csrf);
    assert_eq!(hidden.status, 303);
    let cookie = hidden
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let seen = reader.cookie.clone();
    reader.cookie = format!("{seen}; {cookie}");
    reads_none(&reader, &secrets);
    let shown = reader.post_with("/names", &[("names", "shown")], &[], &csrf);
    assert!(shown.header("set-cookie").unwrap().contains("Max-Age=0"));
    reader.cookie = seen;
    assert!(reader.get("/").body.contains("A. Vos"));
    // Whoever is to see no names has nothing to show.
    let guest = page.enter(&page.invite(&folder, &["G. Ast", "--redacted"]));
    assert!(!guest.get("/").body.contains("action=\"/names\""));
    let csrf = guest.csrf_of("/");
    let asked = guest.post_with("/names", &[("names", "shown")], &[], &csrf);
    assert_eq!(asked.status, 404);
}
