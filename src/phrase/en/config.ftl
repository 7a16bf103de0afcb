# config: the settings. File, line and key are always shown with it.

config-kind-text = a text
config-kind-whole = a whole number
config-kind-number = a number
config-kind-truth = true or false
config-kind-moment = a date with a time
config-kind-list = a list
config-kind-table = a section

config-syntax = this line is not valid TOML ({ $message })
    .hint = Look for a missing quote, bracket or equals sign. Put text between "quotes".
config-key-twice = this is already there, further up
    .hint = Each key and each section may appear once. Remove one of the two.
config-unknown-key = { $elsewhere ->
        [yes] the key { $key } doesn't belong here
       *[no] there is no key { $key }
    }
    .hint = { $nearest }
config-unknown-section = there is no section [{ $key }]
    .hint = { $nearest }
config-section-again = inside a section, the name of the section is not repeated
    .hint = Under [{ $section }] write it without “{ $name }.”: { $key } = …
config-nearest = Do you mean { $key }?
config-elsewhere = { $key } belongs under { $places }.
config-known = What can be here: { $keys }.
config-not-built = { $key } is not in this version, so it does nothing
    .hint = { $instead } Remove this line.
config-nothing-is-deleted = Names and addresses are not deleted automatically.
config-secret = a password doesn't belong in the settings ({ $key })
    .hint = Remove this line and change the password: it has been in a file that others read. Put the new one in a separate file (relay.password_file, chmod 600), in HERAUT_RELAY_PASSWORD or in $CREDENTIALS_DIRECTORY/relay-password.
config-large = this file is larger than a settings file may be ({ $most } kB)
    .hint = Check whether this is the settings file; heraut init FOLDER makes a good example.
config-missing = { $key } is missing
    .hint = Fill in { $key }. docs/settings.md says what can be there.
config-type = { $wanted } is needed here, and this is { $found }
    .hint = Put text between "quotes"; numbers and dates go without.
config-empty = this is empty
    .hint = Fill something in, or remove the whole key.
config-control = this text contains a line break or another invisible character
    .hint = Write the text again, on one line.
config-range = this number must be from { $from } to { $to }
    .hint = Choose a number within these bounds.
config-choice = "{ $value }" is not valid here
    .hint = Choose from: { $known }.
config-return-path = the part before the @ is too long for a separate return path for each mail
    .hint = At sender.envelope_from choose an address with at most { $most } characters before the @, or set sender.return_path = "one".
config-span = "{ $value }" is not a length of time
    .hint = Write a number with a unit: 60s, 10min, 4h, 3d or 1h30min.
config-span-range = this length of time must be from { $from } to { $to }
    .hint = Choose a length within these bounds.
config-size = "{ $value }" is not a size
    .hint = Write for instance 10MiB, 25MB or 500kB.
config-rate = "{ $value }" is not a rate
    .hint = Write for instance 30/min, 2/s or 500/h, or unlimited.
config-address = "{ $value }" is not an address that mail can be sent to
    .hint = Write one plain address, like name@domain.example. With from and reply_to a name may go before it: Name <name@domain.example>.
config-path = "{ $value }" is not in this campaign's folder
    .hint = Write the path from the campaign folder, without a / in front and without "..". If necessary, put the file in the folder.
config-host = "{ $value }" is not the name of a mail server
    .hint = Write only the name or the IP address, without a port and without https://.
config-campaign-name = "{ $value }" can't be the name of a campaign
    .hint = Use letters, digits and - _ . (64 characters at most).

config-list-file = the list must be a .csv or an .xlsx file
    .hint = Save the list as a workbook (.xlsx) or as CSV.
config-delimiter = this is not a delimiter for a CSV
    .hint = Choose ";", "," or "tab".
config-exclude-column = kinds of organisation are excluded, but nothing says which column has the kind
    .hint = Name the column at list.columns.kind.
config-kinds-column = the kinds that are mailed are named, but nothing says which column has the kind
    .hint = Name the column at list.columns.kind.
config-attachment-typ = a .typ file is a template and can't be sent itself
    .hint = Write template = instead of file =. A PDF is then made from it for each organisation.
config-template = a template for an attachment ends in .typ
    .hint = Is the file to be sent as it is? Then write file = instead of template =.
config-attachment-source = an attachment needs file, template or column: exactly one of the three
    .hint = file is the same for everybody, template is a template (.typ) that is filled in for each organisation, column is a column that names a file for each row.
config-attachment-column = column and folder belong together
    .hint = column is the column with the names of the files, folder is where those files are.
config-style = this value can't be used in a style ({ $key })
    .hint = Use letters, digits, spaces and # % . , - , like "#154273", "620" or "Segoe UI, Arial, sans-serif". The key is in lower case.
config-cid = "{ $value }" can't be the name of a picture
    .hint = Use letters without accents, digits and - (40 characters at most). The HTML then says src="cid:name".
config-attachment-name = "{ $value }" is not a safe name for an attachment
    .hint = Use letters without accents, digits and - _ . and end with an extension, like explanation.pdf.
config-attachment-twice = there already is an attachment called { $name }
    .hint = Give each attachment its own name.
config-attachment-confidential = this document is for confidential inspection and may not be sent
    .hint = Remove the attachment. Is the document not confidential after all? Then set handling = "send", after talking to whoever wrote the decision note.
config-attachment-information = this document is for information and is not sent
    .hint = Remove the attachment. Should it be sent after all? Then set handling = "send", after talking to whoever wrote the decision note.

config-host-port = "{ $value }" is not a place to connect to
    .hint = Write host and port, such as "127.0.0.1:2525" or "[::1]:465".
config-relay-kind = a mail server is named, but not that it is to be used
    .hint = Set kind = "smtp" to send through this server, or kind = "catcher" to only try things out.
config-tls-none = without TLS only a server on this computer can be used, and { $host } is not on it
    .hint = Set tls = "starttls" or tls = "implicit".
config-password-without-user = there is a password, but no name to log in with
    .hint = Fill in relay.user, or remove relay.password_file.
config-password-missing = there is no password for { $user }
    .hint = Put it in a file that only you can read ({ $key }, chmod 600), in { $variable } or in $CREDENTIALS_DIRECTORY/{ $credential }.
config-password-empty = the password in { $from } is empty
    .hint = Put the password there, on one line.
config-password-not-text = { $from } does not contain a password on one line
    .hint = Put only the password there, as plain text on one line.
config-password-unreadable = the password in { $from } can't be read ({ $why })
    .hint = Check whether the file is there and whether you may read it.
config-password-open = others on this computer can access { $from } (permissions { $mode })
    .hint = Make the file readable for you only: chmod 600 { $from }
config-token-not-run = { $program }, which should print a token, can't be started ({ $why })
    .hint = Check returns.token_command: the program with its whole path, and each argument by itself, as in ["/usr/bin/oama", "access", "bericht"].
config-token-failed = { $program }, which should print a token, ended with an error ({ $code })
    .hint = Run it yourself and read what it says; it may want you to log in again.
config-token-endless = { $program }, which should print a token, doesn't end
    .hint = Run it yourself: it may be waiting for you to log in.
config-retry-max = the longest wait ({ $max }) is shorter than the first ({ $first })
    .hint = Make retry.max at least as long as retry.first.

config-hours = "{ $value }" is not a range of hours
    .hint = Write from early to late, like 08:30-17:30.
config-days = "{ $value }" is not a set of days of the week
    .hint = Write for instance mon-fri, mon,wed,fri or all.
config-timezone = the time zone "{ $value }" is not known
    .hint = Write a name like Europe/Amsterdam.
config-day = a day is needed here, without a time
    .hint = Write for instance 2024-11-21, without quotes.
config-moment-incomplete = a day with a time is needed here
    .hint = Write for instance 2024-12-20T17:00:00, without quotes. Without an offset, window.timezone applies.
config-moment-ambiguous = on that day this time doesn't exist or occurs twice, because the clocks change
    .hint = Choose another time, or add the offset from UTC: 2024-10-27T02:30:00+01:00.
config-deadline-first = the deadline is not after not_before
    .hint = Make the deadline later, or not_before earlier.

config-role-name = "{ $value }" can't be the name of a role
    .hint = Use small letters, digits and hyphens, beginning with a letter: decision, legal.
config-role-twice = a role is named twice
    .hint = Name each role once.
config-people-alike = “{ $one }” at { $role } and “{ $second }” at { $other } count as one person, but are not written the same
    .hint = Is it one person? Then write the name the same way in both places. Are they two people? Then add what tells them apart, such as their department.
config-role-unknown = the role { $role } doesn't have to approve, but it says who may
    .hint = Add { $role } to approval.required, or remove this line.
config-approval-missing = this mail server can reach anybody, and nothing says who must approve
    .hint = At [approval] set for instance: required = ["content", "legal", "decision"]
config-approval-empty = this mail server can reach anybody, so somebody must approve
    .hint = Name at least one role in approval.required. Without approval only the built-in catcher or a server on this computer can be used.
config-set-syntax = this is not KEY=VALUE
    .hint = Write for instance --set relay.port=2525
config-set-key = no value can go below this: it is not a section
    .hint = Name the whole key, like relay.port.
config-set-approval = with this mail server, who must approve can't be changed with --set
    .hint = Change it in the settings themselves, where everybody sees it, and seal again: heraut seal

config-serve-listen = “{ $value }” is not an IP address with a port
    .hint = write it like this: "127.0.0.1:8025"
config-serve-plain = beyond this computer the review page is never unencrypted
    .hint = name a certificate and a key (tls_cert and tls_key), or listen on 127.0.0.1
config-serve-half-tls = TLS needs both a certificate and a key
    .hint = name tls_cert and tls_key
config-serve-url = “{ $value }” is not an address for the review page
    .hint = write https:// and the name with nothing after it: "https://review.voorbeeldzaken.example"
config-mailbox-url = “{ $value }” is not a mailbox with TLS
    .hint = write imaps://, the server, and the folder if it is not the inbox: "imaps://imap.voorbeeldzaken.example/Returned"
config-mailbox-two-secrets = there are both a password and a program for a token
    .hint = remove password_file or token_command
