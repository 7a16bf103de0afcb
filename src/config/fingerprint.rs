//! Which settings are part of what people approve, and one digest of them.
//!
//! Everything is sealed except what may change on the day: pace, retries, brake, hours, how the
//! relay is reached and logged into. Each field is named here, so a new one doesn't compile until
//! somebody decides.

use std::fmt::{Display, Write as _};

use crate::id::Digest;

use super::keyword::Choice;
use super::{
    Accept, Approval, AttachmentSettings, AttachmentSource, CampaignSettings, Columns,
    ExcludedKind, InlineSettings, LeakAllow, ListAccept, ListSettings, Mailbox, Notice,
    OpenRemarks, Period, RelayKind, RelaySettings, ReturnPath, SenderSettings, Settings, Smtp,
    Window,
};

impl Settings {
    /// The digest of the settings that belong to the seal. If it differs, what was approved is no
    /// longer what would be sent. The text that it covers is stable across versions of the program.
    #[must_use]
    pub fn sealed_fingerprint(&self) -> Digest {
        Digest::of(sealed_text(self).as_bytes())
    }
}

/// Lines of key, length and value: the length keeps one value from looking like two lines.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn put(&mut self, key: &str, value: impl Display) {
        let value = value.to_string();
        // Writing to a string can't fail.
        let _ = writeln!(self.0, "{key} {} {value}", value.len());
    }

    fn put_all(&mut self, key: &str, values: impl IntoIterator<Item = impl Display>) {
        values.into_iter().for_each(|value| self.put(key, value));
    }

    fn mailbox(&mut self, key: &str, mailbox: &Mailbox) {
        self.put_all(&format!("{key}.name"), &mailbox.name);
        self.put(&format!("{key}.address"), &mailbox.address);
    }
}

fn sealed_text(settings: &Settings) -> String {
    let Settings {
        campaign: CampaignSettings { name },
        sender:
            SenderSettings {
                from,
                reply_to,
                envelope_from,
                return_path,
            },
        list,
        notice,
        relay,
        pace: _,
        retry: _,
        brake: _,
        window:
            Window {
                not_before,
                deadline,
                hours: _,
                days: _,
                timezone: _,
            },
        approval,
        serve: _,
        // Whom a rehearsal may reach changes no mail of the seal.
        rehearsal: _,
        // Where returned mail is read, and how long people wait, changes no mail either.
        returns: _,
        rectification,
    } = settings;
    let mut lines = Lines("heraut sealed settings 1\n".to_owned());
    lines.put("campaign.name", name);
    lines.mailbox("sender.from", from);
    reply_to
        .iter()
        .for_each(|mailbox| lines.mailbox("sender.reply_to", mailbox));
    lines.put("sender.envelope_from", envelope_from);
    if *return_path == ReturnPath::Verp {
        lines.put("sender.return_path", return_path.word());
    }
    put_list(&mut lines, list);
    put_notice(&mut lines, notice);
    put_relay(&mut lines, relay);
    lines.put_all("window.not_before", not_before);
    lines.put_all("window.deadline", deadline);
    put_approval(&mut lines, approval);
    // Which campaign is corrected is what people approved; its folder may move.
    let corrected = rectification.iter().map(|of| &of.campaign);
    lines.put_all("rectification.campaign", corrected);
    lines.0
}

fn put_approval(lines: &mut Lines, approval: &Approval) {
    let Approval {
        required,
        valid_for,
        allowed_signers,
        open_remarks,
        roles,
    } = approval;
    lines.put_all("approval.required", required);
    lines.put("approval.valid_for", valid_for.as_secs());
    lines.put_all(
        "approval.allowed_signers",
        allowed_signers.iter().map(|path| path.display()),
    );
    // Only if it is set: seals from before there was a choice keep their digest.
    if *open_remarks == OpenRemarks::Block {
        lines.put("approval.open_remarks", "block");
    }
    for (role, persons) in roles {
        lines.put("approval.role", role);
        lines.put_all("approval.person", persons);
    }
}

fn put_list(lines: &mut Lines, list: &ListSettings) {
    let ListSettings {
        name,
        version,
        date,
        file,
        encoding,
        delimiter,
        sheet,
        hidden_rows: _,
        expected: _,
        columns:
            Columns {
                id,
                organisation,
                email,
                kind,
            },
        kinds,
        exclude,
        register,
        accept,
        period,
        duplicate_addresses,
        duplicate_organisations,
    } = list;
    lines.put_all("list.name", name);
    lines.put_all("list.version", version);
    lines.put_all("list.date", date);
    lines.put("list.file", file.display());
    lines.put_all("list.encoding", encoding.map(Choice::word));
    lines.put_all("list.delimiter", delimiter);
    lines.put_all("list.sheet", sheet);
    lines.put_all("list.columns.id", id);
    lines.put("list.columns.organisation", organisation);
    lines.put_all("list.columns.email", email);
    lines.put_all("list.columns.kind", kind);
    lines.put_all("list.kinds", kinds);
    put_excluded_kinds(lines, exclude);
    lines.put_all("list.register", register.iter().map(|path| path.display()));
    for ListAccept { code, reason, id } in accept {
        lines.put("list.accept.code", code);
        lines.put("list.accept.reason", reason);
        lines.put_all("list.accept.id", id);
    }
    put_period(lines, period.as_ref());
    lines.put("list.duplicates.address", duplicate_addresses.word());
    lines.put(
        "list.duplicates.organisation",
        duplicate_organisations.word(),
    );
}

fn put_excluded_kinds(lines: &mut Lines, exclude: &[ExcludedKind]) {
    for ExcludedKind {
        kind,
        ground,
        legal,
        instead,
    } in exclude
    {
        lines.put("list.exclude.kind", kind);
        lines.put("list.exclude.ground", ground);
        lines.put_all("list.exclude.legal", legal);
        lines.put("list.exclude.instead", instead.word());
    }
}

fn put_period(lines: &mut Lines, period: Option<&Period>) {
    if let Some(Period {
        column,
        years,
        ground,
    }) = period
    {
        lines.put("list.period.column", column);
        lines.put_all("list.period.year", years);
        lines.put("list.period.ground", ground);
    }
}

fn put_notice(lines: &mut Lines, notice: &Notice) {
    let Notice {
        subject,
        text,
        html,
        values,
        style,
        partials,
        inline,
        attachments,
        link_hosts,
        accept,
        leak_allow,
        max_size: _,
    } = notice;
    lines.put("notice.subject", subject.display());
    lines.put("notice.text", text.display());
    lines.put("notice.html", html.display());
    for (key, value) in values {
        lines.put("notice.key", key);
        lines.put("notice.value", value);
    }
    for (key, value) in style {
        lines.put("notice.style.key", key);
        lines.put("notice.style.value", value);
    }
    lines.put_all(
        "notice.partials",
        partials.iter().map(|path| path.display()),
    );
    for InlineSettings { file, cid } in inline {
        lines.put("notice.inline.file", file.display());
        lines.put("notice.inline.cid", cid);
    }
    lines.put_all("notice.links.host", link_hosts.iter().flatten());
    put_accepted(lines, accept);
    put_attachments(lines, attachments);
    for LeakAllow { name, reason } in leak_allow {
        lines.put("notice.leak_allow.name", name);
        lines.put("notice.leak_allow.reason", reason);
    }
}

/// Accepted findings, with their reasons, are part of what people approve.
fn put_accepted(lines: &mut Lines, accept: &[Accept]) {
    for Accept {
        code,
        reason,
        file,
        what,
    } in accept
    {
        lines.put("notice.accept.code", code);
        lines.put("notice.accept.reason", reason);
        lines.put_all("notice.accept.file", file.iter().map(|path| path.display()));
        lines.put_all("notice.accept.what", what);
    }
}

fn put_attachments(lines: &mut Lines, attachments: &[AttachmentSettings]) {
    for AttachmentSettings {
        source,
        name,
        handling,
    } in attachments
    {
        match source {
            AttachmentSource::File(path) => lines.put("notice.attachment.file", path.display()),
            AttachmentSource::Template(path) => {
                lines.put("notice.attachment.template", path.display())
            }
            AttachmentSource::Column { column, folder } => {
                lines.put("notice.attachment.column", column);
                lines.put("notice.attachment.folder", folder.display());
            }
        }
        lines.put("notice.attachment.name", name);
        lines.put("notice.attachment.handling", handling.word());
    }
}

fn put_relay(lines: &mut Lines, relay: &RelaySettings) {
    let RelaySettings {
        kind,
        connections: _,
        timeout: _,
        answer_timeout: _,
        notify,
        connection_limits: _,
    } = relay;
    match kind {
        RelayKind::Catcher => lines.put("relay.kind", "catcher"),
        RelayKind::Smtp(Smtp {
            host,
            port: _,
            connect: _,
            tls,
            ca_file: _,
            user: _,
            password_file: _,
            hands_on: _,
        }) => {
            lines.put("relay.kind", "smtp");
            lines.put("relay.host", host);
            lines.put("relay.tls", tls.word());
        }
    }
    lines.put_all(
        "relay.notify",
        notify.iter().map(|condition| condition.word()),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = "
            campaign.name = 'inzage-2024'
            sender.from = 'Voorbeeldzaken <bericht@voorbeeldzaken.example>'
            list.name = 'bijlage 2'
            list.version = '1.3'
            list.date = 2024-11-21
            list.file = 'lijst.csv'
            list.encoding = 'utf-8'
            list.delimiter = ';'
            list.columns = { id = 'id', organisation = 'organisatie', email = ['mail', 'mail 2'] }
            notice.subject = 'a'
            notice.text = 'b'
            notice.html = 'c'
            notice.values.x = 'één'
            notice.attachment = [{ file = 'd.pdf', name = 'e.pdf' }]
            notice.leak_allow = [{ name = 'Samen', reason = 'een gewoon woord' }]
            relay = { kind = 'smtp', host = '127.0.0.1' }
            window.deadline = 2024-12-20T17:00:00
            approval = { required = ['besluit'], roles.besluit = ['A. Vos'] }
        ";

    /// The text is part of the format on disk: a change here makes every old seal look changed.
    const SEALED: &str = "\
heraut sealed settings 1
campaign.name 11 inzage-2024
sender.from.name 14 Voorbeeldzaken
sender.from.address 30 bericht@voorbeeldzaken.example
sender.envelope_from 30 bericht@voorbeeldzaken.example
list.name 9 bijlage 2
list.version 3 1.3
list.date 10 2024-11-21
list.file 9 lijst.csv
list.encoding 5 utf-8
list.delimiter 2 59
list.columns.id 2 id
list.columns.organisation 11 organisatie
list.columns.email 4 mail
list.columns.email 6 mail 2
list.duplicates.address 6 refuse
list.duplicates.organisation 4 send
notice.subject 1 a
notice.text 1 b
notice.html 1 c
notice.key 1 x
notice.value 5 één
notice.attachment.file 5 d.pdf
notice.attachment.name 5 e.pdf
notice.attachment.handling 4 send
notice.leak_allow.name 5 Samen
notice.leak_allow.reason 16 een gewoon woord
relay.kind 4 smtp
relay.host 9 127.0.0.1
relay.tls 8 starttls
relay.notify 7 failure
relay.notify 5 delay
window.deadline 20 2024-12-20T16:00:00Z
approval.required 7 besluit
approval.valid_for 6 604800
approval.role 7 besluit
approval.person 6 A. Vos
";

    #[test]
    fn the_text_is_stable() {
        let settings = super::super::read("x.toml", SETTINGS, &[]).unwrap();
        assert_eq!(sealed_text(&settings), SEALED);
    }
}
