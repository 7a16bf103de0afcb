# serve: what the review page says.

web-title = heraut
web-tab-overview = Overview
web-tab-mails = Mails
web-tab-remarks = Remarks
web-tab-agree = Approval
web-tab-live = Sending
web-act-read = Read the mails. Say what is not right.
web-act-read-now = To the mails
web-act-agree = Read the mails, then approve as { $roles }.
web-act-agree-now = To the approval
web-act-remarks = { $count ->
        [one] One remark is open. It must be closed before anybody approves.
       *[other] { $count } remarks are open. They must be closed before anybody approves.
    }
web-act-remarks-now = To the remarks
web-act-watch = The sending is under way.
web-act-watch-now = Watch it
web-done-approved = Your approval is recorded.
    .hint = It counts for exactly these mails. If anything changes, we ask you again.
web-done-withdrawn = Your approval is withdrawn.
    .hint = If the sending is under way, it stops before the next mail.
web-done-remarked = Your remark is recorded.
web-done-answered = Your answer is recorded.
web-done-closed = The remark is closed.
web-done-stopped = The sending stops.
    .hint = Mails that are on their way are finished.
web-files-changed = { $count ->
        [one] After the seal { $files } changed.
       *[other] After the seal these files changed: { $files }.
    }
    .hint = What you read here is what was sealed. If it is sealed again, it must be approved again.
web-agree-words = { $count ->
        [one] I approve sending this one mail of { $campaign }, with digest { $digest }.
       *[other] I approve sending these { $count } mails of { $campaign }, with digest { $digest }.
    }
web-open-remarks = { $count ->
        [one] One remark is still open.
       *[other] { $count } remarks are still open.
    }
web-mails-line = { $all ->
        [one] { $found } of { $all } mail
       *[other] { $found } of { $all } mails
    }
web-page-of = page { $page } of { $pages }
web-view-desk = Computer
web-view-phone = Telephone
web-view-dark = Dark
web-view-text = Text only
web-view-header = Header
web-view-list = From the list
web-view-list-text = From the list, as text
web-remarks-file = remarks.csv
web-remark-long = This remark is too long.
    .hint = Keep it shorter than { $most } characters, or make two of it. Your browser's Back button shows your text again.
web-how-to-check = Whoever wants to compute the digest asks the administrator for the folder with all mails (heraut review). It says how to do that with ordinary tools.
web-live-running = The sending is under way: the mail server accepted { $accepted } of { $mails } mails.
web-live-nothing = Nothing has been sent yet.
web-live-stopped = The sending stands still: the mail server accepted { $accepted } of { $mails } mails.
web-live-done = Done: the mail server accepted { $accepted } of { $mails } mails.
web-stopped = This can't be done
web-no-session = You need an invitation to come in here.
    .hint = Open the link that you were given. If it no longer works, ask whoever invited you for a new one.
web-session-ended = The time of your invitation is over.
    .hint = Ask whoever invited you for a new one.
web-session-revoked = Your invitation was revoked.
    .hint = Ask whoever invited you for a new one.
web-link-used = This link has been opened before. A link works once.
    .hint = If you opened it yourself, go on in that browser. If not, tell whoever invited you: then somebody else used your link.
web-not-found = There is no such page.
web-not-our-form = This form doesn't come from this page.
    .hint = Go back, load the page again, and try once more.
web-other-digest = The mails were sealed again in the meantime. So your approval is not recorded.
    .hint = See on the overview what changed, then approve what is there now.
web-not-running = No sending is under way.
web-page = This page could not be made. That is a fault of heraut.
    .hint = Tell the administrator.
web-listen = The review page can't listen on { $address }: { $why }
    .hint = Choose another port: heraut serve --port …
web-tls = { $file } holds no certificate or key that belong together.
    .hint = Both files are PEM; look at [serve] in the settings.
web-verify-long = This mail is larger than { $most } MB.
    .hint = No mail of this campaign is that large.
web-no-entry = You are not signed in
web-left-heading = You have signed out
web-left = In this browser nobody can see these pages any more.
    .hint = To come in again, ask whoever invited you for a new link.
