//! The settings as a whole: every key, every default, every fault with its place.

mod fault_cases;
mod faults;
mod values;

use super::*;
use crate::finding::Finding;

/// The least that is enough. Line 1 is `[campaign]`.
const LEAST: &str = r#"[campaign]
name = "inzage-2024"
[sender]
from = "Ministerie van Voorbeeldzaken <bericht@voorbeeldzaken.example>"
[list]
file = "recipients.example.csv"
[list.columns]
id = "id"
organisation = "organisatie"
email = "email"
[notice]
subject = "templates/subject.hbs"
text = "templates/mail.txt.hbs"
html = "templates/mail.html.hbs"
"#;

const EVERYTHING: &str = r#"
[campaign]
name = "inzage-2024"
[sender]
from = "Ministerie van Voorbeeldzaken <bericht@voorbeeldzaken.example>"
reply_to = "vragen@voorbeeldzaken.example"
envelope_from = "terug@voorbeeldzaken.example"
return_path = "verp"
[list]
file = "lijst.xlsx"
encoding = "windows-1252"
delimiter = "tab"
sheet = "Overzicht"
hidden_rows = "skip"
register = "uitgesloten.csv"
expected = 40
kinds = ["maatschappelijk", "koepel"]
[list.columns]
id = "nr"
organisation = "naam"
email = ["mail 1", "mail 2"]
kind = "soort"
[[list.exclude]]
kind = "gemeente"
ground = "overheid"
legal = "artikel 1"
[[list.exclude]]
kind = "persoon"
ground = "herleidbaar tot personen"
instead = "post"
[[list.accept]]
code = "list-cell-elsewhere"
reason = "het adres van de koepel"
id = "12"
[list.period]
column = "jaren"
years = [2023, 2024]
ground = "niet in elk jaar contact"
[list.duplicates]
address = "send"
organisation = "refuse"
[notice]
subject = "templates/subject.hbs"
text = "templates/mail.txt.hbs"
html = "templates/mail.html.hbs"
max_size = "25MB"
partials = "templates/stukken"
[notice.values]
contact = "vragen@voorbeeldzaken.example"
[notice.style]
breedte = "620"
[notice.links]
hosts = ["www.tweedekamer.example"]
[[notice.inline]]
file = "templates/logo.png"
cid = "logo"
[[notice.accept]]
code = "notice-lint-subject-long"
reason = "zo besloten"
[[notice.accept]]
code = "notice-pdf-author"
reason = "de auteur wil genoemd zijn"
file = "templates/toelichting.pdf"
what = "toelichting.pdf"
[[notice.attachment]]
column = "bijlage"
folder = "bijlagen"
name = "eigen.pdf"
[[notice.attachment]]
file = "templates/toelichting.pdf"
name = "toelichting.pdf"
handling = "send"
[[notice.attachment]]
template = "templates/brief.typ"
name = "brief.pdf"
[relay]
kind = "smtp"
host = "mail.voorbeeldzaken.example"
port = 2465
tls = "implicit"
ca_file = "/etc/ssl/ours.pem"
user = "bericht"
password_file = "/run/secrets/relay"
connect = "localhost:10465"
hands_on = true
connections = 4
timeout = "30s"
answer_timeout = "5min"
notify = ["failure", "delay", "success"]
mails_per_connection = 20
connection_age = "2min"
connection_idle = "5s"
[pace]
rate = "60/min"
per_domain = "unlimited"
per_connection = "10/min"
per_hour = 500
per_day = 4000
[retry]
first = "1min"
factor = 1.5
max = "1h30min"
give_up_after = "1d"
[brake]
first = 3
refused_share = 0.5
[window]
not_before = 2024-12-18T08:00:00
deadline = 2024-12-20T17:00:00+01:00
hours = "08:30-17:30"
days = "mon-fri"
timezone = "Europe/Brussels"
[returns]
until = "21d"
[rehearsal]
guests = ["a.vos@voorbeeldzaken.example"]
[approval]
required = ["inhoud", "besluit"]
valid_for = "2d"
[approval.roles]
besluit = ["A. Vos"]
"#;

fn read_text(text: &str, overrides: &[&str]) -> Result<Settings, Vec<Finding>> {
    let overrides: Vec<String> = overrides.iter().map(|text| (*text).to_owned()).collect();
    read("config/heraut.toml", text, &overrides)
}
