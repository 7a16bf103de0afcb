"""Writes the papers that the leak check and the look at attachments are tried on. Independent writers: ReportLab, pikepdf
(qpdf), pypdf, python-docx, openpyxl, XlsxWriter, odfpy.

    pip install reportlab pikepdf pypdf python-docx openpyxl xlsxwriter odfpy && python make.py
"""
import datetime
import io
import pathlib

import docx
import odf.dc
import odf.office
import odf.opendocument
import odf.text
import openpyxl
import openpyxl.comments
import pikepdf
import pypdf
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.pdfgen import canvas

HERE = pathlib.Path(__file__).parent


def with_reportlab():
    # Without a moment of its own the file is the same every time.
    page = canvas.Canvas(str(HERE / "reportlab.pdf"), pageCompression=1, invariant=1)
    page.setTitle("Platform Waterkers")
    text = page.beginText(72, 720)
    text.setFont("Helvetica", 12)
    text.textOut("Gesproken met Stich")
    text.setFont("Helvetica-Bold", 12)
    text.textOut("ting Noord")
    text.setFont("Helvetica", 12)
    text.textLine(" en met Café Müller.")
    text.textLine("Vragen: info@brug.example")
    page.drawText(text)
    page.save()


def with_python_docx():
    paper = docx.Document()
    paper.core_properties.title = "Platform Waterkers"
    paper.core_properties.author = ""
    paragraph = paper.add_paragraph("Gesproken met Stich")
    paragraph.add_run("ting Noord").bold = True
    paper.add_table(1, 1).cell(0, 0).text = "Café Müller"
    paper.sections[0].header.paragraphs[0].text = "info@brug.example"
    paper.save(HERE / "python-docx.docx")


def with_python_docx_reviewed():
    """A comment and a change of form, as a reader in Word leaves them."""
    paper = docx.Document()
    paper.core_properties.author = ""
    run = paper.add_paragraph().add_run("Wij vragen uw aandacht.")
    paper.add_comment(run, text="Te stellig?", author="A. Vos", initials="AV")
    run._r.get_or_add_rPr().append(parse_xml(
        f'<w:rPrChange {nsdecls("w")} w:id="7" w:author="B. Smit" w:date="2024-12-12T09:00:00Z"><w:rPr/></w:rPrChange>'))
    paper.save(HERE / "python-docx-reviewed.docx")


def with_openpyxl():
    """A note and who wrote it; nothing in the properties."""
    book = openpyxl.Workbook()
    book.properties.creator = None
    book.properties.created = book.properties.modified = WHEN
    book.active["A1"] = "Overzicht"
    book.active["A1"].comment = openpyxl.comments.Comment("Klopt dit?", "A. Vos")
    book.save(HERE / "openpyxl-note.xlsx")


def with_xlsxwriter():
    """One workbook that tells nothing, with a table, a link and a chart; one with a note and properties."""
    for name, told in (("xlsxwriter.xlsx", False), ("xlsxwriter-note.xlsx", True)):
        with xlsxwriter.Workbook(str(HERE / name)) as book:
            book.set_properties({"created": WHEN, "title": "Overzicht"} | ({"company": "Voorbeeldzaken"} if told else {}))
            sheet = book.add_worksheet("Overzicht")
            sheet.add_table(0, 0, 2, 1, {"columns": [{"header": "jaar"}, {"header": "aantal"}], "data": [[2023, 1], [2024, 2]]})
            sheet.write_url("D1", "https://www.voorbeeldzaken.example/")
            chart = book.add_chart({"type": "column"})
            chart.add_series({"values": "=Overzicht!$B$2:$B$3"})
            sheet.insert_chart("D3", chart)
            if told:
                sheet.write_comment("A1", "Klopt dit?", {"author": "A. Vos"})
                book.set_custom_property("Behandelaar", "A. Vos")


def with_odfpy():
    """A remark in the margin, with its writer."""
    paper = odf.opendocument.OpenDocumentText()
    remark = odf.office.Annotation()
    remark.addElement(odf.dc.Creator(text="A. Vos"))
    remark.addElement(odf.text.P(text="Te stellig?"))
    line = odf.text.P(text="Wij vragen uw aandacht.")
    line.addElement(remark)
    paper.text.addElement(line)
    paper.save(str(HERE / "odfpy-remark.odt"))


def small_pdf():
    """Tagged, Dutch, with a title, as far as its catalogue says."""
    page = io.BytesIO()
    plain = canvas.Canvas(page, pageCompression=1, invariant=1)
    plain.setAuthor("")
    plain.drawString(72, 720, "Wij vragen uw aandacht.")
    plain.save()
    paper = pikepdf.open(page)
    paper.Root.Lang = pikepdf.String("nl-NL")
    paper.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    paper.Root.StructTreeRoot = paper.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    paper.docinfo["/Title"] = "Toelichting"
    return paper


def with_pikepdf():
    """Objects and cross-reference packed, first page first: as office programs and printers' tools write them."""
    small_pdf().save(HERE / "pikepdf-packed.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate,
                     linearize=True, deterministic_id=True)


def with_pypdf():
    """An update behind a classical file: the language and the title taken back, an author put in."""
    first = io.BytesIO()
    small_pdf().save(first, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    first.seek(0)
    writer = pypdf.PdfWriter(first, incremental=True)
    writer._root_object[pypdf.generic.NameObject("/Lang")] = pypdf.generic.TextStringObject("")
    writer.add_metadata({"/Title": "", "/Author": "A. Vos"})
    writer.write(HERE / "pypdf-updated.pdf")


WHEN = datetime.datetime(2024, 12, 12, 9, 0)
with_reportlab()
with_python_docx()
with_python_docx_reviewed()
with_openpyxl()
with_xlsxwriter()
with_odfpy()
with_pikepdf()
with_pypdf()
