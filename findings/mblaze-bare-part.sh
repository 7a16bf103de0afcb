#!/usr/bin/env bash
# A part of a mail without header fields of its own.
#
# Guess, written down before the first run: it is text, and shown.
# Seen with mblaze 1.1 (Debian 12): it is shown as an empty text: what it says is left out.
# RFC 2046, 5.1: a part may begin with a blank line and have no fields; then it is plain text in US-ASCII.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
apt-get download -qq mblaze=1.1-1 2>said || { cat said >&2; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
export MBLAZE=$PWD
for fields in 'Content-Type: text/plain' ''; do
    { printf '%s\n' 'From: a@wilg.example' 'MIME-Version: 1.0' 'Content-Type: multipart/mixed; boundary=grens' '' --grens
      [ -z "$fields" ] || printf '%s\n' "$fields"
      printf '%s\n' '' 'Wij komen.' --grens 'Content-Type: text/plain' '' 'Tot dan.' --grens--; } >mail
    root/usr/bin/mshow -t ./mail | tail -n +3 | tr -s '\n ' ' '
    printf '|%s| ' "$(root/usr/bin/mshow -N -h subject ./mail | tr '\n' ' ')"
done >said
seen=$(<said)
behaviour=' 2: text/plain size=10 3: text/plain size=8 | Wij komen. Tot dan. |  2: text/plain size=0 3: text/plain size=8 | Tot dan. | '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'it is text, and shown.' \
    'mblaze 1.1 (Debian 12)' \
    'it is shown as an empty text: what it says is left out.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
