//! Whom a rehearsal may reach. Pure.

use super::fault::RehearsalFault;
use crate::address::Address;

/// The addresses that were typed, each once, if every one is on the guest list.
///
/// # Errors
/// [`RehearsalFault::NotAGuest`] with the first that is not.
pub(crate) fn invited(
    guests: &[Address],
    typed: &[String],
) -> Result<Vec<Address>, RehearsalFault> {
    let mut invited: Vec<Address> = Vec::new();
    for typed in typed {
        let address = Address::parse(typed.trim()).ok();
        let guest = address.filter(|address| guests.contains(address));
        let guest = guest.ok_or_else(|| RehearsalFault::NotAGuest {
            address: typed.clone(),
        })?;
        if !invited.contains(&guest) {
            invited.push(guest);
        }
    }
    Ok(invited)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::Digest;
    use crate::signoff::Approved;

    fn address() -> impl Strategy<Value = String> {
        // Few, so that lists meet; near each other, so that a careless comparison takes one for another.
        let local = prop::sample::select(vec!["a", "A", "a.b", "ab", "a+b", "\"a\""]);
        let domain = prop::sample::select(vec![
            "x.example",
            "X.example",
            "y.x.example",
            "x.example.y.example",
        ]);
        (local, domain).prop_map(|(local, domain)| format!("{local}@{domain}"))
    }

    fn addresses() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec(address(), 0..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn nobody_outside_the_guest_list_is_ever_reached(
            guests in addresses(),
            typed in addresses(),
            others in addresses(),
        ) {
            let parsed = |all: &[String]| -> Vec<Address> {
                all.iter().filter_map(|one| Address::parse(one).ok()).collect()
            };
            let guests = parsed(&guests);
            let on_list = |address: &Address| {
                guests.iter().any(|guest| guest.to_string() == address.to_string())
            };
            let permission = Approved::as_rehearsal(Digest::of(b"seal"), &guests);
            match invited(&guests, &typed) {
                Ok(invited) => {
                    prop_assert!(invited.iter().all(on_list));
                    prop_assert!(invited.iter().all(|address| permission.covers(address)));
                    prop_assert!(parsed(&typed).iter().all(|address| invited.contains(address)));
                }
                Err(RehearsalFault::NotAGuest { address }) => {
                    prop_assert!(Address::parse(&address).is_ok_and(|one| !on_list(&one)) || Address::parse(&address).is_err());
                }
                Err(other) => prop_assert!(false, "{other}"),
            }
            // Whatever gets into the sealed mails of a rehearsal: the permission is asked before each of them.
            for other in parsed(&others) {
                prop_assert_eq!(permission.covers(&other), on_list(&other), "{}", other);
            }
        }
    }
}
