"""Haraka from npm, as a front end: each mail goes to the next host before its client hears the answer."""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

from common import free_port, listens, need
from servers import on_path


class Haraka:
    """Takes mail while it is open."""

    NAME = "haraka"
    # It hands on, so nothing stands behind its dot: an envelope, and a mail.
    TURNS = 2.2

    def __init__(self, home, behind, patience=None):
        self.home, self.behind, self.port = Path(home) / self.NAME, behind, free_port()
        self.patience, self.process = patience, None

    @staticmethod
    def package():
        """Its folder in NODE_PATH."""
        return Path(os.environ.get("NODE_PATH", "")) / "Haraka"

    @classmethod
    def needs(cls):
        """What is missing here, in words; None when all is there."""
        if not on_path("node"):
            return "node"
        return None if (cls.package() / "haraka.js").is_file() else "Haraka in NODE_PATH (install_node_tools in .ci/steps)"

    def version(self):
        """What its package calls itself."""
        return f"Haraka {json.loads((self.package() / 'package.json').read_text('utf-8'))['version']}"

    def __enter__(self):
        config = self.home / "config"
        config.mkdir(parents=True)
        files = {
            "smtp.ini": f"listen=127.0.0.1:{self.port}\nnodes=0\n",
            "plugins": "rcpt_all\nqueue/smtp_forward\n",
            "smtp_forward.ini": f"host=127.0.0.1\nport={self.behind}\nenable_outbound=true\n",
            "me": "haraka.example\n",
            "loglevel": "warn\n",
        }
        if self.patience:
            files["plugin_timeout"] = f"{self.patience}\n"
        for name, text in files.items():
            (config / name).write_text(text, "utf-8")
        # Without the shipped one it ends at its first connection.
        shutil.copy(self.package() / "config/connection.ini", config)
        (self.home / "plugins").mkdir()
        (self.home / "plugins/rcpt_all.js").write_text("exports.hook_rcpt = (next) => next(OK)\n", "utf-8")
        with open(self.home / "said", "wb") as said:
            self.process = subprocess.Popen([on_path("node"), self.package() / "bin/haraka", "-c", self.home],
                                            stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True)
        if not listens(self.port):
            self.__exit__()
            need(False, f"Haraka does not listen: {self.said()}")
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def said(self):
        """The end of what it wrote."""
        return (self.home / "said").read_text("utf-8", "replace")[-1500:]
