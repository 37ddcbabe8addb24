"""Whoever answers: how they are asked, in plain lines and numbers.

Any terminal can show them, and any screen reader can read them out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from snapmsg.preview import wrap
from snapmsg.terminal import Style, clean_line, paint

PROMPT = "> "


class Person(NamedTuple):
    """Somebody at a terminal: how to tell them a line, and how to read one of theirs.

    `read` takes the prompt. It raises `KeyboardInterrupt` where they stop.
    """

    tell: Callable[[str], None]
    read: Callable[[str], str]
    colour: bool = False
    columns: int = 80

    def say(self, text: str, *styles: Style, indent: int = 2) -> None:
        """Tell them something, in as many lines as it takes."""
        text = clean_line(text)
        for start, end in wrap(text, self.columns - indent - 1):
            self.tell(" " * indent + paint(text[start:end], *styles, on=self.colour))

    def pose(self, question: str, *lines: str) -> None:
        """Tell them a question, and under it what helps to answer it."""
        self.tell("")
        self.say(question, Style.BOLD, indent=0)
        for line in lines:
            self.say(line)

    def answer(self) -> str:
        """What they type, without the spaces around it."""
        return self.read(PROMPT).strip()

    def ask(self, question: str, example: str = "", default: str = "") -> str:
        """Ask, and give the answer; `default` for none."""
        lines = [f"For example: {example}"] if example else []
        self.pose(question, *lines, *([f"Enter takes: {default}"] if default else []))
        return self.answer() or default

    def agrees(self, question: str) -> bool:
        """Ask for yes or no; Enter is yes."""
        self.pose(f"{question} [Y/n]")
        while (said := self.answer().lower()) not in ("", "y", "yes", "n", "no"):
            self.sorry("type y for yes, or n for no")
        return not said.startswith("n")

    def choose(
        self,
        question: str,
        words: Sequence[str],
        default: str = "",
        also: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """Ask for one of a few, by number or by its words; empty where they leave it open.

        `also` has other words, in small letters, and the answer that each stands for.
        """
        what = f"Enter takes: {default}" if default else "Enter leaves it open."
        self.pose(question, *numbered(words), what)
        while True:
            said = self.answer()
            found = (also.get(said.lower()) or pick(said, words)) if said else default
            if found or not said:
                return found
            self.sorry(f"type a number from 1 to {len(words)}")

    def sorry(self, reason: str) -> None:
        """Say what is wrong with an answer."""
        self.say(f"Not yet: {reason}", Style.RED)


def numbered(words: Sequence[str]) -> list[str]:
    """Each of a few with its number, from 1."""
    return [f"{number}  {word}" for number, word in enumerate(words, 1)]


def pick(answer: str, words: Sequence[str]) -> str:
    """The one of `words` that an answer names by its number, or by how it begins, else empty."""
    if answer.isascii() and answer.isdigit():
        return words[int(answer) - 1] if 0 < int(answer[:6]) <= len(words) else ""
    begin = [word for word in words if answer and word.lower().startswith(answer.lower())]
    same = [word for word in begin if word.lower() == answer.lower()]
    return same[0] if same else begin[0] if len(begin) == 1 else ""
