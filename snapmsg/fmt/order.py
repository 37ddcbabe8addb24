"""In which order a scenario's keys stand, and where an empty line stands between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from snapmsg import channels
from snapmsg.reader import Path
from snapmsg.schema import (
    AGENT_FIELDS,
    FIELDS,
    FOLLOW_UP_FIELDS,
    STEP_FIELDS,
    TIMING_FIELDS,
    TRANSLATES,
)

_SAID = ("opening", "status", "next_steps", "approximate_time", "planned_outcome", "closing")
_VARIABLE = (
    "type", "currency", "decimals", "about", "choices", "example", "default", "max_length",
    "private",
)  # fmt: skip
_APART = (
    "variables",
    *_SAID,
    "short",
    "channels",
    "examples",
    "follow_up",
    "for_agents",
    "imported",
)


def ordered(names: Iterable[str], path: Path) -> list[str]:
    """Keys in the order that they have under a path; what is not known stays, after the others.

    Names that people choose, such as those of blanks, stand as they are.
    """
    known = {name: rank for rank, name in enumerate(_known(path))}
    return sorted(names, key=lambda name: known.get(name, len(known)))


def _known(path: Path) -> tuple[str, ...]:
    match path:
        case ():
            return (TRANSLATES, *(field.name for field in FIELDS))
        case ("variables", _):
            return _VARIABLE
        case ("for_agents",):
            return tuple(field.name for field in AGENT_FIELDS)
        case ("follow_up",):
            return tuple(field.name for field in FOLLOW_UP_FIELDS)
        case ("short",):
            return _SAID
        case ("channels", str(name)):
            return (*_fields().get(name, ()), *_SAID)
        case (*_, "next_steps", int()):
            return tuple(field.name for field in STEP_FIELDS)
        case (*_, "approximate_time"):
            return tuple(field.name for field in TIMING_FIELDS)
    return ()


@cache
def _fields() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}


def apart(name: str, before: Iterable[str]) -> bool:
    """Whether an empty line stands above a key of the file, after the keys before it.

    What customers read stands together, below the facts and the blanks.
    """
    return name in _APART and not (name in _SAID and any(other in _SAID for other in before))
