"""A real Postfix with default settings stands between the program and a sink: one mail in is one mail out.

Debian's Postfix takes a bare `LF . LF` from its own network as the end of a mail. The nine forms of a false end, each
with a whole envelope behind it, stand in every cell that templates print and no rule of the list reads, in text, HTML and the pieces they share, in a file for all and in
a file of each row's own; the sink behind Postfix must get exactly the mails that were accepted, each to its one organisation, with
the payload as content and the files as they are. Where a payload has no place (the years of contact, an address, the subject's template,
the name of a file, a sender's name) it is refused beforehand, each form.
Needs root and Debian's `postfix`. Queue, data, settings, log and port are its own, on loopback only: the machine's own Postfix, where there is
one, is neither read nor changed, and nothing is left running.
"""

import email
import email.policy
import os
import pwd
import re
import shutil
import socket
import subprocess
import time
from collections import Counter
from pathlib import Path

from common import Campaign, a_label, free_port, invented, judge, listens, loopback, need

ENDS = ["\n.\n", "\n.\r", "\n.\r\n", "\r.\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r\n.\r\n"]
STOLEN = "MAIL FROM:<x@elders.example>\r\nRCPT TO:<y@elders.example>\r\nDATA\r\nSubject: gesmokkeld\r\n\r\nx"
# Names, places and where to deliver; everything else is as Postfix has it by itself.
MAIN = """compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
maillog_file = {home}/log
maillog_file_prefixes = {home}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
myhostname = relay.voorbeeldzaken.example
mydestination =
alias_maps =
alias_database =
inet_interfaces = loopback-only
inet_protocols = ipv4
relayhost = [127.0.0.1]:{sink}
"""
FIELDS = ["organisatie", "aanhef", "kenmerk"]
# The rule of the list's period reads this one, and nothing but years.
YEARS = "contactjaren"
MASTER = """127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Chain:
    """Postfix, and behind it an smtp-sink that keeps every mail."""

    def __init__(self, home):
        self.home, self.kept, self.settings = home, home / "kept", home / "postfix"
        self.port, self.sink_port = free_port(), free_port()
        self.sink = self.postfix = None
        for folder in [self.kept, self.settings, home / "queue", home / "data"]:
            folder.mkdir()
        # Postfix works as its own user within.
        os.chmod(home, 0o755)
        shutil.chown(home / "data", "postfix")
        (self.settings / "main.cf").write_text(MAIN.format(home=home, sink=self.sink_port))
        (self.settings / "master.cf").write_text(MASTER.format(port=self.port))

    def __enter__(self):
        tools = "/usr/sbin:/usr/bin"
        self.sink = subprocess.Popen(
            [shutil.which("smtp-sink", path=tools), "-u", "root", "-d", f"{self.kept}/mail.", f"127.0.0.1:{self.sink_port}", "100"],
            stderr=subprocess.DEVNULL)
        try:
            need(listens(self.sink_port), "smtp-sink does not listen")
            self.postfix = subprocess.Popen([shutil.which("postfix", path=tools), "-c", self.settings, "start-fg"],
                                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            need(listens(self.port), "Postfix does not listen")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        """Both end, and every process of this Postfix with them."""
        self.sink.kill()
        self.sink.wait()
        if self.postfix is None:
            return
        subprocess.run([shutil.which("postfix", path="/usr/sbin"), "-c", self.settings, "stop"], capture_output=True, check=False)
        try:
            self.postfix.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self.postfix.kill()
            self.postfix.communicate()

    def mails(self, count):
        """What came out, once nothing more comes: (recipients, message) of each."""
        for _ in range(600):
            if len(list(self.kept.iterdir())) >= count:
                break
            time.sleep(0.1)
        # What was smuggled would come behind the mail it rode on.
        time.sleep(3)
        for file in sorted(self.kept.iterdir()):
            raw = file.read_bytes()
            # It writes the envelope in lines of its own right above the header of the mail.
            lines = raw.split(b"\n\n", 1)[0].decode("latin-1").splitlines()
            paths = [line.split("<", 1)[1].split(">", 1)[0] for line in lines if line.startswith("X-Rcpt-Args:")]
            yield paths, email.message_from_bytes(raw, policy=email.policy.default)


def rows():
    """A row for each false end in each field, and one without."""
    cells = [(field, end) for field in [*FIELDS, YEARS] for end in ENDS]
    found = invented(len(cells) + 1, "smuggling")
    for row, (field, end) in zip(found, cells):
        row[field] = f"{row[field]}{end}{STOLEN}"
    return found


def stolen():
    """Every false end with an envelope behind it."""
    return "".join(f"{end}{STOLEN}" for end in ENDS)


def poison(folder: Path):
    """Every false end in text, HTML and what they share: what a careless or bought writer could do."""
    for name in ["bijlage-3.1.txt.hbs", "bijlage-3.1.html.hbs", "stukken/ondertekening.txt.hbs", "stukken/ondertekening.html.hbs"]:
        file = folder / "templates" / name
        text = file.read_text("utf-8")
        end = "</body>" if name == "bijlage-3.1.html.hbs" else ""
        text = text.replace(end, f"<p>{stolen()}</p>{end}") if end else text + stolen()
        file.write_bytes(text.encode())


def own(row):
    """What stands in the file of one row."""
    return f"Voor {row['id']}{stolen()}".encode()


def enclose(campaign, everybody):
    """Two files of text: one for all, one of each row's own under the row's id."""
    (campaign.dir / "templates/uitleg.txt").write_bytes(f"Uitleg{stolen()}".encode())
    (campaign.dir / "bijlagen").mkdir()
    for row in everybody:
        (campaign.dir / "bijlagen" / row["id"]).write_bytes(own(row))
    with open(campaign.dir / "config/heraut.toml", "a", encoding="utf-8") as settings:
        settings.write('\n[[notice.attachment]]\nfile = "templates/uitleg.txt"\nname = "uitleg.txt"\n'
                       '\n[[notice.attachment]]\ncolumn = "id"\nfolder = "bijlagen"\nname = "voor-u.txt"\n')


def text_of(words):
    """A text as a setting has it (TOML), every character by its number."""
    return '"' + "".join(f"\\U{ord(one):08X}" for one in words) + '"'


def refused_beforehand(campaign):
    """Each form, where it has no place: the check says no to it, and to nothing else."""
    subject = campaign.dir / "templates/bijlage-3.1.subject.hbs"
    before, sets = subject.read_bytes(), list(campaign.sets)
    settings = {"sender.from": lambda words: text_of(f"Voorbeeld{words} <bericht@voorbeeldzaken.example>"),
                "sender.envelope_from": lambda words: text_of(f"bericht{words}@voorbeeldzaken.example"),
                "sender.reply_to": lambda words: text_of(f"vragen{words}@voorbeeldzaken.example"),
                "notice.attachment": lambda words: f"[{{file='templates/uitleg.txt', name={text_of(f'a{words}.txt')}}}]"}
    for words in ["", *(f"{end}{STOLEN}" for end in ENDS)]:
        expect = {3} if words else {0}
        subject.write_bytes(before.rstrip() + words.encode())
        campaign.run("check", expect=expect)
        subject.write_bytes(before)
        for key, value in settings.items():
            campaign.sets = [*sets, f"{key}={value(words)}"]
            campaign.run("check", expect=expect)
        campaign.sets = sets


def control(port):
    """A client that does not mend its lines smuggles a mail through this very server: the judge can see one."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        answers = line.makefile("rb")
        answers.readline()
        stolen = b"MAIL FROM:<x@elders.example>\r\nRCPT TO:<y@elders.example>\r\nDATA\r\nSubject: b\r\n\r\nb\r\n.\r\n"
        for step in [b"HELO a.example\r\n", b"MAIL FROM:<a@a.example>\r\n", b"RCPT TO:<b@b.example>\r\n", b"DATA\r\n"]:
            line.sendall(step)
            answers.readline()
        line.sendall(b"Subject: a\r\n\r\na\n.\n" + stolen + b"QUIT\r\n")
        answers.read()


def alive(number):
    """Whether this process of Postfix runs on; a dead one may wait for its parent to look."""
    try:
        status = Path(f"/proc/{number}/status").read_text("utf-8")
    except FileNotFoundError:
        return False
    return "State:\tZ" not in status and str(pwd.getpwnam("postfix").pw_uid) in status


def work(options):
    """Seals, sends through Postfix, and counts what comes out."""
    need(os.geteuid() == 0, "Postfix with a queue of its own needs root")
    need(shutil.which("postfix", path="/usr/sbin"), "Postfix is not installed (Debian's package postfix)")
    everybody = rows()
    with Campaign(options.heraut, everybody) as campaign:
        poison(campaign.dir)
        enclose(campaign, everybody)
        faults = campaign.run("--json", "check").json()["faults"]
        refused = {fault["row"] for fault in faults if fault["severity"] == "error"}
        others = [fault for fault in faults if fault["severity"] == "error" and "recipients" not in fault["file"]]
        kept = [row for number, row in enumerate(everybody, 2) if number not in refused]
        need(len(kept) == len(ENDS) * len(FIELDS) + 1, f"{len(kept)} rows are taken: {sorted(refused)} are not")
        need(not others, f"a template was refused, and it should go out as content: {others[:3]}")
        campaign.sets.clear()
        campaign.write_list(kept)
        refused_beforehand(campaign)
        with Chain(campaign.home) as chain:
            campaign.sets += loopback(chain.port, 4)
            sent = campaign.run("--json", "send", expect={0}).json()
            accepted = sent["sum"]["accepted"]
            need(accepted == len(kept), f"{accepted} accepted of {len(kept)}")
            out = list(chain.mails(accepted))
            control(chain.port)
            need(len(list(chain.mails(accepted + 2))) == accepted + 2, "the control smuggled nothing: this proves little")
            log = (campaign.home / "log").read_text("utf-8", "replace")
        ours = set(re.findall(r"postfix/\w+\[(\d+)\]", log))
        # Each ends by itself once the first has: on a busy machine not at the same moment.
        for _ in range(100):
            left = [number for number in ours if alive(number)]
            if not left:
                break
            time.sleep(0.1)
        need(not left, f"Postfix was stopped, and runs on: {left}")
        need(len(out) == accepted, f"{accepted} mails went in, {len(out)} came out")
        wanted = Counter(a_label(row["email"]) for row in kept)
        found = Counter(path for paths, _ in out for path in paths)
        need(found == wanted and all(len(paths) == 1 for paths, _ in out), "a mail went to somebody else")
        of = {a_label(row["email"]): row for row in kept}
        for [path], message in out:
            files = [part.get_payload(decode=True) for part in message.iter_attachments()][-2:]
            need(files == [f"Uitleg{stolen()}".encode(), own(of[path])], f"{of[path]['id']}: a file is not what it was")
            need("gesmokkeld" not in (message["Subject"] or "") or "Vereniging" in message["Subject"],
                 "a smuggled subject came out as a mail")
            for kind in ["plain", "html"]:
                text = message.get_body((kind,)).get_content()
                need(text.count("RCPT TO:<y@elders.example>") >= 2 * len(ENDS), f"the payload is not content of the {kind} part")
    return f"{accepted} mails in, {accepted} out; {len(everybody) - len(kept)} rows refused beforehand"


if __name__ == "__main__":
    judge(__doc__, work)
