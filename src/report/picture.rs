//! The timeline as a picture: bars in SVG, which every browser draws and prints without a script. What it shows stands in
//! words beside it, and colours are never alone: what is refused is hatched.

use std::fmt::Write as _;
use std::time::Duration;

use super::sending::Answers;
use super::timeline::{Bar, Timeline};
use crate::phrase::{Phrase, Speaker};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 232.0;
const LEFT: f64 = 44.0;
const TOP: f64 = 10.0;
const BASE: f64 = 182.0;
/// The widest column, and the least room of a label.
const WIDEST: f64 = 56.0;
const LABEL: f64 = 62.0;

/// A timeline, drawn.
pub(super) struct Picture {
    /// The picture.
    pub(super) svg: String,
    /// What its bars are.
    pub(super) caption: String,
}

/// Draws the timeline; `None` if nothing was ever answered. A redacted one doesn't say what was answered when: with the
/// order of the list that would name somebody.
pub(super) fn drawn(timeline: &Timeline, speaker: &Speaker, redacted: bool) -> Option<Picture> {
    let (first, last) = (times(timeline).next()?, times(timeline).last()?);
    let frame = Frame::of(timeline);
    let mut out = String::new();
    let say = |phrase: Phrase| escaped(&speaker.text(&phrase));
    let desc = Phrase::new("report-picture-desc")
        .with("from", at(first))
        .with("until", at(last + timeline.length))
        .with("most", timeline.most());
    let span = Duration::from_secs(timeline.length.unsigned_abs());
    let _ = write!(
        out,
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"timeline-t timeline-d\">\
         <title id=\"timeline-t\">{}</title><desc id=\"timeline-d\">{}</desc>{HATCH}",
        say(Phrase::new("report-picture-title")),
        say(desc),
    );
    frame.scale(&mut out, speaker);
    for (place, column) in timeline.columns.iter().enumerate() {
        match column {
            Bar::Of(from, answers) => {
                let told = bar_title(*from, timeline.length, answers, speaker, redacted);
                frame.bar(&mut out, place, answers, &escaped(&told), redacted);
            }
            Bar::Silence => frame.silence(&mut out, place),
        }
    }
    frame.labels(&mut out, timeline, speaker);
    out.push_str("</svg>");
    Some(Picture {
        svg: out,
        caption: speaker.text(&Phrase::new("report-picture-caption").with("span", span)),
    })
}

/// What the bars of a kind look like, for the legend.
pub(super) fn swatch(class: &str) -> String {
    format!(
        "<svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><rect class=\"{class}\" width=\"16\" height=\"16\"/></svg>"
    )
}

/// Hatched, for what was refused; the page has it once.
const HATCH: &str = "<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><rect class=\"hatch-ground\" width=\"6\" height=\"6\"/><rect class=\"hatch-line\" width=\"3\" height=\"6\"/>\
    </pattern></defs>";

/// The parts of a bar, from the bottom.
const fn parts_of(answers: &Answers) -> [(&'static str, usize); 4] {
    [
        ("bar-accepted", answers.accepted),
        ("bar-later", answers.later),
        ("bar-refused", answers.refused),
        ("bar-doubt", answers.in_doubt),
    ]
}

struct Frame {
    pitch: f64,
    columns: usize,
    /// The number at the top of the scale.
    most: usize,
}

impl Frame {
    fn of(timeline: &Timeline) -> Frame {
        let columns = timeline.columns.len();
        let pitch = (WIDTH - LEFT - 8.0) / as_f64(columns.max(1));
        Frame {
            pitch: pitch.min(WIDEST),
            columns,
            most: round_up(timeline.most()),
        }
    }

    fn x(&self, place: usize) -> f64 {
        LEFT + self.pitch * as_f64(place)
    }

    fn height(&self, count: usize) -> f64 {
        (BASE - TOP) * as_f64(count) / as_f64(self.most.max(1))
    }

    fn scale(&self, out: &mut String, speaker: &Speaker) {
        let half = (self.most.is_multiple_of(2)).then_some(self.most / 2);
        let right = WIDTH.min(self.x(self.columns) + 8.0);
        for number in [Some(0), half, Some(self.most)].into_iter().flatten() {
            let y = BASE - self.height(number);
            let class = if number == 0 { "axis" } else { "grid" };
            let shown = speaker.number(i64::try_from(number).unwrap_or(i64::MAX));
            let _ = write!(
                out,
                "<line class=\"{class}\" x1=\"{LEFT}\" x2=\"{right:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{shown}</text>",
                LEFT - 6.0,
                y + 4.0,
            );
        }
    }

    fn bar(&self, out: &mut String, place: usize, answers: &Answers, told: &str, redacted: bool) {
        if answers.total() == 0 {
            return;
        }
        let gap = (self.pitch * 0.12).min(3.0);
        let (x, width) = (self.x(place) + gap, self.pitch - gap * 2.0);
        let _ = write!(out, "<g><title>{told}</title>");
        let mut below = BASE;
        let whole = [("bar-accepted", answers.total())];
        let parts = parts_of(answers);
        let parts: &[(&str, usize)] = if redacted { &whole } else { &parts };
        for (class, count) in parts.iter().filter(|(_, count)| *count > 0) {
            // One mail of thousands is still seen.
            let height = self.height(*count).max(1.5);
            below -= height;
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{below:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
            );
        }
        out.push_str("</g>");
    }

    /// A silence that is left out: the axis is broken there.
    fn silence(&self, out: &mut String, place: usize) {
        let x = self.x(place) + self.pitch / 2.0;
        let _ = write!(
            out,
            "<path class=\"break\" d=\"M{:.1} {:.1}l4 -12M{:.1} {:.1}l4 -12\"/>",
            x - 4.0,
            BASE + 6.0,
            x + 1.0,
            BASE + 6.0,
        );
    }

    /// The time under the first column of each stretch, and under others where there is room; the day where it changes.
    fn labels(&self, out: &mut String, timeline: &Timeline, speaker: &Speaker) {
        let starts = |place: &usize| {
            let before = place.checked_sub(1).map(|before| &timeline.columns[before]);
            !matches!(before, Some(Bar::Of(..)))
        };
        let (mut free, mut day, mut free_day) = (0.0, String::new(), 0.0);
        for (place, column) in timeline.columns.iter().enumerate() {
            let Bar::Of(from, _) = column else {
                continue;
            };
            let x = self.x(place);
            let next = (place + 1..self.columns).find(starts);
            let room = next.map_or(WIDTH, |next| self.x(next)) - x;
            let is_start = starts(&place);
            let today = speaker.day(at(*from));
            let fits = x + LABEL * 0.7 <= WIDTH && x >= free && (is_start || room >= LABEL);
            if fits && timeline.length < 86_400 {
                let time = speaker.on_the_clock(at(*from), timeline.length < 60);
                mark(out, x, BASE + 20.0, &time);
                free = x + LABEL;
            }
            if today != day && x >= free_day && x + LABEL <= WIDTH {
                mark(out, x, BASE + 38.0, &today);
                free_day = x + LABEL * 1.6;
                day = today;
            }
        }
    }
}

fn mark(out: &mut String, x: f64, y: f64, text: &str) {
    let tick = BASE + 5.0;
    let _ = write!(
        out,
        "<line class=\"axis\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{BASE}\" y2=\"{tick}\"/><text x=\"{x:.1}\" y=\"{y}\">{}</text>",
        escaped(text)
    );
}

fn bar_title(
    from: i64,
    length: i64,
    answers: &Answers,
    speaker: &Speaker,
    redacted: bool,
) -> String {
    let phrase = match redacted {
        true => Phrase::new("report-bar-redacted").with("count", answers.total()),
        false => Phrase::new("report-bar")
            .with("accepted", answers.accepted)
            .with("later", answers.later)
            .with("refused", answers.refused)
            .with("doubt", answers.in_doubt),
    };
    let span = Duration::from_secs(length.unsigned_abs());
    speaker.text(&phrase.with("at", at(from)).with("span", span))
}

fn times(timeline: &Timeline) -> impl Iterator<Item = i64> {
    let columns = timeline.columns.iter();
    columns.filter_map(|column| match column {
        Bar::Of(from, _) => Some(*from),
        Bar::Silence => None,
    })
}

fn at(second: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(second).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

/// The next of 1, 2, 4, 6, 8, 10, 20, 40, 60 …
fn round_up(most: usize) -> usize {
    let mut ten = 1;
    loop {
        for step in [1, 2, 4, 6, 8] {
            if most <= ten * step {
                return ten * step;
            }
        }
        ten *= 10;
    }
}

#[allow(clippy::cast_precision_loss)]
const fn as_f64(count: usize) -> f64 {
    count as f64
}

fn escaped(text: &str) -> String {
    crate::review::escape(text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::tz::TimeZone;

    use super::*;
    use crate::phrase::Language;

    fn speaker() -> Speaker {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        Speaker::new(Language::English, zone, at(1_734_532_807)).for_pages()
    }

    fn drawing(redacted: bool) -> String {
        let answers = |accepted, refused| Answers {
            accepted,
            refused,
            ..Answers::default()
        };
        let seconds: BTreeMap<i64, Answers> = (0..90)
            .map(|at| (1_734_532_807 + at * 60, answers(29, usize::from(at == 40))))
            .collect();
        let timeline = Timeline::of(&seconds, 3_600);
        drawn(&timeline, &speaker(), redacted).unwrap().svg
    }

    #[test]
    fn a_picture_is_xml_has_words_and_stays_in_its_frame() {
        let svg = drawing(false);
        let mut reader = quick_xml::Reader::from_str(&svg);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        for part in [
            "role=\"img\"",
            "<title id=",
            "<desc id=",
            "bar-refused",
            "15:40",
            "18 Dec 2024",
        ] {
            assert!(svg.contains(part), "{part}: {svg}");
        }
        for place in svg.split(" x=\"").skip(1) {
            let x: f64 = place.split('"').next().unwrap().parse().unwrap();
            assert!((0.0..=WIDTH).contains(&x), "{x}");
        }
        for place in svg.split(" y=\"").skip(1) {
            let y: f64 = place.split('"').next().unwrap().parse().unwrap();
            assert!((0.0..=HEIGHT).contains(&y), "{y}");
        }
        assert!(drawn(&Timeline::default(), &speaker(), false).is_none());
    }

    #[test]
    fn a_redacted_picture_does_not_say_what_was_answered_when() {
        let svg = drawing(true);
        assert!(
            !svg.contains("refused") && svg.contains("bar-accepted"),
            "{svg}"
        );
    }

    #[test]
    fn a_scale_ends_on_a_round_number() {
        let tops = [0, 1, 2, 3, 5, 9, 10, 11, 61, 150, 1_001].map(round_up);
        assert_eq!(tops, [1, 1, 2, 4, 6, 10, 10, 20, 80, 200, 2_000]);
    }
}
