"""What a library lends to its scenarios: partials and templates as trees, values of examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from snapmsg import locales, values
from snapmsg.library import Library
from snapmsg.locales import Locale
from snapmsg.model import Variable
from snapmsg.values import Value
from snapmsg.wording import Blank, For, If, Include, Node, Phrase, Text, Tree, parse

Key = tuple[str, str]
"""The channel and the form of a template."""
_T = TypeVar("_T")


class ByTemplate(dict[Key, _T | None], Generic[_T]):
    """Something of each template, made when it is first asked for; None where there is none.

    A library has templates for every channel, and a command seldom needs more than a few.
    """

    def __init__(self, make: Callable[[Key], _T | None]) -> None:
        self._make = make

    def __missing__(self, key: Key) -> _T | None:
        self[key] = made = self._make(key)
        return made


class Extent(NamedTuple):
    """A template's own text, and how often its most used name stands there."""

    literal: str
    most: int


@dataclass(frozen=True, slots=True)
class Environment:
    """A library made ready to write messages: its partials and templates as trees.

    `templates` is by channel and form, `partials` by file name, `examples` the value of each
    shared variable's example, `extents` how much each template adds to a message, `reads` the names
    that it uses, by itself or by way of partials, `labels` what the parts and the like are called.
    `own` is the one in the library's own language, None where this is that; it keeps the `others`
    once they are asked for.
    """

    library: Library
    locale: Locale
    partials: Mapping[str, Tree]
    templates: ByTemplate[Tree]
    examples: Mapping[str, Value]
    extents: ByTemplate[Extent]
    reads: ByTemplate[frozenset[str]]
    labels: Mapping[str, Phrase]
    own: Environment | None = None
    others: dict[str, Environment] = field(default_factory=dict, compare=False, repr=False)

    def of(self, locale: str | None) -> Environment:
        """The environment of the library in a language; None is its own."""
        own = self.own or self
        if locale is None or locale == own.library.settings.locale:
            return own
        if locale not in own.others:
            library = own.library.of(locale)
            own.others[locale] = _environment(library, own.templates, own.extents, own)
        return own.others[locale]

    def all_partials(self) -> Iterator[tuple[str | None, Tree]]:
        """Each partial of the library, and the locale that it serves alone; None serves all."""
        yield from ((None, tree) for tree in self.partials.values())
        for locale, partials in self.library.local_partials.items():
            there = self.of(locale).partials
            yield from ((locale, there[name]) for name in partials)


def environment_of(library: Library) -> Environment:
    """The environment of a library. Faults stay in the trees, for the linter to report."""

    def tree_of(key: Key) -> Tree | None:
        template = library.templates.get(key)
        return None if template is None else parse(template.text, template=True)

    def extent(key: Key) -> Extent | None:
        tree = templates[key]
        return None if tree is None else extent_of(tree)

    templates = ByTemplate(tree_of)
    return _environment(library, templates, ByTemplate(extent), None)


def _environment(
    library: Library, templates: ByTemplate[Tree], extents: ByTemplate[Extent],
    own: Environment | None,
) -> Environment:  # fmt: skip
    locale = locales.get(library.settings.locale)
    labels = {**locale.labels, **library.settings.labels}
    partials = {name: parse(text) for name, text in library.partials.items()}

    def reads(key: Key) -> frozenset[str] | None:
        tree = templates[key]
        if tree is None:
            return None
        taken = [partials_of(node.name, partials) for node in includes_of(tree)]
        return frozenset(
            use.name for trees in ([tree], *taken) for each in trees for use in each.uses
        )

    return Environment(
        library,
        locale,
        partials,
        templates,
        read_examples(library.settings.variables),
        extents,
        ByTemplate(reads),
        {name: Phrase(label) for name, label in labels.items()},
        own,
    )


def extent_of(tree: Tree) -> Extent | None:
    """How much a template adds to a message; None where it includes partials."""
    if includes_of(tree):
        return None
    literal, used = "", Counter[tuple[str, str | None]]()
    todo = list(tree.nodes)
    while todo:
        node = todo.pop()
        if isinstance(node, Text):
            literal += node.text
        elif isinstance(node, Blank):
            used[node.name, node.attr] += 1
        elif isinstance(node, If):
            todo += [inner for _, body in node.branches for inner in body]
        elif isinstance(node, For):
            todo += node.body
    return Extent(literal, max(used.values(), default=0))


def read_examples(variables: Mapping[str, Variable]) -> dict[str, Value]:
    """The value of each variable's example, else of its default, where it can be read."""
    found: dict[str, Value] = {}
    for name, variable in variables.items():
        text = variable.example if variable.example is not None else variable.default
        value = None if text is None else read_example(variable, text.value)
        if value is not None:
            found[name] = value
    return found


def read_example(variable: Variable, text: str) -> Value | None:
    """A text as a value of a variable; empty where it may be left out; None where it is none."""
    if not text.strip():
        return "" if variable.default is not None else None
    try:
        return values.read(text, variable.spec)
    except values.BadValue:
        return None


def partials_of(name: str, partials: Mapping[str, Tree]) -> list[Tree]:
    """A partial, and those that it includes, each once."""
    found: dict[str, Tree] = {}
    todo = [name]
    while todo:
        partial = partials.get(name := todo.pop())
        if partial is not None and name not in found:
            found[name] = partial
            todo += [node.name for node in includes_of(partial)]
    return list(found.values())


def includes_of(tree: Tree) -> tuple[Include, ...]:
    """Each include in a tree."""
    return tuple(_includes(tree.nodes)) if "include" in tree.at.value else ()


def _includes(nodes: tuple[Node, ...]) -> Iterator[Include]:
    for node in nodes:
        if isinstance(node, Include):
            yield node
        elif isinstance(node, If):
            for _, body in node.branches:
                yield from _includes(body)
        elif isinstance(node, For):
            yield from _includes(node.body)
