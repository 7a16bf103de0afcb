# review: the bundle for reviewers

## What can go wrong

review-disk = The review bundle can't be written: { $what }.
    .hint = See whether there is room and whether you may write in this folder. What was there is still there.
review-foreign = { $dir } holds something that is not a review bundle.
    .hint = Choose an empty folder with --out, or one that isn't there yet.
review-added = { $dir } holds a file that heraut did not put there: { $file }.
    .hint = Put it elsewhere, or choose another folder with --out. heraut never erases a file it did not write.
review-changed = In { $dir }, { $file } is no longer as heraut wrote it.
    .hint = heraut doesn't erase what somebody changed. Choose another folder with --out, or move this one.
review-reserved = A review bundle can't go to { $dir }: that place is part of the campaign, holds it, or can't be worked out.
    .hint = Choose a folder with --out that is empty or not there yet, outside var, config, the templates and the list.
review-unreadable = The sealed mail of { $id } can't be read the way a mail program reads it.
    .hint = This is a fault of heraut itself. Report it, and don't send this seal.
review-page = A page can't be made: { $what }.
    .hint = This is a fault of heraut itself. Report it.

## At the top

review-page-title = { $campaign }: for review
review-mail-title = { $id }: { $campaign }, for review
review-for-review = For review
review-kind = { $kind ->
    [trial] trial
    [rehearsal] rehearsal
   *[live] real send
}
review-sealed = Sealed { $at }
review-sealed-by = Sealed { $at } by { $who }
review-mails-line = { $count ->
    [one] { $count } mail, { $size }
   *[other] { $count } mails, { $size } together
}
review-digest = What you agree to
review-redacted = Without names, addresses and texts. To read the mails themselves, ask for the full bundle.
review-skip = To the mails
review-on-this-page = On this page

## Agreement

review-agreed = Agreed
review-all-agreed = Everybody who has to agree has agreed.
review-waiting = waiting for agreement
review-one-of = May agree: { $people }
review-anybody = Anybody who gives a name may agree.
review-nobody-needed = This trial stays on this machine. Nobody needs to agree to it.
review-valid-until = The agreement holds if the first mail leaves by { $until }.
review-begun = Sending on this agreement began { $at }; it holds for the rest of these mails.
review-said = { $who }, { $at }
review-recorded-by = recorded by { $who }
review-paper = paper: { $paper }
review-somebody = (name not kept)

## The sum

review-sum-title = Who gets a mail
review-sum = { $listed } listed = { $excluded } excluded{ $withheld ->
    [0] {""}
   *[other] {" "}+ { $withheld } withheld
}{ $elsewhere ->
    [0] {""}
   *[other] {" "}+ { $elsewhere } in an earlier seal
} + { $mails ->
    [one] { $mails } mail
   *[other] { $mails } mails
}
review-columns-ground = Excluded because
review-by-post = Gets a letter: see post.csv
review-by-post-redacted = Gets a letter
review-columns-rows = Rows
review-nothing-excluded = Nobody is excluded.

## Remarks

review-remarks = Remarks
review-remarks-line = { $open ->
    [0] { $closed ->
        [0] There are no remarks.
       *[other] All remarks are closed ({ $closed }).
    }
   *[other] { $open } open, { $closed } closed
}
review-remarks-none = Nobody made a remark on this mail.
review-remarked = remark
review-open-remark = open
review-closed-by = Closed: { $said }
review-earlier-seal = on an earlier seal ({ $digest })
review-words-gone = (text not kept)
review-remark-how = To make a remark on this mail:

## Warnings

review-warnings = Warnings
review-warnings-none = There were no warnings at the seal.
review-warnings-unknown = This was sealed by an earlier version of heraut, which did not keep its warnings. See them with heraut check, or seal again.
review-row = row { $row }
review-rows = rows { $first } to { $last }
review-line = line { $row }
review-lines = lines { $first } to { $last }

## What was sealed

review-sealed-too = Sealed as well
review-none = none
review-list = List
review-from = From
review-to = To
review-reply-to = Reply to
review-subject = Subject
review-message-id = Message-ID
review-envelope-from = Envelope: from
review-envelope-to = Envelope: to
review-relay = Relay
review-relay-tls = { $host }, { $tls ->
    [implicit] TLS from the start
    [starttls] TLS by STARTTLS
   *[none] without TLS
}
review-catcher = the built-in catcher, on this machine
review-not-before = Not before
review-deadline = Not after
review-journal = Journal (records : hash)
review-valid-for = Agreement holds

## Attachments and mails

review-attachments = Attachments
review-attachments-none = There is no attachment.
review-pictures = Pictures in the mail itself
review-attachments-alone = { $count ->
    [one] { $count } file belongs to one mail and is shown there.
   *[other] { $count } files belong to one mail each and are shown there.
}
review-mails = Mails
review-unlike = Name and address differ
review-unlike-first = { $count ->
    [one] One mail comes first: in its address little or nothing of the organisation's name is to be found. See whether it is that organisation's. The others follow in the order of the list.
   *[other] { $count } mails come first: in their address little or nothing of the organisation's name is to be found. See whether it is that organisation's. The others follow in the order of the list.
}
review-all-mails = Overview
review-columns-id = Row
review-columns-organisation = Organisation and address
review-columns-subject = Subject
review-columns-digest = Digest
review-columns-size = Size
review-in-mails = { $count ->
    [one] in { $count } mail
   *[other] in { $count } mails
}
review-withheld = withheld
review-size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
review-size-kb = { $count } kB
review-size-mb = { $whole }.{ $tenth } MB
review-size-up-to = up to { $size }
review-warning-count = found { $count ->
    [one] once
   *[other] { $count } times
}
review-ground-own = a ground of its own

## One mail

review-envelope = Header and envelope
review-position = mail { $place } of { $of }
review-as-read = As the reader sees it
review-as-read-why = Read from the sealed mail itself, the way a mail program does. Links don't work here.
review-frame = The HTML of the mail to { $id }
review-text-part = As plain text
review-header = The header, word for word
review-file = The mail itself

## To check

review-check = Check it yourself
review-check-bundle = All files in this folder are still as they were written:
review-check-campaign = This gives the digest that you agree to:
review-check-mail = This gives the digest of the mail:
review-check-sent = A mail that was sent has one more line, at the top: the date. The rest is the same:
