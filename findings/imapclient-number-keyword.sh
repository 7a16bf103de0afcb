#!/usr/bin/env bash
# A keyword of a mail that is a year.
#
# Guess, written down before the first run: it is given as it was set, as bytes like the other flags: b'2026'.
# Seen with IMAPClient 4.1.0 (PyPI): it becomes the number 2026 amid flags of bytes, so whoever looks for b'2026' does not find
# it; with one letter in it it stays.
# RFC 3501, 9: a keyword is an atom, and digits are characters of atoms as letters are.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check IMAPClient==4.1.0
seen=$(python/bin/python - <<'PYTHON'
from imapclient import IMAPClient
ANSWER = "* 1 FETCH (UID 5 FLAGS (\\Seen 2026 jaar2026 2026a))\r\n"
KEYWORD = "2026"
import socket
import threading
server = socket.create_server(("127.0.0.1", 0))
def serve():
    line = server.accept()[0].makefile("rwb")
    def say(words):
        line.write(words.encode())
        line.flush()
    say("* OK [CAPABILITY IMAP4rev1] ready\r\n")
    for said in line:
        tag, command = said.decode().split(None, 1)
        if "SELECT" in command or "EXAMINE" in command:
            say("* 2 EXISTS\r\n* FLAGS (\\Seen \\Flagged %s)\r\n* OK [UIDVALIDITY 1] ok\r\n" % KEYWORD)
        elif "CAPABILITY" in command:
            say("* CAPABILITY IMAP4rev1\r\n")
        elif "SEARCH" in command:
            say("* SEARCH 5\r\n")
        elif "FETCH" in command:
            say(ANSWER)
        elif "LOGOUT" in command:
            say("* BYE until then\r\n")
        say(f"{tag} OK done\r\n")
threading.Thread(target=serve, daemon=True).start()
port = server.getsockname()[1]
box = IMAPClient("127.0.0.1", port=port, ssl=False)
box.login("a", "b")
box.select_folder("INBOX")
print(box.get_flags([5]))
PYTHON
)
behaviour='{5: (b'\''\\Seen'\'', 2026, b'\''jaar2026'\'', b'\''2026a'\'')}'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'it is given as it was set, as bytes like the other flags: b'\''2026'\''.' \
    'IMAPClient 4.1.0 (PyPI)' \
    'it becomes the number 2026 amid flags of bytes, so whoever looks for b'\''2026'\'' does not find it; with one letter in it it stays.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
