#!/usr/bin/env bash
# A quoted paragraph in format=flowed, and the answer below it.
#
# Guess, written down before the first run: the quoted lines become one line with one mark in front; what is not quoted stays on
# a line of its own.
# Seen with postal-mime 4.0.0 (npm): the mark of the second line lands amid the sentence, and an answer below a quoted line that
# ends in a space becomes part of the quote.
# RFC 3676, 4.5: lines of different quote depth are never joined, and the marks go before lines are.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts postal-mime@4.0.0
cat >read.mjs <<'NODE'
import PostalMime from "postal-mime";
const head = "From: a@wilg.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n";
const text = async (body) => JSON.stringify((await PostalMime.parse(head + body)).text);
console.log(await text("> Wij komen \r\n> maandag.\r\n"), await text("> Komt u \r\nJa.\r\n"));
NODE
seen=$(node read.mjs)
behaviour='"> Wij komen > maandag.\n" "> Komt u Ja.\n"'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the quoted lines become one line with one mark in front; what is not quoted stays on a line of its own.' \
    'postal-mime 4.0.0 (npm)' \
    'the mark of the second line lands amid the sentence, and an answer below a quoted line that ends in a space becomes part of the quote.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
