//! Who is left out, by the register or by a rule, and where people see it.

use std::fs;

use crate::harness::Folder;
use crate::list::{SETTINGS, brug, has, huis, row, sum, with_rows};

const REGISTER: &str = "wat;grond;wie;wanneer;wet\r\n";

#[test]
fn the_register_leaves_out_by_id_address_and_domain_and_a_change_in_it_is_noticed() {
    let rows = [
        row("ORG-1", "Brug", "in valid"),
        row("ORG-2", "Huis", "Info@huis.example"),
        row("ORG-3", "Linde", "a@post.linde.example"),
        row("ORG-4", "Eik", "info@eik.example"),
    ];
    let folder = with_rows(&rows);
    folder.change(SETTINGS, "# register = ", "register = ");
    assert!(has(
        &folder.heraut(&["check", "--json"]),
        None,
        "list-register-missing"
    ));
    assert_eq!(
        folder.heraut(&["seal"]).exit,
        3,
        "without the register nobody knows who may be mailed"
    );
    let lines = "ORG-1;geen betrouwbare contactgegevens;A. Vos;1-2-2024;\r\n\
                 info+x@HUIS.example;op eigen verzoek;A. Vos;1-2-2024;AVG, artikel 21\r\n\
                 @linde.example;afgeraden door veiligheidspartners;A. Vos;1-2-2024;\r\n";
    fs::write(folder.path("uitgesloten.csv"), format!("{REGISTER}{lines}")).unwrap();
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(
        (check.exit, sum(&check)),
        (0, [4, 3, 0, 1]),
        "{}",
        check.out
    );
    let left_out = &check.json()["left_out"];
    assert_eq!(left_out[0]["id"], "ORG-1");
    assert_eq!(
        left_out[0]["instead"], "post",
        "the ground is one of those for post"
    );
    assert_eq!(left_out[1]["legal"], "AVG, artikel 21");
    assert_eq!(left_out[2]["ground"], "afgeraden door veiligheidspartners");
    let err = folder.heraut(&["check"]).screen();
    for (ground, id) in [
        ("op eigen verzoek", "ORG-2"),
        ("geen betrouwbare contactgegevens", "by post: ORG-1"),
    ] {
        let shown = err
            .lines()
            .any(|line| line.contains(ground) && line.trim_end().ends_with(id));
        assert!(shown, "{ground}: {err}");
    }
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    assert_eq!(folder.caught().len(), 1, "nobody who is left out is mailed");
    let status = folder.status();
    assert_eq!(status["sum"]["excluded"], 3);

    // Somebody else is left out after the seal: that is another input.
    let folder = with_rows(&[brug(), huis()]).with_real_relay();
    folder.change(SETTINGS, "# register = ", "register = ");
    fs::write(
        folder.path("uitgesloten.csv"),
        format!("{REGISTER}ORG-1;x;A. Vos;1-2-2024;\r\n"),
    )
    .unwrap();
    let digest = folder.heraut(&["seal", "--json"]).json()["digest"]
        .as_str()
        .unwrap()
        .to_owned();
    fs::write(
        folder.path("uitgesloten.csv"),
        format!("{REGISTER}ORG-2;x;A. Vos;1-2-2024;\r\n"),
    )
    .unwrap();
    let send = folder.heraut(&["send", "--yes", "--digest", &digest, "--json"]);
    assert_eq!(
        send.json()["error"]["code"],
        "campaign-list-differs",
        "{}",
        send.out
    );
}

#[test]
fn who_is_left_out_is_in_the_review_with_the_ground_and_those_for_post_in_a_list() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["review"]).exit, 0);
    let read = |name: &str| fs::read_to_string(folder.path("var/trial/review").join(name)).unwrap();
    let excluded = read("excluded.csv");
    assert_eq!(excluded.lines().count(), 1 + 8, "{excluded}");
    assert!(
        excluded.contains("\"ORG-005\";\"Gemeente Wolkendam\";\"overheid\";"),
        "{excluded}"
    );
    let post = read("post.csv");
    let lines: Vec<&str> = post.lines().collect();
    assert_eq!(
        lines,
        [
            "\u{feff}\"id\";\"organisation\";\"ground\"",
            "\"ORG-036\";\"Bureau Eigen Stem\";\"geen betrouwbare contactgegevens\""
        ]
    );
    let page = read("index.html");
    assert!(
        page.contains("ORG-005 Gemeente Wolkendam") && page.contains("Gets a letter"),
        "the page too"
    );
    assert_eq!(folder.heraut(&["review", "--redact"]).exit, 0);
    assert!(!folder.path("var/trial/review/post.csv").exists());
    let excluded = read("excluded.csv");
    assert!(
        excluded.matches("\";\"overheid\";").count() == 2
            && !excluded.contains("Wolkendam")
            && !excluded.contains("ORG-005"),
        "{excluded}"
    );
    assert!(!read("index.html").contains("Wolkendam"));
}
