"""The fault matrix against Debian's smtp-sink: every fault it can make, judged by the table in docs/evidence/fault-matrix.md.

The table there is the only one: this reads each row's flags and verdict from it. For every row it starts
smtp-sink with these flags, sends three mails, and compares exit code, states and what the sink dumped. Then a
sink without faults takes its place on the same port, and the law holds for every row: what was accepted, refused
or is in doubt is never sent again, and everything else goes out once.
"""

import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from common import ROOT, Campaign, Disagreement, free_port, invented, judge, loopback, need
from in_doubt import Sink, states

MODES = ["-q", "-Q", "-r", "-f"]
COMMANDS = ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", ".", "QUIT", "HELO", "RSET"]
OTHERS = ["-A", "-w", "-p", "-e", "-8"] + [f"-W {command}:" for command in COMMANDS[:7]]
# Long enough for a busy machine; `:1` in the table is within it and `:5` beyond it.
QUICK = ["relay.timeout=3s", "relay.answer_timeout=3s", "retry.first=2s", "retry.max=2s"]
AT_ONCE = 10
ROWS = 3
END = "## A hostile relay"
BEGIN = "## Debian's `smtp-sink`"


class Cell:
    """One row of the table: the flags, and what must come of it."""

    def __init__(self, row):
        flags, code, told, dumped = row[:4]
        self.flags = flags.strip("`").split()
        self.code = int(code)
        self.states = told_states(told)
        self.dumped = int(dumped)

    def __str__(self):
        return "smtp-sink " + " ".join(self.flags)

    def agrees(self, code, by_row):
        """Whether this is what the table says."""
        return code == self.code and by_row == self.states

    def wants_large_mails(self):
        """Told so in the table: the sink's answer must come while the body is still on its way, not behind a dot."""
        return self.flags == ["-A", "0"]

    def says_no_to_the_dot(self):
        """The sink writes its dump before it answers: what it then refuses is no delivery."""
        return any(pair in zip(self.flags, self.flags[1:]) for pair in [("-Q", "."), ("-r", "."), ("-f", ".")])


def told_states(text):
    """`accepted, in doubt, queued` or `queued ×3`, in the order of the list."""
    if "×" in text:
        state, times = text.split("×")
        return [state.strip().replace(" ", "_")] * int(times)
    return [one.strip().replace(" ", "_") for one in text.split(",")]


def table():
    """The cells of docs/evidence/fault-matrix.md."""
    page = (ROOT / "docs/evidence/fault-matrix.md").read_text("utf-8")
    need(page.count(BEGIN) == 1 and page.count(END) == 1, "docs/evidence/fault-matrix.md has no table for smtp-sink")
    part = page.split(BEGIN)[1].split(END)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("| `-")]
    cells = [Cell(row) for row in rows]
    given = [" ".join(cell.flags) for cell in cells]
    twice = [one for one, times in Counter(given).items() if times > 1]
    need(not twice, f"two verdicts for {twice}")
    wanted = [f"{mode} {command}" for mode in MODES for command in COMMANDS] + OTHERS
    for one in wanted:
        # RSET is said after a refusal only, HELO where EHLO is not known: their rows have a flag before them.
        found = [name for name in given if re.search(rf"(^| ){re.escape(one)}", name)]
        need(found, f"docs/evidence/fault-matrix.md has no verdict for smtp-sink {one}")
    return cells


class Ports:
    """Ports from the system, none given twice to rows that run beside each other."""

    def __init__(self):
        self.given, self.lock = set(), threading.Lock()

    def one(self):
        """A port nobody has."""
        with self.lock:
            while (port := free_port()) in self.given:
                pass
            self.given.add(port)
            return port


def dumped(sink):
    """How often each address lies in a whole dump; a dump in the making is no mail yet."""
    count = Counter()
    for file in sink.folder.iterdir():
        dump = file.read_bytes()
        if dump.endswith(b"--\n\n"):
            found = re.findall(rb"^X-Rcpt-Args: <([^>]*)>", dump.split(b"\n\n", 1)[0], re.M)
            need(len(found) == 1, f"a mail with {len(found)} recipients")
            count[found[0].decode()] += 1
    return count


def one_cell(heraut, port, cell):
    """Sends to the sink of this row, compares, and sends again to one without faults."""
    rows = invented(ROWS, f"matrix {cell}")
    with Campaign(heraut, rows, loopback(port, 1) + QUICK) as campaign:
        if cell.wants_large_mails():
            # 8 MB in base64: no socket takes that without a reader.
            (campaign.dir / "templates/groot.txt").write_text("Een regel tekst zonder namen.\n" * 200_000, "utf-8")
            campaign.sets.append('notice.attachment=[{ file="templates/groot.txt", name="groot.txt", handling="send" }]')
        with Sink(port, campaign.home / "faulty", *cell.flags) as sink:
            code = campaign.run("--json", "send", timeout=120).code
            first = dumped(sink)
        told = states(campaign)
        by_row = [told[row["id"]] for row in rows]
        need(cell.agrees(code, by_row) and sum(first.values()) == cell.dumped,
             f"ended with {code}, {by_row}, {sum(first.values())} dumped;"
             f" docs/evidence/fault-matrix.md says {cell.code}, {cell.states}, {cell.dumped}")
        for row, state in zip(rows, by_row):
            took = 0 if cell.says_no_to_the_dot() else first[row["email"]]
            need(took <= 1, "one mail was handed over twice")
            need(state in ("accepted", "in_doubt") or not took, f"the sink took a mail that is told {state}")
            need(state != "accepted" or took, "a mail is told accepted that the sink never took")
        with Sink(port, campaign.home / "sound") as sink:
            campaign.run("send", "--wait", timeout=120)
            second = dumped(sink)
        settled = {"accepted", "refused", "in_doubt"}
        open_still = Counter(row["email"] for row, state in zip(rows, by_row) if state not in settled)
        need(second == open_still, f"a sound sink was then given {sum(second.values())} mails, not {sum(open_still.values())}")
        after = states(campaign)
        need([after[row["id"]] for row in rows] == [one if one in settled else "accepted" for one in by_row],
             "the states after a sound sink are not what they should be")


def work(options):
    """Every row, some beside each other; all that disagree are told."""
    cells, ports, wrong = table(), Ports(), []

    def tried(cell):
        try:
            one_cell(options.heraut, ports.one(), cell)
        except Disagreement as fault:
            wrong.append(f"{cell}: {fault}")

    if options.only:
        cells = [cell for cell in cells if options.only in str(cell)]
    with ThreadPoolExecutor(AT_ONCE) as crew:
        list(crew.map(tried, cells))
    need(not wrong, f"{len(wrong)} of {len(cells)} rows:" + "".join(f"\n  {one}" for one in wrong))
    return f"{len(cells)} rows of smtp-sink's faults, each with the verdict of docs/evidence/fault-matrix.md"


if __name__ == "__main__":
    judge(__doc__, work, [(("--only",), {"help": "the rows whose flags hold this text", "default": ""})])
