"""Where messages go: the facts of each channel, how its text is counted and encoded.

A channel is one module here with a `CHANNEL`, and one template for each of its forms. It is found
by being here: nothing else names it.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from snapmsg.terminal import HIDDEN

_FIRST = ("email", "sms", "chat")
_RUN = re.compile(f"(?:[ \t\n]|{HIDDEN.pattern})+")


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a channel's own beside the message, such as an email's subject.

    `limit` is the most characters that are read there. `private_ok` says whether a private blank
    may stand in it.
    """

    name: str
    about: str
    required: bool = False
    limit: int | None = None
    private_ok: bool = True


def encode_text(text: str) -> str:
    """Plain text, without the characters that no reader sees. Clean text is left as it is."""
    return HIDDEN.sub("", text)


def encode_field(text: str) -> str:
    """Text for a header: on one line, each run of breaks and spaces one space, nothing hidden.

    So that no value can begin another header. A space at an end stays, since what is encoded may
    be one stretch of a longer text.
    """
    return _RUN.sub(" ", text)


def size(text: str) -> dict[str, int]:
    """`characters` (code points) and `words` (between white space)."""
    return {"characters": len(text), "words": len(text.split())}


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: `label` is its name for people, `about` what it is in a phrase.

    A `brief` one takes the `short` wording, and neither opening nor closing. `forms` are those
    its message has, a template each, the plain text first. `most` is how much a message may have
    of what `count` calls `measure`; None is no limit. `private_ok` is false where strangers read
    along.
    """

    name: str
    label: str
    about: str
    brief: bool = False
    forms: tuple[str, ...] = ("txt",)
    fields: tuple[Field, ...] = ()
    encode: Callable[[str], str] = encode_text
    count: Callable[[str], Mapping[str, int]] = size
    measure: str = "characters"
    most: int | None = None
    private_ok: bool = True


@cache
def names() -> tuple[str, ...]:
    """The names of all channels: the three that most people use, then the others."""
    found = {module.name for module in pkgutil.iter_modules(__path__)}
    return (*(name for name in _FIRST if name in found), *sorted(found.difference(_FIRST)))


@cache
def get(name: str) -> Channel:
    """A channel by its name. Raises `KeyError` for a name that is not one of `names()`."""
    if name not in names():
        raise KeyError(name)
    channel = import_module(f"{__name__}.{name}").CHANNEL
    assert isinstance(channel, Channel)
    return channel
