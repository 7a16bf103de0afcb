//! Which names and addresses have least to do with each other, for people who look at what is sealed.
//!
//! Pure. No fault: an address of another name may well be right, and only a person can tell.

use super::alignment;
use crate::address::Address;

/// Names and addresses have to do with each other where at least this share of those that tell anything fit.
const RELATED: f32 = 0.4;

/// The places of the pairs whose address fits its name least, worst first, others of the same fit in their order.
/// Without pairs that can't be judged; empty if names and addresses say nothing of each other.
#[must_use]
pub fn least_fitting(pairs: &[(&str, &Address)]) -> Vec<usize> {
    let names = alignment::words(pairs.iter().map(|(name, _)| *name));
    let addresses = alignment::addresses(pairs.iter().map(|(_, address)| Some(*address)));
    let relation = alignment::relate(&names, &addresses);
    let telling: Vec<usize> = (0..pairs.len())
        .filter(|at| relation.can_tell(*at))
        .collect();
    let mut odd: Vec<(f32, usize)> = telling
        .iter()
        .map(|at| (relation.score(*at, *at), *at))
        .filter(|(score, at)| relation.is_little(*score, *at))
        .collect();
    let fitting = telling.len() - odd.len();
    if (fitting as f32) < telling.len() as f32 * RELATED {
        return vec![];
    }
    odd.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    odd.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pairs: &[(&str, &str)]) -> Vec<usize> {
        let addresses: Vec<Address> = pairs
            .iter()
            .map(|(_, address)| Address::parse(address).unwrap())
            .collect();
        let pairs: Vec<(&str, &Address)> = pairs
            .iter()
            .map(|(name, _)| *name)
            .zip(&addresses)
            .collect();
        least_fitting(&pairs)
    }

    #[test]
    fn an_address_of_another_name_comes_first_and_one_that_says_nothing_does_not() {
        let pairs = [
            ("Stichting Waterkers", "info@waterkers.example"),
            ("Vereniging Eikel", "bestuur@kleurenkade.example"),
            ("Diaconie Onder de Linde", "diaconie@onderdelinde.example"),
            ("Koor De Late Merel", concat!("info@", "gmail.com")),
            ("Gemeente Wolkendam", "griffie@wolkendam.example"),
        ];
        assert_eq!(found(&pairs), [1]);
        assert_eq!(found(&pairs[..1]), [0; 0]);
        assert_eq!(found(&[]), [0; 0]);
        let nothing = [
            ("Vereniging Abcdef", "info@qwrtzp.example"),
            ("Vereniging Ghijkl", "info@xcvbnm.example"),
            ("Vereniging Mnopqr", "info@sdfghj.example"),
        ];
        assert_eq!(
            found(&nothing),
            [0; 0],
            "here no address says anything of a name"
        );
    }
}
