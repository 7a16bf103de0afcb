//! The fault matrix against a hostile relay of our own: each behaviour on each kind of line it applies to, a
//! test each, the real program against a server that does it.
//!
//! `behaviours.rs` says what each relay does, `docs/evidence/fault-matrix.md` what must come of it; there is no other table.

mod act;
mod behaviours;
mod cell;
mod certs;
mod crew;
mod house;
mod page;
mod pipe;
mod visit;

use std::collections::BTreeSet;

use act::Transport;
use crew::Cell;

/// One test a cell, named after the behaviour and the line.
macro_rules! matrix {
    ($($name:literal as $module:ident on $($transport:ident)+;)+) => {
        const CELLS: &[Cell] = &[$($(($name, line::$transport)),+),+];

        $(mod $module {
            $(#[test]
            fn $transport() {
                super::hold(($name, super::line::$transport));
            })+
        })+

        const MODULES: &[(&str, &str)] = &[$(($name, stringify!($module))),+];
    };
}

/// The lines by the names of their tests.
mod line {
    #![allow(non_upper_case_globals)]
    use super::Transport;

    pub(super) const plain: Transport = Transport::Plain;
    pub(super) const starttls: Transport = Transport::StartTls;
    pub(super) const tls: Transport = Transport::Tls;
}

fn hold(cell: Cell) {
    if let Err(what) = crew::judged(cell, CELLS, cell::judge) {
        panic!("{} on {}: {what}", cell.0, cell.1.name());
    }
}

/// As the test runner knows the cell.
fn test_name((name, transport): &Cell) -> String {
    let module = MODULES
        .iter()
        .find(|(known, _)| known == name)
        .map_or("", |(_, module)| module);
    format!(
        "hostile::{module}::{}",
        transport.name().to_ascii_lowercase()
    )
}

matrix! {
    // The slowest first: the crew takes them in this order.
    "pipelining-forgotten" as pipelining_forgotten on plain starttls tls;
    "greeting-silent" as greeting_silent on plain starttls tls;
    "greeting-554" as greeting_554 on plain starttls tls;
    "greeting-421" as greeting_421 on plain starttls tls;
    "greeting-missing" as greeting_missing on plain starttls tls;
    "greeting-foreign" as greeting_foreign on plain starttls tls;
    "greeting-slow-loris" as greeting_slow_loris on plain starttls tls;
    "greeting-of-many-lines" as greeting_of_many_lines on plain starttls tls;
    "ehlo-554" as ehlo_554 on plain starttls tls;
    "ehlo-421" as ehlo_421 on plain starttls tls;
    "ehlo-502" as ehlo_502 on plain starttls tls;
    "ehlo-502-and-a-login" as ehlo_502_and_a_login on plain starttls tls;
    "ehlo-502-helo-550" as ehlo_502_helo_550 on plain starttls tls;
    "ehlo-endless" as ehlo_endless on plain starttls tls;
    "ehlo-silent" as ehlo_silent on plain starttls tls;
    "ehlo-cut" as ehlo_cut on plain starttls tls;
    "ehlo-offers-nothing" as ehlo_offers_nothing on plain starttls tls;
    "starttls-stripped" as starttls_stripped on starttls;
    "starttls-454" as starttls_454 on starttls;
    "starttls-502" as starttls_502 on starttls;
    "starttls-glued" as starttls_glued on starttls;
    "starttls-silent" as starttls_silent on starttls;
    "starttls-cut" as starttls_cut on starttls;
    "tls-cut" as tls_cut on starttls tls;
    "tls-silent" as tls_silent on starttls tls;
    "tls-garbage" as tls_garbage on starttls tls;
    "tls-plain-text" as tls_plain_text on starttls tls;
    "certificate-wrong-name" as certificate_wrong_name on starttls tls;
    "certificate-expired" as certificate_expired on starttls tls;
    "certificate-not-yet-valid" as certificate_not_yet_valid on starttls tls;
    "certificate-self-signed" as certificate_self_signed on starttls tls;
    "offers-less-under-tls" as offers_less_under_tls on starttls;
    "auth-only-in-clear" as auth_only_in_clear on starttls;
    "auth-not-offered" as auth_not_offered on plain starttls tls;
    "auth-unknown" as auth_unknown on plain starttls tls;
    "auth-then-other-offers" as auth_then_other_offers on plain starttls tls;
    "auth-535" as auth_535 on plain starttls tls;
    "auth-454" as auth_454 on plain starttls tls;
    "auth-endless" as auth_endless on plain starttls tls;
    "auth-challenge-garbled" as auth_challenge_garbled on plain starttls tls;
    "auth-silent" as auth_silent on plain starttls tls;
    "auth-cut" as auth_cut on plain starttls tls;
    "mail-550" as mail_550 on plain starttls tls;
    "mail-451" as mail_451 on plain starttls tls;
    "mail-552" as mail_552 on plain starttls tls;
    "size-too-small" as size_too_small on plain starttls tls;
    "mail-421" as mail_421 on plain starttls tls;
    "mail-silent" as mail_silent on plain starttls tls;
    "mail-cut" as mail_cut on plain starttls tls;
    "rcpt-550" as rcpt_550 on plain starttls tls;
    "rcpt-450" as rcpt_450 on plain starttls tls;
    "rcpt-421" as rcpt_421 on plain starttls tls;
    "rcpt-432" as rcpt_432 on plain starttls tls;
    "rcpt-503" as rcpt_503 on plain starttls tls;
    "rcpt-354" as rcpt_354 on plain starttls tls;
    "rcpt-silent" as rcpt_silent on plain starttls tls;
    "rcpt-cut" as rcpt_cut on plain starttls tls;
    "rcpt-550-data-354" as rcpt_550_data_354 on plain starttls tls;
    "rcpt-550-data-250" as rcpt_550_data_250 on plain starttls tls;
    "rset-500" as rset_500 on plain starttls tls;
    "rset-silent" as rset_silent on plain starttls tls;
    "rset-cut" as rset_cut on plain starttls tls;
    "data-250" as data_250 on plain starttls tls;
    "data-554" as data_554 on plain starttls tls;
    "data-451" as data_451 on plain starttls tls;
    "data-421" as data_421 on plain starttls tls;
    "data-silent" as data_silent on plain starttls tls;
    "data-cut" as data_cut on plain starttls tls;
    "data-354-twice" as data_354_twice on plain starttls tls;
    "early-250" as early_250 on plain starttls tls;
    "early-554" as early_554 on plain starttls tls;
    "early-421" as early_421 on plain starttls tls;
    "body-reset" as body_reset on plain starttls tls;
    "body-reset-8-mb" as body_reset_8_mb on plain starttls tls;
    "body-unread-8-mb" as body_unread_8_mb on plain starttls tls;
    "body-read-in-sips" as body_read_in_sips on plain starttls tls;
    "dot-554" as dot_554 on plain starttls tls;
    "dot-452" as dot_452 on plain starttls tls;
    "dot-421" as dot_421 on plain starttls tls;
    "dot-silent" as dot_silent on plain starttls tls;
    "dot-late" as dot_late on plain starttls tls;
    "dot-late-but-in-time" as dot_late_but_in_time on plain starttls tls;
    "dot-cut" as dot_cut on plain starttls tls;
    "dot-reset" as dot_reset on plain starttls tls;
    "dot-half-close" as dot_half_close on plain starttls tls;
    "dot-250-half-close" as dot_250_half_close on plain starttls tls;
    "dot-250-reset" as dot_250_reset on plain starttls tls;
    "dot-250-close" as dot_250_close on plain starttls tls;
    "dot-250-421" as dot_250_421 on plain starttls tls;
    "dot-250-twice" as dot_250_twice on plain starttls tls;
    "front-haraka" as front_haraka on plain starttls tls;
    "front-dovecot" as front_dovecot on plain starttls tls;
    "front-msmtpd" as front_msmtpd on plain starttls tls;
    "front-qpsmtpd" as front_qpsmtpd on plain starttls tls;
    "front-smtp-server" as front_smtp_server on plain starttls tls;
    "front-nodemailer" as front_nodemailer on plain starttls tls;
    "front-postfix-proxy" as front_postfix_proxy on plain starttls tls;
    "front-spampd" as front_spampd on plain starttls tls;
    "front-as-set" as front_as_set on plain starttls tls;
    "front-554" as front_554 on plain starttls tls;
    "front-greylisted" as front_greylisted on plain starttls tls;
    "front-refused" as front_refused on plain starttls tls;
    "behind-the-dot-refused" as behind_the_dot_refused on plain;
    "behind-the-dot-lost" as behind_the_dot_lost on plain;
    "behind-the-dot-half-lost" as behind_the_dot_half_lost on plain;
    "behind-the-dot-fatal" as behind_the_dot_fatal on plain;
    "behind-the-dot-fatal-known" as behind_the_dot_fatal_known on plain starttls tls;
    "quit-500" as quit_500 on plain starttls tls;
    "quit-silent" as quit_silent on plain starttls tls;
    "quit-cut" as quit_cut on plain starttls tls;
    "every-reply-octet-by-octet" as every_reply_octet_by_octet on plain starttls tls;
    "every-reply-with-bare-lf" as every_reply_with_bare_lf on plain starttls tls;
    "dot-354" as dot_354 on plain starttls tls;
    "dot-150" as dot_150 on plain starttls tls;
    "dot-999" as dot_999 on plain starttls tls;
    "dot-letters" as dot_letters on plain starttls tls;
    "dot-four-digits" as dot_four_digits on plain starttls tls;
    "dot-without-code" as dot_without_code on plain starttls tls;
    "dot-differing-codes" as dot_differing_codes on plain starttls tls;
    "dot-endless" as dot_endless on plain starttls tls;
    "dot-slow-loris" as dot_slow_loris on plain starttls tls;
    "dot-1-mb-line" as dot_1_mb_line on plain starttls tls;
    "dot-no-text" as dot_no_text on plain starttls tls;
    "dot-not-utf-8" as dot_not_utf_8 on plain starttls tls;
    "dot-with-nul" as dot_with_nul on plain starttls tls;
    "rcpt-differing-codes" as rcpt_differing_codes on plain starttls tls;
    "rcpt-550-not-utf-8" as rcpt_550_not_utf_8 on plain starttls tls;
    "replies-held-back" as replies_held_back on plain starttls tls;
    "replies-ahead-of-commands" as replies_ahead_of_commands on plain starttls tls;
}

/// Behaviours, tests and the page know the same cells, and each line left out has its reason on the page.
#[test]
fn every_cell_of_the_page_has_its_test_and_the_other_way_round() {
    let tested: BTreeSet<String> = CELLS
        .iter()
        .map(|(name, on)| format!("{name} on {}", on.name()))
        .collect();
    let mut told = BTreeSet::new();
    let mut wrong = Vec::new();
    for row in page::rows() {
        for on in &row.on {
            if !told.insert(format!("{} on {}", row.behaviour, on.name())) {
                wrong.push(format!("{}: two verdicts on one line", row.behaviour));
            }
        }
        let lines = page::rows()
            .into_iter()
            .filter(|other| other.behaviour == row.behaviour);
        if lines.map(|row| row.on.len()).sum::<usize>() < 3 && row.not_on.is_empty() {
            wrong.push(format!("{}: why not on every line?", row.behaviour));
        }
        if row.why.is_empty() || row.states.len() != 3 {
            wrong.push(format!("{}: no reason, or not three states", row.behaviour));
        }
    }
    let done: BTreeSet<&str> = behaviours::all()
        .iter()
        .map(|behaviour| behaviour.name)
        .collect();
    let named: BTreeSet<&str> = CELLS.iter().map(|(name, _)| *name).collect();
    wrong.extend(
        tested
            .difference(&told)
            .map(|cell| format!("{cell}: not on the page")),
    );
    wrong.extend(
        told.difference(&tested)
            .map(|cell| format!("{cell}: on the page, and no test")),
    );
    wrong.extend(
        done.symmetric_difference(&named)
            .map(|name| format!("{name}: a behaviour without a test")),
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(named.len() >= 30, "only {} behaviours", named.len());
}
