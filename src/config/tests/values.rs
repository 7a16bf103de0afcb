//! Every key and every default; what the fingerprint covers.

use std::path::Path;

use super::*;

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn least(more: &str) -> Settings {
    read_text(&format!("{LEAST}{more}"), &[]).unwrap()
}

#[test]
fn every_key_about_campaign_and_sender_is_read() {
    let settings = read_text(EVERYTHING, &[]).unwrap();
    let address = |text| Address::parse(text).unwrap();
    assert_eq!(settings.campaign.name, "inzage-2024");
    assert_eq!(
        settings.sender.from.name.as_deref(),
        Some("Ministerie van Voorbeeldzaken")
    );
    assert_eq!(
        settings.sender.from.address,
        address("bericht@voorbeeldzaken.example")
    );
    assert_eq!(
        settings.sender.reply_to.unwrap().address,
        address("vragen@voorbeeldzaken.example")
    );
    assert_eq!(
        settings.sender.envelope_from,
        address("terug@voorbeeldzaken.example")
    );
    assert_eq!(settings.sender.return_path, ReturnPath::Verp);
}

#[test]
fn every_key_about_the_list_is_read() {
    let settings = read_text(EVERYTHING, &[]).unwrap();
    let exclude = |kind: &str, ground: &str, legal: Option<&str>, instead| ExcludedKind {
        kind: kind.to_owned(),
        ground: ground.to_owned(),
        legal: legal.map(str::to_owned),
        instead,
    };
    assert_eq!(
        settings.list,
        ListSettings {
            name: None,
            version: None,
            date: None,
            file: "lijst.xlsx".into(),
            encoding: Some(Encoding::Windows1252),
            delimiter: Some(b'\t'),
            sheet: Some("Overzicht".to_owned()),
            hidden_rows: HiddenRows::Skip,
            expected: Some(40),
            columns: Columns {
                id: Some("nr".to_owned()),
                organisation: "naam".to_owned(),
                email: vec!["mail 1".to_owned(), "mail 2".to_owned()],
                kind: Some("soort".to_owned()),
            },
            kinds: vec!["maatschappelijk".to_owned(), "koepel".to_owned()],
            exclude: vec![
                exclude("gemeente", "overheid", Some("artikel 1"), Instead::Nothing),
                exclude("persoon", "herleidbaar tot personen", None, Instead::Post),
            ],
            register: Some("uitgesloten.csv".into()),
            accept: vec![ListAccept {
                code: "list-cell-elsewhere".to_owned(),
                reason: "het adres van de koepel".to_owned(),
                id: Some("12".to_owned()),
            }],
            period: Some(Period {
                column: "jaren".to_owned(),
                years: vec![2023, 2024],
                ground: "niet in elk jaar contact".to_owned(),
            }),
            duplicate_addresses: Duplicates::Send,
            duplicate_organisations: Duplicates::Refuse,
        }
    );
}

#[test]
fn every_key_about_the_notice_is_read() {
    let settings = read_text(EVERYTHING, &[]).unwrap();
    let Notice {
        subject,
        text,
        html,
        values,
        style,
        partials,
        inline,
        attachments,
        link_hosts,
        accept,
        leak_allow,
        max_size,
    } = settings.notice;
    assert_eq!(max_size, 25_000_000);
    assert_eq!(leak_allow, []);
    assert_eq!(style["breedte"], "620");
    assert_eq!(partials.as_deref(), Some(Path::new("templates/stukken")));
    assert_eq!(
        inline,
        [InlineSettings {
            file: "templates/logo.png".into(),
            cid: "logo".to_owned()
        }]
    );
    assert_eq!(
        link_hosts.as_deref(),
        Some(&["www.tweedekamer.example".to_owned()][..])
    );
    let (code, reason) = (
        "notice-lint-subject-long".to_owned(),
        "zo besloten".to_owned(),
    );
    assert_eq!(
        accept[0],
        Accept {
            code,
            reason,
            file: None,
            what: None
        }
    );
    assert_eq!(
        accept[1].file.as_deref(),
        Some(Path::new("templates/toelichting.pdf"))
    );
    assert_eq!(accept[1].what.as_deref(), Some("toelichting.pdf"));
    assert_eq!(subject, Path::new("templates/subject.hbs"));
    assert_eq!(text, Path::new("templates/mail.txt.hbs"));
    assert_eq!(html, Path::new("templates/mail.html.hbs"));
    assert_eq!(values["contact"], "vragen@voorbeeldzaken.example");
    assert_eq!(attachments.len(), 3);
}

#[test]
fn every_key_about_attachments_is_read() {
    let attachments = read_text(EVERYTHING, &[]).unwrap().notice.attachments;
    let chosen = AttachmentSource::Column {
        column: "bijlage".to_owned(),
        folder: "bijlagen".into(),
    };
    assert_eq!(attachments[0].source, chosen);
    assert_eq!(
        attachments[1].source,
        AttachmentSource::File("templates/toelichting.pdf".into())
    );
    assert_eq!(
        attachments[2].source,
        AttachmentSource::Template("templates/brief.typ".into())
    );
    assert_eq!(attachments[2].name, "brief.pdf");
    assert_eq!(attachments[2].handling, Handling::Send);
}

#[test]
fn every_key_about_the_relay_is_read() {
    let settings = read_text(EVERYTHING, &[]).unwrap();
    assert_eq!(
        settings.relay,
        RelaySettings {
            kind: RelayKind::Smtp(Smtp {
                host: "mail.voorbeeldzaken.example".to_owned(),
                port: 2465,
                connect: Some(("localhost".to_owned(), 10_465)),
                tls: Tls::Implicit,
                ca_file: Some("/etc/ssl/ours.pem".into()),
                user: Some("bericht".to_owned()),
                password_file: Some("/run/secrets/relay".into()),
                hands_on: true,
            }),
            connections: 4,
            timeout: seconds(30),
            answer_timeout: seconds(300),
            notify: vec![Notify::Failure, Notify::Delay, Notify::Success],
            connection_limits: ConnectionLimits {
                mails: Some(20),
                age: seconds(120),
                idle: seconds(5)
            },
        }
    );
}

#[test]
fn every_key_about_pace_and_time_is_read() {
    let settings = read_text(EVERYTHING, &[]).unwrap();
    let pace = PaceSettings {
        rate: "60/min".parse().ok(),
        per_domain: None,
        per_connection: "10/min".parse().ok(),
        per_hour: Some(500),
        per_day: Some(4_000),
    };
    assert_eq!(settings.pace, pace);
    let retry = settings.retry;
    assert_eq!(
        (retry.first, retry.factor, retry.max),
        (seconds(60), 1.5, seconds(5_400))
    );
    assert_eq!(retry.give_up_after, seconds(86_400));
    assert_eq!(
        settings.brake,
        BrakeSettings {
            first: 3,
            refused_share: 0.5
        }
    );
    let window = settings.window;
    assert_eq!(window.not_before, "2024-12-18T07:00:00Z".parse().ok());
    assert_eq!(window.deadline, "2024-12-20T16:00:00Z".parse().ok());
    assert_eq!(window.hours.unwrap().from.hour(), 8);
    assert_eq!(
        window.days,
        Weekdays([true, true, true, true, true, false, false])
    );
    assert_eq!(window.timezone.iana_name(), Some("Europe/Brussels"));
    assert_eq!(settings.returns.until, seconds(21 * 86_400));
    let approval = settings.approval;
    assert_eq!(approval.required, ["inhoud", "besluit"]);
    assert_eq!(approval.valid_for, seconds(2 * 86_400));
    assert_eq!(approval.roles["besluit"], ["A. Vos"]);
}

#[test]
fn the_least_gives_the_defaults() {
    let settings = least("");
    assert_eq!(settings.sender.envelope_from, settings.sender.from.address);
    assert_eq!(settings.sender.return_path, ReturnPath::One);
    assert_eq!(settings.notice.max_size, 10 * 1024 * 1024);
    assert_eq!(settings.sender.reply_to, None);
    assert_eq!(settings.list.hidden_rows, HiddenRows::Refuse);
    assert_eq!(settings.list.duplicate_addresses, Duplicates::Refuse);
    assert_eq!(settings.list.duplicate_organisations, Duplicates::Send);
    assert_eq!(settings.list.columns.email, ["email"]);
    assert_eq!(settings.relay.kind, RelayKind::Catcher);
    assert_eq!(settings.relay.connections, 2);
    assert_eq!(
        (settings.relay.timeout, settings.relay.answer_timeout),
        (seconds(60), seconds(600))
    );
    assert_eq!(settings.relay.notify, [Notify::Failure, Notify::Delay]);
    let (rate, per_domain) = ("30/min".parse().ok(), "10/min".parse().ok());
    assert_eq!(
        settings.pace,
        PaceSettings {
            rate,
            per_domain,
            ..PaceSettings::default()
        }
    );
    let limits = ConnectionLimits {
        mails: Some(500),
        age: seconds(600),
        idle: seconds(15),
    };
    assert_eq!(settings.relay.connection_limits, limits);
    assert_eq!(
        (settings.retry.first, settings.retry.factor),
        (seconds(300), 2.0)
    );
    assert_eq!(
        (settings.retry.max, settings.retry.give_up_after),
        (seconds(14_400), seconds(259_200))
    );
    assert_eq!(
        settings.brake,
        BrakeSettings {
            first: 5,
            refused_share: 0.2
        }
    );
    assert_eq!(settings.window.days, Weekdays([true; 7]));
    assert_eq!(
        settings.window.timezone.iana_name(),
        Some("Europe/Amsterdam")
    );
    assert_eq!(settings.returns.until, seconds(14 * 86_400));
    assert!(settings.approval.required.is_empty());
    assert_eq!(settings.approval.valid_for, seconds(7 * 86_400));
}

#[test]
fn a_file_written_on_windows_is_read_alike() {
    let windows = format!("\u{feff}{}", EVERYTHING.replace('\n', "\r\n"));
    assert_eq!(
        read_text(&windows, &[]).unwrap(),
        read_text(EVERYTHING, &[]).unwrap()
    );
}

#[test]
fn the_port_follows_the_protection() {
    let port = |more: &str| {
        let text = format!("[relay]\nkind = \"smtp\"\nhost = \"127.0.0.1\"\n{more}");
        let RelayKind::Smtp(smtp) = least(&text).relay.kind else {
            panic!("not SMTP")
        };
        (smtp.tls, smtp.port)
    };
    assert_eq!(port(""), (Tls::StartTls, 587));
    assert_eq!(port("tls = \"implicit\""), (Tls::Implicit, 465));
    assert_eq!(port("tls = \"none\"\nport = 25"), (Tls::None, 25));
}

#[test]
fn an_override_wins_over_the_file() {
    let set = [
        "relay.port=2525",
        "pace.rate=1/s",
        "notice.values.x = \"y = z\"",
        "list.columns.email=[\"a\",\"b\"]",
    ];
    let settings = read_text(EVERYTHING, &set).unwrap();
    let RelayKind::Smtp(smtp) = settings.relay.kind else {
        panic!("not SMTP")
    };
    assert_eq!(smtp.port, 2525);
    assert_eq!(settings.pace.rate, "1/s".parse().ok());
    assert_eq!(settings.notice.values["x"], "y = z");
    assert_eq!(settings.list.columns.email, ["a", "b"]);
}

#[test]
fn the_fingerprint_covers_what_was_agreed_and_nothing_else() {
    let base = read_text(EVERYTHING, &[]).unwrap().sealed_fingerprint();
    let with = |from: &str, to: &str| {
        assert_eq!(EVERYTHING.matches(from).count(), 1, "{from}");
        read_text(&EVERYTHING.replace(from, to), &[])
            .expect(to)
            .sealed_fingerprint()
    };
    for (from, to) in [
        ("rate = \"60/min\"", "rate = \"1/min\""),
        ("factor = 1.5", "factor = 3"),
        ("first = 3", "first = 4"),
        ("hours = \"08:30-17:30\"", "hours = \"09:00-17:30\""),
        ("days = \"mon-fri\"", "days = \"all\""),
        (
            "timezone = \"Europe/Brussels\"",
            "timezone = \"Europe/Amsterdam\"",
        ),
        ("connections = 4", "connections = 1"),
        ("timeout = \"30s\"", "timeout = \"31s\""),
        ("user = \"bericht\"", "user = \"anders\""),
        ("connect = \"localhost:10465\"", "connect = \"[::1]:465\""),
        ("hands_on = true", "hands_on = false"),
        (
            "password_file = \"/run/secrets/relay\"",
            "password_file = \"/run/other\"",
        ),
        (
            "ca_file = \"/etc/ssl/ours.pem\"",
            "ca_file = \"/etc/ssl/other.pem\"",
        ),
        ("expected = 40", "expected = 41"),
        ("max_size = \"25MB\"", "max_size = \"10MB\""),
        ("hidden_rows = \"skip\"", "hidden_rows = \"include\""),
    ] {
        // `answer_timeout` ends in `timeout` too: match whole lines.
        assert_eq!(with(&format!("\n{from}"), &format!("\n{to}")), base, "{to}");
    }
    for (from, to) in [
        ("inzage-2024", "inzage-2025"),
        ("from = \"Ministerie van", "from = \"Ministerie voor"),
        ("terug@", "retour@"),
        ("return_path = \"verp\"", "return_path = \"one\""),
        ("2024-12-18T08:00:00", "2024-12-18T08:00:01"),
        ("host = \"mail.", "host = \"post."),
        ("tls = \"implicit\"", "tls = \"starttls\""),
        ("valid_for = \"2d\"", "valid_for = \"3d\""),
        ("[\"inhoud\", \"besluit\"]", "[\"besluit\", \"inhoud\"]"),
        ("[\"A. Vos\"]", "[\"B. Smit\"]"),
        ("contact = \"", "telefoon = \""),
        ("years = [2023, 2024]", "years = [2024]"),
        ("uitgesloten.csv", "anders.csv"),
        ("\"koepel\"]", "\"bond\"]"),
        ("address = \"send\"", "address = \"refuse\""),
        ("name = \"brief.pdf\"", "name = \"letter.pdf\""),
    ] {
        assert_ne!(with(from, to), base, "{to}");
    }
}
