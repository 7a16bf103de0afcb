"""Checks this export: the chain of the journal, every seal, and every mail that was sent. Needs Python 3.8 or later and nothing else.

It is short so that you can read it before you run it. It says what it found, and ends with 0 if everything holds.
"""

import hashlib
import json
import pathlib
import struct

HERE = pathlib.Path(__file__).resolve().parent


def lines(name):
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


# Each record's hash covers the hash before it, its number, its time, its kind and its text.
records, before = lines("journal.jsonl"), bytes(32)
for number, record in enumerate(records, 1):
    kind, body = record["kind"].encode(), record["body"].encode()
    data = before + struct.pack(">Qq", record["seq"], record["at"])
    data += struct.pack(">Q", len(kind)) + kind + struct.pack(">Q", len(body)) + body
    assert record["seq"] == number, f"record {number} is missing"
    assert sha256(data) == record["hash"], f"record {number} was changed"
    before = bytes.fromhex(record["hash"])
print(f"journal: {len(records)} records, unbroken; it ends at {len(records)}:{before.hex()}")

# Each seal: its manifest has the digest that the journal recorded, and names the digest of every mail.
mails = {}
for record in records:
    if record["kind"] == "sealed":
        sealed = json.loads(record["body"])["sealed"]
        manifest = (HERE / f"seals/{sealed['seal']}/manifest.txt").read_bytes()
        assert "sha256:" + sha256(manifest) == sealed["digest"], f"seal {sealed['seal']} was changed"
        for line in manifest.decode().splitlines():
            if line.startswith("mail "):
                words = line.split(" ")
                mails[sealed["seal"], words[1]] = words[3]
print(f"seals: {len({seal for seal, _ in mails})}, with {len(mails)} mails")

# Each mail that was sent: without its first line, `Date:`, it is the sealed mail.
sent = 0
for organisation in lines("organisations.jsonl"):
    for mail in organisation["mails"]:
        first, rest = (HERE / mail["file"]).read_bytes().split(b"\r\n", 1)
        assert first.startswith(b"Date: "), mail["file"]
        assert "sha256:" + sha256(rest) == mails[mail["seal"], organisation["pseudonym"]], f"{mail['file']} was changed"
        sent += 1
print(f"mails: {sent} were sent as they were sealed")
