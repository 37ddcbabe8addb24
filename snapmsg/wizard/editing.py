"""Changes some words of a scenario that is there: those lines alone, and every comment stays.

Each change is an edit of the file's text. What comes of them is read again and held against what
was meant, so that a file is changed exactly, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from textwrap import indent

from snapmsg import locales, reader
from snapmsg.errors import SnapError
from snapmsg.library import ScenarioFile
from snapmsg.model import Part, PartWording, Step, Wording
from snapmsg.reader import ListNode, MapNode, Node
from snapmsg.rule.reading import sentences
from snapmsg.source import Addressed, Source
from snapmsg.wizard.answers import Answers, NewStep, parse
from snapmsg.wizard.copying import end_of, line_end, root_of, with_entry, with_variables
from snapmsg.wizard.layout import Tree, emit, plain
from snapmsg.wizard.reading import is_typed, typed
from snapmsg.wizard.remarks import node_at
from snapmsg.wizard.writing import PLACES, as_entry, as_steps, declared, timed

Path = tuple[str | int, ...]

_PATHS: Mapping[str, Path] = {
    field: path for field, path in PLACES.items() if path[-1] != "approximate_time"
}
"""Where each text stands that is one place of the file."""


def answers_of(file: ScenarioFile) -> Answers:
    """What a scenario's file already answers, as far as the questions go."""
    scenario = file.scenario
    root = file.document.root
    texts: dict[str, str] = {}
    for field, path in _PATHS.items():
        node = node_at(root, path)
        if isinstance(node, Addressed) and node.value:
            texts[field] = node.value
    time = scenario.wording.parts.get(Part.APPROXIMATE_TIME)
    texts |= _times_of(time)
    short = _said(scenario.short, Part.APPROXIMATE_TIME)
    if short:
        texts["short_time"] = short
    steps = scenario.wording.parts.get(Part.NEXT_STEPS)
    found: tuple[NewStep, ...] = ()
    if steps is not None and steps.text is not None:
        found = (NewStep("", steps.text.value, at=0),)
    elif steps is not None:
        found = tuple(_new_step(step, at) for at, step in enumerate(steps.steps))
    # Its own variables are known, so nothing asks for them.
    texts["topic"] = scenario.topic
    return Answers(texts, found, tuple(scenario.channels) if scenario.channels else None)


def _new_step(step: Step, at: int) -> NewStep:
    who, team = (text.value if text else "" for text in (step.who, step.team))
    return NewStep(step.owner, step.text.value, who, team, at)


def _times_of(part: PartWording | None) -> dict[str, str]:
    if part is None:
        return {}
    if part.timing is None:
        return {"time": part.text.value} if part.text is not None else {}
    timing = part.timing
    found = {
        "time": timing.within or timing.by,
        "update": timing.update_within or timing.update_by,
        "say": timing.say,
    }
    return {field: text.value for field, text in found.items() if text is not None}


def _said(wording: Wording, part: Part) -> str:
    found = wording.parts.get(part)
    if found is None:
        return ""
    if found.timing is not None and found.timing.say is not None:
        return found.timing.say.value
    return found.text.value if found.text is not None else ""


def changed(text: Source, before: Answers, after: Answers, locale: str) -> str:
    """A scenario's text with what differs between two sets of answers, and every other byte.

    Raises `SnapError` where the file is written so that this cannot be done line by line.
    """
    edited = _Edited(text)
    for field, path in _PATHS.items():
        if after.said(field) != before.said(field):
            edited.set(path, after.said(field))
    if after.said("short_time") != before.said("short_time"):
        path = ("short", "approximate_time")
        held = node_at(edited.root, path)
        edited.set((*path, "say") if isinstance(held, MapNode) else path, after.said("short_time"))
    if after.steps != before.steps:
        _change_steps(edited, before.steps, after.steps)
    if any(after.said(field) != before.said(field) for field in ("time", "update", "say")):
        _change_time(edited, before, after, locale)
    if after.blanks:
        edited.declare({blank.name: declared(blank) for blank in after.blanks})
    return edited.finished()


class _Edited:
    """A file's text while it is changed, and what it then has to say."""

    def __init__(self, text: Source) -> None:
        self.text = text
        self.root = root_of(text)
        self.meant = deepcopy(plain(self.root))

    def finished(self) -> str:
        """The text, once it says what is meant. Raises `SnapError` where it does not."""
        document = reader.read(self.text)
        if document.root is None or plain(document.root) != self.meant:
            raise SnapError(
                "this file cannot be changed line by line: tidy it first", path=self.text.path
            )
        return self.text.raw

    def put(self, start: int, end: int, words: str) -> None:
        """Replace a stretch of the text."""
        self.text = Source(self.text.path, self.text.edit([(start, end, words)]))
        self.root = root_of(self.text)

    def set(self, path: Path, value: Tree) -> None:
        """Say something else at a place; at a key of the file itself, also where it is new."""
        held, last = self._parent(path[:-1]), path[-1]
        if isinstance(held, dict):
            held[str(last)] = value
        elif isinstance(held, list) and isinstance(last, int):
            held[last] = value
        node = node_at(self.root, path[:-1])
        if isinstance(node, MapNode) and not node.flow and last in node.entries:
            key, old = node.key(str(last)), node.entries[str(last)]
            lines = _indented(emit({str(last): value}), key.extent.column - 1)
            self.put(key.start, end_of(self.text, old), lines)
        elif isinstance(node, ListNode) and not node.flow and isinstance(last, int):
            start, column = _hyphen(self.text, node.items[last])
            self.put(start, end_of(self.text, node.items[last]), _item(value, column))
        elif len(path) == 1:
            self.text = with_entry(self.text, self.root, str(last), value)
            self.root = root_of(self.text)
        elif isinstance(node, MapNode) and not node.flow and node.entries:
            first = next(node.pairs())[0].extent.column - 1
            at = line_end(self.text, node)
            self.put(at, at, "\n" + indent(emit({str(last): value}), " " * first).rstrip("\n"))

    def remove(self, path: Path) -> None:
        """Leave out an item of a list, with its lines."""
        held, last = self._parent(path[:-1]), path[-1]
        node = node_at(self.root, path)
        assert isinstance(held, list)
        assert isinstance(last, int)
        assert node is not None
        del held[last]
        begin = self.text.text.rfind("\n", 0, _hyphen(self.text, node)[0]) + 1
        self.put(begin, min(line_end(self.text, node) + 1, len(self.text.text)), "")

    def append(self, path: Path, value: Tree) -> None:
        """Add an item at the end of a list."""
        held = self._parent(path)
        assert isinstance(held, list)
        held.append(value)
        node = node_at(self.root, path)
        assert isinstance(node, ListNode)
        if node.flow:
            raise SnapError(
                "this file cannot be changed line by line: tidy it first", path=self.text.path
            )
        column = _hyphen(self.text, node.items[-1])[1]
        at = line_end(self.text, node.items[-1])
        self.put(at, at, f"\n{' ' * column}{_item(value, column)}")

    def declare(self, variables: dict[str, Tree]) -> None:
        """Declare more variables."""
        assert isinstance(self.meant, dict)
        held = self.meant.get("variables")
        self.meant["variables"] = {**(held if isinstance(held, dict) else {}), **variables}
        self.text = Source(self.text.path, with_variables(self.text, variables))
        self.root = root_of(self.text)

    def _parent(self, path: Path) -> Tree:
        held: Tree = self.meant
        for step in path:  # it was read from the same file, so each step is there
            if isinstance(step, int):
                assert isinstance(held, list)
                held = held[step]
            else:
                assert isinstance(held, dict)
                held = held[step]
        return held


def _hyphen(text: Source, item: Node) -> tuple[int, int]:
    """Where a list's item begins with its hyphen, and how many columns stand before that."""
    start = text.text.rfind("-", 0, item.start)
    return start, start - (text.text.rfind("\n", 0, start) + 1)


def _item(value: Tree, column: int) -> str:
    """An item of a list, from its hyphen on, for a place after so many columns."""
    lines = emit({"x": [value]}).split("\n", 1)[1]
    return _indented(re.sub("^  ", "", lines, flags=re.MULTILINE), column)


def _indented(lines: str, columns: int) -> str:
    """Lines of which all but the first are moved right."""
    return indent(lines.rstrip("\n"), " " * columns)[columns:]


def _change_steps(edited: _Edited, before: tuple[NewStep, ...], after: tuple[NewStep, ...]) -> None:
    """Change, leave out and add steps; those that are as they were are not touched."""
    held = node_at(edited.root, ("next_steps",))
    places = [step.at for step in after if step.at >= 0]
    if not isinstance(held, ListNode) or places != sorted(places) or not places:
        edited.set(("next_steps",), as_steps(after))
        return
    for step in reversed(before):
        now = next((each for each in after if each.at == step.at), None)
        path: Path = ("next_steps", step.at)
        if now is None:
            edited.remove(path)
        elif now != step and not step.owner:
            edited.set(path, as_entry(now))
        elif now != step and now.owner == step.owner:
            if now.text != step.text:
                edited.set((*path, now.owner), now.text)
            if now.who != step.who:
                edited.set((*path, "who"), now.who)
        elif now != step:
            entry = as_entry(now)
            assert isinstance(entry, dict)
            old = plain(held.items[step.at])
            kept = (
                {k: v for k, v in old.items() if k in ("team", "by", "only_if")}
                if isinstance(old, dict)
                else {}
            )
            edited.set(path, {**entry, **kept})
    for step in after:
        if step.at < 0:
            edited.append(("next_steps",), as_entry(step))


def _change_time(edited: _Edited, before: Answers, after: Answers, locale: str) -> None:
    """Change the typed times in their own lines; else the whole part."""
    held = node_at(edited.root, ("approximate_time",))
    if isinstance(held, MapNode) and not held.flow and _same_shape(before, after):
        for prefix, field in (("", "time"), ("update_", "update")):
            if after.said(field) == before.said(field):
                continue
            old = next(key for key in (f"{prefix}within", f"{prefix}by") if key in held.entries)
            key, value = typed(after.said(field))
            if prefix + key == old:
                edited.set(("approximate_time", old), value)
            else:
                _rename(edited, old, prefix + key, value)
        if after.said("say") != before.said("say"):
            edited.set(("approximate_time", "say"), after.said("say"))
        return
    sayings = locales.get(locale).sayings
    if after.said("say") == before.said("say"):
        after = after.saying(say=_said_still(before, after, sayings))
    edited.set(("approximate_time",), timed(after, sayings))


def _said_still(before: Answers, after: Answers, sayings: locales.Sayings) -> str:
    """How the times are said, where one of them is new, or no longer a typed one.

    What was said stays, but for the sentences of a blank that nothing fills any more. Empty where
    nothing was said.
    """
    held = before.said("say")
    if not held:
        return ""
    times = (
        ("time", "promise", sayings.promise.format(promise="{{ promise }}")),
        ("update", "update", sayings.update.format(update="{{ update }}")),
    )
    gone = {name for field, name, _ in times if not is_typed(after.said(field))}
    # A sentence may lie inside a condition, so that text stays whole or not at all.
    parts = [held] if "{%" in held else [held[a:b].strip() for a, b, *_ in sentences(held)]
    say = [part for part in parts if not gone & _names(part)]
    for field, name, saying in times:
        text = after.said(field)
        if text and not is_typed(text):
            say.append(text)
        elif (
            text
            and name not in _names(" ".join(say))
            and (name in _names(held) or not is_typed(before.said(field)))
        ):
            say.append(saying)
    return " ".join(say)


def _names(text: str) -> set[str]:
    return {use.name for use in parse(text).uses}


def _same_shape(before: Answers, after: Answers) -> bool:
    """Whether the same of the two times are there, typed, as were."""
    fields = ("time", "update")
    return all(bool(before.said(f)) == bool(after.said(f)) for f in fields) and all(
        is_typed(after.said(f)) for f in fields if after.said(f)
    )


def _rename(edited: _Edited, old: str, new: str, value: str) -> None:
    """Say a time under another key, in the same place."""
    node = node_at(edited.root, ("approximate_time",))
    assert isinstance(node, MapNode)
    key = node.key(old)
    assert isinstance(edited.meant, dict)
    held = edited.meant["approximate_time"]
    assert isinstance(held, dict)
    edited.meant["approximate_time"] = {
        **{name: text for name, text in held.items() if name != old}, new: value
    }  # fmt: skip
    lines = _indented(emit({new: value}), key.extent.column - 1)
    edited.put(key.start, end_of(edited.text, node.entries[old]), lines)
