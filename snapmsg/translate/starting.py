"""The file of a new translation: the texts of its original as comments, and room for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import TypeAlias

from snapmsg import reader
from snapmsg.errors import SnapError
from snapmsg.model import Address, Scenario
from snapmsg.reader import MapNode, Node
from snapmsg.rule.translated import read_texts, stays
from snapmsg.schema import TRANSLATES, fingerprint, steps_of
from snapmsg.source import Addressed, Source

_COLUMNS = 88
_PLAIN = re.compile(r"[^\W_](?:(?!: |:$| #|  )[^\n\t])*")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_APART = ("variables", "short", "channels")
"""Keys that an empty line stands before; what customers read stands together."""

Tree: TypeAlias = "Addressed | list[Tree] | dict[str, Tree]"
"""What a translation has: texts of the original, by the keys of their place."""


def started(original: Scenario, own: str) -> str:
    """The text of a new translation, all of it still to be written.

    `own` is the language of the original. Raises `SnapError` where the original says nothing, or
    has a key that cannot be written again.
    """
    wanted = wanted_of(original)
    if not wanted:
        raise SnapError("there is nothing to translate in it yet", path=original.source.path)
    lines = [f"{TRANSLATES}: {fingerprint(original)}", ""]
    for name, inner in wanted.items():
        if name in _APART and lines[-1]:
            lines.append("")
        lines += lines_of(f"{name}:", inner, "", own)
        if name == _APART[0]:
            lines.append("")
    text = "\n".join([*lines, ""])
    _check(wanted, text, original)
    return text


def _check(wanted: Tree, text: str, original: Scenario) -> None:
    """See that what was written is read as what was meant."""
    document = reader.read(Source("", text))
    root = document.root
    if document.problems or not isinstance(root, MapNode) or _keys(root) != {
        (TRANSLATES,), *_keys_of(wanted)
    }:  # fmt: skip
        raise SnapError(
            "it has a key that YAML does not keep as it is, such as a choice with a colon in it: "
            "give that another name",
            path=original.source.path,
        )


def _keys(node: Node) -> set[tuple[str | int, ...]]:
    return {path for path, _ in reader.texts(node)}


def _keys_of(tree: Tree, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(tree, Addressed):
        yield at
        return
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, inner in entries:
        yield from _keys_of(inner, (*at, key))


def wanted_of(original: Scenario) -> dict[str, Tree]:
    """The texts of the original by the keys that lead to them; a step's is under who acts."""
    owners = {at: step.owner for at, step in steps_of(original)}
    root: dict[str, Tree] = {}
    for at, text in read_texts(original).items():
        keys = (*at, owners[at]) if owners.get(at) else at
        node: Tree = root
        for key, next_ in zip(keys, (*keys[1:], None), strict=True):
            empty: Tree = [] if key == "next_steps" else {}
            value = text if next_ is None else empty
            if isinstance(node, list):
                if int(key) == len(node):
                    node.append(value)
                node = node[int(key)]
            elif isinstance(node, dict):
                node = node.setdefault(key, value)
    return root


def lines_of(head: str, tree: Tree, margin: str, own: str, at: Address = ()) -> Iterator[str]:
    """The lines of a key with its colon, or of a list's hyphen, and of what it holds."""
    if isinstance(tree, Addressed):
        key = head.removeprefix("- ").removesuffix(":")
        kept = stays((key,), tree)
        if not kept:
            yield from comment(tree, margin, own)
        words = " ".join(tree.value.split()) if kept else ""
        if not words or _PLAIN.fullmatch(words):
            yield f"{margin}{head} {words}".rstrip()
        else:
            yield from (f"{margin}{head} >-", f"{margin}  {words}")
    elif isinstance(tree, dict):
        yield f"{margin}{head}"
        for name, inner in tree.items():
            yield from lines_of(f"{name}:", inner, f"{margin}  ", own)
    else:
        yield f"{margin}{head}"
        for item in tree:
            yield from item_lines(item, f"{margin}  ", own)


def item_lines(item: Tree, margin: str, own: str) -> Iterator[str]:
    """The lines of an item of a list; what stands above its first key stands above its hyphen."""
    if not isinstance(item, dict):
        yield from lines_of("-", item, margin, own)
        return
    head = "- "
    for name, inner in item.items():
        yield from lines_of(f"{head}{name}:", inner, margin, own)
        margin, head = (margin + "  ", "") if head else (margin, "")


def comment(text: Addressed, margin: str, own: str, pending: str = "") -> Iterator[str]:
    """What the original says, as the lines of a comment.

    `pending` is the hash of a translation that was made from other words.
    """
    lead = f"{margin}# {own}{f' (new, {pending})' if pending else ''}: "
    more = f"{margin}#{' ' * (len(own) + 3)}"
    width = _COLUMNS - len(more)
    for row in text.value.strip().split("\n"):
        whole = _TAG.sub(lambda tag: tag[0].replace(" ", "\0"), row)  # a blank stays on one line
        for line in wrap(whole, width, break_long_words=False, break_on_hyphens=False):
            yield lead + line.replace("\0", " ")
            lead = more
        if not row.strip():
            yield f"{margin}#"
