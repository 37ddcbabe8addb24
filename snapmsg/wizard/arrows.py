"""Asks with arrows and completion, in terminals that can: for the extra `snapmsg[tui]`.

Built on questionary and the prompt_toolkit below it. The questions are the same; only how a word
is chosen and how a line is typed differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import questionary
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.shortcuts import PromptSession

from snapmsg.wizard.person import Person


def person(tell: Callable[[str], None], colour: bool, columns: int) -> Person:
    """Somebody at a terminal who may use the arrow keys."""
    session: PromptSession[str] = PromptSession()

    def read(prompt: str, words: Sequence[str]) -> str:
        try:
            return session.prompt(
                prompt, completer=WordCompleter(list(words), sentence=True) if words else None
            )
        except EOFError:
            raise KeyboardInterrupt from None

    def select(words: Sequence[str], default: str) -> str:
        chosen = questionary.select(
            "", choices=list(words), default=default or None, qmark="", instruction=" "
        ).unsafe_ask()
        return str(chosen)

    return Person(tell, read, colour, columns, select)
