"""PDFs by the world's writers with a planted name: in each the name is found, or the page that holds it is named as unread.

Some thirty ways of setting, cutting and hiding a name, by ReportLab, fpdf2, Cairo, Typst, LibreOffice, Chromium and by hand; each of those files also as
qpdf, pikepdf, pypdf and Poppler write it anew. What can be read must be found; only what can't be (a picture of words, letters drawn as curves, a
password) may be named instead, with its page. A file of each writer that names nobody is passed in silence.
Needs Debian's `chromium`, `libreoffice`, `poppler-utils` and `qpdf`, and what `.ci/requirements.txt` names.
"""

import io
import json
import re
import subprocess
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import paper_programs
import paper_writers
import pikepdf
import pypdf
from chromium import Chromium
from common import Campaign, invented, judge, need
from paper_writers import LIGATURES, NAME

IDS = {"PLANT-1": NAME, "PLANT-2": LIGATURES}
FEWEST = 300
# Findings that say "this was not read", and what an encrypted file is refused for.
SAID = {"notice-pdf-picture", "notice-pdf-font", "notice-pdf-packed", "notice-pdf-curves"}
LOCKED = "notice-pdf-locked"
LEAKS = {"notice-leak-attachment", "notice-attachment-is-list"}
# What else such a file is refused for; its words are looked at once people let that stand.
ACCEPTED = ["notice-pdf-author", "notice-pdf-active", "notice-pdf-comments", LOCKED]
OTHER = {"notice-pdf-language", "notice-pdf-title", "notice-pdf-untagged", *ACCEPTED} - {LOCKED}
# As many files as go into one call.
AT_ONCE = 60
QPDF = {
    "linear": ["--object-streams=generate", "--linearize"],
    "loose": ["--object-streams=disable", "--stream-data=uncompress"],
    "coalesced": ["--coalesce-contents", "--recompress-flate", "--object-streams=generate"],
}
LOCKS = {"rc4": ["--allow-weak-crypto", "--encrypt", "", "o", "128", "--use-aes=n", "--"], "aes": ["--encrypt", "", "o", "256", "--"]}


def qpdf(data, options, folder, name):
    """The file as qpdf writes it anew."""
    before, after = folder / f"{name}.before", folder / f"{name}.after"
    before.write_bytes(data)
    done = subprocess.run(["qpdf", *options, str(before), str(after)], capture_output=True, text=True, check=False)
    need(done.returncode in (0, 3), f"{name}: qpdf: {done.stderr}")
    return after.read_bytes()


def by_pypdf(data):
    """Pages put into a new file, behind another, by pypdf."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.compress_identical_objects()
    for page in writer.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_poppler(data, folder, name):
    """The file as Poppler draws it anew with Cairo."""
    before, after = folder / f"{name}.before", folder / f"{name}.after"
    before.write_bytes(data)
    subprocess.run(["pdftocairo", "-pdf", str(before), str(after)], capture_output=True, check=True)
    return after.read_bytes()


def by_pikepdf(data):
    """Each string, dictionary and stream written anew, its older objects behind the new ones."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, normalize_content=True, min_version="1.7")
        return out.getvalue()


def all_files(folder, browser):
    """Every file: its name, its bytes, the page that can only be named; all ways, then each written anew."""
    places = [folder / "html", folder / "fodt"]
    for place in places:
        place.mkdir()
    made = [*paper_writers.files(), *paper_programs.by_typst(), *paper_programs.by_chromium(browser, places[0]),
            *paper_programs.by_libreoffice(places[1]), *paper_programs.by_hand()]
    again = list(QPDF)
    rest = ["lzw", "twice", "three", "pypdf", "pikepdf"]

    def anew(nth, name, data, page):
        """Three other forms of a file, by turns."""
        how = again[nth % len(again)]
        yield f"{name}-qpdf-{how}", qpdf(data, QPDF[how], folder, name), page
        how = rest[nth % len(rest)]
        other = by_pypdf(data) if how == "pypdf" else by_pikepdf(data) if how == "pikepdf" else paper_writers.repacked(data, how)
        yield f"{name}-{how}", other, page
        if nth % 8 == 0:
            how = list(LOCKS)[nth // 8 % 2]
            yield f"{name}-locked-{how}", qpdf(data, LOCKS[how], folder, name), LOCKED
        # Drawing a page anew keeps what it shows, and little else.
        if nth % 4 == 1 and not name.startswith("Hand") and way_of(name) in SHOWN:
            yield f"{name}-poppler", by_poppler(data, folder, name), page

    with ThreadPoolExecutor(2) as pool:
        others = pool.map(lambda one: list(anew(one[0], *one[1])), enumerate(made))
        return made + [one for several in others for one in several]


def way_of(name):
    return name.split("-")[1]


SHOWN = {"plain", "bold_word", "bold_part", "letter_by_letter", "spaced", "small_caps", "turned", "ligatures", "table", "hyphenated", "svg"}


def letters(text):
    """What a name is recognised by."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).lower() if c.isalnum())


def is_there(folder, name, data):
    """Whether Poppler reads the name on a page that shows it plainly: otherwise the file is no trial of anything."""
    file = folder / f"{name}.seen"
    file.write_bytes(data)
    text = letters(subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout)
    return any(letters(one) in text for one in IDS.values())


def verdicts(campaign, files):
    """What the program says of each file: code, named organisation's id, pages."""
    folder = campaign.dir / "papers"
    folder.mkdir(exist_ok=True)
    found = {}
    accept = ", ".join(f"{{ code = '{code}', reason = 'proef' }}" for code in ACCEPTED)
    for first in range(0, len(files), AT_ONCE):
        some = files[first : first + AT_ONCE]
        for name, data, _ in some:
            (folder / f"{name}.pdf").write_bytes(data)
        table = ", ".join(f"{{ file = 'papers/{name}.pdf', name = '{name}.pdf' }}" for name, _, _ in some)
        outcome = campaign.run("--json", "check", "--set", f"notice.attachment=[{table}]", "--set", "notice.max_size='900MiB'",
                               "--set", f"notice.accept=[{accept}]")
        for fault in outcome.json()["faults"]:
            name = re.search(r"([A-Za-z0-9_-]+)\.pdf", str(fault["file"]))
            if name and fault["code"] not in OTHER:
                found.setdefault(name[1], []).append((fault["code"], fault["message"]))
    return found


def agrees(name, page, said):
    """Nothing where a file is judged right; otherwise what is wrong with it."""
    codes = {code for code, _ in said}
    leaks = [message for code, message in said if code in LEAKS]
    unread = [message for code, message in said if code in SAID]
    if page == LOCKED:
        return None if LOCKED in codes or leaks else f"{name}: locked, and nobody is told: {said}"
    if page is None:
        wanted = "PLANT-2" if way_of(name) == "ligatures" else "PLANT-1"
        return None if any(wanted in message for message in leaks) else f"{name}: the name is not found: {said}"
    pages = [int(number) for message in unread for number in re.findall(r"\d+", message.split(".pdf")[-1])]
    return None if leaks or page in pages else f"{name}: page {page} is not named: {said}"


def work(options):
    """Makes all files, has them judged, and holds the verdicts against what was planted."""
    rows = invented(12)
    for row, (key, name) in zip(rows, IDS.items(), strict=False):
        row |= {"id": key, "organisatie": name}
    with Campaign(options.heraut, rows) as campaign, Chromium(campaign.home) as browser:
        work = campaign.home / "work"
        work.mkdir()
        files = all_files(work, browser)
        unseen = [name for name, data, _ in files if way_of(name) in SHOWN and "locked" not in name and "Hand" not in name
                  and name.count("-") == 1 and not is_there(work, name, data)]
        need(not unseen, f"Poppler does not read the name in {unseen}")
        nobody = [(f"{writer.__name__}-nobody", paper_writers.without(writer), None)
                  for writer in [paper_writers.ReportLab, paper_writers.ReportLabStandard, paper_writers.Fpdf, paper_writers.Cairo]]
        found = verdicts(campaign, files + nobody)
    if options.show:
        print(json.dumps(found, indent=1, ensure_ascii=False))
    wrong = [words for name, _, page in files if (words := agrees(name, page, found.get(name, [])))]
    wrong += [f"{name}: names nobody: {said}" for name, _, _ in nobody if (said := [
        one for one in found.get(name, []) if one[0] in LEAKS | SAID | {"notice-leak-attachment-perhaps"}])]
    need(not wrong, f"{len(wrong)} of {len(files)}\n" + "\n".join(wrong))
    need(len(files) >= FEWEST, f"{len(files)} files, and {FEWEST} are wanted")
    writers = {name.split("-")[0] for name, _, _ in files}
    return f"{len(files)} files of {len(writers)} writers, as made and as four others write them anew: found, or the page named, in all"


if __name__ == "__main__":
    judge(__doc__, work, [(["--show"], {"action": "store_true", "help": "print what is said of each file"})])
