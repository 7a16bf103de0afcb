"""Puts an older copy of the journal back, as a restored backup would: refused, and healed by a person's word.

After a run to its middle the state is copied, the run goes on, and the copy is put back: `send` refuses with exit 11
and mails nobody, `status` too, whatever was lost of the heads beside it. `adopt` takes the journal over; every mail
that was open then comes into doubt, since the lost part may have sent it; the truth about each settles it. The same on
another machine, which knows of no later record; and a campaign that was closed with `hand-over` goes on there with its head
and nothing in doubt. And a journal that a newer program wrote: refused by every command, also `adopt`, and left as it is.
"""

import json
import shutil
import sqlite3

from common import BY, Books, Campaign, invented, judge, loopback, need
from server import Server

MAILS = 12


def restored(binary, part, without_head, elsewhere):
    """The state as it was after `part` of the mails, put back after all had gone: here, or on another machine."""
    rows = invented(MAILS, f"older {part} {without_head} {elsewhere}")
    with Server() as server, Campaign(binary, rows, loopback(server.port)) as campaign:
        books = Books(campaign, server, rows)
        campaign.run("seal", expect={0})
        if part:
            campaign.run("send", "--limit", part, expect={5})
        older = campaign.home / "older"
        shutil.copytree(campaign.state, older)
        campaign.run("send", expect={0})
        need(len(server.mails()) == MAILS, "not all went out")
        shutil.rmtree(campaign.state)
        shutil.copytree(older, campaign.state)
        if without_head:
            (campaign.state / "journal.head").unlink()
        if elsewhere:
            campaign.environment["XDG_STATE_HOME"] = str(campaign.home / "another machine")
        for command in ("send", "status", "seal"):
            outcome = campaign.run(command, expect={11})
            need("adopt" in outcome.err, f"the way out is not named: {outcome}")
        need(len(server.mails()) == MAILS, "a refused journal sent mails")
        campaign.run("adopt", *BY, expect={0})
        new = books.compare()
        need(new == MAILS - part, f"{new} in doubt, and {MAILS - part} were open")
        books.finish()


def moved(binary, part):
    """Closed here after `part` of the mails and taken over on another machine with its head: nothing is in doubt."""
    rows = invented(MAILS, f"moved {part}")
    with Server() as server, Campaign(binary, rows, loopback(server.port)) as campaign:
        books = Books(campaign, server, rows)
        campaign.run("seal", expect={0})
        campaign.run("send", "--limit", part, expect={5})
        need(form(campaign) > 1, "an older program takes a journal with the root of a run for a damaged one")
        head = json.loads(campaign.run("--json", "hand-over", expect={0}).out)["head"]
        campaign.run("send", expect={11})
        campaign.environment["XDG_STATE_HOME"] = str(campaign.home / "another machine")
        campaign.run("send", expect={11})
        campaign.run("adopt", *BY, "--head", "1:" + 64 * "0", expect={11})
        campaign.run("adopt", *BY, "--head", head, expect={0})
        need(books.compare() == 0, "a proven end, and mails in doubt")
        books.finish()


def form(campaign, raised_by=0):
    """The form that the journal's file says it has, after it was raised by so much."""
    journal = sqlite3.connect(campaign.state / "journal.db")
    (is_now,) = journal.execute("PRAGMA user_version").fetchone()
    if raised_by:
        journal.execute(f"PRAGMA user_version = {is_now + raised_by}")
    journal.close()
    return is_now + raised_by


def newer(binary):
    """The form goes up with what an older program doesn't know, and a form that this program doesn't know is refused."""
    rows = invented(MAILS, "newer")
    with Server() as server, Campaign(binary, rows, loopback(server.port)) as campaign:
        campaign.run("seal", expect={0})
        need(form(campaign) == 1, "an older program can't read what it could have written")
        letter = campaign.home / "letter.eml"
        letter.write_text("From: jan@vereniging.example\nSubject: Uw bericht\n\nWaar gaat dit over?\n", "utf-8")
        campaign.run("bounces", letter, expect={0})
        need(form(campaign) > 1, "an older program takes a journal with returned mail for a damaged one")
        campaign.run("send", "--limit", 5, expect={5})
        form(campaign, raised_by=1000)
        before = (campaign.state / "journal.db").read_bytes()
        for command in (["send"], ["status"], ["seal"], ["bounces", letter], ["adopt", *BY], ["verify", "--journal"]):
            outcome = campaign.run("--lang", "en", *command, expect={11})
            need("newer" in outcome.err, f"it is not said that a newer program wrote it: {outcome}")
        need((campaign.state / "journal.db").read_bytes() == before, "a newer program's journal was changed")
        need(len(server.mails()) == 5, "a refused journal sent mails")
        form(campaign, raised_by=-1000)
        campaign.run("send", expect={0})
        need(len(server.mails()) == MAILS, "not all went out")


def work(options):
    """The whole judgement."""
    for part in (0, 5):
        for without_head in (False, True):
            for elsewhere in (False, True):
                restored(options.heraut, part, without_head, elsewhere)
    moved(options.heraut, 5)
    newer(options.heraut)
    return f"a newer journal, 8 restored ones and a moved one: refused, adopted, what may have gone in doubt; nobody twice of {MAILS}"


if __name__ == "__main__":
    judge(__doc__, work)
