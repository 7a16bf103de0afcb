#!/usr/bin/env bash
# A report that a mail arrived.
#
# Guess, written down before the first run: it is no bounce; and in a report about two recipients the one that failed for good
# makes it a hard one.
# Seen with baunsu 0.2.3 (npm): the report of an arrived mail is a soft bounce of its recipient; and in a report about two
# recipients only the first counts, so with the arrived one in front nobody learns of the other, whose address does not exist.
# RFC 3464, 2.1 and 2.3.3: a report has a group of fields for each recipient, and Action says what became of the mail: delivered
# is no failure.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts baunsu@0.2.3
cat >read.mjs <<'NODE'
import Baunsu from "baunsu";
const arrived = "Final-Recipient: rfc822; bestuur@wilg.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\n";
const failed = "Final-Recipient: rfc822; info@esdoorn.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n";
const read = (groups) => {
    const head = "From: MAILER-DAEMON@relay.example\r\nTo: bericht@voorbeeldzaken.example\r\nSubject: Delivery report\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSee below.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n";
    const said = new Baunsu().detectSync(`${head}${groups}--b--\r\n`);
    return `${said.isHard() ? "hard" : said.isSoft() ? "soft" : "no bounce"} ${said.finalRecipient}`;
};
console.log([failed, arrived, arrived + failed].map(read).join(", "));
NODE
seen=$(node read.mjs)
behaviour='hard info@esdoorn.example, soft bestuur@wilg.example, soft bestuur@wilg.example'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'it is no bounce; and in a report about two recipients the one that failed for good makes it a hard one.' \
    'baunsu 0.2.3 (npm)' \
    'the report of an arrived mail is a soft bounce of its recipient; and in a report about two recipients only the first counts, so with the arrived one in front nobody learns of the other, whose address does not exist.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
