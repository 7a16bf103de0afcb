#!/usr/bin/env bash
# Quoted-printable whose lines got spaces on their way.
#
# Guess, written down before the first run: white space at the end of an encoded line is dropped, so a soft line break with a
# space behind it still joins two lines.
# Seen with postal-mime 4.0.0 (npm); mailparser 3.14.2 (npm) for comparison: the equals sign and the space stay in the text, and
# the lines are not joined; mailparser joins them.
# RFC 2045, 6.7, rule 3: white space at the end of a line must be deleted when decoding, since it was added on the way.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts postal-mime@4.0.0 mailparser@3.14.2
cat >read.mjs <<'NODE'
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
const mail = "From: a@wilg.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWolken= \r\ndam\r\n";
console.log(JSON.stringify((await PostalMime.parse(mail)).text.trim()), JSON.stringify((await simpleParser(mail)).text.trim()));
NODE
seen=$(node read.mjs)
behaviour='"Wolken= \ndam" "Wolkendam"'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'white space at the end of an encoded line is dropped, so a soft line break with a space behind it still joins two lines.' \
    'postal-mime 4.0.0 (npm); mailparser 3.14.2 (npm) for comparison' \
    'the equals sign and the space stay in the text, and the lines are not joined; mailparser joins them.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
