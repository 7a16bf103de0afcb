//! The sections about sending: campaign, sender, relay, pace, retry, brake, window, sign-off.
//!
//! Each reads one section, reports all its errors, and returns `None` only if something needed is
//! absent or wrong. Defaults are those of `docs/settings.md`.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::Address;
use crate::finding::{Code, Problem};
use crate::spelling::Spelling;

use super::keyword::RelayChoice;
use super::relay::is_loopback;
use super::section::SettingsSection;
use super::toml_tree::TomlNode;
use super::values::{self, DAY, HOUR, SECOND, choice, number, span, text, whole};
use super::window::{self, WindowTime};
use super::{
    Approval, BrakeSettings, CampaignSettings, ConnectionLimits, Notify, OpenRemarks, PaceSettings,
    Rate, Reach, RelayKind, RelaySettings, Retry, ReturnPath, SenderSettings, Smtp, Tls, Weekdays,
    Window,
};

/// Most characters before the @ if each mail gets its own return path.
const LONGEST_BASE: usize = 43;

/// `[campaign]`
pub(super) fn campaign(root: &mut SettingsSection<'_>) -> Option<CampaignSettings> {
    let mut section = root.section("campaign");
    let name = section.need("name", |node| {
        let name = text(node)?;
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let plain = name.chars().all(allowed) && name.len() <= 64 && !name.starts_with(['-', '.']);
        plain
            .then_some(name.clone())
            .ok_or_else(|| Code::ConfigCampaignName.with("value", name))
    });
    section.done();
    Some(CampaignSettings { name: name? })
}

/// `[sender]`
pub(super) fn sender(root: &mut SettingsSection<'_>) -> Option<SenderSettings> {
    let mut section = root.section("sender");
    let from = section.need("from", values::mailbox);
    let reply_to = section.take("reply_to", values::mailbox);
    let envelope_from = section.take("envelope_from", values::address);
    let return_path = section
        .take("return_path", choice)
        .unwrap_or(ReturnPath::One);
    let back = envelope_from
        .as_ref()
        .or(from.as_ref().map(|from| &from.address));
    // 64 octets before the @ (RFC 5321, section 4.5.3.1.1), of which a token takes 21.
    if return_path == ReturnPath::Verp && back.is_some_and(|back| back.local().len() > LONGEST_BASE)
    {
        section.refuse(
            "return_path",
            Code::ConfigReturnPath.with("most", LONGEST_BASE),
        );
    }
    section.done();
    let from = from?;
    let envelope_from = envelope_from.unwrap_or_else(|| from.address.clone());
    Some(SenderSettings {
        envelope_from,
        return_path,
        from,
        reply_to,
    })
}

/// `[relay]`
pub(super) fn relay(root: &mut SettingsSection<'_>) -> Option<RelaySettings> {
    let mut section = root.section("relay");
    let is_smtp = section.take("kind", choice) == Some(RelayChoice::Smtp);
    let smtp = smtp(&mut section, is_smtp);
    let wait = span(SECOND, HOUR);
    let connections = section.take("connections", whole(1, 64));
    let timeout = section.take("timeout", &wait);
    let answer_timeout = section.take("answer_timeout", &wait);
    let notify = section.each("notify", choice);
    let usual = ConnectionLimits::default();
    let connection_limits = ConnectionLimits {
        mails: section
            .take("mails_per_connection", values::most)
            .unwrap_or(usual.mails),
        age: section
            .take("connection_age", span(SECOND, DAY))
            .unwrap_or(usual.age),
        idle: section.take("connection_idle", &wait).unwrap_or(usual.idle),
    };
    if !section.has("kind") && section.has("host") {
        section.refuse("kind", Code::ConfigRelayKind);
    }
    section.done();
    Some(RelaySettings {
        kind: if is_smtp {
            RelayKind::Smtp(smtp?)
        } else {
            RelayKind::Catcher
        },
        connections: connections.unwrap_or(2),
        timeout: timeout.unwrap_or(60 * SECOND),
        answer_timeout: answer_timeout.unwrap_or(600 * SECOND),
        notify: notify.unwrap_or_else(|| vec![Notify::Failure, Notify::Delay]),
        connection_limits,
    })
}

/// The keys of an SMTP relay. With the catcher they are allowed, unused but well-formed.
fn smtp(section: &mut SettingsSection<'_>, used: bool) -> Option<Smtp> {
    let host = section.take("host", values::host);
    let port = section.take("port", whole(1, i64::from(u16::MAX)));
    let tls = match section.take("tls", choice) {
        None if section.has("tls") => None,
        stated => stated.or(Some(Tls::StartTls)),
    };
    let ca_file = section.take("ca_file", values::any_path);
    let user = section.take("user", text);
    let password_file = section.take("password_file", values::any_path);
    let connect = section.take("connect", values::host_and_port);
    let hands_on = section.take("hands_on", values::yes_or_no).unwrap_or(false);
    if !used {
        return None;
    }
    section.expect("host");
    if section.has("password_file") && !section.has("user") {
        section.refuse("user", Code::ConfigPasswordWithoutUser);
    }
    let tls = tls?;
    // RFC 8314, section 3.3: submission over implicit TLS; RFC 6409: submission.
    let port = match tls {
        Tls::Implicit => port.or(Some(465)),
        Tls::StartTls => port.or(Some(587)),
        // An address to connect to names its own port.
        Tls::None if connect.is_some() => port.or(Some(25)),
        Tls::None => {
            section.expect("port");
            port
        }
    };
    let (host, port) = (host?, port?);
    let smtp = Smtp {
        host,
        port,
        connect,
        tls,
        ca_file,
        user,
        password_file,
        hands_on,
    };
    if tls == Tls::None && !smtp.is_loopback() {
        let dialled = smtp.dialled().0;
        let elsewhere = if is_loopback(&smtp.host) {
            dialled
        } else {
            &smtp.host
        };
        section.refuse("tls", Code::ConfigTlsNone.with("host", elsewhere));
    }
    Some(smtp)
}

/// `[pace]`
pub(super) fn pace(root: &mut SettingsSection<'_>) -> PaceSettings {
    let mut section = root.section("pace");
    let rate = section.take("rate", values::rate);
    let per_domain = section.take("per_domain", values::rate);
    let per_connection = section.take("per_connection", values::rate);
    let per_hour = section.take("per_hour", values::most);
    let per_day = section.take("per_day", values::most);
    section.done();
    PaceSettings {
        rate: rate.unwrap_or(Some(Rate::per_minute(30))),
        per_domain: per_domain.unwrap_or(Some(Rate::per_minute(10))),
        per_connection: per_connection.flatten(),
        per_hour: per_hour.flatten(),
        per_day: per_day.flatten(),
    }
}

/// `[retry]`
pub(super) fn retry(root: &mut SettingsSection<'_>) -> Retry {
    let mut section = root.section("retry");
    let wait = span(SECOND, 30 * DAY);
    let first = section.take("first", &wait).unwrap_or(300 * SECOND);
    let factor = section.take("factor", number(1, 100)).unwrap_or(2.0);
    let max = section.take("max", &wait).unwrap_or((4 * HOUR).max(first));
    let give_up_after = section.take("give_up_after", &wait).unwrap_or(3 * DAY);
    if max < first {
        section.refuse(
            "max",
            Code::ConfigRetryMax.with("first", first).with("max", max),
        );
    }
    section.done();
    Retry {
        first,
        factor,
        max,
        give_up_after,
    }
}

/// `[brake]`
pub(super) fn brake(root: &mut SettingsSection<'_>) -> BrakeSettings {
    let mut section = root.section("brake");
    let first = section.take("first", whole(1, 10_000)).unwrap_or(5);
    let refused_share = section.take("refused_share", number(0, 1)).unwrap_or(0.2);
    section.done();
    BrakeSettings {
        first,
        refused_share,
    }
}

/// `[window]`
pub(super) fn window(root: &mut SettingsSection<'_>) -> Option<Window> {
    let mut section = root.section("window");
    let timezone = match section.take("timezone", window::timezone) {
        Some(timezone) => Some(timezone),
        None if section.has("timezone") => None,
        // Bundled with the program, so it is always found.
        None => jiff::tz::TimeZone::get("Europe/Amsterdam").ok(),
    };
    let not_before = section.take("not_before", WindowTime::read);
    let deadline = section.take("deadline", WindowTime::read);
    let hours = section.take("hours", window::hours);
    let days = section
        .take("days", window::days)
        .unwrap_or(Weekdays([true; 7]));
    let (not_before, deadline) = match &timezone {
        None => (None, None),
        Some(zone) => {
            let settle = |key, moment: Option<WindowTime>| {
                moment?
                    .settle(zone)
                    .map_err(|phrase| section.refuse(key, phrase))
                    .ok()
            };
            (
                settle("not_before", not_before),
                settle("deadline", deadline),
            )
        }
    };
    if let (Some(from), Some(until)) = (not_before, deadline)
        && from >= until
    {
        section.refuse("deadline", Code::ConfigDeadlineFirst);
    }
    section.done();
    Some(Window {
        not_before,
        deadline,
        hours,
        days,
        timezone: timezone?,
    })
}

/// `[approval]`; `reach` is `None` if the relay's settings are wrong.
pub(super) fn approval(root: &mut SettingsSection<'_>, reach: Option<Reach>) -> Approval {
    let mut section = root.section("approval");
    let required = section.each("required", role);
    let valid_for = section
        .take("valid_for", span(60 * SECOND, 365 * DAY))
        .unwrap_or(7 * DAY);
    let stated = required.is_some();
    let required = required.unwrap_or_default();
    if required.iter().collect::<BTreeSet<_>>().len() < required.len() {
        section.refuse("required", Code::ConfigRoleTwice);
    }
    if reach == Some(Reach::Anybody) {
        if !stated {
            section.refuse("required", Code::ConfigApprovalMissing);
        } else if section.has_empty("required") {
            section.refuse("required", Code::ConfigApprovalEmpty);
        }
    }
    let allowed_signers = section.take("allowed_signers", values::path);
    let open_remarks = section.take("open_remarks", choice);
    let roles = roles(&mut section, &required);
    section.done();
    Approval {
        required,
        valid_for,
        allowed_signers,
        open_remarks: open_remarks.unwrap_or(OpenRemarks::Tell),
        roles,
    }
}

/// `[rehearsal]`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RehearsalSettings {
    /// The only addresses that a rehearsal may reach: reviewers' own.
    pub guests: Vec<Address>,
}

/// `[rehearsal]`
pub(super) fn rehearsal(root: &mut SettingsSection<'_>) -> RehearsalSettings {
    let mut section = root.section("rehearsal");
    let guests = section.each("guests", values::address);
    section.done();
    RehearsalSettings {
        guests: guests.unwrap_or_default(),
    }
}

fn role(node: &TomlNode) -> Result<String, Problem> {
    let name = text(node)?;
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && name.len() <= 64;
    plain
        .then_some(name.clone())
        .ok_or_else(|| Code::ConfigRoleName.with("value", name))
}

/// `[approval.roles]`: every role that is named there must be required.
fn roles(section: &mut SettingsSection<'_>, required: &[String]) -> BTreeMap<String, Vec<String>> {
    let roles = section.section("roles");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (role, node) in roles.entries() {
        // If no role is required at all (a trial with `--set approval.required=[]`), the names may
        // stay.
        if !required.is_empty() && !required.iter().any(|name| name == role) {
            roles.refuse(role, Code::ConfigRoleUnknown.with("role", role));
        }
        let names: Vec<String> = roles.elements(role, node, text);
        for (other, known) in &found {
            if let Some((one, second)) = alike(known, &names) {
                let phrase = Problem::new(Code::ConfigPeopleAlike)
                    .with("one", one)
                    .with("second", second);
                roles.refuse(role, phrase.with("role", other).with("other", role));
            }
        }
        found.insert(role.to_owned(), names);
    }
    found
}

/// Two names that count as one person though they are written differently.
fn alike<'n>(some: &'n [String], others: &'n [String]) -> Option<(&'n str, &'n str)> {
    let written = |name: &str| {
        name.split_whitespace()
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    let pairs = some.iter().flat_map(|one| {
        others
            .iter()
            .map(move |other| (one.as_str(), other.as_str()))
    });
    let mut alike =
        pairs.filter(|(one, other)| Spelling::of(one).is_one_with(&Spelling::of(other)));
    alike.find(|(one, other)| written(one) != written(other))
}
