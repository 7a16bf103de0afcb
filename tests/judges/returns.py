"""What comes back through real mail servers is matched, told apart by whose fault it is, and in the end everybody is reached.

Postfix, Exim and OpenSMTPD each take a mail for every organisation and hand it to a server of ours that takes or refuses it
in 15 ways; the reports that they write go into Dovecot. `heraut bounces` reads them there: each is matched, a refusal
because of the sender is nobody else's fault, no report holds our text, and no name leaves the vault. Then addresses are corrected
(`rerun`), the other mails go again (`again`), and each organisation has exactly one.
"""

import contextvars
import time
from collections import Counter
from email import message_from_bytes
from email.policy import default

from common import Campaign, a_label, invented, judge, loopback, need
from names import needles, search
from server import Server, path
from servers import login
from servers.exim import Exim
from servers.mailboxes import Mailboxes
from servers.opensmtpd import OpenSmtpd
from servers.postfix import Postfix

FOLDER = "Retour"
BY = ["--by", "N. Lindeboom", "--why", "nagekeken"]
# Where the next server refuses, with what, and whose fault that is; `line` is what may pass by itself.
WAYS = [
    ("rcpt", "550 5.1.1 <{to}>: Recipient address rejected: User unknown", "them"),
    ("rcpt", "550 No such user here", "them"),
    ("rcpt", "552 5.2.2 Mailbox full", "them"),
    ("rcpt", "550 5.2.1 The mailbox is disabled", "them"),
    ("rcpt", "551 5.1.6 The user has moved", "them"),
    ("rcpt", "550 5.7.26 Unauthenticated email is not accepted due to the DMARC policy", "us"),
    ("rcpt", "554 5.7.1 Service unavailable; client host blocked using a blocklist", "us"),
    ("dot", "550 5.7.515 Access denied, sending domain does not meet the required authentication level", "us"),
    ("dot", "552 5.3.4 Message size exceeds fixed limit", "us"),
    ("dot", "554 5.6.0 Message content rejected", "us"),
    ("rcpt", "452 4.2.2 Mailbox full", "them"),
    ("rcpt", "450 4.7.1 Greylisted, come back later", "line"),
    ("dot", "451 4.3.0 Temporary system problem", "line"),
    ("rcpt", "550 5.4.1 Recipient address rejected: Access denied", None),
    (None, None, None),
]


class GivesUp(Postfix):
    """Postfix that tries once and reports."""

    def settings(self):
        return super().settings() + "maximal_queue_lifetime = 0\nbounce_queue_lifetime = 1d\n"


class EximGivesUp(Exim):
    """Exim without a rule for retries: it reports at once. It knows DSN only where it is told to."""

    def script(self):
        return super().script().replace("* * F,1h,5s\n", "").replace(
            "begin routers\n", "dsn_advertise_hosts = *\nbegin routers\n", 1)


class SmtpdGivesUp(OpenSmtpd):
    """OpenSMTPD that keeps a mail for a while. 6.8.0p2 returns the text too, whatever RET asks.

    After some refusals in a row it lets the next server rest, and its reports with it, which go there too; and it keeps those no
    longer than mails: one that waits for longer is thrown away ("no return path"). So the more mails, the longer it keeps them.
    """

    IGNORES_RET = True
    SECONDS = 5

    def script(self):
        return super().script().replace('action "next"', f'queue ttl {self.SECONDS}s\naction "next"', 1)

    def thrown_away(self):
        """How many of its reports nobody will have."""
        return (self.home / "said").read_text("utf-8", "replace").count("no return path")


SERVERS = [GivesUp, EximGivesUp, SmtpdGivesUp]


class Next:
    """The next server: refuses by the recipient, and knows who has what."""

    def __init__(self, ways):
        self.ways, self.patient, self.kept = ways, False, Counter()
        self.to = contextvars.ContextVar("to", default=None)

    def answer(self, step, words):
        """The reply, if it is not the usual one. Each connection is a task, with a recipient of its own."""
        if step == "rcpt":
            self.to.set(path(words).lower())
        if step not in ("rcpt", "dot"):
            return None
        to = self.to.get()
        where, reply, _ = self.ways.get(to, (None, None, None))
        if where == step and not self.patient:
            return reply.format(to=to)
        if step == "dot":
            self.kept[to] += 1
        return None


def waits(holds, seconds):
    """Whether it comes to hold within so many seconds."""
    for _ in range(seconds * 5):
        if holds():
            return True
        time.sleep(0.2)
    return holds()


def returned(keeper):
    """The reports among what was taken."""
    return [body for sender, _, body in keeper.mails() if not sender]


def still(keeper):
    """The reports, once no more come."""
    count, since = -1, time.monotonic()
    while time.monotonic() - since < 4:
        now = len(returned(keeper))
        if now != count:
            count, since = now, time.monotonic()
        time.sleep(0.2)
    return returned(keeper)


class Unheard:
    """Of whom nobody knows yet what became: the next server has none of it, or refuses, and no report names the address."""

    def __init__(self, keeper, after, ways):
        self.keeper, self.after, self.ways, self.named, self.read = keeper, after, ways, set(), 0

    def addresses(self):
        """Their addresses."""
        reports = returned(self.keeper)
        for report in reports[self.read:]:
            report = report.lower()
            self.named |= {to for to in self.ways if to.encode() in report}
        self.read = len(reports)
        has = {to for to, (_, reply, _) in self.ways.items() if not reply and self.after.kept[to]}
        return set(self.ways) - self.named - has


def append(server, mails):
    """Puts mails into the mailbox."""
    client = server.client()
    client.create(FOLDER)
    for mail in mails:
        need(client.append(FOLDER, None, None, mail)[0] == "OK", "a report was not kept")
    client.logout()


def texts(mail):
    """All that a mail says, decoded."""
    for part in message_from_bytes(mail, policy=default).walk():
        payload = part.get_payload(decode=True)
        if payload:
            yield payload


def sentence(mail):
    """A line of our own text."""
    text = message_from_bytes(mail, policy=default).get_body(("plain",)).get_content()
    return max(text.splitlines(), key=len).strip()[:60].encode()


def states(campaign):
    """The state of every mail by its row."""
    return {mail["id"]: mail["state"] for mail in campaign.status()["mails"]}


def told(campaign, count):
    """What `bounces` says of the mailbox: one report about one row at least, all matched."""
    document = campaign.run("--json", "bounces", expect={0}).json()
    need(len(document["mails"]) == count, f"{len(document['mails'])} of {count} reports were read")
    found = {}
    for mail in document["mails"]:
        for one in mail["recipients"]:
            need(one["matched"] and one["by"] != "recipient", f"a report is not matched: {mail}")
            found.setdefault(one["matched"], []).append((mail["kind"], one["fault"]))
    return found


def outside(campaign, rows):
    """No name, address or id outside the vault."""
    wanted = list(needles(rows, ["organisatie", "email", "kenmerk", "contactpersoon", "id"]))
    for folder in [campaign.dir / "var", campaign.home / "state"]:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.name.startswith("vault.db"):
                found = search(file.read_bytes(), wanted)
                need(not found, f"{file.name} holds {', '.join(found[:5])}")


def corrected(campaign, rows, ways):
    """Corrects the addresses that are at fault; returns whose."""
    whose = [row for row in rows if ways[a_label(row["email"])][2] in ("them", None) and ways[a_label(row["email"])][1]]
    for row in whose:
        row["email"] = row["email"].replace("bestuur@", "nieuw@")
    campaign.sets = [one for one in campaign.sets if not one.startswith("list.expected")]
    campaign.write_list(rows)
    return {row["id"] for row in whose}


def came_back(campaign, keeper, after, server, rows, ways, relay):
    """The first way there and back, and what is read of it."""
    campaign.run("send", expect={0})
    unheard, lost = Unheard(keeper, after, ways), getattr(relay, "thrown_away", lambda: 0)
    waits(lambda: lost() or not unheard.addresses(), 240)
    reports = still(keeper)
    need(not lost(), f"the judge cannot tell: the relay threw {lost()} of its own reports away")
    need(not unheard.addresses(), f"nothing is known of {len(unheard.addresses())} of {len(rows)}")
    ours = next(body for sender, _, body in keeper.mails() if sender)
    line = sentence(ours)
    need(any(line in text for text in texts(ours)), "the search for our text is blind")
    whole = [one for one in reports if any(line in text for text in texts(one))]
    append(server, reports)
    found = told(campaign, len(reports))
    now = states(campaign)
    for row in rows:
        _, reply, fault = ways[a_label(row["email"])]
        if not reply and after.kept[a_label(row["email"])]:
            need(now[row["id"]] in ("accepted", "delivered"), f"{row['id']} was taken, and is {now[row['id']]}")
            continue
        need(now[row["id"]] == "bounced", f"{reply}: {now[row['id']]}")
        faults = {fault for kind, fault in found[row["id"]] if kind == "failed"}
        need(faults, f"{reply}: no failure is told")
        wrong = {"them": {"us"}, "us": {"them"}, "line": {"us"}, None: set()}[fault]
        need(not faults & wrong, f"{reply}: told as the fault of {faults}")
    return len(reports), whole


def brought_home(campaign, keeper, after, server, rows, ways):
    """Corrected, and sent again: everybody has one."""
    whose = corrected(campaign, rows, ways)
    after.patient = True
    again = [one for one, state in states(campaign).items() if state == "bounced" and one not in whose]
    before = len(returned(keeper))
    campaign.run("again", *again, *BY, expect={0, 5})
    campaign.run("rerun", expect={0})
    campaign.run("send", expect={0})
    need(waits(lambda: len(after.kept) > 0 and all(after.kept[a_label(row["email"])] for row in rows), 60), "not everybody was reached")
    append(server, still(keeper)[before:])
    campaign.run("bounces", expect={0})
    twice = [row["id"] for row in rows if after.kept[a_label(row["email"])] != 1]
    need(not twice, f"{len(twice)} have another number of mails than one")
    left = Counter(states(campaign).values())
    need(set(left) <= {"accepted", "delivered"}, f"in the end: {left}")


def judged(kind, options):
    """One server."""
    SmtpdGivesUp.SECONDS = max(15, options.organisations // 2)
    rows = invented(options.organisations, f"returns {kind.NAME}")
    ways = {a_label(row["email"]): WAYS[number % len(WAYS)] for number, row in enumerate(rows)}
    after = Next(ways)
    with Campaign(options.heraut, rows) as campaign, Server(after.answer) as keeper, \
            kind(campaign.home / "servers", keeper.port) as relay, Mailboxes(campaign.home / "mailboxes") as server:
        version = kind(campaign.home / "asked", 0).version()
        campaign.sets += loopback(relay.port) + server.settings(campaign, FOLDER)
        login(kind, campaign)
        count, whole = came_back(campaign, keeper, after, server, rows, ways, relay)
        asked = campaign.run("--json", "preflight", expect={0}).json()["features"]["dsn"]
        need(asked, f"{version} offers no DSN, so nobody asked for the header alone")
        if not getattr(kind, "IGNORES_RET", False):
            need(not whole, f"{version}: {len(whole)} of {count} reports hold our text, and the header was asked for")
        outside(campaign, rows)
        brought_home(campaign, keeper, after, server, rows, ways)
        outside(campaign, rows)
        return f"{version}: {count} reports, all matched, {len(whole)} with our text; everybody has one mail"


def work(options):
    """Each server in turn."""
    for kind in [Mailboxes, *SERVERS]:
        need(not (missing := kind.needs()), f"{kind.NAME} cannot run here: {missing} is missing")
    kinds = [kind for kind in SERVERS if not options.only or kind.NAME in options.only]
    for kind in kinds:
        print(f"  {judged(kind, options)}", flush=True)
    return f"{len(kinds)} servers, {options.organisations} organisations each, {len(WAYS)} ways: all matched, and everybody reached once"


if __name__ == "__main__":
    judge(__doc__, work, [
        (["--organisations"], {"type": int, "default": 45, "help": "how many for each server"}),
        (["--only"], {"nargs": "+", "help": "these servers alone"})])
