#!/usr/bin/env bash
# Does the simulator bite? Puts one deliberate fault after the other into a copy of the program and expects
# the simulator to find each. Run by hand: tests/sim/mutants.sh [name…]; SEEDS=20000 for more seeds;
# PLACES_ONLY=1 only looks whether each fault still has its place in the sources, without a build.
# Prints a table: the fault, how many of the seeds found it (each of four tests stops at 20), the first seed,
# and what the judge said.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${MUTANTS_DIR:-$(mktemp -d)}
seeds=${SEEDS:-2000}
export CARGO_TARGET_DIR=$work/target
# A binary that is newer than a mutant's file hides the mutant: the copies carry the time of copying.
# The simulator needs the library alone: without the binary there is less to build.
fresh() {
    rm -rf "$work/tree" && mkdir -p "$work/tree"
    (cd "$root" && tar c --exclude=./target --exclude=./.git --exclude=./var .) | tar xmC "$work/tree"
    rm "$work/tree/src/main.rs"
    perl -0pi -e 's/default-run = "heraut"\n//; s/\[\[bin\]\]\n(?:.+\n)+//' "$work/tree/Cargo.toml"
}

failed=0
# mutant NAME FILE PERL-SUBSTITUTION...
# Each substitution is applied by itself and has to match: a fault of which half is missing is another fault.
mutant() {
    local name=$1 file=$2
    shift 2
    if [ ${#only[@]} -gt 0 ] && [[ ! " ${only[*]} " == *" $name "* ]]; then return; fi
    if [ -n "${PLACES_ONLY:-}" ]; then
        mkdir -p "$work/tree/src/$(dirname "$file")" && cp "$root/src/$file" "$work/tree/src/$file"
    else
        fresh
    fi
    local change
    for change in "$@"; do
        cp -p "$work/tree/src/$file" "$work/before"
        perl -0pi -e "$change" "$work/tree/src/$file"
        if cmp -s "$work/before" "$work/tree/src/$file"; then
            echo "| $name | THE CODE CHANGED: no place for $change | | |"; failed=1; return
        fi
    done
    [ -z "${PLACES_ONLY:-}" ] || { echo "| $name | has its place | | |"; return; }
    if ! (cd "$work/tree" && cargo test -q --test sim --no-run) >"$work/build" 2>&1; then
        echo "| $name | DOES NOT COMPILE | | $(grep -m1 '^error' "$work/build") |"; failed=1; return
    fi
    (cd "$work/tree" && HERAUT_SIM_SEEDS=$seeds timeout 900 cargo test -q --test sim seeds) >"$work/out" 2>&1 || true
    local found first said
    found=$(grep -cE '^seed [0-9]+: ' "$work/out" || true)
    first=$(grep -E '^seed [0-9]+: ' "$work/out" | sort -t' ' -k2n | head -1 || true)
    said=${first#*: }; first=${first#seed }; first=${first%%:*}
    if [ "$name" = none-at-all ]; then
        echo "| $name | $found | $first | must be found by none |"; [ "$found" = 0 ] || failed=1
    elif [ "$found" = 0 ]; then
        echo "| $name | NOT FOUND | | $(grep -m1 'test result' "$work/out") |"; failed=1
    else
        echo "| $name | $found | $first | ${said:0:110} |"
    fi
}
only=("$@")

echo "| fault | seeds that found it | first | what the judge said |"
echo "| --- | ---: | ---: | --- |"
mutant none-at-all lib.rs 's/$/\n/'
l=dispatch/schedule/answer.rs w=journal/store/writer.rs c=dispatch/worker/session.rs f=dispatch/schedule/scheduler.rs p=dispatch/plan.rs s=relay/session.rs t=relay/session/envelope_reply.rs
mutant dot-before-record-durable $w 's/durable\.await\.map\(\|\(\)\| receipt\)/drop(durable); Ok(receipt)/'
mutant news-first-ignored $w 's/durable\.await\.map\(\|\(\)\| receipt\)/match durable.await { Err(RecordFault::NewsFirst) => Ok(receipt), other => other.map(|()| receipt) }/'
mutant disk-fault-ignored $w 's/durable\.await\.map\(\|\(\)\| receipt\)/match durable.await { Err(RecordFault::Disk(_)) => Ok(receipt), other => other.map(|()| receipt) }/'
mutant doubtful-answer-taken-for-a-deferral dispatch/worker/verdict.rs 's/\(Class::Transient, About::System\) if !certain =>/(Class::Transient, _) =>/'
mutant doubtful-answer-offered-for-ever dispatch/worker/verdict.rs 's/known\.hands_on \|\| known\.unclear_before > 0/known.hands_on/'
mutant front-end-not-known-by-its-greeting relay/session.rs 's/ \|\| self\.features\.front_end\.is_some\(\)//'
mutant refusal-of-what-may-have-arrived-believed dispatch/worker/verdict.rs 's/\(Class::Permanent, About::Mail\) if !known\.perhaps_taken/(Class::Permanent, About::Mail)/'
mutant refusals-of-earlier-runs-forgotten dispatch/schedule/queue.rs 's/ledger\.recent\(\)\.refused\(\)/0/'
mutant answer-not-recorded dispatch/worker/session/answers.rs 's/\*recording = Some\(Box::pin\(self\.sender\.writer\.record\(now, event\)\)\)/drop(event)/'
mutant doubt-resent $p 's/State::Queued => None,/State::Queued | State::InDoubt => None,/' 's/State::Offered \| State::InDoubt => return/State::Offered => return/'
mutant lost-sight-taken-for-deferred $c 's/self\.lost_sight\(&job, lost, recording\)\.await;/self.answered(\&job, Step::Dot, None, false, recording).await;/'
mutant open-offer-of-the-dead-resent delivery.rs 's/Turn::LoseSight => Some\(State::InDoubt\),\n        \/\/ A not/Turn::LoseSight => Some(State::Queued),\n        \/\/ A not/'
mutant open-offer-of-the-dead-forgotten dispatch/run.rs 's/for recipient in ledger\.offered_now\(\)/for recipient in ledger.offered_now().into_iter().skip(1)/'
mutant lock-ignored journal/store/lock.rs 's/only_looked_at\(&file\)\?,/return Ok(SenderLock { files: vec![file] }),/'
mutant pace-forgotten-at-restart $f 's/state\s+\.pace\s+\.remember\([^;]*;//'
mutant pace-over-all-without-domains dispatch/schedule/pace.rs 's/if let Some\(domain\) =\s+domain\.filter\(.*?contains_key\(domain\)\)/if let Some(domain) = domain.filter(|_| false)/s'
mutant cap-forgotten-at-restart dispatch/schedule/pace.rs 's/cap\.remember\(ledger\.recent\(\)\.ago\(now\), elapsed\);/let _ = (\&cap, elapsed);/'
mutant hour-cap-off-by-one dispatch/schedule/quota.rs 's/checked_sub\(self\.most\)/checked_sub(self.most + 1)/'
mutant run-ended-for-a-cap-though-told-to-wait $l 's/if self\.rules\.wait \|\| until\.is_none\(\)/if until.is_none()/'
mutant slow-down-ignored dispatch/schedule/throttle.rs 's/self\.not_before\.saturating_sub\(now\)/{ let _ = now; Duration::ZERO }/'
mutant several-domains-in-a-row-ignored dispatch/schedule/throttle.rs 's/const ALIKE: usize = 3/const ALIKE: usize = 300/'
mutant lines-that-are-too-many-kept dispatch/schedule/open_connections.rs 's/\(most < self\.most\)\.then/(most > self.most).then/'
mutant envelope-behind-a-dot-where-it-is-not-heard relay/after_dot.rs 's/!self\.0\.ignored\.load\(Ordering::Relaxed\)/true || self.0.ignored.load(Ordering::Relaxed)/'
mutant refusal-behind-a-dot-taken-for-one-of-us $t 's/            503 => \{\}\n/            99 => {}\n/' 's/500\.\.=504 => return/98 => return/'
mutant slow-down-of-the-relay-ignored dispatch/schedule/pace.rs 's/\.max\(self\.relay\.wait\(now\)\)//'
mutant slow-down-that-never-grows dispatch/schedule/throttle.rs 's/self\.level = \(self\.level \+ 1\)\.min\(MOST\)/self.level = MOST.min(1)/'
mutant slow-down-over-at-once dispatch/schedule/throttle.rs 's/self\.level = self\.level\.saturating_sub\(1\)/{ self.level = 0; self.not_before = Duration::ZERO }/'
mutant connection-cap-ignored dispatch/worker/connection.rs 's/self\.mails >= most/self.mails > most/'
mutant connection-age-ignored dispatch/worker/connection.rs 's/\(full \|\| self\.left\(now\)\.is_zero\(\)\)/{ let _ = now; full }/' 's/if self\.mails == 0 \{\s+Duration::MAX\s+\}/if self.mails < 1_000_000 { Duration::MAX }/'
mutant connection-pace-ignored dispatch/worker/connection.rs 's/self\.ready = now \+ self\.period;/let _ = (now, self.period);/'
mutant idle-line-kept dispatch/worker/connection.rs 's/rules\s+\.connection_limits\s+\.idle\s+\.max\(/Duration::from_secs(1 << 30).max(/'
mutant doubts-brake-without-effect dispatch/schedule/brake.rs 's/\(self\.doubts >= most\)\.then_some/(self.doubts >= most \&\& false).then_some/'
mutant given-back-twice $f 's/(        state\.enqueue\(&recipient\);\n)(        drop\(state\);)/$1$1$2/'
mutant given-back-never $f 's/        state\.enqueue\(&recipient\);\n        drop\(state\);/        drop(state);/'
mutant accepted-on-4yz dispatch/worker/verdict.rs 's/\(Class::Completed, _\) =>/(Class::Completed | Class::Transient, _) =>/'
mutant refused-on-4yz dispatch/worker/verdict.rs 's/\(Class::Intermediate, _\) \| \(Class::Transient, About::Mail\) => sure\(put_off\)/(Class::Intermediate, _) => sure(put_off),\n        (Class::Transient, About::Mail) => sure(Verdict::Refused)/'
mutant deferred-on-5yz dispatch/worker/verdict.rs 's/(\(Class::Permanent, About::Mail\) if !known\.perhaps_taken => sure)\(Verdict::Refused\)/$1(put_off)/'
mutant stop-unheard $f 's/Event::StopAsked => state\.end\(Ended::because\(RunEnd::Stopped\)\),//'
mutant withdrawal-unheard $f 's/Event::WordWithdrawn \{ \.\. \} => state\.end\(Ended::because\(RunEnd::Withdrawn\)\),//'
mutant offered-though-unwanted $c 's/if !self\.scheduler\.still_wanted\(&recipient\)/if !self.scheduler.still_wanted(\&recipient) \&\& false/'
mutant brake-without-effect $f 's/self\.end\(Ended \{\s+braked/let _ = (Ended { braked/'
mutant dot-half-written-taken-for-gone $s 's/fault\.handed < 3 &&/fault.handed < 300 \&\&/'
mutant dot-half-written-taken-for-whole $s 's/Err\(fault\) if fault\.handed < 3 && !self\.connection\.is_encrypted\(\)/Err(fault) if fault.handed < 1 \&\& !self.connection.is_encrypted()/'
mutant relay-that-speaks-early-believed $s 's/Ok\(true\) => \{.*?\n            \}\n            Err\(cause\)/Ok(true) => {}\n            Err(cause)/s'
mutant body-cut-taken-for-doubt $c 's/self\.answered\(job, Step::Body, None, false, recording\)\.await;/self.lost_sight(job, Lost::Cut, recording).await;/'
mutant date-chosen-anew $c 's/let at = date\.unwrap_or_else\(\|\| \{/let at = date.filter(|_| false).unwrap_or_else(|| {/'
mutant attempts-not-counted $f 's/mail\.attempts \+ 1, mail\.date/mail.attempts.max(1), mail.date/'
mutant refused-recipient-given-the-body $t 's/            Some\(self\.rcpt_refused\(rcpt\)\)\n/            None\n/'
mutant reset-forgotten $t 's/self\.reset_first = true;/self.reset_first = false;/g'
mutant 354-to-rcpt-taken-for-an-answer $t 's/Class::Transient \| Class::Permanent => \{\n                self\.reset_first = true;\n                Ok\(EnvelopeReply::No\(Step::Rcpt/Class::Transient | Class::Permanent | Class::Intermediate => {\n                self.reset_first = true;\n                Ok(EnvelopeReply::No(Step::Rcpt/' 's/Class::Completed \| Class::Intermediate => \{\n                Err\(RelayFault::new\(Step::Rcpt/Class::Completed => {\n                Err(RelayFault::new(Step::Rcpt/'
mutant half-a-reply-believed relay/connection.rs 's/Ok\(0\) => return Err\(Cause::Connection\(Broken::closed\(\)\)\),\n                Ok\(_\)/Ok(0) if line.len() >= 3 => return Ok((line, length)),\n                Ok(0) => return Err(Cause::Connection(Broken::closed())),\n                Ok(_)/'
mutant window-ignored dispatch/schedule/window.rs 's/_ if opens > now => Opening::At\(opens\)/_ if opens > now => Opening::Open/'
mutant deadline-ignored dispatch/schedule/window.rs 's/Some\(deadline\) if opens > deadline => Opening::Over,//'
mutant sign-off-ignored $p 's/if !approved\(mail\.seal\)/if !approved(mail.seal) \&\& false/'
mutant words-that-lapse-while-it-waits dispatch/schedule/queue.rs 's/number == seal\s+&& \(approved\.may_begin.*?has_begun\(seal\)\)/{ let _ = (now, approved); number == seal }/s'
mutant words-from-the-future-count signoff/standing.rs 's/&& !is_future/\&\& (!is_future || true)/'
# That a clock set back revives no approval at the start of a run is held by src/signoff/standing.rs alone: here each offer asks again.
mutant excluded-mailed $p 's/if entry\.is_excluded\(\)/if entry.is_excluded() \&\& false/'
mutant superseded-mailed $p 's/if !ledger\.is_active\(mail\.seal\)/if !ledger.is_active(mail.seal) \&\& false/'
mutant approval-of-a-replaced-seal-recorded campaign/decisions/approvals.rs 's/hold_active\(ledger, word\.digest\)\?;//'
mutant revoked-invitation-decides campaign/decisions/invitation_check.rs 's/InvitationState::Revoked => Err\(InvitationFault::Revoked\)/InvitationState::Revoked => Ok(invitation)/'
mutant ended-invitation-decides campaign/decisions/invitation_check.rs 's/InvitationState::Ended => Err\(InvitationFault::Ended\)/InvitationState::Ended => Ok(invitation)/'
mutant clock-set-back-revives-an-invitation journal/ledger/invitations.rs 's/now\.max\(self\.latest\) >= self\.invited\.until/now >= self.invited.until/'
mutant link-opened-twice campaign/decisions/invitation_check.rs 's/InvitationState::Open => Err\(InvitationFault::Used\)/InvitationState::Open => Ok(invitation)/'
mutant any-role-by-an-invitation campaign/decisions/invitation_check.rs 's/return Err\(InvitationFault::OtherRole\);//'
mutant invitations-outlive-a-loss journal/ledger/state/fold.rs 's/self\.invitations\.revoke_all\(at\);//'
mutant put-off-for-no-time dispatch/schedule/backoff.rs 's/capped \* \(1\.0 \+ share\)/capped * share.abs()/'
mutant limit-ignored $l 's/state\.offers >= limit/state.offers > limit/'
mutant given-up-too-early $p 's/age >= terms\.give_up_after/age >= terms.give_up_after \/ 2/'
mutant one-doubt-twice journal/ledger/state/fold.rs 's/self\.doubts\.retain\(\|open\| \*open != offered\.recipient\);//'
mutant withheld-shows-as-open journal/ledger/mail_records.rs 's/let hidden = withheld && shows_as_withheld/let hidden = withheld \&\& false \&\& shows_as_withheld/'
mutant withholding-ends-with-the-next-seal journal/ledger/mail_records.rs 's/decision\.is_some_and\(\|decision\| decision\.withheld\)/decision.is_some_and(|decision| decision.withheld \&\& !decision.sealed_since)/'
mutant release-forgotten journal/ledger/state/decide.rs 's/decide\(recipient, at, by, why, false\)/decide(recipient, at, by, why, true)/'
mutant rows-that-are-gone-mailed campaign/run/open_mails.rs 's/mismatch: Some\(Mismatch::Gone\),/mismatch: None,/'
mutant another-text-mailed campaign/run/open_mails.rs 's/Some\(Mismatch::Text\)/None/'
mutant edit-during-a-run-unseen $c 's/(\.are_current\(self\.scheduler\.take_came_back\(\)\)\s+\.await)/$1 \&\& false/'
mutant come-back-unseen $f 's/state\.may_bring_back\(event\);//'
mutant put-back-never-sealed campaign/seal/placing.rs 's/if is_gone \|\| \(own/if (own/'
mutant begun-by-the-seal-before journal/ledger/state.rs 's/entry\.sealed\.seal == seal && entry\.begun/entry.begun/'
mutant adoption-without-proof-believed journal/store/proof.rs 's/Ok\(closed \|\| !own \|\| /Ok(false \&\& !own \&\& /'
mutant older-journal-taken-for-whole journal/store/proof.rs 's/None => return Ok\(Some\(Gap::Shorter\(tip\)\)\)/None => {}/'
mutant journal-without-a-head-used journal/store/proof.rs 's/\(tip\.count > 0 && self\.in_state\.is_none\(\)\)/(tip.count > 0 \&\& self.in_state.is_none() \&\& false)/'
mutant seals-after-a-loss-sent journal/ledger/state/fold.rs 's/loss\.may_have_sent\(&recipient\)/loss.may_have_sent(\&recipient) \&\& false/'
mutant words-outlive-a-loss journal/ledger/state/fold.rs 's/entry\.withdrawn\.get_or_insert\(at\);/let _ = \&entry;/'
mutant lock-gone-ignored journal/store/sift.rs 's/if !writer\.locked/if !writer.locked \&\& false/'
# That a run waits for no mail that was taken out is held by tests/it/reseal.rs: of 2,000 lives of today none comes to that.
mutant expired-by-a-clock-that-nobody-vouched-for dispatch/schedule/queue.rs 's/\(rules\.clock_vouched \|\| !is_up\(self\.time\.began\(\)\)\) && is_up\(by_now\)/{ let _ = rules; is_up(by_now) }/'
mutant expired-by-a-clock-that-was-set dispatch/schedule/queue.rs 's/(!is_up\(self\.time\.began\(\)\)\)) && is_up\(by_now\)/$1 || is_up(by_now) \&\& false/'
mutant clock-that-jumped-believed dispatch/run_time.rs 's/unsigned_abs\(\) > FAR\.unsigned_abs\(\)/unsigned_abs() > FAR.unsigned_abs() * 1_000/'
mutant returned-about-an-earlier-mail-counts journal/ledger/state/returned.rs 's/return Weight::EarlierMail;/{}/' 's/            return Ok\(\(\)\);/            {}/'
mutant returned-about-an-earlier-attempt-counts journal/ledger/state/returned.rs 's/return Weight::EarlierAttempt;/{}/' 's/\&\& mail\.attempts > 1/\&\& mail.attempts > 1 \&\& false/'
mutant delivered-mail-sealed-anew delivery.rs 's/State::Bounced \| State::Withheld => true/State::Bounced | State::Withheld | State::Delivered => true/'
exit $failed
