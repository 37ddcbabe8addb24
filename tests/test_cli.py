"""The command line as a whole: help, exit codes, streams, wrong words, completion."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from cli_harness import process, snap

from snapmsg import __main__, cli
from snapmsg.cli import app
from snapmsg.errors import SnapError
from snapmsg.library import shipped

COMMANDS = app.names()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the shipped library, with the file that the examples name."""
    copy = tmp_path / "library"
    shutil.copytree(shipped(), copy)
    values = {
        "first_name": "Maya", "agent": "Dan", "phone": "0113 496 0123", "order_no": "A-1",
        "carrier": "NorthPost", "last_seen": "Leeds", "paid_delivery": True,
    }  # fmt: skip
    (copy / "row.json").write_text(json.dumps(values))
    promised = {
        "reference": "C-20417", "id": "parcel-late", "channel": "sms",
        "promise": "2 working days", "due": "2026-11-26T17:00:00+00:00",
    }  # fmt: skip
    (copy / "promises.jsonl").write_text(json.dumps(promised) + "\n")
    return copy


# Help.


def test_alone_it_shows_the_start_page() -> None:
    told = snap()
    assert (told.code, told.err) == (0, "")
    for words in ("snap demo", "snap init support-messages", "snap lint", "snap -h"):
        assert words in told.out
    assert max(map(len, told.out.split("\n"))) <= 80


def test_help_has_every_command_under_its_task() -> None:
    told = snap("-h")
    assert told.code == 0
    for name in COMMANDS:
        summary = app._module(name).command.__doc__.strip().split("\n")[0]
        assert f"  {name} " in told.out
        assert summary.split()[0] in told.out
    assert [line for line in told.out.split("\n") if line[:-1] in app.TASKS] == [
        f"{task}:" for task in app.TASKS
    ]
    assert snap("--help") == told == snap("help")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_page(name: str) -> None:
    told = snap(name, "-h")
    assert (told.code, told.err) == (0, "")
    assert snap(name, "--help") == told == snap("help", name)
    lines = [line for line in told.out.split("\n") if line.strip().startswith(f"snap {name}")]
    assert len(lines) >= 3, "two examples and the usage"
    assert max(map(len, told.out.split("\n"))) <= 80
    assert "\x1b" not in told.out
    assert "\x1b[1mExamples" in snap(name, "-h", terminal=True).out


def _examples() -> list[str]:
    return [
        line
        for name in COMMANDS
        if (module := app._module(name)).TASK in ("Read", "Check") or name == "demo"
        for line, _ in module.EXAMPLES
    ]


@pytest.mark.parametrize("line", _examples())
def test_the_examples_work(line: str, library: Path) -> None:
    words = shlex.split(line.partition("|")[0])
    assert words[0] == "snap"
    told = snap(*words[1:], cwd=library)
    assert told.code == 0, told


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_version(word: str) -> None:
    assert snap(word) == (0, f"snap {__main__.__version__}\n", "")
    assert snap("--debug", word).code == 0


def test_a_module_here_is_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wave_back.py").write_text(
        'TASK = "Read"\n'
        'EXAMPLES = (("snap wave-back", "Wave."), ("snap wave-back -h", "Help."))\n'
        "import typer\n"
        "def command(to: str, times: int = 1) -> int:\n"
        '    """Wave back."""\n'
        "    if times > 2:\n"
        "        raise typer.Abort\n"
        "    print('hello', to)\n"
        "    return times\n"
    )
    monkeypatch.setattr(cli, "__path__", [*cli.__path__, str(tmp_path)])
    app.names.cache_clear()
    try:
        assert snap("wave-back", "you") == (1, "hello you\n", "")
        assert snap("wave-back", "you", "--times", "3").code == 130
        told = snap("wave-back", "you", "--times", "x")
        assert (told.code, told.err.startswith("snap: --times: 'x' is not a valid int")) == (
            2,
            True,
        )
        assert "Wave back." in snap("-h").out
        assert "Did you mean “wave-back”?" in snap("waveback").err
    finally:
        app.names.cache_clear()


# What is wrong is told in one sentence, with what may be meant.


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("lnt", "there is no command “lnt”. Did you mean “lint”?"),
        ("check", "there is no command “check”. Did you mean “lint”?"),
        ("output", "there is no command “output”."),
        ("xyzzy", "there is no command “xyzzy”. See them all with: snap -h"),
        ("--vresion", "snap has no option --vresion. Did you mean “--version”?"),
        ("lint --faill-on error", "snap lint has no option --faill-on. Did you mean “--fail-on”?"),
        ("lint -q", "snap lint has no option -q. See: snap lint -h"),
        (
            "render x --order_no B1",
            "snap render has no option --order_no. To give a variable its value: --set order_no=…",
        ),
        ("lint --fail-on", "--fail-on needs a value after it. See: snap lint -h"),
        ("lint --help=3", "--help takes no value. See: snap lint -h"),
        ("lint --fail-on warnings", "Did you mean “warning”? It can be: error, warning, sugg"),
        ("lint --format jsn", "--format cannot be “jsn”. Did you mean “json”?"),
        ("lint --select vague-tim", "there is no rule “vague-tim”. Did you mean “vague-time”?"),
        ("lint --ignore S0011", "there is no rule “S0011”. Did you mean “S001”?"),
        ("lint --now soon", "--now cannot be “soon”: write a moment such as 2026-12-24T15:00"),
        ("lint --now 0001-01-01", "--now cannot be “0001-01-01”"),
        ("explain mising-part", "there is no rule “mising-part”. Did you mean “missing-part”?"),
        ("explain --format xml", "--format cannot be “xml”. It can be: text, json"),
        ("show parcel-lat", "there is no scenario “parcel-lat” here. Did you mean “parcel-late”?"),
        ("show", "snap show needs ID, as in: snap show parcel-late"),
        (
            "show a b c",
            "snap show cannot take all of these words: leave out “b c”. See: snap show -h",
        ),
        ("show none.yaml", "none.yaml: there is no such file"),
        ("render parcel-late", "snap render needs --channel, as in: snap render "),
        ("render parcel-late --channel smss", "--channel cannot be “smss”. Did you mean “sms”?"),
        ("list --topic billin", "no scenario has the topic “billin”. Did you mean “billing”?"),
        ("list --channel emial", "no scenario has the channel “emial”. Did you mean “email”?"),
    ],
)
def test_wrong_words(line: str, sentence: str) -> None:
    told = snap(*line.split())
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert "Traceback" in snap(*line.split(), "--debug").err


def test_a_hostile_word_is_shown_clean() -> None:
    for args in (["\x1b[31mlnt\u202e"], ["lint", "--\x1b[2J"], ["show", "a\n::error::x"]):
        told = snap(*args)
        assert told.code == 2
        assert "\x1b" not in told.err
        assert "\u202e" not in told.err
        assert not any(line.lstrip().startswith("::") for line in told.err.split("\n"))


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (SnapError("no such luck"), 2, "snap: no such luck\n"),
        (SnapError("no such luck", path="a.yaml"), 2, "a.yaml: no such luck\n"),
        (KeyboardInterrupt(), 130, ""),
        (OSError(5, "Input/output error", "a.yaml"), 2, "a.yaml: snap cannot use this file: "),
        (BrokenPipeError(32, "Broken pipe"), 2, ""),
        (ZeroDivisionError("x"), 3, "snap: this is a bug in snap, and nothing that you did wrong"),
        (RecursionError("x"), 3, "snap: this is a bug in snap"),
    ],
)
def test_what_a_command_raises(
    error: BaseException, code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(args: list[str]) -> int:
        raise error

    monkeypatch.setattr(app, "call", call)
    found = snap("list")
    assert (found.code, found.out) == (code, "")
    assert found.err.startswith(told) if told else found.err == ""
    assert "Traceback" not in found.err
    debugged = snap("list", "--debug").err
    assert ("Traceback" in debugged) == isinstance(error, Exception)
    assert "Traceback" not in snap("list", "--", "--debug").err


# Streams that fail.


@pytest.mark.parametrize(
    ("args", "shell", "code", "err"),
    [
        ("list", "> /dev/full", 2, "snap: the output could not be written: No space left"),
        ("--version", "> /dev/full", 2, "snap: the output could not be written: No space left"),
        ("-h", "> /dev/full", 2, "snap: the output could not be written: No space left"),
        ("list", ">&-", 2, "snap: there is nowhere to write to: stdout is closed"),
        ("explain --format json", "| true", 2, ""),
        ("list", "2>&-", 0, ""),
        ("show nobody", "2>&-", 2, ""),
        ("show nobody", "2> /dev/full", 2, ""),
        ("lint", "2> /dev/full", 0, ""),
        ("list", "<&-", 0, ""),
        ("list", "> /dev/null 2>&1 <&-", 0, ""),
    ],
)
def test_streams_that_fail(args: str, shell: str, code: int, err: str) -> None:
    told = process(*args.split(), shell=shell)
    assert told.code == code
    assert told.err.startswith(err) if err else told.err == ""
    assert "Exception ignored" not in told.err


def test_a_pipe_closed_early_is_nobodys_fault() -> None:
    told = process("explain", shell="| head -1")
    assert told.out == "Status\n"
    assert told.err in ("", "One rule: snap explain vague-time\n")  # where the pipe took it all


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"COLUMNS": "1"},
    ],
)
def test_no_terminal_is_too_poor(env: dict[str, str]) -> None:
    for args in (["demo"], ["show", "nobody-“x”"]):
        told = process(*args, env=env)
        assert told.code in (0, 2)
        assert "Traceback" not in told.err


def test_a_pipe_gets_utf_8_whatever_the_locale() -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert "…" in process("demo", env=env).out


# Colour.


@pytest.mark.parametrize(
    ("terminal", "env", "coloured"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, True),
    ],
)
@pytest.mark.parametrize("line", ["", "list", "demo", "explain vague-time", "show parcel-late"])
def test_colour(line: str, terminal: bool, env: dict[str, str], coloured: bool) -> None:
    assert ("\x1b[" in snap(*line.split(), terminal=terminal, env=env).out) == coloured


# Completion, as the shells ask for it.


def complete(line: str, shell: str = "bash", name: str = "snap") -> list[str]:
    words = line.split(" ")
    env = {
        f"_{name.upper()}_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    told = snap(env=env)
    assert (told.code, told.err) == (0, "")
    return told.out.split()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("snap li", ["list", "lint"]),
        ("snap show parcel-l", ["parcel-late", "parcel-lost"]),
        ("snap render parcel-late --channel s", ["sms", "status_page"]),
        ("snap render parcel-late --format ", ["html", "json", "text"]),
        ("snap lint --select vague", ["vague-step", "vague-time"]),
        ("snap lint --fail-on ", ["error", "suggestion", "warning"]),
        ("snap lint --format j", ["json", "json-lines", "junit"]),
        ("snap lint --fai", ["--fail-on"]),
        ("snap explain missing-p", ["missing-part"]),
        ("snap list --topic bi", ["billing"]),
        ("snap show nobody", []),
    ],
)
def test_completion(line: str, found: list[str]) -> None:
    assert complete(line) == found


@pytest.mark.parametrize(
    ("shell", "found"),
    [("fish", ["parcel-late", "parcel-lost"]), ("zsh", ["_arguments", "'*:", ':(("parcel-late"'])],
)
def test_completion_in_other_shells(shell: str, found: list[str]) -> None:
    assert complete("snap show parcel-l", shell)[: len(found)] == found


def test_new_completes_the_ids_that_are_shipped(tmp_path: Path) -> None:
    line = "snap new --from parcel-l"
    env = {"_SNAP_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "3"}
    assert snap(cwd=tmp_path, env=env).out.split() == ["parcel-late", "parcel-lost"]
    (tmp_path / "snap.yaml").write_text("words:\n  avoid: [kindly]\n")
    own = tmp_path / "scenarios" / "x" / "parcel-light.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("title: x\n")
    found = snap(cwd=tmp_path, env=env).out.split()
    assert found == ["parcel-late", "parcel-light", "parcel-lost"]
    env |= {"COMP_WORDS": "snap explain kin", "COMP_CWORD": "2"}
    assert snap(cwd=tmp_path, env=env).out.split() == ["kindly"]


def test_completion_outside_a_library_says_nothing(tmp_path: Path) -> None:
    env = {"_SNAP_COMPLETE": "complete_bash", "COMP_WORDS": "snap show p", "COMP_CWORD": "2"}
    assert snap(cwd=tmp_path, env=env) == (0, "\n", "")
    (tmp_path / "snap.yaml").write_text("a: [\n")
    assert snap(cwd=tmp_path, env=env) == (0, "\n", "")


def test_snapmsg_completes_under_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    env = {"_SNAPMSG_COMPLETE": "complete_bash", "COMP_WORDS": "snapmsg li", "COMP_CWORD": "1"}
    monkeypatch.setattr(app, "Path", lambda path: SimpleNamespace(stem="snapmsg"))
    assert snap(env=env).out.split() == ["list", "lint"]
    assert "snapmsg show ID" in snap("show", "-h").out


def test_the_completion_script_names_the_command() -> None:
    told = process("--show-completion", "bash")
    assert told.code == 0
    assert "_SNAP_COMPLETE=complete_bash" in told.out
