"""An SMTP server of the judges' own: it keeps every envelope and every byte, and says when what happened.

A mail counts as taken the moment its final dot was read, before any answer: from then on it may arrive.
"""

import asyncio
import ssl
import subprocess
import threading
import time

FEATURES = ("PIPELINING", "SIZE 30000000", "8BITMIME", "DSN")


class Server:
    """Listens on a free port of the loopback, in a thread of its own.

    `answer(step, words)` may give another reply than the usual one; `seen(step)` is told of every step
    (connect, mail, rcpt, data, body, dot, answered) at the moment it happens; `delay` seconds, or
    what calling it gives, pass before each answer to a final dot. `features` are offered after EHLO. `said` holds every
    command line. With `tls`, a context of `ssl`, it speaks TLS from the first byte.
    """

    def __init__(self, answer=None, seen=None, delay=0.0, features=FEATURES, tls=None):
        self.answer = answer or (lambda step, words: None)
        self.seen = seen or (lambda step: None)
        self.delay = delay
        self.features = features
        self.taken, self.said = [], []
        self.open = 0
        self.lock = threading.Lock()
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(asyncio.start_server(self.visit, "127.0.0.1", 0, limit=1 << 24, ssl=tls))
        self.port = self.server.sockets[0].getsockname()[1]
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)

    def mails(self):
        """What was taken so far: (reverse-path, forward-paths, bytes)."""
        with self.lock:
            return list(self.taken)

    async def visit(self, reader, writer):
        """One connection."""
        self.open += 1
        try:
            await self.serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open -= 1
            writer.close()

    def quiet(self):
        """Waits until the lines of a sender that has ended are read to their end."""
        for _ in range(500):
            if self.open == 0:
                return
            time.sleep(0.002)

    async def serve(self, reader, writer):
        """The dialogue. Answers are held back while more commands wait, as RFC 2920, section 3.2, allows."""
        def say(step, words, usual):
            writer.write(((self.answer(step, words) or usual) + "\r\n").encode())

        sender, recipients = None, []
        self.seen("connect")
        say("connect", "", "220 judge.example ESMTP")
        while line := await reader.readline():
            words = line.decode("latin-1").rstrip("\r\n")
            self.said.append(words)
            verb = words.split(" ")[0].split(":")[0].upper()
            if verb == "EHLO":
                words = ["judge.example", *self.features]
                lines = [f"250{'-' if one is not words[-1] else ' '}{one}\r\n" for one in words]
                writer.write("".join(lines).encode())
            elif verb == "MAIL":
                self.seen("mail")
                sender, recipients = path(words), []
                say("mail", words, "250 2.1.0 Ok")
            elif verb == "RCPT":
                self.seen("rcpt")
                reply = self.answer("rcpt", words) or "250 2.1.5 Ok"
                if reply.startswith("2"):
                    recipients.append(path(words))
                writer.write(f"{reply}\r\n".encode())
            elif verb == "DATA":
                self.seen("data")
                if not recipients:
                    say("refused", words, "554 5.5.1 No valid recipients")
                    continue
                say("data", words, "354 Go on")
                await writer.drain()
                body = await self.body(reader)
                number = self.take(sender, recipients, body)
                self.seen("dot")
                await asyncio.sleep(self.delay() if callable(self.delay) else self.delay)
                say("dot", words, f"250 2.0.0 Ok: queued as J{number:07}")
                sender, recipients = None, []
                await writer.drain()
                self.seen("answered")
            elif verb == "RSET":
                sender, recipients = None, []
                say("rset", words, "250 2.0.0 Ok")
            elif verb == "QUIT":
                say("quit", words, "221 2.0.0 Bye")
                await writer.drain()
                return
            else:
                say("other", words, "502 5.5.2 Not known")
            await writer.drain()

    async def body(self, reader):
        """The mail with its dots unstuffed (RFC 5321, section 4.5.2)."""
        lines = []
        while (line := await reader.readline()) != b".\r\n":
            if not line:
                raise asyncio.IncompleteReadError(b"", None)
            if not lines:
                self.seen("body")
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def take(self, sender, recipients, body):
        """Keeps a mail and gives its number."""
        with self.lock:
            self.taken.append((sender, list(recipients), body))
            return len(self.taken)


def path(command):
    """What stands between the angle brackets of MAIL or RCPT."""
    return command.split("<", 1)[1].split(">", 1)[0]


def message_id(mail):
    """The mail's Message-ID, without its brackets."""
    for line in mail.split(b"\r\n\r\n", 1)[0].split(b"\r\n"):
        if line.lower().startswith(b"message-id:"):
            return line.split(b":", 1)[1].strip().strip(b"<>").decode()
    return None


def certificates(home, name="localhost"):
    """An authority, and what it signed for a name as the context of a server; gives the authority's file too."""
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    authority, key, shown, secret = (home / one for one in ["ca.pem", "ca.key", "relay.pem", "relay.key"])
    subprocess.run([*new, "-subj", "/CN=Verzonnen CA", "-out", authority, "-keyout", key], check=True, capture_output=True)
    subprocess.run([*new, "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-addext", "basicConstraints=CA:FALSE",
                    "-CA", authority, "-CAkey", key, "-out", shown, "-keyout", secret], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, secret)
    return authority, context
