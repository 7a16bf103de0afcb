//! What all requests share, and one visit of one person.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use handlebars::{RenderError, TemplateError};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::task::JoinError;

use super::answer::{Answer, Refusal};
use super::bodies::KeptBodies;
use super::session::{PageSession, hides_names};
use super::templates::{Frame, Templates};
use crate::campaign::{Error, InvitationFault, Kind, ReadingRoom, Visitor};
use crate::clock::{Clock as _, SystemClock};
use crate::phrase::{Language, Phrase, Speaker};

/// Which language the pages speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The one that was asked for.
    Asked(Language),
    /// That of the browser; otherwise this one.
    Browser(Language),
}

impl Voice {
    /// The language of somebody whose browser wishes none.
    pub(super) const fn usual(self) -> Language {
        match self {
            Voice::Asked(language) | Voice::Browser(language) => language,
        }
    }
}

/// What all requests share.
pub(super) struct Site {
    room: Mutex<ReadingRoom>,
    pub(super) templates: Templates,
    /// Texts that many people are shown.
    pub(super) bodies: KeptBodies,
    speakers: [Speaker; 2],
    /// How people reach the page: scheme, name and port.
    pub(super) origin: String,
    pub(super) is_tls: bool,
    voice: Voice,
    clock: SystemClock,
    /// Links and sessions that nobody has may be tried this often; then each try waits.
    guesses: DefaultDirectRateLimiter,
    /// Places for files that are being looked at: each is in memory for a moment.
    pub(super) files: Semaphore,
}

/// Files that are looked at together.
const FILES: usize = 4;

/// See [`Site`].
pub(super) type SharedSite = Arc<Site>;

/// How long a guess waits once there were too many.
const GUESS: Duration = Duration::from_secs(2);

/// One request of a person who was let in.
pub(super) struct PageVisit<'v> {
    pub(super) site: &'v Site,
    pub(super) room: MutexGuard<'v, ReadingRoom>,
    pub(super) session: PageSession,
    pub(super) visitor: Visitor,
    /// Whether this browser hides the names that the person may see; `None`: the person sees no names anyway, or some mails
    /// only.
    pub(super) hides_names: Option<bool>,
    pub(super) language: Language,
    pub(super) now: Timestamp,
}

impl Site {
    pub(super) fn new(
        room: ReadingRoom,
        origin: String,
        voice: Voice,
    ) -> Result<Site, TemplateError> {
        let clock = SystemClock::start();
        let zone = &room.campaign().settings().window.timezone;
        let speakers = [Language::Dutch, Language::English]
            .map(|language| Speaker::new(language, zone.clone(), clock.now()).for_pages());
        let quota = Quota::per_second(std::num::NonZeroU32::MIN)
            .allow_burst(std::num::NonZeroU32::new(20).unwrap_or(std::num::NonZeroU32::MIN));
        Ok(Site {
            templates: Templates::new(&speakers)?,
            bodies: KeptBodies::default(),
            room: Mutex::new(room),
            speakers,
            is_tls: origin.starts_with("https://"),
            origin,
            voice,
            clock,
            guesses: RateLimiter::direct(quota),
            files: Semaphore::new(FILES),
        })
    }

    /// The language for this browser.
    pub(super) fn language(&self, headers: &HeaderMap) -> Language {
        let wished = headers.get(header::ACCEPT_LANGUAGE);
        match (self.voice, wished.and_then(|wished| wished.to_str().ok())) {
            (Voice::Browser(_), Some(wished)) => Language::from_locale(wished.trim()),
            (voice, _) => voice.usual(),
        }
    }

    pub(super) fn speaker(&self, language: Language) -> &Speaker {
        let [dutch, english] = &self.speakers;
        match language {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The campaign, with what was added to the journal.
    pub(super) fn room(&self) -> Result<MutexGuard<'_, ReadingRoom>, Error> {
        // A page that failed halfway changed nothing that the next one doesn't read again.
        let mut room = self.room.lock().unwrap_or_else(PoisonError::into_inner);
        room.refresh()?;
        Ok(room)
    }

    /// Answers a person who has a session; anybody else is asked for an invitation.
    pub(super) async fn visit(
        self: Arc<Self>,
        headers: &HeaderMap,
        act: impl FnOnce(&mut PageVisit<'_>) -> Result<Answer, Refusal> + Send + 'static,
    ) -> Response {
        let language = self.language(headers);
        let answered = Arc::clone(&self).visited(headers, act).await;
        self.answer(answered, language).await
    }

    /// Does something for a person who has a session.
    pub(super) async fn visited<T: Send + 'static>(
        self: Arc<Self>,
        headers: &HeaderMap,
        act: impl FnOnce(&mut PageVisit<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<Result<T, Refusal>, JoinError> {
        let (session, language) = (PageSession::of(headers), self.language(headers));
        let hides = hides_names(headers);
        let site = self;
        let answered = tokio::task::spawn_blocking(move || {
            let session = session.ok_or(Refusal::NoSession(None))?;
            let (room, now) = (site.room()?, site.now());
            let visitor = room.visitor(&session.digest, now);
            let visitor = visitor.map_err(|error| match error {
                Error::Invitation(fault) => Refusal::NoSession(Some(fault)),
                other => Refusal::Campaign(other),
            })?;
            let may_hide = visitor.mails.is_empty() && !visitor.redacted;
            let redacted = visitor.redacted || (may_hide && hides);
            act(&mut PageVisit {
                hides_names: may_hide.then_some(hides),
                site: &site,
                room,
                session,
                visitor: Visitor {
                    redacted,
                    ..visitor
                },
                language,
                now,
            })
        });
        answered.await
    }

    /// An answer, or the page that says why there is none. Whoever tries links or sessions that
    /// nobody has waits for it.
    pub(super) async fn answer(
        &self,
        answered: Result<Result<Answer, Refusal>, JoinError>,
        language: Language,
    ) -> Response {
        let refusal = match answered {
            Ok(Ok(answer)) => return answer.into_response(),
            Ok(Err(refusal)) => refusal,
            Err(_) => Refusal::Page,
        };
        let is_guess = matches!(
            refusal,
            Refusal::NoSession(Some(InvitationFault::Unknown)) | Refusal::NotOurForm
        );
        if is_guess && self.guesses.check().is_err() {
            self.clock.sleep(GUESS).await;
        }
        let has_session = !matches!(refusal, Refusal::NoSession(_));
        let heading = refusal.heading();
        let page = self.message(heading, &refusal.phrase(), language, has_session);
        (refusal.status(), Html(page)).into_response()
    }

    /// A page with one message. Who has a session finds the way back on it.
    pub(super) fn message(
        &self,
        heading: &'static str,
        phrase: &Phrase,
        language: Language,
        has_session: bool,
    ) -> String {
        let said = self.speaker(language).say(phrase);
        let body = json!({
            "heading": self.speaker(language).text(&Phrase::new(heading)),
            "text": said.text, "hint": said.hint.unwrap_or_default(), "has_session": has_session,
        });
        let page = self.whole("message", language, &body);
        page.unwrap_or(said.text)
    }

    /// A page for somebody without a session: its frame says nothing about the campaign.
    pub(super) fn outside(
        &self,
        name: &str,
        language: Language,
        body: &Value,
    ) -> Result<Answer, Refusal> {
        Ok(Answer::Page(self.whole(name, language, body)?))
    }

    fn whole(&self, name: &str, language: Language, body: &Value) -> Result<String, RenderError> {
        let frame = Frame {
            title: self.speaker(language).text(&Phrase::new("web-title")),
            campaign: String::new(),
            kind: String::new(),
            is_live: false,
            short: String::new(),
            visitor: None,
            names: None,
            csrf: String::new(),
            nav: vec![],
            act: None,
            notice: None,
            can_verify: false,
            refresh: String::new(),
        };
        let content = self.templates.body(name, language, "", body)?;
        self.templates.page(language, &frame, &content)
    }
}

impl PageVisit<'_> {
    /// A phrase in the reader's language.
    pub(super) fn say(&self, phrase: &Phrase) -> String {
        self.site.speaker(self.language).text(phrase)
    }

    /// A message without arguments.
    pub(super) fn word(&self, key: &'static str) -> String {
        self.say(&Phrase::new(key))
    }

    /// Refuses a form that a page of this session didn't make.
    pub(super) fn hold_form(&self, form: &super::form::FormFields) -> Result<(), Refusal> {
        if self.session.made(form.text("csrf")) {
            Ok(())
        } else {
            Err(Refusal::NotOurForm)
        }
    }

    /// Whether the person sees the whole seal, not some mails of it.
    pub(super) fn sees_all(&self) -> bool {
        self.visitor.mails.is_empty() && !self.visitor.redacted
    }

    /// Whether the run reaches anybody.
    pub(super) fn is_live(&self) -> bool {
        self.room.kind() == Kind::Live
    }
}
