"""A tree and values in, the words that a customer reads out, each stretch with where it is from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from snapmsg.errors import SnapError
from snapmsg.model import Part
from snapmsg.source import Addressed
from snapmsg.values import Spec, Value
from snapmsg.wording.decide import Incomparable, decide, plain
from snapmsg.wording.filters import Unfit, apply
from snapmsg.wording.tree import Blank, Condition, For, If, Include, Name, Node, Text, Tree

if TYPE_CHECKING:
    from snapmsg.locales import Locale

MOST_OUTPUT = 256 * 1024
"""The longest text that is made of one tree, in characters; and the most text walked for it."""

MOST_DEPTH = 3
"""How deep partials may stand in partials."""

ABSENT = frozenset(["opening", "closing", *Part])
"""What a message may be without: a blank of it says nothing, a condition on it does not hold."""
_PROMISED = ("promise", "update")  # a template may ask whether the scenario makes one


class Segment(NamedTuple):
    """A stretch of what the customer reads, and where it comes from.

    Of a literal, `blank` is None and the range is its own in `at.value`. Else it is what the blank
    of that name gave, and the range is the blank's whole `{{ … }}`.
    """

    text: str
    at: Addressed
    start: int
    end: int
    blank: str | None = None
    part: Part | None = None


class Datum(NamedTuple):
    """A variable's value, the text that the customer reads for it, and its type.

    `asked` is what conditions are told where that is not the value itself.
    """

    value: Value
    text: str
    spec: Spec
    asked: Value | None = None


class Phrase(str):
    """What snap phrases itself: a promise, a label. It is capitalised where a sentence starts."""

    __slots__ = ()


Given = (
    Datum
    | Phrase
    | tuple[Segment, ...]
    | Mapping[str, "Given"]
    | tuple[Mapping[str, "Given"], ...]
    | bool
)
"""What a name stands for: a value, a phrase, a part already traced, a mapping (`step`, `labels`),
under `steps` the items that `for step in next_steps` takes, or what `loop.last` says."""

_QUOTES = r"[\"'“‘«(\[]*\Z"
_SENTENCE = re.compile(
    rf"(?:\A\s*|[.!?…][\"'”’»)\]]*\s+|\n\s*\n\s*|(?:\A|\n)[ \t]*[-•*][ \t]+){_QUOTES}"
)
_LINE = re.compile(rf"\n[ \t]*{_QUOTES}")
_BEFORE = 80


def evaluate(
    tree: Tree,
    given: Mapping[str, Given],
    *,
    include: Callable[[str], Tree],
    locale: Locale,
    part: Part | None = None,
    encode: Callable[[str], str] = str,
) -> list[Segment]:
    """The segments of a tree's text, of which the joined texts are the text itself.

    `encode` is applied to every value and phrase, never to literals nor to what is traced already.
    `include` gives a partial's tree by its name and raises KeyError for one there is not. Raises
    `SnapError`, with the place, where the text cannot be made: a value is missing or of the wrong
    kind, a partial is missing or holds itself, the text grows too long.
    """
    run = _Run(include, locale, part, encode)
    run.tree(tree, given)
    run.spend(0, tree, 0, None)
    return run.out


def holds(condition: Condition, given: Mapping[str, Given]) -> bool:
    """Whether a condition holds. Raises `SnapError` for a missing value and for two that cannot be
    compared.
    """

    def look(name: Name) -> object:
        found: object = given.get(name.name)
        if name.attr is not None and isinstance(found, Mapping):
            found = found.get(name.attr)
        if type(found) is Datum:
            return plain(found.value if found.asked is None else found.asked)
        if type(found) is tuple:
            return "".join([item.text if type(item) is Segment else "…" for item in found])
        if found is None:
            if name.name in ABSENT or name.name in _PROMISED:
                return ""
            raise SnapError(_missing(name))
        return found if type(found) is bool else str(found)

    try:
        return bool(decide(condition, look))
    except Incomparable as error:
        raise SnapError(str(error)) from None


def _missing(name: Name | Blank) -> str:
    shown = name.name if name.attr is None else f"{name.name}.{name.attr}"
    return f"“{shown}” has no value: give it with --set {name.name}=…"


class _Run:
    """One evaluation under way: what it writes, and what it may still spend."""

    __slots__ = ("encode", "include", "left", "locale", "names", "out", "part", "sized")

    def __init__(
        self,
        include: Callable[[str], Tree],
        locale: Locale,
        part: Part | None,
        encode: Callable[[str], str],
    ) -> None:
        self.include, self.locale, self.part, self.encode = include, locale, part, encode
        self.out: list[Segment] = []
        self.names: list[str] = []
        self.left = MOST_OUTPUT
        self.sized = 0

    def tree(self, tree: Tree, given: Mapping[str, Given]) -> None:
        """Write all of a tree."""
        if tree.faults:
            fault = tree.faults[0]
            raise SnapError(fault.reason, at=tree.at.range(fault.start, fault.end))
        self.nodes(tree.nodes, given, tree)

    def spend(self, walked: int, tree: Tree, start: int, end: int | None) -> None:
        """Take what was walked and written off what is left."""
        out = self.out
        self.left -= walked + sum([len(segment[0]) for segment in out[self.sized :]])
        self.sized = len(out)
        if self.left < 0:
            reason = f"this message grows beyond {MOST_OUTPUT // 1024} KiB: shorten it"
            raise SnapError(reason, at=tree.at.range(start, end))

    def nodes(self, nodes: tuple[Node, ...], given: Mapping[str, Given], tree: Tree) -> None:
        """Write nodes one after another."""
        for node in nodes:
            if type(node) is Text:
                self.out.append(Segment(node[0], tree[0], node[1], node[2], None, self.part))
            elif type(node) is Blank:
                self.blank(node, given, tree)
            elif type(node) is If:
                self.choose(node, given, tree)
            elif type(node) is For:
                self.loop(node, given, tree)
            elif type(node) is Include:
                self.partial(node, given, tree)

    def blank(self, node: Blank, given: Mapping[str, Given], tree: Tree) -> None:
        """Write what a name stands for."""
        name, attr, filters, start, end = node
        found: object = given.get(name)
        if attr is not None:
            found = found.get(attr) if isinstance(found, Mapping) else None
            name = f"{name}.{attr}"
        if type(found) is Datum:
            text = found[1]
            if filters:
                text = self.filtered(found[0], text, node, tree)
        elif type(found) is tuple and not filters:
            self.out += found
            return
        elif type(found) is Phrase:
            text = str(found)
            if filters:
                text = self.filtered(text, text, node, tree)
            if self.starts_sentence(tree):
                text = text[:1].upper() + text[1:]
        elif found is None and node.name in ABSENT:
            return
        else:
            reason = _missing(node) if found is None else f"“{name}” takes no filter: take it out"
            raise SnapError(reason, at=tree.at.range(start, end))
        if text:
            self.out.append(Segment(self.encode(text), tree[0], start, end, name, self.part))

    def filtered(self, value: Value, text: str, node: Blank, tree: Tree) -> str:
        """A value's text after the blank's filters."""
        try:
            return apply(value, text, node.filters, self.locale)
        except Unfit as error:
            raise SnapError(
                f"“{node.name}”: {error}", at=tree.at.range(node.start, node.end)
            ) from None

    def starts_sentence(self, tree: Tree) -> bool:
        """Whether what comes next starts a sentence. In templates a line does too."""
        before = ""
        for segment in reversed(self.out):
            before = segment.text[-_BEFORE:] + before
            if len(before) >= _BEFORE:
                break
        return bool(_SENTENCE.search(before) or (tree.template and _LINE.search(before)))

    def choose(self, node: If, given: Mapping[str, Given], tree: Tree) -> None:
        """Write the first branch whose condition holds."""
        for condition, body in node.branches:
            try:
                chosen = condition is None or holds(condition, given)
            except SnapError as error:
                raise SnapError(error.sentence, at=tree.at.range(node.start, node.end)) from None
            if chosen:
                self.nodes(body, given, tree)
                return

    def loop(self, node: For, given: Mapping[str, Given], tree: Tree) -> None:
        """Write the body for each step."""
        steps = given.get("steps")
        items = (
            [step for step in steps if isinstance(step, Mapping)] if type(steps) is tuple else []
        )
        for place, item in enumerate(items):
            ends: dict[str, Given] = {"first": place == 0, "last": place == len(items) - 1}
            inner: dict[str, Given] = {**given, node.name: item, "loop": ends}
            self.nodes(node.body, inner, tree)
            self.spend(node.end - node.start, tree, node.start, node.end)

    def partial(self, node: Include, given: Mapping[str, Given], tree: Tree) -> None:
        """Write a partial."""
        at = tree.at.range(node.start, node.end)
        if node.name in self.names:
            raise SnapError(f"{node.name} includes itself: take this include out", at=at)
        if len(self.names) == MOST_DEPTH:
            reason = (
                f"partials stand in one another {MOST_DEPTH} deep at most: write the words here"
            )
            raise SnapError(reason, at=at)
        try:
            inner = self.include(node.name)
        except KeyError:
            reason = (
                f"there is no partial {node.name}: write partials/{node.name}, or mend the name"
            )
            raise SnapError(reason, at=at) from None
        self.spend(len(inner.at.value) + 1, tree, node.start, node.end)
        self.names.append(node.name)
        self.tree(inner, given)
        self.names.pop()
