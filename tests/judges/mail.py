"""Three readers that share nothing see the same mail: Python's `email`, PyPI's `mail-parser` and npm's `mailparser`.

They agree on subject, parties (Reply-To too), both parts, pictures and attachments, for the shipped list, for one of awkward names, and
for a mail with all that one may have (`rich.py`); the names are those of the list, the attachments the very files. SpamAssassin,
without a network, gives each mail at most 1.0 points, as it comes in at another's server. The shipped PDF is PDF/UA-1 and PDF/A-2a
(PyPI's `page-validation`), and is read in order. All is made and sent on machines and by users with telling names: no mail, laid open to
the last part, tells one, nor what was said to a server. Needs `NODE_PATH` with npm's `mailparser`.
"""

import email
import email.header
import email.policy
import email.utils
import hashlib
import json
import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import awkward
import rich
from common import ROOT, Campaign, a_label, from_npm, judge, loopback, need, one_line
from server import Server
from telling import everything, settle, silent

HERE = Path(__file__).resolve().parent
MOST_POINTS = 1.0
# What the server of an organisation writes above a mail; what came through nobody is judged by fewer rules.
ARRIVED = (b"Received: from relay.voorbeeldzaken.example (relay.voorbeeldzaken.example [IPv6:2001:db8::25])\r\n"
           b"\tby mx.ontvanger.example with ESMTPS id 4XbT2q3Jz7z9\r\n\tfor <bestuur@ontvanger.example>; %s\r\n")
# SpamAssassin's own line for tests, worth 1000 points: a judge that gives nothing for it judges nothing.
GTUBE = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"


def sha256(content):
    """In hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def with_python(file):
    """Python's own reader."""
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    raw = email.message_from_bytes(file.read_bytes(), policy=email.policy.compat32)

    def party(name):
        # Its newer parser leaves a blank between the encoded words of a name (RFC 2047, section 6.2, takes it out); its older one is right.
        return [[str(email.header.make_header(email.header.decode_header(phrase))), address]
                for phrase, address in email.utils.getaddresses([raw[name]])]

    files = [[one.get_filename(), one.get_content_type(), sha256(one.get_payload(decode=True))]
             for one in mail.iter_attachments()]
    pictures = [[one["content-id"].strip("<>"), one.get_content_type(), sha256(one.get_payload(decode=True))]
                for one in mail.walk() if one["content-id"]]
    return {"subject": mail["subject"], "from": party("from"), "to": party("to"), "reply": party("reply-to"),
            "text": mail.get_body(("plain",)).get_content().rstrip(),
            "html": mail.get_body(("html",)).get_content().rstrip(), "files": files, "pictures": pictures}


def with_mail_parser(file):
    """PyPI's mail-parser."""
    import base64

    import mailparser

    mail = mailparser.parse_from_bytes(file.read_bytes())
    def kept(name, inline):
        return [[one[name].strip("<>"), one["mail_content_type"], sha256(base64.b64decode(one["payload"]))]
                for one in mail.attachments if one["content-disposition"].startswith("inline") == inline]

    # It leaves the fold of a long line in (RFC 5322, section 2.2.3, has a reader take it out).
    def unfolded(text):
        return re.sub(r"[ \t\r\n]+", " ", text)

    return {"subject": unfolded(mail.subject), "from": [list(one) for one in mail.from_],
            "to": [[unfolded(name), address] for name, address in mail.to], "reply": [list(one) for one in mail.reply_to],
            "text": mail.text_plain[0].rstrip(), "html": mail.text_html[0].rstrip(),
            "files": kept("filename", False), "pictures": kept("content-id", True)}


def with_node(files):
    """npm's mailparser, all in one process."""
    from_npm("mailparser/package.json")
    done = subprocess.run(["node", HERE / "mail.mjs", *files], capture_output=True, text=True, check=False)
    need(done.returncode == 0, f"mailparser: {done.stderr[-1500:]}")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    for mail in found:
        # It shows internationalised domains as people read them.
        mail["to"] = [[name, a_label(address)] for name, address in mail["to"]]
    return found


def same(readers, file):
    """What differs between readers, up to line ends, and accents that some set on their letter (NFC)."""
    def plain(read):
        text = json.dumps(read, ensure_ascii=False, sort_keys=True).replace("\\r\\n", "\\n")
        return json.loads(unicodedata.normalize("NFC", text))

    first, *others = [plain(read) for read in readers]
    for other in others:
        for key, value in first.items():
            at = len(os.path.commonprefix([str(value), str(other[key])]))
            need(other[key] == value, f"{file.name}: {key}: {str(value)[at:][:80]!r} and {str(other[key])[at:][:80]!r}")


def spam_points(folder, files, home):
    """SpamAssassin's points for each mail, and the most of them."""
    tool = shutil.which("spamassassin")
    need(tool, "spamassassin is not installed (Debian's package spamassassin)")
    folder.mkdir()
    arrived = [(file.name, ARRIVED % file.read_bytes().split(b"\r\n", 1)[0][6:] + file.read_bytes()) for file in files]
    arrived.append(("gtube", b"From: a@a.example\r\nSubject: b\r\n\r\n" + GTUBE + b"\r\n"))
    for name, mail in arrived:
        (folder / name).write_bytes(mail)
    # All in one process, told apart by the order in which they were given.
    done = subprocess.run([tool, "--local", "--test-mode", *[folder / name for name, _ in arrived]], capture_output=True,
                          check=False, env=os.environ | {"HOME": str(home), "LC_ALL": "C.UTF-8"})
    found = re.findall(rb"^X-Spam-Status: \w+, score=(-?[\d.]+)(?:.|\n[ \t])*?tests=((?:.|\n[ \t])*?)\s+autolearn=", done.stdout, re.M)
    need(len(found) == len(arrived), f"{len(found)} verdicts for {len(arrived)} mails: {done.stderr[-500:].decode()}")
    *found, control = [(float(points), b"".join(tests.split()).decode()) for points, tests in found]
    need(control[0] > 900, f"SpamAssassin gives its own line for tests only {control[0]} points")
    for file, (points, tests) in zip(files, found):
        need(points <= MOST_POINTS, f"SpamAssassin gives {file.name} {points} points: {tests}")
    return max(points for points, _ in found)


def valid_pdf(file):
    """PDF/UA-1 and PDF/A-2a, sound, and read from top to bottom."""
    import page

    for profile in [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]:
        report = page.validate_pdf(str(file), profile=profile)
        need(report.is_compliant, f"{file.name}: not {profile}: {report.to_json()[:1500]}")
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    need(done.returncode == 0, f"qpdf: {done.stdout}{done.stderr}")
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    heads = re.findall(r"^== (.*)$", (ROOT / "templates/bijlage-3.2.typ").read_text("utf-8"), re.M)
    places = [text.find(head) for head in heads]
    need(heads and -1 not in places and places == sorted(places), f"{file.name}: not read in order")


def read_alike(campaign, before, words, attached, pictures=()):
    """Sends a campaign into the catcher and lets everybody read; gives its mails. `attached(row)` is the file that the row's mail must have."""
    campaign.run("send", expect={0}, before=before)
    files = sorted((campaign.state / "caught/new").iterdir())
    rows = {a_label(row["email"]): row for row in campaign.included()}
    need(len(files) == len(rows), "not every row has its mail")
    answers = email.utils.parseaddr(campaign.settings["sender"]["reply_to"])[1]
    for file, node in zip(files, with_node(files)):
        readers = [with_python(file), with_mail_parser(file), node]
        same(readers, file)
        [[name, address]] = readers[0]["to"]
        row = rows.pop(address, None)
        need(row and one_line(row["organisatie"]) == one_line(name), f"{file.name}: To names another organisation: {name!r}")
        need(one_line(name) in one_line(readers[0]["text"]), f"{file.name}: the text does not name {name!r}")
        need([one for _, one in readers[0]["reply"]] == [answers], f"{file.name}: answers go to {readers[0]['reply']}")
        need([one for _, _, one in readers[0]["files"]] == [sha256(attached(row))], f"{file.name}: the attachment is not the file")
        need([one for _, _, one in readers[0]["pictures"]] == [sha256(one) for one in pictures], f"{file.name}: another picture")
        need(readers[0]["html"].count("cid:") == len(pictures), f"{file.name}: a picture that is not shown")
        silent(everything(file.read_bytes()), words, file.name)
    return files


def said_aloud(binary, shipped):
    """The shipped campaign to a server: what is said there, from the greeting on, tells of no machine either."""
    with Campaign(binary) as campaign, Server() as server:
        before, words = settle(campaign, 1)
        campaign.sets += loopback(server.port)
        campaign.run("send", expect={0}, before=before)
        mails = [mail for _, _, mail in server.mails()]
        need(len(mails) == len(campaign.included()), f"{len(mails)} mails for {len(campaign.included())} rows")
        ours = campaign.settings["sender"]["envelope_from"].split("@")[1]
        greetings = {line for line in server.said if line.upper().startswith(("EHLO", "HELO"))}
        need(greetings == {f"EHLO {ours}"}, f"it greets with {greetings}")
        silent("\n".join(server.said).lower().encode(), words, "what is said to the server")
        for mail in mails:
            silent(everything(mail), words, "a mail at the server")
    # What stands in the attachment and nowhere else in a mail, and in no byte of it as it lies: a search that misses it sees nothing.
    mail = shipped.read_bytes()
    need(b"autoriteit persoonsgegevens" not in mail.lower(), "the control does not prove what it should")
    need(b"autoriteit persoonsgegevens" in everything(mail), "the search does not see into the attachment")


def work(options):
    """Three lists, a server, then the PDF."""
    pdf = (ROOT / "templates/bijlage-3.2.pdf").read_bytes()
    with Campaign(options.heraut) as shipped, awkward.campaign(options.heraut) as odd, rich.campaign(options.heraut) as full:
        files = read_alike(shipped, *settle(shipped, 0), lambda _: pdf)
        said_aloud(options.heraut, files[0])
        files += read_alike(odd, *settle(odd, 1), lambda _: pdf)
        files += read_alike(full, *settle(full, 0), rich.own, [rich.picture()])
        most = spam_points(shipped.home / "arrived", files, shipped.home)
        valid_pdf(shipped.dir / "templates/bijlage-3.2.pdf")
    return f"{len(files)} mails read alike by three, at most {most} points; the PDF without a finding; no machine told"


if __name__ == "__main__":
    judge(__doc__, work)
