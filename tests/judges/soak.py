"""Sends thousands of mails to a server that dawdles and puts off, and watches the program's memory and open files.

The server waits a random moment before each answer, puts a twentieth off once with 450, and hangs up now and then.
VmRSS and the open descriptors are read twice a second; from the first fifth of the run to the last mail a straight
line is laid through each by least squares, and neither may rise by more than a small part over that time.
"""

import random
import subprocess
import threading
import time
from pathlib import Path

from common import Books, Campaign, invented, judge, loopback, need
from server import Server

CONNECTIONS = 8
# What a line through the samples may rise: KiB for a heap that settles, octets a mail (its queue id is kept to the end),
# and open files.
SETTLING, A_MAIL, FILES = 1024, 64, 1.0


class Dawdler:
    """Puts off and hangs up by chance, each mail once at most."""

    def __init__(self, chance):
        self.chance, self.put_off = chance, set()

    def answer(self, step, words):
        """450 for one in twenty, and 421 to one MAIL in a thousand."""
        if step == "rcpt" and words not in self.put_off and self.chance.random() < 0.05:
            self.put_off.add(words)
            return "450 4.2.1 Come back in a moment"
        if step == "mail" and self.chance.random() < 0.001:
            return "421 4.3.2 Going down for a moment"
        return None


def sample(process, began, samples):
    """Reads the process until it ends."""
    home = Path(f"/proc/{process.pid}")
    while process.poll() is None:
        try:
            status = (home / "status").read_text()
            memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
            samples.append((time.monotonic() - began, memory, len(list((home / "fd").iterdir()))))
        except (OSError, StopIteration):
            return
        time.sleep(0.5)


def rise(samples, place):
    """How much the line of least squares rises from the first of these samples to the last."""
    xs, ys = [one[0] for one in samples], [one[place] for one in samples]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)
    return slope * (xs[-1] - xs[0])


def work(options):
    """The whole judgement."""
    chance, samples, last = random.Random(options.seed), [], [0.0]
    rows, dawdler = invented(options.mails, "soak"), Dawdler(chance)
    retry = ["retry.first=\"2s\"", "retry.factor=1", "notice.attachment=[]"]

    def seen(step):
        if step == "dot":
            last[0] = time.monotonic()

    with Server(dawdler.answer, seen, delay=lambda: chance.uniform(0, 2 * options.delay)) as server, \
            Campaign(options.heraut, rows, loopback(server.port, CONNECTIONS) + retry) as campaign:
        campaign.run("seal", expect={0}, timeout=1200)
        began = time.monotonic()
        process = campaign.start("-q", "send", "--wait", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        watcher = threading.Thread(target=sample, args=(process, began, samples))
        watcher.start()
        words = process.communicate(timeout=7200)[1].decode()
        watcher.join()
        took = time.monotonic() - began
        need(process.returncode == 0, f"ended with {process.returncode}: {words[-2000:]}")
        Books(campaign, server, rows).finish()
        put_off = len(dawdler.put_off)
    need(put_off > options.mails / 50, f"only {put_off} were put off")
    most = max(one[1] for one in samples), max(one[2] for one in samples)
    samples = [one for one in samples[len(samples) // 5:] if one[0] < last[0] - began]
    need(len(samples) >= 20, f"only {len(samples)} samples: more mails or more delay are needed")
    meanwhile = options.mails * (samples[-1][0] - samples[0][0]) / (last[0] - began)
    memory, files = rise(samples, 1), rise(samples, 2)
    told = (f"{options.mails} mails, {put_off} put off once, in {took:.0f} s on {CONNECTIONS} connections; memory while "
            f"sending at most {max(one[1] for one in samples) / 1024:.1f} MiB, rising by {memory:.0f} KiB over the last "
            f"{meanwhile:.0f} mails ({most[0] / 1024:.1f} MiB for the sum at the end); at most {most[1]} open files, rising by {files:.2f}; "
            f"{len(samples)} samples")
    need(memory <= SETTLING + A_MAIL * meanwhile / 1024 and files <= FILES, f"not flat: {told}")
    return told


if __name__ == "__main__":
    judge(__doc__, work, [
        (["mails"], {"type": int, "nargs": "?", "default": 20000, "help": "how many mails"}),
        (["--delay"], {"type": float, "default": 0.02, "help": "seconds before each answer to a dot, on average"}),
        (["--seed"], {"type": int, "default": 1, "help": "draws the delays and what is put off"}),
    ])
