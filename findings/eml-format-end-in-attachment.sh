#!/usr/bin/env bash
# The last part of a mail, when it does not end in a blank line.
#
# Guess, written down before the first run: an attached list has the two lines that were attached.
# Seen with eml-format 0.6.1 (npm): it has a third one, the line that ends the parts of the mail; with a blank line in front of
# that line it has two.
# RFC 2046, 5.1.1: the line that ends the parts, and the line break in front of it, belong to no part.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts eml-format@0.6.1
cat >read.mjs <<'NODE'
import emlFormat from "eml-format";
for (const last of ["7;info@esdoorn.example\r\n", "7;info@esdoorn.example\r\n\r\n"]) {
    const mail = `From: a@wilg.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="grens"\r\n\r\n--grens\r\nContent-Type: text/plain\r\n\r\nx\r\n--grens\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename="lijst.csv"\r\n\r\nid;e-mail\r\n${last}--grens--\r\n`;
    emlFormat.read(mail, (_, read) => process.stdout.write(`${JSON.stringify(read.attachments[0].data)} `));
}
NODE
seen=$(node read.mjs)
behaviour='"id;e-mail\r\n7;info@esdoorn.example\r\n--grens--\r\n" "id;e-mail\r\n7;info@esdoorn.example\r\n" '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'an attached list has the two lines that were attached.' \
    'eml-format 0.6.1 (npm)' \
    'it has a third one, the line that ends the parts of the mail; with a blank line in front of that line it has two.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
