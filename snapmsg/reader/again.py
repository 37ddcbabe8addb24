"""A fix is offered only after the edited file was read again."""

from __future__ import annotations

from snapmsg.diagnostic import Edit
from snapmsg.reader.events import Parsed, parse
from snapmsg.reader.lines import applied
from snapmsg.reader.nodes import texts
from snapmsg.source import Source

_MOST_READINGS = 10
_MOST_CHARACTERS = 32 * 1024


class Again:
    """Reads an edited source again: at most ten times, and only sources of up to 32 KiB.

    Beyond that nothing is confirmed, so that a file made of a thousand faults is not read a
    thousand times.
    """

    def __init__(self, source: Source, before: Parsed, pure: bool) -> None:
        self._source, self._before, self._pure = source, before, pure
        self._left = _MOST_READINGS if len(source.text) <= _MOST_CHARACTERS else 0

    def clean(self, *edits: Edit) -> bool:
        """Whether the fault is gone, and no other has come."""
        after = self._read(*edits)
        if after is None or not self._is_further(after, *edits):
            return False
        before = self._before
        return len(after.faults) < len(before.faults) + (before.fatal is not None)

    def there(self, edit: Edit, start: int, value: str) -> bool:
        """Whether a text of exactly this value starts at offset `start` of the edited file."""
        after = self._read(edit)
        return after is not None and self._is_there(after, edit, start, value)

    def exact(self, edit: Edit, start: int, value: str) -> bool:
        """Whether the text is there, and every other one is as it was."""
        after = self._read(edit)
        if after is None or not self._is_there(after, edit, start, value):
            return False
        if self._before.fatal is not None:
            return True  # there was nothing that could have changed
        edited = range(edit.at.start, edit.at.end + 1)
        old = {p: t.value for p, t in texts(self._before.root) if t.start not in edited}
        new = {p: t.value for p, t in texts(after.root) if t.start != start}
        return old == new

    def _read(self, *edits: Edit) -> Parsed | None:
        if not self._left:
            return None
        self._left -= 1
        return parse(applied(self._source, *edits), self._pure)

    def _is_further(self, after: Parsed, *edits: Edit) -> bool:
        """Whether reading now gets to the end, or at least past the edits to a later fault."""
        if after.fatal is None:
            return True
        rest = self._source.text[max(edit.at.end for edit in edits) :]
        longer = sum(len(edit.text) - (edit.at.end - edit.at.start) for edit in edits)
        unread = len(self._source.text) + longer - after.fatal.start
        return self._before.fatal is not None and unread < len(rest) - (rest + "\n").index("\n")

    def _is_there(self, after: Parsed, edit: Edit, start: int, value: str) -> bool:
        found = next((text for _, text in texts(after.root) if text.start == start), None)
        if found is None or found.value != value or not self._is_further(after, edit):
            return False
        return not any(edit.at.start <= fault.start < found.end for fault in after.faults)
