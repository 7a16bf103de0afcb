"""Kills the program before every system call of a three-mail run, lets it finish, and compares with the server.

One run from nothing (read, seal, send) is counted; then, for each number, a fresh campaign is killed before the call of
that number, over all threads. What the server took is accepted or in doubt, at most one mail an open connection is in
doubt; a second run, a person's truthful word on each doubt, and everybody has one mail. `--every K` takes each Kth.
"""

import random
from functools import partial

import tracer
from common import Books, Campaign, Disagreement, invented, judge, loopback, need, shared
from server import Server

MAILS, CONNECTIONS = 3, 2


def visit(binary, number):
    """One campaign, killed before its call of this number. Gives whether that was met, and the doubts."""
    rows, made = invented(MAILS, f"call {number}"), 0

    def strike(_):
        nonlocal made
        made += 1
        return "kill" if made == number else None

    with Server() as server, Campaign(binary, rows, loopback(server.port, CONNECTIONS)) as campaign:
        run = tracer.run(campaign, ["send"], strike)
        met = run.struck is not None
        need(run.code == (-9 if met else 0), f"kill {number}: the run ended with {run.code}: {run.words[-2000:]}")
        books = Books(campaign, server, rows)
        try:
            new = books.compare()
            need(new <= (CONNECTIONS if met else 0), f"{new} mails in doubt")
            books.finish()
        except Disagreement as fault:
            raise Disagreement(f"killed before {run.struck}: {fault}") from None
        return met, new, run.calls


def work(options):
    """The whole judgement."""
    tracer.here()
    usual = max(calls for met, _, calls in shared(options.workers, partial(visit, options.heraut), [1 << 30] * 3) if not met)
    # Runs differ by a few calls: some room behind the longest, until a kill meets no run any more.
    first = options.first if options.first is not None else random.randint(1, options.every)
    numbers = range(first, usual + usual // 10, options.every)
    kills = doubts = last = 0
    for number, (met, new, _) in zip(numbers, shared(options.workers, partial(visit, options.heraut), numbers)):
        kills, doubts, last = kills + met, doubts + new, number if met else last
    need(last + options.every > usual * 0.9, f"no kill after call {last} of {usual}")
    return (f"{kills} kills, one before {'every' if options.every == 1 else f'each {options.every}th'} call of {MAILS} mails "
            f"(from {first} to {last}; {usual} in a run): nobody twice, nobody missed; {doubts} in doubt, all named")


if __name__ == "__main__":
    judge(__doc__, work, [
        (["--every"], {"type": int, "default": 1, "help": "each Kth call only"}),
        (["--first"], {"type": int, "help": "begin at this call (otherwise: anywhere in the first K)"}),
        (["--workers"], {"type": int, "default": 2, "help": "campaigns beside each other"}),
    ])
