# The habits of this house. `just` alone lists them.

venv := "target/venv"

_list:
    @just --list --unsorted

# all tests, the simulator's short form included; words choose: just test list::
test *words:
    cargo test --locked {{ words }}

# formatting, lints, and what may come in as a dependency
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    python3 tests/judges/licences.py

# the first command of the README, with whatever is added
run *words:
    cargo run --release --locked -- send {{ words }}

# the real mails as files and pages, for people to read
review out="target/review":
    cargo run --release --locked -- review --out {{ out }}

# bijlage 3.2 anew from its Typst source
letter: _venv
    {{ venv }}/bin/python tests/judges/letter.py --write

# the simulator; a failing seed is printed and replays
sim seeds="20000":
    HERAUT_SIM_SEEDS={{ seeds }} cargo test --locked --release --test sim

# one outside judge on the release build: just judge kill 100
judge name *words: _venv _node
    cargo build --locked --release
    NODE_PATH="$PWD/target/npm/node_modules" {{ venv }}/bin/python tests/judges/{{ name }}.py target/release/heraut {{ words }}

# a package to carry: the program with letters, manual pages, completions, campaign to begin with; in target/package
package profile="release":
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --locked --profile {{ profile }} --features letters
    made=${CARGO_TARGET_DIR:-target}/{{ if profile == "dev" { "debug" } else { profile } }}/heraut
    name=heraut-$("$made" --version | cut -d' ' -f2)-$(rustc -vV | sed -n 's/^host: //p')
    folder=target/package/$name
    rm -rf "$folder"
    mkdir -p "$folder"/{bin,man,completions,campaign}
    install -m 755 "$made" "$folder/bin/heraut"
    "$made" man --out "$folder/man" >/dev/null
    for shell in bash zsh fish; do "$made" completions "$shell" >"$folder/completions/heraut.$shell"; done
    cp -r config templates recipients.example.csv "$folder/campaign"
    cp README.md CHANGELOG.md LICENSE "$folder"
    tar -C target/package --sort=name --owner=0 --group=0 --numeric-owner -czf "target/package/$name.tar.gz" "$name"
    echo "target/package/$name.tar.gz"

# everything that must hold before a change goes in
ci:
    .ci/run

_venv:
    test -x {{ venv }}/bin/python || python3 -m venv {{ venv }}
    {{ venv }}/bin/pip install --quiet --disable-pip-version-check -r .ci/requirements.txt

_node:
    test -d target/npm || bash -c '. .ci/steps; trap - EXIT; install_node_tools target/npm'
