"""Signs approvals in more than 100 ways and asks `ssh-keygen -Y verify` and the program about each: they agree.

Keys of six types, made by OpenSSH and OpenSSL, among them a FIDO key whose device is played here; another text, another
purpose, another key, keys outside their time or for other uses, names and options written in every way that ssh-keygen
reads, and files that were cut, flipped, folded or glued. Needs ssh-keygen and openssl.
"""

import base64
import hashlib
import struct
import subprocess
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from common import Campaign, invented, judge, need

# The settings' own zone: times without a zone mean the same to both.
ZONE = "Europe/Amsterdam"
BEGIN, END = "-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\n"
ROLE = ["--as", "besluit"]
FIDO = "sk-ssh-ed25519" + "@" + "openssh.com"


def tool(*words, stdin=None):
    """Runs a tool that must succeed; its standard output."""
    done = subprocess.run(list(map(str, words)), input=stdin, capture_output=True, check=False)
    need(done.returncode == 0, f"{words}: {done.stderr.decode()}")
    return done.stdout


def packed(*parts):
    """Each part as a string of the SSH protocol (RFC 4251, section 5)."""
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


class Key:
    """A key that ssh-keygen made and signs with."""

    def __init__(self, home, name, kind, bits=None):
        self.file = home / f"key-{name}"
        size = ["-b", bits] if bits else []
        tool("ssh-keygen", "-q", "-t", kind, *size, "-N", "", "-C", "", "-f", self.file)
        self.public = self.file.with_suffix(".pub").read_text().strip()

    def sign(self, text, namespace="heraut", hash_name="sha512"):
        return tool("ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-O", f"hashalg={hash_name}",
                    "-f", self.file, stdin=text).decode()


class Fido:
    """A FIDO key: the device signs what the host hands it, with a flag for the touch and a counter (PROTOCOL.u2f)."""

    application = b"ssh:"

    def __init__(self, home, name):
        self.file = home / f"fido-{name}.pem"
        tool("openssl", "genpkey", "-algorithm", "ed25519", "-out", self.file)
        raw = tool("openssl", "pkey", "-in", self.file, "-pubout", "-outform", "DER")[-32:]
        self.blob = packed(FIDO.encode(), raw, self.application)
        self.public = f"{FIDO} {base64.b64encode(self.blob).decode()}"

    def sign(self, text, namespace="heraut", hash_name="sha512"):
        head = packed(namespace.encode(), b"", hash_name.encode())
        message = b"SSHSIG" + head + packed(hashlib.new(hash_name, text).digest())
        state = struct.pack(">BI", 1, 7)
        handed = hashlib.sha256(self.application).digest() + state + hashlib.sha256(message).digest()
        told = self.file.with_suffix(".told")
        told.write_bytes(handed)
        raw = tool("openssl", "pkeyutl", "-sign", "-rawin", "-inkey", self.file, "-in", told)
        return armored(b"SSHSIG" + struct.pack(">I", 1) + packed(self.blob) + head
                       + packed(packed(FIDO.encode(), raw) + state))


def armored(blob, width=70):
    """The text of a signature file."""
    code = base64.b64encode(blob).decode()
    return BEGIN + "".join(code[at:at + width] + "\n" for at in range(0, len(code), width)) + END


def blob_of(signature):
    """What is inside the file."""
    return base64.b64decode(signature.removeprefix(BEGIN).split("-----END")[0])


def flipped(signature, place):
    """The same file with one bit of its content turned over; `place` from 0 to 1."""
    blob = bytearray(blob_of(signature))
    blob[int(place * (len(blob) - 1))] ^= 1
    return armored(bytes(blob))


def moment(hours, form="%Y%m%d%H%M%S", zone=ZONE):
    """A time so many hours from now, as allowed_signers has it."""
    return (datetime.now(timezone.utc) + timedelta(hours=hours)).astimezone(ZoneInfo(zone)).strftime(form)


def keys(home):
    """One key of each type, and one that is in no list."""
    plain = [("ed25519", "ed25519", None), ("p256", "ecdsa", 256), ("p384", "ecdsa", 384),
             ("rsa2048", "rsa", 2048), ("rsa3072", "rsa", 3072)]
    made = {name: Key(home, name, kind, bits) for name, kind, bits in plain}
    return made | {"fido": Fido(home, "fido"), "stranger": Key(home, "stranger", "ed25519"),
                   "second": Key(home, "second", "ed25519")}


def options():
    """Names, and a line's beginning as it is written for each; `KEY` is the key."""
    zulu = {"zone": "UTC", "form": "%Y%m%d%H%M%SZ"}
    return {
        "Expired": f'valid-before="{moment(-2)}" KEY',
        "Expired utc": f'valid-before="{moment(-2, **zulu)}" KEY',
        "Expired day": 'valid-before="20200101" KEY',
        "Not yet": f'valid-after="{moment(2)}" KEY',
        "Not yet utc": f'valid-after="{moment(2, "%Y%m%d%H%MUTC", "UTC")}" KEY',
        "Good before": f'valid-before="{moment(2)}" KEY',
        "Good before utc": f'valid-before="{moment(2, **zulu)}" KEY',
        "Good after": f'valid-after="{moment(-2, "%Y%m%d%H%M")}" KEY',
        "Good between": f'valid-after="20200101Z",valid-before="{moment(48, "%Y%m%dZ", "UTC")}" KEY',
        "Ours": 'namespaces="heraut" KEY',
        "Ours too": 'namespaces="git,heraut" KEY',
        "Ours by pattern": 'namespaces="her*" KEY',
        "Ours by question": 'namespaces="h?raut" KEY',
        "Not ours": 'namespaces="git" KEY',
        "Not ours by case": 'namespaces="Heraut" KEY',
        "Not ours by negation": 'namespaces="*,!heraut" KEY',
        "Not ours by one negation": 'namespaces="!git" KEY',
        "Ours by both": 'namespaces="!git,*" KEY',
        "Ours and quoted": 'namespaces="a\\"b,heraut" KEY',
        "In capitals": 'NAMESPACES="heraut",Valid-After="20200101" KEY',
        "With comment": "KEY who signs on the ship",
        "Twice": f'valid-before="20200101" KEY\n"Twice" valid-after="{moment(-1)}" KEY',
        "Twice in vain": 'valid-before="20200101" KEY\n"Twice in vain" namespaces="git" KEY',
        "Blanks": "\t  KEY  ",
        "Windows": "KEY\r",
        "Two keys": 'OTHER\n"Two keys" KEY',
    }


def forms(good, other):
    """Signature files that somebody or something touched; `other` is a good one over another text."""
    blob, lines = blob_of(good), good.splitlines(keepends=True)
    key, rest = blob[10:10 + 4 + struct.unpack(">I", blob[10:14])[0]], blob[10:]
    tail = rest[len(key):]
    body = packed(b"heraut", b"", b"sha512")
    return {
        "as it is": good,
        "in one line": armored(blob, 100_000),
        "in lines of 4": armored(blob, 4),
        "with blank lines": BEGIN + "\n\n" + "".join(lines[1:-1]) + "\n" + END,
        "with blanks": BEGIN + "".join("  " + line for line in lines[1:-1]) + END,
        "with words behind it": good + "that was it\n",
        "without the last line end": good.rstrip("\n"),
        "with words before it": "this is it\n" + good,
        "without its first line": "".join(lines[1:]),
        "without its last line": "".join(lines[:-1]),
        "without a line": "".join(lines[:2] + lines[3:]),
        "empty": "",
        "nothing inside": BEGIN + END,
        "two of them": good + other,
        "two of them, the other first": other + good,
        "end on the same line": good.replace("\n" + END, END),
        "another armor": good.replace("SSH SIGNATURE", "PGP SIGNATURE"),
        "another magic": armored(b"SSHSIX" + blob[6:]),
        "version 2": armored(b"SSHSIG" + struct.pack(">I", 2) + blob[10:]),
        "bytes behind it": armored(blob + b"\0"),
        "something reserved": armored(blob[:10] + key + packed(b"heraut", b"x", b"sha512") + tail[len(body):]),
        "hash named sha1": armored(blob[:10] + key + packed(b"heraut", b"", b"sha1") + tail[len(body):]),
        "hash named sha256": armored(blob[:10] + key + packed(b"heraut", b"", b"sha256") + tail[len(body):]),
        "no purpose": armored(blob[:10] + key + packed(b"", b"", b"sha512") + tail[len(body):]),
        "no signature": armored(blob[:10] + key + body + packed(b"")),
        "not base64": good.replace(lines[1][:4], "!!!!"),
    }


class Bench:
    """A sealed campaign with a list of keys, and what both say of a signature."""

    def __init__(self, campaign, made):
        self.campaign, self.made, self.home = campaign, made, campaign.home
        self.signers = campaign.dir / "config/allowed_signers"
        self.seen = {True: 0, False: 0}
        lines = [f'"{name}" {made[name].public}\n' for name in made if name != "stranger"]
        for name, line in options().items():
            line = line.replace("OTHER", made["second"].public).replace("KEY", made["ed25519"].public)
            lines.append(f'"{name}" {line}\n')
        lines.append(f'"Several,Others and more" {made["p256"].public}\n')
        self.signers.write_bytes("# who signs\n\n".encode() + "".join(lines).encode())
        settings = campaign.dir / "config/heraut.toml"
        text = settings.read_text("utf-8").replace("\nvalid_for", '\nallowed_signers = "config/allowed_signers"\nvalid_for')
        settings.write_text(text.replace("\nbesluit = [", "\nbesluit = []\n# ["), "utf-8")
        sealed = campaign.run("--json", "seal", expect={0}).json()
        self.digest = sealed["digest"].removeprefix("sha256:")

    def approve(self, who, *more, expect):
        return self.campaign.run("approve", "--digest", self.digest, "--by", who, *ROLE, *more, expect=expect)

    def text(self, who):
        """The exact text to sign."""
        return self.approve(who, "--statement", expect={0}).out.encode()

    def openssh(self, who, text, file):
        """What ssh-keygen says."""
        words = ["ssh-keygen", "-Y", "verify", "-n", "heraut", "-f", self.signers, "-I", who, "-s", file]
        environment = self.campaign.environment | {"TZ": ZONE}
        done = subprocess.run(list(map(str, words)), input=text, env=environment, capture_output=True, check=False)
        return done.returncode == 0

    def both(self, what, who, text, signature, wanted=None):
        """The two verdicts on one file. `wanted`: what it must be, where that is known."""
        file = self.home / "word.sig"
        file.write_text(signature, "utf-8", newline="")
        theirs = self.openssh(who, text, file)
        outcome = self.approve(who, "--signature", file, expect={0, 9})
        ours = outcome.code == 0
        need(ours == theirs, f"{what} of {who}: ssh-keygen says {theirs}, {outcome}")
        need(wanted in (None, ours), f"{what} of {who}: both say {ours}")
        self.seen[ours] += 1
        if ours:
            self.campaign.run("withdraw", "--by", who, expect={0})


def every_type(bench):
    """The same ten cases with each type of key."""
    for name, key in bench.made.items():
        if name in ("stranger", "second"):
            continue
        other = bench.made["stranger"]
        text = bench.text(name)
        good = key.sign(text)
        bench.both("a good one", name, text, good, True)
        text = bench.text(name)
        good = key.sign(text)
        for what, signature in [
            ("the turn before", key.sign(text.replace(b"turn 2", b"turn 1"))),
            ("a line end less", key.sign(text[:-1])),
            ("line ends of Windows", key.sign(text.replace(b"\n", b"\r\n"))),
            ("another role", key.sign(text.replace(b"besluit", b"inhoud"))),
            ("another purpose", key.sign(text, "file")),
            ("a stranger's key", other.sign(text)),
            ("another's key", bench.made["second"].sign(text)),
            ("a bit of the signature", flipped(good, 0.98 if name != "fido" else 0.9)),
            ("a bit of the key", flipped(good, 0.25)),
            ("half of it", good[:len(good) // 2]),
        ]:
            bench.both(what, name, text, signature, False)
        bench.both("with SHA-256", name, text, key.sign(text, hash_name="sha256"), True)


def every_line(bench):
    """Options, names and blanks in a line."""
    key = bench.made["ed25519"]
    for who in options():
        text = bench.text(who)
        wanted = not who.startswith(("Expired", "Not", "Twice in"))
        bench.both("a good one", who, text, key.sign(text), wanted)
    for who in ("Several", "Others and more", "Two keys"):
        text = bench.text(who)
        key = bench.made["second" if who == "Two keys" else "p256"]
        bench.both("a good one", who, text, key.sign(text), True)


def every_form(bench):
    """What may have happened to the file. An accepted one is withdrawn, and the next text differs."""
    key = bench.made["ed25519"]
    for what in forms(key.sign(b"x"), key.sign(b"y")):
        text = bench.text("ed25519")
        bench.both(what, "ed25519", text, forms(key.sign(text), key.sign(b"y"))[what])


def work(options_):
    with Campaign(options_.heraut, invented(3)) as campaign:
        bench = Bench(campaign, keys(campaign.home))
        every_type(bench)
        every_line(bench)
        every_form(bench)
        yes, no = bench.seen[True], bench.seen[False]
        need(yes >= 30 and no >= 70, f"only {yes} accepted and {no} refused")
        return f"{yes + no} signatures, {yes} good and {no} not: ssh-keygen says the same of each"


if __name__ == "__main__":
    judge(__doc__, work)
