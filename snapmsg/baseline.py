"""What was wrong when a library began to be checked: known, counted, and only ever less.

A baseline counts the diagnostics of each scenario by rule and part. Counts outlive moved lines and
moved files, which places do not.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from snapmsg import source
from snapmsg.diagnostic import Diagnostic
from snapmsg.errors import SnapError
from snapmsg.files import shown
from snapmsg.source import Unreadable

Key: TypeAlias = tuple[str, str, str]
"""A scenario's id, a rule's name, and a part or nothing.

What is in no scenario has its file's path from the folder of the baseline, so that it counts the
same wherever snap is started.
"""

Baseline: TypeAlias = Mapping[Key, int]
"""How many diagnostics of each key are known."""

_MOST_BYTES = 8 * 1024 * 1024


class Sifted(NamedTuple):
    """What a baseline leaves to tell: the diagnostics, how many it knew, and what it no longer
    needs to know."""

    kept: tuple[Diagnostic, ...]
    known: int
    stale: Baseline


def count(diagnostics: Iterable[Diagnostic], home: Path = Path()) -> Baseline:
    """The baseline that knows exactly these; `home` is the folder that it stands in."""
    return Counter(_key(one, home) for one in diagnostics)


def sift(diagnostics: Sequence[Diagnostic], baseline: Baseline, home: Path = Path()) -> Sifted:
    """Leave out what a baseline knows; `home` is the folder that it stands in.

    Where a scenario has more of a kind than that, all of them are told: nobody can say which one
    is new.
    """
    now = count(diagnostics, home)
    covered = {key for key, number in now.items() if number <= baseline.get(key, 0)}
    kept = tuple(one for one in diagnostics if _key(one, home) not in covered)
    stale = {key: known - now.get(key, 0) for key, known in baseline.items()}
    over = {key: number for key, number in stale.items() if number > 0}
    return Sifted(kept, len(diagnostics) - len(kept), over)


def shrunk(baseline: Baseline, now: Baseline) -> Baseline:
    """A baseline without what is no longer there. It never knows more than before."""
    least = {key: min(known, now.get(key, 0)) for key, known in baseline.items()}
    return {key: number for key, number in least.items() if number}


def text(baseline: Baseline) -> str:
    """A baseline as its file: JSON, by scenario, rule and part, in an order of its own."""
    tree: dict[str, dict[str, dict[str, int]]] = {}
    for (scenario, rule, part), number in sorted(baseline.items()):
        tree.setdefault(scenario, {}).setdefault(rule, {})[part] = number
    return json.dumps({"version": 1, "known": tree}, indent=1, ensure_ascii=True) + "\n"


def read(path: Path) -> Baseline:
    """A baseline from its file. Raises `SnapError` for one that is not there or is none."""
    try:
        found = json.loads(source.load(path, shown(path), _MOST_BYTES).text)
        if found["version"] != 1:
            raise ValueError
        return {
            (scenario, rule, part): _number(number)
            for scenario, rules in found["known"].items()
            for rule, parts in rules.items()
            for part, number in parts.items()
        }
    except Unreadable as error:
        raise SnapError(error.reason, path=shown(path)) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SnapError(
            "this is no baseline of snap: make one with --write-baseline", path=shown(path)
        ) from None


def _number(value: object) -> int:
    if type(value) is not int or value < 1:
        raise ValueError
    return value


def _key(one: Diagnostic, home: Path) -> Key:
    where = one.scenario or os.path.relpath(one.path, home).replace(os.sep, "/")
    return where, one.name, one.part or ""
