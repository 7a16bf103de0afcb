"""Front ends that hand a mail on while their client waits say no to mails that the next host has: nobody twice, all told.

npm's smtp-server with nodemailer, Debian's msmtpd with msmtp, Haraka with smtp_forward, Dovecot's submission service, and Postfix with
smtpd_proxy_filter, each before a next host of our own that keeps the mail at the dot and then hangs up,
says nothing for longer than the front end waits, or answers what is no answer. The front end then answers our dot with 4yz or 5yz.
One that is known, or set to hand on (`relay.hands_on`), must never make the next host take a mail a second time; one that tells nothing of what it is,
not more than twice. Each mail kept is told in doubt with the front end's words, and once a person has said what is true and
the next host answers, everybody has it.
"""

import os
import re
import shutil
import signal
import socket
import socketserver
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

from common import BY, Books, Campaign, free_port, from_npm, invented, judge, listens, loopback, need
from servers import login
from servers.dovecot import Dovecot
from servers.haraka import Haraka
from servers.postfix import ProxyFilter

ROWS = 3
# How long a front end waits for the next host, and how long that one says nothing; seconds.
PATIENCE, STALL = 2, 5
FAULTS = ["hang up", "stall", "garbage"]
# What the front ends were seen to answer the dot with.
ANSWER = re.compile(r"450 \S|451 4\.3\.0 (not now|Error: queue file write error)|451 \([0-9A-F-]+\.[0-9]+\)|4[25]1 4\.[34]\.[0-9] .*?relay|554 Pipe command reported error")


class NextHost:
    """Keeps each mail at its dot, and then does what `fault` says; None is to answer."""

    def __init__(self):
        self.fault, self.kept, self.busy, self.lock = None, [], 0, threading.Lock()
        host = self

        class Line(socketserver.StreamRequestHandler):
            """One client."""

            def handle(self):
                with host.lock:
                    host.busy += 1
                try:
                    host.talk(self.rfile, self.wfile)
                except OSError:
                    pass
                finally:
                    with host.lock:
                        host.busy -= 1

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def talk(self, read, write):
        """SMTP as far as a front end needs it; nothing is offered."""
        write.write(b"220 next.example ESMTP\r\n")
        sender, paths = None, []
        while line := read.readline():
            verb, _, rest = line.strip().decode("utf-8").partition(" ")
            verb = verb.upper()
            if verb == "QUIT":
                write.write(b"221 bye\r\n")
                return
            if verb == "DATA":
                write.write(b"354 go on\r\n")
                body = self.body(read)
                if body is None or not self.answer(write, sender, paths, body):
                    return
                sender, paths = None, []
                continue
            if verb == "MAIL":
                sender, paths = rest.split("<", 1)[1].split(">", 1)[0], []
            elif verb == "RCPT":
                paths.append(rest.split("<", 1)[1].split(">", 1)[0])
            write.write(b"250 next.example\r\n")

    @staticmethod
    def body(read):
        """Up to the dot; None where the line ended before."""
        lines = []
        while line := read.readline():
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line.removeprefix(b"."))
        return None

    def answer(self, write, sender, paths, body):
        """Keeps it first. Whether the line goes on."""
        with self.lock:
            self.kept.append((sender, paths, body))
            fault = self.fault
        if fault == "hang up":
            return False
        if fault == "stall":
            time.sleep(STALL)
        write.write(b"so it is, thank you\r\n" if fault == "garbage" else b"250 2.0.0 kept\r\n")
        return True

    def quiet(self):
        """Waits until no client is left in the middle of something; clients that keep a line open are left alone."""
        deadline = time.monotonic() + STALL + 2
        while self.busy and time.monotonic() < deadline:
            time.sleep(0.05)

    def mails(self):
        """(reverse-path, recipients, body) of each mail kept."""
        with self.lock:
            return list(self.kept)


class Program:
    """A front end: its process group ends with the block."""

    def __init__(self, command, port=None):
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        start_new_session=True)
        self.port = port

    def __enter__(self):
        if self.port is None:
            words = self.process.stdout.readline().strip()
            if not words.isdigit():
                self.__exit__()
            need(words.isdigit(), "the front end tells no port")
            self.port = int(words)
        elif not listens(self.port):
            self.__exit__()
            need(False, "the front end does not listen")
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process.stdout.close()


def smtp_server(kind):
    """What starts npm's smtp-server, known for what it is or not."""
    def start(_home, onward):
        from_npm("smtp-server/package.json")
        script = Path(__file__).with_name("front_end.cjs")
        return Program(["node", script, str(onward), str(PATIENCE * 1000), kind])
    return start


def msmtpd(home, onward):
    """Debian's msmtpd, which pipes each mail into msmtp."""
    tools = {name: shutil.which(name) for name in ["msmtpd", "msmtp"]}
    need(all(tools.values()), "msmtpd or msmtp is not in PATH (Debian's packages msmtp and msmtp-mta)")
    settings = home / "msmtprc"
    settings.write_text(f"account default\nhost 127.0.0.1\nport {onward}\ntimeout {PATIENCE}\ntls off\nauth off\n")
    os.chmod(settings, 0o600)
    port = free_port()
    return Program([tools["msmtpd"], "--interface=127.0.0.1", f"--port={port}",
                    f"--command={tools['msmtp']} --file={settings} -f %F --"], port)


def real(kind):
    """What starts one of the real servers."""
    def start(home, onward):
        missing = kind.needs()
        need(not missing, f"{kind.NAME} cannot run here: {missing} is missing")
        return kind(home / "servers", onward, PATIENCE)
    start.kind = kind
    return start


def told_apart(campaign, host, rows, most):
    """Nobody kept more often than `most`; who was kept is in doubt, the words are told, and the sum adds up."""
    host.quiet()
    document = campaign.status()
    kept = Counter(path for _, paths, _ in host.mails() for path in paths)
    states = {mail["id"]: mail["state"] for mail in document["mails"]}
    for row in rows:
        had, state = kept[row["email"]], states[row["id"]]
        need(had == most, f"{row['id']}: the next host has it {had} times, and not {most}")
        need(state == "in_doubt", f"{row['id']}: the next host has it, and status says {state}")
    shown = " ".join(campaign.run("status", "--state", "in_doubt").out.split())
    need("may have arrived" in shown and len(ANSWER.findall(shown)) >= len(rows), f"status does not say what was answered: {shown}")
    return document


def one(options, name, start, fault, sets, most):
    """One front end with one fault: to the end, and then to a sound next host."""
    rows = invented(ROWS, f"{name} {fault}")
    with Campaign(options.heraut, rows) as campaign, NextHost() as host, start(campaign.home, host.port) as front:
        campaign.sets += [*loopback(front.port, 1), "retry.first=1s", "retry.max=1s", "relay.answer_timeout=30s", *sets]
        login(getattr(start, "kind", None), campaign)
        host.fault = fault
        try:
            campaign.run("--json", "send", "--wait", expect={7}, timeout=90)
            told_apart(campaign, host, rows, most)
            campaign.run("--json", "send", expect={7})
            document = told_apart(campaign, host, rows, most)
            host.fault = None
            if most == 1:
                books = Books(campaign, host, rows)
                need(books.compare() == ROWS, "other mails are in doubt than those kept")
                # One was lost behind the front end's back: a person says so, and it goes once more.
                lost = host.kept.pop()[1][0]
                books.document = document
                books.finish()
                need(sum(lost in paths for _, paths, _ in host.mails()) == 1, "what was lost did not go again, once")
            else:
                for row in rows:
                    campaign.run("resolve", row["id"], "--arrived", *BY, expect={0, 7})
                campaign.run("send", expect={4})
                told = campaign.status()["sum"]["accepted"]
                need(told == ROWS, f"{told} of {ROWS} are accepted in the end")
        except Exception as wrong:
            wrong.args = (f"{name}, {fault}: {wrong}",)
            raise


CASES = [
    ("smtp-server with nodemailer", smtp_server("known"), [], 1),
    ("msmtpd", msmtpd, [], 1),
    ("Haraka with smtp_forward", real(Haraka), [], 1),
    ("Dovecot's submission service", real(Dovecot), [], 1),
    ("Postfix with smtpd_proxy_filter", real(ProxyFilter), [], 1),
    ("one that tells nothing, set to hand on", smtp_server("unknown"), ["relay.hands_on=true"], 1),
    ("one that tells nothing", smtp_server("unknown"), [], 2),
]


def work(options):
    """Every front end with every fault."""
    cases = [case for case in CASES if options.only in case[0]]
    need(cases, "no front end has such a name")
    for name, start, sets, most in cases:
        for fault in FAULTS:
            one(options, name, start, fault, sets, most)
    return f"{len(cases)} front ends, {len(FAULTS)} faults each: none that hands on took a mail twice, each doubt told"


if __name__ == "__main__":
    judge(__doc__, work, [(["--only"], {"help": "the front ends whose names hold this text", "default": ""})])
