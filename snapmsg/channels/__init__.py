"""Where messages go: the facts of each channel, how its text is counted and encoded.

A channel is one module here with a `CHANNEL`, and one template for each of its forms. It is found
by being here: nothing else names it.
"""

from __future__ import annotations

import html
import pkgutil
import re
from collections.abc import Callable, Mapping, Sequence
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
    may stand in it. `choices` are the words it takes, where it takes no others: customers read the
    locale's label for each. One with `lines` keeps its line breaks. One that is `inside` stands in
    the body, where the template puts it. A `shared` one that a scenario leaves out is the value of
    the variable of its name, where the library has one.
    """

    name: str
    about: str
    required: bool = False
    limit: int | None = None
    private_ok: bool = True
    choices: tuple[str, ...] = ()
    lines: bool = False
    inside: bool = False
    shared: bool = False


def encode_text(text: str) -> str:
    """Plain text, without the characters that no reader sees. Clean text is left as it is."""
    return HIDDEN.sub("", text)


def encode_field(text: str) -> str:
    """Text for a header: on one line, each run of breaks and spaces one space, nothing hidden.

    So that no value can begin another header. A space at an end stays, since what is encoded may
    be one stretch of a longer text.
    """
    return _RUN.sub(" ", text)


def encode_html(text: str) -> str:
    """Text for HTML, in an element or a quoted attribute: a line break is a `<br>`."""
    return html.escape(encode_text(text)).replace("\n", "<br>\n")


def size(text: str) -> dict[str, int]:
    """`characters` (code points) and `words` (between white space)."""
    return {"characters": len(text), "words": len(text.split())}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a channel's message: what its template is called by, and its encoder.

    `encode` is applied to each stretch of the wording and to each value, never to the template's
    own text.
    """

    name: str
    encode: Callable[[str], str] = encode_text


PLAIN = Form("txt")
"""Plain text: every channel's first form, and the one that is counted."""
HTML = Form("html", encode_html)
"""A page of its own."""


def longest(texts: Sequence[str]) -> str:
    """The longest of some texts: the heaviest where each character counts once."""
    return max(texts, key=len, default="")


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: `label` is its name for people, `about` what it is in a phrase.

    A `brief` one takes the `short` wording, and neither opening nor closing. `forms` are those
    its message has, a template each, the plain text first. `most` is how much a message may have
    of what `count` calls `measure`; None is no limit. `unit` says one and many of that measure.
    `filler` is a letter that counts once and stands for any of its kind: `utmost` is the most that
    a text full of it comes to, whatever letters it is; None is just what `count` says. Where links
    count for more than their letters, a value and the words beside it are weighed `apart`. Of some
    texts `heaviest` gives one that counts no less than any; None where that is not known.
    `private_ok` is false where strangers read along. One that is `spoken` is read aloud: values
    are put as people say them, and each sentence stands on a line of its own. One that is `dated`
    is read days later, so that its promises read as a day. `settings` are what
    `snap.yaml` may say of it beside what it may say of all: `headings` where the four parts can be
    headed, `format` where plain text is not the only form that is sent, `accents` where it has
    `bare`, which takes off those that cost room, and leaves one character one.
    """

    name: str
    label: str
    about: str
    brief: bool = False
    forms: tuple[Form, ...] = (PLAIN,)
    fields: tuple[Field, ...] = ()
    count: Callable[[str], Mapping[str, int]] = size
    measure: str = "characters"
    unit: tuple[str, str] = ("character", "characters")
    most: int | None = None
    filler: str = "W"
    utmost: Callable[[str], int] | None = None
    heaviest: Callable[[Sequence[str]], str] | None = None
    apart: bool = False
    private_ok: bool = True
    spoken: bool = False
    dated: bool = False
    settings: tuple[str, ...] = ()
    bare: Callable[[str], str] | None = None

    def form(self, name: str) -> Form | None:
        """One of its forms by name; None where it has no such form."""
        return next((form for form in self.forms if form.name == name), None)

    def amount(self, count: int) -> str:
        """So much of what it measures, in words: `3 SMS parts`."""
        return f"{count:,} {self.unit[count != 1]}"


@cache
def names() -> tuple[str, ...]:
    """The names of all channels: the three that most people use, then the others."""
    found = {module.name for module in pkgutil.iter_modules(__path__)}
    return (*(name for name in _FIRST if name in found), *sorted(found.difference(_FIRST)))


def settings() -> dict[str, tuple[str, ...]]:
    """Each channel by name, and the settings that it knows beside those that all know."""
    return {name: get(name).settings for name in names()}


@cache
def get(name: str) -> Channel:
    """A channel by its name. Raises `KeyError` for a name that is not one of `names()`."""
    if name not in names():
        raise KeyError(name)
    channel = import_module(f"{__name__}.{name}").CHANNEL
    assert isinstance(channel, Channel)
    return channel
