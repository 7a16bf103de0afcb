"""Proves organisations of one campaign of N, and checks each proof without the program: with its own lines in a shell, and
once more by hand with Python's hashlib, byte by byte as docs/proof.md writes it.

The server takes most mails, puts some off and refuses some. Of `--proofs` organisations: the shell's lines end with 0 and
Python finds the same root, which is in the journal at the head that the proof names; the mail is what the server took; no
name, address, id or domain of any other organisation, and no number by which one could count them, is in any file; and with
any byte of leaf, path or root changed neither finds it right. Every byte of one proof is changed in turn for Python, and
every Nth for the shell. Needs sha256sum, xxd, sqlite3.
"""

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess

from common import Campaign, invented, judge, loopback, need
from server import Server


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaf, path):
    """The root that leaf and path lead to, or None where the path is not one."""
    found = hashlib.sha256(b"\0" + leaf).digest()
    for line in path.split(b"\n")[:-1]:
        step = re.fullmatch(rb"(left|right) ([0-9a-f]{64})", line)
        if not step:
            return None
        other = bytes.fromhex(step[2].decode())
        found = node(other, found) if step[1] == b"left" else node(found, other)
    return found if path.endswith(b"\n") else None


def holds(files):
    """Whether these files prove the mail, by the page of the form alone."""
    leaf, mail = files["leaf.txt"], files["mail.eml"]
    root = root_of(leaf, files["path.txt"])
    if root is None or files["root.txt"] != root.hex().encode() + b"\n":
        return False
    dates = re.findall(rb'^date (".*")$', leaf, re.M)
    if dates:
        first, _, mail = mail.partition(b"\r\n")
        if json.loads(dates[-1]).encode() != first:
            return False
    queued = [line for line in leaf.split(b"\n") if re.match(rb"record \S+ queued ", line)]
    digest = json.loads(queued[-1].split(b" ", 3)[3])["queued"]["mail"]
    return digest == "sha256:" + hashlib.sha256(mail).hexdigest()


def shell(folder, *more):
    """Whether the proof's own lines find it right."""
    done = subprocess.run(["sh", "check.sh", *map(str, more)], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


class Moody:
    """What the server answers: by the address, so that it is the same in each run. Some it refuses, some it puts off once."""

    def __init__(self):
        self.seen = set()

    def __call__(self, step, words):
        if step != "rcpt":
            return None
        to = re.search(r"<([^>]*)>", words)[1]
        mood = hashlib.sha256(to.encode()).digest()[0]
        if mood < 12:
            return "550 5.1.1 no such mailbox"
        if mood < 40 and to not in self.seen:
            self.seen.add(to)
            return "450 4.2.1 not now"
        return None


def changed(files):
    """Every byte of leaf, path, root and the beginning of the mail, changed in turn: the name, the files, the place."""
    for name in ["leaf.txt", "path.txt", "root.txt", "mail.eml"]:
        whole = files[name]
        for at in range(min(len(whole), 4000)):
            for bit in (1, 0x20, 0x80):
                other = bytearray(whole)
                other[at] ^= bit
                yield name, at, files | {name: bytes(other)}


def read(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def nobody_else(files, own, rows):
    """Nothing about another organisation is in any file."""
    whole = b"\n".join(files.values()).decode("utf-8", "replace").lower()
    words = set(re.findall(r"[\w@.-]+", whole))
    for row in rows:
        if row["id"] == own["id"]:
            continue
        domain = row["email"].split("@")[1]
        for word in [row["id"], row["email"], domain, row["organisatie"].split()[1], row["contactpersoon"].split()[1],
                     row["kenmerk"]]:
            need(word.lower() not in words, f"{word} of {row['id']} is in the proof for {own['id']}")


def counts(files, number):
    """The number of organisations, or of records, is nowhere but in the words of a mail."""
    for name, content in files.items():
        if name == "mail.eml":
            continue
        for count in [number, 2 * number, 3 * number]:
            # A time or a digest may hold any digits: whole words only.
            need(not re.search(rf"(?<![\w:.-]){count}(?![\w:.-])".encode(), content), f"{count} is in {name}")


def prove(campaign, server, rows, row, journal):
    folder = campaign.home / f"proof-{row['id']}"
    said = campaign.run("--json", "proof", row["id"], "--out", folder, expect={0}).json()
    files = read(folder)
    need(sorted(files) == said["files"], f"other files than it says: {sorted(files)}")
    need(holds(files), f"{row['id']}: Python does not find the root")
    need(shell(folder), f"{row['id']}: the shell does not find it right")
    need(shell(folder, journal), f"{row['id']}: the root is not in the journal")
    with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as db:
        head = bytes.fromhex(said["head"].split(":")[1])
        body = db.execute("SELECT body FROM event WHERE hash = ? AND kind = 'rooted'", [head]).fetchone()
    root = files["root.txt"].decode().strip()
    need(body and json.loads(body[0])["rooted"]["root"] == f"sha256:{root}", "the record named is not that of the root")
    took = [body for _, paths, body in server.mails() if paths == [row["email"]]]
    if said["state"] == "accepted":
        need(took == [files["mail.eml"]], f"{row['id']}: another mail than the server took")
    else:
        need(not took, f"{row['id']}: the server took it, and the proof says {said['state']}")
    nobody_else(files, row, rows)
    counts(files, len(rows))
    return folder, files


def work(options):
    for tool in ["sha256sum", "xxd", "sqlite3"]:
        need(shutil.which(tool), f"{tool} is not installed")
    rows = invented(options.organisations)
    with Server(Moody()) as server, Campaign(options.heraut, rows, loopback(server.port, 4)) as campaign:
        campaign.sets += ["retry.first=1s", "brake.refused_share=1.0", "brake.first=1000"]
        campaign.run("--json", "send", "--wait", expect={0, 6}, timeout=3600)
        journal = campaign.state / "journal.db"
        paths = set()
        for row in rows[:: max(1, len(rows) // options.proofs)]:
            folder, files = prove(campaign, server, rows, row, journal)
            paths.add(files["path.txt"].count(b"\n"))
        need(len(paths) == 1, f"paths of several lengths: {paths}")
        tried = 0
        for tried, (name, at, other) in enumerate(changed(files), 1):
            need(not holds(other), f"{name}, byte {at}: changed, and Python finds it right")
            if tried % options.every == 0:
                (folder / name).write_bytes(other[name])
                need(not shell(folder), f"{name}, byte {at}: changed, and the shell finds it right")
                (folder / name).write_bytes(files[name])
        need(shell(folder), "put back, it is not right")
    return f"{options.organisations} organisations, {options.proofs} proven, {tried} changes seen, paths of {paths.pop()}"


judge(__doc__, work, [
    (["--organisations"], {"type": int, "default": 300}),
    (["--proofs"], {"type": int, "default": 12}),
    (["--every"], {"type": int, "default": 400, "help": "the shell tries each so many of the changes"}),
])
