"""Machines and users with telling names, and the search for those names in all that a mail holds.

The program runs on such a machine as whoever asks for its name sees it: the kernel (a namespace of its own), the environment, the list
of users, home, state and campaign folder. What it made is then laid open, down to what is packed in a PDF, and must not say one of them.
"""

import email
import email.header
import email.policy
import functools
import os
import subprocess
import tempfile
from pathlib import Path

from common import need

MACHINES = [("sporenzoeker-7", "vandenberg-priveaccount"), ("kamer-b12-laptop", "n.verklikker")]


def run(*command):
    """An outside tool; its standard output as text."""
    done = subprocess.run(command, capture_output=True, check=False)
    need(done.returncode == 0, f"{command[0]}: {done.stdout.decode(errors='replace')[-600:]}{done.stderr.decode()[-600:]}")
    return done.stdout.decode("utf-8", "replace")


def settle(campaign, nth):
    """Moves a campaign to the nth machine. Gives what goes before each command, and what nothing sent may say."""
    machine, user = MACHINES[nth]
    campaign.dir = campaign.dir.rename(campaign.home / f"map-van-{user}")
    home, users = campaign.home / f"huis-van-{user}", campaign.home / "passwd"
    home.mkdir(mode=0o700)
    users.write_text(f"{user}:x:0:0:Beheer van {user}:{home}:/bin/sh\n")
    campaign.environment |= {"HOME": str(home), "XDG_STATE_HOME": str(home / "staat"), "HOSTNAME": machine, "USER": user,
                             "LOGNAME": user, "EMAIL": f"{user}@{machine}"}
    named = f'mount --bind "{users}" /etc/passwd && hostname "{machine}" && exec "$@"'
    before = ["unshare", "--uts", "--mount", "--map-root-user", "sh", "-c", named, "sh"]
    seen = subprocess.run([*before, "sh", "-c", "hostname; id -un"], capture_output=True, text=True, check=False)
    need(seen.stdout.split() == [machine, user], f"no machine of that name can be made here (unshare): {seen.stderr.strip()}")
    words = [machine, user, *machine.split("-")[:1], *user.split("-")[:1], "map-van-", "huis-van-", campaign.home.name,
             str(campaign.binary.parent), os.uname().release]
    return before, [word.lower().encode() for word in words if len(word) > 5]


def laid_open(pdf):
    """All that a PDF holds: as it lies, unpacked, as it is read, its properties; also as UTF-16 would write it."""
    opened = pdf.with_suffix(".qdf")
    run("qpdf", "--qdf", "--object-streams=disable", str(pdf), str(opened))
    read = run("pdftotext", str(pdf), "-") + run("pdfinfo", str(pdf)) + run("pdfinfo", "-meta", str(pdf))
    whole = pdf.read_bytes() + opened.read_bytes() + " ".join(read.split()).encode()
    return (whole + whole.replace(b"\0", b"")).lower()


@functools.lru_cache
def laid_open_once(content):
    """The same of a PDF that many mails have."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "a.pdf"
        file.write_bytes(content)
        return laid_open(file)


def everything(mail):
    """All that a mail says: its bytes, every header and every part decoded, every PDF laid open; in lower case."""
    found = [mail.lower()]
    for part in email.message_from_bytes(mail, policy=email.policy.compat32).walk():
        for value in part.values():
            words = email.header.make_header(email.header.decode_header(value))
            found.append(" ".join(str(words).split()).lower().encode("utf-8", "replace"))
        if content := part.get_payload(decode=True):
            found.append(content.lower())
            if part.get_content_type() == "application/pdf":
                found.append(laid_open_once(content))
    return b"\n".join(found)


def silent(said, words, what):
    """Nothing of `words` stands in what was `said`."""
    told = [word.decode() for word in words if word in said]
    need(not told, f"{what}: tells {told}")
