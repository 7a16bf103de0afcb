# report: what became of every organisation

## On the page

report-title = { $campaign }: report
report-eyebrow = Report · { $kind ->
    [trial] trial
    [rehearsal] rehearsal
   *[live] real send
}
report-lead = Sealed { $at } · { $listed ->
    [one] { $listed } organisation on the list
   *[other] { $listed } organisations on the list
}
report-trial = { $kind ->
    [rehearsal] This was a rehearsal with reviewers' own addresses. No organisation has received anything.
   *[trial] This was a trial. No organisation has received anything.
}
report-still-sending = A run is sending at this moment. The numbers are those of the moment at which the report was made.
report-records-lost = Records of the journal may be missing since { $since }. What happened then may not be in this report.
report-confidential = This report has names and addresses. Keep it confidential, or make one without them: heraut report --redact.
report-redacted = Without names, addresses, ids, domains and times of single mails. Each organisation has an alias here, the same in every redacted report and review of this campaign.
report-skip = To the numbers
report-on-this-page = On this page
report-sum = In short
report-not-told = Not told by mail
report-open = Not known yet
report-sending = The sending
report-by-domain = By domain
report-approvals = Approval
report-seals = Seals
report-remarks = Remarks
report-proven = Where the numbers come from

## In short

report-answer = { $mailed ->
    [0] No organisation gets a mail.
    [one] The mail server took the mail for { $told } of the { $mailed } organisation that gets one.
   *[other] The mail server took the mail for { $told } of the { $mailed } organisations that get one.
}
report-share-told = told: the mail server took the mail, and nothing came back
report-share-tried = accepted in a trial: nobody has received anything
report-share-open = not known yet
report-share-not = not told by mail
report-share-out = left out by a rule of the list
report-columns-state = What became of it
report-columns-rows = Organisations
report-columns-ground = Left out because
report-grounds = The organisations that are left out, by ground
report-letter = they get a letter
report-state-all = all on the list
report-digest = The digest of the newest seal
state-unsealed = not sealed yet
report-means-accepted = the mail server took the mail
report-means-delivered = the receiving server reported that it delivered the mail
report-means-delayed = the mail server took the mail, and is still trying to deliver it
report-means-offered = the mail was being handed over when the report was made
report-means-deferred = the mail server asked to come back later
report-means-queued = nothing was tried yet
report-means-in-doubt = the connection broke after the mail was handed over: it may have arrived
report-means-refused = the mail was refused
report-means-bounced = the mail came back after it was accepted
report-means-expired = the mail was not accepted in the time allowed
report-means-withheld = a person withheld the mail, or the row left the list
report-means-unsealed = back on the list, and not in a seal yet
report-means-excluded = a rule of the list leaves these out: see the grounds

## The sending

report-sending-none = Nothing was sent.
report-picture-title = Answers of the mail server over time
report-picture-desc = From { $from } to { $until }. The highest bar stands for { $most ->
    [one] { $most } answer
   *[other] { $most } answers
}. The table of runs below has the numbers.
report-picture-caption = Each bar is { $span }. Long stretches without sending are left out. A mail that was put off has an answer for every try.
report-bar = { $at }, { $span }: { $accepted } accepted, { $later } later, { $refused } refused, { $doubt } in doubt
report-bar-redacted = { $at }, { $span }: { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
report-bar-accepted = accepted
report-bar-later = asked to come back later
report-bar-refused = refused
report-bar-doubt = no clear answer
report-runs = Runs
report-columns-began = Began
report-columns-ended = Ended
report-tried = Answers of the mail server
report-run = { $accepted } accepted, { $later } later, { $refused } refused, { $doubt } in doubt
report-run-redacted = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
report-run-ended = { $at }, { $why }
report-run-open = not ended, or broken off
report-end-nothing-due = nothing was left to send
report-end-stopped = a person stopped it
report-end-withdrawn = an approval was withdrawn
report-end-lapsed = the approvals had expired
report-end-brake = the brake stopped it
report-end-relay = the mail server could not be used
report-end-window = the hours or the deadline were over
report-end-pace = the mails of the hour or the day were used up
report-end-limit = the limit of this run was reached
report-end-clock = the clock was in doubt

## Organisations

report-columns-organisation = Organisation
report-columns-why = What happened
report-columns-next = What to do
report-not-told-none = Nobody was left out who had to be told by mail.
report-open-none = Of every organisation it is known what became of its mail.
report-open-why = It may still become known by itself, or a person has to find out.
report-why-unsealed = back on the list after it was left out
report-why-withheld = a person withholds the mail
report-why-in-doubt = the connection broke after the mail was handed over: it may have arrived
report-next-queued = goes with the next run: heraut send
report-next-offered = a run has it in hand; look again when that has ended
report-next-deferred = is tried again from { $at }: heraut send
report-next-later = is tried again by the next run
report-next-delayed = wait: the mail server reports it if the mail can't be delivered
report-next-unsealed = seal again, and then send: heraut rerun
report-next-other-way = find the right address, or tell this organisation in another way
report-next-person = a person decides whether and how this organisation is told
report-next-in-doubt = find out whether it arrived; until then nothing is sent again
report-next-letter = send the letter

## By domain

report-columns-domain = Domain
report-columns-mails = Mails
report-columns-told = Accepted
report-columns-open = Not known
report-columns-not-told = Not told
report-domains = { $count ->
    [0] No organisation gets a mail.
    [one] All mails go to one domain.
   *[other] The mails go to { $count } domains. Those come first at which somebody is not told.
}
report-domains-redacted = The domains are not named: most belong to one organisation.
report-domains-others = { $count ->
    [one] one other domain
   *[other] { $count } other domains
}
report-domains-of-one = { $count ->
    [one] { $count } domain of one organisation
   *[other] { $count } domains of one organisation each
}
report-domains-of-several = { $count ->
    [one] { $count } domain of several organisations
   *[other] { $count } domains of several organisations
}

## People

report-approvals-none = Nobody approved anything, because nothing could reach anybody or nobody was asked yet.
report-at = { $at }
report-recorded = recorded by { $who }; paper: { $paper }
report-signed = with a signature
report-withdrawn = no longer counts since { $at }
report-replaced = replaced by a later seal
report-columns-sealed = Seal
report-columns-digest = Digest
report-seal-whole = Seal { $number }
report-seal-supplement = Seal { $number }, a supplement
report-remarks-redacted = The texts of remarks are left out: they may name anybody.
report-whole = about everything
report-closed = Closed: { $said }

## Proof

report-head = Every number follows from the journal, a chain of records that can't be changed unseen. It ends at { $head }: heraut verify --journal checks it.
report-made = Made by { $program }.

## In spreadsheets

report-sheet-rows = Organisations
report-sheet-sum = Sum

## On the screen

cli-report-written = Written with names and addresses, for you alone: { $file }
cli-report-written-redacted = Written without names: { $file }
cli-report-files = To keep it, or to print it:

## export

cli-exported = { $mails ->
    [one] { $mails } mail as it was sent
   *[other] { $mails } mails as they were sent
}, the journal and all that belongs to it: { $files } files, { $size }, in { $dir }
cli-exported-head = The journal in it ends at { $head }. Keep that line somewhere else: whoever has it can see whether the export was changed.
cli-exported-confidential = It has names, addresses and mails: keep it confidential. README.txt in it says how to check it.
