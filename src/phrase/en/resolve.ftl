## resolve: the evidence for a mail in doubt

cli-evidence-head = { ID($id, word: "Id") }: { $state } since { $at }
cli-evidence-lost = Records of the journal are missing, so nobody here saw this mail go.
cli-evidence-offered = Attempt { $number }: handed over at { $at }
cli-evidence-envelope = Attempt { $number }: not handed over
cli-evidence-open = No answer is recorded.
cli-evidence-cut = The connection was cut before an answer came, at { $at }.
cli-evidence-silent = No answer came in the time allowed; given up at { $at }.
cli-evidence-garbled = What came at { $at } was no answer that SMTP knows.
cli-evidence-died = This program ended before an answer came; found at { $at }.
cli-evidence-unclear = The answers leave open whether the mail was taken, at { $at }.
cli-evidence-no-answer = The connection was cut before the mail was handed over, at { $at }.
cli-evidence-answer = Answer to { $step } at { $at }: { $reply }
cli-evidence-final-dot = the final dot
cli-evidence-or-log = Or have the log read:
cli-evidence-run = In the run that began at { $at }
cli-evidence-relay = Mail server (as sealed): { $value }
cli-evidence-message-id = Message-ID: <{ $value }>
cli-evidence-envelope-id = ENVID: { $value }
cli-evidence-queue-id = Queue id: { $value }
cli-evidence-where = What to search for, on the mail server:
cli-evidence-postfix = Postfix
cli-evidence-exim = Exim
cli-evidence-exchange = Exchange
cli-evidence-exchange-online = Exchange Online
cli-evidence-what-proves = A line “message-id=” alone proves nothing: only the queue, a delivery, or Exim's “<=” shows that the mail was taken. No line is no proof that it was not. Leave it in doubt until somebody knows. Then one of these:
cli-evidence-said-arrived = It arrived, said { $by } at { $at }:
cli-evidence-said-resend = It did not arrive, said { $by } at { $at }:
cli-evidence-returned-delivered = A returned mail, read at { $at }, says that it was delivered. Recognised by { $by }:
cli-evidence-returned-delayed = A returned mail, read at { $at }, says that the mail server has it and still tries. Recognised by { $by }:
cli-evidence-returned-failed = A returned mail, read at { $at }, says that it was not delivered. Recognised by { $by }:
cli-evidence-by-envid = its ENVID
cli-evidence-by-verp = the address it came back to
cli-evidence-by-message-id = its Message-ID
cli-evidence-by-recipient = the recipient's address
cli-evidence-by-person = a person who settled it
cli-evidence-logged = The mail server's log shows that it took the mail, recorded for { $by } at { $at }:

## status

cli-status-returned = by a returned mail, read at { $at }:

## status --untold

cli-untold-by-post = gets a letter in place of a mail, on the ground “{ $ground }”
cli-untold-letter = send the letter (post.csv of the review has these too)
cli-untold-withheld = decide with whoever withheld it whether and how it is told; heraut release brings the mail back
cli-untold-gone = put the row back and seal again, or tell this organisation in another way
cli-untold-sum = { $count ->
        [0] No organisation has to be told in another way
        [one] 1 organisation has to be told in another way
       *[other] { $count } organisations have to be told in another way
    }. { $open ->
        [0] Of every other mail it is known that the mail server took it.
        [one] Of 1 more it is not known yet: still to send, delayed or in doubt.
       *[other] Of { $open } more it is not known yet: still to send, delayed or in doubt.
    }
cli-untold-written = Written with names and addresses, for you alone: { $file }

## resolve --from-log

cli-log-file = { $file }: { $lines ->
        [one] 1 line
       *[other] { $lines } lines
    } of { $form }, from { $from } to { $until }
cli-log-file-untimed = { $file }: { $lines ->
        [one] 1 line
       *[other] { $lines } lines
    } of { $form }
cli-log-file-unknown = { $file }: none of its { $lines } lines is in a form that heraut reads: Postfix, Exim's main log, or message tracking and message trace of Exchange as CSV.
cli-log-form-postfix = Postfix
cli-log-form-exim = Exim
cli-log-form-exchange = Exchange
cli-log-no-doubt = No mail is in doubt, so there is nothing to look for.
cli-log-taken = the mail server took it
cli-log-handed-on = the mail server took it and handed it on
cli-log-named = named, but nothing shows that it was taken. It stays in doubt.
cli-log-kept-back = the mail server took it, but holds it or threw it away. It stays in doubt. Ask whoever runs the mail server.
cli-log-came-back = the mail server took it and could not deliver it. It stays in doubt. Read the returned mail: heraut bounces
cli-log-came-back-before = the log may be about an earlier attempt, so it stays in doubt and a person decides
cli-log-meanwhile = somebody settled it meanwhile
cli-log-not-there-covered = nothing in the log, which covers the time when it was handed over. That is no proof that it was not taken: it stays in doubt. If the administrators are certain, a person may decide: heraut resolve { $id } --resend
cli-log-not-there-if-zone = nothing in the log, which covers the time when it was handed over if its times are in the zone { $zone }. That is no proof: it stays in doubt.
cli-log-not-there-elsewhere = nothing in the log, which doesn't cover the time when it was handed over ({ $at }). Look in another one.
cli-log-not-there-unknown = nothing in the log. Which time it covers is not known. It stays in doubt.
cli-log-sum = { $settled ->
        [one] 1 mail counts as arrived now
       *[other] { $settled } mails count as arrived now
    }. Still in doubt: { $left }.
cli-log-would = { $settled ->
        [one] 1 mail would count as arrived
       *[other] { $settled } mails would count as arrived
    }. Still in doubt: { $left }. Nothing was recorded.
