"""Makes the pictures of the README from the program itself: `python3 docs/pictures/make.py target/release/heraut`.

A terminal of 80 columns after `heraut send`, and the first page of `heraut review`, of the shipped campaign. Needs
Chromium (Debian's `chromium`) and `script` (util-linux).
"""

import base64
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests/judges"))
from chromium import Chromium  # noqa: E402

INK = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "36": "#79c0ff", "1": "#ffffff", "2": "#8b949e"}
STYLE = """body{margin:0;background:#0d1117;color:#e6edf3;width:max-content}
pre{font:15px/1.4 "DejaVu Sans Mono",monospace;margin:0;padding:20px 24px}.p{color:#8b949e}"""


def terminal(program, folder, *words):
    """What a terminal of 80 columns shows in the end: of a line that was written over, the last."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "en_GB.UTF-8", "TERM": "xterm-256color",
                   "COLUMNS": "80", "TZ": "Europe/Amsterdam"}
    command = f"stty cols 80 rows 40; exec {program} {' '.join(words)}"
    out = subprocess.run(["script", "-qec", command, "/dev/null"], cwd=folder, env=environment, check=True,
                         stdin=subprocess.DEVNULL, capture_output=True).stdout.decode()
    # Lines that live are cleared and written again; what stays is behind the last return.
    lines = [re.split(r"\r|\x1b\[\d*A|\x1b\[2?K", line.rstrip("\r"))[-1] for line in out.split("\n")]
    return "\n".join(lines).strip("\n")


def coloured(text):
    """HTML of a text with the colours of ECMA-48."""
    pieces = re.split(r"\x1b\[([\d;]*)m", text)
    made, opened = html.escape(pieces[0]), False
    for code, words in zip(pieces[1::2], pieces[2::2]):
        made += "</span>" * opened
        ink = next((INK[one] for one in code.split(";") if one in INK), None)
        opened = ink is not None
        made += (f'<span style="color:{ink}">' if ink else "") + html.escape(words)
    return made + "</span>" * opened


def main():
    program = Path(sys.argv[1]).resolve()
    place = Path(tempfile.mkdtemp())
    try:
        folder = place / "inzage-2024"
        subprocess.run([program, "init", folder], check=True, capture_output=True, env={"HOME": str(place)})
        said = terminal(program, folder, "send")
        terminal(program, folder, "review", "--out", "bundle")
        page = place / "terminal.html"
        page.write_text(f'<meta charset="utf-8"><style>{STYLE}</style><pre><span class="p">$</span> heraut send\n'
                        f"{coloured(said)}</pre>")
        with Chromium(place) as browser:
            browser.open(page, 800, 200, "light")
            browser.picture(HERE / "terminal.png", 800)
            browser.open(folder / "bundle/index.html", 1100, 780, "light")
            # Its beginning only: the page goes on to every mail.
            (HERE / "review.png").write_bytes(base64.b64decode(browser.say("Page.captureScreenshot")["data"]))
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
