//! Who is left out, and on which ground: by the register, by kind of organisation, by years of contact.
//!
//! Pure. The first ground that holds counts: the register, whose lines are somebody's word on one
//! organisation, then the kinds, then the period.

use std::collections::{HashMap, HashSet};

use crate::config;
use crate::finding::{Code, Problem};

use super::contact_years::years;
use super::ground::Ground;
use crate::list::register::Register;

/// The grounds of the settings, ready to be asked.
#[derive(Debug)]
pub(crate) struct Grounds<'s> {
    register: &'s Register,
    /// Which lines of the register left somebody out.
    pub(crate) used: Vec<bool>,
    kinds: HashMap<String, Ground<'s>>,
    /// The kinds that are mailed; empty: every kind that no ground leaves out.
    mailed: HashSet<String>,
    period: Option<&'s config::Period>,
    /// Kinds already compared with the grounds' kinds; there are few, and rows are many.
    alike: HashMap<String, Option<String>>,
    /// Texts already read: whether they name every year, if they name years.
    years: HashMap<String, Option<bool>>,
}

impl<'s> Grounds<'s> {
    pub(crate) fn new(settings: &'s config::ListSettings, register: &'s Register) -> Self {
        let mut kinds = HashMap::new();
        for rule in &settings.exclude {
            let ground = Ground {
                ground: &rule.ground,
                legal: rule.legal.as_deref(),
            };
            kinds.entry(plain(&rule.kind)).or_insert(ground);
        }
        let used = vec![false; register.len()];
        Grounds {
            register,
            used,
            kinds,
            mailed: settings.kinds.iter().map(|kind| plain(kind)).collect(),
            period: settings.period.as_ref(),
            alike: HashMap::new(),
            years: HashMap::new(),
        }
    }

    /// The ground that the register gives for this id or one of these addresses.
    pub(crate) fn by_register<'c>(
        &mut self,
        id: &str,
        addresses: impl Iterator<Item = &'c str>,
    ) -> Option<Ground<'s>> {
        let (line, ground) = self.register.find(id, addresses)?;
        self.used[line] = true;
        Some(ground)
    }

    /// The ground that leaves this kind out. Case and blanks do not matter.
    pub(crate) fn by_kind(&self, kind: &str) -> Option<Ground<'s>> {
        self.kinds
            .get(kind)
            .or_else(|| self.kinds.get(&plain(kind)))
            .copied()
    }

    /// What is wrong with a kind that leaves nobody out, where the settings name the kinds that are mailed.
    pub(crate) fn check_kind(&self, kind: &str) -> Result<(), Problem> {
        let kind = plain(kind);
        if self.mailed.is_empty() || self.mailed.contains(&kind) {
            return Ok(());
        }
        if kind.is_empty() {
            return Err(Problem::new(Code::ListKindEmpty));
        }
        let nearest = nearest(self.kinds.keys().chain(&self.mailed), &kind);
        let found = usize::from(nearest.is_some());
        Err(Code::ListKindNotNamed
            .with("found", found)
            .with("kind", nearest.unwrap_or_default()))
    }

    /// The warning about a kind that excludes nobody: a typing error would get
    /// somebody mailed who is not to be.
    pub(crate) fn look_at_kind(&mut self, kind: &str) -> Option<Problem> {
        if self.kinds.is_empty() || !self.mailed.is_empty() {
            return None;
        }
        if kind.is_empty() {
            return Some(Problem::new(Code::ListKindEmptyMailed));
        }
        if !self.alike.contains_key(kind) {
            self.alike
                .insert(kind.to_owned(), nearest(self.kinds.keys(), &plain(kind)));
        }
        let near = self.alike.get(kind)?.as_ref()?;
        Some(Code::ListKindNear.with("kind", near))
    }

    /// The ground that leaves a row with these years of contact out.
    ///
    /// # Errors
    /// When the text names no years that can be read.
    pub(crate) fn by_period(&mut self, text: &str) -> Result<Option<Ground<'s>>, Problem> {
        let Some(period) = self.period else {
            return Ok(None);
        };
        let complete = match self.years.get(text) {
            Some(complete) => *complete,
            None => {
                let complete =
                    years(text).map(|years| period.years.iter().all(|year| years.contains(year)));
                self.years.insert(text.to_owned(), complete);
                complete
            }
        };
        let complete = complete.ok_or_else(|| Problem::new(Code::ListPeriodUnreadable))?;
        Ok((!complete).then_some(Ground {
            ground: &period.ground,
            legal: None,
        }))
    }
}

/// The first of the kinds that are a slip of the pen from this one.
fn nearest<'k>(kinds: impl Iterator<Item = &'k String>, kind: &str) -> Option<String> {
    // Short words are near to many; two letters' difference counts from six letters on.
    let most = |word: &str| if word.chars().count() < 6 { 1 } else { 2 };
    kinds
        .filter(|known| strsim::osa_distance(known, kind) <= most(known))
        .min()
        .cloned()
}

/// Without case, and with single blanks.
pub(crate) fn plain(kind: &str) -> String {
    kind.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::tests::fixture;

    #[test]
    fn kinds_are_compared_without_case_and_near_ones_deserve_a_look() {
        let (settings, register) = (fixture::settings(), Register::default());
        let mut grounds = Grounds::new(&settings, &register);
        assert_eq!(
            grounds.by_kind(" OverHeid ").unwrap().legal,
            Some("bijlage 2")
        );
        assert_eq!(grounds.by_kind("belangenorganisatie"), None);
        assert_eq!(grounds.look_at_kind("belangenorganisatie"), None);
        assert_eq!(
            grounds.look_at_kind("overheidd").unwrap().code_name(),
            "list-kind-near"
        );
        assert_eq!(
            grounds.look_at_kind("").unwrap().code_name(),
            "list-kind-empty-mailed"
        );
    }

    #[test]
    fn a_kind_that_the_settings_do_not_name_is_an_error() {
        let (mut settings, register) = (fixture::settings(), Register::default());
        settings.kinds = vec!["Maatschappelijk".to_owned()];
        let mut grounds = Grounds::new(&settings, &register);
        assert_eq!(grounds.check_kind(" maatschappelijk "), Ok(()));
        assert_eq!(grounds.look_at_kind("maatschappelijk"), None);
        let reported = |kind| {
            let phrase = grounds.check_kind(kind).unwrap_err();
            (
                phrase.code_name(),
                phrase.phrase().args().last().map(|(_, kind)| kind.clone()),
            )
        };
        assert_eq!(
            reported("maatschapelijk"),
            ("list-kind-not-named", Some("maatschappelijk".into()))
        );
        assert_eq!(
            reported("overheidd"),
            ("list-kind-not-named", Some("overheid".into()))
        );
        assert_eq!(
            reported("afgeraden door partners"),
            ("list-kind-not-named", Some("".into()))
        );
        assert_eq!(reported(""), ("list-kind-empty", None));
    }

    #[test]
    fn contact_in_every_year_or_left_out() {
        let (settings, register) = (fixture::settings(), Register::default());
        let mut grounds = Grounds::new(&settings, &register);
        assert_eq!(grounds.by_period("2024, 2023, 2019"), Ok(None));
        for text in ["", "2023", "2022 en 2024"] {
            assert_eq!(
                grounds.by_period(text).unwrap().unwrap().ground,
                "niet in elk jaar contact"
            );
        }
        assert_eq!(
            grounds.by_period("vaak").unwrap_err().code_name(),
            "list-period-unreadable"
        );
    }
}
