"""PyPI's `aiosmtpd`, a server of other people's making, takes the shipped campaign: each row once, and the bytes reviewed.

Besides the catcher and Postfix, a third that knows nothing of us; it offers neither PIPELINING nor DSN. Twice: in the clear on loopback,
and with STARTTLS and a login, its certificate signed by an authority made for this one run. What it took is compared with
the list, the settings, the review bundle and `status`. With a wrong password, or an authority unknown, nothing goes.
"""

import asyncio
import hashlib
import logging
import os
import threading
from collections import Counter
from contextlib import contextmanager

from aiosmtpd.smtp import SMTP, AuthResult

from common import Campaign, a_label, judge, loopback, need
from server import certificates

USER, PASSWORD = "bericht", "verzonnen-wachtwoord"


class Keeper:
    """Keeps every envelope as aiosmtpd gives it."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, _server, session, envelope):
        """One mail, taken with a number."""
        self.taken.append((bool(session.authenticated), session.ssl is not None, envelope))
        return f"250 2.0.0 Ok: queued as T{len(self.taken):06}"


@contextmanager
def listening(keeper, **options):
    """aiosmtpd on a port from the system, in a thread of its own; gives the port."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(keeper, hostname="relay.example", loop=loop, **options), "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def knows(_server, _session, _envelope, _mechanism, words):
    """The one login there is."""
    return AuthResult(success=(words.login, words.password) == (USER.encode(), PASSWORD.encode()), handled=False)


def password(campaign, words):
    """The password in a file of its owner's."""
    file = campaign.dir / "config/relay.password"
    file.write_text(words + "\n", "utf-8")
    os.chmod(file, 0o600)


def shown(campaign):
    """The digest of every mail that the bundle shows."""
    place = campaign.home / "bundle"
    campaign.run("review", "--out", place, expect={0})
    return {hashlib.sha256(file.read_bytes()).hexdigest() for file in place.rglob("*.eml")}


def sent(campaign, keeper, safe):
    """Sends, and compares what was taken with everything else."""
    document = campaign.run("--json", "send", expect={0}).json()
    included = campaign.included()
    need(document["sum"]["accepted"] == len(included), f"{document['sum']} for {len(included)} rows")
    took = Counter(tuple(envelope.rcpt_tos) for _, _, envelope in keeper.taken)
    need(took == Counter((a_label(row["email"]),) for row in included), "it took other mails than the list has rows")
    bundled = shown(campaign)
    for login, tls, envelope in keeper.taken:
        need((login, tls) == (safe, safe), f"login {login} and TLS {tls}, and both should be {safe}")
        need(envelope.mail_from == campaign.settings["sender"]["envelope_from"], "another reverse-path")
        first, rest = envelope.original_content.split(b"\r\n", 1)
        need(first.startswith(b"Date: "), "the first line is not Date")
        need(hashlib.sha256(rest).hexdigest() in bundled, "other bytes than the bundle shows")
    given = {f"T{number:06}" for number in range(1, len(included) + 1)}
    need({mail["queue_id"] for mail in document["mails"] if mail["state"] == "accepted"} == given,
         "status tells other numbers than were given")
    campaign.run("send", expect={4})
    need(len(keeper.taken) == len(included), "a second run sent something")
    return len(included)


def work(options):
    """In the clear, then safe."""
    # What goes wrong on purpose is no news.
    logging.disable(logging.CRITICAL)
    keeper = Keeper()
    with Campaign(options.heraut) as campaign, listening(keeper) as port:
        campaign.sets += loopback(port)
        count = sent(campaign, keeper, False)
    keeper = Keeper()
    with Campaign(options.heraut) as campaign:
        authority, context = certificates(campaign.home)
        with listening(keeper, tls_context=context, require_starttls=True, authenticator=knows, auth_required=True) as port:
            campaign.sets += [*loopback(port), "relay.host=localhost", "relay.tls=starttls", f"relay.user={USER}",
                              "relay.password_file=config/relay.password"]
            password(campaign, PASSWORD)
            campaign.run("send", expect={12})
            campaign.sets.append(f"relay.ca_file={authority}")
            password(campaign, "een-ander-woord")
            campaign.run("send", expect={12})
            need(not keeper.taken, "a mail went to a server that nobody vouches for, or that knows no such login")
            password(campaign, PASSWORD)
            campaign.run("preflight", expect={0})
            sent(campaign, keeper, True)
    return f"{count} mails taken in the clear and {count} with STARTTLS and a login, each as reviewed, none twice"


if __name__ == "__main__":
    judge(__doc__, work)
