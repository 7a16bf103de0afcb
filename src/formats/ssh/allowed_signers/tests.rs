use jiff::tz::TimeZone;

use super::*;
use crate::formats::ssh::public_key::KeyRefusal;

const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

fn read(text: &str) -> Result<Vec<AllowedSigner>, Vec<SignersFault>> {
    read_signers(text, &TimeZone::get("Europe/Amsterdam").unwrap())
}

fn refused(line: &str) -> LineRefusal {
    read(line).unwrap_err().remove(0).what
}

#[test]
fn a_line_is_read_as_openssh_reads_it() {
    let text = format!(
        "# who signs\r\n\n\"A. Vos,Anna Vos\"\tNAMESPACES=\"git,heraut\",valid-after=\"20240101\",valid-before=\"202406010830Z\" {KEY} a comment\r\nbeheer {KEY}\n"
    );
    let signers = read(&text).unwrap();
    assert_eq!(signers.len(), 2);
    assert_eq!(signers[0].names, ["A. Vos", "Anna Vos"]);
    assert!(signers[0].permits("heraut") && !signers[0].permits("file"));
    // Midnight of Amsterdam in winter.
    let from = signers[0].valid_after.unwrap().to_string();
    assert_eq!(from, "2023-12-31T23:00:00Z");
    let until = signers[0].valid_before.unwrap().to_string();
    assert_eq!(until, "2024-06-01T08:30:00Z");
    assert!(signers[1].permits("anything") && signers[1].valid_before.is_none());
}

#[test]
fn the_line_of_a_seal_says_the_same() {
    let text = format!(
        "\"A. Vos,Anna Vos\" namespaces=\"her*,!git\",valid-after=\"20240101\" {KEY} a comment"
    );
    let signers = read(&text).unwrap();
    let line = signers[0].to_string();
    assert_eq!(
        line,
        format!(
            "\"A. Vos,Anna Vos\" namespaces=\"her*,!git\",valid-after=\"20231231230000Z\" {KEY}"
        )
    );
    assert_eq!(read_signers(&line, &TimeZone::UTC).unwrap(), signers);
}

#[test]
fn what_could_not_be_kept_is_refused_with_its_line() {
    let faults = read(&format!(
        "vos {KEY}\n\n*@x.example {KEY}\nsmit cert-authority {KEY}"
    ));
    let faults = faults.unwrap_err();
    let lines: Vec<u32> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [3, 4]);
    assert_eq!(faults[0].what, LineRefusal::Pattern("*@x.example".into()));
    assert_eq!(faults[1].what, LineRefusal::Authority);
    for (line, what) in [
        ("vos", LineRefusal::Names),
        ("\"A. Vos ssh-ed25519", LineRefusal::Names),
        ("\"A. Vos\"ssh-ed25519 AAAA", LineRefusal::Names),
        ("vos,,smit ssh-ed25519 AAAA", LineRefusal::Names),
        ("vos namespaces=\"heraut\"", LineRefusal::NoKey),
        ("vos ssh-ed25519", LineRefusal::NoKey),
        (
            "vos ssh-ed25519 AAAA",
            LineRefusal::Key(KeyRefusal::Garbled),
        ),
        (
            "vos ssh-dss AAAA",
            LineRefusal::Key(KeyRefusal::Type("ssh-dss".into())),
        ),
        (
            "vos valid-after=\"soon\" KEY",
            LineRefusal::Time("soon".into()),
        ),
        (
            "vos valid-after=\"20240230\" KEY",
            LineRefusal::Time("20240230".into()),
        ),
        (
            "vos namespaces=\"a\",namespaces=\"b\" KEY",
            LineRefusal::Twice("namespaces"),
        ),
        (
            "vos valid-after=\"20240102\",valid-before=\"20240101\" KEY",
            LineRefusal::Never,
        ),
        (
            "vos no-touch-required KEY",
            LineRefusal::Option("no-touch-required".into()),
        ),
        (
            "vos namespaces=heraut KEY",
            LineRefusal::Option("namespaces=heraut".into()),
        ),
        (
            "vos namespaces=\"heraut\",, KEY",
            LineRefusal::Option(",".into()),
        ),
    ] {
        assert_eq!(refused(&line.replace("KEY", KEY)), what, "{line}");
    }
}
