"""The message as far as it goes: shown after each answer, with its counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from snapmsg.errors import SnapError
from snapmsg.library import Library, read_source
from snapmsg.message import Message, build_case, compose, draft_of, environment_of, example_values
from snapmsg.model import Part
from snapmsg.preview import NARROWEST, WIDEST, Line, card, counts, look
from snapmsg.source import Source
from snapmsg.terminal import Style, paint

_GAP = 3


def messages(library: Library, text: str, now: datetime) -> list[Message]:
    """A scenario's text as the messages of its channels, with its example values.

    None where they cannot be written yet.
    """
    path = (library.root or Path()) / "scenarios" / "new.yaml"
    file = read_source(library, path, Source("new.yaml", text))
    draft = draft_of(file.scenario, environment_of(library))
    try:
        values = example_values(draft)
        return [compose(build_case(draft, values, now, name), name) for name in draft.channels]
    except SnapError:
        return []


def so_far(
    library: Library, text: str, now: datetime, columns: int, colour: bool, encoding: str
) -> Iterator[str]:
    """A file's text as messages, in lines: side by side where all fit, else the first one.

    Of the others the counts are told. What is still to come is named.
    """
    found = messages(library, text, now)
    if not found:
        return
    how = look(colour, encoding)
    across = (columns + _GAP) // (NARROWEST + _GAP)
    whole = found if len(found) <= across else found[:1]
    room = min((columns - _GAP * (len(whole) - 1)) // len(whole), WIDEST)
    for row in zip_longest(
        *(_body(card(message, room, how)) for message in whole), fillvalue=Line("", 0)
    ):
        yield "".join(line.text + " " * (room + _GAP - line.columns) for line in row).rstrip()
    for message in found:
        yield paint(f"{message.channel.label}: {_count(library, message)}", Style.DIM, on=colour)
    lacking = [part.words for part in Part if part not in found[0].parts()]
    if lacking:
        yield paint(f"Still to come: {', '.join(lacking)}", Style.DIM, on=colour)


def _body(lines: Iterator[Line]) -> list[Line]:
    """A message's card without its counts, which stand below its last empty line."""
    found = list(lines)
    end = max((at for at, line in enumerate(found) if not line.columns), default=len(found))
    return found[:end]


def _count(library: Library, message: Message) -> str:
    """`182 characters, 33 words, 2 SMS parts (at most 2)`."""
    most = library.settings.for_channel(message.channel.name).most or message.channel.most
    fits = f" (at most {most:,})" if most is not None else ""
    return counts(message).partition(", sent as")[0] + fits
