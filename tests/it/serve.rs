//! The review page: who comes in, what they see, and what they can do there.

mod list;
mod page;
mod redacted;
mod since;
mod tls;
mod verify;

use crate::harness::Folder;
use crate::ssh_key::Key;
use page::{Browser, Page};

/// The sealed digest, and a campaign that can reach somebody: approvals count in it.
fn sealed() -> (Folder, String) {
    let folder = Folder::new().with_real_relay();
    let sealed = folder.heraut(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.err);
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    (folder, digest.trim_start_matches("sha256:").to_owned())
}

fn agree(browser: &Browser<'_>, digest: &str, role: &str) -> u16 {
    let fields = [("digest", digest), ("role", role), ("read", "yes")];
    browser.post("/agree", &fields).status
}

#[test]
fn an_invited_person_reads_remarks_and_agrees_and_the_journal_says_how() {
    let (folder, digest) = sealed();
    let page = Page::start(&folder, &[]);
    let link = page.invite(&folder, &["A. Vos", "--as", "inhoud"]);
    let looked = page.ask("GET", &link, &[], "");
    assert!(
        looked.status == 200 && looked.body.contains("A. Vos"),
        "{looked:?}"
    );
    let vos = page.enter(&link);
    // Looking didn't use the link up; opening did.
    assert_eq!(page.ask("GET", &link, &[], "").status, 401);
    assert_eq!(page.ask("POST", &link, &[], "").status, 401);
    let overview = vos.get("/");
    for part in ["A. Vos", "inhoud", "juridisch", "40 listed", "REAL"] {
        assert!(
            overview.body.to_lowercase().contains(&part.to_lowercase()),
            "{part}: {}",
            overview.body
        );
    }
    let mails = vos.get("/mails?q=ORG-001");
    assert!(mails.body.contains("/mails/ORG-001\""), "{}", mails.body);
    let mail = vos.get("/mails/ORG-001");
    assert!(
        mail.body
            .contains("sandbox=\"\" src=\"/mails/ORG-001/body?view=desk\"")
    );
    assert!(vos.get("/mails/ORG-001/body").body.contains("<html"));
    let fields = [
        ("text", "Mag “dit” korter & <b>vet</b>?"),
        ("mail", "ORG-001"),
    ];
    let back = [&fields[..], &[("back", "/mails/ORG-001")]].concat();
    let made = vos.post("/remarks", &back);
    assert_eq!(
        made.header("location"),
        Some("/mails/ORG-001?done=remarked")
    );
    let read = vos.get("/mails/ORG-001").body;
    assert!(
        read.contains("Mag “dit” korter &amp; &lt;b&gt;vet&lt;/b&gt;?"),
        "{read}"
    );
    assert_eq!(
        vos.post("/remarks", &[("text", "Ja"), ("answer", "1")])
            .status,
        303
    );
    assert_eq!(vos.post("/remarks", &[("close", "1")]).status, 303);
    let csv = vos.get("/remarks.csv").body;
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert_eq!(csv.matches("\"ORG-001\"").count(), 3, "{csv}");
    assert!(
        csv.contains("\"ORG-001\";\"1\";\"made\";\"A. Vos\";"),
        "{csv}"
    );
    assert_eq!(agree(&vos, &digest, "inhoud"), 303);
    let status = folder.heraut(&[]);
    assert!(
        status.screen().contains("inhoud (A. Vos"),
        "{}",
        status.screen()
    );
    let journal = sqlite_text(&folder);
    assert!(journal.contains("\"role\":\"inhoud\"") && journal.contains("\"invitation\":1"));
    assert_eq!(
        vos.post("/withdraw", &[("role", "inhoud"), ("why", "toch niet")])
            .status,
        303
    );
    assert_eq!(
        folder.heraut(&["--json"]).json()["agreed"],
        serde_json::json!([])
    );
}

/// All bodies of the journal's events, one a line.
fn sqlite_text(folder: &Folder) -> String {
    let file = folder.path("var/live/journal.db");
    let db = rusqlite::Connection::open(file).unwrap();
    let mut read = db.prepare("SELECT body FROM event ORDER BY seq").unwrap();
    let bodies = read.query_map([], |row| row.get::<_, String>(0)).unwrap();
    bodies.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
}

#[test]
fn nobody_does_in_the_page_what_the_invitation_does_not_say() {
    let (folder, digest) = sealed();
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos", "--as", "inhoud"]));
    let reader = page.enter(&page.invite(&folder, &["D. Lindeboom"]));
    // Another role, no role, another digest, no tick.
    assert_eq!(agree(&vos, &digest, "juridisch"), 403);
    assert_eq!(agree(&reader, &digest, "inhoud"), 403);
    assert_eq!(agree(&vos, &"0".repeat(64), "inhoud"), 409);
    let unread = [("digest", digest.as_str()), ("role", "inhoud")];
    assert_eq!(
        vos.post("/agree", &unread).header("location"),
        Some("/agree")
    );
    assert_eq!(reader.post("/stop", &[]).status, 403);
    assert_eq!(vos.post("/stop", &[]).status, 409);
    assert!(!folder.heraut(&[]).screen().contains("A. Vos"));
    // Who may see one mail sees that one.
    let one = page.enter(&page.invite(&folder, &["E. Kwist", "--mail", "ORG-002"]));
    let list = one.get("/mails").body;
    assert!(
        list.contains("ORG-002") && !list.contains("ORG-001"),
        "{list}"
    );
    assert_eq!(one.get("/mails/ORG-002").status, 200);
    for path in [
        "/mails/ORG-001",
        "/mails/ORG-001/body",
        "/mails/ORG-001/mail.eml",
        "/mails/ORG-001/files/0",
        "/wordings",
        "/remarks",
        "/remarks.csv",
        "/agree",
        "/live",
    ] {
        let answer = one.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("ORG-001"), "{path}: {}", answer.body);
    }
    let about = |id| [("text", "x"), ("mail", id)];
    assert_eq!(one.post("/remarks", &about("ORG-001")).status, 404);
    assert_eq!(one.post("/remarks", &[("text", "x")]).status, 404);
    assert_eq!(one.post("/remarks", &about("ORG-002")).status, 303);
    // A revoked invitation ends at once.
    assert_eq!(folder.heraut(&["invite", "--revoke", "1"]).exit, 0);
    assert_eq!(vos.get("/").status, 401);
    assert_eq!(vos.get("/mails/ORG-001").status, 401);
}

#[test]
fn without_a_session_of_this_server_nothing_is_shown_and_nothing_done() {
    let (folder, digest) = sealed();
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos", "--as", "inhoud"]));
    let cookie = format!("Cookie: {}", vos.cookie);
    let guess = format!("Cookie: heraut={}", "A".repeat(43));
    for path in [
        "/",
        "/mails",
        "/mails/ORG-001",
        "/remarks",
        "/agree",
        "/live",
        "/no-page",
    ] {
        for more in [&[][..], &[guess.as_str()]] {
            let answer = page.ask("GET", path, more, "");
            assert_eq!(answer.status, 401, "{path} {more:?}");
            for name in ["ORG-0", "inzage", "A. Vos"] {
                assert!(!answer.body.contains(name), "{path}: {}", answer.body);
            }
        }
    }
    assert_eq!(page.ask("GET", "/invitation/short", &[], "").status, 401);
    // Another host, another site, no secret of the form, another's secret.
    for (host, status) in [("Host: elders.example", 421), ("Host:", 400)] {
        let answer = page.ask("GET", "/", &[host, &cookie], "");
        assert!(
            answer.status == status || answer.status == 421,
            "{host}: {answer:?}"
        );
        assert!(!answer.body.contains("A. Vos"));
    }
    let fields = [
        ("digest", digest.as_str()),
        ("role", "inhoud"),
        ("read", "yes"),
    ];
    let good = {
        let body = vos.get("/agree").body;
        let (_, rest) = body.split_once("name=\"csrf\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let other = page.enter(&page.invite(&folder, &["N. Lindeboom", "--as", "inhoud"]));
    for (more, csrf) in [
        (&["Origin: https://elders.example"][..], good.as_str()),
        (&["Sec-Fetch-Site: cross-site"], &good),
        (&["Sec-Fetch-Site: same-site"], &good),
        (&[], ""),
        (&[], "0"),
    ] {
        let answer = vos.post_with("/agree", &fields, more, csrf);
        assert_eq!(answer.status, 403, "{more:?} {csrf}");
    }
    assert_eq!(other.post_with("/agree", &fields, &[], &good).status, 403);
    assert_eq!(page.ask("PUT", "/agree", &[&cookie], "").status, 405);
    assert_eq!(
        page.ask("GET", "/agree?read=yes&role=inhoud", &[&cookie], "")
            .status,
        200
    );
    let long = "x".repeat(70_000);
    assert_eq!(
        vos.post_with("/remarks", &[("text", &long)], &[], &good)
            .status,
        413
    );
    assert!(!folder.heraut(&[]).screen().contains("inhoud (A. Vos"));
    // The page's own form works, and leaving ends the visit in this browser.
    assert_eq!(vos.post_with("/agree", &fields, &[], &good).status, 303);
    let left = page.ask("POST", "/leave", &[&cookie], "");
    assert!(left.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(left.header("location"), Some("/left"));
    let left = page.ask("GET", "/left", &[], "");
    assert_eq!(left.status, 200);
    assert!(left.body.contains("You have signed out"), "{}", left.body);
}

#[test]
fn every_answer_keeps_other_sites_caches_and_scripts_out() {
    let (folder, _) = sealed();
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos", "--as", "inhoud"]));
    for path in [
        "/",
        "/mails",
        "/mails/ORG-001",
        "/agree",
        "/nothing",
        "/style.css",
    ] {
        let answer = vos.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        // No page needs what its policy forbids.
        assert!(!answer.body.contains(" style=\"") && !answer.body.contains("onclick"));
        assert!(!answer.body.contains("https://"), "{path} leads elsewhere");
    }
    let frame = vos.get("/mails/ORG-001/body");
    let policy = frame.header("content-security-policy").unwrap();
    for part in ["default-src 'none'", "sandbox", "frame-ancestors 'self'"] {
        assert!(policy.contains(part), "{policy}");
    }
    let eml = vos.get("/mails/ORG-001/mail.eml");
    assert!(
        eml.header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
}

#[test]
fn an_approval_is_for_the_bytes_that_were_shown() {
    let (folder, first) = sealed();
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos", "--as", "inhoud"]));
    assert_eq!(agree(&vos, &first, "inhoud"), 303);
    // A template changes: the page says so, and what was agreed still stands for what was sealed.
    folder.change("templates/bijlage-3.1.txt.hbs", "Geachte", "Beste");
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let told = vos.get("/").body;
    assert!(told.contains("bijlage-3.1.txt.hbs changed"), "{told}");
    let sealed = folder.heraut(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.err);
    let second = sealed.json()["digest"].as_str().unwrap().to_owned();
    // The approval of the first digest is void, and a page from before approves nothing.
    assert_eq!(agree(&vos, &first, "inhoud"), 409);
    assert_eq!(
        folder.heraut(&["--json"]).json()["agreed"],
        serde_json::json!([])
    );
    let overview = vos.get("/").body;
    assert!(
        !overview.contains("bijlage-3.1.txt.hbs changed"),
        "{overview}"
    );
    assert_eq!(
        agree(&vos, second.trim_start_matches("sha256:"), "inhoud"),
        303
    );
    assert!(folder.heraut(&[]).screen().contains("inhoud (A. Vos"));
}

#[test]
fn where_approvals_are_signed_the_page_gives_the_text_and_takes_the_signature() {
    let folder = Folder::new().with_real_relay();
    let named = "\nallowed_signers = \"config/allowed_signers\"\nvalid_for";
    folder.change("config/heraut.toml", "\nvalid_for", named);
    let people = ["A. Vos", "B. Smit", "C. van Voorbeeld"];
    let lines = people.iter().zip(1..).map(|(name, seed)| {
        let key = Key::new(seed).public();
        format!("\"{name}\" namespaces=\"heraut\" {key}\n")
    });
    let signers: String = lines.collect();
    std::fs::write(folder.path("config/allowed_signers"), signers).unwrap();
    let sealed = folder.heraut(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.screen());
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    let page = Page::start(&folder, &[]);
    let vos = page.enter(&page.invite(&folder, &["A. Vos", "--as", "inhoud"]));
    assert!(vos.get("/agree").body.contains("/agree/statement/inhoud"));
    assert_eq!(vos.get("/agree/statement/juridisch").status, 403);
    let text = vos.get("/agree/statement/inhoud");
    assert!(
        text.header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
    let agree = |signature: &str| {
        let signature = signature.replace('\n', "\r\n");
        let fields = [
            ("digest", digest.as_str()),
            ("role", "inhoud"),
            ("read", "yes"),
            ("signature", &signature),
        ];
        vos.post("/agree", &fields).status
    };
    assert_eq!(agree(""), 409);
    assert_eq!(agree(&Key::new(2).sign("heraut", &text.body)), 409);
    assert_eq!(agree(&Key::new(1).sign("heraut", "another text")), 409);
    assert_eq!(agree(&Key::new(1).sign("heraut", &text.body)), 303);
    assert!(folder.heraut(&[]).screen().contains("inhoud (A. Vos"));
}

#[test]
fn the_page_speaks_the_language_that_was_asked_for_or_that_of_the_browser() {
    let (folder, _) = sealed();
    let page = Page::start(&folder, &[]);
    let dutch = page.ask("GET", "/", &["Accept-Language: nl-NL,nl;q=0.9"], "");
    assert!(dutch.body.contains("lang=\"nl\"") && dutch.body.contains("uitnodiging"));
    let english = page.ask("GET", "/", &["Accept-Language: de"], "");
    assert!(english.body.contains("lang=\"en\"") && english.body.contains("invitation"));
    drop(page);
    let page = Page::start(&folder, &["--lang", "nl"]);
    let dutch = page.ask("GET", "/", &["Accept-Language: en"], "");
    assert!(dutch.body.contains("lang=\"nl\""), "{}", dutch.body);
}

#[test]
fn beyond_this_computer_the_page_is_never_plain() {
    let folder = Folder::new();
    for set in [
        "serve.listen=\"0.0.0.0:8025\"",
        "serve.listen=\"192.0.2.7:8025\"",
        "serve.tls_cert=\"cert.pem\"",
        "serve.public_url=\"http://lezen.voorbeeldzaken.example\"",
        "serve.listen=\"lezen:80\"",
    ] {
        let ran = folder.heraut(&["--set", set, "serve", "--port", "0"]);
        assert_eq!(ran.exit, 3, "{set}: {}", ran.err);
        assert!(ran.err.contains("serve."), "{set}: {}", ran.err);
    }
    let live = Folder::new().with_real_relay();
    let unsealed = live.heraut(&["serve", "--port", "0"]);
    assert_eq!(unsealed.exit, 9, "{}", unsealed.err);
}
