#!/usr/bin/env bash
# A bounce whose original address is of another type than its final one.
#
# Guess, written down before the first run: the address of the type rfc822 counts as failed, and nothing else.
# Seen with flufl.bounce 6.0.0 (PyPI): three recipients have failed: the address, the word utf-8 (the type of the original
# address), and that address with its code for é.
# RFC 3464, 2.3.1 and 2.3.2, and RFC 6533, 3: each of the two fields says its type, and the original one is what the sender
# asked for.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check flufl.bounce==6.0.0
seen=$(python/bin/python - <<'PYTHON'
from email import message_from_string
from flufl.bounce import all_failures
def report(block):
    return message_from_string(f"""From: MAILER-DAEMON@relay.example
To: bericht@voorbeeldzaken.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

{block}
Action: failed
Status: 5.1.1

--b--
""")
for original in ("rfc822; bestuur@wilg.example", r"utf-8; b\x{E9}stuur@wilg.example"):
    print(*map(sorted, all_failures(report(f"Original-Recipient: {original}\nFinal-Recipient: rfc822; bestuur@wilg.example"))), end=" ")
PYTHON
)
behaviour='[] [b'\''bestuur@wilg.example'\''] [] [b'\''b\\x{E9}stuur@wilg.example'\'', b'\''bestuur@wilg.example'\'', b'\''utf-8'\''] '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the address of the type rfc822 counts as failed, and nothing else.' \
    'flufl.bounce 6.0.0 (PyPI)' \
    'three recipients have failed: the address, the word utf-8 (the type of the original address), and that address with its code for é.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
