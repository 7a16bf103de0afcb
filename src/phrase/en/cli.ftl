# cli: the command line's own words. A state's name and what stops a command stand elsewhere.

cli-as-it-stands = { $text }
cli-error = error
cli-look = warning
cli-row = row { $row }
cli-rows = rows { $first }-{ $last }
cli-line = line { $row }
cli-lines = lines { $first }-{ $last }
cli-yes = yes
cli-no = no
cli-next = Next:
cli-unknown-row = a row

## What was typed wrong

cli-usage = This command can't be read.
    .hint = For the commands and options: heraut --help
cli-unknown-argument = There is no option { $typed } here.
    .hint = { $instead }
cli-option-nearest = Do you mean { $nearest }?
cli-options-here = What this command takes: { $options }.
cli-options-none = For the commands and options: heraut --help
cli-unknown-command = There is no command { $typed }.
    .hint = { $near ->
        [yes] Do you mean: heraut { $nearest }
       *[no] For the list: heraut --help
    }
cli-missing-argument = This is missing: { $missing }
    .hint = How to type it: heraut, the command, and --help
cli-not-together = { $one } and { $other } don't go together.
    .hint = Leave one of the two out.
cli-value-missing = { $option } needs a value.
    .hint = Put the value behind it.
cli-value-unknown = “{ $value }” is not a valid value for { $option }.
    .hint = What can: { $known }.
cli-value-wrong = “{ $value }” is not a valid value for { $option }.
    .hint = How to type it: heraut, the command, and --help

## The sum

cli-sum-listed = { $count } listed
cli-sum-excluded = { $count } excluded ({ $grounds })
cli-sum-invalid = { $count } invalid
cli-sum-ready = { $count } ready
cli-sum-withheld = { $count } withheld
cli-sum-queued = { $count } still to send
cli-sum-offered = { $count } being handed over
cli-sum-accepted = { $count } accepted
cli-sum-deferred = { $count } later (next try { $at })
cli-sum-refused = { $count } refused
cli-sum-in-doubt = { $count } in doubt
cli-sum-expired = { $count } expired
cli-sum-delivered = { $count } delivered
cli-sum-delayed = { $count } delayed
cli-sum-bounced = { $count } returned

## check

cli-faults-errors = { $file }: { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    } to fix.
cli-faults-looks = { $file }: { $looks ->
        [one] 1 warning.
       *[other] { $looks } warnings.
    }
cli-faults-both = { $file }: { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    } to fix, { $looks ->
        [one] 1 warning.
       *[other] { $looks } warnings.
    }
cli-cell = It says: “{ $text }”
cli-list-is = List: { $list }
cli-kinds = Kinds that are mailed: { $kinds }
cli-kind = { $kind } ({ $count })
cli-kind-rows = { $count ->
        [one] another in row { $row }
       *[other] another in { $count } rows, from row { $row }
    }
cli-kinds-more = and { $count } more
cli-left-out = { $ids }
cli-left-out-by-post = by post: { $ids }
cli-faults-more = { $count ->
        [one] 1 more row
       *[other] { $count } more rows
    } with something alike: { $rows }
cli-faults-such-as = such as: { $what }
cli-faults-all = All of it, row by row: add -v to the command.
cli-check-fine = All is in order: the list, the templates, the attachments and the settings.
cli-ids-written = { $file } was made: { $rows } rows, of which { $given } got a new id in the column { $column }.
    .hint = Set in the settings: list.file to this file, list.encoding = "utf-8", list.delimiter = ";" and list.columns.id = "{ $column }". Work in this file from now on.
cli-list-added = New since the seal: { $count ->
        [one] 1 row
       *[other] { $count } rows
    } ({ $what })
cli-list-gone = Off the list since the seal: { $count ->
        [one] 1 row
       *[other] { $count } rows
    } ({ $what })
cli-list-changed = Changed since the seal: { $count ->
        [one] 1 row
       *[other] { $count } rows
    }. { $what }
cli-list-change-name = name
cli-list-change-address = address
cli-list-change-left-out = left out now
cli-list-change-mailed = no longer left out
cli-list-change-ground = another ground
cli-check-settings-first = The list and the templates are read once the settings are in order.

## seal and review

cli-sealed = Sealed: { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    } ({ $size }), digest { $digest }
cli-seal-put-aside = The folder held sealed mails that the journal doesn't know (digest { $digest }). They are kept in { $file }, beside the vault.
    .hint = After a program that was broken off this is nothing. After a restored or older journal those mails may have gone out: look in the mail server's log before anything goes again.
cli-sealed-before = The mails are the same as in the last seal. It still holds: digest { $digest }
cli-sealed-nothing = There is no mail to seal.
cli-changes = Changed since the last seal:
cli-change-settings = settings: { $what }
cli-change-files = files: { $what }
cli-change-added = { $count } added: { $what }
cli-change-gone = { $count ->
        [one] 1 no longer on the list, or left out now: { $what }
       *[other] { $count } no longer on the list, or left out now: { $what }
    }
cli-change-changed = { $count } with another mail: { $what }
cli-beside = { $count ->
        [one] 1 row on the list is not in this seal: { $groups }.
       *[other] { $count } rows on the list are not in this seal: { $groups }.
    }
cli-beside-have = { $count ->
        [one] 1 has the mail already
       *[other] { $count } have the mail already
    }
cli-beside-trying = { $count ->
        [one] 1 is sealed already and still being tried
       *[other] { $count } are sealed already and still being tried
    }
cli-beside-doubt = { $count } in doubt
cli-beside-closed = { $count } refused or expired and not corrected
cli-beside-withheld = { $count } withheld
cli-changed-too-late = Not sent again, though { $count ->
        [one] this row has
       *[other] these { $count } rows have
    } changed: the mail was handed over already. { $ids }
cli-preview-page = The HTML is in { $page }. Open that file in a browser.
cli-preview-letter = The letter is in { $letter }.
cli-preview-watching = As of { $at }. The mail is shown again at every change, here and in the browser. To stop: Ctrl-C.
cli-reviewed = The mails can be read: { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    } ({ $size }), digest { $digest }. Open in a browser:
cli-input-empty = There is no text on standard input.
    .hint = Type it and end with Ctrl-D, or give it with a file: heraut … - < FILE
cli-input-long = The text on standard input is longer than { $most } kB.
    .hint = Keep it short, and say where the rest is.
cli-input-text = What is on standard input is not text in UTF-8.
    .hint = Save it as UTF-8 and try again.
cli-input-unreadable = Standard input can't be read: { $what }.
    .hint = Type the text, or give it with a file: heraut … - < FILE
cli-reviewed-kept = The bundle that was there before is not erased. It is now in { $dir }.
cli-reviewed-confidential = The folder shows who is on the list: give it only to those who may know.

## send

cli-send-catcher = A trial: nothing leaves this machine. The built-in catcher takes every mail, and nobody receives anything.
cli-send-checked = Everything was checked and frozen first, since no words of others are needed for a trial.
cli-send-closed = Nothing may go out now. The first moment is { $at }. To stay until then: heraut send --wait
cli-send-words-end-first = The approval holds until { $until }, and the first mail on it may go at { $at }. Then it would no longer count.
    .hint = Have it approved again shortly before that, or set approval.valid_for longer, seal and ask again: heraut seal
cli-send-unsealed = { $count ->
        [one] One row on the list is not sealed yet
       *[other] { $count } rows on the list are not sealed yet
    } ({ $ids }), so this run doesn't reach them.
    .hint = Seal them as well: heraut rerun
cli-send-looks = { $looks ->
        [one] There is 1 warning
       *[other] There are { $looks } warnings
    } to read before a real send: heraut check
cli-look-real = This is a REAL send: { $mails ->
        [one] 1 mail to 1 organisation
       *[other] { $mails } mails to { $mails } organisations
    } through { $relay }.
cli-look-relay = { $relay }
cli-look-relay-login = { $relay }, logged in as { $user }
cli-look-pace = The pace is { $rate }.
cli-look-end = It ends about { $end }.
cli-look-end-deadline = It ends about { $end }; the deadline is { $deadline }.
cli-look-agreed = Agreed by { $roles } on digest { $digest }.
cli-look-last = Last sent: { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    }, the last one { $at }. Does that fit?
cli-look-first = As far as this journal knows, nothing was sent before. Does that fit?
cli-network-share = The campaign lies on a network share ({ $kind }). Locks of two computers may not reach each other there, and the journal is not made for it.
    .hint = Work on a disk of this computer. To go on elsewhere: heraut hand-over here, and heraut adopt there.
cli-records-lost = Records of the journal may be missing since it was taken over on { $at }. Whatever may have gone is in doubt until somebody says whether it did.
    .hint = Look in the mail server's log, then settle several at once: heraut resolve ID ID … --arrived --by "…" --why "…", or --resend
cli-clock-ask = Is that the right date and time? Type yes to go on:
cli-clock-yes = yes
cli-look-type = Type the name of the campaign to begin:
cli-send-stopping = The mails in hand are being finished; then it stops. Press Ctrl-C again to break off at once.
cli-send-cut = Broken off at once. A mail that was on its way is now in doubt.
    .hint = See which: heraut status --state in_doubt
cli-progress-begins = Sending begins: { $due ->
        [one] 1 mail is
       *[other] { $due } mails are
    } due.
cli-progress-accepted = { $accepted } of { $total } accepted
cli-progress-left = { $left } left
cli-progress-later = { $count } later
cli-progress-doubt = { $count } in doubt
cli-size-small = Note: this mail server takes mails of up to { $limit }, and notice.max_size lets mails have { $most }. Set notice.max_size lower: then check says which mail is too large, and not the mail server.
cli-no-dsn = Note: this mail server doesn't know DSN. A mail that can't be delivered may come back whole to sender.envelope_from, attachments and all; asking for its header only is not possible here.
cli-progress-refused = refused: { $id } ({ $reply })
cli-progress-in-doubt = in doubt: { $id }
cli-progress-expired = expired: { $id }
cli-progress-relay = It is tried again in { $span }. No mail was lost.
cli-progress-slowed = One of the receiving mail servers asks for time ({ $reply }). Mails to its domain now go at least { $span } apart; the others go on.
cli-progress-slowed-relay = The mail server asks for time ({ $reply }). All mails now go at least { $span } apart, and faster again once it takes them.
cli-progress-slowed-several = The mail server puts off mails to one domain after the other ({ $reply }). All mails now go at least { $span } apart, and faster again once it takes them.
cli-progress-fewer-lines = The mail server finds this too many connections at the same time ({ $reply }). From here on this run makes { $most ->
        [one] one
       *[other] { $most }
    } at most. To begin with so many: set relay.connections.
cli-progress-unheard = The mail server offers PIPELINING and doesn't hear what stands behind the end of a mail. No mail was lost. From here on each mail waits for the answer to the one before it, also in later runs: var/relays says so, and a line that is deleted there is forgotten.
cli-preflight-unheard = Note: this mail server offers PIPELINING and doesn't hear what stands behind the end of a mail, as a run found out ({ $since }). So each mail waits for the answer to the one before it. To let heraut try again, delete the line in var/relays.
cli-progress-waiting = Nothing goes out until { $until }. Ctrl-C stops; nothing is lost.
cli-end-stopped = Stopped. What was not handed over stays as it was.
cli-end-withdrawn = Stopped: an approval was withdrawn.
    .hint = Ask what is wrong. After a change, seal again.
cli-end-lapsed = Stopped: the approval expired before the first mail went out. Nothing was sent on it.
    .hint = Approve again: heraut shows who has to.
cli-end-clock = Stopped: this computer's clock and the time that passed don't agree, or the time of a mail was up before this run could see it come. Nothing expired by it.
    .hint = Look whether date and time are right. If so: heraut send --clock-is-right. If not, set the clock first.
cli-end-brake = Stopped by the brake: too many mails were refused.
    .hint = Look at the refusals first. Everything else stays as it was.
cli-end-brake-first = Stopped by the brake: the first { $refused } answers were all refusals.
    .hint = Look at the refusals first: often the settings or the mail itself are the cause. Everything else stays as it was.
cli-end-brake-share = Stopped by the brake: { $refused } of { $answers } answers were refusals.
    .hint = Look at the refusals first. Everything else stays as it was.
cli-end-brake-alike = Stopped by the brake: the mail server refused { $refused } mails in a row with the same words ({ $reply }). That is about this mailing or its sender, not about the organisations.
    .hint = Ask the administrators of the mail server: is a quota used up, or is this sender not allowed? Those refused can go again: heraut again ID --by "…" --why "…"
cli-end-brake-doubts = Stopped by the brake: { $doubts } mails in a row were handed over and the server never answered.
    .hint = Ask the administrators of the mail server what happened before you go on. The mails in doubt may have arrived.
cli-end-window = Outside sending hours. The next mails may go from { $at }.
cli-end-deadline = The deadline has passed. What had not gone out has expired.
cli-outlook = At this pace a run that began now would end about { $end }.
cli-outlook-deadline = At this pace a run that began now would end about { $end }, before the deadline of { $deadline }.
cli-outlook-late = At this pace { $left } of { $mails } { $mails ->
        [one] mail
       *[other] mails
    } would not go before the deadline of { $deadline }.
    .hint = Begin earlier, set a faster pace, allow more hours, or move window.deadline and ask for agreement on that.
cli-outlook-over = The deadline of { $deadline } has passed: no mail goes any more.
    .hint = Is later allowed? Change window.deadline. Mails that expired: heraut again ID --by "…" --why "…". Then seal and ask again: heraut seal
cli-outlook-unknown = When it will end can't be said beforehand.
cli-end-pace = The mails of an hour or a day are used up. The next may go from { $at }.
    .hint = Send again then, or let it wait for it: heraut send --wait
cli-end-pace-now = The mails of an hour or a day are used up.
cli-end-slowed = Mail servers asked for time { $times ->
        [one] once
       *[other] { $times } times
    }, so mails went slower than the pace in the settings.
cli-end-limit = The number of mails that was asked for is reached.
cli-end-nothing = There was nothing to send.
cli-end-caught = The caught mails lie in { $folder }
cli-dry-run = A dry run: no server was contacted and nothing was sent.
cli-dry-unsealed = Nothing is sealed yet: this is what would be sealed now.
cli-dry-due = { $due } due now, { $later } later, { $held } not to be offered.

## The mails that need a person

cli-put-off-domain = the part after the @ is not found; most likely there is a slip in the address
    .hint = correct the row and seal again: heraut seal. Is the address right? Then it is tried again by itself
cli-put-off-mailbox = the mailbox is not found; most likely there is a slip in the address
    .hint = correct the row and seal again: heraut seal. Is the address right? Then it is tried again by itself
cli-refused = the receiving side refused this mail
    .hint = ask them what is wrong. Row corrected: heraut rerun. Nothing wrong with the row: heraut again { $id }
cli-refused-mailbox = the mailbox doesn't exist
    .hint = find another address, correct the row, then: heraut rerun
cli-refused-domain = nobody receives mail at the part after the @
    .hint = find another address, correct the row, then: heraut rerun
cli-refused-address = this address can't be used
    .hint = find another address, correct the row, then: heraut rerun
cli-refused-closed = the mailbox is closed
    .hint = find another address, correct the row, then: heraut rerun
cli-refused-full = the mailbox is full
    .hint = ask them another way. Once there is room: heraut again { $id }
cli-refused-size = the mail is too large for them
    .hint = make the attachment smaller, then: heraut rerun
cli-refused-content = they don't take a mail of this form
    .hint = ask whoever runs the mail server. Once that is mended: heraut again { $id }
cli-refused-policy = a rule doesn't let this mail through: of the receiving side, or of our own mail server
    .hint = ask whoever runs the mail server whether relaying, the sender, SPF, DKIM and DMARC are right. Once that is mended: heraut again { $id }
cli-doubt = the line went quiet after the mail was handed over at { $at }. It may have arrived.
    .hint =
        Look for <{ $message }> in the mail server's log and take the queue id in front of it. It has arrived only if a line with that queue id says status=sent, or if it is still in the queue; a line “message-id=” alone proves nothing. Then:
          heraut resolve { $id } --arrived --by "…" --why "…"
          heraut resolve { $id } --resend --by "…" --why "…"
cli-doubt-lost = records of the journal are missing, so it may have gone before { $at }. Nobody here saw it go.
    .hint =
        Look for <{ $message }> in the mail server's log, or ask the organisation. Then:
          heraut resolve { $id } --arrived --by "…" --why "…"
          heraut resolve { $id } --resend --by "…" --why "…"
cli-doubt-unclear = the mail server answered “{ $reply }” after the mail was handed over at { $at }. That speaks of its own trouble or of the line to the next server, so it may have arrived.
    .hint =
        Look for <{ $message }> in the mail server's log and take the queue id in front of it. It has arrived only if a line with that queue id says status=sent, or if it is still in the queue; a line “message-id=” alone proves nothing. Then:
          heraut resolve { $id } --arrived --by "…" --why "…"
          heraut resolve { $id } --resend --by "…" --why "…"
cli-expired = it was not accepted in time
    .hint = ask whoever runs the mail server. Row corrected: heraut rerun. Nothing wrong with the row: heraut again { $id }
cli-bounced = it came back after it was accepted
    .hint = find another address, correct the row, then: heraut rerun

## status and heraut alone

cli-kind-trial = trial
cli-kind-rehearsal = rehearsal
cli-kind-live = live
cli-unsealed = { $campaign } · { $kind } · nothing sealed yet
cli-overview = { $campaign } · { $kind } · sealed { $at } · { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    }{ $before ->
        [0] {""}
       *[other] {" "}({ $before } sealed before)
    } · digest { $digest }
cli-agreed = Agreed: { $words }.
cli-agreed-by = { $role } ({ $name }, { $at })
cli-agreed-in = { $role } ({ $at })
cli-agreed-until = This holds until { $until }, if the first mail has gone out by then.
cli-agreed-begun = Sending on this approval began { $at }; it holds for the rest of these mails.
cli-agreed-lapsed = This expired { $until }, before the first mail went out.
cli-waiting-for = Waiting for: { $roles }.
cli-status-none = No mail is in this state.
cli-status-withheld-by = withheld by { $by }
cli-status-withheld = withheld by a person
cli-status-gone = its row left the list
cli-status-vouched = accepted on the word of { $by }
cli-status-earlier = a mail before it: { $state }, { $at }
cli-status-next = next try { $at }
cli-tries = { $count } tries

cli-remarks-open = { $count ->
        [one] 1 remark is still open:
       *[other] { $count } remarks are still open:
    }
    .hint = Read them: { $read }, or with all answers: { $review }. Dealt with? Then close it: { $command }
cli-remarks-more = and { $count } more
cli-remark-whole = the whole
cli-remark-text = “{ $text }”
cli-remark-gone = (the words are gone)
cli-remark-by = { $by }, { $at }
cli-remark-at = { $at }
cli-remark-answers = { $count ->
        [one] 1 answer
       *[other] { $count } answers
    }

## The one next step

cli-next-mend = Fix the errors above, then check again.
cli-next-try = Try it out. The catcher keeps every mail on this machine.
cli-next-try-loopback = Try it out. The mail server is on this computer, and every address lies under a name that is nobody's: no organisation receives anything.
cli-next-try-anew = The trial so far did not go to the mail server that is set now. To try that one, begin the trial anew:
cli-next-trial-done = This is a trial: the mail server is on this computer. Nobody has received anything. Read the mails as they are:
cli-next-try-again = Changed since the seal: { $files }. Try again; a trial seals again by itself.
cli-next-seal = All that can be known beforehand is in order. Freeze the mails.
cli-next-seal-again = Changed since the seal: { $files }. Seal the mails again; the approvals given before no longer count.
cli-next-approve = { $role } still has to agree. Let the mails be read with heraut review; then:
cli-next-approve-again = The approvals have expired. Ask for them again:
cli-next-send = Send what is still waiting.
cli-next-resolve = { $id } is in doubt, so a person decides. Look in the mail server's log: did it arrive, or must it go again (--resend)?
cli-next-later = Some mails are tried again at { $at }. Send again then, or wait for it:
cli-next-correct = Some were refused or expired. Correct their rows in the list and seal these alone; where nothing is wrong with the row, send the same mail again with heraut again.
cli-next-nothing-corrected = No row is new, changed or corrected, so there is nothing to seal. See which rows wait for a correction:
cli-next-differs = The list gives something else now for { $ids }. Take that in first:
cli-next-unsealed = { $count ->
        [one] One row on the list is not sealed yet
       *[other] { $count } rows on the list are not sealed yet
    } ({ $ids }). Seal:
cli-next-handed-over = This campaign was closed here on { $at }: go on where it was taken over. Its head again:
cli-next-running = Mails are being sent now. To stop after those in hand:
cli-next-read = Everybody on the list would have it. Read the mails as they are:
cli-next-real = Ready for the real thing? Put your own list, texts and mail server in config/heraut.toml. Then ask the server what it offers:
cli-next-done = nothing. { $accepted } of { $listed } have the mail.{ $withheld ->
        [0] { "" }
       *[other] {" "}{ $withheld } withheld.
    }{ $excluded ->
        [0] { "" }
       *[other] {" "}{ $excluded } excluded.
    }
cli-next-remarks = The remarks are shown with the mails:

## What people decide

cli-approved = Recorded: { $name } agrees as { $role }, to digest { $digest }.
cli-withdrawn = Recorded: { $name } no longer agrees to digest { $digest }.
cli-sender-hears = Mails are being sent now. That stops before the next mail.
cli-all-agreed = Everybody who has to agree has agreed.
cli-remark-made = Remark { $number } is recorded.
cli-remark-answered = The answer to remark { $number } is recorded.
cli-remark-closed = Remark { $number } is closed.
cli-withheld = { $id } is withheld: it gets no mail, whatever is sealed, until somebody releases it. What was approved for the others still holds.
cli-released = { $id } is no longer withheld.
cli-again = { $count ->
        [one] The mail of { $ids } is due again as it is.
       *[other] The mails of { $ids } are due again as they are.
    }
cli-withheld-list = { $count ->
        [one] Withheld, so it gets no mail: { $rows }
       *[other] Withheld, so they get no mail: { $rows }
    }
cli-resolved-arrived = { $count ->
        [one] { $id } counts as accepted. It is not sent again.
       *[other] { $id } count as accepted. They are not sent again.
    }
cli-resolved-resend = { $count ->
        [one] { $id } is sent again with the next send.
       *[other] { $id } are sent again with the next send.
    }
cli-stop-asked = Asked to stop. The mails in hand are finished first.
cli-handed-over = The campaign is closed here. Its head: { $head }
    .hint = Copy the folder to where it goes on, and there: heraut adopt --by "…" --why "…" --head { $head }
cli-adopted = The journal is taken over, in your name.
cli-adopted-whole = Nothing is missing from it. See that nothing is sent any more from where it was before.
cli-adopted-lost = Records may be missing: mails may have gone that this journal does not know of. { $in_doubt ->
        [0] No mail is in doubt now, but what is sealed from now on begins in doubt.
        [one] 1 mail is in doubt now, and what is sealed from now on begins in doubt.
       *[other] { $in_doubt } mails are in doubt now, and what is sealed from now on begins in doubt.
    } Nothing that was agreed before counts any more.
    .hint = Look in the mail server's log who has it. Then settle them, several at once if you like: heraut resolve ID ID … --arrived --by "…" --why "…", or --resend
cli-adopted-damaged = Only the first { $records ->
        [one] record was
       *[other] { $records } records were
    } right. All after that is left out; the damaged journal is kept in { $file }.

## preflight, catch, init

cli-preflight = { $host }, port { $port }, can be reached. No mail was sent. It offers:
cli-preflight-catcher = The built-in catcher answers. It delivers nothing. It offers:
cli-feature-tls = the line is encrypted
cli-feature-auth = it took our login
cli-feature-size = it says how large a mail may be
cli-feature-dsn = it reports mails that are late or come back
cli-feature-smtputf8 = it takes addresses in any script
cli-feature-pipelining = it takes several steps at once, which is faster
cli-catching = The catcher listens at { $address } and keeps every mail in { $folder }. It delivers none. Ctrl-C ends it.
cli-caught = The catcher has ended.
cli-init = A new campaign lies in { $folder }:
cli-init-invented = Every name and address in it is invented. Try it out as it is, then put your own list and texts in their place.

## Help

help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-general = With every command
help-word-options = [OPTIONS]
help-word-command = [COMMAND]
help-about = Sends one official notice to every organisation on a confidential list: once, provably, and without the list leaking.
help-after = Without a command, heraut says where this campaign stands and what the next step is.
help-global-dir = The campaign's folder (otherwise: the folder you are in)
help-global-set = Another value for one setting, for this time: --set relay.port=2525
help-global-json = One JSON document on standard output, for programs
help-global-lang = The language: nl or en
help-global-reveal = Show names and addresses too
help-global-verbose = Tell more
help-global-quiet = Tell only what needs a person
help-global-no-color = No colours
help-global-help = Show this help
help-global-version = Show the version
help-by = Who does this
help-why = Why, in a sentence
help-id = The id of a row, as in the list
help-ids = The ids of rows, as in the list
help-resolve-ids = The ids of one or more rows, as in the list
help-digest = The digest; its first twelve characters will do, with blanks or without
help-fresh = Start the trial over; the one before is kept aside
help-init = Make a new campaign's folder, ready to try out
help-init-dir = The folder; it must be empty or not exist yet
help-check = Read everything and tell all faults at once; mails nobody
help-check-write-ids = Write a copy of the list in which every row has an id
help-preflight = Ask the mail server what it offers; mails nobody
help-seal = Freeze every mail as it will go out
help-preview = Show the mail of one row from the templates as they stand
help-preview-row = The row: its id in the list, or its row number
help-preview-watch = Show it again at every change, until Ctrl-C
help-review = Make a folder in which people can read the mails
help-review-out = Where to (otherwise: beside the campaign's state)
help-review-redact = Without names, addresses and texts
help-remark = Record a remark
help-remark-text = The remark, between quotes
help-remark-mail = About the mail of this row
help-remark-answer = Answer remark N
help-remark-close = Close remark N
help-approve = Record that somebody agrees to what is sealed
help-approve-role = In which role
help-approve-recorded-by = Who records it, where somebody else agreed on paper
help-approve-ref = On which paper
help-withdraw = Take an agreement back; stops a run before its next mail
help-withdraw-role = In which role (otherwise: in all)
help-withhold = Withhold one organisation, whatever is sealed, until it is released
help-release = Let an organisation back in that somebody withheld
help-again = Send the same mails again that were refused, expired or gone from the list by mistake
help-send = Send what is due; never what was accepted before
help-send-dry-run = Only say what would be sent
help-send-limit = No more than N mails
help-send-only = Only these rows
help-send-wait = Stay until everything is settled, or the deadline
help-send-as-sealed = Send what was sealed, though files changed since; never to whom the list leaves out by now
help-send-after-brake = The brake stopped the last run, and you have looked into that
help-send-clock-is-right = You looked: this computer's date and time are right
help-send-transcript = Write the SMTP dialogue to a new file, without addresses, names, texts and secrets
help-send-yes = Without the question beforehand; needs --digest
help-stop = Let a running send finish the mails in hand and stop
help-status = The sum, and a line for each mail
help-status-state = Only mails in this state, such as refused or in_doubt
help-resolve = Decide about a mail in doubt
help-arrived = It arrived: never send it again
help-resend = It did not arrive: send it again
help-rerun = Seal what is new on the list, changed before it went, or was corrected
help-hand-over = Close the campaign here and show where its journal ends
help-adopt = Take over a journal from a backup, another machine, or with damage
help-adopt-head = Where the journal ends, as hand-over printed it
help-catch = Only listen, and keep every mail instead of delivering it
help-catch-port = At which port (otherwise: 2525; 0: any that is free)
help-doctor = Look at what a campaign relies on, for yourself or for a report; names nobody
help-completions = Completions for your shell
help-completions-shell = bash, elvish, fish, powershell or zsh
help-man = The manual page
help-man-out = One page for each command, in this folder

## doctor

cli-doctor-program = program
cli-doctor-system = system
cli-doctor-settings = settings
cli-doctor-relay = mail server
cli-doctor-files = files
cli-doctor-folder = folder
cli-doctor-state = memory
cli-doctor-key = key
cli-doctor-journal-trial = journal, trial
cli-doctor-journal-rehearsal = journal, rehearsal
cli-doctor-journal-live = journal
cli-doctor-vault = vault
cli-doctor-clock = clock
cli-doctor-lock = at work
cli-doctor-disk = disk
cli-doctor-state-disk = disk, memory
cli-doctor-below = see below
cli-doctor-well = Nothing here stands in the way. This names nobody: you can add it to a report.
cli-doctor-unwell = What is marked as an error stops commands. This names nobody: you can add it to a report.
