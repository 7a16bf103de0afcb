"""Large and hostile inputs: `check` takes at most 512 MiB of memory and 60 seconds for each, and ends with a verdict.

Files of 50 MB (a list of one cell, of many rows, a workbook, a letter, a PDF, templates that come out that large), and small ones that unpack to gigabytes. Made
here in a temporary folder, in pieces, so that the memory counted is the program's own. `--factor` lengthens the time for a build that is not optimised.
"""

import os
import random
import signal
import struct
import subprocess
import time
import zipfile
import zlib
from hashlib import md5

from common import HEADERS, Campaign, invented, judge, need

MIB = 1 << 20
SIZE = 50_000_000
MOST_MEMORY = 512 * MIB
MOST_SECONDS = 60
# Nothing wrong, something wrong with the input.
VERDICTS = {0, 3}
WORDS = ["brief", "overzicht", "kamer", "woord", "bestuur", "nieuw", "jaar", "lijst", "vraag", "antwoord", "maand", "dag"]
TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
         '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{0}" Target="{1}"/></Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>'


def text(size, seed=1, end=" "):
    """Words, about so many octets, in pieces."""
    draw = random.Random(seed)
    while size > 0:
        piece = end.join(f"{draw.choice(WORDS)}{draw.randrange(9999)}" for _ in range(4000)) + end
        yield piece.encode()
        size -= len(piece)


def zeros(size, octet=b"\0"):
    """The same octet so many times, in pieces."""
    for _ in range(size // MIB):
        yield octet * MIB


def write(file, *pieces):
    """A file of bytes and of what gives bytes."""
    with open(file, "wb") as out:
        for piece in pieces:
            for part in [piece] if isinstance(piece, bytes) else piece:
                out.write(part)


def pack(file, parts, how=zipfile.ZIP_DEFLATED):
    """A zip archive of these parts, each bytes or a row of them."""
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=True) as out:
                for piece in [pieces.encode()] if isinstance(pieces, str) else pieces:
                    out.write(piece)


def deflated(pieces):
    """What they come to in zlib's form."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for piece in pieces) + packer.flush()


def alike(file, name, content, count):
    """A zip archive of one packed member, and a directory that names it so many times (APPNOTE 6.3.10, section 4.3.12)."""
    packer = zlib.compressobj(9, wbits=-15)
    packed, size, check = [], 0, 0
    for piece in content:
        packed.append(packer.compress(piece))
        size, check = size + len(piece), zlib.crc32(piece, check)
    packed = b"".join(packed) + packer.flush()
    shared = struct.pack("<HHHHIII", 0, 8, 0, 0x21, check, len(packed), size)

    def first(nth):
        return name.format(nth).encode()

    local = b"PK\3\4" + struct.pack("<H", 20) + shared + struct.pack("<HH", len(first(0)), 0) + first(0) + packed
    entries = b"".join(b"PK\1\2" + struct.pack("<HH", 20, 20) + shared + struct.pack("<HHHHHII", len(first(nth)), 0, 0, 0, 0, 0, 0) + first(nth)
                       for nth in range(count))
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(entries), len(local), 0)
    write(file, local, entries, end)


def pdf(file, streams, keys=b"", more=()):
    """A PDF with a page for each stream, written as it comes; streams give their length and their pieces. `more` are other streams: keys and content."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    with open(file, "wb") as out:
        places = {}

        def put(number, *pieces):
            places[number] = out.tell()
            out.write(b"%d 0 obj\n" % number)
            for piece in pieces:
                out.write(piece)
            out.write(b"\nendobj\n")

        out.write(b"%PDF-1.7\n")
        kids = b" ".join(b"%d 0 R" % (3 + 2 * nth) for nth in range(len(streams)))
        put(1, b"<</Type/Catalog/Pages 2 0 R>>")
        put(2, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(streams)))
        for nth, stream in enumerate(streams):
            put(3 + 2 * nth, b"<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources<</Font<</F %s>>>>>>" % (4 + 2 * nth, font))
            data = stream()
            put(4 + 2 * nth, b"<</Length %d%s>>stream\n" % (len(data), keys), data, b"\nendstream")
        for nth, (others, data) in enumerate(more, 3 + 2 * len(streams)):
            put(nth, b"<</Length %d%s>>stream\n" % (len(data), others), data, b"\nendstream")
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        for number in sorted(places):
            out.write(b"%010d 00000 n \n" % places[number])
        out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))


def rc4(key, data):
    """Encrypts as RC4 does."""
    state, other = list(range(256)), 0
    for at in range(256):
        other = (other + state[at] + key[at % len(key)]) % 256
        state[at], state[other] = state[other], state[at]
    out, one, other = bytearray(), 0, 0
    for octet in data:
        one = (one + 1) % 256
        other = (other + state[one]) % 256
        state[one], state[other] = state[other], state[one]
        out.append(octet ^ state[(state[one] + state[other]) % 256])
    return bytes(out)


def locked(identity):
    """The dictionary and the key of a PDF that opens without a password (ISO 32000-1, section 7.6.3, revision 3)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owner, rights = b"O" * 32, -4
    key = md5(pad + owner + struct.pack("<i", rights) + identity).digest()
    for _ in range(50):
        key = md5(key).digest()
    user = md5(pad + identity).digest()
    for nth in range(20):
        user = rc4(bytes(octet ^ nth for octet in key), user)
    hexed = lambda octets: b"<" + octets.hex().encode() + b">"
    return b"<</Filter/Standard/V 2/R 3/Length 128/P %d/O%s/U%s>>" % (rights, hexed(owner), hexed(user + bytes(16))), key


def packed_objects(file, count, size, encrypted):
    """A PDF of so many object streams, each with the length of a part of the page, and with so many octets of numbers."""
    out, places, packed, parts, top = bytearray(b"%PDF-1.7\n"), {}, {}, [], 10
    identity = bytes(16)
    encryption, key = locked(identity)

    def put(number, body, data=None):
        places[number] = len(out)
        if data is not None:
            if encrypted:
                data = rc4(md5(key + struct.pack("<I", number)[:3] + bytes(2)).digest(), data)
            body = body % len(data) + b"stream\n" + data + b"\nendstream"
        out.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    for _ in range(count):
        stream, length, part, numbers, top = top, top + 1, top + 2, top + 3, top + 4
        shown = b"BT /F 10 Tf (x) Tj ET"
        index = b"%d 0 %d 5 " % (length, numbers)
        put(stream, b"<</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %%d>>" % len(index),
            deflated([index, b"%-5d[" % len(shown), b"0 " * (size // 2), b"]"]))
        put(part, b"<</Length %d 0 R/Was %%d>>" % length, shown)
        packed |= {length: (stream, 0), numbers: (stream, 1)}
        parts.append(b"%d 0 R" % part)
    put(1, b"<</Type/Catalog/Pages 2 0 R>>")
    put(2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    put(3, b"<</Type/Page/Parent 2 0 R/Contents[%s]>>" % b" ".join(parts))
    more = b"/Encrypt 4 0 R/ID[<%s><%s>]" % ((identity.hex().encode(),) * 2) if encrypted else b""
    if encrypted:
        put(4, encryption)
    places[top] = len(out)
    entry = lambda number: (1, places[number], 0) if number in places else (2, *packed[number]) if number in packed else (0, 0, 65535)
    table = b"".join(struct.pack(">BIH", *entry(number)) for number in range(top + 1))
    head = b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R%s/Length %d>>stream\n" % (top, top + 1, more, len(table))
    out.extend(head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[top])
    write(file, bytes(out))


def lines(size, seed):
    """The content of a page of words."""
    shown = b"".join(b"(%s) Tj T* " % piece[:80] for block in text(size, seed, " ") for piece in [block[at : at + 80] for at in range(0, len(block), 80)])
    return b"BT /F 10 Tf 12 TL 40 800 Td " + shown + b"ET"


def attached(name):
    """The settings for one attachment."""
    return ["--set", f"notice.attachment=[{{ file = '{name}', name = '{name}' }}]", "--set", "notice.max_size='200MiB'"]


def a_list(name):
    """The settings for another list."""
    return ["--set", f"list.file='{name}'"]


def workbook(file, rows):
    """A workbook with one sheet of these rows."""
    head = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'.encode()
    pieces = (piece for part in [[head], rows(), [b"</sheetData></worksheet>"]] for piece in part)
    pack(file, {"[Content_Types].xml": TYPES, "_rels/.rels": RELS.format(f"{OFFICE}/officeDocument", "xl/workbook.xml"),
                "xl/_rels/workbook.xml.rels": RELS.format(f"{OFFICE}/worksheet", "worksheets/sheet1.xml"),
                "xl/workbook.xml": BOOK, "xl/worksheets/sheet1.xml": pieces})


def cell(words):
    """A cell of a sheet, its text in place."""
    return b'<c t="inlineStr"><is><t>' + words + b"</t></is></c>"


def rows_of_words(size):
    """Rows of a sheet, so many octets of words."""
    yield b"<row>" + b"".join(cell(name.encode()) for name in HEADERS) + b"</row>"
    for block in text(size):
        yield b"".join(b"<row>" + cell(word) * 8 + b"</row>" for word in block.split()[:500])
        yield b"<row>" + cell(block[:30000]) + b"</row>"


def one_long_cell():
    """A row whose one cell unpacks to 1 GiB."""
    yield b'<row><c t="inlineStr"><is><t>'
    yield from zeros(1024 * MIB, b"a")
    yield b"</t></is></c></row>"


def letter(body):
    """The parts of a letter in DOCX."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head, tail = f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>'.encode(), b"</w:t></w:r></w:p></w:body></w:document>"
    return {"[Content_Types].xml": "<Types/>", "word/document.xml": (piece for part in [[head], body, [tail]] for piece in part)}


def png(file, *texts):
    """A picture with packed texts."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    write(file, b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), *(chunk(b"zTXt", b"Comment\0\0" + raw) for raw in texts),
          chunk(b"IDAT", zlib.compress(b"\0\0\0\0")), chunk(b"IEND", b""))


def template(folder, body):
    """The HTML template with this body; gives the settings."""
    write(folder / "t.html.hbs", b"<!DOCTYPE html><html lang=nl><head><title>x</title></head><body><h1>x</h1>", body, b"</body></html>\n")
    return ["--set", "notice.html='t.html.hbs'", "--set", "notice.max_size='200MiB'"]


def long_value(folder):
    """A list whose rows have a long reference."""
    value = b"".join(text(30_000)).decode()[:30_000]
    rows = [row | {"kenmerk": value} for row in invented(2)]
    body = "\n".join(";".join(row[name] for name in HEADERS) for row in rows)
    write(folder / "long.csv", (";".join(HEADERS) + "\n" + body + "\n").encode())
    return a_list("long.csv")


def cases():
    """Each case: its name, and what makes it in a folder and gives the settings."""
    def made(file, settings, how, *args):
        return lambda folder: (how(folder / file, *args), settings(file))[1]

    head = ";".join(HEADERS).encode() + b"\n"
    yield "list, one cell of 50 MB", made("a.csv", a_list, write, head + b"1;", zeros(SIZE, b"a"))
    yield "list, one quoted cell of 50 MB", made("b.csv", a_list, write, head + b'1;"', text(SIZE))
    yield "list, 50 MB of rows", made("c.csv", a_list, write, head, text(SIZE, 2, ";x;maatschappelijk;y\n"))
    yield "list, 50 MB of delimiters", made("d.csv", a_list, write, head, zeros(SIZE, b";"))
    yield "list, 50 MB of line ends", made("e.csv", a_list, write, head, zeros(SIZE, b"\n"))
    yield "workbook, 50 MB of words", made("f.xlsx", a_list, workbook, lambda: rows_of_words(SIZE))
    yield "workbook, a sheet of 2 GiB of blanks", made("g.xlsx", a_list, workbook, lambda: zeros(2048 * MIB, b" "))
    yield "workbook, a cell of 1 GiB", made("h.xlsx", a_list, workbook, one_long_cell)
    yield "workbook, 40 million empty cells", made("i.xlsx", a_list, workbook, lambda: (b"<row>" + b"<c/>" * 1000 + b"</row>" for _ in range(40_000)))
    yield "letter, 50 MB of words", made("j.docx", attached, lambda file: pack(file, letter(text(SIZE)), zipfile.ZIP_STORED))
    yield "letter, 2 GiB of zeros", made("k.docx", attached, lambda file: pack(file, letter(zeros(2048 * MIB))))
    yield "letter, 2 GiB of tags", made("l.docx", attached, lambda file: pack(file, letter(zeros(2048 * MIB, b"<"))))
    yield "letter, 60,000 parts", made("m.docx", attached, lambda file: pack(file, {f"word/{nth}.xml": "<a>x</a>" for nth in range(60_000)}))
    yield "letter, 60,000 parts of 50 MB", made("y.docx", attached, alike, "word/document.xml{:06}", [b"\0" * SIZE], 60_000)
    yield "workbook attached, 50 MB of words", made("n.xlsx", attached, workbook, lambda: rows_of_words(SIZE))
    yield "PDF, 50 MB of words", made("o.pdf", attached, pdf, [lambda nth=nth: lines(100_000, nth) for nth in range(480)])
    yield "PDF, one page of 50 MB", made("p.pdf", attached, pdf, [lambda: lines(SIZE, 1)])
    yield "PDF, 50 MB of comment", made("q.pdf", attached, lambda file: (pdf(file, [lambda: b""]), open(file, "ab").writelines(text(SIZE)))[0])
    bomb = deflated(zeros(1024 * MIB))
    yield "PDF, a stream of 1 GiB of zeros", made("r.pdf", attached, pdf, [lambda: bomb], b"/Filter/FlateDecode")
    yield "PDF, the same on 300 pages", made("s.pdf", attached, pdf, [lambda: bomb[: 100_000]] * 300, b"/Filter/FlateDecode")
    twice = deflated([deflated(zeros(2048 * MIB))])
    yield "PDF, packed twice", made("t.pdf", attached, pdf, [lambda: twice], b"/Filter[/FlateDecode/FlateDecode]")
    brackets = deflated(zeros(256 * MIB, b"["))
    yield "PDF, 256 MiB of brackets", made("u.pdf", attached, pdf, [lambda: brackets], b"/Filter/FlateDecode")
    objects = [(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated([b"1 0 [", b"0 " * (30 * MIB)]))] * 400
    yield "PDF, 400 object streams of 60 MiB", made("z.pdf", attached, pdf, [lambda: lines(100, 1)], b"", objects)
    yield "PDF, 40 object streams of 60 MB that hold lengths", made("B.pdf", attached, packed_objects, 40, 60_000_000, False)
    yield "PDF, encrypted, one object stream of 60 MB", made("C.pdf", attached, packed_objects, 1, 60_000_000, True)
    yield "PDF, encrypted, one object stream of 2 MB", made("D.pdf", attached, packed_objects, 1, 2_000_000, True)
    yield "PDF, encrypted, 40 object streams of 50 kB", made("E.pdf", attached, packed_objects, 40, 50_000, True)
    yield "picture, a text of 1 GiB", made("v.png", attached, lambda file: png(file, bomb))
    yield "picture, 20,000 texts of 1 MiB", made("A.png", attached, lambda file: png(file, *[deflated([b"a" * MIB])] * 20_000))
    yield "text, 50 MB", made("w.txt", attached, write, text(SIZE))
    yield "text, one word of 50 MB", made("x.txt", attached, write, zeros(SIZE, b"a"))
    yield "HTML template of 50 MB", lambda folder: template(folder, text(SIZE))
    yield "HTML template, 4 MB of open tags", lambda folder: template(folder, (b"<b>" * 100_000 for _ in range(12)))
    yield "HTML template, 4 MB of paragraphs within inline tags", lambda folder: template(folder, (b"<tr><table>" + b"<b>" * 50_000 + b"<tr></tr>" * 10_000 for _ in range(14)))
    yield "HTML template, 4 MB of references", lambda folder: template(folder, (b"&amp;&#233;" * 10_000 for _ in range(36)))
    yield "HTML template, 4 MB of attributes", lambda folder: template(folder, [b"<p ", *(b"".join(b"a%d=b " % (nth * 1000 + at) for at in range(1000)) for nth in range(400)), b">"])
    yield "HTML that comes out at 50 MB", lambda folder: template(folder, [b"{{kenmerk}}" * 1_700]) + long_value(folder)
    yield "HTML that comes out at 9 GB", lambda folder: template(folder, [b"{{kenmerk}}" * 300_000]) + long_value(folder)


def measure(campaign, settings, factor):
    """How one check ends: exit code, seconds, octets of memory at most."""
    began = time.monotonic()
    with open(campaign.home / "out", "wb") as out:
        process = subprocess.Popen(campaign.command("--json", "check", *settings), stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                   env=campaign.environment, cwd=campaign.home, start_new_session=True)
        ended, status, usage = 0, 0, None
        while not ended:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if not ended and time.monotonic() - began > 3 * factor * MOST_SECONDS:
                os.killpg(process.pid, signal.SIGKILL)
                ended, status, usage = os.wait4(process.pid, 0)
            time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.monotonic() - began, usage.ru_maxrss * 1024


def work(options):
    """Each case in a folder of its own, one after the other."""
    wrong, most, longest, count = [], 0, 0, 0
    for name, make in cases():
        if options.only not in name:
            continue
        with Campaign(options.heraut, invented(2)) as campaign:
            settings = make(campaign.dir)
            code, seconds, memory = measure(campaign, settings, options.factor)
            said = (campaign.home / "out").read_bytes()[-300:].decode("utf-8", "replace")
        if options.show:
            print(f"{name}: exit {code}, {seconds:.1f} s, {memory / MIB:.0f} MiB", flush=True)
        count, most, longest = count + 1, max(most, memory), max(longest, seconds)
        if code not in VERDICTS or memory > MOST_MEMORY or seconds > MOST_SECONDS * options.factor:
            wrong.append(f"{name}: exit {code}, {seconds:.1f} s, {memory / MIB:.0f} MiB{'' if code in VERDICTS else ': ' + said}")
    need(count, "no case has that name")
    need(not wrong, f"{len(wrong)} of {count}\n" + "\n".join(wrong))
    return f"{count} large and hostile inputs: at most {most / MIB:.0f} MiB and {longest:.1f} s"


if __name__ == "__main__":
    judge(__doc__, work, [(["--factor"], {"type": float, "default": 1.0, "help": "so many times the time, for a development build"}),
                          (["--only"], {"default": "", "help": "cases whose name holds this"}),
                          (["--show"], {"action": "store_true", "help": "print each case as it ends"})])
