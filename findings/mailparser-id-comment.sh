#!/usr/bin/env bash
# Message ids with a comment behind them, as some programs write them.
#
# Guess, written down before the first run: the message id and what it answers are read without their comments.
# Seen with mailparser 3.14.2 (npm): the comment stays, and an angle bracket is put behind it, so no id is found again; each
# word of a comment among the references becomes a reference of its own.
# RFC 5322, 3.2.2 and 3.6.4: comments may stand around each id, and are no part of it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts mailparser@3.14.2
cat >read.mjs <<'NODE'
import { simpleParser } from "mailparser";
const mail = await simpleParser("From: a@wilg.example\r\nMessage-ID: <2@wilg.example> (added by relay)\r\nIn-Reply-To: <1@wilg.example> (your message)\r\nReferences: <0@wilg.example> (old one) <1@wilg.example>\r\n\r\nx\r\n");
console.log(JSON.stringify([mail.messageId, mail.inReplyTo, mail.references]));
NODE
seen=$(node read.mjs)
behaviour='["<2@wilg.example> (added by relay)>","<1@wilg.example> (your message)>",["<0@wilg.example>","<(old>","<one)>","<1@wilg.example>"]]'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the message id and what it answers are read without their comments.' \
    'mailparser 3.14.2 (npm)' \
    'the comment stays, and an angle bracket is put behind it, so no id is found again; each word of a comment among the references becomes a reference of its own.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
