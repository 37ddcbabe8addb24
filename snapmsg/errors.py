"""The one exception that people see."""

from __future__ import annotations

from collections.abc import Iterable

from snapmsg.source import Range


class SnapError(Exception):
    """snap could not do what was asked, and says so in one sentence that names the cure.

    `at` is the place in a file that it is about; `path` a file without a place. `code` is the exit
    code of the command: 2, since 1 is for diagnostics.
    """

    def __init__(
        self, sentence: str, *, at: Range | None = None, path: str = "", code: int = 2
    ) -> None:
        super().__init__(sentence)
        self.sentence, self.at, self.path, self.code = sentence, at, path, code

    def __str__(self) -> str:
        if self.at is not None:
            return f"{self.at.source.path}:{self.at.line}:{self.at.column}: {self.sentence}"
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


def quoted(words: str, most: int = 60) -> str:
    """Somebody's words in a sentence: on one line, in quotation marks, cut to `most` characters."""
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= most else f"“{line[:most]}…”"


def did_you_mean(
    word: str, known: Iterable[str], aliases: dict[str, str] | None = None, cutoff: float = 0.6
) -> str:
    """` Did you mean “status”?` for a word that is nearly one of `known`, else the empty string.

    `aliases` maps words that people type to the one that they mean, where that is known here.
    `cutoff` is how much alike, from 0 to 1, two words have to be.
    """
    known = list(known)
    meant = (aliases or {}).get(word.lower().replace("-", "_").replace(" ", "_"))
    if meant not in known:
        import difflib  # only for a word that is wrong

        lowered = {name.lower(): name for name in known}
        close = [name for name in lowered if sorted(name) == sorted(word.lower())]  # lnit: lint
        close += difflib.get_close_matches(word.lower(), lowered, 1, cutoff)
        meant = lowered[close[0]] if close else None
    return f" Did you mean “{meant}”?" if meant else ""
