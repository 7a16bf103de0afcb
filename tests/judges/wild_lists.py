"""Lists as the programs of the world write them: read to the same rows, or refused with the cell and the reason.

    python tests/judges/wild_lists.py target/debug/heraut [--shapes [NAME…]]

The writers are in tests/judges/writers/, their versions pinned there; Python's run in the Python that runs this. NODE_PATH
names where those of npm are. Writers that come with Debian are used where they are installed, and named where not.
Rows are compared through `check --write-ids`, which writes what was read. `--shapes` does it again for each shape of
tests/judges/writers/rows.py, or for those that are named: quotes, line breaks, letters, signs, long texts.
"""
import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent / "writers"
DEBIAN = {
    "sqlite3": ("sqlite.csv", ",", ["sqlite3", ":memory:", ".import --csv python-comma.csv lijst", ".headers on", ".mode csv", "select * from lijst"]),
    "mlr": ("miller.csv", ";", ["mlr", "--icsv", "--ocsv", "--ofs", ";", "cat", "python-comma.csv"]),
    "csvformat": ("csvkit.csv", ";", ["csvformat", "-D", ";", "python-comma.csv"]),
}

# In a workbook `_x000D_` is a line break, and who means the seven characters writes `_x005F_x000D_` (ECMA-376, part 1, 22.4.2.4).
# These write them as they are, so their files say a line break, to LibreOffice and gnumeric as well; but LibreOffice reads the
# escape in shared strings only, and keeps the characters of what SheetJS wrote as texts of formulas.
UNESCAPED = ("exceljs", "openpyxl", "pandas-openpyxl", "pyexcelerate", "sheetjs")
KEPT = ("calc-sheetjs.xlsx", "calc-sheetjs-computed.xlsx", "calc-sheetjs-numbers.xlsx")


def in_file(name, nr, cell):
    """What the file says of a cell that was to be written."""
    writer = name.removeprefix("calc-").removeprefix("gnumeric-")
    if writer.startswith(UNESCAPED) and writer.endswith(".xlsx") and name not in KEPT:
        return cell.replace("_x000D_", "\n")
    if writer == "xlsxwriter-rich.xlsx" and nr == 4:
        # XlsxWriter escapes what is in a rich string twice.
        return cell.replace("_x000D_", "_x005F\n")
    return cell


def run(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=True, **options)


def make(folder, shape):
    """Every writer's files in the folder, and what is expected of each."""
    run(sys.executable, HERE / "write.py", folder, env={**os.environ, "HERAUT_SHAPE": shape})
    run("node", HERE / "write.mjs", folder)
    run("perl", HERE / "write.pl", folder)
    made = {}
    for part in ("py", "mjs", "pl"):
        made.update(json.loads((folder / f"made-{part}.json").read_text()))
    truth = json.loads((folder / "rows.json").read_text())
    with open(folder / "python-comma.csv", "w", newline="") as file:
        csv.writer(file).writerows([truth["header"]] + truth["texts"])
    tools = os.environ["PATH"] + ":" + str(pathlib.Path(sys.executable).parent)
    for tool, (name, delimiter, words) in DEBIAN.items():
        program = shutil.which(tool, path=tools)
        if not program:
            print(f"not installed, so not looked at: {tool}")
            continue
        (folder / name).write_text(run(program, *words[1:], cwd=folder).stdout)
        made[name] = {"writer": tool, "same": True, "delimiter": delimiter}
    made.update(saved_again(folder, made))
    return truth, made


def saved_again(folder, made):
    """What other spreadsheets make of the workbooks that hold the organisations as they are."""
    plain = [name for name, about in made.items() if name.endswith(".xlsx") and about.get("same") and "sheet" not in about]
    again = {}
    if shutil.which("soffice"):
        (folder / "calc").mkdir()
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run("soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "calc", *plain, cwd=folder)
        for name in plain:
            shutil.move(folder / "calc" / name, folder / f"calc-{name}")
            again[f"calc-{name}"] = {**made[name], "writer": "LibreOffice"}
    else:
        print("not installed, so not looked at: soffice")
    if shutil.which("ssconvert"):
        for name in plain:
            run("ssconvert", "--export-type=Gnumeric_Excel:xlsx2", name, f"gnumeric-{name}", cwd=folder)
            again[f"gnumeric-{name}"] = {**made[name], "writer": "gnumeric"}
    else:
        print("not installed, so not looked at: ssconvert")
    return again


class Campaign:
    def __init__(self, heraut, folder):
        self.heraut, self.folder = heraut, folder / "campaign"
        self.environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "LANG": "en_GB.UTF-8"}
        run(heraut, "init", self.folder, env=self.environment)
        self.settings = (self.folder / "config/heraut.toml").read_text()

    def read(self, path, about):
        """The faults of a list, and its rows as they were read, if they could be."""
        shutil.copy(path, self.folder / path.name)
        text = self.settings.replace('"recipients.example.csv"', json.dumps(path.name)).replace("expected = 40", "# expected")
        for key in ("encoding", "delimiter"):
            value = about.get(key, {"encoding": "utf-8"}.get(key))
            line = f"\n{key} = {json.dumps(value)}" if value else f"\n# {key}"
            old = next(line for line in text.splitlines() if line.startswith(f"{key} = "))
            text = text.replace("\n" + old, line, 1)
        if "sheet" in about:
            text = text.replace("\n[list]\n", f"\n[list]\nsheet = {json.dumps(about['sheet'])}\n", 1)
        (self.folder / "config/heraut.toml").write_text(text)
        words = [self.heraut, "-C", self.folder, "--json", "check"]
        check = json.loads(subprocess.run(words, env=self.environment, capture_output=True, text=True).stdout)
        copy = self.folder / "copy.csv"
        copy.unlink(missing_ok=True)
        subprocess.run([*words[:3], "check", "--write-ids", copy], env=self.environment, capture_output=True)
        rows = None
        if copy.exists():
            with open(copy, newline="", encoding="utf-8-sig") as file:
                rows = list(csv.reader(file, delimiter=";"))
        return check.get("faults", []), rows


def judge(name, truth, about, faults, rows):
    """What is wrong with how one file was read; nothing if all is right."""
    found = [[fault["row"], (fault["column"] or " ").split(" ", 1)[-1] or None, fault["code"]] for fault in faults if fault["severity"] == "error"]
    found = [[row, column if column else None, code] for row, column, code in found if code.startswith(("list-", "address-"))]
    if not about.get("same"):
        missing = [wanted for wanted in about["faults"] if wanted not in found]
        return [f"not told: {missing}; told: {found[:4]}"] if missing else []
    if found:
        return [f"told of a list in order: {found[:4]}"]
    if rows is None:
        return ["not read"]
    texts = truth["texts"]
    if about.get("encoding") == "windows-1252":
        texts = [[cell.encode("cp1252", "replace").decode("cp1252") for cell in row] for row in texts]
    return [
        f"row {nr}, {column}: {got!r} for {cell!r}"
        for nr, (wanted, row) in enumerate(zip([truth["header"], *texts], rows), 1)
        for column, cell, got in zip(truth["header"], wanted, row)
        if in_file(name, nr, cell) != got
    ] + ([] if len(rows) == len(texts) + 1 else [f"{len(rows) - 1} rows"])


def look(heraut, folder, shape):
    """How many lists of one shape were read wrongly."""
    truth, made = make(folder, shape)
    campaign, wrong = Campaign(heraut, folder), 0
    for name, about in sorted(made.items()):
        faults, rows = campaign.read(folder / name, about)
        said = judge(name, truth, about, faults, rows)
        wrong += bool(said)
        for one in said[:4]:
            print(f"{shape}, {name} ({about['writer']}): {one}")
    writers = sorted({about["writer"] for about in made.values()})
    print(f"{shape}: {len(made)} lists by {len(writers)} writers: {', '.join(writers)}; {wrong} read wrongly", flush=True)
    return wrong


def main():
    heraut = pathlib.Path(sys.argv[1]).resolve()
    sys.path.insert(0, str(HERE))
    from rows import SHAPES

    shapes = (sys.argv[3:] or list(SHAPES)) if "--shapes" in sys.argv[2:3] else ["plain"]
    wrong = 0
    for shape in shapes:
        with tempfile.TemporaryDirectory() as place:
            wrong += look(heraut, pathlib.Path(place), shape)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
