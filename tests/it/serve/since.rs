//! What differs from the mails that a person approved before.

use super::page::Page;
use super::{agree, sealed};

#[test]
fn who_approved_before_sees_what_changed_since_and_why_it_no_longer_counts() {
    let (folder, first) = sealed();
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos", "--as", "inhoud"]));
    let smit = page.enter(&page.invite(&folder, &["B. Smit", "--as", "juridisch"]));
    assert_eq!(agree(&vos, &first, "inhoud"), 303);
    let own = "What changed since you approved";
    assert!(!vos.get("/").body.contains(own) && !vos.get("/agree").body.contains(own));
    folder.change(
        "recipients.example.csv",
        "info@waterkersplatform.example",
        "post@waterkersplatform.example",
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    // One more seal in between: the differences are those with the approved mails, not with the last.
    for path in ["/", "/agree"] {
        let seen = vos.get(path).body;
        assert!(
            seen.contains(own) && seen.contains("post@waterkersplatform.example"),
            "{path}: {seen}"
        );
    }
    folder.change(
        "recipients.example.csv",
        "forum@tnf-eikerveen.example",
        "post@tnf-eikerveen.example",
    );
    let second = folder.heraut(&["--json", "seal"]);
    assert_eq!(second.exit, 0, "{}", second.screen());
    let second = second.json()["digest"]
        .as_str()
        .unwrap()
        .trim_start_matches("sha256:")
        .to_owned();
    for path in ["/", "/agree"] {
        let seen = vos.get(path).body;
        for new in [
            own,
            "post@waterkersplatform.example",
            "post@tnf-eikerveen.example",
        ] {
            assert!(seen.contains(new), "{path} {new}: {seen}");
        }
        let why = "An earlier version was approved (A. Vos";
        for one in [&vos, &smit] {
            let seen = one.get(path).body;
            assert!(
                seen.contains(why) && seen.contains("which is not this one: approve again"),
                "{path}: {seen}"
            );
        }
        // Nobody else approved anything before.
        assert!(!smit.get(path).body.contains(own), "{path}");
    }
    assert_eq!(agree(&vos, &second, "inhoud"), 303);
    for path in ["/", "/agree"] {
        let seen = vos.get(path).body;
        assert!(
            !seen.contains(own) && !seen.contains("An earlier version"),
            "{path}: {seen}"
        );
    }
}

#[test]
fn where_open_remarks_block_the_page_says_so_and_takes_no_approval() {
    let folder = crate::harness::Folder::new().with_real_relay();
    folder.change(
        "config/heraut.toml",
        "open_remarks = \"tell\"",
        "open_remarks = \"block\"",
    );
    let sealed = folder.heraut(&["--json", "seal"]).json();
    let digest = sealed["digest"]
        .as_str()
        .unwrap()
        .trim_start_matches("sha256:")
        .to_owned();
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos", "--as", "inhoud"]));
    assert!(vos.get("/agree").body.contains("name=\"read\""));
    assert_eq!(vos.post("/remarks", &[("text", "Klopt dit?")]).status, 303);
    let held = vos.get("/agree").body;
    assert!(
        held.contains("first the open remarks must be closed"),
        "{held}"
    );
    assert!(!held.contains("name=\"read\""), "{held}");
    assert!(
        vos.get("/")
            .body
            .contains("It must be closed before anybody approves")
    );
    // Also a form from before: the seal decides, not the page.
    assert_eq!(agree(&vos, &digest, "inhoud"), 409);
    assert_eq!(vos.post("/remarks", &[("close", "1")]).status, 303);
    assert_eq!(agree(&vos, &digest, "inhoud"), 303);
}
