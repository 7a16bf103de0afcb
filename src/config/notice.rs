//! The section about what is sent: templates, attachments, and accepted findings.

use std::collections::BTreeMap;

use crate::finding::{Code, Problem};

use super::list::has_extension;
use super::section::SettingsSection;
use super::toml_tree::TomlNode;
use super::values::{self, choice, text};
use super::{
    Accept, AttachmentSettings, AttachmentSource, Handling, InlineSettings, LeakAllow, Notice,
};

/// `[notice]`
pub(super) fn notice(root: &mut SettingsSection<'_>) -> Option<Notice> {
    let mut section = root.section("notice");
    let subject = section.need("subject", values::path);
    let text = section.need("text", values::path);
    let html = section.need("html", values::path);
    let values = values(&mut section);
    let style = style(&mut section);
    let partials = section.take("partials", values::path);
    let inline = section
        .sections("inline")
        .into_iter()
        .filter_map(inline)
        .collect();
    let accept = section
        .sections("accept")
        .into_iter()
        .filter_map(accept)
        .collect();
    let leak_allow = section
        .sections("leak_allow")
        .into_iter()
        .filter_map(leak_allow)
        .collect();
    let mut links = section.section("links");
    let link_hosts = links.each("hosts", values::host);
    links.done();
    let mut attachments: Vec<AttachmentSettings> = Vec::new();
    for mut section in section.sections("attachment") {
        if let Some(attachment) = attachment(&mut section) {
            if attachments
                .iter()
                .any(|other| other.name.eq_ignore_ascii_case(&attachment.name))
            {
                let phrase = Code::ConfigAttachmentTwice.with("name", &attachment.name);
                section.refuse("name", phrase);
            }
            attachments.push(attachment);
        }
        section.done();
    }
    let max_size = section
        .take("max_size", values::size)
        .unwrap_or(10 * 1024 * 1024);
    section.done();
    Some(Notice {
        subject: subject?,
        text: text?,
        html: html?,
        values,
        style,
        partials,
        inline,
        attachments,
        link_hosts,
        accept,
        leak_allow,
        max_size,
    })
}

/// One `[[notice.leak_allow]]`
fn leak_allow(mut section: SettingsSection<'_>) -> Option<LeakAllow> {
    let name = section.need("name", text);
    let reason = section.need("reason", text);
    section.done();
    Some(LeakAllow {
        name: name?,
        reason: reason?,
    })
}

/// `[notice.style]`: free keys; the HTML template says `{{stijl_key}}`. A value can't hold anything
/// that ends a declaration or an attribute, or fetches something.
fn style(notice: &mut SettingsSection<'_>) -> BTreeMap<String, String> {
    let section = notice.section("style");
    let mut found = BTreeMap::new();
    for (key, node) in section.entries() {
        let plain_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let plain = |c: char| c.is_ascii_alphanumeric() || "#%., -".contains(c);
        match text(node) {
            Ok(value) if key.chars().all(plain_key) && value.chars().all(plain) => {
                found.insert(key.to_owned(), value);
            }
            Ok(_) => section.refuse(key, Code::ConfigStyle.with("key", key)),
            Err(phrase) => section.refuse(key, phrase),
        }
    }
    found
}

/// One `[[notice.inline]]`
fn inline(mut section: SettingsSection<'_>) -> Option<InlineSettings> {
    let file = section.need("file", values::path);
    let cid = section.need("cid", |node| {
        let cid = text(node)?;
        let plain = cid.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && cid.len() <= 40;
        plain
            .then_some(cid.clone())
            .ok_or_else(|| Code::ConfigCid.with("value", cid))
    });
    section.done();
    Some(InlineSettings {
        file: file?,
        cid: cid?,
    })
}

/// One `[[notice.accept]]`
fn accept(mut section: SettingsSection<'_>) -> Option<Accept> {
    let code = section.need("code", text);
    let reason = section.need("reason", text);
    let file = section.take("file", values::path);
    let what = section.take("what", text);
    section.done();
    Some(Accept {
        code: code?,
        reason: reason?,
        file,
        what,
    })
}

/// `[notice.values]`: free keys, texts only.
fn values(notice: &mut SettingsSection<'_>) -> BTreeMap<String, String> {
    let section = notice.section("values");
    let mut found = BTreeMap::new();
    for (key, node) in section.entries() {
        match values::string(node) {
            Ok(value) => {
                found.insert(key.to_owned(), value);
            }
            Err(phrase) => section.refuse(key, phrase),
        }
    }
    found
}

/// One `[[notice.attachment]]`
fn attachment(section: &mut SettingsSection<'_>) -> Option<AttachmentSettings> {
    let file = section.take("file", |node| {
        let path = values::path(node)?;
        let template = has_extension(&path, "typ");
        if template {
            Err(Problem::new(Code::ConfigAttachmentTyp))
        } else {
            Ok(AttachmentSource::File(path))
        }
    });
    let template = section.take("template", |node| {
        let path = values::path(node)?;
        let template = has_extension(&path, "typ");
        if template {
            Ok(AttachmentSource::Template(path))
        } else {
            Err(Problem::new(Code::ConfigTemplate))
        }
    });
    let column = section.take("column", text);
    let folder = section.take("folder", values::path);
    let chosen = match (column, folder) {
        (Some(column), Some(folder)) => Some(AttachmentSource::Column { column, folder }),
        _ => None,
    };
    if section.has("column") != section.has("folder") {
        section.refuse("column", Code::ConfigAttachmentColumn);
    }
    let name = section.need("name", attachment_name);
    let handling = section.take("handling", choice).unwrap_or(Handling::Send);
    match handling {
        Handling::Send => {}
        Handling::Confidential => section.refuse("handling", Code::ConfigAttachmentConfidential),
        Handling::Information => section.refuse("handling", Code::ConfigAttachmentInformation),
    }
    let sources = ["file", "template", "column"]
        .iter()
        .filter(|key| section.has(key))
        .count();
    if sources != 1 && !(sources == 0 && section.has("folder")) {
        section.refuse("file", Code::ConfigAttachmentSource);
    }
    Some(AttachmentSettings {
        source: file.or(template).or(chosen)?,
        name: name?,
        handling,
    })
}

/// ASCII letters, digits and `-_.`, with an extension: every mail program shows such a name in the
/// same way.
fn attachment_name(node: &TomlNode) -> Result<String, Problem> {
    let name = text(node)?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let extension = name
        .rsplit_once('.')
        .is_some_and(|(stem, ext)| !stem.is_empty() && !ext.is_empty());
    let plain =
        name.chars().all(allowed) && extension && !name.starts_with('.') && name.len() <= 100;
    plain
        .then_some(name.clone())
        .ok_or_else(|| Code::ConfigAttachmentName.with("value", name))
}
