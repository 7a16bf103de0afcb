#!/usr/bin/env bash
# A sender's name in a comment that has a comment.
#
# Guess, written down before the first run: the name is what the comment says.
# Seen with postal-mime 4.0.0 (npm); mailparser 3.14.2 (npm) for comparison: the name is the last word and a bracket; mailparser
# has all of it. Without the inner comment both have the name.
# RFC 5322, 3.2.2: comments nest.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts postal-mime@4.0.0 mailparser@3.14.2
cat >read.mjs <<'NODE'
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
for (const name of ["Griffie Wilg", "Griffie (plein 1) Wilg"]) {
    const mail = `From: griffie@wilg.example (${name})\r\n\r\nx\r\n`;
    console.log((await PostalMime.parse(mail)).from.name, "|", (await simpleParser(mail)).from.value[0].name);
}
NODE
seen=$(node read.mjs | tr '\n' ' ')
behaviour='Griffie Wilg | Griffie Wilg Wilg) | Griffie (plein 1) Wilg '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the name is what the comment says.' \
    'postal-mime 4.0.0 (npm); mailparser 3.14.2 (npm) for comparison' \
    'the name is the last word and a bracket; mailparser has all of it. Without the inner comment both have the name.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
