"""Starts a scenario from another: its file as it is, but for a few facts.

Comments, spacing and every word stay. Only the lines of what changes are written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import indent

from snapmsg import reader
from snapmsg.errors import SnapError
from snapmsg.library import Library, ScenarioFile
from snapmsg.message import draft_of, environment_of
from snapmsg.reader import MapNode, Node
from snapmsg.schema import FIELDS
from snapmsg.source import Source
from snapmsg.wizard.layout import Tree, emit, plain
from snapmsg.wizard.writing import APART

_ORDER = tuple(field.name for field in FIELDS)


def stamped(text: Source, today: date) -> str:
    """A scenario's text, reviewed today."""
    return with_facts(text, {"reviewed": today.isoformat()})


def with_facts(text: Source, facts: Mapping[str, Tree]) -> str:
    """A scenario's text with some of its keys set, in the order of the format where they are new.

    Raises `SnapError` where the text is no mapping of lines, or a new value cannot be kept.
    """
    before = root_of(text)
    expected = plain(before)
    for name, value in facts.items():
        text = with_entry(text, root_of(text), name, value)
    after = plain(root_of(text))
    assert isinstance(expected, dict)
    if after != {**expected, **facts}:
        raise SnapError("this file cannot be changed line by line: tidy it first", path=text.path)
    return text.raw


def root_of(text: Source) -> MapNode:
    """The mapping that a scenario is. Raises `SnapError` where its text is none of lines."""
    root = reader.read(text).root
    if not isinstance(root, MapNode) or root.flow:
        raise SnapError("a scenario starts with a key on a line of its own", path=text.path)
    return root


def with_entry(text: Source, root: MapNode, name: str, value: Tree) -> Source:
    """A scenario's text with one of its keys set."""
    lines = emit({name: value}).rstrip("\n")
    if name in root.entries:
        start = root.key_range(name).start
        edit = (start, end_of(text, root.entries[name]), lines)
    else:
        at = line_end(text, _before(root, name))
        gap = "\n" if name in APART else ""
        edit = (at, at, f"\n{gap}{lines}") if at else (0, 0, f"{lines}\n{gap}")
    return Source(text.path, text.edit([edit]))


def with_variables(text: Source, lent: dict[str, Tree]) -> str:
    """A scenario's text that declares more variables than it did."""
    own = root_of(text).entries.get("variables")
    if not isinstance(own, MapNode) or own.flow:
        declared = plain(own) if own is not None else {}
        whole = {**declared, **lent} if isinstance(declared, dict) else lent
        return with_facts(text, {"variables": whole})
    column = next(own.pairs())[0].extent.column
    lines = indent(emit(lent), " " * (column - 1)).rstrip("\n")
    at = line_end(text, own)
    return text.edit([(at, at, f"\n{lines}")])


def _without(text: Source, name: str) -> Source:
    """A scenario's text without one of its keys."""
    root = root_of(text)
    if name not in root.entries:
        return text
    end = min(line_end(text, root.entries[name]) + 1, len(text.text))
    edit = (root.key_range(name).start, end, "")
    return Source(text.path, text.edit([edit]))


def end_of(text: Source, node: Node) -> int:
    """Where what a node says ends, without line breaks after it."""
    return len(text.text[: node.end].rstrip("\n"))


def _before(root: MapNode, name: str) -> Node | None:
    """The value after which a new key belongs: of the last key that comes before it."""
    first = _ORDER[: _ORDER.index(name)]
    found = [node for key, node in root.entries.items() if key in first]
    return max(found, key=lambda node: node.end, default=None)


def line_end(text: Source, node: Node | None) -> int:
    """The end of the line on which a node ends; 0 for none."""
    if node is None:
        return 0
    end = text.text.find("\n", end_of(text, node))
    return end if end >= 0 else len(text.text)


def copied(
    file: ScenarioFile, source: Library, library: Library, facts: Mapping[str, Tree]
) -> tuple[str, tuple[str, ...]]:
    """A scenario's text for another library, with facts set, and the teams that it lacks there.

    What the scenario takes from its own library's variables is declared in the text. The file has
    been read without a problem. Raises `SnapError` where a fact cannot be kept.
    """
    text = file.scenario.source
    lent = _lent(file, source, library)
    if lent:
        text = Source(text.path, with_variables(text, lent))
    used = {
        step.team.value
        for level, _, _ in draft_of(file.scenario, environment_of(source)).levels()
        for wording in level.parts.values()
        for step in wording.steps
        if step.team is not None
    }
    lacking = tuple(sorted(used - set(library.settings.teams or ())))
    # Two scenarios cannot both be what was called so before, nor the same one of another tool.
    for name in ("formerly", "imported"):
        text = _without(text, name)
    return with_facts(text, facts), lacking


def _lent(file: ScenarioFile, source: Library, library: Library) -> dict[str, Tree]:
    """The shared variables that a scenario uses and the other library has not."""
    if source.document is None or not isinstance(source.document.root, MapNode):
        return {}
    shared = source.document.root.entries.get("variables")
    if not isinstance(shared, MapNode):
        return {}
    draft = draft_of(file.scenario, environment_of(source))
    known: Iterable[str] = {*library.settings.variables, *file.scenario.variables}
    used = draft.names
    return {
        name: plain(value)
        for name, value in shared.entries.items()
        if name in used and name not in known
    }
