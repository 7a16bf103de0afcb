"""Real mail servers' own logs settle what a cut connection left in doubt, and nothing that the server never took.

Between the program and Postfix, then Exim, stands a way that cuts connections at the dot: after the server answered
(it has the mail), before the dot was passed on (it has not), or in the moment between (only the server knows). Behind the server a keeper
takes mails, refuses some and puts others off. `resolve --from-log` reads the log that the server wrote. What it settles must have reached the
keeper or wait in the queue; what it leaves must not have reached anybody; what came back must stay for the returned mail to say. A mail is
never made due again, and no name of the list is on a screen.
"""

import asyncio
import re
import threading
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from common import Campaign, invented, judge, loopback, need
from server import Server
from servers import child_of, each
from servers.exim import Exim
from servers.postfix import Postfix

MAILS = 40
WAYS = ["passes", "after", "before", "between", "after"]
LOGS = {Postfix: "var/log/postfix.log", Exim: "var/log/exim4/mainlog"}
END = b"\r\n.\r\n"


class Cutter:
    """Passes on to a server without PIPELINING, and cuts at the dot as `way(recipient)` says."""

    def __init__(self, to, way):
        self.to, self.way = to, way
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(asyncio.start_server(self.visit, "127.0.0.1", 0, limit=1 << 24))
        self.port = self.server.sockets[0].getsockname()[1]
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def visit(self, reader, writer):
        """One connection, command by command."""
        there, back = await asyncio.open_connection("127.0.0.1", self.to)
        try:
            await self.dialogue(reader, writer, there, back)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            back.close()

    async def dialogue(self, reader, writer, there, back):
        """Greeting, commands and mails, until somebody leaves or it is cut."""
        writer.write(await reply(there))
        recipient = ""
        while line := await reader.readline():
            back.write(line)
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipient = line.split(b"<", 1)[1].split(b">", 1)[0].decode()
            said = await reply(there)
            if verb == b"EHLO":
                said = b"".join(one for one in said.splitlines(True) if b"PIPELINING" not in one)
            writer.write(said)
            if verb != b"DATA" or not said.startswith(b"3"):
                continue
            body = await reader.readuntil(END)
            way = self.way(recipient)
            if way == "before":
                back.write(body[:-3])
                await back.drain()
                return
            back.write(body)
            await back.drain()
            if way == "between":
                return
            answer = await reply(there)
            if way == "after":
                return
            writer.write(answer)


async def reply(reader):
    """One reply with all its lines."""
    lines = b""
    while line := await reader.readline():
        lines += line
        if line[3:4] != b"-":
            return lines
    raise asyncio.IncompleteReadError(lines, None)


def log_of(server, kind):
    """What the server has logged so far."""
    return Path(f"/proc/{child_of(server.process.pid)}/root", LOGS[kind]).read_text("utf-8", "replace")


def quiet(keeper, server, kind):
    """Waits until the server logs nothing more and the keeper gets nothing more."""
    before, since = None, time.monotonic()
    while time.monotonic() - since < 4:
        now = len(keeper.mails()), log_of(server, kind).count("postfix/cleanup") + log_of(server, kind).count("=")
        if now != before:
            before, since = now, time.monotonic()
        time.sleep(0.2)


def settled_by(kind, options):
    """One server: what its log settled."""
    rows = invented(MAILS, f"relay log {kind.NAME}")
    place = {row["email"]: number for number, row in enumerate(rows)}
    refused = {row["email"] for number, row in enumerate(rows) if number % 10 == 4}
    put_off = {row["email"] for number, row in enumerate(rows) if number % 10 == 6}

    def answer(step, words):
        to = re.search("<(.*?)>", words)
        if step == "rcpt" and to and to[1] in refused:
            return "550 5.1.1 nobody here"
        if step == "rcpt" and to and to[1] in put_off:
            return "450 4.2.0 not now"
        return None

    with Campaign(options.heraut, rows) as campaign:
        version = kind(campaign.home / "asked", 0).version()
        with Server(answer) as keeper, kind(campaign.home / "servers", keeper.port) as server, \
                Cutter(server.port, lambda to: WAYS[place[to] % len(WAYS)]) as cutter:
            campaign.sets += [*loopback(cutter.port, 1), "relay.timeout=5s"]
            campaign.run("--json", "send", expect={7}, timeout=120)
            quiet(keeper, server, kind)
            log = campaign.home / "mail.log"
            log.write_text(log_of(server, kind), "utf-8")
            return compared(version, campaign, log, keeper, rows, (refused, put_off))


def compared(version, campaign, log, keeper, rows, special):
    """The program's answers beside what reached the keeper."""
    refused, put_off = special
    before = {mail["id"]: mail for mail in campaign.status()["mails"]}
    doubts = {name for name, mail in before.items() if mail["state"] == "in_doubt"}
    need(len(doubts) == sum(way != "passes" for way in WAYS) * MAILS // len(WAYS), f"{version}: {len(doubts)} doubts")
    dry = campaign.run("--json", "resolve", "--from-log", log, "--dry-run", expect={7})
    need({mail["id"]: mail["state"] for mail in campaign.status()["mails"]} == {name: mail["state"] for name, mail in before.items()},
         f"{version}: a dry run changed something")
    shown = campaign.run("resolve", "--from-log", log, "--by", "N. Lindeboom", expect={7})
    for text in [dry.out, dry.err, shown.out, shown.err]:
        need(not any(row["email"].split("@")[1].split(".")[0] in text for row in rows), f"{version}: a name on the screen")
    found = {mail["id"]: mail for mail in dry.json()["mails"]}
    need(set(found) == doubts, f"{version}: not every doubt was looked for")
    after = {mail["id"]: mail["state"] for mail in campaign.status()["mails"]}
    ids = {message_from_bytes(body, policy=default)["Message-ID"].strip(" <>") for _, _, body in keeper.mails()}
    counts = {}
    for number, row in enumerate(rows):
        if row["id"] not in doubts:
            continue
        said, way = found[row["id"]], WAYS[number % len(WAYS)]
        reached = before[row["id"]]["message_id"] in ids
        words = f"{version}: {row['id']} ({way}): {said}"
        if way == "before":
            need(not said["settled"] and not reached, words)
        elif row["email"] in refused:
            need(not said["settled"] and (way == "between" or said["outcome"] == "came_back"), words)
        elif row["email"] in put_off:
            need(said["settled"] or way == "between", words)
        else:
            need(said["settled"] == reached and (reached or way == "between"), words)
        need(after[row["id"]] == ("accepted" if said["settled"] else "in_doubt"), f"{words}, and is {after[row['id']]}")
        counts[said["outcome"]] = counts.get(said["outcome"], 0) + 1
    campaign.run("send", expect={7})
    need(all(after[name] == mail["state"] for name, mail in ((mail["id"], mail) for mail in campaign.status()["mails"])),
         f"{version}: a log made a mail go again")
    return f"{version}: {len(doubts)} in doubt, by its log {', '.join(f'{count} {name}' for name, count in sorted(counts.items()))}"


def work(options):
    """Each server in turn."""
    done = each(LOGS, options.all, lambda kind: settled_by(kind, options))
    return f"the logs of {done} real servers settled what they took, and nothing else"


if __name__ == "__main__":
    judge(__doc__, work, [(["--all"], {"action": "store_true", "help": "a server that cannot run here is a fault"})])
