//! The login: a password (`AUTHENTICATE PLAIN`, or `LOGIN` where there is nothing else), or an access
//! token (`XOAUTH2`; `OAUTHBEARER`, RFC 7628).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::fault::MailboxFault;
use super::name::quoted;
use crate::config::Secret;

/// What a login is made with.
#[derive(Debug, Clone)]
pub enum MailboxLogin {
    /// A password.
    Password(Secret),
    /// An access token of OAuth 2.0 (RFC 6750).
    Token(Secret),
}

/// How a login goes.
pub(super) enum LoginWay {
    /// `AUTHENTICATE`.
    Sasl(SaslLogin),
    /// `LOGIN`: the pieces of the command. The server asks for each but the first.
    Command(Vec<Zeroizing<String>>),
}

/// A mechanism of SASL: its name, and what the client says.
pub(super) struct SaslLogin {
    pub(super) name: &'static str,
    /// In base64.
    pub(super) says: Zeroizing<String>,
    /// The line after what else the server asks: its reasons for a refusal come as a question.
    pub(super) ends: &'static str,
}

/// How to log in at a server with these offers.
pub(super) fn way(
    user: &str,
    login: &MailboxLogin,
    offers: impl Fn(&str) -> bool,
) -> Result<LoginWay, MailboxFault> {
    let sasl = |name, says: String, ends| {
        let says = Zeroizing::new(says);
        let says = Zeroizing::new(STANDARD.encode(says.as_bytes()));
        Ok(LoginWay::Sasl(SaslLogin { name, says, ends }))
    };
    match login {
        // RFC 4616, section 2.
        MailboxLogin::Password(secret) if offers("AUTH=PLAIN") => {
            sasl("PLAIN", format!("\0{user}\0{}", secret.reveal()), "*")
        }
        MailboxLogin::Password(secret) if !offers("LOGINDISABLED") => {
            Ok(LoginWay::Command(command(user, secret)))
        }
        MailboxLogin::Token(secret) if offers("AUTH=XOAUTH2") => sasl(
            "XOAUTH2",
            format!("user={user}\x01auth=Bearer {}\x01\x01", secret.reveal()),
            "",
        ),
        // RFC 7628, section 3.1; the name as GS2 writes it (RFC 5801, section 4). After a refusal,
        // section 3.2.3: one octet of 1.
        MailboxLogin::Token(secret) if offers("AUTH=OAUTHBEARER") => sasl(
            "OAUTHBEARER",
            format!(
                "n,a={},\x01auth=Bearer {}\x01\x01",
                user.replace('=', "=3D").replace(',', "=2C"),
                secret.reveal()
            ),
            "AQ==",
        ),
        MailboxLogin::Password(_) => Err(MailboxFault::NoLogin { token: false }),
        MailboxLogin::Token(_) => Err(MailboxFault::NoLogin { token: true }),
    }
}

/// `LOGIN` with name and password, in pieces: what is not ASCII goes as a literal (RFC 9051, section
/// 4.3), and the server says when it may come.
fn command(user: &str, secret: &Secret) -> Vec<Zeroizing<String>> {
    let mut line = Zeroizing::new("LOGIN".to_owned());
    let mut pieces = Vec::new();
    for word in [user, secret.reveal()] {
        if word.bytes().all(|octet| matches!(octet, b' '..=b'~')) {
            line.push(' ');
            line.push_str(&Zeroizing::new(quoted(word)));
        } else {
            line.push_str(&format!(" {{{}}}", word.len()));
            pieces.push(std::mem::replace(
                &mut line,
                Zeroizing::new(word.to_owned()),
            ));
        }
    }
    pieces.push(line);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::token;

    fn secret(text: &str) -> Secret {
        let print = ["printf", "%s", text].map(str::to_owned);
        token(std::path::Path::new("."), &print).unwrap()
    }

    /// The mechanism and what it says, or the pieces of the command.
    fn said(user: &str, login: &MailboxLogin, offered: &[&str]) -> Result<Vec<String>, bool> {
        match way(user, login, |what| offered.contains(&what)) {
            Ok(LoginWay::Sasl(sasl)) => {
                let says = String::from_utf8(STANDARD.decode(sasl.says.as_bytes()).unwrap());
                let words = [sasl.name, &says.unwrap(), sasl.ends];
                Ok(words.map(str::to_owned).to_vec())
            }
            Ok(LoginWay::Command(pieces)) => Ok(pieces.iter().map(|one| one.to_string()).collect()),
            Err(MailboxFault::NoLogin { token }) => Err(token),
            Err(fault) => panic!("{fault}"),
        }
    }

    #[test]
    fn the_safest_way_that_is_offered_is_taken() {
        let own = |words: &[&str]| Ok(words.iter().map(|word| (*word).to_owned()).collect());
        let password = MailboxLogin::Password(secret("ge\"heim"));
        let all = ["AUTH=PLAIN", "AUTH=XOAUTH2", "AUTH=OAUTHBEARER"];
        assert_eq!(
            said("bericht", &password, &all),
            own(&["PLAIN", "\0bericht\0ge\"heim", "*"])
        );
        assert_eq!(
            said("bericht", &password, &[]),
            own(&["LOGIN \"bericht\" \"ge\\\"heim\""])
        );
        let foreign = MailboxLogin::Password(secret("süß"));
        assert_eq!(
            said("bericht", &foreign, &[]),
            own(&["LOGIN \"bericht\" {5}", "süß"])
        );
        assert_eq!(said("bericht", &password, &["LOGINDISABLED"]), Err(false));
        let token = MailboxLogin::Token(secret("abc"));
        assert_eq!(
            said("a@b.example", &token, &all),
            own(&["XOAUTH2", "user=a@b.example\x01auth=Bearer abc\x01\x01", ""])
        );
        assert_eq!(
            said("a,b=c", &token, &["AUTH=OAUTHBEARER"]),
            own(&[
                "OAUTHBEARER",
                "n,a=a=2Cb=3Dc,\x01auth=Bearer abc\x01\x01",
                "AQ=="
            ])
        );
        assert_eq!(said("bericht", &token, &["AUTH=PLAIN"]), Err(true));
    }
}
