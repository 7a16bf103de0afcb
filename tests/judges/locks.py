"""Starts two senders on one campaign at the same moment, many times: nobody gets a mail twice, nobody is missed.

One of the two does the work (exit 0, or 4 where the other had done it all); the other may do as much or is told
that the campaign is held (exit 10). Whoever finds the work undone does it in a third run.
"""

import subprocess
from collections import Counter

from common import Campaign, invented, judge, loopback, need
from server import Server


def race(options, number):
    """One race. Gives the two exit codes."""
    rows = invented(options.rows, f"race {number}")
    with Server(delay=0.001) as server, Campaign(options.heraut, rows, loopback(server.port)) as campaign:
        if number % 2:
            campaign.run("seal", expect={0})
        pair = [campaign.start("send", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
        said = [one.communicate(timeout=120)[1].decode() for one in pair]
        codes = sorted(one.returncode for one in pair)
        need(codes[0] == 0 and codes[1] in (0, 4, 10), f"race {number}: exit codes {codes}\n{said[0]}\n{said[1]}")
        taken = Counter(tuple(paths) for _, paths, _ in server.mails())
        need(all(count == 1 for count in taken.values()), f"race {number}: somebody twice")
        need(set(taken) == {(row["email"],) for row in rows}, f"race {number}: {len(taken)} of {len(rows)} got a mail")
        need(campaign.status()["sum"]["accepted"] == len(rows), f"race {number}: status counts otherwise")
        campaign.run("send", expect={4})
        need(len(server.mails()) == len(rows), f"race {number}: a third run sent something")
        return tuple(codes)


def work(options):
    """The whole judgement."""
    codes = Counter(race(options, number) for number in range(options.races))
    told = ", ".join(f"{count} times {pair[0]} and {pair[1]}" for pair, count in sorted(codes.items()))
    need(any(10 in pair for pair in codes), f"no race was a race: the lock was never met ({told})")
    return f"{options.races} races: nobody twice, nobody missed; exits {told}"


if __name__ == "__main__":
    judge(__doc__, work, [
        (["races"], {"type": int, "nargs": "?", "default": 50, "help": "how many races"}),
        (["--rows"], {"type": int, "default": 30, "help": "mails a race"}),
    ])
