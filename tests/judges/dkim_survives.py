"""A relay's DKIM signature on the caught mails survives what relays do on the way (PyPI's `dkimpy` signs and verifies).

Each mail is signed as a relay would, relaxed and strict, then passed on: another hop adds its lines, another folds
the header anew, line ends become LF and CRLF again, blanks at line ends are stripped. Bytes that are not 7-bit, long lines, or blanks
that end one would break it (RFC 6376, section 5.3).
"""

import base64
import re
import subprocess

import awkward
from common import Campaign, judge, need


def keys():
    """A key of 2048 bits: PEM for signing, and the record that DNS would give."""
    private = subprocess.run(["openssl", "genrsa", "-traditional", "2048"], capture_output=True, check=True).stdout
    public = subprocess.run(["openssl", "rsa", "-pubout", "-outform", "DER"], input=private, capture_output=True,
                            check=True).stdout
    return private, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def hops(mail):
    """The mail as different ways leave it."""
    head, body = mail.split(b"\r\n\r\n", 1)
    yield "as signed", mail
    yield "another hop", b"Received: from a.example by b.example; Mon, 16 Dec 2024 09:00:00 +0100\r\n" + mail
    yield "through LF", mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    yield "blanks stripped", head + b"\r\n\r\n" + re.sub(rb"[ \t]+\r\n", b"\r\n", body)
    yield "8-bit clean or not", bytes(byte & 0x7F for byte in mail)


def work(options):
    """Sends into the catcher, signs and verifies each mail."""
    import dkim  # PyPI dkimpy

    private, record = keys()
    count = 0
    with Campaign(options.heraut) as shipped, Campaign(options.heraut, awkward.rows()) as odd:
        for campaign in [shipped, odd]:
            campaign.run("send", expect={0})
        for file in [file for one in [shipped, odd] for file in sorted((one.state / "caught/new").iterdir())]:
            mail = file.read_bytes()
            need(all(len(line) <= 998 for line in mail.split(b"\r\n")), "a line over 998 octets")
            for canonical in [(b"relaxed", b"relaxed"), (b"simple", b"simple")]:
                line = dkim.sign(mail, b"s1", b"voorbeeldzaken.example", private, canonicalize=canonical,
                                 include_headers=[b"from", b"to", b"subject", b"date", b"message-id", b"reply-to",
                                                  b"mime-version", b"content-type", b"auto-submitted"])
                for name, way in hops(line + mail):
                    need(dkim.verify(way, dnsfunc=lambda *_, **__: record), f"{canonical[0].decode()}: broken by: {name}")
                # What no hop may do; a judge that never says no is worth nothing.
                changed = line + mail.replace(b"Subject: ", b"Subject: Re: ", 1)
                need(not dkim.verify(changed, dnsfunc=lambda *_, **__: record), "a changed mail verifies too")
            count += 1
    need(count > 0, "no mail was caught")
    return f"{count} mails signed and verified, two ways, over five ways each"


if __name__ == "__main__":
    judge(__doc__, work)
