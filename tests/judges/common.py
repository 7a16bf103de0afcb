"""What the judges share: a campaign folder of their own, the program as a black box, the server's record held against
its `status --json`, and one way to say yes or no.

Nothing here is shared with the program: the judges know its command line (CLI.md), the shipped campaign, SMTP
and MIME, and nothing of its source.
"""

import argparse
import base64
import csv
import hashlib
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from server import message_id

ROOT = Path(__file__).resolve().parents[2]
HEADERS = ["id", "organisatie", "soort", "email", "contactpersoon", "aanhef", "kenmerk", "contactjaren"]
SUM = ["excluded", "withheld", "queued", "offered", "accepted", "deferred", "refused", "in_doubt", "expired",
       "delivered", "delayed", "bounced"]


class Disagreement(Exception):
    """The program and the judge do not agree."""


def need(holds, words):
    """Stops the judge unless `holds`."""
    if not holds:
        raise Disagreement(words)


def judge(description, work, arguments=()):
    """Reads the command line, runs `work(options)`, prints its one line, and ends with 0 or 1."""
    parser = argparse.ArgumentParser(description=description.strip().splitlines()[0])
    parser.add_argument("heraut", type=Path, help="the program to judge")
    for names, options in arguments:
        parser.add_argument(*names, **options)
    options = parser.parse_args()
    options.heraut = options.heraut.resolve()
    name = Path(sys.argv[0]).stem
    # Stopped from outside, it still clears up: servers, folders, what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    try:
        need(os.access(options.heraut, os.X_OK), "there is no program at the path given")
        verdict = work(options)
    except Disagreement as fault:
        print(f"{name}: DISAGREES: {fault}", flush=True)
        sys.exit(1)
    print(f"{name}: {verdict} ({time.monotonic() - began:.1f} s)", flush=True)


class Outcome:
    """How one command ended."""

    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    def __str__(self):
        return f"`heraut {' '.join(self.arguments)}` ended with {self.code}\n{self.err[-3000:]}{self.out[-1000:]}"

    def json(self):
        """The one JSON document of `--json`."""
        try:
            return json.loads(self.out)
        except ValueError as fault:
            raise Disagreement(f"standard output is not one JSON document: {fault}; {self}") from None


class Campaign:
    """A copy of the shipped campaign in a folder of its own, with a home and a state folder of its own."""

    def __init__(self, binary, rows=None, sets=(), place=None):
        self.binary = binary
        self.home = Path(tempfile.mkdtemp(prefix="heraut-judge-", dir=place))
        self.dir = self.home / "campaign"
        self.dir.mkdir()
        for name in ["config", "templates"]:
            shutil.copytree(ROOT / name, self.dir / name)
        shutil.copy(ROOT / "recipients.example.csv", self.dir)
        self.settings = tomllib.loads((self.dir / "config/heraut.toml").read_text("utf-8"))
        self.sets = list(sets)
        if rows is not None:
            self.write_list(rows)
        self.environment = {
            key: value for key, value in os.environ.items()
            if key in ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "SSL_CERT_FILE")
        } | {"HOME": str(self.home), "XDG_STATE_HOME": str(self.home / "state"), "LC_ALL": "C.UTF-8"}

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None or os.environ.get("HERAUT_JUDGE_KEEP") is None:
            shutil.rmtree(self.home, ignore_errors=True)
        else:
            print(f"kept: {self.home}", file=sys.stderr)

    @property
    def state(self):
        """Where a trial keeps its state."""
        return self.dir / "var/trial"

    def write_list(self, rows):
        """Another list in the place of the shipped one; the number of rows expected goes with it."""
        text = io.StringIO()
        writer = csv.DictWriter(text, HEADERS, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (self.dir / "recipients.example.csv").write_text(text.getvalue(), "utf-8")
        self.sets.append(f"list.expected={len(rows)}")

    def rows(self):
        """The rows of the list, as Python's csv reads them."""
        with open(self.dir / "recipients.example.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def included(self):
        """The rows that get a mail: by the rules of the settings, applied here a second time."""
        kinds = {rule["kind"] for rule in self.settings["list"]["exclude"]}
        years = self.settings["list"]["period"]["years"]
        return [
            row for row in self.rows()
            if row["soort"] not in kinds and all(str(year) in row["contactjaren"] for year in years)
        ]

    def command(self, *arguments):
        """The whole command line."""
        sets = [word for one in self.sets for word in ("--set", one)]
        return [str(self.binary), "-C", str(self.dir), *sets, *map(str, arguments)]

    def start(self, *arguments, before=(), **options):
        """Starts the program and leaves it running; it leads a process group of its own."""
        return subprocess.Popen(
            [*before, *self.command(*arguments)], env=self.environment, cwd=self.home, stdin=subprocess.DEVNULL,
            start_new_session=True, **options)

    def run(self, *arguments, expect=None, timeout=300, before=()):
        """Runs the program to its end; `expect` is the set of exit codes that agree."""
        process = self.start(*arguments, before=before, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise Disagreement(f"no end after {timeout} s: {Outcome(arguments, None, '', err.decode())}") from None
        outcome = Outcome([str(one) for one in arguments], process.returncode, out.decode(), err.decode())
        if expect is not None:
            need(outcome.code in expect, f"expected {sorted(expect)}: {outcome}")
        return outcome

    def status(self):
        """`status --json`, whose sum must add up. None while nothing is sealed."""
        outcome = self.run("--json", "status")
        document = outcome.json()
        if "sum" not in document:
            need("error" in document, f"neither a sum nor an error: {outcome}")
            return None
        total = document["sum"]
        need(total["listed"] == sum(total.get(part, 0) for part in SUM), f"the sum does not add up: {total}")
        states = {}
        for mail in document["mails"]:
            states[mail["state"]] = states.get(mail["state"], 0) + 1
        for part in SUM[2:]:
            need(states.get(part, 0) == total[part],
                 f"{states.get(part, 0)} mails are {part}, and the sum says {total[part]}")
        return document


def from_npm(place):
    """A file of what `.ci/steps` installed from npm."""
    modules = os.environ.get("NODE_PATH")
    need(modules, "NODE_PATH does not say where the packages of tests/judges/package.json lie")
    file = Path(modules) / place
    need(file.is_file(), f"{place} is not in NODE_PATH: `npm ci` as .ci/steps does it")
    return file


def free_port():
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    """Waits until somebody listens there; ten seconds at most."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False


BY = ["--by", "N. Lindeboom", "--why", "nagekeken op de ontvangende server"]


class Books:
    """The server's record beside the program's: what it took, against what `status --json` says of every mail."""

    def __init__(self, campaign, server, rows):
        self.campaign, self.server = campaign, server
        self.address = {row["id"]: row["email"] for row in rows}
        self.doubts, self.document = set(), None

    def compare(self):
        """After a run, however it ended. Gives the number of new doubts."""
        self.server.quiet()
        self.document = document = self.campaign.status()
        taken = Counter(path for _, paths, _ in self.server.mails() for path in paths)
        need(all(len(paths) == 1 for _, paths, _ in self.server.mails()), "a mail with several recipients")
        if document is None:
            need(not taken, "mails were taken, and status knows of no seal")
            return 0
        states = {mail["id"]: mail["state"] for mail in document["mails"] if mail["state"] != "excluded"}
        need(set(states) == set(self.address), "status does not name every row")
        need(set(taken) <= set(self.address.values()), "a mail to somebody who is not on the list")
        twice = [name for name, path in self.address.items() if taken[path] > 1]
        need(not twice, f"{', '.join(twice)}: taken twice")
        for name, state in states.items():
            had = taken[self.address[name]]
            need(state in ("accepted", "in_doubt") or not had, f"{name}: the server took it, and status says {state}")
            need(state != "accepted" or had == 1, f"{name}: accepted, and the server never took it")
        doubts = {name for name, state in states.items() if state == "in_doubt"}
        need(self.doubts <= doubts, "a doubt vanished by itself")
        new, self.doubts = len(doubts - self.doubts), doubts
        return new

    def settle(self):
        """A person looks for each Message-ID in doubt in the server's record and says what is there."""
        record = {message_id(body) for _, _, body in self.server.mails()}
        for mail in self.document["mails"]:
            if mail["state"] == "in_doubt":
                word = "--arrived" if mail["message_id"].strip("<>") in record else "--resend"
                self.campaign.run("resolve", mail["id"], word, *BY, expect={0, 7})
        self.doubts = set()

    def finish(self):
        """Nothing in the way any more: the rest goes out, doubts are settled by truth, and everybody has one mail."""
        self.campaign.run("--json", "send", expect={7} if self.doubts else {0, 4})
        need(self.compare() == 0, "a doubt without a cause")
        if self.doubts:
            self.settle()
            self.campaign.run("--json", "send", expect={0, 4})
            self.compare()
        total = self.document["sum"]
        need(total["accepted"] == len(self.address), f"not every mail is accepted in the end: {total}")
        need(len(self.server.mails()) == len(self.address),
             f"{len(self.server.mails())} mails for {len(self.address)} rows")


def shared(workers, work, pieces):
    """What `work` makes of every piece, in processes beside each other, in the order of the pieces."""
    if workers == 1:
        yield from map(work, pieces)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(work, pieces)


def loopback(port, connections=2):
    """The settings for an SMTP server of our own on this machine, as fast as it goes."""
    return ["relay.kind=smtp", "relay.host=127.0.0.1", f"relay.port={port}", "relay.tls=none",
            f"relay.connections={connections}", "approval.required=[]", "pace.rate=unlimited",
            "pace.per_domain=unlimited"]


def invented(count, seed="judge"):
    """Rows of invented organisations: no name holds another's, nothing counts."""
    rows = []
    for number in range(count):
        # No X: three of them by chance, between hyphens, are what a writer leaves for later, and refused.
        token = base64.b32encode(hashlib.sha256(f"{seed} {number}".encode()).digest()).decode().replace("X", "8")
        rows.append({
            "id": f"J{token[:9]}",
            "organisatie": f"Vereniging {token[9:17].capitalize()}",
            "soort": "maatschappelijk",
            "email": f"bestuur@{token[17:29].lower()}.example",
            "contactpersoon": f"Sam {token[29:37].capitalize()}",
            "aanhef": f"Sam {token[29:37].capitalize()}",
            "kenmerk": f"VZ-{token[37:41]}-{token[41:43]}",
            "contactjaren": "2023, 2024",
        })
    return rows


def a_label(address):
    """The address as it stands on the wire: an internationalised domain in A-labels (RFC 5890)."""
    local, domain = address.rsplit("@", 1)
    return f"{local}@{domain.encode('idna').decode()}"


def one_line(name):
    """A name whose cell holds a line break, as it stands in a sentence."""
    return " ".join(name.split())
