"""Ignores: comments that switch rules off at a place, with a reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from snapmsg.config import PathIgnore
from snapmsg.diagnostic import Edit, Fix, Problem
from snapmsg.errors import did_you_mean
from snapmsg.reader import ListNode, MapNode, Node, with_lines
from snapmsg.rule import Rule, all_rules, named
from snapmsg.source import Addressed, Range, Source

MARK = "snap: ignore"
_YAML = re.compile(r"#[ \t]*snap: ignore(-file)?(?:\[([^\]\n]*)\])?[ \t:]*([^\n]*)")
_JINJA = re.compile(r"\{#-?\s*snap: ignore(-file)?(?:\[([^\]\n]*)\])?[\s:]*(.*?)\s*-?#\}", re.S)
_NEAR = re.compile(
    r"#-?[ \t]*(?P<mark>snap[ \t]*:?[ \t]*(?P<word>[a-z]+)(?P<file>-file)?)(?=[ \t]*\[)",
    re.IGNORECASE,
)
_OTHERS = ("disable", "noqa", "off")
_LIKE = 0.7


@dataclass(slots=True)
class Ignore:
    """One ignore: what it names, the lines it holds for, and which of the names have silenced.

    A name is a word, where that stands, and the rules that it stands for.
    """

    at: Range
    names: tuple[tuple[str, Range, frozenset[str]], ...]
    first: int
    last: int
    used: set[str] = field(default_factory=set)

    def covers(self, rule: str, at: Range) -> bool:
        """Whether it switches a rule off at a place; remembers that it did."""
        if at.source.path != self.at.source.path or not self.first <= at.line <= self.last:
            return False
        for name, _, rules in self.names:
            if rule in rules:
                self.used.add(name)
                return True
        return False


def read_ignores(
    source: Source, root: Node | None, own: Sequence[Rule] = ()
) -> tuple[list[Ignore], list[Problem]]:
    """The ignores of a YAML file, and those that are written wrongly. `own` are a team's rules.

    One that stands above a key, or on its line, holds for everything under that key.
    """
    near = list(_near(source))
    if MARK not in source.text and not near:
        return [], []
    nodes = list(_nodes(root)) if root is not None else []
    texts = [node for node in nodes if isinstance(node, Addressed) and node.value]
    spans = _spans(source, nodes)
    key_lines = sorted(spans)
    ignores: list[Ignore] = []
    problems = [problem for problem in near if not _is_text(source, texts, problem.at.start)]
    for found in _YAML.finditer(source.text):
        at = Range(source, found.start(), found.end())
        if _is_text(source, texts, found.start()):
            problems.append(
                Problem(
                    "misplaced-ignore",
                    at,
                    "this stands inside text that customers read: put it on a line of its own, "
                    "directly above the key",
                )
            )
            continue
        line = at.line
        if found[1] and key_lines and line > key_lines[0]:
            reason = "an ignore for the whole file stands before its first key: move it there"
            problems.append(Problem("misplaced-ignore", at, reason))
            continue
        alone = not source.line(line)[: at.column - 1].strip()
        key_line = _next_line(source, line) if alone else line
        first, last = spans.get(key_line, (key_line, key_line))
        if alone and key_line == min(spans, default=0):
            first = 1  # what is absent is told on the first line, and stands above no key
        if found[1]:
            first, last = 1, len(source.starts)
        _add(found, at, first, last, ignores, problems, own)
    return ignores, problems


def read_template_ignores(
    source: Source, own: Sequence[Rule] = ()
) -> tuple[list[Ignore], list[Problem]]:
    """The ignores of a template or partial: `{# snap: ignore[rule] reason #}`.

    One holds from its own line to the end of the next that is not empty.
    """
    ignores: list[Ignore] = []
    problems = list(_near(source, "{"))
    for found in _JINJA.finditer(source.text) if MARK in source.text else ():
        at = Range(source, found.start(), found.end())
        first = at.line
        last = _next_line(source, source.position(found.end())[0])
        if found[1]:
            first, last = 1, len(source.starts)
        _add(found, at, first, last, ignores, problems, own)
    return ignores, problems


def _near(source: Source, before: str = "") -> Iterator[Problem]:
    """What is nearly an ignore, and so none; in a template the comment has `before` it."""
    for found in _NEAR.finditer(source.text):
        word = found["word"].lower()
        like = SequenceMatcher(None, word, "ignore").ratio() if word not in _OTHERS else 1
        if found["mark"] in (MARK, f"{MARK}-file") or like < _LIKE:
            continue
        if before and source.text[max(0, found.start() - 1)] != before:
            continue
        start, end = found.start("mark"), found.end("mark")
        line_end = source.text.find("\n", end)
        rest = source.text[end : line_end if line_end >= 0 else None].rstrip()
        mark = f"{MARK}{(found['file'] or '').lower()}"
        reason = with_lines("this is not how an ignore is written, so it is none. Write it so:",
                            [f"{before}# {mark}{rest}"])  # fmt: skip
        fix = Fix((Edit(Range(source, start, end), mark),))
        yield Problem("unused-ignore", Range(source, found.start(), end), reason, fix)


def _is_text(source: Source, texts: list[Addressed], offset: int) -> bool:
    """Whether what stands at an offset is text that customers read, and no comment."""
    inside = [t for t in texts if t.start <= offset < t.end and t.style != "coarse"]
    return bool(inside) and not _on_block_header(source, inside[-1], offset)


def _add(
    found: re.Match[str],
    at: Range,
    first: int,
    last: int,
    ignores: list[Ignore],
    problems: list[Problem],
    own: Sequence[Rule],
) -> None:
    names = []
    for word in re.finditer(r"[^\s,]+", found[2] or ""):
        start = found.start(2) + word.start()
        names.append((word[0], Range(at.source, start, start + len(word[0]))))
    if not names:
        problems.append(
            Problem(
                "unexplained-ignore",
                at,
                "this names no rule: write # snap: ignore[rule-name] and the reason",
            )
        )
        return
    if not found[3].strip():
        problems.append(
            Problem("unexplained-ignore", at, "this gives no reason: write one after the bracket")
        )
    known = []
    for name, where in names:
        rules = named(name, own)
        if rules:
            known.append((name, where, rules))
        else:
            meant = did_you_mean(name, (rule.name for rule in (*all_rules(), *own)))
            problems.append(Problem("unknown-rule", where, f"there is no rule “{name}”.{meant}"))
    ignores.append(Ignore(at, tuple(known), first, last))


def unused(
    ignores: list[Ignore], held: set[str], later: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """What ignores did not switch off, of the rules that were `held` in this run.

    An ignore that names one of those that are still to come, `later`, is not judged yet.
    """
    for ignore in ignores:
        if any(rules & later for _, _, rules in ignore.names):
            continue
        idle = [
            (name, at)
            for name, at, rules in ignore.names
            if name not in ignore.used and rules & held
        ]
        if not idle:
            continue
        if len(idle) == len(ignore.names):
            reason = "this switches off nothing: take it out"
            yield Problem("unused-ignore", ignore.at, reason, _without(ignore.at))
        else:
            for name, at in idle:
                yield Problem("unused-ignore", at, f"{name} finds nothing here: take it out")


def _without(at: Range) -> Fix | None:
    """The comment taken out, with its line where it stands alone; Jinja's are left as they are."""
    source, line = at.source, at.source.line(at.line)[: at.column - 1]
    if source.text[at.start] != "#":
        return None
    if line.strip():
        place = Range(source, at.start - len(line) + len(line.rstrip()), at.end)
    else:
        place = Range(source, at.start - len(line), min(at.end + 1, len(source.text)))
    return Fix((Edit(place, ""),))


def unused_paths(
    ignores: Sequence[PathIgnore], silenced: Collection[tuple[str, str]], held: set[str],
    own: Sequence[Rule], *, whole: bool,
) -> Iterator[Problem]:  # fmt: skip
    """What `ignore:` of `snap.yaml` did not switch off, by path and rule, of the rules `held`.

    `silenced` is what was of use. One for all rules is judged where the `whole` of them was held.
    """
    for ignore in ignores:
        idle = [
            text
            for text in ignore.rules
            if (ignore.pattern.value, text.value.lower()) not in silenced
            and (whole if text.value == "*" else named(text.value, own) & held)
        ]
        if len(idle) == len(ignore.rules) > 0:
            reason = "this switches off nothing: take it out"
            yield Problem("unused-ignore", ignore.pattern.whole, reason)
            continue
        for text in idle:
            reason = f"{text.value} finds nothing there: take it out"
            yield Problem("unused-ignore", text.whole, reason)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, MapNode):
        for value in node.entries.values():
            yield from _nodes(value)
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _nodes(item)


def _spans(source: Source, nodes: list[Node]) -> dict[int, tuple[int, int]]:
    """For each line on which a key or a list's item starts, the lines of all that is under it."""
    spans: dict[int, tuple[int, int]] = {}

    def add(start: int, end: int) -> None:
        first, last = source.position(start)[0], source.position(max(start, end - 1))[0]
        spans[first] = (first, max(last, spans.get(first, (0, 0))[1]))

    for node in nodes:
        if isinstance(node, MapNode):
            for key, value in node.pairs():
                add(key.start, max(key.end, value.end))
        elif isinstance(node, ListNode):
            for item in node.items:
                add(item.start, item.end)
    return spans


def _on_block_header(source: Source, text: Addressed, offset: int) -> bool:
    """Whether an offset is on the line of a block's `>-`, where comments are comments."""
    if text.style not in ("literal", "folded"):
        return False
    return source.position(text.start)[0] == source.position(offset)[0]


def _next_line(source: Source, line: int) -> int:
    """The next line that is neither empty nor a comment."""
    for number in range(line + 1, len(source.starts) + 1):
        text = source.line(number).strip()
        if text and not text.startswith("#"):
            return number
    return line
