//! What people decided and wrote: who approved, who still has to, and the remarks with their
//! answers.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::bundle_input::Case;
use crate::id::{Pseudonym, TextId};
use crate::journal::event::{Remark, RemarkAct};
use crate::phrase::Phrase;
use crate::review::ReviewFault;
use crate::signoff::{self, GivenApproval};

/// How far the sign-off is, in words.
#[derive(Serialize)]
pub(crate) struct SignOff {
    given: Vec<Agreed>,
    missing: Vec<Waited>,
    /// Whether nobody needs to approve; until when the approvals are valid; what to do next.
    notes: Vec<String>,
    /// How to approve without a terminal, while somebody still has to.
    by_mail: Option<ByMail>,
}

/// An approval given by mail, and how to record it.
#[derive(Serialize)]
struct ByMail {
    /// Whom to write to.
    to: String,
    /// What to write, for each missing role.
    words: Vec<String>,
    /// The commands that record it.
    commands: Vec<String>,
    /// The same for a remark.
    remark: String,
}

#[derive(Serialize)]
struct Agreed {
    role: String,
    said: String,
    /// Who recorded it for somebody else, and on what paper; the key that it was signed with.
    paper: Vec<String>,
}

#[derive(Serialize)]
struct Waited {
    role: String,
    /// Who withdrew the approval of this role, and when; or that it was for an earlier seal.
    back: Option<String>,
    /// Who may approve in the role.
    who: String,
    /// What to type, in order.
    commands: Vec<String>,
}

/// A remark with its answers.
#[derive(Serialize)]
pub(crate) struct RemarkThread {
    number: u32,
    said: String,
    text: String,
    about: Option<About>,
    /// Set if it was made on an earlier seal.
    earlier: Option<String>,
    answers: Vec<Answer>,
    closed: Option<String>,
}

#[derive(Serialize)]
struct About {
    id: String,
    /// The page of the mail, if it is in this bundle.
    page: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    said: String,
    text: String,
}

/// Who approved and who still has to.
pub(crate) fn sign_off(case: &Case) -> Result<SignOff, ReviewFault> {
    let standing = &case.input.standing;
    let head = &case.seal.head;
    let mut given = Vec::new();
    for word in &standing.given {
        given.push(agreed(case, word)?);
    }
    // The catcher keeps every mail here: nobody has to approve.
    let catcher = head.relay == "catcher";
    let people = |role: &String| {
        head.roles
            .iter()
            .find(|(name, _)| name == role)
            .map(|(_, people)| people)
    };
    let mut missing = Vec::new();
    for role in standing.missing.iter().filter(|_| !catcher) {
        missing.push(Waited {
            back: match taken_back(case, role)? {
                None => voided(case, role)?,
                back => back,
            },
            who: match people(role).filter(|people| !people.is_empty() && !case.input.redact) {
                Some(people) => {
                    case.say(&Phrase::new("review-one-of").with("people", people.clone()))
                }
                None if case.input.redact => String::new(),
                None => case.say(&Phrase::new("review-anybody")),
            },
            commands: commands(case, role, ""),
            role: role.clone(),
        });
    }
    let note = match standing.valid_until {
        // What nobody approved has no approval that could continue or end.
        _ if catcher => Some(Phrase::new("review-nobody-needed")),
        until => match case.entry.begun {
            Some(at) => Some(Phrase::new("review-begun").with("at", at)),
            None => until.map(|until| Phrase::new("review-valid-until").with("until", until)),
        },
    };
    let mut notes = unsigned(case)?;
    notes.extend(note.iter().map(|note| case.say(note)));
    let by_mail = (!missing.is_empty())
        .then(|| by_mail(case, &missing))
        .transpose()?;
    Ok(SignOff {
        given,
        missing,
        notes,
        by_mail,
    })
}

fn by_mail(case: &Case, missing: &[Waited]) -> Result<ByMail, ReviewFault> {
    let to = match case.entry.sealed.by.as_ref().filter(|_| !case.input.redact) {
        Some(by) => Phrase::new("review-mail-to").with("who", case.person(by)?),
        None => Phrase::new("review-mail-to-giver"),
    };
    let digest = case.seal.digest;
    let words = |one: &Waited| {
        case.say(
            &Phrase::new("review-mail-words")
                .with("role", &one.role)
                .with("digest", digest.short()),
        )
    };
    let paper = case.say(&Phrase::new("review-mail-paper"));
    Ok(ByMail {
        to: case.say(&to),
        words: missing.iter().map(words).collect(),
        commands: commands(
            case,
            &missing[0].role,
            &format!(" --recorded-by \"…\" --ref \"{paper}\""),
        ),
        remark: "heraut remark \"…\" --by \"…\"".to_owned(),
    })
}

/// Who withdrew the approval of this role, when, and why.
fn taken_back(case: &Case, role: &str) -> Result<Option<String>, ReviewFault> {
    let Some((entry, back)) =
        signoff::taken_back(case.input.ledger.words(), case.seal.digest, role)
    else {
        return Ok(None);
    };
    if case.input.redact {
        return Ok(Some(case.say(
            &Phrase::new("review-taken-back").with("said", case.speaker.time(back.at)),
        )));
    }
    let said = said(case, &entry.word.by, back.at)?;
    let why = back
        .why
        .as_ref()
        .map(|id| case.text(id))
        .transpose()?
        .flatten();
    let said = case.say(&Phrase::new("review-taken-back").with("said", said));
    Ok(Some(match why {
        Some(why) => case.say(
            &Phrase::new("review-because")
                .with("said", said)
                .with("why", why),
        ),
        None => said,
    }))
}

/// That somebody approved in this role what a new seal replaced, and when.
fn voided(case: &Case, role: &str) -> Result<Option<String>, ReviewFault> {
    let mut words = case.input.ledger.words().iter().rev();
    let of_earlier = words.find(|entry| {
        let is_other = entry.word.digest != case.seal.digest;
        entry.word.role == role && entry.void && is_other && entry.taken_back.is_none()
    });
    let Some(entry) = of_earlier else {
        return Ok(None);
    };
    let said = match case.input.redact {
        true => case.speaker.time(entry.at),
        false => said(case, &entry.word.by, entry.at)?,
    };
    Ok(Some(
        case.say(&Phrase::new("review-voided").with("said", said)),
    ))
}

/// What to type to record an approval in this role. A signed one takes three steps.
fn commands(case: &Case, role: &str, more: &str) -> Vec<String> {
    let digest = &case.seal.digest.hex()[..12];
    let approve = format!("heraut approve --digest {digest} --as {role} --by \"…\"{more}");
    if case.seal.head.allowed_signers.is_none() {
        return vec![approve];
    }
    vec![
        format!("{approve} --statement > {role}.txt"),
        format!("ssh-keygen -Y sign -n heraut -f ~/.ssh/id_ed25519 {role}.txt"),
        format!("{approve} --signature {role}.txt.sig"),
    ]
}

/// The approvals whose signature counts for nothing, in words.
fn unsigned(case: &Case) -> Result<Vec<String>, ReviewFault> {
    let mut said = Vec::new();
    for word in &case.input.standing.unsigned {
        let phrase = match case.input.redact {
            true => Phrase::new("review-unsigned-redacted"),
            false => Phrase::new("review-unsigned")
                .with("who", case.person(&word.by)?)
                .with("why", word.fault.phrase()),
        };
        said.push(case.say(&phrase.with("role", &word.role)));
    }
    Ok(said)
}

fn agreed(case: &Case, given: &GivenApproval) -> Result<Agreed, ReviewFault> {
    let GivenApproval {
        role,
        by,
        at,
        signed_with,
    } = given;
    let (role, at) = (role.clone(), *at);
    if case.input.redact {
        return Ok(Agreed {
            role,
            said: case.speaker.time(at),
            paper: vec![],
        });
    }
    let mut paper = Vec::new();
    let words = case.input.ledger.words().iter();
    let same = |word: &&crate::journal::ledger::state::WordEntry| {
        word.word.digest == case.seal.digest
            && word.word.role == role
            && word.word.by == *by
            && word.withdrawn.is_none()
    };
    if let Some(entry) = words.rev().find(same) {
        if let Some(who) = &entry.word.recorded_by {
            paper.push(case.say(&Phrase::new("review-recorded-by").with("who", case.person(who)?)));
        }
        if let Some(text) = entry
            .word
            .paper
            .as_ref()
            .map(|id| case.text(id))
            .transpose()?
            .flatten()
        {
            paper.push(case.say(&Phrase::new("review-paper").with("paper", text)));
        }
    }
    if let Some(key) = signed_with {
        paper.push(case.say(&Phrase::new("review-signed-with").with("key", key)));
    }
    Ok(Agreed {
        role,
        said: said(case, by, at)?,
        paper,
    })
}

fn said(case: &Case, by: &TextId, at: Timestamp) -> Result<String, ReviewFault> {
    Ok(case.say(
        &Phrase::new("review-said")
            .with("who", case.person(by)?)
            .with("at", at),
    ))
}

/// How many remarks are open and how many are closed.
pub(crate) fn counts(case: &Case) -> (usize, usize) {
    let ledger = &case.input.ledger;
    (ledger.open_remarks().count(), ledger.closed_remarks().len())
}

/// The remarks in the order in which they were made; those about one mail, or all. Empty in a
/// redacted bundle.
pub(crate) fn remarks(
    case: &Case,
    about: Option<&Pseudonym>,
) -> Result<Vec<RemarkThread>, ReviewFault> {
    let mut threads: BTreeMap<u32, RemarkThread> = BTreeMap::new();
    if case.input.redact {
        return Ok(vec![]);
    }
    for (at, remark) in case.input.ledger.remarks() {
        if remark.act == RemarkAct::Made {
            if about.is_none() || remark.mail.as_ref() == about {
                threads.insert(remark.number, thread(case, remark, *at)?);
            }
            continue;
        }
        let Some(thread) = threads.get_mut(&remark.number) else {
            continue;
        };
        let said = said(case, &remark.by, *at)?;
        match remark.act {
            RemarkAct::Answered => thread.answers.push(Answer {
                said,
                text: words(case, remark)?,
            }),
            RemarkAct::Closed => {
                thread.closed = Some(case.say(&Phrase::new("review-closed-by").with("said", said)));
            }
            RemarkAct::Made => {}
        }
    }
    Ok(threads.into_values().collect())
}

fn thread(case: &Case, remark: &Remark, at: Timestamp) -> Result<RemarkThread, ReviewFault> {
    let earlier = remark.digest != case.seal.digest;
    Ok(RemarkThread {
        number: remark.number,
        said: said(case, &remark.by, at)?,
        text: words(case, remark)?,
        about: remark.mail.and_then(|recipient| about(case, &recipient)),
        earlier: earlier.then(|| {
            case.say(&Phrase::new("review-earlier-seal").with("digest", remark.digest.short()))
        }),
        answers: vec![],
        closed: None,
    })
}

fn about(case: &Case, recipient: &Pseudonym) -> Option<About> {
    let row = case.rows.iter().find(|row| row.recipient == *recipient)?;
    let mail = case
        .mails
        .iter()
        .find(|mail| mail.sealed.recipient == *recipient);
    let page = mail.map(|mail| case.input.links.mail(mail.linked()));
    Some(About {
        id: row.list_id.to_string(),
        page,
    })
}

fn words(case: &Case, remark: &Remark) -> Result<String, ReviewFault> {
    let kept = remark
        .text
        .as_ref()
        .map(|id| case.text(id))
        .transpose()?
        .flatten();
    Ok(kept.unwrap_or_else(|| case.say(&Phrase::new("review-words-gone"))))
}
