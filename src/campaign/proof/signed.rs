//! The signed approvals of a proof, as anybody can check them with `ssh-keygen`.

use crate::campaign::Error;
use crate::campaign::decisions::approvals::{policy_of, texts_of_words};
use crate::campaign::folder::opened::Opened;
use crate::id::Digest;
use crate::proof::{FileToCheck, MailStory, SignedFiles};
use crate::signoff::signed_statements;

/// Files of signed approvals, and how to check them.
#[derive(Default)]
pub(super) struct SignedProof {
    pub(super) files: Vec<FileToCheck>,
    pub(super) checks: Vec<SignedFiles>,
}

/// The approvals of this mail that are signed: each text and signature, and the keys as sealed.
pub(super) fn signed_files(opened: &Opened, mail: &MailStory) -> Result<SignedProof, Error> {
    let mut found = SignedProof::default();
    let Some((seal, ..)) = mail.seal else {
        return Ok(found);
    };
    if mail.approvals.iter().all(|word| word.signature.is_none()) {
        return Ok(found);
    }
    let head = opened.vault.seal(seal)?.head;
    let policy = policy_of(&opened.key, &head, opened.ledger());
    let (Some(signing), Some(signers)) = (&policy.signing, &head.allowed_signers) else {
        return Ok(found);
    };
    let texts = texts_of_words(opened.ledger(), &opened.texts)?;
    let words = opened.ledger().words();
    for one in signed_statements(&opened.key, signing, words, &texts) {
        let digest = Digest::of(one.signature.as_bytes());
        if !mail
            .approvals
            .iter()
            .any(|word| word.signature == Some(digest))
        {
            continue;
        }
        let stem = format!("approvals/{}", found.checks.len() + 1);
        let file = |ending: &str, text: String| FileToCheck {
            name: format!("{stem}.{ending}"),
            bytes: text.into_bytes(),
        };
        found
            .files
            .extend([file("txt", one.text), file("sig", one.signature)]);
        found.checks.push(SignedFiles {
            stem,
            signer: one.signer,
        });
    }
    if !found.checks.is_empty() {
        found.files.push(FileToCheck {
            name: "approvals/allowed_signers".to_owned(),
            bytes: (signers.join("\n") + "\n").into_bytes(),
        });
    }
    Ok(found)
}
