"""A name in HTML, in many ways: where Chromium's own `innerText` shows it, `check` finds it.

Two rows; the mail of the first names the second. Chromium is given the same HTML, with scripts off as in mail programs, and says by `document.body.innerText`
what a reader sees. A way in which the reader sees the name and `check` does not name its organisation is a fault. Where `check` finds a name that a reader doesn't
see (hidden parts, attributes, comments) all is well; `--show` lists those, and what neither finds. Pages that name nobody are passed in silence.
Needs Debian's `chromium`.
"""

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor

from chromium import Chromium
from common import Campaign, invented, judge, need
from rich import CID, picture

NAME = "Comité Fijn Eikenhof"
ID = "PLANT-1"
FEWEST = 60
LEAK, PERHAPS = "notice-leak", "notice-leak-perhaps"
# What no template may hold: such a way is refused as it stands.
REFUSED = {"nul": "notice-template-control"}
PAGE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{title}</title>{head}
</head>
<body>
<h1>Bericht</h1>
{body}
<p>Tot zover.</p>
</body>
</html>
"""


def each(form, text=NAME):
    """The name with every character in another form."""
    return "".join(form(c) for c in text)


def shifted(start, text=NAME):
    """The name in letters of another block of Unicode, from its capital A and its small a on."""
    capital, small = start
    plain = unicodedata.normalize("NFD", text)
    return "".join(chr(capital + ord(c) - 65) if "A" <= c <= "Z" else chr(small + ord(c) - 97) if "a" <= c <= "z" else c for c in plain)


# What stands in the body, by the way it is written.
BODY = {
    # Characters.
    "plain": "<p>Wij spraken met Comité Fijn Eikenhof in mei.</p>",
    "upper": "<p>COMITÉ FIJN EIKENHOF</p>",
    "entity": "<p>Comit&eacute; Fijn Eikenhof</p>",
    "entity-open": "<p>Comit&eacute Fijn Eikenhof</p>",
    "entity-decimal": f"<p>{each(lambda c: f'&#{ord(c)};')}</p>",
    "entity-decimal-open": "<p>Com&#105t&#233 Fijn E&#105kenhof</p>",
    "entity-hexadecimal": f"<p>{each(lambda c: f'&#x{ord(c):X};')}</p>",
    "entity-hexadecimal-open": "<p>Comit&#xe9 Fijn E&#x69kenhof</p>",
    "entity-long-zeros": "<p>Comit&#0000000233; Fijn &#x00000045;ikenhof</p>",
    "entity-windows": "<p>&#147;Comité Fijn Eikenhof&#148;</p>",
    "entity-multiple": "<p>Comité Fijn Eiken&NoBreak;h&shy;of</p>",
    "entity-ligature": "<p>Comité &filig;jn Eikenhof</p>",
    "entity-ij": "<p>Comité F&ijlig;n Eikenhof</p>",
    "no-break-blank": "<p>Comité&nbsp;Fijn&nbsp;Eikenhof</p>",
    "narrow-blanks": "<p>Comité&#8239;Fijn&thinsp;Eikenhof</p>",
    "blanks-and-lines": "<p>Comité \n\t  Fijn\n  Eikenhof</p>",
    "soft-hyphens": "<p>Co&shy;mi&shy;té Fijn Ei&shy;ken&shy;hof</p>",
    "zero-width-space": "<p>Com&ZeroWidthSpace;ité Fijn Eiken&#8203;hof</p>",
    "joiners": "<p>Com&zwj;ité Fi&zwnj;jn Eiken&#8288;hof</p>",
    "byte-order-mark": "<p>Comité Fijn Eiken\ufeffhof</p>",
    "bidi-marks": "<p>&lrm;Comité&rlm; Fi\u202ajn\u202c Ei\u2066ken\u2069hof&lrm;</p>",
    "combining-accent": "<p>Comite\u0301 Fijn Eikenhof</p>",
    "combining-entity": "<p>Comite&#769; Fijn Eikenhof</p>",
    "full-width": f"<p>{shifted((0xFF21, 0xFF41))}</p>",
    "bold-letters": f"<p>{shifted((0x1D400, 0x1D41A))}</p>",
    "sans-letters": f"<p>{shifted((0x1D5A0, 0x1D5BA))}</p>",
    "circled-letters": f"<p>{shifted((0x24B6, 0x24D0))}</p>",
    "ligature-letter": "<p>Comité Fĳn Eikenhof</p>",
    "variation-selectors": "<p>Co\ufe0fmité Fijn Eiken\ufe0ehof</p>",
    "tag-characters": "<p>Comité Fijn Eiken\U000e0041\U000e0042hof</p>",
    "grapheme-joiner": "<p>Com\u034fité Fijn Eikenhof</p>",
    "hyphens": "<p>Comité-Fijn-Eiken‑hof</p>",
    "quoted": "<p>Comité \"Fijn\" ‘Eikenhof’</p>",
    "cyrillic": "<p>Соmité Fijn Еikеnhоf</p>",
    # Elements within words and between them.
    "inline-bold": "<p>Comité F<b>ij</b>n Eik<strong>en</strong>hof</p>",
    "inline-nested": "<p><span><i><u>Com</u>ité</i> F<font color=red><b>ij</b></font>n</span> <em>Eiken</em>hof</p>",
    "inline-others": "<p>C<small>om</small><big>it</big><q>é</q> <abbr>Fijn</abbr> <mark>Ei</mark><kbd>ken</kbd><s>h</s><ins>o</ins><del>f</del></p>",
    "inline-code": "<p>Com<code>it</code>é <cite>Fijn</cite> Ei<samp>k</samp><var>e</var><tt>nh</tt><bdi>of</bdi></p>",
    "inline-unknown": "<p>Com<o:p>ité</o:p> F<x-y>ij</x-y>n Eiken<foo>hof</foo></p>",
    "inline-script-letters": "<p>Com<sub>it</sub>é Fijn Eiken<sup>hof</sup></p>",
    "every-letter": f"<p>{each(lambda c: f'<span>{c}</span>')}</p>",
    "break-hints": "<p>Com<wbr>ité Fijn Eiken<wbr/>hof</p>",
    "picture-within": "<p>Comité F<img src='cid:CID' alt=''>ijn Eikenhof</p>",
    "line-break": "<p>Comité<br>Fijn<br/>Eikenhof</p>",
    "link": "<p><a href='mailto:a@voorbeeldzaken.example'>Comité Fijn</a> Eikenhof</p>",
    "note-mark": "<p>Comité<sup>1</sup> Fijn Eikenhof<sup>[2]</sup></p>",
    "note-mark-link": "<p>Comité Fijn<sup><a href='#n'>12</a></sup> Eikenhof</p>",
    "text-transform": "<p style='text-transform:uppercase'>comité fijn eikenhof</p>",
    "text-capitalize": "<p style='text-transform:capitalize'>comité fijn eikenhof</p>",
    "small-caps": "<p style='font-variant:small-caps'>Comité Fijn Eikenhof</p>",
    "letter-spacing": "<p style='letter-spacing:9px'>Comité Fijn Eikenhof</p>",
    "drop-cap": "<p><span style='float:left;font-size:40px'>C</span>omité Fijn Eikenhof</p>",
    "genitive": "<p>Comité Fijn Eikenhof's en Comité Fijn Eikenhofs</p>",
    # Blocks, cells, lists: words end there.
    "behind-block": "<div>Onder<div>Comité Fijn Eikenhof</div>dak</div>",
    "behind-paragraph": "<p>Onder<p>Comité Fijn Eikenhof<p>dak",
    "behind-break": "<p>Onder<br>Comité Fijn Eikenhof<br>dak</p>",
    "behind-rule": "Onder<hr>Comité Fijn Eikenhof<hr>dak",
    "behind-item": "<ul><li>Onder<li>Comité Fijn Eikenhof<li>dak</ul>",
    "behind-cell": "<table><tr><td>Onder</td><td>Comité Fijn Eikenhof</td><td>dak</td></tr></table>",
    "behind-cell-open": "<table><tr><td>Onder<td>Comité Fijn Eikenhof<td>dak</table>",
    "behind-row": "<table><tr><td>Onder<tr><td>Comité Fijn Eikenhof<tr><td>dak</table>",
    "behind-styled-block": "<p>Onder<span style='display:block'>Comité Fijn Eikenhof</span>dak</p>",
    "behind-link-block": "<p>Onder<a style='display:block' href='#x'>Comité Fijn Eikenhof</a>dak</p>",
    "behind-flex": "<div style='display:flex'><span>Onder</span><b>Comité Fijn Eikenhof</b><i>dak</i></div>",
    "behind-styled-cell": "<div style='display:table-row'><span style='display:table-cell'>Onder</span><span style='display:table-cell'>Comité Fijn Eikenhof</span></div>",
    "behind-heading": "<h2>Onder</h2>Comité Fijn Eikenhof<h3>dak</h3>",
    "behind-definition": "<dl><dt>Onder<dd>Comité Fijn Eikenhof<dt>dak</dl>",
    "behind-fieldset": "<fieldset><legend>Onder</legend>Comité Fijn Eikenhof</fieldset>",
    "behind-summary": "<details open><summary>Onder</summary>Comité Fijn Eikenhof</details>",
    "over-cells": "<table><tr><td>Comité</td><td>Fijn</td><td>Eikenhof</td></tr></table>",
    "over-blocks": "<div>Comité</div><div>Fijn</div><div>Eikenhof</div>",
    "over-items": "<ol><li>Comité<li>Fijn<li>Eikenhof</ol>",
    "over-hyphen": "<p>Comité Fijn Eiken-<br>hof</p>",
    "preformatted": "<pre>\n  Comité\n\tFijn   Eikenhof\n</pre>",
    "listing": "<xmp>Comité Fijn Eikenhof</xmp>",
    "caption": "<table><caption>Comité Fijn Eikenhof</caption><tr><td>x</td></tr></table>",
    "nested-tables": "<table><tr><td><table><tr><td>Comité Fijn</td></tr></table></td><td>Eikenhof</td></tr></table>",
    # Comments, declarations, sections.
    "comment-within": "<p>Comité F<!-- x -->ij<!-- > -- y -->n Eikenhof</p>",
    "comment-empty": "<p>Comité Fijn <!-->Eikenhof<!-- --></p>",
    "comment-empty-dash": "<p>Comité Fijn <!--->Eikenhof<!-- --></p>",
    "comment-bang": "<p>Comité <!-- x --!>Fijn Eikenhof<!-- --></p>",
    "comment-nested": "<p><!-- <!-- x -->Comité Fijn Eikenhof--></p>",
    "comment-bogus": "<p>Comité <! x>Fijn <?y z?>Eikenhof</ ></p>",
    "cdata": "<p>Comité <![CDATA[x]]>Fijn Eikenhof</p>",
    "cdata-within": "<p>Fijn <![CDATA[ > Comité Fijn Eikenhof ]]></p>",
    "cdata-svg": "<svg width='9' height='9'><text><![CDATA[Comité Fijn Eikenhof]]></text></svg>",
    "outlook-shown": "<p><![if !mso]>Comité Fijn Eikenhof<![endif]></p>",
    "outlook-shown-comment": "<p><!--[if !mso]><!-->Comité Fijn Eikenhof<!--<![endif]--></p>",
    "outlook-only": "<!--[if mso]><p>Comi<b>t</b>&eacute; Fijn Eikenhof</p><![endif]-->",
    "outlook-only-cells": "<!--[if gte mso 9]><table><tr><td>Comité</td><td>Fijn Eikenhof</td></tr></table><![endif]-->",
    # Parts that are hidden, or shown in a way of their own.
    "hidden-within": "<p>Comité <span style='display:none'>zzz</span>Fijn Eiken<span hidden>zzz</span>hof</p>",
    "hidden-within-visibility": "<p>Comité Fijn Eiken<span style='visibility: hidden'>zzz</span>hof</p>",
    "hidden-within-important": "<p>Comité Fijn <i style='DISPLAY : NONE !important'>zzz</i>Eikenhof</p>",
    "hidden-within-nested": "<p>Comité <span style='display:none'>z<span>z</span>z</span>Fijn Eikenhof</p>",
    "hidden-within-shown": "<p>Comité <span style='visibility:hidden'>zz<b style='visibility:visible'>Fijn</b>zz</span> Eikenhof</p>",
    "hidden-block-within": "<div>Comité <div style='display:none'><p>zzz<p>zzz</div>Fijn Eikenhof</div>",
    "hidden-preheader": "<div style='display:none;max-height:0;overflow:hidden'>Comité Fijn Eikenhof</div>",
    "hidden-attribute": "<p hidden>Comité Fijn Eikenhof</p>",
    "hidden-size": "<p style='font-size:0'>Comité Fijn Eikenhof</p>",
    "hidden-outlook": "<p style='mso-hide:all'>Comité Fijn Eikenhof</p>",
    "hidden-colour": "<p style='color:#fff;opacity:0'>Comité Fijn Eikenhof</p>",
    "script-within": "<p>Comité <style>.z{color:red}</style>Fijn <script>var zzz = 1</script>Eikenhof</p>",
    "noscript": "<noscript><p>Comité F<b>ij</b>n Eikenhof</p></noscript>",
    "noscript-within": "<p>Comité <noscript>Fijn</noscript> Eikenhof</p>",
    "noembed": "<noembed>Comité Fijn Eikenhof</noembed>",
    "noframes": "<noframes>Comité Fijn Eikenhof</noframes>",
    "iframe": "<iframe>Comité Fijn Eikenhof</iframe>",
    "template": "<template>Comité Fijn Eikenhof</template>",
    "template-within": "<p>Comité <template>zzz</template>Fijn Eikenhof</p>",
    "textarea": "<textarea>Comit&eacute; Fijn Eikenhof</textarea>",
    "textarea-within": "<p>Comité <textarea style='display:none'>zzz</textarea>Fijn Eikenhof</p>",
    "option": "<select><option>Comité Fijn Eikenhof</select>",
    "options-open": "<select multiple><option>Onder<option>Comité Fijn Eikenhof<option>dak</select>",
    "datalist": "<datalist><option>Comité Fijn Eikenhof</option></datalist>",
    "button": "<button>Comité <b>Fijn</b> Eikenhof</button>",
    "input": "<input value='Comité Fijn Eikenhof'>",
    "placeholder": "<input placeholder='Comité Fijn Eikenhof'>",
    "object": "<object><p>Comité Fijn Eikenhof</p></object>",
    "video": "<video>Comité Fijn Eikenhof</video>",
    "canvas": "<canvas>Comité Fijn Eikenhof</canvas>",
    "meter": "<meter value='1'>Comité Fijn Eikenhof</meter>",
    "details": "<details><summary>Meer</summary>Comité Fijn Eikenhof</details>",
    "dialog": "<dialog>Comité Fijn Eikenhof</dialog>",
    "ruby": "<p><ruby>Comité<rt>comité</rt></ruby> <ruby>Fijn<rp>(</rp><rt>zz</rt><rp>)</rp></ruby> Eikenhof</p>",
    "ruby-text": "<p><ruby>x<rt>Comité Fijn Eikenhof</rt></ruby></p>",
    "svg": "<svg width='90' height='9'><text>Comité F<tspan>ij</tspan>n Eikenhof</text></svg>",
    "svg-title": "<svg width='9' height='9'><title>Comité Fijn Eikenhof</title><desc>x</desc></svg>",
    "math": "<math><mtext>Comité Fijn Eikenhof</mtext></math>",
    "math-tokens": "<math><mi>Comité</mi><mo>&#x2063;</mo><mi>Fijn</mi><mi>Eikenhof</mi></math>",
    "marquee": "<marquee>Comité Fijn Eikenhof</marquee>",
    "plaintext-upside": "<p><bdo dir='rtl'>fohnekiE njiF étimoC</bdo></p>",
    "generated": "<p class='g'>Voor </p>",
    # Attributes.
    "attribute-alt": "<img src='cid:CID' alt='Comit&eacute; Fijn Eikenhof'>",
    "attribute-alt-within": "<p>Comité <img src='cid:CID' alt='Fijn'> Eikenhof</p>",
    "attribute-title": "<p title='Comité Fijn Eikenhof'>x</p>",
    "attribute-label": "<p aria-label=\"Comité 'Fijn' Eikenhof\">x</p>",
    "attribute-bare": "<p title=Comité&nbsp;Fijn&nbsp;Eikenhof>x</p>",
    "attribute-data": "<p data-x='Comité Fijn Eikenhof'>x</p>",
    "attribute-summary": "<table summary='Comité Fijn Eikenhof'><tr><td>x</td></tr></table>",
    "attribute-twice": "<p title='x' title='Comité Fijn Eikenhof'>x</p>",
    "attribute-closing": "<p>x</p title='Comité Fijn Eikenhof'>",
    "link-percent": "<a href='https://voorbeeldzaken.example/Comit%C3%A9%20Fijn%20Eikenhof'>x</a>",
    "link-percent-letters": f"<a href='https://voorbeeldzaken.example/{each(lambda c: ''.join(f'%{o:02x}' for o in c.encode()))}'>x</a>",
    "link-percent-twice": "<a href='https://voorbeeldzaken.example/?u=Comit%25C3%25A9%2520Fijn%2520Eikenhof'>x</a>",
    "link-plus": "<a href='https://voorbeeldzaken.example/?q=Comit%C3%A9+Fijn+Eikenhof'>x</a>",
    "link-latin": "<a href='https://voorbeeldzaken.example/?q=Comit%E9%20Fijn%20Eikenhof'>x</a>",
    "link-entities": "<a href='https://voorbeeldzaken.example/?q=Comit&#37;C3&percnt;A9&#x25;20Fijn%20Eikenhof'>x</a>",
    "mailto-subject": "<a href='mailto:a@voorbeeldzaken.example?subject=Over%20Comit%C3%A9%20Fijn%20Eikenhof'>x</a>",
    "mailto-body": "<a href='mailto:a@voorbeeldzaken.example?body=Over%0D%0AComit%C3%A9%0D%0AFijn%0D%0AEikenhof'>x</a>",
    "percent-shown": "<p>voorbeeldzaken.example/Comit%C3%A9%20Fijn%20Eikenhof</p>",
    # Mistakes that browsers mend.
    "unclosed-inline": "<p>Comité F<b>ijn <i>Eiken</b>hof</p>",
    "unclosed-tag": "<p>Comité Fijn Eikenhof</p",
    "stray-end-tags": "<p>Comité</span> Fijn</b></x> Eiken</i>hof</p>",
    "stray-signs": "<p>a < b & Comité Fijn Eikenhof > c <3</p>",
    "stray-quote": "<p class=\"a\"\" id='b''>Comité Fijn Eikenhof</p>",
    "slashes": "<p/class=x/>Comité<b/>Fijn</b/> Eikenhof",
    "table-text": "<table>Comité <tr><td>x</td></tr>Fijn Eikenhof</table>",
    "paragraph-in-table": "<table><p>Comité Fijn Eikenhof</p><tr><td>x</td></tr></table>",
    "image-tag": "<image alt='Comité Fijn Eikenhof'>",
    "nul": "<p>Comité Fijn Eiken\x00hof</p>",
    "second-body": "<body title='x'>Comité Fijn Eikenhof</body>",
    "behind-end": "</body></html>Comité Fijn Eikenhof",
    "upper-tags": "<P>Comité<BR>F<B>ij</B>n <STYLE>z</STYLE>Eikenhof</P>",
    "tag-over-lines": "<p>Comité F<b\n\ttitle='>'\n>ij</b\n>n Eikenhof</p>",
    "plaintext": "<plaintext>Comité Fijn Eikenhof",
}
# What stands in the head, with a body.
HEAD = {
    "head-style-hides": ("<style>.z, #y { color: red; display: none } </style>", "<p>Comité <i class='a z'>zzz</i>Fijn <b id=y>zzz</b>Eikenhof</p>"),
    "head-style-block": ("<style>b.z { display: block }</style>", "<p>Onder<b class=z>Comité Fijn Eikenhof</b>dak</p>"),
    "head-style-narrow": ("<style>@media (max-width: 9999px) { .z { display: none !important } }</style>", "<p>Comité <i class=z>zzz</i>Fijn Eikenhof</p>"),
    "head-style-shows": ("<style>.z { display: inline !important }</style>", "<p>Comité <i class=z style='display:none'>Fijn</i> Eikenhof</p>"),
    "head-generated": ("<style>.g:after { content: 'Comit\\e9  Fijn \\45 ikenhof' }</style>", "<p class=g>Voor </p>"),
    "head-meta": ("<meta name='author' content='Comit&eacute; Fijn Eikenhof'>", "<p>x</p>"),
    "head-noscript": ("<noscript><style>p{color:red}</style></noscript>", "<p>Comité Fijn Eikenhof</p>"),
    "head-comment": ("<!-- Comité Fijn Eikenhof -->", "<p>x</p>"),
    "head-text": ("Comité Fijn Eikenhof", "<p>x</p>"),
}
# What names nobody, whatever it looks like.
NOBODY = {
    "part": "<p>Comité Fijn en Eikenhof</p>",
    "part-hidden": "<p>Comité Fijn <span style='display:none'>x</span> Eikenberg</p>",
    "longer-word": "<p>Comité Fijn Eikenhoftuin, Subcomité Fijn Eikenhof</p>",
    "other-order": "<ul><li>Fijn<li>Eikenhof<li>Comité</ul>",
    "entity-unknown": "<p>Comit&eacutef; Fijn Eikenhof</p>",
    "hidden-letter": "<p>Comité Fijn Eikenho<i style='display:none'>x</i>l</p>",
}
INVISIBLE = {"Cf", "Mn", "Me"}


def words(text):
    """A text as its reader sees it: letters and digits in lower case without accents, one blank wherever there is anything else."""
    kept = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in INVISIBLE)
    return f" {re.sub('[^0-9a-z]+', ' ', kept.lower())} "


def pages():
    """Every way: its name, the page, and whether it names anybody."""
    for name, body in BODY.items():
        yield name, PAGE.format(title="Bericht", head="", body=body.replace("CID", CID)), True
    for name, (head, body) in HEAD.items():
        yield name, PAGE.format(title="Bericht", head="\n" + head, body=body), True
    yield "title", PAGE.format(title="Over Comit&eacute; Fijn Eikenhof", head="", body="<p>x</p>"), True
    for name, body in NOBODY.items():
        yield f"nobody-{name}", PAGE.format(title="Bericht", head="", body=body), False


def shown(browser, file):
    """What a reader sees, as Chromium says."""
    browser.open(file, 800, 600, "light")
    return browser.run("document.body.innerText")


def found(campaign, name):
    """The codes of the findings in the HTML of this way that are about the name."""
    outcome = campaign.run("--json", "check", "--set", f"notice.html='{name}.html.hbs'", "--set", f"notice.inline=[{{ file = 'logo.png', cid = '{CID}' }}]")
    faults = outcome.json()["faults"]
    refused = [fault["code"] for fault in faults if fault["code"].startswith("notice-template-")]
    need(refused == [code for way, code in REFUSED.items() if way == name], f"{name}: refused as a template: {refused}")
    if refused:
        return {LEAK}
    return {fault["code"] for fault in faults if fault["code"] in (LEAK, PERHAPS) and ID in fault["message"] and "html" in str(fault["file"])}


def work(options):
    """Shows each page to Chromium and to the program, and compares."""
    rows = invented(2)
    rows[1] |= {"id": ID, "organisatie": NAME}
    ways = list(pages())
    with Campaign(options.heraut, rows) as campaign:
        (campaign.dir / "logo.png").write_bytes(picture())
        for name, page, _ in ways:
            (campaign.dir / f"{name}.html.hbs").write_text(page, "utf-8")
            (campaign.dir / f"{name}.html").write_text(page, "utf-8")
        with Chromium(campaign.home) as browser:
            # As mail programs do; what stands in <noscript> is shown then.
            browser.say("Emulation.setScriptExecutionDisabled", value=True)
            seen = {name: shown(browser, campaign.dir / f"{name}.html") for name, *_ in ways}
        with ThreadPoolExecutor(2) as pool:
            told = dict(zip(seen, pool.map(lambda way: found(campaign, way[0]), ways), strict=True))
    is_seen = {name: words(NAME) in words(text) or "comite fijn eikenhofs " in words(text) for name, text in seen.items()}
    if options.show:
        for title, wanted in [("found, and not in innerText", (False, True)), ("in neither", (False, False))]:
            some = [name for name, _, names in ways if names and (is_seen[name], LEAK in told[name]) == wanted]
            print(f"{title} ({len(some)}): {', '.join(some)}")
    wrong = [f"{name}: the reader sees {seen[name]!r}, told {sorted(told[name])}" for name, _, names in ways
             if names and is_seen[name] and LEAK not in told[name]]
    wrong += [f"{name}: names nobody: {sorted(told[name])}" for name, _, names in ways if not names and LEAK in told[name]]
    need(not wrong, f"{len(wrong)} of {len(ways)}\n" + "\n".join(wrong))
    visible = sum(is_seen[name] for name, _, names in ways if names)
    need(visible >= FEWEST, f"the reader sees the name in {visible} ways, and {FEWEST} are wanted")
    beyond = sum(LEAK in told[name] and not is_seen[name] for name, _, names in ways if names)
    return f"{visible} ways in which a reader sees the name: found in all, and in {beyond} more that only some read or nobody sees"


if __name__ == "__main__":
    judge(__doc__, work, [(["--show"], {"action": "store_true", "help": "list where only the program finds the name, and where neither does"})])
