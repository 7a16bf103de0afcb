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
from functools import partial

from common import Books, Campaign, invented, judge, loopback, need, shared
from server import Server

# How many kills one draw of a seed makes, and how late the clock strikes: as long as a run takes.
BATCH, CLOCK = 25, 0.15
STEPS = ["connect", "mail", "rcpt", "data", "body", "dot", "answered"]


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
        time.sleep(chance.uniform(0.0, CLOCK))
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
        books.finish()
    return kills, doubts


def batch(options, piece):
    """Kills of one seed until there are enough. Gives kills, doubts and campaigns."""
    seed, wanted = piece
    chance = random.Random(seed)
    kills = doubts = campaigns = empty = 0
    while kills < wanted:
        more, doubtful = round_of(options, chance, min(25, wanted - kills))
        kills, doubts, campaigns = kills + more, doubts + doubtful, campaigns + 1
        empty = 0 if more else empty + 1
        need(empty < 20, "no kill meets a run any more: more rows are needed")
    return kills, doubts, campaigns


def work(options):
    """The whole judgement."""
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"kill: seed {seed}", flush=True)
    pieces = [(f"{seed} {first}", min(BATCH, options.kills - first)) for first in range(0, options.kills, BATCH)]
    kills = doubts = campaigns = 0
    for more, doubtful, rounds in shared(options.workers, partial(batch, options), pieces):
        kills, doubts, campaigns = kills + more, doubts + doubtful, campaigns + rounds
        if kills % 500 == 0:
            print(f"kill: {kills} so far", flush=True)
    return (f"{kills} kills in {campaigns} campaigns of {options.rows}: nobody twice, nobody missed; "
            f"{doubts} in doubt, all named, at most {options.connections} a kill")


if __name__ == "__main__":
    judge(__doc__, work, [
        (["kills"], {"type": int, "nargs": "?", "default": 100, "help": "how many kills"}),
        (["--rows"], {"type": int, "default": 40, "help": "mails a campaign"}),
        (["--connections"], {"type": int, "default": 3, "help": "open at the same time"}),
        (["--workers"], {"type": int, "default": 2, "help": "campaigns beside each other"}),
        (["--seed"], {"type": int, "help": "repeats the same draws"}),
    ])
