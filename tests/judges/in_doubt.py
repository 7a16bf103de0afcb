"""Debian's `smtp-sink -q .` keeps each mail and hangs up without a word: exactly "in doubt", and never resent.

This is the window of RFC 1047, which no sender can close. Every mail the sink kept must be told in doubt, by
its id, with exit code 7; a second `send` must not offer any of them again; a person's word settles each:
`--arrived` is never sent again, `--resend` goes out once more, to a sink that answers.
"""

import os
import shutil
import subprocess
from collections import Counter

from common import Campaign, free_port, invented, judge, listens, loopback, need

ROWS = 6
BY = ["--by", "N. Lindeboom", "--why", "gezien in het logboek van de mailserver"]


class Sink:
    """smtp-sink with these flags, its mails in `folder`."""

    def __init__(self, port, folder, *flags):
        tool = shutil.which("smtp-sink", path="/usr/sbin:/usr/local/sbin:/usr/bin")
        need(tool, "smtp-sink is not installed (Debian's package postfix)")
        self.folder = folder
        folder.mkdir()
        user = ["-u", "root"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            [tool, *user, *flags, "-d", f"{folder}/mail.", f"127.0.0.1:{port}", "100"], stderr=subprocess.DEVNULL)
        need(listens(port), "smtp-sink does not listen")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def kept(self):
        """How often each address was kept."""
        count = Counter()
        for file in self.folder.iterdir():
            head = file.read_bytes().split(b"\n\n", 1)[0].decode("latin-1")
            paths = [line.split("<", 1)[1].split(">", 1)[0] for line in head.splitlines() if line.startswith("X-Rcpt-Args:")]
            need(len(paths) == 1, f"a mail with {len(paths)} recipients")
            count[paths[0]] += 1
        return count


def states(campaign):
    """The state of each id."""
    return {mail["id"]: mail["state"] for mail in campaign.status()["mails"]}


def work(options):
    """The whole judgement."""
    port, rows = free_port(), invented(ROWS, "in doubt")
    address = {row["id"]: row["email"] for row in rows}
    with Campaign(options.heraut, rows, loopback(port)) as campaign:
        with Sink(port, campaign.home / "silent", "-q", ".") as sink:
            campaign.run("--json", "send", expect={7}, timeout=180)
            first = sink.kept()
            need(first, "the sink kept nothing")
            need(max(first.values()) == 1, "a mail was handed over twice in one run")
            told = {address[name] for name, state in states(campaign).items() if state == "in_doubt"}
            need(told == set(first), f"the sink kept {len(first)} mails, and {len(told)} are told in doubt")
            campaign.run("--json", "send", expect={7}, timeout=180)
            second = sink.kept()
            need(all(second[one] == 1 for one in first), "a mail in doubt was offered again")
            need(set(second) == set(address.values()), "a mail was never offered")
            need(set(states(campaign).values()) == {"in_doubt"}, "not every mail is in doubt")
        ids = sorted(address)
        arrived, again = ids[::2], ids[1::2]
        for name in arrived:
            campaign.run("resolve", name, "--arrived", *BY, expect={0, 7})
        for name in again:
            campaign.run("resolve", name, "--resend", *BY, expect={0, 7})
        settled = states(campaign)
        need({settled[name] for name in arrived} == {"accepted"}, "--arrived does not settle a mail")
        need({settled[name] for name in again} == {"queued"}, "--resend does not put a mail back")
        need(campaign.run("resolve", again[0], "--arrived", *BY).code != 0, "resolve took a mail that is not in doubt")
        with Sink(port, campaign.home / "answering") as sink:
            campaign.run("--json", "send", expect={0}, timeout=180)
            need(sink.kept() == Counter(address[name] for name in again), "other mails went out than those to be resent")
            need(set(states(campaign).values()) == {"accepted"}, "not every mail is accepted in the end")
            campaign.run("send", expect={4})
            need(sum(sink.kept().values()) == len(again), "a settled mail was sent again")
    return f"{ROWS} of {ROWS} in doubt, none resent; {len(arrived)} settled as arrived, {len(again)} resent once"


if __name__ == "__main__":
    judge(__doc__, work)
