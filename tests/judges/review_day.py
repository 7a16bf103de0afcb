"""A reviewer's whole day on the review page, in Chromium: on a telephone, at a desk, by keyboard alone, and without scripts.

Each day: open the invitation, read, remark, answer, approve, see how changed mails void the approval and why, approve again in all
three roles, watch the send, stop it with the page's button, see the end. In every state axe-core and html-validate find nothing,
light and dark, nothing is wider than 320 pixels, nothing asks for another server, and the console is silent. Then races: an
approval on the page against a new seal, a revoked invitation, a withdrawal; and fifty people who remark at once. Pictures go to
`$HERAUT_SCREENS`, for people. Needs Debian's `chromium` and `node`, and `NODE_PATH` with npm's `playwright-core`, `axe-core` and `html-validate`.
"""

import json
import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import ROOT, Campaign, from_npm, judge, need
from halt import offers_after
from look import VALID, valid
from review_page import ReviewPage
from review_races import fifty, races
from returns_killed import report
from server import Server, certificates

HERE = Path(__file__).resolve().parent
RELAY = "mail.voorbeeldzaken.example"
ROW = "ORG-002"
# So many answers come at once, the others only after seconds: a run that can be watched, and stopped.
AT_ONCE, SLOW = 4, 4
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
DAYS = [
    {"name": "phone", "size": PHONE, "locale": "nl-NL", "hands": "mouse", "script": True, "pictures": True},
    {"name": "desk", "size": DESK, "locale": "en-GB", "hands": "mouse", "script": True, "pictures": True},
    {"name": "keyboard", "size": DESK, "locale": "nl-NL", "hands": "keyboard", "script": True, "pictures": False},
    {"name": "scriptless", "size": PHONE, "locale": "en-GB", "hands": "mouse", "script": False, "pictures": False},
]
PEOPLE = {"vos": ["A. Vos", "--as", "inhoud"], "smit": ["B. Smit", "--as", "juridisch"],
          "third": ["C. van Voorbeeld", "--as", "besluit"], "reader": ["D. Lindeboom"], "one": ["E. Kwist", "--mail", ROW],
          "nameless": ["G. Ast", "--redacted"]}


class Day:
    """One day: the campaign, its mail server, and what happens outside the page."""

    def __init__(self, campaign, server):
        self.campaign, self.server, self.sender = campaign, server, None
        self.answers = 0

    def delay(self):
        """How long the next answer of the mail server takes."""
        self.answers += 1
        return 0.05 if self.answers <= AT_ONCE else SLOW

    def change(self):
        """Somebody changes a template. The page looks for that every other second."""
        for end in ["txt", "html"]:
            file = self.campaign.dir / f"templates/bijlage-3.1.{end}.hbs"
            text = file.read_text("utf-8")
            need("Geachte" in text, f"{file.name} has no salutation")
            file.write_text(text.replace("Geachte", "Beste", 1), "utf-8")
        time.sleep(2.2)

    def seal(self):
        """Seals what is there now."""
        self.campaign.run("seal", expect={0})

    def agreed(self):
        """Whose approval counts."""
        return [one["role"] for one in self.campaign.run("--json", expect={0}).json()["agreed"]]

    def send(self):
        """Begins to send."""
        digest = self.campaign.run("--json", "status").json()["digest"]
        self.sender = self.campaign.start("send", "--yes", "--digest", digest, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def ended(self):
        """How the run ended that was stopped."""
        words = self.sender.communicate(timeout=120)[1].decode()
        need("panicked" not in words, words)
        self.server.quiet()
        return {"code": self.sender.returncode, "late": offers_after(self.campaign, "stop_asked", "live"),
                "offered": len(self.server.mails())}

    def finish(self):
        """The rest goes out, in no time."""
        self.server.delay = 0
        digest = self.campaign.run("--json", "status").json()["digest"]
        self.campaign.run("send", "--yes", "--digest", digest, expect={0})
        took = [paths for _, paths, _ in self.server.mails()]
        need(sorted(path for [path] in took) == sorted(set(path for [path] in took)), "a mail was taken twice")

    def returned(self):
        """Reports come back: about the recipient, about the sender, late, about an address alone, and a letter."""
        mails = self.campaign.run("--json", "--reveal", "status", expect={0}).json()["mails"]
        mails = [mail for mail in mails if mail["state"] == "accepted"]
        place = self.campaign.home / "back"
        place.mkdir()
        named = [f"Message-ID: <{mail['message_id']}>" for mail in mails]
        back = [
            report(named[0], "elders@relay.example", "failed", "550 5.1.1 No such user here"),
            report(named[1], "elders@relay.example", "failed", "550 5.7.26 Unauthenticated mail is not accepted"),
            report(named[2], "elders@relay.example", "delayed", "450 4.2.0 Later"),
            report("", mails[3]["address"], "failed", "452 4.2.2 Mailbox full"),
            "From: jan@vereniging.example\r\nSubject: Uw bericht\r\n\r\nWaar gaat dit over?\r\n"]
        for number, mail in enumerate(back):
            (place / f"{number}.eml").write_text(mail, "utf-8", newline="")
        self.campaign.run("bounces", place, expect={0})
        return {}

    def taken(self):
        """A mail that the mail server took."""
        [path], mail = next((paths, mail) for _, paths, mail in self.server.mails())
        need(path, "nobody is named")
        return {"taken": mail.decode()}

    def walk(self, plan):
        """Has the browser walk, and answers what it asks for. Gives what it says at the end."""
        walker = subprocess.Popen(["node", HERE / "review_day.mjs", json.dumps(plan)], text=True, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, env=os.environ | {"HOME": str(self.campaign.home)})
        try:
            for line in walker.stdout:
                told = json.loads(line)
                need("fault" not in told, f"{plan['name']}: {told.get('fault')}")
                if "done" in told:
                    return told["done"]
                answer = getattr(self, told["ask"])()
                walker.stdin.write(json.dumps(answer) + "\n")
                walker.stdin.flush()
            need(False, f"{plan['name']}: the browser ended before its time")
        finally:
            walker.terminate()
            walker.wait(20)
            if self.sender is not None and self.sender.poll() is None:
                self.sender.kill()


def day(binary, settings, screens):
    """One whole day."""
    with Campaign(binary) as campaign:
        authority, context = certificates(campaign.home, RELAY)
        with Server(tls=context) as server:
            campaign.sets += [
                "relay.kind=smtp", f"relay.host={RELAY}", f"relay.connect=127.0.0.1:{server.port}", "relay.tls=implicit",
                f"relay.ca_file={authority}", "relay.connections=1", "pace.rate=unlimited", "pace.per_domain=unlimited",
                'window.hours="00:00-23:59"', 'window.days="mon-sun"']
            campaign.run("seal", expect={0})
            here, pages = Day(campaign, server), campaign.home / "pages"
            server.delay = here.delay
            pages.mkdir()
            with ReviewPage(campaign) as page:
                plan = settings | {
                    "origin": page.origin, "chromium": shutil.which("chromium"), "screens": str(screens), "pages": str(pages), "row": ROW,
                    "mails": len(campaign.included()), "links": {name: page.invite(*words)[1] for name, words in PEOPLE.items()}}
                done = here.walk(plan)
            valid(pages, VALID)
            return done


def work(options):
    """The days and the races, two at a time."""
    for tool in ["chromium", "node"]:
        need(shutil.which(tool), f"{tool} is not installed")
    from_npm("playwright-core/package.json")
    screens = Path(os.environ.get("HERAUT_SCREENS") or ROOT / "target/screens")
    screens.mkdir(parents=True, exist_ok=True)
    days = [one for one in DAYS if options.only in (None, one["name"])]
    with ThreadPoolExecutor(2) as pool:
        walked = [pool.submit(day, options.heraut, one, screens) for one in days]
        crowd = [] if options.only else [pool.submit(races, options.heraut, options.races), pool.submit(fifty, options.heraut)]
        done = [one.result() for one in walked]
        told = [one.result() for one in crowd]
    looks, pictures = (sum(one[key] for one in done) for key in ["looks", "pictures"])
    return "; ".join([f"{len(done)} days, {looks} pages in as many states, nothing found; {pictures} pictures in {screens}", *told])


if __name__ == "__main__":
    judge(__doc__, work, [(("races",), {"type": int, "nargs": "?", "default": 20, "help": "how many races"}),
                          (("--only",), {"choices": [one["name"] for one in DAYS], "help": "one day only, and no races"})])
