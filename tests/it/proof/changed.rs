//! A proof in which a byte was changed.

use std::fs;

use super::{campaign, is_right, prove, text};

#[test]
fn a_changed_byte_is_refused_wherever_it_is() {
    let (folder, server) = campaign();
    let (out, _) = prove(&folder, &server, "ORG-004");
    let script = text(&out, "check.sh");
    assert!(is_right(&out, &script));
    // Each check by itself: without the checksums, which would see every change first.
    let without: String = script
        .lines()
        .filter(|line| !line.contains("SHA256SUMS"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert!(is_right(&out, &without) && without.len() < script.len());
    for (name, script, step) in [
        ("leaf.txt", &without, 89),
        ("path.txt", &without, 61),
        ("root.txt", &without, 13),
        ("mail.eml", &without, 4001),
        ("index.html", &script, 4001),
        ("SHA256SUMS", &script, 97),
    ] {
        let file = out.join(name);
        let bytes = fs::read(&file).unwrap();
        let last = bytes.len() - 1;
        for at in (0..last).step_by(step).chain([1, 36, last]) {
            // A letter in the other case is the same digit to some tools.
            for bit in [0x20, 0x01] {
                let mut changed = bytes.clone();
                changed[at] ^= bit;
                fs::write(&file, changed).unwrap();
                assert!(!is_right(&out, script), "{name}, byte {at}, bit {bit}");
            }
        }
        fs::write(&file, &bytes[..last]).unwrap();
        assert!(!is_right(&out, script), "{name} cut short");
        fs::write(&file, bytes).unwrap();
    }
    assert!(is_right(&out, &script));
}
