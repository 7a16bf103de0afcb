"""A relay's DKIM signature on the caught mails survives what relays do on the way.

PyPI's `dkimpy` signs; it and Perl's `Mail::DKIM`, which share nothing, verify. Each mail is signed as a relay would, relaxed and
simple, then passed on: another hop adds its lines, another folds the header anew (relaxed alone promises to bear that: RFC 6376,
section 3.4.2), line ends become LF and CRLF again, blanks at line ends are stripped. Bytes that are not 7-bit, long lines, or blanks
that end one would break it (RFC 6376, section 5.3). Needs Debian's `libmail-dkim-perl`.
"""

import base64
import re
import subprocess
from pathlib import Path

import awkward
from common import Campaign, judge, need

HERE = Path(__file__).resolve().parent
SIGNED = [b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"mime-version", b"content-type", b"auto-submitted"]


def keys():
    """A key of 2048 bits: PEM for signing, and the record that DNS would give."""
    private = subprocess.run(["openssl", "genrsa", "-traditional", "2048"], capture_output=True, check=True).stdout
    public = subprocess.run(["openssl", "rsa", "-pubout", "-outform", "DER"], input=private, capture_output=True,
                            check=True).stdout
    return private, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def folded_anew(mail):
    """The same header with other folds: none where there was one, one behind every second blank, and a tab for it."""
    head, body = mail.split(b"\r\n\r\n", 1)
    fields = re.sub(rb"\r\n[ \t]+", b" ", head).split(b"\r\n")
    anew = [re.sub(rb"(?<=\S)( [^ ]+) (?=\S)", rb"\1\r\n\t", one) for one in fields]
    return b"\r\n".join(anew) + b"\r\n\r\n" + body


def hops(mail):
    """The mail as different ways leave it."""
    head, body = mail.split(b"\r\n\r\n", 1)
    yield "as signed", mail
    yield "another hop", b"Received: from a.example by b.example; Mon, 16 Dec 2024 09:00:00 +0100\r\n" + mail
    yield "through LF", mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    yield "blanks stripped", head + b"\r\n\r\n" + re.sub(rb"[ \t]+\r\n", b"\r\n", body)
    yield "8-bit clean or not", bytes(byte & 0x7F for byte in mail)
    yield FOLDED, folded_anew(mail)


FOLDED = "folded anew"


def with_perl(mails, record):
    """What Mail::DKIM says of each, in one process."""
    given = b"".join(b"%d\n%s" % (len(mail), mail) for mail in mails)
    done = subprocess.run(["perl", HERE / "dkim.pl", record.decode()], input=given, capture_output=True, check=False)
    need(done.returncode == 0, f"Mail::DKIM: {done.stderr.decode()[-800:]}")
    return done.stdout.decode().splitlines()


def work(options):
    """Sends into the catcher, signs and verifies each mail."""
    import dkim  # PyPI dkimpy

    private, record = keys()
    ways = []
    with Campaign(options.heraut) as shipped, awkward.campaign(options.heraut) as odd:
        for campaign in [shipped, odd]:
            campaign.run("send", expect={0})
        files = [file for one in [shipped, odd] for file in sorted((one.state / "caught/new").iterdir())]
        need(files, "no mail was caught")
        for file in files:
            mail = file.read_bytes()
            need(all(len(line) <= 998 for line in mail.split(b"\r\n")), "a line over 998 octets")
            for name in [b"relaxed", b"simple"]:
                line = dkim.sign(mail, b"s1", b"voorbeeldzaken.example", private, canonicalize=(name, name), include_headers=SIGNED)
                for hop, way in hops(line + mail):
                    ways.append((f"{name.decode()}: {hop}", way, name == b"relaxed" or hop != FOLDED))
                # What no hop may do; a judge that never says no is worth nothing.
                ways.append((f"{name.decode()}: a changed mail", line + mail.replace(b"Subject: ", b"Subject: Re: ", 1), False))
    verdicts = with_perl([way for _, way, _ in ways], record)
    need(len(verdicts) == len(ways), f"Mail::DKIM gives {len(verdicts)} verdicts for {len(ways)} mails")
    for (name, way, sound), verdict in zip(ways, verdicts):
        need(dkim.verify(way, dnsfunc=lambda *_, **__: record) == sound, f"{name}: dkimpy finds it {'broken' if sound else 'sound'}")
        need((verdict == "pass") == sound, f"{name}: Mail::DKIM says {verdict}")
    return f"{len(files)} mails signed two ways, over six ways each, verified by dkimpy and Mail::DKIM"


if __name__ == "__main__":
    judge(__doc__, work)
