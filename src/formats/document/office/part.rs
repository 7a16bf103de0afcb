//! What one XML part of an office file says of people, disks and other places.
//!
//! Pure. Names are compared without their prefix, which each writer chooses, and in lower case.

use std::collections::BTreeSet;

use crate::finding::Code;
use crate::formats::html::tokens::{Token, each_token};

type Attributes<'a> = [(std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>)];

/// Elements whose text is a person or an organisation, and in which parts they are.
const NAMING: [(&str, &[&str]); 5] = [
    (
        "",
        &[
            "creator",
            "contributor",
            "lastmodifiedby",
            "initial-creator",
            "printed-by",
        ],
    ),
    ("docprops/", &["manager", "company"]),
    // A workbook's list of who wrote its notes.
    ("xl/comment", &["author"]),
    // What SharePoint keeps of people.
    ("customxml/", &["displayname"]),
    ("ppt/comment", &["author"]),
];

/// Attributes that hold a person: of any element (`*`), or of one whose attribute means something else elsewhere (a
/// table's `displayName` is the table's).
const NAMING_ATTRIBUTES: [(&str, &str); 9] = [
    ("*", "author"),
    ("*", "username"),
    ("*", "refreshedby"),
    ("*", "lastmodifiedby"),
    ("*", "securitydescriptor"),
    ("person", "displayname"),
    ("scenario", "user"),
    ("permstart", "ed"),
    ("cmauthor", "name"),
];

/// Words of a field that fetch from elsewhere (ECMA-376-1, section 17.16.5).
const FETCHING: [&str; 4] = ["dde", "ddeauto", "includepicture", "includetext"];

/// Adds what the part of this name (in lower case) says.
pub(crate) fn look(part: &str, text: &str, found: &mut BTreeSet<Code>) {
    let mut within = String::new();
    each_token(text, |_, token| match token {
        Token::Open(name, attributes) => {
            within.clear();
            within.push_str(local(&name));
            look_at_element(part, &within, &attributes, found);
        }
        Token::Close(_) => within.clear(),
        Token::Text(text) => look_at_text(part, &within, &text, found),
        Token::Comment(text) => {
            if let Some(text) = text.strip_prefix("[CDATA[") {
                look_at_text(part, &within, text.trim_end_matches(']'), found);
            }
        }
        Token::Raw(_) => {}
    });
}

/// Whether a part is there for comments, of whichever program: `xl/comments1.xml`, `xl/comments/comment1.xml`,
/// `xl/threadedComments/…`, `word/commentsExtended.xml`, `ppt/commentAuthors.xml`.
pub(crate) fn is_for_comments(part: &str) -> bool {
    let file = part.rsplit('/').next().unwrap_or_default();
    file.ends_with(".xml") && (file.starts_with("comment") || part.contains("comments/"))
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn look_at_text(part: &str, within: &str, text: &str, found: &mut BTreeSet<Code>) {
    if text.trim().is_empty() {
        return;
    }
    if NAMING
        .iter()
        .any(|(of, names)| part.starts_with(of) && names.contains(&within))
    {
        found.insert(Code::NoticeOfficeAuthor);
    }
    if part == "docprops/custom.xml" || within == "user-defined" {
        found.insert(Code::NoticeOfficeProperties);
    }
    if part.starts_with("docprops/") && is_on_disk(text) {
        found.insert(Code::NoticeOfficePath);
    }
    if within == "instrtext" && fetches(text) {
        found.insert(Code::NoticeOfficeRemote);
    }
}

fn look_at_element(
    part: &str,
    name: &str,
    attributes: &Attributes<'_>,
    found: &mut BTreeSet<Code>,
) {
    let value = |wanted: &str| {
        let known = attributes.iter().find(|(name, _)| local(name) == wanted);
        known
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    };
    let names_person = NAMING_ATTRIBUTES
        .iter()
        .any(|(of, attribute)| (*of == "*" || *of == name) && value(attribute).is_some());
    let where_it_stood = (name == "abspath" && value("url").is_some())
        || (name == "template" && value("href").is_some())
        || attributes.iter().any(|(_, value)| is_on_disk(value));
    let fetched = match name {
        "relationship" => {
            value("targetmode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"))
                && !value("type").is_some_and(|kind| kind.ends_with("/hyperlink"))
                && value("target").is_some_and(is_elsewhere)
        }
        "connection" | "ddelink" | "dde-connection-decl" => true,
        // What a person clicks on is their own choice.
        "a" | "template" | "area-rectangle" | "area-circle" | "area-polygon" => false,
        _ => {
            let leads_out = |href: &str| {
                ["http:", "https:", "ftp:", "../"]
                    .iter()
                    .any(|start| begins(href, start))
            };
            value("href").is_some_and(leads_out) || value("instr").is_some_and(fetches)
        }
    };
    for (is_so, code) in [
        (names_person, Code::NoticeOfficeAuthor),
        (is_change(part, name), Code::NoticeOfficeChanges),
        (
            is_comment(part, name, value("encoding").is_some()),
            Code::NoticeOfficeComments,
        ),
        (where_it_stood, Code::NoticeOfficePath),
        (fetched, Code::NoticeOfficeRemote),
    ] {
        if is_so {
            found.insert(code);
        }
    }
}

/// Section 17.13.5: what was put in, struck out, moved or given another form; ODF 1.3 part 3, section 5.5.
fn is_change(part: &str, name: &str) -> bool {
    let text = [
        "ins",
        "del",
        "movefrom",
        "moveto",
        "cellins",
        "celldel",
        "cellmerge",
    ];
    let in_word = text.contains(&name)
        || name.ends_with("change")
        || (name.starts_with("customxml") && name.ends_with("rangestart"));
    (part.starts_with("word/") && !part.starts_with("word/theme/") && in_word)
        || matches!(name, "tracked-changes" | "changed-region")
}

/// A comment itself, not the list of none. A formula's `annotation` has an encoding and is no comment.
fn is_comment(part: &str, name: &str, encoded: bool) -> bool {
    let in_list =
        (name.starts_with("comment") && !name.starts_with("comments") && name != "commentlist")
            || matches!(name, "threadedcomment" | "cm" | "cmauthor");
    (name == "annotation" && !encoded) || (is_for_comments(part) && in_list)
}

/// A place on somebody's computer or in their network.
fn is_on_disk(value: &str) -> bool {
    let value = value.trim();
    let drive = matches!(value.as_bytes(), [letter, b':', b'\\' | b'/', next, ..]
        if letter.is_ascii_alphabetic() && *next != b'/');
    drive || is_share(value) || begins(value, "file:/") || begins(value, "file:\\")
}

/// `\\computer\folder`.
fn is_share(value: &str) -> bool {
    value.strip_prefix(r"\\").is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            && rest
                .split_once('\\')
                .is_some_and(|(_, folder)| folder.starts_with(char::is_alphanumeric))
    })
}

/// Whether what it leads to is fetched from another computer: a path on the writer's own is not.
fn is_elsewhere(target: &str) -> bool {
    let on_host = begins(target, "file://") && !target[7..].starts_with('/');
    !is_on_disk(target) || is_share(target) || on_host
}

fn begins(value: &str, start: &str) -> bool {
    value
        .get(..start.len())
        .is_some_and(|first| first.eq_ignore_ascii_case(start))
}

fn fetches(field: &str) -> bool {
    field
        .split_whitespace()
        .next()
        .is_some_and(|word| FETCHING.iter().any(|one| word.eq_ignore_ascii_case(one)))
}
