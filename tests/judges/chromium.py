"""One headless Chromium for many pages, driven over a pipe in its DevTools protocol: no port, no network, no profile left.

A page is opened at a width, in a colour scheme; whatever it asks for beyond itself is written down in `reached`.
"""

import base64
import json
import os
import shutil
import subprocess

from common import need

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-extensions",
         # Whatever name it may look up, there is none.
         "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe", "about:blank"]


class Chromium:
    """The browser, from `with` to its end."""

    def __init__(self, home):
        tool = shutil.which("chromium")
        need(tool, "chromium is not installed (Debian's package chromium)")
        to_read, self.to = os.pipe()
        self.of, to_write = os.pipe()
        # It reads its commands from descriptor 3 and writes on 4; bash can put them there whatever their numbers.
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{to_read} 4>&{to_write}', "bash", tool, *FLAGS, f"--user-data-dir={home}/chromium"],
            pass_fds=(to_read, to_write), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": str(home)}, start_new_session=True)
        os.close(to_read)
        os.close(to_write)
        self.number, self.rest, self.session = 0, b"", None
        self.reached, self.loaded = [], False

    def __enter__(self):
        target = self.say("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.say("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.say("Page.enable")
        self.say("Network.enable")
        return self

    def __exit__(self, *_):
        # Without its pipe it ends; what does not end in time is ended.
        os.close(self.to)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, 9)
            self.process.wait()
        os.close(self.of)

    def heard(self):
        """The next message of the browser."""
        while b"\0" not in self.rest:
            read = os.read(self.of, 1 << 20)
            need(read, "chromium ended before its time")
            self.rest += read
        message, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(message)
        if message.get("method") == "Network.requestWillBeSent":
            self.reached.append(message["params"]["request"]["url"])
        self.loaded |= message.get("method") == "Page.loadEventFired"
        return message

    def say(self, method, **words):
        """One command and its answer."""
        self.number += 1
        number = self.number
        command = {"id": number, "method": method, "params": words}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.to, json.dumps(command).encode() + b"\0")
        while (message := self.heard()).get("id") != number:
            pass
        need("error" not in message, f"chromium: {method}: {message.get('error')}")
        return message["result"]

    def screen(self, width, height):
        """As wide and high as this, in CSS pixels."""
        self.say("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def open(self, file, width, height, scheme, forced=False):
        """Shows a file as a screen of that size would, and waits until it is there. Gives what it asked for besides. `forced` turns a
        page dark that has no dark of its own, as some mail programs do."""
        self.screen(width, height)
        self.say("Emulation.setAutoDarkModeOverride", enabled=forced)
        self.say("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.reached, self.loaded = [], False
        self.say("Page.navigate", url=file.as_uri())
        while not self.loaded:
            self.heard()
        return [address for address in self.reached if address != file.as_uri() and not address.startswith("data:")]

    def run(self, script):
        """What a script says in the page, once it is settled."""
        done = self.say("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        need("exceptionDetails" not in done, f"chromium: {json.dumps(done.get('exceptionDetails'))[:800]}")
        return done["result"].get("value")

    def print(self, **words):
        """The page as a PDF."""
        return base64.b64decode(self.say("Page.printToPDF", **words)["data"])

    def picture(self, file, width):
        """The whole page as a PNG, on a screen so high that nothing is left to scroll: what is not on it isn't painted."""
        height = self.run("document.documentElement.scrollHeight")
        self.screen(width, height)
        self.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))")
        file.write_bytes(base64.b64decode(self.say("Page.captureScreenshot")["data"]))
