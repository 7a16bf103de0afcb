#!/usr/bin/env bash
# A recipient with a blank in the quoted part of the address.
#
# Guess, written down before the first run: it is taken, as "griffie"@els.example in quotes is.
# Seen with smtp-server 3.21.6 (npm); aiosmtpd 1.4.6 (PyPI) for comparison: it is refused for good, as bad syntax: quotes are
# understood only where they are not needed; aiosmtpd takes all three.
# RFC 5321, 4.1.2: a local part may be a quoted string, in which blanks are text.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check aiosmtpd==1.4.6
npm install --silent --no-audit --no-fund --ignore-scripts smtp-server@3.21.6
cat >serve.mjs <<'NODE'
import { SMTPServer } from "smtp-server";
const server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], disableReverseLookup: true });
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
NODE
node serve.mjs >port &
server=$!
trap 'kill "$server"; wait "$server" || true; rm -rf "$place"' EXIT
for _ in {1..100}; do [ ! -s port ] || break; sleep 0.1; done
seen=$(python/bin/python - "$(<port)" <<'PYTHON'
import smtplib
import socket
import sys
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
other = Controller(Sink(), hostname="127.0.0.1", port=port)
other.start()
for one in (int(sys.argv[1]), port):
    with smtplib.SMTP("127.0.0.1", one) as line:
        line.ehlo("client.example")
        line.docmd("MAIL FROM:<bericht@voorbeeldzaken.example>")
        print(*(line.docmd(f"RCPT TO:<{to}@els.example>")[0] for to in ("griffie", '"griffie"', '"de griffie"')), end=" | ")
other.stop()
PYTHON
)
behaviour='250 250 501 | 250 250 250 | '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'it is taken, as "griffie"@els.example in quotes is.' \
    'smtp-server 3.21.6 (npm); aiosmtpd 1.4.6 (PyPI) for comparison' \
    'it is refused for good, as bad syntax: quotes are understood only where they are not needed; aiosmtpd takes all three.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
