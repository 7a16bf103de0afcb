#!/usr/bin/env bash
# Addresses with a comment, and addresses in a group.
#
# Guess, written down before the first run: the address is what stands in front of the comment, and a group has two addresses.
# Seen with letterparser 0.1.8 (npm); postal-mime 4.0.0 (npm) for comparison: the comment is part of the address, and the name
# of the group is part of the first address in it, so answers go nowhere; postal-mime reads all three.
# RFC 5322, 3.2.2 and 3.4, which the package says that it follows: a comment is no part of an address; a group is a name, a
# colon, addresses and a semicolon.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts letterparser@0.1.8 postal-mime@4.0.0
cat >read.mjs <<'NODE'
import { extract } from "letterparser";
import PostalMime from "postal-mime";
const mail = "From: bestuur@wilg.example (Het bestuur)\r\nTo: Gemeenten: info@esdoorn.example, griffie@els.example;\r\nSubject: x\r\n\r\nx\r\n";
const read = extract(mail);
const other = await PostalMime.parse(mail);
console.log(JSON.stringify([read.from.address, read.to.map((one) => one.address), other.from.address, other.to[0].group.map((one) => one.address)]));
NODE
seen=$(node read.mjs)
behaviour='["bestuur@wilg.example (Het bestuur)",["Gemeenten: info@esdoorn.example","griffie@els.example;"],"bestuur@wilg.example",["info@esdoorn.example","griffie@els.example"]]'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the address is what stands in front of the comment, and a group has two addresses.' \
    'letterparser 0.1.8 (npm); postal-mime 4.0.0 (npm) for comparison' \
    'the comment is part of the address, and the name of the group is part of the first address in it, so answers go nowhere; postal-mime reads all three.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
