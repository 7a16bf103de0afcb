"""A letter of each organisation's own, judged from outside: the program must be one built with `--features letters`.

Two campaigns are sealed with `templates/uw-gegevens.typ` and awkward names, on machines, by users and in folders with
telling names, with one campaign key. The seals and every letter are the same to the byte; no letter or mail tells those
names, laid open with `qpdf --qdf`; each letter is PDF/UA-1 and PDF/A-2a (PyPI's `page-validation`), clean to `qpdf --check`,
Dutch, titled by its template and dated as the mail, and read in order by `pdftotext`, with its own row's words as text. A third is sealed
with `templates/bijlage-3.2.typ`, which says nothing of a row: the same letter for all, by the same measures, with its own date and the words
of the shipped PDF.
"""

import email
import email.policy
import re
import shutil

import page
from common import ROOT, Campaign, invented, judge, need
from telling import everything, laid_open_once, run, settle, silent

SHIPPED = 'file = "templates/bijlage-3.2.pdf" '
DATED = 'datum = "12 december 2024"'
OWN = "uw-gegevens.typ", "Uw-gegevens.pdf"
SAME = "bijlage-3.2.typ", "Toelichting.pdf"
# What Typst would read as markup, code, an escape, a string's end or a path, if a cell were ever more than text.
AWKWARD = [
    "Stichting #panic() Vooruit",
    'Vereniging "De Brug" \\ & Co. #import "x"',
    "$x^2$ *vet* _schuin_ = kop @bron <label>",
    '" + read("/etc/hostname") + "',
    "``` #sys.version ``` \\u{41} // geen opmerking",
    "#{ panic() } [haak] ~ -- --- ...",
    "Çağdaş Forum Ñandú Œuvre",
]


def sealed(binary, rows, nth, key, template, name):
    """A campaign on one such machine: the campaign, its digest, its letters by row, and what they may not tell."""
    campaign = Campaign(binary, rows=rows)
    before, words = settle(campaign, nth)
    settings = campaign.dir / "config/heraut.toml"
    text = settings.read_text("utf-8")
    need(SHIPPED in text, "the shipped settings have no line for bijlage 3.2")
    need(DATED in text, "the shipped settings have another date")
    text = text.replace(DATED, 'datum = "3 maart 2025"')
    text = text.replace(SHIPPED, f'template = "templates/{template}" ').replace("Bijlage-3.2-toelichting.pdf", name)
    settings.write_text(text, "utf-8")
    campaign.environment |= {"TZ": ["Europe/Amsterdam", "Pacific/Kiritimati"][nth]}
    if key:
        (campaign.dir / "var").mkdir(mode=0o700)
        shutil.copy(key, campaign.dir / "var/key")
    digest = campaign.run("--json", "seal", expect={0}, before=before).json()["digest"]
    campaign.run("review", "--out", str(campaign.home / "bundle"), expect={0}, before=before)
    mails = sorted((campaign.home / "bundle").rglob("*.eml"))
    need(len(mails) == len(rows), f"{len(mails)} mails for {len(rows)} rows")
    return campaign, digest, [(file, letter_of(file, name)) for file in mails], words


def letter_of(file, name):
    """The one PDF of a mail, and the organisation it is to."""
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    files = list(mail.iter_attachments())
    need(len(files) == 1 and files[0].get_filename() == name, "not one letter in a mail")
    need(files[0].get_content_type() == "application/pdf", "a letter that is no PDF to a reader")
    return mail["to"].addresses[0].display_name, files[0].get_payload(decode=True)


def in_order(words, wanted, who):
    """Each of `wanted` stands in `words`, behind the one before it."""
    at = 0
    for one in wanted:
        found = words.find(one, at)
        need(found >= 0, f"{who}: {one!r} is not read, or not in its place: {words[:400]}")
        at = found + len(one)


def own_words(row):
    """The words of `uw-gegevens.typ` for a row, as they are to be read."""
    return ["Ministerie van Voorbeeldzaken", "Uw gegevens in het overzicht", row["organisatie"], f"Kenmerk {row['kenmerk']}",
            f"Geachte {row['aanhef']},", "Gegeven", "Wat er staat", "De naam", row["organisatie"], row["contactjaren"],
            "Klopt er iets niet?", "I. van Voorbeeld"]


def look(pdf, who, title, date, wanted):
    """One letter by tools that have nothing of Typst in them."""
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf(str(pdf), profile=profile)
        need(report.is_compliant, f"{who}: not {profile.value}: {[one.rule_id for one in report.failures][:5]}")
    run("qpdf", "--check", str(pdf))
    in_order(" ".join(run("pdftotext", str(pdf), "-").split()), wanted, who)
    known = dict(line.split(":", 1) for line in run("pdfinfo", str(pdf)).splitlines() if ":" in line)
    need(known["Title"].strip() == title, f"{who}: the title is {known.get('Title')}")
    need(known["Tagged"].strip() == "yes" and known["JavaScript"].strip() == "no", f"{who}: {known}")
    need("Author" not in known and "Creator" not in known, f"{who}: says who made it: {known}")
    need(re.search(date, known["CreationDate"]), f"{who}: dated {known['CreationDate']}")
    fonts = run("pdffonts", str(pdf)).splitlines()[2:]
    need(fonts and all("Libertinus" in line.split()[0] for line in fonts), f"{who}: other fonts: {fonts}")
    need(all(re.search(r"\byes +yes +yes +\d+ +\d+$", line) for line in fonts), f"{who}: not embedded: {fonts}")
    whole = laid_open_once(pdf.read_bytes())
    need(b"/lang (nl-nl)" in whole or b"/lang (nl)" in whole, f"{who}: its language is not Dutch")


def same_for_all(binary, rows):
    """Bijlage 3.2 as the program itself makes it of its source: the same to the reader whoever it is to; only its own number differs."""
    campaign, _, letters, names = sealed(binary, rows, 0, None, *SAME)
    with campaign:
        shipped = run("pdftotext", str(ROOT / "templates/bijlage-3.2.pdf"), "-")
        heads = re.findall(r"^=+ (.*)$", (ROOT / "templates/bijlage-3.2.typ").read_text("utf-8"), re.M)
        for file, (_, one) in letters:
            pdf = campaign.home / f"{file.stem}.pdf"
            pdf.write_bytes(one)
            need(run("pdftotext", str(pdf), "-") == shipped, f"{file.name}: bijlage 3.2 has other words than the shipped PDF")
            silent(everything(file.read_bytes()), names, file.name)
        need(len({len(one) for _, (_, one) in letters}) == 1, "bijlage 3.2 says nothing of a row, and came out in several lengths")
        look(pdf, "bijlage 3.2", "Toelichting bij het overzicht", r"Dec 12 .*2024", heads)


def work(options):
    """Seals twice and looks at every letter."""
    for tool in ("qpdf", "pdftotext", "pdffonts", "unshare"):
        need(shutil.which(tool), f"{tool} is not installed")
    rows = invented(len(AWKWARD) + 12, seed="letters")
    for row, name in zip(rows, AWKWARD):
        row["organisatie"] = name
    first, digest, letters, names = sealed(options.heraut, rows, 0, None, *OWN)
    with first:
        second, again, others, more = sealed(options.heraut, rows, 1, first.dir / "var/key", *OWN)
        with second:
            need(digest == again, "the same row, template and key gave another seal on another machine")
            for (file, (_, one)), (other, (_, two)) in zip(letters, others):
                need(one == two, f"{file.name}: a letter came out otherwise on another machine")
                need(file.read_bytes() == other.read_bytes(), f"{file.name}: the mail came out otherwise")
        need(len({one for _, (_, one) in letters}) == len(rows), "two organisations have the same letter")
        names += more
        by_name = {row["organisatie"]: row for row in rows}
        for file, (organisation, one) in letters:
            pdf = first.home / f"{file.stem}.pdf"
            pdf.write_bytes(one)
            row = by_name[organisation]
            look(pdf, row["id"], "Uw gegevens in het overzicht", r"Mar +3 .*2025", own_words(row))
            silent(everything(file.read_bytes()), names, file.name)
    same_for_all(options.heraut, rows)
    return f"{len(letters)} letters agree on two machines, {len(AWKWARD)} with awkward names, and tell of neither; bijlage 3.2 for all"


if __name__ == "__main__":
    judge(__doc__, work)
