#!/usr/bin/env bash
# The flags of a mail, while somebody else flags another mail in the same mailbox.
#
# Guess, written down before the first run: the mail that is fetched has its own flags: it was seen.
# Seen with imap-tools 1.16.0 (PyPI): the flags of the other mail are added to it: it was seen, flagged and answered, which it
# was not.
# RFC 3501, 7 and 7.4.2: a server tells of new flags unasked and at any time, and says by its number whose they are.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check imap-tools==1.16.0
seen=$(python/bin/python - <<'PYTHON'
from imap_tools import MailBoxUnencrypted
mail = "From: a@els.example\r\nSubject: Bericht\r\n\r\nx\r\n"
ANSWER = f"* 1 FETCH (UID 5 FLAGS (\\Seen) BODY[] {{{len(mail)}}}\r\n{mail})\r\n* 2 FETCH (FLAGS (\\Flagged \\Answered))\r\n"
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
with MailBoxUnencrypted("127.0.0.1", port).login("a", "b") as box:
    print(*[(one.uid, one.subject, *one.flags) for one in box.fetch(mark_seen=False)])
PYTHON
)
behaviour='('\''5'\'', '\''Bericht'\'', '\''\\Seen'\'', '\''\\Flagged'\'', '\''\\Answered'\'')'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the mail that is fetched has its own flags: it was seen.' \
    'imap-tools 1.16.0 (PyPI)' \
    'the flags of the other mail are added to it: it was seen, flagged and answered, which it was not.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
