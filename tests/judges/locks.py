"""Starts two senders on one campaign at the same moment, many times: nobody gets a mail twice, nobody is missed.

One of the two does the work (exit 0, or 4 where the other had done it all); the other may do as much or is told
that the campaign is held (exit 10). Whoever finds the work undone does it in a third run. The two meet the campaign by
the same path, from different working folders, through a symlink, or in two copies of the sealed folder on one machine.
"""

import shutil
import subprocess
from collections import Counter
from functools import partial

from common import Books, Campaign, invented, judge, loopback, need, shared
from server import Server

WAYS = ["the same path", "the same path, sealing on the way", "other working folders", "a symlink", "a copy"]


def second(campaign, way):
    """Where the second sender finds the campaign, and from which folder it starts."""
    if way == "other working folders":
        return "../campaign/templates/..", campaign.dir
    if way == "a symlink":
        (campaign.home / "elsewhere").symlink_to(campaign.dir)
        return campaign.home / "elsewhere", campaign.home
    if way == "a copy":
        shutil.copytree(campaign.dir, campaign.home / "copy")
        return campaign.home / "copy", campaign.home
    return campaign.dir, campaign.home


def start(campaign, place, folder):
    """`send` on the campaign at `place`, from this working folder."""
    line = [str(place) if word == str(campaign.dir) else word for word in campaign.command("send")]
    return subprocess.Popen(line, cwd=folder, env=campaign.environment, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def race(options, number):
    """One race. Gives the way, and what the one who was not first ended with."""
    way, rows = WAYS[number % len(WAYS)], invented(options.rows, f"race {number}")
    with Server(delay=0.001) as server, Campaign(options.heraut, rows, loopback(server.port)) as campaign:
        if way != "the same path, sealing on the way":
            campaign.run("seal", expect={0})
        places = [(campaign.dir, campaign.home), second(campaign, way)]
        if number // len(WAYS) % 2:
            places.reverse()
        pair = [start(campaign, *place) for place in places]
        said = [one.communicate(timeout=120)[1].decode() for one in pair]
        codes = [one.returncode for one in pair]
        # A copy that comes late finds that the other went on without it: refused as a restored backup is.
        allowed = (0, 4, 10, 11) if way == "a copy" else (0, 4, 10)
        told = f"race {number}, {way}: exit codes {codes}\n{said[0]}\n{said[1]}"
        need(min(codes) == 0 and max(codes) in allowed, told)
        taken = Counter(tuple(paths) for _, paths, _ in server.mails())
        need(all(count == 1 for count in taken.values()), f"somebody twice: {told}")
        need(set(taken) == {(row["email"],) for row in rows}, f"{len(taken)} of {len(rows)} got a mail: {told}")
        if way == "a copy":
            campaign.dir = places[codes.index(0)][0]
        books = Books(campaign, server, rows)
        books.compare()
        need(books.document["sum"]["accepted"] == len(rows), f"status counts otherwise: {told}")
        campaign.run("send", expect={4})
        need(len(server.mails()) == len(rows), f"a third run sent something: {told}")
        return way, max(codes)


def work(options):
    """The whole judgement."""
    ends = Counter(shared(options.workers, partial(race, options), range(options.races)))
    told = "; ".join(f"{way}: {count} times {code}" for (way, code), count in sorted(ends.items()))
    need(any(code == 10 for _, code in ends), f"no race was a race: the lock was never met ({told})")
    return f"{options.races} races: nobody twice, nobody missed; the second was told: {told}"


if __name__ == "__main__":
    judge(__doc__, work, [
        (["races"], {"type": int, "nargs": "?", "default": 50, "help": "how many races"}),
        (["--rows"], {"type": int, "default": 30, "help": "mails a race"}),
        (["--workers"], {"type": int, "default": 1, "help": "campaigns beside each other"}),
    ])
