"""What `snap.yaml` says of rules: which hold, how each is set, and where they are off."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from dataclasses import dataclass, field

from snapmsg.diagnostic import Severity
from snapmsg.errors import quoted
from snapmsg.reader import ListNode, MapNode, Node, with_lines
from snapmsg.schema import Field, Reading, is_nothing
from snapmsg.source import Addressed

PRESETS = ("minimal", "recommended", "strict")
"""Which rules hold where nothing else is said: those on faults, those that are on, all of them."""

IGNORE_FIELDS = (
    Field("rules", "The rules that are off there: names, codes, or * for all.", "texts"),
    Field("because", "Why, for whoever reads it next."),
)
_IGNORE_KEYS = tuple(field.name for field in IGNORE_FIELDS)


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What `rules:` says of one rule: off, another severity, or options, kept as text."""

    name: Addressed
    off: bool = False
    severity: Severity | None = None
    options: Mapping[str, Addressed | tuple[Addressed, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PathIgnore:
    """Rules that are switched off for the files that a pattern names, and why."""

    pattern: Addressed
    rules: tuple[Addressed, ...]
    because: str = ""

    def covers(self, path: str) -> bool:
        """Whether a path, relative to the library's root, is meant."""
        pattern = self.pattern.value.rstrip("/")
        return fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(path, f"{pattern}/*")


def read_preset(read: Reading, text: Addressed | None) -> str:
    """Which rules hold where nothing else is said: `recommended` where no other is named."""
    known = text is not None and read.choice(text, "preset", PRESETS)
    return text.value if text is not None and known else "recommended"


def read_rules(read: Reading, node: Node | None) -> tuple[RuleSetting, ...]:
    """What `rules:` says of each rule that it names, in its order."""
    found = read.map(node, "rules", "vague-time: warning")
    settings = []
    for key, value in found.pairs():
        name = key.value
        if isinstance(value, MapNode):
            options: dict[str, Addressed | tuple[Addressed, ...]] = {}
            for word, option in value.entries.items():
                if is_nothing(option):
                    continue
                if isinstance(option, ListNode):
                    options[word] = read.texts(option, word)
                elif (text := read.text(option, word)) is not None:
                    options[word] = text
            settings.append(RuleSetting(key, options=options))
            continue
        if isinstance(value, ListNode):
            takes = "takes off, error, warning or suggestion, or its options, each on its own line"
            read.note("bad-value", read.range(value), f"{quoted(name)} {takes}")
            continue
        text = read.text(value, name)
        if text is None or is_nothing(text):
            settings.append(RuleSetting(key))  # says nothing, but its name must be a rule's
        elif text.value.lower() in ("off", "no", "false"):
            settings.append(RuleSetting(key, off=True))
        elif read.choice(text, name, ("off", *Severity)):
            settings.append(RuleSetting(key, severity=Severity(text.value)))
    return tuple(settings)


def read_ignores(read: Reading, node: Node | None) -> tuple[PathIgnore, ...]:
    """What `ignore:` switches off for each path that it names, in its order."""
    like = "scenarios/old/*: and below it rules: and because:"
    found = read.map(node, "ignore", like)
    return tuple([_read_ignore(read, pattern, node) for pattern, node in found.pairs()])


def _read_ignore(read: Reading, pattern: Addressed, node: Node) -> PathIgnore:
    """One path, with its rules alone or with the reason that it needs."""
    name = pattern.value
    if is_nothing(node):
        return PathIgnore(pattern, ())
    entries = node.pairs() if isinstance(node, MapNode) else ()
    rules = read.texts(node, name) if not isinstance(node, MapNode) else ()
    because = ""
    for key, value in entries:
        word = key.value
        if word not in _IGNORE_KEYS:
            read.unknown(key, word, _IGNORE_KEYS, "of a path in ignore")
        elif is_nothing(value):
            continue
        elif word == "rules":
            rules = read.texts(value, word)
        elif (text := read.text(value, word)) is not None:
            because = " ".join(text.value.split())
    rules = tuple(rule for rule in rules if not is_nothing(rule))
    if not rules:
        reason = f"{quoted(name)} names no rule: write rules: and which are off there"
        read.note("bad-value", pattern.whole, reason)
    elif not because:
        said = ", ".join(read.source.text[rule.start : rule.end] for rule in rules)
        said = f"[{said}]" if len(rules) > 1 else said
        lines = [f"  {pattern.whole.text}:", f"    rules: {said}", "    because: …"]
        reason = with_lines("this gives no reason: write one under because:", lines)
        read.note("unexplained-ignore", pattern.whole, reason)
    return PathIgnore(pattern, rules, because)
