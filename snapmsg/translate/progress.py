"""Where translations stand, and how far each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from snapmsg.library import Library, read_scenario
from snapmsg.model import Scenario
from snapmsg.rule.translated import untranslated
from snapmsg.schema import fingerprint


class State(StrEnum):
    """How far a translation is."""

    MISSING = "missing"
    UNFINISHED = "unfinished"
    OUTDATED = "outdated"


def path_of(original: Path, locale: str) -> Path:
    """Where a translation stands: beside its original."""
    return original.with_name(f"{original.stem}.{locale}{original.suffix}")


def standing(library: Library, locale: str) -> Iterator[tuple[str, State]]:
    """The ids of the scenarios that have no finished translation, and why."""
    for path in library.files:
        there = library.translations.get(path, {}).get(locale)
        state = State.MISSING if there is None else state_of(read_scenario(library, there).scenario)
        if state is not None:
            yield path.stem, state


def state_of(scenario: Scenario) -> State | None:
    """What a translation lacks; None where it is finished. One that cannot be read lacks all."""
    translation = scenario.translation
    if translation is None or any(True for _ in untranslated(translation)):
        return State.UNFINISHED
    mark = translation.fingerprint
    current = mark is not None and mark.value == fingerprint(translation.original)
    return None if current else State.OUTDATED
