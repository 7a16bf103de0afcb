"""A really full disk: a small tmpfs, filled to within so many KiB, for many sizes, before the run or in its middle.

The program ends with words and exit code 1 (the disk), or comes through where the room was enough; never in a panic.
Once there is room again the journal opens, the rest goes out, doubts are settled by truth, and everybody has one mail.
Needs root, or namespaces that anybody may make (`unshare`): it then starts itself in one.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from common import Books, Campaign, invented, judge, loopback, need
from server import Server

MAILS, SIZE = 6, 24 << 20
INSIDE = "HERAUT_JUDGE_INSIDE"


def may_mount():
    """Whether a tmpfs may be mounted here and now."""
    with tempfile.TemporaryDirectory() as place:
        made = subprocess.run(["mount", "-t", "tmpfs", "heraut-judge", place], capture_output=True)
        return made.returncode == 0 and subprocess.run(["umount", place]).returncode == 0


class Small:
    """A tmpfs of its own, and what fills it."""

    def __enter__(self):
        self.place = Path(tempfile.mkdtemp(prefix="heraut-small-"))
        options = f"size={SIZE},mode=700"
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "heraut-judge", self.place], capture_output=True)
        need(made.returncode == 0, f"no tmpfs may be mounted here: {made.stderr.decode().strip()}")
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.place], check=True)
        self.place.rmdir()

    def fill(self, left):
        """Leaves this many KiB."""
        stat = os.statvfs(self.place)
        with open(self.place / "filling", "wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, stat.f_bavail * stat.f_frsize - (left << 10)))

    def clear(self):
        (self.place / "filling").unlink()


def visit(binary, small, left, when):
    """One campaign on a disk with `left` KiB. Gives the exit code and the doubts."""
    filled = False

    def seen(step):
        nonlocal filled
        if when == "sending" and step == "body" and not filled:
            filled = True
            small.fill(left)

    rows = invented(MAILS, f"full {left} {when}")
    with Server(seen=seen, delay=0.005) as server, \
            Campaign(binary, rows, loopback(server.port), place=small.place) as campaign:
        if when != "from nothing":
            campaign.run("seal", expect={0})
        if when != "sending":
            small.fill(left)
        outcome = campaign.run("send", timeout=60)
        told = f"{left} KiB, {when}: {outcome}"
        need(outcome.code in (0, 1, 7), f"an exit code that does not fit: {told}")
        need("panicked" not in outcome.err, f"a panic: {told}")
        need(outcome.code == 0 or outcome.err.strip(), f"not a word: {told}")
        need(outcome.code != 0 or len(server.mails()) == MAILS, f"ended well with mails missing: {told}")
        small.clear()
        books = Books(campaign, server, rows)
        new = books.compare()
        need(new <= 2, f"{new} mails in doubt: {told}")
        books.finish()
        return outcome.code, new


def work(options):
    """The whole judgement."""
    if INSIDE not in os.environ and not may_mount():
        sys.exit(subprocess.run(["unshare", "--user", "--map-root-user", "--mount", sys.executable, *sys.argv],
                                env=os.environ | {INSIDE: "1"}).returncode)
    # The vault takes some 500 KiB and the journal 100: every page up to there, then wider.
    sizes = [*range(0, 160, options.step), *range(160, 1200, options.step * 4)]
    ends, doubts, runs = Counter(), 0, 0
    with Small() as small:
        for when in ("from nothing", "sealed", "sending"):
            for left in sizes:
                code, new = visit(options.heraut, small, left, when)
                ends[when, code] += 1
                doubts, runs = doubts + new, runs + 1
    need(all(ends[when, 1] for when in ("from nothing", "sealed")), f"no disk was full enough: {dict(ends)}")
    told = "; ".join(f"{when}: {count} with {code}" for (when, code), count in sorted(ends.items()))
    return f"{runs} full disks: nobody twice, nobody missed, no panic; {told}; {doubts} in doubt, all named"


if __name__ == "__main__":
    judge(__doc__, work, [
        (["--step"], {"type": int, "default": 4, "help": "KiB from one size to the next"}),
    ])
