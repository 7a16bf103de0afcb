//! What the page knows of the list: the kinds, the findings, and what of a mail comes from it.

use super::page::Page;
use crate::harness::Folder;

#[test]
fn mails_are_found_by_kind_and_by_finding() {
    let folder = Folder::new();
    folder.change(
        "recipients.example.csv",
        "info@waterkersplatform.example",
        concat!("waterkers@", "gmail.com"),
    );
    let sealed = folder.heraut(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.screen());
    let faults = sealed.json()["faults"].clone();
    let code = faults[0]["code"].as_str().unwrap_or_default().to_owned();
    assert_eq!(faults[0]["id"], "ORG-002", "{faults}");
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos"]));
    let all = vos.get("/mails").body;
    assert!(
        all.contains("maatschappelijk (") && all.contains(&format!("{code} (1)")),
        "{all}"
    );
    let found = vos.get(&format!("/mails?finding={code}")).body;
    assert!(found.contains("1 of 32 mails"), "{found}");
    assert!(
        found.contains("/mails/ORG-002\"") && !found.contains("/mails/ORG-001\""),
        "{found}"
    );
    let none = vos.get("/mails?finding=list-no-such").body;
    assert!(none.contains("0 of 32 mails"), "{none}");
    let kind = vos.get("/mails?kind=maatschappelijk&q=ORG-002").body;
    assert!(kind.contains("1 of 32 mails"), "{kind}");
    let other = vos.get("/mails?kind=overheid&q=ORG-002").body;
    assert!(other.contains("0 of 32 mails"), "{other}");
    // Who sees one mail learns nothing of the others' kinds and findings.
    let one = page.enter(&page.invite(&folder, &["E. Kwist", "--mail", "ORG-001"]));
    let own = one.get(&format!("/mails?finding={code}")).body;
    assert!(
        own.contains("0 of 1 mail") && !own.contains("0 of 1 mails"),
        "{own}"
    );
    assert!(!one.get("/mails").body.contains(&code));
}

#[test]
fn what_comes_from_the_list_is_marked_beside_the_sealed_mail_and_never_in_it() {
    let folder = Folder::new();
    let sealed = folder.heraut(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.screen());
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos"]));
    let before = vos.get("/mails/ORG-003/mail.eml").body;
    let frame = vos.get("/mails/ORG-003/body?view=list");
    let name = "Vereniging &quot;De Brug&quot; &amp; Co.";
    assert!(
        frame.body.contains(&format!("<mark>{name}</mark>")),
        "{}",
        frame.body
    );
    assert!(
        frame.body.contains("<mark>2023 en 2024</mark>"),
        "{}",
        frame.body
    );
    let policy = frame.header("content-security-policy").unwrap();
    for part in ["default-src 'none'", "sandbox", "frame-ancestors 'self'"] {
        assert!(policy.contains(part), "{policy}");
    }
    let shown = vos.get("/mails/ORG-003?view=list").body;
    assert!(
        shown.contains("sandbox=\"\" src=\"/mails/ORG-003/body?view=list\""),
        "{shown}"
    );
    let text = vos.get("/mails/ORG-003?view=list-text").body;
    assert!(text.contains(&format!("<mark>{name}</mark>")), "{text}");
    // What the settings say is not from the list.
    assert!(!text.contains("<mark>12 december"), "{text}");
    for view in ["desk", "text"] {
        let plain = vos.get(&format!("/mails/ORG-003?view={view}")).body;
        assert!(!plain.contains("<mark>"), "{plain}");
    }
    assert!(!vos.get("/mails/ORG-003/body").body.contains("<mark>"));
    assert_eq!(vos.get("/mails/ORG-003/mail.eml").body, before);
    // Nothing is guessed once the files are no longer those of the seal.
    folder.change("recipients.example.csv", ";2023, 2024", ";2022, 2024");
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let gone = vos.get("/mails/ORG-003?view=list").body;
    assert!(
        gone.contains("can&#39;t be shown any more")
            || gone.contains("can&#x27;t be shown any more"),
        "{gone}"
    );
    assert!(!gone.contains("<iframe"), "{gone}");
    assert_eq!(vos.get("/mails/ORG-003/body?view=list").status, 404);
}
