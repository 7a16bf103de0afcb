"""Puts an older copy of the journal back, as a restored backup would: refused, and healed by a person's word.

After a run to its middle the state is copied, the run goes on, and the copy is put back: `send` refuses with exit 11
and mails nobody, `status` too, whatever was lost of the heads beside it. `adopt` takes the journal over; every mail
that was open then comes into doubt, since the lost part may have sent it; the truth about each settles it.
"""

import shutil

from common import BY, Books, Campaign, invented, judge, loopback, need
from server import Server

MAILS = 12


def restored(binary, part, without_head):
    """The state as it was after `part` of the mails, put back after all had gone."""
    rows = invented(MAILS, f"older {part} {without_head}")
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
        for command in ("send", "status", "seal"):
            outcome = campaign.run(command, expect={11})
            need("adopt" in outcome.err, f"the way out is not named: {outcome}")
        need(len(server.mails()) == MAILS, "a refused journal sent mails")
        campaign.run("adopt", *BY, expect={0})
        new = books.compare()
        need(new == MAILS - part, f"{new} in doubt, and {MAILS - part} were open")
        books.finish()


def work(options):
    """The whole judgement."""
    for part in (0, 5):
        for without_head in (False, True):
            restored(options.heraut, part, without_head)
    return f"4 restored journals: refused, adopted, what may have gone out in doubt; nobody twice of {MAILS}"


if __name__ == "__main__":
    judge(__doc__, work)
