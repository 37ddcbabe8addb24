"""Reads an answer as it is given: what the rules say of it, and how it could be said instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from snapmsg import reader
from snapmsg.diagnostic import Diagnostic
from snapmsg.library import Library, read_source
from snapmsg.linter import Desk, check_file
from snapmsg.reader import ListNode, MapNode, Node
from snapmsg.source import Addressed, Source
from snapmsg.wizard.writing import PLACES

# What holds for a whole message or file is not known while it grows, or is asked for later.
_LATER = frozenset(
    ["too-long", "missing-part", "missing-field", "no-owner", "impersonal-message", "no-way-back",
     "repeated-text", "unused-variable", "unsendable-message", "run-on-part", "long-silence",
     "undeclared-variable"]
)  # fmt: skip
_UNTIL_UPDATE = frozenset(["late-first-reply", "unbroken-silence"])
_INSIDE = frozenset(["disrespect-inside"])

_KEYS = {
    "time": ("within", "by"),
    "update": ("update_within", "update_by"),
}
_POLICIES = {
    "slow-promise": "at_most",
    "hasty-promise": "at_least",
    "late-first-reply": "first_reply",
    "unbroken-silence": "longest_silence",
}
"""The rules that hold promises to a policy, and which."""

_NEED = "we still need you to "
# For a rule: what its words become. Only what can be taken away, or put otherwise, in any sentence.
_OTHERWISE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "blames-customer": (
        (r"\b(?:because |as )?you (?:failed|forgot|neglected|did not bother) to ", _NEED),
        (r"\byour (?:own )?(?:mistake|error|fault)\b", "what went wrong"),
        (r"\byou (?:should|ought to) have ", "it would have helped to have "),
        (r"\byou claim(?:ed)?\b", "you tell us"),
    ),
    "vague-time": (
        (
            r",? ?\b(?:(?:very )?soon|shortly|as soon as (?:possible|we can)|asap|in due course"
            r"|as quickly as (?:possible|we can)|at our earliest convenience|before long"
            r"|in the near future|in the coming (?:days|weeks)|in a few days"
            r"|when(?:ever)? we can)\b",
            "",
        ),
    ),
    "hedged-outcome": (
        (r"\bhopefully,? ", ""),
        (r",? hopefully\b", ""),
        (r"\b(?:we|i) (?:do )?hope (?:that )?", ""),
        (r"\bshould be\b", "will be"),
        (r"\bshould\b", "will"),
    ),
    "overpromise": (
        (r"\b(?:we|i) (?:can )?guarantee (?:that )?", ""),
        (r"\b(?:please )?rest assured(?: that)?,? ", ""),
        (r",? ?\b(?:no matter what|without fail)\b", ""),
    ),
    "non-apology": (
        (r"\bsorry (?:if|that you feel)\b[^.!?]*", "sorry"),
        (r"\bsorry for any\b", "sorry for the"),
    ),
    "excuse": (
        (
            r",? ?\b(?:due to|because of|owing to) (?:the |an? )?(?:unusually |very )?"
            r"(?:high|unprecedented|heavy|increased) [^.,;!?]*",
            "",
        ),
    ),
    "policy-shield": (
        (r"\b(?:as per|according to|in line with|under) (?:our |company )?polic(?:y|ies),? ", ""),
    ),
    "belittles-customer": (
        (r"\b(?:as (?:i|we) (?:have )?(?:already )?(?:said|told you|explained),? )", ""),
        (r"\b(?:obviously|clearly),? ", ""),
    ),
}  # fmt: skip
_OTHERWISE_READ = {
    name: [(re.compile(old, re.IGNORECASE), new) for old, new in pairs]
    for name, pairs in _OTHERWISE.items()
}


class Remark(NamedTuple):
    """What a rule says of an answer. `better` is how it could be said; empty where that is theirs.

    `name` is the rule's.
    """

    name: str
    reason: str
    better: str


class Asked(NamedTuple):
    """An answer that is read: to which question, in which topic, and of a step, its place."""

    said: str
    field: str
    topic: str = ""
    step: int = 0


def remarks(desk: Desk, library: Library, draft: str, asked: Asked) -> Iterator[Remark]:
    """What the rules say of one answer, and only what concerns its words.

    `draft` is the file's text as far as it goes.
    """
    said, field = asked.said, asked.field
    text = Source("new.yaml", draft)
    path = (library.root or Path()) / "scenarios" / asked.topic / "new.yaml"
    file = read_source(library, path, text)
    where = _where(file.document.root, asked)
    node = node_at(file.document.root, where)
    if node is None:
        return
    first = text.position(node.start)[0]
    last = text.position(max(node.start, node.end - 1))[0]
    facts = field in ("title", "situation")
    for found in check_file(desk, file).diagnostics:
        if not first <= found.line <= last or found.name in _LATER:
            continue
        if facts and found.name not in _INSIDE:
            continue
        if field == "time" and found.name in _UNTIL_UPDATE:
            continue
        reason = found.reason.partition("\n")[0]
        bound = _bound(library, asked, found.name, file.scenario.lists.get("tags", ()))
        yield Remark(found.name, reason, bound or _better(found, said, text, where))


def _where(root: Node | None, asked: Asked) -> tuple[str | int, ...]:
    """Where an answer stands: of the two times, at the key of its own."""
    if asked.field == "steps":
        return ("next_steps", asked.step)
    where = PLACES[asked.field]
    node = node_at(root, where)
    keys = _KEYS.get(asked.field)
    if keys is None or not isinstance(node, MapNode):
        return where
    return next(((*where, key) for key in (*keys, "say") if key in node.entries), where)


def _bound(library: Library, asked: Asked, rule: str, tags: Sequence[Addressed]) -> str:
    """The time that the library's own policy allows; empty where it is not about that."""
    if asked.field not in _KEYS or rule not in _POLICIES:
        return ""
    settings, policy = library.settings, _POLICIES[rule]
    bounds = settings.bounds(policy, asked.topic, [tag.value for tag in tags])
    return str(next(iter(bounds.values()))) if bounds else ""


def _better(found: Diagnostic, said: str, text: Source, where: tuple[str | int, ...]) -> str:
    """How an answer could be said; empty where nothing but their own words would do."""
    better = said
    for old, new in _OTHERWISE_READ.get(found.name, ()):
        better = old.sub(new, better)
    if found.fix is not None:
        edits = [
            (
                text.starts[edit.line - 1] + edit.column - 1,
                text.starts[edit.end_line - 1] + edit.end_column - 1,
                edit.text,
            )
            for edit in found.fix[1]
        ]
        better = _reread(Source(text.path, text.edit(edits)), where)
    better = _tidy(better)
    return better if better != said and len(re.findall(r"\w+", better)) > 2 else ""


def _reread(text: Source, where: tuple[str | int, ...]) -> str:
    node = node_at(reader.read(text).root, where)
    if isinstance(node, MapNode):
        node = next(iter(node.entries.values()))
    return node.value if isinstance(node, Addressed) else ""


def _tidy(text: str) -> str:
    """A text after words were taken out of it: no double spaces, sentences with capitals."""
    text = re.sub(r" +([.,;:!?])", r"\1", re.sub(r" {2,}", " ", text)).strip(" ,")
    return re.sub(r"(?:\A|(?<=[.!?] ))([a-z])(?!\w*[(@])", lambda found: found[1].upper(), text)


def node_at(root: Node | None, path: tuple[str | int, ...]) -> Node | None:
    """What stands in a document under keys and positions; None where nothing does."""
    node = root
    for step in path:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.entries:
            node = node.entries[step]
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node
