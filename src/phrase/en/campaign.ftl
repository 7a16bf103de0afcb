# campaign: what stops a command, and the names of the states.

campaign-input = { $count ->
        [one] 1 error must be fixed first.
       *[other] { $count } errors must be fixed first.
    } Nothing was sealed and nothing was sent.
    .hint = Fix the errors above, then check again: heraut check
campaign-list-attached = the attachment { $name } is the list itself, or the register of exclusions
    .hint = take this attachment out of the settings; the list goes to nobody
campaign-file-writable = others on this computer can change this file (permissions { $mode })
    .hint = remove that permission: chmod go-w on the file
campaign-file-readable = others on this computer can read who is on the list (permissions { $mode })
    .hint = let only its owner read it: chmod 600 on the file
campaign-none-here = There is no campaign here: { $file } doesn't exist.
    .hint = Go to the campaign's folder, give it with -C, or start a new one: heraut init DIR
campaign-no-mail-here = There is no mail in { $path }.
    .hint = Name files (.eml or mbox), a Maildir (with new and cur), or a folder of .eml or .mbox files.
campaign-mail-large = { $path } is larger than { $most } MB, so it is no mail.
    .hint = Name the file that the mail program saved for this one mail (.eml).
campaign-no-mailbox = There is nothing to read: no files were named, and the settings name no mailbox.
    .hint = Name files (.eml, mbox, a Maildir), or fill in returns.imap and returns.user in config/heraut.toml.
campaign-other-mailbox = The settings don't name { $asked } as the mailbox that mails return to.
    .hint = Write it at returns.imap in config/heraut.toml; then heraut bounces reads it.
campaign-packed-log = { $file } is packed in a way that heraut doesn't read.
    .hint = Unpack it first, or unpack it to standard input: xzcat { $file } | heraut resolve --from-log - --by "…"
campaign-logs-out-of-order = { $file } is older than { $after }, which was named before it. Read in this order, a mail's end comes before its beginning.
    .hint = Name the logs oldest first. ls -tr mail.log* shows them so.
campaign-in-the-way = { $file } is already there, and heraut did not write it as it is now.
    .hint = heraut doesn't overwrite other people's files. Move it, or choose another folder.
campaign-not-empty = There is already something in this folder.
    .hint = Choose a folder that is empty or doesn't exist yet: heraut init DIR
campaign-held = Another heraut command is working on this campaign.
    .hint = Wait until it is done. To watch: heraut status. To stop it after the mails on their way: heraut stop
campaign-lock-file = heraut can't check whether another heraut command is working on this campaign ({ $what }).
    .hint = Check whether you may write in the folder var.
campaign-not-sealed = Nothing is sealed yet.
    .hint = Check whether everything is in order with heraut check, then seal the mails: heraut seal
campaign-not-approved = Not sent: digest { $digest } still needs approval from: { $missing }.
    .hint =
        Have the mails read with heraut review. Then record each approval:
          heraut approve --digest { $prefix } --by "…" --as { $first }
campaign-remarks-open = Not sent: { $count ->
        [one] one remark is
       *[other] { $count } remarks are
    } still open, and the sealed settings (approval.open_remarks) let nothing go out before all are closed.
    .hint =
        Read them, and close each:
          heraut --reveal status
          heraut remark --close … --by "…"
campaign-not-signed = Not sent: the approval as “{ $role }” doesn't count. { $why }
    .hint =
        Have it signed and recorded again. The text to sign:
          heraut approve --digest { $prefix } --by "…" --as { $role } --statement
campaign-approval-lapsed = Not sent: the approval of digest { $digest } was valid until { $since }.
    .hint = Ask for approval again. For each role: heraut approve --digest { $prefix } --by "…" --as …
campaign-real-without-roles =
    { $count ->
        [one] a row has an address that may be somebody's ({ ID($ids, word: "id") }), so this is a real send, wherever the mail server is, and approval.required names nobody
       *[other] { $count } rows have an address that may be somebody's (such as { ID($ids, word: "id") }), so this is a real send, wherever the mail server is, and approval.required names nobody
    }
    .hint = Name at approval.required who must approve. To try things out, use addresses under .example, .test or .invalid only, or relay.kind = "catcher".
campaign-bare-login = the login goes to a port on this computer without TLS: anybody who uses this computer can answer there
    .hint = For a tunnel, set relay.host to the name of the real mail server, relay.connect to the port here, and relay.tls to "implicit" or "starttls": then only the real server gets the login.
campaign-reached-by-trial =
    { $count ->
        [one] Stopped: { ID($ids, word: "id") } may already have this mail. It went out through a mail server on this computer, in a run that an earlier version kept as a trial.
       *[other] Stopped: { $count } organisations may already have this mail (such as { ID($ids, word: "id") }). It went out through a mail server on this computer, in a run that an earlier version kept as a trial.
    }
    .hint =
        Make that run the real one, so that nobody gets the mail twice. Copy var first, remove var/live if nothing was sent from there, and rename var/trial to var/live. Then:
          heraut adopt --by "…" --why "…"
campaign-no-roles = Not sent: this mail server can reach anybody, and the seal doesn't say who must approve.
    .hint = Name at approval.required who must approve, and seal again: heraut seal
campaign-other-digest = That is not the digest of what is sealed now. The right one is { $digest }.
    .hint = Check whether you read the latest version: heraut review. Copy at least twelve characters of the digest.
campaign-not-confirmed = Not sent: nobody confirmed it.
    .hint = Give the command again and type the campaign's name, which needs a terminal. Or confirm beforehand: heraut send --yes --digest …
campaign-wrong-name = Not sent: “{ $typed }” is not the name of this campaign and its number of mails.
    .hint = Give the command again and type exactly { $campaign }: heraut send
campaign-several-seals = { $count ->
        [one] 1 seal is in force
       *[other] { $count } seals are in force
    }: { $digests }. It is not clear which one you mean.
    .hint = Add its digest: --digest "…"
campaign-list-differs = Not sent: what was sealed ({ $at }) no longer matches the list. { $what }.
    .hint = { $command ->
        [check] See what is wrong, and correct it: heraut check
        [rerun] Seal what changed, and have it approved: heraut rerun. The other mails keep their approvals. To send exactly what was approved, except to anybody the list now leaves out: heraut send --as-sealed
       *[seal] Seal again and ask for approval again: heraut seal. To send exactly what was approved, except to anybody the list now leaves out: heraut send --as-sealed
    }
campaign-differs-address = { $count ->
        [one] { ID($ids, word: "id") } has a different address
       *[other] { ID($ids, word: "id") } have a different address
    }
campaign-differs-text = { $count ->
        [one] the mail to { ID($ids, word: "id") } gets a different text
       *[other] the mails to { ID($ids, word: "id") } get a different text
    }
campaign-differs-gone = { $count ->
        [one] { ID($ids, word: "id") } is not on the list
       *[other] { ID($ids, word: "id") } are not on the list
    }
campaign-differs-left-out = { $count ->
        [one] { ID($ids, word: "id") } is excluded
       *[other] { ID($ids, word: "id") } are excluded
    }
campaign-differs-faulty = no mail can be made now for { ID($ids, word: "id") }
campaign-input-moved = { $names } changed while it was being read. Nothing was sealed and nothing was sent.
    .hint = Save the file and close it, then give the same command again.
campaign-head-changed = Not sent: these settings are different from when it was sealed: { $lines }.
    .hint = Set them back, or seal and ask for approval again: heraut seal
campaign-too-slow = Not sent: at this pace { $left } of { $mails } { $mails ->
        [one] mail
       *[other] mails
    } would not go out before the deadline of { $deadline }.
    .hint = Set a faster pace for this time, such as --set pace.rate='"60/min"'; send only what fits with --limit; or move window.deadline, seal and ask for approval again: heraut seal
campaign-deadline-passed = Not sent: the deadline was { $deadline }.
    .hint = Is later allowed? Change window.deadline. Mails that expired: heraut again ID --by "…" --why "…". Then seal and ask for approval again: heraut seal
campaign-clock-expires = According to this computer it is { $now }. That means the time of { $mails ->
        [one] one mail
       *[other] { $mails } mails
    } is up, and no run saw that happen. The last record of this campaign is from { $last }.
    .hint = Is that right? Then say so: heraut send --clock-is-right. If not, set the clock first; nothing was sent and nothing has expired.
campaign-clock-behind = According to this computer it is { $now }, but this campaign has a record from { $last }. One of the two is wrong.
    .hint = Is that right? Then say so: heraut send --clock-is-right. If not, set the clock first; nothing was sent and nothing has expired.
campaign-clock-silence = According to this computer it is { $now }, and the last record of this campaign is from { $last }. That is a long silence.
    .hint = Is that right? Then say so: heraut send --clock-is-right. If not, set the clock first; nothing was sent and nothing has expired.
campaign-no-such-id = There is no row with id { $id }.
    .hint = The ids are in the list and in: heraut status
campaign-no-such-remark = There is no remark with number { $number }.
    .hint = The remarks are shown with their numbers in: heraut review
campaign-cannot-resolve = { ID($id, word: "Id") } is not in doubt but { $state }. There is nothing to decide here.
    .hint = Which mails are in doubt: heraut status --state in_doubt
campaign-cannot-withhold = It is too late to withhold { ID($id, word: "id") }: { $state }.
    .hint = Only a mail that was not handed over yet can be withheld. To see which: heraut status --state queued
campaign-no-state-folder = There is no place outside the campaign's folder to record what was sent, so a copy of the folder could send everything again. A real campaign needs such a place.
    .hint = Set XDG_STATE_HOME to a folder outside the campaign that stays on this computer, such as ~/.local/state.
campaign-sent-before = A campaign with this name was sent from this computer to organisations on this list, and this folder knows nothing about it. It may be a copy, or the folder var was emptied.
    .hint = Continue in the folder it was sent from, or put its folder var back. If you can't: heraut adopt --by "…" --why "…" continues here, and every mail then starts in doubt. A new notice needs its own campaign.name.
campaign-other-user = This folder belongs to { $owner }; you are { $you }.
    .hint = Continue as { $owner } (so without sudo).
campaign-not-a-head = What follows --head is not where a journal ends.
    .hint = Copy it as heraut hand-over showed it: the number of records, a colon, and the hash or at least its first 16 digits.
campaign-cannot-release = Nobody withholds { ID($id, word: "id") }: { $state }.
    .hint = Who is withheld: heraut status --state withheld. If the row was off the list and is back: heraut rerun
campaign-cannot-again = { ID($id, word: "Id") } was not refused, expired or dropped from the list but is { $state }, so it can't be sent again as it is.
    .hint = If the row was corrected: heraut rerun. If a mail is in doubt: heraut resolve
campaign-withheld-by = { ID($id, word: "Id") } is withheld by { $by }.
    .hint = To stop withholding it: heraut release { $id } --by "…" --why "…"
campaign-withheld-already = { ID($id, word: "Id") } is already withheld.
    .hint = To stop withholding it: heraut release { $id } --by "…" --why "…"
campaign-left-out-ground = { ID($id, word: "Id") } gets no mail anyway: excluded ({ $ground }).
    .hint = Is that wrong? Correct the list or the register, then: heraut check
campaign-left-out = { ID($id, word: "Id") } gets no mail anyway: excluded.
    .hint = Is that wrong? Correct the list or the register, then: heraut check
campaign-no-mail-to-show = { ID($id, word: "Id") } (row { $row }) gets no mail: excluded ({ $ground }).
    .hint = Is that wrong? Correct the list or the register, then: heraut check
campaign-faulty-row = No mail can be made yet for { ID($id, word: "id") }: its row has an error.
    .hint = Look at the error and correct the row: heraut check
campaign-not-listed = { ID($id, word: "Id") } is not on the list now, so it gets no mail.
    .hint = Put the row back on the list first.
campaign-not-running = Nothing is being sent now.
    .hint = To see every mail: heraut status
campaign-only-trials = Only a trial can start over.
    .hint = A mail that was accepted is not sent again. If a row was corrected: heraut rerun
campaign-file = { $file } can't be read or written ({ $what }).
    .hint = Check whether you may read and write there, and whether there is room.

## The states: the same words on every screen and every page.

campaign-no-return-path = no return address can be made for it
state-excluded = excluded
state-withheld = withheld
state-queued = still to send
state-offered = being handed over
state-accepted = accepted
state-deferred = later
state-refused = refused
state-in-doubt = in doubt
state-expired = expired
state-delivered = delivered
state-delayed = delayed
state-bounced = returned
campaign-not-reserved =
    { $count ->
        [one] Not sent: one row has a real address ({ ID($ids, word: "id") }), and nobody has approved this send.
       *[other] Not sent: { $count } rows have real addresses (such as { ID($ids, word: "id") }), and nobody has approved this send.
    }
    .hint = Without approval, mails go only to names that nobody can have (.example, .test, .invalid). Name the roles in approval.required and ask for their approval, or try it with the built-in catcher: relay.kind = "catcher".

# Which list this is
campaign-list-name = { $name }
campaign-list-version = version { $version }
campaign-list-date = { $day } { $month } { $year }
campaign-list-file = from { $file }
campaign-list-expected = { $rows ->
    [one] expected: 1 row
   *[other] expected: { $rows } rows
}
campaign-list-changed = not known, since the settings changed after the seal
campaign-stopped-brake = The brake stopped the last run, at { $at }: { $why }.
    .hint = Look at what happened first: heraut status. Sending again starts counting from zero.
campaign-brake-first = the first { $refused } answers were all refusals
campaign-brake-share = { $refused } of { $answers } answers were refusals
campaign-brake-alike = the same refusal came { $refused } times in a row ({ $reply })
campaign-brake-doubts = { $doubts } mails in a row were handed over and never answered
campaign-brake-returned = a mail came back for a reason that lies with the sender ({ $code })
campaign-brake-returned-no-code = a mail came back for a reason that lies with the sender
campaign-brake-unknown = too many mails were refused, or no answers came
campaign-stopped-relay = The last run ended at { $at } because the mail server could not be used.
    .hint = Ask the server what it offers: heraut preflight
campaign-stopped-relay-step = The last run ended at { $at } because the mail server could not be used: no answer { $step }.
    .hint = Ask the server what it offers: heraut preflight
campaign-stopped-relay-reply = The last run ended at { $at } because the mail server could not be used: it said { $reply } { $step }.
    .hint = Ask the server what it offers: heraut preflight
campaign-stopped-clock = The last run ended at { $at } because something depended on this computer's clock, which may be wrong. Nothing has expired because of it.
    .hint = Check the date and time, then send again.
campaign-stop-asked = Somebody asked this run to stop before it began. Nothing was sent.
    .hint = Should it go out after all? Then send again: heraut send
campaign-braked = { $stopped } Nothing was sent now: somebody has to look into that first.
    .hint = Look at the refusals: heraut status. Then send again from a terminal, or confirm that you looked: heraut send --after-brake --yes --digest { $prefix }
## doctor

campaign-doctor-program = heraut { $version } ({ $letters }), SQLite { $sqlite }
campaign-doctor-letters = with letters
campaign-doctor-no-letters = without letters
campaign-doctor-system = { $system } { $release }, { $machine }
campaign-doctor-settings = The settings can be read. This is { $kind }.
campaign-doctor-trial = a trial: nobody can be reached
campaign-doctor-rehearsal = a rehearsal
campaign-doctor-live = a real campaign
campaign-doctor-catcher = The built-in catcher: nothing leaves this computer.
campaign-doctor-relay = Port { $port }, tls = "{ $tls }", { $login }. To try it without mailing: heraut preflight
campaign-doctor-login = with a login, and the password can be read
campaign-doctor-no-login = without a login
campaign-doctor-no-relays = None: no mail server needs special treatment.
campaign-doctor-relays = var/relays records { $count ->
        [one] 1 mail server that ignores
       *[other] { $count } mail servers that ignore
    } what follows the end of a mail, so each mail there waits for the answer to the one before it: { $relays }. To let heraut try again, delete the line there.
campaign-doctor-relay-own = the one in the settings
campaign-doctor-relay-other = another one
campaign-doctor-relay-named = { $name }
campaign-doctor-relay-since = { $relay } (since { $at })
campaign-doctor-file = { $file }: { $fault }
    .hint = Change who may read and write it, with chmod, or ask the administrator of this computer.
campaign-doctor-share = The campaign's folder is on a network share ({ $share }). Two computers may not see each other's lock there.
    .hint = Send from one computer only, or copy the folder to its own disk.
campaign-doctor-folder = On a disk of this computer.
campaign-doctor-state = What was sent is recorded in { $folder }
campaign-doctor-state-inside = There is no place outside the campaign's folder to record what was sent. A trial doesn't need one; a real campaign does.
    .hint = Set XDG_STATE_HOME to a permanent folder of this user, or make sure that HOME is set.
campaign-doctor-key = The key fits the vault and the journal.
campaign-doctor-no-key = Nothing has been sealed yet, so there is no key.
campaign-doctor-journal = Complete, and it matches what this computer recorded: { $records ->
        [one] 1 record
       *[other] { $records } records
    }, the last from { $last }, head { $head }
campaign-doctor-other-journal = Complete; the last record is from { $last }.
campaign-doctor-no-journal = There is none yet.
campaign-doctor-vault = Can be opened; { $size }.
campaign-doctor-no-vault = There is none yet.
campaign-doctor-clock = { $now }. No record contradicts this; check for yourself that it is right.
campaign-doctor-busy = A heraut command is working on this campaign now.
campaign-doctor-idle = No heraut command is working on this campaign.
campaign-doctor-room = { $size } left on the disk of the campaign.
    .hint = Make room before you seal or send: without room nothing is sent.
campaign-doctor-state-room = { $size } left on the disk with the record of what was sent.
    .hint = Make room before you seal or send: without room nothing is sent.
campaign-doctor-room-unknown = heraut can't tell how much room is left on this disk.
    .hint = Check with: df -h

campaign-invitation-unknown = There is no such invitation.
    .hint = See which invitations there are: heraut invite --list
campaign-invitation-used = This link has been opened before. A link works once.
    .hint = Ask for a new invitation: heraut invite "…" --as …
campaign-invitation-ended = The time of this invitation is over.
    .hint = Ask for a new invitation: heraut invite "…" --as …
campaign-invitation-revoked = This invitation was revoked.
    .hint = Ask for a new invitation: heraut invite "…" --as …
campaign-invitation-role = The invitation is not for this role.
    .hint = Approve in a role that you were invited for, or ask for an invitation for this role.
campaign-not-a-guest = { $address } is not on the guest list. Nothing was sealed or sent.
    .hint = In config/heraut.toml, under [rehearsal], give the reviewers' own addresses: guests = ["…"].
campaign-rehearsal-in-catcher = The mail server is the built-in catcher. There is no real way to rehearse there.
    .hint = Set your own mail server in config/heraut.toml ([relay]).
campaign-guests-in-settings = The guest list stands in config/heraut.toml alone, not on the command line.
    .hint = Leave out --set rehearsal… and give the addresses in config/heraut.toml, under [rehearsal].

## Whether a mail is ours

campaign-verify-not-ours = This is not a mail of this campaign.
campaign-verify-unchanged = This is a mail of this campaign, unchanged since it was sealed ({ $at }, digest { $digest }).{ $kind ->
        [live] {""}
        [rehearsal] {" "}It is a mail of a rehearsal.
       *[trial] {" "}It is a mail of a trial.
    }
campaign-verify-changed = This is a mail of this campaign, but it was changed after it was sealed ({ $at }, digest { $digest }).{ $kind ->
        [live] {""}
        [rehearsal] {" "}It is a mail of a rehearsal.
       *[trial] {" "}It is a mail of a trial.
    }
campaign-verify-field-changed = The header { $name } is not as it was sealed.
campaign-verify-field-gone = The header { $name } is gone.
campaign-verify-field-added = The header { $name } was added.
campaign-verify-words-added = Part { $number } ({ $kind }) has words that were added: a footer, or a warning in front.
campaign-verify-part-changed = Part { $number } ({ $kind }) has other content.
campaign-verify-part-gone = Part { $number } ({ $kind }) is gone.
campaign-verify-part-added = Part { $number } ({ $kind }) was added.
campaign-verify-encoded = Every part says the same, but was written in other bytes on the way.
campaign-verify-way = Added on the way, without changing what people read: { $names }.
campaign-verify-forwarded = It lies inside another mail, which was forwarded. That mail was not compared.
campaign-verify-line-ends = It was saved with the line ends of a text file; that changes nothing.
campaign-tray-no-such = No returned mail waits under number { $number }.
    .hint = Which do: heraut bounces --tray
campaign-tray-settled = Returned mail { $number } is settled already. Nothing was recorded.
    .hint = What still waits: heraut bounces --tray
campaign-tray-not-in-vault = The vault no longer has what returned mail { $number } says, so it can't be the ground of a record.
    .hint = Read the whole mailbox again with heraut bounces (name its files, or delete the file returns beside the journal first), or dismiss it: heraut bounces --dismiss { $number } --by "…" --why "…"
campaign-tray-state-missing = Returned mail { $number } doesn't say what became of the mail.
    .hint = Read it and say so: add --state bounced, --state delayed or --state delivered.
campaign-tray-says-otherwise = Returned mail { $number } itself says something else about what became of the mail. Nothing was recorded.
    .hint = Leave out --state. If what the mail says is wrong, dismiss it: heraut bounces --dismiss { $number } --by "…" --why "…"
campaign-cannot-prove = There is no proof for { ID($id, word: "id") }: { $state }. No mail was made for it.
    .hint = Check the id with: heraut status
campaign-cannot-return = A returned mail can't be about { ID($id, word: "id") }: { $state }. By the journal its mail was never handed over.
    .hint = Check the id with heraut status, or dismiss the returned mail: heraut bounces --dismiss … --by "…" --why "…"
