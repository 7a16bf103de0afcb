//! Parses a client's commands, or returns the reply that says why not. Pure.
//!
//! RFC 5321, sections 4.1 and 4.5.3. Strict, because a test's judge should be: paths are in angle
//! brackets right after the colon, and a parameter that was not offered is refused (555).

use super::reply::{Capabilities, CatcherReply};

/// One well-formed command.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum SmtpCommand {
    Ehlo(String),
    Helo(String),
    StartTls,
    Auth {
        mechanism: String,
        initial: Option<String>,
    },
    Mail(MailFrom),
    Rcpt(RcptTo),
    Data,
    Rset,
    Noop,
    Vrfy,
    Quit,
}

/// MAIL: the sender, and the parameters of the mail.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct MailFrom {
    /// Empty for `<>`.
    pub(super) path: String,
    pub(super) size: Option<u64>,
    pub(super) body: Option<String>,
    pub(super) ret: Option<String>,
    pub(super) envid: Option<String>,
    pub(super) smtputf8: bool,
}

/// RCPT: the recipient.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct RcptTo {
    pub(super) path: String,
    pub(super) notify: Option<String>,
    pub(super) orcpt: Option<String>,
}

const UNKNOWN: CatcherReply = CatcherReply::new(500, "5.5.2", "Command not recognised");
const SYNTAX: CatcherReply = CatcherReply::new(501, "5.5.4", "Syntax error in the arguments");
const LONG: CatcherReply = CatcherReply::new(500, "5.5.2", "Line too long");
const PARAMETER: CatcherReply =
    CatcherReply::new(555, "5.5.4", "Parameter not recognised or not offered");

/// Octets that a line may have without its CRLF: section 4.5.3.1.4, more for parameters (RFC 3461,
/// section 4) and for a login (RFC 4954, section 4).
pub(super) const LONGEST: usize = 12_288 - 2;

/// The most octets a command of this kind may have, without CRLF.
fn limit(verb: &str) -> usize {
    match verb {
        "MAIL" | "RCPT" => 2048 - 2,
        "AUTH" => LONGEST,
        _ => 512 - 2,
    }
}

/// Parses a line without its CRLF, with what was offered on this connection.
pub(super) fn read(line: &[u8], offers: &Capabilities) -> Result<SmtpCommand, CatcherReply> {
    let text = std::str::from_utf8(line)
        .ok()
        .filter(|text| !text.chars().any(char::is_control));
    let text = text.ok_or(CatcherReply::new(
        500,
        "5.5.2",
        "Line holds bytes no command has",
    ))?;
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    let verb = verb.to_ascii_uppercase();
    if text.len() > limit(&verb) {
        return Err(LONG);
    }
    let alone = |command| {
        if rest.trim().is_empty() {
            Ok(command)
        } else {
            Err(SYNTAX)
        }
    };
    match verb.as_str() {
        "EHLO" => name(rest).map(SmtpCommand::Ehlo),
        "HELO" => name(rest).map(SmtpCommand::Helo),
        "STARTTLS" => alone(SmtpCommand::StartTls),
        "AUTH" => auth(rest),
        "MAIL" => mail(rest, offers).map(SmtpCommand::Mail),
        "RCPT" => rcpt(rest, offers).map(SmtpCommand::Rcpt),
        "DATA" => alone(SmtpCommand::Data),
        "RSET" => alone(SmtpCommand::Rset),
        "NOOP" => Ok(SmtpCommand::Noop),
        "VRFY" => Ok(SmtpCommand::Vrfy),
        "QUIT" => alone(SmtpCommand::Quit),
        "HELP" | "EXPN" | "ETRN" | "BDAT" => {
            Err(CatcherReply::new(502, "5.5.1", "Command not offered"))
        }
        _ => Err(UNKNOWN),
    }
}

fn name(rest: &str) -> Result<String, CatcherReply> {
    let mut words = rest.split_ascii_whitespace();
    match (words.next(), words.next()) {
        (Some(name), None) => Ok(name.to_owned()),
        _ => Err(SYNTAX),
    }
}

fn auth(rest: &str) -> Result<SmtpCommand, CatcherReply> {
    let mut words = rest.split_ascii_whitespace();
    let (mechanism, initial) = (words.next().ok_or(SYNTAX)?, words.next());
    if words.next().is_some() {
        return Err(SYNTAX);
    }
    Ok(SmtpCommand::Auth {
        mechanism: mechanism.to_ascii_uppercase(),
        initial: initial.map(|text| {
            if text == "=" {
                String::new()
            } else {
                text.to_owned()
            }
        }),
    })
}

fn mail(rest: &str, offers: &Capabilities) -> Result<MailFrom, CatcherReply> {
    let (path, parameters) = path(rest, "FROM:")?;
    let mut mail = MailFrom {
        path: path.to_owned(),
        ..MailFrom::default()
    };
    for (key, value) in each(parameters) {
        match (key.as_str(), value) {
            ("SIZE", Some(octets)) if offers.size.is_some() => {
                once(&mut mail.size, octets.parse().map_err(|_| SYNTAX)?)?;
            }
            ("BODY", Some(kind)) if offers.eight_bit => {
                once(&mut mail.body, one_of(kind, &["7BIT", "8BITMIME"])?)?;
            }
            ("RET", Some(what)) if offers.dsn => {
                once(&mut mail.ret, one_of(what, &["FULL", "HDRS"])?)?
            }
            ("ENVID", Some(id)) if offers.dsn && id.len() <= 100 => {
                once(&mut mail.envid, id.to_owned())?
            }
            ("SMTPUTF8", None) if offers.smtputf8 => mail.smtputf8 = true,
            ("AUTH", Some(_)) => {}
            _ => return Err(PARAMETER),
        }
    }
    if !mail.path.is_empty() {
        mailbox(&mail.path)?;
    }
    Ok(mail)
}

fn rcpt(rest: &str, offers: &Capabilities) -> Result<RcptTo, CatcherReply> {
    let (path, parameters) = path(rest, "TO:")?;
    let mut rcpt = RcptTo {
        path: path.to_owned(),
        ..RcptTo::default()
    };
    for (key, value) in each(parameters) {
        match (key.as_str(), value) {
            ("NOTIFY", Some(when)) if offers.dsn => once(&mut rcpt.notify, notify(when)?)?,
            ("ORCPT", Some(address)) if offers.dsn && address.contains(';') => {
                once(&mut rcpt.orcpt, address.to_owned())?;
            }
            _ => return Err(PARAMETER),
        }
    }
    // Section 4.5.1: mail to the postmaster is accepted without a domain.
    if !rcpt.path.eq_ignore_ascii_case("postmaster") {
        mailbox(&rcpt.path)?;
    }
    Ok(rcpt)
}

/// The path after `FROM:` or `TO:` and the parameters after it. A source route is dropped (RFC
/// 5321, appendix C).
fn path<'a>(rest: &'a str, word: &str) -> Result<(&'a str, &'a str), CatcherReply> {
    let head = rest
        .get(..word.len())
        .filter(|head| head.eq_ignore_ascii_case(word));
    let inner = head
        .and_then(|_| rest[word.len()..].strip_prefix('<'))
        .ok_or(SYNTAX)?;
    let (mut quoted, mut escaped) = (false, false);
    let end = inner.find(|c| {
        let ends = c == '>' && !quoted;
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = c == '\\' && quoted && !escaped;
        ends
    });
    let (path, parameters) = inner.split_at(end.ok_or(SYNTAX)?);
    let parameters = &parameters[1..];
    if !parameters.is_empty() && !parameters.starts_with(' ') {
        return Err(SYNTAX);
    }
    let path = match path.split_once(':') {
        Some((route, path)) if route.starts_with('@') => path,
        _ => path,
    };
    Ok((path, parameters))
}

/// Whether this can be a mailbox, with the lengths of section 4.5.3.1.
fn mailbox(path: &str) -> Result<(), CatcherReply> {
    const NO_MAILBOX: CatcherReply = CatcherReply::new(501, "5.1.3", "That is no mailbox");
    let (local, domain) = path.rsplit_once('@').ok_or(NO_MAILBOX)?;
    let quoted = local.starts_with('"') && local.ends_with('"') && local.len() > 2;
    let local_is_odd =
        local.is_empty() || local.len() > 64 || (!quoted && local.contains([' ', '@', '"']));
    let domain_is_odd =
        domain.is_empty() || domain.len() > 255 || domain.contains([' ', '"', '<', '>']);
    let dots = domain.starts_with('.') || domain.ends_with('.') || domain.contains("..");
    if path.len() > 254 || local_is_odd || domain_is_odd || dots {
        return Err(NO_MAILBOX);
    }
    Ok(())
}

fn each(parameters: &str) -> impl Iterator<Item = (String, Option<&str>)> {
    parameters
        .split_ascii_whitespace()
        .map(|word| match word.split_once('=') {
            Some((key, value)) => (key.to_ascii_uppercase(), Some(value)),
            None => (word.to_ascii_uppercase(), None),
        })
}

/// A parameter may be given once (RFC 3461, section 4).
fn once<T>(slot: &mut Option<T>, value: T) -> Result<(), CatcherReply> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(SYNTAX),
    }
}

fn one_of(value: &str, known: &[&str]) -> Result<String, CatcherReply> {
    let value = value.to_ascii_uppercase();
    if known.contains(&value.as_str()) {
        Ok(value)
    } else {
        Err(SYNTAX)
    }
}

/// NOTIFY: `NEVER` alone, or any of the other three (RFC 3461, section 4.1).
fn notify(when: &str) -> Result<String, CatcherReply> {
    if when.eq_ignore_ascii_case("NEVER") {
        return Ok("NEVER".to_owned());
    }
    let words = when
        .split(',')
        .map(|word| one_of(word, &["SUCCESS", "FAILURE", "DELAY"]));
    Ok(words.collect::<Result<Vec<_>, _>>()?.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> u16 {
        read(line.as_bytes(), &Capabilities::default()).map_or_else(|answer| answer.code, |_| 250)
    }

    #[test]
    fn mail_and_its_parameters() {
        let line = "mail from:<A.b@c.example> size=10 RET=hdrs ENVID=QQ1 BODY=8BITMIME SMTPUTF8";
        let wanted = MailFrom {
            path: "A.b@c.example".into(),
            size: Some(10),
            body: Some("8BITMIME".into()),
            ret: Some("HDRS".into()),
            envid: Some("QQ1".into()),
            smtputf8: true,
        };
        assert_eq!(
            read(line.as_bytes(), &Capabilities::default()),
            Ok(SmtpCommand::Mail(wanted))
        );
        assert_eq!(
            read(line.as_bytes(), &Capabilities::NONE).unwrap_err().code,
            555
        );
    }

    #[test]
    fn rcpt_and_its_parameters() {
        let line = "RCPT TO:<@r.example:\"a >b\"@c.example> NOTIFY=failure,DELAY ORCPT=rfc822;a+40c.example";
        let wanted = RcptTo {
            path: "\"a >b\"@c.example".into(),
            notify: Some("FAILURE,DELAY".into()),
            orcpt: Some("rfc822;a+40c.example".into()),
        };
        assert_eq!(
            read(line.as_bytes(), &Capabilities::default()),
            Ok(SmtpCommand::Rcpt(wanted))
        );
    }

    #[test]
    fn every_fault_has_its_code() {
        let long = format!("RCPT TO:<a@{}.example>", "x".repeat(2040));
        let table = [
            ("MAIL FROM:<>", 250),
            ("RCPT TO:<Postmaster>", 250),
            ("NOOP anything", 250),
            ("", 500),
            ("HALLO", 500),
            ("EHL\u{7}O x", 500),
            (&format!("NOOP {}", "x".repeat(506)), 500),
            (&long, 500),
            ("EHLO", 501),
            ("EHLO a b", 501),
            ("DATA now", 501),
            ("AUTH", 501),
            ("MAIL FROM: <a@b.example>", 501),
            ("MAIL FROM:a@b.example", 501),
            ("MAIL FROM:<a@b.example>SIZE=1", 501),
            ("MAIL FROM:<a@b.example> SIZE=x", 501),
            ("MAIL FROM:<a@b.example> SIZE=1 SIZE=1", 501),
            ("MAIL FROM:<a@b.example> RET=ALL", 501),
            ("RCPT TO:<>", 501),
            ("RCPT TO:<a>", 501),
            ("RCPT TO:<a@b@c.example>", 501),
            ("RCPT TO:<a@b..example>", 501),
            ("RCPT TO:<a@b.example> NOTIFY=NEVER,DELAY", 501),
            ("MAIL TO:<a@b.example>", 501),
            ("BDAT 100", 502),
            ("MAIL FROM:<a@b.example> HOLDFOR=9", 555),
            ("RCPT TO:<a@b.example> SIZE=1", 555),
        ];
        for (line, wanted) in table {
            assert_eq!(code(line), wanted, "{line}");
        }
    }
}
