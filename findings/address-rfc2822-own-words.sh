#!/usr/bin/env bash
# An address that is read, and written again.
#
# Guess, written down before the first run: what is written is read as the same name and address.
# Seen with address-rfc2822 2.2.4 (npm): the quotes are left out: a name with a word in quotes comes back without them and
# without a blank, and an address with a blank or an at sign in its quoted part is written so that nobody can read it, the
# package itself included.
# RFC 5322, 3.2.4 and 3.4.1: between quotes such characters are text; outside them they are not allowed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts address-rfc2822@2.2.4
cat >read.mjs <<'NODE'
import address from "address-rfc2822";
const written = (text) => address.parse(text)[0].format();
for (const one of ['"Vos, A." <a@els.example>', '"A \\"Bram\\" Vos" <a@els.example>', 'A. Vos <"a vos"@els.example>']) {
    let again;
    try {
        again = written(written(one));
    } catch (error) {
        again = error.message;
    }
    process.stdout.write(`${written(one)} > ${again} | `);
}
NODE
seen=$(node read.mjs)
behaviour='"Vos, A." <a@els.example> > "Vos, A." <a@els.example> | A "Bram" Vos <a@els.example> > A BramVos <a@els.example> | "A. Vos" <a vos@els.example> > No results | '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'what is written is read as the same name and address.' \
    'address-rfc2822 2.2.4 (npm)' \
    'the quotes are left out: a name with a word in quotes comes back without them and without a blank, and an address with a blank or an at sign in its quoted part is written so that nobody can read it, the package itself included.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
