//! The settings of a rectification: those of the earlier campaign, with another list and another notice. Comments and
//! order of the file stay.

use std::path::Path;

use toml_edit::{DocumentMut, Item, TableLike, value};

/// What differs in the settings of a rectification.
#[derive(Debug, Clone, Copy)]
pub struct RectificationDraft<'a> {
    /// Its name.
    pub name: &'a str,
    /// The folder of the earlier campaign, from that of the new one.
    pub of: &'a str,
    /// The name of the earlier campaign.
    pub campaign: &'a str,
    /// Its list.
    pub list: &'a str,
    /// The headers of the list: id, organisation, address.
    pub columns: [&'a str; 3],
    /// Its templates: subject, text, HTML.
    pub templates: [&'a str; 3],
}

/// Paths that may lead anywhere: from the new folder they lead to the files of the earlier one.
const PATHS: [(&str, &[&str]); 3] = [
    ("relay", &["ca_file", "password_file"]),
    ("serve", &["tls_cert", "tls_key"]),
    ("returns", &["ca_file", "password_file"]),
];

/// The lines by which the shipped settings show what a rectification has.
const SHOWN: [&str; 3] = ["# [rectification] ", "# of = ", "# campaign = "];

/// The text of a rectification's settings, from the text of the earlier campaign's; `None` if that is no TOML.
///
/// Sender, relay, pace, hours and sign-off stay. The list is another one; the rules of the earlier list, its attachments
/// and accepted findings, and its deadline have no place in the new one.
#[must_use]
pub fn for_rectification(text: &str, draft: &RectificationDraft<'_>) -> Option<String> {
    let mut settings: DocumentMut = text.parse().ok()?;
    settings.remove("list");
    settings.remove("rectification");
    let mut in_section = |name: &str, change: &dyn Fn(&mut dyn TableLike)| {
        if let Some(section) = settings.get_mut(name).and_then(Item::as_table_like_mut) {
            change(section);
        }
    };
    in_section("campaign", &|campaign| set(campaign, "name", draft.name));
    in_section("notice", &|notice| {
        for key in ["attachment", "inline", "accept"] {
            notice.remove(key);
        }
        let [subject, text, html] = draft.templates;
        set(notice, "subject", subject);
        set(notice, "text", text);
        set(notice, "html", html);
    });
    in_section("window", &|window| {
        window.remove("not_before");
        window.remove("deadline");
    });
    for (name, keys) in PATHS {
        in_section(name, &|section| {
            keys.iter().for_each(|key| lead(section, key, draft.of));
        });
    }
    let values = take_values(&mut settings);
    let own = settings.to_string();
    let own: String = own
        .split_inclusive('\n')
        .filter(|line| !SHOWN.iter().any(|shown| line.starts_with(shown)))
        .collect();
    Some(format!("{}\n{}{values}", own.trim_end(), sections(draft)))
}

/// Takes out the values of the earlier texts: the new ones use none of them yet. They stay as comments, at hand.
fn take_values(settings: &mut DocumentMut) -> String {
    let notice = settings.get_mut("notice").and_then(Item::as_table_like_mut);
    let Some(values) = notice.and_then(|notice| notice.remove("values")) else {
        return String::new();
    };
    let lines = values.as_table_like().into_iter().flat_map(TableLike::iter);
    let lines: String = lines
        .filter_map(|(key, value)| {
            let (key, value) = (toml_edit::Key::new(key), value.as_str()?);
            Some(format!("# {key} = {}\n", quoted(value)))
        })
        .collect();
    format!(
        "\n# [notice.values]                   # those of the earlier texts; take away the # of what you use\n{lines}"
    )
}

fn quoted(text: &str) -> String {
    value(text).to_string().trim().to_owned()
}

/// Sets a text, and leaves the comment beside it.
fn set(section: &mut dyn TableLike, key: &str, text: &str) {
    let mut new = value(text);
    let old = section.get(key).and_then(Item::as_value);
    if let (Some(old), Some(new)) = (old, new.as_value_mut()) {
        *new.decor_mut() = old.decor().clone();
    }
    section.insert(key, new);
}

/// Lets a path that starts from the earlier folder start from the new one.
fn lead(section: &mut dyn TableLike, key: &str, of: &str) {
    let path = section.get(key).and_then(Item::as_str).map(str::to_owned);
    if let Some(path) = path.filter(|path| Path::new(path).is_relative()) {
        set(section, key, &format!("{of}/{path}"));
    }
}

/// The sections that only the new campaign has. They come last: whatever stands before them, a header begins a section.
fn sections(draft: &RectificationDraft<'_>) -> String {
    let [id, organisation, email] = draft.columns.map(quoted);
    format!(
        "
[rectification]                     # heraut rectify; see docs/rectify.md
of = {}
campaign = {}

[list]                              # who has, or may have, the earlier mail; made by heraut, not to be edited
file = {}
encoding = \"utf-8\"
delimiter = \";\"

[list.columns]
id = {id}
organisation = {organisation}
email = {email}

[list.duplicates]
address = \"send\"
organisation = \"send\"
",
        quoted(draft.of),
        quoted(draft.campaign),
        quoted(draft.list),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    const SHIPPED: &str = include_str!("../../../config/heraut.toml");
    const DRAFT: RectificationDraft<'_> = RectificationDraft {
        name: "inzage-2024-rectificatie",
        of: "../inzage",
        campaign: "inzage-2024",
        list: "rectificatie.csv",
        columns: ["id", "organisatie", "email"],
        templates: ["a.subject.hbs", "a.txt.hbs", "a.html.hbs"],
    };

    fn derived(text: &str) -> (String, config::Settings) {
        let text = for_rectification(text, &DRAFT).unwrap();
        let settings = config::read("", &text, &[]);
        (text, settings.unwrap())
    }

    #[test]
    fn the_shipped_settings_become_those_of_a_rectification() {
        let text = SHIPPED
            .replace("# deadline = ", "deadline = ")
            .replace(
                "# password_file = \"config/relay",
                "password_file = \"config/relay",
            )
            .replace("# tls_key = \"config", "tls_key = \"/etc")
            .replace("# tls_cert = \"config", "tls_cert = \"config");
        let (text, new) = derived(&text);
        let old = config::read("", SHIPPED, &[]).unwrap();
        assert_eq!(new.campaign.name, "inzage-2024-rectificatie");
        let rectification = new.rectification.unwrap();
        assert_eq!(rectification.of, Path::new("../inzage"));
        assert_eq!(rectification.campaign, "inzage-2024");
        assert_eq!(new.list.file, Path::new("rectificatie.csv"));
        assert!(new.list.exclude.is_empty() && new.list.period.is_none());
        assert!(new.list.kinds.is_empty() && new.list.register.is_none());
        assert!(new.notice.attachments.is_empty());
        assert_eq!(new.notice.html, Path::new("a.html.hbs"));
        assert_eq!(new.notice.style, old.notice.style);
        // At hand, and not in use.
        assert!(new.notice.values.is_empty());
        let used = text.replace("# [notice.values]", "[notice.values]");
        let used = used.replace("# contact = ", "contact = ");
        let used = config::read("", &used, &[]).unwrap().notice.values;
        assert_eq!(used.get("contact"), old.notice.values.get("contact"));
        assert_eq!(
            (new.window.deadline, new.window.hours),
            (None, old.window.hours)
        );
        assert_eq!((new.sender, new.approval), (old.sender, old.approval));
        let tls = new.serve.tls.unwrap();
        assert_eq!(tls.cert, Path::new("../inzage/config/review.pem"));
        assert_eq!(tls.key, Path::new("/etc/review.key"));
        for kept in [
            "password_file = \"../inzage/config/relay.password\"",
            "name = \"inzage-2024-rectificatie\"                # you type this name",
        ] {
            assert!(text.contains(kept), "{kept}: {text}");
        }
        assert_eq!(text.matches("[rectification]").count(), 1, "{text}");
        // A rectification of the rectification.
        let (again, settings) = derived(&text);
        assert_eq!(again.matches("[rectification]").count(), 1);
        assert_eq!(settings.campaign, new.campaign);
    }

    #[test]
    fn sections_may_be_written_in_any_form() {
        let text = "campaign.name = \"x\"\nsender = { from = \"a@b.example\" }\n\
            list = { file = \"x.csv\", columns = { id = \"i\", organisation = \"o\", email = \"e\" } }\n\
            notice = { subject = \"s\", text = \"t\", html = \"h\", attachment = [] }\n\
            window = { deadline = 2024-12-20T17:00:00 }\n[relay]\nkind = \"catcher\"";
        let (text, settings) = derived(text);
        assert_eq!(settings.campaign.name, "inzage-2024-rectificatie", "{text}");
        assert_eq!(settings.notice.text, Path::new("a.txt.hbs"));
        assert_eq!(settings.window.deadline, None);
        assert_eq!(for_rectification("no = = toml", &DRAFT), None);
    }
}
