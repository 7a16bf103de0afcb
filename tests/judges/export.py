"""An export, with tools that an auditor has and without `heraut`: is it whole, and does it answer for one organisation?

The shipped campaign is sent to the catcher, with one organisation withheld and a remark, and exported. Read here a second time from its
documents: PyPI's `bagit` finds the bag valid; `sha256sum` agrees; the chain of the journal is computed anew from the lines of JSON, and ends
at the head that `heraut verify --journal` names; each manifest has the digest of its seal and covers its rows and findings; each mail is
to the octet the mail that was caught, and without its `Date` the one that was sealed. Then each kind of file is changed by one octet, and
one line of the journal is left out: `bagit`, or the program that lies in the export, must find each.
Needs PyPI's `bagit`.
"""

import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys

import bagit
from common import Campaign, judge, need

TOLD = "ORG-003"


def sha256(data):
    """As the export writes digests in its own files."""
    return hashlib.sha256(data).hexdigest()


def lines(file):
    """The lines of JSON of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def chain(records):
    """The head of the journal, computed from docs/architecture.md and nothing else."""
    before = bytes(32)
    for number, record in enumerate(records, 1):
        need(record["seq"] == number, f"record {number} has the number {record['seq']}")
        sum_ = hashlib.sha256(before + record["seq"].to_bytes(8, "big") + struct.pack(">q", record["at"]))
        for text in [record["kind"], record["body"]]:
            sum_.update(len(text.encode()).to_bytes(8, "big") + text.encode())
        need(sum_.hexdigest() == record["hash"], f"the hash of record {number} is another")
        before = sum_.digest()
    return f"{len(records)}:{before.hex()}"


def covered(data, seal, digest):
    """A seal's manifest has its digest, and covers its rows and findings. Returns the digest of each mail by its pseudonym."""
    folder = data / f"seals/{seal}"
    manifest = (folder / "manifest.txt").read_bytes()
    need("sha256:" + sha256(manifest) == digest, f"the manifest of seal {seal} is not what was sealed")
    mails = {}
    for line in manifest.decode().splitlines():
        words = line.split(" ")
        if words[0] == "mail":
            mails[words[1]] = words[3]
        elif words[0] in ("rows", "findings"):
            text = (folder / f"{words[0]}.txt").read_bytes()
            need(text.count(b"\n") == int(words[1]), f"{words[0]} of seal {seal} are not {words[1]}")
            need("sha256:" + sha256(text) == words[2], f"{words[0]} of seal {seal} are not what was sealed")
    return mails


def agrees(bag, head, caught):
    """Everything that was promised of an export. Returns how many mails it has."""
    bagit.Bag(str(bag)).validate()
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=bag, capture_output=True, text=True, check=False)
    need(done.returncode == 0, f"sha256sum: {done.stdout}{done.stderr}")
    for path in [bag, *bag.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        need(path.stat().st_mode & 0o777 == wanted, f"others can read {path.relative_to(bag.parent)}")
    data = bag / "data"
    records = lines(data / "journal.jsonl")
    need(chain(records) == head, f"the chain ends at {chain(records)}, and the journal at {head}")
    sealed = [json.loads(record["body"])["sealed"] for record in records if record["kind"] == "sealed"]
    by_seal = {seal["seal"]: covered(data, seal["seal"], seal["digest"]) for seal in sealed}
    organisations, sent = lines(data / "organisations.jsonl"), []
    for organisation in organisations:
        for mail in organisation["mails"]:
            octets = (data / mail["file"]).read_bytes()
            need(octets in caught, f"{mail['file']} was never caught")
            rest = octets.split(b"\r\n", 1)[1]
            wanted = by_seal[mail["seal"]][organisation["pseudonym"]]
            need("sha256:" + sha256(rest) == wanted, f"{mail['file']} is not what was sealed")
            sent.append(octets)
    need(sorted(sent) == sorted(caught), f"{len(sent)} mails in the export, {len(caught)} were caught")
    named = {text["id"]: text["text"] for text in lines(data / "texts.jsonl")}
    withheld = [json.loads(record["body"])["withheld"] for record in records if record["kind"] == "withheld"]
    need([named[one["by"]] for one in withheld] == ["A. Vos"], "nobody is named who withheld")
    need([named[one["why"]] for one in withheld] == ["belt zelf"], "no reason is named")
    need([one["text"] for one in lines(data / "remarks.jsonl")] == ["Klopt dit?"], "the remark is not there")
    readme = (data / "README.txt").read_text("utf-8")
    need(head in readme, "the README does not say where the journal ends")
    return len(sent), organisations


def checked(bag):
    """Whether `bagit` and the export's own program find it whole."""
    try:
        bagit.Bag(str(bag)).validate()
        whole = True
    except bagit.BagError:
        whole = False
    done = subprocess.run([sys.executable, "check.py"], cwd=bag / "data", capture_output=True, text=True, check=False)
    return whole, done.returncode == 0


def changed(bag, aside):
    """One octet of each kind of file is another, and a line of the journal is gone."""
    need(checked(bag) == (True, True), "an export that nobody touched is not whole")
    data = [path for path in sorted(bag.rglob("*")) if path.is_file()]
    kinds = {(path.parent.name if path.suffix == ".eml" else path.name): path for path in data}
    for path in kinds.values():
        shutil.copytree(bag, aside)
        other = aside / path.relative_to(bag)
        octets = bytearray(other.read_bytes()) or bytearray(b"x")
        octets[len(octets) // 2] ^= 1
        other.write_bytes(octets)
        # SHA256SUMS and the manifest are covered by the sums of the tag files.
        need(not checked(aside)[0], f"nobody finds one other octet in {path.relative_to(bag)}")
        shutil.rmtree(aside)
    # Whoever changes the sums too is found by the chain and the seals.
    for name in ["journal.jsonl", "seals/1/manifest.txt", "mails/1/ORG-003.eml"]:
        shutil.copytree(bag, aside)
        other = aside / "data" / name
        octets = bytearray(other.read_bytes())
        octets[len(octets) // 3] ^= 1
        other.write_bytes(octets)
        need(not checked(aside)[1], f"the export's own program finds nothing in {name}")
        shutil.rmtree(aside)
    shutil.copytree(bag, aside)
    journal = aside / "data/journal.jsonl"
    left = journal.read_text("utf-8").splitlines(keepends=True)
    journal.write_text("".join(left[:5] + left[6:]), "utf-8")
    need(not checked(aside)[1], "the export's own program misses no line")
    shutil.rmtree(aside)
    return len(kinds)


def answered(data, organisations):
    """The four questions for one organisation: which address, which mail, when, and what was answered."""
    one = next(row for row in organisations if row["id"] == TOLD)
    need(one["state"] == "accepted" and "@" in one["address"], f"{TOLD} is {one}")
    pseudonym = one["pseudonym"]
    told = [record for record in lines(data / "journal.jsonl") if pseudonym in record["body"]]
    kinds = [record["kind"] for record in told]
    need(kinds == ["queued", "offered", "answered"], f"the journal says {kinds} of {TOLD}")
    queued, offered, answer = (json.loads(record["body"]) for record in told)
    octets = (data / one["mails"][0]["file"]).read_bytes().split(b"\r\n", 1)[1]
    need(queued["queued"]["mail"] == "sha256:" + sha256(octets), "the mail is not the one that was queued")
    need(offered["offered"]["date"] == one["mails"][0]["date"], "its date is another")
    need("accepted" in json.dumps(answer), f"the answer is {answer}")


def work(options):
    """The whole way."""
    with Campaign(options.heraut) as campaign:
        for command in [["withhold", "ORG-004", "--by", "A. Vos", "--why", "belt zelf"], ["seal"],
                        ["remark", "Klopt dit?", "--by", "B. Smit"], ["send"]]:
            campaign.run(*command, expect={0})
        bag = campaign.home / "export"
        done = campaign.run("--json", "export", bag, expect={0}).json()
        head = campaign.run("--json", "verify", "--journal", expect={0}).json()["head"]
        need(done["head"] == head, f"the export ends at {done['head']}, and the journal at {head}")
        caught = [file.read_bytes() for file in (campaign.state / "caught/new").iterdir()]
        mails, organisations = agrees(bag, head, caught)
        need(done["mails"] == mails, f"it says {done['mails']} mails, and has {mails}")
        need(done["files"] == sum(1 for path in bag.rglob("*") if path.is_file()), "it counts its files otherwise")
        answered(bag / "data", organisations)
        kinds = changed(bag, campaign.home / "changed")
        again = campaign.run("export", bag)
        need(again.code == 3, f"an export in the place of another: {again}")
        left = [name for name in os.listdir(campaign.home) if "heraut-" in name]
        need(not left, f"{left} stay behind")
    return f"{mails} mails, a valid bag; another octet in each of {kinds} kinds of file is found"


if __name__ == "__main__":
    judge(__doc__, work)
