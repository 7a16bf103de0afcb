#!/usr/bin/env bash
# A bounce of an address that has an equals sign.
#
# Guess, written down before the first run: the whole address counts as failed.
# Seen with flufl.bounce 6.0.0 (PyPI): the address that failed is what stands in front of the equals sign: bestuur, without a
# domain. Gateways that put one address into another write it so.
# RFC 3464, 2.3.2, and RFC 5322, 3.2.3: the field is a type, a semicolon and an address, and an equals sign is a character of
# addresses as any letter; parameters it has none.
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
for address in ("bestuur@wilg.example", "bestuur=wilg.example@poort.example"):
    print(*map(sorted, all_failures(report(f"Final-Recipient: rfc822; {address}"))), end=" ")
PYTHON
)
behaviour='[] [b'\''bestuur@wilg.example'\''] [] [b'\''bestuur'\''] '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the whole address counts as failed.' \
    'flufl.bounce 6.0.0 (PyPI)' \
    'the address that failed is what stands in front of the equals sign: bestuur, without a domain. Gateways that put one address into another write it so.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
