"""The review page under load: `python3 benches/pages.py HERAUT [OTHER] [--mails 10000] [--requests 2000] [--trace]`.

Seals a campaign of invented organisations, serves its review page on this machine and asks for pages over four connections that stay open,
each answer read to its end. Told for each kind of page: pages a second of the server's own processor time (user and system, from
`/proc`), and a second of the clock; then the server's memory after the start, and the most it had. Mails, details of mails and
searches are different ones each time. With OTHER, a second build is asked the same in turn, and told beside. `--trace` also looks with
Chromium: the first paint of overview and list, and the time from sending the filter's form to the first paint of its answer
(needs `node`, Debian's `chromium`, and `NODE_PATH` with `playwright-core`). `--review` times `review --out` of both builds.
"""

import argparse
import json
import os
import re
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/judges"))
from common import Campaign, invented  # noqa: E402
from review_page import ReviewPage  # noqa: E402

CONNECTIONS = 4
TICKS = os.sysconf("SC_CLK_TCK")


def answered(buffer):
    """The length of the first whole answer in `buffer`; 0 if it is not whole yet."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return 0
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", buffer[:end])
    if not length:
        sys.exit(f"an answer without a length: {buffer[:end]!r}")
    whole = end + 4 + int(length[1])
    return whole if len(buffer) >= whole else 0


def ask_all(host, cookie, paths):
    """Asks for every path once, over a few connections; every answer is 200."""
    left = iter(paths)
    ready = selectors.DefaultSelector()
    name, port = host.split(":")

    def next_one(connection, state):
        path = next(left, None)
        if path is None:
            ready.unregister(connection)
            connection.close()
            return 0
        state[0] = b""
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n".encode())
        return 1

    going = 0
    for _ in range(CONNECTIONS):
        connection, state = socket.create_connection((name, int(port))), [b""]
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ready.register(connection, selectors.EVENT_READ, state)
        going += next_one(connection, state)
    while going:
        for key, _ in ready.select():
            piece = key.fileobj.recv(1 << 20)
            if not piece:
                sys.exit("the server closed a connection")
            key.data[0] += piece
            if answered(key.data[0]):
                if not key.data[0].startswith(b"HTTP/1.1 200"):
                    sys.exit(key.data[0][:200].decode(errors="replace"))
                going += next_one(key.fileobj, key.data) - 1


def spent(process):
    """Seconds of processor time that the process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(process):
    """What the process holds, and the most it ever held, in MiB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return [int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ["VmRSS", "VmHWM"]]


def pages(ids, words, requests):
    """For each kind of page the paths that are asked for."""
    turn = lambda some: [some[at % len(some)] for at in range(requests)]  # noqa: E731
    few = max(requests // 4, 1)
    return {
        "overview": turn(["/"]),
        "list": turn([f"/mails?page={page}" for page in range(1, len(ids) // 50 + 1)]),
        "search": turn([f"/mails?q={word}" for word in words])[:few],
        "one mail": turn([f"/mails/{one}" for one in ids]),
        "its HTML": turn([f"/mails/{one}/body" for one in ids]),
        "wordings": turn(["/wordings"]),
        "remarks": turn(["/remarks"]),
        "agree": turn(["/agree"]),
        "live": turn(["/live"]),
        "style sheet": turn(["/style.css"]),
    }


TRACE = """
const { chromium } = require("playwright-core");
const [origin, cookie, ...words] = process.argv.slice(1);
(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const [name, value] = cookie.split("=");
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  const paint = () => page.evaluate(async () => {
    for (;;) {
      const seen = performance.getEntriesByName("first-contentful-paint")[0];
      if (seen) return seen.startTime;
      await new Promise(done => setTimeout(done, 5));
    }
  });
  const times = { overview: [], list: [], filter: [] };
  for (const word of words) {
    await page.goto(origin + "/"); times.overview.push(await paint());
    await page.goto(origin + "/mails"); times.list.push(await paint());
    await page.fill("#q", word);
    const began = await page.evaluate(() => { document.querySelector("form.filter").requestSubmit(); return performance.timeOrigin + performance.now(); });
    await page.waitForURL(/q=/);
    const painted = await paint();
    times.filter.push(await page.evaluate(() => performance.timeOrigin) + painted - began);
  }
  console.log(JSON.stringify(times));
  await browser.close();
})();
"""


def trace(page, cookie, words):
    """First paints in milliseconds, median and most, of pages as Chromium shows them."""
    ran = subprocess.run(["node", "-e", TRACE, page.origin, cookie, *words], capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(ran.stderr)
    for name, times in json.loads(ran.stdout).items():
        print(f"{name:12} first paint {statistics.median(times):7.0f} ms, at most {max(times):.0f} ms")


def review(campaign):
    """Seconds of the clock and of processor time for one bundle."""
    place = campaign.home / "bundle"
    before, began = os.times(), time.monotonic()
    campaign.run("review", "--out", str(place), expect={0})
    after, took = os.times(), time.monotonic() - began
    shutil.rmtree(place)
    return took, after.children_user + after.children_system - before.children_user - before.children_system


def load(options, build, rows):
    """All pages of one build; gives the pages a second of its processor time."""
    found = {}
    with Campaign(build, rows) as campaign:
        campaign.run("seal", expect={0})
        if options.review:
            review(campaign)
            clock, processor = min(review(campaign) for _ in range(3))
            print(f"{'review --out':12} {clock:9.2f} s, {processor:.2f} s of processor time")
            found["review --out"] = 1 / clock
        with ReviewPage(campaign) as page:
            guest = page.guest(page.invite("A. Vos", "--as", "inhoud")[1])
            started = memory(page.process)[0]
            listed = campaign.run("--json", "status").json()["mails"]
            ids = [mail["id"] for mail in listed]
            words = [row["organisatie"].split()[-1] for row in rows[::7]]
            for name, paths in pages(ids, words, options.requests).items():
                ask_all(page.host, guest.cookie, paths[:20])
                before, began = spent(page.process), time.monotonic()
                ask_all(page.host, guest.cookie, paths)
                took, clock = spent(page.process) - before, time.monotonic() - began
                found[name] = len(paths) / max(took, 1 / TICKS)
                print(f"{name:12} {found[name]:9.0f} pages/s of processor time, {len(paths) / clock:9.0f} of the clock")
            now, most = memory(page.process)
            print(f"memory: {started:.0f} MiB after the first page, {now:.0f} now, {most:.0f} at most")
            if options.trace:
                trace(page, guest.cookie, [word[:3] for word in words[:12]])
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("builds", nargs="+", type=Path)
    parser.add_argument("--mails", type=int, default=10000)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--review", action="store_true")
    options = parser.parse_args()
    rows = invented(options.mails)
    results = []
    for build in options.builds:
        print(f"== {options.mails:,} mails, {options.requests:,} requests a kind", flush=True)
        results.append(load(options, build.resolve(), rows))
    if len(results) == 2:
        first, second = results
        print("== second to first: " + ", ".join(f"{name} {second[name] / first[name]:.2f}" for name in first if name in second))


main()
