//! Addresses as other validators judge them (`tests/judges/addresses.py`). What is accepted of which category
//! is in `docs/list.md`.

use serde::Deserialize;

use crate::address::Address;

#[derive(Deserialize)]
struct Verdict {
    judge: String,
    address: String,
    verdict: String,
}

/// Judged otherwise here, each for its reason.
const OTHERWISE: [(&str, bool); 8] = [
    // Quoted local parts and display names are refused.
    (r#""quoted local part"@example.org"#, false),
    (r#""de-quoted.local.part"@example.org"#, false),
    (r#""My.\"Na\\me\".Is" <"me \" \\ me"@example.org>"#, false),
    ("MyName <me@example.org>", false),
    ("My Name <me@example.org>", false),
    // A domain has a dot, or it is a slip.
    ("test@io", false),
    // Names that nobody has, but well-formed: the relay tells.
    ("me@bad.tld-2", true),
    ("me@yy--0.tld", true),
];

#[test]
fn addresses_are_judged_as_others_judge_them() {
    let verdicts: Vec<Verdict> =
        serde_json::from_str(include_str!("../../../tests/lists/addresses/verdicts.json")).unwrap();
    assert!(verdicts.len() > 250);
    let mut wrong = Vec::new();
    for Verdict {
        judge,
        address,
        verdict,
    } in &verdicts
    {
        let wanted = matches!(verdict.as_str(), "valid" | "valid_category" | "dnswarn");
        let wanted = OTHERWISE
            .iter()
            .find(|(other, _)| other == address)
            .map_or(wanted, |(_, own)| *own);
        let found = Address::parse(address);
        if found.is_ok() != wanted {
            wrong.push(format!("{judge} {verdict} {address:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
