"""Holds every dependency against `deny.toml` and `docs/dependencies.md`, without a network.

Reads `cargo metadata --locked` and the policy in deny.toml: licences (SPDX expressions are worked out here), banned
crates, two versions of one crate, and sources. Each direct dependency has its one line in docs/dependencies.md,
with its licence. What the policy allows and nothing needs is told as well, so that the policy stays short.
Advisories need a network: `cargo deny check advisories` reads the same file.
"""

import argparse
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"
WORD = re.compile(r"\(|\)|[\w.+-]+")


class Expression:
    """An SPDX licence expression (SPDX 2.3, annex D); `/` is the old spelling of OR."""

    def __init__(self, text):
        self.text = text
        self.words = WORD.findall(text.replace("/", " OR "))

    def met_by(self, allowed):
        """Whether the licences `allowed` meet it, and which of them were needed; OR takes the first that does."""
        words = list(self.words)
        met, used = self._or(words, allowed)
        if words:
            raise ValueError(f"not an SPDX expression: {self.text}")
        return met, used

    def _or(self, words, allowed):
        ways = [self._and(words, allowed)]
        while words and words[0] == "OR":
            words.pop(0)
            ways.append(self._and(words, allowed))
        return next((way for way in ways if way[0]), (False, set()))

    def _and(self, words, allowed):
        sides = [self._one(words, allowed)]
        while words and words[0] == "AND":
            words.pop(0)
            sides.append(self._one(words, allowed))
        return all(met for met, _ in sides), set().union(*(used for _, used in sides))

    def _one(self, words, allowed):
        word = words.pop(0)
        if word == "(":
            inner = self._or(words, allowed)
            words.pop(0)
            return inner
        if words and words[0] == "WITH":
            words.pop(0)
            word = f"{word} WITH {words.pop(0)}"
        return word in allowed, {word} & allowed


def graph():
    """Every package that the lock reaches from ours, on any platform, and ours."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--all-features"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if told.returncode:
        sys.exit(f"licences: cargo metadata failed (no network, and not all crates are here?)\n{told.stderr}")
    document = json.loads(told.stdout)
    packages = {one["id"]: one for one in document["packages"]}
    edges = {one["id"]: [dep["pkg"] for dep in one["deps"]] for one in document["resolve"]["nodes"]}
    ours, reached, waiting = document["resolve"]["root"], set(), [document["resolve"]["root"]]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting.extend(edges[one])
    return packages[ours], [packages[one] for one in sorted(reached)]


def named(entry):
    """`name`, or `name@version`, of an entry of deny.toml."""
    return entry["crate"] if isinstance(entry, dict) else entry


def licences(policy, packages):
    """Every licence is allowed, every allowed licence is needed."""
    allowed, needed = set(policy["allow"]), set()
    for one in packages:
        if not one["license"]:
            yield f"{one['name']} {one['version']} states no licence"
            continue
        met, used = Expression(one["license"]).met_by(allowed)
        needed |= used
        if not met:
            yield f"{one['name']} {one['version']}: {one['license']} is not allowed"
    yield from (f"deny.toml allows {one}, and nothing needs it" for one in sorted(allowed - needed))


def bans(policy, packages):
    """No banned crate; one version of each, apart from those with a reason."""
    banned, skipped, versions = {named(one) for one in policy["deny"]}, {named(one) for one in policy["skip"]}, {}
    for one in packages:
        versions.setdefault(one["name"], set()).add(one["version"])
        if one["name"] in banned:
            yield f"{one['name']} is banned"
    for name, several in sorted(versions.items()):
        kept = {one for one in several if f"{name}@{one}" not in skipped}
        if len(kept) > 1:
            yield f"{name} comes in {' and '.join(sorted(kept))}"
    for one in sorted(skipped):
        name, version = one.split("@")
        if version not in versions.get(name, set()) or len(versions[name]) == 1:
            yield f"deny.toml skips {one}, and there is no second version any more"


def sources(policy, packages, ours):
    """Everything comes from the registries allowed."""
    assert policy["allow-registry"] == ["https://github.com/rust-lang/crates.io-index"]
    for one in packages:
        if one["id"] != ours["id"] and one["source"] != CRATES_IO:
            yield f"{one['name']} comes from {one['source'] or 'a path'}"


def lines(ours, packages):
    """docs/dependencies.md has one line for each direct dependency, and no other, with the licence it states."""
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    told = {}
    for cells in re.findall(r"^\| `([\w-]+)` \|(.*)\|$", text, re.M):
        if cells[0] in told:
            yield f"docs/dependencies.md: {cells[0]} has two lines"
        told[cells[0]] = [cell.strip() for cell in cells[1].split("|")]
    stated = {}
    for one in packages:
        stated.setdefault(one["name"], set()).add((one["license"] or "").replace("/", " OR "))
    direct = {one["name"] for one in ours["dependencies"]}
    yield from (f"docs/dependencies.md has no line for {one}" for one in sorted(direct - set(told)))
    yield from (f"docs/dependencies.md: {one} is no dependency any more" for one in sorted(set(told) - direct))
    for name in sorted(direct & set(told)):
        if not stated[name] & set(told[name]):
            yield f"docs/dependencies.md: {name} states {' or '.join(sorted(stated[name]))}"


def main():
    """The whole judgement."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    policy = tomllib.loads((ROOT / "deny.toml").read_text("utf-8"))
    ours, packages = graph()
    faults = [
        *licences(policy["licenses"], packages),
        *bans(policy["bans"], packages),
        *sources(policy["sources"], packages, ours),
        *lines(ours, packages),
    ]
    for fault in faults:
        print(f"licences: DISAGREES: {fault}")
    if faults:
        sys.exit(1)
    direct = len({one["name"] for one in ours["dependencies"]})
    print(f"licences: {len(packages)} packages within the policy; {direct} direct dependencies, each with its line")


if __name__ == "__main__":
    main()
