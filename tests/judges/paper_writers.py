"""PDFs with a planted name, by writers that draw: each way of hiding it is told once, in words that every writer has.

A `Sheet` is one writer. What it can't do (`turned` of one, an outline of another) it has no method for, and the way is left out for it.
"""

import base64
import io
import zlib

import cairocffi
import fpdf
import pikepdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

NAME = "Comité Vergeten Buitenplaatsen"
# Its letters f and i, f and l, are one glyph each in many fonts.
LIGATURES = "Stichting Koffiefluister"
FONTS = "/usr/share/fonts/truetype/liberation/LiberationSans-"
FACES = ["Regular", "Bold", "Italic"]
REGULAR, BOLD, ITALIC = range(3)
SIZE = 12
HIGH = 842


class Sheet:
    """One file being drawn; lengths in points, from the top left."""

    def line(self, x, y, *runs, spacing=0):
        """Runs behind each other: words, or words with their face and size."""
        for run in runs:
            words, face, size = run if isinstance(run, tuple) else (run, REGULAR, SIZE)
            self.put(x, y, words, face, size, spacing)
            x += self.width(words, face, size) + spacing * len(words)


class ReportLab(Sheet):
    """ReportLab with fonts of its own, of which it puts in the letters used."""

    def __init__(self):
        for face in FACES:
            if face not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(face, f"{FONTS}{face}.ttf"))
        self.out = io.BytesIO()
        self.sheet = canvas.Canvas(self.out, pagesize=(595, HIGH), invariant=1)

    def face(self, face):
        return FACES[face]

    def put(self, x, y, words, face, size, spacing):
        text = self.sheet.beginText(x, HIGH - y)
        text.setFont(self.face(face), size)
        text.setCharSpace(spacing)
        text.textOut(words)
        self.sheet.drawText(text)

    def width(self, words, face, size):
        return pdfmetrics.stringWidth(words, self.face(face), size)

    def turn(self):
        self.sheet.translate(1000, 100)
        self.sheet.rotate(90)

    def next(self):
        self.sheet.showPage()

    def picture(self, image):
        self.sheet.drawImage(ImageReader(image), 72, 500, 400, 60)

    def title(self, words):
        self.sheet.setTitle(words)

    def chapter(self, words):
        self.sheet.bookmarkPage("a")
        self.sheet.addOutlineEntry(words, "a")

    def field(self, words):
        self.sheet.acroForm.textfield(name="vraag", value=words, x=72, y=500, width=300, height=20)

    def note(self, words):
        self.sheet.textAnnotation(words, Rect=(72, 500, 92, 520))

    def bytes(self):
        self.sheet.save()
        return self.out.getvalue()


class ReportLabStandard(ReportLab):
    """ReportLab with the fonts that every reader has, each string in ASCII85."""

    def __init__(self):
        super().__init__()
        self.sheet = canvas.Canvas(self.out, pagesize=(595, HIGH), invariant=1, pageCompression=1)

    def face(self, face):
        return ["Times-Roman", "Times-Bold", "Times-Italic"][face]


class Fpdf(Sheet):
    """fpdf2."""

    def __init__(self):
        self.sheet = fpdf.FPDF(unit="pt", format="A4")
        for style, face in zip(["", "B", "I"], FACES, strict=True):
            self.sheet.add_font("own", style, f"{FONTS}{face}.ttf")
        self.sheet.add_page()

    def set(self, face, size, spacing):
        self.sheet.set_font("own", ["", "B", "I"][face], size)
        self.sheet.set_char_spacing(spacing)

    def put(self, x, y, words, face, size, spacing):
        self.set(face, size, spacing)
        self.sheet.text(x, y, words)

    def width(self, words, face, size):
        self.set(face, size, 0)
        return self.sheet.get_string_width(words)

    def turn(self):
        # Until the page ends; it has no other way to begin.
        self.sheet._out("0 1 -1 0 1000 100 cm")

    def next(self):
        self.sheet.add_page()

    def picture(self, image):
        self.sheet.image(image, 72, 200, 400, 60)

    def title(self, words):
        self.sheet.set_title(words)

    def chapter(self, words):
        self.set(REGULAR, SIZE, 0)
        self.sheet.start_section(words)

    def note(self, words):
        self.sheet.text_annotation(72, 200, words)

    def attach(self, name):
        self.sheet.embed_file(bytes=b"leeg", basename=name)

    def bytes(self):
        return bytes(self.sheet.output())


class FpdfStandard(Fpdf):
    """fpdf2 with the fonts that every reader has."""

    def set(self, face, size, spacing):
        self.sheet.set_font("helvetica", ["", "B", "I"][face], size)
        self.sheet.set_char_spacing(spacing)


class Cairo(Sheet):
    """Cairo."""

    def __init__(self):
        self.out = io.BytesIO()
        self.surface = cairocffi.PDFSurface(self.out, 595, HIGH)
        self.sheet = cairocffi.Context(self.surface)

    def set(self, face, size):
        slant = cairocffi.FONT_SLANT_ITALIC if face == ITALIC else cairocffi.FONT_SLANT_NORMAL
        weight = cairocffi.FONT_WEIGHT_BOLD if face == BOLD else cairocffi.FONT_WEIGHT_NORMAL
        self.sheet.select_font_face("Liberation Serif", slant, weight)
        self.sheet.set_font_size(size)

    def put(self, x, y, words, face, size, spacing):
        self.set(face, size)
        for part in words if spacing else [words]:
            self.sheet.move_to(x, y)
            self.sheet.show_text(part)
            x += self.width(part, face, size) + spacing

    def width(self, words, face, size):
        self.set(face, size)
        return self.sheet.text_extents(words)[4]

    def turn(self):
        self.sheet.translate(200, 400)
        self.sheet.rotate(1.5708)

    def next(self):
        self.sheet.show_page()

    def picture(self, image):
        png = io.BytesIO()
        image.save(png, "png")
        self.sheet.set_source_surface(cairocffi.ImageSurface.create_from_png(io.BytesIO(png.getvalue())), 72, 200)
        self.sheet.paint()

    def outlined(self, words):
        """As lines and curves, as drawing programs write a logo."""
        self.set(BOLD, 20)
        self.sheet.move_to(72, 100)
        self.sheet.text_path(words)
        self.sheet.fill()

    def title(self, words):
        self.surface.set_metadata(cairocffi.PDF_METADATA_TITLE, words)

    def bytes(self):
        self.surface.finish()
        return self.out.getvalue()


def drawn(words):
    """A picture of words."""
    image = Image.new("RGB", (800, 120), "white")
    ImageDraw.Draw(image).text((10, 30), words, fill="black", font=ImageFont.truetype(f"{FONTS}Regular.ttf", 40))
    return image


FIRST, SECOND = NAME.rsplit(" ", 1)
BEFORE = "Wij spraken met"


def plain(sheet):
    sheet.line(72, 100, f"{BEFORE} {NAME} in mei.")


def bold_word(sheet):
    first, middle, last = NAME.split()
    sheet.line(72, 100, f"{BEFORE} {first} ", (middle, BOLD, SIZE), f" {last} in mei.")


def bold_part(sheet):
    sheet.line(72, 100, f"{BEFORE} {NAME[:9]}", (NAME[9:12], ITALIC, SIZE), f"{NAME[12:]} in mei.")


def letter_by_letter(sheet):
    sheet.line(72, 100, *f"{BEFORE} {NAME} in mei.")


def spaced(sheet):
    sheet.line(72, 100, f"{BEFORE} {NAME} in mei.", spacing=5)


def hyphenated(sheet):
    sheet.line(72, 100, f"{BEFORE} {NAME[:-8]}-")
    sheet.line(72, 114, f"{NAME[-8:]} in mei.")


def columns(sheet):
    for nth in range(5):
        sheet.line(72, 100 + nth * 14, f"Regel {nth} van de kolom")
    sheet.line(72, 170, f"{BEFORE} {FIRST}")
    sheet.line(320, 100, f"{SECOND} in mei.")
    for nth in range(1, 5):
        sheet.line(320, 100 + nth * 14, f"Regel {nth} van de tweede")


def columns_by_line(sheet):
    """Both columns at once, from the top down: the name's halves are far from each other in the file."""
    sheet.line(320, 100, f"{SECOND} in mei.")
    for nth in range(5):
        sheet.line(72, 100 + nth * 14, f"Regel {nth} van de kolom")
        sheet.line(320, 114 + nth * 14, f"Regel {nth} van de tweede")
    sheet.line(72, 170, f"{BEFORE} {FIRST}")


def table(sheet):
    """Cells of two lines, written line by line."""
    sheet.line(72, 100, "Geachte heer")
    sheet.line(200, 100, FIRST)
    sheet.line(420, 100, "in mei")
    sheet.line(72, 114, "en mevrouw,")
    sheet.line(200, 114, SECOND)
    sheet.line(420, 114, "gesproken")


def out_of_order(sheet):
    """The bold word is written last, as some drawing programs do."""
    first, middle, last = NAME.split()
    after = 72 + sheet.width(f"{first} ", REGULAR, SIZE)
    sheet.line(72, 100, f"{first} ")
    sheet.line(after + sheet.width(f"{middle} ", BOLD, SIZE), 100, f"{last} in mei.")
    sheet.line(72, 200, "Een andere regel.")
    sheet.line(after, 100, (middle, BOLD, SIZE))


def page_break(sheet):
    sheet.line(72, 760, f"{BEFORE} {FIRST}")
    sheet.next()
    sheet.line(72, 60, f"{SECOND} in mei.")


def page_break_footer(sheet):
    sheet.line(72, 760, f"{BEFORE} {FIRST}")
    sheet.line(72, 790, "Ministerie van Voorbeeldzaken")
    sheet.line(72, 804, "Pagina 1 van 2")
    sheet.next()
    sheet.line(72, 40, "Toelichting bij het overzicht")
    sheet.line(72, 80, f"{SECOND} in mei.")


def footer_first(sheet):
    """Header and footer are written before the page's own words."""
    sheet.line(72, 804, "Pagina 1 van 2")
    sheet.line(72, 40, "Toelichting")
    sheet.line(72, 760, f"{BEFORE} {FIRST}")
    sheet.next()
    sheet.line(72, 804, "Pagina 2 van 2")
    sheet.line(72, 40, "Toelichting")
    sheet.line(72, 80, f"{SECOND} in mei.")


def note_mark(sheet):
    sheet.line(72, 100, f"{BEFORE} {FIRST}")
    x = 72 + sheet.width(f"{BEFORE} {FIRST}", REGULAR, SIZE)
    sheet.line(x, 96, ("12", REGULAR, 7))
    sheet.line(x + 10, 100, f" {SECOND} in mei.")
    sheet.line(72, 780, "12 Zie het verslag.")


def small_caps(sheet):
    runs = []
    for word in NAME.split():
        runs += [word[0], (word[1:].upper(), REGULAR, 9), " "]
    sheet.line(72, 100, f"{BEFORE} ", *runs)


def ligatures(sheet):
    sheet.line(72, 100, f"{BEFORE} {LIGATURES.replace('fi', chr(0xFB01)).replace('fl', chr(0xFB02))} in mei.")


def turned(sheet):
    sheet.turn()
    sheet.line(10, 10, f"{BEFORE} {NAME} in mei.")


def titled(sheet):
    sheet.title(f"Verslag over {NAME}")
    sheet.line(72, 100, "Verslag")


def chapter(sheet):
    sheet.line(72, 100, "Verslag")
    sheet.chapter(f"Gesprek met {NAME}")


def field(sheet):
    sheet.line(72, 100, "Verslag")
    sheet.field(NAME)


def note(sheet):
    sheet.line(72, 100, "Verslag")
    sheet.note(f"Ook voor {NAME}")


def attached(sheet):
    sheet.line(72, 100, "Verslag")
    sheet.attach(f"{NAME}.txt")


def picture(sheet):
    sheet.line(72, 100, "Verslag")
    sheet.next()
    sheet.picture(drawn(NAME))


def outlined(sheet):
    sheet.line(72, 100, "Verslag")
    sheet.next()
    sheet.outlined(NAME)


READ = [plain, bold_word, bold_part, letter_by_letter, spaced, hyphenated, columns, columns_by_line, table, out_of_order,
        page_break, page_break_footer, footer_first, note_mark, small_caps, ligatures, turned, titled, chapter, field, note, attached]
# No program reads these without guessing at shapes: the page is named.
UNREAD = {picture: 2, outlined: 2}
NEEDS = {turned: "turn", titled: "title", chapter: "chapter", field: "field", note: "note", attached: "attach", picture: "picture",
         outlined: "outlined"}
STANDARD = {ReportLabStandard, FpdfStandard}


def files():
    """Name, bytes, and the page that can only be named as unread; None where the planted name has to be found."""
    for writer in [ReportLab, ReportLabStandard, Fpdf, FpdfStandard, Cairo]:
        for way in [*READ, *UNREAD]:
            # What the standard fonts have no letter for can't be written with them.
            if hasattr(writer, NEEDS.get(way, "line")) and not (way is ligatures and writer in STANDARD):
                sheet = writer()
                way(sheet)
                yield f"{writer.__name__}-{way.__name__}", sheet.bytes(), UNREAD.get(way)


def without(writer):
    """A file of this writer that names nobody."""
    sheet = writer()
    sheet.line(72, 100, f"{BEFORE} de vergeten buitenplaatsen van het comité, in mei.")
    return sheet.bytes()


def lzw(data):
    """Packed as LZWDecode unpacks it (ISO 32000-1, section 7.4.4), in the plain form: the table is cleared before it is full."""
    bits, count, table, code = 0, 0, {}, b""
    width, following = 9, 258

    def add(number):
        nonlocal bits, count
        bits, count = bits << width | number, count + width

    def clear():
        nonlocal table, width, following
        add(256)
        table, width, following = {bytes([byte]): byte for byte in range(256)}, 9, 258

    clear()
    for byte in data:
        longer = code + bytes([byte])
        if longer in table:
            code = longer
            continue
        add(table[code])
        table[longer], following = following, following + 1
        if following in (512, 1024, 2048):
            width += 1
        if following == 4094:
            clear()
        code = bytes([byte])
    if code:
        add(table[code])
    add(257)
    return (bits << -count % 8).to_bytes((count + 7) // 8, "big")


def repacked(data, how):
    """The same file, each page's content packed otherwise by pikepdf; LZW's and ASCII85's own filters in a row, named by reference."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            content = page.Contents.read_bytes()
            if how == "lzw":
                filters, packed = ["/LZWDecode"], lzw(content)
            elif how == "twice":
                filters, packed = ["/FlateDecode", "/FlateDecode"], zlib.compress(zlib.compress(content))
            else:
                filters = ["/ASCII85Decode", "/ASCIIHexDecode", "/LZWDecode"]
                packed = base64.a85encode(lzw(content).hex().encode() + b">") + b"~>"
            page.Contents = pikepdf.Stream(pdf, packed)
            page.Contents.write(packed, filter=pikepdf.Array([pikepdf.Name(one) for one in filters]))
            page.Contents.Filter = pdf.make_indirect(page.Contents.Filter)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()
