#!/usr/bin/env bash
# What is written in an attribute of MJML, and what is in the HTML.
#
# Guess, written down before the first run: the alternative text of a picture comes out as it was written.
# Seen with mrml 0.2.4 (PyPI): attribute values go through Rust's debug form: a no-break space becomes the six characters
# \u{a0}, a backslash is doubled.
# A screen reader reads the alternative text out. HTML knows no such escapes (WHATWG HTML, 13.1.2.3).
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check mrml==0.2.4
seen=$(python/bin/python - <<'PYTHON'
import re
import mrml
made = mrml.to_html('<mjml><mj-body><mj-section><mj-column><mj-image src="a.png" alt="10&#160;km \\ dag" /></mj-column></mj-section></mj-body></mjml>'.replace("&#160;", "\u00a0"))
print(re.search('alt="(.*?)"', getattr(made, "content", made))[1])
PYTHON
)
behaviour='10\u{a0}km \\ dag'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the alternative text of a picture comes out as it was written.' \
    'mrml 0.2.4 (PyPI)' \
    'attribute values go through Rust'\''s debug form: a no-break space becomes the six characters \u{a0}, a backslash is doubled.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
