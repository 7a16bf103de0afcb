"""Reads the program's system calls: before every final dot its record was written to the journal's WAL and synced.

For each mail on the wire: its bytes less the first line give the mail digest; the journal, read with Python's
sqlite3, says whose mail that is and which `offered` record belongs to it; that record's hash is looked for in the
writes to `journal.db-wal`; an fsync of that file must begin after that write has ended, and end before the
write that carries the dot begins. (kill -9 cannot show this: the page cache outlives the process.) In the same way
the answer to the mail before it on that connection is synced before the dot. With PIPELINING a mail takes two writes: its
body, and its dot with the envelope of the next behind it. Several connections share syncs.
"""

import hashlib
import json
import re
import shutil
import sqlite3

from common import Campaign, invented, judge, loopback, need
from server import FEATURES, Server

CALLS = "fsync,fdatasync,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg"
LINE = re.compile(rb"^(\d+)\s+(.*)$")
CALL = re.compile(rb"^(\w+)\(\d+<([^>]*)>(.*)$", re.S)
STRING = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
RESULT = re.compile(rb"\)\s+= (-?\d+)[^\"]*$")


def plain(text):
    """What `strace -xx` wrote as \\x.."""
    return bytes.fromhex(text.replace(b"\\x", b"").decode())


class Call:
    """A system call: on which file, with which bytes, from which line of the trace to which."""

    def __init__(self, name, place, data, began, ended):
        self.name, self.place, self.data, self.began, self.ended = name, place, data, began, ended


def finished(text, began, ended):
    """The call on a whole line; None when it failed or is of no interest."""
    call, result = CALL.match(text), RESULT.search(text)
    if not call or not result or int(result[1]) < 0:
        return None
    name, place, rest = call[1].decode(), call[2], call[3]
    if b"\\x" in place:
        place = plain(place)
    strings = STRING.findall(rest)
    need(not any(cut for _, cut in strings), "strace cut a string short")
    # sendto's address is no string; sendmsg and writev show one string a piece.
    data = b"".join(plain(one) for one, _ in strings)
    return Call(name, place.decode("latin-1"), data[:int(result[1])] if "sync" not in name else b"", began, ended)


def calls(trace):
    """All calls, in the order in which they began."""
    waiting, found = {}, []
    with open(trace, "rb") as file:
        for number, line in enumerate(file):
            thread, text = LINE.match(line).groups()
            if text.endswith(b"<unfinished ...>"):
                waiting[thread] = (number, text.removesuffix(b"<unfinished ...>"))
                continue
            began = number
            if text.startswith(b"<... "):
                began, head = waiting.pop(thread, (None, b""))
                if began is None:
                    continue
                text = head + text.split(b" resumed>", 1)[1]
            call = finished(text, began, number)
            if call:
                found.append(call)
    return sorted(found, key=lambda call: call.began)


def dots(found):
    """Every mail on the wire: its digest, the call that carries its final dot, and by which line it goes."""
    lines = {}
    for call in found:
        if not call.place.startswith(("socket:", "TCP:")):
            continue
        state = lines.setdefault(call.place, {"body": None, "line": b"", "since": None})
        for piece in call.data.splitlines(keepends=True):
            if not state["line"]:
                state["since"] = call
            state["line"] += piece
            if not piece.endswith(b"\n"):
                continue
            line, state["line"] = state["line"], b""
            if state["body"] is None:
                if line.strip().upper() == b"DATA":
                    state["body"] = []
            elif line == b".\r\n":
                mail, state["body"] = b"".join(state["body"]), None
                yield hashlib.sha256(mail.split(b"\n", 1)[1]).hexdigest(), state["since"], call.place
            else:
                state["body"].append(line[1:] if line.startswith(b".") else line)


def records(journal):
    """The hashes of the `offered` records of each mail digest, and those of its `answered` records."""
    db = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
    events = [(kind, json.loads(body), bytes(mark)) for kind, body, mark in
              db.execute("SELECT kind, body, hash FROM event ORDER BY seq")]
    db.close()
    whose, marks = {}, {"offered": {}, "answered": {}}
    for kind, body, mark in events:
        event = body.get(kind, body)
        if kind == "queued":
            whose[event["recipient"]] = event["mail"].removeprefix("sha256:")
        elif kind in marks:
            marks[kind].setdefault(whose[event["recipient"]], []).append(mark)
    return marks["offered"], marks["answered"]


def durable(found, mark):
    """The first line of the trace at which the record with this hash was synced; None when it never was."""
    wal = [call for call in found if call.place.endswith("/journal.db-wal")]
    written = next((call for call in wal if "sync" not in call.name and mark in call.data), None)
    if written is None:
        return None
    synced = (call.ended for call in wal if "sync" in call.name and call.began > written.ended)
    return min(synced, default=None)


def writes(found, sent, options):
    """With PIPELINING the dot and the next envelope go in one write, and there are two of them a mail."""
    if not options.pipelining:
        return
    to_relay = [call for call in found if call.place.startswith(("socket:", "TCP:")) and "sync" not in call.name]
    dots_alone = sum(call.data == b".\r\n" for call in to_relay)
    # The last mail of a connection has none behind it, and where others hold what is due neither has another.
    behind = sum(b".\r\nMAIL FROM:" in call.data[:16] for call in to_relay)
    need(behind >= len(sent) * 9 // 10, f"{behind} of {len(sent)} dots have the next envelope behind them; {dots_alone} go alone")
    # A large body may be taken in parts; greetings and goodbyes come on top.
    need(len(to_relay) <= len(sent) * 9 // 4 + 20 * options.connections, f"{len(to_relay)} writes for {len(sent)} mails")


def work(options):
    """The whole judgement."""
    need(shutil.which("strace"), "strace is not installed")
    rows = invented(options.mails, "strace")
    features = [one for one in FEATURES if options.pipelining or one != "PIPELINING"]
    with Server(features=features) as server, \
            Campaign(options.heraut, rows, loopback(server.port, options.connections)) as campaign:
        campaign.run("seal", expect={0})
        trace = campaign.home / "trace"
        strace = ["strace", "-f", "-y", "-xx", "-s", "33554432", "-e", f"trace={CALLS}", "-o", str(trace)]
        campaign.run("send", expect={0}, timeout=600, before=strace)
        found = calls(trace)
        offered, answered = records(campaign.state / "journal.db")
        sent = list(dots(found))
        need(len(server.mails()) == len(rows), f"the server took {len(server.mails())} of {len(rows)}")
        need(len(sent) == len(rows), f"{len(sent)} final dots for {len(rows)} mails")
        good, before = 0, {}
        for digest, dot, line_to_relay in sent:
            marks = offered.get(digest, [])
            need(len(marks) == 1, f"{len(marks)} offered records for one dot: the bytes sent are not those journalled")
            line = durable(found, marks[0])
            good += line is not None and line < dot.began
            last = before.get(line_to_relay)
            if last is not None:
                need(len(answered.get(last, [])) == 1, "not one answer for a mail that was answered")
                told = durable(found, answered[last][0])
                need(told is not None and told < dot.began, "a dot went before the answer to the mail before it was synced")
            before[line_to_relay] = digest
        writes(found, sent, options)
        syncs = sum("sync" in call.name and call.place.endswith("/journal.db-wal") for call in found)
        # Each mail has two records. The answer and the offer behind it share a sync, where nothing is said in between.
        most = len(sent) * (5 / 4 if options.pipelining else 2) + 20
        need(syncs <= most, f"{syncs} syncs of the journal for {len(sent)} mails on {options.connections} connections")
        need(good == len(sent), f"a durable record stands before the dot {good} of {len(sent)} times")
        return (f"a durable record stands before the dot {good} of {len(sent)} times; {syncs} syncs of the journal, "
                f"{options.connections} connections, {'with' if options.pipelining else 'without'} PIPELINING")


if __name__ == "__main__":
    judge(__doc__, work, [
        (["mails"], {"type": int, "nargs": "?", "default": 100, "help": "how many mails"}),
        (["--connections"], {"type": int, "default": 4, "help": "open at the same time"}),
        (["--no-pipelining"], {"dest": "pipelining", "action": "store_false", "help": "the server offers none"}),
    ])
