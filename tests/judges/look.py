"""The mail's HTML in Chromium: axe-core finds no violation, in light and in dark, on a telephone and on a desk.

Screenshots stay in `target/screens/`, to be looked at. Needs Debian's `chromium`, and `NODE_PATH` with npm's `axe-core`.
"""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from common import ROOT, Campaign, judge, need

SCHEMES = {"light": 1, "dark": 0}
WIDTHS = {"phone": "500,2400", "desk": "1200,1900"}
RUN = """<script>%s</script><script>
// The landmarks of the page are the mail program's, in whose page a mail is shown.
const rules = { 'landmark-one-main': { enabled: false }, region: { enabled: false } };
addEventListener('load', () => axe.run(document, { rules }).then((found) => {
  const said = document.createElement('pre');
  said.id = 'axe';
  said.textContent = JSON.stringify(found.violations.map((one) => [one.id, one.impact, one.nodes.map((node) => node.html)]));
  document.body.append(said);
}));</script>"""


def chromium(home, *arguments):
    """One headless run; its standard output."""
    tool = shutil.which("chromium")
    need(tool, "chromium is not installed")
    done = subprocess.run(
        [tool, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={home}/chromium",
         "--virtual-time-budget=10000", *arguments], capture_output=True, text=True, timeout=120, check=False)
    need(done.returncode == 0, f"chromium: {done.stderr[-800:]}")
    return done.stdout


def work(options):
    """Previews one row and looks at its page."""
    axe = (Path(os.environ["NODE_PATH"]) / "axe-core/axe.min.js").read_text("utf-8")
    kept = ROOT / "target/screens"
    kept.mkdir(parents=True, exist_ok=True)
    with Campaign(options.heraut) as campaign:
        row = campaign.included()[0]["id"]
        page = campaign.run("--json", "preview", row, expect={0}).json()["html"]
        plain, judged = campaign.home / "plain.html", campaign.home / "judged.html"
        plain.write_text(page, "utf-8")
        judged.write_text(page.replace("</body>", RUN % axe.replace("</script", "<\\/script") + "</body>"), "utf-8")
        for scheme, number in SCHEMES.items():
            setting = f"--blink-settings=preferredColorScheme={number}"
            for width, size in WIDTHS.items():
                seen = chromium(campaign.home, setting, f"--window-size={size}", "--dump-dom", f"file://{judged}")
                said = re.search(r'<pre id="axe">(.*?)</pre>', seen, re.S)
                need(said, "axe-core said nothing")
                found = json.loads(html.unescape(said[1]))
                need(not found, f"{scheme}, {width}: {json.dumps(found, ensure_ascii=False)[:1500]}")
                chromium(campaign.home, setting, f"--window-size={size}",
                         f"--screenshot={kept}/mail-{width}-{scheme}.png", f"file://{plain}")
    return "no violation in four views; target/screens holds them"


if __name__ == "__main__":
    judge(__doc__, work)
