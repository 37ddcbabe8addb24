"""Hostile places: paths, links, devices, streams, environments and words on the command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from hostile.runner import SCENARIO, Case


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


fifo, folder = os.mkfifo, Path.mkdir


def locked(path: Path) -> None:
    path.write_text(SCENARIO)
    path.chmod(0)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(8 << 30)


def socket(path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.fspath(path))


def deep(path: Path) -> None:
    """A scenario that stands 200 folders down."""
    for _ in range(200):
        path = path.with_name("d") / path.name
    path.parent.mkdir(parents=True)
    path.write_text(SCENARIO)


def at(
    name: str, make: Callable[[Path], None] | str | bytes, code: int, says: str = "", line: str = ""
) -> Case:
    """Something that is no ordinary file where a scenario stands, in a library that is linted."""
    return Case(name, "lint", code, says, line, {"scenarios/t/x.yaml": make})


def named(name: str, file: str, code: int, says: str = "", args: str = "lint") -> Case:
    """A good scenario under a bad name."""
    return Case(name, args, code, says, "", {f"scenarios/t/{file}": SCENARIO})


ODD = "scenarios/t/x.yaml:1:1"
NEW = (
    "new --no-input --title X --topic t --owner o --status 'It is late.' "
    "--next-step 'us: We ring.' "
    "--time 'Friday 17:00' --outcome 'You get it.' --channel chat"
)
"""A new scenario without its id."""


def new_in(topic: str) -> str:
    """A new scenario in a topic of its own."""
    return f"{NEW} x".replace("--topic t", f"--topic {topic}")


PATHS = [
    at("a pipe", fifo, 1, "not a regular file", ODD),
    at("a socket", socket, 1, "", ODD),
    at("a folder named like a scenario", folder, 0),
    at("8 GiB of nothing", sparse, 1, "larger than", ODD),
    at("a link to a device", link("/dev/zero"), 1, "outside the library", ODD),
    at("a link to a secret", link("/etc/passwd"), 1, "outside the library", ODD),
    at("a link to what is above", link("../../../outside.yaml"), 1, "outside the library", ODD),
    at("a link to itself", link("x.yaml"), 1, "", ODD),
    at("a link to nothing", link("gone.yaml"), 1, "no such file", ODD),
    at("a link to a folder", link("/etc"), 1, "", ODD),
    Case("a file that nobody may read", "lint", 1 if os.getuid() else 0, "", "",
        {"scenarios/t/x.yaml": locked}),
    Case("a link that leads round", "lint", 0, "", "", {"scenarios/t/loop": link("..")}),
    Case("a folder of scenarios outside", "lint lib", 1, "outside the library", "lib/scenarios:1",
        {"lib/snap.yaml": "name: x\n", "lib/scenarios": link("../scenarios")}),
    Case("a folder of partials outside", "lint", 1, "outside the library", "",
        {"partials": link("/etc")}),
    Case("a folder of templates outside", "lint", 1, "outside the library", "",
        {"channels": link("/etc")}),
    Case("a template that leads outside", "lint", 1, "outside the library",
        "channels/chat.txt.j2:1", {"channels/chat.txt.j2": link("/etc/passwd")}),
    Case("a partial that leads outside", "lint", 1, "outside the library", "partials/a.txt:1",
        {"partials/a.txt": link("/etc/passwd")}),
    Case("settings that lead outside", "lint", 2, "", "snap.yaml",
        {"snap.yaml": link("/etc/passwd")}, never="root:"),
    Case("settings that are a device", "lint", 2, "", "", {"snap.yaml": link("/dev/zero")}),
    Case("settings that are a pipe", "lint", 2, "", "", {"snap.yaml": fifo}),
    Case("settings that are a folder", "lint", 2, "", "", {"snap.yaml": folder}),
    Case("a template that is a pipe", "lint", 1, "not a regular file", "channels/chat.txt.j2:1",
        {"channels/chat.txt.j2": fifo}),
    Case("a template that is a folder", "lint", 1, "not a regular file", "channels/chat.txt.j2:1",
        {"channels/chat.txt.j2": folder}),
    Case("a partial that is a pipe", "lint", 1, "not a regular file", "partials/a.txt:1",
        {"partials/a.txt": fifo}),
    Case("200 folders deep", "lint", 0, "", "", {"scenarios/t/x.yaml": deep}),
    named("a name with a new line", "a\n::error::b.yaml", 1, "is no id"),
    named("a name with an escape sequence", "a\x1b[31mb.yaml", 1, "<U+001B>"),
    named("a name with a CI command", "::error file=x::y.yaml", 1, "is no id"),
    named("a name with a CI command, on GitHub", "##[error]y.yaml", 1, "is no id",
        "lint --format github"),
    named("a name with words turned round", "a\u202eb.yaml", 1, "<U+202E>"),
    named("a name that is no UTF-8", os.fsdecode(b"a\xff.yaml"), 1, "is no id"),
    named("a name that is no UTF-8, as JSON", os.fsdecode(b"a\xff.yaml"), 1, "bad-name",
        "lint --format json"),
    named("a name that is no UTF-8, on GitHub", os.fsdecode(b"a\xff.yaml"), 1, "is no id",
        "lint --format github"),
    named("a name that is no UTF-8, in the list", os.fsdecode(b"a\xff.yaml"), 0, "",
        "list --format json"),
    named("a name like an option", "--help.yaml", 1, "is no id"),
    named("a name with a blank", "{{ x }}.yaml", 1, "is no id"),
    named("a name of 250 letters", "a" * 250 + ".yaml", 1, "is no id"),
    named("a name that Windows keeps for itself", "con.yaml", 1, "Windows"),
    named("a name in capitals", "GOOD.yaml", 1, "is no id"),
    named("the same name in another case of the ending", "good.yml", 1, "good"),
    named("a dash in another script", "a–b.yaml", 1, "is no id"),
    Case("no such path", "lint gone.yaml", 2, "no such file", "gone.yaml"),
    Case("an empty path", "lint ''", 0),
    Case("a path with a new line", "lint 'a\n::error::b'", 2, "no such file"),
    Case("a path of 5,000 letters", f"lint {'a' * 5000}", 2),
    Case("a path with 3,000 steps", f"lint {'a/' * 3000}", 2),
    Case("a path through a file", "lint snap.yaml/x.yaml", 2),
    Case("a path through a link that leads round", "lint loop/x.yaml", 2, "", "",
        {"loop": link("loop")}),
    Case("a device as a scenario", "lint /dev/zero", 2, "no scenario"),
    Case("a pipe as a scenario", "lint p.yaml", 1, "not a regular file", "p.yaml:1",
        {"p.yaml": fifo}),
    Case("what is no scenario", "lint snap.txt", 2, "no scenario", "", {"snap.txt": "x"}),
    Case("the root of the system", "lint /", 2),
    Case("a folder without a library", "lint /etc", 2, "no snap.yaml"),
    Case("no id", "preview ''", 2, "no scenario"),
    Case("an id that leads above", "show ../../etc/passwd", 2, "no scenario"),
    Case("an id that is a whole path", "render /etc/passwd --channel chat", 2, "no scenario"),
    Case("an id that is a device", "preview /dev/zero", 2, "no scenario"),
    Case("an id with an escape sequence", "preview 'a\x1b[31m'", 2, "<U+001B>"),
    Case("an id with a CI command", "preview '\n::error::x'", 2, "no scenario"),
    Case("an id of 100,000 letters", f"preview {'a' * 100_000}", 2, "no scenario"),
    Case("a scenario that is a pipe", "preview p.yaml", 2, "", "p.yaml", {"p.yaml": fifo}),
    Case("a scenario that is a folder", "render d.yaml --channel chat", 2, "no such file", "d.yaml",
        {"d.yaml": folder}),
    Case("a scenario that leads to a secret", "show x.yaml", 2, "outside", "x.yaml",
        {"x.yaml": link("/etc/passwd")}, never="root:"),
    # What is made, and where.
    Case("new: an id that leads above", f"{NEW} ../x", 2, "is no id"),
    Case("new: an id that is a whole path", f"{NEW} /tmp/x", 2, "is no id"),
    Case("new: an id that Windows keeps for itself", f"{NEW} con", 2, "Windows"),
    Case("new: another such id", f"{NEW} lpt1", 2, "Windows"),
    Case("new: an id with an ending", f"{NEW} x.yaml", 2, "is no id"),
    Case("new: an id with a NUL's neighbour", f"{NEW} 'a\x01'", 2, "is no id"),
    Case("new: an id of 81 letters", f"{NEW} {'a' * 81}", 2, "too long for an id"),
    Case("new: an empty id", f"{NEW} ''", 2, "is no id"),
    Case("new: an id with a new line", f"{NEW} 'a\n'", 2, "is no id"),
    Case("new: an id that is taken", f"{NEW} good", 2, "there already", "scenarios/t/good.yaml"),
    Case("new: a topic that leads above", new_in("../.."), 2),
    Case("new: a topic that is a whole path", new_in("/tmp"), 0, "scenarios/tmp/x.yaml",
        new=("scenarios/tmp", "scenarios/tmp/x.yaml")),
    Case("new: a topic that Windows keeps for itself", new_in("nul"), 2, "Windows"),
    Case("new: through a link", new_in("out"), 2, "leads out of the library", "",
        {"lib/snap.yaml": "name: x\n", "lib/scenarios/out": link("../../scenarios")}, cwd="lib"),
    Case("new: onto a link", f"{NEW} x", 2, "not a regular file", "",
        {"scenarios/t/x.yaml": link("/tmp/snap-was-here")}),
    Case("new: onto a pipe, with force", f"{NEW} x --force", 2, "not a regular file", "",
        {"scenarios/t/x.yaml": fifo}),
    Case("new: onto a folder, with force", f"{NEW} x --force", 2, "not a regular file", "",
        {"scenarios/t/x.yaml": folder}),
    Case("new: a topic that is a file", new_in("f"), 2, "", "", {"scenarios/f": "x"}),
    Case("new: words with an escape sequence", f"{NEW} x --situation 'a\x1b[31m'", 2, "U+001B"),
    Case("new: words that are YAML",
        f"{NEW} x --situation '!!python/name:os.system x: [&a *a] # y'", 0, "scenarios/t/x.yaml",
        new=("scenarios/t/x.yaml",)),
    Case("new: words of several lines", f"{NEW} x --situation 'a\nstatus: b\n---\nc: d'", 0,
        "scenarios/t/x.yaml", new=("scenarios/t/x.yaml",)),
    Case("new: wording outside the language", f"{NEW} x --status \"{{{{ ''.__class__ }}}}\"", 2),
    Case("init: where a file stands", "init snap.yaml", 2, "not a folder"),
    Case("init: where a library stands", "init", 2, "there already"),
    Case("init: where a link leads round", "init loop", 2, "not a folder", "",
        {"loop": link("loop")}),
    Case("init: through a link", "init out", 2, "leads out", "",
        {"out/scenarios": link("../scenarios")}),
    Case("init: in a device", "init /dev/null/x", 2),
    Case("init: a name of 5,000 letters", f"init {'a' * 5000}", 2),
    Case("lint: a report over a folder", "lint --output-file d", 2, "not a regular file", "",
        {"d/x": "x"}),
    Case("lint: a report over the scenarios", "lint --output-file scenarios", 2, "belongs to the"),
    Case("lint: a report over a device", "lint --output-file /dev/null", 2, "not a regular file"),
    Case("lint: a report into a pipe", "lint --output-file p", 2, "not a regular file", "",
        {"p": fifo}),
    Case("lint: a report in no folder", "lint --output-file gone/x", 2, "", "gone/x"),
    Case("lint: a report of 300 letters", f"lint --output-file {'a' * 300}", 2),
    Case("lint: a report", "lint --output-file report.txt", 0, new=("report.txt",)),
]  # fmt: skip

BAD_TEXT = SCENARIO.replace("by Friday 17:00", "soon, “if” we can — 🙂")
BAD = {"scenarios/t/bad.yaml": BAD_TEXT}
POOR = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
FULL = Path("/dev/full").exists()
"""Whether there is a device on which nothing can be written, as on Linux."""

STREAMS = [
    Case(f"{words}: {where}", args, code, says, "", BAD, env, shell)
    for where, env, shell, wrong, says in [
        ("a plain locale", POOR, "", 0, ""),
        ("ASCII", {**POOR, "PYTHONIOENCODING": "ascii"}, "", 0, ""),
        ("a Windows code page", {"PYTHONIOENCODING": "cp1252"}, "", 0, ""),
        ("a DOS code page", {"PYTHONIOENCODING": "cp437"}, "", 0, ""),
        ("strict ASCII", {"PYTHONIOENCODING": "ascii:strict"}, "", 0, ""),
        ("one column", {"COLUMNS": "1"}, "", 0, ""),
        ("a million columns", {"COLUMNS": "1000000"}, "", 0, ""),
        ("columns that are none", {"COLUMNS": "-5x"}, "", 0, ""),
        ("a terminal that there is not", {"TERM": "\x1b[31m"}, "", 0, ""),
        ("GitHub", {"GITHUB_ACTIONS": "true"}, "", 0, ""),
        ("no home", {"HOME": "/nonexistent"}, "", 0, ""),
        ("a zone that there is not", {"TZ": "../../x"}, "", 0, ""),
        ("stdout closed", {}, ">&-", 2, "nowhere to write"),
        ("stderr closed", {}, "2>&-", 0, ""),
        ("stdin closed", {}, "<&-", 0, ""),
        ("all closed", {}, "<&- >&- 2>&-", 2, ""),
        ("a full disk", {}, ">/dev/full", 2, "could not be written"),
        ("a full disk for the talk", {}, "2>/dev/full", 0, ""),
    ]
    for words, args, right in [
        ("lint", "lint --format full", 1),
        ("preview", "preview bad", 0),
        ("render", "render bad --channel chat --set order_no=A-1", 0),
    ]
    for code in [wrong or right]
    if FULL or "/dev/full" not in shell
    if words != "preview" or says or "COLUMNS" in env or "PYTHONIOENCODING" in env
]  # fmt: skip

MORE = [
    Case(f"{args}: a full disk", args, 2, "could not be written", "", {}, {}, ">/dev/full")
    for args in (
        "", "-h", "--version", "list", "list --format json", "show good", "explain", "demo",
        "explain vague-time --format json", "lint --format json",
    )
    if FULL
]  # fmt: skip
