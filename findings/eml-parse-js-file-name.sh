#!/usr/bin/env bash
# The name of an attachment with its language, and in two pieces (RFC 2231).
#
# Guess, written down before the first run: the language is no part of the name, and the pieces are joined by their numbers.
# Seen with eml-parse-js 1.1.15 (npm); postal-mime 4.0.0 (npm) for comparison: the language lands in front of the name,
# nlcafé.pdf; pieces are joined in the order in which they stand, whatever their numbers; postal-mime reads both names right.
# RFC 2231, 3 and 4: the number says the place of a piece; charset, language and text have apostrophes between them.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts eml-parse-js@1.1.15 postal-mime@4.0.0
cat >read.mjs <<'NODE'
import { createRequire } from "node:module";
import PostalMime from "postal-mime";
const { readEml } = createRequire(import.meta.url)("eml-parse-js");
const said = [];
for (const name of ["filename*=utf-8'nl'caf%C3%A9.pdf", "filename*1*=%C3%A9.pdf;\r\n filename*0*=utf-8''caf"]) {
    const mail = `From: a@wilg.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="grens"\r\n\r\n--grens\r\nContent-Type: text/plain\r\n\r\nx\r\n--grens\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n ${name}\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjcK\r\n--grens--\r\n`;
    said.push(readEml(mail).attachments[0].name, (await PostalMime.parse(mail)).attachments[0].filename);
}
console.log(said.join(" "));
NODE
seen=$(node read.mjs)
behaviour='nlcafé.pdf café.pdf é.pdfcaf café.pdf'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the language is no part of the name, and the pieces are joined by their numbers.' \
    'eml-parse-js 1.1.15 (npm); postal-mime 4.0.0 (npm) for comparison' \
    'the language lands in front of the name, nlcafé.pdf; pieces are joined in the order in which they stand, whatever their numbers; postal-mime reads both names right.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
