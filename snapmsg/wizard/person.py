"""Whoever answers: how they are asked, in plain lines and numbers.

Any terminal can show them, and any screen reader can read them out. At every question they may
type `back`, `skip` or `help` instead of an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from snapmsg.preview import wrap
from snapmsg.terminal import Style, clean_line, paint

PROMPT = "> "
KEEP = ("keep", "keep mine", "keep it")
"""What they type to stay with what they said."""


class Back(Exception):
    """They want the question before this one again."""


class Skip(Exception):
    """They leave this question for later, or open."""


class Person(NamedTuple):
    """Somebody at a terminal: how to tell them a line, and how to read one of theirs.

    `read` takes the prompt, and words that it may complete, the first of them what Enter takes.
    It raises `KeyboardInterrupt` where they stop. `select`, where there is one, lets them choose
    with arrows: it takes the words and the one that Enter takes, and gives the one they chose.
    """

    tell: Callable[[str], None]
    read: Callable[[str, Sequence[str]], str]
    colour: bool = False
    columns: int = 80
    select: Callable[[Sequence[str], str], str] | None = None

    def say(self, text: str, *styles: Style, indent: int = 2, head: str = "") -> None:
        """Tell them something, in as many lines as it takes; `head` is a word that starts it."""
        text = clean_line(f"{head} {text}" if head else text)
        hang = len(head) + 1 if head else 0
        for start, end in wrap(text, self.columns - indent - 1, hang):
            shown = paint(text[start:end], *styles, on=self.colour)
            self.tell(" " * (indent + (hang if start else 0)) + shown)

    def pose(self, question: str, *lines: str) -> None:
        """Tell them a question, and under it what helps to answer it."""
        self.tell("")
        self.say(question, Style.BOLD, indent=0)
        for line in lines:
            word, _, rest = line.partition(" ")
            if word in ("Good:", "Weak:"):
                self.say(rest, head=word)
            else:
                self.say(line)

    def answer(self, help: str = "", words: Sequence[str] = ()) -> str:
        """What they type, without the spaces around it.

        Raises `Back` or `Skip` where they type that.
        """
        while True:
            said = self.read(PROMPT, words).strip()
            match said.lower():
                case "back":
                    raise Back
                case "skip":
                    raise Skip
                case "help" | "?":
                    if help:
                        self.say(help)
                    self.say("back: the question before. skip: leave this one. Ctrl-C: stop here.")
                case _:
                    return said

    def ask(
        self, question: str, *lines: str, default: str = "", help: str = "",
        words: Sequence[str] = (), takes: str = "Enter takes",
    ) -> str:  # fmt: skip
        """Ask, and give the answer; `default` for none, and for a plain yes to it."""
        self.pose(question, *lines, *([f"{takes}: {default}"] if default else []))
        while True:
            said = self.answer(help, (default, *words) if default else words)
            if not default or said.lower() not in (*_YES, *_NO):
                return said or default
            if said.lower() in _YES:
                return default
            self.sorry("then type it in your own words")

    def agrees(self, question: str, help: str = "", *, default: bool = True) -> bool:
        """Ask for yes or no; Enter is the default, and to skip it is no."""
        self.pose(f"{question} [{'Y/n' if default else 'y/N'}]")
        try:
            while (said := self.answer(help).lower()) not in ("", "y", "yes", "n", "no"):
                self.sorry("type y for yes, or n for no")
        except Skip:
            return False
        return said.startswith("y") if said else default

    def choose(
        self,
        question: str,
        words: Sequence[str],
        *lines: str,
        default: str = "",
        also: Mapping[str, str] = MappingProxyType({}),
        help: str = "",
    ) -> str:
        """Ask for one of a few, by number or by its words; empty where they leave it open.

        `also` has other words, in small letters, and the answer that each stands for.
        """
        if self.select is not None:
            self.pose(question, *lines)
            return self._selected(self.select, words, default, help)
        what = f"Enter takes: {default}" if default else "Enter leaves it open."
        self.pose(question, *lines, *numbered(words), what)
        while True:
            said = self.answer(help, words)
            found = (also.get(said.lower()) or pick(said, words)) if said else default
            if found or not said:
                return found
            self.sorry(f"type a number from 1 to {len(words)}")

    def _selected(
        self, select: Callable[[Sequence[str], str], str], words: Sequence[str], default: str,
        help: str,
    ) -> str:  # fmt: skip
        while True:
            match select((*words, *_WAYS), default):
                case "skip":
                    raise Skip
                case "back":
                    raise Back
                case "help":
                    self.say(help or "Arrows move, and Enter takes what is marked.")
                case chosen:
                    return chosen

    def sorry(self, reason: str) -> None:
        """Say what is wrong with an answer."""
        self.say(f"Not yet: {reason}", Style.RED)


_YES, _NO = ("y", "yes", "ok"), ("n", "no")
_WAYS = ("skip", "back", "help")


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
