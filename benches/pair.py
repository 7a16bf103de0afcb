"""Two builds of the program beside each other: `python3 benches/pair.py OLD NEW [--mails 8000] [--connections 16] [--rounds 5]`.

Each seals the same campaign of invented organisations, then sends it to a sink on this machine, round by round, the one
first in one round and the other in the next. A round begins with the state as it was after the seal. Told are medians:
`start` is a send of one mail (opening, checking the open mails against the list), `rest` all others; wall clock, and CPU
of the process in user and system time. The sink gives a queue id for each mail, as relays do, and keeps nothing.
"""

import argparse
import os
import resource
import selectors
import shutil
import socket
import statistics
import sys
import time
from multiprocessing import Process
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/judges"))
from common import Campaign, invented, loopback  # noqa: E402

EHLO = b"250-sink.example\r\n250-PIPELINING\r\n250-SIZE 67108864\r\n250 ENHANCEDSTATUSCODES\r\n"


class Visit:
    """One connection to the sink."""

    def __init__(self, line, number):
        self.line, self.number = line, number
        self.rest, self.in_mail = b"", False

    def hears(self, piece):
        """What is to be answered."""
        self.rest += piece
        said = []
        while True:
            if self.in_mail:
                end = self.rest.find(b"\r\n.\r\n")
                if end < 0:
                    self.rest = self.rest[-4:]
                    return b"".join(said)
                self.rest, self.in_mail = self.rest[end + 5:], False
                said.append(b"250 2.0.0 Ok: queued as 4Q%010X\r\n" % next(self.number))
            word, found, rest = self.rest.partition(b"\r\n")
            if not found:
                return b"".join(said)
            self.rest = rest
            verb = word[:4].upper()
            self.in_mail = verb == b"DATA"
            known = {b"EHLO": EHLO, b"DATA": b"354 go on\r\n", b"QUIT": b"221 2.0.0 bye\r\n"}
            said.append(known.get(verb, b"250 2.1.0 Ok\r\n"))


def sink(server):
    """Takes mails until it is killed."""
    waiting = selectors.DefaultSelector()
    waiting.register(server, selectors.EVENT_READ)
    number = iter(range(2654435761, 1 << 60, 2654435761))
    while True:
        for key, _ in waiting.select():
            if key.data is None:
                line, _ = server.accept()
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                line.sendall(b"220 sink.example ESMTP\r\n")
                waiting.register(line, selectors.EVENT_READ, Visit(line, number))
                continue
            piece = key.data.line.recv(1 << 18)
            if not piece:
                waiting.unregister(key.data.line)
                key.data.line.close()
            elif said := key.data.hears(piece):
                key.data.line.sendall(said)


def measured(work):
    """Wall clock, user and system seconds of what `work` runs."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    work()
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime


class Build:
    """One build and its campaign, sealed."""

    def __init__(self, program, rows, relay):
        self.name, self.rounds = program.name, []
        self.campaign = Campaign(program.resolve(), rows, relay)
        self.seal = measured(lambda: self.campaign.run("seal", expect={0}, timeout=900))
        self.folders = [self.campaign.dir / "var", self.campaign.home / "state"]
        for folder in self.folders:
            shutil.copytree(folder, folder.with_name(folder.name + "-sealed"))

    def round(self):
        for folder in self.folders:
            shutil.rmtree(folder)
            shutil.copytree(folder.with_name(folder.name + "-sealed"), folder)
        os.sync()
        first = measured(lambda: self.campaign.run("send", "--limit", "1", expect={5}, timeout=900))
        self.rounds.append((first, measured(lambda: self.campaign.run("send", expect={0}, timeout=900))))

    def row(self):
        def median(part, of):
            return statistics.median(one[part][of] for one in self.rounds)
        cells = [*self.seal, *(median(part, of) for part in (0, 1) for of in (0, 1, 2))]
        return f"| {self.name} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", nargs=2, type=Path)
    parser.add_argument("--mails", type=int, default=8000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    server = socket.create_server(("127.0.0.1", 0), backlog=128)
    relay = loopback(server.getsockname()[1], options.connections)
    taking = Process(target=sink, args=(server,), daemon=True)
    taking.start()
    rows, builds = invented(options.mails, "pair"), []
    try:
        for program in options.programs:
            builds.append(Build(program, rows, relay))
        for number in range(options.rounds):
            for build in builds[::1 if number % 2 == 0 else -1]:
                build.round()
    finally:
        taking.kill()
        for build in builds:
            shutil.rmtree(build.campaign.home, ignore_errors=True)
    print("| build | seal s | user | sys | start s | user | sys | rest s | user | sys |")
    print("| --- |" + " ---: |" * 9)
    for build in builds:
        print(build.row())


if __name__ == "__main__":
    main()
