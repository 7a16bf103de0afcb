"""Lets every Nth call on the campaign's files fail with ENOSPC or EIO, once or from there on, and compares with the server.

The calls of a three-mail run are counted (those on files of the campaign and of the state folder, over all threads);
for each number a fresh campaign has that call fail. The program ends with words and an exit code of the contract,
never in a panic; nothing is lost: with the disk well again the journal opens, the rest goes out, doubts are settled
by truth, and everybody has one mail. `--every K` takes each Kth.
"""

import errno
import os
import random
from collections import Counter
from functools import partial

import tracer
from common import Books, Campaign, Disagreement, invented, judge, loopback, need, shared
from server import Server

MAILS, CONNECTIONS = 3, 2
# By the argument that says which file: a descriptor, a path, or a path behind a folder's descriptor.
BY_FILE = {"write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync", "ftruncate", "fallocate"}
BY_PATH = {"mkdir", "rename", "link", "truncate"}
BY_PLACE = {"openat", "mkdirat", "renameat", "renameat2", "linkat"}
# A full disk still lets files be read, and removed; a broken one does not.
READ_BY_FILE = {"read", "pread64", "readv", "getdents64", "fstat", "fchmod", "close"}
READ_BY_PATH = {"unlink", "rmdir", "chmod", "stat"}
READ_BY_PLACE = {"unlinkat", "newfstatat", "statx"}
KINDS = [("ENOSPC", False), ("ENOSPC", True), ("EIO", False), ("EIO", True)]
# Done; internal (the disk); input that can't be read; something left over, in doubt or stopped by it; journal unreadable.
ENDS = {0, 1, 3, 5, 7, 11}


def concerned(call, kind, home):
    """Whether such a disk would let this call fail."""
    name, broken = tracer.name(call.number), kind == "EIO"
    if name in BY_FILE or broken and name in READ_BY_FILE:
        file = call.file(0)
        # Rust's library panics when closing a folder fails, which no file system of Linux lets happen.
        return file.startswith(home) and not (name == "close" and os.path.isdir(file))
    if name in BY_PATH or broken and name in READ_BY_PATH:
        return call.path(0).startswith(home)
    if name in BY_PLACE or broken and name in READ_BY_PLACE:
        # A full disk still opens what is there; O_CREAT is 0o100.
        fits = broken or name != "openat" or call.arguments[2] & 0o100
        return bool(fits) and call.path(1).startswith(home)
    return False


class Met:
    """What one fault did."""

    def __init__(self, kind, lasting, number):
        self.kind, self.lasting, self.number = kind, lasting, number
        self.struck = self.code = self.words = self.wrong = None
        self.doubts = self.calls = 0

    def __str__(self):
        return (f"{self.kind} {'from' if self.lasting else 'at'} {self.number}, {self.struck}: ended with {self.code}; "
                f"{' '.join(self.words.split())[:300]}")


def visit(binary, piece):
    """One campaign with one fault."""
    kind, lasting, number = piece
    rows, met = invented(MAILS, f"disk {piece}"), Met(*piece)

    def strike(call):
        if not concerned(call, kind, str(campaign.home)):
            return None
        met.calls += 1
        fails = met.calls >= number if lasting else met.calls == number
        return getattr(errno, kind) if fails else None

    with Server() as server, Campaign(binary, rows, loopback(server.port, CONNECTIONS)) as campaign:
        run = tracer.run(campaign, ["send"], strike)
        met.struck, met.code, met.words = run.struck, run.code, run.words
        try:
            met.doubts = verdict(met, campaign, server, rows)
        except Disagreement as fault:
            met.wrong = str(fault)
    return met


def verdict(met, campaign, server, rows):
    """Whether all is as it should be after the fault. Gives the doubts."""
    if met.struck is None:
        return 0
    need(met.code in ENDS, "an exit code that does not fit")
    need("panicked" not in met.words, "a panic")
    need(met.code == 0 or met.words.strip(), "not a word")
    need("thread has ended" not in met.words, "the cause is not told")
    books = Books(campaign, server, rows)
    new = books.compare()
    need(new <= CONNECTIONS, f"{new} mails in doubt")
    need(met.code != 0 or len(server.mails()) == MAILS, "ended well with mails missing")
    books.finish()
    return new


def work(options):
    """The whole judgement."""
    tracer.here()
    counted = {kind: visit(options.heraut, (kind, False, 1 << 30)).calls for kind in ("ENOSPC", "EIO")}
    first = options.first if options.first is not None else random.randint(1, options.every)
    pieces = [(kind, lasting, number) for kind, lasting in KINDS
              for number in range(first, counted[kind] + 1, options.every)]
    ends, doubts, missed, wrong = Counter(), 0, 0, 0
    for met in shared(options.workers, partial(visit, options.heraut), pieces):
        if options.show:
            print(met, flush=True)
        if met.wrong:
            wrong += 1
            print(f"WRONG: {met.wrong}; after {met}", flush=True)
        if met.struck is None:
            missed += 1
        else:
            ends[met.code] += 1
            doubts += met.doubts
    need(not wrong, f"{wrong} of {len(pieces)} faults")
    need(missed * 5 <= len(pieces), f"{missed} of {len(pieces)} faults met no call")
    told = ", ".join(f"{count} with {code}" for code, count in sorted(ends.items()))
    return (f"{len(pieces) - missed} faults over {counted['ENOSPC']} calls that write and {counted['EIO']} that touch the disk: "
            f"nobody twice, nobody missed, no panic; ended {told}; {doubts} in doubt, all named")


if __name__ == "__main__":
    judge(__doc__, work, [
        (["--every"], {"type": int, "default": 1, "help": "each Kth call only"}),
        (["--first"], {"type": int, "help": "begin at this call (otherwise: anywhere in the first K)"}),
        (["--show"], {"action": "store_true", "help": "tell what came of each"}),
        (["--workers"], {"type": int, "default": 2, "help": "campaigns beside each other"}),
    ])
