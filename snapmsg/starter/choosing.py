"""Which of the shipped scenarios a new library begins with, and what they need of its settings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from snapmsg import reader, source
from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.library import Library, ScenarioFile, open_library, read_scenario, shipped, topic_of
from snapmsg.message import draft_of, environment_of
from snapmsg.reader import ListNode, MapNode
from snapmsg.source import Source

GENERAL = "general"
"""The starter for a team of any trade."""
_FILE = "starters.yaml"
_ALWAYS = "between"


class Choice(NamedTuple):
    """What a new library takes over: scenarios, and the teams, variables and partials they use.

    `first` is the id to look at first.
    """

    first: str
    files: tuple[ScenarioFile, ...]
    teams: frozenset[str]
    variables: frozenset[str]
    partials: frozenset[str]


def starters() -> Mapping[str, tuple[str, ...]]:
    """The name of each starter, and the ids of its scenarios; those of “between” come on top."""
    root = reader.read(source.load(shipped() / _FILE, _FILE)).root
    assert isinstance(root, MapNode)
    return {
        name: tuple(str(item) for item in node.items)
        for name, node in root.entries.items()
        if isinstance(node, ListNode)
    }


def choose(starter: str) -> Choice:
    """The scenarios of a starter. Raises `SnapError` where there is none of this name."""
    known = starters()
    if starter not in known:
        meant = did_you_mean(starter, known)
        raise SnapError(
            f"there is no starter {quoted(starter)}.{meant} There are: {', '.join(known)}"
        )
    library, wanted = open_library(shipped()), known[starter]
    files = tuple(
        read_scenario(library, path)
        for path in library.files
        if path.stem in wanted or topic_of(library, path) == _ALWAYS
    )
    return Choice(wanted[0], files, *_used(library, files))


def _used(
    library: Library, files: Collection[ScenarioFile]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The teams, the variables and the partials that scenarios use."""
    environment = environment_of(library)
    teams, variables, partials = set(), set[str](), set()
    for file in files:
        draft = draft_of(file.scenario, environment)
        variables |= draft.names
        teams |= {s.step.team.value for s in draft.stretches if s.step and s.step.team}
        partials |= {node.name for _, node in draft.included}
    for name in partials:
        variables |= set(draft.partial_uses(name))
    return frozenset(teams), frozenset(variables), frozenset(partials)


def without_others(settings: Source, kept: Mapping[str, Collection[str]]) -> str:
    """`snap.yaml` with only some of the entries of its mappings: of each, those in `kept`.

    A mapping within another is named by both their keys: `channels sms`.
    """
    root = reader.read(settings).root
    assert isinstance(root, MapNode)
    edits = [
        (start, end, "")
        for name, names in kept.items()
        for start, end in _others(settings, root, name, names)
    ]
    return settings.edit(edits)


def _others(
    settings: Source, root: MapNode, name: str, names: Collection[str]
) -> Iterator[tuple[int, int]]:
    """From line to line, each entry of a mapping that is not among `names`.

    The whole mapping where none is left, unless it stands in another, which lists it still.
    """
    outer, _, inner = name.partition(" ")
    if outer not in root.entries:
        return
    node = root.entries[outer]
    assert isinstance(node, MapNode)
    if inner:
        node = node.entries[inner]
        assert isinstance(node, MapNode)
    gone = [word for word in node.entries if word not in names]
    if len(gone) == len(node.entries) and not inner:
        yield _lines(settings, root.key_range(outer).start, node.end)
        return
    for word in gone:
        yield _lines(settings, node.key_range(word).start, node.entries[word].end)


def _lines(settings: Source, start: int, end: int) -> tuple[int, int]:
    """The whole lines that a stretch of a file stands on."""
    after = settings.text.find("\n", end)
    start = settings.text.rfind("\n", 0, start) + 1
    return start, after + 1 if after >= 0 else len(settings.text)
