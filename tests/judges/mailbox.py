"""A mailbox of thousands of mails in a real IMAP server: all is read, once, whatever happens, and nothing in it changes.

Dovecot keeps reports about 200 organisations among mails that are none; Python's imaplib put them there and looks afterwards
whether flags, dates, sizes and order are as they were. Read twice, killed at random moments, with its numbers begun anew
(UIDVALIDITY) or without what it remembers: the states of all mails and the journal are those of one undisturbed pass.
"""

import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from email.utils import formatdate

from common import ROOT, Campaign, invented, judge, need
from servers.mailboxes import Mailboxes

ORGANISATIONS = 200
FOLDER = "Retour"
# What the reports say, in turn; the last two say nothing that a state follows from.
VERDICTS = [
    ("failed", "5.1.1", "550 5.1.1 No such user here", "bounced"),
    ("delayed", "4.2.2", "452 4.2.2 Mailbox full", "delayed"),
    ("delivered", "2.0.0", "250 2.0.0 Ok", "delivered"),
    ("failed", "5.7.26", "550 5.7.26 Unauthenticated", "bounced"),
    (None, None, None, "accepted"),
]
FLAGS = ["", "\\Seen", "\\Flagged", "\\Seen \\Answered"]
# Of the memory of one process, in KiB: for itself, and for each mail that its document shows.
MOST_MEMORY, EACH = 64 * 1024, 12
REPORT = """Return-Path: <>
Date: {date}
From: MAILER-DAEMON@relay.example
To: bericht@voorbeeldzaken.example
Subject: Report {number}
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

This is the mail system at host relay.example.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
Original-Envelope-Id: {envelope_id}

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--b--
"""
ABSENCE = """Date: {date}
From: {address}
To: bericht@voorbeeldzaken.example
Subject: Afwezig {number}
Auto-Submitted: auto-replied

Tot maandag.
"""


def octets(text):
    """As a mail server keeps it."""
    return text.replace("\n", "\r\n").encode()


def reports(campaign, rows):
    """One report or absence about each organisation, and the state that follows from it."""
    mails = {mail["id"]: mail for mail in campaign.status()["mails"]}
    found, states = [], {}
    for number, row in enumerate(rows):
        action, status, words, state = VERDICTS[number % len(VERDICTS)]
        values = {"date": formatdate(time.time() + 60), "number": number, "address": row["email"], "action": action,
                  "status": status, "words": words, "envelope_id": mails[row["id"]]["message_id"].strip("<>").split("@")[0]}
        found.append(octets((REPORT if action else ABSENCE).format(**values)))
        states[row["id"]] = state
    return found, states


def others(count):
    """Mails that are about nobody here: those that the tree has, and one in 500 with a large attachment."""
    kept = sorted((ROOT / "tests/returned").glob("*.eml"))
    for number in range(count):
        if number % 500 == 250:
            yield octets(f"From: iemand@elders.example\nSubject: groot {number}\n\n") + b"eenentwintig tekens\r\n" * 100_000
        else:
            yield kept[number % len(kept)].read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def fill(client, folder, mails):
    """Puts all mails there, in this order, with flags of all kinds."""
    need(client.create(folder)[0] == "OK", f"{folder} cannot be made")
    for number, mail in enumerate(mails):
        said = client.append(folder, f"({FLAGS[number % len(FLAGS)]})", None, mail)
        need(said[0] == "OK", f"mail {number} was not kept: {said}")


def looks(client, folder):
    """UIDs, flags, dates and sizes of all mails; looking changes nothing either."""
    need(client.select(folder, readonly=True)[0] == "OK", f"{folder} cannot be read")
    return client.fetch("1:*", "(UID FLAGS INTERNALDATE RFC822.SIZE)")[1]


def states(campaign):
    """The state of every mail."""
    return {mail["id"]: mail["state"] for mail in campaign.status()["mails"]}


def records(campaign):
    """How many records the journal has."""
    return campaign.run("--json", "verify", "--journal", expect={0}).json()["count"]


def read(campaign, *more):
    """One pass to its end: what was read, and the most memory it had."""
    process = campaign.start("--json", *more, "bounces", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    need(process.returncode == 0, f"reading ended with {process.returncode}: {out[-2000:]!r}")
    return out, used.ru_maxrss


def count(out):
    """How many mails were read."""
    return out.count(b'"kind":') + out.count(b'"kind" :')


def kept_state(campaign):
    """Everything that a campaign remembers."""
    return [campaign.dir / "var", campaign.home / "state"]


class Snapshot:
    """A campaign as it was before its mailbox was read."""

    def __init__(self, campaign):
        self.campaign, self.place = campaign, campaign.home / "snapshot"
        for number, folder in enumerate(kept_state(campaign)):
            shutil.copytree(folder, self.place / str(number))

    def restore(self):
        """Puts everything back."""
        for number, folder in enumerate(kept_state(self.campaign)):
            shutil.rmtree(folder)
            shutil.copytree(self.place / str(number), folder)


def killed(campaign, times, span, chance):
    """Passes that are killed somewhere."""
    for _ in range(times):
        process = campaign.start("bounces", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, span))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def work(options):
    """The whole of it."""
    if missing := Mailboxes.needs():
        need(False, f"Dovecot cannot run here: {missing} is missing")
    rows, chance = invented(ORGANISATIONS, "mailbox"), random.Random(options.seed)
    quick = ["pace.rate=unlimited", "pace.per_domain=unlimited"]
    with Campaign(options.heraut, rows, quick) as campaign, Mailboxes(campaign.home / "servers") as server:
        campaign.run("send", expect={0})
        ours, expected = reports(campaign, rows)
        mails = ours + list(others(options.mails - len(ours)))
        chance.shuffle(mails)
        client = server.client()
        fill(client, FOLDER, mails)
        campaign.sets += server.settings(campaign, FOLDER)
        before, snapshot = looks(client, FOLDER), Snapshot(campaign)

        began = time.monotonic()
        out, memory = read(campaign)
        took = time.monotonic() - began
        need(count(out) == options.mails, f"{count(out)} of {options.mails} mails were read")
        need(states(campaign) == expected, "the states are not what the reports say")
        need(memory < MOST_MEMORY + EACH * options.mails, f"reading took {memory} KiB")
        whole = records(campaign)
        need(count(read(campaign)[0]) == 0, "a mail was read a second time")

        (campaign.dir / "var/trial/returns").unlink()
        need(count(read(campaign)[0]) == options.mails, "without what it remembers not all is read again")
        need(records(campaign) == whole, "reading again changed the journal")

        snapshot.restore()
        killed(campaign, options.kills, took, chance)
        read(campaign)
        need(states(campaign) == expected, "after the kills the states are others")
        need(records(campaign) == whole, f"{records(campaign)} records after the kills, {whole} without")
        need(looks(client, FOLDER) == before, "something in the mailbox was changed")

        client.select("INBOX")
        need(client.delete(FOLDER)[0] == "OK", "the folder cannot be deleted")
        fill(client, FOLDER, mails[::-1])
        need(count(read(campaign)[0]) == options.mails, "with new numbers not all is read again")
        need(states(campaign) == expected and records(campaign) == whole, "with new numbers the ledger is another")
        client.logout()
    return (f"{options.mails} mails read in {took:.1f} s with {memory // 1024} MiB, twice, after {options.kills} kills and with new "
            f"numbers: one ledger, and nothing in the mailbox changed")


if __name__ == "__main__":
    judge(__doc__, work, [
        (["--mails"], {"type": int, "default": 2_000, "help": "how many the mailbox holds"}),
        (["--kills"], {"type": int, "default": 20, "help": "how often a pass is killed"}),
        (["--seed"], {"type": int, "default": 1, "help": "what chance begins with"})])
