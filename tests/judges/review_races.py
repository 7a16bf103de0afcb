"""What `review_day.py` has the review page do for many at once: approvals while everything changes, and fifty people with remarks."""

import csv
import io
import json
import random
import re
import sqlite3
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from common import Campaign, need
from review_page import ReviewPage

# A relay that reaches anybody, at a name that no resolver knows (RFC 6761): approvals count, and nothing is ever sent.
REAL = ["relay.kind=smtp", "relay.host=mail.invalid", "relay.port=465", "relay.tls=implicit"]
WHO, ROLE = "A. Vos", "inhoud"
PEOPLE, REMARKS = 50, 10


class Replay:
    """The approvals by the journal alone, event after event. Stops the judge at one that may not be there."""

    def __init__(self, file):
        self.file, self.last = file, 0
        self.digest, self.given, self.revoked = None, {}, set()

    def read(self):
        """Reads what was added, and gives the approvals among it."""
        db = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)
        events = db.execute("SELECT seq, kind, body FROM event WHERE seq > ? ORDER BY seq", (self.last,)).fetchall()
        db.close()
        words = []
        for self.last, kind, body in events:
            told = json.loads(body).get(kind)
            if kind == "sealed":
                if told["digest"] != self.digest:
                    self.given = {}
                self.digest = told["digest"]
            elif kind == "invitation_revoked":
                self.revoked.add(told["number"])
            elif kind == "word_given":
                need(told["digest"] == self.digest, f"event {self.last}: an approval of another digest than the newest seal's")
                need(told["invitation"] not in self.revoked, f"event {self.last}: an approval by a revoked invitation")
                self.given[told["role"]] = told["by"]
                words.append(told)
            elif kind == "word_withdrawn":
                self.given.pop(told["role"], None)
        return words


def change(campaign, number):
    """Other mails, so another digest."""
    for end in ["txt", "html"]:
        file = campaign.dir / f"templates/bijlage-3.1.{end}.hbs"
        text, count = re.subn(r"Geachte(?: \(\d+\))?", f"Geachte ({number})", file.read_text("utf-8"), count=1)
        need(count == 1, f"{file.name} has no salutation")
        file.write_text(text, "utf-8")


def raced(campaign, page, replay, way, number, chance, usual):
    """One race. Gives whether the approval came through, and how long the other command took."""
    invitation, link = page.invite(WHO, "--as", ROLE)
    guest = page.guest(link)
    digest = replay.digest.removeprefix("sha256:")
    if way == "withdraw":
        need(guest.agree(digest, ROLE) == (303, True), "an approval before the race is refused")
        replay.read()
    if way == "seal":
        change(campaign, number)
    command = {"seal": ["seal"], "revoke": ["invite", "--revoke", invitation], "withdraw": ["withdraw", "--by", WHO]}[way]
    began = time.monotonic()
    process = campaign.start(*command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    # Most often about when the other command records what it does, which it does last.
    time.sleep(chance.triangular(0, 1.2 * usual, 0.9 * usual))
    status, through = guest.agree(digest, ROLE)
    words = process.communicate(timeout=120)[1].decode()
    took = time.monotonic() - began
    where = f"race {number}, {way}"
    need(process.returncode in (0, 9), f"{where}: `{command[0]}` ended with {process.returncode}: {words}")
    need(through if status == 303 else status in (401, 403, 409), f"{where}: the page answers {status}")
    fresh = replay.read()
    need(len(fresh) == through, f"{where}: answered {status}, and the journal has {len(fresh)} approvals")
    need(all(one["invitation"] == invitation and one["role"] == ROLE for one in fresh), f"{where}: an approval by somebody else")
    status = campaign.run("--json", expect={0}).json()
    agreed = {one["role"] for one in status["agreed"]}
    need(status["status"]["digest"] == replay.digest, f"{where}: another digest than the newest seal's")
    need(agreed == set(replay.given), f"{where}: {agreed} count, and by the journal {set(replay.given)} do")
    if agreed:
        campaign.run("withdraw", "--by", WHO, expect={0, 9})
        replay.read()
    return through, took


def races(binary, count):
    """At the same moment a page approves and another process seals anew, revokes the invitation or withdraws the approval."""
    chance, came, ways = random.Random(7), Counter(), ["seal", "revoke", "withdraw"]
    with Campaign(binary, sets=REAL) as campaign:
        campaign.run("seal", expect={0})
        replay = Replay(campaign.dir / "var/live/journal.db")
        replay.read()
        usual = dict.fromkeys(ways, 0.3)
        with ReviewPage(campaign) as page:
            for number in range(1, count + 1):
                way = ways[number % len(ways)]
                through, took = raced(campaign, page, replay, way, number, chance, usual[way])
                usual[way] = 0.7 * usual[way] + 0.3 * took
                came[way, through] += 1
    need(count < 20 or (sum(came[way, True] for way in ways) and sum(came[way, False] for way in ways)),
         f"one side won every race, so there was none: {dict(came)}")
    told = ", ".join(f"{way} {came[way, True]} of {came[way, True] + came[way, False]}" for way in ways)
    return f"{count} races, approvals before: {told}"


def fifty(binary):
    """Fifty people at once, ten remarks each: all are kept, numbered without gaps, in the words they were made in."""
    with Campaign(binary, sets=REAL) as campaign:
        campaign.run("seal", expect={0})
        with ReviewPage(campaign) as page:
            links = [page.invite(f"Lezer {number}")[1] for number in range(PEOPLE)]

            def speak(number):
                guest = page.guest(links[number])
                for turn in range(REMARKS):
                    status, _, _ = guest.ask("POST", "/remarks", {"text": f"Lezer {number}, opmerking {turn}: “zó” & <zo>"})
                    need(status == 303, f"a remark is answered with {status}")
                return guest

            with ThreadPoolExecutor(PEOPLE) as pool:
                guests = list(pool.map(speak, range(PEOPLE)))
            _, _, table = guests[0].ask("GET", "/remarks.csv")
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff")), delimiter=";"))
    # By their order: the table's first line speaks the reader's language.
    numbers, authors, texts = [[list(row.values())[at] for row in rows] for at in (1, 3, 6)]
    made = {f"Lezer {number}, opmerking {turn}: “zó” & <zo>" for number in range(PEOPLE) for turn in range(REMARKS)}
    need(sorted(map(int, numbers)) == list(range(1, len(made) + 1)), f"the numbers of {len(rows)} remarks have gaps")
    need(set(texts) == made, f"{len(set(texts) & made)} of {len(made)} remarks are in the table")
    by = Counter(authors)
    need(set(by.values()) == {REMARKS} and len(by) == PEOPLE, f"not everybody's remarks: {by}")
    return f"{len(rows)} remarks of {PEOPLE} people at once"
