#!/usr/bin/env bash
# The name of an attachment in several pieces (RFC 2231), with a percent sign in one that is not encoded.
#
# Guess, written down before the first run: only the encoded pieces are decoded: the name is café 100%20.pdf, as it was written.
# Seen with mailparser 3.14.2 (npm); postal-mime 4.0.0 (npm) for comparison: the plain piece is decoded as well: %20 becomes a
# blank; postal-mime keeps it.
# RFC 2231, 4.1: an asterisk behind its number marks a piece as encoded, and both kinds may be mixed in one value.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts mailparser@3.14.2 postal-mime@4.0.0
cat >read.mjs <<'NODE'
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
const mail = "From: a@wilg.example\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''caf%C3%A9%20;\r\n filename*1=\"100%20.pdf\"\r\n\r\nx\r\n";
console.log(JSON.stringify([(await simpleParser(mail)).attachments[0].filename, (await PostalMime.parse(mail)).attachments[0].filename]));
NODE
seen=$(node read.mjs)
behaviour='["café 100 .pdf","café 100%20.pdf"]'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'only the encoded pieces are decoded: the name is café 100%20.pdf, as it was written.' \
    'mailparser 3.14.2 (npm); postal-mime 4.0.0 (npm) for comparison' \
    'the plain piece is decoded as well: %20 becomes a blank; postal-mime keeps it.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
