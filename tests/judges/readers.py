"""Reads every caught mail with Python's `email` and compares it with the list, the settings and what was reviewed.

After one `heraut send` to the built-in catcher: one mail for every row that is not left out, to that address
alone, saying what the templates say; no more headers than promised; the bytes that the review bundle showed,
less the first line; envelopes, `status --json` and the list add up. A second `send` sends nothing.
"""

import csv
import datetime
import email
import email.policy
import email.utils
import hashlib
import html.parser
import io
import json
import os
import socket
import stat
import subprocess

from common import Campaign, a_label, judge, need, one_line

HEADERS = ["date", "from", "reply-to", "to", "subject", "message-id", "mime-version", "auto-submitted",
           "x-auto-response-suppress", "content-language", "content-type"]


class Text(html.parser.HTMLParser):
    """The words of an HTML page, as a reader sees them."""

    def __init__(self, page):
        super().__init__()
        self.words, self.addresses = [], []
        self.feed(page)
        self.text = one_line(" ".join(self.words))

    def handle_data(self, data):
        self.words.append(data)

    def handle_starttag(self, tag, attrs):
        self.addresses += [value for name, value in attrs if name in ("src", "href", "background") and value]


def wire(raw):
    """The bytes as RFC 5322 wants them."""
    need(raw.isascii(), "a byte beyond ASCII")
    need(b"\0" not in raw, "a NUL")
    need(raw.replace(b"\r\n", b"").count(b"\r") == 0 and raw.replace(b"\r\n", b"").count(b"\n") == 0, "a bare CR or LF")
    need(all(len(line) <= 998 for line in raw.split(b"\r\n")), "a line over 998 octets")
    need(raw.startswith(b"Date: "), "the first line is not Date")


def header(mail, row, settings):
    """Exactly the headers that are promised, each once, holding what they should."""
    names = [name.lower() for name in mail.keys()]
    need(sorted(names) == sorted(HEADERS), f"other headers than promised: {names}")
    need(not mail.defects, f"Python's email finds defects: {mail.defects}")
    for name in HEADERS:
        need(not mail[name].defects, f"{name}: Python's email finds defects: {mail[name].defects}")
    to = mail["to"].addresses
    need([one.addr_spec for one in to] == [a_label(row["email"])], "To is not the row's one address")
    need(one_line(to[0].display_name) == one_line(row["organisatie"]), "To does not name the row's organisation")
    need(mail["subject"] == f"Informatie voor het bestuur van {one_line(row['organisatie'])}", "another subject")
    sender = email.utils.parseaddr(settings["sender"]["from"])
    need([(one.display_name, one.addr_spec) for one in mail["from"].addresses] == [sender], "another From")
    need(mail["reply-to"] == settings["sender"]["reply_to"], "another Reply-To")
    need(mail["auto-submitted"] == "auto-generated", "another Auto-Submitted")
    need(mail["x-auto-response-suppress"] == "OOF, AutoReply", "another X-Auto-Response-Suppress")
    need(mail["message-id"].strip("<>").endswith("@" + sender[1].split("@")[1]), "Message-ID at another domain")
    age = datetime.datetime.now(datetime.timezone.utc) - mail["date"].datetime
    need(abs(age) < datetime.timedelta(hours=1), "Date is not now")


def years(row):
    """The years of contact as Dutch writes them: `2022, 2023 en 2024`."""
    *others, last = [one.strip() for one in row["contactjaren"].split(",")]
    return f"{', '.join(others)} en {last}" if others else last


def parts(mail, row, settings, root):
    """`mixed(alternative(text, html), attachments)`, with what the templates promise. Gives all that is read."""
    for part in mail.walk():
        need(not part.defects, f"Python's email finds defects: {part.defects}")
    need(mail.get_content_type() == "multipart/mixed", "not multipart/mixed")
    first, *attached = mail.iter_parts()
    need(first.get_content_type() == "multipart/alternative", "the first part is not the alternative")
    kinds = [part.get_content_type() for part in first.iter_parts()]
    need(kinds == ["text/plain", "text/html"], f"the alternative holds {kinds}")
    text, page = (part.get_content() for part in first.iter_parts())
    page = Text(page)
    for name, words in [("text", one_line(text)), ("HTML", page.text)]:
        for column in ["organisatie", "kenmerk", "aanhef"]:
            need(one_line(row[column]) in words, f"the {name} part does not hold the row's {column}")
        need(f"Jaren waarin wij contact hadden: {years(row)}" in words, f"the {name} part does not hold the row's years")
        for name in settings["notice"]["values"].values():
            need(name in words, "a value of the settings is missing")
    need(all(one.startswith("mailto:") for one in page.addresses), "the HTML reaches for something elsewhere")
    wanted = settings["notice"]["attachment"]
    need(len(attached) == len(wanted), f"{len(attached)} attachments")
    for part, one in zip(attached, wanted):
        need(part.get_filename() == one["name"], "an attachment by another name")
        need(part["content-type"].params.get("name") == one["name"], "an attachment that older readers name otherwise")
        for name, value in part.items():
            need(not value.defects, f"{name}: Python's email finds defects: {value.defects}")
        need(part.get_content_disposition() == "attachment", "an attachment that is none")
        sums = [hashlib.sha256(data).hexdigest() for data in (part.get_content(), (root / one["file"]).read_bytes())]
        need(sums[0] == sums[1], "the attachment is not the file")
    return "\n".join([mail["subject"], text, page.text])


def strangers(raw, read, row, rows):
    """Nothing of another row, nothing of the list's ids, nothing of this machine."""
    own = {one_line(row[column]).casefold() for column in row}
    seen = one_line(read).casefold() + raw.decode().casefold()
    for other in rows:
        need(other["id"].casefold() not in seen, "a list id")
        for column in ["organisatie", "email", "kenmerk"]:
            word = one_line(other[column]).casefold()
            need(not word or word in own or word not in seen, f"another row's {column}")
    for word in [socket.gethostname(), os.environ.get("HOME", ""), "heraut"]:
        need(len(word) < 6 or word.casefold() not in seen, "a trace of the machine or the program")


def bundle(campaign):
    """The review bundle: the digest each id was shown with, once `sha256sum -c` agrees."""
    place = campaign.home / "bundle"
    campaign.run("review", "--out", place, expect={0})
    check = subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=place, capture_output=True)
    need(check.returncode == 0, f"sha256sum disagrees with SHA256SUMS: {check.stdout + check.stderr}")
    need((place / "index.html").is_file(), "no index.html in the bundle")
    listed = {line.split(None, 1)[1].lstrip("*").removeprefix("./") for line in (place / "SHA256SUMS").read_text().splitlines()}
    there = {str(file.relative_to(place)) for file in place.rglob("*") if file.is_file()} - {"SHA256SUMS"}
    need(listed == there, "SHA256SUMS does not name exactly the files of the bundle")
    text = (place / "manifest.csv").read_text("utf-8-sig")
    ids = {row["id"] for row in campaign.rows()}
    shown = {}
    for cells in csv.reader(io.StringIO(text), delimiter=max(";,", key=text.splitlines()[0].count)):
        digests = [cell.removeprefix("sha256:") for cell in cells if len(cell.removeprefix("sha256:")) == 64]
        for cell in cells:
            if cell in ids:
                need(cell not in shown and digests, "manifest.csv: a row twice, or without a digest")
                shown[cell] = digests
    files = set()
    for file in place.rglob("*.eml"):
        raw = file.read_bytes()
        less_date = raw.split(b"\n", 1)[1] if raw.startswith(b"Date:") else raw
        files.add(hashlib.sha256(less_date).hexdigest())
    return shown, files


def envelopes(campaign, rows):
    """The catcher's envelopes, by file: one recipient each, the settings' sender, headers only on return."""
    settings = campaign.settings
    found = {}
    for line in (campaign.state / "caught/envelopes.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        need(one["file"] not in found, "two envelopes for a mail")
        need(one["from"] == settings["sender"]["envelope_from"], "another envelope sender")
        need(len(one["to"]) == 1, "not exactly one recipient in an envelope")
        need(one.get("ret") == "HDRS", "the body would come back with a bounce")
        asked = {word.lower() for word in one["to"][0].get("notify", "").split(",")}
        need(asked == set(settings["relay"]["notify"]), "other notifications asked than the settings say")
        need(one.get("envid") and not any(row["id"] in one["envid"] for row in rows), "no ENVID, or one that tells")
        found[one["file"]] = one
    need(len({one["envid"] for one in found.values()}) == len(found), "an ENVID twice")
    return found


def private(campaign):
    """Files 0600 and folders 0700 (DOMAIN.md, rule 8)."""
    for one in [campaign.dir / "var", *(campaign.dir / "var").rglob("*")]:
        mode = stat.S_IMODE(one.stat().st_mode)
        need(mode == (0o700 if one.is_dir() else 0o600), f"{one.relative_to(campaign.dir)} has mode {mode:o}")


def work(options):
    """The whole judgement."""
    with Campaign(options.heraut) as campaign:
        rows, included = campaign.rows(), campaign.included()
        need(campaign.run("--json", "check", expect={0}).json()["sum"]["ready"] == len(included), "check counts otherwise")
        campaign.run("--json", "send", expect={0})
        box = campaign.state / "caught/new"
        files = sorted(box.iterdir())
        need(len(files) == len(included), f"{len(files)} mails for {len(included)} rows")
        letters = envelopes(campaign, rows)
        need(set(letters) == {file.name for file in files}, "mails and envelopes do not pair")
        shown, bundled = bundle(campaign)
        need(set(shown) == {row["id"] for row in included}, "the manifest names other rows than those included")

        by_address = {a_label(row["email"]): row for row in included}
        met = {}
        for file in files:
            raw, letter = file.read_bytes(), letters[file.name]
            row = by_address.get(letter["to"][0]["address"])
            need(row is not None, "an envelope to an address that is not on the list")
            need(row["id"] not in met, f"{row['id']}: two mails")
            mail = email.message_from_bytes(raw, policy=email.policy.default)
            wire(raw)
            header(mail, row, campaign.settings)
            strangers(raw, parts(mail, row, campaign.settings, campaign.dir), row, rows)
            digest = hashlib.sha256(raw.split(b"\n", 1)[1]).hexdigest()
            need(digest in shown[row["id"]], f"{row['id']}: the bytes sent are not those of the manifest")
            need(digest in bundled, f"{row['id']}: the bytes sent are in no .eml of the bundle")
            met[row["id"]] = (mail["message-id"].strip("<>"), letter["id"])
        need(len({one for one, _ in met.values()}) == len(met), "a Message-ID twice")

        document = campaign.status()
        total = document["sum"]
        need(total["listed"] == len(rows), f"{total['listed']} listed, {len(rows)} rows in the file")
        need(total["accepted"] == len(included), f"{total['accepted']} accepted of {len(included)}")
        need(total["excluded"] == len(rows) - len(included), f"{total['excluded']} excluded")
        for one in (one for one in document["mails"] if one["state"] != "excluded"):
            need(one["state"] == "accepted" and one["attempts"] == 1, f"{one['id']}: {one['state']}")
            told = (one["message_id"].strip("<>"), one["queue_id"])
            need(told == met.pop(one["id"]), f"{one['id']}: status tells another mail than the catcher keeps")
        need(not met, "status does not name every mail")

        campaign.run("send", expect={4})
        need(len(list(box.iterdir())) == len(included), "a second run sent something")
        private(campaign)
        return f"{len(included)} mails agree with {len(rows)} rows; {total['excluded']} left out; nothing sent twice"


if __name__ == "__main__":
    judge(__doc__, work)
