"""What the user is told: a problem or a finding, and the diagnostic that one place makes of it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from snapmsg.source import Range


class Severity(StrEnum):
    """How bad a diagnostic is. The worst first."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a suggestion: less is worse."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Edit(NamedTuple):
    """Replace what stands in `at` by `text`."""

    at: Range
    text: str


class Fix(NamedTuple):
    """Edits of one file that mend a fault. Unsafe: they may change what was meant."""

    edits: tuple[Edit, ...]
    safe: bool = True


class Finding(NamedTuple):
    """What a rule found, where, and the words that say why it matters and what to do.

    `part` names one of the four where the finding is about it and not only stands in it.
    """

    at: Range
    reason: str
    fix: Fix | None = None
    part: str | None = None


class Problem(NamedTuple):
    """What was wrong with a file while it was read. `rule` names the rule that explains it."""

    rule: str
    at: Range
    reason: str
    fix: Fix | None = None


class EditText(NamedTuple):
    """An edit in lines and columns, from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Excerpt(NamedTuple):
    """A line of the file, with the columns (from 1, end exclusive) to underline; 0, 0 for none."""

    number: int
    text: str
    start: int
    end: int


class Diagnostic(NamedTuple):
    """One thing that is wrong, as the user is told it: plain data, without the file's text.

    `also` counts the other renderings that show it; `channel` and `example` name the first one,
    and are None where every rendering does. `fix` is `(safe, edits)`.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    severity: Severity
    reason: str
    scenario: str | None = None
    channel: str | None = None
    locale: str | None = None
    example: str | None = None
    part: str | None = None
    also: int = 0
    fix: tuple[bool, tuple[EditText, ...]] | None = None
    excerpt: tuple[Excerpt, ...] = ()

    @property
    def place(self) -> tuple[str, int, int, int, int, str]:
        """What diagnostics are sorted by: the file, the place in it, the rule."""
        return self.path, self.line, self.column, self.end_line, self.end_column, self.code
