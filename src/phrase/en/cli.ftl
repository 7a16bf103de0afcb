# cli: the command line's own words. The names of the states and what stops a command are elsewhere.

cli-as-it-stands = { $text }
cli-error = error
cli-look = warning
cli-row = row { $row }
cli-row-of = row { $row } ({ ID($id, word: "id") })
cli-rows = rows { $first }-{ $last }
cli-id = { ID($id, word: "id") }
cli-line = line { $row }
cli-lines = lines { $first }-{ $last }
cli-yes = yes
cli-no = no
cli-next = Next:
cli-unknown-row = a row

## What was typed wrong

cli-usage = This command can't be read.
    .hint = For the commands and options: { $help }
cli-unknown-argument = There is no option { $typed } here.
    .hint = { $instead }
cli-unknown-word = What does “{ $typed }” mean?
    .hint = { $instead }
cli-option-nearest = Do you mean { $nearest }?
cli-options-here = Options of this command: { $options }.
cli-options-none = For the commands and options: heraut --help
cli-option-loose = heraut doesn't know what this belongs to. Put a text of several words between quotes. What you can type here: { $help }
cli-and-or = { $one } or { $other }
cli-unknown-command = There is no command { $typed }.
    .hint = { $near ->
        [yes] Do you mean: heraut { $nearest }
       *[no] For the list: heraut --help
    }
cli-missing-argument = This is missing: { $missing }
    .hint =
        Type it like this:
        {"  "}{ $lines }
cli-not-together = { $one } and { $other } don't go together.
    .hint = Leave one of the two out.
cli-value-missing = { $option } needs a value.
    .hint = Type the value after it.
cli-value-unknown = “{ $value }” is not a valid value for { $option }.
    .hint = Valid values: { $known }.
cli-value-wrong = “{ $value }” is not a valid value for { $option }.
    .hint = How to type it: { $help }

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
cli-kind-none = { $count ->
        [one] no kind in row { $row }
       *[other] no kind in { $count } rows, from row { $row }
    }
cli-kinds-more = and { $count } more
cli-left-out = { ID($ids, word: "id") }
cli-left-out-by-post = by post: { ID($ids, word: "id") }
cli-faults-more = { $count ->
        [one] 1 more row
       *[other] { $count } more rows
    } with the same problem: { $rows }
cli-faults-such-as = such as: { $what }
cli-faults-all = To see everything, row by row, add -v to the command.
cli-check-fine = Everything is in order: the list, the templates, the attachments and the settings.
cli-ids-written = { $file } has been made: { $rows } rows, of which { $given } got a new id in the column { $column }.
    .hint = In the settings, set list.file to this file, list.encoding = "utf-8", list.delimiter = ";" and list.columns.id = "{ $column }". Work in this file from now on.
cli-list-added = New since the seal: { $count ->
        [one] 1 row
       *[other] { $count } rows
    } ({ ID($what, word: "id") })
cli-list-gone = No longer on the list since the seal: { $count ->
        [one] 1 row
       *[other] { $count } rows
    } ({ ID($what, word: "id") })
cli-list-changed = Changed since the seal: { $count ->
        [one] 1 row
       *[other] { $count } rows
    }. { ID($what, word: "id") }
cli-list-change-name = name
cli-list-change-address = address
cli-list-change-left-out = now excluded
cli-list-change-mailed = no longer excluded
cli-list-change-ground = different ground
cli-check-settings-first = The list and the templates are read once the settings are in order.

## seal and review

cli-sealed = Sealed: { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    } ({ $size }), digest { $digest }
cli-seal-put-aside = The folder held sealed mails that the journal doesn't know (digest { $digest }). They are kept in { $file }, next to the vault.
    .hint = If a program was interrupted, this means nothing. If the journal was restored or is an older one, those mails may have been sent: look in the mail server's log before you send anything.
cli-sealed-before = The mails are the same as in the last seal, which still counts: digest { $digest }
cli-sealed-nothing = There is no mail to seal.
cli-changes = Changed since the last seal:
cli-change-settings = settings: { $what }
cli-change-files = files: { $what }
cli-change-added = { $count } added: { ID($what, word: "id") }
cli-change-gone = { $count ->
        [one] 1 no longer on the list, or now excluded: { ID($what, word: "id") }
       *[other] { $count } no longer on the list, or now excluded: { ID($what, word: "id") }
    }
cli-change-changed = { $count } with a different mail: { ID($what, word: "id") }
cli-beside = { $count ->
        [one] 1 row on the list is not in this seal: { $groups }.
       *[other] { $count } rows on the list are not in this seal: { $groups }.
    }
cli-beside-have = { $count ->
        [one] 1 already has the mail
       *[other] { $count } already have the mail
    }
cli-beside-trying = { $count ->
        [one] 1 is already sealed and still being tried
       *[other] { $count } are already sealed and still being tried
    }
cli-beside-doubt = { $count } in doubt
cli-beside-closed = { $count } refused or expired and not corrected
cli-beside-withheld = { $count } withheld
cli-changed-too-late = { $count ->
        [one] { ID($ids, word: "Id") } has changed, but its mail has already gone. It is not sent again.
       *[other] { $count } rows have changed, but their mails have already gone: { ID($ids, word: "id") }. They are not sent again.
    }
cli-preview-page = The HTML is in { $page }. Open that file in a browser.
cli-preview-by-row = No row on the list has the id { $row }. This is row { $row } of the file: { ID($id, word: "id") }.
cli-preview-letter = The letter is in { $letter }.
cli-preview-watching = As of { $at }. The mail is shown again at every change, here and in the browser. To stop: Ctrl-C.
cli-reviewed = The mails can be read: { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    }, digest { $digest }. The folder is { $size }. Open in a browser:
cli-input-empty = There is no text on standard input.
    .hint = Type it and end with Ctrl-D, or read it from a file: heraut … - < FILE
cli-input-long = The text on standard input is longer than { $most } kB.
    .hint = Keep it short, and say where the rest is.
cli-input-text = Standard input is not UTF-8 text.
    .hint = Save it as UTF-8 and try again.
cli-input-unreadable = Standard input can't be read: { $what }.
    .hint = Type the text, or read it from a file: heraut … - < FILE
cli-reviewed-kept = The folder that was there has not been deleted. It is now in { $dir }.
cli-reviewed-confidential = The folder shows who is on the list. Give it only to people who may know.

## send

cli-send-catcher = A trial: nothing leaves this computer. The built-in catcher keeps every mail, and nobody receives anything.
cli-send-checked = Everything was checked and sealed first. A trial needs nobody's approval.
cli-send-closed = Nothing may go out now. The first moment is { $at }. To wait for it: heraut send --wait
cli-send-words-end-first = The approval is valid until { $until }, and the first mail may only go at { $at }. By then the approval has expired.
    .hint = Ask for approval again shortly before that, or make approval.valid_for longer, seal and ask again: heraut seal
cli-send-unsealed = { $count ->
        [one] One row on the list is not sealed yet
       *[other] { $count } rows on the list are not sealed yet
    } ({ ID($ids, word: "id") }). This run doesn't reach them.
    .hint = Seal them too: heraut rerun
cli-send-looks = { $looks ->
        [one] There is 1 warning
       *[other] There are { $looks } warnings
    } to read before a real send: heraut check
cli-look-real = This is a REAL send: { $mails ->
        [one] 1 mail to 1 organisation
       *[other] { $mails } mails to { $mails } organisations
    } through { $relay }.
cli-look-relay = { $host } ({ $tls ->
    [none] not encrypted
   *[other] encrypted
})
cli-look-relay-login = { $relay }, logged in as { $user }
cli-look-pace = The pace is { $rate }.
cli-look-end = It will end at about { $end }.
cli-look-end-deadline = It will end at about { $end }; the deadline is { $deadline }.
cli-look-agreed = Approved by { $roles }, on digest { $digest }.
cli-look-last = Last sent: { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    }, the last one { $at }. Is that right?
cli-look-first = As far as this journal knows, nothing has been sent before. Is that right?
cli-network-share = The campaign is on a network share ({ $kind }). There, two computers may not see each other's lock, and the journal is not made for it.
    .hint = Work on a disk of this computer. To continue elsewhere: heraut hand-over here, and heraut adopt there.
cli-records-lost = Records of the journal may be missing since it was taken over on { $at }. Whatever may have been sent is in doubt until somebody says whether it was.
    .hint = Look in the mail server's log, then settle several at once: heraut resolve ID ID … --arrived --by "…" --why "…", or --resend
cli-clock-ask = Is that the right date and time? Type yes to continue:
cli-clock-yes = yes
cli-look-type = To begin, type the name of the campaign and the number of mails ({ $wanted }):
cli-look-wrong = “{ $typed }” is not the name of this campaign and its number of mails. Type exactly this: { $wanted }
cli-send-stopping = The mails on their way are being finished; then it stops. Press Ctrl-C again to stop at once.
cli-send-cut = Stopped at once. A mail that was on its way is now in doubt.
    .hint = See which: heraut status --state in_doubt
cli-progress-begins = Sending begins: { $due ->
        [one] 1 mail is
       *[other] { $due } mails are
    } due.
cli-progress-accepted = { $accepted } of { $total } accepted
cli-progress-left = { $left } left
cli-progress-later = { $count } later
cli-progress-doubt = { $count } in doubt
cli-size-small = Note: this mail server accepts mails of up to { $limit }, and notice.max_size allows { $most }. Lower notice.max_size: then check says which mail is too large, instead of the mail server.
cli-no-dsn = Note: this mail server doesn't report on mails itself (DSN). A mail that can't be delivered may come back whole to sender.envelope_from, attachments and all; asking for the header only is not possible here.
cli-progress-refused = refused: { ID($id, word: "id") } ({ $reply })
cli-progress-in-doubt = in doubt: { ID($id, word: "id") }
cli-progress-expired = expired: { ID($id, word: "id") }
cli-progress-relay = Trying again in { $span }. No mail was lost.
cli-progress-slowed = One of the receiving mail servers asks for time ({ $reply }). Mails to its domain now go at least { $span } apart; the others go on.
cli-progress-slowed-relay = The mail server asks for time ({ $reply }). All mails now go at least { $span } apart, and faster again once it accepts them.
cli-progress-slowed-several = The mail server defers mails to one domain after another ({ $reply }). All mails now go at least { $span } apart, and faster again once it accepts them.
cli-progress-fewer-lines = The mail server says that this is too many connections at the same time ({ $reply }). From now on this run opens { $most ->
        [one] one
       *[other] { $most }
    } at most. To begin with that number: set relay.connections.
cli-progress-unheard = The mail server offers PIPELINING but ignores what follows the end of a mail. No mail was lost. From now on each mail waits for the answer to the one before it, also in later runs: the file var/relays records that. To let heraut try again, delete the line there.
cli-preflight-unheard = Note: this mail server offers PIPELINING but ignores what follows the end of a mail, as a run found out ({ $since }). So each mail waits for the answer to the one before it. To let heraut try again, delete the line in var/relays.
cli-progress-waiting = Nothing goes out until { $until }. Ctrl-C stops; nothing is lost.
cli-end-stopped = Stopped. Mails that had not been handed over stay as they were.
cli-end-withdrawn = Stopped: an approval was withdrawn.
    .hint = Ask what is wrong. After a change, seal again.
cli-end-lapsed = Stopped: the approval expired before the first mail went out. Nothing was sent on it.
    .hint = Ask for approval again: heraut shows from whom.
cli-end-clock = Stopped: this computer's clock doesn't match the time that passed, or a mail's time was up before this run could see it happen. Nothing has expired because of it.
    .hint = Check the date and time. If so: heraut send --clock-is-right. If not, set the clock first.
cli-end-brake = Stopped by the brake: too many mails were refused.
    .hint = Look at the refusals first. Everything else stays as it was.
cli-end-brake-first = Stopped by the brake: the first { $refused } answers were all refusals.
    .hint = Look at the refusals first: often the settings or the mail itself are the cause. Everything else stays as it was.
cli-end-brake-share = Stopped by the brake: { $refused } of { $answers } answers were refusals.
    .hint = Look at the refusals first. Everything else stays as it was.
cli-end-brake-alike = Stopped by the brake: the mail server refused { $refused } mails in a row with the same words ({ $reply }). That is about this mailing or its sender, not about the organisations.
    .hint = Ask the administrators of the mail server: is a quota used up, or is this sender not allowed? Mails that were refused can be sent again: heraut again ID --by "…" --why "…"
cli-end-brake-doubts = Stopped by the brake: { $doubts } mails in a row were handed over and the server never answered.
    .hint = Ask the administrators of the mail server what happened before you continue. The mails in doubt may have arrived.
cli-end-brake-returned = Stopped by the brake: a mail came back for a reason that lies with the sender, not with the organisation ({ $code }).
    .hint = The other mails would come back too. Show the returned mail to the administrators of the mail server, then continue.
cli-end-brake-returned-no-code = Stopped by the brake: a mail came back for a reason that lies with the sender, not with the organisation.
    .hint = The other mails would come back too. Show the returned mail to the administrators of the mail server, then continue.
cli-end-window = Outside sending hours. The next mails may go from { $at }.
cli-end-deadline = The deadline has passed. What had not gone out has expired.
cli-forecast = Forecast: at this pace, sending now ends at about { $end }.
cli-forecast-deadline = Forecast: at this pace, sending now ends at about { $end }, before the deadline of { $deadline }.
cli-forecast-late = At this pace { $left } of { $mails } { $mails ->
        [one] mail
       *[other] mails
    } would not go out before the deadline of { $deadline }.
    .hint = Begin earlier, set a faster pace, allow more hours, or move window.deadline and ask for approval of that.
cli-forecast-over = The deadline of { $deadline } has passed: no more mail goes out.
    .hint = Is later allowed? Change window.deadline. Mails that expired: heraut again ID --by "…" --why "…". Then seal and ask again: heraut seal
cli-forecast-unknown = No forecast is possible of when it will end.
cli-end-pace = The limit of mails for an hour or a day is reached. The next may go from { $at }.
    .hint = Send again then, or let it wait: heraut send --wait
cli-end-pace-now = The limit of mails for an hour or a day is reached.
cli-end-slowed = Mail servers asked for time { $times ->
        [one] once
       *[other] { $times } times
    }, so mails went slower than the pace in the settings.
cli-end-limit = The number of mails you asked for is reached.
cli-end-nothing = There was nothing to send.
cli-end-caught = The caught mails are in { $folder }
cli-dry-run = A dry run: no server was contacted and nothing was sent.
cli-dry-unsealed = Nothing is sealed yet: this is what would be sealed now.
cli-dry-due = { $due } due now, { $later } later.

## The mails that need a person

cli-put-off-mails = { $count ->
        [one] 1 mail
       *[other] { $count } mails
    }
cli-put-off = the receiving side asks to come back later, as it does with senders that it doesn't know yet (greylisting)
cli-put-off-no-mailbox = the receiving side doesn't find the mailbox now
cli-put-off-no-domain = the part after the @ is not found now
cli-put-off-sender = our sender's address can't be checked now
cli-put-off-closed = the mailbox is closed for now, or busy
cli-put-off-full = the mailbox is full
cli-put-off-size = the mail is too large there now
cli-put-off-no-room = there is no room on the mail server now
cli-put-off-busy = the mail server is too busy now, or is being worked on
cli-put-off-unreachable = the receiving mail server can't be reached now
cli-put-off-content = the content of the mail is not accepted now
cli-put-off-policy = a rule of the receiving side lets it through later only, often because it doesn't know the sender yet (greylisting)
cli-put-off-cut = the connection was cut before the mail was handed over
cli-put-off-domain = the part after the @ is not found; most likely the address has a typing error
    .hint = correct the row and seal again: heraut seal. Is the address right? Then it is tried again automatically
cli-put-off-mailbox = the mailbox is not found; most likely the address has a typing error
    .hint = correct the row and seal again: heraut seal. Is the address right? Then it is tried again automatically
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
cli-refused-content = they don't accept a mail of this form
    .hint = ask whoever runs the mail server. Once that is fixed: heraut again { $id }
cli-refused-policy = a rule doesn't let this mail through: of the receiving side, or of our own mail server
    .hint = ask whoever runs the mail server whether relaying, the sender, SPF, DKIM and DMARC are right. Once that is fixed: heraut again { $id }
cli-doubt = the connection went quiet after the mail was handed over at { $at }. It may have arrived.
    .hint =
        Look for <{ $message }> in the mail server's log and take the queue id in front of it. It has arrived only if a line with that queue id says status=sent, or if it is still in the queue; a line “message-id=” alone proves nothing. Then:
          heraut resolve { $id } --arrived --by "…" --why "…"
          heraut resolve { $id } --resend --by "…" --why "…"
cli-doubt-lost = records of the journal are missing, so it may have gone before { $at }. Nobody here saw it go.
    .hint =
        Look for <{ $message }> in the mail server's log, or ask the organisation. Then:
          heraut resolve { $id } --arrived --by "…" --why "…"
          heraut resolve { $id } --resend --by "…" --why "…"
cli-doubt-unclear = the mail server answered “{ $reply }” after the mail was handed over at { $at }. That is about a problem of its own or on the way to the next server, so the mail may have arrived.
    .hint =
        Look for <{ $message }> in the mail server's log and take the queue id in front of it. It has arrived only if a line with that queue id says status=sent, or if it is still in the queue; a line “message-id=” alone proves nothing. Then:
          heraut resolve { $id } --arrived --by "…" --why "…"
          heraut resolve { $id } --resend --by "…" --why "…"
cli-expired = it was not accepted in time
    .hint = ask whoever runs the mail server. Row corrected: heraut rerun. Nothing wrong with the row: heraut again { $id }
cli-bounced = it came back after it was accepted: { $cause }
    .hint = { $next }
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
cli-agreed = Approved: { $words }.
cli-agreed-by = { $role } ({ $name }, { $at })
cli-agreed-in = { $role } ({ $at })
cli-agreed-until = This approval is valid if the first mail goes out by { $until }.
cli-agreed-begun = Sending on this approval has begun ({ $at }). The approval stays valid for the rest of these mails.
cli-agreed-lapsed = This expired { $until }, before the first mail went out.
cli-waiting-for = Waiting for: { $roles }.
cli-withdrawn-by = Withdrawn: { $role } ({ $name }, { $at }).
cli-withdrawn-in = Withdrawn: { $role } ({ $at }).
cli-withdrawn-because = { $who } Reason: { $why }
cli-status-none = No mail is in this state.
cli-status-withheld-by = withheld by { $by }
cli-status-withheld = withheld by somebody
cli-status-gone = its row is no longer on the list
cli-status-vouched = { $state } (according to { $by })
cli-status-earlier = an earlier mail: { $state }, { $at }
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
cli-remark-gone = (text not kept)
cli-remark-by = { $by }, { $at }
cli-remark-at = { $at }
cli-remark-answers = { $count ->
        [one] 1 answer
       *[other] { $count } answers
    }

## The one next step

cli-next-mend = Fix the errors above, then check again.
cli-next-try = Try it out. The catcher keeps every mail on this computer.
cli-next-try-loopback = Try it out. The mail server is on this computer, and every address has a name that is nobody's: no organisation receives anything.
cli-next-try-anew = The trial so far did not go to the mail server that is set now. To try that one, start the trial over:
cli-next-trial-done = This is a trial: the mail server is on this computer. Nobody has received anything. Read the mails as they are:
cli-next-try-again = Changed since the seal: { $files }. Try again; a trial seals again automatically.
cli-next-seal = Everything is in order so far. Seal the mails.
cli-next-seal-again = Changed since the seal: { $files }. Seal the mails again; the approvals given before no longer count.
cli-next-close-remarks = Close the open remarks ({ $count }) first; before that nobody can approve and nothing goes out:
cli-next-approve = The role “{ $role }” still has to approve. Have the mails read with heraut review; then:
cli-next-approve-again = The approvals have expired. Ask for them again:
cli-next-send = Send what is still waiting.
cli-next-resolve = { ID($id, word: "Id") } is in doubt, so a person decides. Have the mail server's log read (heraut resolve --from-log FILE), or look in it yourself. If it arrived, type this; if it must go again, type --resend instead of --arrived:
cli-next-later = { $count ->
        [one] 1 mail is tried again at { $at }.
       *[other] { $count } mails are tried again, the first at { $at }.
    } Send again then, or wait for it:
cli-next-window = The rest may go from { $at }. Send again then, or wait for it:
cli-next-correct = Some mails were refused or expired. Correct their rows in the list and seal only those; if nothing is wrong with a row, send the same mail again with heraut again.
cli-nothing-corrected = No row is new, changed or corrected, so there is nothing to seal.
cli-next-still-wrong = See which rows still need a correction:
cli-next-differs = The list has changed for { ID($ids, word: "id") }. Seal that first:
cli-next-unsealed = { $count ->
        [one] One row on the list is not sealed yet
       *[other] { $count } rows on the list are not sealed yet
    } ({ ID($ids, word: "id") }). Seal:
cli-next-handed-over = This campaign was closed here ({ $at }): continue where it was taken over. Where the journal ends:
cli-next-running = Mails are being sent now. To stop after the ones on their way:
cli-next-read = In a real send everybody would have it. Read the mails as they are:
cli-next-real = Ready for the real thing? Put { $what } in config/heraut.toml. Then ask the mail server what it offers:
cli-next-real-after-catcher = This was the built-in catcher. For a real send, put { $what } in config/heraut.toml. Then ask the mail server what it offers:
cli-own-list = your own list
cli-own-texts = your own texts
cli-own-server = your mail server
cli-next-done = Done. { $accepted } of { $listed } have the mail.{ $withheld ->
        [0] { "" }
       *[other] {" "}{ $withheld } withheld.
    }{ $excluded ->
        [0] { "" }
       *[other] {" "}{ $excluded } excluded.
    }
cli-next-returns = All mails have been handed over. Read what comes back:
cli-next-remarks = The remarks are shown with the mails:

## What people decide

cli-approved = Recorded: { $name } approves as “{ $role }”, on digest { $digest }.
cli-signed-with = Signed with key { $key }.
cli-unsigned = The approval as “{ $role }” doesn't count. { $why }
cli-statement = This is the exact text. Save it, sign it with ssh-keygen -Y sign -n heraut -f KEY FILE, and record the approval with the same words and --signature FILE.sig instead of --statement.
cli-withdrawn = Recorded: { $name } withdraws the approval of digest { $digest }.
cli-sender-hears = A send is running now. It stops before its next mail.
cli-all-agreed = Everybody who has to approve has done so.
cli-remark-made = Remark { $number } is recorded.
cli-remark-answered = The answer to remark { $number } is recorded.
cli-remark-closed = Remark { $number } is closed.
cli-serving = The review page is on: { $origin }. Stop it with Ctrl-C.
cli-serve-invite = Invite whoever has to read or approve:
cli-served = The review page is off.
cli-invited = { $roles ->
        [none] Invitation { $number } for { $name }, to read and to make remarks. Valid until { $until }.
       *[other] Invitation { $number } for { $name }, who may approve as { $roles }. Valid until { $until }.
    }
cli-invite-link = Give this link to { $name } only. It works once, and it is not shown again:
cli-invite-serve = The link works while the review page is on:
cli-invite-none = Nobody has been invited yet.
cli-invite-waiting = not opened yet, valid until { $until }
cli-invite-open = opened { $opened }, valid until { $until }
cli-invite-ended = ended { $until }
cli-invite-revoked = revoked
cli-invite-reads = reads
cli-invite-somebody = (name not kept)
cli-invitation-revoked = Invitation { $number } is revoked. Whoever was reading with it sees nothing any more.
cli-withheld = { ID($id, word: "Id") } is withheld: it gets no mail, whatever is sealed, until somebody releases it. The approval for the others still counts.
cli-released = { ID($id, word: "Id") } is no longer withheld.
cli-again = { $count ->
        [one] The mail of { ID($ids, word: "id") } is due again as it is.
       *[other] The mails of { ID($ids, word: "id") } are due again as they are.
    }
cli-withheld-list = { $count ->
        [one] Withheld, so it gets no mail: { ID($rows, word: "id") }
       *[other] Withheld, so they get no mail: { ID($rows, word: "id") }
    }
cli-resolved-arrived = { $count ->
        [one] { ID($id, word: "Id") } counts as accepted. It is not sent again.
       *[other] { ID($id, word: "Id") } count as accepted. They are not sent again.
    }
cli-resolved-resend = { $count ->
        [one] { ID($id, word: "Id") } is due again: it goes with the run that is under way, or with the next one.
       *[other] { ID($id, word: "Id") } are due again: they go with the run that is under way, or with the next one.
    }
cli-stop-asked = The send stops. Mails that are already on their way are finished first.
cli-handed-over = The campaign is closed here. Where the journal ends: { $head }
    .hint = Copy the folder to where you continue, and type there: heraut adopt --by "…" --why "…" --head { $head }
cli-adopted = The journal is taken over, in your name.
cli-adopted-whole = Nothing is missing from it. Make sure that nothing more is sent from where it was before.
cli-adopted-lost = Records may be missing: mails may have been sent that this journal does not know of. { $in_doubt ->
        [0] No mail is in doubt now, but what is sealed from now on begins in doubt.
        [one] 1 mail is in doubt now, and what is sealed from now on begins in doubt.
       *[other] { $in_doubt } mails are in doubt now, and what is sealed from now on begins in doubt.
    } Everybody who approved before has to do so again.
    .hint = Look in the mail server's log who has the mail. Then settle them, several at once if you like: heraut resolve ID ID … --arrived --by "…" --why "…", or --resend
cli-adopted-damaged = Only the first { $records ->
        [one] record was
       *[other] { $records } records were
    } right. Everything after that is left out; the damaged journal is kept in { $file }.

## preflight, catch, init

cli-preflight = { $host }, port { $port }, can be reached. No mail was sent. The mail server offers:
cli-preflight-catcher = The built-in catcher answers. It delivers nothing. It offers:
cli-feature-tls = encrypted connection
cli-feature-auth = login accepted
cli-feature-size = limit on the size of a mail
cli-feature-dsn = reports on mails that are late or come back
cli-feature-smtputf8 = addresses in any script
cli-feature-pipelining = several steps at once, which is faster
cli-catching = The catcher is listening at { $address } and keeps every mail in { $folder }. It delivers nothing. Ctrl-C ends it.
cli-caught = The catcher has stopped.
cli-init = A new campaign is in { $folder }:
cli-init-invented = Every name and address in it is invented. Try it out as it is, then put your own list and texts in their place.

## The journal, checked

cli-verify-journal = The journal is whole: { $count ->
        [one] one record
       *[other] { $count } records
    }, { $seals ->
        [one] one seal
       *[other] { $seals } seals
    }, { $mails ->
        [one] one mail
       *[other] { $mails } mails
    }. It ends at { $head }.

## Help

help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-general = With every command
help-word-options = [OPTIONS]
help-word-command = [COMMAND]
help-value-count = N
help-value-digest = DIGEST
help-value-dir = DIR
help-value-file = FILE
help-value-head = COUNT:HASH
help-value-id = ID
help-value-path = PATH
help-value-name = NAME
help-value-port = PORT
help-value-role = ROLE
help-value-setting = KEY=VALUE
help-value-shell = SHELL
help-value-state = STATE
help-value-text = TEXT
help-about = Sends one official notice to every organisation on a confidential list: once, provably, and without the list leaking.
help-after = Without a command, heraut says where this campaign stands and what the next step is.
help-global-dir = The campaign's folder (otherwise: the folder you are in)
help-global-set = Another value for one setting, for this time: --set relay.port=2525
help-global-json = One JSON document on standard output, for programs
help-global-lang = The language: nl or en
help-global-reveal = Show names and addresses too
help-global-verbose = Show more
help-global-quiet = Show only what needs action
help-global-no-color = No colours
help-global-help = Show this help
help-global-version = Show the version
help-by = Who does this
help-why = Why, in a sentence
help-id = The id of a row, as in the list
help-ids = The ids of rows, as in the list
help-resolve-ids = The ids of one or more rows, as in the list
help-resolve-from-log = Read logs of the mail server (Postfix, Exim, Exchange), oldest first, and settle every mail in doubt that they show was taken; - is standard input
help-resolve-dry-run = Say what the logs show, and record nothing
help-status-untold = Only those who could not be told by mail, with why and what to do: for telephone and post
help-status-csv = Write that list with names and addresses to a new file that only you can read
help-digest = The digest; the first twelve characters are enough, with or without spaces
help-fresh = Start the trial over; the previous one is kept
help-init = Make a new campaign's folder, ready to try out
help-init-dir = The folder; it must be empty or not exist yet
help-check = Check everything and show all errors and warnings at once; mails nobody
help-check-write-ids = Write a copy of the list in which every row has an id
help-preflight = Ask the mail server what it offers; mails nobody
help-seal = Seal every mail exactly as it will go out
help-preview = Show the mail of one row from the templates as they are now
help-preview-row = The row's id in the list; if no row has it, the row number in the file
help-preview-watch = Show it again after every change, until Ctrl-C
help-export = Write evidence to a new folder: mails, journal, approvals, with checksums that standard tools check
help-export-dir = The new folder
help-report = What became of every organisation: for people and for spreadsheets
help-report-html = The report as a page for people, in a new file
help-report-csv = Every row of the list as a table (CSV), in a new file
help-report-xlsx = The same as a workbook for spreadsheet programs (XLSX), in a new file
help-report-redact = Without names, addresses, ids, domains and times of single mails: fit to be published
help-review = Make a folder in which people can read the mails
help-review-out = Where to (otherwise: with the campaign's data)
help-review-marked = Show in the text of each mail what comes from the list
help-review-redact = Without names, addresses, ids and texts: each organisation under an alias
help-remark = Record a remark
help-remark-text = The remark, between quotes
help-remark-mail = About the mail of this row
help-remark-answer = Answer remark N
help-remark-close = Close remark N
help-serve = Let people read, remark and approve in a browser
help-serve-port = Listen on this port instead of the one in the settings
help-invite = Invite somebody to read and approve in a browser
help-invite-name = The person's name, as in the settings
help-invite-role = The role to approve in; without a role: only to read and remark
help-invite-hours = Valid for this many hours, 1 to 720
help-invite-mail = Shows only the mail of this row
help-invite-redacted = Shows aliases in place of names, and no mail
help-invite-list = Show all invitations
help-invite-revoke = Revoke invitation N
help-approve = Record that somebody approves what is sealed
help-approve-role = In which role
help-approve-recorded-by = Who records it, if somebody else approved on paper
help-approve-ref = On which paper
help-approve-statement = Print the exact text to sign; record nothing
help-approve-signature = The signature over that text, as ssh-keygen -Y sign makes it
help-withdraw = Withdraw an approval; stops a run before its next mail
help-withdraw-digest = The digest; not needed if only one seal is in force
help-withdraw-role = In which role (otherwise: in all)
help-withhold = Withhold one organisation, whatever is sealed, until it is released
help-release = Stop withholding an organisation
help-again = Send the same mails again: refused, expired, or dropped from the list by mistake
help-send = Send what is due; never what was already accepted
help-send-dry-run = Only say what would be sent
help-send-limit = No more than N mails
help-send-only = Only these rows
help-send-wait = Stay until everything is settled, or until the deadline
help-send-as-sealed = Send what was sealed even if files have changed; never to anybody the list now leaves out
help-send-after-brake = The brake stopped the last run, and you have looked into it
help-send-clock-is-right = You have checked: this computer's date and time are right
help-send-transcript = Write the SMTP dialogue to a new file, without addresses, names, texts and secrets
help-send-yes = Don't ask for confirmation first; needs --digest
help-stop = Let a running send finish the mails on their way and stop
help-status = The sum, and a line for each mail
help-status-state = Only mails in this state, such as refused or in_doubt
help-resolve = Show what is known of a mail in doubt, or decide about it
help-arrived = It arrived: never send it again
help-resend = It did not arrive: send it again
help-rerun = Seal what is new on the list, changed before it was sent, or was corrected
help-bounces = Read returned mail: what each is, which of our mails it is about, and whose fault it is
help-bounces-paths = Files (.eml, mbox), Maildirs, or folders of such files; without any, the mailbox at returns.imap. They are only read
help-bounces-tray = Show only what a person has to settle: what fits none of our mails for certain
help-bounces-dry-run = Only say what the mails are; record nothing
help-bounces-follow = Keep reading the mailbox at returns.imap as mail arrives, until Ctrl-C
help-verify = Say whether a mail is one of ours and unchanged, or check the whole journal
help-verify-file = The mail as a file (.eml), as a mail program saves it
help-verify-journal = Check every record of the journal and every seal
help-hand-over = Close the campaign here and show where its journal ends
help-adopt = Take over a journal: from a backup, another computer, or damaged
help-adopt-head = Where the journal ends, as hand-over printed it
help-catch = Run only the built-in catcher: it keeps every mail and delivers none
help-catch-port = On which port (otherwise: 2525; 0: any free one)
help-doctor = Check what a campaign relies on, for yourself or for a report; names nobody
help-completions = Completions for your shell
help-completions-shell = bash, elvish, fish, powershell or zsh
help-man = The manual
help-man-out = One page for each command, in this folder

## doctor

cli-doctor-program = program
cli-doctor-system = system
cli-doctor-settings = settings
cli-doctor-relay = mail server
cli-doctor-relays = mail server, notes
cli-doctor-files = files
cli-doctor-folder = folder
cli-doctor-state = send history
cli-doctor-key = key
cli-doctor-journal-trial = journal, trial
cli-doctor-journal-rehearsal = journal, rehearsal
cli-doctor-journal-live = journal
cli-doctor-vault = vault
cli-doctor-clock = clock
cli-doctor-lock = running
cli-doctor-disk = disk
cli-doctor-state-disk = disk, history
cli-doctor-below = see below
cli-doctor-well = Everything is in order.
cli-doctor-warned = Commands work, but read the warnings above first.
cli-doctor-unwell = Fix the errors above first: until then commands refuse to run.
cli-doctor-shareable = This shows no name of a person or organisation, so you can send it along when you ask for help.

cli-rehearse = Rehearsal: { $mails ->
    [one] 1 mail
   *[other] { $mails } mails
} to { $guests ->
    [one] 1 address
   *[other] each of { $guests } addresses
} of the guest list ({ $ids }). The subject begins with [PROEF].
cli-rehearse-apart = This rehearsal is kept apart, in var/rehearsal. Nothing of it counts as sent.
help-rehearse = Rehearse the real way, to the mailboxes of reviewers
help-rehearse-to = Addresses that are on the guest list (rehearsal.guests)
help-rehearse-only = Only the mails of these rows; otherwise the first, the largest, that of the longest name, and one of each kind
help-value-address = ADDRESS

## bounces

cli-bounces-in = { $file }, mail { $number }
cli-bounces-file = { $file }
cli-bounces-nobody = names nobody
cli-bounces-unmatched = none of ours, as far as it says
cli-bounces-sum = { $mails ->
        [one] 1 returned mail
       *[other] { $mails } returned mails
    }: { $failed } not arrived, { $delayed } delayed or held, { $arrived } delivered or handed on, { $answers } automatic answers and reports, { $other } answers of people or not understood. { $unmatched } can't be matched with a mail of this campaign.
cli-bounces-faults = Not arrived: { $them } because of the address or the recipient, { $us } because of the sender, { $line } because of the way there, { $unknown } for no reason given.
cli-bounces-nothing-recorded = Nothing was recorded, and nothing in the mailbox was changed.
cli-bounces-recorded = { $count ->
        [0] Nothing new was recorded
        [one] 1 mail was recorded
       *[other] { $count } mails were recorded
    }, and nothing in the mailbox was changed. Where each stands: heraut status
cli-bounces-following = Reading { $mailbox } as mail arrives. Stop with Ctrl-C.
cli-bounces-followed = Stopped. What was read is recorded, and nothing in the mailbox was changed.
cli-bounces-again = Reading the mailbox will be tried again.
cli-bounces-earlier = It is about an earlier mail, or about a delay of an earlier attempt, and was not recorded.
cli-bounces-unsure = It was not recorded: nothing that only this mail has names it, or it may be about an earlier attempt, or the mail was never handed over. Look at it.
cli-tray-number = waits under number { $number }
cli-tray-gone = The vault no longer has what it says. Read the whole mailbox again: name its files, or delete the file returns beside the journal.
cli-tray-sum = { $count ->
        [0] No returned mail waits for a person.
        [one] 1 returned mail waits for a person.
       *[other] { $count } returned mails wait for a person.
    }
cli-tray-settle = Read each. If it is about one of ours:
cli-tray-dismiss = If it is about none of ours, or no news:
cli-tray-settled = Recorded: returned mail { $number } is about { ID($id, word: "id") }, whose mail is { $state } now.
cli-tray-no-news = Recorded: returned mail { $number } is about { ID($id, word: "id") }, and changes nothing.
cli-tray-dismissed = Recorded: returned mail { $number } is about none of ours, or no news.
cli-bounces-waits = { $count ->
        [one] 1 of them waits for a person
       *[other] { $count } of them wait for a person
    }: heraut bounces --tray
cli-bounces-tray-full = { $count ->
        [one] 1 more should wait for a person and was
       *[other] { $count } more should wait for a person and were
    } not kept: too many wait already. Settle some, and read the mailbox again.
cli-overview-tray = { $count ->
        [one] 1 returned mail waits for a person
       *[other] { $count } returned mails wait for a person
    }: heraut bounces --tray
help-bounces-settle = Settle the returned mail with this number: it is about the organisation of --mail
help-bounces-dismiss = Settle the returned mail with this number: it is about none of ours, or no news
help-bounces-mail = The id of the organisation that it is about
help-bounces-state = What became of the mail, where the returned mail doesn't say: bounced, delayed or delivered
