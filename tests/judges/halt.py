"""Stops a run against a slow server, in three ways, and looks at what the server still gets to see.

`stop` from another terminal and SIGTERM (as Ctrl-C, SIGINT): the mails in hand are finished, no envelope that comes
later gets a body, exit 8. `withdraw` takes the word back that the run needs: no final dot comes after it returned but
those whose records were on disk by then, one an open connection: the journal says so, in which no `offered` stands behind
`word_withdrawn` or `stop_asked`. Afterwards nothing is in doubt, and the rest goes out. A run that waits for its pace ends as
soon. A word taken back while a person is asked for the last time ends the run (9). And a `stop` that comes while a run is being prepared, and says that it was heard, is obeyed.
"""

import os
import pty
import random
import select
import sqlite3

import signal
import subprocess
import threading
import time

from common import Books, Campaign, invented, judge, loopback, need
from server import Server

MAILS, CONNECTIONS, SLOW = 60, 2, 0.15
# From the halt to the end: two mails in hand at four slow answers each, and a busy machine.
SOON = 4
WORDS = [("inhoud", "A. Vos"), ("juridisch", "B. Smit"), ("besluit", "C. van Voorbeeld")]


class Watch:
    """When the server saw which step."""

    def __init__(self):
        self.steps, self.some = [], threading.Event()

    def seen(self, step):
        self.steps.append((time.monotonic(), step))
        if sum(one == "answered" for _, one in self.steps) >= 6:
            self.some.set()

    def after(self, moment, step):
        """How often this step came after a moment, and how long after it the last came."""
        found = [when - moment for when, one in self.steps if one == step and when > moment]
        return len(found), max(found, default=0.0)


def digest(campaign):
    """What was sealed."""
    return campaign.run("--json", "status").json()["digest"]


def agree(campaign):
    """The words of all whose word the shipped settings need."""
    for role, name in WORDS:
        campaign.run("approve", "--digest", digest(campaign), "--by", name, "--as", role, expect={0, 9})


def by_stop(campaign, _):
    """`stop` from another terminal."""
    campaign.run("stop", expect={0})


def by_withdrawal(campaign, _):
    """One of the words is taken back."""
    campaign.run("withdraw", "--digest", digest(campaign), "--by", WORDS[0][1], expect={0, 9})


def by_signal(number):
    """A signal, as from the terminal or the system."""
    return lambda _, process: process.send_signal(number)


def offers_after(campaign, kind, run="trial"):
    """How many offers stand behind the first record of this kind, in a run of that sort."""
    db = sqlite3.connect(f"file:{campaign.dir / 'var' / run / 'journal.db'}?mode=ro", uri=True)
    kinds = [kind for kind, in db.execute("SELECT kind FROM event ORDER BY seq")]
    db.close()
    return kinds[kinds.index(kind):].count("offered")


def waiting(binary, way, act):
    """A run that waits an hour for its pace, halted: it has nothing in hand, and ends at once."""
    watch, rows = Watch(), invented(3, f"wait {way}")
    with Server(seen=watch.seen) as server, Campaign(binary, rows, loopback(server.port, 1)) as campaign:
        campaign.sets = [one for one in campaign.sets if not one.startswith("pace.rate")] + ['pace.rate="1/h"']
        campaign.run("seal", expect={0})
        process = campaign.start("send", "--wait", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while not any(step == "answered" for _, step in watch.steps):
            need(time.monotonic() < deadline, f"waiting, {way}: nothing went out")
            time.sleep(0.05)
        time.sleep(0.5)
        asked = time.monotonic()
        act(campaign, process)
        words = process.communicate(timeout=60)[1].decode()
        ended = time.monotonic() - asked
        need(process.returncode == 8, f"waiting, {way}: ended with {process.returncode}: {words}")
        need(ended < SOON, f"waiting, {way}: the end came {ended:.1f} s after")
        need(len(server.mails()) == 1, f"waiting, {way}: {len(server.mails())} mails")


def at_the_last_look(binary):
    """A word is taken back while a person at a terminal is asked for the campaign's name: nothing may go out on it."""
    relay = ['relay.kind="smtp"', 'relay.host="mail.invalid"', "relay.port=465", 'relay.tls="implicit"']
    with Campaign(binary, invented(3, "last look"), relay) as campaign:
        campaign.run("seal", expect={0})
        agree(campaign)
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            campaign.command("send"), env=campaign.environment, stdin=theirs, stderr=theirs, stdout=subprocess.DEVNULL)
        os.close(theirs)
        said, deadline = b"", time.monotonic() + 60
        while b"number of mails" not in said:
            need(time.monotonic() < deadline, f"no question came: {said.decode()}")
            if select.select([ours], [], [], 1)[0]:
                said += os.read(ours, 4096)
        by_withdrawal(campaign, process)
        os.write(ours, campaign.settings["campaign"]["name"].encode() + b" 3\n")
        code = process.wait(60)
        os.close(ours)
        need(code == 9, f"a word was taken back at the last look, and the run ended with {code}")


def early(binary, times):
    """`stop` at any moment of a run's beginning. Says how often it was heard."""
    heard, chance = 0, random.Random(3)
    for turn in range(times):
        rows = invented(40, f"early {turn}")
        with Server(delay=0.05) as server, Campaign(binary, rows, loopback(server.port, 1)) as campaign:
            process = campaign.start("send", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            time.sleep(chance.uniform(0, 0.25))
            code = campaign.run("stop", expect={0, 4}).code
            if code == 4:
                # Too early: there was nobody to stop.
                process.terminate()
                process.communicate(timeout=60)
                continue
            heard += 1
            words = process.communicate(timeout=60)[1].decode()
            need(process.returncode == 8, f"a stop was heard and the run ended with {process.returncode}: {words}")
            need(len(server.mails()) < len(rows), "a stop was heard and everything went out")
    return heard


def halted(binary, way, act, code):
    """One run, halted. Says how many mails were in hand, and when the last of them and the end came."""
    watch, rows, withdrawn = Watch(), invented(MAILS, f"halt {way}"), act is by_withdrawal
    with Server(seen=watch.seen, delay=SLOW) as server, \
            Campaign(binary, rows, loopback(server.port, CONNECTIONS)) as campaign:
        if withdrawn:
            campaign.sets.remove("approval.required=[]")
        campaign.run("seal", expect={0})
        if withdrawn:
            agree(campaign)
        process = campaign.start("send", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        need(watch.some.wait(60), f"{way}: the run did not get under way")
        asked = time.monotonic()
        act(campaign, process)
        done = time.monotonic()
        words = process.communicate(timeout=60)[1].decode()
        ended = time.monotonic() - asked
        need(process.returncode == code, f"{way}: ended with {process.returncode}, not {code}: {words}")
        need("panicked" not in words and words.strip(), f"{way}: {words}")
        dots, last = watch.after(done, "dot")
        need(dots <= CONNECTIONS, f"{way}: {dots} dots after it, on {CONNECTIONS} connections")
        need(ended < SOON, f"{way}: the end came {ended:.1f} s after")
        if act in (by_stop, by_withdrawal):
            late = offers_after(campaign, "stop_asked" if act is by_stop else "word_withdrawn")
            need(late == 0, f"{way}: {late} offers were recorded behind it")
        need(len(server.mails()) < MAILS, f"{way}: the run was over before it was halted")
        books = Books(campaign, server, rows)
        need(books.compare() == 0, f"{way}: in doubt though nothing broke")
        if withdrawn:
            campaign.run("send", expect={9})
            agree(campaign)
        books.finish()
        return f"{way}: {dots} still in hand, the last dot {last:.2f} s and the end {ended:.2f} s after"


def work(options):
    """The whole judgement."""
    ways = [("stop", by_stop, 8), ("SIGTERM", by_signal(signal.SIGTERM), 8), ("SIGINT", by_signal(signal.SIGINT), 8),
            ("SIGHUP", by_signal(signal.SIGHUP), 8),
            ("withdraw", by_withdrawal, 9)]
    told = "; ".join(halted(options.heraut, *way) for way in ways)
    for way, act, _ in ways[:2]:
        waiting(options.heraut, way, act)
    at_the_last_look(options.heraut)
    return f"{told}; while it waits, within {SOON} s; {early(options.heraut, 20)} of 20 heard at the beginning, all obeyed"


if __name__ == "__main__":
    judge(__doc__, work)
