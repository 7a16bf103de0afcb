//! Whether a mail is ours, asked on the page.

use super::page::Page;
use crate::harness::Folder;

#[test]
fn who_reads_all_asks_of_a_mail_whether_it_is_ours_and_nothing_of_it_is_kept() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let mut caught = folder.caught();
    caught.sort();
    let mail = std::fs::read_to_string(&caught[0]).unwrap();
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos", "--as", "inhoud"]));
    assert!(vos.get("/").body.contains("href=\"/verify\""));
    assert!(vos.get("/verify").body.contains("multipart/form-data"));
    let csrf = vos.csrf();
    let files = || crate::harness::files(&folder.path("var/trial"));
    let before = files();
    let told = vos.ask_of(&mail, &csrf);
    assert_eq!(told.status, 200, "{told:?}");
    assert!(
        told.body.contains("unchanged since it was sealed"),
        "{}",
        told.body
    );
    assert!(told.body.contains("a mail of a trial"), "{}", told.body);
    // Larger than any other form may be.
    let long = format!("{mail}{}", "x".repeat(200_000));
    let told = vos
        .ask_of(&long.replacen("Subject: ", "Subject: [EXTERN] ", 1), &csrf)
        .body;
    assert!(
        told.contains("it was changed after it was sealed"),
        "{told}"
    );
    assert!(
        told.contains("The header subject is not as it was sealed."),
        "{told}"
    );
    let other = vos
        .ask_of("From: a@b.example\r\n\r\n<b>hello</b>\r\n", &csrf)
        .body;
    assert!(
        other.contains("This is not a mail of this campaign."),
        "{other}"
    );
    assert!(!other.contains("hello"), "{other}");
    assert_eq!(files(), before);
    // Not without the form's secret, a session, or the right to see every mail.
    assert_eq!(vos.ask_of(&mail, "0").status, 403);
    let one = page.enter(&page.invite(&folder, &["E. Kwist", "--mail", "ORG-002"]));
    assert_eq!(one.get("/verify").status, 404);
    assert!(!one.get("/mails").body.contains("/verify"));
    assert_eq!(one.ask_of(&mail, &one.csrf()).status, 404);
    assert_eq!(folder.heraut(&["invite", "--revoke", "1"]).exit, 0);
    assert_eq!(vos.ask_of(&mail, &csrf).status, 401);
}
