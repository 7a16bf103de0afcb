# Returned mail: what it is, why, and what to do next.

bounce-failed = did not arrive
bounce-delayed = not delivered yet; they still try
bounce-delivered = delivered
bounce-relayed = handed on; nothing more will be reported
bounce-expanded = handed to a list or to several addresses
bounce-auto-reply = automatic answer
bounce-refused = refused by the recipient or a list
bounce-held = waits for a person
bounce-feedback = report of abuse
bounce-other = not understood: look at it

bounce-why = { $cause }{ $fault ->
    [them] {""}; it is about the address or the recipient
    [us] {""}; it is about the sender, not about the address
    [line] {""}; it is about the way there
   *[unknown] {""}
}{ $code ->
    [none] {""}
   *[other] {" "}({ $code })
}

bounce-cause-unknown-user = the mailbox doesn't exist
bounce-cause-moved = the recipient has moved to another address
bounce-cause-disabled = the mailbox is closed
bounce-cause-mailbox-full = the mailbox is full
bounce-cause-domain-unknown = the domain of the address doesn't exist
bounce-cause-domain-takes-no-mail = the domain of the address takes no mail
bounce-cause-recipient-rule = a rule of the recipient refuses it
bounce-cause-list-moderation = a mailing list waits for its moderator
bounce-cause-list-not-subscribed = a mailing list takes mail of its members only
bounce-cause-challenge = the recipient asks you to confirm that you sent it
bounce-cause-policy = their mail server refuses mail from this sender
bounce-cause-blocklist = your mail server is on a blocklist
bounce-cause-authentication = the mail could not be shown to come from you (SPF, DKIM, DMARC)
bounce-cause-content = the content was taken for spam or isn't allowed
bounce-cause-sender-quota = your mail server sends too much at once
bounce-cause-relay-denied = a mail server doesn't send for you
bounce-cause-sender-refused = your sender address is refused
bounce-cause-too-big = the mail is too large for them
bounce-cause-tls = it had to be encrypted and could not be
bounce-cause-not-now = their mail server asked to come back later
bounce-cause-unreachable = their mail server could not be reached in time
bounce-cause-name-service = the name service gave no answer
bounce-cause-loop = the mail went round in a circle
bounce-cause-server = their mail server was out of order
bounce-cause-unclear = the returned mail doesn't say why

bounce-next-unknown-user = find another address, correct the row, then: heraut rerun
bounce-next-moved = ask for the new address, correct the row, then: heraut rerun
bounce-next-disabled = find another address, correct the row, then: heraut rerun
bounce-next-mailbox-full = reach them another way, or send it again once there is room
bounce-next-domain-unknown = look for typing errors in the address, correct the row, then: heraut rerun
bounce-next-domain-takes-no-mail = find another address, correct the row, then: heraut rerun
bounce-next-recipient-rule = reach them another way, and ask for an address that is read
bounce-next-list-moderation = ask the list's moderator, or find an address of the organisation itself
bounce-next-list-not-subscribed = find an address of the organisation itself, then: heraut rerun
bounce-next-challenge = open the returned mail and do what it asks
bounce-next-policy = show the returned mail to whoever runs your mail server; the address may be right
bounce-next-blocklist = ask whoever runs your mail server to have it taken off; the address may be right
bounce-next-authentication = ask whoever runs your mail server and your domain; the address may be right
bounce-next-content = show the returned mail to whoever runs your mail server; the address may be right
bounce-next-sender-quota = lower the pace in the settings and ask whoever runs your mail server
bounce-next-relay-denied = ask whoever runs your mail server: the login or the route is wrong
bounce-next-sender-refused = ask whoever runs your mail server and your domain; the address may be right
bounce-next-too-big = make the attachments smaller, then seal again
bounce-next-tls = ask whoever runs your mail server
bounce-next-not-now = the address may be right: send it again later
bounce-next-unreachable = the address may be right: send it again later, or reach them another way
bounce-next-name-service = send it again later; if it stays so, ask whoever runs your mail server
bounce-next-loop = tell the organisation that mail to this address never ends, and reach them another way
bounce-next-server = send it again later, or reach them another way
bounce-next-unclear = read the returned mail

## How many are told

bounce-told-waiting = { $kind ->
        [trial] Told so far in this trial
       *[live] Told so far
    }: { $count }; returns until { $until }.
bounce-told-so-far = { $kind ->
        [trial] Told so far in this trial
       *[live] Told so far
    }: { $count }.
bounce-told-over = { $kind ->
        [trial] Told in this trial
       *[live] Told
    }: { $count }; none of their mails came back before { $until }.
