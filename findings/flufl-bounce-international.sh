#!/usr/bin/env bash
# A bounce to an address that SMTPUTF8 was used for.
#
# Guess, written down before the first run: its report (message/global-delivery-status) is understood as the older one is, and
# the address counts as failed.
# Seen with flufl.bounce 4.0 (PyPI): no address is found, neither as failed for good nor for now; the same report as
# message/delivery-status gives it.
# RFC 6533, section 4: the type that servers use where the mail was international.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check flufl.bounce==4.0
seen=$(python/bin/python - <<'PYTHON'
from email import message_from_string
from flufl.bounce import all_failures
def report(kind, address_type):
    return message_from_string(f"""From: MAILER-DAEMON@relay.example
To: bericht@voorbeeldzaken.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b"

--b

It could not be delivered.

--b
Content-Type: message/{kind}

Reporting-MTA: dns; relay.example

Final-Recipient: {address_type}; bestuur@wilg.example
Action: failed
Status: 5.1.1

--b--
""")
print(all_failures(report("delivery-status", "rfc822")), all_failures(report("global-delivery-status", "utf-8")))
PYTHON
)
behaviour='(set(), {b'\''bestuur@wilg.example'\''}) (set(), set())'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'its report (message/global-delivery-status) is understood as the older one is, and the address counts as failed.' \
    'flufl.bounce 4.0 (PyPI)' \
    'no address is found, neither as failed for good nor for now; the same report as message/delivery-status gives it.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
