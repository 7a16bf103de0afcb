#!/usr/bin/env bash
# The text of a mail that has another mail attached.
#
# Guess, written down before the first run: the text is what the sender wrote, and the attachments are the mail's own: the
# attached mail.
# Seen with imap-tools 1.16.0 (PyPI): the attached mail's text is put behind the sender's without a line break, and its files
# count as files of the mail.
# RFC 2046, 5.2.1: an attached mail is a part of its own, with a text and parts that are its own.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check imap-tools==1.16.0
seen=$(python/bin/python - <<'PYTHON'
import email.message
from imap_tools import MailMessage
old = email.message.EmailMessage()
old["From"] = "bericht@voorbeeldzaken.example"
old["Subject"] = "Bericht"
old.set_content("U betaalt 10 euro.")
old.add_attachment(b"x", maintype="application", subtype="pdf", filename="rekening.pdf")
mail = email.message.EmailMessage()
mail["From"] = "a@els.example"
mail.set_content("Wij betalen niet")
mail.add_attachment(old)
read = MailMessage.from_bytes(mail.as_bytes().replace(b"niet\n", b"niet"))
print(repr(read.text), [(one.content_type, one.filename) for one in read.attachments])
PYTHON
)
behaviour=''\''Wij betalen nietU betaalt 10 euro.\n'\'' [('\''message/rfc822'\'', '\'''\''), ('\''application/pdf'\'', '\''rekening.pdf'\'')]'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the text is what the sender wrote, and the attachments are the mail'\''s own: the attached mail.' \
    'imap-tools 1.16.0 (PyPI)' \
    'the attached mail'\''s text is put behind the sender'\''s without a line break, and its files count as files of the mail.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
