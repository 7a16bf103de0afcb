"""Looks for every name, address and list id in all that a run leaves outside the vault, and finds none.

Searched: the journal with its WAL, heads and locks under `var/`, the user's state folder, and everything `send` wrote
to the terminal. The relay is ours and makes it hard: it refuses one mail and defers one, quoting the address in
its reply. Each word is looked for as text and in the forms by which it could be found again: A-labels, JSON escapes,
base64, and plain (unkeyed) MD5, SHA-1 and SHA-256. So that a blind search can't pass, the same search must find
every address in the mails themselves.
"""

import base64
import hashlib
import json

from common import Campaign, a_label, judge, loopback, need, one_line
from server import Server


# What stands in the list where a person's name would: words that anybody may use.
NOBODY = {"Het bestuur", "Griffie", "Onbekend", "Afdeling Secretariaat", "Dijkgraaf en heemraden"}


def forms(word):
    """The ways a word could stand in a file."""
    raw = word.encode()
    yield raw
    yield word.encode("utf-16-le")
    yield json.dumps(word)[1:-1].encode()
    yield base64.b64encode(raw).rstrip(b"=")
    for name in ["md5", "sha1", "sha256"]:
        digest = hashlib.new(name, raw)
        yield digest.digest()
        yield digest.hexdigest().encode()
    if word.encode("ascii", "ignore") != raw:
        yield word.encode("latin-1", "ignore")


def needles(rows, columns):
    """Every form of every word, with the place it came from."""
    for row in rows:
        for column in columns:
            # Who gets a letter has no address.
            if not row[column] or row[column] in NOBODY:
                continue
            words = {row[column], one_line(row[column]), row[column].casefold()}
            if column == "email":
                words |= {a_label(row["email"]), a_label(row["email"]).split("@")[1]}
            for word in words:
                yield from ((form, f"{row['id']} {column}") for form in forms(word) if len(form) >= 6)


def search(data, wanted):
    """What of `wanted` stands in `data`, in any case."""
    small = data.lower()
    return sorted({place for form, place in wanted if form.lower() in small})


def hard(rows):
    """Refuses one, defers one, and quotes both."""
    refused, deferred = a_label(rows[0]["email"]), a_label(rows[1]["email"])

    def answer(step, words):
        if step == "rcpt" and refused in words:
            return f"550 5.1.1 <{refused}>: {rows[0]['organisatie']} does not live here"
        if step == "rcpt" and deferred in words:
            return f"450 4.2.1 <{deferred}>: come back later"
        return None
    return answer


def work(options):
    """The whole judgement."""
    with Campaign(options.heraut) as campaign:
        included, rows = campaign.included(), campaign.rows()
        with Server(hard(included)) as server:
            campaign.sets += loopback(server.port)
            shown = [campaign.run("-v", "send", expect={5, 6})]
            name, why = included[2]["organisatie"], included[2]["email"]
            campaign.run("remark", f"Let op {name} ({why})", "--by", included[2]["contactpersoon"])
            campaign.run("resolve", included[2]["id"], "--arrived", "--by", included[2]["contactpersoon"], "--why", why)
            shown.append(campaign.run("send", expect={4, 5, 6}))
            mails = b"".join(body for _, _, body in server.mails())
        personal = list(needles(rows, ["organisatie", "email", "kenmerk", "contactpersoon"]))
        seen = search(mails, list(needles(included[2:], ["email"])))
        need(len(seen) == len(included) - 2, f"the search is blind: it finds {len(seen)} addresses in the mails")

        everything = list(personal) + list(needles(rows, ["id"]))
        searched = size = 0
        for folder in [campaign.dir / "var", campaign.home / "state", campaign.home / ".local"]:
            for file in sorted(folder.rglob("*")):
                if not file.is_file() or file.name.startswith("vault.db"):
                    continue
                data = file.read_bytes()
                found = search(data + str(file.relative_to(campaign.home)).encode(), everything)
                need(not found, f"{file.relative_to(campaign.home)} holds {', '.join(found[:5])}")
                searched, size = searched + 1, size + len(data)
        need((campaign.state / "journal.db").is_file(), "there is no journal to search")
        for outcome in shown:
            found = search((outcome.out + outcome.err).encode(), personal)
            need(not found, f"`send` shows {', '.join(found[:5])} on the terminal")
        return f"{len(everything)} forms of {len(rows)} rows in {searched} files ({size:,} bytes): none"


if __name__ == "__main__":
    judge(__doc__, work)
