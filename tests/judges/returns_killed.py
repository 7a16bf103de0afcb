"""Kills the program at N points while it reads returned mail, reads it again, and compares with one clean pass.

A campaign is sent to the catcher, and a Maildir and an mbox file hold what comes back: failures, delays, deliveries,
absences, forged reports, reports that only an address matches, one twice. One clean pass is counted and its ledger kept.
Then, for each of N points, half of them over all its calls and half over the last fifth, the campaign as it was before is killed there. What it recorded is all
or nothing; a second pass gives the very ledger of the clean one, and a third changes nothing.
"""

import shutil
import sqlite3
from functools import partial

import tracer
from common import Campaign, Disagreement, invented, judge, need, shared

ROWS = 12


def report(named, address, action, diagnostic):
    """A report of a relay about one of our mails."""
    return (
        "From: MAILER-DAEMON@relay.example\r\nTo: bericht@voorbeeldzaken.example\r\nSubject: Report\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nThis is the mail system at host relay.example.\r\n\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; {diagnostic}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: Informatie\r\n{named}\r\n--b--\r\n"
    )


def mailbox(campaign):
    """What came back, by the mails that were sent."""
    mails = campaign.run("--json", "--reveal", "status", expect={0}).json()["mails"]
    mails = [mail for mail in mails if mail["state"] == "accepted"]
    need(len(mails) == ROWS, f"{len(mails)} mails were sent")
    named = [f"Message-ID: <{mail['message_id']}>" for mail in mails]
    failed, delayed = "550 5.1.1 No such user here", "450 4.2.0 Later"
    back = [report(named[place], "elders@relay.example", "failed", failed) for place in range(4)]
    back += [report(named[4], "elders@relay.example", "delayed", delayed), report(named[5], "elders@relay.example", "delivered", "250 OK")]
    back += [report("", mails[6]["address"], "failed", failed), report("", "niemand@elders.example", "failed", failed)]
    back += [report(f"{named[7]}\r\n{named[8]}", "elders@relay.example", "failed", failed), back[0], back[6]]
    back += ["From: jan@vereniging.example\r\nSubject: Afwezig\r\nAuto-Submitted: auto-replied\r\n\r\nTot maandag\r\n",
             "From: jan@vereniging.example\r\nSubject: Uw bericht\r\n\r\nWaar gaat dit over?\r\n"]
    place = campaign.home / "back"
    for part in ("new", "cur", "tmp"):
        (place / part).mkdir(parents=True)
    for number, mail in enumerate(back[::2]):
        (place / "new" / f"{number}.relay").write_text(mail, "utf-8", newline="")
    line = "From MAILER-DAEMON Sun Nov 29 14:46:31 2026\r\n"
    (campaign.home / "back.mbox").write_text("".join(f"{line}{mail}\r\n" for mail in back[1::2]), "utf-8", newline="")
    return [str(place), str(campaign.home / "back.mbox")]


def ledger(campaign):
    """What the campaign knows: the state of each mail, what waits for a person, and what the journal recorded."""
    states = {mail["id"]: mail["state"] for mail in campaign.status()["mails"]}
    waits = campaign.run("--json", "bounces", "--tray", expect={0, 5}).json()["mails"]
    waits = [(mail["tray"], mail["kind"], mail["recipients"]) for mail in waits]
    with sqlite3.connect(f"file:{campaign.state}/journal.db?mode=ro", uri=True) as journal:
        kinds = [kind for (kind,) in journal.execute("SELECT kind FROM event ORDER BY seq")]
    return states, waits, kinds


def rootless(known):
    """Without the roots: a root is recorded after what it is of, and by the next pass if the first one is killed before it."""
    states, waits, kinds = known
    return states, waits, [kind for kind in kinds if kind != "rooted"]


def ready(binary):
    """A campaign that was sent, and its returned mail."""
    campaign = Campaign(binary, invented(ROWS, "returned"))
    campaign.run("send", expect={0})
    return campaign, mailbox(campaign)


def visit(home, clean, binary, number):
    """The campaign as it was before the pass, killed before its call of this number."""
    made = 0

    def strike(_):
        nonlocal made
        made += 1
        return "kill" if made == number else None

    with Campaign(binary) as campaign:
        shutil.rmtree(campaign.home)
        shutil.copytree(home, campaign.home, symlinks=True)
        campaign.sets = list(clean["sets"])
        paths = [str(campaign.home / "back"), str(campaign.home / "back.mbox")]
        run = tracer.run(campaign, ["bounces", *paths], strike)
        met = run.struck is not None
        need(run.code == (-9 if met else 0), f"kill {number}: the pass ended with {run.code}: {run.words[-2000:]}")
        try:
            # A mail that waits for a person shows where it lies: that is another place for each campaign.
            half = rootless(ledger(campaign))
            need(half in (rootless(clean["before"]), rootless(clean["after"])), "half of what came back is recorded")
            for _ in range(2):
                campaign.run("bounces", *paths, expect={0})
                need(ledger(campaign) == clean["after"], "another ledger than that of one clean pass")
            campaign.run("verify", "--journal", expect={0})
        except Disagreement as fault:
            raise Disagreement(f"killed before {run.struck}: {fault}") from None
        return met, half == rootless(clean["after"]), run.calls


def work(options):
    """The whole judgement."""
    tracer.here()
    campaign, paths = ready(options.heraut)
    with campaign:
        home = campaign.home.with_name(campaign.home.name + "-before")
        shutil.copytree(campaign.home, home, symlinks=True)
        try:
            clean = {"before": ledger(campaign), "sets": campaign.sets}
            campaign.run("bounces", *paths, expect={0})
            clean["after"] = ledger(campaign)
            need(clean["before"] != clean["after"] and clean["after"][1], "the clean pass recorded nothing")
            met, _, calls = visit(home, clean, options.heraut, 1 << 30)
            need(not met, "killed without a kill")
            # Half of them over the whole pass, half over its last fifth: there it is recorded.
            half = options.points // 2
            numbers = [1 + (calls - 1) * nth // half for nth in range(half)]
            numbers += [calls - calls // 5 * nth // half for nth in range(half)]
            kills = done = 0
            for met, whole, _ in shared(options.workers, partial(visit, home, clean, options.heraut), numbers):
                kills, done = kills + met, done + (met and whole)
            need(kills >= options.points * 9 // 10, f"only {kills} of {options.points} kills met the pass")
        finally:
            shutil.rmtree(home, ignore_errors=True)
    return (f"{kills} kills over {calls} calls of one pass, {done} of them after what came back was recorded: all or nothing, "
            f"and the ledger of one clean pass after the next")


if __name__ == "__main__":
    judge(__doc__, work, [
        (["points"], {"type": int, "nargs": "?", "default": 100, "help": "how many kills"}),
        (["--workers"], {"type": int, "default": 2, "help": "campaigns beside each other"}),
    ])
