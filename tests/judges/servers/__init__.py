"""Real mail servers for the judges: each on loopback with settings of its own, handing on what it takes to a keeper.

A server is a class with `NAME`, `needs()` (words on what is missing, or None) and, as a context, a `port` that takes
mail while it is open. All of them hand on to the port they are given; `patience` is for how many seconds one that does
so while its client waits waits itself. `login` is what a campaign needs to be let in. `Inside` runs one that wants to be root or
lives in fixed places: in namespaces of mounts and processes, over the machine's own files, none of which change.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from common import free_port, listens, need  # noqa: E402

# $1: what was unpacked for it, $2: the scratch folder. What is written goes to memory, and all processes end with the first.
ENTER = """set -e
mount --make-rprivate /
mount -t tmpfs -o mode=755 kept "$2"
mkdir "$2/work" "$2/all"
cp -a "$1" "$2/upper"
mount -t overlay -o "lowerdir=/,upperdir=$2/upper,workdir=$2/work" all "$2/all"
mount --rbind /dev "$2/all/dev"
mount -t proc proc "$2/all/proc"
mount -t tmpfs run "$2/all/run"
mount -t tmpfs -o mode=1777 tmp "$2/all/tmp"
exec chroot "$2/all" /bin/sh -e -c "$3"
"""


def each(kinds, must_run, judged):
    """Judges each server that can run here, and prints what `judged(kind)` says of it. With `must_run`, one that cannot is a fault. Gives
    how many ran."""
    done = 0
    for kind in kinds:
        if missing := kind.needs():
            need(not must_run, f"{kind.NAME} cannot run here: {missing} is missing")
            print(f"  {kind.NAME}: not here, for want of {missing}", flush=True)
            continue
        print(f"  {judged(kind)}", flush=True)
        done += 1
    need(done, "no server can run here")
    return done


def unpacked():
    """Where `.ci/steps` unpacked Debian's servers (`unpack_servers`), or None."""
    place = os.environ.get("HERAUT_SERVERS")
    return Path(place).resolve() if place and Path(place).is_dir() else None


def child_of(parent):
    """The one child of a process, by its number; None where there is none."""
    for place in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{parent}\n" in place.read_text("utf-8", "replace"):
                return int(place.parent.name)
        except OSError:
            continue
    return None


class Inside:
    """A server of Debian's, run by a script within namespaces; `script()` ends in the server in the foreground."""

    NAME = PROGRAM = ""
    # What it says of its version, within; the first line counts.
    VERSION = ""

    def __init__(self, home, behind, patience=None):
        self.home, self.behind, self.port = Path(home) / self.NAME, behind, free_port()
        self.patience, self.process = patience, None

    @classmethod
    def needs(cls):
        """What is missing here, in words; None when all is there."""
        if os.geteuid() != 0:
            return "root"
        root = unpacked()
        if root is None or not ((root / cls.NAME / cls.PROGRAM).exists() or Path("/", cls.PROGRAM).exists()):
            return f"{cls.PROGRAM} in $HERAUT_SERVERS (unpack_servers in .ci/steps)"
        return None

    def script(self):
        """What makes the settings and becomes the server."""
        raise NotImplementedError

    def command(self, script):
        """The whole command line."""
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, "sh", unpacked() / self.NAME, self.home / "inside", script]

    def version(self):
        """What it calls itself."""
        (self.home / "inside").mkdir(parents=True, exist_ok=True)
        said = subprocess.run(self.command(self.VERSION), capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=60)
        lines = (said.stdout + said.stderr).decode("utf-8", "replace").splitlines()
        need(lines, f"{self.NAME} does not tell its version")
        return lines[0].strip()

    def __enter__(self):
        (self.home / "inside").mkdir(parents=True, exist_ok=True)
        with open(self.home / "said", "wb") as said:
            self.process = subprocess.Popen(self.command(self.script()), stdin=subprocess.DEVNULL, stdout=said,
                                            stderr=said, start_new_session=True)
        if not listens(self.port):
            self.__exit__()
            need(False, f"{self.NAME} does not listen: {self.said()}")
        return self

    def __exit__(self, *_):
        # The first process within, and with it every other. Not by way of `unshare` alone: a set-uid server (Exim) outlives that.
        first = child_of(self.process.pid)
        for number in [first, self.process.pid]:
            if number is not None:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
        self.process.wait()
        for _ in range(100):
            if first is None or not Path(f"/proc/{first}").exists():
                return
            time.sleep(0.05)
        need(False, f"{self.NAME} was stopped, and runs on")

    def said(self):
        """The end of what it wrote."""
        return (self.home / "said").read_text("utf-8", "replace")[-1500:]


def login(kind, campaign):
    """Sets what a campaign needs to be let in by a server of this kind, and leaves its password where that says."""
    campaign.sets += getattr(kind, "SETS", [])
    if password := getattr(kind, "PASSWORD", None):
        file = campaign.dir / "config/relay.password"
        file.write_text(password, "utf-8")
        file.chmod(0o600)


def on_path(tool):
    """A tool's whole path, or None."""
    return shutil.which(tool, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
