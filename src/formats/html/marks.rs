//! Marks around stretches of an HTML text, wherever a reader sees them.

use std::ops::Range;

use super::tokens::{Token, tokens};

/// Elements whose text a browser shows without tags of its own.
const PLAIN: [&str; 2] = ["title", "textarea"];

/// The HTML with `<mark>` around the text of these stretches of its source, which come in order and
/// don't overlap. What of them is in a tag, a comment, a style or a title stays as it is.
pub(crate) fn with_marks(html: &str, stretches: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(html.len() + 16 * stretches.len());
    let (mut done, mut in_plain) = (0, false);
    let tokens = tokens(html);
    let ends = tokens.iter().skip(1).map(|(at, _)| *at);
    for ((at, token), end) in tokens.iter().zip(ends.chain([html.len()])) {
        match token {
            Token::Open(name, _) if PLAIN.contains(&&**name) => in_plain = true,
            Token::Close(name) if PLAIN.contains(&&**name) => in_plain = false,
            Token::Text(_) if !in_plain => {
                let first = stretches.partition_point(|stretch| stretch.end <= *at);
                for stretch in stretches[first..].iter().take_while(|it| it.start < end) {
                    let (from, to) = (stretch.start.max(*at), stretch.end.min(end));
                    if html[from..to].trim().is_empty() {
                        continue;
                    }
                    out.push_str(&html[done..from]);
                    out.push_str("<mark>");
                    out.push_str(&html[from..to]);
                    out.push_str("</mark>");
                    done = to;
                }
            }
            _ => {}
        }
    }
    out.push_str(&html[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_reader_sees_is_marked() {
        let html = "<title>De Brug</title><style>De Brug</style><a href=\"De Brug\">De &amp; Brug</a>\
            <!-- De Brug --><p>De Brug, <b>De Brug</b></p>";
        let stretches: Vec<Range<usize>> = ["De Brug", "De &amp; Brug"]
            .iter()
            .flat_map(|value| html.match_indices(value))
            .map(|(at, value)| at..at + value.len())
            .collect();
        let mut stretches = stretches;
        stretches.sort_by_key(|stretch| stretch.start);
        let marked = "<title>De Brug</title><style>De Brug</style><a href=\"De Brug\"><mark>De &amp; Brug</mark></a>\
            <!-- De Brug --><p><mark>De Brug</mark>, <b><mark>De Brug</mark></b></p>";
        assert_eq!(with_marks(html, &stretches), marked);
        assert_eq!(with_marks(html, &[]), html);
    }

    #[test]
    fn a_stretch_over_tags_is_marked_piece_by_piece() {
        let html = "<ul><li>a</li> <li>b</li></ul>";
        let marked = "<ul><li><mark>a</mark></li> <li><mark>b</mark></li></ul>";
        let all = std::iter::once(4..25).collect::<Vec<_>>();
        assert_eq!(with_marks(html, &all), marked);
    }
}
