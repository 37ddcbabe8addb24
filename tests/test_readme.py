"""The README keeps its word: what it shows is what the code does.

`python tests/test_readme.py` writes its output blocks and its tables anew; read the diff.
"""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import precision
import pytest
from cli_harness import snap

from snapmsg import config, explain, schema
from snapmsg.cli import app
from snapmsg.library import open_library, shipped
from snapmsg.linter.selection import choose
from snapmsg.rule import all_rules, find_rule
from snapmsg.wording import FILTERS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
NOW = "2026-11-24T10:00"
"""A Tuesday morning. The README says so."""

BLOCK = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.S | re.M
)
MADE = re.compile(
    r"(?P<head><!-- made: (?P<maker>\S+) -->\n).*?(?P<tail>^<!-- end -->$)", re.S | re.M
)
SECONDS = re.compile(r" \(\d+\.\d\d s\)")


# --- what is made ----------------------------------------------------------------------------


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "".join(_row(*cells) for cells in (head, ("---",) * len(head), *rows))


def settings_keys() -> str:
    """Every key of `snap.yaml`."""
    own = {"channels": config.CHANNEL_FIELDS, "locales": schema.LOCAL_FIELDS}
    inner = {name: ", ".join(f"`{field.name}`" for field in known) for name, known in own.items()}
    return _table(
        ("key", "what it is for", "keys of its own"),
        [(f"`{f.name}`", f.about, inner.get(f.name, "")) for f in config.FIELDS],
    )


def filters() -> str:
    """Every filter, with the types it is for."""
    rows = []
    for name, known in FILTERS.items():
        written = f'{name}("parcel", "parcels")' if known.takes else name
        kinds = "any" if known.kinds is None else ", ".join(sorted(known.kinds))
        rows.append((f"`{{{{ blank \\| {written} }}}}`", kinds, known.about))
    return _table(("written", "for", "what it does"), rows)


def source_of_a_rule() -> str:
    """One rule, whole."""
    found = find_rule("missing-unit")
    assert found is not None
    return f"```python\n{inspect.getsource(found.check)}```\n"


def precision_table() -> str:
    """How often each rule on words was right, over the hard sentences and the shipped library."""
    alarms = [*precision.over_sentences(), *precision.over_shipped()]
    return "".join(f"{line}\n" for line in precision.table(alarms, markdown=True))


MAKERS: dict[str, Callable[[], str]] = {
    "precision": precision_table,
    "rules": explain.markdown_table,
    "settings-keys": settings_keys,
    "filters": filters,
    "a-rule": source_of_a_rule,
}


# --- what is typed ---------------------------------------------------------------------------


@dataclass
class Session:
    """Somebody at a terminal, in an empty folder, who does what the README does."""

    folder: Path
    code: int = 0

    def block(self, found: re.Match[str]) -> str:
        """A block as it should be: a file is written, and commands are run."""
        if found["file"]:
            file = self.folder / found["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(found["body"], encoding="utf-8", newline="\n")
        if found["kind"] != "console":
            return found[0]
        told = "".join(f"$ {typed}\n{self.run(typed)}" for typed in commands(found["body"]))
        assert self.code == 0, f"this ends in exit code {self.code}:\n{found[0]}"
        return f"```console\n{told}```"

    def run(self, typed: str) -> str:
        """What a terminal shows after a command."""
        line, _, pipe = typed.replace("\\\n", "").partition(" | ")
        name, *args = shlex.split(line)
        if line == "echo $?":
            told, self.code = f"{self.code}\n", 0
        elif name == "cd":
            self.folder /= args[0]
            told = ""
        elif name == "cat":
            told = (self.folder / args[0]).read_text(encoding="utf-8")
        else:
            assert name == "snap", typed
            assert self.code == 0, f"before this, a command failed: {typed}"
            done = snap(
                *self.dated(args), cwd=self.folder, terminal=True,
                env={"NO_COLOR": "1", "COLUMNS": "80"},
            )  # fmt: skip
            self.code = done.code
            told = SECONDS.sub(" (0.02 s)", done.out + done.err)
        if pipe:
            kept = re.fullmatch(r"head -(\d+)", pipe)
            assert kept, typed
            told = "".join(told.splitlines(keepends=True)[: int(kept[1])])
        return "\n".join(line.rstrip() for line in told.split("\n"))

    @staticmethod
    def dated(args: list[str]) -> list[str]:
        """The arguments of a command with the moment of the README, where it looks at the clock."""
        command = app.group().get_command(None, args[0]) if args else None
        knows = command is not None and any("--now" in param.opts for param in command.params)
        return [*args, "--now", NOW] if knows else args


def commands(body: str) -> Iterator[str]:
    """What is typed in a block, each with the lines that it goes on for."""
    for found in re.finditer(r"^\$ ((?:.*\\\n)*.*)$", body, re.M):
        yield found[1]


def fresh(text: str, folder: Path) -> str:
    """The README as it should be."""
    text = MADE.sub(lambda found: found["head"] + MAKERS[found["maker"]]() + found["tail"], text)
    return BLOCK.sub(Session(folder).block, text)


# --- the tests -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def text() -> str:
    return README.read_text(encoding="utf-8")


def test_what_it_shows_is_what_the_code_does(text: str, tmp_path: Path) -> None:
    """Where this fails after a change that is meant: `python tests/test_readme.py`."""
    assert text.splitlines() == fresh(text, tmp_path).splitlines()
    roots = {file.parent for file in tmp_path.rglob(config.NAME)}
    assert roots
    for root in roots:
        library = open_library(root)
        assert library.problems == ()
        assert choose(library.settings)[1] == []


def test_ci_runs_the_command_for_the_tests(text: str) -> None:
    (command,) = re.findall(r"^python3 .*poe test$", text, re.MULTILINE)
    script = Path(__file__).parents[1] / ".ci/run"
    assert command in script.read_text(encoding="utf-8").splitlines()


def test_everything_is_made_that_can_be(text: str) -> None:
    assert sorted(found["maker"] for found in MADE.finditer(text)) == sorted(MAKERS)
    assert len(list(commands(text))) > 10


def typed_elsewhere() -> list[str]:
    """The commands in running text, in tables, and in the lines to paste."""
    text = README.read_text(encoding="utf-8")
    found = re.findall(r"`(?:snap|snapmsg|python -m snapmsg) ([^`]+)`", BLOCK.sub("", text))
    for block in BLOCK.finditer(text):
        if block["kind"] in ("sh", "yaml"):
            found += re.findall(r"(?:bin/|run: )(?:snap|snapmsg) (.+)$", block["body"], re.M)
    return sorted(set(found))


@pytest.mark.parametrize("line", typed_elsewhere())
def test_every_command_can_be_typed(line: str) -> None:
    name, *args = shlex.split(line)
    if name == "--install-completion":  # would change the shell of whoever runs the tests
        assert name in snap("-h").out
    elif name.startswith("-"):
        assert snap(name, *args).code == 0
    else:
        assert name in app.names()
        command = app.group().get_command(None, name)
        assert command is not None
        with command.make_context(name, args, resilient_parsing=not args) as context:
            assert context.args == []


def test_the_annotated_scenario_is_the_shipped_one(text: str) -> None:
    def bare(yaml: str) -> list[str]:
        return [line for line in yaml.splitlines() if line and not line.lstrip().startswith("#")]

    name = "scenarios/delivery/parcel-late.yaml"
    shown = next(found["body"] for found in BLOCK.finditer(text) if found["file"] == name)
    left = iter(bare((shipped() / name).read_text(encoding="utf-8")))
    assert [line for line in bare(shown) if line not in left] == []  # in the same order


def test_nothing_is_left_out(text: str) -> None:
    groups = (
        schema.FIELDS, schema.VARIABLE_FIELDS, schema.STEP_FIELDS, schema.TIMING_FIELDS,
        schema.AGENT_FIELDS, config.FIELDS, config.CHANNEL_FIELDS, schema.LOCAL_FIELDS,
        schema.TRANSLATION_FIELDS,
    )  # fmt: skip
    names = {field.name for group in groups for field in group}
    names |= {rule.name for rule in all_rules()} | set(app.names())
    rooms = {path.stem for path in (ROOT / "snapmsg").glob("[a-z]*") if path.suffix in ("", ".py")}
    told = re.findall(r"`([^`\n]+)`", text) + re.findall(r"^[- ]*(\w+:)", text, re.M)
    words = {word for span in told for word in re.split("[ /:]", span)}
    assert (names | rooms) - words == set()
    choices = {str(word) for group in groups for field in group for word in field.choices}
    assert choices - set(re.findall(r"[\w-]+", text)) == set()


def anchor(heading: str) -> str:
    """The anchor of a heading, as Markdown pages make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_what_it_points_at_is_there(text: str) -> None:
    anchors = {anchor(heading) for heading in re.findall(r"^#+ (.+)$", BLOCK.sub("", text), re.M)}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors
        elif not target.startswith("https://"):
            assert (ROOT / target).exists(), target
    for file, name in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text):
        assert f"def {name}" in (ROOT / file).read_text(encoding="utf-8")
    for file in re.findall(r"`((?:snapmsg|templates|tests)/[\w/.-]*)`", text):
        assert (ROOT / file).exists(), file


def test_it_names_no_path_of_anybodys_machine(text: str) -> None:
    assert re.findall(r"(?<![\w.])/(?:work|tmp|root|home|Users|mnt|var)\b|\.library", text) == []


def test_the_two_commands_are_one_line_each_and_those_of_ci(text: str) -> None:
    pasted = [f["body"] for f in BLOCK.finditer(text) if f["kind"] == "sh" and "venv" in f["body"]]
    assert [line.count("\n") for line in pasted] == [1, 1]
    run = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "-e '.[dev]'" in pasted[1]
    assert "-e '.[dev]'" in run
    for line in pasted:
        if sys.platform != "win32":
            subprocess.run(["sh", "-n", "-c", line], check=True, timeout=10)


def main() -> None:
    """Write what is made anew."""
    with tempfile.TemporaryDirectory() as folder:
        made = fresh(README.read_text(encoding="utf-8"), Path(folder))
    README.write_text(made, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
