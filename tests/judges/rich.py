"""A campaign that has all that a mail may have: its HTML from MJML, a logo within it, a file of each row's own, awkward names.

The words and the style are those of the shipped settings; text and subject are the shipped templates.
"""

import hashlib
import re
import struct
import zlib

import awkward
from common import ROOT

FILE = "Uw-toelichting.pdf"
CID = "logo"
MJML = """<mjml lang="nl">
<mj-head>
<mj-title>Informatie voor het bestuur van {{organisatie}}</mj-title>
<mj-attributes>
<mj-all font-family="{{stijl_letter}}" />
<mj-text font-size="17px" line-height="27px" color="{{stijl_inkt}}" padding="10px 24px" />
</mj-attributes>
<mj-style>
  .long { overflow-wrap: break-word; word-break: break-word; }
  @media (prefers-color-scheme: dark) {
    body, body > div { background-color: {{stijl_donker_achtergrond}} !important; }
    .sheet, .sheet > table { background: {{stijl_donker_papier}} !important; background-color: {{stijl_donker_papier}} !important; }
    .sheet div { color: {{stijl_donker_inkt}} !important; }
    .sheet a { color: {{stijl_donker_accent}} !important; }
  }
</mj-style>
</mj-head>
<mj-body width="620px" background-color="{{stijl_achtergrond}}">
<mj-section css-class="sheet" background-color="{{stijl_papier}}">
<mj-column>
<mj-image align="left" width="96px" height="48px" padding="24px 24px 0 24px" src="cid:logo" alt="Ministerie van Voorbeeldzaken" />
<mj-text css-class="long">
<h1 style="line-height:38px;">Informatie voor het bestuur van {{organisatie}}</h1>
<p>Datum: {{datum}}<br />Kenmerk: {{kenmerk}}</p>
<p>Geachte {{aanhef}},</p>
<p>Uw organisatie staat in een overzicht. Jaren waarin wij contact hadden: {{als_lijst contactjaren}}. Leden van de Tweede Kamer
mogen het lezen van {{inzage_van}} tot en met {{inzage_tot}}.</p>
<p>Hebt u een vraag? Mail dan naar <a href="mailto:{{contact}}">{{contact}}</a>.</p>
<p>Met vriendelijke groet,<br />{{afzender}}<br />{{afdeling}}</p>
<p>Telefoon: {{telefoon}}<br />Post: {{postadres}}</p>
</mj-text>
</mj-column>
</mj-section>
</mj-body>
</mjml>
"""


def picture(width=192, height=96):
    """A logo as a PNG: a bar in the blue of the house, and a lighter one, which no renderer makes of its own."""
    line = b"\0" + bytes([0x15, 0x42, 0x73]) * (width // 2) + bytes([0x9C, 0xC3, 0xEA]) * (width - width // 2)

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(line * height)) + chunk(b"IEND", b""))


def own(row):
    """The file of one row: the shipped attachment, and behind its end a remark that no other row's has."""
    remark = hashlib.sha256(row["kenmerk"].encode()).hexdigest()
    return (ROOT / "templates/bijlage-3.2.pdf").read_bytes() + f"\n% {remark}\n".encode()


def campaign(binary):
    """Such a campaign, not yet sealed. Each row's file lies under its `kenmerk`."""
    made = awkward.campaign(binary)
    (made.dir / "templates/rijk.mjml.hbs").write_text(MJML, "utf-8")
    (made.dir / "templates/logo.png").write_bytes(picture())
    (made.dir / "bijlagen").mkdir()
    for row in made.rows():
        (made.dir / "bijlagen" / row["kenmerk"]).write_bytes(own(row))
    settings = made.dir / "config/heraut.toml"
    text, count = re.subn(r'\nfile = "templates/bijlage-3.2.pdf" [^\n]*', '\ncolumn = "kenmerk"\nfolder = "bijlagen"',
                          settings.read_text("utf-8"))
    assert count == 1
    text = text.replace("Bijlage-3.2-toelichting.pdf", FILE).replace("bijlage-3.1.html.hbs", "rijk.mjml.hbs")
    settings.write_text(text + f'\n[[notice.inline]]\nfile = "templates/logo.png"\ncid = "{CID}"\n', "utf-8")
    return made
