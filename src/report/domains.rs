//! The organisations by the domain of their address.

use std::collections::HashMap;

use super::line::Reached;

/// The organisations of one domain, or of several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DomainCount {
    /// How many get a mail.
    pub mails: usize,
    /// How many are told.
    pub told: usize,
    /// Of how many it is not known yet.
    pub open: usize,
    /// How many are not told.
    pub not_told: usize,
}

impl DomainCount {
    fn count(&mut self, reached: Reached) {
        let place = match reached {
            Reached::Told => &mut self.told,
            Reached::Open => &mut self.open,
            Reached::NotTold => &mut self.not_told,
            Reached::LeftOut => return,
        };
        *place += 1;
        self.mails += 1;
    }

    fn add(&mut self, other: DomainCount) {
        self.mails += other.mails;
        self.told += other.told;
        self.open += other.open;
        self.not_told += other.not_told;
    }
}

/// The count of every domain.
#[derive(Debug, Clone, Default)]
pub struct Domains(HashMap<String, DomainCount>);

impl Domains {
    /// Counts an organisation.
    pub fn take_in(&mut self, domain: &str, reached: Reached) {
        if let Some(known) = self.0.get_mut(domain) {
            known.count(reached);
        } else {
            let mut new = DomainCount::default();
            new.count(reached);
            self.0.insert(domain.to_owned(), new);
        }
    }

    /// Every domain, those first at which somebody is not told, then by how many organisations they have.
    #[must_use]
    pub fn sorted(&self) -> Vec<(&str, DomainCount)> {
        let mut all: Vec<(&str, DomainCount)> = self
            .0
            .iter()
            .map(|(name, it)| (name.as_str(), *it))
            .collect();
        all.sort_unstable_by(|one, other| {
            let key = |it: &DomainCount| (it.not_told, it.open, it.mails);
            key(&other.1).cmp(&key(&one.1)).then(one.0.cmp(other.0))
        });
        all
    }

    /// Without names: how many domains are of one organisation and how many of several, each with their organisations.
    #[must_use]
    pub fn unnamed(&self) -> [(usize, DomainCount); 2] {
        let mut found = [(0, DomainCount::default()); 2];
        for one in self.0.values() {
            let (domains, together) = &mut found[usize::from(one.mails > 1)];
            *domains += 1;
            together.add(*one);
        }
        found
    }

    /// All of these together.
    #[must_use]
    pub fn together(rest: &[(&str, DomainCount)]) -> DomainCount {
        let mut sum = DomainCount::default();
        rest.iter().for_each(|(_, one)| sum.add(*one));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_organisation_is_of_one_domain_and_those_not_told_come_first() {
        let mut domains = Domains::default();
        for (domain, reached) in [
            ("een.example", Reached::Told),
            ("samen.example", Reached::Told),
            ("samen.example", Reached::Open),
            ("samen.example", Reached::Told),
            ("drie.example", Reached::NotTold),
        ] {
            domains.take_in(domain, reached);
        }
        let sorted = domains.sorted();
        let names: Vec<&str> = sorted.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["drie.example", "samen.example", "een.example"]);
        let all = Domains::together(&sorted);
        assert_eq!((all.mails, all.told, all.open, all.not_told), (5, 3, 1, 1));
        let [(alone, of_one), (shared, of_several)] = domains.unnamed();
        assert_eq!((alone, of_one.mails, of_one.not_told), (2, 2, 1));
        assert_eq!((shared, of_several.mails, of_several.open), (1, 3, 1));
    }
}
