"""Mails and the review bundle's pages as people see them: Chromium shows each, axe-core finds no violation.

Every caught mail, of the shipped list, of awkward names and of `rich.py`: npm's `html-validate` finds nothing, nothing is fetched from
elsewhere, nothing is to be scrolled sideways on a screen of 320 pixels (WCAG 2.1, 1.4.10), and it is short enough for Gmail to show whole. The
shortest and the longest, and the review bundle's pages with names and without: no violation of axe-core, in light and dark, as wide as a
telephone and a desk. The longest also as other programs make it: without its `<style>`, with what Outlook alone reads, and turned
dark by force. A picture within a mail is shown on its review page. Pictures of all go to `$HERAUT_SCREENS`, for people.
Needs Debian's `chromium`, and `NODE_PATH` with npm's `axe-core` and `html-validate`.
"""

import base64
import email
import email.policy
import json
import os
import re
import subprocess
from pathlib import Path

import awkward
import rich
from chromium import Chromium
from common import ROOT, Campaign, from_npm, judge, need

SCHEMES = ["light", "dark"]
WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}
NARROWEST = 320
# Gmail shows no more of a mail's HTML, and a link to the rest.
GMAIL_CLIPS = 102_000
AXE = """axe.run(document, {{ rules: {rules}, iframes: false }}).then(
  (found) => found.violations.map((one) => [one.id, one.impact, one.nodes.map((node) => node.html.slice(0, 200))]))"""
# The landmarks of a mail are those of the mail program, in whose page it is shown.
IN_A_MAIL = {"landmark-one-main": {"enabled": False}, "region": {"enabled": False}}
# One number of a page, its count of lines, is given to its styles that way.
VALID = {"root": True, "extends": ["html-validate:recommended", "html-validate:a11y"],
         "rules": {"no-inline-style": ["error", {"allowedProperties": ["--lines"]}]}}
# Layout by tables and inline styles is what mail programs understand; they throw <article> away and keep a <div> with its role.
VALID_IN_A_MAIL = VALID | {"rules": dict.fromkeys([
    "no-inline-style", "no-deprecated-attr", "attribute-boolean-style", "doctype-style", "void-style", "long-title",
    "no-trailing-whitespace", "attr-quotes", "no-conditional-comment", "prefer-tbody", "prefer-native-element"], "off")}


def valid(folder, rules):
    """html-validate without a word over the pages of a folder."""
    (folder / ".htmlvalidate.json").write_text(json.dumps(rules))
    tool = from_npm(".bin/html-validate")
    done = subprocess.run([tool, "--formatter", "text", "."], cwd=folder, capture_output=True, text=True, check=False)
    need(done.returncode == 0, f"html-validate: {done.stdout[-1500:]}{done.stderr[-500:]}")


class Eye:
    """Looks at pages, one after the other."""

    def __init__(self, browser, screens):
        self.browser, self.screens, self.views = browser, screens, 0
        self.axe = from_npm("axe-core/axe.min.js").read_text("utf-8")

    def fits(self, page, width=NARROWEST, height=568, scheme="light", inner=(), forced=False):
        """Shows one page: it fetches nothing but what lies within it, nothing stands beyond the right edge, and no option of a command is broken."""
        where = f"{page.name}, {width} pixels, {scheme}"
        reached = [one for one in self.browser.open(page, width, height, scheme, forced) if one not in inner]
        need(not reached, f"{where}: it fetches {reached[:3]}")
        wide = self.browser.run("document.documentElement.scrollWidth")
        need(wide <= width, f"{where}: {wide} pixels wide")
        broken = self.browser.run("[...document.querySelectorAll('code span')].filter((one) => one.getClientRects().length > 1).map((one) => one.innerText)")
        need(broken == [], f"{where}: broken over lines, so not as it is to be typed: {broken}")
        return where

    def look(self, page, name, rules, inner=(), schemes=SCHEMES, widths=WIDTHS, forced=False):
        """One page in every view, with a picture of each to be looked at; `inner` are the files that it shows within itself."""
        if widths is WIDTHS:
            self.fits(page, inner=inner)
        for scheme in schemes:
            for size, (width, height) in widths.items():
                where = self.fits(page, width, height, scheme, inner, forced)
                # By force colours change as they are painted: what axe-core reads of them is not what is seen.
                if not forced:
                    self.browser.run(self.axe + ";0")
                    found = self.browser.run(AXE.format(rules=json.dumps(rules)))
                    need(found == [], f"{where}: {json.dumps(found, ensure_ascii=False)[:1500]}")
                self.browser.picture(self.screens / f"{name}-{size}-{'forced' if forced else scheme}.png", width)
                self.views += 1


def shown(mail):
    """The HTML of a mail with its pictures in their places, as a mail program shows it."""
    html = mail.get_body(("html",)).get_content()
    need(len(html.encode()) < GMAIL_CLIPS, f"{len(html.encode())} octets of HTML: Gmail cuts it off")
    for part in mail.walk():
        if part["content-id"]:
            data = base64.b64encode(part.get_payload(decode=True)).decode()
            html = html.replace(f"cid:{part['content-id'].strip('<>')}", f"data:{part.get_content_type()};base64,{data}")
    return html


def without_styles(html):
    """What is left where a mail program throws the head's styles away: Gmail for other people's accounts, and older ones."""
    bare = re.sub(r'<style.*?</style>|<meta name="[a-z-]*color-scheme[a-z-]*"[^>]*>', "", html, flags=re.S)
    need("<style" not in bare and "color-scheme" not in bare, "the styles are still there")
    return bare


def for_outlook(html):
    """What Outlook on Windows reads: its own comments opened, what is hidden from it gone."""
    hidden = re.sub(r"<!--\[if !mso\]><!-->.*?<!--<!\[endif\]-->", "", html, flags=re.S)
    opened, count = re.subn(r"<!--\[if (?:mso|mso \| IE)\]>(.*?)<!\[endif\]-->", r"\1", hidden, flags=re.S)
    need(count > 1, "nothing for Outlook is in the mail")
    return opened


def as_others_make_it(eye, page, name):
    """One mail as other programs leave it, each in pictures."""
    html, desk = page.read_text("utf-8"), {"desk": WIDTHS["desk"], "pane": (700, 900)}
    bare, outlook = page.with_suffix(".bare.html"), page.with_suffix(".outlook.html")
    bare.write_text(without_styles(html), "utf-8")
    outlook.write_text(for_outlook(html), "utf-8")
    eye.look(bare, f"{name}-bare", IN_A_MAIL, schemes=["light"])
    eye.look(bare, f"{name}-bare", IN_A_MAIL, schemes=["dark"], forced=True)
    # It runs on desks only, where its one column has the width that the settings give it.
    eye.look(outlook, f"{name}-outlook", IN_A_MAIL, schemes=["light"], widths=desk)


def letters(campaign, folder):
    """The HTML of each caught mail, in a folder of its own."""
    folder.mkdir()
    for file in sorted((campaign.state / "caught/new").iterdir()):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        (folder / f"{file.name}.html").write_text(shown(mail), "utf-8")
    pages = sorted(folder.glob("*.html"))
    need(pages, "no mail was caught")
    valid(folder, VALID_IN_A_MAIL)
    return pages


def mails(eye, campaign, name):
    """All mails of a campaign, the shortest and the longest in every view."""
    campaign.run("send", expect={0})
    pages = sorted(letters(campaign, campaign.home / "pages"), key=lambda page: page.stat().st_size)
    eye.look(pages[0], f"mail-{name}-shortest", IN_A_MAIL)
    eye.look(pages[-1], f"mail-{name}-longest", IN_A_MAIL)
    for page in pages[1:-1]:
        eye.fits(page)
    as_others_make_it(eye, pages[-1], f"mail-{name}")
    return len(pages)


def bundle(eye, campaign, name, *words):
    """The pages for reviewers: all of them valid, the overview and one mail in every view."""
    place = campaign.home / name
    campaign.run("review", "--out", place, *words, expect={0})
    valid(place, VALID)
    pages = {"overview": place / "index.html"} | {"mail": page for page in sorted(place.glob("mails/*.html"))[:1]}
    inner = {page.as_uri() for page in place.rglob("*.html")}
    for kind, page in pages.items():
        eye.look(page, f"{name}-{kind}", {}, inner)
    return len(list(place.rglob("*.html")))


def logo(eye, campaign):
    """The review page of a mail with a picture shows it, though it loads nothing, and no attachment but the row's own file."""
    count = bundle(eye, campaign, "bundle-logo")
    page = min((campaign.home / "bundle-logo/mails").glob("*.html"))
    eye.browser.open(page, *WIDTHS["desk"], "light")
    wide = eye.browser.run("""(async () => {
      const inner = new DOMParser().parseFromString(document.querySelector('iframe').srcdoc, 'text/html');
      const widths = [];
      for (const one of inner.images) {
        const image = new Image();  // under the page's own policy, which the frame within it has too
        image.src = one.getAttribute('src');
        await image.decode().then(() => widths.push(image.naturalWidth), () => widths.push(0));
      }
      return widths;
    })()""")
    need(wide == [192], f"{page.name}: the pictures in the frame are {wide} pixels wide")
    files = eye.browser.run("[...document.querySelectorAll('[aria-labelledby=attachments-h] a')].map((one) => one.textContent)")
    need(files == [rich.FILE], f"{page.name}: attachments {files}")
    return count


def work(options):
    """Sends, makes the bundles, and looks."""
    screens = Path(os.environ.get("HERAUT_SCREENS") or ROOT / "target/screens")
    screens.mkdir(parents=True, exist_ok=True)
    with Campaign(options.heraut) as campaign, awkward.campaign(options.heraut) as odd, \
            rich.campaign(options.heraut) as full, Chromium(campaign.home) as browser:
        eye = Eye(browser, screens)
        count = mails(eye, campaign, "shipped") + mails(eye, odd, "awkward") + mails(eye, full, "rich") + logo(eye, full)
        count += bundle(eye, campaign, "bundle") + bundle(eye, campaign, "bundle-redacted", "--redact")
    return f"{count} pages valid, {eye.views} views without a finding; pictures in {screens}"


if __name__ == "__main__":
    judge(__doc__, work)
