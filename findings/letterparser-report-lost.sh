#!/usr/bin/env bash
# A mail that came back, with its report.
#
# Guess, written down before the first run: the text is what the server says; the report and the mail that came back are
# attachments.
# Seen with letterparser 0.1.8 (npm); postal-mime 4.0.0 (npm) for comparison: there are no attachments, and the report (which
# address failed, and how) is nowhere; the text of the mail that came back stands below that of the server, as if the server
# said it. postal-mime attaches both.
# RFC 6522, 3, and RFC 3464, 2: the second part is what programs read.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts letterparser@0.1.8 postal-mime@4.0.0
cat >read.mjs <<'NODE'
import { extract } from "letterparser";
import PostalMime from "postal-mime";
const mail = "From: MAILER-DAEMON@relay.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNiet bezorgd.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\nFinal-Recipient: rfc822; info@esdoorn.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: bericht@voorbeeldzaken.example\r\nSubject: Bericht\r\n\r\nU krijgt dit bericht.\r\n--b--\r\n";
const read = extract(mail);
const kinds = (await PostalMime.parse(mail)).attachments.map((one) => one.mimeType);
console.log(JSON.stringify([read.text, read.attachments, JSON.stringify(read).includes("5.1.1"), kinds]));
NODE
seen=$(node read.mjs)
behaviour='["Niet bezorgd.\nU krijgt dit bericht.",[],false,["message/delivery-status","message/rfc822"]]'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the text is what the server says; the report and the mail that came back are attachments.' \
    'letterparser 0.1.8 (npm); postal-mime 4.0.0 (npm) for comparison' \
    'there are no attachments, and the report (which address failed, and how) is nowhere; the text of the mail that came back stands below that of the server, as if the server said it. postal-mime attaches both.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
