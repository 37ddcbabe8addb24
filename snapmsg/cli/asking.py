"""Asks at the terminal what a command was not told: a channel, the values of blanks, which one.

The questions go to stderr, so that stdout holds the message alone. Nothing is remembered.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from snapmsg.terminal import Style, clean_line, colour, columns, paint, talk

if TYPE_CHECKING:
    from snapmsg.message import Draft
    from snapmsg.model import Variable

PROMPT = "> "


def can_ask(no_input: bool = False) -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return not no_input and sys.stdin.isatty() and sys.stderr.isatty()


def answer() -> str:
    """What they type, without the spaces around it. Raises `KeyboardInterrupt` where they stop."""
    import contextlib
    from importlib import import_module

    sys.stdout.flush()
    try:
        if sys.stdout.isatty():
            with contextlib.suppress(ImportError):
                import_module("readline")  # which makes the line that is typed editable
            return input(PROMPT).strip()
        sys.stderr.write(PROMPT)
        sys.stderr.flush()
        line = sys.stdin.readline()
    except EOFError:
        line = ""
    if not line:  # the end of the input is a way to stop, too
        talk()
        raise KeyboardInterrupt
    return line.strip()


def pose(question: str, *lines: str) -> None:
    """Tell them a question, and under it what helps to answer it."""
    from snapmsg.preview import wrap

    on, wide = colour(sys.stderr), columns(sys.stderr)
    talk()
    for indent, text in [(0, question), *((2, line) for line in lines)]:
        text = clean_line(text)
        for start, end in wrap(text, wide - indent - 1):
            shown = text[start:end]
            talk(" " * indent + (shown if indent else paint(shown, Style.BOLD, on=on)))


def sorry(reason: str) -> None:
    """Say what is wrong with an answer."""
    talk(paint(f"  Not yet: {clean_line(reason)}", Style.RED, on=colour(sys.stderr)))


def choose(question: str, words: Sequence[str]) -> str:
    """One of a few, by its number or by how it begins."""
    pose(question, *(f"{number}  {word}" for number, word in enumerate(words, 1)))
    while True:
        found = picked(answer(), words)
        if found is not None:
            return found
        sorry(f"type a number from 1 to {len(words)}")


def picked(said: str, words: Sequence[str]) -> str | None:
    """The one of a few that an answer names; None where it names none, or more than one."""
    if said.isascii() and said.isdigit():
        return words[int(said) - 1] if 0 < int(said[:6]) <= len(words) else None
    begin = [word for word in words if said and word.lower().startswith(said.lower())]
    same = [word for word in begin if word.lower() == said.lower()]
    return same[0] if same else begin[0] if len(begin) == 1 else None


def channel_of(draft: Draft) -> str:
    """On which of its channels a scenario goes out; the one that it has is not asked for."""
    if len(draft.channels) == 1:
        return draft.channels[0]
    return choose("On which channel?", draft.channels)


def values_of(draft: Draft, channel: str, given: Mapping[str, object]) -> dict[str, str]:
    """The values that a channel's message needs and that were not given, each read as it is said.

    Each answer decides what is asked next. Enter takes a default where there is one, and never an
    example: that would be sent.
    """
    from snapmsg.message import needed, readable_values

    found: dict[str, str] = {}
    settled = set(given)
    while True:
        known = readable_values(draft, {**given, **found})
        used = needed(draft, channel, {n: v for n, v in known.items() if n in settled}) - settled
        name = next((name for name in draft.variables if name in used), None)
        if name is None:
            return found
        settled.add(name)
        said = _value(draft, draft.variables[name])
        if said is not None:
            found[name] = said


def _value(draft: Draft, variable: Variable) -> str | None:
    from snapmsg.errors import SnapError
    from snapmsg.message import given_values

    spec, name = variable.spec, variable.name
    choices = tuple(spec.choices or ()) or (("yes", "no") if spec.kind == "boolean" else ())
    lines = [f"{number}  {word}" for number, word in enumerate(choices, 1)]
    if variable.example is not None and not choices:
        lines.append(f"For example: {variable.example.value}")
    default = variable.default.value if variable.default is not None else None
    if default is not None:
        lines.append(f"Enter takes: {default}" if default else "Enter leaves it out.")
    about = variable.about or "its value"
    pose(f"{name}: {about}{'?' if spec.kind == 'boolean' else ''}", *lines)
    while True:
        said = answer()
        if not said and default is not None:
            return None
        said = picked(said, choices) or said
        try:
            given_values(draft, {name: said}, {name})
        except SnapError as error:
            sorry(str(error).removeprefix(f"{name}: "))
        else:
            return said
