"""Plain text: a message, or several with a line of `---` or `===` between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from snapmsg.exchange.html_text import is_html, to_text
from snapmsg.exchange.macro import Macro

_BETWEEN = re.compile(r"^(?:-{3,}|={3,})[ \t]*$", re.M)


def read(text: str) -> Iterator[Macro]:
    """The messages of a text. One of HTML is read as such."""
    start = 0
    for end in [*(found.span() for found in _BETWEEN.finditer(text)), (len(text), len(text))]:
        said = text[start : end[0]]
        if said.strip():
            begins = start + len(said) - len(said.lstrip())
            line = text.count("\n", 0, begins) + 1
            plain = to_text(said) if "</" in said and is_html(said) else said.strip()
            yield Macro("", plain, line)
        start = end[1]
