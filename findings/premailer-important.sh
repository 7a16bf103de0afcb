#!/usr/bin/env bash
# A rule with !important beside a style attribute, made inline for mail.
#
# Guess, written down before the first run: the rule wins, as in a browser: the text is red.
# Seen with premailer 3.10.0 (PyPI); css-inline 0.24.0 (PyPI) for comparison: the attribute wins and the rule is gone, also
# where strip_important=False asks for the mark to be kept; css-inline lets the rule win.
# CSS Cascading 4, 6.1: important declarations come before normal ones, whatever their place.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check premailer==3.10.0 css-inline==0.24.0
seen=$(python/bin/python - <<'PYTHON'
import re
import css_inline
from premailer import Premailer
page = '<html><head><style>.a {color: red !important}</style></head><body><p class="a" style="color: blue">x</p></body></html>'
for made in (Premailer(page, strip_important=False).transform(), css_inline.inline(page)):
    print(re.search('style="(.*?)"', made)[1].replace(" ", ""), end=" ")
PYTHON
)
behaviour='color:blue color:red!important '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the rule wins, as in a browser: the text is red.' \
    'premailer 3.10.0 (PyPI); css-inline 0.24.0 (PyPI) for comparison' \
    'the attribute wins and the rule is gone, also where strip_important=False asks for the mark to be kept; css-inline lets the rule win.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
