#!/usr/bin/env bash
# References without a blank between them.
#
# Guess, written down before the first run: two references are read as two.
# Seen with mailparser 3.14.2 (npm): they are one reference, so the mail belongs to no conversation.
# RFC 5322, 3.6.4: references are one message id or more, and the white space around each is optional.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts mailparser@3.14.2
cat >read.mjs <<'NODE'
import { simpleParser } from "mailparser";
for (const between of [" ", ""]) {
    const mail = await simpleParser(`From: a@wilg.example\r\nReferences: <1@wilg.example>${between}<2@wilg.example>\r\n\r\nx\r\n`);
    process.stdout.write(`${JSON.stringify(mail.references)} `);
}
NODE
seen=$(node read.mjs)
behaviour='["<1@wilg.example>","<2@wilg.example>"] "<1@wilg.example><2@wilg.example>" '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'two references are read as two.' \
    'mailparser 3.14.2 (npm)' \
    'they are one reference, so the mail belongs to no conversation.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
