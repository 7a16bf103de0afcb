#!/usr/bin/env bash
# A returned mail, which has no sender in its envelope.
#
# Guess, written down before the first run: the sender is an empty text, as the address between the brackets is.
# Seen with aiosmtpd 1.4.6 (PyPI); smtp-server 3.21.6 (npm) for comparison: it is the two brackets: other addresses come without
# them, so a test for an empty sender finds no returned mail; smtp-server gives the empty text.
# RFC 5321, 4.1.2 and 4.5.5: the brackets are around the path, as they are around any, and the path is empty.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check aiosmtpd==1.4.6
npm install --silent --no-audit --no-fund --ignore-scripts smtp-server@3.21.6
cat >serve.mjs <<'NODE'
import { writeFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";
const said = [];
const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onMailFrom(from, session, done) {
        said.push(from.address);
        writeFileSync("other", JSON.stringify(said));
        done();
    },
});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
NODE
node serve.mjs >port &
server=$!
trap 'kill "$server"; wait "$server" || true; rm -rf "$place"' EXIT
for _ in {1..100}; do [ ! -s port ] || break; sleep 0.1; done
seen=$(python/bin/python - "$(<port)" <<'PYTHON'
import json
import pathlib
import smtplib
import socket
import sys
from aiosmtpd.controller import Controller
said = []
class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        said.append(address)
        return "250 OK"
with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
ours = Controller(Handler(), hostname="127.0.0.1", port=port)
ours.start()
for one in (port, int(sys.argv[1])):
    for sender in ("a@els.example", ""):
        with smtplib.SMTP("127.0.0.1", one) as line:
            line.ehlo("client.example")
            line.docmd(f"MAIL FROM:<{sender}>")
ours.stop()
print(json.dumps(said), pathlib.Path("other").read_text())
PYTHON
)
behaviour='["a@els.example", "<>"] ["a@els.example",""]'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the sender is an empty text, as the address between the brackets is.' \
    'aiosmtpd 1.4.6 (PyPI); smtp-server 3.21.6 (npm) for comparison' \
    'it is the two brackets: other addresses come without them, so a test for an empty sender finds no returned mail; smtp-server gives the empty text.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
