# relay: the mail server, and why it can't be used.

relay-step-connect = while connecting
relay-step-greeting = at the greeting
relay-step-ehlo = while introducing ourselves (EHLO)
relay-step-tls = while securing the line (TLS)
relay-step-auth = while logging in (AUTH)
relay-step-mail = at the sender (MAIL)
relay-step-rcpt = at the recipient (RCPT)
relay-step-data = before the text (DATA)
relay-step-body = during the text
relay-step-dot = after the text

relay-login-refused = The mail server doesn't take the name or the password ({ $step }: { $reply }).
    .hint = Look at relay.user and the password. Try it without mailing: heraut preflight
relay-sender-refused = The mail server doesn't allow this sender ({ $step }: { $reply }). Nothing goes out now; nobody counts as refused because of it.
    .hint = Ask the administrator whether the account in relay.user may send as sender.envelope_from. Then try: heraut preflight
relay-refused-us = The mail server doesn't want to help us ({ $step }: { $reply }). Nothing goes out now; nobody counts as refused because of it.
    .hint = Ask the mail server's administrator what this code means. Then try: heraut preflight
relay-not-now = The mail server can't do it now ({ $step }: { $reply }).
    .hint = Wait a little and go on: heraut send
relay-line = The line to the mail server couldn't be made or was cut ({ $step }: { $what }).
    .hint = Look at relay.host and relay.port, and whether this computer may use the network. Then try: heraut preflight
relay-silent = The mail server didn't answer in time ({ $step }).
    .hint = Go on later with heraut send, or give the server more time with relay.timeout. To look without mailing: heraut preflight
relay-garbled = What answers at the other end doesn't speak SMTP ({ $step }).
    .hint = See whether relay.port and relay.tls belong together: 465 with "implicit", 587 with "starttls". Then try: heraut preflight
relay-tls = The secure line to the mail server couldn't be made ({ $step }: { $what }). Nothing goes out now.
    .hint = See whether relay.host is the name on the certificate. Does your organisation issue its own certificates? Name the issuer at relay.ca_file. Then try: heraut preflight
relay-no-tls = The mail server doesn't offer a secure line ({ $step }: no STARTTLS). Nothing goes out now.
    .hint = Ask the administrator for STARTTLS, or set relay.tls = "implicit" with the port that goes with it. Then try: heraut preflight
relay-no-login = The mail server offers no way of logging in that heraut knows ({ $step }). Nothing goes out now.
    .hint = heraut knows PLAIN and LOGIN. Ask the administrator, or take relay.user away if no login is needed. Then try: heraut preflight
relay-not-loopback = The settings say that the mail server is on this computer, but its name leads elsewhere ({ $step }). Nothing goes out now.
    .hint = At relay.host write 127.0.0.1 or ::1.
relay-too-small = The mail server takes mails of up to { $limit } kB, and the largest of this campaign has { $largest } kB ({ $step }: SIZE). Nothing goes out now; nobody counts as refused because of it.
    .hint = Ask the administrator for a higher limit, or make the attachments smaller and seal again: heraut seal
relay-wrong-receipt = The line in the journal and the mail don't belong together ({ $step }). The mail was not sent.
    .hint = This is a fault of heraut itself. Keep the folder var and report it. To see every mail: heraut status
