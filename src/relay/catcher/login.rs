//! AUTH PLAIN (RFC 4616) and AUTH LOGIN, as RFC 4954 frames them.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncRead, AsyncWrite};

use super::line::{ClientConnection, ClientInput};
use super::options::Login;
use super::reply::{CatcherReply, When};
use super::script::Moment;
use super::session::Visit;
use super::step::StepResult;
use crate::clock::Clock;

const NOT_BASE64: CatcherReply = CatcherReply::new(501, "5.5.2", "That is not base64");
const CANCELLED: CatcherReply = CatcherReply::new(501, "5.7.0", "Login cancelled");

impl<C: Clock> Visit<'_, C> {
    /// AUTH: collects what the mechanism asks for, and checks it.
    pub(super) async fn auth<S>(
        &mut self,
        line: &mut ClientConnection<S>,
        mechanism: &str,
        initial: Option<String>,
    ) -> StepResult
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let Some(login) = self
            .server
            .options
            .login
            .as_ref()
            .filter(|_| self.offers.auth != When::Never)
        else {
            return self
                .say(line, &CatcherReply::new(502, "5.5.1", "AUTH not offered"))
                .await;
        };
        if self.logged_in || self.transaction.is_some() {
            return self
                .say(line, &CatcherReply::new(503, "5.5.1", "Not now"))
                .await;
        }
        let right = match mechanism {
            "PLAIN" => self.plain(line, initial, login).await?,
            "LOGIN" => self.login(line, initial, login).await?,
            _ => Err(CatcherReply::new(504, "5.5.4", "Mechanism not offered")),
        };
        let own = match right {
            Ok(true) => CatcherReply::new(235, "2.7.0", "Welcome"),
            Ok(false) => CatcherReply::new(535, "5.7.8", "User or password is wrong"),
            Err(fault) => return self.say(line, &fault).await,
        };
        let step = self.step(line, Moment::Auth, own).await?;
        self.logged_in = step.continue_value() == Some(true);
        Ok(step)
    }

    /// One message: authorisation identity, user and password, separated by NUL.
    async fn plain<S>(
        &self,
        line: &mut ClientConnection<S>,
        initial: Option<String>,
        login: &Login,
    ) -> Checked
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let message = match initial {
            Some(text) => decode(text.as_bytes()),
            None => self.challenge(line, "").await?,
        };
        Ok(message.map(|message| {
            let mut parts = message.split(|&byte| byte == 0).skip(1);
            let (user, password) = (parts.next(), parts.next());
            user == Some(login.user.as_bytes())
                && password == Some(login.password.as_bytes())
                && parts.next().is_none()
        }))
    }

    /// Two messages, each asked for.
    async fn login<S>(
        &self,
        line: &mut ClientConnection<S>,
        initial: Option<String>,
        login: &Login,
    ) -> Checked
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let user = match initial {
            Some(text) => decode(text.as_bytes()),
            None => self.challenge(line, "Username:").await?,
        };
        let user = match user {
            Ok(user) => user,
            Err(fault) => return Ok(Err(fault)),
        };
        let password = self.challenge(line, "Password:").await?;
        Ok(password
            .map(|password| user == login.user.as_bytes() && password == login.password.as_bytes()))
    }

    /// Asks with 334 and decodes the answer.
    async fn challenge<S>(
        &self,
        line: &mut ClientConnection<S>,
        text: &str,
    ) -> io::Result<Result<Vec<u8>, CatcherReply>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let asked = CatcherReply {
            code: 334,
            enhanced: "",
            text: STANDARD.encode(text).into(),
        };
        self.tell(line, &asked).await?;
        Ok(match line.next().await? {
            ClientInput::Line(text) if text == b"*" => Err(CANCELLED),
            ClientInput::Line(text) => decode(&text),
            ClientInput::TooLong | ClientInput::BareLineFeed => Err(NOT_BASE64),
            ClientInput::Gone => return Err(io::ErrorKind::UnexpectedEof.into()),
        })
    }
}

/// Whether the login is right, or what was wrong with its form.
type Checked = io::Result<Result<bool, CatcherReply>>;

fn decode(text: &[u8]) -> Result<Vec<u8>, CatcherReply> {
    STANDARD.decode(text).map_err(|_| NOT_BASE64)
}
