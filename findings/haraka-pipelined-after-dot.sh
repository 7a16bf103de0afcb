#!/usr/bin/env bash
# Two mails over one connection to a server that offers PIPELINING.
#
# Guess, written down before the first run: the envelope of the second mail may travel in one segment with the end of the first,
# and is answered as any other.
# Seen with Haraka 3.3.4 (npm): the first mail is taken, and each command that came with its end is refused with 503, though
# nothing was wrong with it; sent again after the answer it is taken.
# RFC 2920, 3.1: the transfer of a mail may be the first command of a group.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts Haraka@3.3.4
mkdir -p home/config home/plugins
cp node_modules/Haraka/config/connection.ini home/config/
port=$(python3 -c 'import socket; one = socket.create_server(("127.0.0.1", 0)); print(one.getsockname()[1])')
printf 'listen=127.0.0.1:%s\nnodes=0\n' "$port" >home/config/smtp.ini
echo all >home/config/plugins
echo haraka.example >home/config/me
echo 'exports.hook_rcpt = exports.hook_queue = (next) => next(OK)' >home/plugins/all.js
node node_modules/Haraka/bin/haraka -c home >said 2>&1 &
server=$!
trap 'kill "$server"; wait "$server" || true; rm -rf "$place"' EXIT
seen=$(python3 - "$port" <<'PYTHON'
import socket
import sys
import time
for _ in range(300):
    try:
        line = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=30)
        break
    except OSError:
        time.sleep(0.1)
answers = line.makefile("rb")
def answer():
    while (said := answers.readline())[3:4] == b"-":
        pass
    return said[:3].decode()
envelope = b"MAIL FROM:<bericht@voorbeeldzaken.example>\r\nRCPT TO:<bestuur@wilg.example>\r\nDATA\r\n"
mail = b"Subject: x\r\n\r\nx\r\n.\r\n"
said = [answer()]
for sent, count in ((b"EHLO client.example\r\n", 1), (envelope, 3), (mail + envelope, 4), (envelope, 3)):
    line.sendall(sent)
    said.append("+".join(answer() for _ in range(count)))
print(*said)
PYTHON
)
behaviour='220 250 250+250+354 250+503+503+503 250+250+354'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the envelope of the second mail may travel in one segment with the end of the first, and is answered as any other.' \
    'Haraka 3.3.4 (npm)' \
    'the first mail is taken, and each command that came with its end is refused with 503, though nothing was wrong with it; sent again after the answer it is taken.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
