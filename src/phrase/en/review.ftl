# review: the bundle for reviewers

## What can go wrong

review-disk = The review bundle can't be written: { $what }.
    .hint = Check whether there is room and whether you may write in this folder. What was there is still there.
review-foreign = { $dir } holds something that is not a review bundle.
    .hint = Choose an empty folder with --out, or one that doesn't exist yet.
review-added = { $dir } holds a file that heraut did not put there: { $file }.
    .hint = Put it elsewhere, or choose another folder with --out. heraut never deletes a file it did not write.
review-changed = In { $dir }, { $file } is no longer as heraut wrote it.
    .hint = heraut doesn't delete what somebody changed. Choose another folder with --out, or move this one.
review-reserved = A review bundle can't go to { $dir }: that place belongs to the campaign, contains it, or can't be determined.
    .hint = Choose a folder with --out that is empty or doesn't exist yet, outside var, config, the templates and the list.
review-unreadable = The sealed mail of { ID($id, word: "id") } can't be read the way a mail program reads it.
    .hint = This is an error in heraut itself. Report it, and don't send this seal.
review-page = A page can't be made; -v shows why.
    .hint = This is an error in heraut itself. Report it.

## At the top

review-page-title = { $campaign }: for review
review-mail-title = { ID($id, word: "Id") }: { $campaign }, for review
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
review-digest = What you approve
review-redacted = Without names, addresses, ids and texts. Each organisation has an alias here, the same in every bundle of this campaign. To read the mails themselves, ask for the full bundle.
review-alias = Organisation { $alias }
review-attachment-redacted = An attachment
review-skip = To the mails
review-on-this-page = On this page

## Approval

review-agreed = Approval
review-all-agreed = Everybody who has to approve has done so.
review-waiting = still has to approve
review-voided = An earlier version was approved ({ $said }), which is not this one: approve again.
review-taken-back = Withdrawn: { $said }
review-because = { $said }. Reason: { $why }
review-one-of = May approve: { $people }
review-anybody = Anybody who gives a name may approve.
review-nobody-needed = This trial stays on this computer. Nobody needs to approve it.
review-valid-until = The approval is valid if the first mail leaves by { $until }.
review-begun = Sending on this approval has begun ({ $at }). The approval stays valid for the rest of these mails.
review-said = { $who }, { $at }
review-recorded-by = recorded by { $who }
review-paper = paper: { $paper }
review-signed-with = signed with key { $key }
review-unsigned = The approval of { $who } as “{ $role }” doesn't count. { $why }
review-unsigned-redacted = An approval as “{ $role }” doesn't count: its signature isn't right.
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
review-remarks-none = There are no remarks on this mail.
review-remarked = remark
review-open-remark = open
review-closed-by = Closed: { $said }
review-earlier-seal = on an earlier seal ({ $digest })
review-words-gone = (text not kept)
review-remark-how = To make a remark on this mail:

## Warnings

review-warnings = Warnings
review-warnings-none = There were no warnings when it was sealed.
review-warnings-unknown = This was sealed by an earlier version of heraut, which did not keep the warnings. See them with heraut check, or seal again.
review-row = row { $row }
review-row-of = row { $row } ({ ID($id, word: "id") })
review-rows = rows { $first } to { $last }
review-line = line { $row }
review-lines = lines { $first } to { $last }

## What was sealed

review-sealed-too = Also sealed
review-none = none
review-list = List
review-from = From
review-to = To
review-reply-to = Reply to
review-subject = Subject
review-message-id = Message-ID
review-envelope-from = Envelope: from
review-envelope-to = Envelope: to
review-relay = Mail server
review-relay-tls = { $host }, { $tls ->
    [implicit] TLS from the start
    [starttls] TLS by STARTTLS
   *[none] without TLS
}
review-catcher = the built-in catcher, on this computer
review-not-before = Not before
review-rectifies = Corrects the campaign
review-deadline = Not after
review-journal = Journal (records : hash)
review-valid-for = Approval valid for

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
    [one] One mail comes first: its address shows little or nothing of the organisation's name. Check that it belongs to that organisation. The others follow in the order of the list.
   *[other] { $count } mails come first: their addresses show little or nothing of the organisation's name. Check that they belong to those organisations. The others follow in the order of the list.
}
review-all-mails = Overview
review-columns-id = Id
review-columns-organisation = Organisation and address
review-columns-subject = Subject
review-columns-digest = Digest
review-columns-size = Size
review-in-mails = { $count ->
    [one] in { $count } mail
   *[other] in { $count } mails
}
review-withheld = withheld
review-size-up-to = up to { $size }
review-warning-count = found { $count ->
    [one] once
   *[other] { $count } times
}
review-ground-own = a separate ground

## One mail

review-envelope = Header and envelope
review-position = mail { $place } of { $of }
review-from-list = What comes from the list
review-from-list-how = What is underlined comes from this organisation's row in the list. The rest is the text of the template and the settings. The marks are only here: the sealed mail doesn't have them.
review-from-list-unknown = What comes from the list can't be shown any more: a file of the campaign changed after the seal.
review-as-read = As the reader sees it
review-as-read-why = Read from the sealed mail itself, the way a mail program does. Links don't work here.
review-frame = The HTML of the mail to { ID($id, word: "id") }
review-text-part = As plain text
review-header = The header, word for word
review-file = The mail itself

## To check

review-check = Check it yourself
review-check-bundle = All files in this folder are still as they were written:
review-check-campaign = This gives the digest that you approve:
review-check-mail = This gives the digest of the mail:
review-check-sent = A mail that was sent has one more line, at the top: the date. The rest is the same:
review-check-received = A mail as it was received has more lines above that. This gives the same digest:

## When, and what changed

review-planned = When
review-planned-now = This is how the settings are now. Pace and hours are not part of what is sealed.
review-pace = Pace
review-pace-domain = To one domain
review-rate = { $rate }
review-rate-none = no limit
review-hours = Sending hours
review-hours-of = { $days }, { $from } to { $until }
review-days-all = every day
review-days-run = { $first } to { $last }
review-days = { $days }
review-forecast = Forecast
review-forecast-unpaced = sending now takes as long as the mail server needs
review-forecast-ends = sending now ends at about { $end }
review-forecast-in-time = sending now ends at about { $end }, before the deadline of { $deadline }
review-forecast-late = sending now is too late: { $left } of { $mails } mails don't go out before the deadline of { $deadline }
review-forecast-over = too late: the deadline of { $deadline } has passed
review-kinds = Kinds that get a mail: { $kinds }
review-kind-of = { $kind } ({ $count })
review-kind-other = { $count ->
    [one] another (1)
   *[other] another ({ $count })
}
review-kind-none = without a kind ({ $count })
review-changes = Since the last seal
review-changes-first = This is the first seal.
review-changes-nothing = The mails are the same as in the last seal.
review-changed-new = { $count ->
    [one] 1 mail is new:
   *[other] { $count } mails are new:
}
review-changed-address = { $count ->
    [one] 1 mail goes to a different address:
   *[other] { $count } mails go to a different address:
}
review-changed-text = { $count ->
    [one] 1 mail has a different text:
   *[other] { $count } mails have a different text:
}
review-changed-all-texts = All { $count } mails have a different text.
review-changed-gone = { $count ->
    [one] 1 organisation gets no mail any more:
   *[other] { $count } organisations get no mail any more:
}
review-changed-settings = Different settings: { $lines }.
review-changed-from-to = { $organisation }: was { $from }, now { $to }
review-changed-why = { $organisation }: { $why }
review-changed-off = no longer on the list
review-changed-out = excluded ({ $ground })
review-changed-more = and { $count } more
review-is-new = new
review-is-elsewhere = different address
review-is-other = different text

## Approving without a terminal

review-by-mail = No terminal? Approve by mail
review-mail-to = Mail { $who }, who sealed this:
review-mail-to-giver = Mail whoever gave you this folder:
review-mail-words = Approved as “{ $role }”, digest { $digest }.
review-mail-paper = mail from …
review-mail-remarks = Do you have a remark? Put it in the same mail, with the id of the mail it is about.
review-mail-recorded = Whoever gets your mail records it. That is always somebody other than the person who approves:

## The wordings

review-wordings = The wordings
review-wordings-title = { $campaign }: the wordings
review-wordings-link = { $mails ->
    [one] One mail.
   *[other] { $mails } mails, { $patterns ->
        [one] all with the same text
       *[other] in { $patterns } kinds of text
    }. Here you read each wording once, and first the mails that differ.
}
review-wordings-lead = { $mails ->
    [one] One mail
   *[other] { $mails } mails, { $patterns ->
        [one] all with the same text
       *[other] in { $patterns } kinds of text
    }
}
review-wordings-first = Read these first
review-wordings-none = No mail differs from the others.
review-wordings-why = Why
review-wordings-patterns = All texts
review-wordings-how = Mails that differ in filled-in values alone are shown together. Underlined is what differs from mail to mail. The first text is shown in full; of each other one you see what is different.
review-wordings-pattern = Text
review-wordings-example = Example:
review-wordings-than = Different from text { $number }:
review-wordings-without = Not here:
review-wordings-values = { $count } different values
review-wordings-filling = “{ $text }” ({ $mails })
review-wordings-nothing = nothing ({ $mails })
review-wordings-more = { $patterns ->
    [one] One more kind of text ({ $mails } mails) is not shown by itself: it consists of the sentences above.
   *[other] { $patterns } more kinds of text ({ $mails } mails) are not shown by themselves: they consist of the sentences above.
}
review-wordings-more-unread = { $patterns ->
    [one] One more kind of text ({ $mails } mails) is not shown. It has sentences that are not above: read those mails themselves.
   *[other] { $patterns } more kinds of text ({ $mails } mails) are not shown. They have sentences that are not above: read those mails themselves.
}
review-odd-branch = { $mails ->
    [one] Only this mail has this text (of { $of }).
   *[other] { $mails } of { $of } mails have this text.
}
review-odd-filling = It says “{ $here }” where nearly all others say “{ $usual }”{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-lacks = It lacks “{ $usual }”, which nearly all others have{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-extra = It says “{ $here }”, which nearly all others don't{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-nothing = After “{ $before }” nothing is filled in{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-nothing-first = At the beginning of a line nothing is filled in{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-attachments = Its attachments are { $size } together; those of most are { $usual }.
review-odd-length = Its text has { $characters } characters; most have about { $usual }.
review-odd-address = Its address shows little or nothing of the name.
review-odd-longest = The longest name.
review-odd-shortest = The shortest name.
