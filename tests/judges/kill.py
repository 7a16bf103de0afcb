"""Kills the program with SIGKILL at random moments, lets it finish, and compares the server's record with `status`.

Half of the kills come by the clock, half by what the server sees (connection, MAIL, RCPT, DATA, body, final dot, answer),
so that the narrow moments are met too. After every kill: what the server took is accepted or in doubt, what is
accepted was taken, and at most one mail an open connection has newly become in doubt, each named. In the end a
person's word, taken from the server's record by Message-ID, settles the doubts; then everybody has one mail.
"""

import os
import random
import signal
import subprocess
import time
from collections import Counter

from common import Campaign, invented, judge, loopback, need
from server import Server, message_id

STEPS = ["connect", "mail", "rcpt", "data", "body", "dot", "answered"]
BY = ["--by", "N. Lindeboom", "--why", "nagekeken op de ontvangende server"]


class Trap:
    """Kills the program when the server sees this step for the nth time."""

    def __init__(self):
        self.step = self.left = self.group = None

    def set(self, step, nth):
        self.step, self.left, self.group = step, nth, None

    def seen(self, step):
        if step != self.step:
            return
        self.left -= 1
        if self.left <= 0 and self.group is not None:
            self.step = None
            kill(self.group)


def kill(group):
    """SIGKILL for the program and all it started."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass


def strike(campaign, trap, chance):
    """One run and one kill. Says whether the kill met the run before its end."""
    by_event = chance.random() < 0.5
    if by_event:
        trap.set(chance.choice(STEPS), chance.randint(1, 12))
    process = campaign.start("send", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    trap.group = process.pid
    if not by_event:
        time.sleep(chance.uniform(0.0, 0.25))
        kill(process.pid)
    try:
        _, words = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        kill(process.pid)
        need(False, "a run neither ended nor met its kill in 120 s")
    trap.step = None
    killed = process.returncode == -signal.SIGKILL
    need(killed or process.returncode in (0, 4, 5, 7),
         f"a run ended with {process.returncode}: {words.decode()[-2000:]}")
    return killed


class Books:
    """The server's record beside the program's."""

    def __init__(self, campaign, server, rows):
        self.campaign, self.server = campaign, server
        self.address = {row["id"]: row["email"] for row in rows}
        self.doubts = set()

    def compare(self):
        """After a run, however it ended. Gives the number of new doubts."""
        document = self.campaign.status()
        taken = Counter(path for _, paths, _ in self.server.mails() for path in paths)
        need(all(len(paths) == 1 for _, paths, _ in self.server.mails()), "a mail with several recipients")
        if document is None:
            need(not taken, "mails were taken, and status knows of no seal")
            return 0
        states = {mail["id"]: mail["state"] for mail in document["mails"] if mail["state"] != "excluded"}
        need(set(states) == set(self.address), "status does not name every row")
        need(set(taken) <= set(self.address.values()), "a mail to somebody who is not on the list")
        twice = [name for name, path in self.address.items() if taken[path] > 1]
        need(not twice, f"{', '.join(twice)}: taken twice")
        for name, state in states.items():
            had = taken[self.address[name]]
            need(state in ("accepted", "in_doubt") or not had, f"{name}: the server took it, and status says {state}")
            need(state != "accepted" or had == 1, f"{name}: accepted, and the server never took it")
        doubts = {name for name, state in states.items() if state == "in_doubt"}
        need(self.doubts <= doubts, "a doubt vanished by itself")
        new, self.doubts = len(doubts - self.doubts), doubts
        return new

    def settle(self):
        """A person looks for each Message-ID in doubt in the server's record and says what is there."""
        record = {message_id(body) for _, _, body in self.server.mails()}
        for mail in self.campaign.status()["mails"]:
            if mail["state"] == "in_doubt":
                word = "--arrived" if mail["message_id"].strip("<>") in record else "--resend"
                self.campaign.run("resolve", mail["id"], word, *BY, expect={0, 7})
        self.doubts = set()


def round_of(options, chance, left):
    """One campaign, killed until it is through or `left` kills are done. Gives kills and doubts."""
    trap, rows = Trap(), invented(options.rows, f"kill {chance.random()}")
    kills = doubts = 0
    with Server(seen=trap.seen, delay=0.002) as server, \
            Campaign(options.heraut, rows, loopback(server.port, options.connections)) as campaign:
        books = Books(campaign, server, rows)
        if chance.random() < 0.8:
            campaign.run("seal", expect={0})
        through = False
        while kills < left and not through:
            killed = strike(campaign, trap, chance)
            kills += killed
            new = books.compare()
            need(new <= (options.connections if killed else 0),
                 f"{new} new doubts after one {'kill' if killed else 'quiet end'}, {options.connections} connections")
            doubts += new
            through = not killed and len(server.mails()) + len(books.doubts) >= len(rows)
        campaign.run("--json", "send", expect={7} if books.doubts else {0, 4})
        need(books.compare() == 0, "a doubt without a kill")
        books.settle()
        campaign.run("--json", "send", expect={0, 4})
        books.compare()
        states = Counter(mail["state"] for mail in campaign.status()["mails"])
        need(states["accepted"] == len(rows), f"not every mail is accepted in the end: {dict(states)}")
        need(len(server.mails()) == len(rows), f"{len(server.mails())} mails for {len(rows)} rows")
    return kills, doubts


def work(options):
    """The whole judgement."""
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"kill: seed {seed}", flush=True)
    chance = random.Random(seed)
    kills = doubts = campaigns = empty = 0
    while kills < options.kills:
        more, doubtful = round_of(options, chance, min(25, options.kills - kills))
        kills, doubts, campaigns = kills + more, doubts + doubtful, campaigns + 1
        empty = 0 if more else empty + 1
        need(empty < 20, "no kill meets a run any more: more rows are needed")
    return (f"{kills} kills in {campaigns} campaigns of {options.rows}: nobody twice, nobody missed; "
            f"{doubts} in doubt, all named, at most {options.connections} a kill")


if __name__ == "__main__":
    judge(__doc__, work, [
        (["kills"], {"type": int, "nargs": "?", "default": 25, "help": "how many kills"}),
        (["--rows"], {"type": int, "default": 120, "help": "mails a campaign"}),
        (["--connections"], {"type": int, "default": 3, "help": "open at the same time"}),
        (["--seed"], {"type": int, "help": "repeats the same draws"}),
    ])
