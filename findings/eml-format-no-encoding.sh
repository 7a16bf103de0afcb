#!/usr/bin/env bash
# A text in US-ASCII that says so, and nothing about how it is encoded.
#
# Guess, written down before the first run: it is read as it stands, since 7bit is what counts where nothing is said.
# Seen with eml-format 0.6.1 (npm): the whole mail is refused with a TypeError, as reports of returned mail are, which begin
# with such a text; with the field that says 7bit it is read, and without a charset too.
# RFC 2045, 6.1: without the field Content-Transfer-Encoding a part is 7bit.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts eml-format@0.6.1
cat >read.mjs <<'NODE'
import emlFormat from "eml-format";
const fields = ["Content-Type: text/plain; charset=us-ascii\r\n", "Content-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n", "Content-Type: text/plain\r\n"];
for (const one of fields) {
    const mail = `From: a@wilg.example\r\nTo: b@els.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="grens"\r\n\r\n--grens\r\n${one}\r\nWij komen.\r\n\r\n--grens--\r\n`;
    emlFormat.read(mail, (error, read) => process.stdout.write(`${error?.name ?? JSON.stringify(read.text)} `));
}
NODE
seen=$(node read.mjs)
behaviour='TypeError "Wij komen.\r\n" "Wij komen.\r\n" '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'it is read as it stands, since 7bit is what counts where nothing is said.' \
    'eml-format 0.6.1 (npm)' \
    'the whole mail is refused with a TypeError, as reports of returned mail are, which begin with such a text; with the field that says 7bit it is read, and without a charset too.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
