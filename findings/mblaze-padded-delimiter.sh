#!/usr/bin/env bash
# A mail whose delimiter lines got a blank at their end on the way.
#
# Guess, written down before the first run: both parts are shown.
# Seen with mblaze 1.1 (Debian 12): no part is shown or listed: the mail looks empty, and its attachment is not there.
# RFC 2046, 5.1.1: receivers must be able to handle such padding, which transports add.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
apt-get download -qq mblaze=1.1-1 2>said || { cat said >&2; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
mail() {
    printf 'From: a@wilg.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=grens\n\n--grens%s\nContent-Type: text/plain\n\nWij komen.\n--grens%s\nContent-Type: text/plain\nContent-Disposition: attachment; filename=t.txt\n\nx\n--grens--%s\n' "$1" "$1" "$1"
}
mail '' >plain
mail ' ' >padded
export MBLAZE=$PWD
seen=$(for one in plain padded; do
    root/usr/bin/mshow -t "./$one" | tail -n +2 | tr -s '\n ' ' '
    printf '|%s| ' "$(root/usr/bin/mshow -N -h subject "./$one" | tr -d '\n')"
done)
behaviour=' 1: multipart/mixed size=139 2: text/plain size=10 3: text/plain size=1 name="t.txt" |Wij komen.x|  1: multipart/mixed size=142 || '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'both parts are shown.' \
    'mblaze 1.1 (Debian 12)' \
    'no part is shown or listed: the mail looks empty, and its attachment is not there.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
