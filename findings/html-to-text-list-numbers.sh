#!/usr/bin/env bash
# Numbered lists of HTML, made into the text part of a mail.
#
# Guess, written down before the first run: the numbers are those that a browser shows: downwards for a reversed list, and as an
# item says itself.
# Seen with html-to-text 10.0.1 (npm): where an item says its number (value), and where a list counts down (reversed), the text
# counts 1, 2; where the list says its first number (start), the text follows.
# WHATWG HTML, 4.4.5 and 4.4.8: start, reversed and value say the numbers, which readers refer to.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts html-to-text@10.0.1
cat >read.mjs <<'NODE'
import { convert } from "html-to-text";
const lists = ['<ol start="3"><li>a</li></ol>', '<ol><li value="7">a</li><li>b</li></ol>', "<ol reversed><li>a</li><li>b</li></ol>"];
console.log(lists.map((list) => convert(list).trim().replace(/\s*\n\s*/g, " ")).join(" | "));
NODE
seen=$(node read.mjs)
behaviour='3. a | 1. a 2. b | 1. a 2. b'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the numbers are those that a browser shows: downwards for a reversed list, and as an item says itself.' \
    'html-to-text 10.0.1 (npm)' \
    'where an item says its number (value), and where a list counts down (reversed), the text counts 1, 2; where the list says its first number (start), the text follows.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
