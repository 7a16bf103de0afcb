//! HTML as lines of text: what a reader sees, a line for each block.

use super::style_sheet::HidingRules;
use super::tokens::{Token, tokens};
use super::visible::Visibility;

/// Elements within a line (WHATWG HTML, section 4.5). At the tags of any other one a new line begins.
const WITHIN_A_LINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "img", "mark", "q", "s",
    "small", "span", "strong", "sub", "u", "wbr",
];

/// The lines that a reader sees, white space collapsed, without empty ones. The words in place of a picture count.
pub(crate) fn visible_lines(html: &str) -> Vec<String> {
    let tokens = tokens(html);
    let mut visibility = Visibility::of(&tokens, HidingRules::Certain);
    let (mut lines, mut line) = (Vec::new(), String::new());
    for (_, token) in &tokens {
        let name = match token {
            Token::Open(name, attributes) => {
                visibility.open(name, attributes);
                let alt = attributes.iter().find(|(name, _)| name == "alt");
                if let Some((_, alt)) = alt.filter(|_| visibility.is_seen()) {
                    line.push_str(&format!(" {alt} "));
                }
                name
            }
            Token::Close(name) => {
                visibility.close(name);
                name
            }
            Token::Text(text) => {
                if visibility.is_seen() {
                    line.push_str(text);
                }
                continue;
            }
            Token::Raw(_) | Token::Comment(_) => continue,
        };
        if !WITHIN_A_LINE.contains(&&**name) {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines.push(line);
    let collapsed = lines
        .iter()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    collapsed.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_a_line_and_what_is_hidden_is_none() {
        let html = "<title>t</title><style>p{}</style><h1>In <b>for</b>matie\n voor</h1><p>a<br>b \
            <img alt='Logo'></p><p hidden>x</p><table><tr><td>c<td>d</table><!-- e -->";
        let lines = ["In formatie voor", "a", "b Logo", "c", "d"];
        assert_eq!(visible_lines(html), lines);
        assert!(visible_lines("").is_empty());
    }
}
