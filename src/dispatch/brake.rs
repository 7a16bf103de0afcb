//! The brake: stops a run that goes wrong, before the whole list is spent on a mistake. Pure.

use crate::config;
use crate::journal::event::Braked;

/// Answers before the share of refusals says anything.
const ENOUGH: u32 = 20;

/// Counts a run's answers.
#[derive(Debug, Clone)]
pub(super) struct Brake {
    settings: config::Brake,
    /// Stop after this many doubts running; `None`: never.
    most_doubts: Option<u32>,
    answers: u32,
    refused: u32,
    doubts: u32,
}

impl Brake {
    /// A brake for a new run.
    #[must_use]
    pub(super) const fn new(settings: config::Brake, most_doubts: Option<u32>) -> Self {
        Brake { settings, most_doubts, answers: 0, refused: 0, doubts: 0 }
    }

    /// Takes in a mail that was handed over without an answer. A relay that goes on like this would bring
    /// the whole list into doubt.
    pub(super) fn doubt(&mut self) -> Option<Braked> {
        self.doubts += 1;
        let most = self.most_doubts?;
        (self.doubts >= most).then_some(Braked::Doubts { doubts: self.doubts })
    }

    /// Takes in a final answer: accepted or refused. What was put off says nothing yet.
    pub(super) fn answer(&mut self, refused: bool) -> Option<Braked> {
        self.doubts = 0;
        self.answers += 1;
        self.refused += u32::from(refused);
        if self.refused == self.answers && self.refused >= self.settings.first {
            return Some(Braked::First { refused: self.refused });
        }
        let share = f64::from(self.refused) / f64::from(self.answers);
        (self.answers >= ENOUGH && share > self.settings.refused_share)
            .then_some(Braked::Share { refused: self.refused, answers: self.answers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brake() -> Brake {
        Brake::new(config::Brake { first: 3, refused_share: 0.2 }, Some(2))
    }

    #[test]
    fn stops_when_all_of_the_first_are_refused() {
        let mut brake = brake();
        assert_eq!([brake.answer(true), brake.answer(true)], [None, None]);
        assert_eq!(brake.answer(true), Some(Braked::First { refused: 3 }));
    }

    #[test]
    fn one_success_among_the_first_leaves_it_to_the_share() {
        let mut brake = brake();
        assert_eq!(brake.answer(false), None);
        for _ in 0..18 {
            assert_eq!(brake.answer(true), None, "too few answers to say");
        }
        assert_eq!(brake.answer(true), Some(Braked::Share { refused: 19, answers: 20 }));
    }

    #[test]
    fn stops_when_answers_stay_away() {
        let mut brake = brake();
        assert_eq!(brake.doubt(), None);
        assert_eq!(brake.answer(false), None);
        assert_eq!(brake.doubt(), None, "an answer in between");
        assert_eq!(brake.doubt(), Some(Braked::Doubts { doubts: 2 }));
    }

    #[test]
    fn a_fifth_is_not_more_than_a_fifth() {
        let mut brake = brake();
        for at in 0..40 {
            assert_eq!(brake.answer(at % 5 == 4), None);
        }
    }
}
