"""Three readers that share nothing see the same mail: Python's `email`, PyPI's `mail-parser` and npm's `mailparser`.

They agree on subject, parties, both parts and the attachments' hashes, for the shipped list with all its awkward names. SpamAssassin
(offline, `-L -t`) gives at most 1.0 points; npm's `html-validate` finds nothing in the HTML; neither mail nor PDF tells the
name of this machine or of its user. The shipped PDF is PDF/UA-1 and PDF/A-2a (PyPI's `page-validation`), and is read in order.
Needs `NODE_PATH` with mailparser and html-validate.
"""

import email
import email.policy
import getpass
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

from common import ROOT, Campaign, a_label, judge, need

HERE = Path(__file__).resolve().parent
# How a mail's HTML is judged: layout by tables and inline styles is what mail programs understand.
HTML_RULES = {
    "extends": ["html-validate:recommended", "html-validate:a11y"],
    "rules": {"no-inline-style": "off", "no-deprecated-attr": "off", "attribute-boolean-style": "off",
              "doctype-style": "off", "void-style": "off", "no-trailing-whitespace": "off", "long-title": "off",
              "attr-quotes": "off", "no-conditional-comment": "off", "prefer-tbody": "off",
              # Mail programs throw <article> away and keep a <div> with its role.
              "prefer-native-element": "off"},
}


def sha256(content):
    """In hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def with_python(file):
    """Python's own reader."""
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)

    def party(name):
        return [[one.display_name, one.addr_spec] for one in mail[name].addresses]

    files = [[one.get_filename(), one.get_content_type(), sha256(one.get_payload(decode=True))]
             for one in mail.iter_attachments()]
    return {"subject": mail["subject"], "from": party("from"), "to": party("to"),
            "text": mail.get_body(("plain",)).get_content().rstrip(),
            "html": mail.get_body(("html",)).get_content().rstrip(), "files": files}


def with_mail_parser(file):
    """PyPI's mail-parser."""
    import base64

    import mailparser

    mail = mailparser.parse_from_bytes(file.read_bytes())
    files = [[one["filename"], one["mail_content_type"], sha256(base64.b64decode(one["payload"]))]
             for one in mail.attachments]
    # It leaves the fold of a long line in (RFC 5322, section 2.2.3, has a reader take it out).
    return {"subject": " ".join(mail.subject.split()), "from": [list(one) for one in mail.from_], "to": [[" ".join(name.split()), address] for name, address in mail.to],
            "text": mail.text_plain[0].rstrip(), "html": mail.text_html[0].rstrip(), "files": files}


def with_node(files):
    """npm's mailparser, all in one process."""
    done = subprocess.run(["node", HERE / "mail.mjs", *files], capture_output=True, text=True, check=False)
    need(done.returncode == 0, f"mailparser: {done.stderr[-1500:]}")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    for mail in found:
        # It shows internationalised domains as people read them.
        mail["to"] = [[name, a_label(address)] for name, address in mail["to"]]
    return found


def same(readers, file):
    """What differs between readers, up to line ends and the quotes that some keep around a name."""
    def plain(read):
        text = json.dumps(read, ensure_ascii=False, sort_keys=True).replace("\\r\\n", "\\n")
        return json.loads(text)

    first, *others = [plain(read) for read in readers]
    for other in others:
        for key, value in first.items():
            need(other[key] == value, f"{file.name}: {key}: {str(value)[:300]} and {str(other[key])[:300]}")


def spam_points(file):
    """SpamAssassin's points, without a network."""
    tool = shutil.which("spamassassin")
    need(tool, "spamassassin is not installed")
    done = subprocess.run([tool, "-L", "-t"], input=file.read_bytes(), capture_output=True, check=False)
    found = re.search(rb"X-Spam-Status: \w+, score=(-?[\d.]+)", done.stdout)
    need(found, f"no points: {done.stderr[-500:]}")
    return float(found[1]), b" ".join(re.findall(rb"tests=([^\n]*(?:\n\t[^\n]*)*)", done.stdout)[:1]).decode()


def tells(content, telling):
    """The words of this machine that stand in it, as words."""
    return [name for name in telling if re.search(rb"(?<![A-Za-z0-9])" + re.escape(name) + rb"(?![A-Za-z0-9])", content)]


def valid_html(html, home):
    """html-validate without a word."""
    (home / "page.html").write_text(html, "utf-8")
    (home / ".htmlvalidate.json").write_text(json.dumps({"root": True, **HTML_RULES}))
    tool = Path(os.environ["NODE_PATH"]) / ".bin/html-validate"
    done = subprocess.run([tool, "--formatter", "text", "page.html"], cwd=home, capture_output=True, text=True, check=False)
    need(done.returncode == 0, f"html-validate: {done.stdout[-1500:]}{done.stderr[-500:]}")


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


def work(options):
    """Sends into the catcher and lets everybody read."""
    # Short names stand in base64 by chance; what else there is to tell is told nowhere if these are not.
    names = [socket.gethostname(), socket.getfqdn(), getpass.getuser(), os.uname().release, str(options.heraut.parent)]
    telling = {name.encode() for name in names if len(name) > 5}
    with Campaign(options.heraut) as campaign:
        telling |= {str(campaign.dir).encode(), campaign.home.name.encode()}
        campaign.run("send", expect={0})
        files = [file for file in sorted((campaign.state / "caught").rglob("*"))
                 if file.is_file() and file.parent.name in ("new", "cur")]
        need(len(files) == len(campaign.included()), "not every row has its mail")
        most = 0.0
        for file, node in zip(files, with_node(files)):
            same([with_python(file), with_mail_parser(file), node], file)
            need(not tells(file.read_bytes(), telling), "a mail tells of this machine")
        for file in files[:3]:
            points, tests = spam_points(file)
            most = max(most, points)
            need(points <= 1.0, f"SpamAssassin gives {points}: {tests}")
        valid_html(with_python(files[0])["html"], campaign.home)
        pdf = campaign.dir / "templates/bijlage-3.2.pdf"
        valid_pdf(pdf)
        need(not tells(pdf.read_bytes(), telling), "the PDF tells of this machine")
    return f"{len(files)} mails read alike by three, at most {most} points, HTML and PDF without a finding"


if __name__ == "__main__":
    judge(__doc__, work)
