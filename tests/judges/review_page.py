"""A running `heraut serve` for the judges: its process, its invitations, and guests who speak plain HTTP to it."""

import http.client
import re
import subprocess
import threading
from urllib.parse import urlencode

from common import need


class ReviewPage:
    """`heraut serve` on a free port, from `with` to its end."""

    def __init__(self, campaign):
        self.campaign = campaign
        self.process = campaign.start("serve", "--port", "0", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = self.process.stderr.readline().decode()
        found = re.search(r"http://(127\.0\.0\.1:\d+)", said)
        need(found, f"serve says no address: {said}")
        self.host = found[1]
        self.origin = f"http://{self.host}"
        # Whatever else it says must have somewhere to go.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def invite(self, name, *words):
        """An invitation: its number, and the path of its link."""
        told = self.campaign.run("--json", "invite", name, *words, expect={0}).json()
        return told["invitation"], "/" + told["link"].split("/", 3)[3]

    def guest(self, path):
        """Opens a link without a browser."""
        return Guest(self.host, path)


class Guest:
    """Somebody with a session."""

    def __init__(self, host, path):
        self.host = host
        self.cookie, self.csrf = "", ""
        status, headers, _ = self.ask("POST", path)
        need(status == 303, f"an invitation that stands is answered with {status}")
        self.cookie = headers["set-cookie"].split(";")[0]
        _, _, page = self.ask("GET", "/mails")
        self.csrf = re.search(r'name="csrf" value="([^"]+)"', page)[1]

    def ask(self, method, path, fields=None):
        """One request, over a connection of its own: status, headers, body."""
        body = None if method == "GET" else urlencode({"csrf": self.csrf} | (fields or {}))
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(self.host, timeout=120)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def agree(self, digest, role):
        """The form of the page on which one approves. Gives the status, and whether it says that the approval is recorded."""
        status, headers, _ = self.ask("POST", "/agree", {"digest": digest, "role": role, "read": "yes"})
        return status, headers.get("location") == "/agree?done=approved"
