# web: the pages that heraut serve shows

## On every page

web-to-content = To the content
web-pages = Pages
web-is-real = These mails go to the organisations themselves.
web-is-not-real = This is not the real send.
web-only-reads = reads only
web-names-hide = Hide names
web-names-show = Show names
web-leave = Sign out
web-your-act = What you can do now
web-about-digest = This page is about the mails with digest
web-keys = Keyboard shortcuts
web-keys-next = next mail
web-keys-previous = previous mail
web-keys-search = search the list
web-keys-on = Use keyboard shortcuts
web-back-to-overview = To the overview

## The invitation

web-invited = You are invited
web-invited-as = To read, and to approve as:
web-invited-to-read = To read, and to make remarks.
web-you-will-see = What you will see
web-see-mails = every mail, exactly as the organisation gets it
web-see-remarks = the remarks of others, with room for yours
web-see-agree = the place where you give your approval
web-begin = Begin reading
web-works-once = This link works once, in this browser. Begin no later than:
web-in-confidence = The mails are confidential. Don't pass this link on to anybody.

## The overview

web-step-read = Read the mails
web-step-read-how = Each mail is shown as the organisation gets it.
web-step-remark = Say what is wrong
web-step-remark-how = With one mail, or about the whole. Everybody here can read it.
web-step-agree = Give your approval
web-step-agree-how = Only if you were asked to. Your name is kept with it.
web-redacted-how = Without names, addresses, ids and texts. Each organisation has an alias here, the same as in a redacted review of this campaign.
web-to-remarks = To the remarks

## The list of mails

web-search = Search by name, address or id
web-domain = Domain
web-any-domain = all domains
web-kind-of = Kind of organisation
web-any-kind = all kinds
web-finding = With finding
web-any-finding = with or without
web-state = State
web-any-state = all
web-show = Search
web-show-all = All mails
web-organisation = Organisation
web-no-mails = No mail matches. Search for part of a name, or show all mails.
web-turn-pages = Pages of the list
web-previous = Previous
web-next = Next

## One mail

web-list-of-mails = All mails
web-views = How you see the mail
web-of-list-how = What is marked comes from this organisation's row in the list. The rest is the text of the template and the settings. The marks are only here: the sealed mail doesn't have them.
web-of-list-unknown = What comes from the list can't be shown any more: a file of the campaign changed after the seal.
web-answer-or-close = Answer or close
web-your-remark = Your remark or question
web-make-remark = Add remark
web-keep-mail = Save the mail as a file (.eml)

## Remarks

web-remarks-all = All remarks
web-remarks-open = Only what is still open
web-remarks-csv = As a table (CSV)
web-print = Print
web-remarks-nothing = There is nothing here. Something to say about one mail? Do it with that mail itself.
web-about-all = about the whole
web-remark-all = About the whole
web-remark-all-how = Is it about one mail? Then put it with that mail.
web-your-answer = Your answer
web-answer = Answer
web-close = Close
web-close-how = What is closed can still be read, with your name. An answer is not needed for that.

## Approval

web-since-yours = What changed since you approved
web-remarks-block = In this campaign they must be closed before anybody approves.
web-remarks-first = Nobody can approve yet: first the open remarks must be closed.

web-read-open-remarks = Read them first
web-you-agree-as = You approve as
web-agree-as = What do you approve as?
web-have-read = I have read the mails and approve what it says above.
web-agree = Approve
web-agree-kept = Your name and the time are recorded. If anything in a mail changes after that, a new approval is needed.
web-you-agreed = You have approved this.
web-others-agree = There is nothing for you to do here now. You see who approves.
web-who-agrees = Who approves
web-your-role = you
web-withdraw = Withdraw approval
web-withdraw-how = Without your approval no further mail goes out. If sending has begun, it stops before the next mail.
web-withdraw-why = Why? (may be left empty)
web-withdraw-now = Withdraw my approval

## Sending

web-sending = Sending
web-course = How far it is
web-refreshes = This page keeps itself up to date.
web-refresh-pause = Hold it still
web-refresh-now = Refresh this page
web-refresh-again = Keep it up to date
web-stop = Stop sending
web-stop-how = Mails that are on their way are finished. After that nothing more goes out. What has not gone yet stays ready.
web-stop-now = Stop sending now
web-where-all-are = Where all mails are
web-last-ones = The latest mails
web-when = When
web-state-and-answer = State, and the answer of the mail server
web-nothing-sent = No mail has gone out yet.

web-sign-text = This campaign asks for a signature with your own key. Keep this text as it is:
web-sign-how = Sign it on your own computer:
web-sign-paste = Paste the content of the .sig file here

## Was this mail ours?

web-verify = Was this mail ours?
web-verify-lead = Did somebody get a mail that seems to come from this campaign? See whether it is ours, and unchanged.
web-verify-file = The mail, as a file (.eml): choose it, or drop it here
web-verify-now = Look
web-verify-how = How to get the file: open the mail and choose "Save as" or "Download message". A mail that was forwarded as an attachment works too; one that was forwarded as text does not.
web-verify-kept = The file is compared and then forgotten. Nothing of it is kept.

## What came back

web-returns = What came back
web-returns-about-us-how = The addresses are not to blame, and every other mail would get the same answer. Solve this first, then send these mails again with heraut again.
web-returns-dismiss-how = If it is about none of ours, or says nothing new:
web-returns-mail = Returned mail
web-returns-look = Look at this
web-returns-none-of-these = None of them.
web-returns-nobody-missed = No mail was refused, expired or returned so far.
web-returns-not-told = Not told
web-returns-settle = How to settle it
web-returns-settle-how = Read the mail. If it is about one of our organisations, record that in a terminal:
web-returns-whose-fault = Because of whom
web-to-returns = What came back
web-tab-returns = Returns
web-returns-told = Told
web-returns-on-its-way = On the way
web-returns-nothing-yet = Nothing can come back yet: no mail was handed over to a mail server that delivers.
web-returns-about-us = { $count ->
        [one] 1 mail
       *[other] { $count } mails
    } did not arrive because of the sender.
web-returns-all = All ({ $count })
web-returns-them = The recipient ({ $count })
web-returns-us = The sender ({ $count })
web-returns-line = The way there ({ $count })
web-returns-unknown = Not said ({ $count })
web-returns-more = { $count } more: heraut status
web-returns-why = Why: { $cause }, because of { $fault ->
        [them] the recipient
        [us] the sender
        [line] the way there
       *[unknown] a reason that nobody gives
    }.
web-returns-expired = It was not taken in time. Last: { $cause }, because of { $fault ->
        [them] the recipient
        [us] the sender
        [line] the way there
       *[unknown] a reason that nobody gives
    }.
web-returns-doubt = It was handed over, and nobody knows whether it arrived.
web-returns-doubt-next = Look for it in the log of the mail server, then: heraut resolve
web-returns-delayed = It is late: a mail server on the way still tries.
web-returns-delayed-next = Wait for the next report.
web-returns-perhaps = It may be about { ID($id, word: "id") }{ $by ->
        [recipient] : only the address says so.
       *[other] , but does not say for certain about which mail or attempt.
    }
web-returns-nobody = It names none of our mails for certain.
web-returns-next = What to do: { $next }
web-returns-says = It says: { $cause }.
