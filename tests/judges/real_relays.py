"""Real mail servers take 200 mails each: nobody twice, nobody missed, and pipelined as far as each really can.

Each server stands on loopback with settings of its own and hands on to a keeper (`server.py`); what reached the keeper is held against
`status --json`, by address and Message-ID. Between the program and the server the way is 5 ms long in each direction, and counts turns: how
often the program spoke after the server had. A server that offers PIPELINING takes a mail in little more than
one turn, one that hands on while its client waits, or loses what
stands behind a dot, in two, and one without PIPELINING in four. A second run sends nothing. A server that
cannot run here is named and, with `--all`, a fault.
"""

import asyncio
import threading
import time
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from common import Campaign, invented, judge, loopback, need
from server import Server
from servers import each, login
from servers.courier import Courier
from servers.dovecot import Dovecot
from servers.exim import Exim
from servers.haraka import Haraka
from servers.opensmtpd import OpenSmtpd
from servers.postfix import Postfix

SERVERS = [Postfix, Exim, OpenSmtpd, Haraka, Dovecot, Courier]
MAILS = 200
# Seconds one way.
DISTANCE = 0.005
# Greeting, EHLO, login and the last QUIT, on each of the connections.
CONNECTIONS, AROUND = 2, 6


class Way:
    """A longer way to a server: everything is held back, and turns are counted."""

    def __init__(self, to):
        self.to, self.turns, self.lines, self.offers = to, 0, 0, b""
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(asyncio.start_server(self.visit, "127.0.0.1", 0))
        self.port = self.server.sockets[0].getsockname()[1]
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    async def visit(self, reader, writer):
        """One connection there and back."""
        self.lines += 1
        there, back = await asyncio.open_connection("127.0.0.1", self.to)
        line = {"server spoke": False}
        await asyncio.gather(self.carry(reader, back, line, True), self.carry(there, writer, line, False), return_exceptions=True)

    async def carry(self, reader, writer, line, out):
        """One direction: what comes within a moment goes on together, and later."""
        held = asyncio.Queue()
        passing = asyncio.create_task(self.arrive(held, writer, line, out))
        while piece := await reader.read(1 << 16):
            held.put_nowait((self.loop.time() + DISTANCE, piece))
        held.put_nowait((self.loop.time() + DISTANCE, b""))
        await passing

    async def arrive(self, held, writer, line, out):
        """The other end of the way."""
        while True:
            moment, piece = await held.get()
            await asyncio.sleep(max(0.0, moment - self.loop.time()))
            if not piece:
                writer.close()
                return
            if out:
                self.turns += line["server spoke"]
                line["server spoke"] = False
            else:
                line["server spoke"] = True
                if b"PIPELINING" in piece:
                    self.offers += b"PIPELINING"
            writer.write(piece)
            await writer.drain()


def came(keeper, count):
    """What reached the keeper, once all is there and nothing more comes."""
    for _ in range(600):
        if len(keeper.mails()) >= count:
            break
        time.sleep(0.1)
    time.sleep(1)
    return keeper.mails()


def tidings(mails):
    """Address and Message-ID of each."""
    for _, paths, body in mails:
        need(len(paths) == 1, f"a mail with {len(paths)} recipients")
        yield paths[0], message_from_bytes(body, policy=default)["Message-ID"].strip()


@contextmanager
def standing(kind, campaign):
    """A keeper, a server of this kind before it, and the way to it."""
    with Server() as keeper, kind(campaign.home / "servers", keeper.port) as server, Way(server.port) as way:
        yield keeper, server, way


def taken_by(kind, options):
    """One server: the mails, and what they cost."""
    rows = invented(MAILS, f"real relay {kind.NAME}")
    with Campaign(options.heraut, rows) as campaign:
        version = kind(campaign.home / "asked", 0).version()
        with standing(kind, campaign) as (keeper, server, way):
            campaign.sets += loopback(way.port, CONNECTIONS)
            login(kind, campaign)
            began = time.monotonic()
            sent = campaign.run("--json", "send", timeout=120)
            took = time.monotonic() - began
            need(sent.code == 0, f"{version}: {sent}\n{server.said()}")
            turns, lines = way.turns, way.lines
            status = campaign.status()
            need(status["sum"]["accepted"] == MAILS, f"{version}: {status['sum']}")
            found = Counter(tidings(came(keeper, MAILS)))
            told = {mail["id"]: mail["message_id"].strip("<>") for mail in status["mails"]}
            wanted = Counter((row["email"], f"<{told[row['id']]}>") for row in rows)
            need(found == wanted, f"{version}: {len(wanted - found)} missed, {len(found - wanted)} that nobody sent or twice")
            need(all(mail["queue_id"] for mail in status["mails"]), f"{version}: a mail without the number it was given")
            campaign.run("send", expect={4})
            need(len(keeper.mails()) == MAILS, f"{version}: a second run sent something")
    per_mail = (turns - lines * AROUND) / MAILS
    most = getattr(kind, "TURNS", 1.2) if way.offers else 4.2
    need(per_mail <= most, f"{version}: {per_mail:.2f} turns a mail, and {most} are enough")
    return f"{version}: {MAILS} once each, {per_mail:.2f} turns a mail on {lines} connections, {took:.1f} s"


def work(options):
    """Each server in turn."""
    kinds = [kind for kind in SERVERS if not options.only or kind.NAME in options.only]
    done = each(kinds, options.all, lambda kind: taken_by(kind, options))
    return f"{done} real servers took {MAILS} mails each, nobody twice and nobody missed"


if __name__ == "__main__":
    judge(__doc__, work, [
        (["--all"], {"action": "store_true", "help": "a server that cannot run here is a fault"}),
        (["--only"], {"nargs": "+", "help": "these servers alone"})])
