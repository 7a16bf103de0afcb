"""PDFs with a planted name, by programs that set whole documents (Typst, LibreOffice, Chromium), and content made by hand, as other
programs write it, in a file by pikepdf."""

import io
import subprocess

import pikepdf
import typst
from paper_writers import BEFORE, FIRST, LIGATURES, NAME, SECOND

ONE, TWO, THREE = NAME.split()
FILLER = "Dit is een regel van de toelichting, die de bladzijde vult en verder niets zegt. "
TYPST_PAGE = '#set page(width: 300pt, height: 200pt, margin: 40pt{})\n#set text(lang: "nl", hyphenate: true)\n'
TYPST = {
    "plain": f"{BEFORE} {NAME} in mei.",
    "bold_word": f"{BEFORE} {ONE} *{TWO}* {THREE} in mei.",
    "bold_part": f"{BEFORE} {ONE} Ver#emph[get]en {THREE} in mei.",
    "spaced": f"#text(tracking: 4pt)[{BEFORE} {NAME} in mei.]",
    "hyphenated": f"#box(width: 70pt)[#par(justify: true)[{BEFORE} {NAME} in mei.]]",
    "columns": f"#columns(2)[{BEFORE} {FIRST} #colbreak() {SECOND} in mei.]",
    "table": f"#table(columns: (60pt, 60pt, 60pt), [Geachte heer], [{NAME}], [in mei])",
    "page_break": f"{BEFORE} {FIRST}\n#pagebreak()\n{SECOND} in mei.",
    "note_mark": f"{BEFORE} {FIRST}#footnote[Zie het verslag.] {SECOND} in mei.",
    "small_caps": f"#smallcaps[{BEFORE} {NAME} in mei.]",
    "ligatures": f"{BEFORE} {LIGATURES} in mei.",
    "turned": f"#rotate(90deg, reflow: true)[{BEFORE} {NAME}]",
    "titled": f'#set document(title: "Verslag over {NAME}")\nVerslag',
    "chapter": f"= {NAME}\nVerslag",
    "attached": f'#pdf.attach("{NAME}.txt", bytes("leeg"))\nVerslag',
    "mathematics": f"$ sum_(k = 1)^n k $ {BEFORE} {NAME}.",
}


def by_typst():
    """Each way as Typst writes it; the page that is broken also with a footer and numbers."""
    for way, text in TYPST.items():
        page = TYPST_PAGE.format("")
        yield f"Typst-{way}", typst.compile((page + text).encode()), None
    page = TYPST_PAGE.format(', numbering: "1 van 1", header: [Toelichting], footer: [Ministerie van Voorbeeldzaken]')
    yield "Typst-page_break_footer", typst.compile((page + TYPST["page_break"]).encode()), None


STYLE = "<style>@page {{ size: 300px 200px; margin: 30px{} }} p {{ margin: 0; {} }} </style>"
CHROMIUM = {
    "plain": ("", f"{BEFORE} {NAME} in mei."),
    "bold_word": ("", f"{BEFORE} {ONE} <b>{TWO}</b> {THREE} in mei."),
    "bold_part": ("", f"{BEFORE} {ONE} Ver<i>get</i>en {THREE} in mei."),
    "spaced": ("letter-spacing: 5px", f"{BEFORE} {NAME} in mei."),
    "hyphenated": ("width: 70px", f"{BEFORE} {ONE} {TWO} Buiten&shy;plaatsen in mei."),
    "columns": ("columns: 2; height: 40px; font-size: 12px; orphans: 1; widows: 1", f"{BEFORE} {ONE} {TWO} {THREE} in mei. {FILLER}"),
    "page_break": ("", f"{BEFORE} {FIRST}<br style='break-after: page'><span style='display:block;break-before:page'>{SECOND} in mei.</span>"),
    "note_mark": ("", f"{BEFORE} {FIRST}<sup>12</sup> {SECOND} in mei."),
    "small_caps": ("font-variant: small-caps", f"{BEFORE} {NAME} in mei."),
    "ligatures": ("", f"{BEFORE} {LIGATURES} in mei."),
    "turned": ("writing-mode: vertical-rl", f"{BEFORE} {NAME} in mei."),
    "uneven": ("word-spacing: -3px; text-align: justify; width: 220px", f"{BEFORE} {NAME} in mei. {FILLER}"),
    "svg": ("", f"<svg width=280 height=30 font-size=8><text x=0 y=20>{BEFORE} <tspan font-weight=bold>{NAME}</tspan></text></svg>"),
    "flexed": ("display: flex; justify-content: space-between", f"<span>{ONE}</span><span>{TWO}</span><span>{THREE}</span>"),
}


def by_chromium(browser, folder):
    """Each way as Chromium prints it."""
    for way, (style, text) in CHROMIUM.items():
        page = folder / f"{way}.html"
        page.write_text(f"<!doctype html><meta charset=utf-8>{STYLE.format('', style)}<p>{text}</p>", "utf-8")
        browser.open(page, 800, 600, "light")
        for more in [{}] if way != "page_break" else [{}, {"displayHeaderFooter": True}]:
            yield f"Chromium-{way}{'_footer' if more else ''}", browser.print(preferCSSPageSize=True, **more), None


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{title}</dc:title></office:meta>
<office:styles><style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:language="nl" fo:country="NL"
 style:font-name="Liberation Serif" fo:font-size="12pt"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"/>
</office:styles>
<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="S" style:family="text"><style:text-properties fo:letter-spacing="4pt"/></style:style>
<style:style style:name="C" style:family="text"><style:text-properties fo:font-variant="small-caps"/></style:style>
<style:style style:name="U" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="N" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="K" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="column"/></style:style>
<style:style style:name="T" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.5cm"/></style:section-properties></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="9cm" fo:page-height="9cm" fo:margin="1cm"/>
 <style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">{margins}</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""
MARGINS = ("<style:header><text:p>Toelichting</text:p></style:header><style:footer><text:p>Ministerie van Voorbeeldzaken</text:p>"
           "<text:p>Pagina <text:page-number/></text:p></style:footer>")


def paragraph(words, style="Standard"):
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def span(style, words):
    return f'<text:span text:style-name="{style}">{words}</text:span>'


BROKEN = paragraph(f"{BEFORE} {FIRST}") + paragraph(f"{SECOND} in mei.", "N")
LIBREOFFICE = {
    "plain": paragraph(f"{BEFORE} {NAME} in mei."),
    "bold_word": paragraph(f"{BEFORE} {ONE} {span('B', TWO)} {THREE} in mei."),
    "bold_part": paragraph(f"{BEFORE} {ONE} Ver{span('B', 'get')}en {THREE} in mei."),
    "spaced": paragraph(span("S", f"{BEFORE} {NAME} in mei.")),
    "hyphenated": paragraph(f"{FILLER}Zo wij {BEFORE} {ONE} {TWO} Buiten\u00adplaatsen in mei."),
    "columns": f'<text:section text:style-name="T" text:name="a">{paragraph(f"{BEFORE} {FIRST}")}{paragraph(f"{SECOND} in mei.", "K")}</text:section>',
    "page_break": BROKEN,
    "page_break_footer": BROKEN,
    "note_mark": paragraph(f'{BEFORE} {FIRST}<text:note text:id="a" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                           f"<text:note-body>{paragraph('Zie het verslag.')}</text:note-body></text:note> {SECOND} in mei."),
    "raised": paragraph(f"{BEFORE} {FIRST}{span('U', '12')} {SECOND} in mei."),
    "small_caps": paragraph(span("C", f"{BEFORE} {NAME} in mei.")),
    "ligatures": paragraph(f"{BEFORE} {LIGATURES} in mei."),
    "titled": paragraph("Verslag"),
    "chapter": f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{NAME}</text:h>' + paragraph("Verslag"),
}


def by_libreoffice(folder):
    """Each way as LibreOffice's Writer exports it, all in one call."""
    for way, body in LIBREOFFICE.items():
        title, margins = f"Verslag over {NAME}" if way == "titled" else "Verslag", MARGINS if way == "page_break_footer" else ""
        (folder / f"{way}.fodt").write_text(FODT.format(title=title, margins=margins, body=body), "utf-8")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *sorted(map(str, folder.glob("*.fodt")))], cwd=folder, check=True, capture_output=True)
    for way in LIBREOFFICE:
        yield f"LibreOffice-{way}", (folder / f"{way}.pdf").read_bytes(), None


LATIN = NAME.encode("latin-1")
WORDS = [word.encode("latin-1") for word in NAME.split()]
# Each: the streams of one page's content.
CONTENT = {
    "two_streams": [b"BT /F 12 Tf 72 700 Td (met Comit\xe9 Verge) Tj", b"(ten Buitenplaatsen) Tj ET"],
    "streams_within_an_array": [b"BT /F 12 Tf 72 700 Td [(met Comit\xe9 Verge)", b"20 (ten Buitenplaatsen)] TJ ET"],
    "kerned": [b"BT /F 12 Tf 72 700 Td [" + b" 30 ".join(b"(%c)" % byte for byte in LATIN) + b"] TJ ET"],
    "kerned_apart": [b"BT /F 12 Tf 72 700 Td [" + b" -350 ".join(b"(%c)" % byte for byte in LATIN) + b"] TJ ET"],
    "blanks_by_kerning": [b"BT /F 12 Tf 72 700 Td [(met)-250(" + b") -250 (".join(WORDS) + b")-250(in mei)] TJ ET"],
    "narrow_blanks": [b"BT /F 12 Tf 72 700 Td [(met)-170(" + b") -170 (".join(WORDS) + b")-170(in mei)] TJ ET"],
    "next_line_operators": [b"BT /F 12 Tf 14 TL 72 700 Td (met Comit\xe9) Tj (Vergeten) ' 1 0 (Buitenplaatsen) \" ET"],
    "blanks_by_moving": [b"BT /F 12 Tf 72 700 Td (met) Tj 30 0 Td (" + b") Tj 80 0 Td (".join(WORDS) + b") Tj ET"],
    "hex": [b"BT /F 12 Tf 72 700 Td <" + LATIN.hex().encode() + b"> Tj ET"],
    "octal": [b"BT /F 12 Tf 72 700 Td (Comit\\351 Verge\\\nten Buiten\\160laatsen) Tj ET"],
    "actual_text": [b"/Span <</ActualText (Comit\xe9 Vergeten Buitenplaatsen)>> BDC BT /F 12 Tf (x) Tj ET EMC"],
    "inline_picture_before": [b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x45 EI Q BT /F 12 Tf 72 700 Td (" + LATIN + b") Tj ET"],
    "unseen": [b"BT /F 12 Tf 3 Tr 72 700 Td (" + LATIN + b") Tj ET"],
    "no_operator_between": [b"BT /F 12 Tf 72 700 Td(met )Tj(" + b" )Tj(".join(WORDS) + b")Tj ET"],
    "raised_mark": [b"BT /F 12 Tf 72 700 Td (met Comit\xe9 Vergeten) Tj 5 Ts (1) Tj 0 Ts ( Buitenplaatsen) Tj ET"],
    "mark_by_matrix": [b"BT /F 1 Tf 12 0 0 12 72 700 Tm (Comit\xe9 Vergeten) Tj 7 0 0 7 150 705 Tm (1) Tj 12 0 0 12 155 700 Tm ( Buitenplaatsen) Tj ET"],
    "state_of_graphics": [b"/G gs BT 72 700 Td (" + LATIN + b") Tj ET"],
    "unfinished": [b"BT /F 12 Tf 72 700 Td (" + LATIN + b") Tj"],
    "odd_operands": [b"BT /F 12 Tf 1 0 0 .-5 72 700 Tm 0 --5 Td (" + LATIN + b") Tj << /A >> ET"],
    "font_set_outside": [b"/F 12 Tf q BT 72 700 Td (Comit\xe9 ) Tj ET Q BT 9 9 Td (Vergeten Buitenplaatsen) Tj ET"],
    "font_put_back": [b"/F 12 Tf q /Z 9 Tf BT (\x01\x02) Tj ET Q BT 72 700 Td (" + LATIN + b") Tj ET"],
}


def by_hand():
    """A page of such content in a file by pikepdf; the font is one that every reader has."""
    for way, streams in CONTENT.items():
        with pikepdf.new() as pdf:
            font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
                                      Encoding=pikepdf.Name.WinAnsiEncoding)
            other = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.ZapfDingbats)
            page = pdf.add_blank_page(page_size=(595, 842))
            state = pikepdf.Dictionary(G=pikepdf.Dictionary(Font=[pdf.make_indirect(font), 12]))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font), Z=other), ExtGState=state)
            page.Contents = pikepdf.Array([pdf.make_stream(stream) for stream in streams])
            out = io.BytesIO()
            pdf.save(out, static_id=True)
            yield f"Hand-{way}", out.getvalue(), None
