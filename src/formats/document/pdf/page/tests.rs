use super::*;

#[test]
fn a_letter_that_is_not_known_hides_a_word_and_a_bullet_none() {
    for (text, hides) in [
        ("Comit\u{fffd}", true),
        ("\u{fffd} punt", false),
        ("\u{fffd}", true),
        ("punt", false),
        ("", false),
    ] {
        assert_eq!(hides_words(text), hides, "{text}");
    }
}
