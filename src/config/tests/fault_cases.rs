//! What is added to the least settings, and which faults that gives: a table.

/// What is added to `LEAST`, and the faults: code, line (0: none) and key.
type Case = (&'static str, &'static [(&'static str, u32, &'static str)]);

/// Line 15 is the first line after `LEAST`.
pub(super) const CASES: &[Case] = &[
    ("[pace\n", &[("config-syntax", 15, "")]),
    ("x = \"", &[("config-syntax", 15, "")]),
    ("html = \"b\"", &[("config-key-twice", 15, "")]),
    ("[list]", &[("config-key-twice", 15, "")]),
    (
        "[pase]\nrate = \"1/s\"",
        &[("config-unknown-section", 15, "pase")],
    ),
    (
        "[pace]\nrte = \"1/s\"",
        &[("config-unknown-key", 16, "pace.rte")],
    ),
    (
        "[relay]\npassword = \"x\"",
        &[("config-secret", 16, "relay.password")],
    ),
    (
        "[sender.smtp]\nsecret = 1",
        &[("config-unknown-section", 15, "sender.smtp")],
    ),
    (
        "[pace]\npace.rate = \"30/min\"",
        &[("config-section-again", 16, "pace.pace")],
    ),
    (
        "[list.period]\nlist.expected = 3",
        &[
            ("config-missing", 15, "list.period.column"),
            ("config-missing", 15, "list.period.ground"),
            ("config-missing", 15, "list.period.years"),
            ("config-section-again", 16, "list.period.list"),
        ],
    ),
    ("[pace]\nrate = 30", &[("config-type", 16, "pace.rate")]),
    ("[pace]\nrate = \"30\"", &[("config-rate", 16, "pace.rate")]),
    (
        "[pace]\nper_hour = 0",
        &[("config-range", 16, "pace.per_hour")],
    ),
    (
        "[pace]\nper_day = \"many\"",
        &[("config-type", 16, "pace.per_day")],
    ),
    (
        "[relay]\ntimeout = \"60\"",
        &[("config-span", 16, "relay.timeout")],
    ),
    (
        "[relay]\ntimeout = \"2h\"",
        &[("config-span-range", 16, "relay.timeout")],
    ),
    (
        "[relay]\nconnections = 65",
        &[("config-range", 16, "relay.connections")],
    ),
    (
        "[relay]\nkind = \"pigeon\"",
        &[("config-choice", 16, "relay.kind")],
    ),
    (
        "[relay]\nkind = \"smtp\"",
        &[("config-missing", 15, "relay.host")],
    ),
    (
        "[relay]\nhost = \"127.0.0.1\"",
        &[("config-relay-kind", 15, "relay.kind")],
    ),
    (
        "[relay]\nkind = \"smtp\"\nhost = \"https://x\"",
        &[("config-host", 17, "relay.host")],
    ),
    (
        "[relay]\nconnect = \"127.0.0.1\"",
        &[("config-host-port", 16, "relay.connect")],
    ),
    (
        "[relay]\nconnect = \"::1:25\"",
        &[("config-host-port", 16, "relay.connect")],
    ),
    (
        "[relay]\nconnect = \"localhost:0\"",
        &[("config-host-port", 16, "relay.connect")],
    ),
    (
        "[relay]\nhands_on = \"yes\"",
        &[("config-type", 16, "relay.hands_on")],
    ),
    (
        "[relay]\nkind = \"smtp\"\nhost = \"x.example\"\nconnect = \"127.0.0.1:25\"\ntls = \"none\"\n[approval]\nrequired = [\"a\"]",
        &[("config-tls-none", 19, "relay.tls")],
    ),
    (
        "[relay]\nkind = \"smtp\"\nhost = \"127.0.0.1\"\nconnect = \"x.example:25\"\ntls = \"none\"\n[approval]\nrequired = [\"a\"]",
        &[("config-tls-none", 19, "relay.tls")],
    ),
    // A tunnel reaches whomever the host reaches.
    (
        "[relay]\nkind = \"smtp\"\nhost = \"x.example\"\nconnect = \"127.0.0.1:465\"\n[approval]\nrequired = []",
        &[("config-approval-empty", 20, "approval.required")],
    ),
    (
        "[relay]\nkind = \"smtp\"\nhost = \"127.0.0.1\"\ntls = \"none\"",
        &[("config-missing", 15, "relay.port")],
    ),
    (
        "[relay]\nkind = \"smtp\"\nhost = \"x.example\"\nport = 25\ntls = \"none\"\n[approval]\nrequired = [\"a\"]",
        &[("config-tls-none", 19, "relay.tls")],
    ),
    (
        "[relay]\nkind = \"smtp\"\nhost = \"::1\"\npassword_file = \"x\"",
        &[("config-password-without-user", 15, "relay.user")],
    ),
    (
        "[relay]\nnotify = [\n\"delay\",\n\"never\"]",
        &[("config-choice", 18, "relay.notify")],
    ),
    (
        "[relay]\nkind = \"smtp\"\nhost = \"x.example\"",
        &[("config-approval-missing", 0, "approval.required")],
    ),
    (
        "[relay]\nkind = \"smtp\"\nhost = \"x.example\"\n[approval]\nrequired = []",
        &[("config-approval-empty", 19, "approval.required")],
    ),
    (
        "[approval]\nrequired = [\"Besluit\"]",
        &[("config-role-name", 16, "approval.required")],
    ),
    (
        "[approval]\nrequired = [\"a\", \"a\"]",
        &[("config-role-twice", 16, "approval.required")],
    ),
    // The second begins with a Cyrillic letter.
    (
        "[approval]\nrequired = [\"a\", \"b\"]\n[approval.roles]\na = [\"A. Vos\"]\nb = [\"B. Smit\", \"А. Vos\"]",
        &[("config-people-alike", 19, "approval.roles.b")],
    ),
    (
        "[approval]\nrequired = [\"a\"]\nroles.b = [\"X\"]",
        &[("config-role-unknown", 17, "approval.roles.b")],
    ),
    (
        "[approval]\nallowed_signers = \"\"",
        &[("config-empty", 16, "approval.allowed_signers")],
    ),
    (
        "[approval]\nvalid_for = \"1s\"",
        &[("config-span-range", 16, "approval.valid_for")],
    ),
    (
        "[retry]\nfactor = 0.5",
        &[("config-range", 16, "retry.factor")],
    ),
    (
        "[retry]\nfactor = nan",
        &[("config-range", 16, "retry.factor")],
    ),
    (
        "[retry]\nmax = \"1min\"",
        &[("config-retry-max", 16, "retry.max")],
    ),
    (
        "[brake]\nrefused_share = 20",
        &[("config-range", 16, "brake.refused_share")],
    ),
    ("[brake]\nfirst = 0", &[("config-range", 16, "brake.first")]),
    (
        "[window]\nhours = \"17:30-08:30\"",
        &[("config-hours", 16, "window.hours")],
    ),
    (
        "[window]\ndays = \"ma-vr\"",
        &[("config-days", 16, "window.days")],
    ),
    (
        "[window]\ntimezone = \"Mars/Base\"",
        &[("config-timezone", 16, "window.timezone")],
    ),
    (
        "[window]\ndeadline = 2024-12-20",
        &[("config-moment-incomplete", 16, "window.deadline")],
    ),
    (
        "[window]\ndeadline = \"morgen\"",
        &[("config-type", 16, "window.deadline")],
    ),
    (
        "[window]\ndeadline = 2024-03-31T02:30:00",
        &[("config-moment-ambiguous", 16, "window.deadline")],
    ),
    (
        "[window]\nnot_before = 2024-12-20T17:00:00Z\ndeadline = 2024-12-20T18:00:00",
        &[("config-deadline-first", 17, "window.deadline")],
    ),
    (
        "[notice.values]\nx = 1",
        &[("config-type", 16, "notice.values.x")],
    ),
    (
        "[[notice.attachment]]\nname = \"a.pdf\"",
        &[("config-attachment-source", 15, "notice.attachment.file")],
    ),
    (
        "[[notice.attachment]]\ncolumn = \"x\"\nname = \"a.pdf\"",
        &[("config-attachment-column", 16, "notice.attachment.column")],
    ),
    (
        "[[notice.attachment]]\ncolumn = \"x\"\nfolder = \"../x\"\nname = \"a.pdf\"",
        &[("config-path", 17, "notice.attachment.folder")],
    ),
    (
        "[notice.style]\na = \"red; b: url(x)\"",
        &[("config-style", 16, "notice.style.a")],
    ),
    (
        "[notice.links]\nhosts = [\"https://x\"]",
        &[("config-host", 16, "notice.links.hosts")],
    ),
    (
        "[[notice.inline]]\nfile = \"a.png\"\ncid = \"a b\"",
        &[("config-cid", 17, "notice.inline.cid")],
    ),
    (
        "[[notice.accept]]\ncode = \"x\"",
        &[("config-missing", 15, "notice.accept.reason")],
    ),
    (
        "[[notice.attachment]]\nfile = \"a.typ\"\nname = \"a.pdf\"",
        &[("config-attachment-typ", 16, "notice.attachment.file")],
    ),
    (
        "[[notice.attachment]]\ntemplate = \"a.pdf\"\nname = \"a.pdf\"",
        &[("config-template", 16, "notice.attachment.template")],
    ),
    (
        "[[notice.attachment]]\nfile = \"../a.pdf\"\nname = \"één.pdf\"",
        &[
            ("config-path", 16, "notice.attachment.file"),
            ("config-attachment-name", 17, "notice.attachment.name"),
        ],
    ),
    (
        "[[notice.attachment]]\nfile = \"a.pdf\"\nname = \"a.pdf\"\nhandling = \"confidential\"",
        &[(
            "config-attachment-confidential",
            18,
            "notice.attachment.handling",
        )],
    ),
    (
        "[[notice.attachment]]\nfile = \"a.pdf\"\nname = \"a.pdf\"\nhandling = \"information\"",
        &[(
            "config-attachment-information",
            18,
            "notice.attachment.handling",
        )],
    ),
    (
        "[[notice.attachment]]\nfile = \"a\"\nname = \"a.pdf\"\n[[notice.attachment]]\nfile = \"b\"\nname = \"A.pdf\"",
        &[("config-attachment-twice", 20, "notice.attachment.name")],
    ),
    (
        "[[list.exclude]]\nkind = \"gemeente\"\nground = \" \"",
        &[
            ("config-exclude-column", 16, "list.exclude.kind"),
            ("config-empty", 17, "list.exclude.ground"),
        ],
    ),
    (
        "[list.period]\nyears = [1]",
        &[
            ("config-missing", 15, "list.period.column"),
            ("config-missing", 15, "list.period.ground"),
            ("config-range", 16, "list.period.years"),
        ],
    ),
    (
        "[list.duplicates]\naddress = \"drop\"",
        &[("config-choice", 16, "list.duplicates.address")],
    ),
    (
        "[list.duplicates]\nadres = \"send\"",
        &[("config-unknown-key", 16, "list.duplicates.adres")],
    ),
    (
        "[privacy]\nretain = \"90d\"",
        &[("config-not-built", 16, "privacy.retain")],
    ),
];
