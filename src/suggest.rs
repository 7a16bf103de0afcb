//! The word that was probably meant.

/// Returns the candidate closest to `typed`, if it is close enough to be a typing mistake.
///
/// Compares without case by optimal string alignment; a third of the candidate's letters, rounded up, may differ.
pub(crate) fn suggest<'c>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let typed = typed.to_lowercase();
    let near = candidates.into_iter().map(|candidate| {
        let known = candidate.to_lowercase();
        let differ = strsim::osa_distance(&typed, &known);
        (differ, known.chars().count().div_ceil(3), candidate)
    });
    near.filter(|(differ, allowed, _)| differ <= allowed)
        .min_by_key(|(differ, _, candidate)| (*differ, *candidate))
        .map(|(_, _, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_gets_the_nearest_and_another_word_none() {
        let roles = ["juridisch", "inhoud", "besluit"];
        for (typed, meant) in [
            ("Juridsich", Some("juridisch")),
            ("inhuod", Some("inhoud")),
            ("besluiten", Some("besluit")),
            ("directie", None),
            ("", None),
        ] {
            assert_eq!(suggest(typed, roles), meant, "{typed}");
        }
        assert_eq!(suggest("ac", ["bc", "ab"]), Some("ab"));
    }
}
