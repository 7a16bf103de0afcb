"""Looks for every name, address, id and reference of a list, and for what each mail is known by, in every file of a
redacted bundle and of a redacted report, and finds none.

The lists: the one that ships, and names that readers, relays and screens stumble over (`awkward.py`), each with a file
of every row's own. Each word is looked for as text, escaped for HTML, JSON and links, in base64 at each of its three
places, quoted-printable, as UTF-16 and hexadecimal, and as plain (unkeyed) digests. So that a blind search can't pass,
each form of some words is planted in a copy of a page, and must be found there.
"""

import base64
import csv
import hashlib
import html
import json
import quopri
import urllib.parse
import zipfile

import awkward
from common import HEADERS, Campaign, a_label, judge, need, one_line

# What stands in the list where a person's name would: words that anybody may use.
NOBODY = {"Het bestuur", "Griffie", "Onbekend", "Afdeling Secretariaat", "Dijkgraaf en heemraden"}
SHORTEST = 6
FILES = ["SHA256SUMS", "excluded.csv", "index.html", "manifest.csv"]


def forms(word):
    """The ways a word could stand in a file."""
    raw = word.encode()
    yield raw
    yield html.escape(word).encode()
    yield html.escape(word).replace("&#x27;", "&#39;").encode()
    yield json.dumps(word)[1:-1].encode()
    yield urllib.parse.quote(word, safe="").encode()
    yield urllib.parse.quote_plus(word).encode()
    yield quopri.encodestring(raw).replace(b"=\n", b"").strip()
    yield quopri.encodestring(raw, header=True).strip()
    for before in range(3):
        padded = b"x" * before + raw
        yield base64.b64encode(padded)[[0, 2, 3][before]:len(padded) // 3 * 4]
    yield word.encode("utf-16-le")
    yield raw.hex().encode()
    for name in ["md5", "sha1", "sha256"]:
        yield hashlib.new(name, raw).hexdigest().encode()


def words(rows, bundle):
    """What a list and its full bundle say of a row or a mail."""
    for row in rows:
        for column in ["id", "organisatie", "email", "contactpersoon", "kenmerk"]:
            if row[column] and row[column] not in NOBODY:
                yield from {row[column], one_line(row[column])}
        if row["email"]:
            yield a_label(row["email"])
            yield a_label(row["email"]).split("@")[1]
    for line in (bundle / "manifest.txt").read_text("utf-8").splitlines():
        if line.startswith("mail "):
            _, pseudonym, address, digest, own, _, message_id = line.split(" ")
            yield from [pseudonym, pseudonym[:12], address.strip("<>"), digest[7:], own[7:]]
            yield from [message_id.strip("<>"), message_id.strip("<>").split("@")[0]]


def search(data, wanted):
    """Which words stand in `data`, in any case."""
    small = data.lower()
    return sorted({word for word, form in wanted if form.lower() in small})


def reported(campaign, wanted):
    """The redacted report of what was sent, on the screen, for programs and in each of its files."""
    sent = campaign.run("send")
    need(sent.code == 0, str(sent))
    names = {kind: campaign.dir / f"bare.{kind}" for kind in ["html", "csv", "xlsx"]}
    ran = campaign.run("report", "--redact", *[word for kind, file in names.items() for word in [f"--{kind}", str(file)]])
    need(ran.code == 0, str(ran))
    said = campaign.run("--json", "--reveal", "report", "--redact")
    need(said.code == 0, str(said))
    texts = {"the screen": ran.out.encode(), "the document": said.out.encode()}
    texts |= {kind: names[kind].read_bytes() for kind in ["html", "csv"]}
    with zipfile.ZipFile(names["xlsx"]) as book:
        texts |= {part: book.read(part) for part in book.namelist()}
    for name, text in texts.items():
        found = search(text, wanted)
        need(not found, f"{name} of a redacted report has {found[:3]}")
    lines = names["csv"].read_text("utf-8-sig").splitlines()[1:]
    aliases = [line.split(";")[0] for line in lines]
    need(len(aliases) == len(campaign.rows()), f"{len(aliases)} lines of {len(campaign.rows())} rows")
    need(aliases == sorted(aliases), "the lines are not in the order of the aliases")


def look(campaign, rows):
    """One campaign: sealed, reviewed in full and redacted, searched."""
    own = campaign.dir / "eigen"
    own.mkdir()
    for place, row in enumerate(rows):
        row["bestand"] = f"{row['kenmerk']}.txt"
        (own / row["bestand"]).write_text(f"Alleen voor {row['organisatie']}\n" * (place + 1), "utf-8")
    with open(campaign.dir / "recipients.example.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*HEADERS, "bestand"], delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    settings = campaign.dir / "config/heraut.toml"
    text = settings.read_text("utf-8")
    text += '\n[[notice.attachment]]\ncolumn = "bestand"\nfolder = "eigen"\nname = "gegevens.txt"\nhandling = "send"\n'
    settings.write_text(text, "utf-8")
    for command in [["seal"], ["review", "--out", "full"], ["review", "--redact", "--out", "bare"]]:
        ran = campaign.run(*command)
        need(ran.code == 0, str(ran))
    bare = campaign.dir / "bare"
    files = sorted(path.relative_to(bare).as_posix() for path in bare.rglob("*") if path.is_file())
    need(files == FILES, f"a redacted bundle holds {files}")
    known = {word for word in words(rows, campaign.dir / "full") if len(word.encode()) >= SHORTEST}
    wanted = [(word, form) for word in sorted(known) for form in forms(word) if len(form) >= SHORTEST]
    for name in files:
        found = search((bare / name).read_bytes(), wanted)
        need(not found, f"{name} of a redacted bundle has {found[:3]}")
    reported(campaign, wanted)
    page = (bare / "index.html").read_bytes()
    for word, form in wanted[::97]:
        need(word in search(page + b"<p>" + form + b"</p>", wanted), f"the search is blind to {form!r}")
    return len(known), len(wanted)


def work(options):
    """Both lists."""
    counts = []
    with Campaign(options.heraut) as campaign:
        counts.append(look(campaign, campaign.rows()))
    with awkward.campaign(options.heraut) as campaign:
        counts.append(look(campaign, campaign.rows()))
    return (f"{sum(count for count, _ in counts)} words in {sum(forms for _, forms in counts)} forms are in no file of "
            "the redacted bundles and reports of the shipped list and of awkward names")


if __name__ == "__main__":
    judge(__doc__, work)
