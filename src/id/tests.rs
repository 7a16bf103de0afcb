use super::*;

#[test]
fn a_digest_is_named_by_twelve_digits_or_more() {
    let digest = Digest::of(b"");
    assert_eq!(
        digest.hex(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    assert!(digest.is_named_by("e3b0c44298fc"));
    assert!(digest.is_named_by("sha256:E3B0 C442 98FC"));
    assert!(!digest.is_named_by("e3b0c44298f"));
    assert!(!digest.is_named_by("e3b0c44298fd"));
    assert_eq!(digest.to_string().parse(), Ok(digest));
}

#[test]
fn derivations_differ_by_purpose_part_and_key() {
    let key = CampaignKey::from_bytes([7; 32]);
    let one = key.derive("a", &[b"bc"]);
    assert_ne!(one, key.derive("ab", &[b"c"]));
    assert_ne!(one, key.derive("a", &[b"b", b"c"]));
    assert_ne!(one, CampaignKey::from_bytes([8; 32]).derive("a", &[b"bc"]));
    assert_eq!(one, key.derive("a", &[b"bc"]));
}

#[test]
fn a_list_id_has_no_room_for_spaces_or_tricks() {
    assert!(ListId::new("ORG-041").is_ok());
    for bad in ["", "a b", "a\u{200b}b", "a\nb", &"x".repeat(65)] {
        assert!(ListId::new(bad).is_err(), "{bad:?}");
    }
}
