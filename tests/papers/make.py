"""Writes the papers that the leak check is tried on. Independent writers: ReportLab, python-docx.

    pip install reportlab python-docx && python make.py
"""
import pathlib

import docx
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


with_reportlab()
with_python_docx()
