"""Rehearses a thousand times under random settings (`--runs N`): no RCPT ever names somebody who is not on the guest list.

Lists, guests (some of whom are on the list too), mail servers with TLS and without, signers of approvals, pace, connections and
what is typed are drawn by chance, and so is what the server answers. Each RCPT that the server hears names a guest; each mail it
takes is for one person, says in its subject that it is a rehearsal, and names nobody else in its header. With somebody who is no
guest, nothing connects. In the end the campaign knows of nothing sent.
"""

import random
import re
import subprocess

from common import Campaign, invented, judge, loopback, need
from server import Server, certificates, path

PER_CAMPAIGN = 20
PEOPLE = ["vos", "smit", "noor", "lindeboom", "van-dam", "o'hara", "a.b", "a+b", "Vos"]
DOMAINS = ["voorbeeldzaken.example", "voorbeeldzaken.example.nergens.example", "bureau.example"]
TYPED = [1, 1, 2, 3]
NOTIFY = ['["failure"]', '["failure", "delay"]', '["success", "failure", "delay"]']


class Mood:
    """What the server answers: mostly well."""

    def __init__(self, chance):
        self.chance, self.is_bad = chance, False

    def __call__(self, step, words):
        if not self.is_bad or step not in ("mail", "rcpt", "data", "dot"):
            return None
        return self.chance.choice([None, None, None, "550 5.1.1 Unknown", "451 4.7.1 Later", "452 4.2.2 Full", "554 5.7.1 No"])


def settings(campaign, guests, rows, tls):
    """The settings of one campaign, in its file: guests stand there and nowhere else."""
    file = campaign.dir / "config/heraut.toml"
    text, listed = file.read_text("utf-8"), ", ".join(f'"{guest}"' for guest in guests)
    text, count = re.subn(r"(?m)^# guests = .*$", lambda _: f"guests = [{listed}]", text)
    need(count == 1, "the shipped settings have no line for guests")
    if tls is not None:
        text, count = re.subn(r"(?m)^valid_for", 'allowed_signers = "config/allowed_signers"\nvalid_for', text, count=1)
        need(count == 1, "the shipped settings have no line for how long an approval counts")
        (campaign.dir / "config/allowed_signers").write_text(tls["signers"])
    file.write_text(text, "utf-8")
    campaign.write_list(rows)


def made(chance, number):
    """Rows and guests: some guests are on the list, some addresses of the list look like a guest's."""
    rows = invented(chance.randint(1, 12), f"rehearsal {number}")
    guests = {f"{chance.choice(PEOPLE)}@{chance.choice(DOMAINS)}" for _ in range(chance.randint(1, 5))}
    if chance.random() < 0.5:
        guests.add(chance.choice(rows)["email"])
    for row in rows:
        if chance.random() < 0.3:
            # The sender's own domain stands in every mail: nobody on the list may have it.
            near = f"{chance.choice(PEOPLE)}@{chance.choice(DOMAINS[1:])}"
            if near.lower() not in {one["email"].lower() for one in rows} | {guest.lower() for guest in guests}:
                row["email"] = near
    return rows, sorted(guests)


def rehearsed(campaign, server, mood, chance, guests, rows, tls):
    """One rehearsal. Gives how many mails were taken, and whether it was refused as it should be."""
    before, said = len(server.mails()), len(server.said)
    typed = [chance.choice(guests) for _ in range(chance.choice(TYPED))]
    ids = [row["id"] for row in chance.sample(rows, chance.randint(1, min(3, len(rows))))]
    strangers = [row["email"] for row in rows if row["email"] not in guests]
    is_stranger = chance.random() < 0.2 and bool(strangers)
    if is_stranger:
        typed.insert(chance.randint(0, len(typed)), chance.choice(strangers))
    mood.is_bad = chance.random() < 0.3
    sets = [f"relay.connections={chance.randint(1, 8)}", f"pace.rate={chance.choice(['unlimited', '6000/min'])}",
            f"relay.notify={chance.choice(NOTIFY)}"]
    if tls is not None:
        sets += ["relay.host=localhost", "relay.tls=implicit", f"relay.ca_file={tls['authority']}",
                 f"relay.connect=127.0.0.1:{server.port}"]
    only = ["--only", *ids] if chance.random() < 0.5 else []
    campaign.sets, kept = [*campaign.sets, *sets], campaign.sets
    try:
        outcome = campaign.run("--json", "rehearse", *only, "--to", *typed)
    finally:
        campaign.sets = kept
    server.quiet()
    heard, mails = server.said[said:], server.mails()[before:]
    if is_stranger:
        need(outcome.code == 3 and outcome.json()["error"]["code"] == "campaign-not-a-guest", f"a stranger: {outcome}")
        need(not heard, f"a stranger was typed, and the server heard {heard[:3]}")
        return 0, 1
    need(outcome.code in (0, 5, 6, 7, 8, 12), f"no end of a rehearsal: {outcome}")
    named = {path(words) for words in heard if words.upper().startswith("RCPT TO:")}
    need(named <= set(guests), f"RCPT to others than guests: {named - set(guests)}")
    for _, recipients, body in mails:
        need(len(recipients) == 1, "a mail to several")
        header = body.split(b"\r\n\r\n", 1)[0]
        need(b"\r\nSubject: [PROEF]" in b"\r\n" + header, f"a subject without its mark: {header[:200]}")
        to = re.search(rb"(?mi)^To: <(.*)>\r?$", header)
        need(to is not None and to[1].decode() == recipients[0], f"the header names another: {header[:200]}")
    if not mood.is_bad:
        wanted = len(set(typed)) * (len(ids) if only else 1)
        fresh = sum(recipients[0] in typed for _, recipients, _ in mails)
        # What earlier rehearsals had put off or refused stands in the sum, and is not tried again here.
        need(outcome.code in (0, 5, 6, 7) and fresh >= wanted, f"{fresh} mails in place of {wanted}: {outcome}")
    return len(mails), 0


def work(options):
    """See the module."""
    chance, taken, refused, secured = random.Random(options.seed), 0, 0, 0
    done = 0
    while done < options.runs:
        rows, guests = made(chance, done)
        with Campaign(options.heraut) as campaign:
            tls = None
            if chance.random() < 0.4:
                authority, context = certificates(campaign.home)
                key = campaign.home / "key"
                subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
                signers = f'"A. Vos" {key.with_suffix(".pub").read_text()}'
                tls = {"authority": authority, "context": context, "signers": signers}
            settings(campaign, guests, rows, tls)
            mood = Mood(chance)
            with Server(answer=mood, tls=tls and tls["context"]) as server:
                campaign.sets += loopback(server.port)
                campaign.run("seal", expect={0})
                for _ in range(min(PER_CAMPAIGN, options.runs - done)):
                    mails, strangers = rehearsed(campaign, server, mood, chance, guests, rows, tls)
                    taken, refused, done = taken + mails, refused + strangers, done + 1
                    secured += tls is not None
            total = campaign.status()["sum"]
            need(total["queued"] == total["listed"] - total["excluded"] == len(rows), f"a rehearsal counts as sent: {total}")
    need(taken and refused and (secured or options.runs < 100), "chance drew no mail, no stranger or no TLS")
    return f"{done} rehearsals ({secured} under TLS with signers): {taken} mails, all to guests; {refused} times a stranger, refused"


if __name__ == "__main__":
    judge(__doc__, work, [
        (("--runs",), {"type": int, "default": 1000, "help": "how many rehearsals"}),
        (("--seed",), {"type": int, "default": 1, "help": "of what is drawn by chance"}),
    ])
