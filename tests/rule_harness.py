"""Rules tested by their own examples: fragments laid over a clean scenario, marks and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from snapmsg.diagnostic import Diagnostic
from snapmsg.library import open_library
from snapmsg.linter import lint
from snapmsg.reader import ListNode, MapNode, Node, read
from snapmsg.rule import Example, Rule, base_code, find_rule
from snapmsg.source import Addressed, Source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

SETTINGS = """\
name: Examples
teams:
  delivery: delivery
review_every: 6 months
channels:
  - email
  - sms
  - chat
variables:
  order_no:
    about: the order number
    example: A-10293
    max_length: 12
"""

CLEAN = """\
title: Parcel is late
owner: delivery-leads
status: Order {{ order_no }} is at the depot in Leeds.
next_steps:
  - us: Our delivery team searches for it today.
approximate_time: You have it within 3 working days.
planned_outcome: You will have the parcel, or your money back.
short:
  status: Order {{ order_no }} is at the depot.
  next_steps: We search for it today.
  approximate_time: Within 3 working days.
  planned_outcome: You get it, or your money.
channels:
  email:
    subject: Your order is late
  sms:
  chat:
"""
PATH = "scenarios/delivery/parcel-late.yaml"
SETTINGS_PATH = "snap.yaml"
MARKS = re.compile("«([^»]*)»", re.DOTALL)


class Laid(NamedTuple):
    """An example as files without marks, and where its marks are: path, start and end."""

    files: dict[str, bytes]
    marks: set[tuple[str, int, int]]


def lay(example: str | Mapping[str, str]) -> Laid:
    """An example's files. A fragment takes the place of the same keys in the clean scenario."""
    files = {SETTINGS_PATH: SETTINGS}
    if isinstance(example, str):
        files[PATH] = over(CLEAN, example)
    else:
        files |= example
    found: dict[str, bytes] = {}
    marks: set[tuple[str, int, int]] = set()
    for path, text in files.items():
        encoding = "utf-8"
        for name in ("latin-1", "utf-16"):
            if text.startswith(f"{name}:"):
                encoding, text = name, text[len(name) + 1 :]
        bare, spans = unmark(text)
        marks |= {(path, start, end) for start, end in spans}
        found[path] = bare.encode(encoding)
    return Laid(found, marks)


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and where they stood."""
    spans, out, at = [], [], 0
    length = 0
    for found in MARKS.finditer(text):
        out += [text[at : found.start()], found[1]]
        length += found.start() - at
        spans.append((length, length + len(found[1])))
        length += len(found[1])
        at = found.end()
    return "".join([*out, text[at:]]), spans


def over(clean: str, fragment: str) -> str:
    """The clean scenario with a fragment's keys in place of its own."""
    bare = re.sub("[«»]", "", fragment)
    keys = set(re.findall(r"^([a-z_]+):", bare, re.MULTILINE))
    blocks = re.split(r"^(?=[a-z_]+:)", clean, flags=re.MULTILINE)
    kept = [block for block in blocks if block.partition(":")[0] not in keys]
    return "".join(kept) + fragment.rstrip("\n") + "\n"


def write(laid: Laid, root: Path) -> None:
    """The files of an example on disk."""
    for path, data in laid.files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def diagnostics(root: Path, rule: Rule | None = None) -> tuple[Diagnostic, ...]:
    """What lint says of the library at `root`, with paths relative to it.

    A `rule` that is off by default is asked for by its name, and then alone.
    """
    select = () if rule is None or rule.on else (rule.name,)
    found = lint(open_library(root), NOW, select=select).diagnostics
    prefix = root.as_posix() + "/"
    return tuple(d._replace(path=d.path[d.path.index(prefix) + len(prefix):]
                            if prefix in d.path else d.path) for d in found)  # fmt: skip


def places(found: tuple[Diagnostic, ...], name: str, laid: Laid) -> set[tuple[str, int, int]]:
    """Where a rule's diagnostics point, as path and offsets."""
    result = set()
    rule = find_rule(name)
    code = rule.code if rule is not None else name  # what a team makes of it has its own name
    for d in found:
        if base_code(d.code) == code:
            text = laid.files[d.path].decode("utf-8-sig", "replace")
            source = Source(d.path, text)
            start = source.starts[d.line - 1] + d.column - 1
            end = source.starts[d.end_line - 1] + d.end_column - 1
            result.add((d.path, start, end))
    return result


def before(example: Example) -> str | Mapping[str, str]:
    """An example as it is before a fix."""
    return example[0] if isinstance(example, tuple) else example


def scalars(node: Node | None) -> Iterator[Addressed]:
    """Every text below a node."""
    if isinstance(node, Addressed):
        if node.value:
            yield node
    elif isinstance(node, MapNode):
        for value in node.entries.values():
            yield from scalars(value)
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from scalars(item)


def restyled(text: str, start: int, end: int) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """A file with the text that holds `start` to `end` written in each style that can hold it.

    Yields the style, the file, and where the same words stand in it.
    """
    source = Source(PATH, text)
    for scalar in scalars(read(source).root):
        places = scalar.places
        if not places or not scalar.start <= start < end <= scalar.end or "\n" in scalar.value:
            continue
        inside = [n for n, (a, b) in enumerate(places) if a >= start and b <= end]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        row = source.position(scalar.start)[0]
        indent = len(source.line(row)) - len(source.line(row).lstrip(" -"))
        for style, written in styles(scalar.value, indent):
            new = text[: scalar.start] + written + text[scalar.end :]
            again = [s for s in scalars(read(Source(PATH, new)).root) if s.start == scalar.start]
            if len(again) == 1 and again[0].value == scalar.value and again[0].style == style:
                where = again[0].range(first, last)
                yield style, new, (where.start, where.end)


def styles(value: str, indent: int) -> Iterator[tuple[str, str]]:
    """A value in each of YAML's five styles, folded where a style folds."""
    pad = " " * (indent + 2)
    folded = value.replace(" ", f"\n{pad}", 1) if "  " not in value else value
    yield "plain", value
    yield "single", "'" + value.replace("'", "''") + "'"
    yield "double", '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    yield "literal", f"|-\n{pad}{value}"
    yield "folded", f">-\n{pad}{folded}"
